"""A promised call stands in the work list of whoever promised it, before everything else once it is due."""

from __future__ import annotations

from datetime import timedelta

from app.domain.core.clock import FixedClock
from app.workspace import Workspace


def test_a_promised_call_comes_first_when_it_is_due_and_can_be_given_away(shop: Workspace, clock: FixedClock) -> None:
    lead = shop.leads.add({"company": "Contoso", "phone": "+971501234560"}).id
    shop.timeline.add_task(lead, "late", due="2026-11-22 10:00")
    shop.queues.add("Spring fair", members=["omar"])
    shop.callqueue.next("Spring fair")
    shop.callqueue.call_back("11:00")
    assert [each.kind for each in shop.worklist.window().lines] == ["task", "callback"]
    clock.moment += timedelta(hours=3)
    first, _ = shop.worklist.window().lines
    assert (first.kind, first.promised, first.record_title) == ("callback", True, "Contoso")
    shop.users.add("Huda Karim", login="huda")
    shop.worklist.give([first.id], "huda")
    assert [each.kind for each in shop.worklist.window().lines] == ["task"]

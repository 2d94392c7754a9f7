"""Steps become due in the owner's working hours."""

from __future__ import annotations

from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.sequences.conftest import HOURS, add_lead, at, call, due, entry_of, lay, mail, step, tick, way


def _works_in(shop: Workspace, zone: str, hours: str = HOURS) -> None:
    shop.users.edit(shop.desk.actor.id, {"working_hours": hours, "time_zone": zone})


def test_the_next_step_is_due_when_the_owner_works_next(shop: Workspace, clock: FixedClock, lead: str) -> None:
    """S29: done on Saturday evening in Tokyo, due on Monday at nine, not at the old hour."""
    _works_in(shop, "Asia/Tokyo")
    lay(shop, call() + call("call_2"))
    clock.moment = at("2026-11-13T01:00")
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    clock.moment = at("2026-11-14T09:13")
    shop.timeline.complete(entry_of(shop, lead))
    assert due(shop, lead) == at("2026-11-16T00:00")
    tick(shop, clock, at("2026-11-15T23:59"))
    assert shop.sequences.ways(lead)[0].steps[-1].activity is None
    tick(shop, clock, at("2026-11-16T00:00"))
    assert entry_of(shop, lead)


def test_working_hours_of_a_wait_are_the_owners(shop: Workspace, clock: FixedClock, lead: str) -> None:
    """S29 B: four working hours from Friday 16:00 end on Monday at eleven."""
    _works_in(shop, "Asia/Dubai")
    lay(shop, call() + step("wait", "rest", working_hours=4) + call("call_2"))
    clock.moment = at("2026-11-20T08:00")
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    clock.moment = at("2026-11-20T12:00")
    shop.timeline.complete(entry_of(shop, lead))
    assert due(shop, lead) == at("2026-11-23T07:00")
    tick(shop, clock, at("2026-11-23T07:00"))
    assert way(shop, lead)[-1] == ("call_2", "current")
    assert due(shop, lead) == at("2026-11-23T07:00")


def test_a_mail_goes_out_in_working_hours_however_late_somebody_looks(shop: Workspace, clock: FixedClock) -> None:
    _works_in(shop, "Asia/Dubai")
    lead = add_lead(shop)
    lay(shop, mail())
    clock.moment = at("2026-11-20T13:59")
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock, at("2026-11-21T12:00"))
    assert shop.outbox.list() == ()
    assert due(shop, lead) == at("2026-11-23T05:00")
    tick(shop, clock, at("2026-11-23T05:00"))
    assert len(shop.outbox.list()) == 1


def test_time_off_counts_as_no_working_time(shop: Workspace, clock: FixedClock, lead: str) -> None:
    _works_in(shop, "Asia/Dubai")
    shop.time_off.add("me", "2026-11-24", "2026-11-25")
    lay(shop, step("wait", "rest", days=1) + call())
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock, at("2026-11-24T05:00"))
    assert due(shop, lead) == at("2026-11-26T05:00")

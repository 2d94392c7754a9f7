"""Cases of call queues that other programs got wrong, each with its exact values."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.callqueue.taking import NothingToCall
from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed
from tests.callqueue.conftest import Floor, at, lead


def test_the_cap_of_a_day_counts_the_leads_day_and_every_call_to_the_number(floor: Floor, clock: FixedClock) -> None:
    omar, amal = floor(), floor("amal")
    clock.moment = at("2026-11-24 21:00")
    values = {"phone": "+1 213 555 0123", "time_zone": "America/Los_Angeles"}
    first = omar.leads.add({"company": "Contoso", **values}).id
    omar.queues.add("Spring fair", {"attempts_per_day": "3"}, members=["amal"])
    for moment in ("2026-11-24 22:00", "2026-11-24 23:30"):
        clock.moment = at(moment)
        assert amal.callqueue.next().lead == first
        amal.callqueue.dispose("busy")
    omar.timeline.log_call(first, at=at("2026-11-24 23:00"))
    omar.leads.add({"company": "Fabrikam", **values})
    clock.moment = at("2026-11-25 00:30")
    with pytest.raises(NothingToCall) as nothing:
        amal.callqueue.next()
    assert "2 called often enough today" in nothing.value.message
    assert omar.queues.show("Spring fair").next_at == at("2026-11-25 17:00")
    clock.moment = at("2026-11-25 17:00")
    assert amal.callqueue.next().attempt == 4


class TestCallbacks:
    """A lead in New York, called from Cairo."""

    @pytest.mark.parametrize(
        ("zone", "phone", "now", "due"),
        [
            ("America/New_York", "+12125550123", "2026-11-24 15:00", "2026-11-25 15:00"),
            ("America/Los_Angeles", "+12135550123", "2026-11-25 03:00", "2026-11-25 18:00"),
        ],
    )
    def test_its_time_is_meant_on_the_leads_clock(
        self, floor: Floor, clock: FixedClock, zone: str, phone: str, now: str, due: str
    ) -> None:
        omar, amal = floor(), floor("amal", "Africa/Cairo")
        clock.moment = at(now)
        lead(omar, "Contoso", phone, time_zone=zone)
        omar.queues.add("Spring fair", members=["amal"])
        amal.callqueue.next()
        amal.callqueue.call_back("tomorrow 10")
        assert omar.queues.show("Spring fair").next_at == at(due)

    @pytest.fixture
    def promised(self, floor: Floor, clock: FixedClock) -> str:
        """Amal promised a lead a call at 15:00 UTC; there is another lead."""
        omar, amal, _ = floor(), floor("amal", "Africa/Cairo"), floor("badr")
        clock.moment = at("2026-11-24 15:00")
        due = lead(omar, "Contoso", "+12125550123", source="Web", time_zone="America/New_York")
        lead(omar, "Fabrikam", "+12125550124", source="Web", time_zone="America/New_York")
        omar.queues.add("Spring fair", {"condition": "source = Web"}, members=["amal", "badr"])
        assert amal.callqueue.next().lead == due
        amal.callqueue.call_back("tomorrow 10")
        return due

    def test_it_is_its_owners_while_they_are_there(self, floor: Floor, clock: FixedClock, promised: str) -> None:
        clock.moment = at("2026-11-25 15:00")
        assert floor("badr").callqueue.next().title == "Fabrikam"
        mine = floor("amal").callqueue.next()
        assert (mine.lead, mine.why) == (promised, "callback")

    def test_it_is_anyones_when_its_owner_no_longer_works_in_the_queue(
        self, floor: Floor, clock: FixedClock, promised: str
    ) -> None:
        clock.moment = at("2026-11-25 15:00")
        floor().queues.edit("Spring fair", {}, leave=["amal"])
        assert floor("badr").callqueue.next().lead == promised

    def test_it_is_anyones_while_its_owner_has_that_day_off(
        self, floor: Floor, clock: FixedClock, promised: str
    ) -> None:
        floor().time_off.add("amal", "2026-11-25")
        clock.moment = at("2026-11-25 15:00")
        assert floor("badr").callqueue.next().lead == promised, "first of all"

    def test_it_passes_a_condition_that_no_longer_fits(self, floor: Floor, clock: FixedClock, promised: str) -> None:
        floor().leads.edit(promised, {"source": "Trade show"})
        clock.moment = at("2026-11-25 15:00")
        assert floor("amal").callqueue.next().lead == promised

    def test_it_is_held_until_the_morning_and_still_counted(
        self, floor: Floor, clock: FixedClock, promised: str
    ) -> None:
        omar, amal = floor(), floor("amal")
        amal.callqueue.next()
        amal.callqueue.dispose("not_interested")
        clock.moment = at("2026-11-26 01:05")  # 20:05 there
        with pytest.raises(NothingToCall, match="1 out of hours"):
            amal.callqueue.next()
        card = omar.queues.show("Spring fair")
        assert (card.due, card.left) == (1, 0)
        clock.moment = at("2026-11-27 14:00")  # the day after a holiday there
        assert amal.callqueue.next().lead == promised


def test_a_number_that_came_onto_a_list_is_not_dialled_and_no_callback_either(floor: Floor, clock: FixedClock) -> None:
    omar, amal = floor(), floor("amal")
    clock.moment = at("2026-11-24 10:00")
    lead(omar, "Contoso")
    lead(omar, "Fabrikam", "+971501234568")
    omar.queues.add("Spring fair", members=["amal"])
    amal.callqueue.next()
    amal.callqueue.call_back("+1h", anyone=True)
    held = amal.callqueue.next()
    clock.moment += timedelta(seconds=5)
    from app.domain.calling.barring import bar

    with omar.desk.write("dnc.add") as unit:
        bar(unit, ["+971501234567", "+971501234568"], "asked.csv")
    clock.moment += timedelta(seconds=5)
    with pytest.raises(NotAllowed, match=r"asked\.csv") as refused:
        amal.callqueue.dial()
    assert refused.value.field == "do_not_call"
    assert held.title in str(refused.value)
    assert amal.callqueue.held() is None
    clock.moment += timedelta(hours=2)
    with pytest.raises(NothingToCall, match="2 on a do-not-call list"):
        amal.callqueue.next()


def test_a_lease_that_is_over_gives_the_lead_to_another_and_refuses_the_late_disposition(
    shared_floor: Floor, clock: FixedClock
) -> None:
    omar, amal, badr = shared_floor(), shared_floor("amal"), shared_floor("badr")
    clock.moment = at("2026-11-24 10:00")
    first = lead(omar, "Contoso")
    lead(omar, "Contoso again")  # of the same number
    lead(omar, "Fabrikam", "+971501234568")
    omar.queues.add("Spring fair", {"lease_seconds": "5m"}, members=["amal", "badr"])
    assert amal.callqueue.next().lead == first
    clock.moment = at("2026-11-24 10:04:59")
    assert badr.callqueue.next().title == "Fabrikam"
    badr.callqueue.give_back()
    clock.moment = at("2026-11-24 10:05:00")
    assert badr.callqueue.next().lead == first
    clock.moment = at("2026-11-24 10:06:00")
    with pytest.raises(NotAllowed, match="Contoso was returned at 14:05:00, now with Badr") as late:
        amal.callqueue.dispose("no_answer")
    assert late.value.exit_code == 1
    assert amal.callqueue.next().title == "Fabrikam", "the other of its number is not offered while Badr holds it"
    badr.callqueue.dispose("no_answer")
    assert len(omar.timeline.page(first).entries) == 2

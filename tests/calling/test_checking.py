"""The one question, asked of a database: lists, hours and how often a number was called, whoever called it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.calling.saying import standing
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.workspace import Workspace
from tests.conftest import SitDown


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def desk(sit_down: SitDown) -> Workspace:
    return sit_down()


def test_every_call_to_a_number_counts_on_the_day_of_whoever_is_called(desk: Workspace, clock: FixedClock) -> None:
    desk.settings.set({"calls_per_day": 3})
    first = desk.leads.add({"company": "Contoso", "phone": "+1 213 555 0123", "time_zone": "America/Los_Angeles"}).id
    second = desk.leads.add({"company": "Fabrikam", "phone": "+12135550123", "time_zone": "America/Los_Angeles"}).id
    for moment, lead, number in (
        ("2026-11-24T22:00", first, None),
        ("2026-11-24T23:00", first, "+1 (213) 555-0123"),
        ("2026-11-24T23:30", second, None),
    ):
        clock.moment = at(moment)
        desk.timeline.log_call(lead, number=number)
    for lead in (first, second):
        refused, allowed = (desk.calling.check(lead, at(each)) for each in ("2026-11-25T00:30", "2026-11-25T17:00"))
        assert (refused.allowed, refused.code, refused.until) == (False, "cap_day", at("2026-11-25T08:00"))
        assert refused.said == "3 calls were made on this day, as often as allowed"
        assert (allowed.allowed, allowed.until) == (True, at("2026-11-26T04:00"))
    desk.log.undo()
    assert desk.calling.check(first, at("2026-11-25T00:30")).allowed


def test_what_a_manager_decides_holds_and_can_be_taken_back(desk: Workspace) -> None:
    lead = desk.leads.add({"company": "Contoso", "phone": "+971501234567"}).id
    friday = at("2026-11-27T10:00")
    assert desk.calling.check(lead, friday).allowed
    desk.calling.set("UAE", hours="Mon-Thu 09:00-20:00", weekend="Fri Sat")
    closed = desk.calling.check(lead, friday)
    assert (closed.code, closed.said) == ("weekend", "Fri is a day without calls in Dubai")
    desk.log.undo()
    assert desk.calling.check(lead, friday).allowed
    desk.calling.close_day("AE", "2026-11-27", "Stocktaking")
    assert desk.calling.check(lead, friday).said == "Fri 27 Nov is a day without calls in Dubai: Stocktaking"
    assert not desk.calling.check("+971 4 123 4567", friday).allowed
    desk.calling.open_day("AE", "2026-12-02")
    assert desk.calling.check(lead, at("2026-12-02T10:00")).allowed
    desk.calling.forget_day("AE", "2026-12-02")
    assert desk.calling.check(lead, at("2026-12-02T10:00")).code == "holiday"
    days = {each.day.isoformat(): (each.name, each.closed) for each in desk.calling.days("AE", 2026)}
    assert (days["2026-11-27"], days["2026-12-02"]) == (("Stocktaking", True), ("National Day", True))
    rules = {each.country: each for each in desk.calling.rules()}
    assert (rules[""].weekend, rules["SA"].weekend, rules[""].hours) == ("Sat Sun", "Fri Sat", "Mon-Sun 09:00-20:00")
    with pytest.raises(NotFound):
        desk.calling.reset("AE")


@pytest.mark.parametrize(
    ("country", "values"),
    [("Atlantis", {}), ("AE", {"hours": "always"}), ("AE", {"weekend": "caturday"}), ("AE", {"hours": "Mon 25-26"})],
)
def test_a_rule_that_cannot_be_one_is_refused(desk: Workspace, country: str, values: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        desk.calling.set(country, **values)  # type: ignore[arg-type]


def test_only_managers_decide(sit_down: SitDown) -> None:
    sit_down().users.add("Huda", login="huda", role="rep")
    with pytest.raises(NotAllowed):
        sit_down("huda").calling.set("AE", weekend="Fri Sat")


def test_who_cannot_be_called_is_told_why(desk: Workspace) -> None:
    nowhere = desk.leads.add({"company": "Contoso", "phone": "+1 800 555 0199"}).id
    verdict = desk.calling.check(nowhere)
    assert (verdict.code, verdict.zones, verdict.local_times) == ("no_zone", (), ())
    silent = desk.leads.add({"company": "Northwind", "phone": "+971501234568", "do_not_phone": True}).id
    assert desk.calling.check(silent).code == "do_not_phone"
    assert desk.calling.check(desk.leads.add({"company": "Adatum"}).id).code == "no_number"


def test_calls_that_came_in_by_a_list_count_too(desk: Workspace, tmp_path: Path) -> None:
    desk.settings.set({"calls_in_all": 1})
    leads, calls = tmp_path / "leads.csv", tmp_path / "calls.csv"
    leads.write_text("LeadID,Company,Phone\nL-1,Contoso,+971501234567\n", encoding="utf-8")
    calls.write_text(
        "ActivityID,LeadID,ActivityType,Subject,Due Date,Completed\n7,L-1,Call,Rang,2026-11-20,yes\n", encoding="utf-8"
    )
    for table, kind in ((leads, "lead"), (calls, "activity")):
        assert desk.calling.check("+971501234567").allowed
        with desk.capture.open(str(table), kind=kind) as plan:
            assert desk.capture.run(plan, lambda _progress: True).created == 1
    assert desk.calling.check("+971501234567").code == "cap_total"
    desk.log.undo()
    assert desk.calling.check("+971501234567").allowed


def test_what_their_clocks_show_is_told_in_few_words(desk: Workspace) -> None:
    lead = desk.leads.add({"company": "Contoso", "phone": "+971501234567"}).id
    assert standing(desk.calling.check(lead)) == "09:00 in Dubai · calls until Mon 23 Nov 20:00"
    assert standing(desk.calling.check(lead, at("2026-11-27T16:00"))) == (
        "20:00 in Dubai · calls again from Mon 30 Nov 09:00"
    )
    everywhere = standing(desk.calling.check("+79161234567"))
    assert everywhere.startswith("07:00 in Kaliningrad, 17:00 in Kamchatka · calls again from ")
    assert standing(desk.calling.check("+18005550199")) == ""

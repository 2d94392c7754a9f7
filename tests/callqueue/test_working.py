"""An agent's loop: take, call, one key, next; what follows, what is taken back, and what changes meanwhile."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.callqueue.dispositions import read_file, shipped
from app.domain.callqueue.script import filled
from app.domain.callqueue.taking import NothingToCall
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.workspace import Workspace
from bench.soak import claims
from tests.callqueue.conftest import Floor, at, lead


@pytest.fixture
def amal(floor: Floor, clock: FixedClock) -> Workspace:
    """Amal, in a queue with three leads."""
    clock.moment = at("2026-11-24 10:00")
    omar, amal = floor(), floor("amal")
    for number, rating in enumerate(("cold", "hot", "cold"), start=1):
        lead(omar, f"Lead {number}", f"+97150123456{number}", source="Web", rating=rating)
        clock.moment += timedelta(seconds=1)
    rules = {"condition": "source = Web", "attempts": "2", "cooldown_seconds": "1h"}
    omar.queues.add("Spring fair", rules, first=["rating = hot"], members=["amal"])
    return amal


def taken(amal: Workspace, code: str = "no_answer") -> str:
    """Take the next lead, dispose of it, and answer its title."""
    title = amal.callqueue.next().title
    amal.callqueue.dispose(code)
    return title


def test_leads_come_by_priority_attempts_and_touch(amal: Workspace, floor: Floor, clock: FixedClock) -> None:
    floor().timeline.add_note("Lead 1", "touched")
    assert amal.callqueue.next().why == "priority"
    assert [taken(amal) for _ in range(3)] == ["Lead 2", "Lead 3", "Lead 1"]
    with pytest.raises(NothingToCall, match="3 resting after a call") as nothing:
        amal.callqueue.next()
    assert "18:00" in str(nothing.value)
    clock.moment += timedelta(hours=4)
    found = amal.callqueue.next()
    assert (found.title, found.attempt, found.attempts) == ("Lead 2", 2, 2)


def test_who_was_called_often_enough_is_exhausted_until_a_manager_resets(
    amal: Workspace, floor: Floor, clock: FixedClock
) -> None:
    omar = floor()
    for _ in range(2):
        assert {taken(amal) for _ in range(3)} == {"Lead 1", "Lead 2", "Lead 3"}
        clock.moment += timedelta(days=1)
    assert omar.queues.show("Spring fair").held_back == {"exhausted": 3}
    with pytest.raises(NotAllowed):
        amal.queues.reset("Spring fair")
    assert "3 exhausted leads" in omar.queues.reset("Spring fair").message
    assert amal.callqueue.next().attempt == 1
    amal.callqueue.give_back()
    omar.log.undo()
    assert omar.queues.show("Spring fair").left == 3
    with pytest.raises(NothingToCall, match="3 exhausted"):
        amal.callqueue.next()


@pytest.mark.parametrize(
    ("code", "state", "status", "reason"),
    [
        ("interested", "open", "interested", None),
        ("not_interested", "disqualified", "lead", "no_longer_interested"),
        ("do_not_contact", "open", "do_not_contact", None),
        ("wrong_number", "open", "lead", None),
    ],
)
def test_a_disposition_does_what_it_says_and_one_undo_takes_all_of_it_back(
    amal: Workspace, floor: Floor, code: str, state: str, status: str, reason: str | None
) -> None:
    held = amal.callqueue.next()
    before = len(amal.timeline.page(held.lead).entries)
    amal.callqueue.dispose(code, "as they said")
    values = amal.leads.show(held.lead).values
    assert (values["state"], values["status"], values["disqualify_reason"]) == (state, status, reason)
    outcomes = [each.outcome for each in amal.timeline.page(held.lead).entries]
    assert next(each.label for each in shipped() if each.code == code) in outcomes
    assert floor().queues.show("Spring fair").left == 2
    assert amal.callqueue.held() is None

    amal.log.undo()
    assert amal.leads.show(held.lead).values["status"] == "lead"
    assert len(amal.timeline.page(held.lead).entries) == before
    again = amal.callqueue.held()
    assert again is not None, "it is Amal's again"
    assert (again.lead, again.attempt) == (held.lead, 1)
    amal.callqueue.dispose("busy")
    assert floor().queues.show("Spring fair").left == 2


def test_a_disposition_that_is_undone_beside_the_next_lead_makes_it_the_one_after(amal: Workspace) -> None:
    first = amal.callqueue.next().lead
    amal.callqueue.dispose("wrong_number")
    second = amal.callqueue.next().lead
    amal.log.undo()
    held = amal.callqueue.held()
    assert held is not None
    assert held.lead == second
    amal.callqueue.dispose("busy")
    found = amal.callqueue.next()
    assert (found.lead, found.why) == (first, "undone")


def test_what_changes_meanwhile_neither_loses_a_call_nor_offers_a_lead_wrongly(amal: Workspace, floor: Floor) -> None:
    omar = floor()
    held = amal.callqueue.next()
    omar.queues.edit("Spring fair", {}, leave=["amal"])
    omar.queues.pause("Spring fair")
    assert amal.callqueue.next().lead == held.lead, "a lead that is held stays so"
    amal.callqueue.dispose("no_answer")
    with pytest.raises(NotAllowed, match="paused"):
        amal.callqueue.next("Spring fair")
    omar.queues.resume("Spring fair")
    with pytest.raises(NotAllowed, match="do not work"):
        amal.callqueue.next("Spring fair")
    omar.queues.edit("Spring fair", {}, join=["amal"])
    omar.qualification.delete("Lead 1")
    omar.leads.edit("Lead 3", {"source": "Trade show"})
    with pytest.raises(NothingToCall):
        amal.callqueue.next()
    omar.log.undo()
    assert amal.callqueue.next().title == "Lead 3"
    omar.qualification.disqualify("Lead 3", "lost")
    assert "Busy" in amal.callqueue.dispose("busy").message, "the call took place all the same"
    omar.queues.delete("Spring fair")
    with pytest.raises(NotFound):
        amal.callqueue.next("Spring fair")


def test_what_cannot_be_is_refused_in_words(amal: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="hold no lead"):
        amal.callqueue.dispose("no_answer")
    amal.callqueue.next()
    for code, at_, problem in (
        ("nonsense", None, NotFound),
        ("callback", None, Invalid),
        ("busy", "tomorrow", Invalid),
    ):
        with pytest.raises(problem):
            amal.callqueue.dispose(code, at=at_)
    with pytest.raises(Invalid, match="past"):
        amal.callqueue.call_back("2020-01-01")
    with pytest.raises(NotAllowed, match="hold a lead"):
        amal.callqueue.pause("lunch")
    wrong = tmp_path / "wrong.toml"
    for content in (
        "",
        "[[disposition]]\ncode = 1",
        '[[disposition]]\ncode = "x"\nlabel = "X"\nstatus = "bought"',
        "]",
    ):
        wrong.write_text(content, encoding="utf-8")
        with pytest.raises(Invalid):
            read_file(wrong)


def test_a_script_is_filled_in_and_parted() -> None:
    script = (
        "Hello {name}!\n[if source = Web]\nYou wrote us.\n[else]\nWe met.\n[end]\n[if budget]\nGood.\n[end]\n{nobody}"
    )
    assert filled(script, {"name": "سارة", "source": "web"}) == "Hello سارة!\nYou wrote us.\n…"
    assert filled(script, {"name": "Al", "budget": 5}) == "Hello Al!\nWe met.\nGood.\n…"


def test_programs_that_claim_at_once_and_are_killed_take_each_lead_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from random import Random

    url, dice = f"sqlite:///{tmp_path / 'claims.db'}", Random(1)
    queue = claims.build(url, 1000, dice)
    assert claims.out_of_order(url, queue, 400) == []
    claims.reset(url, queue)
    assert claims.run(url, queue, 3, 2, dice, bare=False).wrong == []
    assert capsys.readouterr().err == ""


def test_a_condition_that_time_makes_true_is_looked_at_again_when_nothing_is_left(
    floor: Floor, clock: FixedClock
) -> None:
    omar = floor()
    clock.moment = at("2026-11-24 06:00")
    lead(omar, "Contoso", next_contact_at="2026-11-24T12:00+04:00")
    omar.queues.add("Due", {"condition": "next_contact_at < now"})
    with pytest.raises(NothingToCall):
        omar.callqueue.next("Due")
    clock.moment = at("2026-11-24 08:01")
    assert omar.callqueue.next("Due").title == "Contoso"

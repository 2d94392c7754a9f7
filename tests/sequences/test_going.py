"""A record goes through a sequence step by step: it is done, skipped, put off, branches, and leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed
from app.workspace import Workspace
from tests.sequences.conftest import activities, add_lead, at, call, due, entry_of, lay, mail, step, tick, way


def test_steps_follow_each_other_as_they_are_done(shop: Workspace, clock: FixedClock, lead: str) -> None:
    lay(
        shop,
        call()
        + step("wait", "rest", days=2)
        + step("task", "send", name="Send it")
        + step("post", "told", text="Sent to {company}"),
    )
    outcome = shop.sequences.connect("follow_up", [lead])
    assert outcome.message == "Contoso (Sara) begins the sequence Follow up."
    assert tick(shop, clock) == ["done"]
    (planned,) = activities(shop)
    assert (planned.kind, planned.status, planned.subject, planned.due_at) == (
        "call",
        "planned",
        "Call call_1",
        clock.now(),
    )
    tick(shop, clock, clock.now() + timedelta(days=9))
    assert way(shop, lead) == [("call_1", "current")]
    shop.timeline.complete(planned.code, outcome="reached")
    assert way(shop, lead) == [("call_1", "done"), ("rest", "current")]
    assert due(shop, lead) == clock.now() + timedelta(days=2)
    assert tick(shop, clock, clock.now() + timedelta(days=2)) == ["done", "done"]
    shop.timeline.complete(entry_of(shop, lead))
    assert tick(shop, clock) == ["done"]
    assert way(shop, lead)[-1] == ("told", "done")
    assert shop.sequences.ways(lead)[0].status == "finished"
    assert [each.body for each in activities(shop, kind="post")] == ["Sent to Contoso"]


def test_a_call_that_is_logged_does_the_step_that_asks_for_one(shop: Workspace, clock: FixedClock, lead: str) -> None:
    lay(
        shop,
        call()
        + step("branch", "reached", ask="outcome", outcomes=["Reached"], no="again")
        + step("task", "send", name="Send", next="end")
        + call("again"),
    )
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    shop.timeline.log_call(lead, outcome="reached")
    assert way(shop, lead) == [("call_1", "done"), ("reached", "yes"), ("send", "current")]
    assert [each.status for each in activities(shop, kind="call")] == ["completed"]


def test_skipping_goes_on_and_a_branch_goes_the_way_of_no(shop: Workspace, clock: FixedClock, lead: str) -> None:
    lay(shop, mail() + step("branch", "opened", ask="opened", days=3, next="end", no="ring") + call("ring"))
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    assert way(shop, lead) == [("mail_1", "done"), ("opened", "current")]
    shop.sequences.skip(lead)
    assert way(shop, lead)[1:] == [("opened", "skipped"), ("ring", "current")]
    tick(shop, clock)
    entry = entry_of(shop, lead)
    assert shop.sequences.skip(lead).message == "Call ring skipped. The sequence Follow up is over."
    assert [each.status for each in activities(shop, code=entry)] == ["cancelled"]
    assert shop.log.undo().message.startswith("Undone")
    assert way(shop, lead)[-1] == ("ring", "current")


@pytest.mark.parametrize("made", [False, True])
def test_snoozing_moves_the_step(shop: Workspace, clock: FixedClock, lead: str, made: bool) -> None:
    lay(shop, call())
    shop.sequences.connect("follow_up", [lead])
    if made:
        tick(shop, clock)
    shop.sequences.snooze(lead, "tomorrow 10")
    assert due(shop, lead) == at("2026-11-24T06:00")
    assert tick(shop, clock, at("2026-11-24T05:59")) == []
    tick(shop, clock, at("2026-11-24T06:00"))
    assert [each.due_at for each in activities(shop)] == [at("2026-11-24T06:00")]


def test_branches_on_opened_and_clicked_wait_as_long_as_they_say(shop: Workspace, clock: FixedClock) -> None:
    opened, silent = add_lead(shop), add_lead(shop, company="Fabrikam", email="f@fabrikam.example.com")
    lay(shop, mail() + step("branch", "clicked", ask="clicked", days=2, next="ring", no="end") + call("ring"))
    shop.sequences.connect("follow_up", [opened, silent])
    tick(shop, clock)
    first = next(each for each in shop.outbox.list() if each.recipient.startswith("sara"))
    shop.outbox.heard(first.message_id, "opened")
    assert way(shop, opened)[-1] == ("clicked", "current")
    shop.outbox.heard(first.message_id, "clicked")
    assert way(shop, opened)[1:] == [("clicked", "yes"), ("ring", "current")]
    tick(shop, clock, clock.now() + timedelta(days=2))
    assert way(shop, silent)[1:] == [("clicked", "no")]


def test_fields_stages_and_halves_decide_at_once(shop: Workspace) -> None:
    stage = shop.processes.show(add_lead(shop))
    assert stage is not None
    lay(
        shop,
        step("branch", "big", ask="condition", condition="Employees > 50", next="here", no="end")
        + step("branch", "here", ask="stage", stage=stage.stage, next="note", no="end")
        + step("field", "note", field="campaign", value="Big ones")
        + step("branch", "half", ask="split", percent=50, next="a", no="b")
        + step("task", "a", name="A", next="end")
        + step("task", "b", name="B"),
    )
    small = add_lead(shop, company="Small", employees=3, email="s@small.example.com")
    shop.sequences.connect("follow_up", [small])
    assert way(shop, small) == [("big", "no")]
    leads = [add_lead(shop, company=f"C{n}", employees=99, email=f"c{n}@c.example.com") for n in range(20)]
    shop.sequences.connect("follow_up", leads)
    taken = [way(shop, each)[-1][0] for each in leads]
    assert 3 < taken.count("a") < 17
    assert taken.count("a") + taken.count("b") == 20
    assert shop.leads.show(leads[0]).values["campaign"] == "Big ones"


def test_wishes_closing_and_conditions_end_it(shop: Workspace, clock: FixedClock) -> None:
    lay(shop, call() + mail(), 'exit = "campaign = over"')
    leads = [add_lead(shop, company=f"C{n}", email=f"c{n}@c.example.com") for n in range(5)]
    shop.sequences.connect("follow_up", leads)
    shop.leads.edit(leads[0], {"do_not_contact": True})
    shop.qualification.disqualify(leads[1], "lost")
    shop.leads.edit(leads[2], {"campaign": "over"})
    shop.qualification.qualify(leads[3])
    shop.sequences.disconnect(leads[4])
    ways = [shop.sequences.ways(each)[0] for each in leads]
    assert [each.reason for each in ways] == ["do_not_contact", "disqualified", "exit", "closed", "disconnected"]
    assert tick(shop, clock, clock.now() + timedelta(days=9)).count("done") == 0
    with pytest.raises(NotAllowed, match="is in no sequence"):
        shop.sequences.disconnect(leads[4])


def test_whoever_may_not_be_phoned_is_not(shop: Workspace, clock: FixedClock) -> None:
    lead = add_lead(shop, do_not_phone=True, email=None, first_name="Sara", company="Contoso")
    lay(shop, call() + mail() + step("task", "write", name="Write a letter"))
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    steps = [(each.step, each.status, each.note) for each in shop.sequences.ways(lead)[0].steps]
    assert steps == [
        ("call_1", "skipped", "do_not_phone"),
        ("mail_1", "skipped", "no_address"),
        ("write", "current", None),
    ]


def test_another_owner_has_later_steps_and_the_step_under_way_stays(
    shop: Workspace, clock: FixedClock, lead: str
) -> None:
    shop.users.add("Huda Karim", login="huda")
    lay(shop, call() + call("call_2"))
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    shop.leads.assign(lead, "huda")
    shop.timeline.complete(entry_of(shop, lead))
    tick(shop, clock)
    owners = [each.owner for each in shop.sequences.ways(lead)[0].steps]
    assert owners == [shop.desk.actor.name, "Huda Karim"]


def test_a_new_version_disturbs_nobody(shop: Workspace, lead: str) -> None:
    lay(shop, call() + call("call_2"))
    shop.sequences.connect("follow_up", [lead])
    text = shop.sequence_definitions.text("follow_up").replace("call_2", "call_9").replace("Call call_9", "Anew")
    said = shop.sequence_definitions.edit("follow_up", text, "follow_up.toml").message
    assert said == "Version 2 of Follow up saved. 1 record goes on with the version it began with."
    shop.sequences.skip(lead)
    assert way(shop, lead)[-1] == ("call_2", "current")
    later = add_lead(shop, company="Later", email="l@later.example.com")
    shop.sequences.connect("follow_up", [later])
    shop.sequences.skip(later)
    assert way(shop, later)[-1] == ("call_9", "current")


def test_a_record_moves_to_another_sequence(shop: Workspace, lead: str) -> None:
    lay(shop, call("later"), code="nurture")
    lay(shop, call() + step("move", "on", sequence="nurture"))
    shop.sequences.connect("follow_up", [lead])
    shop.sequences.skip(lead)
    newest, before = shop.sequences.ways(lead)
    assert (newest.sequence, newest.status, before.reason) == ("nurture", "active", "moved")


def test_the_work_list_has_what_is_due_and_what_is_still_to_be(shop: Workspace, clock: FixedClock, lead: str) -> None:
    lay(shop, call() + call("call_2"))
    shop.sequences.connect("follow_up", [lead])
    (ahead,) = shop.worklist.window(shop.worklist.view("all").query).lines
    assert (ahead.kind, ahead.subject, ahead.step) == ("sequence", "Follow up: call_1", "follow_up:call_1")
    shop.worklist.snooze([ahead.id], "12:00")
    tick(shop, clock, at("2026-11-23T08:00"))
    (item,) = shop.worklist.window(shop.worklist.view("due").query).lines
    assert (item.kind, item.subject, item.step) == ("call", "Call call_1", "follow_up:call_1")
    shop.worklist.skip([item.id])
    assert way(shop, lead) == [("call_1", "skipped"), ("call_2", "current")]
    (ahead,) = shop.worklist.window(shop.worklist.view("all").query).lines
    shop.worklist.skip([ahead.id])
    assert shop.sequences.ways(lead)[0].status == "finished"

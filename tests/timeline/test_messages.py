"""What moves a lead's status by itself: messages; and what a lead that wants no contact is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.timeline.rows import TimelineFilter
from app.workspace import Workspace


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a new lead."""
    return workspace.leads.add({"company": "Contoso", "email": "sara@contoso.example.com"}).code


def status(workspace: Workspace, lead: str) -> str:
    """A lead's status."""
    return str(workspace.leads.show(lead).values["status"])


def test_their_message_opens_and_our_answer_waits(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    workspace.timeline.log_email(lead, subject="Our machines")
    assert status(workspace, lead) == "lead"  # it answers nothing
    asked = workspace.timeline.log_email(lead, direction="in", subject="Which machine?")
    assert "Its status is Open now." in asked.message
    clock.moment += timedelta(minutes=1)
    assert "Its status is Replied now." in workspace.timeline.log_email(lead, subject="Re: Which machine?").message
    clock.moment += timedelta(minutes=1)
    workspace.timeline.log_email(lead, direction="in", subject="And the price?")
    assert status(workspace, lead) == "open"


def test_a_message_noted_late_says_nothing_about_today(workspace: Workspace, lead: str) -> None:
    workspace.timeline.log_email(lead, subject="Hello")
    workspace.timeline.log_email(lead, direction="in", subject="Who are you?", at="yesterday 10")
    assert status(workspace, lead) == "lead"


def test_a_planned_answer_counts_once_it_went(workspace: Workspace, lead: str) -> None:
    workspace.timeline.log_email(lead, direction="in", subject="Which machine?")
    answer = workspace.timeline.log_email(lead, subject="The answer", at="tomorrow 10").code
    assert status(workspace, lead) == "open"
    workspace.timeline.complete(answer)
    assert status(workspace, lead) == "replied"


@pytest.mark.parametrize("protected", ["interested", "do_not_contact"])
def test_no_message_moves_what_is_protected(workspace: Workspace, lead: str, protected: str) -> None:
    workspace.leads.set_status(lead, protected)
    workspace.timeline.log_email(lead, direction="in", subject="Hello?")
    workspace.timeline.log_email(lead, subject="Hello!", override=True, override_reason="They asked us to")
    assert status(workspace, lead) == protected


def test_who_wants_no_contact_is_booked_and_planned_for_only_by_override(workspace: Workspace, lead: str) -> None:
    workspace.leads.set_next_contact(lead, "today 15:00")
    assert "next contact was taken away" in workspace.leads.set_status(lead, "do not contact").message
    assert not [each for each in workspace.assistant.cards() if each.kind.startswith("next_contact")]
    with pytest.raises(NotAllowed, match="asked not to be contacted at all; the appointment was not booked"):
        workspace.timeline.book(lead, "Visit", "tomorrow 10")
    with pytest.raises(NotAllowed, match="the next contact was not set"):
        workspace.leads.set_next_contact(lead, "tomorrow 10")
    with pytest.raises(NotAllowed, match="the next contact was not set"):
        workspace.leads.edit(lead, {"next_contact_at": "tomorrow 10"})
    workspace.leads.set_next_contact(lead, "today 15:00", override=True, override_reason="They asked us to")
    cards = workspace.assistant.cards(lead)
    assert [(each.kind, each.actions) for each in cards if each.kind == "next_contact_today"] == [
        ("next_contact_today", ("reschedule",))
    ]
    assert all("call" not in each.actions and "email" not in each.actions for each in cards)


def test_what_is_planned_is_called_so_until_it_took_place(workspace: Workspace, lead: str) -> None:
    call = workspace.timeline.log_call(lead, at="tomorrow 10").code
    assert workspace.timeline.entry(call).subject == "Call planned"
    workspace.timeline.complete(call)
    assert workspace.timeline.entry(call).subject == "Call made"
    named = workspace.timeline.log_call(lead, at="tomorrow 10", subject="Prices").code
    workspace.timeline.complete(named)
    assert workspace.timeline.entry(named).subject == "Prices"


def test_a_note_is_called_by_its_first_line_also_when_that_was_edited(workspace: Workspace, lead: str) -> None:
    note = workspace.timeline.add_note(lead, "Budget 50k\nin a committee").code
    workspace.timeline.edit(note, {"body": "Budget 60k\nin a committee"})
    assert workspace.timeline.entry(note).subject == "Budget 60k"
    workspace.timeline.edit(note, {"subject": "Money"})
    workspace.timeline.edit(note, {"body": "Budget 70k"})
    assert workspace.timeline.entry(note).subject == "Money"


@pytest.mark.parametrize(
    ("code", "typed", "seconds"),
    [
        ("duration", "12m", 720),
        ("duration", "12", 720),
        ("duration", "1h30", 5400),
        ("duration_seconds", "720", 720),
        ("duration_seconds", 720, 720),
    ],
)
def test_a_length_of_time_is_read_alike_everywhere(
    workspace: Workspace, lead: str, code: str, typed: object, seconds: int
) -> None:
    call = workspace.timeline.log_call(lead).code
    workspace.timeline.edit(call, {code: typed})
    assert workspace.timeline.entry(call).duration_seconds == seconds


def test_what_is_pinned_stands_on_top_in_any_order_and_filter(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    notes = []
    for number in range(6):
        notes.append(workspace.timeline.add_note(lead, f"Note {number}").code)
        clock.moment += timedelta(minutes=1)
    for pinned in (notes[1], notes[3]):
        workspace.timeline.pin(pinned)
    order = [notes[each] for each in (3, 1, 5, 4, 2, 0)]
    seen: list[str] = []
    after = ""
    while True:
        page = workspace.timeline.page(lead, after=after, limit=1)
        seen += [each.code for each in page.entries if each.kind == "note"]
        after = page.next
        if not after:
            break
    assert seen == order
    for chosen, wanted in (
        (TimelineFilter(kinds=("note",)), order),
        (TimelineFilter(kinds=("note",), newest_first=False), [notes[each] for each in (1, 3, 0, 2, 4, 5)]),
    ):
        first = workspace.timeline.page(lead, chosen, limit=1)
        second = workspace.timeline.page(lead, chosen, limit=3, after=first.next)
        rest = workspace.timeline.page(lead, chosen, limit=9, after=second.next)
        assert [each.code for page in (first, second, rest) for each in page.entries] == wanted


def test_an_address_that_is_none_is_refused(workspace: Workspace, lead: str) -> None:
    with pytest.raises(Invalid, match="is not an email address") as refused:
        workspace.timeline.log_email(lead, address="not an address")
    assert refused.value.field == "address"
    with pytest.raises(Invalid, match="is not a phone number"):
        workspace.timeline.log_call(lead, number="nobody")
    email = workspace.timeline.log_email(lead, address="Sara@Contoso.Example.com").code
    assert workspace.timeline.entry(email).address == "Sara@contoso.example.com"
    with pytest.raises(Invalid, match="is not an email address"):
        workspace.timeline.edit(email, {"address": "sara at contoso"})


def test_a_colleague_has_no_leads_address(workspace: Workspace, lead: str) -> None:
    for attempt in ("SARA@contoso.example.com", "sara@contoso.example.com"):
        with pytest.raises(Invalid, match=rf"is the address of the lead Contoso \({lead}\)"):
            workspace.users.add("Sara Nadim", email=attempt)
    with pytest.raises(Invalid, match="is the address of the lead"):
        workspace.users.edit("me", {"email": "sara@contoso.example.com"})
    workspace.users.add("Huda Karim", email="huda@ours.example.com")

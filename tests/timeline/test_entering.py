"""Entering activities: calls, emails, meetings, tasks, notes, posts and answers land where they belong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, InvalidFields, NotAllowed, NotFound
from app.domain.timeline.rows import TimelineEntry, TimelineFilter
from tests.timeline.office import Office, Seat

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
ACTIVITIES = TimelineFilter(kinds=("call", "email", "appointment", "task", "note", "post"))


def entries(seat: Seat, ref: str) -> list[TimelineEntry]:
    return list(seat.timeline.page(ref, ACTIVITIES).entries)


def last_activity(seat: Seat, ref: str) -> datetime | None:
    value: datetime | None = seat.leads.show(ref).values["last_activity_at"]
    return value


def test_a_call_is_logged_with_what_was_said_and_touches_the_lead(omar: Seat, lead: str) -> None:
    made = omar.timeline.log_call(
        lead,
        duration_seconds=720,
        outcome="Reached",
        notes="Budget 50k\ndecides in committee",
        people=["Sara"],
    )
    assert made.seq
    assert made.made == {"activity": [made.code]}
    call = omar.timeline.entry(made.code.lower())
    assert (call.kind, call.status, call.subject, call.author) == (
        "call",
        "completed",
        "Call made",
        "Omar Haddad",
    )
    assert (call.duration_seconds, call.outcome, call.people) == (720, "Reached", ("Sara",))
    assert call.body == "Budget 50k\ndecides in committee"
    assert last_activity(omar, lead) == NOW


def test_a_call_in_the_future_is_planned_and_touches_nothing(omar: Seat, lead: str) -> None:
    made = omar.timeline.log_call(lead, at="tomorrow 10")
    call = omar.timeline.entry(made.code)
    assert (call.status, call.due_at) == ("planned", datetime(2026, 11, 24, 6, 0, tzinfo=UTC))
    assert last_activity(omar, lead) is None


def test_an_older_call_does_not_turn_back_when_something_last_happened(omar: Seat, lead: str) -> None:
    omar.timeline.log_email(lead, direction="in", subject="Question")
    omar.timeline.log_call(lead, at="3 days ago")
    assert last_activity(omar, lead) == NOW


def test_undo_takes_the_call_and_its_trace_away(omar: Seat, lead: str) -> None:
    omar.undo(omar.timeline.log_call(lead).seq)
    assert entries(omar, lead) == []
    assert last_activity(omar, lead) is None


@pytest.mark.parametrize(
    ("wish", "verb"),
    [("do_not_phone", "log_call"), ("do_not_email", "log_email"), ("do_not_contact", "log_call")],
)
def test_what_a_lead_asked_not_to_get_needs_an_override_that_is_kept(
    omar: Seat, lead: str, wish: str, verb: str
) -> None:
    omar.leads.edit(lead, {wish: True})
    log = getattr(omar.timeline, verb)
    with pytest.raises(NotAllowed, match=r"Contoso Coffee \(Sara Nadim\) asked not to be") as refused:
        log(lead)
    assert refused.value.field == wish
    assert entries(omar, lead) == []
    log(lead, direction="in")
    with pytest.raises(Invalid, match="an override needs its reason") as unexplained:
        log(lead, override=True, override_reason=" \t")
    assert unexplained.value.field == "override_reason"
    forced = log(lead, override=True, override_reason="They rang\nand asked for it")
    assert "They asked not to be" in forced.message
    assert omar.timeline.entry(forced.code).details == {
        "override": wish,
        "override_reason": "They rang and asked for it",
    }


def test_a_person_who_does_not_want_email_may_be_called(omar: Seat) -> None:
    contact = omar.contacts.add({"name": "Sara Nadim", "do_not_email": True}).code
    omar.timeline.log_call(contact)
    with pytest.raises(NotAllowed, match="not to be sent email"):
        omar.timeline.log_email(contact, subject="Offer")


def test_an_appointment_knows_its_contacts_its_colleagues_and_bare_names(omar: Seat, lead: str) -> None:
    sara = omar.contacts.add({"name": "Sara Nadim", "email": "sara@contoso.example.com"})
    made = omar.timeline.book(
        lead,
        "Visit",
        "2026-11-24T10:00",
        duration_seconds=5400,
        place="Their café",
        people=["SARA nadim", sara.code, "@huda", "The landlord"],
    )
    visit = omar.timeline.entry(made.code)
    assert visit.people == ("Sara Nadim", "Huda Karim", "The landlord")
    assert visit.start_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert visit.end_at == datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert (visit.status, visit.at) == ("planned", visit.start_at)
    assert last_activity(omar, lead) is None


def test_a_code_that_names_no_contact_is_refused_instead_of_kept_as_a_name(omar: Seat, lead: str) -> None:
    with pytest.raises(NotFound, match="CONT-9999"):
        omar.timeline.book(lead, "Visit", "tomorrow", people=["CONT-9999"])


def test_an_appointment_cannot_end_before_it_starts(omar: Seat, lead: str) -> None:
    with pytest.raises(Invalid, match="would end before it starts"):
        omar.timeline.book(lead, "Visit", "tomorrow 10", end="tomorrow 9")
    with pytest.raises(InvalidFields, match="too small"):
        omar.timeline.book(lead, "Visit", "tomorrow 10", duration_seconds=-60)


def test_an_appointment_that_is_over_is_logged_as_held(omar: Seat, lead: str) -> None:
    made = omar.timeline.book(lead, "Fair", NOW - timedelta(hours=3))
    assert omar.timeline.entry(made.code).status == "completed"
    assert last_activity(omar, lead) == NOW - timedelta(hours=3)


def test_a_task_is_open_and_ones_own_until_somebody_else_is_named(office: Office, omar: Seat, lead: str) -> None:
    mine = omar.timeline.entry(
        omar.timeline.add_task(lead, "Send the price list", due="tomorrow", priority="High").code
    )
    theirs = omar.timeline.entry(omar.timeline.add_task(lead, "Check stock", owner="huda").code)
    assert (mine.status, mine.priority, mine.owner_id) == ("open", "high", office.seat("omar").desk.actor.id)
    assert mine.at == mine.due_at == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert theirs.owner_id == office.seat("huda").desk.actor.id
    with pytest.raises(InvalidFields, match="not one of its choices"):
        omar.timeline.add_task(lead, "Call", priority="urgentissimo")
    with pytest.raises(Invalid, match="a task needs one"):
        omar.timeline.add_task(lead, "  ")


def test_answers_stand_under_their_post_also_those_to_an_answer(omar: Seat, huda: Seat, lead: str) -> None:
    post = omar.timeline.post(lead, "Has anyone worked with Contoso?\nThey want new machines.")
    first = huda.timeline.reply(post.code, "I have.")
    omar.timeline.reply(first.code, "Tell me more.")
    [shown] = entries(omar, lead)
    assert shown.subject == "Has anyone worked with Contoso?"
    assert [(each.author, each.body) for each in shown.replies] == [
        ("Huda Karim", "I have."),
        ("Omar Haddad", "Tell me more."),
    ]


def test_only_posts_can_be_answered(omar: Seat, lead: str) -> None:
    call = omar.timeline.log_call(lead)
    with pytest.raises(NotAllowed, match="is a call; only posts can be answered"):
        omar.timeline.reply(call.code, "Good")
    with pytest.raises(Invalid, match="needs text"):
        omar.timeline.post(lead, " \n ")


def test_text_from_outside_comes_in_clean(omar: Seat, lead: str) -> None:
    note = omar.timeline.add_note(lead, "red \x1b[31malert\x1b[0m\nline\u202e two", subject="a\nb")
    shown = omar.timeline.entry(note.code)
    assert (shown.body, shown.subject) == ("red alert\nline two", "a b")


def test_a_closed_lead_still_takes_notes_and_a_deleted_one_nothing(omar: Seat, lead: str, clock: FixedClock) -> None:
    with omar.desk.write("test") as unit:
        from app.domain.leads.records import Lead

        record = unit.session.get_one(Lead, omar.leads.find(lead))
        record.state = "disqualified"
    omar.timeline.add_note(lead, "They called again")
    assert len(entries(omar, lead)) == 1
    with omar.desk.write("test") as unit:
        unit.session.get_one(Lead, omar.leads.find(lead)).deleted_at = clock.now()
    with pytest.raises(NotFound, match="was deleted"):
        omar.timeline.add_note(lead, "And again")

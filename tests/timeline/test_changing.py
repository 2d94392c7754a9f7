"""Changing a timeline: what is planned is done, called off or moved, and its traces follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.leads.records import Lead
from app.domain.timeline.rows import TimelineEntry, TimelineFilter
from app.domain.timeline.writing import copy_links
from tests.timeline.office import Office, Seat

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


def last_activity(seat: Seat, ref: str) -> datetime | None:
    value: datetime | None = seat.leads.show(ref).values["last_activity_at"]
    return value


def of_kind(seat: Seat, ref: str, *kinds: str) -> list[TimelineEntry]:
    return list(seat.timeline.page(ref, TimelineFilter(kinds=kinds)).entries)


def test_a_task_done_stands_where_it_was_done(omar: Seat, lead: str) -> None:
    task = omar.timeline.add_task(lead, "Send prices", due=TOMORROW, notes="The short list")
    omar.timeline.complete(task.code, outcome="Sent", notes="By mail")
    done = omar.timeline.entry(task.code)
    assert (done.status, done.at, done.outcome, done.body) == (
        "completed",
        NOW,
        "Sent",
        "The short list\n\nBy mail",
    )
    assert last_activity(omar, lead) == NOW
    with pytest.raises(NotAllowed, match="completed already; only what is planned or open can be completed"):
        omar.timeline.complete(task.code)


def test_a_meeting_held_touches_the_lead_at_its_start(omar: Seat, lead: str, clock: FixedClock) -> None:
    meeting = omar.timeline.book(lead, "Visit", TOMORROW)
    clock.moment = TOMORROW + timedelta(hours=2)
    omar.timeline.complete(meeting.code)
    assert last_activity(omar, lead) == TOMORROW


def test_what_is_called_off_stays_and_touches_nothing(omar: Seat, lead: str) -> None:
    meeting = omar.timeline.book(lead, "Visit", TOMORROW)
    omar.timeline.cancel(meeting.code)
    assert omar.timeline.entry(meeting.code).status == "cancelled"
    assert last_activity(omar, lead) is None


def test_a_moved_appointment_keeps_its_duration_and_finds_its_new_place(omar: Seat, lead: str) -> None:
    meeting = omar.timeline.book(lead, "Visit", TOMORROW, duration_seconds=5400)
    note = omar.timeline.book(lead, "Demo", TOMORROW + timedelta(hours=1))
    moved = omar.timeline.reschedule(meeting.code, "thu 14:00")
    assert moved.message == f"Appointment {meeting.code} moved to Thu 14:00."
    entry = omar.timeline.entry(meeting.code)
    assert (entry.start_at, entry.end_at) == (
        datetime(2026, 11, 26, 10, 0, tzinfo=UTC),
        datetime(2026, 11, 26, 11, 30, tzinfo=UTC),
    )
    assert [each.code for each in of_kind(omar, lead, "appointment")] == [meeting.code, note.code]
    with pytest.raises(NotAllowed, match="completed already"):
        omar.timeline.reschedule(omar.timeline.log_call(lead).code, TOMORROW)


def test_an_edit_says_what_changed_and_sees_a_conflict(omar: Seat, huda: Seat, lead: str) -> None:
    call = omar.timeline.log_call(lead, notes="Budgte 50k")
    read = omar.timeline.entry(call.code)
    assert huda.timeline.edit(call.code, {"body": "Budget 50k"}, version=read.version).changed == ("body",)
    with pytest.raises(Conflict) as conflict:
        omar.timeline.edit(call.code, {"body": "Budget 60k"}, version=read.version)
    assert conflict.value.theirs == {"body": "Budget 50k"}
    assert omar.timeline.entry(call.code).body == "Budget 50k"


def test_an_edited_appointment_cannot_end_before_it_starts(omar: Seat, lead: str) -> None:
    meeting = omar.timeline.book(lead, "Visit", TOMORROW)
    with pytest.raises(Invalid, match="would end before it starts"):
        omar.timeline.edit(meeting.code, {"end_at": TOMORROW - timedelta(hours=1)})
    omar.timeline.edit(meeting.code, {"duration_seconds": "1800"})
    assert omar.timeline.entry(meeting.code).end_at == TOMORROW + timedelta(minutes=30)


def test_a_call_set_back_in_time_takes_the_leads_last_activity_with_it(omar: Seat, lead: str) -> None:
    call = omar.timeline.log_call(lead)
    earlier = NOW - timedelta(days=2)
    omar.timeline.edit(call.code, {"at": earlier})
    assert last_activity(omar, lead) == earlier
    with pytest.raises(Invalid, match="cannot lie ahead"):
        omar.timeline.edit(call.code, {"at": TOMORROW})


def test_what_is_deleted_leaves_no_trace_and_can_be_brought_back(omar: Seat, lead: str) -> None:
    omar.timeline.log_call(lead, at=NOW - timedelta(days=1))
    email = omar.timeline.log_email(lead, subject="Offer")
    gone = omar.timeline.delete(email.code)
    assert [each.kind for each in of_kind(omar, lead, "call", "email")] == ["call"]
    assert last_activity(omar, lead) == NOW - timedelta(days=1)
    with pytest.raises(NotFound, match="was deleted"):
        omar.timeline.entry(email.code)
    omar.undo(gone.seq)
    assert omar.timeline.entry(email.code).subject == "Offer"
    assert last_activity(omar, lead) == NOW


def test_events_of_the_program_can_be_pinned_but_not_changed(omar: Seat, lead: str) -> None:
    [captured] = of_kind(omar, lead, "system")
    omar.timeline.pin(captured.code)
    assert omar.timeline.entry(captured.code).pinned
    for change in (omar.timeline.delete, omar.timeline.complete):
        with pytest.raises(NotAllowed):
            change(captured.code)
    with pytest.raises(NotAllowed, match="cannot be edited"):
        omar.timeline.edit(captured.code, {"subject": "Never happened"})


def test_the_timeline_tells_where_a_lead_came_from_and_how_its_status_and_owner_changed(omar: Seat, lead: str) -> None:
    omar.leads.set_status(lead, "interested")
    omar.leads.assign(lead, "huda")
    told = {each.event: each.subject for each in of_kind(omar, lead, "system")}
    assert told == {
        "captured": "Lead captured · Trade show",
        "status_changed": "Status Lead → Interested · set by hand",
        "assigned": "Assigned to Huda Karim, before Omar Haddad",
    }
    assert last_activity(omar, lead) is None


def test_a_next_contact_is_one_appointment_that_moves_and_goes_with_it(office: Office, omar: Seat, lead: str) -> None:
    omar.leads.set_next_contact(lead, "tomorrow 10")
    [first] = of_kind(omar, lead, "appointment")
    assert (first.subject, first.event) == ("Next contact: Contoso Coffee", "next_contact")
    assert first.start_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    set_again = omar.leads.set_next_contact(lead, "thu 11", by="huda")
    [second] = of_kind(omar, lead, "appointment")
    assert (second.id, second.owner_id) == (first.id, office.seat("huda").desk.actor.id)
    assert second.at == datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
    omar.undo(set_again.seq)
    assert of_kind(omar, lead, "appointment")[0].at == first.at
    omar.leads.set_next_contact(lead, None)
    assert of_kind(omar, lead, "appointment") == []


@pytest.mark.parametrize(("verb", "status"), [("complete", "completed"), ("cancel", "cancelled"), ("delete", "")])
def test_ending_the_next_contacts_appointment_ends_the_next_contact(
    omar: Seat, lead: str, verb: str, status: str
) -> None:
    omar.leads.set_next_contact(lead, "tomorrow 10")
    [appointment] = of_kind(omar, lead, "appointment")
    ended = getattr(omar.timeline, verb)(appointment.code)
    assert omar.leads.show(lead).values["next_contact_at"] is None
    assert [each.status for each in of_kind(omar, lead, "appointment")] == ([status] if status else [])
    omar.undo(ended.seq)
    assert omar.leads.show(lead).values["next_contact_at"] == appointment.at


def test_moving_the_next_contacts_appointment_moves_the_next_contact(omar: Seat, lead: str) -> None:
    omar.leads.set_next_contact(lead, "tomorrow 10")
    [appointment] = of_kind(omar, lead, "appointment")
    omar.timeline.reschedule(appointment.code, "fri 9")
    assert omar.leads.show(lead).values["next_contact_at"] == datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
    assert len(of_kind(omar, lead, "appointment")) == 1


def test_the_next_contacts_appointment_of_a_closed_lead_stands_by_itself_once_it_is_moved(
    omar: Seat, lead: str
) -> None:
    omar.leads.set_next_contact(lead, "tomorrow 10")
    with omar.desk.write("close") as unit:
        unit.session.get_one(Lead, omar.leads.find(lead)).state = "qualified"
    closed = omar.leads.show(lead)
    [appointment] = of_kind(omar, lead, "appointment")
    omar.timeline.reschedule(appointment.code, "wed 11")
    assert omar.leads.show(lead) == closed
    assert [line.code for line in omar.timeline.agenda(date(2026, 11, 25))] == [appointment.code]


def test_a_next_contact_is_not_moved_into_the_past_through_its_appointment(omar: Seat, lead: str) -> None:
    omar.leads.set_next_contact(lead, "tomorrow 10")
    [appointment] = of_kind(omar, lead, "appointment")
    with pytest.raises(Invalid, match="Next contact cannot be in the past") as refused:
        omar.timeline.reschedule(appointment.code, "yesterday 10")
    assert refused.value.field == "at"
    with pytest.raises(Invalid, match="Next contact cannot be in the past") as refused:
        omar.timeline.edit(appointment.code, {"start_at": NOW - timedelta(seconds=1)})
    assert refused.value.field == "start_at"
    assert of_kind(omar, lead, "appointment") == [appointment]
    assert omar.leads.show(lead).values["next_contact_at"] == appointment.at


def test_a_next_contact_that_has_passed_since_hinders_no_other_edit_of_its_appointment(
    omar: Seat, lead: str, clock: FixedClock
) -> None:
    omar.leads.set_next_contact(lead, TOMORROW)
    [appointment] = of_kind(omar, lead, "appointment")
    clock.moment = TOMORROW + timedelta(hours=1)
    assert omar.timeline.edit(appointment.code, {"body": "Ask for the budget"}).changed == ("body",)
    omar.timeline.complete(appointment.code)
    assert omar.timeline.edit(appointment.code, {"start_at": NOW}).changed == ("start_at",)


def test_an_appointment_of_another_kind_may_be_moved_into_the_past(omar: Seat, lead: str) -> None:
    meeting = omar.timeline.book(lead, "Visit", TOMORROW)
    omar.timeline.reschedule(meeting.code, NOW - timedelta(days=1))
    assert omar.timeline.entry(meeting.code).at == NOW - timedelta(days=1)


def test_a_timeline_can_be_carried_to_another_record_and_shows_on_both(omar: Seat, lead: str) -> None:
    call = omar.timeline.log_call(lead, notes="Budget 50k")
    post = omar.timeline.post(lead, "Who knows them?")
    omar.timeline.reply(post.code, "Me")
    task = omar.timeline.add_task(lead, "Send prices")
    sara = omar.contacts.add({"name": "Sara Nadim"})
    for only_open, expected in ((True, {task.code}), (False, {call.code, post.code, task.code})):
        with omar.desk.write("carry") as unit:
            copy_links(unit, omar.leads.find(lead), "contact", sara.id, only_open=only_open)
        shown = of_kind(omar, sara.code, "call", "post", "task")
        assert {each.code for each in shown} == expected
    assert sum(len(each.replies) for each in shown) == 1
    omar.timeline.reschedule(task.code, TOMORROW)
    for ref in (lead, sara.code):
        assert [each.at for each in of_kind(omar, ref, "task")] == [TOMORROW]

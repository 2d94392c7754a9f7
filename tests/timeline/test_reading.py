"""Reading timelines: pages, filters, what is new, and the day's agenda."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert, text

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid
from app.domain.timeline.rows import TimelineFilter
from app.domain.timeline.statements import ACTIVITY, LINK
from tests.timeline.office import Office, Seat

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements run inside the block."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            statements.append(statement)

    event.listen(office.database._reading, "before_cursor_execute", note)
    yield statements
    event.remove(office.database._reading, "before_cursor_execute", note)


def codes(seat: Seat, ref: str, **chosen: object) -> list[str]:
    return [each.code for each in seat.timeline.page(ref, TimelineFilter(**chosen)).entries]  # type: ignore[arg-type]


def test_pages_follow_each_other_without_gap_or_repetition(omar: Seat, lead: str, clock: FixedClock) -> None:
    for number in range(11):
        clock.moment = NOW + timedelta(minutes=number // 3)
        omar.timeline.add_note(lead, f"Note {number}")
    whole = [each.id for each in omar.timeline.page(lead).entries]
    assert len(whole) == 12
    for newest_first in (True, False):
        paged: list[str] = []
        mark = ""
        while True:
            page = omar.timeline.page(lead, TimelineFilter(newest_first=newest_first), after=mark, limit=5)
            paged += [each.id for each in page.entries]
            mark = page.next
            if not mark:
                break
        assert paged == (whole if newest_first else whole[::-1])


def test_what_is_planned_stands_above_what_has_been(omar: Seat, lead: str) -> None:
    call = omar.timeline.log_call(lead)
    task = omar.timeline.add_task(lead, "Send prices", due="next week")
    visit = omar.timeline.book(lead, "Visit", "tomorrow 10")
    assert codes(omar, lead)[:3] == [task.code, visit.code, call.code]


def test_a_mark_that_is_not_ours_is_refused(omar: Seat, lead: str) -> None:
    with pytest.raises(Invalid, match="does not continue a timeline"):
        omar.timeline.page(lead, after="yesterday|")


def test_filters_let_through_what_they_say(omar: Seat, huda: Seat, lead: str, clock: FixedClock) -> None:
    call = omar.timeline.log_call(lead, notes="Sie wünschen Kühlung", people=["Sara Nadim"], at="2 days ago")
    task = omar.timeline.add_task(lead, "قائمة الأسعار", due="tomorrow")
    visit = omar.timeline.book(lead, "Visit", "tomorrow 12", people=["Huda Karim"])
    post = omar.timeline.post(lead, "Anyone?")
    reply = huda.timeline.reply(post.code, "Ask 100%_sure Ltd")
    clock.moment = NOW + timedelta(days=3)
    assert codes(omar, lead, kinds=("call", "task")) == [task.code, call.code]
    assert codes(omar, lead, search="kuhlung wunschen") == [call.code]
    assert codes(omar, lead, search="قائمه الاسعار") == [task.code]
    assert codes(omar, lead, search="100%_SURE") == [post.code]
    assert codes(omar, lead, search="%") == [post.code]
    assert codes(omar, lead, person="sara") == [call.code]
    assert codes(omar, lead, person="Huda") == [visit.code]
    assert codes(omar, lead, status="open") == codes(omar, lead, status="overdue") == [visit.code, task.code]
    assert codes(omar, lead, status="closed") == [call.code]
    assert codes(omar, lead, until=NOW) == [call.code]
    assert reply.code not in codes(omar, lead)
    page = omar.timeline.page(lead, TimelineFilter(kinds=("call", "task", "post")), limit=1, count=True)
    assert (page.total, len(page.entries), bool(page.next)) == (3, 1, True)


def test_what_colleagues_added_since_the_last_look_is_new(
    office: Office, omar: Seat, huda: Seat, lead: str, clock: FixedClock
) -> None:
    post = omar.timeline.post(lead, "Anyone?")
    assert not any(each.is_new for each in omar.timeline.page(lead).entries)
    before = office.database.last_seq()
    omar.timeline.seen(lead)
    clock.moment += timedelta(minutes=1)
    omar.timeline.add_note(lead, "My own")
    huda.timeline.log_call(lead)
    huda.timeline.reply(post.code, "Me")
    assert {each.kind for each in omar.timeline.page(lead).entries if each.is_new} == {"call", "post"}
    assert {each.kind for each in omar.timeline.page(lead, TimelineFilter(kinds=("call",))).entries if each.is_new}
    clock.moment += timedelta(minutes=1)
    omar.timeline.seen(lead)
    assert not any(each.is_new for each in omar.timeline.page(lead).entries)
    assert office.database.last_seq() == before + 3


def test_a_page_takes_three_statements_however_many_people_and_answers(office: Office, omar: Seat, lead: str) -> None:
    for number in range(8):
        post = omar.timeline.post(lead, f"Post {number}")
        omar.timeline.reply(post.code, "Yes")
        omar.timeline.log_call(lead, people=["Sara Nadim", "Ali"])
    record_id = omar.leads.find(lead)
    omar.timeline.page(record_id)
    with counted(office) as statements:
        page = omar.timeline.page(record_id)
    assert len(page.entries) == 17
    assert len([each for each in statements if "timeline_link" in each or "participant" in each]) == 3


@pytest.mark.slow
def test_a_page_deep_in_a_long_timeline_costs_what_the_first_one_costs(office: Office, omar: Seat, lead: str) -> None:
    record_id = omar.leads.find(lead)
    common = {"version": 1, "created_at": NOW, "updated_at": NOW}
    with office.database._writing.begin() as connection:
        for start in range(0, 100_000, 10_000):
            numbers = range(start, start + 10_000)
            at = {number: NOW - timedelta(minutes=number) for number in numbers}
            activities = [
                {
                    **common,
                    "id": f"{number:032x}",
                    "code": f"ACT-T{number:05}",
                    "kind": "note",
                    "status": "completed",
                    "subject": f"Note {number}",
                    "at": at[number],
                    "pinned": False,
                    "details": {},
                    "search_text": "",
                }
                for number in numbers
            ]
            links = [
                {
                    **common,
                    "id": f"{number:032x}",
                    "record_kind": "lead",
                    "record_id": record_id,
                    "activity_id": f"{number:032x}",
                    "at": at[number],
                }
                for number in numbers
            ]
            connection.execute(insert(ACTIVITY), activities)
            connection.execute(insert(LINK), links)
        connection.execute(text("ANALYZE"))
    deep = f"{(NOW - timedelta(minutes=90_000)).isoformat()}|{'0' * 32}"
    quickest = []
    for after, expected in (("", "Lead captured"), (deep, "Note 90001")):
        took = []
        for _ in range(7):
            began = time.perf_counter()
            page = omar.timeline.page(record_id, after=after)
            took.append(time.perf_counter() - began)
        assert expected in {entry.subject.partition(" · ")[0] for entry in page.entries}
        quickest.append(min(took))
    assert quickest[1] < 10 * quickest[0], (
        "an index leads to the page; reading up to it would cost a hundred times more"
    )


def test_the_agenda_holds_the_day_of_its_owner(omar: Seat, huda: Seat, lead: str) -> None:
    other = omar.leads.add({"company": "Fabrikam"}).code
    visit = omar.timeline.book(lead, "Visit", "today 14:00", people=["Huda Karim"])
    omar.timeline.book(lead, "Next week", "+7d")
    task = omar.timeline.add_task(lead, "Send prices", due=NOW - timedelta(days=2))
    due = omar.timeline.add_task(other, "Check stock", due="today 18")
    omar.timeline.complete(omar.timeline.add_task(lead, "Done", due="today").code)
    omar.timeline.add_task(lead, "Hers", due="today", owner="huda")
    omar.leads.set_next_contact(other, "today 16:30")
    day = omar.timeline.agenda()
    assert [(line.kind, line.title, line.record_title, line.overdue) for line in day] == [
        ("task", "Send prices", "Contoso Coffee (Sara Nadim)", True),
        ("appointment", "Visit", "Contoso Coffee (Sara Nadim)", False),
        ("next_contact", "Next contact: Fabrikam", "Fabrikam", False),
        ("task", "Check stock", "Fabrikam", False),
    ]
    assert [line.code for line in day] == [task.code, visit.code, other, due.code]
    assert {line.title for line in huda.timeline.agenda()} == {"Visit", "Hers"}
    assert omar.timeline.agenda(NOW.date() + timedelta(days=1)) == ()
    with omar.desk.write("test") as unit:
        from app.domain.leads.records import Lead

        unit.session.get_one(Lead, omar.leads.find(other)).deleted_at = NOW
    assert {line.record_title for line in omar.timeline.agenda()} == {"Contoso Coffee (Sara Nadim)"}


def test_the_agenda_of_a_day_with_an_hour_more_is_judged_in_the_desks_zone(
    office: Office, lead: str, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 10, 25, 6, 0, tzinfo=UTC)
    lina = office.seat("lina", "Europe/Berlin")
    # in Berlin this Sunday runs from 22:00 UTC on Saturday to 23:00 UTC on Sunday: 25 hours
    for subject, due in (
        ("Saturday night", datetime(2026, 10, 24, 21, 59, tzinfo=UTC)),
        ("First minute", datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),
        ("Last minute", datetime(2026, 10, 25, 22, 59, tzinfo=UTC)),
        ("Monday", datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
    ):
        lina.timeline.add_task(lead, subject, due=due)
    assert [(line.title, line.overdue) for line in lina.timeline.agenda()] == [
        ("Saturday night", True),
        ("First minute", False),
        ("Last minute", False),
    ]

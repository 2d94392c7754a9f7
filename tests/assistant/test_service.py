"""The assistant at work: cards of a record and of everything of mine, put off, dismissed and brought back."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pysqlite3.dbapi2 as sqlite
import pytest

from app.domain.assistant.queries import Viewer, cards_of_mine, cards_of_record
from app.domain.assistant.rows import AssistantSettings, Card
from app.domain.assistant.service import AssistantService
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotFound
from app.domain.leads.records import Lead
from app.domain.sales.making import create
from app.domain.timeline.queries import timeline_entry, timeline_page
from app.domain.timeline.writing import copy_links
from app.start.cold_reader import ColdReader
from tests.timeline.office import Office, Seat, open_office

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def told(cards: tuple[Card, ...]) -> list[tuple[str, str]]:
    return [(card.kind, card.reason) for card in cards]


def test_a_booked_visit_is_announced_before_it_and_asks_for_notes_after_it(
    omar: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    visit = omar.timeline.book(lead, "Visit", "tomorrow 10", people=["Sara Nadim", "Huda Karim"])
    assert told(assistant.cards(lead)) == [("meeting_next", "tomorrow 10:00 · with Sara Nadim, Huda Karim")]
    assert assistant.cards() == (), "the list of everything mine names only what is due"
    start = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    for moment, expected in (
        (start - timedelta(hours=4), ("meeting_today", "at 10:00 · with Sara Nadim, Huda Karim")),
        (start - timedelta(minutes=20), ("meeting_soon", "in 20 min · with Sara Nadim, Huda Karim")),
        (start + timedelta(minutes=80), ("recent_meeting", "ended 20 min ago · with Sara Nadim, Huda Karim")),
    ):
        clock.moment = moment
        assert told(assistant.cards(lead)) == told(assistant.cards()) == [expected]
    [card] = assistant.cards(lead)
    assert (card.title, card.record_title, card.actions[0]) == ("Visit", "Contoso Coffee (Sara Nadim)", "notes")
    omar.timeline.complete(visit.code, outcome="They want an offer")
    assert assistant.cards(lead) == ()


def test_a_colleague_who_is_invited_is_reminded_too(huda: Seat, omar: Seat, lead: str) -> None:
    omar.timeline.book(lead, "Visit", "today 9:15", people=["Huda Karim"])
    assert [card.kind for card in AssistantService(huda.desk).cards()] == ["meeting_soon"]


def test_tasks_are_due_and_then_overdue_until_they_are_done(
    omar: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    task = omar.timeline.add_task(lead, "Send prices", due="today 17")
    omar.timeline.log_call(lead, at="today 18")
    omar.timeline.add_task(lead, "Not mine", due="today", owner="huda")
    assert told(assistant.cards()) == [("due_today", "at 17:00"), ("due_today", "at 18:00")]
    assert len(assistant.cards(lead)) == 3
    assert assistant.cards()[1].actions[0] == "call"
    clock.moment += timedelta(days=2)
    assert told(assistant.cards())[0] == ("overdue", "2 days late")
    omar.timeline.complete(task.code)
    assert [card.kind for card in assistant.cards()] == ["overdue"]


def test_a_next_contact_makes_one_card_beside_its_appointment(
    omar: Seat, huda: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    omar.leads.set_next_contact(lead, "today 14")
    assert told(assistant.cards(lead)) == told(assistant.cards()) == [("next_contact_today", "at 14:00")]
    clock.moment += timedelta(days=1)
    assert told(assistant.cards()) == [("next_contact_missed", "1 day late")]
    omar.leads.set_next_contact(lead, "today 14", by="huda")
    assert assistant.cards() == ()
    assert told(AssistantService(huda.desk).cards()) == [("next_contact_today", "at 14:00")]


def test_a_silent_lead_is_brought_up_until_something_happens(
    omar: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    clock.moment += timedelta(days=16)
    assert told(assistant.cards(lead)) == told(assistant.cards()) == [("no_activity", "silent for 16 days")]
    assert AssistantService(replace(omar.desk, choices=(AssistantSettings(no_activity_days=17),))).cards() == ()
    omar.timeline.log_call(lead)
    assert assistant.cards(lead) == assistant.cards() == ()


def test_a_colleagues_answer_and_mention_show_until_the_record_was_looked_at(
    omar: Seat, huda: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    post = omar.timeline.post(lead, "Has anyone worked with Contoso?")
    omar.timeline.reply(post.code, "Anyone?")
    assert assistant.cards(lead) == ()
    clock.moment += timedelta(minutes=1)
    huda.timeline.reply(post.code, "I have, @omar")
    clock.moment += timedelta(minutes=1)
    note = huda.timeline.add_note(lead, "@Omar Haddad call Sara")
    expected = [("post_reply", "“I have, @omar”"), ("mention", "“@Omar Haddad call Sara”")]
    assert told(assistant.cards(lead)) == told(assistant.cards()) == expected
    assert [card.activity_id for card in assistant.cards(lead)] == [post.id, note.id]
    clock.moment += timedelta(minutes=1)
    omar.timeline.seen(lead)
    assert assistant.cards(lead) == assistant.cards() == ()


def test_an_old_answer_nobody_looked_at_is_not_brought_up_for_ever(
    omar: Seat, huda: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    huda.timeline.reply(omar.timeline.post(lead, "Anyone?").code, "No")
    clock.moment += timedelta(days=31)
    assert "post_reply" not in [card.kind for card in assistant.cards(lead)]


def test_records_that_may_be_the_same_are_named_with_what_they_share(omar: Seat, assistant: AssistantService) -> None:
    first = omar.leads.add({"company": "Contoso Coffee LLC", "email": "info@contoso.example.com"})
    contact = omar.contacts.add({"name": "Sara Nadim", "phone": "+971 50 123 4567"})
    second = omar.leads.add({"company": "Contoso Coffee", "email": "info@contoso.example.com", "phone": "050 123 4567"})
    found = {card.other_id: card for card in assistant.cards(second.code)}
    assert set(found) == {first.id, contact.id}
    assert found[first.id].reason == f"same email and company as lead {first.code}"
    assert found[contact.id].reason == f"same phone as contact {contact.code}"
    omar.leads.edit(second.code, {"contact": contact.code})
    assert {card.other_id for card in assistant.cards(second.code)} == {first.id}


def test_an_opportunity_close_to_its_date_is_brought_up_with_its_own_timeline(
    omar: Seat, lead: str, assistant: AssistantService
) -> None:
    task = omar.timeline.add_task(lead, "Send offer", due="today 17")
    with omar.desk.write("sell") as unit:
        sale = create(unit, unit.session.get_one(Lead, omar.leads.find(lead)), name="Machines")
        sale.expected_close = date(2026, 11, 25)
        copy_links(unit, sale.lead_id or "", "opportunity", sale.id, only_open=True)
    expected = [("due_today", "at 17:00"), ("close_soon", "closes Wed 25 Nov")]
    assert told(assistant.cards(sale.code)) == told(assistant.cards()) == expected
    assert assistant.cards()[0].record_title == "Machines"
    assert task.code in [line.code for line in omar.timeline.agenda()]


def test_nothing_is_said_about_deleted_leads(omar: Seat, lead: str, assistant: AssistantService) -> None:
    omar.timeline.add_task(lead, "Send prices", due="today")
    omar.leads.set_next_contact(lead, "today 14")
    with omar.desk.write("delete") as unit:
        unit.session.get_one(Lead, omar.leads.find(lead)).deleted_at = unit.now
    assert assistant.cards() == ()


def test_a_card_put_off_comes_back_after_its_time_and_by_undo(
    omar: Seat, huda: Seat, lead: str, assistant: AssistantService, clock: FixedClock
) -> None:
    omar.timeline.add_task(lead, "Send prices", due="today 17")
    [card] = assistant.cards(lead)
    put_off = assistant.snooze(card.key, card.record_id)
    assert put_off.message == "Put off until 10:00."
    assert assistant.cards(lead) == assistant.cards() == ()
    assert [each.key for each in AssistantService(huda.desk).cards(lead)] == [card.key]
    clock.moment += timedelta(minutes=59)
    assert assistant.cards(lead) == ()
    clock.moment += timedelta(minutes=1)
    assert assistant.cards(lead) == (card,)
    again = assistant.snooze(card.key, card.record_id, "today 16")
    assert assistant.cards(lead) == ()
    omar.undo(again.seq)
    assert assistant.cards(lead) == (card,)
    with pytest.raises(Invalid, match="has passed"):
        assistant.snooze(card.key, card.record_id, "yesterday")


def test_a_dismissed_card_can_be_restored(omar: Seat, lead: str, assistant: AssistantService) -> None:
    omar.timeline.add_task(lead, "Send prices", due="today 17")
    [card] = assistant.cards(lead)
    assert assistant.dismiss(card.key, card.record_id).message == "Due today dismissed."
    assert assistant.cards(lead) == ()
    restored = assistant.restore(card.key)
    assert assistant.cards(lead) == (card,)
    with pytest.raises(NotFound, match="neither put off nor dismissed"):
        assistant.restore(card.key)
    omar.undo(restored.seq)
    assert assistant.cards(lead) == ()


def test_today_ends_at_midnight_of_the_desk(office: Office, lead: str, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 10, 25, 6, 0, tzinfo=UTC)
    lina, omar = office.seat("lina", "Europe/Berlin"), office.seat("lina", "Asia/Dubai")
    # 23:30 in Berlin on the day with 25 hours; already tomorrow in Dubai
    lina.timeline.add_task(lead, "Last thing", due=datetime(2026, 10, 25, 22, 30, tzinfo=UTC))
    assert told(AssistantService(lina.desk).cards()) == [("due_today", "at 23:30")]
    assert AssistantService(omar.desk).cards() == ()


def test_the_reader_that_runs_before_sqlalchemy_sees_the_same(sqlite_url: str, clock: FixedClock) -> None:
    with open_office(sqlite_url, clock) as office:
        omar, huda = office.seat("omar"), office.seat("huda")
        lead = omar.leads.add({"company": "Contoso Coffee", "email": "a@contoso.example.com"})
        omar.leads.add({"company": "Contoso Coffee"})
        omar.timeline.book(lead.code, "Visit", "today 9:20", people=["Sara Nadim"])
        omar.leads.set_next_contact(lead.code, "today 14")
        huda.timeline.reply(omar.timeline.post(lead.code, "Anyone?").code, "Yes, @omar")
        omar.timeline.pin(omar.timeline.log_call(lead.code, duration_seconds=60).code)
        look = Viewer(omar.desk.actor.id, clock.now(), omar.desk.zone)
        connection = sqlite.connect(office.database.url.database, isolation_level=None)
        cold = ColdReader(connection)
        with omar.desk.read() as warm:
            for reader in (warm, cold):
                page = timeline_page(reader, lead.id, look.user_id, limit=3)
                rest = timeline_page(reader, lead.id, look.user_id, page.next)
                assert (*page.entries, *rest.entries) == omar.timeline.page(lead.id).entries
                entry = page.entries[-1]
                assert timeline_entry(reader, entry.id, look.user_id) == entry
                seen = cards_of_record(reader, "lead", lead.id, look)
                assert {card.kind for card in seen} == {
                    "meeting_soon",
                    "next_contact_today",
                    "post_reply",
                    "possible_duplicate",
                }
                assert seen == AssistantService(omar.desk).cards(lead.id)
                assert cards_of_mine(reader, look) == AssistantService(omar.desk).cards()
        connection.close()


def test_the_first_paint_reads_a_records_cards_without_sqlalchemy() -> None:
    modules = ("app.domain.assistant.queries", "app.domain.timeline.queries")
    check = f"import sys; import {', '.join(modules)}; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0

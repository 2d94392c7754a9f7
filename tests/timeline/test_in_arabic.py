"""Timelines in Arabic: what the program said is read in the reader's language, and kept in none but English."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.domain.assistant.service import AssistantService
from app.domain.search.service import SearchService
from app.domain.timeline.records import Activity
from app.domain.timeline.rows import TimelineFilter
from app.domain.timeline.rules import subject_shown
from app.domain.timeline.writing import record_event
from app.words import own, say, speaking
from tests.timeline.office import Seat


def subjects(seat: Seat, ref: str) -> set[str]:
    """What the entries of a timeline are called, as they are read."""
    return {entry.subject for entry in seat.timeline.page(ref).entries}


def kept(seat: Seat) -> set[str]:
    """The same as it is kept."""
    with seat.desk.read() as reader:
        return {subject for (subject,) in reader.rows(select(Activity.subject))}


def test_what_the_program_said_is_read_in_the_language_of_the_reader(omar: Seat, lead: str) -> None:
    omar.leads.set_status(lead, "open")
    omar.leads.edit(lead, {"next_contact_at": "tomorrow 10"})
    omar.timeline.log_call(lead, notes="Rang twice.")
    english = {"Status Lead → Open · set by hand", "Call made", "Next contact: Contoso Coffee"}
    assert english <= subjects(omar, lead)
    with speaking("ar"):
        assert {"مكالمة صادرة", "التواصل التالي: Contoso Coffee"} <= subjects(omar, lead)
        assert any(each.startswith("الحالة من «عميل متوقع» إلى «مفتوح»") for each in subjects(omar, lead))
        assert omar.timeline.agenda(date(2026, 11, 24))[0].title == "التواصل التالي: Contoso Coffee (Sara Nadim)"


def test_a_search_and_the_assistant_call_an_activity_the_same(omar: Seat, lead: str) -> None:
    code = omar.timeline.log_call(lead, at="in 3 hours").code
    with speaking("ar"):
        assert [hit.title for hit in SearchService(omar.desk).everything(code)] == ["مكالمة مخططة"]
        assert "مكالمة مخططة" in {card.title for card in AssistantService(omar.desk).cards(lead)}


def test_a_timeline_is_filtered_by_the_words_that_its_reader_reads(omar: Seat, lead: str) -> None:
    call, own_words = omar.timeline.log_call(lead).code, omar.timeline.log_call(lead, subject="Price list").code
    with speaking("ar"):
        found = omar.timeline.page(lead, TimelineFilter(search="مكالمه صادره"))
        assert [entry.code for entry in found.entries] == [call]
    assert {entry.code for entry in omar.timeline.page(lead, TimelineFilter(search="price")).entries} == {own_words}


def test_what_is_kept_is_the_same_whoever_wrote_it(omar: Seat, lead: str) -> None:
    with speaking("ar"):
        omar.leads.set_status(lead, "open")
        omar.leads.edit(lead, {"next_contact_at": "tomorrow 10"})
        code = omar.timeline.log_call(lead).code
        omar.timeline.edit(code, {"subject": "مكالمة صادرة", "outcome": "Busy"})
    assert {"Status Lead → Open · set by hand", "Call made", "Next contact: Contoso Coffee"} <= kept(omar)


def test_what_a_person_wrote_is_read_as_it_was_written(omar: Seat, lead: str) -> None:
    with speaking("ar"):
        omar.timeline.log_call(lead, subject="Price list")
        assert "Price list" in subjects(omar, lead)


@pytest.mark.parametrize(
    ("event", "details", "english", "arabic"),
    [
        ("assigned", {"from": "Huda", "to": "Omar"}, "Assigned to Omar, before Huda", "الإسناد إلى Omar، بعد Huda"),
        ("disqualified", {"reason": "lost", "comment": "x"}, None, "x"),
        ("status_changed", {"from": "lead", "to": "open", "cause": "message received"}, None, "وردت رسالة"),
        ("mail_opened", {}, "Mail opened", "Mail opened"),
        ("closed", {"status": "won"}, "Something else was written here", "Something else was written here"),
        ("assigned", "nonsense", "Assigned to Omar", "Assigned to Omar"),
    ],
)
def test_an_entry_of_before_is_told_by_its_values_or_as_it_was_kept(
    event: str, details: dict[str, str], english: str | None, arabic: str
) -> None:
    from app.domain.timeline.rules import sentence

    text = english or str(sentence(event, details))
    assert subject_shown("system", text, event, details) == text
    with speaking("ar"):
        assert arabic in subject_shown("system", text, event, details)


def test_what_a_manager_called_in_two_languages_is_told_in_both(omar: Seat, lead: str) -> None:
    stage = own("Tasting", ar="التذوق")
    with omar.desk.write("test") as unit:
        lead_id = omar.leads.show(lead).id
        values = {"from": say("Qualify"), "to": stage, "process": "Sale"}
        record_event(unit, "lead", lead_id, "stage_changed", values)
        record_event(unit, "lead", lead_id, "process_ended", {"process": stage}, say("This entry was deleted."))
    entries = {entry.event: entry for entry in omar.timeline.page(lead).entries}
    assert entries["stage_changed"].subject == "Stage Qualify → Tasting · Sale"
    assert entries["stage_changed"].details == {"from": "Qualify", "to": "Tasting", "process": "Sale"}
    with speaking("ar"):
        assert "«التذوق» · Sale" in str(subjects(omar, lead))
        assert "حُذف هذا القيد." in subjects(omar, lead)


def test_messages_about_entries_are_arabic(omar: Seat, lead: str) -> None:
    with speaking("ar"):
        done = omar.timeline.add_task(lead, "Send beans")
        assert done.message == f"أضيفت المهمة {done.code} لأجل «Contoso Coffee (Sara Nadim)»."
        assert omar.timeline.complete(done.code).message == f"تم إنجاز النشاط {done.code} (مهمة)."

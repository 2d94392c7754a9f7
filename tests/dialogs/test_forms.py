"""Forms, played by keys alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field
from app.domain.core.money import Money
from app.domain.leads.fields import LEAD_FIELDS, RESEARCH_FORM
from app.screens.dialogs.activity import (
    AppointmentDialog,
    CompleteDialog,
    NextContactDialog,
    NoteDialog,
    RescheduleDialog,
    TaskDialog,
)
from app.screens.dialogs.call import CallDialog
from app.screens.dialogs.form_dialog import ValuesDialog
from app.screens.dialogs.lead import LeadForm
from app.screens.dialogs.people import CompetitorDialog, StakeholderDialog
from app.screens.dialogs.qualify import QualifyDialog
from app.screens.dialogs.sales import CloseOpportunityDialog
from app.widgets.forms.editor import edited_elsewhere
from app.widgets.forms.entries import LineEntry, ProseEntry
from tests.dialogs.stage import ARABIC, CONTEXT, HOSTILE, OPEN, played, suggest


async def test_a_lead_is_entered_from_a_card() -> None:
    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT)) as play:
        await play.press("enter")
        await play.type("Contoso Coffee")
        await play.press("enter")
        await play.type("Sara Nadim")
        await play.press("tab", "tab")
        await play.type("sara@contoso.example.com")
        await play.press("ctrl+s")
        assert play.answer == {
            "kind": "organisation",
            "company": "Contoso Coffee",
            "name": "Sara Nadim",
            "email": "sara@contoso.example.com",
        }


async def test_enter_in_the_last_field_saves() -> None:
    async with played(lambda: ValuesDialog("Two", (Field("a", "A"), Field("b", "B")), CONTEXT)) as play:
        await play.type("one")
        await play.press("enter")
        await play.type("two")
        await play.press("enter")
        assert play.answer == {"a": "one", "b": "two"}


async def test_a_mistake_is_told_beside_its_field_as_it_is_left() -> None:
    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT)) as play:
        await play.press("down", "down", "down", "down")
        await play.type("sara@")
        assert "is not an email" not in play.screen
        await play.press("down")
        await play.sees("“sara@” is not an email address")
        await play.press("ctrl+s")
        still_open: object = play.answer
        assert still_open is OPEN
        await play.type("contoso.example.com")
        assert "is not an email" not in play.screen
        await play.press("ctrl+s")
        assert play.answer["email"] == "sara@contoso.example.com"


async def test_a_date_in_words_shows_the_moment_understood() -> None:
    async with played(lambda: NextContactDialog("Contoso", CONTEXT)) as play:
        await play.type("tomorrow 10")
        await play.sees("Tue 24 Nov 10:00")
        await play.press("ctrl+s")
        assert play.answer == {"when": datetime(2026, 11, 24, 6, 0, tzinfo=UTC), "by": None}


async def test_arabic_words_and_names_are_taken_as_they_are() -> None:
    fields = (Field("name", "Name"), Field("when", "When", "moment"))
    async with played(lambda: ValuesDialog(ARABIC, fields, CONTEXT)) as play:
        await play.type(ARABIC)
        await play.press("tab")
        await play.type("غدا")
        await play.sees("Tue 24 Nov 09:00")
        await play.press("ctrl+s")
        assert play.answer["name"] == ARABIC


async def test_money_is_shown_as_it_is_read() -> None:
    async with played(lambda: ValuesDialog("Budget", (Field("budget", "Budget", "money"),), CONTEXT)) as play:
        await play.type("50k")
        await play.sees("USD 50,000")
        await play.press("enter")
        assert play.answer == {"budget": Money.of(50_000, "USD")}


async def test_only_what_was_changed_is_returned_when_editing() -> None:
    values: dict[str, Any] = {
        "company": "Contoso", "budget": Money.of(50_000, "USD"), "decision_maker": True, "tags": ("fair", "vip"),
        "next_contact_at": datetime(2026, 11, 24, 6, 0, 30, tzinfo=UTC), "city": "Dubai",
    }  # fmt: skip
    async with played(lambda: LeadForm("Edit", LEAD_FIELDS, CONTEXT, values=values, grouped=True)) as play:
        await play.press("tab")
        await play.type(" Coffee")
        await play.press("ctrl+s")
        assert play.answer == {"company": "Contoso Coffee"}


async def test_an_emptied_field_is_returned_as_nothing() -> None:
    fields = [field for field in LEAD_FIELDS if field.code in RESEARCH_FORM]
    async with played(lambda: LeadForm("Research", fields, CONTEXT, values={"website": "contoso.example.com"})) as play:
        await play.press("ctrl+u", "ctrl+s")
        assert play.answer == {"website": None}


async def test_choices_are_walked_through_and_completed() -> None:
    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT)) as play:
        await play.press("right")
        await play.sees("Person")
        for _ in range(7):
            await play.press("down")
        await play.type("trade")
        await play.sees("▸ Trade show")
        await play.press("enter")
        await play.press("ctrl+s")
        assert play.answer == {"kind": "person", "source": "trade_show"}


def _source() -> LeadForm:
    return LeadForm("Edit", [field for field in LEAD_FIELDS if field.code == "source"], CONTEXT)


async def test_an_open_choice_takes_a_new_one_when_asked_once() -> None:
    async with played(_source) as play:
        await play.type("Podcast")
        await play.sees("new")
        await play.press("escape", "ctrl+s")
        await play.sees("“Podcast” is new to Source.")
        assert play.answer is OPEN
        await play.press("ctrl+s")
        assert play.answer == {"source": "Podcast"}


async def test_what_was_typed_otherwise_is_asked_about_anew() -> None:
    async with played(_source) as play:
        await play.type("Podcast")
        await play.press("ctrl+s")
        await play.type("s")
        await play.press("ctrl+s")
        await play.sees("“Podcasts” is new to Source.")
        assert play.answer is OPEN


@pytest.mark.parametrize(
    "keys", [("ctrl+s",), ("enter", "ctrl+s"), ("tab", "ctrl+s"), ("shift+tab", "ctrl+s"), ("pagedown", "ctrl+s")]
)
@pytest.mark.parametrize(
    ("typed", "kept"), [("Tra", "trade_show"), ("word", "word_of_mouth"), ("existing CUS", "existing_customer")]
)
async def test_a_half_typed_choice_is_saved_as_the_one_highlighted(
    keys: tuple[str, ...], typed: str, kept: str
) -> None:
    fields = [field for field in LEAD_FIELDS if field.code in ("source", "topic")]
    async with played(lambda: LeadForm("Edit", fields, CONTEXT, begin="source")) as play:
        await play.type(typed)
        await play.press(*keys)
        assert play.answer == {"source": kept}


async def test_letters_found_here_and_there_do_not_turn_a_new_value_into_another() -> None:
    async with played(_source) as play:
        await play.type("Art")
        await play.sees("▸ Art")
        await play.press("ctrl+s")
        await play.sees("“Art” is new to Source.")


async def test_tab_takes_a_role_and_goes_on_and_a_comma_takes_one_of_several() -> None:
    async with played(lambda: StakeholderDialog("Huda", CONTEXT, edit=True, values={"roles": ()})) as play:
        await play.type("cham,dec")
        await play.press("tab")
        await play.type("5")
        await play.press("tab")
        await play.type("sup")
        await play.press("ctrl+s")
        assert play.answer == {"roles": ("champion", "decision_maker"), "influence": 5, "attitude": "supporter"}


async def test_a_new_role_is_asked_about_and_one_that_was_there_is_not() -> None:
    async with played(lambda: StakeholderDialog("Huda", CONTEXT, edit=True, values={"roles": ("auditor",)})) as play:
        await play.press("end")
        await play.type(", gate keeper, cham")
        await play.press("ctrl+s")
        await play.sees("“gate keeper” is new to Roles.")
        assert "“auditor”" not in play.screen
        await play.press("ctrl+s")
        assert play.answer == {"roles": ("auditor", "gate keeper", "champion")}


async def test_a_link_half_typed_is_the_record_highlighted() -> None:
    async with played(lambda: AppointmentDialog("Contoso", CONTEXT, suggest=suggest, begin="people")) as play:
        await play.type("hud,sar")
        await play.press("tab")
        assert "Huda Karim, Sara Nadim" in play.screen


async def test_space_ticks_a_yes_or_no() -> None:
    async with played(lambda: ValuesDialog("Tick", (Field("done", "Done", "yes_no"),), CONTEXT)) as play:
        await play.press("space", "ctrl+s")
        assert play.answer == {"done": True}


async def test_escape_asks_only_when_something_was_typed() -> None:
    async with played(lambda: NoteDialog("Contoso", CONTEXT)) as play:
        await play.press("escape")
        assert play.answer is None
    async with played(lambda: NoteDialog("Contoso", CONTEXT)) as play:
        await play.type("Met at the fair")
        await play.press("escape")
        await play.sees("what you typed is not saved")
        await play.press("enter")
        await play.type("!")
        assert play.answer is OPEN
        assert "Met at the fair!" in play.screen
        await play.press("escape", "t")
        assert play.answer is None


async def test_links_are_completed_from_the_records_there_are() -> None:
    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("hud")
        await play.sees("Huda Karim")
        await play.press("enter")
        await play.until(lambda: "Job title" not in play.screen)
        await play.press("ctrl+s")
        assert play.answer == {"contact": "CONT-1111", "roles": ("stakeholder",)}


async def test_what_was_typed_since_is_not_replaced_by_what_was_offered_for_less() -> None:
    answer = asyncio.Event()

    async def slow(kind: str, text: str) -> Sequence[tuple[str, str, str]]:
        if text == "Lina Berg":
            await answer.wait()
        return await suggest(kind, text)

    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=slow)) as play:
        await play.press(*"Lina Ber")
        await play.sees("new")
        await play.press("g", "tab")
        await play.sees("▸ Job title")
        answer.set()
        await play.press("ctrl+s")
        assert play.answer is not None
        assert play.answer["name"] == "Lina Berg"


async def test_a_stakeholder_can_be_made_in_place_with_several_roles() -> None:
    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("Omar Said")
        await play.press("escape", "tab", "tab")
        await play.type("omar@contoso.example.com")
        await play.press("tab", "tab")
        await play.type("champion, dec")
        await play.sees("▸ Decision maker")
        await play.press("enter", "ctrl+s")
        assert play.answer == {
            "name": "Omar Said",
            "email": "omar@contoso.example.com",
            "roles": ("champion", "decision_maker"),
        }


async def test_a_link_nobody_answers_to_is_told() -> None:
    fields = (Field("contact", "Contact", "contact"), Field("x", "X"))
    async with played(lambda: ValuesDialog("Link", fields, CONTEXT, suggest=suggest)) as play:
        await play.type("nobody")
        await play.press("tab")
        await play.sees("No contact answers to “nobody”")


async def test_people_of_an_appointment_are_completed_one_after_the_other() -> None:
    async with played(lambda: AppointmentDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("Visit")
        await play.press("tab")
        await play.type("tomorrow 10")
        await play.press("tab", "tab", "tab")
        await play.type("hud")
        await play.sees("▸ Huda Karim")
        await play.press("enter")
        await play.type(", Omar")
        await play.press("escape", "ctrl+s")
        assert play.answer["people"] == ("Huda Karim", "Omar")
        assert play.answer["duration_seconds"] == 3600


async def test_possible_duplicates_are_told_while_typing() -> None:
    async def look(values: dict[str, Any]) -> str:
        return f"Possible duplicate: {HOSTILE}" if values.get("company") == "Contoso" else ""

    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT, find_duplicates=look)) as play:
        await play.press("tab")
        await play.type("Contoso")
        await play.sees("Possible duplicate: Acme [/]")
        await play.press("tab", "tab")
        await play.sees("Possible duplicate: Acme [/]")
        await play.press("up", "up")
        await play.type(" Ltd")
        await play.until(lambda: "Possible duplicate" not in play.screen)
        assert "Required for an organisation." in play.screen  # what would stand there if nothing had been like it


async def test_a_refusal_is_read_before_what_was_found_meanwhile() -> None:
    found = asyncio.Event()

    async def look(values: dict[str, Any]) -> str:
        await found.wait()
        return f"Possible duplicate: {values['company']}"

    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT, find_duplicates=look, attempt=_refusing())) as play:
        await play.press("tab")
        await play.type("Contoso")
        await play.pilot.pause(0.4)  # the typing pauses
        await play.press("ctrl+s")
        await play.sees("Refused by the domain.")
        found.set()
        await play.still()
        assert "Refused by the domain." in play.screen
        await play.press("up")
        await play.sees("Possible duplicate: Contoso")


async def test_a_refusal_keeps_the_dialog_open_with_everything_typed() -> None:
    async def attempt(values: dict[str, Any]) -> None:
        if values["name"] == "Fabrikam":
            raise Invalid("Name: there is a Fabrikam already.", field="name")

    async with played(lambda: CompetitorDialog("Contoso", CONTEXT, attempt=attempt)) as play:
        await play.type("Fabrikam")
        await play.press("ctrl+s")
        await play.sees("there is a Fabrikam already")
        assert play.answer is OPEN
        await play.type(" Espresso")
        await play.press("ctrl+s")
        assert play.answer == {"name": "Fabrikam Espresso", "status": "suspected"}


def _refusing(**refusal: Any) -> Callable[[Any], Awaitable[None]]:
    async def attempt(values: Any) -> None:  # noqa: ARG001 - whatever they are
        raise Invalid("Refused by the domain.", **refusal)

    return attempt


@pytest.mark.parametrize(
    ("make", "field", "label"),
    [
        (NextContactDialog, "next_contact_at", "When"),
        (NextContactDialog, "next_contact_by", "By"),
        (partial(AppointmentDialog, values={"subject": "Visit", "start": CONTEXT.now}), "start_at", "Start"),
        (partial(AppointmentDialog, values={"subject": "Visit", "start": CONTEXT.now}), "body", "Agenda"),
        (partial(TaskDialog, values={"subject": "Offer"}), "due_at", "Due"),
        (partial(TaskDialog, values={"subject": "Offer"}), "body", "Notes"),
        (partial(NoteDialog, values={"text": "Met"}), "body", "Note"),
        (partial(RescheduleDialog, values={"when": CONTEXT.now}), "next_contact_at", "New time"),
        (partial(CompleteDialog, values={"notes": "Met"}), "body", "Notes"),
        (partial(CallDialog, monotonic=lambda: 0.0), "address", "Number"),
        (partial(StakeholderDialog, values={"person": "Huda"}), "name", "Person"),
        (partial(QualifyDialog, company="Contoso", person="Huda"), "company", "Account"),
        (partial(QualifyDialog, company="Contoso", person="Huda"), "name", "Contact"),
        (partial(CloseOpportunityDialog, status="won"), "actual_revenue", "Actual revenue"),
        (partial(CloseOpportunityDialog, status="lost"), "close_reason", "Reason"),
        (partial(CloseOpportunityDialog, status="lost"), "closed_on", "Closed on"),
    ],
)
async def test_what_the_domain_refuses_stands_at_its_field(make: Any, field: str, label: str) -> None:
    async with played(lambda: make("Contoso", CONTEXT, attempt=_refusing(field=field))) as play:
        await play.press("ctrl+s")
        await play.sees(f"▸ {label}")
        lines = play.screen.splitlines()
        at = next(number for number, line in enumerate(lines) if f"▸ {label}" in line)
        below = next(number for number, line in enumerate(lines) if "! Refused by the domain." in line)
        assert below > at
        assert not any(mark in line for line in lines[at + 1 : below] for mark in ("▸", "!"))
        await play.press("down", "up")
        await play.sees("! Refused by the domain.")


async def test_a_refusal_of_a_hidden_field_stands_above_the_keys() -> None:
    attempt = _refusing(field="actual_revenue")
    async with played(lambda: CloseOpportunityDialog("X", CONTEXT, status="lost", attempt=attempt)) as play:
        await play.press("ctrl+s")
        await play.sees("Refused by the domain.")
        assert "! Refused" not in play.screen


async def test_a_refusal_that_quotes_what_was_typed_stands_where_that_was_typed() -> None:
    async def attempt(values: Any) -> None:
        raise NotFound(f"There is no user “{values['by']}”.")

    async with played(lambda: NextContactDialog("Contoso", CONTEXT, attempt=attempt)) as play:
        await play.press("tab")
        await play.type("Nobody")
        await play.press("ctrl+s")
        await play.sees("! There is no user “Nobody”.")


@pytest.mark.parametrize("make", [AppointmentDialog, TaskDialog, NextContactDialog, partial(CallDialog, monotonic=int)])
async def test_nothing_moves_while_the_fields_are_walked_through(make: Any) -> None:
    async with played(lambda: make("Contoso", CONTEXT), (160, 48)) as play:
        await play.pilot.pause(0.1)
        before = _corners(play.screen)
        for _ in range(5):
            await play.press("down")
            await play.pilot.pause(0.05)
            if "! " not in play.screen:
                assert _corners(play.screen) == before


def _corners(screen: str) -> list[int]:
    """The lines on which the dialog begins and ends."""
    return [number for number, line in enumerate(screen.splitlines()) if "╭─" in line or "╰─" in line]


async def test_what_helps_uses_the_room_of_a_note_that_is_not_there() -> None:
    async with played(lambda: NextContactDialog("Contoso", CONTEXT), (160, 48)) as play:
        await play.press("tab")
        await play.sees("When         Such as tomorrow 10; empty for no date.")


async def test_pasted_text_ends_at_the_cursor() -> None:
    words = " ".join(f"word{number}" for number in range(20))
    for field in (Field("topic", "Topic"), Field("when", "When", "moment")):
        async with played(lambda field=field: ValuesDialog("Paste", (field,), CONTEXT)) as play:  # type: ignore[misc]
            assert play.app.focused is not None
            play.app.focused.post_message(Paste(f"{words} the end"))
            await play.sees("the end")
            assert "word0 " not in play.screen


async def test_a_required_field_is_asked_for() -> None:
    async with played(lambda: NoteDialog("Contoso", CONTEXT)) as play:
        await play.press("ctrl+s")
        await play.sees("Note is needed")
        assert play.answer is OPEN


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 20)])
async def test_the_field_with_the_focus_is_always_in_view(size: tuple[int, int]) -> None:
    async with played(lambda: LeadForm("Edit", LEAD_FIELDS, CONTEXT, grouped=True), size) as play:
        for _ in range(8):
            entry = play.app.focused
            assert isinstance(entry, (LineEntry, ProseEntry))
            screen = play.screen
            line = next((each for each in screen.splitlines() if "▸" in each), "")
            assert entry.field.label[:20] in line, f"{entry.field.label} is not in view"
            assert "ctrl+s" in screen
            await play.press("pagedown")


async def test_hostile_text_is_data_everywhere() -> None:
    values = {"company": HOSTILE, "description": f"{HOSTILE}\n{HOSTILE}"}
    fields = [field for field in LEAD_FIELDS if field.code in {"company", "description"}]
    async with played(lambda: LeadForm(f"Edit · {HOSTILE}", fields, CONTEXT, values=values)) as play:
        assert play.screen.count("[@click=app.quit]x[/]") >= 3
        await play.type("]")
        await play.press("ctrl+s")
        assert play.answer == {"company": f"{HOSTILE}]"}


def test_long_text_comes_back_from_the_users_own_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\ntest "$(stat -c %a "$1")" = 600 || exit 7\nprintf " and more\\033[2J" >> "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("LEADLINE_EDITOR", str(script))
    assert edited_elsewhere("Text") == "Text and more"


@pytest.mark.parametrize("command", ["", "/no/such/editor", "false"])
def test_an_editor_that_fails_is_told(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.domain.core.errors import Refusal

    for name in ("LEADLINE_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.setenv(name, command)
    with pytest.raises(Refusal):
        edited_elsewhere("Text")

"""Forms, played by keys alone."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field
from app.domain.core.money import Money
from app.domain.leads.fields import LEAD_FIELDS, RESEARCH_FORM
from app.screens.dialogs.activity import AppointmentDialog, NextContactDialog, NoteDialog
from app.screens.dialogs.form_dialog import ValuesDialog
from app.screens.dialogs.lead import LeadForm
from app.screens.dialogs.people import CompetitorDialog, StakeholderDialog
from app.widgets.forms.drafts import DraftFile
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


async def test_an_open_choice_takes_a_new_one() -> None:
    async with played(lambda: LeadForm("Edit", [f for f in LEAD_FIELDS if f.code == "source"], CONTEXT)) as play:
        await play.type("Podcast")
        await play.sees("new")
        await play.press("escape", "ctrl+s")
        assert play.answer == {"source": "Podcast"}


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
        await play.press("escape", "y")
        assert play.answer is None


async def test_a_draft_survives_and_is_offered_again(tmp_path: Path) -> None:
    draft = DraftFile(tmp_path / "drafts", "note LEAD-7Q3F")
    async with played(lambda: NoteDialog("Contoso", CONTEXT, draft=draft)) as play:
        await play.type(f"Half a note {ARABIC}")
        await play.until(draft.path.exists)
    assert stat.S_IMODE(draft.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(draft.path.parent.stat().st_mode) == 0o700
    async with played(lambda: NoteDialog("Contoso", CONTEXT, draft=draft)) as play:
        await play.sees("ctrl+r brings it back")
        await play.press("ctrl+r", "ctrl+s")
        assert play.answer == {"text": f"Half a note {ARABIC}"}
    assert not draft.path.exists(), "what was saved is no draft any more"


async def test_a_draft_that_is_broken_is_no_draft(tmp_path: Path) -> None:
    draft = DraftFile(tmp_path, "x")
    draft.path.write_text('{"texts": [1]}')
    assert draft.kept() is None


async def test_what_is_thrown_away_on_purpose_leaves_no_draft(tmp_path: Path) -> None:
    draft = DraftFile(tmp_path, "note")
    async with played(lambda: NoteDialog("Contoso", CONTEXT, draft=draft)) as play:
        await play.type("x")
        await play.until(draft.path.exists)
        await play.press("escape", "y")
    assert not draft.path.exists()


async def test_links_are_completed_from_the_records_there_are() -> None:
    async with played(lambda: StakeholderDialog("Contoso", CONTEXT, suggest=suggest)) as play:
        await play.type("hud")
        await play.sees("Huda Karim")
        await play.press("enter")
        await play.until(lambda: "Job title" not in play.screen)
        await play.press("ctrl+s")
        assert play.answer == {"contact": "CONT-1111", "roles": ("stakeholder",)}


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

    async with played(lambda: LeadForm.quick(LEAD_FIELDS, CONTEXT, look=look)) as play:
        await play.press("tab")
        await play.type("Contoso")
        await play.sees("Possible duplicate: Acme [/]")


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

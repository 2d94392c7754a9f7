"""Forms, played by keys alone: what is typed, shown and returned."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

from app.domain.core.fields import Field
from app.domain.core.money import Money
from app.domain.core.text import clean_prose
from app.domain.leads.fields import LEAD_FIELDS, RESEARCH_FORM
from app.editor import edited_elsewhere
from app.screens.dialogs.activity import (
    AppointmentDialog,
    NextContactDialog,
    NoteDialog,
    TaskDialog,
)
from app.screens.dialogs.call import CallDialog
from app.screens.dialogs.form_dialog import ValuesDialog
from app.screens.dialogs.lead import LeadForm
from app.widgets.forms.entries import LineEntry, ProseEntry
from tests.dialogs.stage import ARABIC, CONTEXT, HOSTILE, OPEN, played


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
    assert clean_prose(edited_elsewhere("Text")) == "Text and more"


@pytest.mark.parametrize("command", ["", "/no/such/editor", "false"])
def test_an_editor_that_fails_is_told(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.domain.core.errors import Refusal

    for name in ("LEADLINE_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.setenv(name, command)
    with pytest.raises(Refusal):
        edited_elsewhere("Text")

"""Drafts of forms: kept while something is typed and not saved, and gone as soon as it is saved or taken back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.screens.dialogs.activity import NoteDialog
from app.widgets.forms.drafts import DraftFile, FormDraft
from tests.dialogs.stage import ARABIC, CONTEXT, played


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


@pytest.mark.parametrize("earlier", [None, FormDraft({"text": "Met at noon"})], ids=["none", "one"])
async def test_what_was_taken_back_leaves_the_draft_of_before(tmp_path: Path, earlier: FormDraft | None) -> None:
    draft = DraftFile(tmp_path / "drafts", "note")
    if earlier is not None:
        draft.keep(earlier)
    async with played(lambda: NoteDialog("Contoso", CONTEXT, draft=draft)) as play:
        await play.type("so")
        await play.until(lambda: draft.kept() not in (None, earlier))
        await play.press("backspace", "backspace", "escape")
        assert play.answer is None
    assert draft.kept() == earlier


async def test_a_draft_that_is_broken_is_no_draft(tmp_path: Path) -> None:
    draft = DraftFile(tmp_path, "x")
    draft.path.write_text('{"texts": [1]}')
    assert draft.kept() is None


async def test_what_is_thrown_away_on_purpose_leaves_no_draft(tmp_path: Path) -> None:
    draft = DraftFile(tmp_path, "note")
    async with played(lambda: NoteDialog("Contoso", CONTEXT, draft=draft)) as play:
        await play.type("x")
        await play.until(draft.path.exists)
        await play.press("escape", "t")
    assert not draft.path.exists()

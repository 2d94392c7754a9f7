"""Keys that the configuration changes: the old ones do nothing anywhere, and whatever is said names the new ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.conftest import Behind, SitDown, enter_leads
from tests.workspace.person import Person

CONFIG = """[keys]
"move.down" = "f7"
"undo" = "f8"
"form.save" = "f9"
"picker.choose" = "f4"
"dialog.close" = "f10"
"lead.add" = "f12"
"search.here" = "f6"
"""


@pytest.fixture
def remapped(database: Path, behind: Behind, sit_down: SitDown, tmp_path: Path) -> Person:
    """Somebody with keys of their own before three leads."""
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    there = behind(database)
    enter_leads(there, "Alpine Roasters", "Contoso Coffee", "Fourth Coffee")
    return sit_down(LEADLINE_CONFIG=str(config))


def at(person: Person) -> str:
    """The line of the list, or of a dialog's list, that has the cursor."""
    person.settles()
    return next((line.strip() for line in reversed(person.terminal.lines) if "▸ " in line), "")


def test_in_lists_and_in_dialogs_the_old_key_does_nothing_and_the_new_one_moves(remapped: Person) -> None:
    remapped.sees("Open leads 3", "f6 search")
    remapped.terminal.wait_for(lambda terminal: any("▸  Alpine Roasters" in line for line in terminal.lines))
    remapped.terminal.press("j", "down", "f7")
    remapped.terminal.wait_for(lambda terminal: any("▸  Contoso Coffee" in line for line in terminal.lines))
    remapped.terminal.press("O")
    remapped.sees("─  Sort by", "f4 choose", "↑ f7 move", "f10 close")
    remapped.terminal.press("down", "f7")
    remapped.terminal.wait_for(lambda terminal: any("▸   Newest first" in line for line in terminal.lines))
    remapped.terminal.press("esc", "enter")
    remapped.sees("─  Sort by")
    remapped.terminal.press("f10")
    remapped.no_longer_sees("─  Sort by")


def test_a_form_is_saved_by_its_new_key_and_undone_by_what_the_message_names(remapped: Person) -> None:
    remapped.sees("Open leads 3", "f8 undo", "f12 new")
    remapped.terminal.press("f12")
    remapped.sees("─  New lead", "f9 save", "f10 cancel")
    remapped.fills_in({"Company": "Trey Research"})
    remapped.terminal.press("ctrl+s", "f9")
    remapped.no_longer_sees("─  New lead")
    remapped.sees("f8 undoes.")
    remapped.terminal.press("u", "f8")
    remapped.sees("Open leads 3")


def test_the_help_of_a_dialog_shows_its_keys(remapped: Person) -> None:
    remapped.sees("Open leads 3")
    remapped.terminal.press("f12")
    remapped.sees("─  New lead")
    remapped.terminal.press("f1")
    remapped.sees("─  Keys", "Save", "f9")
    remapped.terminal.press("f10")
    remapped.no_longer_sees("─  Keys")
    remapped.sees("─  New lead")

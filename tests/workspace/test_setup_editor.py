"""A process as text in the user's editor: the workspace steps aside and comes back whole, until the text is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.conftest import SitDown


def test_the_editor_opens_again_with_the_mistakes_until_it_is_right(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, script = tmp_path / "seen", tmp_path / "editor"
    script.write_text(
        f'#!/bin/sh\nif [ -e "{seen}" ]; then cat "$1" > "{seen}"; sed -i s/bok/box/ "$1"; '
        f'else touch "{seen}"; '
        'sed -i \'s/kind = "box"/kind = "bok"/; s/^name = "Quick sale"/name = "Fast sale"/\' "$1"; fi\n'
    )
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))
    person = sit_down((120, 36))
    person.terminal.press("6")
    person.sees("Quick sale", "Stages and steps")
    person.terminal.press("E")
    person.sees("mistakes in quick_sale.toml", "line ")
    person.terminal.press("enter")
    person.sees("Version 2 of Fast sale saved.", "Stages and steps", "Fast sale")
    assert "#! quick_sale.toml, line " in seen.read_text()

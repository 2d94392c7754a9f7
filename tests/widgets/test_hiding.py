"""Bullets stand over names, addresses and amounts, and over nothing else; every line keeps its width."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from app.bootstrap import open_workspace
from app.widgets.hiding import HidingFilter
from tests.typed.desk import Desk, _text, at_desk, settings_of

NAMES = ("Contoso Coffee", "The Open House", "Sara Nadim", "Amal", "مقهى النور", "هدى كريم", "Lead & Co", "O'Brien")
WORDS = {"open", "lead", "house", "call", "coffee"}


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("Contoso Coffee  Open  14:00", "••••••• ••••••  Open  14:00"),
        (" Contoso Co…  Lead", " ••••••• ••…  Lead"),
        ("Con…   New lead", "•••…   New lead"),
        ("Call Sara Nadim at 9:30", "Call •••• ••••• at 9:30"),
        ("Sara's notes on coffee", "•••••• notes on coffee"),
        ("The Open House is open", "••• •••• ••••• is open"),
        ("amal@wingtip.example.com or +971 50 123 4567", "•••••••••••••••••••••••• or ••••••••••••••••"),
        ("USD 50,000 of AED 1.2m, 3 of 284 leads", "•••••••••• of ••••••••, 3 of 284 leads"),
        ("Budget 50k USD, 50k, $2.5m", "Budget •••••••, •••, •••••"),
        ("LEAD-66QF · Mon 23 Nov 09:00 · 120 d, in 20m", "LEAD-66QF · Mon 23 Nov 09:00 · 120 d, in 20m"),
        ("مقهى النور مفتوح", "•••• ••••• مفتوح"),
        ("الميزانية 50 ألف دولار", "الميزانية ••••••••••••"),
        ("www.contoso.example.com", "•••••••••••••••••••••••"),
    ],
)
def test_what_is_hidden_in_a_line(line: str, seen: str) -> None:
    half = len(line) // 2
    segments = [Segment(line[:half]), Segment(line[half:])]
    hidden = HidingFilter(NAMES, WORDS).apply(segments, Color(0, 0, 0))
    assert "".join(each.text for each in hidden) == seen
    assert sum(map(cell_len, (each.text for each in hidden))) == cell_len(line)


def test_a_line_with_nothing_to_hide_stays_as_it_is() -> None:
    segments = [Segment("Qualify 0d ── Develop")]
    assert HidingFilter(NAMES, WORDS).apply(segments, Color(0, 0, 0)) is segments


def test_one_key_hides_what_the_screen_and_its_dialogs_show_and_another_press_shows_it(tmp_path: Path) -> None:
    database = tmp_path / "leadline.db"
    with closing(open_workspace(settings_of(database))) as space:
        values = {"company": "Contoso Coffee", "name": "هدى كريم", "email": "huda@contoso.example.com"}
        space.leads.add({**values, "phone": "+971 50 123 4567", "budget": "50k USD"})
        newest = space.desk.database.last_seq()

    async def act(desk: Desk) -> None:
        await desk.type(("f12",), None)
        for keys in ((), ("e",), ("escape", "ctrl+f", *"co")):
            await desk.type(keys, None)
            shown = "\n".join(map(_text, desk.app.screen_stack))
            assert not [each for each in ("Contoso", "contoso.ex", "هدى", "971", "50,000", "50k") if each in shown]
            assert "•••" in shown
        await desk.type(("escape", "f12"), None)
        assert "Contoso Coffee" in _text(desk.app.screen)
        assert "•••" not in _text(desk.app.screen)

    at_desk(database, tmp_path, (160, 48), act)
    with closing(open_workspace(settings_of(database))) as space:
        assert space.desk.database.last_seq() == newest

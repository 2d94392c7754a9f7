"""Hostile text in every field of every row: it is shown, never obeyed, and never moves what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from app.domain.core.columns import RecordCard
from app.domain.core.field_types.links import Link
from app.domain.core.windows import Window
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.timeline.rows import TimelineFilter, TimelinePage
from app.widgets.cards import Cards
from app.widgets.details import Details
from app.widgets.key_line import KeyHint, KeyLine
from app.widgets.lead_columns import COLUMNS
from app.widgets.lead_list import LeadList
from app.widgets.message_line import MessageLine
from app.widgets.opportunities import Opportunities
from app.widgets.people import People
from app.widgets.record_header import RecordHeader
from app.widgets.rivals import Rivals
from app.widgets.stage_bar import StageBar
from app.widgets.tab_line import Tab, TabLine
from app.widgets.timeline import Timeline
from app.widgets.top_bar import TopBar
from tests.widgets import rows
from tests.widgets.rows import poisoned
from tests.widgets.showing import screen_text, shown

PAYLOADS = {
    "closing tag": "Acme [/]",
    "action": "[@click=app.quit]press me[/]",
    "clipboard": "a\x1b]52;c;aGVsbG8=\x07b",
    "clear screen": "a\x1b[2J\x1b[Hb",
    "title": "\x1b]0;owned\x1b\\Acme",
    "C1 sequence": "a\x9b31mred\x9c",
    "controls": "bell\x07 back\x08\x08 nul\x00 del\x7f",
    "line breaks": "one\r\ntwo\n\n\nthree\u2028four\tfive",
    "override": "abc\u202egnp.exe\u202c",
    "isolate": "\u2067abc\u2069",
    "tags": "hi\U000e0068\U000e0069",
    "surrogate": "half \ud83d emoji",
    "long": "x" * 10_000,
    "long word of wide characters": "東" * 5_000,
    "Arabic": "شركة بن المدينة للقهوة والشاي والمعدات",
    "marks": "e" + "\u0301" * 200,
    "family": "👩‍👩‍👧‍👦 and 👍🏽 and 🏳️‍🌈 and ❤️",
    "empty": "",
    "spaces": "   ",
    "backslash": "x\\ [[b]] \\[b]hi",
}


def lead_list(text: str) -> Widget:
    leads = LeadList(columns=tuple(COLUMNS))
    lines = tuple(poisoned(rows.lead(number), text) for number in range(200))
    leads.call_later(leads.show_window, Window(lines, 0, more_before=False, more_after=False))
    return leads


def opportunities(text: str) -> Widget:
    pane = Opportunities(columns=tuple(Opportunities.COLUMNS))
    lines = tuple(poisoned(each, text) for each in rows.OPPORTUNITIES)
    pane.call_later(pane.show_window, Window(lines, 0, more_before=False, more_after=False))
    return pane


def timeline(text: str) -> Widget:
    pane = Timeline()
    kinds = ("call", "email", "appointment", "task", "note", "post", "system")
    entries = [
        poisoned(
            rows.entry(
                number,
                kinds[number % 7],
                status="open" if number % 3 == 0 else "completed",
                body="b",
                outcome="o",
                place="p",
                priority="high",
                duration_seconds=60,
                people=("a", "b", "c"),
                replies=rows.REPLIES,
                event="e",
                direction="in",
            ),
            text,
        )
        for number in range(200)
    ]
    chosen = TimelineFilter(search=text, person=text)
    pane.call_later(pane.show_page, TimelinePage(tuple(entries), "", -1), chosen)
    return pane


def _card(text: str, kind: str) -> RecordCard:
    values: dict[str, Any] = {field.code: text for field in LEAD_FIELDS}
    values |= {"owner": Link("user", "u", text, text), "tags": (text, text), "next_contact_at": rows.NOW}
    values |= {"lead": Link("lead", "l", text, text), "customer_name": text, "expected_close": None}
    return RecordCard(kind, "id", text, 1, text, values)


def header(text: str) -> Widget:
    pane = RecordHeader()
    pane.call_later(pane.show_record, _card(text, "lead"))
    return pane


def opportunity_header(text: str) -> Widget:
    pane = RecordHeader()
    pane.call_later(pane.show_record, _card(text, "opportunity"))
    return pane


def details(text: str) -> Widget:
    pane = Details()
    pane.call_later(pane.show_record, _card(text, "lead"), LEAD_FIELDS)
    return pane


def stage_bar(text: str) -> Widget:
    bar = StageBar()
    shape = rows.process()
    stages = tuple(poisoned(stage, text) for stage in shape.stages)
    stages = tuple(
        type(stage)(old.code, stage.name, old.record_kind, old.status, 3, stage.entered_at, None, stage.steps)
        for stage, old in zip(stages, shape.stages, strict=True)
    )
    made = type(shape)("p", text, text, "active", "qualify", None, None, stages, 1)
    bar.call_later(bar.show_process, made)
    return bar


def tabs(text: str) -> Widget:
    line = TabLine(hint=text)
    line.call_later(line.set_tabs, [Tab("a", text, 3), Tab("b", text)])
    return line


def top_bar(text: str) -> Widget:
    bar = TopBar()
    bar.call_later(bar.set_place, text, text, text)
    return bar


def message(text: str) -> Widget:
    line = MessageLine()
    line.call_later(line.say, text, "refused", None)
    return line


def error(text: str) -> Widget:
    pane = People()
    pane.call_later(pane.show_error, text, text)
    return pane


def _items(make: type[Any], items: tuple[Any, ...]) -> Callable[[str], Widget]:
    def made(text: str) -> Widget:
        pane = make()
        pane.call_later(pane.set_items, [poisoned(item, text) for item in items])
        return pane  # type: ignore[no-any-return]

    return made


PANES: dict[str, Callable[[str], Widget]] = {
    "lead list": lead_list,
    "timeline": timeline,
    "header": header,
    "opportunity header": opportunity_header,
    "details": details,
    "stage bar": stage_bar,
    "cards": _items(Cards, rows.CARDS),
    "people": _items(People, rows.PEOPLE),
    "rivals": _items(Rivals, rows.RIVALS),
    "opportunities": opportunities,
    "tabs": tabs,
    "top bar": top_bar,
    "message": message,
    "error": error,
    "keys": lambda text: KeyLine([KeyHint(text, text)]),
}


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_nothing_of_it_reaches_the_terminal_from_any_pane(payload: str) -> None:
    panes = {name: make(PAYLOADS[payload]) for name, make in PANES.items()}
    for pane in panes.values():
        pane.styles.height = 12
    async with shown(*panes.values(), size=(70, 12 * len(panes))) as (app, pilot):
        for action in ("cursor_down", "last", "cursor_up"):
            for pane in panes.values():
                await pane.run_action(action)
            await pilot.pause()
        drawn = {name: [strip.text for strip in pane.render_lines(pane.size.region)] for name, pane in panes.items()}
        drawn["screen"] = screen_text(app)
        assert app.is_running
    for name, lines in drawn.items():
        for line in lines:
            assert cell_len(line) == 70, name
            assert not [character for character in line if _commands(character)], name


def _commands(character: str) -> bool:
    """Whether a terminal could obey a character."""
    code = ord(character)
    ranges = ((0, 0x20), (0x7F, 0xA0), (0x202A, 0x202F), (0x2066, 0x206A), (0xE0000, 0xE0080), (0xD800, 0xE000))
    return any(low <= code < high for low, high in ranges)


async def test_markup_is_read_as_it_was_written() -> None:
    leads = LeadList()
    async with shown(leads, size=(48, 8)) as (app, pilot):
        lines = (rows.lead(1, title="Acme [/] [@click=app.quit]x"),)
        leads.show_window(Window(lines, 0, more_before=False, more_after=False))
        await pilot.pause()
        assert any("Acme [/] [@click=app.quit]x" in line for line in screen_text(app))
        await pilot.click(LeadList, offset=(15, 1))
        await pilot.pause()
        assert app.is_running

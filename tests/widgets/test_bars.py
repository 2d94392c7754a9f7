"""The rows around the panes: screens, views, messages and keys."""

from __future__ import annotations

import pytest

from app.widgets.key_line import KeyHint, KeyLine
from app.widgets.message_line import MessageLine
from app.widgets.tab_line import Tab, TabLine
from app.widgets.top_bar import TopBar
from app.words import say, speaking
from tests.widgets.showing import shown, text_of

HINTS = (
    KeyHint("c", "call", "lead.call"),
    KeyHint("m", "mail", "lead.mail"),
    KeyHint("a", "appointment", "lead.book"),
    KeyHint("D", "disqualify", "lead.disqualify", dangerous=True),
    KeyHint(":", "commands", "palette"),
    KeyHint("?", "keys", "help"),
)
VIEWS = (Tab("open", "My open leads", 412), Tab("hot", "Hot", 38), Tab("fair", "Trade show"))


@pytest.mark.parametrize("width", [30, 45, 60, 80, 160])
async def test_help_and_the_palette_survive_every_width(width: int) -> None:
    line = KeyLine(HINTS)
    async with shown(line, size=(width, 3)):
        text = text_of(line)[0]
    assert text.endswith(": commands  ? keys")
    assert len(text) <= width


async def test_a_message_made_before_the_language_changed_is_said_in_the_language_of_the_moment() -> None:
    with speaking("ar"):
        made = say("Undone: {what}", what=say("Language"))
    line = MessageLine()
    async with shown(line, size=(60, 3)):
        line.say(made, tail=say("Required."))
        assert line.message == "Undone: Language Required."


async def test_a_wide_key_line_has_every_key() -> None:
    line = KeyLine(HINTS)
    async with shown(line, size=(80, 3)):
        assert text_of(line)[0] == " c call  m mail  a appointment  D disqualify  : commands  ? keys"


async def test_a_click_on_a_key_s_label_presses_it() -> None:
    line = KeyLine(HINTS)
    async with shown(line, size=(80, 3)) as (app, pilot):
        await pilot.click(KeyLine, offset=(11, 0))
        await pilot.pause()
        assert [each.hint.command for each in app.told(KeyLine.Pressed)] == ["lead.mail"]


async def test_a_message_stands_in_the_rule_until_it_is_hushed() -> None:
    line = MessageLine()
    async with shown(line, size=(70, 3)):
        assert text_of(line)[0] == "─" * 70
        line.say("Qualified. Opportunity OPP-0042 created. u undoes", seconds=None)
        text = text_of(line)[0]
        assert text.startswith(" ✓ Qualified. Opportunity OPP-0042 created. u undoes ─")
        assert len(text) == 70
        line.hush()
        assert text_of(line)[0] == "─" * 70


async def test_a_message_goes_by_itself() -> None:
    line = MessageLine()
    async with shown(line, size=(70, 3)) as (app, pilot):
        line.say("Done.", seconds=0.01)
        while line.message:
            await pilot.pause(0.01)
        assert text_of(line)[0] == "─" * 70
        assert app.is_running


async def test_a_long_message_is_cut_with_a_mark() -> None:
    line = MessageLine()
    async with shown(line, size=(30, 3)):
        line.say("x" * 200, "refused", seconds=None)
        assert text_of(line)[0].startswith(" ▲ xxxxxxx")
        assert "…" in text_of(line)[0]
        assert len(text_of(line)[0]) <= 30


async def test_the_top_bar_names_screens_and_who_works_where() -> None:
    bar = TopBar()
    async with shown(bar, size=(140, 3)):
        bar.set_clock("Mon 23 Nov 09:00")
        bar.set_place("Amal", "contoso.db", "read-only")
        text = text_of(bar)[0]
    assert text.startswith(" Leadline  1 Leads  3 Pipeline")
    assert text.endswith("read-only   Mon 23 Nov 09:00   Amal · contoso.db")


@pytest.mark.parametrize("width", [30, 50, 80, 100])
async def test_a_narrow_top_bar_keeps_the_screen(width: int) -> None:
    bar = TopBar()
    async with shown(bar, size=(width, 3)):
        bar.set_clock("Mon 23 Nov 09:00")
        bar.set_place("Amal", "contoso.db")
        text = text_of(bar)[0]
    assert "1 Leads" in text
    assert len(text) <= width


async def test_a_click_on_a_screen_s_name_goes_there() -> None:
    bar = TopBar()
    async with shown(bar, size=(140, 3)) as (app, pilot):
        await pilot.click(TopBar, offset=(28, 0))
        await pilot.pause()
        assert [each.number for each in app.told(TopBar.ScreenChosen)] == [3]


async def test_tabs_have_counts_and_are_chosen_by_keys_and_mouse() -> None:
    line = TabLine(hint="/ search")
    async with shown(line, size=(80, 3)) as (app, pilot):
        line.set_tabs(VIEWS)
        assert text_of(line)[0].startswith("▌My open leads 412   Hot 38   Trade show")
        assert text_of(line)[0].endswith("/ search")
        await pilot.press("right")
        await pilot.click(TabLine, offset=(30, 0))
        await pilot.press("l", "h")
        await pilot.pause()
        assert [each.code for each in app.told(TabLine.TabChosen)] == ["hot", "fair", "open", "fair"]
        line.set_tabs(VIEWS[:2])
        assert line.chosen == "open"


async def test_the_chosen_tab_is_seen_where_not_all_fit() -> None:
    line = TabLine(hint="/ search")
    async with shown(line, size=(30, 3)):
        line.set_tabs(VIEWS, "fair")
        text = text_of(line)[0]
    assert "Trade show" in text
    assert text.startswith("▌…")

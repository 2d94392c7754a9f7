"""The panes of a record: header, stages, assistant, people, competitors, details, opportunities, steps."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from app.domain.core.fields import Field
from app.domain.core.windows import Window
from app.domain.leads.fields import LEAD_FIELDS
from app.widgets.cards import Cards
from app.widgets.details import Details
from app.widgets.line_pane import LinePane
from app.widgets.opportunities import Opportunities
from app.widgets.people import People
from app.widgets.record_header import RecordHeader
from app.widgets.rivals import Rivals
from app.widgets.stage_bar import StageBar
from tests.widgets.rows import CARD, CARDS, OPPORTUNITIES, OPPORTUNITY_CARD, PEOPLE, RIVALS, process
from tests.widgets.showing import shown, text_of


async def test_a_lead_s_header_says_who_what_and_how_it_stands() -> None:
    header = RecordHeader()
    async with shown(header, size=(80, 5)):
        header.show_record(CARD)
        first, second = text_of(header)
    assert first.startswith(" Contoso Coffee · Sara Nadim, Operations lead")
    assert first.endswith("Open · Hot")
    assert second.startswith(" Modernise the machines · Trade show · USD 50,000")
    assert second.endswith("next late 2d · Amal Saleh")


async def test_an_opportunity_s_header_says_how_much_and_when() -> None:
    header = RecordHeader()
    async with shown(header, size=(80, 5)):
        header.show_record(OPPORTUNITY_CARD)
        first, second = text_of(header)
    assert first.startswith(" New machines · Contoso Coffee")
    assert second.startswith(" USD 50,000 · 40 % · closes 15 Dec · from Contoso Coffee")


async def test_without_a_record_the_header_says_what_to_do() -> None:
    header = RecordHeader()
    async with shown(header, size=(80, 5)):
        assert text_of(header) == [" Choose a lead on the left.", " n adds one"]


async def test_the_stage_bar_shows_where_the_record_stands_and_what_is_missing() -> None:
    bar = StageBar()
    async with shown(bar, size=(90, 5)):
        bar.show_process(process("develop"))
        first, second = text_of(bar)
        assert first == "▌✓ Qualify 3d ━━━━━━ ▸● Develop 3d ────── ○ Propose ────── ○ Close"
        assert second.startswith(" 0 of 1 steps · nothing missing")
        bar.show_process(process())
        assert text_of(bar)[1].startswith(" 5 of 7 steps · missing: budget, decision maker")
        assert text_of(bar)[1].endswith("s steps")


@pytest.mark.parametrize("width", [30, 40, 50, 60, 70, 120])
async def test_the_stage_bar_fits_every_width(width: int) -> None:
    bar = StageBar()
    async with shown(bar, size=(width, 5)):
        bar.show_process(process())
        lines = text_of(bar)
    assert "Qualify" in lines[0]
    assert "Develop" in lines[0]
    assert all(len(line) <= width for line in lines)


async def test_the_compact_stage_bar_is_one_line() -> None:
    bar = StageBar()
    async with shown(bar, size=(40, 5)) as (_app, pilot):
        bar.show_process(process())
        bar.compact = True
        await pilot.pause()
        assert text_of(bar) == ["▌Qualify 5/7 ▸ Develop        2 missing"]


async def test_stages_are_walked_and_opened() -> None:
    bar = StageBar()
    async with shown(bar, size=(90, 5)) as (app, pilot):
        bar.show_process(process())
        await pilot.press("right", "l", "h")
        assert bar.chosen == "develop"
        await pilot.click(StageBar, offset=(3, 0))
        await pilot.pause()
        assert [each.code for each in app.told(StageBar.StageChosen)] == ["qualify"]


async def test_a_record_without_a_process_names_the_key_that_starts_one() -> None:
    bar = StageBar()
    async with shown(bar, size=(90, 5)):
        bar.show_process(None)
        assert "No process runs here." in text_of(bar)[0]
        assert "s starts one" in text_of(bar)[0]


async def test_cards_show_why_they_are_there_and_the_keys_of_the_one_under_the_cursor() -> None:
    cards = Cards()
    cards.commands = {"open": "assistant.act", "snooze": "assistant.snooze", "dismiss": "assistant.dismiss"}
    async with shown(cards, size=(40, 20)) as (_app, pilot):
        cards.set_cards(CARDS)
        assert text_of(cards)[:5] == [
            "▌Assistant                            7",
            "▸▲ Visit in 20 min",
            "   with Sara and Huda",
            "   ↵ open  z snooze  x dismiss",
            " ● Send the offer",
        ]
        await pilot.press("j")
        assert text_of(cards)[3:6] == ["▸● Send the offer", "   since Saturday", "   ↵ open  z snooze  x dismiss"]


async def test_at_most_five_cards_are_shown_until_more_is_opened() -> None:
    cards = Cards()
    async with shown(cards, size=(40, 24)) as (app, pilot):
        cards.set_cards(CARDS)
        assert "2 more" in "\n".join(text_of(cards))
        await pilot.press("G", "enter")
        await pilot.pause()
        assert "more" not in "\n".join(text_of(cards))
        assert cards.cursor_id == f"lead-1/{CARDS[5].key}"
        assert app.told(LinePane.Selected) == []
        await pilot.press("enter")
        await pilot.pause()
        assert [each.id for each in app.told(LinePane.Selected)] == [f"lead-1/{CARDS[5].key}"]


async def test_who_decides_has_a_sign_of_their_own() -> None:
    people = People()
    async with shown(people, size=(50, 10)):
        people.set_items(PEOPLE)
        lines = text_of(people)
    assert lines[1] == "▸◆ Huda Karim  decision maker"
    assert lines[2].endswith("positive · influence 5/5")
    assert lines[3] == " ◇ Sara Nadim  champion"


async def test_competitors_tell_how_we_did_against_them() -> None:
    rivals = Rivals()
    async with shown(rivals, size=(50, 10)):
        rivals.set_items(RIVALS)
        lines = text_of(rivals)
    assert lines[1:5] == [
        "▸Fabrikam Espresso  suspected",
        "   we won 3 of 5 against them",
        " Lucerne Machines  confirmed",
        "   first time we meet them, with Aroma",
    ]


async def test_details_show_what_is_known_by_group_and_blanks_on_a_key() -> None:
    details = Details()
    custom = Field("machines", "Machines", "integer", "custom", custom=True)
    async with shown(details, size=(60, 60)) as (app, pilot):
        details.show_record(CARD, [*LEAD_FIELDS, custom])
        text = "\n".join(text_of(details))
        assert "Industry" not in text
        for label, value in (
            ("Employees", "1,200"),
            ("Rating", "Hot"),
            ("Budget", "USD 50,000"),
            ("Decision maker identified", "No"),
            ("Estimated close", "15 Dec"),
            ("Tags", "fair, dubai"),
            ("Owner", "Amal Saleh"),
        ):
            assert any(label in line and line.endswith(value) for line in text.splitlines()), label
        assert "Two branches first." in text
        await pilot.press("b")
        assert len(details.items) == len(LEAD_FIELDS) + 1
        await pilot.press("j", "enter")
        await pilot.pause()
        assert [each.id for each in app.told(LinePane.Selected)] == [details.items[2].code]


async def test_opportunities_show_amount_stage_and_what_is_past_due() -> None:
    pane = Opportunities()
    async with shown(pane, size=(110, 12)):
        pane.show_window(Window(OPPORTUNITIES, 0, more_before=False, more_after=False))
        lines = text_of(pane)
    assert "New machines (Contoso)" in lines[1]
    assert lines[1].split()[-8:] == ["Develop", "Amal", "USD", "50,000", "15", "Dec", "40", "%"]
    assert "10 Nov" in lines[2]
    assert "▲ Beans" in lines[2]
    assert "✓ Service" in lines[3]


@pytest.mark.parametrize("make", [Cards, People, Rivals, Details])
async def test_every_pane_says_something_when_there_is_nothing(make: type[LinePane[object]]) -> None:
    pane = make()
    async with shown(pane, size=(50, 8)):
        pane.set_items(())
        assert len(text_of(pane)[1].strip()) > 10
        widget: Widget = pane
        assert widget.can_focus

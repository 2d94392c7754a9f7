"""The lead list: a million leads, one cursor that follows its lead, windows asked for as they are needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from app.domain.core.text import pad
from app.domain.core.windows import Anchor, Window
from app.widgets.lead_columns import COLUMNS
from app.widgets.lead_list import LeadList
from app.widgets.list_windows import WindowNeeded
from tests.widgets.rows import DAY, DISPLAY_CONTEXT, HOUR, NOW, lead, window
from tests.widgets.showing import Showing, shown, text_of


class Source:
    """Answers the list's questions as the screen would, and counts them."""

    def __init__(self, app: Showing, leads: LeadList, total: int) -> None:
        self.app, self.leads, self.total = app, leads, total
        self.asked: list[Anchor] = []

    async def answer(self, pilot: Pilot[None]) -> None:
        """Answer every question, those that the answers lead to as well."""
        await pilot.pause()
        while questions := self.app.told(WindowNeeded)[len(self.asked) :]:
            for question in questions:
                self.asked.append(question.anchor)
                self.leads.show_window(window(question.anchor, question.limit, self.total), question.request)
            await pilot.pause()


@asynccontextmanager
async def leads_shown(
    total: int, size: tuple[int, int] = (48, 22)
) -> AsyncIterator[tuple[LeadList, Pilot[None], Source]]:
    """A list of so many leads, loaded and counted."""
    leads = LeadList()
    async with shown(leads, size=size) as (app, pilot):
        source = Source(app, leads, total)
        leads.load()
        await source.answer(pilot)
        leads.set_total(total)
        await source.answer(pilot)
        yield leads, pilot, source


async def test_a_million_leads_show_the_first_page_after_one_question() -> None:
    async with leads_shown(1_000_000) as (leads, _pilot, source):
        lines = text_of(leads)
        assert source.asked == [Anchor("start")]
        assert "Lead" in lines[0]
        assert "Next" in lines[0]
        assert lines[1].split()[:3] == ["▸●", "Company", "0"]
        assert lines[-1] == " 1–20 of 1,000,000"


async def test_the_last_of_a_million_is_two_keys_away_and_back() -> None:
    async with leads_shown(1_000_000) as (leads, pilot, source):
        await pilot.press("G")
        await source.answer(pilot)
        assert leads.cursor_id == "lead-999999"
        assert text_of(leads)[-1] == " 999,981–1,000,000 of 1,000,000"
        await pilot.press("g", "g")
        await source.answer(pilot)
        assert leads.cursor_id == "lead-0"
        assert source.asked[1] == Anchor("end")


async def test_paging_through_asks_ahead_and_never_shows_a_gap() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        for page in range(1, 12):
            await pilot.press("pagedown")
            assert leads.cursor_id == f"lead-{20 * page}"
            assert not any("…" in line for line in text_of(leads)[1:-1])
            await source.answer(pilot)
        await pilot.press("pageup")
        assert leads.cursor_id == "lead-200"
        assert len(source.asked) < 6


async def test_arrows_and_letters_move_the_cursor_and_stop_at_the_edges() -> None:
    async with leads_shown(3) as (leads, pilot, _source):
        await pilot.press("j", "down")
        assert leads.cursor_id == "lead-2"
        await pilot.press("j", "j")
        assert leads.cursor_id == "lead-2"
        await pilot.press("k", "up", "up")
        assert leads.cursor_id == "lead-0"


async def test_every_lead_the_cursor_comes_to_is_told_once() -> None:
    async with leads_shown(50) as (_leads, pilot, source):
        await pilot.press("j", "j", "k")
        await pilot.pause()
        assert [each.line.id for each in source.app.told(LeadList.Highlighted)] == [
            "lead-0",
            "lead-1",
            "lead-2",
            "lead-1",
        ]


async def test_enter_opens_the_lead_under_the_cursor() -> None:
    async with leads_shown(50) as (_leads, pilot, source):
        await pilot.press("j", "enter")
        await pilot.pause()
        assert [each.line.id for each in source.app.told(LeadList.Selected)] == ["lead-1"]


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    async with leads_shown(50) as (leads, pilot, source):
        await pilot.click(LeadList, offset=(8, 4))
        assert leads.cursor_id == "lead-3"
        await pilot.click(LeadList, offset=(8, 4))
        await pilot.pause()
        assert [each.line.id for each in source.app.told(LeadList.Selected)] == ["lead-3"]


async def test_a_refresh_keeps_the_cursor_on_its_lead_and_in_its_row() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        await pilot.press(*["pagedown"] * 5, "j", "j")
        await source.answer(pilot)
        before = text_of(leads)
        leads.reload()
        assert text_of(leads) == before  # nothing flashes while the answer is on its way
        await source.answer(pilot)
        assert leads.cursor_id == "lead-102"
        assert [line.strip() for line in text_of(leads)[1:-1]] == [line.strip() for line in before[1:-1]]


async def test_another_query_begins_at_its_first_lead() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        await pilot.press("pagedown", "pagedown", "j", "j")
        leads.load()
        await source.answer(pilot)
        assert leads.cursor_id == "lead-0"
        assert leads.total is None  # until it has been counted


async def test_a_list_can_open_around_a_lead_and_finds_its_beginning_on_the_way_up() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        leads.load(around="lead-130")
        await source.answer(pilot)
        leads.set_total(1_000)
        assert leads.cursor_id == "lead-130"
        for _ in range(8):
            await pilot.press("pageup")
            await source.answer(pilot)
        assert leads.cursor_id == "lead-0"
        assert text_of(leads)[-1] == " 1–20 of 1,000"


async def test_another_list_without_the_lead_wanted_begins_at_its_first_lead_whatever_row_the_cursor_was_in() -> None:
    async with leads_shown(30) as (leads, pilot, source):
        await pilot.press("j", "j", "j")
        leads.load(around="gone")
        await pilot.pause()
        request = source.app.told(WindowNeeded)[-1].request
        leads.show_window(window(Anchor("start"), 30, 30), request)
        assert leads.spot == ("lead-0", 0)


async def test_a_list_comes_back_to_the_lead_and_the_row_it_was_left_in() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        await pilot.press("pagedown", "pagedown", "j", "j", "j")
        left = leads.spot
        leads.load()
        await source.answer(pilot)
        leads.load(*left)
        await source.answer(pilot)
        assert leads.spot == left == ("lead-43", 3)


async def test_a_lead_that_went_leaves_the_cursor_in_its_row() -> None:
    async with leads_shown(30) as (leads, pilot, source):
        await pilot.press("j", "j", "j")
        leads.reload()
        await pilot.pause()
        request = source.app.told(WindowNeeded)[-1].request
        others = tuple(lead(number) for number in range(30) if number != 3)
        leads.show_window(Window(others, 0, more_before=False, more_after=False), request)
        assert leads.cursor_id == "lead-4"


async def test_a_lead_that_went_far_down_leaves_the_view_where_it_was() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        await pilot.press("G", "k", "k")
        await source.answer(pilot)
        before = leads.spot
        leads.reload()
        await pilot.pause()
        question = source.app.told(WindowNeeded)[-1]
        assert question.anchor == Anchor("around", "lead-997", 980)
        others = tuple(lead(number) for number in range(980, 1_000) if number != 997)
        leads.show_window(Window(others, 980, more_before=True, more_after=False), question.request)
        assert leads.spot == ("lead-998", before.row + 1)  # the view still ends with the list, which is a line shorter
        assert leads.is_at_start is False


async def test_the_last_lead_is_the_last_one_although_the_list_has_not_been_counted_again() -> None:
    for total, grown in ((30, 31), (30, 29), (1_000, 1_001)):
        async with leads_shown(total) as (leads, pilot, source):
            leads.reload()
            source.total = grown
            await source.answer(pilot)
            assert text_of(leads)[-1].endswith(f" of {grown if grown < 100 else total:,}")
            await pilot.press("G")
            await source.answer(pilot)
            assert leads.cursor_id == f"lead-{grown - 1}"
            leads.set_total(grown)
            assert text_of(leads)[-1] == f" {grown - 19:,}–{grown:,} of {grown:,}"


async def test_a_list_that_became_empty_says_so_with_the_key_that_helps() -> None:
    async with leads_shown(30) as (leads, _pilot, _source):
        leads.show_window(Window((), 0, more_before=False, more_after=False))
        assert "No leads here." in text_of(leads)[1]
        assert "n adds one" in text_of(leads)[2]
        assert leads.cursor_line is None


async def test_the_answer_to_an_older_question_is_ignored() -> None:
    async with leads_shown(30) as (leads, pilot, source):
        leads.load()
        await pilot.pause()
        old = source.app.told(WindowNeeded)[-1].request
        leads.load()
        leads.show_window(Window((), 0, more_before=False, more_after=False), old)
        assert leads.cursor_id == "lead-0"


async def test_a_failure_is_said_and_lines_at_hand_stay() -> None:
    leads = LeadList()
    async with shown(leads) as (_app, _pilot):
        leads.show_error("The database is locked.")
        assert "The database is locked." in text_of(leads)[1]
        leads.show_window(window(Anchor("start"), 30, 30))
        leads.show_error("The database is locked.")
        assert "Company 0" in text_of(leads)[1]


async def test_selected_leads_are_marked_counted_and_kept_over_a_refresh() -> None:
    async with leads_shown(500) as (leads, pilot, source):
        await pilot.press("space", "j", "j", "V")
        assert leads.marks == {"lead-0", "lead-1", "lead-2", "lead-3"}
        assert text_of(leads)[2].startswith("✓ ")
        assert text_of(leads)[-1].endswith("4 selected")
        leads.reload()
        await source.answer(pilot)
        assert len(leads.marks) == 4
        await pilot.press("k", "space")
        assert leads.marks == {"lead-0", "lead-1", "lead-3"}
        leads.clear_marks()
        assert not leads.marks


async def test_inverting_selects_what_is_in_view() -> None:
    async with leads_shown(10) as (leads, pilot, _source):
        await pilot.press("space", "asterisk")
        assert leads.marks == {f"lead-{number}" for number in range(1, 10)}


async def test_late_and_coming_contacts_are_words_at_the_right() -> None:
    times = [NOW + 20 * HOUR / 60, NOW + DAY, NOW - 2 * DAY, NOW + 400 * DAY, None]
    lines = tuple(lead(number, next_contact_at=at) for number, at in enumerate(times))
    leads = LeadList()
    async with shown(leads, size=(48, 12)) as (_app, _pilot):
        leads.show_window(Window(lines, 0, more_before=False, more_after=False))
        seen = [line.rsplit("  ", 1)[-1].strip() for line in text_of(leads)[1:6]]
    assert seen == ["09:20", "Tue 09:00", "late 2d", "28 Dec 2027", "–"]


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (30, ["Lead", "Next"]),
        (48, ["Lead", "Next"]),
        (80, ["Lead", "Status", "Owner", "Next"]),
        (120, ["Lead", "Status", "Topic", "Owner", "Next"]),
    ],
)
async def test_as_many_columns_as_fit_are_shown_and_times_stand_last(width: int, columns: list[str]) -> None:
    async with leads_shown(30, size=(width, 12)) as (leads, _pilot, _source):
        assert text_of(leads)[0].removeprefix("▌").split() == columns


async def test_the_column_sorted_by_says_so_and_a_click_on_a_heading_asks_for_it() -> None:
    async with leads_shown(30) as (leads, pilot, source):
        leads.set_sort(("-next_contact_at",))
        assert text_of(leads)[0].endswith("▾ Next")
        await pilot.click(LeadList, offset=(5, 0))
        await pilot.pause()
        assert [each.code for each in source.app.told(LeadList.SortChosen)] == ["title"]


async def test_a_resize_keeps_the_cursor_in_view() -> None:
    async with leads_shown(500, size=(60, 30)) as (leads, pilot, _source):
        await pilot.press(*["j"] * 25)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert any(line.startswith(" ▸") and "Company 25" in line for line in text_of(leads))


async def test_the_wheel_scrolls_without_moving_the_cursor() -> None:
    async with leads_shown(500) as (leads, pilot, _source):
        await pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown], LeadList, (3, 3))
        await pilot.pause()
        assert leads.cursor_id == "lead-0"
        assert "Company 3" in text_of(leads)[1]


async def test_a_cursor_key_draws_two_rows_anew_and_keeps_all_others() -> None:
    async with leads_shown(1_000_000) as (leads, pilot, _source):
        before = leads.render_lines(leads.size.region)
        leads.action_cursor_down()
        after = leads.render_lines(leads.size.region)
        await pilot.pause()
        assert [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new] == [1, 2]


async def test_seeking_a_lead_of_the_same_list_keeps_what_is_known_of_it() -> None:
    async with leads_shown(1_000) as (leads, pilot, source):
        leads.seek("lead-500")
        await source.answer(pilot)
        assert leads.cursor_id == "lead-500"
        assert text_of(leads)[-1].endswith("of 1,000") or text_of(leads)[-1] == " 1,000 in all"
        await pilot.press("G")
        await source.answer(pilot)
        assert leads.cursor_id == "lead-999"


@pytest.mark.parametrize(
    ("cells", "shown_as"),
    [
        (30, "Fourth Coffee (Sara Nadim)"),
        (23, "Fourth Coffee (Sara Na…"),
        (22, "Fourth Coffee"),
        (13, "Fourth Coffee"),
        (12, "Fourth Coff…"),
    ],
)
def test_a_title_is_not_cut_for_the_sake_of_who_stands_behind_it(cells: int, shown_as: str) -> None:
    title = COLUMNS["title"]
    text, _ink = title.value(lead(1, title="Fourth Coffee", company="Fourth Coffee"), DISPLAY_CONTEXT, cells)
    assert pad(text, cells).rstrip() == shown_as

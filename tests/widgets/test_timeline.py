"""The timeline: planned things above now, then the days."""

from __future__ import annotations

from app.domain.timeline.rows import TimelineEntry, TimelineFilter, TimelinePage
from app.widgets.signs import ASCII
from app.widgets.timeline import Timeline
from tests.widgets.rows import DAY, DISPLAY_CONTEXT, HOUR, NOW, REPLIES, entry
from tests.widgets.showing import shown, text_of

VISIT = entry(
    1,
    "appointment",
    subject="Visit",
    status="planned",
    start_at=NOW + HOUR / 3,
    end_at=NOW + 4 * HOUR / 3,
    place="their office",
    people=("Sara", "Huda", "Lina"),
)
TASK = entry(2, "task", subject="Send the offer", status="open", due_at=NOW - 2 * DAY, priority="high")
CALL = entry(
    3,
    at=NOW - HOUR / 3,
    subject="Call",
    outcome="reached",
    duration_seconds=720,
    direction="out",
    author_id="amal",
    body="Budget 50k, decides in committee.\nCompetes with Fabrikam.\nA third line.",
)
MAIL = entry(4, "email", at=NOW - HOUR, subject="Re: brochure", direction="in", is_new=True, people=("Sara",))
POST = entry(5, "post", at=NOW - 3 * DAY, subject="Who knows them?", replies=REPLIES)
NOTE = entry(6, "note", at=NOW - 3 * DAY, subject="Card scanned", pinned=True)
EVENT = entry(7, "system", at=NOW - 4 * DAY, subject="Status: Lead → Open", author=None, author_id=None)
ENTRIES = (VISIT, CALL, MAIL, TASK, POST, NOTE, EVENT)


def page(*entries: TimelineEntry, then: str = "") -> TimelinePage:
    return TimelinePage(entries or ENTRIES, then, -1)


async def test_it_reads_as_a_person_would_tell_it() -> None:
    pane = Timeline()
    async with shown(pane, size=(80, 24)):
        pane.show_page(page())
        lines = text_of(pane)
    assert lines[0].endswith("all · newest first   f filter  / find")
    assert lines[1:18] == [
        " Pinned",
        "▸ ✎ 20 Nov  Card scanned                                    Omar Haddad  pinned",
        " Planned",
        "  ☐ 21 Nov  Send the offer · high priority                Omar Haddad   late 2d",
        "  ◷ 09:20   Visit · until 10:20 · their office          Sara, Huda +1    in 20m",
        " Today",
        "  ☎ 08:40  Call · reached · 12 min →                                        you",
        "           Budget 50k, decides in committee.",
        "           Competes with Fabrikam. …",
        "  ✉ 08:00  Re: brochure ←                                             Sara  new",
        " Fri 20 Nov",
        "  ❝ 09:00  Who knows them?                                          Omar Haddad",
        "           └ Omar: yes, ask for Huda",
        "           └ Lina: they pay late",
        " Thu 19 Nov",
        "  • 09:00  Status: Lead → Open",
        "",
    ]


async def test_oldest_first_ends_in_what_is_planned() -> None:
    pane = Timeline()
    async with shown(pane, size=(80, 24)):
        pane.show_page(page(EVENT, CALL, VISIT), TimelineFilter(newest_first=False))
        headings = [line.strip() for line in text_of(pane) if line[1:2].isalpha()]
    assert headings[1:] == ["Thu 19 Nov", "Today", "Planned"]


async def test_the_filter_is_described_in_the_title() -> None:
    pane = Timeline()
    chosen = TimelineFilter(kinds=("call", "system"), status="overdue", search="budget", person="Sara", since=NOW - DAY)
    async with shown(pane, size=(120, 24)):
        pane.show_page(TimelinePage((), "", 0), chosen)
        lines = text_of(pane)
    assert "calls, events · overdue · “budget” · with Sara · since 22 Nov · newest first" in lines[0]
    assert "Nothing fits this filter." in lines[1]


async def test_an_empty_timeline_names_the_keys_that_fill_it() -> None:
    pane = Timeline()
    async with shown(pane, size=(80, 24)):
        pane.show_page(TimelinePage((), "", 0))
        assert text_of(pane)[1:3] == [" Nothing has happened yet.", " c calls · m mails · o notes · t sets a task"]


async def test_the_next_page_is_asked_for_once_when_the_end_comes_near_and_is_added_below() -> None:
    pane = Timeline()
    entries = [entry(number) for number in range(10, 110)]
    async with shown(pane, size=(60, 20)) as (app, pilot):
        pane.show_page(page(*entries[:50], then="n1"))
        await pilot.pause()
        assert app.told(Timeline.MoreNeeded) == []
        await pilot.press("G", "k", "j")
        await pilot.pause()
        assert [each.after for each in app.told(Timeline.MoreNeeded)] == ["n1"]
        pane.add_page(page(*entries[49:], then=""))
        assert pane.cursor_id == "entry-59"
        await pilot.press("G")
        assert pane.cursor_id == "entry-109"
        assert len(pane.items) == 100


async def test_a_short_page_asks_for_the_next_at_once() -> None:
    pane = Timeline()
    async with shown(pane, size=(60, 30)) as (app, pilot):
        pane.show_page(page(CALL, then="n1"))
        text_of(pane)
        await pilot.pause()
        assert [each.after for each in app.told(Timeline.MoreNeeded)] == ["n1"]


async def test_ascii_terminals_get_letters() -> None:
    pane = Timeline()
    async with shown(pane, size=(60, 24)):
        pane.display_context = DISPLAY_CONTEXT._replace(signs=ASCII)
        pane.show_page(page(VISIT, CALL, MAIL))
        text = "\n".join(text_of(pane))
    assert "> A 09:20" in text
    assert "C 08:40" in text
    assert "M 08:00" in text


async def test_a_narrow_pane_keeps_subjects_and_lateness() -> None:
    pane = Timeline()
    async with shown(pane, size=(40, 24)):
        pane.show_page(page(TASK, CALL))
        lines = text_of(pane)
    assert lines[2] == "▸ ☐ 21 Nov  Send the offer · …  late 2d"
    assert all(len(line) <= 40 for line in lines)


async def test_time_passing_changes_the_words() -> None:
    pane = Timeline()
    async with shown(pane, size=(80, 24)):
        pane.show_page(page(VISIT))
        assert "in 20m" in text_of(pane)[2]
        pane.display_context = DISPLAY_CONTEXT._replace(now=NOW + HOUR)
        assert "under way" in text_of(pane)[2]
        pane.display_context = DISPLAY_CONTEXT._replace(now=NOW + 2 * HOUR)
        assert "late 40m" in text_of(pane)[2]

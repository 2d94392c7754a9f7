"""Another language is spoken at once, on every screen, as if the program had been opened in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.widgets.lead_list import LeadList
from app.words import LANGUAGES
from app.workspace import Workspace
from tests.conftest import NOW, settings_for
from tests.screens.desk import Desk, at_work

CLOCK = FixedClock(NOW)


@pytest.fixture
def there(sqlite_url: str) -> Iterator[Workspace]:
    """A database with leads, an opportunity and something on a timeline."""
    with closing(open_workspace(settings_for(sqlite_url), CLOCK)) as space:
        for company in ("Alpine", "Bistro", "Contoso", "Dubai Beans"):
            made = space.leads.add({"company": company, "source": "trade_show", "rating": "hot"})
            space.timeline.add_task(made.code, "Call the fair", due="yesterday 10:00")
        space.stakeholders.add(made.code, name="Huda Karim", roles=["decision_maker"])
        space.competitors.add(made.code, "Fabrikam")
        space.qualification.qualify(space.leads.find("Alpine"))
        yield space


def shown(desk: Desk) -> list[str]:
    """The rows of the screen but for the message line."""
    own = desk.app.screen.query_one("#message").region.y
    return [line.rstrip() for at, line in enumerate(desk.text.splitlines()) if at != own]


async def switch(desk: Desk, code: str) -> None:
    """Choose a language from the palette, by whichever of its names."""
    await desk.press(":")
    await desk.type("تبديل اللغة" if code == "ar" else "switch lang")  # called as in the language that is not spoken
    await desk.press("enter")
    await desk.type(LANGUAGES[code])
    await desk.press("enter")


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(("size", "screen"), [((160, 48), "1"), ((80, 24), "3")])
async def test_all_is_said_as_if_the_program_had_been_opened_in_the_language(
    size: tuple[int, int], screen: str, sqlite_url: str
) -> None:
    async with at_work(sqlite_url, size, CLOCK) as desk:
        await desk.press(screen)
        english = shown(desk)
        await switch(desk, "ar")
        switched = shown(desk)
        assert switched != english
        await switch(desk, "en")
        assert shown(desk) == english
        await switch(desk, "ar")
    async with at_work(sqlite_url, size, CLOCK) as desk:
        await desk.press(screen)
        assert shown(desk) == switched


async def test_place_focus_and_cursor_stay_and_an_undo_goes_back(sqlite_url: str, there: Workspace) -> None:
    async with at_work(sqlite_url, clock=CLOCK) as desk:
        await desk.press("j", "j", "tab")
        focused, lead = desk.app.screen.focused, desk.app.screen.query_one(LeadList).cursor_id
        english = shown(desk)
        await switch(desk, "ar")
        assert (desk.app.screen.focused, desk.app.screen.query_one(LeadList).cursor_id) == (focused, lead)
        assert there.users.list()[0].language == "ar"
        await desk.press("u")
        assert shown(desk) == english
        assert desk.said.isascii()
        seq = (await asyncio.to_thread(there.users.edit, "me", {"language": "ar"})).seq
        await desk.still(seq)
        assert shown(desk) != english


async def test_where_nothing_can_be_written_the_language_is_that_of_the_session(
    sqlite_url: str, there: Workspace
) -> None:
    async with at_work(sqlite_url, clock=CLOCK, read_only=True) as desk:
        await switch(desk, "ar")
        assert LANGUAGES["ar"] in desk.said
        assert there.users.list()[0].language == ""

"""The call screen: one key records a call and brings the next lead; what is typed ahead is about nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from textual import events

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.screens.calling import CallScreen
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import Desk, at_work

pytestmark = pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)


@pytest.fixture
def there(workspace_url: str, clock: FixedClock) -> Iterator[Workspace]:
    """A queue of three leads that may be called now."""
    with closing(open_workspace(settings_for(workspace_url), clock)) as space:
        for number, company in enumerate(("Alpine", "Contoso", "بُنّ المدينة")):
            space.leads.add({"company": company, "phone": f"+97150123456{number}"})
        space.queues.add("Spring fair", members=["omar"])
        yield space


def on_call(desk: Desk) -> CallScreen:
    """The call screen that is shown."""
    screen = desk.app.screen
    assert isinstance(screen, CallScreen)
    return screen


async def test_an_agents_loop_by_one_hand(workspace_url: str, there: Workspace, clock: FixedClock) -> None:
    async with at_work(workspace_url, (120, 36), clock) as desk:
        await desk.press("2", "Q")
        first = on_call(desk).held
        assert first is not None
        assert first.title in desk.text
        await desk.press("n", "r", "a", "n", "g")
        assert there.callqueue.me().calls == 0, "the number row is text in the notes"
        await desk.press("escape", "1")
        second = on_call(desk).held
        assert second is not None
        assert second.lead != first.lead
        (call, *_) = there.timeline.page(first.lead).entries
        assert (call.kind, call.outcome, call.body) == ("call", "No answer", "rang")
        assert on_call(desk).notes.text == ""
        await desk.press("u")
        again = on_call(desk).held
        assert again is not None
        assert again.lead == first.lead
        await desk.press("p", "enter")
        assert "Paused" in desk.text
        assert on_call(desk).held is None


async def test_an_outcome_typed_ahead_is_about_nobody_else(
    workspace_url: str, there: Workspace, clock: FixedClock
) -> None:
    async with at_work(workspace_url, (120, 36), clock) as desk:
        await desk.press("2", "Q")
        for _ in range(2):
            desk.app.post_message(events.Key("1", "1"))
        await desk.still()
        assert there.callqueue.me().calls == 1
        assert "Nothing was done" in desk.said
        await desk.press("1")
        assert there.callqueue.me().calls == 2


async def test_an_empty_queue_says_why_and_what_helps(workspace_url: str, there: Workspace, clock: FixedClock) -> None:
    async with at_work(workspace_url, (80, 24), clock) as desk:
        await desk.press("2", "Q")
        await desk.press("=", "=", "=")
        assert "Nothing to call" in desk.text
        await desk.press("1")
        assert "nothing was recorded" in desk.said
        assert there.callqueue.me().calls == 3

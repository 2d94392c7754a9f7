"""What depends on the time goes on with it, without a key: by a clock that is moved, not by waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.conftest import NOW, settings_for
from tests.screens.desk import Desk, at_work


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """A database with a lead, whose first meeting is at 09:40."""
    with closing(open_workspace(settings_for(workspace_url), FixedClock(NOW))) as space:
        lead = space.leads.add({"company": "Contoso", "name": "Sara", "next_contact_at": NOW + timedelta(hours=9)})
        space.timeline.book(lead.id, "Visit", NOW + timedelta(minutes=40), duration_seconds=1800)
        yield space


async def moved(desk: Desk, clock: FixedClock, minutes: int) -> str:
    """What stands on the screen so many minutes after nine."""
    clock.moment = NOW + timedelta(minutes=minutes)
    desk.app.look_at_clock()
    await desk.still()
    return desk.text


@pytest.mark.usefixtures("there")
async def test_cards_times_and_counts_go_on_and_a_reminder_comes(workspace_url: str, clock: FixedClock) -> None:
    async with at_work(workspace_url, clock=clock) as desk:
        assert "in 40m" in desk.text
        assert "To contact 1" in desk.text
        text = await moved(desk, clock, 20)
        assert "in 20m" in text
        assert "in 20 min" in text
        await desk.sees("Soon: Visit")
        text = await moved(desk, clock, 50)
        assert "under way" in text
        assert "under way since" in text
        text = await moved(desk, clock, 75)
        assert "late 5m" in text
        assert "ended 5 min ago" in text
        text = await moved(desk, clock, 4 * 24 * 60)
        assert text.count("late 4d") + text.count("4 days late") >= 4  # list, header, timeline and card
        assert "late 3d" not in text

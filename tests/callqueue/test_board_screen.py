"""The supervisor board on the screen: who does what, what is left, and what can be done about it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from tests.conftest import settings_for
from tests.screens.desk import at_work


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_supervisor_sees_the_floor_and_acts_on_it(
    workspace_url: str, clock: FixedClock, size: tuple[int, int], tmp_path: Path
) -> None:
    with closing(open_workspace(settings_for(workspace_url), clock)) as space:
        space.leads.add({"company": "بُنّ المدينة", "phone": "+971501234560"})
        space.queues.add("Spring fair", members=["omar"])
        space.callqueue.next("Spring fair")
        clock.moment += timedelta(minutes=2)
        space.callqueue.dispose("no_answer")
        async with at_work(workspace_url, size, clock) as desk:
            await desk.press("4")
            assert "wrap-up" in "\n".join(desk.pane("agents"))
            assert "Spring fair" in "\n".join(desk.pane("queues"))
            await desk.press("o")
            await desk.type("Well done")
            await desk.press("ctrl+s")
            (note,) = space.callqueue.me().notes
            assert note.text == "Well done"
            await desk.press("tab", "p")
            assert space.queues.show("Spring fair").state == "paused"
            await desk.press("x")
            await desk.type(str(tmp_path / "agents.csv"))
            await desk.press("ctrl+s")
            assert "Omar" in (tmp_path / "agents.csv").read_text(encoding="utf-8")

"""The demo in Arabic: the same year, told by people who speak Arabic."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.demo.building import build_demo
from app.demo.opening import DEMO_NOW, demo_settings
from app.domain.core.clock import FixedClock
from app.settings import Settings


@pytest.mark.slow
def test_the_story_is_there_in_arabic(tmp_path: Path) -> None:
    path = tmp_path / "arabic.db"
    build_demo(path, leads=24, language="ar")
    with closing(open_workspace(demo_settings(Settings(""), path), FixedClock(DEMO_NOW))) as space:
        lead = space.leads.show("كونتوسو للقهوة")
        assert space.desk.actor.name == "أمل حداد"
        page = space.timeline.page(lead.id)
        assert "بطاقة من المعرض" in [entry.subject for entry in page.entries]

"""The walkthrough that must always work plays by itself to either end, in every size and language."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from tests.coach.stage import shipped_plan, walked
from tests.typed.desk import settings_of


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "size", "spoken", "company"),
    [("qualify", (160, 48), "en", "Contoso Coffee"), ("disqualify", (80, 24), "ar", "كونتوسو للقهوة")],
    ids=["qualify", "disqualify"],
)
def test_the_story_plays_to_its_end(
    tmp_path: Path, ending: str, size: tuple[int, int], spoken: str, company: str
) -> None:
    database = tmp_path / "leadline.db"
    open_workspace(settings_of(database)).close()
    plan = shipped_plan("story", ending, auto=True, headless=True)
    code = walked(database, tmp_path, plan, size=size, spoken=spoken)
    assert (code, plan.why) == (0, "")
    assert [each.state for each in plan.told] == ["done"] * 7
    with closing(open_workspace(settings_of(database))) as space:
        lead = space.leads.show(company)
        assert lead.values["company"] == company
        assert lead.values["state"] == ("qualified" if ending == "qualify" else "disqualified")
        assert len(space.opportunities.list(space.pipeline.view("open").query)) == (ending == "qualify")

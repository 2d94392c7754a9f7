"""A kind of step that Leadline does not ship: one class, which an area names in its manifest."""

from __future__ import annotations

import pytest

from app.domain.core import area
from app.domain.core.area import Area
from app.domain.core.errors import InvalidFields
from app.domain.process.definitions import Definition
from app.domain.process.drafts import load_definition
from app.domain.process.rows import StageView, StepView
from app.domain.process.rules import stage_progress
from app.screens.dialogs.stage import StageAnswer, StageDialog
from tests.dialogs.stage import CONTEXT, played
from tests.process.samples import BY_KIND

TEXT = """
code = "tasting"
name = "Tasting"
[[stages]]
code = "taste"
name = "Taste"
kind = "lead"
steps = [{ code = "beans", label = "Beans sent", kind = "sample", required = true }]
"""


@pytest.fixture
def _joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """An area with the kind has joined, for one test."""
    tasting = Area("tasting", step_kinds=("tests.example_area.steps:SAMPLE_STEP",))
    monkeypatch.setattr(area, "_joined", [*area.joined(), tasting])


def _definition() -> Definition:
    return load_definition(TEXT, "tasting.toml", BY_KIND)


def test_a_kind_that_no_area_has_is_refused() -> None:
    with pytest.raises(InvalidFields) as refused:
        _definition()
    assert "input should be 'field', 'box' or 'action'" in str(refused.value.problems[0])


@pytest.mark.usefixtures("_joined")
def test_the_gate_asks_for_it_until_it_is_done() -> None:
    [stage] = _definition().stages
    assert [step.code for step in stage_progress(stage, {}, {}).missing] == ["beans"]
    assert stage_progress(stage, {}, {"beans": True}).missing == ()


@pytest.mark.usefixtures("_joined")
async def test_a_key_in_the_stage_begins_it() -> None:
    step = StepView("beans", "Beans sent", "sample", None, None, True, False, False, None)
    stage = StageView("taste", "Taste", "lead", "current", 0, None, None, (step,))
    async with played(lambda: StageDialog(stage, {}, CONTEXT)) as play:
        await play.press("f2")
        assert play.answer == StageAnswer({}, "sample.send")

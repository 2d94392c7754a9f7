"""The steps of a stage with their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.process.rows import StageView, StepView
from app.widgets.line_pane import Block, LinePane, Notice
from app.widgets.lines import Line, Run
from app.widgets.text import shown
from app.widgets.values import value_text

if TYPE_CHECKING:
    from app.domain.core.fields import Field

NOTHING = Notice("This stage has no steps.", "] goes to the next stage")


class Steps(LinePane[StepView]):
    """The steps of one stage; the ids are their codes."""

    TITLE = "Steps"
    EMPTY = NOTHING

    _stage: StageView | None = None
    _fields: Mapping[str, Field] = MappingProxyType({})

    def show_stage(self, stage: StageView, fields: Mapping[str, Field] | None = None) -> None:
        """Show a stage's steps.

        Args:
            stage: The stage.
            fields: The record's fields by code, for the labels of choices.
        """
        self._stage = stage
        self._fields = fields or {}
        self.title = shown(stage.name)
        self.set_items(stage.steps)

    def title_right(self) -> list[Run]:
        """How many steps are done."""
        stage = self._stage
        if stage is None or not stage.steps:
            return []
        return [(f"{stage.done} of {len(stage.steps)}", "good" if stage.done == len(stage.steps) else "dim")]

    def blocks(self) -> Iterator[Block[StepView]]:
        """A line a step, and its help below while it is not done."""
        for step in self.items:
            yield Block(step.code, tuple(self._lines(step)), step)

    def _lines(self, step: StepView) -> Iterator[Line]:
        signs = self._vantage.signs
        sign: Run = (f"{signs.done} ", "good") if step.done else (f"{signs.ahead} ", "dim")
        value = "" if step.kind == "box" else value_text(step.value, self._vantage, self._fields.get(step.field or ""))
        right: list[Run] = [(value, "text")] if value else []
        if not step.done and step.required:
            right = [*right, (f"{'  ' if right else ''}required", "warn")]
        yield Line([sign, (shown(step.label), "dim" if step.done else "text")], right)
        if step.help and not step.done:
            yield Line([("  ", "text"), (shown(step.help), "dim")])

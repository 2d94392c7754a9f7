"""What the faces see of a record's way through its process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.core.frozen import frozen
from app.words import OwnWords


@frozen
class StepView:
    """A step of a stage with its value now."""

    code: str
    label: OwnWords
    kind: str
    """field, box or action."""
    field: str | None
    action: str | None
    required: bool
    done: bool
    value: Any
    help: OwnWords | None


@frozen
class StageView:
    """A stage on the bar."""

    code: str
    name: OwnWords
    record_kind: str
    """lead or opportunity."""
    status: str
    """done, current or ahead."""
    days: int
    """Whole days spent in it so far, over all visits."""
    entered_at: datetime | None
    left_at: datetime | None
    steps: tuple[StepView, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)

    @property
    def missing(self) -> tuple[StepView, ...]:
        """Required steps not yet done."""
        return tuple(step for step in self.steps if step.required and not step.done)


@frozen
class ProcessView:
    """A record's process: its stages in the order of the bar."""

    instance_id: str
    definition: str
    name: OwnWords
    status: str
    """active, finished or abandoned."""
    stage: str
    """The current stage's code."""
    lead_id: str | None
    opportunity_id: str | None
    stages: tuple[StageView, ...]
    version: int

    @property
    def current(self) -> StageView:
        """The current stage."""
        return next(stage for stage in self.stages if stage.code == self.stage)

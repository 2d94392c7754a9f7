"""What the faces see of a record's way through its process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.core.frozen import frozen
from app.domain.process.definitions import Definition
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


@frozen
class DefinitionLine:
    """A definition in one of its versions.

    Attributes:
        definition: What it says.
        version: Grows with each change.
        active: Whether new records may begin it.
        running: How many records are on their way through it, whichever version they began with.
    """

    definition: Definition
    version: int
    active: bool
    running: int

    @property
    def code(self) -> str:
        """Its code."""
        return self.definition.code

    @property
    def name(self) -> str:
        """Its name."""
        return self.definition.name

    def as_json(self) -> dict[str, Any]:
        """The definition as the command line prints it with ``--json``."""
        return {
            **self.definition.as_json(),
            "version": self.version,
            "active": self.active,
            "running": self.running,
        }


@frozen
class VersionLine:
    """A version of a definition.

    Attributes:
        version: Its number.
        made_at: When it was saved.
        made_by: Who did; ``None`` for the program itself.
        is_newest: Whether it is the one that new records begin.
        running: How many records are on their way through it.
        stages: What its stages are called.
    """

    version: int
    made_at: datetime
    made_by: str | None
    is_newest: bool
    running: int
    stages: tuple[str, ...]


@frozen
class CheckedDefinition:
    """A text that is a sound definition, and what may surprise whoever wrote it."""

    definition: Definition
    notices: tuple[str, ...]

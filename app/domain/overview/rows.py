"""What the faces see of one record at a glance."""

from __future__ import annotations

from app.domain.assistant.rows import Card
from app.domain.competitors.rows import RivalLine
from app.domain.core.columns import RecordCard
from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.process.rows import ProcessView
from app.domain.stakeholders.rows import StakeholderLine
from app.domain.timeline.rows import TimelinePage


@frozen
class RecordOverview:
    """Everything the workspace shows of a lead or an opportunity, as of one moment."""

    card: RecordCard
    fields: tuple[Field, ...]
    """Every field of its kind, a manager's own last."""
    process: ProcessView | None
    timeline: TimelinePage
    cards: tuple[Card, ...]
    stakeholders: tuple[StakeholderLine, ...]
    rivals: tuple[RivalLine, ...]

"""What sales does about processes, in the same transaction."""

from __future__ import annotations

from app.domain.process.events import ProcessBegun, StageEntered
from app.domain.sales.team import tick_team_steps
from app.domain.store.unit import UnitOfWork


def on_process_begun(unit: UnitOfWork, event: ProcessBegun) -> None:
    """Count a sales team that is there already as identified."""
    tick_team_steps(unit, event.record_id)


def on_stage_entered(unit: UnitOfWork, event: StageEntered) -> None:
    """The same in another stage."""
    tick_team_steps(unit, event.record_id)

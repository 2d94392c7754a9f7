"""How the assistant answers to what happens in the areas below."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.assistant.records import CardState
from app.domain.assistant.rules import key_of_fit
from app.domain.process.events import ProcessJudged
from app.domain.store.unit import UnitOfWork


def on_process_judged(unit: UnitOfWork, event: ProcessJudged) -> None:
    """Forget what was said of the card that a process fits better, once it is another one, or none."""
    any_, this = key_of_fit(event.lead_id, ""), key_of_fit(event.lead_id, event.better)
    said = select(CardState).where(CardState.record_id == event.lead_id, CardState.card.startswith(any_))
    for state in unit.session.scalars(said.where(CardState.card != this)):
        unit.session.delete(state)

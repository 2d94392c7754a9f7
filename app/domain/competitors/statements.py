"""Statements that read competitors.

Those that count won and lost opportunities (``rivals.of``, ``competitors.list``, ``competitors.tally``) stand
with the opportunities, in ``app.domain.sales.statements``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from app.domain.competitors.kinds import COMPETITOR
from app.domain.fields.statements import card_select
from app.domain.store.named import builds


@builds(COMPETITOR.card)
def competitor_card() -> Select[Any]:
    """A competitor in full; binds ``id``."""
    return card_select(COMPETITOR, {})

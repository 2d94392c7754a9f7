"""Why we lose: the opportunities lost or out-sold, by the reasons that were given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast

from app.domain.sales.fields import LOST
from app.domain.sales.listing import Reading
from app.domain.sales.reasons import LOST_REASONS
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import LossLine
from app.domain.sales.summing import Sum, summed
from app.domain.store.database import Reader

_SHIPPED: Final = {code: place for place, (code, _) in enumerate(LOST_REASONS)}


def losses(reader: Reader, reading: Reading, conditions: Sequence[ColumnElement[bool]]) -> tuple[LossLine, ...]:
    """The reasons of what was lost, those given most often first, and how many have none.

    An opportunity with several reasons counts for each of them, so shares may come to more than all.
    """
    kept: tuple[Any, ...] = (cast(Opportunity.lost_reasons, String),)
    lost = (*conditions, Opportunity.deleted_at.is_(None), Opportunity.status.in_(LOST))
    sums: dict[str, Sum] = {}
    counts: dict[str, int] = {}
    every = 0
    for (document,), part in summed(reader, reading, lost, kept):
        every += part[2]
        for reason in _reasons(document) or ("",):
            sums.setdefault(reason, Sum()).add(*part)
            counts[reason] = counts.get(reason, 0) + part[2]

    def line(reason: str) -> LossLine:
        totals = sums[reason].totals(reading.currency, reading.rates)
        return LossLine(reason, counts[reason], round(100 * counts[reason] / every), totals)

    def turn(reason: str) -> tuple[Any, ...]:
        return not reason, -counts[reason], _SHIPPED.get(reason, len(_SHIPPED)), reason

    return tuple(line(reason) for reason in sorted(sums, key=turn))


def _reasons(document: str | None) -> tuple[str, ...]:
    """The reasons in what a row keeps of them; none where that cannot be read."""
    try:
        kept = json.loads(document or "[]")
    except ValueError:
        return ()
    return tuple(dict.fromkeys(str(each) for each in kept if each)) if isinstance(kept, list) else ()

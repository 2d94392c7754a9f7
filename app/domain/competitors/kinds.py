"""Competitors as a kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.competitors.fields import COMPETITOR_FIELDS
from app.domain.fields.kinds import Kind, register
from app.words import in_context, say_many

COMPETITOR: Final = register(
    Kind(
        "competitor",
        "COMP",
        "COMP-3V6D",
        "app.domain.competitors.records:Competitor",
        COMPETITOR_FIELDS,
        turn=5,
        noun=in_context("kind", "competitor"),
        plural=in_context("kind", "competitors"),
        counted=lambda number: say_many("{n} competitor", "{n} competitors", number),
        names=("name",),
    )
)

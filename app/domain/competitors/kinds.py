"""Competitors as a kind of record."""

from __future__ import annotations

from app.domain.competitors.fields import COMPETITOR_FIELDS
from app.domain.competitors.records import Competitor
from app.domain.fields.kinds import Kind, register

COMPETITOR = register(Kind("competitor", "COMP", Competitor, COMPETITOR_FIELDS, names=("name",)))

"""Batches: decisions about several leads at once."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

BATCHES: Final = Area(
    "batches",
    services=(("batches", "app.domain.batches.service:BatchService"),),
)

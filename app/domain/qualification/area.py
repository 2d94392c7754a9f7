"""Qualification: deciding about leads."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

QUALIFICATION: Final = Area(
    "qualification",
    services=(("qualification", "app.domain.qualification.service:QualificationService"),),
    settings=("app.domain.qualification.policy:SETTINGS",),
)

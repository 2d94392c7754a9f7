"""Statements that read settings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.domain.settings.named import SETTINGS_KEPT
from app.domain.settings.records import KeptSetting
from app.domain.store.named import builds


@builds(SETTINGS_KEPT)
def settings_kept() -> Select[Any]:
    """Every setting that does not stand at its default."""
    return select(KeptSetting.code, KeptSetting.body).order_by(KeptSetting.code)

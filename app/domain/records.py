"""Every table there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import areas
from app.domain.core.area import resolve

if TYPE_CHECKING:
    from sqlalchemy import MetaData


def metadata() -> MetaData:
    """The tables of the store and of every area."""
    from app.domain.store import blobs, counters, log, seals  # noqa: F401 - the store's own tables
    from app.domain.store.base import Base

    for area in areas.every():
        if area.records:
            resolve(area.records)
    return Base.metadata

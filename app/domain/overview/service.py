"""Use cases of overviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.assistant.queries import Look
from app.domain.assistant.rows import AssistantSettings
from app.domain.fields.kinds import find_record
from app.domain.overview.parts import PARTS
from app.domain.overview.queries import read_overview
from app.domain.overview.rows import Part, RecordOverview
from app.domain.store.desk import Desk


class OverviewService:
    """Overviews of records."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk
        self._settings = desk.chosen(AssistantSettings)

    def of(self, ref: str, parts: Sequence[Part[Any]] = PARTS) -> RecordOverview:
        """A lead or an opportunity with some parts, as of one moment."""
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, ("lead", "opportunity"))
            return read_overview(reader, kind.name, record_id, self._look(), parts)

    def shown(self, kind: str, record_id: str, parts: Sequence[Part[Any]] = PARTS) -> RecordOverview:
        """The same of a record whose kind and id are known, as a list that follows its cursor asks for it."""
        with self._desk.read() as reader:
            return read_overview(reader, kind, record_id, self._look(), parts)

    def _look(self) -> Look:
        return Look(self._desk.actor.id, self._desk.now(), self._desk.zone, self._settings)

"""Use cases of overviews."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.domain.assistant.queries import Viewer, viewer_at
from app.domain.fields.kinds import find_record
from app.domain.overview.parts import PARTS
from app.domain.overview.queries import read_overview
from app.domain.overview.rows import Part, RecordOverview
from app.domain.store.concern import Concern, is_general
from app.domain.store.desk import Desk

if TYPE_CHECKING:
    from app.domain.core.changes import Change
    from app.domain.store.named import Answer

#: What does not depend on the record is read again after this.
_LASTS = timedelta(minutes=1)


class OverviewService:
    """Overviews of records."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, ref: str, parts: Sequence[Part[Any]] = PARTS) -> RecordOverview:
        """A lead or an opportunity with some parts, as of one moment."""
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, ("lead", "opportunity"))
            return read_overview(reader, kind.name, record_id, viewer_at(self._desk), parts)

    def read(
        self,
        kind: str,
        record_id: str,
        parts: Sequence[Part[Any]] = PARTS,
        before: RecordOverview | None = None,
        changes: Sequence[Change] = (),
        ids: Collection[str] = (),
        *,
        later: bool = False,
    ) -> RecordOverview:
        """The same of a record whose kind and id are known, as a list that follows its cursor asks for it.

        Args:
            kind: lead or opportunity.
            record_id: Which one.
            parts: What is wanted.
            before: What is shown so far, of this record or another: nothing of it that still holds is read again.
                Where all of it does, it is the answer.
            changes: What was committed since that was read.
            ids: Ids of what is shown besides.
            later: Whether time has passed since, so that what depends on it is worked out anew.
        """
        viewer = viewer_at(self._desk)
        known: list[Answer[Any]] = []
        if before is not None and before.card.id == record_id:
            known = _holding(before, changes, ids, viewer)
            if not later and len(known) == sum(1 for _ in before.every_answer()):
                return before
        elif before is not None:
            known = [
                answer
                for answer in _holding(before, changes, ids, viewer)
                if is_general(answer, viewer.user_id) and viewer.now - answer.at < _LASTS
            ]
            before = None
        with self._desk.read() as reader:
            return read_overview(reader, kind, record_id, viewer, parts, known, before, later=later)


def _holding(
    overview: RecordOverview, changes: Sequence[Change], ids: Collection[str], viewer: Viewer
) -> list[Answer[Any]]:
    """The answers in an overview that some changes do not concern."""
    answers = [*overview.every_answer()]
    if not changes:
        return answers
    concern = Concern(changes, answers, ids, viewer.user_id)
    return [answer for answer in answers if not concern.is_of(answer)]

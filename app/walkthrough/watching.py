"""Watching: what the log and the record of the story tell of a walkthrough, read again after every change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Refusal
from app.domain.overview.parts import CARD, MADE
from app.domain.query.condition import Condition
from app.domain.query.context import QueryContext
from app.walkthrough.progress import Marks, Standing, records_begun, standing_of

if TYPE_CHECKING:
    from app.domain.core.columns import RecordCard
    from app.domain.history.rows import Happening
    from app.domain.overview.rows import RecordOverview
    from app.walkthrough.script import Script
    from app.workspace import Workspace

_PARTS: Final = (CARD, MADE)


class Watch:
    """Reads how a walkthrough stands.

    Attributes:
        happenings: What was done since it began, oldest first.
    """

    def __init__(self, space: Workspace, script: Script) -> None:
        """Watch a workspace."""
        self._space = space
        self._script = script
        self.happenings: tuple[Happening, ...] = ()

    def newest(self) -> int:
        """The place in the log of the newest command."""
        return self._space.desk.database.last_seq()

    def look(self, marks: Marks) -> Standing:
        """How it stands now."""
        seen = self.happenings[-1].seq if self.happenings else marks.start
        self.happenings += self._space.log.since(seen)
        for record_id in records_begun(self._script, marks, self.happenings):
            found = self._read(record_id)
            if found is not None:
                story = (record_id, *(each.id for each in found[MADE]))
                card = found.card
                holds = partial(self._holds, card)
                return standing_of(self._script, marks, self.happenings, story, card.title, holds)
        return standing_of(self._script, marks, self.happenings, (), "", lambda _: False)

    def _read(self, record_id: str) -> RecordOverview | None:
        """A record of the story; ``None`` where it is there no more."""
        try:
            found = self._space.overviews.read(self._script.kind, record_id, _PARTS)
        except Refusal:
            return None
        return None if found.card.deleted else found

    def _holds(self, card: RecordCard, condition: str) -> bool:
        desk = self._space.desk
        context = QueryContext(desk.context(), desk.actor.id)
        return Condition.parse(condition, card.fields, context).matches(card.values, context)

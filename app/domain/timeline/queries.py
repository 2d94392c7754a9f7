"""Reading timelines by named statements: plain tuples in, entries out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.frozen import frozen
from app.domain.store.named import NamedReader
from app.domain.timeline.named import (
    ENTRY,
    ENTRY_PEOPLE,
    ENTRY_REPLIES,
    PAGE,
    PAGE_PEOPLE,
    PAGE_REPLIES,
    EntryRow,
    PersonRow,
    ReplyRow,
)
from app.domain.timeline.rows import Reply, TimelineEntry, TimelinePage
from app.domain.timeline.rules import SAID, subject_shown
from app.words import say

_END_OF_TIME = datetime(9999, 12, 31, tzinfo=UTC)
_BEGINNING_OF_TIME = datetime(1, 1, 1, tzinfo=UTC)
_PIN = "|pinned"


def timeline_page(reader: NamedReader, record_id: str, user_id: str, after: str = "", limit: int = 50) -> TimelinePage:
    """A run of a record's timeline, what is pinned first, then newest first; three statements.

    Args:
        reader: Where to read.
        record_id: Whose timeline.
        user_id: Who looks; what came since by somebody else is marked as new.
        after: The ``next`` of the run before; empty for the first.
        limit: The most entries to return.

    Raises:
        Invalid: ``after`` is no mark of ours.
    """
    place = read_mark(after) if after else Mark(pinned=True)
    pinned, rest = (place, _TOP) if place.pinned else (_BOTTOM, place)
    bounds = {
        "record_id": record_id,
        "pinned_at": pinned.at,
        "pinned_id": pinned.entry_id,
        "rest_at": rest.at,
        "rest_id": rest.entry_id,
        "limit": limit + 1,
    }
    rows = reader.named(PAGE, user_id=user_id, **bounds)
    if not rows:
        return TimelinePage((), "", -1)
    people = reader.named(PAGE_PEOPLE, **bounds)
    replies = reader.named(PAGE_REPLIES, **bounds)
    return page_from(rows, people, replies, user_id, limit)


def timeline_entry(reader: NamedReader, activity_id: str, user_id: str) -> TimelineEntry:
    """One entry in full.

    Raises:
        NotFound: It was deleted.
    """
    rows = reader.named(ENTRY, id=activity_id)
    if not rows:
        raise NotFound(say("This entry was deleted."), hint=say("It may have been undone; history tells."))
    people = reader.named(ENTRY_PEOPLE, id=activity_id)
    replies = reader.named(ENTRY_REPLIES, id=activity_id)
    return entries_from(rows, people, replies, user_id)[0]


def page_from(
    rows: Sequence[EntryRow],
    people: Sequence[PersonRow],
    replies: Sequence[ReplyRow],
    user_id: str,
    limit: int,
    total: int = -1,
) -> TimelinePage:
    """A page of at most ``limit`` entries, from rows of which one more may have been read."""
    entries = entries_from(rows[:limit], people, replies, user_id)
    more = len(rows) > limit
    return TimelinePage(entries, str(Mark.behind(entries[-1])) if more else "", total)


def entries_from(
    rows: Iterable[EntryRow], people: Iterable[PersonRow], replies: Iterable[ReplyRow], user_id: str
) -> tuple[TimelineEntry, ...]:
    """Entries from their rows, with those who take part and the answers."""
    names: dict[str, list[str]] = {}
    for person in people:
        names.setdefault(person.activity_id, []).append(person.name)
    answers: dict[str, list[ReplyRow]] = {}
    for reply in replies:
        answers.setdefault(reply.parent_id, []).append(reply)
    return tuple(_entry(row, names.get(row.id, ()), answers.get(row.id, ()), user_id) for row in rows)


def _entry(row: EntryRow, names: Iterable[str], answers: Sequence[ReplyRow], user_id: str) -> TimelineEntry:
    written = [(row.author_id, row.created_at), *((each.author_id, each.created_at) for each in answers)]
    replies = tuple(Reply(each.id, each.code, each.author or "", each.body or "", each.at) for each in answers)
    is_new = row.looked_at is not None and any(who != user_id and when > row.looked_at for who, when in written)
    shown = row._replace(subject=subject_shown(row.kind, row.subject, row.event, row.details))
    if SAID in (row.details or {}):  # it is read here alone
        shown = shown._replace(details={name: value for name, value in row.details.items() if name != SAID})
    return TimelineEntry(*shown[:22], tuple(names), replies, is_new, row.version)


@frozen
class Mark:
    """Where a run of entries ended."""

    pinned: bool
    at: datetime = _END_OF_TIME
    entry_id: str = ""

    @classmethod
    def behind(cls, entry: TimelineEntry) -> Mark:
        """The place of an entry, behind which the next run begins."""
        return cls(entry.pinned, entry.at, entry.id)

    def __str__(self) -> str:
        """As opaque text."""
        return f"{self.at.isoformat()}|{self.entry_id}{_PIN if self.pinned else ''}"


_TOP = Mark(pinned=False)
_BOTTOM = Mark(pinned=True, at=_BEGINNING_OF_TIME)


def read_mark(text: str) -> Mark:
    """The place that a mark stands for.

    Raises:
        Invalid: It is no mark of ours.
    """
    moment, _, entry = text.partition("|")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        at = None
    entry_id = entry.removesuffix(_PIN)
    if at is None or at.tzinfo is None or not entry_id:
        raise Invalid(
            say("This does not continue a timeline."), field="after", hint=say("Pass the page's own next, unchanged.")
        )
    return Mark(entry != entry_id, at, entry_id)

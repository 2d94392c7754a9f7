"""Reading timelines by named statements: plain tuples in, entries out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.domain.core.errors import Invalid, NotFound
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

_END_OF_TIME = datetime(9999, 12, 31, tzinfo=UTC)


def timeline_page(reader: NamedReader, record_id: str, user_id: str, after: str = "", limit: int = 50) -> TimelinePage:
    """A run of a record's timeline, newest first, what is planned above; three statements.

    Args:
        reader: Where to read.
        record_id: Whose timeline.
        user_id: Who looks; what came since by somebody else is marked as new.
        after: The ``next`` of the run before; empty for the first.
        limit: The most entries to return.

    Raises:
        Invalid: ``after`` is no mark of ours.
    """
    at, entry_id = read_mark(after) if after else (_END_OF_TIME, "")
    bounds = {"record_id": record_id, "at": at, "id": entry_id, "limit": limit + 1}
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
        raise NotFound("This entry was deleted.", hint="It may have been undone; history tells.")
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
    return TimelinePage(entries, mark(entries[-1].at, entries[-1].id) if more else "", total)


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
    return TimelineEntry(*row[:22], tuple(names), replies, is_new, row.version)


def mark(at: datetime, entry_id: str) -> str:
    """Where a run of entries ended, as opaque text."""
    return f"{at.isoformat()}|{entry_id}"


def read_mark(text: str) -> tuple[datetime, str]:
    """The moment and id in a mark.

    Raises:
        Invalid: It is no mark of ours.
    """
    moment, _, entry_id = text.partition("|")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not entry_id:
        raise Invalid("This does not continue a timeline.", field="after", hint="Pass the page's own next, unchanged.")
    return at, entry_id

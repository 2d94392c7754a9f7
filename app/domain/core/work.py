"""Where the work list comes from: areas contribute what is to be done, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from app.domain.core.area import joined, resolve
from app.domain.core.frozen import frozen
from app.domain.core.outcomes import Outcome
from app.words import Message

COLUMNS: Final = (
    "id",
    "kind",
    "code",
    "subject",
    "due_at",
    "late_at",
    "promised",
    "owner_id",
    "record_kind",
    "record_id",
    "step",
    "search_text",
)
"""What the statement of a source has columns for, named and ordered like this.

``id`` is unlike that of any other item of any source. ``kind`` is one of the source's kinds. ``due_at`` is when it is
to be done, and it is overdue once ``late_at`` has passed. ``promised`` says that somebody waits for it, such as for a
call back: when due it comes before everything else. ``owner_id`` is who is to do it. ``step`` is what the items of one
step of a sequence have in common; empty for what belongs to none. ``search_text`` is folded.
"""


@frozen
class WorkAsked:
    """What is asked of a source.

    Attributes:
        now: The present moment.
        until: Before which moment it is due; ``None`` for whenever.
        owners: Whose it is, by their ids; ``None`` for everybody's.
    """

    now: datetime
    until: datetime | None = None
    owners: tuple[str, ...] | None = None


Verb = Callable[..., Outcome]
"""Does something with an item: given the desk, the item's id, and what the verb takes."""


@frozen
class WorkSource:
    """What an area brings to everybody's work list.

    A source leaves out what is done; what is about a record that was deleted is left out by the work list itself.

    Attributes:
        name: What tells its items from those of other sources, such as ``activity``.
        kinds: Its kinds of work, and what each is called.
        items: The statement of its items, a Core select of ``COLUMNS``, given what is asked.
        tables: A change of one of these may be about its items.
        done: Marks an item as done; takes ``outcome`` and ``notes``, both of which may be ``None``, and ``override``
            with ``override_reason``, to do it although somebody asked not to be contacted so.
        skip: Leaves an item out and goes on to what follows it.
        snooze: Moves an item to another moment; takes ``when``, as text or a moment, and an override as well.
        give: Gives an item to another user; takes ``to``, a reference to them.
        asks: The kinds of which is asked how they ended before they are marked as done.
    """

    name: str
    kinds: Mapping[str, Message]
    items: Callable[[WorkAsked], Any]
    tables: frozenset[str]
    done: Verb | None = None
    skip: Verb | None = None
    snooze: Verb | None = None
    give: Verb | None = None
    asks: frozenset[str] = frozenset()


def work_sources() -> tuple[WorkSource, ...]:
    """What the areas contribute, those of the lowest area first."""
    return tuple(resolve(place) for area in joined() for place in area.work_sources)

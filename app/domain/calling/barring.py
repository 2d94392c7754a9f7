"""Do-not-call lists in a transaction: whether a number is on one, and putting numbers there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select

from app.domain.calling.events import NumbersBarred
from app.domain.calling.records import DoNotCallList, DoNotCallNumber, FreedNumber
from app.domain.calling.rows import Barred
from app.domain.store.bulk import insert_columns
from app.domain.store.counters import next_code
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork, table_of

_NUMBER = table_of(DoNotCallNumber)
_LIST = table_of(DoNotCallList)
_LIVING = _LIST.alias("living")
_FREED = table_of(FreedNumber)
#: Numbers of one statement; SQLite takes some thirty thousand values.
_AT_ONCE = 5000


def standing() -> ColumnElement[bool]:
    """That a row of ``do_not_call`` counts: its list is there, and it was not taken off."""
    freed = exists().where(_FREED.c.number == _NUMBER.c.number, _FREED.c.list_id == _NUMBER.c.list_id)
    return and_(exists().where(_LIVING.c.id == _NUMBER.c.list_id), ~freed)


def barring(number: ColumnElement[str], queue_id: str) -> Select[Any]:
    """Whether a number may not be called, as a subquery with a row where it may not.

    Args:
        number: The number as E.164, such as a column of a queue's entries.
        queue_id: The queue that asks; the lists that hold everywhere count as well.
    """
    there = (_NUMBER.c.number == number, _NUMBER.c.queue_id.in_({"", queue_id}), standing())
    return select(_NUMBER.c.list_id).where(*there).limit(1)


def barred(asked: Asked, number: str, queue_id: str = "") -> Barred | None:
    """The list that says that a number is not to be called, one that holds everywhere first; ``None`` for none."""
    there = (_NUMBER.c.number == number, _NUMBER.c.queue_id.in_({"", queue_id}), standing())
    found = asked.execute(
        select(_LIST.c.code, _LIST.c.name, _LIST.c.queue_id, _LIST.c.created_at)
        .join(_NUMBER, _NUMBER.c.list_id == _LIST.c.id)
        .where(*there)
        .order_by(_NUMBER.c.queue_id, _LIST.c.id)
    ).first()
    return Barred(number, *found) if found else None


def lists_of(asked: Asked, numbers: Collection[str], queue_id: str | None) -> list[tuple[str, str, str]]:
    """On which lists numbers are: number, list and queue of each.

    Args:
        asked: The session or connection.
        numbers: As E.164.
        queue_id: Only lists of this queue, or those that hold everywhere where it is empty; all where it is ``None``.
    """
    there = [_NUMBER.c.number.in_(numbers), standing()]
    if queue_id is not None:
        there.append(_NUMBER.c.queue_id == queue_id)
    rows = asked.execute(select(_NUMBER.c.number, _NUMBER.c.list_id, _NUMBER.c.queue_id).where(*there))
    return [(number, list_id, queue) for number, list_id, queue in rows]


def new_list(unit: UnitOfWork, name: str, queue_id: str) -> DoNotCallList:
    """Begin a list."""
    code = next_code(unit.session, "DNC")
    made = unit.add(DoNotCallList(code=code, name=name, queue_id=queue_id))
    unit.session.flush()
    return made


def put(
    unit: UnitOfWork, list_id: str, queue_id: str, numbers: Collection[str], *, again: bool = False
) -> tuple[list[str], dict[str, int]]:
    """Put numbers on a list, but for those that a list of the same queue has.

    Args:
        unit: The command under way.
        list_id: The list.
        queue_id: Its queue.
        numbers: As E.164.
        again: Whether the list itself may have some of them.

    Returns:
        The numbers that are new, and how many others each list has.
    """
    there: dict[str, str] = {}
    every = sorted(set(numbers))
    others = exists().where(_LIST.c.queue_id == queue_id, _LIST.c.id != list_id)
    for at in range(0, len(every), _AT_ONCE) if again or unit.session.scalar(select(others)) else ():
        portion = every[at : at + _AT_ONCE]
        held = (_NUMBER.c.number.in_(portion), _NUMBER.c.queue_id == queue_id, standing())
        there |= dict(unit.session.execute(select(_NUMBER.c.number, _NUMBER.c.list_id).where(*held)).all())
    fresh = [number for number in every if number not in there]
    if fresh:
        insert_columns(
            unit.session.connection(),
            _NUMBER,
            {"number": fresh, "queue_id": [queue_id] * len(fresh), "list_id": [list_id] * len(fresh)},
        )
    relied: dict[str, int] = {}
    for holder in there.values():
        relied[holder] = relied.get(holder, 0) + 1
    return fresh, relied


def rely(unit: UnitOfWork, list_id: str, relied: Mapping[str, int]) -> None:
    """Let lists whose numbers a later one names not be taken back before it."""
    for holder, count in relied.items():
        before = unit.get(DoNotCallList, holder)
        if before is not None and holder != list_id:
            before.relied_on += count


def bar(unit: UnitOfWork, numbers: Iterable[str], name: str, queue_id: str = "") -> DoNotCallList | None:
    """Put numbers on a list of their own inside a command, and tell the areas above.

    Args:
        unit: The command under way.
        numbers: As E.164.
        name: Why, or by whom.
        queue_id: The queue for which it holds; empty for all.

    Returns:
        The list; ``None`` where every number was there already.
    """
    wanted = list(dict.fromkeys(numbers))
    held = select(_NUMBER.c.number).where(_NUMBER.c.number.in_(wanted), _NUMBER.c.queue_id == queue_id, standing())
    there = set(unit.session.scalars(held))
    fresh = [each for each in wanted if each not in there]
    if not fresh:
        return None
    made = new_list(unit, name, queue_id)
    put(unit, made.id, queue_id, fresh)
    made.numbers, made.here_already, made.is_whole = len(fresh), len(there), True
    unit.publish(NumbersBarred(made.id, queue_id, tuple(fresh)))
    return made

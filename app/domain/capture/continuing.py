"""Tells rows that continue the record above them from rows of their own, by what all rows of a list fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from app.domain.capture.further import ADDRESS, LABEL_OF, medium_of
from app.domain.capture.headings import TargetField
from app.domain.capture.mapping import ColumnPlan, FileMapping
from app.domain.capture.own_tables import columns_of_tables
from app.domain.capture.table import Cell, Record
from app.domain.core.fields import type_named
from app.domain.people.rows import ADDRESS_PARTS
from app.words import Said, formats, listed, say_many

MOST_CONTINUING: Final = 1000
"""Rows that may continue one record; a further one stands for itself."""

Reading: TypeAlias = Literal["own", "open", "likely", "certain"]
"""Whether a row continues the one above: no, either way, rather, beyond doubt."""

_EMPTY: Final = frozenset({None, "", " ", "\u00a0"})
_MOST_PATTERNS: Final = 10_000
_ALWAYS: Final = 0.9
#: What a record goes by, the first of which a list has some column.
_IDENTITY: Final = (
    frozenset({"external_id", "name", "first_name", "middle_name", "last_name", "company", "subject"}),
    frozenset({"email", "phone", "mobile"}),
)


class FilledPatterns:
    """Which columns the rows of a list fill, counted row by row; memory does not grow with their number."""

    def __init__(self) -> None:
        """Begin with none."""
        self.counts: Counter[bytes] = Counter()

    def see(self, cells: Sequence[Cell]) -> None:
        """Take in a row."""
        pattern = _pattern(cells)
        if pattern in self.counts or len(self.counts) < _MOST_PATTERNS:
            self.counts[pattern] += 1


def _pattern(cells: Sequence[Cell]) -> bytes:
    """Which cells of a row are empty, one byte a cell."""
    return bytes(map(_EMPTY.__contains__, cells))


def _places(pattern: bytes) -> frozenset[int]:
    """The places that are filled."""
    return frozenset(place for place, empty in enumerate(pattern) if not empty)


@dataclass(frozen=True, slots=True)
class Continuation:
    """Which rows of a list continue the record above them. Sets hold places of columns.

    Attributes:
        choice: What a person said of rows that name nobody; see `forms.CONTINUING`.
        identity: What a record goes by; a row that fills any of it begins a record.
        reach: Emails and phones: a row with one may be somebody without a name.
        texts: Notes, and the street, which lists wrap over several rows.
        loose: What a record has several of: these, phones and further parts of addresses.
        child: What belongs to a table of the record's own, such as its products.
        always: What nearly all rows that name somebody fill, beside their identity.
        single: Those of it of which a record has one.
        address: Those of it that are parts of its address.
        numbered: Whether all rows that name somebody have a number.
        are_few: Whether the rows that name nobody are no more than those that do.
    """

    choice: str = ""
    identity: frozenset[int] = frozenset()
    reach: frozenset[int] = frozenset()
    texts: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    child: frozenset[int] = frozenset()
    always: frozenset[int] = frozenset()
    single: frozenset[int] = frozenset()
    address: frozenset[int] = frozenset()
    numbered: bool = False
    are_few: bool = False
    _known: dict[bytes, Reading] = field(default_factory=dict, compare=False, repr=False)

    def reading(self, cells: Sequence[Cell]) -> Reading:
        """Whether a row continues the one above, if there is one, whatever a person said."""
        if not self.identity or any(cells[place] not in _EMPTY for place in self.identity):
            return "own"
        pattern = _pattern(cells)
        found = self._known.get(pattern)
        if found is None:
            found = self._judged(_places(pattern))
            if len(self._known) < _MOST_PATTERNS:
                self._known[pattern] = found
        return found

    def joins(self, cells: Sequence[Cell]) -> bool:
        """Whether a row belongs to the record above, if there is one."""
        if self.choice == "apart":
            return False
        read = self.reading(cells)
        return read in ("likely", "certain") or (read == "open" and self.choice == "join")

    def _judged(self, filled: frozenset[int]) -> Reading:
        """What a row without identity that fills these columns is."""
        if filled <= self.texts or filled <= self.child:
            return "certain"
        reaches, is_full = bool(filled & self.reach), self._is_full(filled)
        if self.numbered and not (reaches and is_full):
            return "certain"
        if not self.are_few:
            return "open"
        if not reaches:
            return "open" if self.always <= filled and not filled <= self.loose else "likely"
        tells = bool(self.single or self.address) or filled <= self.loose
        return "likely" if tells and not is_full else "open"

    def _is_full(self, filled: frozenset[int]) -> bool:
        """Whether a row fills most of what records have one of, their address counted once."""
        there = len(filled & self.single) + bool(filled & self.address)
        return there * 2 > len(self.single) + bool(self.address)

    def groups(self, rows: Generator[Record, None, None], apart_at: int = 0) -> Generator[list[Record], None, None]:
        """The rows of each record: the one that begins it, and those that continue it.

        Args:
            rows: The rows of the list; closed at the end.
            apart_at: How many rows from the top an earlier import dealt with: the next begins a record.
        """
        with closing(rows):
            yield from self._grouped(rows, apart_at)

    def _grouped(self, rows: Iterator[Record], apart_at: int) -> Iterator[list[Record]]:
        group: list[Record] = []
        for read, record in enumerate(rows):
            if group and read != apart_at and len(group) <= MOST_CONTINUING and self.joins(record[1]):
                group.append(record)
                continue
            if group:
                yield group
            group = [record]
        if group:
            yield group


def continuation_of(
    mapping: FileMapping, targets: Mapping[str, TargetField], patterns: FilledPatterns, choice: str
) -> Continuation:
    """Which rows of a list continue others, by what becomes of its columns and by what all of its rows fill."""
    columns = mapping.columns
    identity = next(filter(None, (_identity(columns, names) for names in _IDENTITY)), frozenset())
    child = frozenset(columns_of_tables([column.heading for column in columns])) - identity
    texts = _where(columns, lambda plan: _is_text(plan, targets))
    reach = _where(columns, lambda plan: medium_of(plan.target) in ("email", "phone"))
    emails = _where(columns, lambda plan: medium_of(plan.target) == "email")
    loose = texts | (reach - emails) | _where(columns, _is_of_several)
    heads = [(_places(pattern), count) for pattern, count in patterns.counts.items()]
    naming = [(filled, count) for filled, count in heads if filled & identity]
    named = sum(count for _, count in naming)
    nameless = sum(patterns.counts.values()) - named
    often = Counter[int]()
    for filled, count in naming:
        for place in filled:
            often[place] += count
    number = _where(columns, lambda plan: plan.target == "external_id")
    always = frozenset(place for place in often if often[place] >= named * _ALWAYS) - identity
    address = always & _where(columns, lambda plan: plan.target in ADDRESS_PARTS)
    return Continuation(
        choice,
        identity,
        reach - identity,
        texts - identity,
        loose - identity,
        child,
        always,
        always - reach - loose - child - _where(columns, lambda plan: plan.target.startswith(f"{LABEL_OF}:")),
        address,
        numbered=bool(named) and any(often[place] == named for place in number),
        are_few=nameless <= named,
    )


def _where(columns: Sequence[ColumnPlan], holds: Callable[[ColumnPlan], bool]) -> frozenset[int]:
    return frozenset(place for place, plan in enumerate(columns) if holds(plan))


def _identity(columns: Sequence[ColumnPlan], names: frozenset[str]) -> frozenset[int]:
    """The columns of a list that its records go by, ids of other records among them; empty without any of the names."""
    found = _where(columns, lambda plan: plan.target in names and bool(plan.filled))
    return found | _where(columns, lambda plan: plan.target.startswith("reference:")) if found else found


def _is_text(plan: ColumnPlan, targets: Mapping[str, TargetField]) -> bool:
    """Whether a column holds text that may go on in the row below."""
    if plan.target == "street":
        return True
    if plan.target in targets:
        return targets[plan.target].field_type.is_prose
    return plan.is_custom and type_named(plan.custom_type or "line").is_prose


def _is_of_several(plan: ColumnPlan) -> bool:
    """Whether a column holds a part of an address, or says what a phone beside it is."""
    kind, _, rest = plan.target.partition(":")
    return plan.target in ADDRESS_PARTS or kind == ADDRESS or (kind == LABEL_OF and rest.startswith("phone"))


def rows_named(count: int, lines: Sequence[int]) -> Said:
    """A number of rows with the first of them, such as ``3 rows (3, 5, 6)``."""
    return say_many("{n} row ({lines})", "{n} rows ({lines})", count, lines=lines_named(count, lines))


def lines_named(count: int, lines: Sequence[int]) -> Said:
    """The first of a number of rows, such as ``3, 5, 6``."""
    return listed((*(formats.number(line, "d") for line in lines), *(("…",) if count > len(lines) else ())))

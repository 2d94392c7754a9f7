"""Kinds of record: each says in one place all that is true of its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.core.area import resolve
from app.domain.core.errors import NotAllowed, NotFound, ReadOnly
from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.core.ids import normalise_code
from app.domain.store.named import Named, NamedReader
from app.domain.store.references import Found, find_by
from app.words import Said, Words, either, say, say_declared, say_in, small

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause, Select, Table

    from app.domain.store.base import Record
    from app.domain.store.finding import Asked


class CardRow(NamedTuple):
    """A record's card as it is read.

    Attributes:
        cells: The columns of its fields; behind them, what else it is found by, such as its company's domain.
    """

    id: str
    code: str
    version: int
    title: str
    deleted_at: datetime | None
    custom: dict[str, Any] | None
    cells: tuple[Any, ...]

    @classmethod
    def of(cls, *columns: Any) -> CardRow:
        """A row from its columns."""
        id_, code, version, title, deleted_at, custom, *cells = columns
        return cls(id_, code, version, title, deleted_at, custom, tuple(cells))


class Lookup(Named[Found]):
    """The statement that looks records of a kind up by a column; binds ``wanted``."""

    __slots__ = ("column", "kind")

    def __init__(self, kind: Kind, column: str) -> None:
        """Name it."""
        super().__init__(kind.package, f"{kind.name}.by.{column}", Found)
        self.kind = kind
        self.column = column

    def build(self) -> Select[Any]:
        """The statement, which is built the same way for every kind."""
        from app.domain.store.finding import by_column

        return by_column(self.kind.table, self.column)


@frozen
class Closing:
    """When a record of a kind is open or closed.

    Attributes:
        column: The column, and field, that says so.
        open: What it holds while the record is open.
        hint: What opens a closed one again.
    """

    column: str
    open: tuple[str, ...]
    hint: Words


@frozen
class Kind:
    """A kind of record. Its record class, and what works on one, are named by their places and loaded when used.

    Attributes:
        name: What one is called: lead, contact, account or opportunity.
        prefix: What its short codes begin with.
        example: A short code, for messages and help.
        place: Its record class.
        fields: Its fields, without a manager's own.
        turn: Its turn when a bare name is looked up in every kind, the smallest first.
        noun: What one is called inside a sentence.
        plural: What several are called inside a sentence.
        counted: So many of them, in words.
        title: The column a header shows.
        beside: Columns of which the first that says something else than the title stands behind it, in brackets, where
            two of one title must be told apart.
        detail: The column that tells a record from others of its title; the title itself where empty.
        dated: For a kind that is told apart by where it belongs and its day: the column of its moment.
        noted: The column that marks what the program noted itself, which no search finds.
        names: Columns a person may name it by, beside its code and id.
        closing: When it is closed; a kind without it never is, and has no screen of its own.
        derive: What sets the columns that follow from others; it is called with a record and the region of phones.
        service: The service that changes its records inside another area's command, with ``edit_within``.
        belongs: Whether a search shows the records it belongs to.
        stands_with: The column that names another of the kind, with which it stands where that one does.
        related_turn: Its turn among the records something belongs to, the smallest first; 0 where nothing does.
        timeline: Its turn among the kinds that activities stand on, the smallest first; 0 where none stands on it.
        reading: What reads one in full, by a reader and its id; its card without one.
        telling: What tells a title in the language of the reader, for a kind whose titles the program may have made.
    """

    name: str
    prefix: str
    example: str
    place: str
    fields: tuple[Field, ...]
    turn: int
    noun: Words
    plural: Words
    counted: Callable[[int], Said]
    title: str = "name"
    beside: tuple[str, ...] = ()
    detail: str = ""
    dated: str = ""
    noted: str = ""
    names: tuple[str, ...] = ()
    closing: Closing | None = None
    derive: str = ""
    service: str = ""
    belongs: bool = False
    stands_with: str = ""
    related_turn: int = 0
    timeline: int = 0
    reading: str = ""
    telling: str = ""

    @property
    def record(self) -> type[Record]:
        """Its record class."""
        found: type[Record] = resolve(self.place)
        return found

    @property
    def table(self) -> Table:
        """The kind's table."""
        from app.domain.store.unit import table_of

        return table_of(self.record)

    @property
    def package(self) -> str:
        """The area it belongs to."""
        return self.place.partition(":")[0].rpartition(".")[0]

    @property
    def card(self) -> Named[CardRow]:
        """The statement its cards are read with; binds ``id``."""
        return Named(self.package, f"{self.name}.card", CardRow.of)

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        """The statements its records are looked up with, warm or cold."""
        return tuple(Lookup(self, column) for column in ("id", "code", *self.names))

    def find(self, asked: Asked, ref: str) -> str:
        """The id of the record of this kind that a reference names."""
        from app.domain.store.finding import find_id

        return find_id(asked, self.table, ref, noun=self.noun, names=self.names, example=self.example)

    def find_named(self, reader: NamedReader, ref: str) -> str:
        """The same by the kind's named statements, so that it runs warm or cold."""

        def look_up(column: str, wanted: str) -> Sequence[Found]:
            return reader.named(Lookup(self, column), wanted=wanted)

        return find_by(look_up, ref, noun=self.noun, names=self.names, example=self.example)

    def title_of(self, record: Any) -> str:
        """What a header shows of a record."""
        return str(getattr(record, self.title))

    def told(self, title: str) -> str:
        """A title that was read of a record, as whoever reads it is told it."""
        return str(resolve(self.telling)(title)) if self.telling else title

    def is_open(self, values: Mapping[str, Any]) -> bool:
        """Whether the record with these values, by field code, is open."""
        return self.closing is None or values.get(self.closing.column, self.closing.open[0]) in self.closing.open

    @property
    def closed_as(self) -> tuple[str, ...]:
        """How a record of this kind can be closed: what the column of its closing holds then."""
        if self.closing is None:
            return ()
        (field,) = (each for each in self.fields if each.code == self.closing.column)
        return tuple(code for code, _ in field.choices if code not in self.closing.open)

    def open_condition(self, table: FromClause | None = None) -> ColumnElement[bool]:
        """The same as a condition on the kind's table, or an alias of it."""
        from sqlalchemy import true

        if self.closing is None:
            return true()
        column = (self.table if table is None else table).c[self.closing.column]
        first, *others = self.closing.open
        return column.in_(self.closing.open) if others else column == first

    def called(self, record: Any) -> str:
        """What a record is called in a sentence: its title, with what tells it from another of that title."""
        title = self.title_of(record)
        further = next((text for name in self.beside if (text := getattr(record, name)) and text != title), "")
        return f"{title} ({further})" if further else title

    def called_column(self, table: FromClause | None = None) -> ColumnElement[Any]:
        """The same of the rows of the kind's table or of an alias of it."""
        from sqlalchemy import and_, case, literal

        rows = self.table if table is None else table
        title = rows.c[self.title]
        if not self.beside:
            return title
        further = (rows.c[name] for name in self.beside)
        whens = ((and_(each.is_not(None), each != "", each != title), title + " (" + each + ")") for each in further)
        return case(*whens, else_=title + literal(""))

    def refuse_deleted(self, record: Any) -> None:
        """Refuse to change a record that is deleted.

        Raises:
            NotAllowed: It is.
        """
        if record.deleted_at is not None:
            raise NotAllowed(
                say("{name} is deleted.", name=self.title_of(record)), hint=say("Undo the deletion first.")
            )

    def refuse_closed(self, record: Any) -> None:
        """Refuse to change a record that is closed.

        Raises:
            ReadOnly: It is.
        """
        if self.closing is not None and (state := getattr(record, self.closing.column)) not in self.closing.open:
            (field,) = (each for each in self.fields if each.code == self.closing.column)
            message = say(
                "{name} is {state} and read-only.", name=self.title_of(record), state=small(field.choice_label(state))
            )
            raise ReadOnly(message, hint=say_declared(self.closing.hint))

    def work_out(self, record: Any, region: str) -> None:
        """Set what follows from a record's own fields.

        Args:
            record: A record of this kind.
            region: ISO 3166 code for phone numbers without a country.
        """
        if self.derive:
            resolve(self.derive)(record, region)


KINDS: dict[str, Kind] = {}
"""Every kind by name, in the order in which a bare name is looked up."""


def register(kind: Kind) -> Kind:
    """Make a kind known, so that a reference can name one of its records."""
    KINDS[kind.name] = kind
    ordered = sorted(KINDS.values(), key=lambda each: each.turn)
    KINDS.clear()
    KINDS.update((each.name, each) for each in ordered)
    return kind


def find_record(asked: Asked, ref: str, among: tuple[str, ...] = ()) -> tuple[Kind, str]:
    """The kind and id of the record that a reference names.

    Args:
        asked: The session or connection to look in.
        ref: A short code, an id, an email or a name.
        among: Names of the kinds it may be; empty for any.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do.
    """
    kinds = [kind for name, kind in KINDS.items() if not among or name in among]
    prefix = normalise_code(ref).split("-")[0]
    named = [kind for kind in kinds if kind.prefix == prefix]
    for kind in named or kinds:
        try:
            return kind, kind.find(asked, ref)
        except NotFound as problem:
            if problem.code == "ambiguous":
                raise
    nouns = either(kind.noun for kind in kinds) if kinds else say_in("kind", "record")
    example = next((kind.example for name in among for kind in kinds if kind.name == name), "LEAD-7Q3F")
    raise NotFound(
        say("There is no {kind} “{ref}”.", kind=nouns, ref=ref.strip()[:60]),
        hint=say("Name it by its code, such as {example}.", example=example),
    )

"""Where a query's fields lie: the columns of a record's table, its document of custom values, its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import (
    Dialect,
    Float,
    FromClause,
    FunctionElement,
    String,
    TypeDecorator,
    cast,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement

from app.domain.core.columns import columns_of
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.query.errors import Place, QueryProblem, did_you_mean, quoted
from app.domain.query.names import FieldNames
from app.domain.query.patterns import holds, one_of, spelled

#: What every record can be asked for beside its fields.
IDENTITY = (Field("code", "Code", "code", computed=True), Field("title", "Title", "line", computed=True))


class DayText(TypeDecorator[date]):
    """A day as a document keeps it: ISO 8601 text, whose order is time order."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """The day as text."""
        return None if value is None else value.isoformat()


class MomentText(TypeDecorator[datetime]):
    """A moment as a document keeps it: ISO 8601 text in UTC.

    Bound values stop at the seconds, so that they sort before the same second with a fraction or an
    offset written behind it.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """The moment as text; it comes in UTC."""
        return None if value is None else value.strftime("%Y-%m-%dT%H:%M:%S")


class each_text(FunctionElement[Any]):  # noqa: N801 - it reads as an SQL function
    """The texts of a JSON list as rows of one column, ``value``; nothing for what is no list."""

    name = "each_text"
    inherit_cache = True


@compiles(each_text)
def _each_anywhere(element: each_text, compiler: Any, **kw: Any) -> str:
    listed = compiler.process(element.clauses, **kw)
    return f"json_each(CASE json_type({listed}) WHEN 'array' THEN {listed} ELSE '[]' END)"


@compiles(each_text, "postgresql")
def _each_on_postgres(element: each_text, compiler: Any, **kw: Any) -> str:
    listed = compiler.process(element.clauses, **kw)
    array = f"CASE jsonb_typeof({listed}) WHEN 'array' THEN {listed} ELSE '[]'::jsonb END"
    return f"jsonb_array_elements_text({array})"


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """Where an amount of money lies.

    Attributes:
        amount: The amount.
        currency: Its ISO 4217 code.
        in_minor: Whether the amount counts minor units (cents, fils); else it is in major units.
    """

    amount: ColumnElement[Any]
    currency: ColumnElement[Any]
    in_minor: bool


class Links(Protocol):
    """How records of another kind are named in a query, such as owners."""

    def named(self, column: ColumnElement[Any], name: str, place: Place) -> ColumnElement[bool]:
        """Whether the link's column holds the id of a record of that name."""
        ...

    def like(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Whether the link's column holds the id of a record whose name holds the text."""
        ...


@dataclass(frozen=True, slots=True)
class KnownLinks:
    """Records few enough to know by heart, such as users: exact folding, and suggestions.

    Attributes:
        records: Id, code and name of each.
        noun: What one of them is called in a message.
    """

    records: Sequence[tuple[str, str, str]]
    noun: str = "user"

    def named(self, column: ColumnElement[Any], name: str, place: Place) -> ColumnElement[bool]:
        """Whether the column holds the record of that code, name, or first words of the name.

        Raises:
            QueryProblem: No record is called that; the nearest name is suggested.
        """
        wanted, code = fold(name), normalise_code(name)
        found = [identity for identity, own_code, _ in self.records if own_code == code]
        found = found or [identity for identity, _, own in self.records if fold(own) == wanted]
        found = found or [
            identity for identity, _, own in self.records if wanted and fold(own).startswith(wanted + " ")
        ]
        if not found:
            names = [own for _, _, own in self.records]
            firsts = [own.split(" ", 1)[0] for own in names if own]
            hint = did_you_mean(name, (*names, *firsts))
            raise QueryProblem(f"There is no {self.noun} {quoted(name)}.", place, hint=hint)
        return one_of(column, found)

    def like(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Whether the column holds a record whose folded name holds the folded text."""
        return column.in_([identity for identity, _, own in self.records if fold(part) in fold(own)])


@dataclass(frozen=True, slots=True)
class TableLinks:
    """Records of a table, asked by the database itself.

    Attributes:
        table: The table, with the columns ``id`` and ``code``.
        name: The column with the name.
        folded: The column with the folded name, where there is one.
    """

    table: FromClause
    name: str = "name"
    folded: str | None = None

    def named(self, column: ColumnElement[Any], name: str, _place: Place) -> ColumnElement[bool]:
        """Whether the column holds the record of that code or name."""
        if looks_like_code(name):
            return column.in_(select(self.table.c.id).where(self.table.c.code == normalise_code(name)))
        matches = spelled(self.table.c[self.name], name)
        if self.folded:
            matches = matches | (self.table.c[self.folded] == fold(name))
        return column.in_(select(self.table.c.id).where(matches))

    def like(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Whether the column holds a record whose name holds the text."""
        folded = self.table.c[self.folded] if self.folded else None
        return column.in_(select(self.table.c.id).where(holds(self.table.c[self.name], part, folded)))


class ColumnSource(Protocol):
    """Where the fields of one kind of record lie; the compiler knows no column but these."""

    @property
    def names(self) -> FieldNames:
        """The fields by the names a query uses."""
        ...

    def plain(self, each: Field) -> ColumnElement[Any]:
        """A text, number, yes or no, day, moment or linked id, of a type that compares as such."""
        ...

    def folded(self, each: Field) -> ColumnElement[Any] | None:
        """The folded form of a text, where it is kept."""
        ...

    def money(self, each: Field) -> MoneyColumns:
        """The parts of an amount of money."""
        ...

    def several(self, each: Field) -> FromClause:
        """The texts of a field that holds several, as rows with the column ``value``."""
        ...

    def links(self, each: Field) -> Links:
        """How the records are named that a field links to."""
        ...

    def search(self) -> ColumnElement[Any]:
        """Everything searchable, folded."""
        ...

    def code(self) -> ColumnElement[Any] | None:
        """The short code, where the kind has one."""
        ...


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """The columns of a kind of record whose table follows the conventions of ``app.domain.core.columns``.

    Attributes:
        table: The record's table, or an alias of it.
        fields: Its fields, custom ones included.
        linked: How records are named, by type of link: user, contact, account.
        folds: Columns that hold the folded form of a text field, by its code.
    """

    table: FromClause
    fields: Sequence[Field]
    linked: Mapping[str, Links] = field(default_factory=dict)
    folds: Mapping[str, str] = field(default_factory=dict)
    names: FieldNames = field(init=False)

    def __post_init__(self) -> None:
        """Know the fields by name; identity comes last, so that a field of the same name counts.

        Raises:
            ValueError: Nobody says how the records are named that a field links to.
        """
        unknown = {each.field_type.link for each in self.fields if each.field_type.link} - self.linked.keys()
        if unknown:
            raise ValueError(f"say how these are named: {', '.join(sorted(unknown))}")
        known = (each for each in IDENTITY if each.code in self.table.c)
        object.__setattr__(self, "names", FieldNames((*self.fields, *known)))

    def plain(self, each: Field) -> ColumnElement[Any]:
        """The field's column, or its custom value as the type that compares."""
        if not each.custom:
            return self.table.c[columns_of(each)[0]]
        value = self.table.c.custom[each.code]
        typed: ColumnElement[Any]
        match each.field_type.comparison.name:
            case "number":
                typed = value.as_float()
            case "yes_no":
                typed = value.as_boolean()
            case "day":
                typed = type_coerce(value.as_string(), DayText)
            case "moment":
                typed = type_coerce(value.as_string(), MomentText)
            case _:
                typed = value.as_string()
        return typed

    def folded(self, each: Field) -> ColumnElement[Any] | None:
        """The column with the folded text, where there is one."""
        name = None if each.custom else self.folds.get(each.code)
        return None if name is None else self.table.c[name]

    def money(self, each: Field) -> MoneyColumns:
        """Two columns, or the two parts of a custom amount."""
        if each.custom:
            document = self.table.c.custom
            amount, currency = document[each.code, "amount"], document[each.code, "currency"]
            return MoneyColumns(cast(amount.as_string(), Float), currency.as_string(), in_minor=False)
        minor, currency = (self.table.c[name] for name in columns_of(each))
        return MoneyColumns(minor, currency, in_minor=True)

    def several(self, each: Field) -> FromClause:
        """The texts in the field's list."""
        listed = self.table.c.custom[each.code] if each.custom else self.table.c[columns_of(each)[0]]
        return each_text(listed).table_valued("value")

    def links(self, each: Field) -> Links:
        """The records that the field's type links to."""
        return self.linked[each.field_type.link]

    def search(self) -> ColumnElement[Any]:
        """The record's searchable text."""
        return self.table.c.search_text

    def code(self) -> ColumnElement[Any] | None:
        """The record's short code, if its table has one."""
        return self.table.c.code if "code" in self.table.c else None

"""Where a query's fields lie: the columns of a record's table, its document of custom values, its links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, Protocol, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Dialect,
    FromClause,
    FunctionElement,
    Numeric,
    String,
    Text,
    TypeDecorator,
    case,
    cast,
    func,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement

from app.domain.core.columns import columns_of
from app.domain.core.fields import Field
from app.domain.core.folding import fold, like_pattern
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.query.contributed import QueryField
from app.domain.query.names import FieldNames
from app.domain.store.folded import FOLDED, folded_key
from app.domain.store.searching import phrase_in

_OFFSET: Final = "+00:00"
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
    """A moment as a document keeps it, without its offset, which is always UTC: ISO 8601 text, in order of time."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """The moment as text."""
        return None if value is None else value.astimezone(UTC).isoformat().removesuffix(_OFFSET)


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


class document_number(FunctionElement[Any]):  # noqa: N801 - it reads as an SQL function
    """A value of a JSON document, named by its key, as a number; nothing for what is none."""

    type = Numeric()
    name = "document_number"
    inherit_cache = True


@compiles(document_number)
def _number_anywhere(element: document_number, compiler: Any, **kw: Any) -> str:
    place = _place_anywhere(element, compiler, **kw)
    return f"CASE WHEN json_type({place}) IN ('integer', 'real') THEN json_extract({place}) END"


@compiles(document_number, "postgresql")
def _number_on_postgres(element: document_number, compiler: Any, **kw: Any) -> str:
    value = _value_on_postgres(element, compiler, **kw)
    return f"CASE jsonb_typeof({value}) WHEN 'number' THEN ({value})::numeric END"


class document_truth(FunctionElement[Any]):  # noqa: N801 - it reads as an SQL function
    """A value of a JSON document, named by its key, as yes or no; nothing for what is neither."""

    type = Boolean()
    name = "document_truth"
    inherit_cache = True


@compiles(document_truth)
def _truth_anywhere(element: document_truth, compiler: Any, **kw: Any) -> str:
    return f"CASE json_type({_place_anywhere(element, compiler, **kw)}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"


@compiles(document_truth, "postgresql")
def _truth_on_postgres(element: document_truth, compiler: Any, **kw: Any) -> str:
    value = _value_on_postgres(element, compiler, **kw)
    return f"CASE jsonb_typeof({value}) WHEN 'boolean' THEN ({value})::boolean END"


def _place_anywhere(element: FunctionElement[Any], compiler: Any, **kw: Any) -> str:
    """A document and the path of a key in it, as SQLite's functions take them."""
    document, key = (compiler.process(each, **kw) for each in element.clauses)
    return f"{document}, '$.\"' || {key} || '\"'"


def _value_on_postgres(element: FunctionElement[Any], compiler: Any, **kw: Any) -> str:
    document, key = (compiler.process(each, **kw) for each in element.clauses)
    return f"({document} -> CAST({key} AS text))"


class small(FunctionElement[Any]):  # noqa: N801 - it reads as an SQL function
    """A text with ASCII capitals in small letters and everything else as it is."""

    type = Text()
    name = "small"
    inherit_cache = True


@compiles(small)
def _small_anywhere(element: small, compiler: Any, **kw: Any) -> str:
    return f"lower({compiler.process(element.clauses, **kw)})"


@compiles(small, "postgresql")
def _small_on_postgres(element: small, compiler: Any, **kw: Any) -> str:
    return f'lower({compiler.process(element.clauses, **kw)} COLLATE "C")'


class Links(Protocol):
    """How records of another kind are named in a query, such as accounts."""

    def named(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Whether the link's column holds the id of a record of that name."""
        ...

    def like(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Whether the link's column holds the id of a record whose name holds the text."""
        ...


@dataclass(frozen=True, slots=True)
class TableLinks:
    """Records of a table, asked by the database itself.

    Attributes:
        table: The table, with the columns ``id`` and ``code``.
        name: The column with the name.
        key: A column by which the folded name finds it too, where there is one.
    """

    table: FromClause
    name: str = "name"
    key: str | None = None

    def named(self, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
        """Whether the column holds the record of that code or name."""
        if looks_like_code(name):
            return column.in_(select(self.table.c.id).where(self.table.c.code == normalise_code(name)))
        matches = folded_text(self.table, self.table.c[self.name], self.name) == fold(name)
        if self.key:
            matches = or_(matches, self.table.c[self.key] == fold(name))
        return column.in_(select(self.table.c.id).where(matches))

    def like(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Whether the column holds the id of a record whose name holds the text."""
        own = folded_text(self.table, self.table.c[self.name], self.name)
        return column.in_(select(self.table.c.id).where(holds(own, fold(part))))


def one_of(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether a column holds one of the values; a single one is compared plainly, so that indexes keep order."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def holds(text: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Whether a text holds a part; nothing in it is a wildcard."""
    return text.like(f"%{like_pattern(part)}%", escape="\\")


def folded_text(table: FromClause, column: ColumnElement[Any], key: str) -> ColumnElement[Any]:
    """A text of a row in folded form: the one kept for texts that are not plain ASCII, else in small letters."""
    return func.coalesce(table.c[FOLDED][key].as_string(), small(column)) if FOLDED in table.c else small(column)


@dataclass(frozen=True, slots=True)
class Further:
    """Rows with further values of a field, each in the form in which it is compared.

    Attributes:
        record_id: The column with the id of the record they belong to.
        key: The column with the value.
        which: What makes a row one of this field.
    """

    record_id: ColumnElement[Any]
    key: ColumnElement[Any]
    which: ColumnElement[bool]

    def any_of(self, table: FromClause, answer: ColumnElement[bool]) -> ColumnElement[bool]:
        """That a record of a table has such a value of which the answer is true."""
        return table.c.id.in_(select(self.record_id).where(self.which, answer))


HasFurther: TypeAlias = Callable[[Callable[[ColumnElement[Any]], ColumnElement[bool]]], ColumnElement[bool]]
"""That a record has a further value of which an answer is true."""


class ColumnSource(Protocol):
    """Where the fields of one kind of record lie; the evaluator knows no column but these."""

    @property
    def names(self) -> FieldNames:
        """The fields by the names a query uses."""
        ...

    def plain(self, each: Field) -> ColumnElement[Any]:
        """A text, number, yes or no, day, moment or linked id, of a type that compares as such."""
        ...

    def kept(self, each: Field) -> ColumnElement[Any]:
        """What is there for a value if there is one, of whatever type."""
        ...

    def folded(self, each: Field) -> ColumnElement[Any]:
        """The folded form of a text."""
        ...

    def is_ascii(self, each: Field) -> ColumnElement[bool]:
        """Whether a text is plain ASCII, whose folded form is itself in small letters."""
        ...

    def e164(self, each: Field) -> ColumnElement[Any] | None:
        """The international form of a phone number, where it is kept."""
        ...

    def money(self, each: Field) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """The minor units and the currency of an amount of money."""
        ...

    def several(self, each: Field) -> FromClause:
        """The texts of a field that holds several, as rows with the column ``value``."""
        ...

    def several_folded(self, each: Field) -> FromClause:
        """The same with each text in folded form, but for capitals."""
        ...

    def links(self, each: Field) -> Links:
        """How the records are named that a field links to."""
        ...

    def found(self, phrase: str) -> ColumnElement[bool]:
        """That the record, or a further way to reach it, holds a folded phrase."""
        ...

    def further(self, each: Field) -> HasFurther | None:
        """What asks the further values of a field, beside the record's own; ``None`` where there are none."""
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
        linked: How records are named, by type of link: contact, account. Users are known to the context.
        folds: Columns that hold the folded form of a text field, by its code.
        numbers: Columns that hold the international form of a phone field, by its code.
        further_values: Where further values of a field lie, by its code.
        elsewhere: Fields that areas keep in tables of their own; the record's own win where names are the same.
    """

    table: FromClause
    fields: Sequence[Field]
    linked: Mapping[str, Links] = field(default_factory=dict)
    folds: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    further_values: Mapping[str, Further] = field(default_factory=dict)
    elsewhere: Sequence[QueryField] = ()
    names: FieldNames = field(init=False)

    def __post_init__(self) -> None:
        """Know the fields by name; identity comes last, so that a field of the same name counts.

        Raises:
            ValueError: Nobody says how the records are named that a field links to.
        """
        links = {each.field_type.link for each in self.fields}
        unknown = links - self.linked.keys() - {"", "user"}
        if unknown:
            raise ValueError(f"say how these are named: {', '.join(sorted(unknown))}")
        known = (each for each in IDENTITY if each.code in self.table.c)
        object.__setattr__(self, "names", FieldNames((*self.fields, *(one.field for one in self.elsewhere), *known)))

    def _elsewhere(self, each: Field) -> QueryField | None:
        """What says where a field lies that the record's table does not hold."""
        return next((one for one in self.elsewhere if one.field is each), None)

    def plain(self, each: Field) -> ColumnElement[Any]:
        """The field's column, or its custom value as the type that compares."""
        if (elsewhere := self._elsewhere(each)) is not None:
            return elsewhere.found(self.table)
        if not each.custom:
            column = self.table.c[columns_of(each)[0]]
            is_text = each.field_type.comparison.scalar == "number" and isinstance(column.type, String)
            return cast(column, Numeric) if is_text else column
        value = self.table.c.custom[each.code]
        typed: ColumnElement[Any]
        match each.field_type.comparison.scalar:
            case "number":
                typed = document_number(self.table.c.custom, each.code)
            case "yes_no":
                typed = document_truth(self.table.c.custom, each.code)
            case "day":
                typed = type_coerce(value.as_string(), DayText)
            case "moment":
                typed = type_coerce(func.replace(value.as_string(), _OFFSET, ""), MomentText)
            case _:
                typed = value.as_string()
        return typed

    def kept(self, each: Field) -> ColumnElement[Any]:
        """The field's first column, or its custom value as text."""
        if (elsewhere := self._elsewhere(each)) is not None:
            return elsewhere.found(self.table)
        return self.table.c.custom[each.code].as_string() if each.custom else self.table.c[columns_of(each)[0]]

    def folded(self, each: Field) -> ColumnElement[Any]:
        """The column with the folded text, or what stands for it."""
        if (elsewhere := self._elsewhere(each)) is not None:
            found = elsewhere.found(self.table)
            return small(found) if elsewhere.folded is None else elsewhere.folded(self.table)
        name = None if each.custom else self.folds.get(each.code)
        if name is not None:
            return self.table.c[name]
        return folded_text(self.table, self.plain(each), folded_key(each.code, custom=each.custom))

    def is_ascii(self, each: Field) -> ColumnElement[bool]:
        """Whether no folded form of the text is kept."""
        if FOLDED not in self.table.c or self._elsewhere(each) is not None:
            return true()
        absent: ColumnElement[bool] = self._folded(each).as_string().is_(None)
        return absent

    def e164(self, each: Field) -> ColumnElement[Any] | None:
        """The column with the international number, where there is one."""
        name = None if each.custom else self.numbers.get(each.code)
        return None if name is None else self.table.c[name]

    def money(self, each: Field) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """Two columns, or the two parts of a custom amount, which is written with all its decimals."""
        if each.custom:
            document = self.table.c.custom
            digits = func.replace(document[each.code, "amount"].as_string(), ".", "")
            return cast(digits, BigInteger), document[each.code, "currency"].as_string()
        minor, currency, *_ = (self.table.c[name] for name in columns_of(each))
        return minor, currency

    def several(self, each: Field) -> FromClause:
        """The texts in the field's list."""
        return each_text(self._list(each)).table_valued("value")

    def several_folded(self, each: Field) -> FromClause:
        """The folded texts that are kept for the list, or those in it where they are plain."""
        if FOLDED not in self.table.c:
            return self.several(each)
        kept = self._folded(each)
        listed = case((kept.as_string().is_not(None), kept), else_=self._list(each))
        return each_text(listed).table_valued("value")

    def _folded(self, each: Field) -> Any:
        return self.table.c[FOLDED][folded_key(each.code, custom=each.custom)]

    def _list(self, each: Field) -> ColumnElement[Any]:
        return self.table.c.custom[each.code] if each.custom else self.table.c[columns_of(each)[0]]

    def links(self, each: Field) -> Links:
        """The records that the field's type links to."""
        return self.linked[each.field_type.link]

    def found(self, phrase: str) -> ColumnElement[bool]:
        """That the record's text holds the phrase; a phone in whatever spelling."""
        return phrase_in(self.table, phrase)

    def further(self, each: Field) -> HasFurther | None:
        """What asks the further values that were named for the field."""
        values = None if each.custom else self.further_values.get(each.code)
        return None if values is None else lambda answer: values.any_of(self.table, answer(values.key))

    def code(self) -> ColumnElement[Any] | None:
        """The record's short code, if its table has one."""
        return self.table.c.code if "code" in self.table.c else None

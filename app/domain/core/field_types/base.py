"""Fields and what a type of field answers; a new type is one class, made known by ``register``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal, Protocol
from zoneinfo import ZoneInfo

from app.domain.core.area import joined, resolve
from app.domain.core.errors import Invalid
from app.domain.core.field_types.comparisons import TEXT, Comparison
from app.domain.core.frozen import frozen
from app.words import Message, Words, WordsByCode, formats, say

#: The longest single line a field keeps, in characters.
LINE_LIMIT = 500

EntryKind = Literal["line", "prose", "choice", "yes_no", "link", "condition"]
"""How a value is entered in a form: typed, over several lines, picked, ticked, found among records, as a condition."""


@frozen
class Field:
    """One field of a kind of record.

    Attributes:
        code: The name in the query language, on the command line and in JSON.
        label: What forms and columns show.
        type: The name of its type, such as line, money or user; ``field_type`` is the type itself.
        group: Which part of a form or of the details it belongs to.
        choices: For a choice: code and label of each.
        open: For a choice: whether other values are welcome too.
        help: A hint for the form.
        minimum: For numbers: the least value allowed.
        maximum: For numbers: the greatest value allowed.
        computed: Whether the program alone sets it.
        custom: Whether a manager or an import added it.
    """

    code: str
    label: Words
    type: str = "line"
    group: str = "about"
    choices: WordsByCode = ()
    open: bool = False
    help: Words | None = None
    minimum: int | None = None
    maximum: int | None = None
    computed: bool = False
    custom: bool = False

    @property
    def field_type(self) -> FieldType:
        """Its type, which answers whatever depends on the type."""
        return type_named(self.type)

    def choice_label(self, code: str) -> str:
        """The label of a choice; the code itself where it is none of ours."""
        return next((label for each, label in self.choices if each == code), code)


@frozen
class ParseContext:
    """What parsing a value from text depends on.

    Attributes:
        now: The present moment, UTC.
        zone: The user's zone; a time without an offset is meant in it.
        currency: ISO 4217 code for money that names none.
        region: ISO 3166 code for phone numbers without a country.
    """

    now: datetime
    zone: ZoneInfo
    currency: str = "USD"
    region: str = ""


@frozen
class CellContext:
    """What parsing the cells of one column of a file depends on.

    Attributes:
        parse_context: What parsing any value depends on.
        find: Gives the id of the record of a kind that a text names; raises ``NotFound``.
        date_order: How the column's dates are written: ymd, dmy or mdy, where its values tell.
        decimal_mark: The column's decimal point or comma, where its values tell.
        marked_currencies: Those whose amounts in this column tell the mark; one of another is read by its own form.
        form_chosen: Whether a person chose the order or the mark, so that no cell is read by its own.
        are_shares: Whether the column's percentages are written as shares of one.
    """

    parse_context: ParseContext
    find: Callable[[str, str], str]
    date_order: str | None = None
    decimal_mark: Literal[".", ","] | None = None
    marked_currencies: frozenset[str] = frozenset()
    form_chosen: bool = False
    are_shares: bool = False


class LocalTime(Protocol):
    """When and where a value is looked at."""

    @property
    def now(self) -> datetime:
        """The present moment."""

    @property
    def zone(self) -> ZoneInfo:
        """The user's zone."""


class FieldType:
    """A type of field; this one holds a line of text, and others override what they do in another way.

    Its values are of one Python class, which is all that those who hand them on need to know. What belongs to a
    single record or screen is none of its business.
    """

    name: str = "line"
    """What fields, custom fields in the database and the command line call it."""
    noun: Message = "text"
    """What its values are called where an import tells of a new field."""
    value_class: type = str
    comparison: Comparison = TEXT
    """How a query compares it, and with which operators."""
    query_words: tuple[str, ...] = ()
    """Values worth offering while a query is typed."""
    link: str = ""
    """The kind of record that is stored by its id; empty where the value is no record."""
    completes: str = ""
    """The kind of record whose names are offered while it is typed."""
    several: bool = False
    """Whether it holds several values, typed with commas between them."""
    is_prose: bool = False
    """Whether its text has lines."""
    has_preview: bool = False
    """Whether a form shows beside what was typed what it is taken for."""
    has_date_order: bool = False
    """Whether its values are dates, which a column of a file writes in one order throughout."""
    has_decimal_mark: bool = False
    """Whether its values have a decimal point or comma, of which a column of a file uses one throughout."""
    groups_threes: bool = False
    """Whether three digits behind a lone point or comma are a group of it, since it has no thousandths."""
    has_shares: bool = False
    """Whether a column of a file may write its values as shares of one."""
    dials: bool = False
    """Whether its digits are dialled, not counted: a fraction of nothing behind them is a spreadsheet's doing."""
    needs_choices: bool = False
    """Whether it means nothing without choices."""
    keeps_choices: bool = False
    """Whether its choices are a list of named codes; else they are values that are offered, each with what it is."""
    for_custom: bool = True
    """Whether a manager's own field can be of this type."""
    cell_shapes: ClassVar[frozenset[str]] = frozenset()
    """The shapes of cells an import takes for it (see ``app.domain.capture.values``); empty for any."""

    # Reading

    def parse(self, field: Field, value: object, context: ParseContext) -> Any:
        """A value as the field stores it, from text as typed or from a typed value; neither is blank.

        Raises:
            Invalid: It does not fit.
        """
        return self.bounded(self.line_of(value), LINE_LIMIT) or None

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> Any:
        """A value from a filled cell of a file: text, or what a workbook stores.

        Raises:
            Invalid: It does not fit.
        """
        return self.parse(field, cell.strip() if isinstance(cell, str) else str(cell), cells.parse_context)

    def left_out_of(self, cell: object, value: Any, cells: CellContext) -> str:
        """What a value leaves out of the cell it was read from, in words; empty for nothing."""
        return ""

    def several_in(self, text: str) -> tuple[str, ...]:
        """The values of a cell that can hold several of them; empty where it holds one, or none that is known."""
        return ()

    def from_digits(self, digits: str) -> str:
        """What digits are that a spreadsheet had made a number of."""
        return digits

    def takes(self, text: str, shape: str) -> bool:
        """Whether a column of such cells may be meant for it.

        Args:
            text: A filled cell as text.
            shape: What it looks like.
        """
        return not self.cell_shapes or shape in self.cell_shapes

    def operand(self, field: Field, text: str, context: ParseContext) -> Any:
        """The value that a query compares the field with; text that the field could not hold stays as it is.

        Raises:
            Invalid: It is none, where texts do not compare.
        """
        try:
            return self.parse(field, text, context)
        except Invalid:
            return self.line_of(text)

    @staticmethod
    def line_of(value: object) -> str:
        """Any value as one clean line."""
        from app.domain.core.text import clean_line

        return clean_line(str(value))

    @staticmethod
    def bounded(text: str, limit: int) -> str:
        """The text, if so much fits.

        Raises:
            Invalid: It is too long.
        """
        if len(text) > limit:
            raise Invalid(
                say(
                    "this is {length} characters long; at most {limit} fit.",
                    length=formats.number(len(text)),
                    limit=formats.number(limit),
                ),
                hint=say("Shorten it, or put it in a note."),
            )
        return text

    # Keeping: in columns, or in the document of custom values

    def columns(self, field: Field) -> tuple[str, ...]:
        """The columns it is stored in."""
        return (field.code,)

    def stored(self, field: Field, value: Any) -> dict[str, Any]:
        """A value as its columns hold it; a link comes as the other record's id."""
        return {self.columns(field)[0]: value}

    def value_of(self, field: Field, row: Mapping[str, Any]) -> Any:
        """The value from its columns; a link comes as the other record's id."""
        return row[self.columns(field)[0]]

    def card_columns(self, field: Field) -> tuple[str, ...]:
        """The columns a card reads it from."""
        return self.columns(field)

    def card_value(self, field: Field, row: Mapping[str, Any]) -> Any:
        """The value a card shows, from its columns."""
        return self.value_of(field, row)

    def to_plain(self, value: Any) -> Any:
        """A value as the document of custom values keeps it, so that it compares."""
        return to_json(value)

    def from_plain(self, plain: Any) -> Any:
        """The value from the document of custom values.

        What was kept as another type may come back as it is, or raise ``TypeError``, ``ValueError``, ``LookupError``
        or ``ArithmeticError``: it is shown as text then.
        """
        return plain

    # Showing

    def export(self, value: Any) -> Any:
        """A value as JSON shows it."""
        return to_json(value)

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """A value in words for people; it may be text that a custom field kept before it had this type."""
        return field.choice_label(str(value)) if self.keeps_choices else str(value)

    # Entering

    def entry(self, field: Field) -> EntryKind:
        """How it is entered in a form."""
        return "choice" if field.choices else "line"

    def options(self, field: Field) -> tuple[tuple[str, str], ...]:
        """Code and label of each value that can be picked."""
        return field.choices

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """A value as the text a person edits; reading it again gives the same value."""
        from app.domain.core.text import for_display

        text = field.choice_label(str(value)) if self.keeps_choices else str(value)
        return for_display(text, lines=self.is_prose)

    def preview(self, field: Field, value: Any, context: ParseContext) -> str:
        """What a text was taken for, in words, such as ``Tue 24 Nov 10:00`` or ``1 h 30 min``."""
        return self.written(field, value, context)


_TYPES: dict[str, FieldType] = {}


def register(field_type: FieldType) -> FieldType:
    """Make a type known, so that fields can be declared with its name.

    Raises:
        ValueError: Another type has that name.
    """
    known = _TYPES.setdefault(field_type.name, field_type)
    if type(known) is not type(field_type):
        raise ValueError(f"there is a type of field {field_type.name} already")
    return known


def type_named(name: str) -> FieldType:
    """The type of a name.

    Raises:
        KeyError: No type is called that.
    """
    found = _TYPES.get(name)
    if found is None:
        _take_in()
        found = _TYPES[name]
    return found


def is_known(name: str) -> bool:
    """Whether a type is called that."""
    _take_in()
    return name in _TYPES


def known_types() -> tuple[FieldType, ...]:
    """Every type, in the order in which they were made known."""
    _take_in()
    return tuple(_TYPES.values())


def _take_in() -> None:
    """Make the types known that areas name in their manifests."""
    for area in joined():
        for place in area.field_types:
            register(resolve(place))


def to_json(value: Any) -> Any:
    """Any field's value as JSON shows it: moments in ISO 8601 with offset, money with its currency."""
    if hasattr(value, "as_json"):
        return value.as_json()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (tuple, list)):
        return [to_json(each) for each in value]
    return value

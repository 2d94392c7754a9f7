"""Types that hold text: a line, prose, and lines of a form of their own."""

from __future__ import annotations

from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.field_types.base import (
    LINE_LIMIT,
    CellContext,
    EntryKind,
    Field,
    FieldType,
    LocalTime,
    ParseContext,
)
from app.domain.core.field_types.comparisons import CODE, COUNTRY, EMAIL, PHONE
from app.words import Message, say

#: The longest prose a field keeps, in characters.
PROSE_LIMIT = 100_000

_FEWEST_DIGITS = 5


class Prose(FieldType):
    """Text of several lines."""

    name = "prose"
    noun: Message = "long text"
    is_prose = True

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The text without what could command a terminal."""
        from app.domain.core.text import clean_prose

        return self.bounded(clean_prose(str(value)), PROSE_LIMIT) or None

    def entry(self, field: Field) -> EntryKind:
        """Over several lines."""
        return "prose"


class Code(FieldType):
    """A record's short code."""

    name = "code"
    comparison = CODE
    for_custom = False


class Email(FieldType):
    """An email address."""

    name = "email"
    noun: Message = "addresses"
    comparison = EMAIL
    cell_shapes = frozenset({"email"})

    def parse(self, field: Field, value: object, context: ParseContext) -> str:
        """The address in its normal form."""
        from app.domain.core.emails import parse_email

        return parse_email(str(value))

    def takes(self, text: str, shape: str) -> bool:
        """Whether it is an address, or several."""
        from app.domain.core.emails import addresses_in

        return shape == "email" or ("@" in text and bool(addresses_in(text)))

    def several_in(self, text: str) -> tuple[str, ...]:
        """The addresses, those behind names among them."""
        from app.domain.core.emails import addresses_in

        return addresses_in(text)


class Phone(FieldType):
    """A phone number as it was typed."""

    name = "phone"
    noun: Message = "phone numbers"
    dials = True
    comparison = PHONE

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The number as typed, if it is one."""
        from app.domain.core.phones import parse_phone

        return self.bounded(parse_phone(str(value), context.region).raw, LINE_LIMIT) or None

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> str | None:
        """Whatever a list calls a phone number, as long as it can be dialled."""
        text = self.bounded(self.line_of(cell), LINE_LIMIT)
        if not self.takes(text, ""):
            raise Invalid(say("“{text}” is not a phone number.", text=text[:60]))
        return text or None

    def takes(self, text: str, shape: str) -> bool:
        """Whether it has the digits of a number."""
        return sum(letter.isdigit() for letter in text) >= _FEWEST_DIGITS

    def several_in(self, text: str) -> tuple[str, ...]:
        """The numbers."""
        from app.domain.core.phones import numbers_in

        return numbers_in(text)

    def from_digits(self, digits: str) -> str:
        """The number with its plus, where that was lost and only an international number can be meant."""
        from app.domain.core.phones import parse_phone

        e164 = parse_phone(digits).e164 if digits.isdecimal() else None
        return e164 if e164 == f"+{digits}" else digits


class TimeZone(FieldType):
    """The name of a time zone, such as Asia/Dubai."""

    name = "time_zone"
    noun: Message = "time zones"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The name, if there is such a zone."""
        from app.domain.core.locales import parse_zone

        return parse_zone(self.line_of(value)) or None


class WorkingHours(FieldType):
    """Windows of a week, such as Mon-Fri 09:00-18:00; see ``app.domain.core.working``."""

    name = "working_hours"
    noun: Message = "working hours"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The windows, written one way."""
        from app.domain.core.working import WorkingWeek

        return str(WorkingWeek.parse(self.line_of(value))) or None

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """The windows with the days of the language."""
        from app.domain.core.working import WorkingWeek

        return WorkingWeek.parse(str(value)).in_words()

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """As they are shown."""
        return self.display(field, value, context)


class Language(FieldType):
    """A language by its code, such as ar."""

    name = "language"
    noun: Message = "languages"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The code, if there is such a language."""
        from app.domain.core.locales import parse_language

        return parse_language(self.line_of(value)) or None


class Currency(FieldType):
    """A currency by its code (ISO 4217), typed as its code, sign or name."""

    name = "currency"
    noun: Message = "currencies"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str:
        """The code, if it is a currency in use."""
        from app.domain.core.amounts import parse_currency

        return parse_currency(self.line_of(value))


class Country(FieldType):
    """The name of a country as it was typed."""

    name = "country"
    noun: Message = "countries"
    comparison = COUNTRY
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The name as typed, if a country is called so."""
        from app.domain.core.countries import region_of

        name = self.bounded(self.line_of(value), LINE_LIMIT)
        if name and not region_of(name):
            raise Invalid(
                say("“{text}” is not a country.", text=name[:60]),
                hint=say("Write its name or code, such as United Arab Emirates or AE."),
            )
        return name or None

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> str | None:
        """Whatever a list calls a country: what it says is kept, and means a country where it is one's name."""
        return self.bounded(self.line_of(cell), LINE_LIMIT) or None


class Url(FieldType):
    """The address of a web page."""

    name = "url"
    noun: Message = "links"
    cell_shapes = frozenset({"url"})

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The address as typed, if it can be one."""
        text = self.line_of(value)
        bare = text.split("://", 1)[-1].split("/", 1)[0]
        if " " in text or "." not in bare or ("://" in text and not text.lower().startswith(("http://", "https://"))):
            raise Invalid(
                say("“{text}” is not a web address.", text=text[:80]),
                hint=say("Write it like www.contoso.example.com."),
            )
        return self.bounded(text, LINE_LIMIT) or None


LINE = FieldType()
PROSE = Prose()
CODE_TEXT = Code()

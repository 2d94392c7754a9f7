"""Fields: what a record can hold, declared once for forms, commands, imports and queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.money import Money

#: The longest single line and the longest prose a field keeps, in characters.
LINE_LIMIT = 500
PROSE_LIMIT = 100_000


@frozen
class Field:
    """One field of a kind of record.

    Attributes:
        code: The name in the query language, on the command line and in JSON.
        label: What forms and columns show.
        type: line, prose, integer, decimal, percent, money, date, moment, yes_no, choice, tags, email, phone, url,
            user, contact or account.
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
    label: str
    type: str = "line"
    group: str = "about"
    choices: tuple[tuple[str, str], ...] = ()
    open: bool = False
    help: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    computed: bool = False
    custom: bool = False

    def choice_label(self, code: str) -> str:
        """The label of a choice; the code itself where it is none of ours."""
        return next((label for each, label in self.choices if each == code), code)


@frozen
class ParseContext:
    """What reading a value from text depends on.

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


def parse(field: Field, value: object, context: ParseContext) -> Any:
    """A value as the field stores it, from text or from a typed value.

    Args:
        field: The field it is for.
        value: Text as typed, a value of the right type, or ``None`` or blank text for nothing.
        context: What reading depends on.

    Returns:
        str, int, Decimal, bool, Money, date, datetime, tuple of text, or ``None`` for nothing. Links to users,
        contacts and accounts stay text; whoever knows the records resolves them.

    Raises:
        Invalid: It does not fit; the message names the field.
    """
    if field.computed:
        raise Invalid(f"{field.label} is set by Leadline itself.", field=field.code, hint="Leave it out.")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return _READERS.get(field.type, _line)(field, value, context)
    except Invalid as problem:
        raise Invalid(_naming(field, problem.message), field=field.code, hint=problem.hint) from problem


def _naming(field: Field, message: str) -> str:
    return message if message.startswith(field.label) else f"{field.label}: {message}"


def _line(_field: Field, value: object, _context: ParseContext) -> str | None:
    from app.domain.core.text import clean_line

    text = clean_line(str(value))
    return _bounded(text, LINE_LIMIT)


def _prose(_field: Field, value: object, _context: ParseContext) -> str | None:
    from app.domain.core.text import clean_prose

    return _bounded(clean_prose(str(value)), PROSE_LIMIT)


def _bounded(text: str, limit: int) -> str | None:
    if len(text) > limit:
        raise Invalid(
            f"this is {len(text):,} characters long; at most {limit:,} fit.",
            hint="Shorten it, or put it in a note.",
        )
    return text or None


def _integer(field: Field, value: object, _context: ParseContext) -> int:
    from app.domain.core.amounts import parse_decimal, parse_integer

    if isinstance(value, str):
        number = parse_integer(value)
    else:
        exact = parse_decimal(_digits(value), decimal_mark=".")
        if exact != exact.to_integral_value():
            raise Invalid(f"{exact:f} is not a whole number.", hint="Leave out the fraction.")
        number = int(exact)
    _within(field, Decimal(number))
    return number


def _decimal(field: Field, value: object, _context: ParseContext) -> Decimal:
    from app.domain.core.amounts import parse_decimal

    number = parse_decimal(value) if isinstance(value, str) else parse_decimal(_digits(value), decimal_mark=".")
    _within(field, number)
    return number


def _percent(_field: Field, value: object, _context: ParseContext) -> int:
    from app.domain.core.amounts import parse_percent

    typed = isinstance(value, str)
    number = round(parse_percent(str(value)) if typed else parse_percent(_digits(value), decimal_mark="."))
    if not 0 <= number <= 100:
        raise Invalid("a percentage lies between 0 and 100.")
    return number


def _within(field: Field, number: Decimal) -> None:
    if field.minimum is not None and number < field.minimum:
        raise Invalid(f"{number:,} is too small; the least is {field.minimum:,}.")
    if field.maximum is not None and number > field.maximum:
        raise Invalid(f"{number:,} is too large; the most is {field.maximum:,}.")


def _money(_field: Field, value: object, context: ParseContext) -> Money:
    from app.domain.core.amounts import parse_money

    if isinstance(value, Money):
        money = value
    elif isinstance(value, str):
        money = parse_money(value, context.currency)
    elif isinstance(value, Mapping):
        money = parse_money(f"{value.get('amount')} {value.get('currency')}", decimal_mark=".")
    else:
        money = parse_money(_digits(value), context.currency, decimal_mark=".")
    if money.minor < 0:
        raise Invalid("an amount cannot be negative.")
    if money.minor >= 2**62:
        raise Invalid("this amount is too large.")
    return money


def _digits(value: object) -> str:
    """A number that was not typed, such as a spreadsheet's, as text with a decimal point."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{Decimal(str(value)):f}"
    raise Invalid(f"“{str(value)[:60]}” is not a number.")


def _date(_field: Field, value: object, context: ParseContext) -> date:
    from app.domain.core.moments import parse_day

    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_day(str(value), context.now.astimezone(context.zone).date())


def _moment(_field: Field, value: object, context: ParseContext) -> datetime:
    from app.domain.core.moments import parse_moment

    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=context.zone)
    return parse_moment(str(value), context.now, context.zone)


def _yes_no(_field: Field, value: object, _context: ParseContext) -> bool:
    from app.domain.core.amounts import parse_yes_no

    return value if isinstance(value, bool) else parse_yes_no(str(value))


def _choice(field: Field, value: object, _context: ParseContext) -> str:
    from app.domain.core.folding import fold
    from app.domain.core.text import clean_line

    text = clean_line(str(value))
    wanted = fold(text).replace("_", " ").replace("-", " ")
    for code, label in field.choices:
        if wanted in (fold(label).replace("-", " "), code.replace("_", " ").lower()):
            return code
    if field.open:
        return _bounded(text, LINE_LIMIT) or ""
    known = ", ".join(label.lower() if label.isascii() else label for _, label in field.choices[:12])
    raise Invalid(f"“{text[:60]}” is not one of its choices.", hint=f"Choose from: {known}.")


def _tags(_field: Field, value: object, _context: ParseContext) -> tuple[str, ...]:
    from app.domain.core.text import clean_line

    parts = value.split(",") if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else [value]
    cleaned = (clean_line(str(part))[:LINE_LIMIT] for part in parts)
    return tuple(dict.fromkeys(each for each in cleaned if each))


def _email(_field: Field, value: object, _context: ParseContext) -> str:
    from app.domain.core.emails import parse_email

    return parse_email(str(value))


def _phone(_field: Field, value: object, context: ParseContext) -> str:
    from app.domain.core.phones import parse_phone

    return _bounded(parse_phone(str(value), context.region).raw, LINE_LIMIT) or ""


def _url(_field: Field, value: object, _context: ParseContext) -> str:
    from app.domain.core.text import clean_line

    text = clean_line(str(value))
    bare = text.split("://", 1)[-1].split("/", 1)[0]
    if " " in text or "." not in bare or ("://" in text and not text.lower().startswith(("http://", "https://"))):
        raise Invalid(f"“{text[:80]}” is not a web address.", hint="Write it like www.contoso.example.com.")
    return _bounded(text, LINE_LIMIT) or ""


_READERS: dict[str, Callable[[Field, object, ParseContext], Any]] = {
    "line": _line,
    "prose": _prose,
    "integer": _integer,
    "decimal": _decimal,
    "percent": _percent,
    "money": _money,
    "date": _date,
    "moment": _moment,
    "yes_no": _yes_no,
    "choice": _choice,
    "tags": _tags,
    "email": _email,
    "phone": _phone,
    "url": _url,
}


def to_json(value: Any) -> Any:
    """A field's value as JSON shows it: moments in ISO 8601 with offset, money with its currency."""
    if isinstance(value, Money):
        return value.as_json()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (tuple, list)):
        return [to_json(each) for each in value]
    return value

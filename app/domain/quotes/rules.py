"""The rules of quotations: until when they hold, what may be done in which status, how they are found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import Field, ParseContext, parse
from app.domain.core.folding import fold
from app.domain.quotes.fields import QUOTATION_FIELDS, status_label
from app.words import listed, say, small

#: What may be done with a quotation, and in which statuses.
MAY: Final[Mapping[str, tuple[str, ...]]] = {
    "submit": ("draft",),
    "reply": ("submitted",),
    "lose": ("submitted", "replied", "expired"),
    "cancel": ("draft", "submitted", "replied", "expired"),
    "order": ("submitted", "replied", "partially_ordered"),
}
_VALID_UNTIL: Final = next(each for each in QUOTATION_FIELDS if each.code == "valid_until")
_DAYS: Final = re.compile(r"(\d{1,6})\s*(d|days?|يوم|يوما|يومًا|أيام|ايام)", re.IGNORECASE)
_LONGEST: Final = 3650


def valid_until(text: object, default: int, context: ParseContext) -> date:
    """The last day of a quotation, from a day or a number of days such as ``30d``.

    Args:
        text: As it was typed, or a date; empty for the default.
        default: How many days from today it holds without it.
        context: What day it is, and where.

    Raises:
        Invalid: It is no day, over already, or more than ten years away.
    """
    today = context.now.astimezone(context.zone).date()
    counted = _DAYS.fullmatch(text.strip()) if isinstance(text, str) else None
    if text is None or text == "":
        day: date = today + timedelta(days=default)
    elif counted is not None:
        day = today + timedelta(days=min(int(counted[1]), _LONGEST + 1))
    else:
        day = parse(_VALID_UNTIL, text, context)
    return check_valid_until(day, today)


def check_valid_until(day: date, today: date) -> date:
    """The last day of a quotation, if it can be one.

    Raises:
        Invalid: It is over already, or more than ten years away.
    """
    if day < today:
        raise Invalid(
            say("Valid until: {day} is over already.", day=day.isoformat()),
            field="valid_until",
            hint=say("Give today or a later day, such as 30d."),
        )
    if day > today + timedelta(days=_LONGEST):
        raise Invalid(
            say("Valid until: {day} is more than ten years away.", day=day.isoformat()),
            field="valid_until",
            hint=say("Give an earlier day, such as 30d."),
        )
    return day


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day is over in a zone, UTC."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def refuse_unless(deed: str, status: str, code: str, valid_until: date) -> None:
    """Refuse what cannot be done with a quotation of a status.

    Args:
        deed: One of ``MAY``.
        status: The quotation's, as it stands now.
        code: The quotation's.
        valid_until: The quotation's last day.

    Raises:
        NotAllowed: It cannot be done.
    """
    if status in MAY[deed]:
        return
    if status == "expired":
        raise NotAllowed(
            say("{code} expired {day}.", code=code, day=valid_until.isoformat()),
            hint=say("Offer it anew: leadline quote copy {code}", code=code),
        )
    if status == "draft":
        raise NotAllowed(
            say("{code} is a draft.", code=code), hint=say("Submit it first: leadline quote submit {code}", code=code)
        )
    allowed = listed(small(status_label(each)) for each in MAY[deed])
    raise NotAllowed(
        say("{code} is {status} already.", code=code, status=small(status_label(status))),
        hint=say("It can be done while it is: {statuses}.", statuses=allowed),
    )


def lost_reason(field: Field, value: object, context: ParseContext) -> str:
    """Why a quotation was lost.

    Raises:
        Invalid: It is missing.
    """
    reason: str | None = parse(field, value, context)
    if not reason:
        raise Invalid(
            say("Reason is missing: say why it was lost."),
            field="reason",
            hint=say("Choose from: {choices}.", choices=listed(small(label) for _, label in field.choices)),
        )
    return reason


def searchable(columns: Mapping[str, Any]) -> str:
    """The folded text that search looks in."""
    custom = (each for each in (columns["custom"] or {}).values() if isinstance(each, str))
    parts = (columns[each] for each in ("code", "name", "customer_name", "terms"))
    return fold(" ".join(str(part) for part in (*parts, *custom) if part))

"""What becomes of rows that repeat a record that is here: a second record, a change of the first, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select

from app.domain.capture.drafts import Draft
from app.domain.capture.keys import found_by
from app.domain.core.area import resolve
from app.domain.core.errors import Invalid
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.fields.editing import put_values
from app.domain.fields.kinds import KINDS, Kind
from app.domain.people.points import point_columns
from app.domain.people.records import ContactPoint
from app.domain.products.kinds import PRODUCT
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import Message, Said, formats, label, listed, say, say_many, sentences

POLICIES: Final = ("create", "update", "create-or-update", "skip")
"""What a person may choose; without a choice such rows come in as further records and are named."""
UPDATING: Final = ("update", "create-or-update")
_NAMED: Final = 5
_BECOMES: Final[Mapping[str, Message]] = {
    "": "They come in as further records; --policy update changes those instead, --policy skip leaves them out.",
    "create": "They come in as further records.",
    "update": "They change those records.",
    "create-or-update": "They change those records.",
    "skip": "They are left out.",
}
_REPEATING: Final = ("lead", "contact", "account")
#: What an update leaves as it is: it follows from what happens with the record, or says which it is.
_LEFT: Final = frozenset({"kind", "status", "created_at", "last_activity_at", "external_id"})


class Repeated(NamedTuple):
    """The record that a row repeats.

    Attributes:
        by: What is the same: number or email.
    """

    id: str
    code: str
    title: str
    by: str


def check_policy(policy: str) -> str:
    """A policy by its name; empty for none.

    Raises:
        Invalid: There is no such policy.
    """
    wanted = policy.strip().casefold().replace("_", "-")
    if wanted and wanted not in POLICIES:
        raise Invalid(
            say("There is no policy “{name}”.", name=policy[:40]),
            field="policy",
            hint=say("Choose from: {choices}.", choices=listed(POLICIES)),
        )
    return wanted


def repeated_by(
    asked: Asked, kind: str, drafts: Sequence[Draft], there: Iterable[str], seen: Callable[[str | None], bool]
) -> dict[int, Repeated]:
    """The records that rows repeat, by line: by the number they have in the system they came from, else by email.

    Args:
        asked: Where to look.
        kind: The kind of record.
        drafts: The rows.
        there: Keys of rows that came in before.
        seen: Whether a key is that of a row of this same file.
    """
    if kind == PRODUCT.name:
        return _by_own_number(asked, drafts)
    if kind not in _REPEATING or not drafts:
        return {}
    table = KINDS[kind].table
    columns = (table.c.id, table.c.code, table.c[KINDS[kind].title], table.c.import_key)
    same_row = {row[3]: row for row in found_by(asked, table, table.c.import_key, there, *columns)}
    numbers = {draft.values["external_id"] for draft in drafts if draft.values.get("external_id")}
    by_number = {
        row[4]: row
        for row in found_by(asked, table, table.c.external_id, numbers, *columns, table.c.external_id)
        if not seen(row[3])
    }
    emails = {draft.values["email"].lower() for draft in drafts if draft.values.get("email")}
    small = func.lower(table.c.email)
    by_email = {row[4]: row for row in found_by(asked, table, small, emails, *columns, small) if not seen(row[3])}
    found: dict[int, Repeated] = {}
    for draft in drafts:
        number, email = draft.values.get("external_id"), (draft.values.get("email") or "").lower()
        same = same_row.get(draft.key) if number else None
        row, by = (same or by_number.get(number), "number") if number else (None, "")
        if row is None:
            row, by = by_email.get(email), "email"
        if row is not None and (number or draft.key not in same_row):
            found[draft.line] = Repeated(row[0], row[1], row[2], by)
    return found


def _by_own_number(asked: Asked, drafts: Sequence[Draft]) -> dict[int, Repeated]:
    """The products that rows repeat, by line: those of the number that people gave them."""
    table = PRODUCT.table
    columns = (table.c.id, table.c.code, table.c.name, table.c.number_key)
    numbers = {fold(draft.values["number"]): draft for draft in drafts if draft.values.get("number")}
    rows = found_by(asked, table, table.c.number_key, numbers, *columns)
    return {numbers[row[3]].line: Repeated(row[0], row[1], row[2], "number") for row in rows}


def repeats_sentence(line: int, repeated: Repeated) -> Said:
    """That a row repeats a record, and which."""
    said = {"row": line, "title": repeated.title, "code": repeated.code}
    if repeated.by == "number":
        return say("Row {row} repeats {title}, {code}, by its number; --policy update changes that.", **said)
    return say("Row {row} repeats {title}, {code}, by its email; --policy update changes that.", **said)


def repeats_notice(repeats: Sequence[Repeated], policy: str) -> Said:
    """What becomes of the rows that repeat records, whom they repeat, and what else could be done."""
    number = len(repeats)
    named: str = listed(map(_named, repeats[:_NAMED]))
    if number > _NAMED:
        named = say("{named} and {number} more", named=named, number=formats.number(number - _NAMED))
    rows = say_many(
        "{n} row that repeats a record here: {named}.",
        "{n} rows that repeat records here: {named}.",
        number,
        named=named,
    )
    return sentences(rows, label(_BECOMES[policy]))


def _named(repeated: Repeated) -> Said:
    """A record, and by what a row repeats it."""
    if repeated.by == "number":
        return say("{title} ({code}, same number)", title=repeated.title, code=repeated.code)
    return say("{title} ({code}, same email)", title=repeated.title, code=repeated.code)


def update_record(
    desk: Desk, unit: UnitOfWork, kind: Kind, fields: Mapping[str, Field], draft: Draft, repeated: Repeated
) -> bool:
    """Change the record that a row repeats to what the row says; what the row leaves empty stays.

    Returns:
        Whether anything changed.

    Raises:
        Refusal: The record is closed, or a value does not fit it.
    """
    record: Any = unit.session.get_one(kind.record, repeated.id)
    kind.refuse_deleted(record)
    kind.refuse_closed(record)
    values = {code: value for code, value in draft.values.items() if code in fields and code not in _LEFT}
    if draft.values.get("description") or draft.leftovers:
        values["description"] = draft.prose("description")
    own = {code: value for code, value in draft.custom.items() if (record.custom or {}).get(code) != value}
    if own:
        record.custom = {**(record.custom or {}), **own}
    if kind.service:
        changed = resolve(kind.service)(desk).edit_within(unit, record.id, values)
    else:
        changed = put_values(record, [fields[code] for code in values], values)
    if own or (changed and not kind.service):
        kind.work_out(record, desk.region)
    added = _add_points(desk, unit, kind, draft, record) if kind.name in _REPEATING else 0
    return bool(added or changed or own)


def _add_points(desk: Desk, unit: UnitOfWork, kind: Kind, draft: Draft, record: Any) -> int:
    """Add the further emails, phones and addresses of a row that its record does not have."""
    points = [*draft.further.points()]
    if draft.values.get("mobile") and draft.values["mobile"] != record.phone:
        points.append(("phone", "mobile", draft.values["mobile"], None))
    if not points:
        return 0
    known = set(unit.session.scalars(select(ContactPoint.key).where(ContactPoint.record_id == record.id)))
    known |= {record.phone_e164 or record.phone_digits, (record.email or "").lower()}
    added = 0
    for medium, sort, value, parts in points:
        row = point_columns(medium, value, sort, country=record.country, region=desk.region, parts=parts)
        if row["key"] and row["key"] not in known:
            known.add(row["key"])
            unit.add(ContactPoint(record_kind=kind.name, record_id=record.id, **row))
            added += 1
    return added

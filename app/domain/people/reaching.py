"""Use cases of reaching people: further emails, phones and addresses of a record, one of each being primary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.area import resolve
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field, parse
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import put_values
from app.domain.fields.kinds import KINDS, Kind, find_record
from app.domain.people.points import ADDRESS_PARTS, address_line, point_columns
from app.domain.people.records import ContactPoint
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork

REACHED: Final = ("lead", "contact", "account")
"""Kinds of record that may have several emails, phones and addresses."""
LABELS: Final = {
    "email": ("business", "home", "other"),
    "phone": ("business", "mobile", "home", "other"),
    "address": ("billing", "shipping", "office", "home", "other"),
}
"""What each may be called."""
_ALSO: Final = {"work": "business", "office": "business", "private": "home", "personal": "home", "cell": "mobile"}
_MOST: Final = 50


class ReachService:
    """The further ways to reach leads, contacts and accounts; the primary ones are the records' own fields."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def add(self, ref: str, medium: str, value: str | Mapping[str, object], label: str = "") -> Outcome:
        """Add an email, phone or address; it is the primary one where the record has none yet.

        Args:
            ref: Which lead, contact or account.
            medium: email, phone or address.
            value: As a person types it; of an address, its fields.
            label: What it is, such as business or mobile.

        Raises:
            Invalid: It does not fit, or the record has it already.
        """
        with self._desk.write(f"{medium}.add") as unit:
            kind, record = self._record(unit.session, ref)
            name = label_of(medium, label)
            own, text = self._read(kind, medium, value)
            if not _own_text(record, medium):
                self._put_own(unit, kind, record, own)
                how = "is its" if kind.name == "account" else "is the"
                message = f"{kind.called(record)}: {text} {how} {medium} now."
            else:
                row = self._columns(record, medium, text, name, own)
                points = _points(unit.session, record.id, medium)
                if row["key"] in {self._own_key(record, medium), *(each.key for each in points)}:
                    raise Invalid(f"{kind.called(record)} has {text} already.", field=medium)
                if len(points) >= _MOST:
                    raise Invalid(f"{kind.called(record)} has {_MOST} of them; no more are kept.", field=medium)
                unit.add(ContactPoint(record_kind=kind.name, record_id=record.id, **row))
                message = f"{kind.called(record)}: further {medium} {text} added."
            unit.describe(message, kind.name, record.id)
        return Outcome(record.id, record.code, (medium,), message, unit.seq)

    def remove(self, ref: str, medium: str, value: str) -> Outcome:
        """Take an email, phone or address away; of several the next one is primary then.

        Raises:
            NotFound: The record has none like that.
        """
        with self._desk.write(f"{medium}.remove") as unit:
            kind, record = self._record(unit.session, ref)
            points = _points(unit.session, record.id, medium)
            found = self._named(record, medium, value, points)
            message = f"{kind.called(record)}: {found.value if found else _own_text(record, medium)} removed"
            if found is None and points:
                found = points[0]
                self._put_own(unit, kind, record, _as_fields(found))
                message += f"; {found.value} is primary now"
            elif found is None:
                self._put_own(unit, kind, record, _empty(medium))
            if found is not None:
                unit.session.delete(found)
            message += "."
            unit.describe(message, kind.name, record.id)
        return Outcome(record.id, record.code, (medium,), message, unit.seq)

    def make_primary(self, ref: str, medium: str, value: str) -> Outcome:
        """Make one of several emails, phones or addresses the primary one; the one before stays as a further one.

        Raises:
            NotFound: The record has none like that.
        """
        with self._desk.write(f"{medium}.primary") as unit:
            kind, record = self._record(unit.session, ref)
            found = self._named(record, medium, value, _points(unit.session, record.id, medium))
            if found is None:
                message = f"{kind.called(record)}: {_own_text(record, medium)} is primary already."
            else:
                before, text = _own(record, medium), _own_text(record, medium)
                self._put_own(unit, kind, record, _as_fields(found))
                message = f"{kind.called(record)}: {found.value} is primary now."
                for name, each in self._columns(record, medium, text, found.label, before).items():
                    setattr(found, name, each)
            unit.describe(message, kind.name, record.id)
        return Outcome(record.id, record.code, (medium,) if found else (), message, unit.seq)

    def _record(self, session: Session, ref: str) -> tuple[Kind, Any]:
        kind, record_id = find_record(session, ref, REACHED)
        record = session.get_one(kind.record, record_id)
        kind.refuse_deleted(record)
        kind.refuse_closed(record)
        return kind, record

    def _read(self, kind: Kind, medium: str, value: str | Mapping[str, object]) -> tuple[dict[str, Any], str]:
        """What was typed as field values, and as the text that is kept."""
        if isinstance(value, Mapping):
            own = {each: parse(_field(kind, each), value.get(each), self._desk.context()) for each in ADDRESS_PARTS}
            unknown = next((each for each in value if each not in ADDRESS_PARTS), None)
            if unknown is not None:
                raise Invalid(
                    f"An address has no “{unknown[:40]}”.", field=unknown, hint=f"Give: {', '.join(ADDRESS_PARTS)}."
                )
        elif medium == "address":
            own = {**_empty(medium), "street": parse(_field(kind, "street"), value, self._desk.context())}
        else:
            own = {medium: parse(_field(kind, medium), value, self._desk.context())}
        text = address_line(own) if medium == "address" else own[medium]
        if not text:
            raise Invalid(f"The {medium} is empty.", field=medium, hint="Give one.")
        return own, str(text)

    def _put_own(self, unit: UnitOfWork, kind: Kind, record: Any, values: Mapping[str, Any]) -> None:
        """Make it what the record's own fields say, by the rules of its kind."""
        if kind.service:
            resolve(kind.service)(self._desk).edit_within(unit, record.id, values)
            return
        put_values(record, [_field(kind, each) for each in values], values)
        kind.work_out(record, self._desk.region)

    def _columns(self, record: Any, medium: str, text: str, label: str, own: Mapping[str, Any]) -> dict[str, Any]:
        parts = {name: each for name, each in own.items() if each} if medium == "address" else None
        return point_columns(medium, text, label, country=record.country, region=self._desk.region, parts=parts)

    def _own_key(self, record: Any, medium: str) -> str:
        return str(self._columns(record, medium, _own_text(record, medium), "", {})["key"])

    def _named(self, record: Any, medium: str, value: str, points: list[ContactPoint]) -> ContactPoint | None:
        """The contact point that a text names; ``None`` for the primary one.

        Raises:
            NotFound: There is none.
        """
        comparable = medium != "phone" or any(each.isdigit() for each in value)
        wanted = self._columns(record, medium, value, "", {})["key"] if comparable else ""
        if wanted and wanted == self._own_key(record, medium):
            return None
        for each in points:
            if wanted in (each.key, fold(each.value)):
                return each
        known = ", ".join(filter(None, (_own_text(record, medium), *(each.value for each in points)))) or "none"
        raise NotFound(f"There is no {medium} “{value[:60]}” here.", hint=f"There is: {known}.")


def label_of(medium: str, text: str) -> str:
    """The label that a word means; other for none.

    Raises:
        Invalid: It is no label of an email, a phone or an address.
    """
    wanted = text.strip().casefold() or "other"
    if wanted in LABELS[medium]:
        return wanted
    if _ALSO.get(wanted) in LABELS[medium]:
        return _ALSO[wanted]
    raise Invalid(
        f"Label: “{text[:40]}” is none of a{'n' if medium[0] in 'ae' else ''} {medium}.",
        field="label",
        hint=f"Choose from: {', '.join(LABELS[medium])}.",
    )


def carry_points(unit: UnitOfWork, source: Any, target: Any, kind: str, media: tuple[str, ...], region: str) -> int:
    """Give a record the further emails, phones and addresses of another that it does not have; returns how many.

    Args:
        unit: The command under way.
        source: The record that has them; what is primary there is a further one where the other has another.
        target: The record that gets them.
        kind: The kind of the target.
        media: Which of email, phone and address.
        region: ISO 3166 code for phones of records that name no country.
    """
    given = 0
    for medium in media:
        rows = [
            point_columns(medium, each.value, each.label, country=source.country, region=region, parts=each.parts)
            for each in _points(unit.session, source.id, medium)
        ]
        if text := _own_text(source, medium):
            parts = {name: each for name, each in _own(source, medium).items() if each}
            rows.insert(0, point_columns(medium, text, "other", country=source.country, region=region, parts=parts))
        own = _own_text(target, medium)
        known = {each.key for each in _points(unit.session, target.id, medium)}
        if own:
            known.add(point_columns(medium, own, "", country=target.country, region=region)["key"])
        for row in rows:
            if row["key"] and row["key"] not in known:
                known.add(row["key"])
                row["parts"] = row["parts"] if medium == "address" else None
                unit.add(ContactPoint(record_kind=kind, record_id=target.id, **row))
                given += 1
    return given


def _points(session: Session, record_id: str, medium: str) -> list[ContactPoint]:
    wanted = select(ContactPoint).where(ContactPoint.record_id == record_id, ContactPoint.medium == medium)
    return list(session.scalars(wanted.order_by(ContactPoint.id)))


def _own(record: Any, medium: str) -> dict[str, Any]:
    """What a record's own fields say."""
    return {each: getattr(record, each) for each in (ADDRESS_PARTS if medium == "address" else (medium,))}


def _own_text(record: Any, medium: str) -> str:
    return address_line(_own(record, medium)) if medium == "address" else getattr(record, medium) or ""


def _empty(medium: str) -> dict[str, Any]:
    return dict.fromkeys(ADDRESS_PARTS if medium == "address" else (medium,))


def _as_fields(point: ContactPoint) -> dict[str, Any]:
    if point.medium == "address":
        return {**_empty("address"), **(point.parts or {"street": point.value})}
    return {point.medium: point.value}


def _field(kind: Kind, code: str) -> Field:
    return next(each for each in KINDS[kind.name].fields if each.code == code)

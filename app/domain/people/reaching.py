"""Use cases of reaching people: further emails, phones and addresses of a record, one of each being primary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.core.area import resolve
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field, parse
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import put_values
from app.domain.fields.kinds import KINDS, Kind, find_record
from app.domain.people.labels import LABELS, label_in_words, label_named, medium_in_words
from app.domain.people.points import point_columns
from app.domain.people.records import ContactPoint
from app.domain.people.rows import ADDRESS_PARTS, address_line
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, listed, say

REACHED: Final = ("lead", "contact", "account")
"""Kinds of record that may have several emails, phones and addresses."""
_ALSO: Final = {"work": "business", "office": "business", "private": "home", "personal": "home", "cell": "mobile"}
_MOST: Final = 50
_NO_LABEL: Final[Mapping[str, Callable[[str], Said]]] = {
    "email": lambda text: say("Label: “{text}” is none of an email.", text=text),
    "phone": lambda text: say("Label: “{text}” is none of a phone.", text=text),
    "address": lambda text: say("Label: “{text}” is none of an address.", text=text),
}
"""What is said of a label that a medium does not have."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One email, phone or address of a record, within the command that changes it.

    Attributes:
        point: The contact point that keeps it; ``None`` for the primary one.
        others: The contact points of the same medium.
    """

    unit: UnitOfWork
    kind: Kind
    record: Any
    medium: str
    point: ContactPoint | None
    others: tuple[ContactPoint, ...]

    @property
    def called(self) -> str:
        """What the record is called."""
        return self.kind.called(self.record)

    @property
    def text(self) -> str:
        """The email, phone or address in a line."""
        return self.point.value if self.point else _own_text(self.record, self.medium)

    @property
    def label(self) -> str:
        """What it is called."""
        return self.point.label if self.point else _own_label(self.record, self.medium)


class ReachService:
    """The ways to reach leads, contacts and accounts; the primary ones are the records' own fields."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def form(self, ref: str, medium: str, value: str) -> dict[str, Any]:
        """An email, phone or address as a form shows it: its fields, and ``label``.

        Raises:
            NotFound: The record has none like that.
            ReadOnly: Nothing of the record may be changed.
        """
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, REACHED)
            record = reader.connection.execute(select(kind.table).where(kind.table.c.id == record_id)).one()
            kind.refuse_deleted(record)
            kind.refuse_closed(record)
            wanted = _of_record(record_id, medium)
            points = reader.connection.execute(wanted.with_only_columns(*ContactPoint.__table__.columns)).all()
            point = self._named(record, medium, value, points)
            own = _as_fields(point) if point else _own(record, medium)
            return {**own, "label": point.label if point else _own_label(record, medium)}

    def add(
        self, ref: str, medium: str, value: str | Mapping[str, object], label: str = "", *, primary: bool = False
    ) -> Outcome:
        """Add an email, phone or address; it is the primary one where the record has none yet.

        Args:
            ref: Which lead, contact or account.
            medium: email, phone or address.
            value: As a person types it; of an address, its fields.
            label: What it is, such as business or mobile.
            primary: Whether it takes the place of the primary one, which stays as a further one.

        Raises:
            Invalid: It does not fit, or the record has it already.
        """
        with self._desk.write(f"{medium}.add") as unit:
            kind, record = self._record(unit.session, ref)
            name = label_of(medium, label)
            own, text = self._read(kind, medium, value)
            points = _points(unit.session, record.id, medium)
            self._refuse_twice(kind, record, medium, text, points)
            if len(points) >= _MOST:
                raise Invalid(
                    say("{name} has {number} of them; no more are kept.", name=kind.called(record), number=_MOST),
                    field=medium,
                )
            if primary or not _own_text(record, medium):
                self._keep_own(unit, kind, record, medium)
                self._put_own(unit, kind, record, own, name)
                message = _primary_sentence(kind, record, medium, text)
            else:
                unit.add(self._point(kind, record, medium, text, name, own))
                message = say(
                    "{name}: further {medium} {text} added.",
                    name=kind.called(record),
                    medium=medium_in_words(medium),
                    text=text,
                )
            unit.describe(message, kind.name, record.id)
        return Outcome(record.id, record.code, (medium,), message, unit.seq)

    def edit(self, ref: str, medium: str, value: str, new: str | Mapping[str, object] = "", label: str = "") -> Outcome:
        """Change an email, phone or address, or what it is called.

        Args:
            ref: Which lead, contact or account.
            medium: email, phone or address.
            value: Which of them, as it is shown.
            new: As a person types it; of an address, its fields. Empty leaves it as it is.
            label: What it is, such as business or mobile; empty leaves that as it is.

        Raises:
            NotFound: The record has none like that.
            Invalid: It does not fit, or the record has it already.
        """

        def change(way: _Way) -> Said | None:
            before, name = way.text, label_of(medium, label or way.label)
            own, text = self._read(way.kind, medium, new) if new else (_fields_of(way), before)
            others = [each for each in way.others if each is not way.point]
            self._refuse_twice(way.kind, way.record, medium, text, others, own=way.point is not None)
            if (text, name) == (before, way.label):
                return None
            if way.point is None:
                self._put_own(way.unit, way.kind, way.record, own, name)
            else:
                self._fill(way.point, way.record, text, name, own)
            if text == before:
                return say("{name}: {text} is {label} now.", name=way.called, text=text, label=label_in_words(name))
            return say("{name}: {before} is {text} now.", name=way.called, before=before, text=text)

        return self._change("edit", ref, medium, value, change)

    def remove(self, ref: str, medium: str, value: str) -> Outcome:
        """Take an email, phone or address away; of several the next one is primary then.

        Raises:
            NotFound: The record has none like that.
        """

        def change(way: _Way) -> Said | None:
            removed, gone = way.text, way.point
            message = say("{name}: {text} removed.", name=way.called, text=removed)
            if gone is None and way.others:
                gone = way.others[0]
                self._put_own(way.unit, way.kind, way.record, _as_fields(gone), gone.label)
                message = say(
                    "{name}: {text} removed; {other} is primary now.",
                    name=way.called,
                    text=removed,
                    other=gone.value,
                )
            elif gone is None:
                self._put_own(way.unit, way.kind, way.record, _empty(medium), None)
            if gone is not None:
                way.unit.session.delete(gone)
            return message

        return self._change("remove", ref, medium, value, change)

    def make_primary(self, ref: str, medium: str, value: str) -> Outcome:
        """Make one of several emails, phones or addresses the primary one; the one before stays as a further one.

        Raises:
            NotFound: The record has none like that.
        """

        def change(way: _Way) -> Said | None:
            if way.point is None:
                return None
            chosen, name = _as_fields(way.point), way.point.label
            own, text, label = _own(way.record, medium), _own_text(way.record, medium), _own_label(way.record, medium)
            message = say("{name}: {text} is primary now.", name=way.called, text=way.text)
            self._put_own(way.unit, way.kind, way.record, chosen, name)
            if text:
                self._fill(way.point, way.record, text, label, own)
            else:
                way.unit.session.delete(way.point)
            return message

        return self._change("primary", ref, medium, value, change)

    def _change(self, verb: str, ref: str, medium: str, value: str, change: Callable[[_Way], Said | None]) -> Outcome:
        """Change one of a record's ways in a transaction; what does it says what happened, or nothing."""
        with self._desk.write(f"{medium}.{verb}") as unit:
            kind, record = self._record(unit.session, ref)
            points = _points(unit.session, record.id, medium)
            point = self._named(record, medium, value, points)
            way = _Way(unit, kind, record, medium, point, tuple(points))
            happened = change(way)
            message = happened or (
                say("{name}: {text} is primary already.", name=way.called, text=way.text)
                if verb == "primary"
                else say("{name}: {text} is as it was.", name=way.called, text=way.text)
            )
            unit.describe(message, kind.name, record.id)
        return Outcome(record.id, record.code, (medium,) if happened else (), message, unit.seq)

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
                    say("An address has no “{unknown}”.", unknown=unknown[:40]),
                    field=unknown,
                    hint=say("Give: {names}.", names=listed(ADDRESS_PARTS)),
                )
        elif medium == "address":
            own = {**_empty(medium), "street": parse(_field(kind, "street"), value, self._desk.context())}
        else:
            own = {medium: parse(_field(kind, medium), value, self._desk.context())}
        text = address_line(own) if medium == "address" else own[medium]
        if not text:
            raise Invalid(
                say("The {medium} is empty.", medium=medium_in_words(medium)), field=medium, hint=say("Give one.")
            )
        return own, str(text)

    def _refuse_twice(
        self,
        kind: Kind,
        record: Any,
        medium: str,
        text: str,
        others: Sequence[ContactPoint],
        *,
        own: bool = True,
    ) -> None:
        """Refuse what the record has already, as its own if that is asked, or one more than are kept."""
        key = self._columns(record, medium, text, "", {})["key"]
        known = {each.key for each in others}
        if own and _own_text(record, medium):
            known.add(self._own_key(record, medium))
        if key in known:
            raise Invalid(say("{name} has {text} already.", name=kind.called(record), text=text), field=medium)

    def _keep_own(self, unit: UnitOfWork, kind: Kind, record: Any, medium: str) -> None:
        """Keep the primary one as a further one, if there is one."""
        if text := _own_text(record, medium):
            label, own = _own_label(record, medium), _own(record, medium)
            unit.add(self._point(kind, record, medium, text, label, own))

    def _put_own(self, unit: UnitOfWork, kind: Kind, record: Any, values: Mapping[str, Any], label: str | None) -> None:
        """Make it what the record's own fields say, by the rules of its kind."""
        medium = "address" if "street" in values else next(iter(values))
        setattr(record, f"{medium}_label", label)
        if kind.service:
            resolve(kind.service)(self._desk).edit_within(unit, record.id, values)
            return
        put_values(record, [_field(kind, each) for each in values], values)
        kind.work_out(record, self._desk.region)

    def _point(
        self, kind: Kind, record: Any, medium: str, text: str, label: str, own: Mapping[str, Any]
    ) -> ContactPoint:
        columns = self._columns(record, medium, text, label, own)
        return ContactPoint(record_kind=kind.name, record_id=record.id, **columns)

    def _fill(self, point: ContactPoint, record: Any, text: str, label: str, own: Mapping[str, Any]) -> None:
        for name, each in self._columns(record, point.medium, text, label, own).items():
            setattr(point, name, each)

    def _columns(self, record: Any, medium: str, text: str, label: str, own: Mapping[str, Any]) -> dict[str, Any]:
        parts = {name: each for name, each in own.items() if each} if medium == "address" else None
        return point_columns(medium, text, label, country=record.country, region=self._desk.region, parts=parts)

    def _own_key(self, record: Any, medium: str) -> str:
        return str(self._columns(record, medium, _own_text(record, medium), "", {})["key"])

    def _named(self, record: Any, medium: str, value: str, points: Sequence[Any]) -> Any | None:
        """The contact point that a text, or its id, names; ``None`` for the primary one.

        Raises:
            NotFound: There is none.
        """
        by_id = next((each for each in points if each.id == value), None)
        if by_id is not None:
            return by_id
        comparable = medium != "phone" or any(each.isdigit() for each in value)
        wanted = self._columns(record, medium, value, "", {})["key"] if comparable else ""
        if wanted and wanted == self._own_key(record, medium):
            return None
        for each in points:
            if wanted in (each.key, fold(each.value)):
                return each
        known = [each for each in (_own_text(record, medium), *(each.value for each in points)) if each]
        raise NotFound(
            say("There is no {medium} “{value}” here.", medium=medium_in_words(medium), value=value[:60]),
            hint=say("There is: {known}.", known=listed(known)) if known else say("There is: none."),
        )


def _primary_sentence(kind: Kind, record: Any, medium: str, text: str) -> Said:
    """That an email, phone or address is now the primary one."""
    name, words = kind.called(record), medium_in_words(medium)
    if kind.name == "account":
        return say("{name}: {text} is its {medium} now.", name=name, text=text, medium=words)
    return say("{name}: {text} is the {medium} now.", name=name, text=text, medium=words)


def label_of(medium: str, text: str) -> str:
    """The label that a word means; other for none.

    Raises:
        Invalid: It is no label of an email, a phone or an address.
    """
    wanted = label_named(text.strip().casefold()) or "other"
    if wanted in LABELS[medium]:
        return wanted
    if _ALSO.get(wanted) in LABELS[medium]:
        return _ALSO[wanted]
    raise Invalid(
        _NO_LABEL[medium](text[:40]),
        field="label",
        hint=say("Choose from: {names}.", names=listed(map(label_in_words, LABELS[medium]))),
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
        if _own(source, medium) == _own(target, medium) and not getattr(target, f"{medium}_label"):
            setattr(target, f"{medium}_label", getattr(source, f"{medium}_label"))
        rows = [
            point_columns(medium, each.value, each.label, country=source.country, region=region, parts=each.parts)
            for each in _points(unit.session, source.id, medium)
        ]
        if text := _own_text(source, medium):
            parts = {name: each for name, each in _own(source, medium).items() if each}
            label = _own_label(source, medium)
            rows.insert(0, point_columns(medium, text, label, country=source.country, region=region, parts=parts))
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
    return list(session.scalars(_of_record(record_id, medium)))


def _of_record(record_id: str, medium: str) -> Select[Any]:
    wanted = select(ContactPoint).where(ContactPoint.record_id == record_id, ContactPoint.medium == medium)
    return wanted.order_by(ContactPoint.id)


def _own(record: Any, medium: str) -> dict[str, Any]:
    """What a record's own fields say."""
    return {each: getattr(record, each) for each in (ADDRESS_PARTS if medium == "address" else (medium,))}


def _own_text(record: Any, medium: str) -> str:
    return address_line(_own(record, medium)) if medium == "address" else getattr(record, medium) or ""


def _own_label(record: Any, medium: str) -> str:
    return getattr(record, f"{medium}_label") or "other"


def _fields_of(way: _Way) -> dict[str, Any]:
    return _as_fields(way.point) if way.point else _own(way.record, way.medium)


def _empty(medium: str) -> dict[str, Any]:
    return dict.fromkeys(ADDRESS_PARTS if medium == "address" else (medium,))


def _as_fields(point: Any) -> dict[str, Any]:
    if point.medium == "address":
        return {**_empty("address"), **(point.parts or {"street": point.value})}
    return {point.medium: point.value}


def _field(kind: Kind, code: str) -> Field:
    return next(each for each in KINDS[kind.name].fields if each.code == code)

"""Editing by field: values read from text, checked all together, put on a record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Boolean, select
from sqlalchemy.orm import object_session

from app.domain.core.columns import RecordCard, columns_of, custom_to_plain, stored
from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotFound
from app.domain.core.field_types.links import Link
from app.domain.core.field_types.naming import FieldIndex
from app.domain.core.fields import Field, ParseContext, parse, to_json, unlisted
from app.domain.fields.cards import custom_field
from app.domain.fields.statements import custom_field_select
from app.domain.store.base import Record
from app.domain.store.finding import Asked
from app.domain.store.log import ChangeEntry
from app.domain.store.unit import table_of
from app.words import Said, listed, say, sentences

Resolve = Callable[[str, str], str]
"""Finds the id of the record that a text names; takes the kind (user, contact, account) and the text."""


def custom_fields(asked: Asked, kind: str) -> tuple[Field, ...]:
    """The fields a manager or an import added to a kind of record."""
    rows = asked.execute(custom_field_select().params(kind=kind))
    return tuple(custom_field(*row) for row in rows)


def read_values(
    fields: Iterable[Field], values: Mapping[str, object], context: ParseContext, resolve: Resolve
) -> dict[str, Any]:
    """Typed values from what was typed, by field code; links become ids.

    Raises:
        InvalidFields: Everything that does not fit, together.
    """
    by_code = {each.code: each for each in fields}
    read: dict[str, Any] = {}
    problems: list[Invalid] = []
    for code, value in values.items():
        try:
            each = by_code.get(code) or _called(by_code, code)
            typed = parse(each, value, context)
            if typed is not None and each.field_type.link:
                typed = resolve(each.field_type.link, str(typed))
            read[each.code] = typed
        except Invalid as problem:
            problems.append(problem)
        except NotFound as problem:
            message = say("{field}: {problem}", field=each.label, problem=problem.message)
            problems.append(Invalid(message, field=each.code, hint=problem.hint))
    if problems:
        raise InvalidFields(problems)
    return read


def _called(by_code: Mapping[str, Field], name: str) -> Field:
    index = FieldIndex(tuple(by_code.values()))
    found = index.called(name)
    if len(found) == 1:
        return found[0]
    if found:
        message = say(
            "“{name}” is the name of several fields: {fields}.",
            name=name[:60],
            fields=listed(each.code for each in found),
        )
        raise Invalid(message, field=name[:60], hint=say("Write the one that is meant as it stands here."))
    wanted = name.strip().casefold()
    near = get_close_matches(wanted, index.labels_like(name), n=1, cutoff=0.6) or get_close_matches(
        wanted.replace("-", "_").replace(" ", "_"), by_code, n=1, cutoff=0.6
    )
    hint = say("Did you mean {name}?", name=near[0]) if near else say("leadline lead show ID --json lists the fields.")
    raise Invalid(say("There is no field “{name}”.", name=name[:60]), field=name[:60], hint=hint)


def put_values(record: Record, fields: Iterable[Field], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Put typed values on a record; returns the codes of the fields that changed."""
    changed: list[str] = []
    custom = dict(getattr(record, "custom", None) or {})
    for each in fields:
        if each.code not in values:
            continue
        value = values[each.code]
        if each.custom:
            plain = custom_to_plain(each, value)
            if custom.get(each.code) != plain:
                custom = {**custom, each.code: plain}
                changed.append(each.code)
            continue
        before = {name: getattr(record, name) for name in columns_of(each)}
        after = {name: _never_null(record, name, part) for name, part in stored(each, value).items()}
        if {name: _same(value) for name, value in before.items()} != after:
            for name, part in after.items():
                setattr(record, name, part)
            changed.append(each.code)
    if custom != (getattr(record, "custom", None) or {}):
        record.custom = {code: plain for code, plain in custom.items() if plain is not None}  # type: ignore[attr-defined]
    return tuple(changed)


def describe_changes(title: str, fields: Iterable[Field], changed: Collection[str]) -> Said:
    """What an edit changed, in a sentence."""
    labels = [each.label for each in fields if each.code in changed]
    if not labels:
        return say("{name} is as it was.", name=title)
    return say("{name}: {fields} changed.", name=title, fields=listed(labels))


def said_of_new(fields: Iterable[Field], typed: Mapping[str, Any], codes: Collection[str] | None = None) -> Said:
    """Which values are on the list of their open field nowhere, in sentences; empty for none.

    Args:
        fields: The fields there are.
        typed: Values by field code.
        codes: Only of these fields; of all without it.
    """
    new = [
        (each.label, value)
        for each in fields
        if each.code in typed and (codes is None or each.code in codes)
        for value in unlisted(each, typed[each.code])
    ]
    return sentences(
        *(say("“{value}” is not on the list of {field}.", value=value[:60], field=label) for label, value in new)
    )


def _never_null(record: Record, name: str, value: Any) -> Any:
    """What a column takes for a value; no is what empties a yes or no that is never unknown."""
    if value is not None:
        return value
    column = table_of(type(record)).c[name]
    return False if isinstance(column.type, Boolean) and not column.nullable else None


def _same(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def check_version(record: Record, version: int | None, wanted: Mapping[str, object], card: RecordCard) -> None:
    """Refuse an edit of fields that somebody else changed since the record was read.

    Other fields of the same record may well have changed in between: both changes stand then.

    Args:
        record: The record as it is now, in its session.
        version: The version the edit started from; ``None`` when it did not look.
        wanted: What the edit would set, by field code.
        card: The record as it is now, to show the other side.

    Raises:
        Conflict: With both sides.
    """
    if version is None or record.version == version:
        return
    touched = _columns_changed_since(record, version)
    columns = {each.code: columns_of(each) for each in card.fields}
    contested = [code for code in wanted if not touched.isdisjoint(columns.get(code) or (code,))]
    if not contested:
        return
    raise Conflict(
        say(
            "{name} was changed by somebody else while you edited it; nothing was overwritten.",
            name=card.title,
        ),
        mine={code: to_json(wanted[code]) for code in contested},
        theirs={code: _side(card.values.get(code)) for code in contested},
        hint=say("Look at both and save again."),
    )


def _columns_changed_since(record: Record, version: int) -> set[str]:
    """The columns, and the custom fields by code, of a record that changed after a version of it, from the log."""
    session = object_session(record)
    if session is None:
        raise ValueError("the record is in no session")
    entries = session.execute(select(ChangeEntry.before, ChangeEntry.after).where(ChangeEntry.row_id == record.id))
    touched: set[str] = set()
    for before, after in entries:
        if after and after.get("version", 0) > version:
            was, became = ((image or {}).get("custom") or {} for image in (before, after))
            touched |= after.keys() | {code for code in was | became if was.get(code) != became.get(code)}
    return touched


def _side(value: Any) -> Any:
    return value.title if isinstance(value, Link) else to_json(value)

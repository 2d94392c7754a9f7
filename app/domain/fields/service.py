"""Use cases of fields: listing them, and adding a manager's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.fields import LINE_LIMIT, Field, FieldType, known_types
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.text import clean_line
from app.domain.fields.cards import custom_field, custom_type
from app.domain.fields.editing import custom_fields
from app.domain.fields.kinds import KINDS, Kind
from app.domain.fields.records import CustomField
from app.domain.fields.rows import OwnField
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import label, listed, own, say, say_many

_LONGEST_CODE, _LONGEST_LABEL = 40, 80
_ARABIC, _BAR = "ar", "|"
RESERVED = frozenset({"id", "code", "version", "title", "reach", "kind_of_record"})
"""What Leadline itself tells of every record beside its fields, by these names."""
QUERY_WORDS = frozenset({"and", "or", "not", "in", "is", "me", "today", "tomorrow", "yesterday", "empty"})
"""Words that mean something else in a query, so that no field can be called by them alone."""


class FieldService:
    """Fields."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, kind: str) -> tuple[Field, ...]:
        """Every field of a kind of record, the manager's own last."""
        with self._desk.read() as reader:
            return (*_kind(kind).fields, *custom_fields(reader.connection, kind))

    def own(self) -> tuple[OwnField, ...]:
        """Every field that managers or imports added, by kind of record."""
        with self._desk.read() as reader:
            return tuple(
                OwnField(kind.name, kind.plural, each)
                for kind in KINDS.values()
                if "custom" in kind.table.c
                for each in custom_fields(reader.connection, kind.name)
            )

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of record that can have fields of one's own: the name, and what one is called."""
        return tuple((kind.name, kind.noun) for kind in KINDS.values() if "custom" in kind.table.c)

    def types(self) -> tuple[tuple[str, str], ...]:
        """The types that a field of one's own may have: the name, and what its values are called."""
        return tuple((each.name, label(each.noun)) for each in custom_types())

    def add_custom(
        self,
        kind: str,
        label: str,
        type_: str = "line",
        *,
        code: str | None = None,
        choices: Sequence[str] = (),
        help_: str | None = None,
        label_ar: str = "",
    ) -> Outcome:
        """Add a field to a kind of record.

        Args:
            kind: lead, contact, account or opportunity.
            label: What forms show.
            type_: The name of one of ``custom_types()``.
            code: Its name in queries; made from the label without one.
            choices: For a choice: the values there are, each perhaps with what it is called in Arabic behind a bar, as
                in ``Beans|البن``.
            help_: A hint for the form.
            label_ar: What forms show in Arabic; the label itself without one.

        Raises:
            Invalid: The label is empty, the type is none of ours, or the choices do not fit it.
            NotAllowed: The kind has a field of that code already, or the code means something else.
        """
        name, arabic = _checked_label(label), _checked_label(label_ar) if label_ar.strip() else ""
        sort = next((each for each in custom_types() if each.name == type_), None)
        if sort is None:
            hint = say("Choose from: {choices}.", choices=listed(each.name for each in custom_types()))
            raise Invalid(say("“{name}” is not a type.", name=type_), field="type", hint=hint)
        offered = _choices(choices)
        if bool(offered) != sort.needs_choices:
            fix = (
                say("Name each with --choice.")
                if sort.needs_choices
                else say("Only a field of the type choice has them.")
            )
            message = say_many(
                "A field of the type {type} with {n} choice.",
                "A field of the type {type} with {n} choices.",
                len(offered),
                type=type_,
            )
            raise Invalid(message, field="choice", hint=fix)
        wanted = field_code(code or name)
        if wanted in RESERVED:
            raise NotAllowed(
                say(
                    "No field can be called {code}: Leadline tells something else of every record by that name.",
                    code=wanted,
                ),
                field="code",
                hint=say("Choose another label, or give it a code of its own such as my_{code}.", code=wanted),
            )
        with self._desk.write("field.add") as unit:
            unit.hold("fields")
            known = {each.code for each in (*_extendable(kind).fields, *custom_fields(unit.session, kind))}
            if wanted in known:
                raise NotAllowed(
                    say("There is a field {code} already.", code=wanted),
                    field="code",
                    hint=say("Choose another label."),
                )
            place = unit.session.scalar(select(func.count()).select_from(CustomField)) or 0
            record = unit.add(
                CustomField(
                    record_kind=kind,
                    code=wanted,
                    label=name,
                    type=type_,
                    choices=list(offered),
                    help=clean_line(help_ or "") or None,
                    position=place,
                    languages=_languages(arabic, offered),
                )
            )
            message = say(
                "Field {name} added to {kinds} as {code}.",
                name=own(name, ar=arabic),
                kinds=KINDS[kind].plural,
                code=wanted,
            )
            unit.describe(message, "field", record.id)
        return Outcome(record.id, wanted, ("field",), message, unit.seq)

    def extend(self, kind: str, code: str, choices: Sequence[str]) -> Outcome:
        """Add values to a choice field of one's own; those it has stay.

        Args:
            kind: The kind of record.
            code: The field.
            choices: Its new values, each perhaps with its Arabic as for a new field; of one it has, the Arabic alone
                is taken.

        Raises:
            NotFound: The kind has no choice field of that code that was added to it.
        """
        with self._desk.write("field.extend") as unit:
            unit.hold("fields")
            record = _own_field(unit, kind, code)
            if record is None or not custom_type(record.type).needs_choices:
                raise NotFound(
                    say("There is no choice field “{code}” of your own.", code=code[:60]),
                    field="code",
                    hint=say("leadline field list shows them."),
                )
            offered = _choices(choices)
            known = {fold(each): each for each in record.choices}
            new = [each for each in offered if fold(each) not in known]
            before = record.languages or {}
            record.choices = [*record.choices, *new]
            _call(record, None, {known.get(fold(each), each): words for each, words in offered.items()})
            name = called(record)
            if new:
                message = say("{name}: {choices} added.", name=name, choices=listed(new))
            elif before != (record.languages or {}):
                message = say("{name} changed.", name=name)
            else:
                message = say("{name} has these choices already.", name=name)
            unit.describe(message, "field", record.id)
        return Outcome(record.id, record.code, ("choices",) if new else (), message, unit.seq)

    def rename(
        self, kind: str, code: str, *, label: str | None = None, label_ar: str | None = None, help_: str | None = None
    ) -> Outcome:
        """Call a field of one's own something else; its code, and what records hold of it, stay.

        Args:
            kind: The kind of record.
            code: The field.
            label: What forms show; as it is without one.
            label_ar: What they show in Arabic; empty for the label itself, as it is without one.
            help_: A hint for the form; empty for none, as it is without one.

        Raises:
            NotFound: The kind has no field of that code that was added to it.
            Invalid: A label is empty or too long.
        """
        with self._desk.write("field.edit") as unit:
            unit.hold("fields")
            record = _own_field(unit, kind, code)
            if record is None:
                raise NotFound(
                    say("There is no field “{code}” of your own.", code=code[:60]),
                    field="code",
                    hint=say("leadline field list shows them."),
                )
            if label is not None:
                record.label = _checked_label(label)
            if label_ar is not None:
                _call(record, _checked_label(label_ar) if label_ar.strip() else "", {})
            if help_ is not None:
                record.help = clean_line(help_) or None
            message = say("{name} changed.", name=called(record))
            unit.describe(message, "field", record.id)
        return Outcome(record.id, record.code, ("label",), message, unit.seq)


def called(record: CustomField) -> str:
    """What a field of one's own is called, in the language of the moment."""
    return custom_field(record.code, record.label, record.type, record.choices, record.help, record.languages).label


def _own_field(unit: UnitOfWork, kind: str, code: str) -> CustomField | None:
    """The field of that code that was added to a kind of record."""
    wanted = select(CustomField).where(CustomField.record_kind == _kind(kind).name, CustomField.code == code)
    return unit.session.scalar(wanted)


def _checked_label(label: str) -> str:
    """A label as it is kept.

    Raises:
        Invalid: It is empty or too long.
    """
    name = clean_line(label)
    if not name:
        raise Invalid(say("Label is missing: a field needs one."), field="label", hint=say("Say what it holds."))
    if len(name) > _LONGEST_LABEL:
        message = say("Label: at most {limit} characters fit.", limit=_LONGEST_LABEL)
        raise Invalid(message, field="label", hint=say("Shorten it."))
    return name


def _languages(label: str, choices: Mapping[str, str]) -> dict[str, Any] | None:
    """What a field and its choices are called in Arabic, as it is kept; nothing where nobody said it."""
    words: dict[str, Any] = {"label": label} if label else {}
    named = {each: arabic for each, arabic in choices.items() if arabic}
    words |= {"choices": named} if named else {}
    return {_ARABIC: words} if words else None


def _call(record: CustomField, label: str | None, choices: Mapping[str, str]) -> None:
    """Say what a field, or some of its choices, are called in Arabic; what is not named stays."""
    words = (record.languages or {}).get(_ARABIC, {})
    record.languages = _languages(
        words.get("label", "") if label is None else label,
        {**words.get("choices", {}), **{each: arabic for each, arabic in choices.items() if arabic}},
    )


def custom_types() -> tuple[FieldType, ...]:
    """The types a manager's own field may have."""
    return tuple(each for each in known_types() if each.for_custom)


def _choices(given: Sequence[str]) -> dict[str, str]:
    """Choices as they are kept, each with what it is called in Arabic, from ``VALUE`` or ``VALUE|ARABIC``.

    Raises:
        Invalid: One is empty, too long, or there twice.
    """
    parted = [each.partition(_BAR) for each in given]
    clean = [(clean_line(value), clean_line(arabic)) for value, _, arabic in parted]
    for each, arabic in clean:
        if not each or max(len(each), len(arabic)) > LINE_LIMIT:
            raise Invalid(
                say("A choice is empty or too long."),
                field="choice",
                hint=say("Give 1 to {limit} characters.", limit=LINE_LIMIT),
            )
    if len({fold(each) for each, _ in clean}) < len(clean):
        raise Invalid(
            say("A choice is there twice."), field="choice", hint=say("Give each once; case makes no difference.")
        )
    return dict(clean)


def field_code(label: str) -> str:
    """A field's name in queries, made from its label."""
    letters = "".join(each if each.isalnum() else "_" for each in fold(label))
    code = "_".join(part for part in letters.split("_") if part)[:_LONGEST_CODE].rstrip("_")
    return f"{code}_field".lstrip("_") if code in QUERY_WORDS or code[:1].isdigit() or not code else code


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Invalid(
            say("There is no kind of record “{name}”.", name=name[:40]),
            hint=say("Choose from: {choices}.", choices=listed(KINDS)),
        )
    return KINDS[name]


def _extendable(name: str) -> Kind:
    """The kind of record of a name, if it can have fields of one's own.

    Raises:
        Invalid: There is no such kind, or its records have none.
    """
    kind = _kind(name)
    if "custom" not in kind.table.c:
        able = listed(each.name for each in KINDS.values() if "custom" in each.table.c)
        raise Invalid(
            say("Fields of one's own: a record of the kind {kind} has none.", kind=kind.noun),
            field="kind",
            hint=say("Choose from: {choices}.", choices=able),
        )
    return kind

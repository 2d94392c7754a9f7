"""Use cases of fields: listing them, and adding a manager's own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.fields import LINE_LIMIT, Field, FieldType, known_types
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.text import clean_line, counted
from app.domain.fields.cards import custom_type
from app.domain.fields.editing import custom_fields
from app.domain.fields.kinds import KINDS, Kind
from app.domain.fields.records import CustomField
from app.domain.store.desk import Desk

_LONGEST_CODE, _LONGEST_LABEL = 40, 80
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

    def add_custom(
        self,
        kind: str,
        label: str,
        type_: str = "line",
        *,
        code: str | None = None,
        choices: Sequence[str] = (),
        help_: str | None = None,
    ) -> Outcome:
        """Add a field to a kind of record.

        Args:
            kind: lead, contact, account or opportunity.
            label: What forms show.
            type_: The name of one of ``custom_types()``.
            code: Its name in queries; made from the label without one.
            choices: For a choice: the values there are.
            help_: A hint for the form.

        Raises:
            Invalid: The label is empty, the type is none of ours, or the choices do not fit it.
            NotAllowed: The kind has a field of that code already, or the code means something else.
        """
        name = clean_line(label)
        if not name:
            raise Invalid("Label is missing: a field needs one.", field="label", hint="Say what it holds.")
        if len(name) > _LONGEST_LABEL:
            raise Invalid(f"Label: at most {_LONGEST_LABEL} characters fit.", field="label", hint="Shorten it.")
        sort = next((each for each in custom_types() if each.name == type_), None)
        if sort is None:
            names = ", ".join(each.name for each in custom_types())
            raise Invalid(f"“{type_}” is not a type.", field="type", hint=f"Choose from: {names}.")
        offered = _choices(choices)
        if bool(offered) != sort.needs_choices:
            fix = "Name each with --choice." if sort.needs_choices else "Only a field of the type choice has them."
            raise Invalid(
                f"A field of the type {type_} with {counted(len(offered), 'choice')}.", field="choice", hint=fix
            )
        wanted = field_code(code or name)
        if wanted in RESERVED:
            raise NotAllowed(
                f"No field can be called {wanted}: Leadline tells something else of every record by that name.",
                field="code",
                hint=f"Choose another label, or give it a code of its own such as my_{wanted}.",
            )
        with self._desk.write("field.add") as unit:
            unit.hold("fields")
            known = {each.code for each in (*_extendable(kind).fields, *custom_fields(unit.session, kind))}
            if wanted in known:
                raise NotAllowed(f"There is a field {wanted} already.", field="code", hint="Choose another label.")
            place = unit.session.scalar(select(func.count()).select_from(CustomField)) or 0
            record = unit.add(
                CustomField(
                    record_kind=kind,
                    code=wanted,
                    label=name,
                    type=type_,
                    choices=offered,
                    help=clean_line(help_ or "") or None,
                    position=place,
                )
            )
            message = f"Field {name} added to {KINDS[kind].plural} as {wanted}."
            unit.describe(message, "field", record.id)
        return Outcome(record.id, wanted, ("field",), message, unit.seq)

    def extend(self, kind: str, code: str, choices: Sequence[str]) -> Outcome:
        """Add values to a choice field of one's own; those it has stay.

        Raises:
            NotFound: The kind has no choice field of that code that was added to it.
        """
        with self._desk.write("field.extend") as unit:
            unit.hold("fields")
            statement = select(CustomField).where(CustomField.record_kind == _kind(kind).name, CustomField.code == code)
            record = unit.session.scalar(statement)
            if record is None or not custom_type(record.type).needs_choices:
                raise NotFound(
                    f"There is no choice field “{code[:60]}” of your own.",
                    field="code",
                    hint="leadline field list shows them.",
                )
            known = {fold(each) for each in record.choices}
            new = [each for each in _choices(choices) if fold(each) not in known]
            record.choices = [*record.choices, *new]
            message = (
                f"{record.label}: {', '.join(new)} added." if new else f"{record.label} has these choices already."
            )
            unit.describe(message, "field", record.id)
        return Outcome(record.id, record.code, ("choices",) if new else (), message, unit.seq)


def custom_types() -> tuple[FieldType, ...]:
    """The types a manager's own field may have."""
    return tuple(each for each in known_types() if each.for_custom)


def _choices(given: Sequence[str]) -> list[str]:
    """Choices as they are kept.

    Raises:
        Invalid: One is empty, too long, or there twice.
    """
    clean = [clean_line(each) for each in given]
    for each in clean:
        if not each or len(each) > LINE_LIMIT:
            raise Invalid("A choice is empty or too long.", field="choice", hint=f"Give 1 to {LINE_LIMIT} characters.")
    if len({fold(each) for each in clean}) < len(clean):
        raise Invalid("A choice is there twice.", field="choice", hint="Give each once; case makes no difference.")
    return clean


def field_code(label: str) -> str:
    """A field's name in queries, made from its label."""
    letters = "".join(each if each.isalnum() else "_" for each in fold(label))
    code = "_".join(part for part in letters.split("_") if part)[:_LONGEST_CODE].rstrip("_")
    return f"{code}_field".lstrip("_") if code in QUERY_WORDS or code[:1].isdigit() or not code else code


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Invalid(f"There is no kind of record “{name[:40]}”.", hint=f"Choose from: {', '.join(KINDS)}.")
    return KINDS[name]


def _extendable(name: str) -> Kind:
    """The kind of record of a name, if it can have fields of one's own.

    Raises:
        Invalid: There is no such kind, or its records have none.
    """
    kind = _kind(name)
    if "custom" not in kind.table.c:
        able = ", ".join(each.name for each in KINDS.values() if "custom" in each.table.c)
        raise Invalid(
            f"Fields of one's own: a record of the kind {name} has none.", field="kind", hint=f"Choose from: {able}."
        )
    return kind

"""Guesses which column fills which field, so that a person only has to look it over."""

from __future__ import annotations

import difflib
from collections import abc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import Any, Self

from app.domain.capture.column_forms import in_order
from app.domain.capture.columns import PROFILED_ROWS, Profile, profile_columns
from app.domain.capture.forms import Forms, no_column
from app.domain.capture.further import may_repeat
from app.domain.capture.headings import COUNTER, IGNORE, Recognised, TargetField, fields_of, recognise
from app.domain.capture.notices import notices_of
from app.domain.capture.own_columns import custom_code, named_apart
from app.domain.capture.own_tables import columns_of_tables, recognise_own
from app.domain.capture.permissions import PERMISSIONS, forbids, permission_of
from app.domain.capture.rivals import is_single, settle_rivals
from app.domain.capture.values import choice_for, value_text
from app.domain.core.errors import Invalid
from app.domain.core.fields import FieldType, type_named
from app.domain.core.folding import letters_of
from app.words import Said, in_english, label, say

_MOST_NEW_CHOICES = 100
_HALF = 0.5
_UNIQUE = 0.98
_UNREAD_SHOWN = 20
_NOTHING_SAID = Forms()


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What becomes of one column."""

    heading: str
    target: str
    """A field's code, ``custom:<code>``, ``reference:<kind>`` or ``ignore``."""
    reason: str
    confidence: float
    label: str = ""
    """Of a new custom field: what people call it; the heading where Leadline has no field of that name."""
    custom_type: str | None = None
    """Of a custom field: the name of its type."""
    value_map: abc.Mapping[str, str] = field(default_factory=dict)
    """For a choice: the file's values with the codes they become."""
    new_choices: tuple[str, ...] = ()
    """Values that become new choices of the field, most frequent first."""
    unfit: tuple[str, ...] = ()
    """Values seen that do not fit the field; the import keeps them in the description."""
    date_order: str | None = None
    """ymd, dmy or mdy, where the values tell."""
    decimal_mark: str | None = None
    """The point or the comma, where the values tell."""
    currencies: tuple[str, ...] = ()
    """Of money: the currencies whose amounts tell the decimal mark; those of others are read by their own form."""
    form_chosen: bool = False
    """Whether a person chose the order or the mark; no cell is read by its own then."""
    allows: bool = False
    """Of a permission: whether a plain yes allows instead of forbids."""
    whole_fractions: bool = False
    """Whether whole numbers have ``.0`` behind them, which is left out."""
    shares: bool = False
    """Of percentages: whether they are written as shares of one."""
    open_date: str = ""
    """A date that is read with the day first, since nothing tells its order."""
    doubt: str = ""
    """What two ways of reading the values can explain, in words: a person has to say which."""
    filled: int = 0
    """How many of the rows looked at have a value here."""
    examples: tuple[str, ...] = ()
    """A few values, most frequent first."""

    @property
    def is_custom(self) -> bool:
        """Whether the column fills a custom field."""
        return self.target.startswith("custom:")

    @property
    def called(self) -> str:
        """What people call the column: its heading, or its number in their language."""
        return self.heading.again() if isinstance(self.heading, Said) else self.heading

    def as_json(self) -> dict[str, Any]:
        """The plan as plain data, to store or show."""
        plain = {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}
        lists = {name: list(value) for name, value in plain.items() if isinstance(value, tuple)}
        return {**plain, **lists, "value_map": dict(self.value_map)}

    @classmethod
    def from_json(cls, data: abc.Mapping[str, Any]) -> Self:
        """The plan that `as_json` wrote; unknown keys are passed over."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data.items()
            if name in cls.__dataclass_fields__
        }
        return cls(**known)


@dataclass(frozen=True, slots=True)
class FileMapping:
    """What becomes of every column of a file."""

    kind: str
    """The kind of record a row becomes."""
    columns: tuple[ColumnPlan, ...]
    notices: tuple[str, ...] = field(default=())

    @property
    def doubts(self) -> tuple[ColumnPlan, ...]:
        """The columns that a person has to say something about before they can be read."""
        return tuple(column for column in self.columns if column.doubt)

    def target(self, code: str) -> ColumnPlan | None:
        """The column that fills a field, if one does."""
        return next((column for column in self.columns if column.target == code), None)

    def as_json(self) -> dict[str, Any]:
        """The mapping as plain data, to store or show."""
        columns = [column.as_json() for column in self.columns]
        return {"kind": self.kind, "columns": columns, "notices": list(map(in_english, self.notices))}

    @classmethod
    def from_json(cls, data: abc.Mapping[str, Any]) -> Self:
        """The mapping that `as_json` wrote."""
        columns = tuple(ColumnPlan.from_json(column) for column in data["columns"])
        return cls(data["kind"], columns, tuple(data.get("notices", ())))


def _plain(value: Any) -> Any:
    """A value of a plan as it is stored: words in English."""
    return in_english(value) if isinstance(value, str) else value


def guess(
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    fields: abc.Mapping[str, TargetField] | None = None,
    *,
    kind: str = "lead",
    edits: abc.Mapping[str, str] = MappingProxyType({}),
    reserved: abc.Set[str] = frozenset(),
    labels: abc.Set[str] = frozenset(),
    forms: Forms = _NOTHING_SAID,
) -> FileMapping:
    """Guess what each column fills, by its heading and by the values in it.

    A heading that promises one thing over values that are another is not believed; no field is
    filled by two columns; what fits no field becomes a custom field of the type its values have.

    Args:
        headings: The file's headings.
        rows: Its rows; the first `PROFILED_ROWS` are looked at.
        fields: The fields that may be filled, by code, custom ones as ``custom:<code>``; all shipped
            fields of the kind if left out.
        kind: The kind of record a row becomes.
        edits: What a person chose for some headings: a field's code, ``custom`` or ``custom:<code>`` for a
            field of its own, ``reference:<kind>`` or ``ignore``. No other column gets a field chosen there.
        reserved: Codes that no new custom field may have.
        labels: What people call Leadline's own fields; no new custom field is called the same.
        forms: How a person says, or an earlier list said, that dates and numbers are written.

    Raises:
        Invalid: An edit names a heading or a field that there is not.
    """
    fields = fields_of(kind) if fields is None else fields
    check_edits(edits, headings, fields)
    forms.check(headings)
    profiles = profile_columns(len(headings), rows)
    own_tables = columns_of_tables(headings)
    proposals = [
        _propose(heading, profile, kind, fields, own_tables.get(place, ""))
        for place, (heading, profile) in enumerate(zip(headings, profiles, strict=True))
    ]
    proposals = [
        None if proposal and proposal.target in edits.values() and is_single(proposal.target) else proposal
        for proposal in proposals
    ]
    settle_rivals(headings, proposals, profiles, fields)
    codes: set[str] = {*fields, *reserved}
    own = {letters_of(label) for label in labels}
    columns = []
    for heading, profile, proposal in zip(headings, profiles, proposals, strict=True):
        if heading in edits:
            chosen = _chosen(heading, profile, edits[heading], codes, fields)
            columns.append(named_apart(chosen, fields, own, by_hand=True))
        elif proposal and proposal.target != IGNORE:
            columns.append(_fill(heading, profile, proposal, fields[proposal.target]))
        elif proposal or (not profile.filled and profile.rows < PROFILED_ROWS):
            reason = proposal.reason if proposal else say("every cell is empty")
            columns.append(ColumnPlan(heading, IGNORE, reason, 0.9, filled=profile.filled))
        else:
            columns.append(named_apart(_custom(heading, profile, codes, fields), fields, own))
    columns, said = _as_written(columns, profiles, fields, forms)
    return FileMapping(kind, tuple(columns), (*notices_of(kind, columns), *said))


def check_edits(edits: abc.Mapping[str, str], headings: Sequence[str], fields: abc.Mapping[str, TargetField]) -> None:
    """Refuse what a person chose for columns when it cannot be.

    Raises:
        Invalid: There is no such heading or field, or two columns would fill one field.
    """
    for heading, target in edits.items():
        if heading not in headings:
            raise no_column(heading, headings, "map")
        if target not in fields and target not in {IGNORE, "custom"} and not target.startswith("custom:"):
            near = difflib.get_close_matches(target, fields, n=1)
            hint = say("Did you mean {name}?", name=near[0]) if near else say("Name a field, custom or ignore.")
            raise Invalid(say("There is no field “{name}” to import.", name=target[:60]), field="map", hint=hint)
        twins = [other for other, each in edits.items() if each == target and other != heading]
        if twins and target not in {IGNORE, "custom"} | PERMISSIONS and not may_repeat(target):
            raise Invalid(
                say("{one} and {other} cannot both fill {field}.", one=heading, other=twins[0], field=target),
                field="map",
                hint=say("Choose another for one."),
            )


def _chosen(
    heading: str, profile: Profile, target: str, codes: set[str], fields: abc.Mapping[str, TargetField]
) -> ColumnPlan:
    """The plan of a column whose target a person chose."""
    if target == IGNORE:
        return ColumnPlan(heading, IGNORE, say("chosen by hand"), 1.0, filled=profile.filled)
    if target in fields:
        return _fill(heading, profile, Recognised(target, say("chosen by hand"), 1.0), fields[target])
    name = target.removeprefix("custom").removeprefix(":") or heading
    plan = _custom(heading, profile, codes, fields, name=name)
    return replace(plan, reason=say("chosen by hand"), confidence=1.0)


def meaning_of(value: object, plan: ColumnPlan, target: TargetField | None = None) -> tuple[str, str]:
    """What a filled cell of a choice column means.

    Args:
        value: The cell.
        plan: The column's plan.
        target: The field it fills, whose synonyms serve values the plan has not seen.

    Returns:
        ``("code", code)`` for a choice of the field, ``("new", label)`` for a new one in its commonest
        spelling, ``("unfit", text)`` for a value the field does not take.
    """
    text = value_text(value)
    type_ = type_named(plan.custom_type or "line")
    code = plan.value_map.get(text) or (choice_for(text, target.choices) if target else None)
    if code:
        return "code", code
    if not (plan.new_choices or type_.needs_choices or (target and target.extendable)):
        return "unfit", text
    return "new", next((label for label in plan.new_choices if letters_of(label) == letters_of(text)), text)


def distinct(values: Iterable[str]) -> list[str]:
    """The values without those that differ from an earlier one in case or punctuation only."""
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(letters_of(value) or value, value)
    return list(seen.values())


def _propose(
    heading: str, profile: Profile, kind: str, fields: abc.Mapping[str, TargetField], label: str
) -> Recognised | None:
    """What a column seems to be, heading and values taken together; None for a field of its own.

    Args:
        heading: As in the file.
        profile: Its values.
        kind: The kind of record.
        fields: The fields that may be filled.
        label: What it is called within a table of the record's own; empty where it belongs to none.
    """
    found = recognise_own(label, kind, fields) if label else recognise(heading, kind, fields)
    if found is None:
        return None if label else _by_values(profile, fields)
    if found.target == COUNTER:
        return Recognised(IGNORE, say("it only numbers the rows"), 0.9) if profile.counts_rows() else None
    if found.target == IGNORE or not profile.filled:
        return found
    return found if _believable(profile, fields[found.target]) else None


def _by_values(profile: Profile, fields: abc.Mapping[str, TargetField]) -> Recognised | None:
    """What a column is whose heading says nothing; None for a field of its own."""
    if profile.share_fitting(type_named("email")) >= _UNIQUE and "email" in fields:
        return Recognised("email", say("its values are email addresses"), 0.5)
    if profile.share_international() >= _UNIQUE and "phone" in fields:
        return Recognised("phone", say("its values are phone numbers"), 0.5)
    return None


def _believable(profile: Profile, target: TargetField) -> bool:
    """Whether the values of a column can be what its heading promises."""
    if target.code in PERMISSIONS:
        return any(forbids(value, allows=False) is not None for value in profile.values)
    if target.identifies:
        return profile.share_distinct() >= _UNIQUE
    if target.extendable:
        return len(profile.values) <= _MOST_NEW_CHOICES
    if target.field_type.needs_choices:
        fitting = sum(n for value, n in profile.values.items() if choice_for(value, target.choices))
        return fitting >= profile.filled * _HALF
    return profile.share_fitting(target.field_type) >= _HALF


def _fill(heading: str, profile: Profile, proposal: Recognised, target: TargetField) -> ColumnPlan:
    """The plan of a column that fills a known field."""
    type_ = target.field_type
    plan = ColumnPlan(
        heading,
        target.code,
        proposal.reason,
        proposal.confidence,
        custom_type=target.type if target.code.startswith("custom:") else None,
        whole_fractions=profile.form.only_whole_fractions,
        filled=profile.filled,
        examples=profile.examples(),
    )
    if type_.needs_choices:
        codes = {value: choice_for(value, target.choices) for value in profile.ordered()}
        known = {value: code for value, code in codes.items() if code is not None}
        others = tuple(distinct(value for value, code in codes.items() if code is None))
        if target.extendable:
            return replace(plan, value_map=known, new_choices=others)
        return replace(plan, value_map=known, unfit=others)
    if target.code in PERMISSIONS:
        allows = bool((permission_of(heading) or ("", False))[1])
        unread = (value for value in profile.ordered() if forbids(value, allows=allows) is None)
        return replace(plan, allows=allows, unfit=tuple(islice(unread, _UNREAD_SHOWN)))
    return replace(plan, shares=type_.has_shares and profile.are_shares(), unfit=profile.unfit(type_))


def _custom(
    heading: str, profile: Profile, codes: set[str], fields: abc.Mapping[str, TargetField], name: str = ""
) -> ColumnPlan:
    """The plan of a column that gets a custom field: one already defined, else a new one by its values."""
    code = custom_code(name or heading, codes)
    codes.add(code)
    existing = fields.get(f"custom:{code}")
    if existing:
        same = Recognised(existing.code, say("the same name as this field"), 1.0)
        return _fill(heading, profile, same, existing)
    type_ = profile.custom_type(heading)
    return ColumnPlan(
        heading,
        f"custom:{code}",
        say("no field is called that; a new one for {values}", values=label(type_.noun)),
        0.5,
        custom_type=type_.name,
        new_choices=tuple(distinct(profile.ordered())) if type_.needs_choices else (),
        unfit=profile.unfit(type_),
        whole_fractions=profile.form.only_whole_fractions,
        filled=profile.filled,
        examples=profile.examples(),
    )


def _as_written(
    columns: Sequence[ColumnPlan],
    profiles: Sequence[Profile],
    fields: abc.Mapping[str, TargetField],
    forms: Forms,
) -> tuple[list[ColumnPlan], list[str]]:
    """The columns with the form their dates and numbers are read in, and what a person should know of it.

    A new field for values that two forms can explain holds them as text.
    """
    types = [_type_of(column, fields) for column in columns]
    told = [profile.form for profile in profiles]
    read: list[ColumnPlan] = []
    said: list[str] = []
    headings = [column.heading for column in columns]
    readings = forms.readings(headings, types, told)
    for column, type_, form, reading in zip(columns, types, told, readings, strict=True):
        if reading.notice:
            said.append(say("{heading}: {notice}.", heading=column.heading, notice=reading.notice))
        if column.shares:
            said.append(
                say(
                    "{heading}: all values lie between 0 and 1; they are read as shares, 1 as 100 %.",
                    heading=column.heading,
                )
            )
        if reading.doubt and column.is_custom and column.target not in fields:
            said.append(
                say(
                    "{heading}: {doubt}; the column is kept as text. --decimal has it read.",
                    heading=column.heading,
                    doubt=reading.doubt,
                )
            )
            text = say("numbers that can be read two ways; text")
            read.append(replace(column, custom_type="line", unfit=(), reason=text))
        elif type_ is not None and type_.has_date_order:
            reason = column.reason
            if reading.choice and (reading.notice or reading.chosen):
                reason = say("{reason}; read as {order}", reason=reason, order=in_order(reading.choice))
            read.append(
                replace(
                    column,
                    date_order=reading.choice,
                    form_chosen=reading.chosen,
                    open_date=reading.open_example,
                    reason=reason,
                )
            )
        else:
            read.append(
                replace(
                    column,
                    custom_type="decimal" if form.is_whole_no_more(column.custom_type, reading) else column.custom_type,
                    decimal_mark=reading.choice,
                    currencies=form.currencies(reading.choice),
                    form_chosen=reading.chosen,
                    doubt=reading.doubt,
                )
            )
    return read, said


def _type_of(column: ColumnPlan, fields: abc.Mapping[str, TargetField]) -> FieldType | None:
    """The type of the field that a column fills; None for one that is left out.

    The whole numbers of a new field may turn out to be decimals.
    """
    if column.target in fields:
        return fields[column.target].field_type
    new = "decimal" if column.custom_type == "integer" else column.custom_type or "line"
    return type_named(new) if column.is_custom else None

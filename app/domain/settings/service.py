"""Use cases of settings: looking at them, deciding them, and leaving them to their defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import select

from app.domain.core.columns import custom_to_plain
from app.domain.core.errors import Invalid, InvalidFields, NotFound
from app.domain.core.fields import in_words, parse
from app.domain.core.outcomes import Outcome
from app.domain.settings.declared import Setting, declared_settings
from app.domain.settings.queries import kept_settings, value_of
from app.domain.settings.records import KeptSetting
from app.domain.settings.rows import SettingLine
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, say, say_many, sentences

_LONGEST = 80
"""How many characters of a long value a sentence shows."""


class SettingService:
    """Settings of the workspace."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[SettingLine, ...]:
        """Every setting with what holds now, in the order of the areas."""
        with self._desk.read() as reader:
            kept = kept_settings(reader)
        return tuple(self._line(each, kept) for each in declared_settings())

    def show(self, code: str) -> SettingLine:
        """A setting with what holds now.

        Raises:
            NotFound: There is no such setting.
        """
        declared = _called(code)
        with self._desk.read() as reader:
            return self._line(declared, kept_settings(reader))

    def set(self, values: Mapping[str, object]) -> Outcome:
        """Decide settings, all of them or none.

        Args:
            values: By their codes, as typed or as values of their types; blank text empties one.

        Raises:
            InvalidFields: Everything that does not fit, together.
            NotFound: There is no such setting.
            NotAllowed: The user may not decide one of them.
        """
        wanted = {declared.code: (declared, given) for code, given in values.items() for declared in (_called(code),)}
        typed: dict[str, Any] = {}
        problems: list[Invalid] = []
        for code, (declared, given) in wanted.items():
            self._desk.require(declared.command)
            try:
                typed[code] = parse(declared.field, given, self._desk.context())
            except Invalid as problem:
                problems.append(problem)
        if problems:
            raise InvalidFields(problems)
        with self._desk.write("setting.set") as unit:
            kept = _rows(unit)
            changed = [declared for declared, _ in wanted.values() if _keep(unit, kept, declared, typed[declared.code])]
            message = self._said(changed, typed)
            unit.describe(message)
        codes = tuple(each.code for each in changed)
        return Outcome("", codes[0] if len(codes) == 1 else "", codes, message, unit.seq)

    def reset(self, code: str) -> Outcome:
        """Leave a setting to its default again.

        Raises:
            NotFound: There is no such setting.
            NotAllowed: The user may not decide it.
        """
        declared = _called(code)
        self._desk.require(declared.command)
        with self._desk.write("setting.set") as unit:
            row = _rows(unit).get(declared.code)
            if row is not None:
                unit.session.delete(row)
            message = self._said([declared] if row is not None else [], {declared.code: declared.default})
            unit.describe(message)
        return Outcome("", declared.code, () if row is None else (declared.code,), message, unit.seq)

    def _line(self, declared: Setting, kept: Mapping[str, Mapping[str, Any]]) -> SettingLine:
        decided = declared.code in kept
        return SettingLine(
            declared.field,
            declared.group,
            value_of(declared, kept[declared.code]) if decided else declared.default,
            declared.default,
            decided=decided,
            may=self._desk.may(declared.command),
        )

    def _said(self, changed: Sequence[Setting], values: Mapping[str, Any]) -> Said:
        """What was decided, in sentences."""
        if not changed:
            return say("Nothing changed: it was so already.")
        if len(changed) > 3:
            return say_many("{n} setting changed.", "{n} settings changed.", len(changed))
        return sentences(*(self._said_of(each, values[each.code]) for each in changed))

    def _said_of(self, declared: Setting, value: Any) -> Said:
        words = in_words(declared.field, value, self._desk.context())
        if not words:
            return say("{setting}: nothing is set now.", setting=declared.field.label)
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        return say("{setting}: now {value}.", setting=declared.field.label, value=" ".join(shown.split()))


def _called(code: str) -> Setting:
    """The setting that a text names.

    Raises:
        NotFound: None is called so.
    """
    wanted = code.strip().casefold().replace("-", "_").replace(" ", "_")
    known = {each.code: each for each in declared_settings()}
    found = known.get(wanted) or next((each for each in known.values() if each.field.label == code.strip()), None)
    if found is None:
        near = get_close_matches(wanted, known, n=1, cutoff=0.6)
        hint = say("Did you mean {name}?", name=near[0]) if near else say("leadline setting list shows them.")
        raise NotFound(say("There is no setting “{name}”.", name=code[:60]), field="setting", hint=hint)
    return found


def _rows(unit: UnitOfWork) -> dict[str, KeptSetting]:
    """What is kept, while nobody else decides."""
    unit.hold("settings")
    return {row.code: row for row in unit.session.scalars(select(KeptSetting))}


def _keep(unit: UnitOfWork, kept: Mapping[str, KeptSetting], declared: Setting, value: Any) -> bool:
    """Keep what was decided; whether it is another thing than held before."""
    body, row = {"value": custom_to_plain(declared.field, value)}, kept.get(declared.code)
    before = declared.default if row is None else value_of(declared, row.body)
    if before == value:
        return False
    if row is None:
        unit.add(KeptSetting(code=declared.code, body=body))
    else:
        row.body = body
    return True

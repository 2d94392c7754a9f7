"""A query as a tree: conditions that print themselves as text which reads back as the same tree."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from app.domain.core.folding import fold
from app.domain.query.errors import NOWHERE, Place
from app.domain.query.tokens import cleaned, in_quotes, is_bare_value, is_bare_word

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~", "!~"]

ME = "me"
"""The bare word for whoever asks."""
_ALSO_ME: Final = fold("أنا")


def is_me(text: str) -> bool:
    """Whether a bare word means whoever asks, in one language or the other."""
    return text.lower() == ME or (not text.isascii() and fold(text) == _ALSO_ME)


@dataclass(frozen=True, slots=True)
class Text:
    """A value as it was written: a word, a number, an amount, a day or any quoted text."""

    text: str
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep what can be printed on one line only, so that the text reads back equal."""
        object.__setattr__(self, "text", cleaned(self.text))

    def __str__(self) -> str:
        bare = is_bare_value(self.text) and not is_me(self.text)
        return self.text if bare else in_quotes(self.text)


@dataclass(frozen=True, slots=True)
class Me:
    """The user who asks."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The word it is written as."""
        return ME

    def __str__(self) -> str:
        return ME


Value: TypeAlias = Text | Me


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query; it stands alone, never inside another condition."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to find anywhere in the record's text."""

    text: str
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep what can be printed on one line only, so that the text reads back equal."""
        object.__setattr__(self, "text", cleaned(self.text))

    def __str__(self) -> str:
        return self.text if is_bare_word(self.text) else in_quotes(self.text)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with a value."""

    field: str
    operator: Operator
    value: Value
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    """Where the field's name stands."""

    def __post_init__(self) -> None:
        """Keep a field's name to one line."""
        object.__setattr__(self, "field", cleaned(self.field))

    def __str__(self) -> str:
        return f"{_name(self.field)} {self.operator} {self.value}"


@dataclass(frozen=True, slots=True)
class Membership:
    """A field whose value is, or is not, one of several."""

    field: str
    values: tuple[Value, ...]
    negated: bool = False
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    """Where the field's name stands."""

    def __post_init__(self) -> None:
        """Keep a field's name to one line; refuse an empty list, which has no text."""
        object.__setattr__(self, "field", cleaned(self.field))
        if not self.values:
            raise ValueError("a list of values needs at least one")

    def __str__(self) -> str:
        listed = ", ".join(map(str, self.values))
        return f"{_name(self.field)} {'not in' if self.negated else 'in'} ({listed})"


@dataclass(frozen=True, slots=True)
class Emptiness:
    """A field that has no value, or has one."""

    field: str
    negated: bool = False
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    """Where the field's name stands."""

    def __post_init__(self) -> None:
        """Keep a field's name to one line."""
        object.__setattr__(self, "field", cleaned(self.field))

    def __str__(self) -> str:
        return f"{_name(self.field)} {'is not empty' if self.negated else 'is empty'}"


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    condition: Condition

    def __post_init__(self) -> None:
        """Refuse the empty query, which has no text."""
        if isinstance(self.condition, Everything):
            raise TypeError("the empty query stands alone")

    def __str__(self) -> str:
        return f"not {_grouped(self.condition, And, Or)}"


@dataclass(frozen=True, slots=True)
class And:
    """Several conditions that all hold; one inside another becomes part of it."""

    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        """Flatten and check."""
        object.__setattr__(self, "conditions", _flat(self.conditions, And))

    def __str__(self) -> str:
        return " and ".join(_grouped(each, Or) for each in self.conditions)


@dataclass(frozen=True, slots=True)
class Or:
    """Several conditions of which at least one holds; one inside another becomes part of it."""

    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        """Flatten and check."""
        object.__setattr__(self, "conditions", _flat(self.conditions, Or))

    def __str__(self) -> str:
        return " or ".join(str(each) for each in self.conditions)


Condition: TypeAlias = Everything | Word | Comparison | Membership | Emptiness | Not | And | Or


def fields_of(condition: Condition) -> frozenset[str]:
    """The fields a condition looks at, as it names them."""
    match condition:
        case Comparison() | Membership() | Emptiness():
            return frozenset({condition.field})
        case Not():
            return fields_of(condition.condition)
        case And() | Or():
            return frozenset[str]().union(*map(fields_of, condition.conditions))
        case _:
            return frozenset()


def renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    """The condition with its fields called by other names, where some are given."""
    match condition:
        case Comparison() | Membership() | Emptiness():
            return dataclasses.replace(condition, field=names.get(condition.field, condition.field))
        case Not():
            return Not(renamed(condition.condition, names))
        case And():
            return And(tuple(renamed(each, names) for each in condition.conditions))
        case Or():
            return Or(tuple(renamed(each, names) for each in condition.conditions))
        case _:
            return condition


def words_of(condition: Condition) -> tuple[Word, ...]:
    """The words a condition searches for, apart from its fields."""
    match condition:
        case Word():
            return (condition,)
        case Not():
            return words_of(condition.condition)
        case And() | Or():
            return tuple(word for each in condition.conditions for word in words_of(each))
        case _:
            return ()


def _flat(conditions: tuple[Condition, ...], kind: type[And | Or]) -> tuple[Condition, ...]:
    flat: list[Condition] = []
    for each in conditions:
        if isinstance(each, Everything):
            raise TypeError("the empty query stands alone")
        if isinstance(each, kind):
            flat += each.conditions
        else:
            flat.append(each)
    if len(flat) < 2:
        raise ValueError("and, or join at least two conditions")
    return tuple(flat)


def _grouped(condition: Condition, *looser: type[And | Or]) -> str:
    return f"({condition})" if isinstance(condition, looser) else str(condition)


def _name(field_name: str) -> str:
    return field_name if is_bare_word(field_name) else in_quotes(field_name)

"""Matching what is typed against what can be picked: exact words first, scattered letters last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.domain.core.folding import fold

#: How far a label is from what was typed where one of its words begins with it.
_BEGINS: Final = 2


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick.

    Attributes:
        value: What picking it gives.
        label: What it is called.
        detail: More about it, shown dimmed at the right.
        mark: A sign before it.
        heading: The heading it stands under; shown where it differs from the one before.
        also: What else it is called by whoever types.
    """

    value: Any
    label: str
    detail: str = ""
    mark: str = ""
    heading: str = ""
    also: tuple[str, ...] = ()


def best(options: Sequence[Option], query: str) -> tuple[Option, ...]:
    """The options that fit what was typed, the closest first; all of them, in their order, for nothing typed.

    Case, accents and letter variants make no difference. Whole labels come before beginnings of labels, of words,
    then words found inside, then letters in order with others between.
    """
    wanted = fold(query)
    if not wanted:
        return tuple(options)
    ranked = ((_distance(wanted, option), place, option) for place, option in enumerate(options))
    fitting = sorted((each for each in ranked if each[0] is not None), key=lambda each: (each[0], each[1]))
    return tuple(option for _, _, option in fitting)


def is_close(option: Option, query: str) -> bool:
    """Whether an option begins with what was typed, or one of its words does."""
    distance = _distance(fold(query), option)
    return distance is not None and distance <= _BEGINS


def _distance(wanted: str, option: Option) -> int | None:
    """How far what was typed is from the nearest name of an option; ``None`` where it is none of them."""
    distances = (_apart(wanted, fold(name), option.detail) for name in (option.label, *option.also))
    return min((each for each in distances if each is not None), default=None)


def _apart(wanted: str, label: str, detail: str) -> int | None:
    if label == wanted:
        return 0
    if label.startswith(wanted):
        return 1
    if f" {wanted}" in label:
        return _BEGINS
    words = wanted.split()
    if _all_in(words, label):
        return 3
    if _all_in(words, f"{label} {fold(detail)}"):
        return 4
    return 5 if _scattered(wanted.replace(" ", ""), label) else None


def _all_in(words: Iterable[str], text: str) -> bool:
    return all(word in text for word in words)


def _scattered(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)

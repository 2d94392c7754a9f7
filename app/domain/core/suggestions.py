"""Suggestions: what may be meant by what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol, TypeAlias

from app.domain.core.folding import fold
from app.words import Said, say, say_in

Suggested: TypeAlias = tuple[str, str, str]
"""A record that may be meant: its reference, its label, and a detail that tells it from others."""


class Suggesting(Protocol):
    """A service that suggests records of a kind while a link to one is typed."""

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """So many of them at the most."""


_LONGEST_SHOWN: Final = 40
#: How alike a name must be to be suggested, from 0 to 1; difflib's own default.
_ALIKE: Final = 0.6


def quoted(text: str) -> Said:
    """What was typed in quotation marks, shortened to fit a sentence."""
    return say("“{text}”", text=text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…")


def what_was_typed(text: str) -> Said:
    """What a sentence begins with that says what a text is not: the text in quotation marks, or a word for none."""
    typed = " ".join(text.split())
    return quoted(typed) if typed else say_in("something typed", "Nothing")


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The known name most like the one typed, or ``None`` when none is near."""
    from difflib import get_close_matches

    if len(typed) > _LONGEST_SHOWN:
        return None
    by_fold: dict[str, str] = {}
    for name in known:  # of two names that read the same, such as a code and its label, the first counts
        by_fold.setdefault(fold(name.replace("_", " ")), name)
    wanted = fold(typed.replace("_", " "))
    near = get_close_matches(wanted, by_fold, n=1, cutoff=_ALIKE)
    if not near and len(wanted) > 1:
        near = [name for name in by_fold if name.startswith(wanted)][:1]
    return by_fold[near[0]] if near else None


def did_you_mean(typed: str, known: Iterable[str]) -> Said | None:
    """A hint that names the nearest known name, or ``None`` when none is near."""
    near = nearest(typed, known)
    return say("Did you mean {name}?", name=near) if near else None

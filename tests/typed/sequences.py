"""What somebody might type: random runs of commands, searches, forms, answers, undo and movement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Keys = tuple[str, ...]
"""Keys by their names, a printable one by itself."""

_WORDS: Final = ("budjet > 5", "coffee", "قهوة", "Sara", "nor", "state = open", "شركة ال", "x", "jjk", "u n")
_TEXTS: Final = ("Called back", "قال نعم", "n o t e", "uuu", "Met at 5, jolly", "3 1 3", "q/?:", "شركة القهوة")
_DAYS: Final = ("tomorrow 9:00", "fri 10", "nonsense", "")
_MOVES: Final = ("j", "k", "down", "up", "G", "g", "ctrl+f", "ctrl+b", "home", "end", "]", "[", "h", "l", "pagedown")


def typed(text: str) -> Keys:
    """The keys of a text."""
    return tuple("space" if character == " " else character for character in text)


def _ended(dice: Random) -> Keys:
    """The ways out of a form: saved, left, left after the question."""
    return dice.choice((("ctrl+s",), ("ctrl+s",), ("ctrl+s",), ("escape",), ("escape", "g"), ("escape", "t", "ctrl+s")))


def _steps(dice: Random) -> Keys:
    """Going from field to field."""
    return tuple(dice.choices(("tab", "enter", "down", "up", "shift+tab"), (5, 5, 3, 1, 1), k=dice.randint(1, 3)))


def _filled(dice: Random, texts: Sequence[str] = _TEXTS) -> Keys:
    """Something typed into a field, with a slip now and then."""
    text = typed(dice.choice(texts))
    return (*text, *("backspace",) * dice.choice((0, 0, 0, 1, 2)))


def _moving(dice: Random) -> Keys:
    return tuple(dice.choice(_MOVES) for _ in range(dice.randint(1, 6)))


def _held(dice: Random) -> Keys:
    return (dice.choice("jk"),) * dice.randint(3, 12)


def _panes(dice: Random) -> Keys:
    return tuple(
        dice.choice(("tab", "tab", "shift+tab", "l", "h", "escape", "enter")) for _ in range(dice.randint(1, 4))
    )


def _searching(dice: Random) -> Keys:
    end = dice.choice((("enter",), ("enter",), ("escape",), ("enter", "escape"), ("tab",)))
    return ("/", *_filled(dice, _WORDS), *end)


def _note(dice: Random) -> Keys:
    return (dice.choice("op"), *_filled(dice), *_ended(dice))


def _planned(dice: Random) -> Keys:
    return (dice.choice("tam"), *_filled(dice), *_steps(dice), *_filled(dice, _DAYS), *_ended(dice))


def _call(dice: Random) -> Keys:
    return ("c", *_filled(dice), "tab", *typed(dice.choice(("rea", "no", "Busy"))), "enter", *_ended(dice))


def _new_lead(dice: Random) -> Keys:
    return ("n", *_filled(dice), *_steps(dice), *_filled(dice), *_ended(dice))


def _edit(dice: Random) -> Keys:
    return (dice.choice("eE"), *_steps(dice), *_filled(dice), *_steps(dice), *_filled(dice), *_ended(dice))


def _next_contact(dice: Random) -> Keys:
    return ("r", *_filled(dice, _DAYS), "tab", *typed(dice.choice(("am", "Om", "Amal"))), "enter", *_ended(dice))


def _choosing(dice: Random) -> Keys:
    words = dice.choice(("", "o", "all", "ho", "name", "new", "omar", "zzz"))
    return (
        dice.choice(("S", "w", "v", "O", "U", "H", "=", "B")),
        *typed(words),
        *dice.choices(("down", "up"), k=dice.choice((0, 0, 1, 2))),
        dice.choice(("enter", "enter", "escape")),
    )


def _deciding(dice: Random) -> Keys:
    if dice.random() < 0.4:
        return ("delete", dice.choice(("y", "n", "enter", "escape")))
    if dice.random() < 0.5:
        return ("D", *typed(dice.choice(("lost", "no", "dup"))), *_steps(dice), *_ended(dice))
    return (dice.choice(("Q", "A", ">", "<")), *_steps(dice), *_ended(dice))


def _taking_back(dice: Random) -> Keys:
    return tuple(dice.choices(("u", "ctrl+r", "."), (4, 2, 2), k=dice.randint(1, 3)))


def _screens(dice: Random) -> Keys:
    return (dice.choice("113"), *_moving(dice)[:2])


def _palette(dice: Random) -> Keys:
    words = dice.choice(("note", "undo", "hot", "pipel", "leads", "sel", "next", "stake"))
    return (dice.choice((":", ":", "?", "ctrl+p")), *typed(words), dice.choice(("enter", "enter", "escape")))


def _everywhere(dice: Random) -> Keys:
    return (
        "ctrl+f",
        *_filled(dice, _WORDS),
        *dice.choices(("down",), k=dice.choice((0, 1))),
        dice.choice(("enter", "escape")),
    )


def _marking(dice: Random) -> Keys:
    return tuple(dice.choice(("space", "space", "*", "j")) for _ in range(dice.randint(1, 4)))


def _people(dice: Random) -> Keys:
    return (
        ":",
        *typed("add stakeholder"),
        "enter",
        *typed(dice.choice(("sar", "Huda", "قه"))),
        *_steps(dice),
        *_ended(dice),
    )


_GESTURES: Final[tuple[tuple[Callable[[Random], Keys], int], ...]] = (
    (_moving, 8), (_held, 4), (_panes, 6), (_searching, 8), (_note, 6), (_planned, 5), (_call, 3), (_new_lead, 4),
    (_edit, 6), (_next_contact, 3), (_choosing, 8), (_deciding, 5), (_taking_back, 8), (_screens, 4), (_palette, 5),
    (_everywhere, 4), (_marking, 3), (_people, 2),
)  # fmt: skip


def sequence(seed: int) -> list[Keys]:
    """The gestures of a seed, each the keys of something one does."""
    dice = Random(seed)
    makers, weights = zip(*_GESTURES, strict=True)
    return [make(dice) for make in dice.choices(makers, weights, k=dice.randint(2, 5))]

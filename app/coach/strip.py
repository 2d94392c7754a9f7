"""The coach's strip: the rows below the workspace that say which step is next, why, and by which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.widgets.lines import Line, Run, laid, strip_of
from app.widgets.text import safe_line
from app.words import formats, say

if TYPE_CHECKING:
    from textual.strip import Strip

    from app.walkthrough.progress import State
    from app.widgets.ink import Ink, Token
    from app.widgets.signs import Signs

#: Rows of a terminal from which on the strip has so many of them; a smaller terminal has none.
_ROWS = ((40, 4), (30, 3), (14, 2))


class Shown(NamedTuple):
    """What the strip shows.

    Attributes:
        title: What the walkthrough is called.
        states: How each step stands, the current one as open.
        number: The number of the current step, from 1; 0 at the end.
        step: What the current step is called.
        keys: The keys that do it.
        what: What to do.
        why: Why.
        note: What happened, or what is in the way; empty for nothing.
        is_bad: Whether that is something in the way.
        hints: The coach's own keys, each with a word.
        pressed: The keys that were pressed last by the coach.
    """

    title: str
    states: tuple[State, ...] = ()
    number: int = 0
    step: str = ""
    keys: str = ""
    what: str = ""
    why: str = ""
    note: str = ""
    is_bad: bool = False
    hints: tuple[tuple[str, str], ...] = ()
    pressed: tuple[str, ...] = ()


def rows_for(height: int) -> int:
    """How many rows of a terminal are the strip's."""
    return next((rows for least, rows in _ROWS if height >= least), 0)


def strips(shown: Shown, width: int, rows: int, ink: Ink, signs: Signs) -> list[Strip]:
    """The rows of the strip.

    Args:
        shown: What it shows.
        width: Columns of the terminal.
        rows: How many rows it has: two, three or four.
        ink: The inks of the theme.
        signs: The characters that the terminal can show.
    """
    lines = [_todo(shown, signs), _told(shown, with_why=rows < 4)]
    if rows > 3:
        lines.insert(1, Line([("   ", "text"), (safe_line(shown.why), "dim")]))
    made = [
        strip_of(laid(Line([(" ", "text"), *line.left], [*line.right, (" ", "text")]), width), width, ink)
        for line in lines
    ]
    return [_rule(shown, width, ink, signs), *made] if rows > 2 else made


def _rule(shown: Shown, width: int, ink: Ink, signs: Signs) -> Strip:
    """The rule above, with the title and how far it has come."""
    left: list[Run] = [(signs.horizontal * 2, "rule"), (f" {safe_line(shown.title)} ", "title")]
    right: list[Run] = [
        (" ", "text"),
        *_dots(shown, signs),
        (f" {_place(shown)} ", "dim"),
        (signs.horizontal * 2, "rule"),
    ]
    runs = laid(Line(left, right), width)
    return strip_of(
        [
            (signs.horizontal * len(text), "rule") if text.isspace() and len(text) > 1 else (text, token)
            for text, token in runs
        ],
        width,
        ink,
    )


def _dots(shown: Shown, signs: Signs) -> list[Run]:
    """A sign for each step."""
    dots: list[Run] = []
    for number, state in enumerate(shown.states, 1):
        if state == "done":
            dots.append((signs.done, "good"))
        elif state == "skipped":
            dots.append((signs.nothing, "warn"))
        else:
            dots.append((signs.current, "accent") if number == shown.number else (signs.ahead, "dim"))
    return dots


def _place(shown: Shown) -> str:
    """Which step of how many."""
    return say(
        "{number} of {total}",
        number=formats.number(shown.number or len(shown.states)),
        total=formats.number(len(shown.states)),
    )


def _todo(shown: Shown, signs: Signs) -> Line:
    """What to do, and the keys that were pressed for it."""
    right: list[Run] = []
    for key in shown.pressed:
        right += [(safe_line(key), "key"), (" ", "text")]
    if not shown.step:
        return Line([(signs.done, "good"), (f" {safe_line(shown.what)}", "strong")], right)
    left: list[Run] = [(signs.cursor, "accent"), (f" {safe_line(shown.step)}", "strong"), ("  ", "text")]
    if shown.keys:
        left += [(safe_line(shown.keys), "key"), ("  ", "text")]
    return Line([*left, (safe_line(shown.what), "text")], right)


def _told(shown: Shown, *, with_why: bool) -> Line:
    """What happened, with the coach's keys; where nothing did, why the step is done."""
    token: Token = "bad" if shown.is_bad else "text" if shown.note else "dim"
    words = shown.note or (shown.why if with_why else "")
    right: list[Run] = []
    for key, word in shown.hints:
        right += [("  ", "text"), (key, "key"), (f" {safe_line(word)}", "dim")]
    return Line([("  ", "text"), (safe_line(words), token)], right)

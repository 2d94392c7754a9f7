"""Text from outside on its way to the terminal: never markup, and no control character gets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from app.domain.core.text import for_display, pad

if TYPE_CHECKING:
    from textual.color import Color

#: More characters than any line of a terminal shows; what lies beyond is not even looked at.
LINE_LIMIT: Final = 600

# Terminals disagree about the width of joined emoji, skin tones and emoji variants, and a line would shift
# under what stands beside it: the first picture of a family stands for all of it.
_UNCERTAIN: Final = re.compile("\u200d[\u2190-\u2bff\U0001f000-\U0001faff]|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def safe_line(value: object, limit: int = LINE_LIMIT) -> str:
    """A value as one safe line, cut after ``limit`` characters; ``None`` is nothing."""
    if value is None:
        return ""
    text = str(value)
    if len(text) > limit:
        text = text[:limit] + "…"
    if text.isascii() and text.isprintable():
        return text
    return _UNCERTAIN.sub("", for_display(text))


def safe_lines(value: object, most: int, limit: int = 4 * LINE_LIMIT) -> list[str]:
    """A value as safe lines without the blank ones, at most ``most``; the last ends in an ellipsis if cut."""
    if value is None:
        return []
    text = _UNCERTAIN.sub("", for_display(str(value)[:limit], lines=True))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > most:
        return [*lines[: most - 1], f"{lines[most - 1]} …"]
    return lines


def unmarked(line: str) -> str:
    """A line of Markdown as it is read: without the marks of headings, quotations, emphasis and links.

    Marks within words and around blanks are none, as in ``2 * 3`` and ``snake_case``.
    """
    if not any(mark in line for mark in "*`#>[-+~"):
        return line
    line = re.sub(r"^(?:#{1,6} +|> ?)+", "", line)
    line = re.sub(r"^[-*+] (?:\[[ xX]\] )?(?=\S)", "• ", line)
    line = re.sub(r"!?\[([^][]+)\]\([^()\s]*\)", r"\1", line)
    for mark in (r"\*\*", r"~~", "`", r"\*"):
        line = re.sub(rf"(?<![\w*]){mark}(?=[^\s*])(.+?)(?<=[^\s*]){mark}(?![\w*])", r"\1", line)
    return line


class SafeFilter(LineFilter):
    """Removes what could command the terminal from every segment of every line, whoever drew it.

    Escape sequences and control characters are taken out, directional overrides are shown as a mark,
    and the segment keeps its width, so that nothing beside it moves.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's shape
        """The segments, the very same list where there is nothing to remove."""
        for text, style, _ in segments:
            if not text.isprintable() or (style is not None and style.link):
                return [_safe(segment) for segment in segments]
        return segments


def _safe(segment: Segment) -> Segment:
    """One segment that shows and obeys nothing but text."""
    text, style, control = segment
    if style is not None and style.link and not (style.link.isascii() and style.link.isprintable()):
        style = style.update_link(None)
    if control or text.isprintable():
        return Segment(text, style, control)
    return Segment(pad(for_display(text), cell_len(text)), style)

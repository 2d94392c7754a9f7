"""Text safety: cleaning what comes in, and fitting what goes out to terminal cells."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Align = Literal["left", "right", "center"]

#: What parts several values where Arabic is written.
ARABIC_COMMA = "،"

#: What stands for a character that is shown instead of obeyed; one cell wide.
PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"

# Patterns stay text until they are used: compiling them all would cost the first paint milliseconds.

# Whole sequences of ECMA-48: CSI, then the strings (DCS, SOS, OSC, PM, APC) with their terminator, then
# the short ones. A string without its terminator loses only its opener, so that no text is swallowed.
_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    r"|(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90-\x9f]*+(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*+[0-~]"
)

_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_INVISIBLE = (
    0xAD,  # soft hyphen
    0x034F,  # combining grapheme joiner
    *(0x115F, 0x1160, 0x3164, 0xFFA0),  # Hangul fillers: letters without ink
    *(0x17B4, 0x17B5, 0x180E),
    *(0x200B, 0xFEFF),  # zero width spaces
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    *range(0xFDD0, 0xFDF0),
    *range(0xFFF0, 0xFFFC),
    *(0xFFFE, 0xFFFF),
    *range(0x1D173, 0x1D17B),
)

_LINE_BREAKS = dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_REMOVED: dict[int, str | None] = dict.fromkeys((*_CONTROLS, *_OVERRIDES, *_INVISIBLE))
_INGEST: dict[int, str | None] = {**_REMOVED, **_LINE_BREAKS, 0x09: " "}
_DISPLAY: dict[int, str | None] = {**_INGEST, **dict.fromkeys(_OVERRIDES, PLACEHOLDER)}

# The planes of tag characters and the lone surrogates are too wide for a table.
_TAGS_AND_SURROGATES = r"[\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\ud800-\udfff]"

# A selector that follows no character, or another selector, carries no meaning, but can smuggle bytes.
_SELECTORS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STRAY_SELECTORS = rf"(?<![^\s\u2000-\u206f{_SELECTORS}])[{_SELECTORS}]+"
# Joiners mean something only inside the scripts and emoji that use them (Persian, Indic, families);
# between Latin letters they only make two equal words different.
_JOINED = r"[^\s\x00-\u058f\u061c\u2000-\u206f"
_STRAY_JOINERS = rf"(?<!{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?!{_JOINED}{_SELECTORS}])"

_DIRECTION_MARKS = "\u200e\u200f\u061c"
_WHITE_SPACE = "\t\n \xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_EDGES = _WHITE_SPACE + _DIRECTION_MARKS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def clean_line(text: str, limit: int | None = None) -> str:
    """Text from outside as one safe line.

    Escape sequences, control, override, tag and invisible characters are removed, every run of white
    space becomes one space, and the result is NFC. Joiners stay inside the words and emoji that need
    them; the plain direction marks (LRM, RLM, ALM) stay between visible characters.

    Args:
        text: Anything, hostile or not.
        limit: The most characters to keep; the rest is cut off.
    """
    if text.isascii() and text.isprintable():
        line = " ".join(text.split())
    else:
        line = _trimmed(" ".join(_ingested(text).split()))
    return line if limit is None or len(line) <= limit else _trimmed(_ingested(line[:limit]))


def clean_prose(text: str, limit: int | None = None) -> str:
    r"""Text from outside as safe prose: as ``clean_line``, but line breaks and inner spacing are kept.

    Every kind of line break becomes ``\n``, a tab becomes a space, and white space at the end of a
    line or around the whole is trimmed.

    Args:
        text: Anything, hostile or not.
        limit: The most characters to keep; the rest is cut off.
    """
    prose = _lines_trimmed(_ingested(text.replace("\r\n", "\n")))
    return prose if limit is None or len(prose) <= limit else _lines_trimmed(_ingested(prose[:limit]))


def for_display(text: str, *, lines: bool = False) -> str:
    r"""What may reach a terminal of a text, whoever wrote it.

    Escape sequences and control characters are left out; a directional override or isolate is shown
    as one ``PLACEHOLDER`` cell instead of being obeyed.

    Args:
        text: Anything, stored or not.
        lines: Keep ``\n``; otherwise a line break becomes a space.
    """
    if text.isprintable():
        return text
    shown = re.sub(_ESCAPES, "", text.replace("\r\n", "\n")).translate(_DISPLAY)
    shown = re.sub(_TAGS_AND_SURROGATES, "", shown)
    return shown if lines else shown.replace("\n", " ")


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def cell_width(text: str) -> int:
    """The number of terminal cells a safe text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def ellipsize(text: str, cells: int, mark: str = "…") -> str:
    """The text if it fits into ``cells``, else as many whole characters as fit, and the mark.

    A letter is never parted from its accents, nor an emoji from its family.

    Args:
        text: A safe line.
        cells: Terminal cells to fit into; none for zero or less.
        mark: What shows that something was cut off.
    """
    if cells <= 0:
        return ""
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(mark)
    return _head(text, room) + mark if room >= 0 else _head(text, cells)


def pad(text: str, cells: int, align: Align = "left") -> str:
    """The text on exactly ``cells`` terminal cells: cut with an ellipsis, or filled up with spaces."""
    fitted = ellipsize(text, cells)
    gap = max(cells, 0) - cell_width(fitted)
    before = {"left": 0, "right": gap, "center": gap // 2}[align]
    return " " * before + fitted + " " * (gap - before)


def _ingested(text: str) -> str:
    """The text without what may not come in, in NFC; line breaks of every kind are newlines."""
    if text.isascii() and text.isprintable():
        return text
    kept = re.sub(_TAGS_AND_SURROGATES, "", re.sub(_ESCAPES, "", text).translate(_INGEST))
    if kept.isascii():
        return kept
    while True:  # taking a joiner out can let its neighbours compose
        composed = unicodedata.normalize("NFC", kept)
        kept = re.sub(_STRAY_JOINERS, "", re.sub(_STRAY_SELECTORS, "", composed))
        if kept == composed:
            return kept


def _trimmed(line: str) -> str:
    """The text without white space or direction marks around it."""
    return line.strip(_EDGES)


def _lines_trimmed(prose: str) -> str:
    """The prose without white space at the end of its lines or around the whole."""
    return _trimmed("\n".join(line.rstrip(_EDGES) for line in prose.split("\n")))


def _head(text: str, cells: int) -> str:
    """The longest run of whole characters from the start that fits into the cells."""
    if text.isascii():
        return text[:cells]
    from rich.cells import split_graphemes

    end = used = 0
    for _start, stop, width in split_graphemes(text)[0]:
        used += width
        if used > cells:
            break
        end = stop
    return text[:end]

"""Names of files: safe to write, whatever somebody called one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from app.domain.core.text import PLACEHOLDER, for_display

#: The most bytes of a name that file systems take.
MOST_BYTES: Final = 255
_LONGEST_ENDING: Final = 20
_NOWHERE: Final = re.compile(r'[<>:"|?*]')
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_INSTEAD: Final = "_"
_NAMELESS: Final = "file"


def safe_name(name: str) -> str:
    """A name that can be given to a file in any folder, made of one that came from outside.

    Of a path only its end is taken. What cannot be seen or is obeyed by terminals, and what some file system forbids,
    becomes ``_``; the name is cut to 255 bytes, between characters, and keeps its extension.

    Args:
        name: Anything, hostile or not.
    """
    last = re.split(r"[/\\]", for_display(name).rstrip("/\\"))[-1]
    plain = _NOWHERE.sub(_INSTEAD, last.replace(PLACEHOLDER, _INSTEAD)).strip(" .")
    if plain.startswith("-"):
        plain = _INSTEAD + plain
    if _DEVICE.fullmatch(plain.partition(".")[0].strip()):
        plain = _INSTEAD + plain
    return _with_ending(plain, "") if plain else _NAMELESS


def numbered(name: str, number: int) -> str:
    """The same name with a number before its extension, no longer than a name can be."""
    return _with_ending(name, f"-{number}")


def _with_ending(name: str, between: str) -> str:
    """A name with something between its stem and its extension; the stem is cut where all of it is too long."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    behind = f"{between}{dot}{ending}"
    return _cut(stem, MOST_BYTES - len(behind.encode())) + behind


def _cut(text: str, most: int) -> str:
    """As many whole characters as have so many bytes; none loses its marks."""
    if len(text.encode()) <= most:
        return text
    end = len(text.encode()[:most].decode(errors="ignore"))
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end]

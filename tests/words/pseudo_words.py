"""What is said past the door, as the pseudo language shows it: plain words that are no data, and unmarked cuts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from app.data_files import data_path
from app.words.pseudo import CLOSES, OPENS

#: Two plain letters or more: in the pseudo language those of a message are accented, and data of these tests is Greek.
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z]+(?:['’.-][A-Za-z]+)*")
#: What is no word of a language: codes of records, currencies and countries, names of things outside.
_RECORD: Final = re.compile(r"\b[A-Z]+-(?:[0-9A-Z]{4}\b|[0-9A-Z]{0,3}…)")
_CODES: Final = re.compile(r"[Ll]eadline|Arabic|English|en|ar|qps|[A-Z]{2,3}")
_DEFINED: Final = re.compile(r"[A-Za-z][A-Za-z]+(?:['’.-][A-Za-z]+)*")


def process_words() -> frozenset[str]:
    """The words of the shipped processes and links, which are data like a manager's own."""
    files = (path for folder in ("processes", "research") for path in data_path(folder).glob("*.toml"))
    texts = (path.read_text("utf-8") for path in files)
    return frozenset(word.casefold() for text in texts for word in _DEFINED.findall(text))


def plain_words(text: str, data: frozenset[str]) -> Iterator[str]:
    """The words of a text that passed no door.

    Args:
        text: What is shown.
        data: Words that may stand there, in small letters; where one is cut, its beginning may.
    """
    shown = _RECORD.sub("", text)
    for found in _PLAIN.finditer(shown):
        word = found[0].casefold()
        is_cut = shown[found.end() : found.end() + 1] == "…"
        if not (_CODES.fullmatch(found[0]) or word in data or (is_cut and any(each.startswith(word) for each in data))):
            yield found[0]


def unmarked_cuts(lines: Iterable[str], *, scrolls: bool) -> Iterator[str]:
    """Messages that end before their closing bracket without the mark of a cut.

    Args:
        lines: What a widget shows, from its top.
        scrolls: Whether more may stand below its last line.
    """
    text = "\n".join(line.rstrip() for line in lines)
    depth_at: list[int] = []
    for at, character in enumerate(text):
        if character == OPENS:
            depth_at.append(at)
        elif character == CLOSES and depth_at:
            depth_at.pop()
    for at in depth_at:
        rest = text[at:]
        near = "\n".join(rest.split("\n")[:2])
        if "…" not in near and not (scrolls and near == rest):
            yield near.strip()[:80]


def shown_by(screen: Any) -> Iterator[tuple[Any, list[str]]]:
    """Each widget in sight that draws something itself, with its lines."""
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        if not region.size or widget is screen or list(widget.children):
            continue
        shown = region.intersection(clip)
        if not shown:
            continue
        lines = [strip.text for strip in widget.render_lines(shown.translate((-region.x, -region.y)))]
        yield widget, lines

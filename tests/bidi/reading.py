"""How the tests of bidirectional text write lines, look at cells, and read what a terminal of its own order shows."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

from rich.cells import split_graphemes

from app.bidi.arranging import arranged, flip_glyph
from app.bidi.levels import levels, visual_order
from app.bidi.mirroring import mirror_of

#: Words from right to left, by what the table calls them.
WORDS: Final = {
    "company": "شركة",
    "noor": "النور",
    "ali": "علي",
    "dubai": "دبي",
    "phone": "هاتف",
    "now": "الآن",
    "today": "اليوم",
    "yesterday": "أمس",
    "price": "سعر",
    "final": "نهائي",
    "dirham": "درهم",
    "product": "المنتج",
    "new": "جديد",
    "growth": "نمو",
    "discount": "خصم",
    "from": "من",
    "to": "إلى",
    "and": "و",
    "day": "يوم",
    "meeting": "اجتماع",
    "room": "غرفة",
    "code": "رمز",
    "version": "إصدار",
    "email": "بريد",
    "site": "موقع",
    "thanks": "شكرا",
    "bought": "اشترى",
    "call": "اتصل",
    "muhammad": "مُحَمَّدٌ",
    "welcome": "أهلًا",
    "no": "لَا",
    "shalom": "שָׁלוֹם",
    "persian": "می\u200cخواهم",
}
_NOTED: Final = re.compile(r"~([a-z]+)|\^([0-9]+)")
_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_UNSEEN: Final = "\u200e"
_SEPARATE: Final = re.compile(f"({_UNSEEN})")
_MARKS: Final = dict.fromkeys((0x200C, 0x200E, 0x200F, *range(0x2066, 0x206A)))


def clusters(text: str) -> list[str]:
    """The characters of a text with their marks."""
    return [text[start:end] for start, end, _ in split_graphemes(text)[0]]


def stored(noted: str) -> str:
    """A line as it is stored: ``~word`` is a word of ``WORDS``, ``^12`` Arabic-Indic digits, ``⟨…⟩`` isolates."""
    plain = _NOTED.sub(lambda found: _noted(found, backwards=False), noted)
    return plain.replace("⟨", "\u2068").replace("⟩", "\u2069")


def cells(noted: str) -> str:
    """A line as it is seen from left to right, cell by cell: the letters of each ``~word`` stand from right to left."""
    return _NOTED.sub(lambda found: _noted(found, backwards=True), noted).translate(_MARKS)


def _noted(found: re.Match[str], *, backwards: bool) -> str:
    word, digits = found.groups()
    if digits:
        return str(digits.translate(_ARABIC_DIGITS))
    return "".join(reversed(clusters(WORDS[word]))) if backwards else WORDS[word]


def seen(line: str, *, rtl: bool, shape: bool = False) -> str:
    """What a screen that orders nothing shows of a line; flipped as a whole where the interface runs from the right."""
    _, texts = arranged(clusters(line), rtl, shape=shape, mirrored=True)
    return "".join(map(flip_glyph, reversed(texts)) if rtl else texts).translate({0x200C: None})


def shown_by_terminal(line: str) -> str:
    """What a terminal shows that orders each line by UAX #9 from the left, and mirrors brackets."""
    parts = [part for run in _SEPARATE.split(line) for part in ([run] if run in _UNSEEN else clusters(run)) if part]
    of_levels = levels(line, 0)
    starts = accumulate(map(len, parts), initial=0)
    own = [of_levels[start] for start, _ in zip(starts, parts, strict=False)]
    order = visual_order(own)
    return "".join(mirror_of(parts[at][0]) + parts[at][1:] if own[at] & 1 else parts[at] for at in order).translate(
        _MARKS
    )

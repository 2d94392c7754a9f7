"""Numbers in Arabic words, as amounts and times have them: put in digits, which everything else reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.domain.core.folding import fold

_SMALL_WORDS: Final = {
    1: "واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين",
    3: "ثلاثة ثلاث",
    4: "أربعة أربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان",
    9: "تسعة تسع",
    10: "عشرة عشر",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
    100: "مئة مائة",
    200: "مئتان مئتين مائتان مائتين",
    300: "ثلاثمئة ثلاثمائة",
    400: "أربعمئة أربعمائة",
    500: "خمسمئة خمسمائة",
    600: "ستمئة ستمائة",
    700: "سبعمئة سبعمائة",
    800: "ثمانمئة ثمانمائة",
    900: "تسعمئة تسعمائة",
}
_SCALE_WORDS: Final = {1_000: "ألف آلاف", 1_000_000: "مليون ملايين", 1_000_000_000: "مليار مليارات"}
_PAIR_WORDS: Final = {2_000: "ألفان ألفين", 2_000_000: "مليونان مليونين", 2_000_000_000: "ملياران مليارين"}
_PART_WORDS: Final = {"0.5": "نصف", "0.25": "ربع"}

_SMALL: Final = {fold(word): Decimal(number) for number, words in _SMALL_WORDS.items() for word in words.split()}
_SCALES: Final = {fold(word): Decimal(number) for number, words in _SCALE_WORDS.items() for word in words.split()}
_PAIRS: Final = {fold(word): Decimal(number) for number, words in _PAIR_WORDS.items() for word in words.split()}
_PARTS: Final = {fold(word): Decimal(part) for part, word in _PART_WORDS.items()}
_AND: Final = "و"
_FEWEST: Final = 3
"""From so many on a number stands before what it counts; one and two are said by the noun itself."""


def with_digits(text: str) -> str:
    """A text that begins with a number in Arabic words, with that number in digits; any other as it is.

    >>> with_digits("خمسة آلاف درهم"), with_digits("نصف مليون"), with_digits("50 USD")
    ('5000 درهم', '500000', '50 USD')
    """
    words = text.split()
    total = part = Decimal(0)
    scale = Decimal(1)
    read = 0
    for word in words:
        folded = fold(word)
        bare = folded.removeprefix(_AND) if read and folded not in _SMALL else folded
        if bare in _SMALL:
            part += _SMALL[bare]
        elif bare in _PARTS and part == 0:  # a million and a half is half a million more
            part = _PARTS[bare] * scale
        elif bare in _SCALES:
            scale = _SCALES[bare]
            total, part = total + (part or 1) * scale, Decimal(0)
        elif bare in _PAIRS:
            scale = _PAIRS[bare] / 2
            total += _PAIRS[bare]
        else:
            break
        read += 1
    number = total + part
    return " ".join((f"{number.normalize():f}", *words[read:])) if read else text


def counted_in_digits(words: str) -> str:
    """Folded words in which three to ten of something are counted in digits."""
    small = (_SMALL.get(word) for word in words.split())
    pairs = zip(words.split(), small, strict=True)
    return " ".join(f"{number:f}" if number is not None and _FEWEST <= number <= 10 else word for word, number in pairs)

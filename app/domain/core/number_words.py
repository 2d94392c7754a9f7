"""Numbers in Arabic words, as amounts and times have them: put in digits, which everything else reads."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from app.domain.core.folding import fold

_SMALL_WORDS: Final = {
    0: "صفر",
    1: "واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
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
    200: "مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي",
    300: "ثلاثمئة ثلاثمائة",
    400: "أربعمئة أربعمائة",
    500: "خمسمئة خمسمائة",
    600: "ستمئة ستمائة",
    700: "سبعمئة سبعمائة",
    800: "ثمانمئة ثمانمائة",
    900: "تسعمئة تسعمائة",
}
_SCALE_WORDS: Final = {
    1_000: "ألف آلاف",
    1_000_000: "مليون ملايين",
    1_000_000_000: "مليار مليارات بليون بلايين",
}
_PAIR_WORDS: Final = {
    2_000: "ألفان ألفين ألفي",
    2_000_000: "مليونان مليونين مليوني",
    2_000_000_000: "ملياران مليارين ملياري",
}
#: Scales as they stand behind eleven and more; before what they count they are two of it.
_COUNTED_SCALE_WORDS: Final = {1_000: "ألفا", 1_000_000: "مليونا", 1_000_000_000: "مليارا"}
_PART_WORDS: Final = {"0.5": "نصف", "0.25": "ربع"}
#: One, as it stands before ten only: alone it is a name of Sunday.
_ONE_OF_ELEVEN: Final = frozenset(map(fold, ("أحد", "إحدى")))

_SMALL: Final = {fold(word): Decimal(number) for number, words in _SMALL_WORDS.items() for word in words.split()}
_SCALES: Final = {fold(word): Decimal(number) for number, words in _SCALE_WORDS.items() for word in words.split()}
_PAIRS: Final = {fold(word): Decimal(number) for number, words in _PAIR_WORDS.items() for word in words.split()}
_COUNTED_SCALES: Final = {fold(word): Decimal(number) for number, word in _COUNTED_SCALE_WORDS.items()}
_PARTS: Final = {fold(word): Decimal(part) for part, word in _PART_WORDS.items()}
_AND: Final = "و"
_TEN: Final = 10


def with_digits(text: str) -> str:
    """A text that begins with a number in Arabic words, with that number in digits; any other as it is.

    >>> with_digits("خمسة آلاف درهم"), with_digits("نصف مليون"), with_digits("50 USD")
    ('5000 درهم', '500000', '50 USD')
    """
    words = text.split()
    number, read = number_of(words)
    return " ".join((f"{number.normalize():f}", *words[read:])) if read else text


def number_of(words: Sequence[str]) -> tuple[Decimal, int]:
    """The number that some words begin with, and how many of them say it; none for other words.

    >>> number_of(["خمسة", "وعشرون", "ألف", "درهم"])
    (Decimal('25000'), 3)
    """
    folded = [fold(word) for word in words]
    total = part = Decimal(0)
    scale = Decimal(1)
    read = 0
    for word in folded:
        after = folded[read + 1] if read + 1 < len(folded) else ""
        bare = word.removeprefix(_AND) if read and word not in _SMALL else word
        if bare in _ONE_OF_ELEVEN and (_SMALL.get(after) == _TEN or _SMALL.get(after.removeprefix(_AND), 0) > _TEN):
            part += 1
        elif bare in _SMALL:
            part += _SMALL[bare]
        elif bare in _PARTS and part == 0:  # a million and a half is half a million more
            part = _PARTS[bare] * scale
        elif bare in _SCALES or (bare in _COUNTED_SCALES and part):
            scale = _SCALES.get(bare) or _COUNTED_SCALES[bare]
            total, part = total + (part or 1) * scale, Decimal(0)
        elif bare in _PAIRS or (bare in _COUNTED_SCALES and after):
            scale = _PAIRS[bare] / 2 if bare in _PAIRS else _COUNTED_SCALES[bare]
            total += 2 * scale
        else:
            break
        read += 1
    return total + part, read

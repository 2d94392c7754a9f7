"""The forms of written numbers: what their own marks tell of the decimal point or comma, and what they leave open."""

from __future__ import annotations

import re
from typing import Final, Literal

from app.domain.core.frozen import frozen

DecimalMark = Literal[".", ","]

#: The digits a currency's amounts never have behind a point or comma, unless it has thousandths: they are a group.
GROUP: Final = 3

_ARABIC: Final = re.compile("[٫٬]")
_CORE: Final = re.compile(r"\d[\d.,'_ ]*\d|[.,]\d+|\d")
_SAME: Final = str.maketrans({"٫": ".", "٬": ",", "،": ",", "’": "'", "‘": "'"})
_GROUPED: Final = re.compile(r"\d{1,3}(?P<mark>[.,'_ ])\d{2,3}(?:(?P=mark)\d{2,3})*")
#: A number that a spreadsheet wrote in scientific form, such as ``9.71500E+11``; a part's code has no sign there.
_SCIENTIFIC: Final = re.compile(r"([+-]?)(\d)(?:[.,](\d+))?E\+(\d{1,3})", re.IGNORECASE)


@frozen
class NumberForm:
    """What the marks of one written number tell.

    Attributes:
        mark: The decimal mark that alone explains it; None when it has none, or leaves it open.
        open_mark: The one mark in it that may group thousands or stand before three decimals.
        decimals: How many digits stand behind the decimal mark it tells.
    """

    mark: DecimalMark | None = None
    open_mark: DecimalMark | None = None
    decimals: int = 0


_TELLS_NOTHING: Final = NumberForm()


def form_of(text: str) -> NumberForm:
    """What a number's own marks tell of its form.

    >>> form_of("1.234,50").mark, form_of("50,000").open_mark, form_of("12,34,567").mark
    (',', ',', '.')
    """
    if _ARABIC.search(text):  # Arabic has marks of its own, which are never taken for each other
        return NumberForm(".", None, 1)
    found = _CORE.search(" ".join(text.translate(_SAME).split()))
    core = found[0] if found else ""
    marks = [each for each in core if each in ".,"]
    if not marks:
        return _TELLS_NOTHING
    last: DecimalMark = "." if marks[-1] == "." else ","
    other: DecimalMark = "," if last == "." else "."
    whole, _mark, fraction = core.rpartition(last)
    if len(set(marks)) == 2:
        return NumberForm(last, None, len(fraction)) if marks.count(last) == 1 else _TELLS_NOTHING
    if len(marks) > 1:
        return NumberForm(other) if _GROUPED.fullmatch(core) and len(fraction) == GROUP else _TELLS_NOTHING
    if len(fraction) == GROUP and re.fullmatch(r"[1-9]\d{0,2}", whole):
        return NumberForm(None, last, GROUP)
    return NumberForm(last, None, len(fraction))


def unscientific(text: str) -> str | None:
    """The digits of a number that a spreadsheet wrote in scientific form; None where it is written otherwise.

    Raises:
        ValueError: It has fewer digits than the number: the last ones are lost.
    """
    found = _SCIENTIFIC.fullmatch(text.strip())
    if found is None:
        return None
    sign, first, rest, power = found.groups()
    digits, places = (rest or ""), int(power)
    if len(digits) < places:
        raise ValueError("digits are lost")
    whole, fraction = first + digits[:places], digits[places:]
    return sign + whole + (f".{fraction}" if fraction.strip("0") else "")

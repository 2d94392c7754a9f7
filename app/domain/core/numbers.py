"""Numbers as databases compare them: whole ones within 64 bits, others as floats."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_LARGEST: Final = 2**63 - 1


def comparable(number: Decimal | float) -> int | float:
    """The number in the form that every database compares alike; whole ones stay within 64 bits."""
    if isinstance(number, float):
        return number
    if number == int(number):
        return max(-_LARGEST, min(int(number), _LARGEST))
    return float(number)

"""Exact numbers as text: every digit that counts, and none besides."""

from __future__ import annotations

from decimal import Decimal


def shortest(number: Decimal) -> str:
    """A number as plain digits, without noughts at the end of its fraction."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals_of(number: Decimal) -> int:
    """How many digits a number has behind its point, noughts at the end apart."""
    return len(shortest(number).partition(".")[2])

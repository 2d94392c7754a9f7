"""What is said of sums of opportunities."""

from __future__ import annotations

from app.domain.sales.rows import Totals
from app.words import listed, say, say_many, sentences


def left_out(totals: Totals) -> str:
    """What a total leaves out because nobody gave a rate for it; empty where that is nothing."""
    if not totals.without_rate:
        return ""
    currencies = listed(totals.total.unpriced)
    return say_many(
        "{n} without a rate ({currencies})",
        "{n} without a rate ({currencies})",
        totals.without_rate,
        currencies=currencies,
    )


def total_words(totals: Totals) -> str:
    """What opportunities amount to in the workspace's currency, such as ``USD 720.00 and 1 without a rate (JPY)``."""
    out = left_out(totals)
    return say("{total} and {left_out}", total=totals.total.amount, left_out=out) if out else str(totals.total.amount)


def total_sentence(totals: Totals) -> str:
    """What opportunities amount to, and weighted by their probability, as sentences."""
    weighted = (
        say("Weighted by probability: {amount}.", amount=totals.weighted.amount) if totals.weighted.amount.minor else ""
    )
    unknown = (
        say_many("{n} has no probability.", "{n} have no probability.", totals.without_probability)
        if totals.without_probability
        else ""
    )
    return sentences(say("Total: {total}.", total=total_words(totals)), weighted, unknown)

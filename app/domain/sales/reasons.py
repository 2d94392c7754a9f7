"""Why a sale was not made: the reasons there are, and the further ones that managers add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting
from app.words import WordsByCode, in_context, label, own, small, together

LOST_REASONS: Final[WordsByCode] = (
    ("price", in_context("reason of a loss", "Price")),
    ("timing", in_context("reason of a loss", "Timing")),
    ("competitor", in_context("reason of a loss", "Competitor")),
    ("requirements", in_context("reason of a loss", "Requirements not met")),
    ("no_budget", in_context("reason of a loss", "No budget")),
    ("no_decision", in_context("reason of a loss", "No decision")),
    ("other", in_context("reason of a loss", "Other")),
)
FURTHER_REASONS: Final = Setting(
    Field(
        "lost_reasons",
        "Further reasons of losses",
        "tags",
        help="Beside price, timing, competitor, requirements not met, no budget, no decision, other.",
    ),
    "Opportunities",
    (),
)
SETTINGS: Final = (FURTHER_REASONS,)

_LABELS = dict(LOST_REASONS)


def reasons_field(further: Iterable[str]) -> Field:
    """What asks why an opportunity was not won.

    Args:
        further: The reasons that managers added.
    """
    choices = (*LOST_REASONS, *((reason, own(reason)) for reason in further))
    return Field("lost_reasons", "Reasons", "tags", "close", choices, help="One or more, separated by commas.")


def lost_reason(reason: str) -> str:
    """What a reason is called."""
    return label(_LABELS[reason]) if reason in _LABELS else reason


def reasons_in_words(reasons: Iterable[str]) -> str:
    """Reasons inside a sentence, such as “price and timing”."""
    return together(small(lost_reason(reason)) for reason in reasons)

"""Names the fields of one's own that columns get: a short stable code, and a label that no other field has."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.capture.headings import TargetField
from app.domain.capture.values import words_of
from app.domain.core.fields import type_named
from app.domain.core.folding import letters_of
from app.domain.core.text import clean_line
from app.words import label, say

if TYPE_CHECKING:
    from app.domain.capture.mapping import ColumnPlan

_LONGEST_CODE: Final = 36  # and a number behind it; codes have at most 40 characters


def named_apart(
    plan: ColumnPlan, fields: Mapping[str, TargetField], own: AbstractSet[str], *, by_hand: bool = False
) -> ColumnPlan:
    """The plan with a label of its own for a new custom field, where Leadline has a field of the heading's name."""
    heading = clean_line(plan.heading)
    if not plan.is_custom or plan.target in fields or letters_of(heading) not in own:
        return plan
    name = str(say("{heading} (from the file)", heading=heading))
    if by_hand:
        why = say("chosen by hand; called “{name}”, since Leadline has a field of that name", name=name)
    else:
        sort = label(type_named(plan.custom_type or "line").noun)
        why = say(
            "Leadline's own field of that name does not take these values; a new one for {values}, “{name}”",
            values=sort,
            name=name,
        )
    return replace(plan, label=name, reason=why)


def custom_code(heading: str, taken: AbstractSet[str]) -> str:
    """A short stable code for a heading, the same at every import of the same file."""
    code = "_".join(words_of(heading))[:_LONGEST_CODE].strip("_") or "column"
    if code[0].isdigit():
        code = f"n_{code}"
    if code not in taken:
        return code
    return next(other for other in (f"{code}_{number}" for number in range(2, 10_000)) if other not in taken)

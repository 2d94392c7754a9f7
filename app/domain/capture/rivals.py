"""Settles which of several columns that want a field fills it, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.capture.columns import Profile
from app.domain.capture.further import further_of, may_repeat
from app.domain.capture.headings import IGNORE, Recognised, TargetField
from app.domain.capture.permissions import PERMISSIONS
from app.domain.capture.values import words_of
from app.domain.core.folding import letters_of
from app.words import say


def is_single(target: str) -> bool:
    """Whether only one column may fill it."""
    return target != IGNORE and target not in PERMISSIONS and not may_repeat(target)


def settle_rivals(
    headings: Sequence[str],
    proposals: list[Recognised | None],
    profiles: Sequence[Profile],
    fields: Mapping[str, TargetField],
) -> None:
    """Leave each field to the best of the columns that want it; what others hold of it is kept as further values."""
    wanted: dict[str, list[int]] = {}
    for place, proposal in enumerate(proposals):
        if proposal and is_single(proposal.target):
            wanted.setdefault(proposal.target, []).append(place)
    for target, places in wanted.items():
        claims = {place: _claim(headings[place], proposals[place], profiles[place], fields[target]) for place in places}
        for place in sorted(places, key=claims.__getitem__)[1:]:
            proposals[place] = None
            if target == "phone" and "mobile" in fields and "mobile" not in wanted:
                proposals[place] = Recognised("mobile", say("a second phone number"), 0.7)
                wanted = {**wanted, "mobile": [place]}
            elif target in ("email", "phone", "mobile"):
                further = further_of(target, words_of(headings[place]))
                if further in fields:
                    reason = say("a further email") if target == "email" else say("a further phone")
                    proposals[place] = Recognised(further, reason, 0.7)


def _claim(heading: str, proposal: Recognised | None, profile: Profile, target: TargetField) -> tuple[float, ...]:
    """How good a column's claim to a field is, the best sorting first; the field's own name wins.

    Of several ids the shortest wins: it is the one people quote.
    """
    confidence = proposal.confidence if proposal else 0.0
    if target.identifies:
        return (-round(profile.filled / max(profile.rows, 1), 1), profile.mean_length(), -confidence)
    own = letters_of(heading) == letters_of(target.code)
    return (not own or not profile.filled, -confidence, -profile.filled)

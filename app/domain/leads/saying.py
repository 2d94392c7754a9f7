"""Sentences about what was done with a lead."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.core.moments import when
from app.domain.leads.fields import BY_CODE
from app.domain.leads.rows import DuplicateHit
from app.words import Said, say


def next_contact_sentence(
    name: str, at: datetime | None, now: datetime, zone: ZoneInfo, *, colleague: str = "", was_set: bool = False
) -> Said:
    """What became of a lead's next contact.

    Args:
        name: What the lead is called.
        at: When it is; ``None`` where there is none.
        now: The present moment.
        zone: The zone of whoever set it.
        colleague: Who else gets in touch.
        was_set: Whether there was one before it was taken away.
    """
    if at is None:
        if was_set:
            return say("{name}: next contact taken away.", name=name)
        return say("{name}: there is no next contact.", name=name)
    moment = when(at, now, zone)
    if colleague:
        return say("{name}: next contact set to {when} for {colleague}.", name=name, when=moment, colleague=colleague)
    return say("{name}: next contact set to {when}.", name=name, when=moment)


def status_sentence(name: str, before: str, after: str) -> Said:
    """From which status to which a lead was moved; each by its code."""
    label = BY_CODE["status"].choice_label
    return say("{name}: {before} → {after}.", name=name, before=label(before), after=label(after))


def likeness_in_words(hit: DuplicateHit) -> Said:
    """Why a record may be the same, and how sure that is."""
    return say("{why}, certain", why=hit.reason) if hit.certain else say("{why}, likely", why=hit.reason)

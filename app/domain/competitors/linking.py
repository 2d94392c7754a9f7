"""Linking competitors to business inside a command, for this area and for those above."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.competitors.events import CompetitorAdded
from app.domain.competitors.kinds import COMPETITOR
from app.domain.competitors.records import Competitor, Rivalry
from app.domain.competitors.rules import name_key, searchable
from app.domain.core.errors import Ambiguous, Invalid, NotFound
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.text import clean_line
from app.domain.store.counters import next_code
from app.domain.store.unit import UnitOfWork
from app.words import listed, say

_ID_LENGTH = 32


def competitor_called(unit: UnitOfWork, called: str) -> tuple[Competitor, bool]:
    """The competitor meant by a code, an id or a name, and whether it was created for this.

    Raises:
        Invalid: Nothing is given.
        NotFound: There is no competitor with that code or id, or it was deleted.
        Ambiguous: Several have that name.
    """
    name = clean_line(called)
    if not name:
        raise Invalid(say("Name is missing: a competitor needs one."), field="name", hint=say("Give its name or code."))
    if _names_by_number(name):
        return known_competitor(unit.session, name), False
    unit.hold(f"competitor:{name_key(name)}")
    known = same_name(unit.session, name)
    return (known, False) if known else (create_competitor(unit, name), True)


def known_competitor(session: Session, ref: str) -> Competitor:
    """The competitor that a reference names.

    Raises:
        NotFound: There is none, or it was deleted.
    """
    known = None if _names_by_number(ref.strip()) else same_name(session, ref)
    found = known or session.get(Competitor, COMPETITOR.find(session, ref))
    if found is None or found.deleted_at is not None:
        raise NotFound(
            say("The competitor “{ref}” was deleted.", ref=ref.strip()[:60]), hint=say("Undo the deletion first.")
        )
    return found


def same_name(session: Session, name: str) -> Competitor | None:
    """The one competitor of that name, however it is spelled.

    Raises:
        Ambiguous: Several have it.
    """
    namesakes = session.scalars(
        select(Competitor)
        .where(Competitor.name_key == name_key(name), Competitor.deleted_at.is_(None))
        .order_by(Competitor.id)
        .limit(6)
    ).all()
    if len(namesakes) > 1:
        codes = listed(each.code for each in namesakes[:5])
        raise Ambiguous(
            say("Several competitors are called “{name}”: {codes}.", name=name[:60], codes=codes),
            hint=say("Name one by its code."),
        )
    return namesakes[0] if namesakes else None


def create_competitor(unit: UnitOfWork, name: str) -> Competitor:
    """A new competitor of which only the name is known."""
    competitor = Competitor(code=next_code(unit.session, COMPETITOR.prefix), name=name, custom={})
    derive(competitor)
    return unit.add(competitor)


def derive(competitor: Competitor) -> None:
    """Set a competitor's keys from its own fields."""
    competitor.name_key = name_key(competitor.name)
    competitor.search_text = searchable((competitor.code, competitor.name, competitor.website, competitor.key_product))


def link_competitor(
    unit: UnitOfWork, kind: str, record_id: str, competitor_id: str, status: str | None = None
) -> Rivalry:
    """Meet a competitor on a record; one met already keeps its status unless another is given.

    Args:
        unit: The command.
        kind: lead or opportunity.
        record_id: Which one.
        competitor_id: The competitor.
        status: suspected, confirmed or out; a new one is suspected without it.
    """
    rivalry = unit.session.scalar(
        select(Rivalry).where(Rivalry.record_id == record_id, Rivalry.competitor_id == competitor_id)
    )
    if rivalry is not None:
        rivalry.status = status or rivalry.status
        return rivalry
    rivalry = unit.add(
        Rivalry(record_kind=kind, record_id=record_id, competitor_id=competitor_id, status=status or "suspected")
    )
    unit.publish(CompetitorAdded(kind, record_id, rivalry.id, competitor_id))
    return rivalry


def copy_to(unit: UnitOfWork, from_id: str, to_kind: str, to_id: str) -> int:
    """Meet the competitors of one record on another too; returns how many there were.

    Those the other record has already keep their status there.
    """
    originals = unit.session.scalars(select(Rivalry).where(Rivalry.record_id == from_id).order_by(Rivalry.id)).all()
    met = set(unit.session.scalars(select(Rivalry.competitor_id).where(Rivalry.record_id == to_id)))
    for original in originals:
        if original.competitor_id not in met:
            copy = link_competitor(unit, to_kind, to_id, original.competitor_id, original.status)
            copy.notes = original.notes
    return len(originals)


def _names_by_number(text: str) -> bool:
    """Whether a text is a code of a competitor or an id, rather than a name."""
    is_code = looks_like_code(text) and normalise_code(text).startswith(f"{COMPETITOR.prefix}-")
    bare = text.replace("-", "").lower()
    return is_code or (len(bare) == _ID_LENGTH and set(bare) <= set("0123456789abcdef"))

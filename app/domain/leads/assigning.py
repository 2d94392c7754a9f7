"""Who works on a lead beside its owner, and who gave it to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid
from app.domain.core.text import ARABIC_COMMA
from app.domain.leads.events import AssigneesChanged, LeadAssigned, LeadsAssigned
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead, LeadAssignment
from app.domain.people.linking import find_user, names_of
from app.domain.store.unit import UnitOfWork
from app.words import Said, listed, say, sentences

OWNER, ASSIGNEE = "owner", "assignee"
"""What somebody is to a lead that was given to them."""
_NOBODY = ("", "none", "لا أحد")
#: How many leads a statement names.
_PORTION = 500


def _users_named(session: Session, named: str | Iterable[str], *, me: str) -> list[str]:
    """The ids of colleagues who work here, each once; none for nobody.

    Args:
        session: Where to look.
        named: References to users, or a text of them with commas between.
        me: Who asks.

    Raises:
        NotFound: There is no such user, or not any more.
    """
    parts = named.replace(ARABIC_COMMA, ",").split(",") if isinstance(named, str) else named
    wanted = [part.strip() for part in parts]
    return list(dict.fromkeys(find_user(session, each, me=me) for each in wanted if each.casefold() not in _NOBODY))


def give(
    unit: UnitOfWork,
    lead: Lead,
    change: Callable[[Mapping[str, Any]], tuple[str, ...]],
    owner: str | None,
    to: str | Iterable[str] | None,
) -> tuple[tuple[str, ...], Said]:
    """Give a lead to another owner, or to assignees; returns what changed, and a sentence about it.

    Args:
        unit: The command under way.
        lead: The lead, which is open.
        change: What changes its fields.
        owner: A reference to the new owner; ``None`` where the owner stays.
        to: References to the assignees from now on; ``None`` where they stay.

    Raises:
        Invalid: Neither is given.
        NotFound: There is no such user, or not any more.
    """
    if owner is None and to is None:
        raise Invalid(say("Nobody is named to work on it."), field="owner", hint=say("Name an owner or assignees."))
    me = unit.actor_id or ""
    owner_id = None if owner is None else find_user(unit.session, owner, me=me)
    wanted = None if to is None else _users_named(unit.session, to, me=me)
    changed = change({"owner": owner_id}) if owner_id else ()
    if wanted is not None and _put_assignees(unit, lead, wanted):
        changed = (*changed, "assignees")
    return changed, sentences(*_told(unit.session, LEAD.called(lead), owner_id, wanted))


def _put_assignees(unit: UnitOfWork, lead: Lead, wanted: Sequence[str]) -> bool:
    """Let exactly these users be a lead's assignees; returns whether any came or went."""
    there = {each.user_id: each for each in _assignments(unit.session, lead.id, ASSIGNEE)}
    added = tuple(each for each in wanted if each not in there)
    removed = tuple(each for each in there if each not in wanted)
    for user_id in removed:
        unit.session.delete(there[user_id])
    for user_id in added:
        _give(unit, lead.id, user_id, ASSIGNEE)
    if added or removed:
        unit.publish(AssigneesChanged(lead.id, added, removed))
    return bool(added or removed)


def _told(session: Session, title: str, owner: str | None, wanted: Sequence[str] | None) -> list[Said]:
    """What assigning a lead did, in sentences.

    Args:
        session: Where names are looked up.
        title: What the lead is called.
        owner: The new owner's id; ``None`` where it was not asked for.
        wanted: The ids of its assignees from now on; ``None`` where they were not asked for.
    """
    names = names_of(session, [owner, *(wanted or ())])
    said = [say("{name} assigned to {owner}.", name=title, owner=names[owner])] if owner else []
    if wanted:
        said.append(say("{name}: with {people}.", name=title, people=listed(names[each] for each in wanted)))
    elif wanted is not None:
        said.append(say("{name}: no assignees.", name=title))
    return said


def note_owner(unit: UnitOfWork, lead_id: str, owner_id: str | None) -> None:
    """Keep who gave a lead to its owner, so that the owner is told; what somebody takes for themselves is not told."""
    there = _assignments(unit.session, lead_id, OWNER)
    if any(each.user_id == owner_id for each in there):
        return
    for each in there:
        unit.session.delete(each)
    if owner_id is not None and owner_id != unit.actor_id:
        _give(unit, lead_id, owner_id, OWNER)


def on_lead_assigned(unit: UnitOfWork, event: LeadAssigned) -> None:
    """Keep who gave the lead to its new owner."""
    note_owner(unit, event.lead_id, event.after)


def on_leads_assigned(unit: UnitOfWork, event: LeadsAssigned) -> None:
    """Keep who gave the leads to their new owners, for all of them at once."""
    there = select(LeadAssignment).where(LeadAssignment.role == OWNER)
    ids = [each.lead_id for each in event.each]
    for begin in range(0, len(ids), _PORTION):
        for each in unit.session.scalars(there.where(LeadAssignment.lead_id.in_(ids[begin : begin + _PORTION]))):
            unit.session.delete(each)
    given = [each for each in event.each if each.after not in (None, unit.actor_id)]
    rows = [{"lead_id": each.lead_id, "user_id": each.after, "role": OWNER, "by_id": unit.actor_id} for each in given]
    unit.insert_many(LeadAssignment, rows)


def _give(unit: UnitOfWork, lead_id: str, user_id: str, role: str) -> None:
    unit.add(LeadAssignment(lead_id=lead_id, user_id=user_id, role=role, by_id=unit.actor_id))


def _assignments(session: Session, lead_id: str, role: str) -> list[LeadAssignment]:
    mine = select(LeadAssignment).where(LeadAssignment.lead_id == lead_id, LeadAssignment.role == role)
    return list(session.scalars(mine.order_by(LeadAssignment.id)))

"""A synthetic database: very many plausible leads, written in bulk, for measuring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from app.bootstrap import open_workspace
from app.demo.content import Content, Names, Spelled, load_content
from app.demo.opening import DEMO_NOW, DEMO_ZONE
from app.domain.core.clock import FixedClock
from app.domain.core.fields import ParseContext
from app.domain.core.folding import fold
from app.domain.core.ids import new_id
from app.domain.leads.fields import LEAD_FIELDS, SOURCES
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rules import derived
from app.domain.process.queries import facts_of
from app.domain.process.service import start_processes
from app.domain.query.context import QueryContext
from app.domain.store.counters import next_codes
from app.domain.store.database import Reader
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import Activity, TimelineLink
from app.settings import Settings
from app.words import say

#: Leads written in one command; more of them need more memory and are hardly faster.
_BATCH = 5_000
#: One lead in so many has activities.
_ACTIVE = 5
_YEAR_OF_MINUTES = 365 * 24 * 60
_STATES = (("open", "lead"), ("open", "open"), ("open", "open"), ("open", "interested"), ("disqualified", "open"))


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the dice choose from, laid out for speed."""

    content: Content
    dice: Random
    region: str
    owner_id: str
    now: datetime


def synthetic(path: Path, count: int, seed: int = 1) -> None:
    """Write a new database of so many leads: the same ones for the same seed.

    Args:
        path: The SQLite file, which must not exist yet.
        count: How many leads; one in five has calls, every fitting one has its process.
        seed: Of the dice.
    """
    clock = FixedClock(DEMO_NOW)
    workspace = open_workspace(Settings(str(path), user="amal", time_zone=DEMO_ZONE, region="AE"), clock)
    try:
        desk = workspace.desk
        lists = _Lists(load_content(), Random(seed), desk.region, desk.actor.id, clock.now())
        for first in range(0, count, _BATCH):
            with desk.write("synthetic") as unit:
                _write_batch(unit, lists, first, min(_BATCH, count - first), desk.actor.role)
                unit.describe(say("Synthetic leads written."))
        desk.database.optimise()
    finally:
        workspace.close()


def _write_batch(unit: UnitOfWork, lists: _Lists, first: int, many: int, role: str) -> None:
    codes = next_codes(unit.session, LEAD.prefix, many)
    rows = [_lead(lists, first + index, code) for index, code in enumerate(codes)]
    calls = list(_calls(lists, rows))
    latest: dict[str, datetime] = {}
    for call in calls:
        latest[call["lead"]] = max(call["at"], latest.get(call["lead"], call["at"]))
    for row in rows:
        row["last_activity_at"] = latest.get(row["id"])
    unit.insert_many(Lead, rows)
    fields = {field.code for field in LEAD_FIELDS}
    context = QueryContext(ParseContext(unit.now, ZoneInfo(DEMO_ZONE)), unit.actor_id)
    facts = facts_of({}, context, Reader(unit.session.connection()))
    known = [(row["id"], facts.about({code: row[code] for code in fields & row.keys()})) for row in rows]
    start_processes(unit, known, role)
    _write_calls(unit, calls)


def _lead(lists: _Lists, number: int, code: str) -> dict[str, Any]:
    """The columns of one lead."""
    dice, content = lists.dice, lists.content
    place = dice.choice(content.places)
    arabic = bool(place.city_ar) and dice.random() < 0.3
    culture = "arabic" if arabic else place.culture
    first, last, latin = _person(dice, content.names[culture])
    kind = dice.choice(content.kinds)
    word, spelled = _spelled(dice.choice(content.words[culture]))
    patterns = kind.patterns.get(culture) or kind.patterns["english"]
    company = f"{dice.choice(patterns).format(word)} {number}"
    slug = "".join(each if each.isascii() and each.isalnum() else "-" for each in fold(spelled))
    wish = dice.choice(content.wishes)
    created = lists.now - timedelta(minutes=dice.randrange(1, _YEAR_OF_MINUTES))
    state, status = dice.choice(_STATES)
    columns: dict[str, Any] = {
        "id": new_id(created).hex,
        "code": code,
        "kind": "organisation",
        "state": state,
        "status": status,
        "company": company,
        "name": f"{first} {last}",
        "salutation": None,
        "first_name": first,
        "middle_name": None,
        "last_name": last,
        "email": f"{latin}@{slug}-{number}.example.com",
        "phone": "".join(str(dice.randrange(10)) if each == "#" else each for each in place.phone),
        "city": place.city_ar if arabic else place.city,
        "country": place.country_ar if arabic else place.country,
        "topic": wish.topic_ar if arabic else wish.topic,
        "source": dice.choice(SOURCES)[0],
        "industry": kind.industry,
        "employees": dice.randint(*kind.employees),
        "rating": dice.choice(("hot", "warm", "warm", "cold", "cold", None)),
        "owner_id": lists.owner_id,
        "next_contact_at": lists.now + timedelta(minutes=dice.randrange(60, 40_000)) if dice.random() < 0.2 else None,
        "closed_at": created if state != "open" else None,
        "disqualify_reason": "poor_fit" if state == "disqualified" else None,
        "tags": [],
        "custom": {},
        "created_at": created,
        "updated_at": created + (lists.now - created) * dice.random(),
    }
    return {**columns, **derived(columns, lists.region)}


def _person(dice: Random, names: Names) -> tuple[str, str, str]:
    """A first name, a last name, and how an address writes the first."""
    first, latin = _spelled(dice.choice(dice.choice((names.women, names.men))))
    last, _ = _spelled(dice.choice(names.last))
    return first, last, "".join(each for each in fold(latin) if each.isascii() and each.isalnum()) or "post"


def _spelled(word: str | Spelled) -> Spelled:
    return (word, word) if isinstance(word, str) else word


def _calls(lists: _Lists, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One to three calls for one lead in five."""
    dice, talk = lists.dice, lists.content.talk.calls
    for row in rows[::_ACTIVE]:
        for _ in range(dice.randint(1, 3)):
            at = row["created_at"] + (lists.now - row["created_at"]) * dice.random()
            notes = dice.choice(talk.decision)
            text = notes.format(first=row["first_name"], rival="Fabrikam Espresso", month="January")
            yield {"lead": row["id"], "at": at, "body": text, "outcome": dice.choice(talk.reached)}


def _write_calls(unit: UnitOfWork, calls: list[dict[str, Any]]) -> None:
    codes = next_codes(unit.session, "ACT", len(calls))
    activities = [
        {
            "id": new_id(call["at"]).hex,
            "code": code,
            "kind": "call",
            "status": "completed",
            "subject": "Call made",
            "body": call["body"],
            "outcome": call["outcome"],
            "direction": "out",
            "at": call["at"],
            "author_id": unit.actor_id,
            "owner_id": unit.actor_id,
            "details": {},
            "search_text": fold(f"{code} call made {call['body']} {call['outcome']}"),
        }
        for call, code in zip(calls, codes, strict=True)
    ]
    links = [
        {"record_kind": "lead", "record_id": call["lead"], "activity_id": activity["id"], "at": call["at"]}
        for call, activity in zip(calls, activities, strict=True)
    ]
    unit.insert_many(Activity, activities)
    unit.insert_many(TimelineLink, links)

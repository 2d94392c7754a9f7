"""Use cases of research: one public verb is one transaction."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.data_files import data_path
from app.domain.attachments.sources import FileSource
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.fields.cards import read_full
from app.domain.fields.kinds import find_record
from app.domain.leads.service import LeadService
from app.domain.research import rules
from app.domain.research.records import ResearchLink
from app.domain.research.rows import LinkTemplate, ResearchLine
from app.domain.stakeholders.service import StakeholderService
from app.domain.store.desk import Desk, JoinedDesk
from app.words import listed, say, say_many, sentences


class ResearchService:
    """Where more can be found out, and taking in what was found."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def links(self, ref: str) -> tuple[ResearchLine, ...]:
        """The links of a lead, contact or account; those for which something is missing say what.

        Raises:
            NotFound: There is no such record.
        """
        with self._desk.read() as reader, Session(reader.connection) as session:
            kind, record_id = find_record(reader.connection, ref, rules.KINDS)
            card = read_full(reader, kind, record_id)
            table = kind.table
            domain = reader.scalar(select(table.c.domain).where(table.c.id == record_id))
            values = rules.values_of(kind.name, card.values, domain)
            return tuple(rules.made_of(each, values) for each in _templates(session) if kind.name in each.kinds)

    def templates(self) -> tuple[LinkTemplate, ...]:
        """The links as they are made of any record: those shipped, then a manager's own."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            return tuple(_templates(session))

    def add(self, name: str, url: str, kinds: Sequence[str] = (), name_ar: str = "") -> Outcome:
        """Add a link, or change the one of that name.

        Raises:
            NotAllowed: The user's role does not allow it.
            Invalid: It cannot be one.
        """
        with self._desk.write("research.define") as unit:
            link = _put(unit.session, rules.checked(name, url, kinds, name_ar))
            unit.add(link)
            message = say("The link {name} is offered from now on.", name=link.name)
            unit.describe(message)
        return Outcome(link.id, "", ("link",), message, unit.seq)

    def load(self, path: Path) -> Outcome:
        """Add the links of a file, each as ``add`` does; all of them or none.

        Raises:
            Invalid: It cannot be read, or a link in it cannot be one; the message says which.
        """
        found = _read(path)
        with self._desk.write("research.define") as unit:
            for each in found:
                unit.add(_put(unit.session, each))
                unit.session.flush()
            message = say_many(
                "{n} link taken from {file}.", "{n} links taken from {file}.", len(found), file=path.name
            )
            unit.describe(message)
        return Outcome("", "", ("link",), message, unit.seq)

    def remove(self, name: str) -> Outcome:
        """Offer a link no longer, be it shipped or a manager's own; it can be undone.

        Raises:
            NotFound: None is called so.
        """
        with self._desk.write("research.define") as unit:
            offered = {fold(each.name): each for each in _templates(unit.session)}
            wanted = offered.get(fold(name))
            if wanted is None:
                raise NotFound(
                    say("No link is called “{name}”.", name=name[:60]),
                    hint=say("There are: {names}.", names=listed(each.name for each in offered.values())),
                )
            own = _own(unit.session, wanted.name)
            if fold(wanted.name) in {fold(each.name) for each in _shipped()}:
                hidden = own or ResearchLink(name=wanted.name, name_key=fold(wanted.name), kinds=[*wanted.kinds])
                hidden.url = None
                unit.add(hidden)
            elif own is not None:
                unit.session.delete(own)
            message = say("The link {name} is no longer offered.", name=wanted.name)
            unit.describe(message)
        return Outcome("", "", ("link",), message, unit.seq)

    def enter(
        self, ref: str, values: Mapping[str, Any], people: Sequence[str] = (), *, version: int | None = None
    ) -> Outcome:
        """Take in what was found about a lead: its values, and the people, who become stakeholders; one undo for all.

        Raises:
            ReadOnly: The lead is closed.
            Conflict: Somebody else changed it since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("lead.edit") as unit:
            joined = JoinedDesk.at(self._desk, unit)
            outcome = LeadService(joined).edit(ref, values, version=version)
            stakeholders = StakeholderService(joined)
            added = [stakeholders.add(ref, name=name) for name in dict.fromkeys(people)]
            message = sentences(outcome.message if values or not added else "", *(each.message for each in added))
            unit.describe(message, "lead", outcome.id)
        made = [code for each in added for code in each.made.get("contact", ())]
        changed = (*outcome.changed, *(("stakeholder",) if added else ()))
        return Outcome(outcome.id, outcome.code, changed, message, unit.seq, {"contact": made} if made else {})


@cache
def _shipped() -> tuple[LinkTemplate, ...]:
    """The links that come with Leadline."""
    given = tomllib.loads(data_path("research", "links.toml").read_text(encoding="utf-8"))["link"]
    every = (rules.checked(each["name"], each["url"], each.get("kinds", ()), each.get("name_ar")) for each in given)
    return tuple(LinkTemplate(each.name, each.name_ar, each.url, each.kinds, shipped=True) for each in every)


def _templates(session: Session) -> list[LinkTemplate]:
    """The links that are offered: a manager's own stand in the places of shipped ones of their names."""
    own = {each.name_key: each for each in session.scalars(select(ResearchLink).order_by(ResearchLink.id))}
    offered = [own.pop(fold(each.name), each) for each in _shipped()]
    return [
        each
        if isinstance(each, LinkTemplate)
        else LinkTemplate(each.name, each.name_ar or "", each.url, tuple(each.kinds), shipped=False)
        for each in (*offered, *own.values())
        if each.url
    ]


def _own(session: Session, name: str) -> ResearchLink | None:
    return session.scalar(select(ResearchLink).where(ResearchLink.name_key == fold(name)))


def _put(session: Session, template: LinkTemplate) -> ResearchLink:
    """The record of a link, new or changed."""
    link = _own(session, template.name) or ResearchLink(name_key=fold(template.name))
    link.name, link.name_ar, link.url = template.name, template.name_ar or None, template.url
    link.kinds = [*template.kinds]
    return link


def _read(path: Path) -> list[LinkTemplate]:
    """The links that a file holds."""
    text = b"".join(FileSource.at(path).portions())
    try:
        given = tomllib.loads(text.decode())["link"]
        tables = [dict(each) for each in given]
    except (ValueError, LookupError, TypeError) as problem:
        raise Invalid(
            say("{file} has no links in it: each is a table [[link]] with name and url.", file=path.name),
            field="file",
            hint=say("leadline research links shows how they are written."),
        ) from problem
    found = []
    for number, each in enumerate(tables, start=1):
        try:
            kinds = each.get("kinds", ())
            found.append(rules.checked(each.get("name"), each.get("url"), [str(k) for k in kinds], each.get("name_ar")))
        except Invalid as problem:
            raise Invalid(
                say("Link {number}: {problem}", number=number, problem=problem.message),
                field=problem.field,
                hint=problem.hint,
            ) from problem
    return found

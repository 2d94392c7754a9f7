"""What an area of the domain is made of, stated once; every floor reads off it what it needs, when it needs it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from app.domain.core.frozen import frozen
from app.domain.core.rights import Rights

Places = tuple[tuple[str, str], ...]
"""Names with the places of what they stand for, such as ``("leads", "app.domain.leads.service:LeadService")``."""


@frozen
class Noun:
    """A word of the command line: a noun with commands of its own, or a verb that stands alone.

    Attributes:
        name: The word, such as ``lead``.
        module: Where its commands are, such as ``app.cli.lead``; a Typer app called ``app``.
        turn: Its turn in the help, the smallest first.
        alone: Whether it is a verb, which the module has among its commands.
    """

    name: str
    module: str
    turn: int = 100
    alone: bool = False


@frozen
class Area:
    """An area of the domain, in its own folder.

    A manifest is loaded at every start, so it holds no more than words: a module by its dotted name, something in
    a module as ``module:name``. They are resolved when they are first needed; a test resolves them all.

    Attributes:
        name: What it is called, such as ``leads``.
        records: The module with its tables.
        rights: By which rule the rows of each of its tables are seen and changed.
        statements: The module with the statements it names.
        field_types: Its types of field, each a ``FieldType``.
        kinds: The module with its kinds of record.
        services: Its use cases, by their names in the workspace; each is a class that works at a desk.
        suggesting: Its services with a ``suggest``, by the kinds of record they offer while a link to one is typed.
        reactions: What it does when something happens in an area below: the event, and the function that is called
            with the unit of work and the event, inside the same transaction.
        jobs: What it does when the moment of a job comes: the job's name, and the function that is called with the
            unit of work and the job, inside the transaction that marks it done.
        query_fields: What else a kind of record can be asked for in the query language: the kind, and the
            ``QueryField`` that says how it is found.
        settings: Its settings that managers decide: each a tuple of ``Setting``.
        cards: Its cards for the assistant, each a ``CardSource``.
        work_sources: What it brings to the work list, each a ``WorkSource``.
        step_kinds: Its kinds of step of a process, each a ``StepKind``.
        objections: What stands against calling somebody beside what they asked themselves, each a function as
            ``app.domain.timeline.contacting`` calls it.
        lead_claims: What its documents mean for the status of the lead they were made for, each a ``Claim``.
        commands: The module with its commands for the register; a tuple called ``COMMANDS``.
        panels: Its panels on a record, each a ``Panel``.
        sections: Its sections of Setup, each a ``Section``.
        nouns: Its words on the command line.
    """

    name: str
    records: str = ""
    rights: Rights = ()
    statements: str = ""
    field_types: tuple[str, ...] = ()
    kinds: str = ""
    services: Places = ()
    suggesting: Places = ()
    reactions: Places = ()
    jobs: Places = ()
    query_fields: Places = ()
    settings: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    work_sources: tuple[str, ...] = ()
    step_kinds: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    lead_claims: tuple[str, ...] = ()
    commands: str = ""
    panels: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    nouns: tuple[Noun, ...] = ()


_joined: list[Area] = []


def join(*areas: Area) -> None:
    """Let areas join the program, above those there are.

    Raises:
        ValueError: There is an area of that name.
    """
    for area in areas:
        if any(each.name == area.name for each in _joined):
            raise ValueError(f"two areas are called {area.name}")
        _joined.append(area)


def joined() -> tuple[Area, ...]:
    """The areas of this program, the lowest first; for those below who ask what the areas above contribute."""
    return tuple(_joined)


def resolve(place: str) -> Any:
    """What a place names: a module, or something in it.

    Args:
        place: Such as ``app.cli.lead`` or ``app.domain.leads.service:LeadService``.
    """
    module, _, name = place.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found

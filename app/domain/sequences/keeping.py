"""The sequences that are kept: their newest versions, what each is called, and how many records are in them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Several
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from app.domain.core.errors import NotFound
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.suggestions import nearest
from app.domain.fields.editing import custom_fields
from app.domain.fields.kinds import KINDS
from app.domain.sequences.definitions import Definition, definition_from_json
from app.domain.sequences.records import Sequence, SequenceInstance, SequenceVersion
from app.domain.sequences.soundness import Known
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import in_each_language, listed, say

RECORDS = ("lead", "opportunity")
"""The kinds of record that go through sequences."""


class Laid(NamedTuple):
    """A sequence in its newest version.

    Attributes:
        row: The sequence.
        version_id: Its newest version.
        definition: What that says.
    """

    row: Any
    version_id: str
    definition: Definition


def newest(*wanted: Any) -> Select[Any]:
    """What is wanted of every sequence and its newest version, in order of their names."""
    is_newest = (SequenceVersion.sequence_id == Sequence.id) & (SequenceVersion.edition == Sequence.edition)
    there = select(*wanted).select_from(Sequence).join(SequenceVersion, is_newest)
    return there.order_by(Sequence.name, Sequence.key)


def laid(unit: UnitOfWork, *which: Any) -> list[Laid]:
    """The sequences that fulfil some conditions, each in its newest version."""
    rows = unit.session.execute(newest(Sequence, SequenceVersion.id, SequenceVersion.body).where(*which))
    return [Laid(row, version_id, definition_from_json(body)) for row, version_id, body in rows]


def called(kept: Iterable[Laid], name: str) -> Laid:
    """The sequence of that code or name.

    Raises:
        NotFound: There is none.
    """
    there = {each.row.key: each for each in kept}
    wanted = fold(name).strip()
    key = wanted.replace("-", "_").replace(" ", "_")
    for each in there.values():
        if key == each.row.key or wanted == fold(each.row.code):
            return each
        if wanted in map(fold, in_each_language(each.definition.name)):
            return each
    near = nearest(key, there)
    hint = say("Did you mean {name}?", name=near) if near else None
    if hint is None and there:
        hint = say("Sequences are: {names}.", names=listed(there))
    raise NotFound(
        say("There is no sequence “{name}”.", name=name[:40]),
        field="sequence",
        hint=hint or say("Add one first: leadline sequence add FILE"),
    )


def running(asked: Asked) -> dict[str, int]:
    """How many records are in each sequence now, by its id."""
    counted = (
        select(SequenceInstance.sequence_id, func.count())
        .where(SequenceInstance.status == "active")
        .group_by(SequenceInstance.sequence_id)
    )
    return dict(tuple(row) for row in asked.execute(counted))


def known_things(asked: Asked, but: str = "") -> Known:
    """What definitions may name.

    Args:
        asked: Where to read.
        but: The code of the one that is read anew.
    """
    fields: dict[str, Several[Field]] = {kind: (*KINDS[kind].fields, *custom_fields(asked, kind)) for kind in RECORDS}
    bodies = asked.execute(newest(SequenceVersion.body).where(Sequence.key != but))
    return Known(fields, tuple(definition_from_json(body) for (body,) in bodies))

"""Kinds of record: what they are called, where they lie and which fields they have."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Table

from app.domain.core.errors import NotFound
from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.core.ids import normalise_code
from app.domain.store.base import Record
from app.domain.store.finding import Asked, by_column, find_id
from app.domain.store.reading import named
from app.domain.store.references import lookup_name
from app.domain.store.unit import table_of


@frozen
class Kind:
    """A kind of record with fields.

    Attributes:
        name: lead, contact, account or opportunity.
        prefix: What its short codes begin with.
        record: Its record class.
        fields: Its fields, without a manager's own.
        title: The column a header shows.
        names: Columns a person may name it by, beside its code and id.
        service: The service that changes its records inside another area's command, with ``edit_within``.
    """

    name: str
    prefix: str
    record: type[Record]
    fields: tuple[Field, ...]
    title: str = "name"
    names: tuple[str, ...] = ()
    service: str = ""

    @property
    def table(self) -> Table:
        """The kind's table."""
        return table_of(self.record)

    def find(self, asked: Asked, ref: str) -> str:
        """The id of the record of this kind that a reference names."""
        return find_id(asked, self.table, ref, noun=self.name, names=self.names)


KINDS: dict[str, Kind] = {}
"""Every kind by name, in the order in which a bare name is looked up."""


def register(kind: Kind) -> Kind:
    """Make a kind known, so that a reference can name one of its records."""
    KINDS[kind.name] = kind
    for column in ("id", "code", *kind.names):
        named(lookup_name(kind.name, column))(partial(by_column, kind.table, column))
    return kind


def find_record(asked: Asked, ref: str, among: tuple[str, ...] = ()) -> tuple[Kind, str]:
    """The kind and id of the record that a reference names.

    Args:
        asked: The session or connection to look in.
        ref: A short code, an id, an email or a name.
        among: Names of the kinds it may be; empty for any.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do.
    """
    kinds = [kind for name, kind in KINDS.items() if not among or name in among]
    prefix = normalise_code(ref).split("-")[0]
    named = [kind for kind in kinds if kind.prefix == prefix]
    for kind in named or kinds:
        try:
            return kind, kind.find(asked, ref)
        except NotFound as problem:
            if problem.code == "ambiguous":
                raise
    nouns = " or ".join(kind.name for kind in kinds) or "record"
    raise NotFound(f"There is no {nouns} “{ref.strip()[:60]}”.", hint="Name it by its code, such as LEAD-7Q3F.")

"""Finding the field a query names: by code, label or another common name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.core.field_types.naming import FieldIndex
from app.domain.core.fields import Field
from app.domain.core.suggestions import did_you_mean, quoted
from app.domain.query.errors import Place, QueryProblem
from app.words import listed, say

#: Short names for fields, where the record has them.
ALIASES = {
    "tag": "tags",
    "last_activity": "last_activity_at",
    "last_contact": "last_activity_at",
    "created": "created_at",
    "changed": "updated_at",
    "updated": "updated_at",
    "closed": "closed_at",
    "next_contact": "next_contact_at",
}


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The fields of a kind of record, by every name a query may use.

    Attributes:
        fields: The fields, custom ones included. A custom field never hides a built-in one's code.
    """

    fields: Sequence[Field]
    _index: FieldIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know the names."""
        object.__setattr__(self, "_index", FieldIndex(self.fields, ALIASES))

    def get(self, name: str) -> Field | None:
        """The field of that name, if there is one and no other of that name."""
        found = self._index.called(name)
        return found[0] if len(found) == 1 else None

    def find(self, name: str, place: Place) -> Field:
        """The field of that name.

        Raises:
            QueryProblem: There is none, and the nearest name is suggested; or a name in Arabic is that of several.
        """
        several = self._index.called(name)
        if len(several) > 1:
            raise QueryProblem(
                say(
                    "{name} is the name of several fields: {fields}.",
                    name=quoted(name),
                    fields=listed(each.code for each in several),
                ),
                place,
                field=name[:40],
                hint=say("Write the one that is meant as it stands here."),
            )
        found = several[0] if several else None
        if found is None:
            codes = (each.code for each in self.fields)
            hint = did_you_mean(name, (*codes, *ALIASES, *self._index.labels_like(name))) or say(
                "To search for the text instead, put all of it in quotation marks."
            )
            raise QueryProblem(say("Unknown field {text}.", text=quoted(name)), place, field=name[:40], hint=hint)
        return found

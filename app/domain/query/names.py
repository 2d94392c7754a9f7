"""Finding the field a query names: by code, label or another common name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.suggestions import did_you_mean, quoted
from app.domain.query.errors import Place, QueryProblem

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
    _by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Collect the names: codes count before aliases, aliases before labels."""
        by_name: dict[str, Field] = {}
        for each in self.fields:
            by_name.setdefault(_key(each.code), each)
        for alias, code in ALIASES.items():
            if _key(code) in by_name:
                by_name.setdefault(_key(alias), by_name[_key(code)])
        for each in self.fields:
            by_name.setdefault(_key(each.label), each)
        object.__setattr__(self, "_by_name", by_name)

    def get(self, name: str) -> Field | None:
        """The field of that name, if there is one."""
        return self._by_name.get(_key(name))

    def find(self, name: str, place: Place) -> Field:
        """The field of that name.

        Raises:
            QueryProblem: There is none; the nearest name is suggested.
        """
        found = self.get(name)
        if found is None:
            codes = (each.code for each in self.fields)
            hint = did_you_mean(name, (*codes, *ALIASES)) or (
                "To search for the text instead, put all of it in quotation marks."
            )
            raise QueryProblem(f"Unknown field {quoted(name)}.", place, field=name[:40], hint=hint)
        return found


def _key(name: str) -> str:
    return fold(name.replace("_", " ").replace("-", " "))

"""What the faces see of fields of one's own."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.words import Words


@frozen
class OwnField:
    """A field that a manager or an import added.

    Attributes:
        kind: The kind of record that has it.
        kind_name: What many of these records are called.
        field: The field.
    """

    kind: str
    kind_name: Words
    field: Field

    @property
    def id(self) -> str:
        """The kind and the code."""
        return f"{self.kind}.{self.field.code}"

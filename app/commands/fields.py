"""Commands on fields of one's own."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.domain.core.roles import DEFINE_FIELDS

_PLACES: Final[tuple[Place, ...]] = ("setup_fields",)

COMMANDS: Final = (
    Command(
        "field.add", "Add field", ("n", "+"), "Adds a field to a kind of record.", "Setup", _PLACES, over=("lead.add",),
        in_key_line=20, short="add", writes=True, needs=DEFINE_FIELDS,
    ),
    Command(
        "field.edit", "Rename field", ("e",), "Calls it something else; its code stays.", "Setup", _PLACES,
        in_key_line=21, short="edit", writes=True, needs="field.edit", on_item=True,
    ),
    Command(
        "field.extend", "Add choices", ("c",), "Lets it offer further choices.", "Setup", _PLACES,
        in_key_line=22, short="choices", writes=True, needs="field.extend", on_item=True,
    ),
)  # fmt: skip

"""What the faces see of settings."""

from __future__ import annotations

from typing import Any

from app.domain.core.fields import Field, to_json
from app.domain.core.frozen import frozen
from app.words import Words


@frozen
class SettingLine:
    """A setting and what holds now.

    Attributes:
        field: Its code, label, type, choices and help.
        group: Under which heading it stands.
        value: What holds.
        default: What holds where nobody has decided.
        decided: Whether somebody has.
        may: Whether whoever looks may decide it.
    """

    field: Field
    group: Words
    value: Any
    default: Any
    decided: bool
    may: bool

    def as_json(self) -> dict[str, Any]:
        """The setting as the command line prints it with ``--json``."""
        each = self.field
        return {
            "code": each.code,
            "label": each.label,
            "group": self.group,
            "type": each.type,
            "choices": [code for code, _ in each.choices],
            "help": each.help,
            "value": to_json(self.value),
            "default": to_json(self.default),
            "decided": self.decided,
        }

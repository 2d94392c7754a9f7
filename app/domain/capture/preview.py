"""Shows a row as it would come in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from app.domain.capture.drafts import Draft
from app.domain.capture.rows import PreviewRow
from app.words import Message, label, say

_YES_NO: Final[Mapping[bool, Message]] = {True: "yes", False: "no"}


def preview_row(
    draft: Draft, title: str, labels: Mapping[str, str], problems: tuple[str, ...], *, known: bool
) -> PreviewRow:
    """A draft as a preview shows it: what each field would hold, by label, as text."""
    values = {labels.get(code, _label(code)): _text(value) for code, value in draft.values.items()}
    values |= {labels.get(code, _label(code)): _text(value) for code, value in draft.custom.items()}
    for heading, text in draft.leftovers:
        name = label(heading) or say("Further cells")
        values[name] = f"{values[name]}; {text}" if name in values else text
    return PreviewRow(draft.line, title, values, problems, known)


def _label(code: str) -> str:
    return code.removeprefix("reference:").replace("_", " ").capitalize()


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return label(_YES_NO[value])
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    if isinstance(value, dict):  # an amount in a custom field
        return " ".join(str(part) for part in value.values())
    return str(value)

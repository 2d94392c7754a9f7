"""Data for programs: rows and records as JSON that is readable and that no terminal obeys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from app.domain.core.field_types.links import Link
from app.domain.core.fields import to_json

# JSON writes a control character below U+0020 as an escape; these it would leave to the terminal.
_OBEYED: Final = "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"


def plain(value: Any) -> Any:
    """A value as JSON knows it: rows and records as objects, money, moments and days as the contract says."""
    if isinstance(value, Link):
        return value.as_json()
    if is_dataclass(value) and not isinstance(value, type) and not hasattr(value, "minor"):
        if hasattr(value, "as_json"):
            return plain(value.as_json())
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    return to_json(value)


def dumps(value: Any, *, indent: int | None = 2) -> str:
    """Plain data as JSON text, in which nothing can be taken for a command to a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return text if text.isascii() and "\x7f" not in text else re.sub(_OBEYED, _escape, text)


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]

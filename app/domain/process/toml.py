"""A definition as a TOML text, in the shape in which the shipped ones are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.process.definitions import Definition

_LISTS = ("stages", "steps", "next")


def as_toml(definition: Definition) -> str:
    """The text of a definition; reading it gives the same definition."""
    written = definition.as_json()
    lines = [*_pairs(written)]
    for stage in written["stages"]:
        lines += [
            "",
            "[[stages]]",
            *_pairs(stage),
            *_list("next", stage.get("next", ())),
            *_list("steps", stage["steps"]),
        ]
    return "\n".join(lines) + "\n"


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in table.items() if key not in _LISTS)


def _list(key: str, entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if entries:
        yield f"{key} = ["
        for entry in entries:
            pairs = ", ".join(f"{name} = {_value(value)}" for name, value in entry.items())
            yield f"  {{ {pairs} }},"
        yield "]"


def _value(value: Any) -> str:
    """A text, number, truth value or list of texts; JSON writes them as TOML does."""
    return json.dumps(value, ensure_ascii=False)

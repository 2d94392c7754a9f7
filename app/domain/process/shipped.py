"""The definitions that come with Leadline, and what their words are in other languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from app.data_files import data_path

#: Where words stand in a definition: the codes of stage and step, as far as they are of one, and the key.
_Place: TypeAlias = tuple[str, str, str]
_IS_CODE: Final = r"[a-z][a-z0-9_]{0,39}"
_SPOKEN: Final = ("name", "description", "label", "help")


def shipped_files() -> tuple[Path, ...]:
    """The definitions that come with Leadline, each a file of the name of its code."""
    return tuple(sorted(data_path("processes").glob("*.toml")))


def with_shipped_words(stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A stored definition that says nothing in a language, with the shipped words where its own are the shipped ones.

    Databases keep the definitions they were made with; those of before have English words alone.

    Args:
        stored: The definition as plain JSON.
        language: The code of the language.
    """
    known = _shipped_words(str(stored["code"]), language)
    if not known:
        return dict(stored)

    def spoken(part: Mapping[str, Any], stage: str = "", step: str = "") -> dict[str, Any]:
        found = ((key, known.get((stage, step, key))) for key in _SPOKEN if part.get(key))
        return {**part, **{f"{key}_{language}": words[1] for key, words in found if words and words[0] == part[key]}}

    stages = [
        {
            **spoken(stage, stage["code"]),
            "steps": [spoken(step, stage["code"], step["code"]) for step in stage["steps"]],
        }
        for stage in stored["stages"]
    ]
    return {**spoken(stored), "stages": stages}


@lru_cache(maxsize=16)
def _shipped_words(code: str, language: str) -> Mapping[_Place, tuple[str, str]]:
    """The words of a shipped definition, in English and in a language; none where there is no such definition."""
    if not re.fullmatch(_IS_CODE, code):
        return {}
    try:
        with data_path("processes", f"{code}.toml").open("rb") as file:
            definition = tomllib.load(file)
        return dict(_spoken_in(definition, language))
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _spoken_in(definition: Mapping[str, Any], language: str) -> Iterator[tuple[_Place, tuple[str, str]]]:
    """The words of a definition that has them in a language, by where they stand."""
    parts: list[tuple[str, str, Mapping[str, Any]]] = [("", "", definition)]
    for stage in definition["stages"]:
        parts.append((stage["code"], "", stage))
        parts += ((stage["code"], step["code"], step) for step in stage["steps"])
    for stage_code, step_code, part in parts:
        for key in _SPOKEN:
            if f"{key}_{language}" in part:
                yield (stage_code, step_code, key), (part[key], part[f"{key}_{language}"])

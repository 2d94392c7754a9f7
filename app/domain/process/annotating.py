"""A definition's text with what is wrong said above each line that is, and without it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.process.mistakes import Mistake

_MARK = "#! "
"""What begins a line of ours; a comment like any for whoever reads TOML."""


def annotated(text: str, refusal: Invalid) -> str:
    """The text with a comment above every line that has a mistake; what has no place stands above all."""
    problems = refusal.problems if isinstance(refusal, InvalidFields) else [refusal]
    notes: dict[int, list[str]] = {}
    for each in problems:
        line = each.line if isinstance(each, Mistake) else 0
        notes.setdefault(max(line, 1), []).append(" ".join(str(each).split()))
    return "".join(_with_notes(bare(text), notes))


def bare(text: str) -> str:
    """The text without our comments."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(_MARK))


def _with_notes(text: str, notes: Mapping[int, Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        lines += [f"{_MARK}{note}\n" for note in notes.get(number, ())]
        lines.append(f"{line}\n")
    lines[-1] = lines[-1][:-1]
    return lines

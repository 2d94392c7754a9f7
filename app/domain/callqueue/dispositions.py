"""Dispositions: how a call may end and what follows; the shipped set, and a manager's own from a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.data_files import data_path
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.moments import parse_duration
from app.domain.core.text import clean_line
from app.domain.leads.fields import DISQUALIFY_REASONS
from app.domain.leads.rules import SETTABLE
from app.words import listed, own, say

KEYS: Final = "1234567890-="
"""The keys of the number row, in their order."""
FLAGS: Final = (
    "reached",
    "converted",
    "not_interested",
    "unworkable",
    "do_not_contact",
    "callback",
    "final",
)
_TEXTS: Final = ("label", "label_ar", "status", "disqualify", "next_step", "next_step_ar")
_KNOWN: Final = {"code", "key", "recycle", "most", "next_step_in", *FLAGS, *_TEXTS}
_LONGEST_LABEL, _LONGEST_STEP, _MOST_DISPOSITIONS, _MOST_TIMES = 40, 160, len(KEYS), 999


@frozen
class Disposition:
    """How a call may end.

    Attributes:
        code: Its short stable code.
        label: What it is called, in English or as a manager wrote it.
        label_ar: The same in Arabic; empty where nobody said it.
        key: Its key of the number row.
        reached: Whether somebody was reached.
        converted: Whether it is a sale, or as good as one.
        not_interested: Whether they do not want it.
        unworkable: Whether nothing can be done with the number.
        do_not_contact: Whether they asked not to be contacted.
        callback: Whether they are promised a call at a moment.
        final: Whether the lead leaves the queue.
        recycle_seconds: How long it rests before it comes again; ``None`` where it only rests as the queue says.
        most: How often it may come again by this; without a limit where ``None``.
        status: The status the lead gets; empty for none.
        disqualify: The reason the lead is disqualified for; empty for none.
        next_step: The subject of a task that follows; empty for none.
        next_step_ar: The same in Arabic.
        next_step_seconds: When that is due, from the call on.
    """

    code: str
    label: str
    label_ar: str = ""
    key: str = ""
    reached: bool = False
    converted: bool = False
    not_interested: bool = False
    unworkable: bool = False
    do_not_contact: bool = False
    callback: bool = False
    final: bool = False
    recycle_seconds: int | None = None
    most: int | None = None
    status: str = ""
    disqualify: str = ""
    next_step: str = ""
    next_step_ar: str = ""
    next_step_seconds: int = 86_400

    @property
    def called(self) -> str:
        """What its reader calls it."""
        return own(self.label, ar=self.label_ar)

    @property
    def step_called(self) -> str:
        """What its reader calls the task that follows."""
        return own(self.next_step, ar=self.next_step_ar)


def shipped() -> tuple[Disposition, ...]:
    """The set that comes with Leadline."""
    return _shipped()


@cache
def _shipped() -> tuple[Disposition, ...]:
    with data_path("dispositions", "standard.toml").open("rb") as file:
        return checked(tomllib.load(file)["disposition"])


def of_queue(kept: Sequence[Mapping[str, Any]] | None) -> tuple[Disposition, ...]:
    """The set of a queue, as its row keeps it."""
    return shipped() if kept is None else tuple(Disposition(**each) for each in kept)


def kept(dispositions: Iterable[Disposition]) -> list[dict[str, Any]]:
    """A set as a queue's row keeps it."""
    names = Disposition.__slots__  # type: ignore[attr-defined]
    return [{name: getattr(each, name) for name in names} for each in dispositions]


def read_file(path: Path) -> tuple[Disposition, ...]:
    """The set that a file of TOML says.

    Raises:
        Invalid: It cannot be read, or a disposition in it cannot be one; the message says which.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise Invalid(say("Cannot read {file}: {why}.", file=path.name, why=problem.strerror or "")) from problem
    except ValueError as problem:
        raise Invalid(say("{file} is not TOML: {why}.", file=path.name, why=str(problem))) from problem
    entries = content.get("disposition")
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise Invalid(
            say("{file} has no dispositions.", file=path.name),
            hint=say("Each begins with {line}.", line="[[disposition]]"),
        )
    return checked(entries)


def checked(entries: Sequence[Mapping[str, Any]]) -> tuple[Disposition, ...]:
    """Dispositions as they were written, if they can be a set.

    Raises:
        Invalid: They cannot; the message names the first at fault.
    """
    if not 1 <= len(entries) <= _MOST_DISPOSITIONS:
        raise Invalid(
            say("A queue has 1 to {n} dispositions, one for each key.", n=_MOST_DISPOSITIONS), field="dispositions"
        )
    found: list[Disposition] = []
    for number, entry in enumerate(entries):
        each = _read(entry, KEYS[number])
        if any(each.code == other.code or each.key == other.key for other in found):
            raise Invalid(say("Disposition {code}: its code or key is taken.", code=each.code), field="dispositions")
        found.append(each)
    return tuple(found)


def named(dispositions: Sequence[Disposition], text: str) -> Disposition:
    """The disposition that a code, key or label names.

    Raises:
        NotFound: There is none.
    """
    wanted = fold(text)
    for each in dispositions:
        names = (each.code, each.code.replace("_", " "), each.key, fold(each.label), fold(each.label_ar))
        if wanted and wanted in names:
            return each
    raise NotFound(
        say("There is no disposition “{text}”.", text=text[:40]),
        field="disposition",
        hint=say("Choose from: {choices}.", choices=listed(each.code for each in dispositions)),
    )


def _read(entry: Mapping[str, Any], key: str) -> Disposition:
    code = entry.get("code")
    if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,38}", code):
        raise Invalid(
            say("Disposition “{code}”: its code is no short word.", code=str(code)[:40]),
            field="dispositions",
            hint=say("Small letters, digits and _, such as no_answer."),
        )
    unknown = sorted(entry.keys() - _KNOWN)
    if unknown:
        raise _wrong(code, unknown[0])
    texts: dict[str, Any] = {name: _text(code, name, entry.get(name, "")) for name in _TEXTS}
    flags = {name: entry.get(name, False) for name in FLAGS}
    most = entry.get("most")
    fits = {
        "key": str(entry.get("key", key)) in tuple(KEYS),
        "label": bool(texts["label"]),
        "status": texts["status"] in ("", *SETTABLE),
        "disqualify": texts["disqualify"] in ("", *(reason for reason, _ in DISQUALIFY_REASONS if reason != "other")),
        "most": most is None or (type(most) is int and 0 <= most <= _MOST_TIMES),
        **{name: isinstance(flag, bool) for name, flag in flags.items()},
    }
    wrong = next((name for name, so in fits.items() if not so), None)
    if wrong is not None:
        raise _wrong(code, wrong)
    return Disposition(
        code=code,
        key=str(entry.get("key", key)),
        most=most,
        recycle_seconds=_seconds(code, "recycle", entry["recycle"]) if "recycle" in entry else None,
        next_step_seconds=_seconds(code, "next_step_in", entry.get("next_step_in", "1d")),
        **{**texts, **flags},
    )


def _text(code: str, name: str, text: object) -> str:
    """A text of a disposition, in one line."""
    longest = _LONGEST_LABEL if name.startswith("label") else _LONGEST_STEP
    if not isinstance(text, str) or len(clean_line(text)) > longest:
        raise _wrong(code, name)
    return clean_line(text)


def _seconds(code: str, name: str, text: object) -> int:
    try:
        return int(parse_duration(str(text)) / timedelta(seconds=1))
    except Invalid as problem:
        raise _wrong(code, name) from problem


def _wrong(code: str, name: str) -> Invalid:
    return Invalid(
        say("Disposition {code}: {name} is not what it can be.", code=code, name=name[:40]),
        field="dispositions",
        hint=say("leadline queue dispositions shows a whole set."),
    )

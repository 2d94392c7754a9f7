"""Hostile text: what could command a terminal, fool a reader or break a layout, and every place to put it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from app.domain.core.errors import Refusal
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.people.fields import ACCOUNT_FIELDS, CONTACT_FIELDS
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.store.sqlite import library
from app.workspace import Workspace

#: A number that no honest sequence has among its parameters: where it follows an escape, data was obeyed.
MARK: Final = "9871"

#: Every way to command a terminal, the letters A to Z in between; they are all that may be left.
COMMANDS: Final = (
    f"Aa\x1b[{MARK}mBb\x1b[{MARK};1HCc\x1b[?{MARK}h\x1b[{MARK}JDd"  # CSI: colours, cursor, modes, clearing
    f"\x1b]52;c;{MARK}\x07Ee\x1b]0;{MARK}\x1b\\Ff"  # OSC: clipboard and title
    f"\x1bP{MARK}\x1b\\Gg\x1b_{MARK}\x1b\\\x1b^{MARK}\x1b\\\x1bX{MARK}\x1b\\Hh"  # DCS, APC, PM, SOS
    f"\x9b{MARK}mIi\x9d0;{MARK}\x9cJj\x90{MARK}\x9cKk\x85Ll"  # the same as C1 characters
    f"\x1bc\x1b(0Mm\x1b]52;c;{MARK}"  # reset, another character set, and one without its end
)
#: What is read as something else than what it is.
TRICKS: Final = (
    "[/][@click=app.quit]Nn[/] [bold red]{{Oo}} \\[Pp]"  # markup
    "\u202egnp.exe\u202c\u2066Qq\u2069\u200fRr"  # overrides, isolates, marks
    "\U000e0068\U000e0069Ss\ufeff\u2060\xadTt"  # tags, and characters without ink
    "\x00\x07\x08\x7f\x0b\x0cUu\r\nVv\tWw\u2028Xx"  # controls
)
EVERYTHING: Final = TRICKS + COMMANDS
LONG: Final = "x" * 5_000 + "東" * 5_000
SCRIPTS: Final = "شركة بن المدينة 東京珈琲 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ❤️ e" + "\u0301" * 300 + " हिन्दी ﷽"

_SEQUENCES: Final = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[]|$)")
_OBEYED_CHARACTERS: Final = re.compile(
    "[\x00-\x06\x07\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
#: The shape of the mouse pointer, which Textual sets.
_POINTER: Final = re.compile(rb"\x1b\]22;[a-z-]+\x07")
#: The most characters that a line about a person takes.
LINE: Final = 500
#: Text that stands where hostile text will be written behind the program's back.
PLAIN: Final = "Plain words"


def obeyed(raw: bytes) -> list[str]:
    """What of a program's output a terminal would obey although no program of ours would send it."""
    raw = _POINTER.sub(b"", raw)
    sequences = [each.group() for each in _SEQUENCES.finditer(raw)]
    strange = {each for each in sequences if not each.startswith(b"\x1b[") or MARK.encode() in each}
    text = raw.decode("utf-8", "replace")
    return sorted({each.decode("latin-1") for each in strange} | set(_OBEYED_CHARACTERS.findall(text)))


def write_everywhere(there: Workspace, text: str) -> None:
    """Put a text into every field of one record of each kind, through the services.

    Where a field refuses it, the field stays empty: that is an answer too.
    """
    _try(there.users.add, text, login="somebody")
    for kind in ("lead", "contact", "account"):
        _try(there.fields.add_custom, kind, text, "line", code=f"{kind}_wish", help_=text)
    for add, fields in ((there.contacts.add, CONTACT_FIELDS), (there.accounts.add, ACCOUNT_FIELDS)):
        _add_with(add, {each.code: text for each in fields if not each.computed})
    for name in ("closed", "open"):
        lead = _add_with(there.leads.add, {each.code: text for each in LEAD_FIELDS if not each.computed})
        _say_everything(there, lead, text)
        if name == "closed":
            sale = there.qualification.qualify(lead).made["opportunity"][0]
            for field in OPPORTUNITY_FIELDS:
                _try(there.opportunities.edit, sale, {field.code: text})
            _say_everything(there, sale, text)


def _say_everything(there: Workspace, record: str, text: str) -> None:
    """Every kind of entry, a stakeholder and a competitor on a record."""
    line = there.timeline
    _try(line.log_call, record, notes=text, outcome=text, subject=text, number=text)
    _try(line.log_call, record, notes=text, outcome=text, subject=text)
    _try(line.log_email, record, subject=text, body=text)
    _try(line.book, record, text, there.desk.clock.now(), place=text, people=(text,), agenda=text)
    _try(line.add_task, record, text, notes=text)
    _try(line.add_note, record, text, subject=text)
    post = _try(line.post, record, text)
    if post is not None:
        _try(line.reply, post.id, text)
    short = text[:LINE]
    _try(there.stakeholders.add, record, name=short, roles=(short,), notes=text, job_title=short)
    _try(there.competitors.add, record, text, notes=text)


def _add_with(add: Callable[[Mapping[str, object]], Any], values: dict[str, str]) -> str:
    """Add a record with as much of the values as its fields take; answers its id."""
    shortened: set[str] = set()
    while values:
        try:
            return str(add(values).id)
        except Refusal as refusal:
            refused = {each.field or "" for each in getattr(refusal, "problems", None) or [refusal]}
            values = {
                code: text[:100] if code in refused else text
                for code, text in values.items()
                if code not in refused or code not in shortened
            }
            shortened |= refused
    raise AssertionError("No field takes the text.")


def _try(call: Callable[..., Any], *args: object, **values: object) -> Any:
    with suppress(Refusal):
        return call(*args, **values)
    return None


def poison(path: Path, text: str) -> int:
    """Put a text wherever a database has plain words, past every service; answers in how many columns."""
    poisoned = 0
    with closing(library.connect(path, isolation_level=None)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table.startswith(("sqlite_", "change", "alembic")) or "_fts" in table or "_search" in table:
                continue
            for column in [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]:
                poisoned += _poison_column(connection, table, column, text)
    return poisoned


def _poison_column(connection: Any, table: str, column: str, text: str) -> bool:
    """Replace the plain words of a column; inside JSON the text is written as JSON writes it."""
    where = f'instr(CAST("{column}" AS TEXT), ?) > 0'
    update = f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) WHERE {where}'  # noqa: S608 - names of our own
    inside = f"substr(\"{column}\", 1, 1) IN ('{{', '[')"
    quoted = json.dumps(text, ensure_ascii=True)[1:-1]
    changed = connection.execute(f"{update} AND {inside}", (PLAIN, quoted, PLAIN)).rowcount
    changed += connection.execute(f"{update} AND NOT {inside}", (PLAIN, text, PLAIN)).rowcount
    return bool(changed)

"""Links to other records: what fits while one is typed, and which one was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.core.folding import fold
from app.widgets.called import kind_name
from app.widgets.forms.matching import Option
from app.words import say, say_in

if TYPE_CHECKING:
    from app.widgets.forms.entries import LinkEntry, Suggest
    from app.widgets.forms.row import FieldRow


async def offered(suggest: Suggest, row: FieldRow, entry: LinkEntry) -> list[Option]:
    """The records that fit what is typed, and what is typed itself where a new one is welcome."""
    typed = entry.typed
    found = await _records(suggest, entry)
    if (row.field.open or entry.several) and fold(typed) not in {fold(each.label) for each in found}:
        found.append(Option("", typed, say_in("value", "new")))
    return found


async def settle(suggest: Suggest, row: FieldRow, entry: LinkEntry) -> None:
    """Take the only record that answers to what was typed and left, or say that none does."""
    typed = entry.text
    if not typed or entry.ref or entry.several:
        return
    found = await _records(suggest, entry)
    exact = [each for each in found if fold(each.label) == fold(typed)]
    if entry.text != typed or entry.ref:
        return
    if len(exact) == 1:
        entry.pick(exact[0])
        row.note = exact[0].detail
    elif not row.field.open and not found:
        row.problem = say(
            "No {kind} answers to “{name}”. Type a part of the name, and pick one.",
            kind=kind_name(entry.kind),
            name=typed[:60],
        )


async def _records(suggest: Suggest, entry: LinkEntry) -> list[Option]:
    return [Option(ref, label, detail) for ref, label, detail in await suggest(entry.kind, entry.typed)]

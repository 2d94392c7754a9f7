"""Which process fits a lead better than the one it follows, and what makes it so; judged in memory, warm or cold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.core.columns import card_columns, card_values
from app.domain.core.fields import in_words
from app.domain.fields.cards import read_card
from app.domain.leads.kinds import LEAD
from app.domain.people.queries import FurtherValues
from app.domain.process import rules
from app.domain.process.definitions import Definition, definition_from_json, is_empty, is_whole
from app.domain.process.facts import Facts, fields_named
from app.domain.process.named import LEADS_FOLLOWING, PROCESS_OF_RECORD, PROCESSES_OFFERED
from app.domain.process.queries import facts_of
from app.domain.query.context import FURTHER
from app.words import Said, listed, say, small

if TYPE_CHECKING:
    from app.domain.core.field_types.base import LocalTime
    from app.domain.query.context import QueryContext
    from app.domain.store.named import NamedReader


class Fit(NamedTuple):
    """A process that fits a lead better than the one it follows.

    Attributes:
        lead_id: The lead.
        lead_title: What it is called.
        code: The process that fits.
        name: Its name.
        reason: The values that decide it, in words.
    """

    lead_id: str
    lead_title: str
    code: str
    name: str
    reason: str


def better_process_of(reader: NamedReader, lead_id: str, context: QueryContext, called: str = "") -> Fit | None:
    """The process that fits a lead better; ``None`` where its own does, it is closed, or no process runs with it.

    Args:
        reader: Where to read.
        lead_id: The lead.
        context: Who looks, when and where.
        called: What the lead is called.
    """
    rows = reader.named(PROCESS_OF_RECORD, record_id=lead_id)
    if not rows or rows[0].status != "active" or rows[0].opportunity_id is not None or not is_whole(rows[0].body):
        return None
    lead = read_card(reader, LEAD, lead_id)
    if lead.deleted or not LEAD.is_open(lead.values):
        return None
    return _Fitting(reader, context).judge(lead_id, called, rows[0].body["code"], lead.values)


def better_processes_of_mine(reader: NamedReader, context: QueryContext, limit: int) -> Iterator[Fit]:
    """The same of the open leads of whoever looks, of as many as the limit says, last changed first."""
    fitting, columns = _Fitting(reader, context), card_columns(LEAD.fields)
    for row in reader.named(LEADS_FOLLOWING, user_id=context.me, limit=limit):
        values = card_values(LEAD.fields, columns, row.cells[: len(columns)])
        called, code = row.cells[-2:]
        if found := fitting.judge(row.id, called, code, values):
            yield found


def deciding_values(better: Definition, own: Definition | None, facts: Facts, at: LocalTime) -> Said:
    """What makes one process fit better than another: the values that its condition asks for, in words.

    Where it has no condition, those that the condition of the other one asks for and that are not so any more.

    Args:
        better: The process that fits.
        own: The one that is followed, if it is still in use.
        facts: What is known of the lead.
        at: When and where it is looked at.
    """
    named = fields_named(better.condition) or fields_named(own.condition if own else None)
    fields = [each for each in LEAD.fields if each.code in named]
    known = [each for each in fields if not is_empty(facts.get(each.code))]
    said = [say("{field} {value}", field=each.label, value=in_words(each, facts[each.code], at)) for each in known]
    words = listed(said or [say("no {field}", field=small(each.label)) for each in fields])
    if better.condition is None and own is not None and words:
        return say("{values}: {process} does not fit", values=words, process=own.name)
    return words or say("first in the order of processes")


class _Fitting:
    """Judges leads by the processes that are offered to whoever looks."""

    def __init__(self, reader: NamedReader, context: QueryContext) -> None:
        self._reader = reader
        self._context = context
        rows = reader.named(PROCESSES_OFFERED, user_id=context.me)
        self._definitions = [definition_from_json(row.body) for row in rows if is_whole(row.body)]
        self._roles = [row.role for row in rows[:1]]
        self._facts = facts_of({}, context, reader)

    def judge(self, lead_id: str, called: str, code: str, values: Mapping[str, Any]) -> Fit | None:
        """The process that fits a lead better than the one it follows."""
        facts = self._facts.about({**values, FURTHER: FurtherValues(self._reader, lead_id)})
        chosen = rules.choose(self._definitions, facts, self._roles)
        if chosen is None or chosen.code == code:
            return None
        own = next((each for each in self._definitions if each.code == code), None)
        reason = deciding_values(chosen, own, facts, self._context.values)
        return Fit(lead_id, called, chosen.code, chosen.name, reason)

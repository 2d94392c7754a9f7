"""Use cases of reports: each reads, and changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, or_, select

from app.domain.core.errors import Invalid
from app.domain.core.periods import parse_period
from app.domain.core.windows import ListQuery
from app.domain.leads.conditions import LeadConditions
from app.domain.leads.fields import BY_CODE
from app.domain.leads.listing import leads_listed
from app.domain.leads.records import Lead
from app.domain.people.records import User
from app.domain.reports.rows import StatusReport
from app.domain.reports.rules import Change, LeadNow, added_up
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.log import ChangeEntry, CommandEntry
from app.words import listed, say
from app.words.formats import first_weekday

#: So many leads are looked for in the log one by one; for more of them all of it is read.
_FEW: Final = 5_000
#: By what the days can be grouped.
GROUPS: Final = ("owner", "source")


class ReportService:
    """What many records come to."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def statuses(self, query: ListQuery | str = "", *, since: str = "", until: str = "", by: str = "") -> StatusReport:
        """How long leads were in each status, from the log: what was undone counts for as long as it held.

        Args:
            query: Which leads: a list, or a condition in the query language; all of them without it.
            since: Where the span begins, such as ``1 Nov`` or ``last week``; with each lead without it.
            until: Where it ends, the day or week named included; now without it, and never later.
            by: ``owner`` or ``source``, to have the days of each; together without it.

        Raises:
            Invalid: The span ends before it begins, or there is no such group.
        """
        wanted = ListQuery(narrowing=query) if isinstance(query, str) else query
        if by and by not in GROUPS:
            raise Invalid(
                say("Days are not grouped by “{group}”.", group=by[:40]),
                field="by",
                hint=say("Choose from: {names}.", names=listed(GROUPS)),
            )
        begin, end = self._span(since, until)
        with self._desk.read() as reader:
            which = self._condition(reader, wanted)
            leads = [LeadNow(*row) for row in reader.rows(_leads(which, by))]
            changes: dict[str, list[Change]] = {}
            few = which if len(leads) <= _FEW else None
            for row in reader.rows(_changes(few)):
                changes.setdefault(row[0], []).append(Change(*row))
        lines = added_up(map(_called, leads) if by == "source" else leads, changes, begin, end, grouped=bool(by))
        counted = sum(each.created_at <= end for each in leads)
        return StatusReport(begin, end, by, counted, lines)

    def _span(self, since: str, until: str) -> tuple[datetime | None, datetime]:
        now, weekday = self._desk.now(), first_weekday(self._desk.region)
        begin = parse_period(since, now, self._desk.zone, weekday).start if since.strip() else None
        end = parse_period(until, now, self._desk.zone, weekday).end if until.strip() else now
        end = min(end, now)
        if begin is not None and begin >= end:
            raise Invalid(
                say("The span would end before it begins."), field="since", hint=say("Give an earlier beginning.")
            )
        return begin, end

    def _condition(self, reader: Reader, query: ListQuery) -> ColumnElement[bool]:
        """Which leads a list holds, as a condition on their table."""
        language = LeadConditions(reader.connection, self._desk)
        asked = [language.compile(text) for text in (query.where, query.narrowing) if text.strip()]
        return and_(*leads_listed(query, asked, self._desk.region).conditions)


def _leads(which: ColumnElement[bool], by: str) -> Select[Any]:
    """The leads, each with its group."""
    group: Any = User.name if by == "owner" else Lead.source if by == "source" else func.nullif("", "")
    return (
        select(Lead.id, Lead.created_at, Lead.status, Lead.state, group)
        .select_from(Lead)
        .outerjoin(User, User.id == Lead.owner_id)
        .where(which)
    )


def _changes(which: ColumnElement[bool] | None) -> Select[Any]:
    """Every change of status or state of the leads, of all there are without a condition, in the order they were made.

    The log is read as it lies then, which is quicker than to look for each of many leads.
    """
    before, after = ChangeEntry.before, ChangeEntry.after
    image = cast(after, Text)
    statement = (
        select(
            ChangeEntry.row_id,
            CommandEntry.at,
            before["status"].as_string(),
            after["status"].as_string(),
            before["state"].as_string(),
            after["state"].as_string(),
        )
        .join(CommandEntry, CommandEntry.seq == ChangeEntry.command_seq)
        .where(
            ChangeEntry.table_name == "lead",
            ChangeEntry.operation == "update",
            or_(image.like('%"status"%'), image.like('%"state"%')),
        )
        .order_by(ChangeEntry.seq)
    )
    if which is None:
        return statement
    mine = select(Lead.id).outerjoin(User, User.id == Lead.owner_id).where(which)
    return statement.where(ChangeEntry.row_id.in_(mine))


def _called(lead: LeadNow) -> LeadNow:
    """A lead with its source as it is called."""
    return lead._replace(group=BY_CODE["source"].choice_label(lead.group)) if lead.group else lead

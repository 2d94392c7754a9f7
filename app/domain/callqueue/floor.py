"""Use cases of supervisors: the board, metrics, notes to agents, and promises given to others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, case, func, or_, select, update

from app.domain.callqueue import agents, dispositions
from app.domain.callqueue.finding import queue_id
from app.domain.callqueue.holding import held_back
from app.domain.callqueue.metrics import Figures, Stretch, by_hour, hour_of, stretch_of
from app.domain.callqueue.records import AgentNote
from app.domain.callqueue.rows import Board, BoardAgent, BoardQueue, MetricLine
from app.domain.callqueue.tables import CALL, ENTRY, HOPPER, LEASE, MARK, QUEUE, SPAN
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field, parse
from app.domain.core.outcomes import Outcome
from app.domain.core.text import clean_line
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.linking import find_user, name_of_active, names_of
from app.domain.store.desk import Desk
from app.domain.store.unit import table_of
from app.domain.timeline.rules import day_bounds
from app.domain.timeline.writing import record_event
from app.words import listed, say

BY: Final = ("agent", "queue", "hour", "disposition")
"""What figures can be told by."""
GIVEN: Final = "callback_given"
"""The event on a lead's timeline that its promised call was given to somebody else."""
_LONG: Final = {agents.READY: 300, agents.ON_CALL: 900, agents.WRAP_UP: 120, agents.PAUSED: 900}
"""Seconds in a state after which it is long; twice as many are too long."""
_SINCE: Final = Field("since", "Since", "moment")
_UNTIL: Final = Field("until", "Until", "moment")
_LONGEST_NOTE: Final = 500


class FloorService:
    """What happens on the floor."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def board(self, queue: str = "") -> Board:
        """Who does what, how it went today, and what is left.

        Args:
            queue: Only of this queue; of all without it.

        Raises:
            NotFound: There is no such queue.
        """
        now = self._desk.now()
        since, _ = day_bounds(now.astimezone(self._desk.zone).date(), self._desk.zone)
        with self._desk.read() as reader:
            connection = reader.connection
            wanted = select(QUEUE).where(QUEUE.c.deleted_at.is_(None)).order_by(QUEUE.c.name_key)
            if queue.strip():
                wanted = wanted.where(QUEUE.c.id == queue_id(connection, queue))
            queues = connection.execute(wanted).all()
            ids = [row.id for row in queues]
            stretches = _stretches(connection, since, now, ids)
            of_agents: dict[str, Figures] = defaultdict(Figures)
            of_queues: dict[str, Figures] = defaultdict(Figures)
            for each in stretches:
                of_agents[each.agent].time(each)
                of_queues[each.queue].time(each)
            for row in _calls(connection, since, now, ids):
                of_agents[row.agent_id].call(row.number, row.reached, row.converted)
                of_queues[row.queue_id].call(row.number, row.reached, row.converted)
            people = tuple(self._agents(connection, queues, of_agents, now))
            lines = tuple(_queue_line(connection, row, of_queues[row.id], now) for row in queues)
        return Board(now, people, lines)

    def metrics(
        self, by: str = "agent", *, since: datetime | str | None = None, until: datetime | str | None = None,
        queue: str = "",
    ) -> tuple[MetricLine, ...]:  # fmt: skip
        """Figures by agent, queue, hour or disposition.

        Args:
            by: One of `BY`.
            since: From when on; today without it.
            until: Until when; now without it.
            queue: Only of this queue.

        Raises:
            Invalid: There are no figures by that, or a time is none.
        """
        if by not in BY:
            raise Invalid(
                say("There are no figures by “{text}”.", text=by[:40]),
                field="by",
                hint=say("Choose from: {choices}.", choices=listed(BY)),
            )
        now, context = self._desk.now(), self._desk.context()
        today, _ = day_bounds(now.astimezone(self._desk.zone).date(), self._desk.zone)
        begin: datetime = parse(_SINCE, since, context) or today
        end: datetime = parse(_UNTIL, until, context) or now
        figures: dict[Any, Figures] = defaultdict(Figures)
        with self._desk.read() as reader:
            connection = reader.connection
            ids = [queue_id(connection, queue)] if queue.strip() else None
            stretches = _stretches(connection, begin, end, ids) if by != "disposition" else []
            if by == "hour":
                self._by_hour(connection, figures, stretches, (begin, end), ids)
            else:
                for each in stretches:
                    figures[each.agent if by == "agent" else each.queue].time(each)
                key = {"agent": "agent_id", "queue": "queue_id", "disposition": "disposition"}[by]
                for row in _calls(connection, begin, end, ids):
                    figures[getattr(row, key)].call(row.number, row.reached, row.converted)
            names = self._names(connection, by, figures)
        lines = [MetricLine(str(key), names.get(key, str(key)), found) for key, found in figures.items()]
        return tuple(
            sorted(lines, key=(lambda line: line.key) if by == "hour" else (lambda line: line.name.casefold()))
        )

    def note(self, agent: str, text: str) -> Outcome:
        """Tell an agent something; it is shown to them until they have read it.

        Raises:
            NotFound: There is no such user.
            Invalid: There is no text.
        """
        words = clean_line(text)[:_LONGEST_NOTE]
        if not words:
            raise Invalid(say("A note needs text."), field="text", hint=say("Write at least a word."))
        with self._desk.write("queue.note") as unit:
            who = find_user(unit.session, agent, me=self._desk.actor.id)
            note = unit.add(AgentNote(agent_id=who, by_id=self._desk.actor.id, text=words))
            message = say("{name} is told.", name=name_of_active(unit.session, who))
            unit.describe(message)
        return Outcome(note.id, "", ("note",), message, unit.seq)

    def reassign(self, lead: str, to: str = "") -> Outcome:
        """Give the call that a lead was promised to another agent.

        Args:
            lead: The lead, by reference.
            to: The agent; anyone without one.

        Raises:
            NotFound: There is no such lead or agent, or no call was promised.
        """
        with self._desk.write("queue.reassign") as unit:
            record = unit.session.get_one(Lead, LEAD.find(unit.session, lead))
            who = find_user(unit.session, to, me=self._desk.actor.id) if to.strip() else None
            connection = unit.session.connection()
            promised = (ENTRY.c.lead_id == record.id) & ENTRY.c.callback_at.is_not(None)
            rows = connection.execute(select(ENTRY).where(promised)).all()
            title = LEAD.called(record)
            if not rows:
                raise NotFound(say("{name} is promised no call.", name=title), field="lead")
            give_callbacks(connection, record.id, {row.queue_id: who for row in rows})
            message = (
                say("{name}: the call is {who}'s now.", name=title, who=name_of_active(unit.session, who))
                if who
                else say("{name}: anyone may call back now.", name=title)
            )
            before = {row.queue_id: row.callback_by_id for row in rows}
            record_event(
                unit,
                "lead",
                record.id,
                GIVEN,
                {"lead": record.id, "before": before, "after": dict.fromkeys(before, who)},
                message,
            )
            unit.describe(message, "lead", record.id)
        return Outcome(record.id, record.code, ("callback",), message, unit.seq)

    def _agents(
        self, connection: Connection, queues: Any, figures: dict[str, Figures], now: datetime
    ) -> Iterator[BoardAgent]:
        """Those who are here or were today, by name."""
        laid_out = {row.id: row for row in queues}
        open_ = connection.execute(select(SPAN).where(SPAN.c.ended_at.is_(None), SPAN.c.queue_id.in_(laid_out))).all()
        here = {row.agent_id: row for row in open_ if now - row.seen_at <= agents.GONE}
        lead = table_of(Lead)
        held = {
            row.agent_id: row.title
            for row in connection.execute(
                select(LEASE.c.agent_id, lead.c.title)
                .join(lead, lead.c.id == LEASE.c.lead_id)
                .where(LEASE.c.until > now, LEASE.c.queue_id.in_(laid_out))
            )
        }
        names = names_of(connection, {*here, *figures})
        for agent in sorted({*here, *figures}, key=lambda each: names.get(each, "").casefold()):
            span = here.get(agent)
            queue = laid_out.get(span.queue_id) if span is not None else None
            spent = max(0, int((now - span.began_at) / timedelta(seconds=1))) if span is not None else 0
            yield BoardAgent(
                id=agent,
                name=names.get(agent, ""),
                queue=queue.name if queue is not None else "",
                state=span.state if span is not None else "",
                reason=span.reason if span is not None else "",
                since=span.began_at if span is not None else None,
                seconds=spent,
                tone=_tone(span.state, spent, queue) if span is not None else "",
                lead=held.get(agent, ""),
                figures=figures.get(agent) or Figures(),
            )

    def _by_hour(
        self,
        connection: Connection,
        figures: dict[Any, Figures],
        stretches: list[Stretch],
        between: tuple[datetime, datetime],
        ids: list[str] | None,
    ) -> None:
        zone = self._desk.zone
        for hour, each in by_hour(stretches, zone):
            figures[hour].time(each)
        made = select(CALL.c.at, CALL.c.reached, CALL.c.converted).where(*_between(CALL.c.at, between, CALL, ids))
        for at, reached, converted in connection.execute(made):
            figures[hour_of(at, zone)].call(1, int(reached), int(converted))

    def _names(self, connection: Connection, by: str, keys: Any) -> dict[Any, str]:
        """What the lines are called."""
        match by:
            case "agent":
                return {key: name for key, name in names_of(connection, keys).items() if key is not None}
            case "queue":
                return {row.id: row.name for row in connection.execute(select(QUEUE.c.id, QUEUE.c.name))}
            case "hour":
                return {each: f"{each.astimezone(self._desk.zone):%Y-%m-%d %H:%M}" for each in keys}
        sets = [row.dispositions for row in connection.execute(select(QUEUE.c.dispositions))]
        return {each.code: each.called for kept in (*sets, None) for each in dispositions.of_queue(kept)}


def give_callbacks(connection: Connection, lead: str, owners: dict[str, str | None]) -> None:
    """Let promised calls of a lead be these agents', by queue; anyone's where there is none."""
    for queue, owner in owners.items():
        which = (ENTRY.c.lead_id == lead) & (ENTRY.c.queue_id == queue)
        connection.execute(update(ENTRY).where(which).values(callback_by_id=owner))
        connection.execute(HOPPER.delete().where(HOPPER.c.lead_id == lead, HOPPER.c.queue_id == queue))
        connection.execute(update(MARK).where(MARK.c.queue_id == queue).values(upkeep_at=None))


def _queue_line(connection: Connection, row: Any, figures: Figures, now: datetime) -> BoardQueue:
    left, due, reasons = held_back(connection, row, now)
    return BoardQueue(row.code, row.name, row.state, left, due, reasons, figures)


def _tone(state: str, seconds: int, queue: Any) -> str:
    """Whether somebody is long in a state: ``long`` or ``too_long``."""
    limit = _LONG.get(state, 900)
    if state == agents.WRAP_UP and queue is not None and queue.wrap_up_seconds:
        limit = queue.wrap_up_seconds
    if seconds <= limit:
        return ""
    return "long" if seconds <= 2 * limit else "too_long"


def _stretches(connection: Connection, since: datetime, until: datetime, queues: list[str] | None) -> list[Stretch]:
    """What agents did between two moments."""
    there = [SPAN.c.began_at < until, or_(SPAN.c.ended_at.is_(None), SPAN.c.ended_at > since)]
    if queues is not None:
        there.append(SPAN.c.queue_id.in_(queues))
    found: list[Stretch] = []
    for row in connection.execute(select(SPAN).where(*there)):
        last = row.seen_at if until - row.seen_at > agents.GONE else until
        whole = stretch_of(row.agent_id, row.queue_id, row.state, row.began_at, ended=row.ended_at, until=last)
        part = whole.within(since, until)
        if part is not None:
            found.append(part)
    return found


def _calls(connection: Connection, since: datetime, until: datetime, queues: list[str] | None) -> Any:
    """How many calls there were between two moments, by agent, queue and disposition."""
    keys = (CALL.c.agent_id, CALL.c.queue_id, CALL.c.disposition)
    flags = (func.sum(case((flag, 1), else_=0)).label(flag.name) for flag in (CALL.c.reached, CALL.c.converted))
    counted = select(*keys, func.count().label("number"), *flags)
    return connection.execute(counted.where(*_between(CALL.c.at, (since, until), CALL, queues)).group_by(*keys))


def _between(column: Any, between: tuple[datetime, datetime], table: Any, queues: list[str] | None) -> list[Any]:
    since, until = between
    there = [column >= since, column <= until]
    return there if queues is None else [*there, table.c.queue_id.in_(queues)]

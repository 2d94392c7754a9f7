"""Use cases of queues: a manager lays them out; one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from app.domain.callqueue import dispositions
from app.domain.callqueue.dispositions import Disposition
from app.domain.callqueue.entries import Entries, layouts
from app.domain.callqueue.fields import QUEUE_FIELDS
from app.domain.callqueue.finding import memberships, queue_id, queue_named
from app.domain.callqueue.holding import held_back, next_moment
from app.domain.callqueue.records import CallQueue, QueueMember
from app.domain.callqueue.rows import Member, QueueCard, QueueLine
from app.domain.callqueue.rules import EXHAUSTED
from app.domain.callqueue.tables import ENTRY, LEASE, MARK, MEMBER, QUEUE
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.working import WorkingWeek
from app.domain.fields.editing import describe_changes, put_values, read_values
from app.domain.people.linking import find_user, resolver, user_id
from app.domain.people.records import User
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork, table_of
from app.words import say, say_many

_USER: Final = table_of(User)
_PIECE: Final = 500
"""Leads looked at in one transaction while a queue is filled."""
_SHORTEST_LEASE, _LONGEST_LEASE = 30, 24 * 3600


class QueueService:
    """Queues of leads to be called."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[QueueLine, ...]:
        """Every queue, by name."""
        with self._desk.read() as reader:
            members = _members(reader.connection)
            counted = select(ENTRY.c.queue_id, ENTRY.c.state, func.count()).group_by(ENTRY.c.queue_id, ENTRY.c.state)
            counts = {(queue, state): number for queue, state, number in reader.rows(counted)}
            queues = reader.connection.execute(
                select(QUEUE).where(QUEUE.c.deleted_at.is_(None)).order_by(QUEUE.c.name_key)
            ).all()
        return tuple(
            QueueLine(
                each.id,
                each.code,
                each.name,
                each.state,
                each.condition,
                tuple(member.name for member in members.get(each.id, ())),
                *(counts.get((each.id, state), 0) for state in ("ready", "waiting", "callback")),
            )
            for each in queues
        )

    def show(self, ref: str) -> QueueCard:
        """A queue in full, with what is left and what is held back.

        Raises:
            NotFound: There is no such queue.
        """
        now = self._desk.now()
        with self._desk.read() as reader:
            connection = reader.connection
            row = reader.row(select(QUEUE).where(QUEUE.c.id == queue_id(connection, ref, me=self._desk.actor.id)))
            left, due, reasons = held_back(connection, row, now)
            held = reader.scalar(
                select(func.count()).select_from(LEASE).where(LEASE.c.queue_id == row.id, LEASE.c.until > now)
            )
            return QueueCard(
                row.id,
                row.code,
                row.version,
                row.name,
                row.state,
                row.condition,
                tuple(row.first),
                tuple(_members(connection).get(row.id, ())),
                {each.code: getattr(row, each.code) for each in QUEUE_FIELDS[2:]},
                dispositions.of_queue(row.dispositions),
                left,
                due,
                reasons,
                int(held or 0),
                None if left or due else next_moment(connection, row, now),
            )

    def add(
        self,
        name: str,
        values: Mapping[str, object] | None = None,
        *,
        first: Sequence[str] = (),
        members: Iterable[str] = (),
    ) -> Outcome:
        """Lay out a queue and fill it.

        Args:
            name: What it is called.
            values: Its other fields, typed or as text.
            first: Conditions by which some leads come before others.
            members: Who works in it, by reference.

        Raises:
            InvalidFields: Some values do not fit.
            QueryProblem: A condition cannot be understood.
            NotAllowed: There is a queue of that name, or the user is no manager.
        """
        with self._desk.write("queue.add") as unit:
            unit.hold("queues")
            typed = self._read(unit, {"name": name, **(values or {})})
            queue = CallQueue(code=next_code(unit.session, "QUE"), first=_lines(first), condition="")
            self._put(unit, queue, typed)
            unit.add(queue)
            unit.session.flush()
            self._join(unit, queue, members)
            message = say("Queue {name} added as {code}.", name=queue.name, code=queue.code)
            unit.describe(message, "queue", queue.id)
        number = self.fill(queue.id)
        message = say_many(
            "Queue {name} added as {code}: {n} lead.", "Queue {name} added as {code}: {n} leads.", number,
            name=queue.name, code=queue.code,
        )  # fmt: skip
        return Outcome(queue.id, queue.code, ("queue",), message, unit.seq)

    def edit(
        self,
        ref: str,
        values: Mapping[str, object],
        *,
        first: Sequence[str] | None = None,
        join: Iterable[str] = (),
        leave: Iterable[str] = (),
    ) -> Outcome:
        """Change a queue; its leads are looked for anew.

        Args:
            ref: Which queue.
            values: Field values, typed or as text.
            first: Conditions by which some leads come before others; they stay without it.
            join: Who works in it from now on.
            leave: Who does no longer; a call under way is still disposed of.

        Raises:
            NotFound: There is no such queue or user.
            InvalidFields: Some values do not fit.
            QueryProblem: A condition cannot be understood.
        """
        with self._desk.write("queue.edit") as unit:
            unit.hold("queues")
            queue = queue_named(unit.session, ref)
            typed = self._read(unit, values)
            if first is not None:
                queue.first = _lines(first)
            changed = self._put(unit, queue, typed)
            moved = self._join(unit, queue, join) + self._part(unit, queue, leave)
            labels = describe_changes(queue.name, QUEUE_FIELDS, changed)
            message = labels if changed or not moved else say("{name}: members changed.", name=queue.name)
            unit.describe(message, "queue", queue.id)
        if changed or first is not None:
            self.fill(queue.id)
        return Outcome(queue.id, queue.code, (*changed, *(("members",) if moved else ())), message, unit.seq)

    def dispositions(self, ref: str = "") -> tuple[Disposition, ...]:
        """How the calls of a queue may end.

        Raises:
            NotFound: There is no such queue.
        """
        with self._desk.read() as reader:
            of = queue_id(reader.connection, ref, me=self._desk.actor.id)
            return dispositions.of_queue(reader.scalar(select(QUEUE.c.dispositions).where(QUEUE.c.id == of)))

    def use_dispositions(self, ref: str, path: Path | None) -> Outcome:
        """Let the calls of a queue end as a file says, or as they ship.

        Raises:
            Invalid: The file cannot be read, or says no set.
        """
        found = None if path is None else dispositions.kept(dispositions.read_file(path))
        with self._desk.write("queue.edit") as unit:
            queue = queue_named(unit.session, ref)
            queue.dispositions = found
            number = len(dispositions.of_queue(found))
            message = say_many("{name}: {n} disposition.", "{name}: {n} dispositions.", number, name=queue.name)
            unit.describe(message, "queue", queue.id)
        return Outcome(queue.id, queue.code, ("dispositions",), message, unit.seq)

    def pause(self, ref: str) -> Outcome:
        """Give out no more leads of a queue; who has one keeps it."""
        return self._switch("queue.pause", ref, "paused")

    def resume(self, ref: str) -> Outcome:
        """Give out leads of a queue again."""
        return self._switch("queue.resume", ref, "open")

    def delete(self, ref: str) -> Outcome:
        """Put a queue away; its calls stay, and undo brings it back."""
        with self._desk.write("queue.delete") as unit:
            queue = queue_named(unit.session, ref)
            queue.deleted_at = unit.now
            message = say("Queue {name} deleted.", name=queue.name)
            unit.describe(message, "queue", queue.id)
        return Outcome(queue.id, queue.code, ("deleted",), message, unit.seq)

    def reset(self, ref: str) -> Outcome:
        """Let the leads of a queue that are exhausted be called again; the calls so far no longer count in all.

        Raises:
            NotFound: There is no such queue.
        """
        with self._desk.write("queue.reset") as unit:
            queue = queue_named(unit.session, ref)
            queue.reset_at = unit.now
            connection = unit.session.connection()
            worn = (ENTRY.c.queue_id == queue.id) & (ENTRY.c.state == EXHAUSTED)
            ids = [lead for (lead,) in connection.execute(select(ENTRY.c.lead_id).where(worn))]
            fresh = {"counted_from": unit.now, "recycled": {}, "recycle_at": None, "closed": ""}
            connection.execute(update(ENTRY).where(worn).values(**fresh))
            renew(unit, [queue.id], ids)
            message = say_many(
                "{name}: {n} exhausted lead can be called again.",
                "{name}: {n} exhausted leads can be called again.",
                len(ids),
                name=queue.name,
            )
            unit.describe(message, "queue", queue.id)
        return Outcome(queue.id, queue.code, ("exhausted",), message, unit.seq)

    def fill(self, queue: str) -> int:
        """Look for the leads of a queue all over, in short transactions; answers how many there are.

        Args:
            queue: Its id.
        """
        after, going = "", True
        while going:
            with self._desk.database.brief() as connection:
                found = layouts(connection, [queue])
                if not found:
                    return 0
                after = Entries(connection, self._desk.now(), self._desk.currency).fill(found[0], after, _PIECE)
                going = bool(after)
        with self._desk.database.brief() as connection:
            filled = {"filled_at": self._desk.now(), "window_until": None}
            marked = connection.execute(update(MARK).where(MARK.c.queue_id == queue).values(**filled))
            if not marked.rowcount:
                connection.execute(insert(MARK).values(queue_id=queue, **filled))
            mine = select(func.count()).select_from(ENTRY).where(ENTRY.c.queue_id == queue, ENTRY.c.state != "done")
            return int(connection.execute(mine).scalar() or 0)

    def _switch(self, command: str, ref: str, state: str) -> Outcome:
        with self._desk.write(command) as unit:
            queue = queue_named(unit.session, ref)
            if queue.state == state:
                raise NotAllowed(
                    say("Queue {name} is paused already.", name=queue.name)
                    if state == "paused"
                    else say("Queue {name} is not paused.", name=queue.name)
                )
            queue.state = state
            message = (
                say("Queue {name} is paused.", name=queue.name)
                if state == "paused"
                else say("Queue {name} goes on.", name=queue.name)
            )
            unit.describe(message, "queue", queue.id)
        return Outcome(queue.id, queue.code, ("state",), message, unit.seq)

    def _read(self, unit: UnitOfWork, values: Mapping[str, object]) -> dict[str, Any]:
        resolve = resolver(unit.session, me=self._desk.actor.id)
        typed = read_values(QUEUE_FIELDS, values, self._desk.context(), resolve)
        if typed.get("name", ...) is None:
            raise Invalid(say("Name is missing: a queue needs one."), field="name", hint=say("Give one."))
        if typed.get("hours"):
            typed["hours"] = str(_week(typed["hours"]))
        lease = typed.get("lease_seconds", _SHORTEST_LEASE)
        if lease is None or not _SHORTEST_LEASE <= lease <= _LONGEST_LEASE:
            raise Invalid(say("Lease: between 30 seconds and a day."), field="lease_seconds")
        for code in ("cooldown_seconds", "wrap_up_seconds"):
            if code in typed:
                typed[code] = typed[code] or 0
        if "condition" in typed:
            typed["condition"] = typed["condition"] or ""
        return typed

    def _put(self, unit: UnitOfWork, queue: CallQueue, typed: Mapping[str, Any]) -> tuple[str, ...]:
        """Put values on a queue, and let what it holds be looked for anew.

        Raises:
            QueryProblem: A condition cannot be understood.
            NotAllowed: There is a queue of that name.
        """
        changed = put_values(queue, QUEUE_FIELDS, typed)
        queue.name_key = fold(queue.name)
        entries = Entries(unit.session.connection(), unit.now, unit.currency)
        entries.check(queue.condition, queue.first)
        same = (QUEUE.c.name_key == queue.name_key, QUEUE.c.deleted_at.is_(None), QUEUE.c.id != (queue.id or ""))
        with unit.session.no_autoflush:
            taken = unit.session.execute(select(QUEUE.c.id).where(*same)).first()
        if taken is not None:
            raise NotAllowed(
                say("There is a queue {name} already.", name=queue.name), field="name", hint=say("Choose another name.")
            )
        return changed

    def _join(self, unit: UnitOfWork, queue: CallQueue, users: Iterable[str]) -> int:
        there = memberships(unit.session, queue.id)
        wanted = dict.fromkeys(find_user(unit.session, each, me=self._desk.actor.id) for each in users)
        fresh = [each for each in wanted if each not in there]
        for each in fresh:
            unit.add(QueueMember(queue_id=queue.id, user_id=each))
        return len(fresh)

    def _part(self, unit: UnitOfWork, queue: CallQueue, users: Iterable[str]) -> int:
        there = memberships(unit.session, queue.id)
        wanted = dict.fromkeys(user_id(unit.session, each, me=self._desk.actor.id) for each in users)
        gone = [there[each] for each in wanted if each in there]
        for each in gone:
            unit.session.delete(each)
        return len(gone)


def renew(unit: UnitOfWork, queue_ids: Sequence[str], lead_ids: Sequence[str]) -> None:
    """Bring the entries of some leads in some queues up to date inside a command."""
    connection = unit.session.connection()
    found = layouts(connection, queue_ids) if lead_ids else []
    entries = Entries(connection, unit.now, unit.currency) if found else None
    for layout in found:
        if entries is not None:
            entries.renew(layout, lead_ids)


def _members(connection: Connection) -> dict[str, list[Member]]:
    """Who works in each queue, by name."""
    rows = connection.execute(
        select(MEMBER.c.queue_id, _USER.c.id, _USER.c.code, _USER.c.name)
        .join(_USER, _USER.c.id == MEMBER.c.user_id)
        .order_by(_USER.c.name)
    )
    found: dict[str, list[Member]] = {}
    for queue, *who in rows:
        found.setdefault(queue, []).append(Member(*who))
    return found


def _week(text: str) -> WorkingWeek:
    """Calling hours; without a day they are those of every day.

    Raises:
        Invalid: They are none.
    """
    every_day = text if any(each.isalpha() for each in text) else f"Mon-Sun {text}"
    try:
        return WorkingWeek.parse(every_day)
    except Invalid as problem:
        raise Invalid(problem.message, field="hours", hint=problem.hint) from problem


def _lines(first: Sequence[str]) -> list[str]:
    return [each.strip() for each in first if each.strip()]

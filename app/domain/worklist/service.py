"""Use cases of the work list: reading it in any order, and doing something about what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import ColumnElement, Select, or_, select

from app.domain.core.errors import Invalid, NotAllowed, NotFound, Refusal
from app.domain.core.ids import normalise_code
from app.domain.core.outcomes import Outcome
from app.domain.core.searching import search_words
from app.domain.core.windows import Anchor, Listed, ListQuery, SavedView, Window
from app.domain.core.work import WorkAsked, WorkSource, work_sources
from app.domain.fields.kinds import find_record
from app.domain.people.conditions import Conditions
from app.domain.people.records import User
from app.domain.query.listing import Listing, Shape, view_named
from app.domain.store.counting import counts
from app.domain.store.database import Reader
from app.domain.store.desk import Desk, JoinedDesk
from app.domain.store.unit import table_of
from app.domain.teams.records import Membership
from app.domain.timeline.kinds import with_timeline
from app.domain.timeline.rules import day_bounds
from app.domain.worklist.fields import SORTABLE, VIEWS
from app.domain.worklist.records import Following
from app.domain.worklist.rows import WorkItem
from app.domain.worklist.selects import Looking, every_item, item, items_select, order, work_columns
from app.words import Said, listed, say, say_many, sentences

if TYPE_CHECKING:
    from app.domain.core.counts import Count

_MEMBERSHIP: Final = table_of(Membership).c
#: Refusals that a message about several items names; the outcome has them all.
_NAMED: Final = 3


class WorkListService:
    """Everything that is to be done."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    # reading ---------------------------------------------------------------------------------------------------

    def views(self) -> tuple[SavedView, ...]:
        """The saved views of the list."""
        return VIEWS

    def view(self, name: str) -> SavedView:
        """A saved view by its name."""
        return view_named(VIEWS, name)

    def window(
        self, query: ListQuery | None = None, anchor: Anchor | None = None, limit: int = 100
    ) -> Window[WorkItem]:
        """A run of items of a list, from a place in it; of what is the user's and due without a query.

        Raises:
            QueryProblem: Its condition cannot be understood.
            Invalid: It is to be sorted by something that cannot be sorted by.
        """
        with self._desk.read() as reader:
            looking = self._looking(reader)
            wanted = query or VIEWS[0].query
            ids = self._listing(reader, looking, wanted).window(reader, anchor or Anchor(), limit)
            lines = self._items(reader, looking, ids.lines)
            return Window(lines, ids.offset, ids.more_before, ids.more_after)

    def lines(self, query: ListQuery, ids: Sequence[str]) -> tuple[Listed[WorkItem], ...]:
        """Some items as they are now, each with whether a list holds it; what is done is left out."""
        if not ids:
            return ()
        with self._desk.read() as reader:
            looking = self._looking(reader)
            listing = self._listing(reader, looking, query)
            fitting = set(_column(reader, listing.shape.select().where(*listing.conditions, _among(listing, ids))))
            return tuple(Listed(each, each.id in fitting) for each in self._items(reader, looking, ids))

    def count(self, query: ListQuery | None = None) -> int:
        """How many items a list holds."""
        with self._desk.read() as reader:
            return int(reader.scalar(self._listing(reader, self._looking(reader), query or VIEWS[0].query).counting()))

    def counts(
        self, queries: Iterable[ListQuery], known: Mapping[ListQuery, Count], changes: Iterable[Any]
    ) -> dict[ListQuery, Count]:
        """How many items each list holds; nothing that is known and still holds is counted again."""

        def counting(reader: Reader) -> Callable[[ListQuery], Select[int]]:
            looking = self._looking(reader)
            return lambda query: self._listing(reader, looking, query).counting()

        return counts(self._desk, queries, counting, known, changes)

    def unpriced(self, query: ListQuery) -> tuple[str, ...]:  # noqa: ARG002 - as every lister has it
        """No amounts are compared here."""
        return ()

    def find(self, ref: str) -> WorkItem:
        """The item that a reference names: its id, or the short code of what lies behind it.

        Raises:
            NotFound: Nothing that is to be done is called so.
        """
        with self._desk.read() as reader:
            looking = self._looking(reader)
            work = every_item(WorkAsked(looking.now))
            named = or_(work.c.id == ref, work.c.code == normalise_code(ref))
            found = _column(reader, select(work.c.id).where(named).limit(1))
            items = self._items(reader, looking, found)
        if not items:
            raise NotFound(
                say("Nothing to be done is called “{name}”.", name=ref[:40]),
                hint=say("See: {command}", command="leadline worklist"),
            )
        return items[0]

    def _looking(self, reader: Reader) -> Looking:
        me = self._desk.actor.id
        mine = select(_MEMBERSHIP.team_id).where(_MEMBERSHIP.user_id == me)
        together = select(_MEMBERSHIP.user_id).where(_MEMBERSHIP.team_id.in_(mine))
        team = _column(reader, together.distinct()) or _column(reader, select(User.id).where(User.active.is_(True)))
        return Looking(me, self._desk.now(), tuple(team))

    def _items(self, reader: Reader, looking: Looking, ids: Sequence[str]) -> tuple[WorkItem, ...]:
        """Items in the order of their ids."""
        if not ids:
            return ()
        rows = reader.rows(items_select(WorkAsked(looking.now), looking, ids))
        found = {each.id: each for each in map(item, rows)}
        return tuple(found[id] for id in ids if id in found)

    def _listing(self, reader: Reader, looking: Looking, query: ListQuery) -> Listing[str]:
        work = every_item(self._asked(looking, query.where))
        conditions = Conditions(reader.connection, self._desk, columns := work_columns(work, looking))
        wanted: list[ColumnElement[bool]] = [
            conditions.compile(each) for each in (query.where, query.narrowing) if each.strip()
        ]
        wanted += [columns.found(word) for word in search_words(query.search)]
        if query.without:
            wanted.append(work.c.id.not_in(query.without))
        by = (query.sort or SORTABLE)[0].removeprefix("-")
        if by not in SORTABLE:
            raise Invalid(
                say("The list cannot be sorted by “{name}”.", name=by[:40]),
                field="sort",
                hint=say("Choose from: {names}.", names=listed(SORTABLE)),
            )
        keys = order(work, looking.now, by)
        shape: Shape[str] = Shape(cast("Any", work), lambda: select(work.c.id), lambda row: str(row[0]), {})
        return Listing(shape, tuple(wanted), tuple(key for key, _ in keys), tuple(down for _, down in keys))

    def _asked(self, looking: Looking, where: str) -> WorkAsked:
        """What sources are asked for a view: as little as the view can hold."""
        tomorrow = day_bounds(self._desk.today(), self._desk.zone)[1]
        mine = (looking.user_id,) if where.startswith("owner = me") else None
        until = tomorrow if where.endswith("due < tomorrow") else looking.now if "overdue = yes" in where else None
        return WorkAsked(looking.now, until, mine)

    # doing -----------------------------------------------------------------------------------------------------

    def done(
        self,
        refs: Sequence[str],
        *,
        outcome: str | None = None,
        notes: str | None = None,
        override: bool = False,
        override_reason: str | None = None,
    ) -> Outcome:
        """Mark items as done.

        Args:
            refs: Which.
            outcome: How they ended, in a few words.
            notes: What there is to say about them.
            override: Do it although somebody asked not to be contacted so.
            override_reason: Why.

        Raises:
            Unwanted: Somebody asked not to be contacted so.
            NotAllowed: None of them can be.
        """
        how = {"outcome": outcome, "notes": notes, "override": override, "override_reason": override_reason}
        return self._each("worklist.done", refs, _done, lambda source: source.done, **how)

    def skip(self, refs: Sequence[str]) -> Outcome:
        """Leave items out: what is planned is called off, a step goes on to the next."""
        return self._each("worklist.skip", refs, _skipped, lambda source: source.skip)

    def snooze(
        self,
        refs: Sequence[str],
        when: datetime | str,
        *,
        override: bool = False,
        override_reason: str | None = None,
    ) -> Outcome:
        """Move items to another moment; an override as for ``done``."""
        how = {"when": when, "override": override, "override_reason": override_reason}
        return self._each("worklist.snooze", refs, _snoozed, lambda source: source.snooze, **how)

    def give(self, refs: Sequence[str], to: str) -> Outcome:
        """Give items to another user."""
        return self._each("worklist.give", refs, _given, lambda source: source.give, to=to)

    def mail(self, refs: Sequence[str], subject: str, body: str) -> Outcome:
        """Note the same email as sent for several items, each on its record, and mark them as done.

        Args:
            refs: Which; all are emails to be sent, of one step where they belong to any.
            subject: Its subject.
            body: Its text.

        Raises:
            Invalid: One is no email, or they belong to several steps.
        """
        items = [self.find(ref) for ref in dict.fromkeys(refs)]
        for each in items:
            if each.kind != "email":
                raise Invalid(
                    say("{record}: this is no email to be sent.", record=each.record_title),
                    hint=say("Select emails alone."),
                )
        if len({each.step for each in items}) > 1:
            raise Invalid(say("These are emails of several steps."), hint=say("Select those of one step."))
        notes = "\n\n".join(filter(None, (subject.strip(), body.strip())))
        if not notes:
            raise Invalid(say("Subject: it cannot be empty."), field="subject", hint=say("Say what it is about."))
        return self.done([each.id for each in items], notes=notes)

    def follow(self, ref: str, *, follows: bool = True) -> Outcome:
        """Follow a record, or no longer.

        Args:
            ref: The lead, opportunity, contact or account.
            follows: Whether it is followed from now on.
        """
        me = self._desk.actor.id
        with self._desk.write("worklist.follow") as unit:
            kind, record_id = find_record(unit.session, ref, with_timeline())
            unit.hold(f"following:{me}:{record_id}")
            record: Any = unit.session.get_one(kind.record, record_id)
            wanted = select(Following).where(Following.user_id == me, Following.record_id == record_id)
            there = unit.session.scalar(wanted)
            if follows and there is None:
                unit.add(Following(user_id=me, record_kind=kind.name, record_id=record_id))
            elif not follows and there is not None:
                unit.session.delete(there)
            name = kind.called(record)
            message = (
                say("You follow {name}.", name=name) if follows else say("You no longer follow {name}.", name=name)
            )
            unit.describe(message, kind.name, record_id)
        return Outcome(record_id, record.code, ("followed",), message, unit.seq)

    def _each(
        self,
        command: str,
        refs: Sequence[str],
        tell: Callable[[int], Said],
        verb_of: Callable[[WorkSource], Callable[..., Outcome] | None],
        **values: Any,
    ) -> Outcome:
        """Do the same with each item, in one command; those that refuse are left as they were.

        Raises:
            Invalid: None was named.
            NotAllowed: Every one refused; nothing was changed.
        """
        items = [self.find(ref) for ref in dict.fromkeys(refs)]
        if not items:
            raise Invalid(say("Nothing is selected."), hint=say("space selects a line."))
        sources = {source.name: source for source in work_sources()}
        if len(items) == 1:
            return _verb(sources[items[0].source], verb_of)(self._desk, items[0].id, **values)
        done: list[Outcome] = []
        refused: dict[str, str] = {}
        with self._desk.write(command) as unit:
            desk = JoinedDesk.at(self._desk, unit)
            for each in items:
                try:
                    done.append(_verb(sources[each.source], verb_of)(desk, each.id, **values))
                except Refusal as refusal:
                    refused[each.code] = f"{each.record_title}: {refusal.message}"
            if not done:
                raise NotAllowed(_told(tell(0), refused))
            message = _told(tell(len(done)), refused)
            unit.describe(message, items[0].record_kind, items[0].record_id)
        return Outcome(done[0].id, done[0].code, tuple(each.code for each in done), message, unit.seq, refused=refused)


def _column(reader: Reader, statement: Select[Any]) -> list[str]:
    return [str(row[0]) for row in reader.rows(statement)]


def _among(listing: Listing[str], ids: Sequence[str]) -> ColumnElement[bool]:
    among: ColumnElement[bool] = listing.shape.table.c.id.in_(ids)
    return among


def _verb(source: WorkSource, verb_of: Callable[[WorkSource], Callable[..., Outcome] | None]) -> Callable[..., Outcome]:
    """What a source does with an item.

    Raises:
        NotAllowed: It does not do that.
    """
    verb = verb_of(source)
    if verb is None:
        raise NotAllowed(say("That cannot be done with this kind of work."))
    return verb


def _told(done: Said, refused: Mapping[str, str]) -> Said:
    """What was done, and why the others were left."""
    if not refused:
        return done
    named, more = sentences(*list(refused.values())[:_NAMED]), len(refused) - _NAMED
    return sentences(
        done,
        say_many("{n} refused: {refusals}", "{n} refused: {refusals}", len(refused), refusals=named),
        say_many("And {n} more.", "And {n} more.", more) if more > 0 else "",
    )


def _done(number: int) -> Said:
    return say_many("{n} item done.", "{n} items done.", number)


def _skipped(number: int) -> Said:
    return say_many("{n} item skipped.", "{n} items skipped.", number)


def _snoozed(number: int) -> Said:
    return say_many("{n} item moved.", "{n} items moved.", number)


def _given(number: int) -> Said:
    return say_many("{n} item given away.", "{n} items given away.", number)

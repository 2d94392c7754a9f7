"""Use cases of timelines: one public verb is one transaction."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert, update

from app.domain.core.ids import new_id
from app.domain.fields.kinds import find_record
from app.domain.people.wishes import Wish
from app.domain.timeline.changing import Changing
from app.domain.timeline.contacting import wish_against_change, wish_against_new
from app.domain.timeline.entering import Entering
from app.domain.timeline.kinds import ACTIVITY, with_timeline
from app.domain.timeline.queries import timeline_entry, timeline_page
from app.domain.timeline.receiving import Receiving
from app.domain.timeline.rows import AgendaLine, TimelineEntry, TimelineFilter, TimelinePage
from app.domain.timeline.selects import agenda_lines, filtered_page
from app.domain.timeline.statements import LOOK

_EVERYTHING = TimelineFilter()


class TimelineService(Entering, Receiving, Changing):
    """Everything that happened or is planned with a record."""

    def page(
        self,
        record_ref: str,
        chosen: TimelineFilter = _EVERYTHING,
        *,
        after: str = "",
        limit: int = 50,
        count: bool = False,
    ) -> TimelinePage:
        """A run of a record's timeline.

        Args:
            record_ref: The lead, opportunity, contact or account.
            chosen: Which entries, in which order.
            after: The ``next`` of the run before; empty for the first.
            limit: The most entries to return.
            count: Count all that the filter lets through.
        """
        with self._desk.read() as reader:
            _, record_id = find_record(reader.connection, record_ref, with_timeline())
            me = self._desk.actor.id
            if chosen == _EVERYTHING and not count:
                return timeline_page(reader, record_id, me, after, limit)
            now = self._desk.now()
            return filtered_page(reader, record_id, me, chosen, now, after=after, limit=limit, count=count)

    def entry(self, ref: str) -> TimelineEntry:
        """One entry in full.

        Raises:
            NotFound: There is none, or it was deleted.
        """
        with self._desk.read() as reader:
            return timeline_entry(reader, ACTIVITY.find(reader.connection, ref), self._desk.actor.id)

    def wish(self, kind: str, record_ref: str) -> Wish | None:
        """What stands against contacting a record now; ``None`` where nothing does.

        Args:
            kind: How: call, email, appointment, or next_contact.
            record_ref: The lead, opportunity, contact or account.
        """
        with self._desk.read() as reader:
            found, record_id = find_record(reader.connection, record_ref, with_timeline())
            return wish_against_new(reader.connection, kind, found, record_id, self._desk.now())

    def wish_about(self, ref: str, *, completing: bool = False) -> Wish | None:
        """What stands against completing or moving an entry; ``None`` where nothing does.

        Args:
            ref: The entry.
            completing: Whether it is to be completed.
        """
        with self._desk.read() as reader:
            found = ACTIVITY.find(reader.connection, ref)
            return wish_against_change(reader.connection, found, self._desk.now(), completing=completing)

    def agenda(self, day: date | None = None) -> tuple[AgendaLine, ...]:
        """The user's day; on today's, what should have been done before is included.

        Args:
            day: Which day in the desk's zone; today without it.
        """
        today = self._desk.now().astimezone(self._desk.zone).date()
        asked = day or today
        with self._desk.read() as reader:
            return agenda_lines(reader, self._desk.actor.id, asked, self._desk.zone, overdue=asked == today)

    def seen(self, record_ref: str) -> None:
        """Remember that the user looked at a record's timeline now; it is no command, and not in the log."""
        if self._desk.database.why_only_read() is not None:
            return
        with self._desk.write("timeline.seen") as unit:
            _, record_id = find_record(unit.session, record_ref, with_timeline())
            key = {"user_id": self._desk.actor.id, "record_id": record_id}
            unit.hold(f"seen:{self._desk.actor.id}:{record_id}")
            own = update(LOOK).where(*(LOOK.c[name] == value for name, value in key.items()))
            looked = unit.session.execute(own.values(at=unit.now, updated_at=unit.now))
            if not looked.rowcount:  # type: ignore[attr-defined]
                fresh = {
                    "id": new_id(unit.now).hex,
                    "version": 1,
                    "created_at": unit.now,
                    "updated_at": unit.now,
                }
                unit.session.execute(insert(LOOK).values(**fresh, **key, at=unit.now))

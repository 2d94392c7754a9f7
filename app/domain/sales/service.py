"""Use cases of opportunities: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import Field, parse
from app.domain.core.money import Money
from app.domain.core.outcomes import Outcome
from app.domain.core.windows import Anchor, ListQuery
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.leads.statuses import settle
from app.domain.people.linking import resolver
from app.domain.sales.closing import closed_message, put_closing, take_back_closing
from app.domain.sales.events import OpportunityChanged, OpportunityDeleted
from app.domain.sales.fields import OPPORTUNITY_FIELDS, STATUSES, WORKING, closing_fields, status_label
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.known import standing, working
from app.domain.sales.making import derive
from app.domain.sales.offering import take_amount
from app.domain.sales.pipeline import EVERY, PipelineService
from app.domain.sales.queries import card
from app.domain.sales.reasons import FURTHER_REASONS, reasons_field
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import OpportunityLine
from app.domain.sales.rules import Closing, read_closing
from app.domain.settings.queries import setting
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.referring import hanging
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.writing import record_event
from app.words import say, small

_STATUS = Field("status", "Status", "choice", choices=STATUSES)


class OpportunityService:
    """Viable sales, on their way to won or lost."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self, query: ListQuery = EVERY, limit: int = 200, after: str = "") -> tuple[OpportunityLine, ...]:
        """Opportunities with their current stage.

        Args:
            query: Which, and in which order.
            limit: How many at most.
            after: The id or code of the line to go on behind; empty for the first ones.

        Raises:
            QueryProblem: The condition cannot be understood.
            Invalid: They are to be sorted by something that cannot be sorted by.
        """
        anchor = Anchor("after", self.find(after)) if after else Anchor()
        return PipelineService(self._desk).window(query, anchor, limit).lines

    def show(self, ref: str) -> RecordCard:
        """One in full; ``lost_to`` links the competitor who got it."""
        with self._desk.read() as reader:
            return card(reader, OPPORTUNITY.find(reader.connection, ref))

    def find(self, ref: str) -> str:
        """The id of the one that a reference names."""
        with self._desk.read() as reader:
            return OPPORTUNITY.find(reader.connection, ref)

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields.

        Raises:
            ReadOnly: It is closed.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("opportunity.edit") as unit:
            opportunity = working(unit.session, ref)
            if version is not None and version != opportunity.version:
                typed = self._typed(unit.session, values)
                now = card(Reader(unit.session.connection()), opportunity.id)
                check_version(opportunity, version, typed, now)
            changed = self._change(unit, opportunity, values)
            fields = (*OPPORTUNITY_FIELDS, *custom_fields(unit.session, OPPORTUNITY.name))
            message = describe_changes(opportunity.name, fields, changed)
            unit.describe(message, "opportunity", opportunity.id)
        return Outcome(opportunity.id, opportunity.code, changed, message, unit.seq)

    def edit_within(self, unit: UnitOfWork, opportunity_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields inside a command under way, as a process step does; returns the codes that changed.

        Raises:
            ReadOnly: It is closed, even when there is nothing to change.
            InvalidFields: Some values do not fit.
        """
        return self._change(unit, working(unit.session, opportunity_id), values)

    def close(
        self,
        ref: str,
        how: str,
        *,
        revenue: Money | str | None = None,
        on: object = None,
        reasons: Sequence[str] | str | None = None,
        comment: str | None = None,
        competitor: str | None = None,
    ) -> Outcome:
        """Close as won, lost, cancelled or out-sold; its lead's status falls back when nothing holds it.

        Args:
            ref: The opportunity.
            how: won, lost, cancelled or out_sold.
            revenue: What a won one brought; its amount without another.
            on: The day; today without another.
            reasons: Why it was not won: codes or labels of reasons.
            comment: The same in words.
            competitor: Who got it instead, by name or code; one we do not know yet is defined.

        Raises:
            ReadOnly: It is closed already.
            Invalid: A value is missing or does not fit.
        """
        given = {
            "status": how,
            "actual_revenue": revenue,
            "closed_on": on,
            "lost_reasons": reasons,
            "close_reason": comment,
            "competitor": competitor,
        }
        with self._desk.write("opportunity.close") as unit:
            opportunity = working(unit.session, ref)
            closing = self._closing(unit.session, opportunity, given)
            put_closing(unit, opportunity, closing)
            message = closed_message(opportunity, closing)
            unit.describe(message, "opportunity", opportunity.id)
        return Outcome(opportunity.id, opportunity.code, ("status",), message, unit.seq)

    def reasons(self) -> Field:
        """What asks why one was not won, with the reasons that managers added."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            return reasons_field(setting(session, FURTHER_REASONS.code) or ())

    def reopen(self, ref: str) -> Outcome:
        """Open a closed one again; what closing said about it is taken back.

        Raises:
            NotAllowed: It is not closed.
        """
        with self._desk.write("opportunity.reopen") as unit:
            opportunity = standing(unit.session, ref)
            if OPPORTUNITY.is_open({"status": opportunity.status}):
                status = small(status_label(opportunity.status))
                raise NotAllowed(
                    say("{name} is {status}, not closed.", name=opportunity.name, status=status),
                    hint=say("There is nothing to reopen."),
                )
            take_back_closing(unit, opportunity)
            message = say("{name} is open again.", name=opportunity.name)
            unit.describe(message, "opportunity", opportunity.id)
        return Outcome(opportunity.id, opportunity.code, ("status",), message, unit.seq)

    def set_status(self, ref: str, status: str) -> Outcome:
        """Put one on hold, or go on with it.

        Raises:
            ReadOnly: It is closed.
            NotAllowed: The status is one that closing gives.
        """
        wanted = self._status(status)
        if wanted not in WORKING:
            raise NotAllowed(
                say("Only open and on hold are set this way."), field="status", hint=say("Close it instead.")
            )
        with self._desk.write("opportunity.set_status") as unit:
            opportunity = working(unit.session, ref)
            before, opportunity.status = opportunity.status, wanted
            message = say("{name} is {status}.", name=opportunity.name, status=small(status_label(wanted)))
            unit.describe(message, "opportunity", opportunity.id)
            if before != wanted:
                summary = say("Status {before} → {after}", before=status_label(before), after=status_label(wanted))
                record_event(
                    unit,
                    "opportunity",
                    opportunity.id,
                    "status_changed",
                    {"from": before, "to": wanted},
                    summary,
                )
                unit.publish(OpportunityChanged(opportunity.id, ("status",)))
        return Outcome(opportunity.id, opportunity.code, ("status",) if before != wanted else (), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put one away with what hangs on it; it can be undone."""
        with self._desk.write("opportunity.delete") as unit:
            opportunity = standing(unit.session, ref)
            opportunity.deleted_at = unit.now
            with_it = hanging(unit.session, opportunity.id)
            message = (
                say("{name} deleted, with {what}.", name=opportunity.name, what=with_it)
                if with_it
                else say("{name} deleted.", name=opportunity.name)
            )
            unit.describe(message, "opportunity", opportunity.id)
            settle(unit, opportunity.lead_id, say("{code} deleted", code=opportunity.code))
            unit.publish(OpportunityDeleted(opportunity.id, opportunity.lead_id))
        return Outcome(opportunity.id, opportunity.code, ("deleted",), message, unit.seq)

    def _status(self, status: str | None) -> str | None:
        value: str | None = parse(_STATUS, status, self._desk.context())
        return value

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        fields = (*OPPORTUNITY_FIELDS, *custom_fields(session, OPPORTUNITY.name))
        return read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _change(self, unit: UnitOfWork, opportunity: Opportunity, values: Mapping[str, object]) -> tuple[str, ...]:
        typed = self._typed(unit.session, values)
        if "name" in typed and not typed["name"]:
            raise Invalid(
                say("Name is missing: an opportunity needs one."), field="name", hint=say("Say what it is about.")
            )
        own = custom_fields(unit.session, OPPORTUNITY.name)
        changed = put_values(opportunity, (*OPPORTUNITY_FIELDS, *own), typed)
        if "amount" in changed:
            take_amount(unit.session, opportunity)
        if changed:
            derive(opportunity)
            unit.publish(OpportunityChanged(opportunity.id, changed))
        return changed

    def _closing(self, session: Session, opportunity: Opportunity, given: Mapping[str, object]) -> Closing:
        context = self._desk.context()
        fields = closing_fields(setting(session, FURTHER_REASONS.code) or ())
        typed = read_values(fields, given, context, resolver(session, me=self._desk.actor.id))
        return read_closing(typed, _amount(opportunity), context.now.astimezone(context.zone).date())


def _amount(opportunity: Opportunity) -> Money | None:
    if opportunity.amount_minor is None or opportunity.amount_currency is None:
        return None
    return Money(opportunity.amount_minor, opportunity.amount_currency)

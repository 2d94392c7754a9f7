"""Use cases of competitors: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.domain.competitors.fields import RIVALRY_FIELDS, STATUSES
from app.domain.competitors.kinds import COMPETITOR
from app.domain.competitors.linking import (
    competitor_called,
    create_competitor,
    derive,
    known_competitor,
    link_competitor,
    same_name,
)
from app.domain.competitors.queries import card, competitor_lines, rivals_of
from app.domain.competitors.records import Competitor, Rivalry
from app.domain.competitors.rows import CompetitorLine, RivalLine
from app.domain.competitors.rules import name_key
from app.domain.core.columns import RecordCard, value_of
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.outcomes import Outcome
from app.domain.core.suggestions import Suggested
from app.domain.fields.editing import check_version, custom_fields, describe_changes, put_values, read_values
from app.domain.people.linking import resolver
from app.domain.stakeholders.subject import Subject, find_subject, open_subject, subject_with_id
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.words import label, say, small

_STATUS_LABELS = dict(STATUSES)


class CompetitorService:
    """The other vendors, and where we meet them."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self, search: str = "") -> tuple[CompetitorLine, ...]:
        """The competitors whose text holds every word of a search, by name."""
        with self._desk.read() as reader:
            return competitor_lines(reader, search)

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those whose text holds every word of a search, with their addresses in the web."""
        return tuple((each.code, each.name, each.website or "") for each in self.list(text)[:limit])

    def show(self, ref: str) -> RecordCard:
        """One in full, with how we did against them: ``won``, ``lost`` and ``win_rate`` in percent."""
        with self._desk.read() as reader:
            return card(reader, COMPETITOR.find(reader.connection, ref))

    def define(self, values: Mapping[str, object]) -> Outcome:
        """Add a competitor from field values, typed or as text.

        Raises:
            InvalidFields: Some values do not fit.
            NotAllowed: There is one of that name already.
        """
        with self._desk.write("competitor.define") as unit:
            typed = self._typed(unit.session, values)
            name = typed.get("name")
            if not name:
                raise Invalid(say("Name is missing: a competitor needs one."), field="name", hint=say("Give its name."))
            unit.hold(f"competitor:{name_key(name)}")
            _refuse_namesake(same_name(unit.session, name), None)
            competitor = create_competitor(unit, name)
            self._put(unit.session, competitor, typed)
            message = say("{name} added as {code}.", name=competitor.name, code=competitor.code)
            unit.describe(message, "competitor", competitor.id)
        return Outcome(competitor.id, competitor.code, tuple(typed), message, unit.seq)

    def revise(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change what we know about a competitor.

        Raises:
            NotFound: There is none.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
            NotAllowed: Another one has the new name already.
        """
        with self._desk.write("competitor.revise") as unit:
            competitor = known_competitor(unit.session, ref)
            typed = self._typed(unit.session, values)
            if version is not None:
                check_version(competitor, version, typed, card(Reader(unit.session.connection()), competitor.id))
            if "name" in typed:
                if not typed["name"]:
                    raise Invalid(
                        say("Name is missing: a competitor needs one."), field="name", hint=say("Keep its name.")
                    )
                unit.hold(f"competitor:{name_key(typed['name'])}")
                _refuse_namesake(same_name(unit.session, typed["name"]), competitor)
            changed = self._put(unit.session, competitor, typed)
            fields = (*COMPETITOR.fields, *custom_fields(unit.session, COMPETITOR.name))
            message = describe_changes(competitor.name, fields, changed)
            unit.describe(message, "competitor", competitor.id)
        return Outcome(competitor.id, competitor.code, changed, message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a competitor away wherever it was met; it can be undone."""
        with self._desk.write("competitor.delete") as unit:
            competitor = known_competitor(unit.session, ref)
            competitor.deleted_at = unit.now
            message = say("{name} deleted.", name=competitor.name)
            unit.describe(message, "competitor", competitor.id)
        return Outcome(competitor.id, competitor.code, ("deleted",), message, unit.seq)

    def of(self, ref: str) -> tuple[RivalLine, ...]:
        """The competitors met on a lead or an opportunity by name, those who are out last."""
        with self._desk.read() as reader:
            _kind, record_id = find_subject(reader.connection, ref)
            return rivals_of(reader, record_id)

    def add(self, ref: str, name: str, *, status: str | None = None, notes: str | None = None) -> Outcome:
        """Meet a competitor on a lead or an opportunity; one we do not know yet is defined by its name.

        Args:
            ref: The lead or opportunity.
            name: The competitor's name, code or id.
            status: suspected (a new one without it), confirmed or out.
            notes: What is known of them here.

        Raises:
            NotFound: There is no such record or competitor, or several competitors have that name.
            ReadOnly: The lead or opportunity is closed.
            InvalidFields: Some values do not fit.
        """
        given = {code: value for code, value in (("status", status), ("notes", notes)) if value}
        with self._desk.write("competitor.add") as unit:
            subject = open_subject(unit.session, ref)
            typed = self._typed_rivalry(unit.session, given)
            competitor, is_new = competitor_called(unit, name)
            rivalry = link_competitor(unit, subject.kind, subject.id, competitor.id, typed.pop("status", None))
            put_values(rivalry, RIVALRY_FIELDS, typed)
            message = say(
                "{name} is a competitor for {record} ({status}).",
                name=competitor.name,
                record=subject.title,
                status=small(label(_STATUS_LABELS[rivalry.status])),
            )
            unit.describe(message, subject.kind, subject.id)
        made = {"competitor": [competitor.code]} if is_new else {}
        return Outcome(rivalry.id, competitor.code, ("competitor",) if unit.seq else (), message, unit.seq, made)

    def edit(self, id: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change the status or notes of a competitor where it was met.

        Raises:
            NotFound: It is no longer met there.
            ReadOnly: The lead or opportunity is closed.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("competitor.edit") as unit:
            rivalry, competitor, subject = self._met(unit.session, id)
            typed = self._typed_rivalry(unit.session, values)
            check_version(rivalry, version, typed, _card(rivalry, competitor))
            if "status" in typed:
                typed["status"] = typed["status"] or "suspected"
            changed = put_values(rivalry, RIVALRY_FIELDS, typed)
            message = describe_changes(competitor.name, RIVALRY_FIELDS, changed)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(rivalry.id, competitor.code, changed, message, unit.seq)

    def remove(self, id: str) -> Outcome:
        """Meet a competitor no longer on a record; what we know about them stays.

        Raises:
            NotFound: It is no longer met there.
            ReadOnly: The lead or opportunity is closed.
        """
        with self._desk.write("competitor.remove") as unit:
            rivalry, competitor, subject = self._met(unit.session, id)
            unit.session.delete(rivalry)
            message = say("{name} is no longer a competitor for {record}.", name=competitor.name, record=subject.title)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(id, competitor.code, ("competitor",), message, unit.seq)

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        fields = (*COMPETITOR.fields, *custom_fields(session, COMPETITOR.name))
        return read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _typed_rivalry(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        resolve = resolver(session, me=self._desk.actor.id)
        return read_values(RIVALRY_FIELDS, values, self._desk.context(), resolve)

    def _put(self, session: Session, competitor: Competitor, typed: Mapping[str, Any]) -> tuple[str, ...]:
        changed = put_values(competitor, (*COMPETITOR.fields, *custom_fields(session, COMPETITOR.name)), typed)
        derive(competitor)
        return changed

    def _met(self, session: Session, id: str) -> tuple[Rivalry, Competitor, Subject]:
        rivalry = session.get(Rivalry, id)
        competitor = session.get(Competitor, rivalry.competitor_id) if rivalry else None
        if rivalry is None or competitor is None:
            raise NotFound(
                say("This competitor is no longer met there."), hint=say("It may have been undone; history tells.")
            )
        return rivalry, competitor, subject_with_id(session, rivalry.record_kind, rivalry.record_id)


def _refuse_namesake(namesake: Competitor | None, itself: Competitor | None) -> None:
    if namesake is not None and namesake is not itself:
        raise NotAllowed(
            say("There is a competitor {name} already.", name=namesake.name),
            field="name",
            hint=say("It is {code}.", code=namesake.code),
        )


def _card(rivalry: Rivalry, competitor: Competitor) -> RecordCard:
    columns = vars(rivalry)
    values = {each.code: value_of(each, columns) for each in RIVALRY_FIELDS}
    return RecordCard(
        "rivalry", rivalry.id, competitor.code, rivalry.version, competitor.name, values, fields=RIVALRY_FIELDS
    )

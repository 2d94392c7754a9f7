"""Use cases of sales teams: which colleagues sell an opportunity, and in which roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard, value_of
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import check_version, describe_changes, put_values, read_values
from app.domain.people.linking import find_user, resolver, user_id
from app.domain.people.records import User
from app.domain.process.definitions import Step
from app.domain.process.reactions import tick_steps
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.queries import team_of
from app.domain.sales.records import TeamMember
from app.domain.sales.rows import TeamLine
from app.domain.sales.team_fields import FURTHER_ROLES, team_fields, team_roles_in_words
from app.domain.settings.queries import setting
from app.domain.stakeholders.subject import Subject, subject_with_id
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import listed, say

_STEP = "sales_team"
"""The box of the shipped processes that a team ticks."""
_ACTION = "add_team_member"


class TeamService:
    """Who sells."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, ref: str) -> tuple[TeamLine, ...]:
        """The sales team of an opportunity, in the order in which they came to it."""
        with self._desk.read() as reader:
            return team_of(reader, OPPORTUNITY.find(reader.connection, ref))

    def member(self, ref: str, user: str) -> TeamLine:
        """A member of the team of an opportunity, named as a colleague is.

        Raises:
            NotFound: There is no such colleague, or they are not in the team.
        """
        with self._desk.read() as reader:
            wanted = user_id(reader.connection, user, me=self._desk.actor.id)
            team = team_of(reader, OPPORTUNITY.find(reader.connection, ref))
        for each in team:
            if each.user_id == wanted:
                return each
        known = [each.name for each in team[:12]]
        raise NotFound(
            say("“{name}” is not in the team.", name=user[:60]),
            field="user",
            hint=say("There are: {names}.", names=listed(known)) if known else say("Nobody was added yet."),
        )

    def fields(self) -> tuple[Field, ...]:
        """The fields of a member, with the roles there are."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            return _fields(session)

    def add(self, ref: str, user: str, *, roles: Sequence[str] | str | None = None, notes: object = None) -> Outcome:
        """Take a colleague into the team; one who is in it is given the roles in addition.

        Args:
            ref: The opportunity.
            user: The colleague: ``me``, a code, login, email or name.
            roles: Codes or labels of roles.
            notes: What they do here.

        Raises:
            NotFound: There is no such opportunity or colleague.
            ReadOnly: The opportunity is closed.
            InvalidFields: Some values do not fit, such as a role that there is not.
        """
        given = {code: value for code, value in (("roles", roles), ("notes", notes)) if value}
        with self._desk.write("team.add") as unit:
            subject = subject_with_id(unit.session, OPPORTUNITY.name, OPPORTUNITY.find(unit.session, ref))
            typed = self._typed(unit.session, given)
            colleague = unit.session.get_one(User, find_user(unit.session, user, me=self._desk.actor.id))
            member = unit.session.scalar(
                select(TeamMember).where(TeamMember.record_id == subject.id, TeamMember.user_id == colleague.id)
            )
            held = tuple(member.roles) if member is not None else ()
            wanted = tuple(dict.fromkeys((*held, *typed.get("roles", ()))))
            if not wanted:
                raise _without_role(unit.session)
            if member is None:
                member = unit.add(
                    TeamMember(record_kind=OPPORTUNITY.name, record_id=subject.id, user_id=colleague.id, roles=[])
                )
            fields = _fields(unit.session)
            put_values(member, fields, {**typed, "roles": wanted})
            tick_team_steps(unit, subject.id)
            message = say(
                "{name} is {roles} of {record}.",
                name=colleague.name,
                roles=team_roles_in_words(member.roles),
                record=subject.title,
            )
            unit.describe(message, subject.kind, subject.id)
        return Outcome(member.id, colleague.code, ("team",) if unit.seq else (), message, unit.seq)

    def edit(self, id: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change the roles or the notes of a member.

        Raises:
            NotFound: They are not in the team any more.
            ReadOnly: The opportunity is closed.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("team.edit") as unit:
            member, colleague, subject = self._known(unit.session, id)
            typed = self._typed(unit.session, values)
            if "roles" in typed and not typed["roles"]:
                raise _without_role(unit.session)
            fields = _fields(unit.session)
            check_version(member, version, typed, _card(member, colleague, fields))
            changed = put_values(member, fields, typed)
            message = describe_changes(colleague.name, fields, changed)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(member.id, colleague.code, changed, message, unit.seq)

    def remove(self, id: str) -> Outcome:
        """Take a colleague out of the team.

        Raises:
            NotFound: They are not in the team any more.
            ReadOnly: The opportunity is closed.
        """
        with self._desk.write("team.remove") as unit:
            member, colleague, subject = self._known(unit.session, id)
            unit.session.delete(member)
            message = say("{name} is no longer in the team of {record}.", name=colleague.name, record=subject.title)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(id, colleague.code, ("team",), message, unit.seq)

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        resolve = resolver(session, me=self._desk.actor.id)
        return read_values(_fields(session), values, self._desk.context(), resolve)

    def _known(self, session: Session, id: str) -> tuple[TeamMember, User, Subject]:
        member = session.get(TeamMember, id)
        if member is None:
            raise NotFound(
                say("This colleague is not in the team any more."),
                hint=say("It may have been undone; history tells."),
            )
        return (
            member,
            session.get_one(User, member.user_id),
            subject_with_id(session, OPPORTUNITY.name, member.record_id),
        )


def tick_team_steps(unit: UnitOfWork, opportunity_id: str) -> None:
    """Tick the step that asks for the sales team, if there is one."""
    there = select(TeamMember.id).where(TeamMember.record_id == opportunity_id).limit(1)
    if unit.session.scalar(there) is not None:
        tick_steps(unit, opportunity_id, _asks_for_team)


def _asks_for_team(step: Step) -> bool:
    return step.action == _ACTION or (step.kind == "box" and step.code == _STEP)


def _fields(session: Session) -> tuple[Field, ...]:
    return team_fields(setting(session, FURTHER_ROLES.code) or ())


def _without_role(session: Session) -> Invalid:
    roles, _ = _fields(session)
    return Invalid(
        say("Role is missing: what do they do in the team?"),
        field="roles",
        hint=say("Choose from: {choices}.", choices=listed(label for _, label in roles.choices)),
    )


def _card(member: TeamMember, colleague: User, fields: tuple[Field, ...]) -> RecordCard:
    columns = vars(member)
    values = {each.code: value_of(each, columns) for each in fields}
    return RecordCard("team_member", member.id, colleague.code, member.version, colleague.name, values, fields=fields)

"""Use cases of teams: they are made, joined, left and dissolved; work that was given out stays where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import MANAGE_TEAMS
from app.domain.core.text import clean_line
from app.domain.people.linking import find_user, names_of, user_id
from app.domain.people.named import USERS
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.teams.queries import team_id, teams_there, time_off_there
from app.domain.teams.records import Membership, Team
from app.domain.teams.rows import Colleague, TeamLine
from app.words import listed, say, sentences

_LONGEST = 100


class UserTeamService:
    """Teams."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def colleagues(self) -> tuple[Colleague, ...]:
        """Every user with their teams and time off, by name."""
        with self._desk.read() as reader:
            teams = teams_there(reader.connection)
            away = time_off_there(reader.connection, since=self._desk.now())
            return tuple(
                Colleague(
                    each,
                    tuple(team.name for team in teams if each.id in team.member_ids),
                    tuple(off for off in away if off.user_code == each.code),
                )
                for each in reader.named(USERS)
            )

    def add(self, name: str, members: Iterable[str] = ()) -> Outcome:
        """Make a team.

        Raises:
            Invalid: It has no name.
            NotAllowed: There is one of that name, or your role is too low.
            NotFound: A member does not work here.
        """
        with self._desk.write(MANAGE_TEAMS) as unit:
            unit.hold("teams")
            team = Team(code=next_code(unit.session, "TEAM"))
            _name(unit.session, team, name)
            unit.add(team)
            joined = _join(unit, team, self._ids(unit.session, members))
            with_them = say("With {people}.", people=listed(joined)) if joined else ""
            message = sentences(say("Team {name} added as {code}.", name=team.name, code=team.code), with_them)
            unit.describe(message)
        return Outcome(team.id, team.code, ("name",), message, unit.seq)

    def rename(self, ref: str, name: str) -> Outcome:
        """Call a team something else.

        Raises:
            NotFound: There is no such team.
        """
        with self._desk.write(MANAGE_TEAMS) as unit:
            unit.hold("teams")
            team = _team(unit.session, ref)
            before = team.name
            _name(unit.session, team, name)
            changed = ("name",) if team.name != before else ()
            message = (
                say("{before} is called {name} now.", before=before, name=team.name)
                if changed
                else say("{name} is as it was.", name=before)
            )
            unit.describe(message)
        return Outcome(team.id, team.code, changed, message, unit.seq)

    def join(self, ref: str, members: Iterable[str]) -> Outcome:
        """Put colleagues into a team.

        Raises:
            NotFound: There is no such team, or one of them does not work here.
        """
        with self._desk.write(MANAGE_TEAMS) as unit:
            unit.hold("teams")
            team = _team(unit.session, ref)
            joined = _join(unit, team, self._ids(unit.session, members))
            message = (
                say("{people} joined {team}.", people=listed(joined), team=team.name)
                if joined
                else say("They are in {team} already.", team=team.name)
            )
            unit.describe(message)
        return Outcome(team.id, team.code, ("members",) if joined else (), message, unit.seq)

    def leave(self, ref: str, members: Iterable[str]) -> Outcome:
        """Take colleagues out of a team, also those who no longer work here.

        Raises:
            NotFound: There is no such team or user.
        """
        with self._desk.write(MANAGE_TEAMS) as unit:
            unit.hold("teams")
            team = _team(unit.session, ref)
            wanted = [user_id(unit.session, each, me=self._desk.actor.id) for each in members]
            there = {each.user_id: each for each in _memberships(unit.session, team.id) if each.user_id in wanted}
            names = names_of(unit.session, there)
            for each in there.values():
                unit.session.delete(each)
            message = (
                say("{people} left {team}.", people=listed(names[each] for each in there), team=team.name)
                if there
                else say("None of them is in {team}.", team=team.name)
            )
            unit.describe(message)
        return Outcome(team.id, team.code, ("members",) if there else (), message, unit.seq)

    def set_members(self, ref: str, members: Iterable[str], name: str | None = None) -> Outcome:
        """Let exactly these colleagues be in a team, and perhaps call it something else.

        Raises:
            NotFound: There is no such team, or one of them does not work here.
        """
        with self._desk.write(MANAGE_TEAMS) as unit:
            unit.hold("teams")
            team = _team(unit.session, ref)
            if name is not None:
                _name(unit.session, team, name)
            wanted = self._ids(unit.session, members)
            for each in _memberships(unit.session, team.id):
                if each.user_id not in wanted:
                    unit.session.delete(each)
            _join(unit, team, wanted)
            names = names_of(unit.session, wanted)
            people = listed(names[each] for each in wanted)
            message = (
                say("{team}: {people}.", team=team.name, people=people)
                if wanted
                else say("{team} has no members now.", team=team.name)
            )
            unit.describe(message)
        return Outcome(team.id, team.code, ("members",), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Dissolve a team; its members stay, and it can be undone.

        Raises:
            NotFound: There is no such team.
        """
        with self._desk.write(MANAGE_TEAMS) as unit:
            unit.hold("teams")
            team = _team(unit.session, ref)
            for each in _memberships(unit.session, team.id):
                unit.session.delete(each)
            unit.session.flush()
            unit.session.delete(team)
            message = say("Team {name} deleted. {undo} undoes.", name=team.name)
            unit.describe(message)
        return Outcome(team.id, team.code, (), message, unit.seq)

    def list(self) -> tuple[TeamLine, ...]:
        """Every team with those in it, by name."""
        with self._desk.read() as reader:
            return teams_there(reader.connection)

    def _ids(self, session: Session, members: Iterable[str]) -> Sequence[str]:
        return tuple(dict.fromkeys(find_user(session, each, me=self._desk.actor.id) for each in members))


def _team(session: Session, ref: str) -> Team:
    return session.get_one(Team, team_id(session, ref))


def _name(session: Session, team: Team, name: str) -> None:
    """Call a team so.

    Raises:
        Invalid: It is no name.
        NotAllowed: Another is called so.
    """
    wanted = clean_line(name)
    if not wanted or len(wanted) > _LONGEST:
        raise Invalid(say("A team needs a name of at most {n} characters.", n=_LONGEST), field="name")
    with session.no_autoflush:
        other = session.scalar(select(Team).where(Team.name_key == fold(wanted), Team.id != (team.id or "")))
    if other is not None:
        raise NotAllowed(
            say("There is a team “{name}” already.", name=other.name), field="name", hint=say("Give another name.")
        )
    team.name, team.name_key = wanted, fold(wanted)


def _memberships(session: Session, team: str) -> Sequence[Membership]:
    return session.scalars(select(Membership).where(Membership.team_id == team).order_by(Membership.id)).all()


def _join(unit: UnitOfWork, team: Team, users: Sequence[str]) -> list[str]:
    """Put users into a team; returns the names of those who were not in it."""
    there = {each.user_id for each in _memberships(unit.session, team.id)}
    new = [each for each in users if each not in there]
    unit.session.flush()
    for each in new:
        unit.add(Membership(team_id=team.id, user_id=each))
    names = names_of(unit.session, new)
    return [names[each] for each in new]

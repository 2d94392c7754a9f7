"""Use cases of users: colleagues come, change and leave; what they did and own stays."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import MANAGE_USERS, MANAGING
from app.domain.core.suggestions import Suggested
from app.domain.fields.editing import describe_changes, put_values, read_values
from app.domain.people.events import UserAddressed
from app.domain.people.linking import resolver, user_id
from app.domain.people.named import USERS
from app.domain.people.passwords import give_password, refuse_as_login, sign_in
from app.domain.people.records import User
from app.domain.people.rows import UserLine
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import WordsByCode, in_context, label, say, sentences, small

_ROLE_LABELS: WordsByCode = (
    ("agent", in_context("role", "Agent")),
    ("rep", in_context("role", "Rep")),
    ("manager", in_context("role", "Manager")),
    ("admin", in_context("role", "Admin")),
)
USER_FIELDS = (
    Field("name", "Name"),
    Field("login", "Login"),
    Field("role", "Role", "choice", choices=_ROLE_LABELS),
    Field("email", "Email", "email"),
    Field("phone", "Phone", "phone"),
    Field("time_zone", "Time zone", "time_zone"),
    Field("language", "Language", "language"),
    Field("working_hours", "Working hours", "working_hours", help="Such as Mon-Fri 09:00-18:00; always without them."),
    Field(
        "capacity",
        "Capacity",
        "integer",
        minimum=0,
        maximum=1_000_000,
        help="How many open leads they may have; any number without it.",
    ),
    Field("active", "Active", "yes_no"),
)
_NEEDED = ("name", "login", "role")
_OF_MANAGERS = ("role", "login", "active", "capacity")
"""What of a user only a manager changes, the user's own included."""


class UserService:
    """Colleagues."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def list(self) -> tuple[UserLine, ...]:
        """Every user, by name."""
        with self._desk.read() as reader:
            return tuple(reader.named(USERS))

    def suggest(self, text: str, limit: int) -> tuple[Suggested, ...]:
        """Those who work here with a text in their names, with their roles."""
        wanted = fold(text)
        fitting = (each for each in self.list() if each.active and wanted in fold(each.name))
        return tuple((each.code, each.name, small(role_label(each.role))) for each in islice(fitting, limit))

    def add(
        self,
        name: str,
        *,
        login: str | None = None,
        role: str = "rep",
        email: str | None = None,
        time_zone: str | None = None,
        password: str | None = None,
    ) -> Outcome:
        """Add a colleague.

        Args:
            name: The person's name.
            login: The operating system's account; made from the name without one.
            role: One of ``ROLES``.
            email: The person's address.
            time_zone: IANA name of the person's zone; without one, that of the machine they work at.
            password: What they sign in to a server with, which is kept nowhere here.

        Returns:
            Among what changed is ``password`` where it was set.

        Raises:
            Invalid: The name is missing, or a value does not fit.
            NotAllowed: Somebody has that login already.
        """
        values = {"name": name, "role": role, "email": email, "time_zone": time_zone}
        with self._desk.write("user.add") as unit:
            unit.hold("users")
            typed = self._read(unit.session, {**values, **({"login": login} if login and login.strip() else {})})
            code = next_code(unit.session, "USER")
            typed.setdefault("login", fold(typed["name"]).replace(" ", ".") or code.lower())
            _refuse_taken(unit.session, typed["login"])
            user = User(code=code)
            put_values(user, USER_FIELDS, typed)
            unit.add(user)
            _tell_address(unit, user)
            message = say("{name} added as {role}.", name=user.name, role=small(role_label(user.role)))
            unit.describe(message, "user", user.id)
            told = sign_in(unit.session, user.login, password)
        remarked = sentences(message, *told.remarks)
        return Outcome(user.id, user.code, ("name", *(("password",) if told.is_set else ())), remarked, unit.seq)

    def set_password(self, ref: str, password: str) -> Outcome:
        """Set what a user signs in to a server with; it is kept nowhere here, and no part of the log.

        Args:
            ref: Which user, by code, login, email, name, or ``me``.
            password: At least eight characters.

        Raises:
            Invalid: It cannot be a password.
            NotAllowed: The database is a file, the role was not made here, or yours may not set another's.
        """
        with self._desk.write("user.password") as unit:
            user = unit.session.get_one(User, user_id(unit.session, ref, me=self._desk.actor.id))
            own = user.id == self._desk.actor.id
            if not own:
                self._desk.require(MANAGE_USERS)
            give_password(unit.session, user.login, password, own=own)
        return Outcome(user.id, user.code, ("password",), say("{name} has a new password.", name=user.name))

    def edit(self, ref: str, values: Mapping[str, object]) -> Outcome:
        """Change a colleague; who is no longer active cannot sit down, and nothing new is assigned to them.

        Args:
            ref: Which user, by code, login, email, name, or ``me``.
            values: Field values, typed or as text.

        Raises:
            Invalid: A value does not fit, or one that is needed is empty.
            NotAllowed: Somebody has that login already, the user is the one who works here, or your role is too low.
        """
        with self._desk.write("user.edit") as unit:
            unit.hold("users")
            user = unit.session.get_one(User, user_id(unit.session, ref, me=self._desk.actor.id))
            typed = self._read(unit.session, values)
            if user.id == self._desk.actor.id and typed.get("active") is False:
                raise NotAllowed(
                    say("Nobody can put themselves out."),
                    field="active",
                    hint=say("Another user can do it, with --as."),
                )
            changes_standing = any(getattr(user, each) != typed.get(each, getattr(user, each)) for each in _OF_MANAGERS)
            if user.id != self._desk.actor.id or changes_standing:
                self._desk.require(MANAGE_USERS)
            _keep_a_manager(unit.session, user, typed)
            if typed.get("login", user.login) != user.login:
                _refuse_taken(unit.session, typed["login"], but=user.id)
            changed = put_values(user, USER_FIELDS, typed)
            if "email" in changed:
                _tell_address(unit, user)
            message = describe_changes(user.name, USER_FIELDS, changed)
            unit.describe(message, "user", user.id)
        return Outcome(user.id, user.code, changed, message, unit.seq)

    def _read(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        """Typed values of a user's fields.

        Raises:
            Invalid: One does not fit, or is needed and empty.
        """
        typed = read_values(USER_FIELDS, values, self._desk.context(), resolver(session, me=self._desk.actor.id))
        for each in USER_FIELDS:
            if each.code in _NEEDED and each.code in typed and not typed[each.code]:
                raise Invalid(
                    say("{field} is missing: a user needs one.", field=each.label),
                    field=each.code,
                    hint=say("Give one."),
                )
            if each.code in ("name", "login") and str(typed.get(each.code, "")).casefold() == "me":
                raise Invalid(
                    say("{field}: “me” means whoever works.", field=each.label),
                    field=each.code,
                    hint=say("Choose another."),
                )
        for name in ("time_zone", "language"):
            if name in typed:
                typed[name] = typed[name] or ""  # that of the machine they work at
        if typed.get("login"):
            refuse_as_login(session, typed["login"])
        if typed.get("active", ...) is None:
            raise Invalid(say("Active is missing."), field="active", hint=say("Say yes or no."))
        return typed


def role_label(role: str) -> str:
    """What a role is called."""
    return label(dict(_ROLE_LABELS).get(role, role))


def _tell_address(unit: UnitOfWork, user: User) -> None:
    if user.email:
        unit.publish(UserAddressed(user.id, user.name, user.email))


def _keep_a_manager(session: Session, user: User, typed: Mapping[str, Any]) -> None:
    """Refuse to leave a database without anybody who may change roles."""
    stays = typed.get("role", user.role) in MANAGING and typed.get("active", user.active)
    if stays or not (user.role in MANAGING and user.active):
        return
    others = select(User.id).where(User.id != user.id, User.role.in_(MANAGING), User.active)
    if session.execute(others.limit(1)).first() is None:
        raise NotAllowed(
            say("{name} is the only manager; there must be one.", name=user.name),
            field="role",
            hint=say("Make somebody a manager first."),
        )


def _refuse_taken(session: Session, login: str, but: str = "") -> None:
    """Refuse a login that somebody else has, in any case."""
    for other, taken in session.execute(select(User.id, User.login)):
        if other != but and taken.casefold() == login.casefold():
            raise NotAllowed(
                say("There is a user “{taken}” already.", taken=taken), field="login", hint=say("Give another login.")
            )

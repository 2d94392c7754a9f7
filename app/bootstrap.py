"""Opening a workspace from settings: the only place that knows which database there is and who listens to whom."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import func, select
from sqlalchemy.engine import URL

from app.domain import areas
from app.domain.assistant.rows import AssistantSettings
from app.domain.core.addresses import read_address
from app.domain.core.area import resolve
from app.domain.core.clock import Clock, FixedClock, SystemClock
from app.domain.core.errors import NotFound, ReadOnly, StoreProblem, opened_for_reading
from app.domain.core.fields import LINE_LIMIT
from app.domain.core.text import clean_line
from app.domain.jobs.handlers import HANDLERS
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.people.named import USERS
from app.domain.people.records import User
from app.domain.people.seats import Seat
from app.domain.process.service import install_shipped
from app.domain.records import metadata
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.statements import every_statement
from app.domain.store.counters import next_code
from app.domain.store.database import Database
from app.domain.store.desk import Actor, Desk
from app.domain.store.engine import name_of, plain_words, url_of
from app.domain.store.migrations import HEAD
from app.domain.store.permission import why_file_is_only_read
from app.domain.store.schema import prepare, usable_version
from app.seating import seat_of
from app.settings import Settings
from app.words import say, sentences
from app.workspace import Workspace


def open_workspace(settings: Settings, clock: Clock | None = None, *, durable: bool = True) -> Workspace:
    """Open the database that the settings name, bring it up to date, and sit down at it.

    Args:
        settings: Which database, which user, which zone.
        clock: The time; the machine's, or the settings' fixed moment, without one.
        durable: Whether a commit waits until it is on the disk.

    Raises:
        StoreProblem: The database cannot be used; the message says why and what to do.
        NotFound: The user that the settings name is not there.
    """
    metadata()  # tables name each other, and an undo may reach into any
    every_statement()
    url = database_url(settings.database)
    refusal = _why_only_read(settings, url)
    prepare(url, name=name_of(url), read_only=refusal is not None)
    database = Database(url, refusal=refusal, durable=durable)
    time = clock or (FixedClock(settings.now) if settings.now else SystemClock())
    try:
        seat = _sit_down(database, settings, time)
        database.look_whether_denied()
    except BaseException:
        database.close()
        raise
    connect_areas(database)
    actor = Actor(seat.id, seat.code, seat.name, seat.role)
    choices = (AssistantSettings(no_activity_days=settings.no_activity_days),)
    zone = settings.seat(seat)
    return Workspace(Desk(database, time, actor, zone, settings.currency, settings.region, choices))


def seat_on_server(settings: Settings) -> Seat | None:
    """Who works in a database on a server, which is only read; ``None`` where it is of another version, or nobody does.

    Raises:
        Refusal: It cannot be opened, or whoever it is no longer works there.
    """
    url = database_url(settings.database)
    name = name_of(url)
    with plain_words(name):
        if usable_version(url, name) != HEAD:
            return None
        with closing(Database(url, refusal=opened_for_reading(name))) as database:
            return seat_of(database, settings)


def _why_only_read(settings: Settings, url: URL) -> ReadOnly | None:
    """Why the database is opened for reading: it is wanted so, or its file may not be written.

    Raises:
        StoreProblem: It needs an upgrade, and may not be written.
    """
    name, path = name_of(url), settings.address.path
    if settings.read_only:
        return opened_for_reading(name)
    refusal = None if path is None else why_file_is_only_read(path, name)
    if refusal is not None and usable_version(url, name) != HEAD:
        raise StoreProblem(
            sentences(say("{name} needs an upgrade first.", name=name), refusal.message), hint=refusal.hint
        )
    return refusal


def database_url(text: str) -> URL:
    """The address of a database given as a path or an address.

    Raises:
        Invalid: It is neither a file nor an address of SQLite or PostgreSQL.
    """
    return url_of(read_address(text))


def connect_areas(database: Database) -> None:
    """Let the areas hear, inside the same transaction, what happens in those below them, and do their jobs."""
    for area in areas.every():
        for happening, react in area.reactions:
            database.subscribe(resolve(happening), resolve(react))
        HANDLERS.update({name: resolve(do) for name, do in area.jobs})


def _sit_down(database: Database, settings: Settings, clock: Clock) -> Seat:
    """The user who works, made from the operating system's account at the first start."""
    seat = seat_of(database, settings)
    if seat is None and _is_new(database):
        _first_start(database, settings, clock)
        seat = seat_of(database, settings)
    if seat is None and settings.user:
        raise NotFound(
            say("There is no user “{text}”.", text=settings.user[:40]),
            field="as",
            hint=say("leadline user list shows them."),
        )
    if seat is None:
        raise NotFound(say("Nobody works here any more: no user of this database is active."), field="as")
    return seat


def _is_new(database: Database) -> bool:
    with database.read() as reader:
        return not reader.named(USERS)


def _first_start(database: Database, settings: Settings, clock: Clock) -> None:
    """Make the user and the shipped processes of a new database, unless another program just did."""
    signed = database.signed()
    own = settings.login if signed is None else signed.login
    login = clean_line(settings.user or own, LINE_LIMIT) or "me"
    with database.write("setup", now=clock.now(), actor_id=None) as unit:
        unit.hold("setup")
        if unit.session.scalar(select(func.count()).select_from(User)):
            return
        user = unit.add(
            User(
                code=next_code(unit.session, "USER"),
                login=login,
                name=login.replace(".", " ").title(),
                role="manager",
                time_zone=settings.time_zone,
            )
        )
        install_shipped(unit, {"lead": LEAD_FIELDS, "opportunity": OPPORTUNITY_FIELDS})
        unit.describe(say("Database set up for {name}.", name=user.name), "user", user.id)

"""The schema: creating it, checking its version, bringing an older one up to date."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError

from app.domain.core.errors import StoreProblem
from app.domain.core.outputs import PRIVATE_FILE, free_name, make_folder, new_file, reason
from app.domain.store.base import Base
from app.domain.store.check_schema import missing_schema
from app.domain.store.engine import is_full, make_private, open_engine, plain_words
from app.domain.store.locks import hold
from app.domain.store.migrations import HEAD
from app.domain.store.rights.granting import owns_tables, renew_rights
from app.domain.store.sqlite import library as sqlite
from app.domain.store.sqlite import reading_address
from app.words import say

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"


def prepare(url: URL, *, name: str, read_only: bool = False) -> bool:
    """Make sure the database has this version's schema.

    Args:
        url: Which database; a SQLite file that does not exist is made, with its folder, for its owner only.
        name: What the person calls it, for messages.
        read_only: Only check; change nothing.

    Returns:
        Whether the schema was made anew.

    Raises:
        StoreProblem: It is newer than this program, damaged, or no database of Leadline.
        Busy: Another program holds it.
    """
    path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    made = path is not None and _make_place(path, read_only=read_only)
    with _taken_away_if_empty(path if made else None), plain_words(name):
        version = usable_version(url, name)
        if read_only:
            if version != HEAD:
                raise StoreProblem(
                    say("{name} needs an upgrade, which --read-only forbids.", name=name),
                    hint=say("Start once without --read-only."),
                )
            return False
        try:
            if version == HEAD:
                _make_again(url)
                return False
            if path is not None and version is not None:
                _copy_before(path, version)
            if path is None and version is not None:
                _refuse_all_but_the_owner(url, name)
            _upgrade(url)
            return version is None
        finally:
            if path is not None:
                make_private(path)


def _refuse_all_but_the_owner(url: URL, name: str) -> None:
    """Refuse to upgrade tables that are another role's.

    Raises:
        StoreProblem: They are.
    """
    engine = open_engine(url, writer=False, read_only=True)
    try:
        with engine.connect() as connection:
            if not owns_tables(connection):
                raise StoreProblem(
                    say(
                        "{name} is of an older version of Leadline, and its tables are not yours to upgrade.", name=name
                    ),
                    hint=say("Ask whoever looks after it to run: leadline db upgrade"),
                )
    finally:
        engine.dispose()


def usable_version(url: URL, name: str) -> str | None:
    """The version of a schema that this program can use or bring up to date; ``None`` in an empty database.

    Nothing is changed: not a byte of a file that is refused.

    Raises:
        StoreProblem: The database is another program's, or a newer version's.
    """
    engine = open_engine(url, writer=False, read_only=True)
    try:
        version = version_of(engine)
        if version != HEAD:
            _refuse_unusable(engine, version, name)
        return version
    finally:
        engine.dispose()


def version_of(asked: Engine | Connection) -> str | None:
    """The schema's version; ``None`` in an empty database."""
    with nullcontext(asked) if isinstance(asked, Connection) else asked.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def _make_again(url: URL) -> None:
    """Make tables and indexes again that were dropped behind the program's back; what was in them is lost.

    So the rest can be worked with; the check of the database names what is missing in a table that is empty now.
    """
    engine = open_engine(url, writer=True)
    try:
        with engine.connect() as connection:
            if not any(missing_schema(connection, Base.metadata.tables)):
                return
        with engine.begin() as connection:
            hold(connection, "schema")
            for table, index in missing_schema(connection, Base.metadata.tables):
                logging.getLogger("leadline").warning("made again: %s", table.name if index is None else index.name)
                with suppress(IntegrityError), connection.begin_nested():
                    (table if index is None else index).create(connection)
    finally:
        engine.dispose()


@contextmanager
def _taken_away_if_empty(made: Path | None) -> Iterator[None]:
    """Leave no empty file behind where a new database could not be made."""
    try:
        yield
    except BaseException:
        if made is not None and made.exists() and not made.stat().st_size:
            made.unlink()
        raise


def _make_place(path: Path, *, read_only: bool) -> bool:
    """Make an empty file where there is none; answers whether it did."""
    if path.is_dir():
        raise StoreProblem(say("{path} is a folder, not a database.", path=path), hint=say("Name a file with --db."))
    if path.exists():
        return False
    if read_only:
        raise StoreProblem(
            say("There is no database {path}.", path=path), hint=say("Start once without --read-only, or name another.")
        )
    try:
        make_folder(path.parent)
        path.touch(mode=PRIVATE_FILE)
    except OSError as problem:
        raise StoreProblem(
            say("{path} cannot be made: {reason}.", path=path, reason=reason(problem)),
            hint=say("Name another file with --db."),
        ) from problem
    return True


def _refuse_unusable(engine: Engine, version: str | None, name: str) -> None:
    if version is None:
        with engine.connect() as connection:
            if inspect(connection).get_table_names():
                raise StoreProblem(
                    say("{name} is a database of another program.", name=name), hint=say("Name another with --db.")
                )
    elif version not in _known_versions():
        raise StoreProblem(
            say(
                "{name} was written by a newer Leadline (its version is {version}, this one knows up to {head}).",
                name=name,
                version=version,
                head=HEAD,
            ),
            hint=say("Update Leadline, or name another database with --db."),
        )


def _known_versions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def _copy_before(path: Path, version: str) -> None:
    """Keep a copy of the file as it was before an upgrade."""
    target = free_name(path.with_name(f"{path.name}.before-{version}-to-{HEAD}"))
    with new_file(target, "db") as fresh:
        copy_file(path, fresh)


def copy_file(file: Path, target: Path) -> None:
    """Copy a database file as it is at one moment, whatever others write meanwhile.

    Raises:
        StoreProblem: It cannot be read to its end, or the copy has no room.
    """
    source = sqlite.connect(reading_address(file.absolute()), uri=True)
    copy = sqlite.connect(str(target))
    try:
        source.backup(copy)
    except sqlite.DatabaseError as problem:
        if "full" in str(problem) or is_full(str(target)):
            raise StoreProblem(say("The disk is full."), hint=say("Free some space and try again.")) from problem
        raise StoreProblem(
            say("{file} could not be copied: {problem}.", file=file, problem=problem),
            hint=say("Run: leadline db check"),
        ) from problem
    finally:
        copy.close()
        source.close()


def _upgrade(url: URL) -> None:
    """Run the missing migrations in one transaction: the old schema, or the new one, never between."""
    from alembic import command

    config = alembic_config()
    engine = open_engine(url, writer=True)
    try:
        with engine.begin() as connection:
            hold(connection, "schema")  # of two programs that start at once, the second finds it made
            if version_of(connection) == HEAD:
                return
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.dialect.name == "postgresql":
                renew_rights(connection, Base.metadata.tables)
    finally:
        engine.dispose()


def alembic_config() -> Config:
    """Alembic's configuration, made without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config

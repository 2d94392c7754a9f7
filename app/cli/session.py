"""The session of one command: its settings, its workspace, and how it answers."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from app.cli.answers import Answers
from app.start.quick_read import RecordQuery, read_quickly
from app.words import formats, say

if TYPE_CHECKING:
    from app.cli.failures import CommitWatch
    from app.domain.core.clock import Clock
    from app.settings import Settings
    from app.walkthrough.plan import Plan
    from app.workspace import Workspace


T = TypeVar("T")


class Launch(Protocol):
    """Opens the workspace's screen."""

    def __call__(
        self, settings: Settings, view: str = "", *, clock: Clock | None = None, plan: Plan | None = None
    ) -> int:
        """Open it with these settings, view and clock, perhaps for a walkthrough; answers the exit code."""
        ...


#: How many characters above the longest text a field keeps are read from standard input, so that blank ends do no
#: harm, and the field itself can say how long a text is that is a little too long.
_SLACK = 10_000


class Session:
    """What a command works with; nothing is opened before it is used.

    Attributes:
        given: What the command line says about the settings, by their names; ``None`` where it says nothing.
        answers: Prints what the command answers.
        launch: Opens the screen.
        watch: Hears of every change the command makes.
        create: Whether a database that the command line names is made where it is not there.
    """

    def __init__(
        self,
        given: dict[str, object],
        answers: Answers,
        launch: Launch,
        watch: CommitWatch,
        *,
        create: bool = False,
    ) -> None:
        self.given = given
        self.answers = answers
        self.launch = launch
        self.watch = watch
        self.create = create
        self._opened: Workspace | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings of this start."""
        from app.settings import load_settings

        return load_settings(**self.given)

    @property
    def workspace(self) -> Workspace:
        """The workspace, opened when it is first asked for."""
        if self._opened is None:
            from app.bootstrap import open_workspace

            if self.given.get("database") is not None and not self.create:
                from app.cli.new_database import ask_before_making

                ask_before_making(self.settings)
            self._opened = open_workspace(self.settings)
            gc.freeze()  # what a start loads stays; from here on there may be garbage
            gc.enable()
            desk = self._opened.desk
            desk.database.listen(self.watch.changed)
            self.answers.place(desk.now(), desk.zone)
        return self._opened

    def read(self, query: RecordQuery[T], ref: str) -> T:
        """What a query answers about a record; the workspace is opened only where it must be.

        Raises:
            Refusal: What the query refuses.
        """
        quick = read_quickly(self.settings, query, ref) if self._opened is None else None
        if quick is not None:
            answer, zone = quick
            self.answers.place(self.settings.now or datetime.now(UTC), zone)
            return answer
        with self.workspace.desk.read() as reader:
            return query(reader, ref)

    def close(self) -> None:
        """Let go of the workspace."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def here(context: typer.Context) -> Session:
    """The session of the running command."""
    session: Session = context.obj  # the program sets it before any command runs
    return session


def text_or_input(text: str | None) -> str | None:
    """The text of an option; ``-`` means all of standard input.

    Raises:
        Invalid: Standard input is closed, or holds far more than any field keeps.
    """
    if text != "-":
        return text
    from app.domain.core.errors import Invalid
    from app.domain.core.fields import PROSE_LIMIT

    if sys.stdin is None:
        raise Invalid(
            say("Standard input is closed, so “-” has no text."), hint=say("Give the text itself, or let it come in.")
        )
    found = sys.stdin.read(PROSE_LIMIT + _SLACK + 1)
    if len(found) > PROSE_LIMIT + _SLACK:
        raise Invalid(
            say(
                "The text on standard input is longer than the {limit} characters that a field keeps.",
                limit=formats.number(PROSE_LIMIT),
            ),
            hint=say("Shorten it, or keep it in several notes."),
        )
    return found


def pairs(settings: list[str] | None, option: str = "--set") -> dict[str, object]:
    """Field values from ``FIELD=VALUE`` words, the last of a field winning; ``FIELD=-`` reads standard input.

    Raises:
        Misuse: A word has no ``=``.
    """
    from app.cli.arguments import Misuse

    values: dict[str, object] = {}
    for word in settings or ():
        name, has_value, value = word.partition("=")
        if not has_value or not name.strip():
            raise Misuse(
                say("{option} “{word}” has no value.", option=option, word=word[:60]),
                field=name.strip()[:60] or None,
                hint=say("Write it like {example}.", example="industry=Hospitality"),
            )
        values[name.strip()] = text_or_input(value)
    return values


def given_only(**values: object) -> dict[str, object]:
    """The values that were given, without those left out."""
    return {name: value for name, value in values.items() if value is not None}

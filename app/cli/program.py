"""The program: every command by name, each loaded when it is used, and the exit code of a run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import nullcontext, suppress
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from app.cli.answers import Answers
from app.cli.arguments import Misuse, asked, hoisted, wants_json
from app.cli.failures import CommitWatch, guarded
from app.cli.help_text import translate, wrong_usage
from app.cli.ordering import ordered_output
from app.cli.session import Launch, Session
from app.domain import areas
from app.domain.core.area import Noun, resolve
from app.domain.core.errors import Refusal
from app.domain.core.text import for_display
from app.settings import Settings, load_settings
from app.words import keep_speaking, problems, say
from app.words.language import is_known

#: Words that belong to no area.
_OWN = (
    Noun("config", "app.cli.config", turn=13),
    Noun("db", "app.cli.db", turn=14),
    Noun("demo", "app.cli.demo", turn=21, alone=True),
    Noun("keys", "app.cli.keys", turn=30, alone=True),
    Noun("doctor", "app.cli.doctor", turn=31, alone=True),
)


def words_of_the_program() -> dict[str, Noun]:
    """Every word there is, in the order of the help."""
    own = (*_OWN, *(noun for area in areas.every() for noun in area.nouns))
    return {noun.name: noun for noun in sorted(own, key=lambda noun: noun.turn)}


class Commands(MutableMapping[str, Any]):
    """The commands by name; the module of one is loaded when it is first looked up."""

    def __init__(self) -> None:
        self._words = words_of_the_program()
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The command of that name; a ``KeyError`` if there is none."""
        if name not in self._loaded:
            self._loaded[name] = _load(self._words[name])
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def _load(noun: Noun) -> Any:
    """The commands of a noun, or the one command that a verb is."""
    app = resolve(f"{noun.module}:app")
    if not noun.alone:
        group = typer.main.get_group(app)
        group.name = noun.name
        translate(group)
        return group
    found = typer.main.get_command(app)
    command = found.commands[noun.name] if isinstance(found, TyperGroup) else found
    translate(command)
    return command


class Program(TyperGroup):
    """The root of all commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = Commands()


_root = typer.Typer(
    name="leadline",
    cls=Program,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Leadline: a workspace for lead qualification. Without a command it opens the full-screen workspace.",
    epilog="Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 busy (try again), 130 interrupted.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from app import __version__

        Answers(as_json=False).text(f"leadline {__version__}")
        raise typer.Exit


@_root.callback()
def _options(
    context: typer.Context,
    *,
    db: Annotated[str | None, typer.Option(metavar="PATH|URL", help="The database.")] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="USER", help="Who works: a login, code or name.")] = None,
    now: Annotated[str | None, typer.Option(metavar="ISO-TIME", help="Let the clock stand at this moment.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="CODE", help="The language: en or ar.")] = None,
    bidi: Annotated[
        str | None,
        typer.Option(
            metavar="MODE", help="Who puts right-to-left text in order: auto, terminal, leadline, or off for nobody."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Answer with data for programs.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Refuse every change.")] = False,
    create: Annotated[bool, typer.Option("--create", help="Make the database that --db names, if need be.")] = False,
    view: Annotated[str | None, typer.Option(metavar="NAME", help="Open the workspace with this view.")] = None,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help="Say which version this is.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    if view is not None:
        raise Misuse(
            say("--view NAME opens the workspace; a command takes its own."), hint=say("leadline lead list --view NAME")
        )
    given: dict[str, object] = {
        "database": db,
        "user": as_,
        "now": now,
        "spoken": lang,
        "bidi": bidi,
        "read_only": read_only or None,
    }
    launch: Launch
    watch: CommitWatch
    launch, watch = context.obj
    session = Session(given, Answers(as_json=json), launch, watch, create=create)
    context.obj = session
    context.call_on_close(session.close)


def run(words: Sequence[str], *, launch: Launch) -> int:
    """Run a command and answer its exit code.

    Args:
        words: The arguments after the program's name.
        launch: Opens the workspace's screen, for the commands that end in it.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # lone halves of characters and foreign bytes break nothing
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")
    _speak(words)
    watch = CommitWatch()
    as_json = wants_json(words)
    with nullcontext() if as_json else ordered_output(asked("--bidi", words)):
        return guarded(lambda: _run(words, launch, watch), as_json=as_json, watch=watch)


def _speak(words: Sequence[str]) -> None:
    """Speak as the words, the settings or the system want; data for programs is the same in every language."""
    keep_speaking("en" if wants_json(words) else None)
    spoken = asked("--lang", words)
    try:
        load_settings(spoken=spoken).speak()
    except Refusal:  # whoever needs the settings says what is wrong with them
        Settings("", spoken=spoken or "").speak()
    if spoken and not is_known(spoken) and not wants_json(words) and sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{for_display(problems()[0])}\n")


def _run(words: Sequence[str], launch: Launch, watch: CommitWatch) -> int:
    command = typer.main.get_command(_root)
    translate(command)
    try:
        code = command.main(hoisted(words), prog_name="leadline", standalone_mode=False, obj=(launch, watch))
    except TyperException as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":  # its message is the whole help
            if sys.stderr is not None:
                sys.stderr.write(f"{problem.format_message()}\n")
            return problem.exit_code
        raise _misused(problem) from problem
    except typer.Abort as problem:
        raise KeyboardInterrupt from problem
    return code if isinstance(code, int) else 0


def _misused(problem: TyperException) -> Misuse:
    """Wrong usage in Leadline's own words."""
    context = getattr(problem, "ctx", None)
    path = context.command_path if context is not None else "leadline"
    misuse = Misuse(wrong_usage(problem), hint=say("See: {command}", command=f"{path} --help"))
    parameter = getattr(problem, "param", None)
    misuse.field = getattr(parameter, "name", None)
    return misuse

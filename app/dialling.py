"""Dialling: a number is handed to the system as a link, or to a configured command whose result is read back."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from threading import Event, Thread
from typing import IO, Any, Final
from urllib.parse import quote

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.frozen import frozen
from app.domain.core.text import clean_line
from app.outside import viewer
from app.words import Said, formats, say

USUAL: Final = "tel:{number}"
"""What is done with a number where nothing is configured: the system opens it as a link."""
_SCHEMES: Final = ("tel:", "sip:", "sips:", "callto:")
#: The most that is kept of what a command writes; the rest is read and let go, so that it never waits for us.
_MOST_BYTES: Final = 64 * 1024
_SHOWN: Final = 80
_LONGEST_OUTCOME: Final = 200
#: A command that goes on for longer than any call is ended, in seconds.
_LONGEST_CALL: Final = 6 * 3600
_DURATIONS: Final = ("duration_seconds", "duration", "seconds")


@frozen
class Result:
    """What came of dialling.

    Attributes:
        code: ``ended`` where the command told, ``handed`` where nobody tells, ``failed``, ``nonsense`` where it told
            what cannot be read, or ``stopped``.
        said: The same in a sentence.
        outcome: How the call ended, in the command's words; empty where it did not tell.
        duration_seconds: How long it took; ``None`` where it did not tell.
    """

    code: str
    said: Said
    outcome: str = ""
    duration_seconds: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it with ``--json``."""
        return {
            "result": self.code,
            "message": self.said,
            "outcome": self.outcome or None,
            "duration_seconds": self.duration_seconds,
        }


def check_template(template: str) -> None:
    """Refuse what can dial nothing.

    Args:
        template: A link such as ``tel:{number}``, or a command, word for word, with ``{number}`` and ``{name}``.

    Raises:
        Invalid: It has no place for the number, its quotes do not close, or another place stands in it.
    """
    words = _words(template)
    if not any("{number}" in word for word in words):
        raise Invalid(
            say("dial has no place for the number."),
            field="dial",
            hint=say("Write it like {link}, or {command}.", link=USUAL, command="linphonecsh dial {number}"),
        )
    if "{number}" in words[0] and not words[0].startswith(_SCHEMES):
        raise Invalid(
            say("dial begins neither with a program nor with a link."),
            field="dial",
            hint=say("Links are: {schemes}.", schemes=" ".join(_SCHEMES)),
        )


def is_link(template: str) -> bool:
    """Whether a number is handed to the system as a link, and no command tells what came of it."""
    return template.startswith(_SCHEMES)


class Dialling:
    """A number that is being dialled; the command may run as long as the call does.

    Args:
        template: As `check_template` takes it.
        number: The number as E.164.
        name: Who is called, for commands that show it.

    Raises:
        Invalid: The template or the number can dial nothing.
        NotAllowed: The program is not there, or there is no screen on which a link could be opened.
    """

    def __init__(self, template: str, number: str, name: str = "") -> None:
        check_template(template)
        if not (number.startswith("+") and number[1:].isascii() and number[1:].isdecimal()):
            raise Invalid(say("“{text}” is no number that can be called.", text=clean_line(number, 40)), field="number")
        self._over = Event()
        self._stopped = False
        self._output: dict[str, bytes] = {"stdout": b"", "stderr": b""}
        self._told: Result | None = None
        self._process = _started(_filled(template, number, name), linked=is_link(template))
        self._program = _words(template)[0]
        self._is_link = is_link(template)
        Thread(target=self._attend, daemon=True).start()

    @property
    def result(self) -> Result | None:
        """What came of it; ``None`` while it goes on."""
        return self._told

    def wait(self, seconds: float | None = None) -> Result | None:
        """Wait for what comes of it; ``None`` where it still goes on when the time is over."""
        self._over.wait(seconds)
        return self._told

    def stop(self) -> None:
        """End the command, whatever it is about; what it said until then is kept."""
        self._stopped = True
        if self._process is not None:
            with suppress(OSError):
                os.killpg(self._process.pid, 9)

    def _attend(self) -> None:
        """Read what the command writes until it ends."""
        process = self._process
        if process is None:
            self._tell(Result("handed", say("The system dials.")))
            return
        readers = [Thread(target=self._read, args=(name, getattr(process, name)), daemon=True) for name in self._output]
        for reader in readers:
            reader.start()
        try:
            code = process.wait(_LONGEST_CALL)
        except subprocess.TimeoutExpired:
            self.stop()
            code = process.wait()
        for reader in readers:  # a grandchild may hold a pipe open; what it writes later is no result
            reader.join(_AFTER_THE_END)
        self._tell(self._read_back(code))

    def _tell(self, result: Result) -> None:
        self._told = result
        self._over.set()

    def _read(self, name: str, stream: IO[bytes]) -> None:
        with suppress(OSError, ValueError), stream:
            while portion := os.read(stream.fileno(), _MOST_BYTES):
                self._output[name] = (self._output[name] + portion)[:_MOST_BYTES]

    def _read_back(self, code: int) -> Result:
        """The result of a command that ended."""
        if self._stopped:
            return Result("stopped", say("Dialling was stopped."))
        if code:
            why = _first_line(self._output["stderr"]) or _first_line(self._output["stdout"])
            return Result("failed", _failure(self._program, code, why))
        if self._is_link:
            return Result("handed", say("The system dials."))
        told = self._output["stdout"].decode("utf-8", "replace").strip()
        if not told:
            return Result("handed", say("{program} has dialled, and told nothing.", program=self._program))
        found = _values(told)
        return found or Result(
            "nonsense",
            say(
                "{program} has dialled; what it told cannot be read: “{text}”.",
                program=self._program,
                text=clean_line(told, _SHOWN),
            ),
        )


#: How long the output of a command that has ended is waited for, in seconds; what matters was written before.
_AFTER_THE_END: Final = 1.0


def _words(template: str) -> list[str]:
    try:
        words = shlex.split(template)
    except ValueError as problem:
        raise Invalid(
            say("The quotes of dial do not close."), field="dial", hint=say("Write it as in a shell.")
        ) from problem
    if not words:
        raise Invalid(
            say("dial is empty."), field="dial", hint=say("Leave it out, or write it like {link}.", link=USUAL)
        )
    return words


def _filled(template: str, number: str, name: str) -> list[str]:
    """The words of the command, or the link alone; nothing in a name is an option or a command."""
    if is_link(template):
        return [template.replace("{number}", quote(number, safe="+")).replace("{name}", quote(name, safe=""))]
    shown = clean_line(name, _SHOWN).lstrip("-").strip() or number
    return [word.replace("{number}", number).replace("{name}", shown) for word in _words(template)]


def _started(words: list[str], *, linked: bool) -> subprocess.Popen[bytes] | None:
    """Start what dials, in a group of its own and away from the terminal."""
    if linked:
        opener = viewer()
        if opener is None:
            raise NotAllowed(
                say("This machine has no screen on which {link} could be opened.", link=words[0]),
                hint=say("Set dial in the configuration to a command that dials."),
            )
        words = [opener, *words]
    program = shutil.which(os.path.expanduser(words[0]))  # noqa: PTH111 - it is no path where PATH is searched
    if program is None:
        raise NotAllowed(
            say("There is no program {program} that could dial.", program=words[0]),
            hint=say("Set dial in the configuration: leadline config path says where it is."),
        )
    try:
        return subprocess.Popen(  # noqa: S603 - the words are the user's own, but for the number and the name
            [program, *words[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as problem:
        raise NotAllowed(
            say("{program} cannot be started: {why}.", program=words[0], why=problem.strerror or str(problem))
        ) from problem


def _values(told: str) -> Result | None:
    """The result that a text tells, as JSON or as ``outcome=… duration=…``; ``None`` for anything else."""
    try:
        values = json.loads(told) if told.startswith("{") else _pairs(told.splitlines()[-1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, Mapping) or not values.keys() & {"outcome", *_DURATIONS}:
        return None
    outcome = values.get("outcome")
    given = next((values[name] for name in _DURATIONS if values.get(name) is not None), None)
    seconds = None if given is None else _seconds(given)
    if (outcome is not None and not isinstance(outcome, str)) or (given is not None and seconds is None):
        return None
    how = clean_line(outcome or "", _LONGEST_OUTCOME)
    if how and seconds is not None:
        said = say("The call ended: {outcome}, {duration} s.", outcome=how, duration=formats.number(seconds))
    elif how:
        said = say("The call ended: {outcome}.", outcome=how)
    else:
        said = say("The call ended after {duration} s.", duration=formats.number(seconds or 0))
    return Result("ended", said, how, seconds)


def _pairs(line: str) -> dict[str, str]:
    """What ``name=value`` pairs say, values with spaces in quotes.

    Raises:
        ValueError: They are none.
    """
    parts = [part.partition("=") for part in shlex.split(line)]
    if not all(between for _, between, _ in parts):
        raise ValueError(line)
    return {name.strip().lower(): value for name, _, value in parts}


def _seconds(given: object) -> int | None:
    """Seconds of a call, as a number, ``83``, ``83s`` or ``1:23``; ``None`` for what is no length of a call."""
    if isinstance(given, bool):
        return None
    try:
        if isinstance(given, str) and ":" in given:
            total = 0.0
            for part in given.split(":"):
                total = total * 60 + int(part)
        else:
            total = float(str(given).strip().removesuffix("s"))
    except (ValueError, OverflowError):
        return None
    return int(total) if 0 <= total <= _LONGEST_CALL else None


def _failure(program: str, code: int, why: str) -> Said:
    if code < 0:
        return say(
            "{program} was ended by signal {signal}; whether it dialled is not known.", program=program, signal=-code
        )
    if why:
        return say("{program} did not dial: {why} (exit code {code}).", program=program, why=why, code=code)
    return say("{program} did not dial (exit code {code}).", program=program, code=code)


def _first_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return clean_line(lines[0], _SHOWN) if lines else ""

"""Named statements: selects known by name and by the type of their rows, for warm and cold readers alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Select

Tuples = Sequence[Sequence[Any]]
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Build = Callable[[], "Select[Any]"]


class Named(Generic[R_co]):
    """A statement known by name: what a row of it is, and where it is built.

    Attributes:
        package: The area whose ``statements`` build it, and beside which it lies prepared for SQLite.
        name: What it is called, such as ``timeline.page``.
        row: Makes a row from its columns; a class with an attribute for each, or a function that takes them.
    """

    __slots__ = ("name", "package", "row")

    def __init__(self, package: str, name: str, row: Callable[..., R_co]) -> None:
        """Name a statement; nothing heavy is loaded."""
        self.package = package
        self.name = name
        self.row = row

    def build(self) -> Select[Any]:
        """The statement, with bound parameters."""
        if self.name not in _BUILT_BY:
            import_module(f"{self.package}.statements")
        return _BUILT_BY[self.name][1]()


class NamedReader(Protocol):
    """Runs a statement known by name.

    There are two: the warm reader runs it through SQLAlchemy; the cold reader runs the same statement, compiled
    beforehand, so that the first screen need not wait for SQLAlchemy to load.
    """

    def named(self, statement: Named[R], /, **parameters: Any) -> Sequence[R]:
        """The rows of the named statement."""
        ...


class Answer(Generic[R_co]):
    """What a named statement answered.

    Attributes:
        statement: The statement.
        parameters: What it was asked with.
        rows: Its rows.
        at: When it was asked.
        question: The statement and what it was asked with, moments apart: while the clock goes on, it is the same one.
    """

    __slots__ = ("at", "parameters", "question", "rows", "statement")

    def __init__(
        self, statement: Named[R_co], parameters: Mapping[str, Any], rows: Sequence[R_co], at: datetime
    ) -> None:
        """Keep an answer."""
        self.statement = statement
        self.parameters = parameters
        self.rows = rows
        self.at = at
        self.question = question(statement, parameters)


def question(statement: Named[Any], parameters: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two questions the same one."""
    return statement.name, *sorted(item for item in parameters.items() if not isinstance(item[1], date))


class KeepingReader:
    """Asks each question once, and none whose answer is at hand.

    Attributes:
        asked: What was asked for lately, with its answers; emptied by whoever wants to know.
    """

    def __init__(self, reader: NamedReader, now: datetime, known: Iterable[Answer[Any]] = ()) -> None:
        """Read through another reader.

        Args:
            reader: Who is asked.
            now: The present moment.
            known: Answers that still hold.
        """
        self._reader = reader
        self._now = now
        self._known = {answer.question: answer for answer in known}
        self.asked: list[Answer[Any]] = []

    def named(self, statement: Named[R], /, **parameters: Any) -> Sequence[R]:
        """The rows of the named statement."""
        asked = question(statement, parameters)
        answer = self._known.get(asked)
        if answer is None:
            rows = self._reader.named(statement, **parameters)
            answer = self._known[asked] = Answer(statement, parameters, rows, self._now)
        self.asked.append(answer)
        found: Sequence[R] = answer.rows
        return found

    def knows(self, answers: Iterable[Answer[Any]]) -> bool:
        """Whether all these answers are at hand."""
        return all(self._known.get(each.question) is each for each in answers)


_BUILT_BY: dict[str, tuple[Named[Any], Build]] = {}


def builds(statement: Named[Any]) -> Callable[[Build], Build]:
    """Say that a function builds a named statement."""

    def register(build: Build) -> Build:
        if statement.name in _BUILT_BY:
            raise ValueError(f"two statements are called {statement.name}")
        _BUILT_BY[statement.name] = statement, build
        return build

    return register


def built_statements() -> tuple[Named[Any], ...]:
    """The named statements of the areas that were loaded."""
    return tuple(statement for statement, _ in _BUILT_BY.values())

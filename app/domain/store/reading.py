"""Reading: statements in, plain tuples out; the ones the first paint needs also go by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

Tuples = Sequence[Sequence[Any]]


class NamedReader(Protocol):
    """Runs a statement known by name.

    Two things answer to this: the warm reader, which asks SQLAlchemy, and the cold one, which runs the
    same statement compiled beforehand, so that the first screen need not wait for SQLAlchemy to load.
    """

    def named(self, name: str, **parameters: Any) -> Tuples:
        """The rows of the named statement."""
        ...


NAMED: dict[str, Callable[[], Any]] = {}
"""The statements that go by name; each builds a SQLAlchemy ``Select`` with bound parameters."""


def named(name: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register a statement under a name, such as ``timeline.page``."""

    def register(build: Callable[[], Any]) -> Callable[[], Any]:
        if name in NAMED:
            raise ValueError(f"two statements are called {name}")
        NAMED[name] = build
        return build

    return register

"""A floor to test on: agents who share a database and a clock that stands until it is moved."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.conftest import settings_for

Floor = Callable[..., Workspace]
"""Sits an agent down: ``floor("amal")``; Omar is the manager. A zone may be given, such as ``Africa/Cairo``."""


def at(text: str) -> datetime:
    """A moment in UTC, such as ``2026-11-24 15:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def floor(sqlite_template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Floor]:
    """Sits agents down at one SQLite file; whoever is not there yet is added."""
    path = shutil.copy(sqlite_template, tmp_path / "leadline.db")
    yield from _floor(f"sqlite:///{path}", clock)


@pytest.fixture
def shared_floor(workspace_url: str, clock: FixedClock) -> Iterator[Floor]:
    """The same on each kind of database."""
    yield from _floor(workspace_url, clock)


def _floor(url: str, clock: FixedClock) -> Iterator[Floor]:
    with ExitStack() as opened:
        omar = opened.enter_context(closing(open_workspace(settings_for(url), clock)))
        seated = {"omar": omar}

        def sit(name: str = "omar", zone: str = "") -> Workspace:
            if name not in seated:
                omar.users.add(name.title(), login=name, role="agent", time_zone=zone or None)
                seated[name] = opened.enter_context(closing(open_workspace(settings_for(url, user=name), clock)))
            return seated[name]

        yield sit


def lead(omar: Workspace, company: str, phone: str = "+971501234567", **values: object) -> str:
    """Enter a lead, and answer its id."""
    return omar.leads.add({"company": company, "phone": phone, **values}).id

"""A floor of colleagues, and ways to bring leads in and see whom they went to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.core.clock import FixedClock
from app.workspace import Workspace

Lead = Callable[..., str]
"""Brings a lead in, perhaps at a time of the day; answers who got it, by login, or ``-`` for nobody."""


class Floor:
    """Colleagues in a workspace, whose clock can be set."""

    def __init__(self, space: Workspace, clock: FixedClock) -> None:
        self.space = space
        self.clock = clock
        self.codes: list[str] = []
        """The leads that came in, in order."""

    def people(self, **capacity: int | None) -> None:
        """Add colleagues by login, each with so much room."""
        for login, room in capacity.items():
            self.space.users.add(login.capitalize(), login=login)
            if room is not None:
                self.space.users.edit(login, {"capacity": room})

    def at(self, text: str) -> None:
        """Let it be a time of the day in Dubai, or a moment in UTC."""
        if "T" in text:
            self.clock.moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
            return
        hour, minute = map(int, text.split(":"))
        self.clock.moment = datetime(2026, 11, 23, hour, minute, tzinfo=UTC) - timedelta(hours=4)

    def lead(self, at: str = "", **values: Any) -> str:
        """Bring a lead in; answers who got it."""
        if at:
            self.at(at)
        code = self.space.leads.add({"company": f"Company {len(self.codes)}", **values}).code
        self.codes.append(code)
        return self.owner(code)

    def give(self, login: str, at: str = "") -> str:
        """Give somebody a new lead by hand."""
        if at:
            self.at(at)
        code = self.space.leads.add({"company": f"By hand {len(self.codes)}", "owner": login}).code
        self.codes.append(code)
        return code

    def owner(self, code: str) -> str:
        """Who owns a lead, by login."""
        link = self.space.leads.show(code).values["owner"]
        return next((each.login for each in self.space.users.list() if link and each.id == link.id), "-")

    def why(self, code: str = "") -> str:
        """Why a lead went where it went; the last one without a code."""
        return self.space.assigning.explain(code or self.codes[-1])[0].why


@pytest.fixture
def floor(shop: Workspace, clock: FixedClock) -> Floor:
    """Omar, who manages, on SQLite."""
    return Floor(shop, clock)

"""What the tests of timelines stand on: an office, Omar's seat, and a lead of his."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.core.clock import FixedClock
from tests.timeline.office import Office, Seat, open_office


@pytest.fixture
def office(workspace_url: str, clock: FixedClock) -> Iterator[Office]:
    """An office on each kind of database."""
    with open_office(workspace_url, clock) as office:
        yield office


@pytest.fixture
def omar(office: Office) -> Seat:
    """The seat of Omar, in Dubai."""
    return office.seat("omar")


@pytest.fixture
def huda(office: Office) -> Seat:
    """The seat of Huda, a colleague."""
    return office.seat("huda")


@pytest.fixture
def lead(omar: Seat) -> str:
    """The code of a lead that Omar entered."""
    return omar.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", "source": "Trade show"}).code

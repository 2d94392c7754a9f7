"""Events: each is heard by some area, or kept on purpose for areas above to hear."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

from app.domain import areas

APP = Path(__file__).parent.parent.parent / "app"

SEAMS = {
    "LeadReactivated": "assignment takes it up again",
    "OpportunityDeleted": "sales documents and statuses follow",
    "OpportunityReopened": "sales documents and statuses follow",
}
"""What no area hears yet and why it is told all the same."""


def events() -> set[str]:
    """The names of every event that an area tells."""
    found: set[str] = set()
    for file in APP.glob("domain/*/events.py"):
        module = import_module(f"app.domain.{file.parent.name}.events")
        found |= {
            name for name, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__
        }
    return found


def test_every_event_is_heard_or_a_seam() -> None:
    told = [event.partition(":") for area in areas.every() for event, _ in area.reactions]
    heard = {name for module, _, name in told if module.endswith(".events")}  # an undo is the store's own to tell of
    assert heard <= events()
    assert events() - heard == set(SEAMS)


def test_every_event_is_told() -> None:
    sources = [path.read_text(encoding="utf-8") for path in APP.rglob("*.py") if path.name != "events.py"]
    assert {name for name in events() if not any(f"{name}(" in text for text in sources)} == set()

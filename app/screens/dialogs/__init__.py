"""Dialogs: modal screens that ask one thing and return a value; each is imported when it is opened."""

from __future__ import annotations


def load_dialogs() -> None:
    """Load what the first dialog would otherwise make its user wait for."""
    from importlib import import_module

    for name in ("lead", "call", "activity", "people", "qualify", "stage", "timeline", "commands", "confirm"):
        import_module(f"app.screens.dialogs.{name}")

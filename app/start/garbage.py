"""Garbage collection around a start: none while everything is made, and never again of what was made then."""

from __future__ import annotations

import gc


def put_off() -> None:
    """Collect nothing: what a start makes is needed to the end. Whoever runs on resumes collecting."""
    gc.disable()


def resume() -> None:
    """Collect from here on, but for what is there already: looking through it all would make a key wait."""
    gc.collect()
    gc.freeze()
    gc.enable()


def leave_behind() -> None:
    """Look through nothing on the way out: the process ends, and its user waits for the prompt."""
    gc.freeze()

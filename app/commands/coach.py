"""Commands of the walkthrough, and what a presenter needs besides."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place

_ANYWHERE: Final[tuple[Place, ...]] = ("app", "dialog", "search")

COMMANDS: Final = (
    Command(
        "coach.do", "Do it for me", ("f7",), "Does the step of the walkthrough, key by key.", "Walkthrough", _ANYWHERE,
        turn=10, yields=True, words=("walkthrough", "coach", "tour", "جولة"),
    ),
    Command(
        "coach.back", "One step back", ("f8",), "Opens the step before again.", "Walkthrough", _ANYWHERE, turn=20,
        yields=True, words=("walkthrough",),
    ),
    Command(
        "coach.skip", "Skip the step", ("f9",), "Goes past the step; it counts as skipped.", "Walkthrough", _ANYWHERE,
        turn=30, yields=True, words=("walkthrough",),
    ),
    Command(
        "coach.pause", "Pause or go on", ("f10",), "Lets the walkthrough rest, or takes it up again.", "Walkthrough",
        _ANYWHERE, turn=40, yields=True, words=("walkthrough", "resume", "play"),
    ),
    Command(
        "coach.restart", "Start the walkthrough again", ("f11",), "Takes back what was done, and begins anew.",
        "Walkthrough", _ANYWHERE, turn=50, yields=True, words=("walkthrough", "restart"),
    ),
    Command(
        "names.hide", "Hide names and amounts", ("f12",), "Draws bullets over names, addresses and amounts, or none.",
        "Walkthrough", _ANYWHERE, turn=60, yields=True, words=("presenter", "privacy", "mask", "إخفاء"),
    ),
)  # fmt: skip

"""Text in the user's own editor, to which the terminal is given meanwhile."""

from __future__ import annotations

from textual._context import active_app
from textual.app import SuspendNotSupported

from app.domain.core.errors import Refusal
from app.editor import edited_elsewhere
from app.words import say


def edited_outside(text: str, name: str) -> str:
    """The text after the user has changed it in their editor; the screen comes back whole.

    Args:
        text: What it begins with.
        name: What the file is called.

    Raises:
        Refusal: There is no editor, it failed, or no other program can be opened from here.
    """
    try:
        with active_app.get().suspend():
            return edited_elsewhere(text, name)
    except SuspendNotSupported as problem:
        raise Refusal(say("Another program cannot be opened from here.")) from problem

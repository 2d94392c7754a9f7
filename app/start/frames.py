"""Frames: how soon the screen is painted again after a paint."""

from __future__ import annotations

import os

#: Frames a second. Textual's own 60 lets up to two frames pass, 33 ms, before it paints what follows a key's own paint.
MOST = 120


def often() -> None:
    """Let Textual paint as often as that, unless the user has told it how often; to be called before it is loaded."""
    os.environ.setdefault("TEXTUAL_FPS", str(MOST))

"""Text in the user's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from app.domain.core.errors import Refusal
from app.words import say


def edited_elsewhere(text: str, name: str = "text.md") -> str:
    """The text after the user has changed it in their editor.

    The editor is what ``LEADLINE_EDITOR``, ``VISUAL`` or ``EDITOR`` names. The text lies in a file that only its
    owner can read, and that is gone afterwards. The caller gives the terminal away meanwhile.

    Args:
        text: What it begins with.
        name: What the file is called, from whose ending an editor tells what it is.

    Raises:
        Refusal: There is no such editor, or it reported a failure; the text is as it was.
    """
    command = next(filter(None, (os.environ.get(name) for name in ("LEADLINE_EDITOR", "VISUAL", "EDITOR"))), None)
    if not command:
        raise Refusal(say("No editor is set."), hint=say("Set EDITOR, for example to “nano” or “vim”."))
    with tempfile.TemporaryDirectory(prefix="leadline-") as folder:
        path = Path(folder) / name
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - the user's own editor
        except (OSError, ValueError) as problem:
            raise Refusal(
                say("The editor “{editor}” did not start.", editor=command[:60]),
                hint=say("Set EDITOR to another one."),
            ) from problem
        if done.returncode:
            raise Refusal(
                say("The editor ended with an error ({number}).", number=done.returncode),
                hint=say("The text is as it was."),
            )
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""

"""The process list: the words a program was started with stand there for everybody, a password among them or not."""

from __future__ import annotations

import os
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTION = "--db="
#: Where ``/proc/self/stat`` says, behind the program's name, from where to where those words lie in memory.
_FIRST, _LAST = 45, 46


def hide_passwords(words: Sequence[str]) -> None:
    """Put in place of each address with a password the same without it, where the system lets a program do so.

    Args:
        words: The arguments after the program's name.
    """
    written = [word.removeprefix(_OPTION) for word in words if "://" in word or "password" in word]
    if not written:
        return
    from app.domain.core.addresses import shown_address

    hidden = [(os.fsencode(each), os.fsencode(shown_address(each))) for each in written]
    with suppress(OSError, ValueError, IndexError):
        _overwrite([(old, new) for old, new in hidden if old != new])


def _overwrite(pairs: Sequence[tuple[bytes, bytes]]) -> None:
    """Write into the memory that the system shows; each word keeps its length."""
    if not pairs:
        return
    with open("/proc/self/stat", "rb") as stat:
        facts = stat.read().rpartition(b")")[2].split()
    first, last = int(facts[_FIRST]), int(facts[_LAST])
    with open("/proc/self/mem", "r+b", buffering=0) as memory:
        memory.seek(first)
        known = memory.read(last - first)
        for old, new in pairs:
            known = known.replace(old, new[: len(old)].ljust(len(old)))
        memory.seek(first)
        memory.write(known)

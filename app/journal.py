"""The journal: a log file of what failed and where, readable by its owner only, without anybody's data."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from app.domain.core.outputs import PRIVATE_FILE, make_own_folder, open_private

_SIZE = 500_000


class _PrivateHandler(RotatingFileHandler):
    """A log file that stays its owner's only when it is begun anew."""

    def _open(self) -> Any:
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=open_private)


def open_journal(folder: Path) -> Path:
    """Begin to log into a file of the state folder; returns where it is.

    A folder that cannot be written is no reason not to work: then nothing is logged.
    """
    path = folder / "leadline.log"
    journal = logging.getLogger("leadline")
    journal.propagate = False
    journal.setLevel(logging.INFO)
    for handler in list(journal.handlers):
        journal.removeHandler(handler)
        handler.close()
    try:
        make_own_folder(folder)
        handler = _PrivateHandler(path, maxBytes=_SIZE, backupCount=2, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        journal.addHandler(handler)
        path.touch(mode=PRIVATE_FILE)
        path.chmod(PRIVATE_FILE)
    except OSError:
        journal.addHandler(logging.NullHandler())
    return path


def failure_of(problem: BaseException) -> str:
    """What failed and where: the kinds of the exceptions and the lines of our code, not their messages or values."""
    kinds = []
    each: BaseException | None = problem
    while each is not None:
        kinds.append(type(each).__name__)
        each = each.__cause__ or each.__context__
    frames = traceback.extract_tb(problem.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return f"{' from '.join(kinds)} at {' > '.join(places)}"

"""Opening the demo: a clock that starts at its moment, and a throw-away copy of its database."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.data_files import data_path
from app.settings import Settings
from app.words import language, speaking

#: Monday, 23 November 2026, nine o'clock in Dubai.
DEMO_NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
DEMO_ZONE = "Asia/Dubai"
DEMO_USER = "amal"

_CODE = Path(__file__).parent
_MIGRATIONS = _CODE.parent / "domain" / "store" / "migrations" / "versions"


class DemoClock:
    """A clock that starts at the demo's moment and goes on in real time, whatever day it is."""

    def __init__(self, start: datetime = DEMO_NOW) -> None:
        """Start now.

        Args:
            start: The moment it shows first, aware.
        """
        self._start = start.astimezone(UTC)
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The moment of the demo, UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._started)


def demo_settings(settings: Settings, database: Path) -> Settings:
    """The settings of a start, changed to sit at the demo's desk.

    Args:
        settings: What the start says; its look and keys are kept.
        database: The copy that ``demo_database`` returned.
    """
    return replace(
        settings,
        database=str(database),
        user=DEMO_USER,
        time_zone=DEMO_ZONE,
        currency="USD",
        region="AE",
        read_only=False,
    )


def demo_database(progress: Callable[[int, int], None] | None = None) -> Path:
    """A fresh copy of the demo's database in a folder of its own, for its owner only, gone when the program ends.

    The database it is copied from is built when it is not there, which takes a minute.

    Args:
        progress: Told how many steps of building are done, of how many.
    """
    prepared = prepare_demo(progress)
    folder = Path(tempfile.mkdtemp(prefix="leadline-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / "contoso.db"
    shutil.copyfile(prepared, copy)
    copy.chmod(0o600)
    return copy


def prepare_demo(progress: Callable[[int, int], None] | None = None) -> Path:
    """Build the database that copies are made of, unless it is there; returns where it is."""
    spoken = "ar" if language() == "ar" else "en"
    path = prepared_path(spoken)
    if not path.exists():
        from app.demo.building import build_demo

        with speaking("en"):  # what the program writes down itself it can tell in any language
            build_demo(path, language=spoken, progress=progress)
        for outdated in path.parent.glob(f"demo-{spoken}-*.db"):
            if outdated != path:
                outdated.unlink(missing_ok=True)
    return path


def prepared_path(spoken: str = "en") -> Path:
    """Where the prepared database of this content and this code is, or will be.

    Args:
        spoken: The code of the language people speak in it.

    In a checkout that is its ``build`` folder, else the platform's cache folder.
    """
    checkout = _CODE.parent.parent
    if (checkout / "pyproject.toml").is_file() and os.access(checkout, os.W_OK):
        folder = checkout / "build"
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("leadline")
    return folder / f"demo-{spoken}-{_fingerprint()}.db"


def _fingerprint() -> str:
    """What the prepared database depends on: the content, the processes, this package, the schema."""
    digest = hashlib.sha256()
    content = [*data_path("demo").glob("*.toml"), *data_path("processes").glob("*.toml")]
    for path in (*sorted(content), *sorted(_CODE.glob("*.py")), *sorted(_MIGRATIONS.glob("*.py"))):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

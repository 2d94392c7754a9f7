"""The machine: what a figure was measured with and on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

import pysqlite3.dbapi2 as sqlite

from app import __version__

_PACKAGES = ("textual", "sqlalchemy", "rich", "pysqlite3")


def facts(seed: int) -> str:
    """Versions, machine and seed, a line each."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB"
    return "\n".join(
        (
            f"Leadline {__version__}, Python {platform.python_version()}, SQLite {sqlite.sqlite_version}, {packages}",
            f"{machine}, load {os.getloadavg()[0]:.1f} at the start",
            f"seed {seed}",
        )
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a file of the kernel, not of ours
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "unknown processor"

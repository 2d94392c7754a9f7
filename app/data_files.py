"""Where the files that come with Leadline are: beside the code once installed, in ``data/`` of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent / "data"


def data_path(*parts: str) -> Path:
    """The path of a file or folder that comes with Leadline, such as ``data_path("processes", "lead.toml")``.

    Args:
        parts: The way from the data folder, one name each.

    Raises:
        FileNotFoundError: The installation is incomplete; the message names the missing file.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"{path} came with Leadline and is missing. Install Leadline again.")
    return path

"""Where walkthroughs are found: by the names of those that come with Leadline, or in a file of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.data_files import data_path
from app.domain.core.errors import Invalid
from app.domain.core.outputs import reason
from app.walkthrough.drafts import MAX_TEXT, Known, load_script
from app.walkthrough.script import Script
from app.words import listed, say

#: The one that is told where none is named: the story that must always work.
USUAL: Final = "story"


def shipped() -> tuple[str, ...]:
    """The names of those that come with Leadline, the usual one first."""
    names = {path.stem for path in data_path("walkthroughs").glob("*.toml")}
    return tuple(sorted(names, key=lambda name: (name != USUAL, name)))


def find_script(named: str, known: Known) -> Script:
    """A walkthrough by its name, or by the path of its file.

    Args:
        named: What was asked for.
        known: What it may name.

    Raises:
        Invalid: There is none, or it cannot be read.
        InvalidFields: It has mistakes.
    """
    path = data_path("walkthroughs", f"{named}.toml") if named in shipped() else Path(named).expanduser()
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(MAX_TEXT + 1)
    except UnicodeDecodeError:
        raise Invalid(
            say("{file} is not text in UTF-8.", file=path.name), field="walkthrough", hint=say("Save it as UTF-8.")
        ) from None
    except OSError as problem:
        raise Invalid(
            say("Cannot read {file}: {why}.", file=named, why=reason(problem)),
            field="walkthrough",
            hint=say("Name a file, or one of those that come with Leadline: {names}.", names=listed(shipped())),
        ) from problem
    return load_script(text, path.name, known)

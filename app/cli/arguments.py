"""The options that stand before or after any command, told apart from the command's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import zip_longest

from app.domain.core.errors import Refusal
from app.domain.core.frozen import frozen
from app.words import say

#: Global options that take a value, with the setting each gives.
WITH_VALUE = {"--db": "database", "--as": "user", "--now": "now", "--lang": "spoken", "--bidi": "bidi"}
#: Global options that stand alone.
FLAGS = ("--json", "--read-only", "--create")


class Misuse(Refusal):
    """The command line was written wrongly; nothing was tried."""

    code = "usage"
    exit_code = 2


@frozen
class Opening:
    """A start of the workspace.

    Attributes:
        settings: What the command line says about the settings, by their names.
        view: The saved view to begin with; empty for the usual one.
        create: Whether a database that is not there is to be made.
    """

    settings: dict[str, object] = field(default_factory=dict)
    view: str = ""
    create: bool = False


def opening(words: Sequence[str]) -> Opening | None:
    """How the workspace is to be opened; ``None`` when the words name a command or are to be explained.

    Args:
        words: The arguments after the program's name.
    """
    settings: dict[str, object] = {}
    view = ""
    create = False
    rest = iter(words)
    for word in rest:
        name, has_value, value = word.partition("=")
        if word == "--read-only":
            settings["read_only"] = True
        elif word == "--create":
            create = True
        elif name in WITH_VALUE or name == "--view":
            following = value if has_value else next(rest, None)
            if following is None:
                return None
            if name == "--view":
                view = following
            else:
                settings[WITH_VALUE[name]] = following
        else:
            return None
    return Opening(settings, view, create)


def hoisted(words: Sequence[str]) -> list[str]:
    """The words with global options moved to the front, wherever they were written.

    Words after ``--`` stay as they are.

    Raises:
        Misuse: A global option lacks its value.
    """
    front: list[str] = []
    command: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            command += [word, *rest]
        elif word in FLAGS or (word.partition("=")[0] in WITH_VALUE and "=" in word):
            front.append(word)
        elif word in WITH_VALUE:
            value = next(rest, None)
            if value is None:
                raise Misuse(
                    say("{option} needs a value.", option=word), hint=say("See: {command}", command="leadline --help")
                )
            front += [word, value]
        else:
            command.append(word)
    return front + command


def wants_json(words: Sequence[str]) -> bool:
    """Whether answers and errors are to be JSON."""
    before = words[: words.index("--")] if "--" in words else words
    return "--json" in before


def asked(option: str, words: Sequence[str]) -> str | None:
    """What a global option asks for, wherever it stands; ``None`` where it does not.

    Args:
        option: With its dashes, such as ``--lang``.
        words: The arguments after the program's name.
    """
    before = list(words[: words.index("--")] if "--" in words else words)
    for word, after in zip_longest(before, before[1:], fillvalue=""):
        name, has_value, value = word.partition("=")
        if name == option:
            return value if has_value else after
    return None

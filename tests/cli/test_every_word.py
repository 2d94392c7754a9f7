"""Every help and every command passes the door: called in the pseudo language with nothing, and with nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from app.cli import program
from tests.cli.conftest import Answer, Leadline
from tests.words.pseudo_words import plain_words, process_words

#: What is written as it is in every language: options, what stands for a value, commands to type, quoted codes.
_WRITTEN: Final = re.compile(
    r"(?<!\w)--?[a-z][\w-]*|\b[A-Z][A-Z0-9|_-]+\b|\[[^\]]*\]|\b[a-z]+(?:_[a-z]+)+\b|[\w.-]+@[\w.-]+|\S*/\S*"
)
#: Commands that open a screen or wait for one.
_NOT_CALLED: Final = frozenset({"demo"})
#: Commands that answer with codes, keys and names of the system, which are the same in every language.
_OF_CODES: Final = frozenset({"field", "view", "user", "config", "setting", "history", "keys", "doctor"})


def _leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it; nouns too, for their help."""
    yield path, command
    for name in getattr(command, "commands", ()):
        yield from _leaves(command.commands[name], (*path, name))


_COMMANDS: Final = tuple(_leaves(typer.main.get_command(program._root)))
_NAMES: Final = frozenset(word for path, _ in _COMMANDS for word in path)


def _plain(text: str, codes: frozenset[str] = frozenset()) -> list[str]:
    """The words of an answer that passed no door."""
    left = _WRITTEN.sub(" ", text)
    return sorted({word for word in plain_words(left, process_words() | codes) if word not in _NAMES})


def _codes(command: Any) -> frozenset[str]:
    """What a command's values are called in its help: their types, their choices, and what holds without one."""
    told = [str(value) for each in command.params for name, value in vars(each).items() if name != "help"]
    return frozenset(re.findall("[a-z]+", f"str int range {' '.join(told)}".casefold()))


def _choices(command: Any) -> frozenset[str]:
    """The words of which a value of a command is one, such as waiting|sent: they are typed so in every language."""
    told = (each.metavar or "" for each in command.params)
    return frozenset(word for each in told if "|" in each for word in each.casefold().split("|"))


@pytest.mark.parametrize("path", [path for path, _ in _COMMANDS], ids=lambda path: " ".join(path) or "leadline")
def test_every_word_of_the_help_passes_the_door(path: tuple[str, ...], leadline: Leadline) -> None:
    answer = leadline("--lang", "qps", *path, "--help")
    assert answer.code == 0
    command = next(command for each, command in _COMMANDS if each == path)
    assert _plain(answer.out + answer.err, _codes(command)) == []


@pytest.mark.parametrize(
    "path",
    [path for path, command in _COMMANDS if not hasattr(command, "commands") and path[0] not in _NOT_CALLED],
    ids=" ".join,
)
def test_every_word_of_an_answer_passes_the_door(
    path: tuple[str, ...], leadline: Leadline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # some write a file where nothing else is said
    command = next(command for each, command in _COMMANDS if each == path)
    needed = [each for each in command.params if each.param_type_name == "argument"]
    answers: list[Answer] = [
        leadline("--lang", "qps", *path),
        leadline("--lang", "qps", *path, "--ψ"),
        leadline("--lang", "qps", *path, *("ψψψ" for _ in needed)),
        leadline("--lang", "qps", *path, *("ψ=ψ" for _ in needed)),
    ]
    codes = frozenset({"hospitality", "step"}) | _choices(command)
    told = {word for each in answers for word in _plain(each.out + each.err, codes)}
    assert {word for word in told if path[0] not in _OF_CODES or not word.islower()} <= {
        "Amal",
        "Asia",
        "Dubai",
        "Linux",
        *("Mon-Sun", "Thu", "Fri", "Sat", "Sun"),  # calling hours, as they are entered
    }

"""Every key of every widget, screen and dialog comes from the command register, and every sentence follows it."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest
from textual.dom import DOMNode

import app.coach
import app.screens
import app.shell
import app.widgets
from app.commands.command import Command, around
from app.commands.keys import display_key
from app.commands.register import Register
from app.domain.core.errors import Invalid
from app.screens.host import Actions
from app.screens.registry import screen_for
from app.words import in_english, say

#: The handlers of keys that there are; none of them knows a key by name.
HANDLERS: Final = {"KeyedScreen.on_key", "ProseEntry._on_key", "TickEntry._on_key"}
#: A key as a sentence would name it, and a character before what it does.
NAMED_KEY: Final = re.compile(r"(?:^|[\s(·,“])(?:(?:ctrl|alt|shift)\+\w+|esc|escape|↵|[←→↑↓]+)(?=$|[\s).,·”])")
CHARACTER: Final = re.compile(r"(?:^|[(·,.] )([^\W\dAI_a]|[/:?]|[1-9](?= goes| shows)) [a-z]+s\b")
UNUSED: Final = "ctrl+f12"
COMMANDS: Final = Register().commands


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules of the terminal interface."""
    found = [app.shell]
    for package in (app.widgets, app.screens, app.coach):
        names = [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        found += [import_module(name) for name in names]
    return tuple(found)


def classes() -> list[type[DOMNode]]:
    """The widgets, screens and dialogs, and the app."""
    return [
        each
        for module in modules()
        for each in vars(module).values()
        if inspect.isclass(each) and issubclass(each, DOMNode) and each.__module__ == module.__name__
    ]


def carried_out() -> set[str]:
    """The commands that objects with actions carry out."""
    found = set()
    for module in modules():
        for each in vars(module).values():
            if inspect.isclass(each) and issubclass(each, Actions):
                found |= {
                    prefix if name == prefix else f"{prefix}.{name}" for prefix in each.PREFIXES for name in dir(each)
                }
    return found


def trees() -> Iterator[tuple[ModuleType, ast.Module]]:
    """Each module and what is written in it."""
    for module in modules():
        yield module, ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def keys_of(each: type[DOMNode]) -> list[str]:
    """The keys that a class binds by itself or by what it inherits."""
    return sorted(each._merged_bindings.key_to_bindings) if each._merged_bindings else []


def texts_of(tree: ast.Module) -> Iterator[str]:
    """The texts of a module, without those that explain its code."""
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value


def chain(command: Command) -> tuple[str, ...]:
    """A command's first place with all that is around it."""
    return (command.places[0], *around(command.places[0]))


def test_no_widget_has_a_key_of_its_own_or_from_what_it_inherits() -> None:
    assert {each.__name__: keys_of(each) for each in classes() if keys_of(each)} == {}


def test_nothing_of_textual_s_that_has_keys_is_used_as_it_is() -> None:
    for module, tree in trees():
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            called = getattr(module, node.func.id, None) if named else None  # type: ignore[attr-defined]
            if inspect.isclass(called) and issubclass(called, DOMNode) and called.__module__.startswith("textual."):
                assert not keys_of(called), f"{module.__name__}: {called.__name__}"


def test_no_handler_knows_a_key_by_name() -> None:
    handlers = {
        f"{each.__name__}.{name}"
        for each in classes()
        for name in vars(each)
        if name in ("on_key", "_on_key") or re.match(r"_?key_", name)
    }
    assert handlers == HANDLERS
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and re.search(r"event\.(key|character)\b", ast.unparse(node)):
                assert not re.search(r"['\"]\w", ast.unparse(node)), f"{module.__name__}: {ast.unparse(node)}"


def test_every_action_that_a_widget_names_a_command_for_is_there() -> None:
    register = Register()
    for each in classes():
        for id, action in getattr(each, "COMMAND_ACTIONS", {}).items():
            assert register[id].id == id, each.__name__
            assert callable(getattr(each, f"action_{action.partition('(')[0]}", None)), f"{each.__name__}: {action}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
def test_every_command_is_carried_out_by_something(command: Command) -> None:
    mapped = any(command.id in getattr(each, "COMMAND_ACTIONS", {}) for each in classes())
    acted = any(hasattr(each, f"action_{command.action}") for each in classes())
    assert mapped or acted or screen_for(command=command.id) or command.id in carried_out()


def test_no_sentence_names_a_key_by_itself() -> None:
    told = {module.__name__: set(texts_of(tree)) for module, tree in trees()}
    del told["app.widgets.signs"]  # arrows that are no keys
    naming = [(name, text) for name, texts in told.items() for text in texts if NAMED_KEY.search(text)]
    assert naming + [(name, text) for name, texts in told.items() for text in texts if CHARACTER.search(text)] == []


def test_every_command_that_a_sentence_names_is_there() -> None:
    known = {command.id for command in COMMANDS}
    for module, tree in trees():
        for text in texts_of(tree):
            for id in re.findall(r"\{([a-z_]+\.[a-z_0-9]+)(?:\|[^{}]+)?\}", text):
                assert id in known, f"{module.__name__}: {text}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
def test_a_key_that_is_given_to_a_command_shows_wherever_its_old_one_did(command: Command) -> None:
    register = Register.remapped({command.id: UNUSED})
    keys = (*(command.keys if command.fixed else ()), UNUSED)
    places = chain(command)
    assert register[command.id].keys == keys
    assert register.for_key(places, UNUSED) is register[command.id]
    assert all(register.for_key(places, old) is not register[command.id] for old in command.keys if old not in keys)
    assert register.say(f"{{{command.id}}} does it.") == f"{display_key(keys[0])} does it."
    assert register.hint((command.id, "it")) == f"{display_key(keys[0])} it"
    listed = {each.id: each for _, group in register.help(places) for each in group}
    assert listed[command.id].keys == keys
    assert [row[1] for row in register.table() if row[0] == command.id] == ["  ".join(map(display_key, keys))]
    if command.in_key_line:
        hints = {hint.command.id: hint.key for hint in register.key_line(places)}
        assert hints[command.id] == display_key(keys[0])


def test_a_command_without_a_key_is_said_as_the_palette_finds_it() -> None:
    register = Register.remapped({"undo": [], "form.save": []})
    assert register.say("{undo} undoes.") == "“:Undo” undoes."
    assert register.say("{form.save} saves.") == "“Save” saves."
    assert in_english(register.say(say("{undo} undoes."))) == "“:Undo” undoes."
    assert register.hint(("undo", "undo"), ("redo", "redo")) == "ctrl+r redo"
    assert register.say("{nobody.knows} it, {} either") == "{nobody.knows} it, {} either"


def test_a_character_is_refused_as_a_key_where_it_would_be_text() -> None:
    for id in ("form.save", "picker.choose", "choice.tick", "text.left", "dialog.close"):
        with pytest.raises(Invalid, match="is text there"):
            Register.remapped({id: ["ctrl+l", "x"]})


def test_a_command_with_characters_alone_for_keys_keeps_its_own_where_text_is_typed() -> None:
    register = Register.remapped({"move.down": "J"})
    typing, listing = ("line", "text", "picker", "dialog"), ("list", "lead")
    assert register.for_key(listing, "down") is None
    assert register.for_key(listing, "J") is register.for_key(typing, "down") is register["move.down"]
    assert register.for_key(typing, "J") is None


def test_keys_that_edit_text_give_way_to_those_of_the_configuration() -> None:
    register = Register.remapped({"form.save": "ctrl+k", "move.down": "f7"})
    assert register.for_key(("line", "text", "form", "dialog"), "ctrl+k") is register["form.save"]
    assert register.for_key(("prose", "text", "stage", "form", "dialog"), "f7") is register["move.down"]
    assert register["text.delete_to_end"].keys == ()


def test_a_dialog_lets_no_key_of_the_screen_below_through() -> None:
    register = Register()
    assert register.for_key(("question", "dialog"), "u") is None
    assert register.for_key(("question", "dialog"), "ctrl+q") is register["quit"]
    assert register.for_key(("question", "dialog"), "?") is register["help"]
    assert register.for_key(("yes_no", "question", "dialog"), "غ") is register["question.yes"]

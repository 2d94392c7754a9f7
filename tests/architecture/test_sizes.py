"""No class grows beyond what can be kept in mind, a screen with all it inherits included."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import app
from app.screens.record import RecordScreen

APP = Path(app.__file__).parent
MODULES = sorted(APP.rglob("*.py"))
#: Methods of a class, and methods of a screen with all it inherits from our code.
MOST_METHODS, MOST_INHERITED = 40, 110


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_a_class_has_few_methods(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
            assert len(methods) <= MOST_METHODS, f"{node.name} has {len(methods)}"


def test_a_screen_has_few_methods_with_all_it_inherits() -> None:
    ours = [kind for kind in RecordScreen.__mro__ if kind.__module__.startswith("app.")]
    methods = {
        name
        for kind in ours
        for name, value in vars(kind).items()
        if inspect.isfunction(value) or isinstance(value, (property, classmethod, staticmethod))
    }
    assert len(methods) <= MOST_INHERITED, f"a record's screen has {len(methods)}"

"""The glossary is true: what it writes as code is in the code, and it names every area and every kind of record."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.domain.areas import SHIPPED
from app.domain.core.area import Area, resolve
from app.domain.fields.kinds import KINDS

CHECKOUT = Path(__file__).parent.parent.parent
GLOSSARY = (CHECKOUT / "docs" / "glossary.md").read_text(encoding="utf-8")
WRITTEN_AS_CODE = sorted(set(re.findall(r"`([^`]+)`", GLOSSARY)) - {"like this"})


def names_in(source: Path) -> set[str]:
    """The names that a module gives to something, its own included."""
    found = {source.stem}
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


@pytest.fixture(scope="module")
def names() -> set[str]:
    """The names that the program gives to something, and its folders."""
    found = {folder.name for folder in (CHECKOUT / "app").rglob("*") if folder.is_dir()}
    return found.union(*(names_in(source) for source in (CHECKOUT / "app").rglob("*.py")))


@pytest.mark.parametrize("word", WRITTEN_AS_CODE)
def test_what_the_glossary_writes_as_code_is_in_the_code(word: str, names: set[str]) -> None:
    assert (CHECKOUT / word).exists() if "/" in word else word in names


@pytest.mark.parametrize("area", [area.name for area in SHIPPED])
def test_the_glossary_names_every_area(area: str) -> None:
    assert f"area `{area}`" in GLOSSARY


@pytest.mark.parametrize("area", [area for area in SHIPPED if area.kinds], ids=lambda area: area.name)
def test_the_glossary_names_every_kind_of_record(area: Area) -> None:
    resolve(area.kinds)
    own = [kind.name for kind in KINDS.values() if kind.package == f"app.domain.{area.name}"]
    assert own
    assert all(re.search(rf"\b{name}\b", GLOSSARY) for name in own)


def test_the_glossary_explains_no_word_twice() -> None:
    words = [word for cell in re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.MULTILINE) for word in cell.split(", ")]
    twice = {word for word in words if words.count(word) > 1}
    assert not twice - {"word"}

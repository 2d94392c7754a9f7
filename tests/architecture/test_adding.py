"""``docs/adding.md`` names files, names and code that are there."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from app.domain.core.area import Area

CHECKOUT = Path(__file__).parent.parent.parent
PAGE = (CHECKOUT / "docs" / "adding.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
PROSE = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
WORDS = sorted(set(re.findall(r"`([^`]+)`", PROSE)))
PATHS = [word for word in WORDS if re.fullmatch(r"[\w.<>/]+", word) and (word.count("/") or word.endswith(".py"))]
#: Names of classes, constants, attributes, functions; not queries, options, keys of a message.
NAMES = [word for word in WORDS if re.fullmatch(r"@?[A-Za-z_]+(?:\.[a-z_]+)*(?:\(\w+\))?", word) and word not in PATHS]
#: The one name that stands for whatever a service is called.
ANY_SERVICE = "ItsService"


@cache
def code() -> str:
    """The program and the example area."""
    files = [*(CHECKOUT / "app").rglob("*.py"), *(CHECKOUT / "tests" / "example_area").glob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("path", PATHS)
def test_a_file_it_names_is_there(path: str) -> None:
    pattern = re.sub(r"<\w+>", "*", path)
    assert list(CHECKOUT.glob(pattern if "/" in path else f"app/domain/*/{path}")), path


@pytest.mark.parametrize("name", NAMES)
def test_a_name_it_uses_is_there(name: str) -> None:
    for part in re.findall(r"\w+", name):
        assert part == ANY_SERVICE or re.search(rf"\b{part}\b", code()), part


@pytest.mark.parametrize(("path", "example"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_an_example_is_taken_from_the_example_area(path: str, example: str) -> None:
    assert path.startswith("tests/example_area/")
    assert example in (CHECKOUT / path).read_text(encoding="utf-8")


def test_it_tells_of_everything_an_area_can_bring() -> None:
    told = set(re.findall(r"\w+", PAGE))
    assert {each.name for each in fields(Area)} <= told


def test_readers_find_it() -> None:
    for page in ("README.md", "docs/architecture.md"):
        assert "adding.md" in (CHECKOUT / page).read_text(encoding="utf-8")

"""No module of the program imports itself by way of others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
APP = CHECKOUT / "app"


def name_of(path: Path) -> str:
    """A module's dotted name."""
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in APP.rglob("*.py") if "versions" not in path.parts}


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, without what only a type checker reads."""
    for each in body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(each, ast.If) and ast.unparse(each.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            yield from statements(each.orelse)
            continue
        yield each
        for name in ("body", "orelse", "finalbody"):
            yield from statements(getattr(each, name, []))
        for handler in getattr(each, "handlers", []):
            yield from statements(handler.body)


def imported_by(name: str) -> set[str]:
    """The modules of the program that importing one imports, apart from the packages it lies in."""
    found: set[str] = set()
    for each in statements(ast.parse(MODULES[name].read_text(encoding="utf-8")).body):
        if isinstance(each, ast.Import):
            found |= {alias.name for alias in each.names}
        elif isinstance(each, ast.ImportFrom) and each.module:
            deeper = {f"{each.module}.{alias.name}" for alias in each.names}
            found |= deeper & MODULES.keys() or {each.module}
    return (found & MODULES.keys()) - {name}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a ring; none where there is no ring."""
    done: set[str] = set()
    way: list[str] = []

    def look(name: str) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        way.append(name)
        for other in sorted(graph[name]):
            if ring := look(other):
                return ring
        done.add(way.pop())
        return []

    return next((ring for name in sorted(graph) if (ring := look(name))), [])


def test_a_ring_of_imports_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle({name: imported_by(name) for name in MODULES}) == []

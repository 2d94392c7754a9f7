"""The code cache: the compiled code of all that a start loads, in one file instead of four hundred.

Python looks for each module in folder after folder, asks for its dates and reads it from a file of its own; that
takes an eighth of the start. ``python -m app.code_cache`` (part of ``make install``) puts the code of those modules
together. A module whose source has changed since then is loaded as if there were no cache.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Any, Final, NamedTuple

#: What a start of the workspace loads, what it loads behind the first screen, and what a command loads as it runs.
ROOTS: Final = (
    "app.shell",
    "app.widgets.keyboard",
    "app.bootstrap",
    "app.cli.program",
    "app.cli.lead",
    "typer._adapters",
    "pydantic.plugin._loader",
)
_FOLDER: Final = os.path.dirname(os.path.abspath(__file__))
PATH: Final = os.path.join(_FOLDER, "__pycache__", f"start.{sys.implementation.cache_tag}.bin")
#: The Python and the places that a cache is good for; one that was copied elsewhere with its folder is not.
_GOOD_FOR: Final = (sys.version, sys.prefix, _FOLDER)
#: The file begins with where its index is and how long that is, in bytes, as two numbers of this many bytes.
_NUMBER: Final = 8


class Kept(NamedTuple):
    """Where a module's source is, what it was like, and which bytes of the cache are its code."""

    path: str
    changed_ns: int
    size: int
    is_package: bool
    begin: int
    length: int


class CodeCache:
    """Finds modules in the cache; what it does not have, or has of another day, the usual finders find.

    Args:
        file: The open file.
        index: What is kept, by module.
    """

    def __init__(self, file: int, index: dict[str, tuple[Any, ...]]) -> None:
        self._file = file
        self._index = index

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - the import system's signature
        target: ModuleType | None = None,  # noqa: ARG002 - as above
    ) -> ModuleSpec | None:
        """How a module is loaded; ``None`` where the cache does not know."""
        if name not in self._index:
            return None
        kept = Kept(*self._index[name])
        try:
            source = os.stat(kept.path)
        except OSError:
            return None
        if (source.st_mtime_ns, source.st_size) != (kept.changed_ns, kept.size):
            return None
        spec = ModuleSpec(name, _KeptLoader(name, kept, self._file), origin=kept.path)
        spec.has_location = True
        if kept.is_package:
            spec.submodule_search_locations = [os.path.dirname(kept.path)]
        return spec


class _KeptLoader(SourceFileLoader):
    """Loads a module from its source file, but for the code: that comes out of the cache."""

    def __init__(self, name: str, kept: Kept, file: int) -> None:
        super().__init__(name, kept.path)
        self._kept = kept
        self._file = file

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code in it; the code is as trusted as the files it lies among."""
        code = os.pread(self._file, self._kept.length, self._kept.begin)
        exec(marshal.loads(code), module.__dict__)  # noqa: S102, S302


def use(path: str = PATH) -> bool:
    """Load from the cache from here on; answers whether there is one that is good for this program."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        head = os.pread(file, 2 * _NUMBER, 0)
        begin, length = int.from_bytes(head[:_NUMBER]), int.from_bytes(head[_NUMBER:])
        good_for, index = marshal.loads(os.pread(file, length, begin))  # noqa: S302 - as trusted as a .pyc file
    except (OSError, EOFError, ValueError, TypeError, OverflowError):
        good_for, index = None, {}
    if good_for != _GOOD_FOR:
        os.close(file)
        return False
    sys.meta_path.insert(0, CodeCache(file, index))
    return True


def build(path: str = PATH, roots: Sequence[str] = ROOTS) -> int:
    """Write the cache anew; answers how many modules it holds.

    Args:
        path: Where to.
        roots: The modules whose loading shows what is needed.
    """
    from importlib import import_module

    for root in roots:
        import_module(root)
    index: dict[str, tuple[Any, ...]] = {}
    codes = bytearray(2 * _NUMBER)
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if spec is None or spec.name != name or not isinstance(spec.loader, SourceFileLoader):
            continue
        code = marshal.dumps(spec.loader.get_code(name))
        source = os.stat(spec.loader.path)
        is_package = spec.submodule_search_locations is not None
        place = Kept(spec.loader.path, source.st_mtime_ns, source.st_size, is_package, len(codes), len(code))
        index[name] = tuple(place)
        codes += code
    last = marshal.dumps((_GOOD_FOR, index))
    codes[: 2 * _NUMBER] = len(codes).to_bytes(_NUMBER) + len(last).to_bytes(_NUMBER)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    fresh = f"{path}.{os.getpid()}"
    with open(fresh, "wb") as file:
        file.write(codes + last)
    os.replace(fresh, path)
    return len(index)


if __name__ == "__main__":
    sys.stderr.write(f"The code of {build()} modules is kept for a quick start.\n")

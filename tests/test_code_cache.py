"""Modules come out of the code cache as they come out of their files, and never out of an old one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import code_cache


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with a package of two modules, and a cache of them."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("from shop.till import sum_due\n", encoding="utf-8")
    (tmp_path / "shop" / "till.py").write_text("def sum_due():\n    return 40\n", encoding="utf-8")
    assert "shop" in python(tmp_path, "code_cache.build(PATH, ['shop']); print(*sys.modules)")
    return tmp_path


def python(folder: Path, program: str) -> str:
    """What a program says that a Python of its own runs in that folder."""
    before = f"import sys; from app import code_cache; PATH = {str(folder / 'start.bin')!r}; "
    environment = os.environ | {"PYTHONPATH": f"{Path(code_cache.__file__).parent.parent}:{folder}"}
    done = subprocess.run(
        [sys.executable, "-c", before + program], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


SAYS = "import shop; print(code_cache.use(PATH), shop.sum_due(), type(shop.till.__loader__).__name__)"
USES = SAYS.replace("import shop; print(code_cache.use(PATH)", "used = code_cache.use(PATH); import shop; print(used")


def test_modules_come_out_of_it(shop: Path) -> None:
    assert python(shop, USES) == "True 40 _KeptLoader"


def test_they_know_where_they_are_as_ever(shop: Path) -> None:
    asks = (
        "code_cache.use(PATH); import shop, inspect, importlib.resources as r; from pathlib import Path; "
        "print(Path(shop.__file__).name, Path(shop.__path__[0]).name, inspect.getsource(shop.sum_due).split()[1], "
        "r.files('shop').joinpath('till.py').is_file())"
    )
    assert python(shop, asks) == "__init__.py shop sum_due(): True"


def test_a_module_changed_since_is_read_anew(shop: Path) -> None:
    (shop / "shop" / "till.py").write_text("def sum_due():\n    return 41\n", encoding="utf-8")
    assert python(shop, USES) == "True 41 SourceFileLoader"


def test_a_module_that_has_gone_is_gone(shop: Path) -> None:
    (shop / "shop" / "till.py").unlink()
    assert python(shop, "code_cache.use(PATH)\ntry:\n    import shop\nexcept ImportError as e:\n    print(e.name)") == (
        "shop.till"
    )


@pytest.mark.parametrize("content", [b"", b"no cache", bytes(16), b"\x00" * 7 + b"\x10" + b"\xff" * 40])
def test_a_file_that_is_none_is_left_alone(content: bytes, shop: Path) -> None:
    (shop / "start.bin").write_bytes(content)
    assert python(shop, USES) == "False 40 SourceFileLoader"


def test_one_made_for_another_place_is_left_alone(shop: Path) -> None:
    elsewhere = "code_cache._GOOD_FOR = ('3.0', '/usr', '/elsewhere'); "
    assert python(shop, elsewhere + USES) == "False 40 SourceFileLoader"


def test_the_start_has_one() -> None:
    loaded = python(Path(code_cache.__file__).parent, "print(code_cache.use(code_cache.PATH))")
    assert loaded == "True"

"""On an Arabic keyboard the same keys do the same, however fast they are typed, and text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.commands.arabic_keys import arabic_twin
from tests.typed.desk import differences, furnish, played
from tests.typed.sequences import Keys, typed

#: Turn by turn what is pressed, and what is typed then: commands, a chord, capitals, and keys that give two characters.
_STORY: Final[tuple[tuple[Keys, Keys], ...]] = (
    (("j", "G", "g", "g", "o"), typed("قال: نعم، غدا")),
    (("ctrl+s", "D"), ()),
    (("escape", "B"), ()),
    (("escape", "/"), typed("لا قهوة")),
    (("enter", "t"), typed("اتصال")),
    (("ctrl+s", "u", "]", "3", "1", "l", ":"), typed("note")),
    (("escape", "Q"), ()),
    (("ctrl+s", "G", "x"), ()),
)
_SEED: Final = 7


def _arabic(keys: Keys) -> Iterator[str]:
    """The characters that an Arabic keyboard gives for keys of the Latin one."""
    for key in keys:
        yield from (key,) if len(key) > 1 else arabic_twin(key) or key


def test_a_story_on_an_arabic_keyboard_goes_as_on_a_latin_one(tmp_path: Path) -> None:
    database = tmp_path / "leadline.db"
    furnish(database)
    latin = [[(*pressed, *text)] for pressed, text in _STORY]
    arabic = [[(*_arabic(pressed), *text)] for pressed, text in _STORY]
    wanted = played(database, tmp_path / "latin", latin, None)
    for seed in (None, _SEED):
        ends = played(database, tmp_path / f"arabic-{seed}", arabic, seed)
        told = [differences(end, plain) for end, plain in zip(ends, wanted, strict=True)]
        assert not any(told), "\n".join(told)
    opened = [end.screens[-1].split("\n")[0] for end in wanted[:3]]
    assert opened == ["NoteDialog", "DisqualifyDialog", "ChoiceDialog"]

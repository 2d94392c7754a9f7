"""The Arabic keyboard: which key of the Latin layout was pressed, told by the character that it gave.

The layout is Arabic (101) as Windows has it, ``ara`` on X11, and Arabic – PC on a Mac; where these give different marks
for one key, each is known. The letters of Arabic (102) lie alike. Apple's own Arabic layout has its lowest row
elsewhere: whoever types on it names the keys in the configuration.
"""

from __future__ import annotations

from typing import Final

from app.domain.core.folding import fold

#: The rows of the keyboard, plain and with shift: what they give on the Latin layout, and on the Arabic one. Left out
#: are marks that both have, such as ``<`` and ``>``, each on another key: they mean themselves.
_ROWS: Final = (
    ("` q w e r t y u i o p [ ]", "ذ ض ص ث ق ف غ ع ه خ ح ج د"),
    ("a s d f g h j k l ; '", "ش س ي ب ل ا ت ن م ك ط"),
    ("z x c v b n m , . /", "ئ ء ؤ ر لا ى ة و ز ظ"),
    ("~ Q W E R T Y U I O P", "\u0651 \u064e \u064b \u064f \u064c لإ إ ‘ ÷ × ؛"),
    ('A S D F G H J K L : "', '\u0650 \u064d ] [ لأ أ ـ ، / : "'),
    ("Z X C V B N M ?", "~ \u0652 } { لآ آ ’ ؟"),
)
_GIVEN: Final = {
    latin: given for keys, all_given in _ROWS for latin, given in zip(keys.split(), all_given.split(), strict=True)
}
#: What some keys give on one system, and what on another.
_ALSO_GIVEN: Final = {
    "ﻻ": "b", "ﻼ": "b", "ﻷ": "G", "ﻸ": "G", "ﻹ": "T", "ﻺ": "T", "ﻵ": "B", "ﻶ": "B",
    "`": "U", "'": "M", "ی": "d", "ک": ";",
}  # fmt: skip
_PRESSED: Final = {given: latin for latin, given in _GIVEN.items() if len(given) == 1} | _ALSO_GIVEN
#: The letter that several keys give together with another: the first of the two.
LAM: Final = "ل"
_AFTER_LAM: Final = {given[1]: latin for latin, given in _GIVEN.items() if len(given) == 2}
#: The keys that a terminal may send as lam and another letter.
GIVING_LAM: Final = frozenset(_AFTER_LAM.values())


def tells_layout(character: str) -> bool | None:
    """Whether a typed character comes from an Arabic layout; ``None`` for one that both layouts give."""
    if character.isascii():
        return False if character.isalpha() else None
    return True if character in _PRESSED else None


def pressed(character: str, *, layout_is_arabic: bool = False) -> str:
    """The key of the Latin layout behind a character; empty where the character says so itself.

    Args:
        character: What the keyboard gave.
        layout_is_arabic: Whether the layout is known to be Arabic: it gives some marks on the keys of capital letters.
    """
    if character.isascii():
        latin = _PRESSED.get(character, "") if layout_is_arabic else ""
        return latin if latin.isalpha() else ""
    digit = fold(character) if character.isdecimal() else ""
    return digit or _PRESSED.get(character, "")


def after_lam(character: str) -> str:
    """The key that gave lam and this character, one after the other; empty where none does."""
    return _AFTER_LAM.get(character, "")


def arabic_twin(key: str) -> str:
    """What a key of the Latin layout gives on the Arabic one, chords key by key; empty where it gives the same."""
    given = [_GIVEN.get(each, each) for each in key.split()]
    return "" if "+" in key[1:] or given == key.split() else "".join(given)


def in_latin(key: str) -> str:
    """A key with ctrl or alt by its place, since no text is typed with these: ``ctrl+س`` is ``ctrl+s``."""
    if key.isascii():
        return key
    modifiers, plus, last = key.rpartition("+")
    return f"{modifiers}{plus}{_PRESSED.get(last, last)}" if plus and len(last) == 1 else key

"""Our levels are those of UAX #9: by samples of Unicode's own test data, and compared with another program."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import Final

import pytest
from bidi import get_display

from app.bidi.arranging import arranged, for_terminal
from app.bidi.levels import levels, visual_order
from app.bidi.mirroring import bracket, mirror_of
from app.bidi.wholes import levels_of_piece
from tests.bidi.reading import clusters, shown_by_terminal

#: 4,000 lines each of BidiTest.txt (a character for each class) and BidiCharacterTest.txt, Unicode 15: code points,
#: level of the paragraph (2 for automatic), level and visual order of each character that rule X9 does not remove.
SAMPLE: Final = Path(__file__).with_name("conformance.txt.gz")

_OVERRIDES: Final = "\u202a\u202b\u202c\u202d\u202e"
_ISOLATES: Final = "\u2066\u2067\u2068\u2069\u2069"
_ALPHABETS: Final = (
    *("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى\u064e\u0651گپچی", "אבגדהוזחטיכלמנסעפצקרשת\u05b0", "abcXYZéßДж"),
    *("0123456789", "٠١٢٣٤٥٦٧٨٩۰۵", "()[]{}<>«»‹›", "-−+±/\\.,:;!?'\"%٪#@&*_=~^|…–—،؛؟٫٬", "$€£¥₪﷼", "  \u00a0"),
)
_CONTROLS: Final = (_ISOLATES, _OVERRIDES, "\u200e\u200f\u061c\u200b")


def test_the_samples_of_the_standard() -> None:
    lines = gzip.decompress(SAMPLE.read_bytes()).decode("ascii").splitlines()
    assert len(lines) == 8000
    for line in lines:
        codes, base, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = levels(text, None if base == "2" else int(base))
        kept = [at for at, level in enumerate(expected.split()) if level != "x"]
        assert [found[at] for at in kept] == [int(level) for level in expected.split() if level != "x"], line
        assert [kept[at] for at in visual_order([found[at] for at in kept])] == [int(at) for at in order.split()], line


def random_line(random_source: random.Random, alphabets: tuple[str, ...], longest: int = 60) -> str:
    length = random_source.randrange(1, longest)
    return "".join(random_source.choice(random_source.choice(alphabets)) for _ in range(length))


@pytest.mark.parametrize("base", [0, 1])
def test_ten_thousand_random_lines_as_another_program_orders_them(base: int) -> None:
    source = random.Random(base)
    # Rule X9 removes these, and each program puts them elsewhere. The other forgets rule L1 where all else runs from
    # the left, so that each line ends with a letter.
    removed = dict.fromkeys((*map(ord, _OVERRIDES), 0x200B))
    for _ in range(5000):
        line = random_line(source, _ALPHABETS + _CONTROLS) + "x"
        ours = "".join(line[at] for at in visual_order(levels(line, base)))
        assert ours.translate(removed) == get_display(line, base_dir="LR"[base]).translate(removed), ascii(line)


def test_a_line_of_letters_is_ordered_as_the_bare_algorithm_does() -> None:
    source = random.Random(2)
    alphabets = ("ابتثجحخد", "אבגד", "abcXYZ", "()[]", " ", "،؛؟")
    for _ in range(2000):
        line = random_line(source, alphabets)
        for base in (0, 1):
            ours = "".join(line[at] for at in visual_order(levels_of_piece(line, base)))
            assert ours == get_display(line, base_dir="LR"[base]), line


@pytest.mark.parametrize("rtl", [False, True])
def test_a_terminal_that_orders_shows_random_lines_as_they_are_meant(rtl: bool) -> None:
    source = random.Random(int(rtl))
    for _ in range(2500):
        line = random_line(source, (*_ALPHABETS, _ISOLATES, "│─▌▸ ", "🙂ß漢"))
        _, seen = arranged(clusters(line), rtl, shape=False, mirrored=True)
        if rtl:
            seen.reverse()
        written = for_terminal(seen)
        assert shown_by_terminal(written) == "".join(seen), ascii(line)


def test_brackets_and_their_mirrors() -> None:
    assert [bracket(each) for each in "(⟩\u2329«x"] == [(")", True), ("⟩", False), ("\u3009", True), None, None]
    assert "".join(map(mirror_of, "([{<«≤∈༺x-“")) == ")]}>»≥∋༻x-“"

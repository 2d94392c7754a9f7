"""Arabic beside English: the same paints and keys of the workspace in both languages, in turns."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from random import Random
from statistics import median

from app.widgets.arranging import arranged_text
from app.widgets.direction import Direction
from app.widgets.mirror import mirrored_text
from app.words import label, speaking
from bench.figures import Comparison, halves, percentile
from bench.keys import Times, press
from bench.paint import LABELS, listed, start
from bench.places import environment, forget_frames, leadline
from bench.wire import Wire

LANGUAGES = ("en", "ar")
_AGAINST = "the same in English"
_GOAL = 1.15


def arabic_beside_english(database: Path, rounds: int, keys: int, seed: int) -> tuple[list[Comparison], list[str]]:
    """First paint and key to paint in both languages.

    Args:
        database: What the workspace shows.
        rounds: Starts in each language; one more of each goes before, uncounted.
        keys: How often a key is pressed in each.
        seed: Of the pauses between keys.
    """
    starts: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    for turn in range(rounds + 1):
        for language in LANGUAGES:
            forget_frames()
            taken = start(_workspace(database, language), _marks(database, language))
            if turn:
                starts[language].append(1000 * taken)
    times = _keys(database, keys, seed)
    english, arabic = (times[language].own for language in LANGUAGES)
    return [
        Comparison("first full paint in Arabic", median(starts["ar"]), median(starts["en"]), _AGAINST, goal=_GOAL),
        Comparison("key to paint in Arabic, p50", median(arabic), median(english), _AGAINST, goal=_GOAL),
        Comparison(
            "key to paint in Arabic, p95", percentile(arabic, 0.95), percentile(english, 0.95), _AGAINST, goal=_GOAL
        ),
    ], [halves("Arabic", starts["ar"], starts["en"], "English")]


def _keys(database: Path, keys: int, seed: int) -> dict[str, Times]:
    """The times of keys that go down in the list and come back, in both languages in turns."""
    dice = Random(seed)
    times = {language: Times() for language in LANGUAGES}
    with ExitStack() as open_:
        programs = {
            language: open_.enter_context(Wire(_workspace(database, language), environment())) for language in LANGUAGES
        }
        for language, program in programs.items():
            program.until(*_marks(database, language))
            program.quiet(2.0)
        for number in range(keys):
            for language, program in programs.items():
                press(program, b"j" if number // 30 % 2 == 0 else b"k", times[language], dice)
    return times


def _workspace(database: Path, language: str) -> list[str]:
    return leadline("--db", str(database), "--lang", language)


def _marks(database: Path, language: str) -> tuple[bytes, ...]:
    """What a fully painted workspace shows in a language: lines of its list, and the titles of its panels."""
    direction = Direction("leadline", is_rtl=language == "ar")
    with speaking(language):
        titles = [arranged_text(label(title), direction) for title in LABELS]
    seen = map(mirrored_text, titles) if direction.mirrors else titles
    return tuple(text.encode() for text in sorted({*listed(database), *seen}))

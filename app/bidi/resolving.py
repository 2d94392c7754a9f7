"""Levels inside one isolating run sequence (UAX #9, W1 to W7, N0 to N2, I1 and I2)."""

from __future__ import annotations

import re
from typing import Final

from app.bidi.embedding import Sequence, direction
from app.bidi.mirroring import bracket

_MARKS: Final = re.compile("([^M])(M+)")
_AFTER_ARABIC: Final = re.compile("A[^LR]*")
_BETWEEN_EUROPEAN: Final = re.compile("(?<=E)[+C](?=E)")
_BETWEEN_ARABIC: Final = re.compile("(?<=N)C(?=N)")
_TERMINATORS: Final = re.compile("T+")
_AFTER_LATIN: Final = re.compile("L[^R]*")
_NEUTRALS: Final = re.compile("O+")
_NEUTRAL: Final = str.maketrans(dict.fromkeys("+TCPSWijkp", "O"))
_TO_LATIN: Final = str.maketrans("EU", "LL")
_RIGHTWARD: Final = frozenset("REN")
_MOST_OPEN: Final = 63  # BD16
#: How far above an even, or odd, level each class stands (I1, I2).
_RISES: Final = ({"L": 0, "R": 1, "E": 2, "N": 2}, {"L": 1, "R": 0, "E": 1, "N": 1})


def resolved(sequence: Sequence, classes: str, text: str) -> list[int]:
    """The levels of the characters of a sequence.

    Args:
        sequence: Where its characters stand, and what is around it.
        classes: Of these characters.
        text: These characters.
    """
    weak = _weak(f"{sequence.before}{classes}{sequence.after}")
    if "O" in weak or "U" in weak:
        embedding = direction(sequence.level)
        strong = _brackets(weak, classes, text, embedding).replace("U", "O")
        weak = _NEUTRALS.sub(lambda run: _neutral(run, embedding), strong)
    rises = _RISES[sequence.level & 1]
    return [sequence.level + rises[letter] for letter in weak[1:-1]]


def _weak(line: str) -> str:
    """W1 to W7, for classes with the directions around them at both ends; what is left neutral is ``O``, or ``U``."""
    if "M" in line:
        line = _MARKS.sub(_mark, line)
    if "A" in line:
        if "E" in line:
            line = _AFTER_ARABIC.sub(lambda run: run[0].replace("E", "N"), line)
        line = line.replace("A", "R")
    if "E" in line:
        line = _BETWEEN_EUROPEAN.sub("E", line)
    if "N" in line:
        line = _BETWEEN_ARABIC.sub("N", line)
    if "T" in line and "E" in line:
        line = _TERMINATORS.sub(_terminators, line)
    line = line.translate(_NEUTRAL)
    if "E" in line or "U" in line:
        line = _AFTER_LATIN.sub(lambda run: run[0].translate(_TO_LATIN), line)
    return line


def _mark(found: re.Match[str]) -> str:
    """W1: a mark is of the class of its letter."""
    letter, marks = found.groups()
    return letter + ("O" if letter in "ijkp" else letter) * len(marks)


def _terminators(found: re.Match[str]) -> str:
    """W5: signs beside a European number belong to it."""
    beside = found.string[found.start() - 1] == "E" or found.string[found.end()] == "E"
    return ("E" if beside else "O") * (found.end() - found.start())


def _neutral(found: re.Match[str], embedding: str) -> str:
    """N1 and N2: neutrals between two of one direction take it, all others that of their embedding."""
    before = "L" if found.string[found.start() - 1] == "L" else "R"
    after = "L" if found.string[found.end()] == "L" else "R"
    return (before if before == after else embedding) * (found.end() - found.start())


def _brackets(line: str, classes: str, text: str, embedding: str) -> str:
    """N0: both brackets of a pair take the direction of what is inside, where it decides."""
    pairs = _pairs(line, text)
    if not pairs:
        return line
    letters = list(line)
    other = "L" if embedding == "R" else "R"
    for first, last in pairs:
        inside = {"R" if letter in _RIGHTWARD else letter for letter in letters[first + 1 : last]}
        if embedding in inside:
            side = embedding
        elif other in inside:
            side = other if _strong_before(letters, first) == other else embedding
        else:
            continue
        for at in (first, last):  # with the marks behind, in ``classes``, which begins one later than ``line``
            marks = len(classes[at:]) - len(classes[at:].lstrip("M")) if classes[at : at + 1] == "M" else 0
            letters[at : at + marks + 1] = side * (marks + 1)
    return "".join(letters)


def _pairs(line: str, text: str) -> list[tuple[int, int]]:
    """The bracket pairs of a sequence (BD16), by places in ``line``, in the order of their opening."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for at, character in enumerate(text, 1):
        if line[at] != "O" or (found := bracket(character)) is None:
            continue
        closing, opens = found
        if opens:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((closing, at))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == closing:
                pairs.append((waiting[depth][1], at))
                del waiting[depth:]
                break
    return sorted(pairs)


def _strong_before(letters: list[str], at: int) -> str:
    """The direction of the nearest strong class before a place; the first of all is strong."""
    while letters[at := at - 1] not in "LREN":
        pass
    return "L" if letters[at] == "L" else "R"

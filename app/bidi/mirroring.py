"""Characters with a mirror image: brackets and their pairs (UAX #9, BD14 to BD16 and L4), and glyphs of drawings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SIDES: Final = {"LEFT": "RIGHT", "RIGHT": "LEFT", "LESS": "GREATER", "GREATER": "LESS"}
_SIDE: Final = re.compile("|".join(_SIDES))


def _paired(pairs: str) -> dict[str, str]:
    """Each character of some pairs with the other one of its pair."""
    first, second = pairs[::2], pairs[1::2]
    return dict(zip(first + second, second + first, strict=True))


# Pairs of BidiMirroring.txt whose names do not tell left from right.
_NAMELESS: Final = (
    "༺༻༼༽᚛᚜∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕≺≻≼≽≾≿⊀⊁⊂⊃⊄⊅⊆⊇⊈⊉⊊⊋⊏⊐⊑⊒⊘⦸⊦⫞⊨⫤⊩⫣⊰⊱⊲⊳⊴⊵⊶⊷⊸⟜⋐⋑⋞⋟⋠⋡⋢⋣⋤⋥⋨⋩⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽"
    "⋷⋾⟃⟄⟈⟉⟋⟍⦤⦥⧄⧅⧏⧐⧸⧹⨫⨬⨼⨽⩤⩥⪪⪫⪬⪭⪯⪰⪱⪲⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫏⫐⫑⫒⫓⫔⫕⫖⫬⫭"
)
_MIRRORS: Final = _paired(_NAMELESS)

_DRAWN: Final = (
    "┌┐└┘├┤┍┑┎┒┏┓┕┙┖┚┗┛┝┥┞┦┟┧┠┨┡┩┢┪┣┫┭┮┱┲┵┶┹┺┽┾╃╄╅╆╉╊╒╕╓╖╔╗╘╛╙╜╚╝╞╡╟╢╠╣╭╮╰╯╱╲╴╶╸╺╼╾"
    "▌▐▏▕▖▗▘▝▙▟▚▞▛▜◀▶◁▷◂▸◃▹◄►◅▻◐◑◖◗◢◣◤◥◧◨◩◪◰◳◱◲◴◷◵◶◸◹◺◿‹›«»❬❭❮❯❰❱"
)
_FLIPPED: Final = _paired(_DRAWN)
#: Signs that are drawn, and occur in sentences as well.
QUOTES: Final = frozenset("‹›«»")


def flip_glyph(cell: str) -> str:
    """The text of a cell as the flipped screen shows it: glyphs of drawings mirrored, everything else as it is.

    Arrows keep their direction, braille its dots, and blocks without a mirror image their side.
    """
    return _FLIPPED.get(cell, cell)


@lru_cache(maxsize=4096)
def mirror_of(cluster: str) -> str:
    """The character, with its marks, that looks like this one in a mirror (BidiMirroring.txt); itself without one."""
    character, marks = cluster[:1], cluster[1:]
    if not character or not unicodedata.mirrored(character):
        return cluster
    if character in _MIRRORS:
        return _MIRRORS[character] + marks
    name = _SIDE.sub(lambda side: _SIDES[side[0]], unicodedata.name(character))
    try:
        return unicodedata.lookup(name) + marks
    except KeyError:
        return cluster


@lru_cache(maxsize=1024)
def bracket(character: str) -> tuple[str, bool] | None:
    """For a paired bracket (BidiBrackets.txt): the bracket that closes the pair, and whether this one opens it.

    Canonically equivalent brackets answer the same. Any other character has none.
    """
    category = unicodedata.category(character)
    if category not in {"Ps", "Pe"} or not unicodedata.mirrored(character):
        return None
    opens = category == "Ps"
    return unicodedata.normalize("NFC", mirror_of(character) if opens else character), opens

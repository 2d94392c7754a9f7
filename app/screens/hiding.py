"""Hiding on the screens: the names of a database, told from the words of the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.core.folding import fold
from app.domain.fields.kinds import KINDS
from app.screens.panels import every_panel
from app.widgets.hiding import HidingFilter
from app.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.commands.register import Register


def hiding_of(names: Iterable[str], register: Register) -> HidingFilter:
    """What hides names, addresses and amounts, but no word that the program itself says.

    Args:
        names: What people and companies are called.
        register: The commands, whose words are the program's.
    """
    return HidingFilter(names, {fold(word) for text in _said(register) for word in re.findall(r"\w+", text)})


def _said(register: Register) -> Iterator[str]:
    """What labels and keys say, in English and in the language of the moment."""
    for command in register:
        yield from (command.label, command.word, command.group, label(command.group))
    for kind in KINDS.values():
        yield from (kind.noun, kind.plural)
        for field in kind.fields:
            yield field.label
            yield from (choice for _, choice in field.choices)
    for panel in every_panel():
        yield label(panel.title)

"""The rules of stakeholders: which roles a person holds, and who is the same person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from app.domain.core.folding import fold
from app.domain.stakeholders.fields import DEFAULT_ROLE, ROLES
from app.words import label, small, together
from app.words.declared import in_each_language


def _spoken(text: str) -> str:
    return fold(text).replace("_", " ").replace("-", " ")


_LABELS = dict(ROLES)


@cache
def _by_name() -> dict[str, str]:
    """The codes of roles by what they are called, in any language."""
    return {_spoken(name): code for code, role in ROLES for name in (code, *in_each_language(role))}


def read_roles(names: Iterable[str]) -> tuple[str, ...]:
    """The codes of the roles named; a role that is none of ours is kept as it was given.

    Nobody is without a role: no names at all answer the default one.
    """
    codes = [_by_name().get(_spoken(name), name.strip()) for name in names if name.strip()]
    return _once(codes) or (DEFAULT_ROLE,)


def with_roles(held: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """The roles of a person who is given more; the default one says nothing about somebody who has a role."""
    before = tuple(held)
    return _once((*before, *(role for role in more if not before or role != DEFAULT_ROLE)))


def roles_in_words(roles: Iterable[str]) -> str:
    """Roles inside a sentence, such as “decision maker and champion”."""
    return together(small(label(_LABELS[role])) if role in _LABELS else role for role in roles)


def may_be_same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: all words of the shorter stand in the longer."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return first <= second or second <= first


def _once(roles: Iterable[str]) -> tuple[str, ...]:
    """Each role once, in the order given; spelling variants are the same role."""
    seen: dict[str, str] = {}
    for role in roles:
        seen.setdefault(_spoken(role), role)
    return tuple(seen.values())

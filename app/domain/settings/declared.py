"""Settings as the areas declare them: what can be decided, and what holds as long as nobody has."""

from __future__ import annotations

from functools import cache
from typing import Any

from app.domain.core.area import joined, resolve
from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.core.roles import SET_SETTINGS
from app.words import Words


@frozen
class Setting:
    """Something that managers decide for everybody; an area names its own in its manifest.

    Attributes:
        field: Its code, label, type, choices and help; of any type but a link to a record.
        group: Under which heading it stands.
        default: What holds until somebody decides, as its type keeps it.
        command: Who may decide it: whoever may carry out this command.
    """

    field: Field
    group: Words
    default: Any = None
    command: str = SET_SETTINGS

    @property
    def code(self) -> str:
        """Its name on the command line and in JSON."""
        return self.field.code


def declared_settings() -> tuple[Setting, ...]:
    """Every setting of this program, in the order of the areas."""
    return _declared(tuple(place for area in joined() for place in area.settings))


@cache
def _declared(places: tuple[str, ...]) -> tuple[Setting, ...]:
    found: dict[str, Setting] = {}
    for each in (setting for place in places for setting in resolve(place)):
        if each.code in found:
            raise ValueError(f"two settings are called {each.code}")
        if each.field.field_type.link:
            raise ValueError(f"the setting {each.code} names a record; only values of its own can be kept")
        found[each.code] = each
    return tuple(found.values())


def setting_called(code: str) -> Setting:
    """The setting of that code.

    Raises:
        LookupError: No area declares it.
    """
    for each in declared_settings():
        if each.code == code:
            return each
    raise LookupError(f"no area declares a setting {code}")

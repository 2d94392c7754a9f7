"""Users by name: who is meant by a code, a name or the first words of one."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.core.errors import NotFound
from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.ids import normalise_code
from app.domain.core.suggestions import did_you_mean, quoted
from app.words import say


@frozen
class Users:
    """The users, few enough to know them all.

    Attributes:
        known: Id, code and name of each.
    """

    known: Sequence[tuple[str, str, str]]

    def named(self, name: str) -> list[str]:
        """The ids of those with that code, else with that name, else whose name begins with those words.

        Raises:
            NotFound: Nobody is called that; the nearest name is suggested.
        """
        wanted, code = fold(name), normalise_code(name)
        found = (
            [identity for identity, own_code, _ in self.known if own_code == code]
            or [identity for identity, _, own in self.known if fold(own) == wanted]
            or [identity for identity, _, own in self.known if wanted and fold(own).startswith(wanted + " ")]
        )
        if not found:
            names = [own for _, _, own in self.known]
            hint = did_you_mean(name, (*names, *(own.split(" ", 1)[0] for own in names if own)))
            raise NotFound(say("There is no user {text}.", text=quoted(name)), hint=hint)
        return found

    def like(self, part: str) -> list[str]:
        """The ids of those whose folded name holds the folded text."""
        return [identity for identity, _, own in self.known if fold(part) in fold(own)]

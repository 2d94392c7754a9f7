"""Ways of comparing: what a query may ask of a field; ``app.domain.query`` says how each is answered."""

from __future__ import annotations

from app.domain.core.frozen import frozen

_TEXTUAL = ("=", "~")
_ORDERED = ("=", "<", "<=", ">", ">=")


@frozen
class Comparison:
    """A way of comparing that several types may share.

    Attributes:
        name: What the evaluators of conditions know it by.
        operators: Those it has; each that is no order has its negative too.
        is_text: Whether a blank text counts as empty.
        is_timed: Whether its values are days or moments, so that a query may name a period.
    """

    name: str
    operators: tuple[str, ...] = _TEXTUAL
    is_text: bool = False
    is_timed: bool = False

    @property
    def is_ordered(self) -> bool:
        """Whether one value can be more than another."""
        return "<" in self.operators

    @property
    def has_parts(self) -> bool:
        """Whether a part of a value can be looked for."""
        return "~" in self.operators

    @property
    def signs(self) -> tuple[str, ...]:
        """Every sign a query may write, the negative ones too."""
        negatives = {"=": ("=", "!="), "~": ("~", "!~")}
        return tuple(sign for each in self.operators for sign in negatives.get(each, (each,)))


TEXT = Comparison("text", is_text=True)
CODE = Comparison("code", is_text=True)
EMAIL = Comparison("email", is_text=True)
PHONE = Comparison("phone", is_text=True)
CHOICE = Comparison("choice", is_text=True)
SEVERAL = Comparison("several")
LINK = Comparison("link")
YES_NO = Comparison("yes_no", ("=",))
NUMBER = Comparison("number", _ORDERED)
MONEY = Comparison("money", _ORDERED)
DAY = Comparison("day", _ORDERED, is_timed=True)
MOMENT = Comparison("moment", _ORDERED, is_timed=True)

"""Wishes: who asked not to be called, written to or contacted at all, and the override of it that is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.frozen import frozen
from app.domain.core.text import clean_line
from app.domain.fields.kinds import KINDS, Kind
from app.words import Message, Said, label, say, say_declared

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

#: What somebody asked, by the field of the wish.
_ASKED: Final[Mapping[str, Message]] = {
    "do_not_contact": "not to be contacted at all",
    "do_not_phone": "not to be phoned",
    "do_not_email": "not to be sent email",
}
#: What stood against a call that was made all the same, by the rule.
_AGAINST: Final[Mapping[str, Message]] = {
    "hours": "Outside their calling hours",
    "weekend": "On a day without calls",
    "holiday": "On a holiday",
    "do_not_call": "On a do-not-call list",
    "cap_day": "Called often enough on that day",
    "cap_total": "Called often enough",
    "cool_down": "Called a short while before",
    "refused": "They had said no",
}
#: The wish that is about one way alone; whoever asked not to be contacted at all asked that of every way.
_OWN: Final = {"call": "do_not_phone", "email": "do_not_email"}
#: Kinds of activity in which somebody is contacted; notes, tasks and posts stay among colleagues.
CONTACTS: Final = ("call", "email", "appointment")
#: Kinds of record that another one names and on whose behalf it may not be contacted either.
_BEHIND: Final = ("contact", "lead", "account")

Get = Callable[[Kind, str], Any]
"""Reads a record of a kind by its id: anything with its columns for attributes; ``None`` where there is none."""


@frozen
class Wish:
    """What somebody asked, or what else stands against contacting them.

    Attributes:
        rule: The field that says so, such as ``do_not_phone``; else what an objection is called, such as ``hours``.
        title: Who asked it.
        because: What stands against it in a sentence without a full stop, where nobody asked for it.
    """

    rule: str
    title: str
    because: Said | None = None

    def __str__(self) -> str:
        return str(self.said)

    @property
    def said(self) -> Said:
        """Who asked what, without a full stop."""
        if self.because is not None:
            return self.because
        return say("{name} asked {what}", name=self.title, what=label(_ASKED[self.rule]))


class Unwanted(NotAllowed):
    """Somebody asked not to be contacted so; ``wish`` says who and what. An override with its reason lets it pass."""

    def __init__(self, wish: Wish, what: str) -> None:
        """Refuse.

        Args:
            wish: Who asked what.
            what: What does not happen, such as ``the call was not logged``.
        """
        super().__init__(
            say("{wish}; {what}.", wish=wish.said, what=what),
            field=wish.rule,
            hint=say("Override it, with a reason, if it takes place all the same; both are kept with it."),
        )
        self.wish = wish


def in_session(session: Session) -> Get:
    """Reads records inside a command, where those loaded already are at hand."""
    return lambda kind, record_id: session.get(kind.record, record_id)


def on_connection(connection: Connection) -> Get:
    """Reads the rows of records."""
    from sqlalchemy import select

    def get(kind: Kind, record_id: str) -> Any:
        return connection.execute(select(kind.table).where(kind.table.c.id == record_id)).first()

    return get


def wish_against(way: str, direction: str | None, asked: Iterable[tuple[Kind, Any]], get: Get) -> Wish | None:
    """The wish against contacting somebody; ``None`` where nobody has one.

    An opportunity wishes nothing by itself: its contact does, or the lead it came from.

    Args:
        way: A kind of activity, or ``next_contact``.
        direction: ``in`` for what they began themselves, which no wish is against.
        asked: The records that are contacted, each with its kind.
        get: Reads the records behind them.
    """
    if direction == "in" or way not in (*CONTACTS, "next_contact"):
        return None
    for kind, record in asked:
        for each, of in ((kind, record), *_behind(record, get)):
            rule = _forbidden_by(way, of)
            if rule:
                return Wish(rule, each.called(of))
    return None


def overridden(
    wish: Wish | None, what: str, *, override: bool, reason: str | None, kept: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """What is kept of an override; nothing where there is no wish, or it was overridden for this already.

    Args:
        wish: The wish against it.
        what: What is not done without an override, such as ``the call was not logged``.
        override: Whether it is to be done all the same.
        reason: Why.
        kept: What was kept of an override before.

    Raises:
        Unwanted: It is not overridden.
        Invalid: The override has no reason.
    """
    if wish is None or (kept or {}).get("override") == wish.rule:
        return {}
    if not override:
        raise Unwanted(wish, what)
    why = clean_line(reason or "", 500)
    if not why:
        raise Invalid(
            say("{wish}; an override needs its reason.", wish=wish.said),
            field="override_reason",
            hint=say("Say why, such as “They asked for a call back”."),
        )
    return {"override": wish.rule, "override_reason": why}


def said_of(details: Mapping[str, Any]) -> str:
    """An override that was kept, in words; empty where there is none."""
    rule, reason = str(details.get("override") or ""), details.get("override_reason")
    against, asked = _AGAINST.get(rule), _ASKED.get(rule)
    if against:
        return say("{against}: {reason}", against=label(against), reason=reason) if reason else say_declared(against)
    if not asked:
        return ""
    if reason:
        return say("They asked {what}: {reason}", what=label(asked), reason=reason)
    return say("They asked {what}", what=label(asked))


def _forbidden_by(way: str, record: object) -> str:
    """The record's own wish against a way of contacting it, by its field; empty for none."""
    if getattr(record, "do_not_contact", False) or getattr(record, "status", None) == "do_not_contact":
        return "do_not_contact"
    own = _OWN.get(way, "")
    return own if own and getattr(record, own, False) else ""


def _behind(record: object, get: Get) -> Iterator[tuple[Kind, Any]]:
    """The records that a record stands for, as far as they are known."""
    for name in _BEHIND:
        record_id = getattr(record, f"{name}_id", None)
        found = get(KINDS[name], record_id) if record_id else None
        if found is not None:
            yield KINDS[name], found

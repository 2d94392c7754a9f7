"""Decisions in sentences: which rule gave a lead to whom, and what it went by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from app.domain.assignment.rules import ALL_FULL, BY_FIELD, GONE, LOAD, NO_USER, NOBODY_NAMED, NONE_AT_WORK, NOT_ALLOWED
from app.domain.core.moments import when
from app.domain.core.stamps import from_stamp
from app.domain.core.suggestions import quoted
from app.words import Said, formats, say, say_many, sentences, told_again

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

HAND, TAKEN_BACK, BY_RULE = "hand", "taken_back", "rule"
"""What causes a decision."""
_HOURS: Final = 24


def explained(cause: str, why: Mapping[str, Any], name: str | None, now: datetime, zone: ZoneInfo) -> Said:
    """Why a lead went where it went.

    Args:
        cause: rule, hand or taken_back.
        why: What was kept of the decision.
        name: Who got it; nobody without one.
        now: The present moment.
        zone: The zone times are said in.
    """
    if cause == HAND:
        return say("By hand, to {name}.", name=name) if name else say("By hand: taken from its owner.")
    if cause == TAKEN_BACK:
        return say(
            "Rule {place}: {rule}, taken back, since this holds: {condition}.",
            place=formats.number(int(why.get("place") or 0)),
            rule=why.get("rule", ""),
            condition=why.get("condition", ""),
        )
    given = _given(why, name, now, zone) if name else _refused(why)
    return sentences(given, _late(why) if name else "", *map(_passed, why.get("passed") or ()))


def _given(why: Mapping[str, Any], name: str | None, now: datetime, zone: ZoneInfo) -> Said:
    places = {"place": formats.number(int(why.get("place") or 0)), "rule": why.get("rule", ""), "name": name}
    if why.get("way") == BY_FIELD:
        return say("Rule {place}: {rule}, by the field {field}: {name}.", field=why.get("field", ""), **places)
    if why.get("way") == LOAD and why.get("free") is not None:
        return say_many(
            "Rule {place}: {rule}, load balancing, {name} had room for {n} lead.",
            "Rule {place}: {rule}, load balancing, {name} had room for {n} leads.",
            int(why["free"]),
            **places,
        )
    if why.get("way") == LOAD:
        return say_many(
            "Rule {place}: {rule}, load balancing, {name} had {n} open lead.",
            "Rule {place}: {rule}, load balancing, {name} had {n} open leads.",
            int(why.get("load") or 0),
            **places,
        )
    if why.get("served"):
        at = when(from_stamp(str(why["served"])), now, zone)
        return say("Rule {place}: {rule}, round robin, {name} last served {when}.", when=at, **places)
    return say("Rule {place}: {rule}, round robin, {name} was never served.", **places)


def _refused(why: Mapping[str, Any]) -> Said:  # noqa: PLR0911 - one answer for each reason
    """Why a rule gave a lead to nobody."""
    places = {"place": formats.number(int(why.get("place") or 0)), "rule": why.get("rule", "")}
    number = int(why.get("of") or 0)
    match why.get("refused"):
        case code if code == NOBODY_NAMED:
            return say("Rule {place}: {rule} names nobody who works here.", **places)
        case code if code == ALL_FULL:
            return say_many(
                "Rule {place}: {rule}, the one it names has no room.",
                "Rule {place}: {rule}, none of the {n} it names has room.",
                number,
                **places,
            )
        case code if code == NONE_AT_WORK:
            return say_many(
                "Rule {place}: {rule}, the one it names has no room or is not at work soon enough.",
                "Rule {place}: {rule}, none of the {n} it names has room and is at work soon enough.",
                number,
                **places,
            )
        case code if code == NO_USER:
            return say("Rule {place}: {rule}, {field} names nobody who works here.", field=why.get("field"), **places)
        case code if code == GONE:
            return say("Rule {place}: {rule}, there is no field {field} any more.", field=why.get("field"), **places)
        case code if code == NOT_ALLOWED:
            return say(
                "Rule {place}: {rule}, whoever entered it may not give it to {name}.",
                name=why.get("name", ""),
                **places,
            )
    return say("Rule {place}: {rule} gave it to nobody.", **places)


def _late(why: Mapping[str, Any]) -> Said | str:
    """How soon whoever got it is at work, where that is not now."""
    bucket = int(why.get("bucket") or 0)
    return say("At work within {hours} hours.", hours=formats.number(bucket * _HOURS)) if bucket else ""


def _passed(passed: Mapping[str, Any]) -> Said:
    """A rule that could not be asked."""
    return say(
        "Rule {place}: {rule} was passed over: {problem}.",
        place=formats.number(int(passed.get("place") or 0)),
        rule=passed.get("rule", ""),
        problem=told_again(str(passed.get("said") or ""), str(passed.get("problem") or "")).rstrip("."),
    )


def problem_of_condition(text: str, problem: Exception) -> Said:
    """What is wrong with a condition, named by its text."""
    said = getattr(problem, "message", "")
    if said:
        return say("{condition}: {problem}", condition=quoted(text), problem=said)
    return say("{condition} cannot be asked.", condition=quoted(text))

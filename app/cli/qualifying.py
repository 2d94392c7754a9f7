"""Qualifying by command: how many opportunities were meant, and what the plan says."""

from __future__ import annotations

from app.cli.answers import Answers
from app.cli.arguments import Misuse
from app.domain.qualification.rows import QualifyPlan
from app.words import say, say_many


def chosen_opportunities(wanted: str, names: list[str]) -> tuple[str, ...]:
    """The names of the opportunities to make; an empty name stands for the lead's topic.

    Args:
        wanted: ``new``, ``none``, or how many.
        names: Names given for them; ``new`` makes as many as there are names.

    Raises:
        Misuse: ``wanted`` is none of these, or there are more names than opportunities.
    """
    word = wanted.strip().lower()
    if word == "new":
        return tuple(names) or ("",)
    if word == "none":
        word = "0"
    if not word.isdecimal() or len(word) > 3:
        raise Misuse(
            say("{option} does not know “{value}”.", option="--opportunity", value=wanted[:40]),
            field="opportunity",
            hint=say("Say new, none, or how many."),
        )
    count = int(word)
    if len(names) > count:
        made = say_many("{n} opportunity", "{n} opportunities", count) if count else say("no opportunity")
        raise Misuse(
            say_many("{n} name given for {made}.", "{n} names given for {made}.", len(names), made=made),
            field="name",
            hint=say("Leave --opportunity out to make one for each name."),
        )
    return tuple(names[index] if index < len(names) else "" for index in range(count))


def show_plan(answers: Answers, plan: QualifyPlan) -> None:
    """Print what qualifying would mean."""
    suggestion = plan.suggestion
    answers.record(
        plan,
        [
            (say("Lead"), f"{plan.lead.code} {plan.lead.title}"),
            (say("Account"), suggestion.account),
            (say("Contact"), suggestion.contact),
            *((say("Filled in"), line) for line in plan.filled),
            *((say("Matching account"), f"{hit.code} {hit.title} ({hit.reason})") for hit in plan.accounts),
            *((say("Matching contact"), f"{hit.code} {hit.title} ({hit.reason})") for hit in plan.contacts),
            *((say("Note"), warning) for warning in plan.warnings),
        ],
    )

"""Qualifying by command: how many opportunities were meant, and what the plan says."""

from __future__ import annotations

from app.cli.answers import Answers
from app.cli.arguments import Misuse
from app.domain.core.text import counted
from app.domain.qualification.rows import QualifyPlan


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
            f"--opportunity does not know “{wanted[:40]}”.", field="opportunity", hint="Say new, none, or how many."
        )
    count = int(word)
    if len(names) > count:
        made = counted(count, "opportunity", "opportunities") if count else "no opportunity"
        raise Misuse(
            f"{counted(len(names), 'name')} given for {made}.",
            field="name",
            hint="Leave --opportunity out to make one for each name.",
        )
    return tuple(names[index] if index < len(names) else "" for index in range(count))


def show_plan(answers: Answers, plan: QualifyPlan) -> None:
    """Print what qualifying would mean."""
    suggestion = plan.suggestion
    answers.record(
        plan,
        [
            ("Lead", f"{plan.lead.code} {plan.lead.title}"),
            ("Account", suggestion.account),
            ("Contact", suggestion.contact),
            *(("Filled in", line) for line in plan.filled),
            *(("Matching account", f"{hit.code} {hit.title} ({hit.reason})") for hit in plan.accounts),
            *(("Matching contact", f"{hit.code} {hit.title} ({hit.reason})") for hit in plan.contacts),
            *(("Note", warning) for warning in plan.warnings),
        ],
    )

"""Qualifying by command: which leads and what was meant, what the plan says, and what became of several."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from app.cli.answers import Answers, Column
from app.cli.arguments import Misuse
from app.cli.new_database import asked
from app.cli.session import Session
from app.domain.core.errors import NotFound
from app.domain.core.frozen import frozen
from app.domain.core.outcomes import Outcome
from app.domain.core.windows import Anchor, ListQuery
from app.domain.leads.rows import DuplicateHit
from app.domain.leads.saying import likeness_in_words
from app.domain.qualification.rows import QualifyChoice, QualifyPlan
from app.words import listed, say, say_many, sentences

#: Leads that a query is asked for at a time.
_AT_A_TIME: Final = 500
_PARTS: Final = (
    Column("code", "Code"),
    Column("title", "Lead"),
    Column("made", "Made"),
    Column("matched", "Matched"),
    Column("remarks", "Note"),
)


@frozen
class Wanted:
    """What the options ask for.

    Attributes:
        account: ``new``, ``none`` or an existing account; ``None`` for what the plan suggests.
        contact: The same of the contact.
        opportunity: ``new``, ``none`` or how many; ``None`` for what the plan suggests.
        names: Names of the opportunities.
        reason: Why, although required steps are missing.
    """

    account: str | None
    contact: str | None
    opportunity: str | None
    names: tuple[str, ...]
    reason: str | None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself before anything is looked up.

        Raises:
            Misuse: How many opportunities are meant is not clear.
        """
        self.choice(QualifyChoice())

    def choice(self, suggestion: QualifyChoice) -> QualifyChoice:
        """The choice, with what was left open as suggested."""
        opportunities = suggestion.opportunities
        if self.opportunity is not None or self.names:
            opportunities = chosen_opportunities(self.opportunity or "new", list(self.names))
        return QualifyChoice(self.account or suggestion.account, self.contact or suggestion.contact, opportunities)


def wanted_leads(session: Session, leads: Sequence[str], where: str | None, *, plan: bool) -> list[str]:
    """The leads that are meant: those named, or every open one that a query finds.

    Raises:
        Misuse: None is named, or both ways are used, or the plan of several is asked for.
        NotFound: The query finds none.
    """
    if bool(leads) == (where is not None):
        raise Misuse(say("Which leads is not clear."), field="lead", hint=say("Name leads, or give --where; not both."))
    if plan and (where is not None or len(leads) > 1):
        raise Misuse(say("--plan shows one lead."), field="plan", hint=say("Name the lead alone."))
    if where is None:
        return list(leads)
    query, anchor = ListQuery(where="state = open", narrowing=where, sort=("created_at",)), Anchor()
    found: list[str] = []
    while True:
        window = session.workspace.leads.window(query, anchor, _AT_A_TIME)
        found += [line.id for line in window.lines]
        if not window.more_after:
            break
        anchor = Anchor("after", found[-1])
    if not found:
        raise NotFound(say("No open lead fits the query."), field="where", hint=say("Nothing was changed."))
    return found


def qualify_one(session: Session, lead: str, wanted: Wanted) -> None:
    """Qualify a lead; where steps are missing and somebody can answer, the reason is asked."""
    qualification = session.workspace.qualification
    plan = qualification.plan(lead)
    choice = wanted.choice(plan.suggestion)
    reason = wanted.reason
    if reason is None and plan.asks_reason and not session.answers.as_json:
        reason = _ask_reason(plan)
    outcome = qualification.qualify(lead, choice, missing_reason=reason)
    session.answers.outcome(outcome)
    if plan.missing and not reason and not session.answers.as_json:
        session.answers.say(say("Still missing: {steps}.", steps=listed(each.label for each in plan.missing)))


def _ask_reason(plan: QualifyPlan) -> str | None:
    """Why the lead is qualified all the same; nothing where nobody can answer, or nobody does."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return None
    missing = say("Still missing: {steps}.", steps=listed(each.label for each in plan.missing))
    return asked(sentences(missing, say("Why qualify it all the same?"))).strip() or None


def qualify_several(session: Session, leads: Sequence[str], wanted: Wanted) -> None:
    """Qualify leads in one command, and say what became of each."""
    choice = wanted.choice(QualifyChoice())
    outcome = session.workspace.batches.qualify(leads, choice, missing_reason=wanted.reason)
    session.answers.outcome(outcome)
    if not session.answers.as_json:
        _show_parts(session.answers, outcome)


def _show_parts(answers: Answers, outcome: Outcome) -> None:
    rows = [
        {
            "code": each.code,
            "title": each.title,
            "made": [code for codes in each.made.values() for code in codes],
            "matched": [code for codes in each.matched.values() for code in codes],
            "remarks": sentences(*each.remarks),
        }
        for each in outcome.parts
    ]
    answers.rows(rows, _PARTS, empty="No leads.")
    for ref, why in outcome.refused.items():
        answers.say(say("Not qualified: {lead}: {why}", lead=ref, why=why))


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
            *((say("Matching account"), _match(hit)) for hit in plan.accounts),
            *((say("Matching contact"), _match(hit)) for hit in plan.contacts),
            *((say("Opportunity"), f"{each.code} {each.name}") for each in plan.opportunities),
            (say("Process goes on in"), plan.stage),
            *((say("Note"), warning) for warning in plan.warnings),
        ],
    )


def _match(hit: DuplicateHit) -> str:
    return f"{hit.code} {hit.title} ({likeness_in_words(hit)})"

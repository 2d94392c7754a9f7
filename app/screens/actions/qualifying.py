"""Qualifying from a screen: one lead with the way to its missing steps and back, or several with a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Refusal
from app.screens.actions.process import ProcessActions
from app.words import listed, say, say_in, say_many, sentences

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome, Part
    from app.domain.qualification.policy import QualifyPolicy
    from app.domain.qualification.rows import MissingStep, QualifyPlan
    from app.screens.dialogs.qualify import QualifyDialog
    from app.screens.host import Attempt, Host
    from app.widgets.forms.matching import Option


async def qualify(host: Host) -> None:
    """Show what qualifying the lead would mean, and carry out what is chosen; a missing step can be done between."""
    from app.domain.qualification.rows import QualifyChoice
    from app.screens.dialogs.qualify import Jump

    space = await host.workspace()
    lead = host.wanted
    chosen: dict[str, Any] = {}
    outcome: Outcome | None = None

    async def attempt(answer: Any) -> object:
        nonlocal outcome
        choice = QualifyChoice(answer["account"], answer["contact"], tuple(answer.get("opportunities") or ()))
        reason = answer.get("missing_reason")
        outcome = await host.ask(space.qualification.qualify, lead, choice, missing_reason=reason)
        return outcome

    while True:
        try:
            plan = await host.ask(space.qualification.plan, lead)
        except Refusal as refusal:
            host.refused(refusal)
            return
        answer = await host.show_dialog(_pane(host, plan, chosen, attempt))
        if not isinstance(answer, Jump):
            break
        chosen = answer.chosen
        await _do_step(host, next(each for each in plan.missing if each.code == answer.step))
    if outcome is not None:
        host.tell(outcome)
        await host.ready()
        if outcome.made.get("opportunity"):
            host.focus_on("header")  # where the way to it is
        else:
            host.leave_record()


def _pane(host: Host, plan: QualifyPlan, chosen: dict[str, Any], attempt: Attempt) -> QualifyDialog:
    """The pane of a plan, with what was chosen before."""
    from app.domain.leads.saying import likeness_in_words
    from app.screens.dialogs.qualify import QualifyDialog

    values = plan.lead.values
    return QualifyDialog(
        plan.lead.title,
        host.context.parse_context(),
        company=values.get("company"),
        person=values.get("name"),
        topic=values.get("topic"),
        accounts=[(hit.code, hit.title, likeness_in_words(hit)) for hit in plan.accounts],
        contacts=[(hit.code, hit.title, likeness_in_words(hit)) for hit in plan.contacts],
        warnings=(*_refusal(plan), *plan.warnings[bool(plan.missing) :]),
        proposed=(plan.suggestion.account, plan.suggestion.contact),
        stage=plan.stage,
        missing=[(each.code, each.label) for each in plan.missing],
        asks_reason=plan.asks_reason,
        always=_always(plan.policy),
        before=[(each.code, each.name) for each in plan.opportunities],
        chosen=chosen,
        draft=host.draft(f"qualify-{plan.lead.code}"),
        attempt=attempt,
    )


def _refusal(plan: QualifyPlan) -> tuple[str, ...]:
    """That the lead is refused as it is, where managers want no lead qualified with steps missing."""
    if plan.missing and plan.policy.missing == "refuse":
        return (say("No lead is qualified here before they are done."),)
    return ()


async def _do_step(host: Host, step: MissingStep) -> None:
    """Fill a missing step in, or begin what it asks for."""
    if not step.command:
        await host.acting(ProcessActions).open_at(step.stage, step.code)
        return
    act = host.act_of(host.register[step.command])
    if act is not None and (working := act()) is not None:
        await working


async def qualify_several(host: Host) -> None:
    """Ask once what to make of the leads selected, do it, and show what became of each."""
    from app.domain.qualification.rows import QualifyChoice
    from app.screens.dialogs.qualify import QualifySeveralDialog

    space = await host.workspace()
    marked = host.marked()
    outlook = await host.ask(space.qualification.outlook, marked)

    def write(answer: dict[str, Any]) -> Outcome:
        choice = QualifyChoice(answer["account"], answer["contact"], tuple(answer["opportunities"]))
        return space.batches.qualify(marked, choice, missing_reason=answer.get("missing_reason"))

    outcome = await host.through(
        lambda attempt: QualifySeveralDialog(
            len(marked),
            host.context.parse_context(),
            closed=outlook.closed,
            missing=outlook.missing,
            asks_reason=outlook.asks_reason,
            always=_always(outlook.policy),
            draft=host.draft("qualify-several"),
            attempt=attempt,
        ),
        write,
    )
    if outcome is not None:
        host.unmark()
        await _show_summary(host, outcome)


async def _show_summary(host: Host, outcome: Outcome) -> None:
    """Show what was made, matched and refused; the lead chosen is shown."""
    from app.screens.dialogs.several import SeveralDialog

    title = say_many("{n} lead qualified", "{n} leads qualified", len(outcome.parts))
    chosen = await host.show_dialog(SeveralDialog(title, _lines(outcome), outcome.message))
    if chosen:
        host.go_to(chosen)


def _lines(outcome: Outcome) -> list[Option]:
    """A line for each lead, for each thing to look at, and for each that was refused."""
    from app.widgets.forms.matching import Option

    done, look, left = say_in("heading", "Qualified"), say("To look at"), say_in("heading", "Refused")
    return [
        *(Option(each.id, each.title, _became(each), heading=done) for each in outcome.parts),
        *(Option(each.id, each.title, said, heading=look) for each in outcome.parts for said in each.remarks),
        *(Option(ref, why, heading=left) for ref, why in outcome.refused.items()),
    ]


def _became(part: Part) -> str:
    """What was made of a lead, and what it shares with others."""
    made = [code for codes in part.made.values() for code in codes]
    matched = [code for codes in part.matched.values() for code in codes]
    return sentences(
        say("Made: {records}.", records=listed(made)) if made else "",
        say("Matched: {names}.", names=listed(matched)) if matched else "",
    )


def _always(policy: QualifyPolicy) -> frozenset[str]:
    """What managers want made always."""
    kinds = (("account", policy.account), ("contact", policy.contact), ("opportunity", policy.opportunity))
    return frozenset(kind for kind, decided in kinds if decided == "always")

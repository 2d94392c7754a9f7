"""Use cases of several records at once: one transaction, one entry in the log, one undo; refusals are named by each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from app.domain.core.errors import Invalid, NotAllowed, Refusal
from app.domain.core.outcomes import Outcome, Part
from app.domain.core.stopping import Stopped, tell_progress
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.service import LeadService
from app.domain.qualification.decided import Decided
from app.domain.qualification.rows import QualifyChoice, QualifyPlan
from app.domain.qualification.service import QualificationService
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.service import OpportunityService
from app.domain.store.desk import Desk, JoinedDesk
from app.words import Said, listed, say, say_many, sentences

_Codes: TypeAlias = Mapping[str, Sequence[str]]
"""Short codes of records by their kind."""
#: Refusals that the message names; the outcome has them all.
NAMED = 3


class BatchService:
    """Decisions about several leads, or several opportunities."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def assign(self, refs: Sequence[str], owner: str | None = None, to: str | Sequence[str] | None = None) -> Outcome:
        """Give leads to another owner, or to colleagues who work on them beside their owners."""
        return self._each("lead.assign", refs, _assigned, lambda desk, ref: LeadService(desk).assign(ref, owner, to))

    def set_status(self, refs: Sequence[str], status: str) -> Outcome:
        """Set the status of leads."""
        return self._each("lead.status", refs, _changed, lambda desk, ref: LeadService(desk).set_status(ref, status))

    def qualify(
        self, refs: Sequence[str], choice: QualifyChoice | None = None, *, missing_reason: str | None = None
    ) -> Outcome:
        """Qualify leads; each uses the account and contact that match it, and makes those that are missing.

        Args:
            refs: Which leads.
            choice: What is made of each: ``new`` means the record that matches, else a new one where the lead has the
                name for it; of a lead with an open opportunity no further one is made. Everything without it.
            missing_reason: Why leads are qualified although required steps are missing; it is kept with each of them.
        """
        wanted = choice or QualifyChoice()

        def qualify(desk: JoinedDesk, ref: str) -> Outcome:
            service = QualificationService(desk)
            plan = service.plan(ref)
            fitting = plan.suggestion
            mine = QualifyChoice(
                fitting.account if wanted.account == "new" else wanted.account,
                fitting.contact if wanted.contact == "new" else wanted.contact,
                wanted.opportunities if fitting.opportunities else (),
            )
            outcome = service.qualify(ref, mine, missing_reason=missing_reason)
            return replace(outcome, parts=(_part(desk, plan, outcome, told=missing_reason is not None),))

        return self._each("lead.qualify", refs, _qualified, qualify, _made_and_matched)

    def disqualify(
        self, refs: Sequence[str], reason: str, comment: str | None = None, *, keep_contact: bool = False
    ) -> Outcome:
        """Stop pursuing leads, for one reason; their people and companies may be kept."""
        return self._each(
            "lead.disqualify",
            refs,
            _disqualified,
            lambda desk, ref: QualificationService(desk).disqualify(ref, reason, comment, keep_contact=keep_contact),
        )

    def delete(self, refs: Sequence[str]) -> Outcome:
        """Put leads away; it can be undone."""
        return self._each("lead.delete", refs, _deleted, lambda desk, ref: QualificationService(desk).delete(ref))

    def lose(
        self,
        refs: Sequence[str],
        how: str = "lost",
        *,
        on: object = None,
        reasons: Sequence[str] | str | None = None,
        comment: str | None = None,
        competitor: str | None = None,
    ) -> Outcome:
        """Close opportunities as lost, cancelled or out-sold, for the same reasons and to the same competitor."""
        return self._each(
            "opportunity.close",
            refs,
            _closed,
            lambda desk, ref: OpportunityService(desk).close(
                ref, how, on=on, reasons=reasons, comment=comment, competitor=competitor
            ),
            kind=OPPORTUNITY.name,
        )

    def _each(
        self,
        command: str,
        refs: Sequence[str],
        say_done: Callable[[int], str],
        act: Callable[[JoinedDesk, str], Outcome],
        tell: Callable[[_Codes, _Codes], str] = lambda _made, _matched: "",
        *,
        kind: str = LEAD.name,
    ) -> Outcome:
        """Do the same to each record; those that refuse are left as they were.

        Raises:
            Invalid: None was named.
            NotAllowed: Every one refused; nothing was changed.
        """
        if not refs:
            nothing = say("No lead is selected.") if kind == LEAD.name else say("No opportunity is selected.")
            raise Invalid(nothing, hint=say("space selects one."))
        done: list[Outcome] = []
        refused: dict[str, str] = {}
        with self._desk.write(command) as unit:
            desk = JoinedDesk.at(self._desk, unit)
            for number, ref in enumerate(dict.fromkeys(refs)):
                tell_progress(number, len(refs))
                try:
                    done.append(act(desk, ref))
                except Stopped:
                    raise
                except Decided as refusal:
                    refused[ref] = sentences(refusal.message, refusal.told)
                except Refusal as refusal:
                    refused[ref] = refusal.message
            if not done:
                raise NotAllowed(_describe(say_done(0), refused))
            made, matched = _together(each.made for each in done), _together(each.matched for each in done)
            message = _describe(say_done(len(done)), refused, tell(made, matched))
            unit.describe(message, kind, done[0].id)
        parts = tuple(part for each in done for part in each.parts)
        codes = tuple(each.code for each in done)
        return Outcome(done[0].id, done[0].code, codes, message, unit.seq, made, refused, matched, parts)


def _together(codes: Iterable[_Codes]) -> dict[str, list[str]]:
    """Short codes by kind, of several leads, each once."""
    found: dict[str, dict[str, None]] = {}
    for each in codes:
        for kind, some in each.items():
            found.setdefault(kind, {}).update(dict.fromkeys(some))
    return {kind: list(some) for kind, some in found.items()}


def _part(desk: JoinedDesk, plan: QualifyPlan, outcome: Outcome, *, told: bool) -> Part:
    """What became of a lead among several, and what a person should look at.

    Args:
        desk: Where it was decided.
        plan: What it would have meant.
        outcome: What it did.
        told: Whether the reason for missing steps was told, so that they are known of.
    """
    missing = () if told else tuple(each.label for each in plan.missing)
    alike = [
        hit
        for kind, hits in (("account", plan.accounts), ("contact", plan.contacts))
        if kind in outcome.made
        for hit in hits[:NAMED]
    ]
    remarks = [
        *(
            say("{code} {title} may be the same ({why}).", code=hit.code, title=hit.title, why=hit.reason)
            for hit in alike
        ),
        *(say("{code} was made of it before.", code=each.code) for each in plan.opportunities),
        *((say("Still missing: {steps}.", steps=listed(missing)),) if missing else ()),
    ]
    made = {kind: codes for kind, codes in outcome.made.items() if codes}
    title = LEAD.called(desk.unit.session.get_one(Lead, outcome.id))
    return Part(outcome.id, outcome.code, title, made, outcome.matched, tuple(remarks))


def _made_and_matched(made: _Codes, found: _Codes) -> str:
    """What qualifying several leads made, and which records it found there already."""
    matched = [code for codes in found.values() for code in codes]
    parts = [KINDS[kind].counted(len(codes)) for kind, codes in made.items() if codes]
    said = say("Made: {records}.", records=listed(parts)) if parts else ""
    named, more = listed([*matched][:NAMED]), len(matched) - NAMED
    if not matched:
        return said
    if more <= 0:
        return sentences(said, say("Matched: {names}.", names=named))
    return sentences(
        said, say_many("Matched: {names} and {n} more.", "Matched: {names} and {n} more.", more, names=named)
    )


def _describe(leads: str, refused: Mapping[str, str], told: str = "") -> Said:
    """What was done, what it made, and why the others were left."""
    if not refused:
        return sentences(leads, told)
    named, more = sentences(*list(refused.values())[:NAMED]), len(refused) - NAMED
    return sentences(
        leads,
        told,
        say_many("{n} refused: {refusals}", "{n} refused: {refusals}", len(refused), refusals=named),
        say_many("And {n} more.", "And {n} more.", more) if more > 0 else "",
    )


def _assigned(number: int) -> Said:
    return say_many("{n} lead assigned.", "{n} leads assigned.", number)


def _changed(number: int) -> Said:
    return say_many("{n} lead changed.", "{n} leads changed.", number)


def _closed(number: int) -> Said:
    return say_many("{n} opportunity closed.", "{n} opportunities closed.", number)


def _qualified(number: int) -> Said:
    return say_many("{n} lead qualified.", "{n} leads qualified.", number)


def _disqualified(number: int) -> Said:
    return say_many("{n} lead disqualified.", "{n} leads disqualified.", number)


def _deleted(number: int) -> Said:
    return say_many("{n} lead deleted.", "{n} leads deleted.", number)

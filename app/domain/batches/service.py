"""Use cases of several leads at once: one transaction, one entry in the log, one undo; refusals are named by lead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from app.domain.core.errors import Invalid, NotAllowed, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.core.stopping import Stopped, tell_progress
from app.domain.fields.kinds import KINDS
from app.domain.leads.service import LeadService
from app.domain.qualification.rows import QualifyChoice
from app.domain.qualification.service import QualificationService
from app.domain.store.desk import Desk, JoinedDesk
from app.words import Said, listed, say, say_many, sentences

#: Refusals that the message names; the outcome has them all.
NAMED = 3


class BatchService:
    """Decisions about several leads."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def assign(self, refs: Sequence[str], user: str) -> Outcome:
        """Give leads to another owner."""
        return self._each("lead.assign", refs, _assigned, lambda desk, ref: LeadService(desk).assign(ref, user))

    def set_status(self, refs: Sequence[str], status: str) -> Outcome:
        """Set the status of leads."""
        return self._each("lead.status", refs, _changed, lambda desk, ref: LeadService(desk).set_status(ref, status))

    def qualify(self, refs: Sequence[str], *, opportunity: bool = True) -> Outcome:
        """Qualify leads; each uses the account and contact that match it, and makes those that are missing.

        Args:
            refs: Which leads.
            opportunity: Whether each gets an opportunity.
        """
        matched: dict[str, None] = {}

        def qualify(desk: Desk, ref: str) -> Outcome:
            service = QualificationService(desk)
            fitting = service.plan(ref).suggestion
            wanted = QualifyChoice(fitting.account, fitting.contact, ("",) if opportunity else ())
            outcome = service.qualify(ref, wanted)
            found = (each for each in (fitting.account, fitting.contact) if each not in ("new", "none"))
            matched.update(dict.fromkeys(found))
            return outcome

        return self._each("lead.qualify", refs, _qualified, qualify, lambda made: _made_and_matched(made, matched))

    def disqualify(self, refs: Sequence[str], reason: str, comment: str | None = None) -> Outcome:
        """Stop pursuing leads, for one reason."""
        return self._each(
            "lead.disqualify",
            refs,
            _disqualified,
            lambda desk, ref: QualificationService(desk).disqualify(ref, reason, comment),
        )

    def delete(self, refs: Sequence[str]) -> Outcome:
        """Put leads away; it can be undone."""
        return self._each("lead.delete", refs, _deleted, lambda desk, ref: QualificationService(desk).delete(ref))

    def _each(
        self,
        command: str,
        refs: Sequence[str],
        say_done: Callable[[int], str],
        act: Callable[[Desk, str], Outcome],
        tell: Callable[[Mapping[str, Sequence[str]]], str] = lambda _: "",
    ) -> Outcome:
        """Do the same to each lead; those that refuse are left as they were.

        Raises:
            Invalid: No lead was named.
            NotAllowed: Every one refused; nothing was changed.
        """
        if not refs:
            raise Invalid(say("No lead is selected."), hint=say("space selects one."))
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
                except Refusal as refusal:
                    refused[ref] = refusal.message
            if not done:
                raise NotAllowed(_describe(say_done(0), refused))
            made: dict[str, list[str]] = {}
            for outcome in done:
                for kind, codes in outcome.made.items():
                    made.setdefault(kind, []).extend(codes)
            message = _describe(say_done(len(done)), refused, tell(made))
            unit.describe(message, "lead", done[0].id)
        leads = tuple(each.code for each in done)
        return Outcome(done[0].id, done[0].code, leads, message, unit.seq, made, refused)


def _made_and_matched(made: Mapping[str, Sequence[str]], matched: Collection[str]) -> str:
    """What qualifying several leads made, and which records it found there already."""
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


def _qualified(number: int) -> Said:
    return say_many("{n} lead qualified.", "{n} leads qualified.", number)


def _disqualified(number: int) -> Said:
    return say_many("{n} lead disqualified.", "{n} leads disqualified.", number)


def _deleted(number: int) -> Said:
    return say_many("{n} lead deleted.", "{n} leads deleted.", number)

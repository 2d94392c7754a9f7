"""Use cases of several leads at once: one transaction, one entry in the log, one undo; refusals are named by lead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from app.domain.core.errors import Invalid, NotAllowed, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.core.stopping import Stopped, tell_progress
from app.domain.core.text import counted
from app.domain.fields.kinds import KINDS
from app.domain.leads.service import LeadService
from app.domain.qualification.rows import QualifyChoice
from app.domain.qualification.service import QualificationService
from app.domain.store.desk import Desk, JoinedDesk

#: Refusals that the message names; the outcome has them all.
NAMED = 3


class BatchService:
    """Decisions about several leads."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def assign(self, refs: Sequence[str], user: str) -> Outcome:
        """Give leads to another owner."""
        return self._each("lead.assign", refs, "assigned", lambda desk, ref: LeadService(desk).assign(ref, user))

    def set_status(self, refs: Sequence[str], status: str) -> Outcome:
        """Set the status of leads."""
        return self._each("lead.status", refs, "changed", lambda desk, ref: LeadService(desk).set_status(ref, status))

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

        return self._each("lead.qualify", refs, "qualified", qualify, lambda made: _made_and_matched(made, matched))

    def disqualify(self, refs: Sequence[str], reason: str, comment: str | None = None) -> Outcome:
        """Stop pursuing leads, for one reason."""
        return self._each(
            "lead.disqualify",
            refs,
            "disqualified",
            lambda desk, ref: QualificationService(desk).disqualify(ref, reason, comment),
        )

    def delete(self, refs: Sequence[str]) -> Outcome:
        """Put leads away; it can be undone."""
        return self._each("lead.delete", refs, "deleted", lambda desk, ref: QualificationService(desk).delete(ref))

    def _each(
        self,
        command: str,
        refs: Sequence[str],
        word: str,
        act: Callable[[Desk, str], Outcome],
        tell: Callable[[Mapping[str, Sequence[str]]], str] = lambda _: "",
    ) -> Outcome:
        """Do the same to each lead; those that refuse are left as they were.

        Raises:
            Invalid: No lead was named.
            NotAllowed: Every one refused; nothing was changed.
        """
        if not refs:
            raise Invalid("No lead is selected.", hint="space selects one.")
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
                raise NotAllowed(_describe(0, word, refused))
            made: dict[str, list[str]] = {}
            for outcome in done:
                for kind, codes in outcome.made.items():
                    made.setdefault(kind, []).extend(codes)
            message = _describe(len(done), word, refused, tell(made))
            unit.describe(message, "lead", done[0].id)
        leads = tuple(each.code for each in done)
        return Outcome(done[0].id, done[0].code, leads, message, unit.seq, made, refused)


def _made_and_matched(made: Mapping[str, Sequence[str]], matched: Collection[str]) -> str:
    """What qualifying several leads made, and which records it found there already."""
    parts = [counted(len(codes), kind, KINDS[kind].plural) for kind, codes in made.items() if codes]
    named = [*matched][:NAMED]
    more = f" and {len(matched) - NAMED:,} more" if len(matched) > NAMED else ""
    return (f" Made: {', '.join(parts)}." if parts else "") + (f" Matched: {', '.join(named)}{more}." if named else "")


def _describe(done: int, word: str, refused: dict[str, str], told: str = "") -> str:
    leads = f"{counted(done, 'lead')} {word}.{told}"
    if not refused:
        return leads
    named = " ".join(list(refused.values())[:NAMED])
    rest = f" And {len(refused) - NAMED:,} more." if len(refused) > NAMED else ""
    return f"{leads} {len(refused):,} refused: {named}{rest}"

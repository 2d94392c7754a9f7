"""What the faces see of qualifying: the plan before, the choice made."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.core.columns import RecordCard
from app.domain.leads.rows import DuplicateHit


@dataclass(frozen=True, slots=True)
class QualifyChoice:
    """What qualifying a lead is to make.

    Attributes:
        account: ``new``, ``none``, or a reference to an existing account.
        contact: ``new``, ``none``, or a reference to an existing contact.
        opportunities: Names of the opportunities to make, up to five; empty for none. An empty name stands for
            the lead's topic.
    """

    account: str = "new"
    contact: str = "new"
    opportunities: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class QualifyPlan:
    """What qualifying a lead would mean, before anything is made.

    Attributes:
        lead: The lead in full.
        accounts: Existing accounts that may be its company, the most certain first.
        contacts: Existing contacts that may be its person, the most certain first.
        suggestion: The choice that fits best.
        filled: What the suggested existing records would be given by the lead, in words.
        warnings: What a person should know first, in sentences.
    """

    lead: RecordCard
    accounts: tuple[DuplicateHit, ...]
    contacts: tuple[DuplicateHit, ...]
    suggestion: QualifyChoice
    filled: tuple[str, ...]
    warnings: tuple[str, ...]

"""What the faces see of qualifying: the plan before, the choice made."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.core.columns import RecordCard
from app.domain.core.frozen import frozen
from app.domain.leads.rows import DuplicateHit
from app.domain.qualification.policy import QualifyPolicy
from app.words import OwnWords


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


@frozen
class MissingStep:
    """A required step of the lead's stage that is not done.

    Attributes:
        code: Its code in the process.
        label: What it is called.
        stage: The code of its stage.
        command: The command that begins it; empty where it is filled in.
    """

    code: str
    label: OwnWords
    stage: str
    command: str


@frozen
class OpportunityMade:
    """An opportunity that was made of the lead before and is open."""

    code: str
    name: str


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
        missing: The required steps of its stage that are not done.
        policy: What managers decided about qualifying.
        stage: The stage in which its process goes on with an opportunity; ``None`` where it stays or ends.
        opportunities: Those made of it before that are open.
    """

    lead: RecordCard
    accounts: tuple[DuplicateHit, ...]
    contacts: tuple[DuplicateHit, ...]
    suggestion: QualifyChoice
    filled: tuple[str, ...]
    warnings: tuple[str, ...]
    missing: tuple[MissingStep, ...] = ()
    policy: QualifyPolicy = field(default_factory=QualifyPolicy)
    stage: str | None = None
    opportunities: tuple[OpportunityMade, ...] = ()

    @property
    def asks_reason(self) -> bool:
        """Whether the reason for going on without the missing steps is asked."""
        return bool(self.missing) and self.policy.missing == "ask"


@frozen
class QualifyOutlook:
    """What qualifying several leads would meet.

    Attributes:
        leads: How many leads are meant.
        closed: How many of them are closed already, and would be left as they are.
        missing: How many open ones lack required steps of their stage.
        policy: What managers decided about qualifying.
    """

    leads: int
    closed: int
    missing: int
    policy: QualifyPolicy

    @property
    def asks_reason(self) -> bool:
        """Whether the reason for going on without the missing steps is asked."""
        return bool(self.missing) and self.policy.missing == "ask"

"""What managers decide about qualifying: what is asked, what is always made, and what missing steps mean."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, cast

from sqlalchemy.orm import Session

from app.domain.core.fields import Field
from app.domain.core.frozen import frozen
from app.domain.settings.declared import Setting
from app.domain.settings.queries import setting
from app.words import Words, WordsByCode, in_context

Making: TypeAlias = Literal["ask", "always"]
Missing: TypeAlias = Literal["ask", "refuse", "go_on"]

_GROUP: Final[Words] = "Qualifying leads"
_MAKING: Final[WordsByCode] = (
    ("ask", in_context("setting", "Ask")),
    ("always", in_context("setting", "Always")),
)
_MISSING: Final[WordsByCode] = (
    ("ask", in_context("setting", "Ask for the reason")),
    ("refuse", in_context("setting", "Refuse")),
    ("go_on", in_context("setting", "Go on")),
)
ACCOUNT: Final = Setting(
    Field(
        "qualify_account",
        "Account when qualifying",
        "choice",
        choices=_MAKING,
        help="Always: a lead with a company is not qualified without an account.",
    ),
    _GROUP,
    "ask",
)
CONTACT: Final = Setting(
    Field(
        "qualify_contact",
        "Contact when qualifying",
        "choice",
        choices=_MAKING,
        help="Always: a lead with a person is not qualified without a contact.",
    ),
    _GROUP,
    "ask",
)
OPPORTUNITY: Final = Setting(
    Field(
        "qualify_opportunity",
        "Opportunity when qualifying",
        "choice",
        choices=_MAKING,
        help="Always: no lead is qualified without an opportunity.",
    ),
    _GROUP,
    "ask",
)
MISSING: Final = Setting(
    Field(
        "qualify_missing",
        "Missing steps when qualifying",
        "choice",
        choices=_MISSING,
        help="What happens where required steps of the stage are not done.",
    ),
    _GROUP,
    "ask",
)
SETTINGS: Final = (ACCOUNT, CONTACT, OPPORTUNITY, MISSING)


@frozen
class QualifyPolicy:
    """What holds in this workspace.

    Attributes:
        account: Whether an account is asked for, or always made or used where there is a company.
        contact: The same of the contact, where there is a person.
        opportunity: The same of the opportunity.
        missing: Whether qualifying asks for the reason where required steps are missing, is refused, or goes on.
    """

    account: Making = "ask"
    contact: Making = "ask"
    opportunity: Making = "ask"
    missing: Missing = "ask"


def policy_of(session: Session) -> QualifyPolicy:
    """What managers have decided, as a transaction sees it."""
    return QualifyPolicy(
        cast("Making", setting(session, ACCOUNT.code)),
        cast("Making", setting(session, CONTACT.code)),
        cast("Making", setting(session, OPPORTUNITY.code)),
        cast("Missing", setting(session, MISSING.code)),
    )

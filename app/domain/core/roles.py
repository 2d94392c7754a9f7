"""Roles: what each may do, by the command that does it; whatever is not named here everybody may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.core.errors import NotAllowed
from app.words import Message, Said, label, say

ROLES: Final = ("agent", "rep", "manager", "admin")
LEAST: Final = ROLES[0]
"""The role that may do least."""
MANAGING: Final = ("manager", "admin")
"""The roles that look after the others."""
_WORKING: Final = ("rep", *MANAGING)

MANAGE_USERS: Final = "user.manage"
"""Changing another user, or anybody's role, login or whether they work here."""
DELETE_OF_OTHERS: Final = "timeline.delete_of_others"
"""Putting away what somebody else entered on a timeline."""
UNDO_OF_OTHERS: Final = "undo.of_others"
"""Taking back what somebody else did."""
DEFINE_FIELDS: Final = "field.add"
"""Making a field of one's own, also for the columns of a list."""
DEFINE_PROCESSES: Final = "process.define"
"""Laying out processes, putting them in order and taking them out of use."""
MANAGE_TEAMS: Final = "teams.manage"
"""Making and dissolving teams, and saying who is in them."""
TIME_OFF_OF_OTHERS: Final = "time_off.of_others"
"""Noting when somebody else does not work."""
DEFINE_SEQUENCES: Final = "sequence.define"
"""Laying out sequences, and taking them into use and out of it."""
MANAGE_RULES: Final = "rule.manage"
"""Making, changing and ordering assignment rules, and giving out leads by them."""
SET_SETTINGS: Final = "setting.set"
"""Deciding what holds for everybody in a workspace."""

_CALLED: Final[Mapping[str, Message]] = {"agent": "agent", "rep": "rep", "manager": "manager", "admin": "admin"}

_NUMBERS: Final[tuple[tuple[str, ...], Message]] = (MANAGING, "change do-not-call lists")
_CATALOGUE: Final[tuple[tuple[str, ...], Message]] = (MANAGING, "change the catalogue")
_WHO: Final[Mapping[str, tuple[tuple[str, ...], Message]]] = {
    "lead.delete": (MANAGING, "delete leads"),
    "opportunity.delete": (MANAGING, "delete opportunities"),
    "contact.delete": (MANAGING, "delete contacts"),
    "account.delete": (MANAGING, "delete accounts"),
    "competitor.delete": (MANAGING, "delete competitors"),
    "quote.delete": (MANAGING, "delete quotations"),
    "order.delete": (MANAGING, "delete orders"),
    "customer.delete": (MANAGING, "delete customers"),
    "timeline.delete": (_WORKING, "delete entries"),
    "attach.remove": (_WORKING, "take files off records"),
    DELETE_OF_OTHERS: (MANAGING, "delete what others entered"),
    UNDO_OF_OTHERS: (MANAGING, "undo what others did"),
    DEFINE_FIELDS: (MANAGING, "define fields"),
    "field.extend": (MANAGING, "change fields"),
    "field.edit": (MANAGING, "change fields"),
    "user.add": (MANAGING, "add users"),
    MANAGE_USERS: (MANAGING, "change other users and roles"),
    DEFINE_PROCESSES: (MANAGING, "define processes"),
    MANAGE_TEAMS: (MANAGING, "change teams"),
    TIME_OFF_OF_OTHERS: (MANAGING, "note time off of others"),
    DEFINE_SEQUENCES: (MANAGING, "define sequences"),
    MANAGE_RULES: (MANAGING, "change assignment rules"),
    SET_SETTINGS: (MANAGING, "change settings of the workspace"),
    **dict.fromkeys(
        (
            *(f"product.{verb}" for verb in ("add", "edit", "set_parts", "delete", "import")),
            *(f"price_list.{verb}" for verb in ("add", "edit", "set_price", "remove_price", "delete", "import")),
            *(f"{kind}.{verb}" for kind in ("discount_list", "unit_group") for verb in ("add", "edit", "delete")),
        ),
        _CATALOGUE,
    ),
    **dict.fromkeys(
        tuple(f"queue.{verb}" for verb in ("add", "edit", "pause", "resume", "delete", "reset", "note", "reassign")),
        (MANAGING, "run call queues"),
    ),
    "research.define": (MANAGING, "change the links for research"),
    "calling.set": (MANAGING, "decide when people are called"),
    **dict.fromkeys(("dnc.add", "dnc.import", "dnc.remove"), _NUMBERS),
    "rate.set": (MANAGING, "set exchange rates"),
    "rate.remove": (MANAGING, "remove exchange rates"),
}
"""Who may carry out a command, and what it does, in words."""


def may(role: str, command: str) -> bool:
    """Whether users of a role may carry out a command."""
    return command not in _WHO or role in _WHO[command][0]


def refuse(role: str, command: str) -> None:
    """Refuse a command that the role does not allow.

    Raises:
        NotAllowed: It does not.
    """
    reason = refusal_of(role, command)
    if reason:
        raise NotAllowed(reason, hint=say("Ask one: leadline user list shows the roles."))


def refusal_of(role: str, command: str) -> Said | None:
    """Why a role does not allow a command, in a sentence; ``None`` where it does."""
    if may(role, command):
        return None
    roles, deed = _WHO[command]
    own = label(_CALLED.get(role, role))
    if roles == MANAGING:
        return say("Only a manager may {deed}; your role is {role}.", deed=label(deed), role=own)
    return say("Only a rep or a manager may {deed}; your role is {role}.", deed=label(deed), role=own)

"""What users do when a command is taken back: they stay while history names them."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.core.errors import NotAllowed
from app.domain.people.records import User
from app.domain.store.log import ChangeEntry, CommandEntry
from app.domain.store.undo import TakingBack
from app.domain.store.unit import UnitOfWork
from app.words import say


def on_taking_back(unit: UnitOfWork, event: TakingBack) -> None:
    """Refuse to take away a user whose commands are in the log: nobody could say then who did them."""
    made = select(ChangeEntry.row_id).where(
        ChangeEntry.command_seq == event.command.seq,
        ChangeEntry.table_name == User.__tablename__,
        ChangeEntry.operation == "insert",
    )
    for user in unit.session.scalars(select(User).where(User.id.in_(made)).order_by(User.code)):
        done = select(CommandEntry.seq).where(CommandEntry.actor_id == user.id).limit(1)
        if user.id == unit.actor_id or unit.session.scalar(done) is not None:
            raise NotAllowed(
                say(
                    "“{summary}” cannot be undone: {name} has worked here, and history names them.",
                    summary=event.command.summary,
                    name=user.name,
                ),
                hint=say("Keep {name}; give what they own to others: leadline lead assign LEAD USER.", name=user.name),
            )

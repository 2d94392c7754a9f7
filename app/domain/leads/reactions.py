"""What leads say to what happens in the areas below."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.core.errors import Invalid
from app.domain.leads.records import Lead
from app.domain.people.events import UserAddressed
from app.domain.store.unit import UnitOfWork
from app.words import say


def on_user_addressed(unit: UnitOfWork, event: UserAddressed) -> None:
    """Refuse a colleague's address that is a lead's.

    Raises:
        Invalid: It is, and the lead stands.
    """
    same = func.lower(Lead.email) == event.email.lower()
    lead = unit.session.execute(select(Lead.code, Lead.title).where(same, Lead.deleted_at.is_(None)).limit(1)).first()
    if lead is not None:
        raise Invalid(
            say(
                "Email: {email} is the address of the lead {title} ({code}).",
                email=event.email,
                title=lead.title,
                code=lead.code,
            ),
            field="email",
            hint=say("Give {name}'s own address, or change that of the lead first.", name=event.name),
        )

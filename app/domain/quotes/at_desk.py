"""What the use cases of quotations share: finding one in the status that a command needs, and telling what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.money import Money
from app.domain.fields.editing import custom_fields, put_values, read_values
from app.domain.people.linking import resolver
from app.domain.products.documents import typed_reduction, work_out
from app.domain.quotes.expiring import expire_in_time
from app.domain.quotes.fields import OFFERED, QUOTATION_FIELDS, STILL
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.making import derive, note, settle_lead
from app.domain.quotes.queries import status_at
from app.domain.quotes.records import Quotation, QuotationLine
from app.domain.quotes.rules import check_valid_until, end_of, refuse_unless
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import Said, listed, say, small


class QuoteDesk:
    """A desk at which quotations are worked on."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def _standing(self, session: Session, ref: str) -> Quotation:
        """The quotation that a reference names, unless it was deleted."""
        quotation = session.get_one(Quotation, QUOTATION.find(session, ref))
        QUOTATION.refuse_deleted(quotation)
        return quotation

    def _may(self, session: Session, ref: str, deed: str) -> Quotation:
        """The quotation that a reference names, if that can be done with it now."""
        quotation = self._standing(session, ref)
        status = status_at(quotation.status, quotation.expires_at, self._desk.now())
        refuse_unless(deed, status, quotation.code, quotation.valid_until)
        return quotation

    def _draft(self, session: Session, ref: str) -> Quotation:
        """The draft that a reference names.

        Raises:
            NotAllowed: It was submitted.
        """
        quotation = self._standing(session, ref)
        if quotation.status != "draft":
            raise NotAllowed(
                say("{code} was submitted: what was offered stays as it is.", code=quotation.code),
                hint=say("Offer it anew: leadline quote copy {code}", code=quotation.code),
            )
        return quotation

    @staticmethod
    def _lines(session: Session, quotation_id: str) -> list[QuotationLine]:
        """The lines of a quotation, in their order."""
        own = select(QuotationLine).where(QuotationLine.quotation_id == quotation_id)
        return list(session.scalars(own.order_by(QuotationLine.position, QuotationLine.id)))

    def _typed(self, session: Session, values: Mapping[str, object]) -> dict[str, Any]:
        fields = (*QUOTATION_FIELDS, *custom_fields(session, QUOTATION.name))
        return read_values(fields, values, self._desk.context(), resolver(session, me=self._desk.actor.id))

    def _change(self, unit: UnitOfWork, quotation: Quotation, typed: dict[str, Any]) -> tuple[str, ...]:
        """Put typed values on a quotation, and let what follows from them follow."""
        QUOTATION.refuse_closed(quotation)
        own = custom_fields(unit.session, QUOTATION.name)
        if quotation.status != "draft":
            _refuse_offered(typed, {each.code for each in own})
        for code in ("name", "customer_name", "valid_until"):
            if code in typed and not typed[code]:
                (field,) = (each for each in QUOTATION_FIELDS if each.code == code)
                raise Invalid(
                    say("{field} is missing: a quotation needs it.", field=field.label),
                    field=code,
                    hint=say("Keep what there is."),
                )
        if typed.get("reduction"):
            typed["reduction"] = typed_reduction(typed["reduction"], quotation.total_currency)
        changed = put_values(quotation, (*QUOTATION_FIELDS, *own), typed)
        if "valid_until" in changed:
            check_valid_until(quotation.valid_until, self._desk.today())
            quotation.expires_at = end_of(quotation.valid_until, self._desk.zone)
            if quotation.status in OFFERED:
                expire_in_time(unit, quotation)
        if "reduction" in changed:
            work_out(quotation, self._lines(unit.session, quotation.id))
        if changed:
            derive(quotation)
        return changed

    def _finish(self, unit: UnitOfWork, quotation: Quotation, event: str, told: Said, message: Said) -> None:
        """Describe a command, put what it did on the timelines, and settle the lead."""
        note(unit, quotation, event, told)
        settle_lead(unit, quotation, told)
        unit.describe(message, QUOTATION.name, quotation.id)


def total_of(quotation: Quotation) -> Money:
    """What a quotation comes to."""
    return Money(quotation.total_minor, quotation.total_currency)


def _refuse_offered(typed: Mapping[str, Any], custom: set[str]) -> None:
    """Refuse to change what was offered."""
    for code in typed:
        if code not in STILL and code not in custom:
            (field,) = (each for each in QUOTATION_FIELDS if each.code == code)
            allowed = listed(small(each.label) for each in QUOTATION_FIELDS if each.code in STILL)
            raise NotAllowed(
                say("{field} was offered and stays as it is.", field=field.label),
                field=code,
                hint=say("You can still change: {fields}; or offer it anew with quote copy.", fields=allowed),
            )

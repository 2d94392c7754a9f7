"""Deciding about quotations: they are submitted, replied to, lost, cancelled, put away."""

from __future__ import annotations

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.fields import parse
from app.domain.core.outcomes import Outcome
from app.domain.quotes.at_desk import QuoteDesk, total_of
from app.domain.quotes.expiring import call_off_expiry, expire_in_time
from app.domain.quotes.fields import COMMENT, LOST_REASON, ORDERED
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.making import settle_lead
from app.domain.quotes.rules import check_valid_until, lost_reason
from app.domain.store.referring import hanging
from app.words import say, small


class Deciding(QuoteDesk):
    """What becomes of quotations."""

    def submit(self, ref: str) -> Outcome:
        """Offer a draft: from now on its figures stay as they are, and it expires when its last day is over.

        Raises:
            NotFound: There is none.
            NotAllowed: It is no draft.
            Invalid: It has no lines, comes to less than nothing, or its last day is over.
        """
        with self._desk.write("quote.submit") as unit:
            quotation = self._may(unit.session, ref, "submit")
            number = len(self._lines(unit.session, quotation.id))
            if not number:
                raise Invalid(
                    say("{code} has no lines.", code=quotation.code),
                    field="lines",
                    hint=say("Add one first: leadline quote line add {code} M2:3", code=quotation.code),
                )
            if quotation.total_minor < 0:
                raise Invalid(
                    say("{code} comes to {total}.", code=quotation.code, total=total_of(quotation)),
                    field="lines",
                    hint=say("What is offered must not come to less than nothing."),
                )
            check_valid_until(quotation.valid_until, self._desk.today())
            quotation.status, quotation.submitted_at = "submitted", unit.now
            expire_in_time(unit, quotation)
            message = say(
                "{code} submitted: {total}, valid until {day}.",
                code=quotation.code,
                total=total_of(quotation),
                day=quotation.valid_until.isoformat(),
            )
            told = say("Quotation {code} submitted: {total}", code=quotation.code, total=total_of(quotation))
            self._finish(unit, quotation, "quote_submitted", told, message)
        return Outcome(quotation.id, quotation.code, ("status",), message, unit.seq)

    def reply(self, ref: str) -> Outcome:
        """Note that the customer answered an offer.

        Raises:
            NotFound: There is none.
            NotAllowed: It is not submitted, or expired.
        """
        with self._desk.write("quote.reply") as unit:
            quotation = self._may(unit.session, ref, "reply")
            quotation.status, quotation.replied_at = "replied", unit.now
            message = say("{code} was replied to.", code=quotation.code)
            self._finish(
                unit, quotation, "quote_replied", say("Quotation {code} replied to", code=quotation.code), message
            )
        return Outcome(quotation.id, quotation.code, ("status",), message, unit.seq)

    def lose(self, ref: str, reason: object, comment: str | None = None) -> Outcome:
        """Give an offer up as lost.

        Args:
            ref: The quotation.
            reason: Why: one of the choices, or another.
            comment: Why, in words.

        Raises:
            NotFound: There is none.
            NotAllowed: It is a draft, ordered in part, or decided already.
            Invalid: There is no reason.
        """
        why = lost_reason(LOST_REASON, reason, self._desk.context())
        words = parse(COMMENT, comment, self._desk.context())
        with self._desk.write("quote.lose") as unit:
            quotation = self._may(unit.session, ref, "lose")
            quotation.status, quotation.lost_reason, quotation.comment = "lost", why, words
            called = small(LOST_REASON.choice_label(why))
            message = say("{code} lost: {reason}.", code=quotation.code, reason=called)
            told = say("Quotation {code} lost: {reason}", code=quotation.code, reason=called)
            call_off_expiry(unit, quotation.id)
            self._finish(unit, quotation, "quote_lost", told, message)
        return Outcome(quotation.id, quotation.code, ("status", "lost_reason"), message, unit.seq)

    def cancel(self, ref: str, comment: str | None = None) -> Outcome:
        """Take an offer, or a draft, back.

        Raises:
            NotFound: There is none.
            NotAllowed: It was ordered, at least in part, or decided already.
        """
        words = parse(COMMENT, comment, self._desk.context())
        with self._desk.write("quote.cancel") as unit:
            quotation = self._may(unit.session, ref, "cancel")
            quotation.status, quotation.comment = "cancelled", words
            call_off_expiry(unit, quotation.id)
            message = say("{code} cancelled.", code=quotation.code)
            self._finish(
                unit, quotation, "quote_cancelled", say("Quotation {code} cancelled", code=quotation.code), message
            )
        return Outcome(quotation.id, quotation.code, ("status",), message, unit.seq)

    def delete(self, ref: str) -> Outcome:
        """Put a quotation away with what hangs on it; it can be undone.

        Raises:
            NotFound: There is none.
            NotAllowed: Orders of it stand; or only managers may.
        """
        with self._desk.write("quote.delete") as unit:
            quotation = self._standing(unit.session, ref)
            if quotation.status in ORDERED:
                raise NotAllowed(
                    say("{code} was ordered.", code=quotation.code),
                    hint=say("Cancel its orders first: leadline order list --quote {code}", code=quotation.code),
                )
            quotation.deleted_at = unit.now
            call_off_expiry(unit, quotation.id)
            with_it = hanging(unit.session, quotation.id)
            message = (
                say("{name} deleted, with {what}.", name=quotation.code, what=with_it)
                if with_it
                else say("{name} deleted.", name=quotation.code)
            )
            unit.describe(message, QUOTATION.name, quotation.id)
            settle_lead(unit, quotation, say("Quotation {code} deleted", code=quotation.code))
        return Outcome(quotation.id, quotation.code, ("deleted",), message, unit.seq)

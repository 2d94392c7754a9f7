"""Drafting quotations: they are made, copied and changed, line by line, until they are submitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.core.amounts import parse_currency
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import check_version, custom_fields, describe_changes, read_values
from app.domain.people.linking import resolver
from app.domain.products.documents import work_out
from app.domain.products.lines import LINE_FIELDS, changed_columns
from app.domain.quotes import listing
from app.domain.quotes.at_desk import QuoteDesk, total_of
from app.domain.quotes.fields import QUOTATION_FIELDS
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.making import COPIED, Offer, Source, add_lines, copied_in_words, create, source_of, terms_of
from app.domain.quotes.queries import card
from app.domain.quotes.rules import check_valid_until
from app.domain.quotes.starting import start_lines
from app.domain.store.database import Reader
from app.domain.store.unit import UnitOfWork
from app.words import Said, say, sentences


class Drafting(QuoteDesk):
    """Quotations while nobody was offered them."""

    def add(
        self,
        ref: str,
        lines: Iterable[Mapping[str, object]] = (),
        *,
        discount: str | None = None,
        valid: object = None,
        price_list: str | None = None,
        currency: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Outcome:
        """Make a quotation, a draft, for an opportunity, a lead or a customer.

        Args:
            ref: What it is made for.
            lines: Values of ``LINE_FIELDS`` of each line, typed or as text; ``typed_line`` reads ``M2:3``.
            discount: On all of it: ``10%``, or an amount.
            valid: The last day, or a number of days such as ``30d``; as the setting says without it.
            price_list: The list that its prices are taken from.
            currency: Its currency; the one in which its first line has a price without it.
            values: Further fields, by code.

        Raises:
            NotFound: There is no such record, product or price list.
            NotAllowed: The lead is disqualified.
            ReadOnly: The opportunity is closed.
            Invalid: Some values do not fit.
        """
        with self._desk.write("quote.add") as unit:
            source = source_of(unit.session, ref)
            typed = self._typed(unit.session, values or {})
            if "valid_until" in typed:
                check_valid_until(typed["valid_until"], self._desk.today())
            offer = Offer(
                tuple(lines),
                discount if discount is not None else typed.pop("reduction", None),
                valid,
                price_list,
                parse_currency(currency, field="currency") if currency else "",
                typed,
            )
            quotation, carried = create(unit, self._desk, source, offer)
            self._change(unit, quotation, {code: value for code, value in typed.items() if code != "valid_until"})
            number = len(offer.lines)
            left_out: list[Said] = []
            if not offer.lines:
                number, left_out = start_lines(unit, self._desk, quotation, source.asked)
            told = say(
                "{code} added for {name}: {total}; copied: {what}.",
                code=quotation.code,
                name=quotation.customer_name,
                total=total_of(quotation),
                what=copied_in_words(quotation, number, carried),
            )
            message = sentences(told, *left_out)
            self._finish(unit, quotation, "quote_added", say("Quotation {code} made", code=quotation.code), message)
        return Outcome(quotation.id, quotation.code, ("quotation",), message, unit.seq, {"quotation": [quotation.code]})

    def copy(self, ref: str) -> Outcome:
        """Make a draft anew of a quotation: its lines and prices as they are there, its last day counted from today.

        Raises:
            NotFound: There is none.
        """
        with self._desk.write("quote.copy") as unit:
            original = self._standing(unit.session, ref)
            source = Source(
                original.id,
                {name: getattr(original, name) for name in COPIED},
            )
            offer = Offer(currency=original.total_currency, fields={})
            quotation, carried = create(unit, self._desk, source, offer)
            quotation.copied_from_id, quotation.price_list_id = original.id, original.price_list_id
            quotation.reduction, quotation.tax_inclusive = original.reduction, original.tax_inclusive
            lines = [listing.copied(each, quotation.id) for each in self._lines(unit.session, original.id)]
            work_out(quotation, lines)
            for line in lines:
                unit.add(line)
            message = say(
                "{code} copied from {original}: {total}; copied: {what}.",
                code=quotation.code,
                original=original.code,
                total=total_of(quotation),
                what=copied_in_words(quotation, len(lines), carried),
            )
            told = say("Quotation {code} copied from {original}", code=quotation.code, original=original.code)
            self._finish(unit, quotation, "quote_added", told, message)
        return Outcome(quotation.id, quotation.code, ("quotation",), message, unit.seq, {"quotation": [quotation.code]})

    def edit(self, ref: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change fields of a draft; of an offer only what leaves its figures as they are.

        Raises:
            NotFound: There is none.
            ReadOnly: It is decided.
            NotAllowed: It was submitted, and the field belongs to what was offered.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("quote.edit") as unit:
            quotation = self._standing(unit.session, ref)
            typed = self._typed(unit.session, values)
            if version is not None:
                check_version(quotation, version, typed, card(Reader(unit.session.connection()), quotation.id))
            changed = self._change(unit, quotation, typed)
            fields = (*QUOTATION_FIELDS, *custom_fields(unit.session, QUOTATION.name))
            message = describe_changes(quotation.code, fields, changed)
            unit.describe(message, QUOTATION.name, quotation.id)
        return Outcome(quotation.id, quotation.code, changed, message, unit.seq)

    def edit_within(self, unit: UnitOfWork, quotation_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields inside a command under way; returns the codes that changed."""
        quotation = self._standing(unit.session, quotation_id)
        return self._change(unit, quotation, self._typed(unit.session, values))

    def add_line(self, ref: str, values: Mapping[str, object]) -> Outcome:
        """Put a line below the others of a draft.

        Args:
            ref: The quotation.
            values: Of ``LINE_FIELDS``, typed or as text.

        Raises:
            NotFound: There is no such quotation or product.
            NotAllowed: It is no draft.
            Invalid: Some values do not fit, or it has too many lines.
        """
        with self._desk.write("quote.add_line") as unit:
            quotation = self._draft(unit.session, ref)
            (line,) = add_lines(unit, self._desk, quotation, self._lines(unit.session, quotation.id), [values])
            message = say(
                "{code}: {name} added; it comes to {total}.",
                code=quotation.code,
                name=line.name,
                total=total_of(quotation),
            )
            unit.describe(message, QUOTATION.name, quotation.id)
        return Outcome(quotation.id, quotation.code, ("lines",), message, unit.seq)

    def set_line(self, ref: str, row: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change a line of a draft.

        Args:
            ref: The quotation.
            row: The line: its place from 1, or its id.
            values: Of ``LINE_FIELDS``, typed or as text.
            version: The version of the line that the edit started from.

        Raises:
            NotFound: There is no such quotation, line or product.
            NotAllowed: It is no draft.
            Conflict: The line was changed since ``version``.
            Invalid: Some values do not fit.
        """
        with self._desk.write("quote.set_line") as unit:
            quotation = self._draft(unit.session, ref)
            lines = self._lines(unit.session, quotation.id)
            line = lines[listing.place_of(lines, row)]
            resolve = resolver(unit.session, me=self._desk.actor.id)
            if version is not None:
                typed = read_values(LINE_FIELDS, values, self._desk.context(), resolve)
                check_version(line, version, typed, listing.line_card(line, quotation.total_currency))
            columns, sort = changed_columns(
                unit.session,
                line,
                values,
                terms_of(quotation, tax_inclusive=quotation.tax_inclusive if len(lines) > 1 else None),
                self._desk.context(),
                resolve,
            )
            changed = tuple(name for name, value in columns.items() if getattr(line, name) != value)
            for name in changed:
                setattr(line, name, columns[name])
            quotation.tax_inclusive = quotation.tax_inclusive if sort is None else sort
            work_out(quotation, lines)
            message = (
                say(
                    "{code}: {name} changed; it comes to {total}.",
                    code=quotation.code,
                    name=line.name,
                    total=total_of(quotation),
                )
                if changed
                else say("{name} is as it was.", name=line.name)
            )
            unit.describe(message, QUOTATION.name, quotation.id)
        return Outcome(quotation.id, quotation.code, ("lines",) if changed else (), message, unit.seq)

    def remove_line(self, ref: str, row: str) -> Outcome:
        """Take a line out of a draft.

        Raises:
            NotFound: There is no such quotation or line.
            NotAllowed: It is no draft.
            Invalid: The discount is more than what is left.
        """
        with self._desk.write("quote.remove_line") as unit:
            quotation = self._draft(unit.session, ref)
            lines = self._lines(unit.session, quotation.id)
            line = lines.pop(listing.place_of(lines, row))
            unit.session.delete(line)
            work_out(quotation, lines)
            message = say(
                "{code}: {name} removed; it comes to {total}.",
                code=quotation.code,
                name=line.name,
                total=total_of(quotation),
            )
            unit.describe(message, QUOTATION.name, quotation.id)
        return Outcome(quotation.id, quotation.code, ("lines",), message, unit.seq)

"""Use cases of papers: what stands on one, in which language a customer reads it, and that it was sent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select

from app.domain.core.columns import RecordCard
from app.domain.core.exact import shortest
from app.domain.core.field_types.links import Link
from app.domain.core.outcomes import Outcome
from app.domain.fields.cards import read_card
from app.domain.fields.kinds import KINDS, find_record
from app.domain.orders.queries import shown as shown_order
from app.domain.orders.rows import ShownOrder
from app.domain.papers import settings
from app.domain.papers.rows import Letter, Paper, Recipient, Sender
from app.domain.people.records import User
from app.domain.products.queries import interests_of
from app.domain.quotes.queries import shown as shown_quotation
from app.domain.quotes.rows import ShownQuotation
from app.domain.quotes.service import QuoteService
from app.domain.sales.queries import lines_of
from app.domain.sales.rows import OfferedLine
from app.domain.settings.declared import Setting
from app.domain.settings.queries import kept_settings, value_of
from app.domain.store.database import Reader
from app.domain.store.desk import Desk, JoinedDesk
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.service import TimelineService
from app.words import LANGUAGES, is_rtl, language, say, sentences, speaking

#: The kinds of record that papers are made of.
PRINTED: Final = ("quotation", "order")
#: Whose language a paper is in, the first whose is known.
_READERS: Final = ("contact", "lead", "account")
#: The timelines on which the sending of a paper stands, beside that of its quotation.
_ALSO_ON: Final = ("opportunity", "lead", "customer")


class PaperService:
    """Quotations and orders as customers get them."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def language(self, ref: str) -> str:
        """The language of a paper: the customer's as far as it is known, else the one managers chose, else ours now.

        Args:
            ref: A quotation or an order.

        Raises:
            NotFound: There is none.
        """
        with self._desk.read() as reader:
            for link in _linked(self._document(reader, ref).card):
                own = str(read_card(reader, KINDS[link.kind], link.id).values.get("language") or "")
                if own.partition("-")[0] in LANGUAGES:
                    return own.partition("-")[0]
            kept = kept_settings(reader)
        return str(_held(kept, settings.LANGUAGE.code) or language())

    def paper(self, ref: str, spoken: str) -> Paper:
        """What stands on the paper of a quotation or an order.

        Args:
            ref: Which one.
            spoken: The language it is in.

        Raises:
            NotFound: There is none.
        """
        with self._desk.read() as reader:
            return self._paper(reader, self._document(reader, ref), spoken)

    def letter(self, ref: str, spoken: str) -> Letter:
        """The email with which a quotation or an order goes to its customer, as it is proposed.

        Args:
            ref: Which one.
            spoken: The language it is in.

        Raises:
            NotFound: There is none.
        """
        with self._desk.read() as reader:
            paper = self._paper(reader, self._document(reader, ref), spoken)
            sender = reader.connection.scalar(select(User.email).where(User.id == self._desk.actor.id))
        with speaking(spoken):
            return _letter(paper, self._desk.actor.name, sender or "")

    def sent(
        self,
        ref: str,
        letter: Letter,
        *,
        override: bool = False,
        override_reason: str | None = None,
    ) -> Outcome:
        """Log that a quotation goes to its customer by email; a draft is submitted with it.

        Args:
            ref: The quotation.
            letter: The email.
            override: Log it although somebody asked not to get email.
            override_reason: Why.

        Raises:
            NotFound: There is no such quotation.
            Unwanted: Somebody asked not to be sent email; nothing was submitted either.
            Invalid: The override has no reason; or the draft cannot be submitted.
        """
        with self._desk.write("quote.send") as unit:
            joined = JoinedDesk.at(self._desk, unit)
            quotes = QuoteService(joined)
            quotation = quotes.show(ref).card
            submitted = quotes.submit(quotation.id) if quotation.values["status"] == "draft" else None
            logged = TimelineService(joined).log_email(
                quotation.id,
                subject=letter.subject,
                body=letter.text,
                address=letter.recipient or None,
                override=override,
                override_reason=override_reason,
            )
            activity = unit.session.get_one(Activity, logged.id)
            places: list[Link] = [link for name in _ALSO_ON if (link := quotation.values.get(name)) is not None]
            rows = [
                {"record_kind": link.kind, "record_id": link.id, "activity_id": activity.id, "at": activity.at}
                for link in places
            ]
            unit.insert_many(TimelineLink, rows)
            noted = say("The email with {code} is on the timeline.", code=quotation.code)
            message = sentences(submitted.message, noted) if submitted else noted
            unit.describe(message, "quotation", quotation.id)
        changed = ("status", "timeline") if submitted else ("timeline",)
        return Outcome(quotation.id, quotation.code, changed, message, unit.seq)

    def _document(self, reader: Reader, ref: str) -> ShownQuotation | ShownOrder:
        kind, record_id = find_record(reader.connection, ref, PRINTED)
        if kind.name == "quotation":
            return shown_quotation(reader, record_id, self._desk.now(), self._desk.zone)
        return shown_order(reader, record_id)

    def proposed_lines(self, ref: str) -> tuple[str, ...]:
        """The lines that a quotation of a record begins with, as they are typed.

        Those of an opportunity are its own, with their prices; else they are what its lead asks about.

        Args:
            ref: A lead, an opportunity or a customer.
        """
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, ("lead", "opportunity", "customer"))
            if kind.name == "opportunity" and (own := lines_of(reader, record_id)):
                return tuple(_as_typed(each) for each in own if each.number)
            lead = read_card(reader, kind, record_id).values.get("lead") if kind.name == "opportunity" else None
            asked = interests_of(reader, lead.id if lead else record_id) if lead or kind.name == "lead" else ()
        return tuple(f"{each.number}:{shortest(each.quantity or Decimal(1))}" for each in asked)

    def _paper(self, reader: Reader, document: ShownQuotation | ShownOrder, spoken: str) -> Paper:
        card = document.card
        kept = kept_settings(reader)
        is_quotation = card.kind == "quotation"
        return Paper(
            id=card.id,
            kind="quotation" if is_quotation else "order",
            number=card.code,
            is_draft=card.values["status"] == "draft",
            day=card.values["quoted_on" if is_quotation else "ordered_on"],
            valid_until=card.values["valid_until"] if is_quotation else None,
            topic=str(card.values["name"]),
            lines=document.lines,
            sums=document.sums,
            terms=str(card.values.get("terms") or _said(kept, settings.TERMS.code, spoken)),
            sender=Sender(
                name=_said(kept, settings.NAME.code, spoken),
                address=_said(kept, settings.ADDRESS.code, spoken),
                phone=str(_held(kept, settings.PHONE.code) or ""),
                mail=str(_held(kept, settings.EMAIL.code) or ""),
                tax_number=str(_held(kept, settings.TAX_NUMBER.code) or ""),
                bank=str(_held(kept, settings.BANK.code) or ""),
            ),
            recipient=_recipient(reader, card),
        )


def _as_typed(line: OfferedLine) -> str:
    """A line of an opportunity as a quotation takes it, with the price that was agreed."""
    discount = f"-{shortest(line.discount)}%" if line.discount else ""
    return f"{line.number}:{shortest(line.quantity)}@{line.unit_price.exact}{discount}"


def _linked(card: RecordCard) -> list[Link]:
    """Who a document is for, the nearest first."""
    return [link for name in _READERS if isinstance(link := card.values.get(name), Link)]


def _recipient(reader: Reader, card: RecordCard) -> Recipient:
    """Whom a paper is for, with the first phone and email that are known."""
    linked = _linked(card)
    found = [read_card(reader, KINDS[link.kind], link.id).values for link in linked]

    def first(code: str) -> str:
        return next((str(values[code]) for values in found if values.get(code)), "")

    name = str(card.values.get("customer_name") or "")
    person = next((link.title for link in linked if link.kind == "contact"), "") or first("name")
    return Recipient(
        name=name,
        person="" if person == name else person,
        address=str(card.values.get("address") or ""),
        phone=first("phone"),
        mail=first("email"),
    )


def _letter(paper: Paper, sender_name: str, sender: str) -> Letter:
    """What goes with a paper, in the language of the moment."""
    names = {"code": paper.number, "company": paper.sender.name or sender_name}
    subject = (
        say("Quotation {code} of {company}", **names)
        if paper.kind == "quotation"
        else say("Order confirmation {code} of {company}", **names)
    )
    whom = paper.recipient.person or paper.recipient.name
    lines = [
        say("Dear {name},", name=whom) if whom else say("Dear Sir or Madam,"),
        "",
        say("please find attached our quotation {code}.", code=paper.number)
        if paper.kind == "quotation"
        else say("please find attached our order confirmation {code}.", code=paper.number),
        *([say("It is valid until {day}.", day=paper.valid_until.isoformat())] if paper.valid_until else []),
        "",
        say("Kind regards"),
        sender_name,
        *filter(None, (paper.sender.name, paper.sender.phone)),
    ]
    return Letter(
        sender_name, sender or paper.sender.mail, whom, paper.recipient.mail, subject, "\n".join(lines),
        f"{paper.number}.pdf",
    )  # fmt: skip


def _held(kept: dict[str, dict[str, Any]], code: str) -> Any:
    """What holds of a setting."""
    declared = _DECLARED[code]
    return value_of(declared, kept[code]) if code in kept else declared.default


def _said(kept: dict[str, dict[str, Any]], code: str, spoken: str) -> str:
    """What holds of a setting that may be said in Arabic too."""
    arabic = _held(kept, f"{code}_ar") if is_rtl(spoken) else ""
    return str(arabic or _held(kept, code) or "")


_DECLARED: Final[dict[str, Setting]] = {each.code: each for each in settings.SETTINGS}

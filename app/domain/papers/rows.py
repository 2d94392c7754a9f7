"""What stands on a paper for a customer; every figure is one that was stored, and nothing is computed here."""

from __future__ import annotations

from datetime import date
from typing import Literal

from app.domain.core.frozen import frozen
from app.domain.quotes.rows import SoldLine, Sums

PaperKind = Literal["quotation", "order"]


@frozen
class Sender:
    """Our own company, as its papers name it.

    Attributes:
        name: What it is called.
        address: Its address; each line on its own.
        phone, mail: By which a customer reaches it.
        tax_number: Under which it pays tax.
        bank: Where money is sent to, in one line.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    tax_number: str = ""
    bank: str = ""


@frozen
class Recipient:
    """Whom a paper is for.

    Attributes:
        name: The organisation, or the person.
        person: Whom it reaches there; empty for a person alone.
        address: Their address; each line on its own.
        phone, mail: By which they are reached.
    """

    name: str = ""
    person: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""


@frozen
class Paper:
    """A quotation or an order confirmation.

    Attributes:
        id: The record it is made of.
        kind: Which of them it is.
        number: By which it is named.
        is_draft: Whether it is none that counts yet.
        day: When it was made.
        valid_until: The last day on which it may be ordered; of a quotation.
        topic: What it is about.
        lines: What is offered or ordered.
        sums: What it comes to.
        terms: Notes and terms, in lines.
        sender: Our own company.
        recipient: Whom it is for.
    """

    id: str
    kind: PaperKind
    number: str
    is_draft: bool
    day: date
    valid_until: date | None
    topic: str
    lines: tuple[SoldLine, ...]
    sums: Sums
    terms: str
    sender: Sender
    recipient: Recipient


@frozen
class Letter:
    """The email with which a paper goes to its customer, as it is proposed.

    Attributes:
        sender_name, sender: Who sends it.
        recipient_name, recipient: Whom it goes to; an empty address where none is known.
        subject: Its subject.
        text: What it says.
        file_name: What the paper with it is called.
    """

    sender_name: str
    sender: str
    recipient_name: str
    recipient: str
    subject: str
    text: str
    file_name: str

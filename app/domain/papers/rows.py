"""What stands on a paper for a customer; every figure is one that was stored, and nothing is computed here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from app.domain.core.frozen import frozen

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
class PaperLine:
    """What is offered or ordered in one line.

    Attributes:
        name: What it is, in the language of the paper.
        description: More about it.
        quantity: How many units.
        unit: Of what.
        unit_price: What one costs, in major units; it may have more decimals than the currency.
        discount: What is taken off, in percent.
        tax_rate: In percent.
        amount: What the line comes to as it is priced, in major units.
    """

    name: str
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    discount: Decimal
    tax_rate: Decimal
    amount: Decimal


@frozen
class TaxLine:
    """The tax of one rate.

    Attributes:
        rate: In percent.
        base: What it is taken of, in major units.
        tax: What it comes to, in major units.
    """

    rate: Decimal
    base: Decimal
    tax: Decimal


@frozen
class Paper:
    """A quotation or an order confirmation.

    Attributes:
        kind: Which of them it is.
        number: By which it is named.
        is_draft: Whether it is none that counts yet.
        day: When it was made.
        valid_until: The last day on which it may be ordered; for a quotation.
        topic: What it is about.
        currency: The ISO 4217 code of its amounts.
        is_inclusive: Whether its prices include tax.
        lines: What is offered or ordered.
        net: The sum of its lines, in major units.
        discount: What is taken off that, in major units.
        discount_rate: The same in percent, where it was given so.
        taxes: The tax of each rate.
        total: What is to be paid.
        terms: Notes and terms, in lines.
        sender: Our own company.
        recipient: Whom it is for.
    """

    kind: PaperKind
    number: str
    is_draft: bool
    day: date
    valid_until: date | None
    topic: str
    currency: str
    is_inclusive: bool
    lines: tuple[PaperLine, ...]
    net: Decimal
    discount: Decimal
    discount_rate: Decimal | None
    taxes: tuple[TaxLine, ...]
    total: Decimal
    terms: str
    sender: Sender
    recipient: Recipient

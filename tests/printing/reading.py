"""Papers to print, and reading them back as another program does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from app.domain.core.money import Money
from app.domain.core.unit_price import UnitPrice
from app.domain.papers.rows import Paper, Recipient, Sender
from app.domain.quotes.rows import SoldLine, Sums, TaxShare
from app.printing.pdf import Printed, printed

MACHINE = "آلة قهوة مهنية بمجموعتين مع مطحنة مدمجة"
SENDER = Sender(
    "ليدلاين للمعدات", "شارع الشيخ زايد، برج 12\nدبي", "+971 4 555 0100", "sales@leadline.example.com",
    "100234567890003", "IBAN AE07 0331 2345 6789 0123 456",
)  # fmt: skip
RECIPIENT = Recipient("كونتوسو للقهوة", "سارة نديم", "دبي", "الهاتف +971501234567", "sara@contoso.example.com")


class Sign(NamedTuple):
    """A character on a page: where its ink is, in points from the corner at the left below."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Read:
    """A PDF as it is read back.

    Attributes:
        pages: The text of each page.
    """

    def __init__(self, made: Printed) -> None:
        """Read a PDF."""
        with closing(pdfium.PdfDocument(made.data)) as document:
            self.pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
            self._signs = [list(_signs(page.get_textpage())) for page in document]
            self.size = document[0].get_size()

    @property
    def text(self) -> str:
        """All of its text."""
        return "\n".join(self.pages)

    def signs(self, page: int = 0) -> Sequence[Sign]:
        """The characters of a page."""
        return self._signs[page]

    def found(self, text: str, page: int = 0) -> list[Sign]:
        """The characters of the first place where a text stands."""
        signs = self._signs[page]
        at = "".join(sign.text for sign in signs).index(text)
        return signs[at : at + len(text)]


def _signs(page: Any) -> list[Sign]:
    return [Sign(page.get_text_range(at, 1), *page.get_charbox(at)) for at in range(page.count_chars())]


def line(name: str = MACHINE, amount: str = "12600.00", currency: str = "AED", **values: Any) -> SoldLine:
    """The line of three machines, or another."""
    given: dict[str, Any] = {
        "id": name, "row": 1, "product": None, "number": None, "name_ar": None, "description": "", "unit": "قطعة",
        "discount": Decimal(0), "tax_rate": Decimal(5), "ordered": Decimal(0), "version": 1,
        "amount": Money.of(amount, currency), "net": Money.of(amount, currency),
    }  # fmt: skip
    quantity, price = (Decimal(values.pop(each, usual)) for each, usual in (("quantity", 3), ("unit_price", 4200)))
    return SoldLine(name=name, quantity=quantity, unit_price=UnitPrice(price, currency), **{**given, **values})


def sums(
    net: str = "12600.00",
    discount: str = "1260.00",
    taxes: Sequence[tuple[str, str, str]] = (("5", "11340.00", "567.00"),),
    total: str = "11907.00",
    currency: str = "AED",
    **values: Any,
) -> Sums:
    """What three machines with a tenth off come to, or something else."""

    def money(text: str) -> Money:
        return Money.of(text, currency)

    shares = tuple(TaxShare(Decimal(rate), money(base), money(tax)) for rate, base, tax in taxes)
    given: dict[str, Any] = {
        "tax_inclusive": False, "reduction": "10%", "amount": money(net), "off": money(discount), "tax": money("0"),
    }  # fmt: skip
    return Sums(
        currency=currency, net=money(net), discount=money(discount), taxes=shares, total=money(total),
        **{**given, **values},
    )  # fmt: skip


def paper(*lines: SoldLine, **values: Any) -> Paper:
    """A quotation of three machines with a tenth off, or another."""
    given: dict[str, Any] = {
        "id": "q", "kind": "quotation", "number": "QUO-7Q3F", "is_draft": False, "day": date(2026, 10, 25),
        "valid_until": date(2026, 11, 24), "topic": "تحديث المكائن", "sums": sums(), "terms": "", "sender": SENDER,
        "recipient": RECIPIENT,
    }  # fmt: skip
    return Paper(lines=lines or (line(),), **{**given, **values})


def made(what: Paper, language: str = "en") -> Printed:
    """A paper as a PDF."""
    return printed(what, language, datetime(2026, 10, 25, 9, tzinfo=UTC))


def read(what: Paper, language: str = "en") -> Read:
    """A paper, printed and read back."""
    return Read(made(what, language))

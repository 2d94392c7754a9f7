"""What the tests of quotations, orders and customers begin with: products, leads, offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.core.clock import FixedClock
from app.domain.products.lines import typed_line
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Market:
    """A workspace in which something is sold."""

    workspace: Workspace
    clock: FixedClock

    def product(self, number: str, price: str, tax: str = "0%") -> str:
        """A product of the catalogue."""
        self.workspace.products.add({"number": number, "name": f"Product {number}", "price": price, "tax_rate": tax})
        return number

    def lead(self, **values: object) -> str:
        """The code of a new lead."""
        return self.workspace.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", **values}).code

    def quote(self, of: str, *lines: str, **options: Any) -> str:
        """The code of a new quotation, a draft."""
        return self.workspace.quotes.add(of, [typed_line(each) for each in lines], **options).code

    def offer(self, of: str, *lines: str, **options: Any) -> str:
        """The code of a new quotation that was submitted."""
        code = self.quote(of, *lines, **options)
        self.workspace.quotes.submit(code)
        return code

    def status(self, quotation: str) -> str:
        """A quotation's status, as it is kept."""
        return str(self.workspace.quotes.show(quotation).card.values["status"])

    def lead_status(self, lead: str) -> str:
        """A lead's status."""
        return str(self.workspace.leads.show(lead).values["status"])

    def ordered(self, quotation: str) -> list[str]:
        """How much of each row of a quotation stands in orders."""
        return [str(line.ordered) for line in self.workspace.quotes.show(quotation).lines]

    def total(self, quotation: str) -> str:
        """What a quotation comes to."""
        return str(self.workspace.quotes.show(quotation).sums.total.amount)

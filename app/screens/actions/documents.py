"""What can be done with quotations and orders, where one is shown and where those of another record stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.core.field_types.links import Link
from app.domain.core.outputs import free_name
from app.domain.orders.fields import status_label as order_status
from app.domain.overview.parts import DOCUMENT
from app.domain.quotes.fields import status_label
from app.domain.quotes.rules import MAY
from app.screens.host import Actions
from app.words import say, small

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.core.outcomes import Outcome
    from app.domain.orders.rows import OrderRow
    from app.domain.quotes.rows import QuotationRow, ShownQuotation, SoldLine
    from app.printing.files import Made
    from app.screens.host import Host

#: The most lines of which a form asks how much is ordered; of more, all that is left is.
_MOST_ASKED = 40


async def new_quotation(host: Host, ref: str, name: str, code: str) -> None:
    """Ask what is offered to whom, make the quotation, and go to it.

    Args:
        host: The screen.
        ref: The record it is for.
        name: What that is called.
        code: Its code, by which what is typed is kept.
    """
    from app.screens.dialogs.documents import QuoteDialog

    space = await host.workspace()
    proposed = await host.ask(space.papers.proposed_lines, ref)
    outcome = await host.through(
        lambda attempt: QuoteDialog(
            name,
            host.context.parse_context(),
            values={"lines": proposed},
            suggest=host.suggest,
            draft=host.draft(f"quote-{code}"),
            attempt=attempt,
        ),
        lambda values: space.quotes.add(ref, values.pop("lines"), **values),
    )
    if outcome is not None:
        host.switch_to("quotation").go_into(outcome.id)


class QuotationActions(Actions):
    """The commands of the quotation shown."""

    PREFIXES = ("quotation",)

    def why_not(self, command: Command) -> str:
        """Why something cannot be done with it as it stands."""
        allowed = MAY.get(command.id.removeprefix("quotation."))
        if allowed is None or self.host.overview is None:
            return ""
        status = str(self.host.overview[DOCUMENT].card.values["status"])
        if status in allowed:
            return ""
        if status == "draft":
            return say("It is a draft. {quotation.submit} submits it.")
        return say("It is {status} already.", status=small(status_label(status)))

    async def edit(self) -> None:
        """Change its fields."""
        space = await self.host.workspace()
        await edit_document(self.host, space.quotes.edit)

    async def submit(self) -> None:
        """Offer it."""
        await self._carry_out("submit")

    async def reply(self) -> None:
        """Note that the customer answered."""
        await self._carry_out("reply")

    async def copy(self) -> None:
        """Make a new draft of it, and go there."""
        outcome = await self._carry_out("copy")
        if outcome is not None:
            self.host.go_into(outcome.id)

    async def lose(self) -> None:
        """Give it up as lost."""
        from app.screens.dialogs.documents import LoseQuoteDialog

        await ask_first(self.host, LoseQuoteDialog, "lose", (await self.host.workspace()).quotes.lose)

    async def cancel(self) -> None:
        """Take it back."""
        from app.screens.dialogs.documents import CancelDialog

        await ask_first(self.host, CancelDialog, "cancel", (await self.host.workspace()).quotes.cancel)

    async def order(self) -> None:
        """Make an order of what is left, or a part of it, and go there."""
        from app.screens.dialogs.documents import OrderDialog

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        shown: ShownQuotation = await self.host.ask(space.quotes.show, card.id)
        left = [line for line in shown.lines if line.left > 0]
        if card.values["status"] == "draft" or not 0 < len(left) <= _MOST_ASKED:
            outcome = await self.host.carry_out(space.orders.add, card.id)
        else:
            outcome = await self.host.through(
                lambda attempt: OrderDialog(card.code, left, self.host.context.parse_context(), attempt=attempt),
                lambda rows: space.orders.add(card.id, rows),
            )
        if outcome is not None:
            self.host.switch_to("order").go_into(outcome.id)

    async def pdf(self) -> None:
        """Make its PDF."""
        await print_paper(self.host)

    async def send(self) -> None:
        """Make an email with it for a mail program to send."""
        from app.printing.files import make_email
        from app.screens.dialogs.documents import SendDialog

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        language = await self.host.ask(space.papers.language, card.id)
        wish = await self.host.ask(space.timeline.wish, "email", card.id)

        def write(values: dict[str, Any]) -> Outcome:
            made = make_email(
                space.papers, space.log, card.id, values["language"], Path(values["to"]).expanduser(),
                space.desk.now(), override=bool(values.get("override")), reason=values.get("override_reason"),
            )  # fmt: skip
            return _with_notices(made)

        await self.host.through(
            lambda attempt: SendDialog(
                card.code,
                self.host.context.parse_context(),
                wish=wish,
                values={"language": language, "to": _proposed(f"{card.code}.eml")},
                attempt=attempt,
            ),
            write,
        )

    async def _carry_out(self, verb: str) -> Outcome | None:
        card = self.host.chosen_card()
        if card is None:
            return None
        return await self.host.carry_out(getattr((await self.host.workspace()).quotes, verb), card.id)


class NewQuotationActions(Actions):
    """The command that makes a quotation for the record shown."""

    PREFIXES = ("quotation",)

    async def add(self) -> None:
        """Make one."""
        card = self.host.chosen_card()
        if card is not None:
            await new_quotation(self.host, card.id, card.title, card.code)


class OrderActions(Actions):
    """The commands of the order shown."""

    PREFIXES = ("order",)

    def why_not(self, command: Command) -> str:
        """Why it cannot be confirmed."""
        status = self.host.overview.card.values.get("status") if self.host.overview else "draft"
        if command.id == "order.confirm" and status != "draft":
            return say("It is {status} already.", status=small(order_status(str(status))))
        return ""

    async def edit(self) -> None:
        """Change its fields."""
        space = await self.host.workspace()
        await edit_document(self.host, space.orders.edit)

    async def confirm(self) -> None:
        """Confirm it."""
        card = self.host.chosen_card()
        if card is not None:
            await self.host.carry_out((await self.host.workspace()).orders.confirm, card.id)

    async def cancel(self) -> None:
        """Cancel it."""
        from app.screens.dialogs.documents import CancelDialog

        await ask_first(self.host, CancelDialog, "cancel", (await self.host.workspace()).orders.cancel)

    async def pdf(self) -> None:
        """Make its PDF."""
        await print_paper(self.host)


class LineActions(Actions):
    """The commands of the lines of the quotation shown, and the way back to what it is for."""

    PREFIXES = ("line", "document")

    def why_not(self, command: Command) -> str:
        """Why a line cannot be changed."""
        if not command.id.startswith("line.") or self.host.overview is None:
            return ""
        if self.host.kind != "quotation":
            return say("The lines of an order are those of its quotation.")
        if self.host.overview.card.values.get("status") != "draft":
            return say("It was submitted: its figures stay. {quotation.copy} makes a new draft.")
        if command.on_item and self._line() is None:
            return say("No line is chosen.")
        return ""

    async def add(self) -> None:
        """Add a line."""
        from app.screens.dialogs.documents import LineDialog

        card = self.host.chosen_card()
        if card is None:
            return
        quotes = (await self.host.workspace()).quotes
        await self.host.through(
            lambda attempt: LineDialog(
                say("Add a line · {name}", name=card.code),
                self.host.context.parse_context(),
                currency=card.values["total"].currency,
                suggest=self.host.suggest,
                draft=self.host.draft(f"line-{card.code}"),
                attempt=attempt,
            ),
            lambda values: quotes.add_line(card.id, values),
        )

    async def edit(self) -> None:
        """Change the line under the cursor."""
        from app.screens.dialogs.documents import LineDialog

        card, line = self.host.chosen_card(), self._line()
        if card is None or line is None:
            return
        quotes = (await self.host.workspace()).quotes
        await self.host.through(
            lambda attempt: LineDialog(
                say("Change line {row} · {name}", row=line.row, name=card.code),
                self.host.context.parse_context(),
                currency=line.amount.currency,
                line=line,
                suggest=self.host.suggest,
                draft=self.host.draft(f"line-{line.id}"),
                attempt=attempt,
            ),
            lambda values: quotes.set_line(card.id, line.id, values, version=line.version),
        )

    async def remove(self) -> None:
        """Take the line under the cursor out."""
        card, line = self.host.chosen_card(), self._line()
        if card is not None and line is not None:
            await self.host.carry_out((await self.host.workspace()).quotes.remove_line, card.id, line.id)

    async def back(self) -> None:
        """Go to the opportunity it is for, or to its lead."""
        card = self.host.chosen_card()
        links = [card.values.get(code) for code in ("opportunity", "lead")] if card is not None else []
        found = next((link for link in links if isinstance(link, Link)), None)
        if found is not None:
            self.host.switch_to(found.kind).go_into(found.id)
        elif card is not None:
            self.host.message_line.say(say("It is for a customer, and for no opportunity or lead."), "info")

    def _line(self) -> SoldLine | None:
        line: SoldLine | None = self.host.pane("lines").cursor_item
        return line


class DocumentsActions(Actions):
    """The command that goes to a quotation or an order of the record shown."""

    PREFIXES = ("document",)

    def open(self) -> None:
        """Go to the one under the cursor."""
        from app.domain.quotes.rows import QuotationRow

        document: QuotationRow | OrderRow | None = self.host.pane("documents").cursor_item
        if document is not None:
            kind = "quotation" if isinstance(document, QuotationRow) else "order"
            self.host.switch_to(kind).go_into(document.id)


async def edit_document(host: Host, write: Any) -> None:
    """Change the fields of the quotation or order shown.

    Args:
        host: The screen.
        write: The verb that changes them.
    """
    from app.screens.dialogs.lead import LeadForm

    card = host.chosen_card()
    if card is None or host.overview is None:
        return
    fields = [each for each in host.overview.fields if not each.computed]
    await host.through(
        lambda attempt: LeadForm(
            say("Edit · {name}", name=card.code),
            fields,
            host.context.parse_context(),
            grouped=True,
            values={each.code: card.values.get(each.code) for each in fields},
            suggest=host.suggest,
            draft=host.draft(f"document-{card.code}"),
            attempt=attempt,
        ),
        lambda changes: write(card.id, changes, version=card.version),
    )


async def ask_first(host: Host, dialog: Any, verb: str, write: Any) -> None:
    """Ask why, then do it to the quotation or order shown.

    Args:
        host: The screen.
        dialog: The dialog's class.
        verb: What the draft is kept as.
        write: What is done.
    """
    card = host.chosen_card()
    if card is None:
        return
    await host.through(
        lambda attempt: dialog(
            card.code, host.context.parse_context(), draft=host.draft(f"{verb}-{card.code}"), attempt=attempt
        ),
        lambda values: write(card.id, **values),
    )


async def print_paper(host: Host) -> None:
    """Make the PDF of the quotation or order shown, in the customer's language if nothing else is chosen."""
    from app.printing.files import make_pdf
    from app.screens.dialogs.documents import PaperDialog

    card = host.chosen_card()
    if card is None:
        return
    space = await host.workspace()
    language = await host.ask(space.papers.language, card.id)

    def write(values: dict[str, Any]) -> Outcome:
        to = Path(values["to"]).expanduser()
        return _with_notices(make_pdf(space.papers, card.id, values["language"], to, space.desk.now()))

    await host.through(
        lambda attempt: PaperDialog(
            card.code,
            host.context.parse_context(),
            values={"language": language, "to": _proposed(f"{card.code}.pdf")},
            attempt=attempt,
        ),
        write,
    )


def _with_notices(made: Made) -> Outcome:
    """What to say of a file, with what else a person should know."""
    from dataclasses import replace

    from app.words import sentences

    return replace(made.outcome, message=sentences(made.outcome.message, *made.notices))


def _proposed(name: str) -> str:
    """A free name for a file where people save."""
    folder = Path("~/Downloads").expanduser()
    return str(free_name((folder if folder.is_dir() else Path.home()) / name))

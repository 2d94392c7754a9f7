"""Commands on quotations."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

COMMANDS: Final = (
    Command(
        "quotation.add", "New quotation", ("q",), "Makes a quotation, with products, discount and validity.",
        "Quotation", ("lead", "opportunity"), record="open", writes=True, needs="quote.add", in_key_line=52,
        short=in_context("key line", "quote"), turn=10,
    ),
    Command(
        "quotation.edit", "Edit quotation", ("e",), "Changes its fields; of an offer only what leaves its figures.",
        "Quotation", ("quotation",), record="open", writes=True, needs="quote.edit", in_key_line=40, short="edit",
    ),
    Command(
        "quotation.submit", "Submit quotation", ("s",), "Offers it: its figures stay from now on.", "Quotation",
        ("quotation",), record="open", writes=True, needs="quote.submit", in_key_line=41,
        short=in_context("key line", "submit"),
    ),
    Command(
        "quotation.order", "Make an order", ("o",), "Makes an order of it, or of a part.", "Quotation",
        ("quotation",), record="open", writes=True, needs="order.add", in_key_line=42,
        short=in_context("key line", "order"),
    ),
    Command(
        "quotation.reply", "Customer replied", ("r",), "Notes that the customer answered.", "Quotation",
        ("quotation",), record="open", writes=True, needs="quote.reply", in_key_line=43,
        short=in_context("key line", "replied"),
    ),
    Command(
        "quotation.lose", "Lose quotation", ("L",), "Gives it up as lost, with a reason.", "Quotation",
        ("quotation",), dangerous=True, writes=True, needs="quote.lose", in_key_line=51,
        short=in_context("key line", "lost"),
    ),
    Command(
        "quotation.cancel", "Cancel quotation", ("X",), "Takes it back.", "Quotation", ("quotation",),
        dangerous=True, writes=True, needs="quote.cancel", in_key_line=52, short="cancel",
    ),
    Command(
        "quotation.pdf", "Print quotation", ("P",), "Makes its PDF, in English or Arabic.", "Quotation",
        ("quotation",), in_key_line=44, short=in_context("key line", "PDF"),
    ),
    Command(
        "quotation.send", "Send quotation", ("m",), "Makes an email with its PDF for your mail program to send.",
        "Quotation", ("quotation",), record="open", writes=True, needs="quote.send", in_key_line=45,
        short=in_context("key line", "mail"),
    ),
    Command(
        "quotation.copy", "Copy quotation", ("y",), "Makes a new draft of it.", "Quotation", ("quotation",),
        writes=True, needs="quote.copy",
    ),
    Command(
        "line.add", "Add a line", ("+",), "Adds a product, or something else.", "Quotation", ("lines",),
        over=("list.wider",), writes=True, needs="quote.add_line", in_key_line=20, short=in_context("key line", "add"),
    ),
    Command(
        "line.edit", "Change the line", ("enter",), "Changes quantity, price or discount.", "Quotation", ("lines",),
        over=("open",), writes=True, needs="quote.set_line", on_item=True, in_key_line=21, short="change",
    ),
    Command(
        "line.remove", "Remove the line", ("x", "delete"), "Takes it out of the quotation.", "Quotation", ("lines",),
        dangerous=True, writes=True, needs="quote.remove_line", on_item=True, in_key_line=22, short="remove",
    ),
    Command(
        "document.open", "Open the quotation or order", ("enter",), "Goes to it.", "Quotation", ("documents",),
        over=("open",), on_item=True, in_key_line=20, short=in_context("key line", "open"),
    ),
    Command(
        "document.back", "Go to what it is for", ("g o",), "Goes to the opportunity or lead of it.", "Quotation",
        ("quotation", "order"), turn=60,
    ),
)  # fmt: skip

"""Commands on products: the catalogue in Setup, and those of interest to a lead."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

_EDITS: Final = ("lead.edit", "opportunity.edit")

COMMANDS: Final = (
    Command(
        "product.add", "Add product", ("n", "+"), "Adds a product or a bundle to the catalogue.", "Setup",
        ("setup_products",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "product.edit", "Edit product", ("e", "enter"), "Changes the product; documents keep what they copied.",
        "Setup", ("setup_products",), over=("open",), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "product.remove", "Delete product", ("delete", "backspace"), "Puts the product away; documents keep it.",
        "Setup", ("setup_products",), dangerous=True, in_key_line=22, short="delete", writes=True,
        needs="product.delete", on_item=True,
    ),
    Command(
        "price_list.add", "Add price list", ("n", "+"), "Adds a price list.", "Setup", ("setup_price_lists",),
        over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "price_list.edit", "Edit price list", ("e", "enter"), "Changes name, days and whom it is for.", "Setup",
        ("setup_price_lists",), over=("open",), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "price_list.price", "Set a price", ("p",), "Says what a product costs in the list.", "Setup",
        ("setup_price_lists",), in_key_line=22, short=in_context("key line", "price"), writes=True,
        needs="price_list.set_price", on_item=True,
    ),
    Command(
        "price_list.unprice", "Take a price out", ("x",), "Takes the price of a product out of the list.", "Setup",
        ("setup_price_lists",), in_key_line=24, short=in_context("key line", "price out"), writes=True,
        needs="price_list.remove_price", on_item=True,
    ),
    Command(
        "price_list.remove", "Delete price list", ("delete", "backspace"), "Puts the list away; documents keep it.",
        "Setup", ("setup_price_lists",), dangerous=True, in_key_line=25, short="delete", writes=True,
        needs="price_list.delete", on_item=True,
    ),
    Command(
        "discount_list.add", "Add discount list", ("n", "+"), "Adds what is taken off from which quantity on.", "Setup",
        ("setup_discount_lists",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "discount_list.edit", "Edit discount list", ("e", "enter"), "Changes its name and steps; products follow it.",
        "Setup", ("setup_discount_lists",), over=("open",), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "discount_list.remove", "Delete discount list", ("delete", "backspace"),
        "Puts the list away; documents keep it.", "Setup", ("setup_discount_lists",), dangerous=True,
        in_key_line=22, short="delete", writes=True,
        needs="discount_list.delete", on_item=True,
    ),
    Command(
        "unit_group.add", "Add unit group", ("n", "+"), "Adds units that come in each other.", "Setup",
        ("setup_unit_groups",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "unit_group.edit", "Edit unit group", ("e", "enter"), "Changes its name and units.", "Setup",
        ("setup_unit_groups",), over=("open",), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "unit_group.remove", "Delete unit group", ("delete", "backspace"),
        "Puts the group away; products keep their own unit.", "Setup", ("setup_unit_groups",), dangerous=True,
        in_key_line=22, short="delete", writes=True,
        needs="unit_group.delete", on_item=True,
    ),
    Command(
        "interest.add", "Add product of interest", ("n", "+"), "Notes a product that the lead asks about.",
        "Products of interest", ("interests",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "interest.edit", "Edit product of interest", ("e", "enter"), "Changes quantity and notes.",
        "Products of interest", ("interests",), over=(*_EDITS, "open"), in_key_line=21, short="edit", writes=True,
        on_item=True,
    ),
    Command(
        "interest.remove", "Remove product of interest", ("delete", "backspace"), "The lead asks about it no longer.",
        "Products of interest", ("interests",), over=("lead.delete",), dangerous=True, in_key_line=22, short="remove",
        writes=True, on_item=True,
    ),
)  # fmt: skip

"""Commands on leads and their list."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.words import in_context

_ON_RECORD: Final[tuple[Place, ...]] = ("lead", "opportunity", "quotation", "order")
_LISTS: Final[tuple[Place, ...]] = ("list", "pipeline", "work")
_ANY_LIST: Final[tuple[Place, ...]] = (*_LISTS, "quotations", "orders", "customers")

COMMANDS: Final = (
    Command(
        "lead.add", "New lead", ("n",), "Enters a lead from a card or a call.", "Lead", in_key_line=30,
        short="new", writes=True,
    ),
    Command(
        "lead.edit", "Edit lead", ("e",), "Changes the fields of the lead.", "Lead", ("lead",), in_key_line=40,
        short="edit", record="open", writes=True,
    ),
    Command(
        "lead.research", "Research", ("E",), "Fills in what is known of the company.", "Lead", ("lead",),
        record="open", writes=True, logs=("lead.edit",),
    ),
    Command(
        "lead.qualify", in_context("command", "Qualify"), ("Q",), "Makes account, contact and opportunity of the lead.",
        "Lead", ("lead",), in_key_line=50, short="qualify", record="open", writes=True,
    ),
    Command(
        "lead.make", "Make something of it", ("M",), "Makes an opportunity, a quotation or a customer of it.", "Lead",
        ("lead",), record="open", writes=True, words=("opportunity", "فرصة"),
    ),
    Command(
        "lead.disqualify", "Disqualify", ("D",), "Closes the lead with a reason.", "Lead", ("lead",),
        dangerous=True, in_key_line=51, short="disqualify", record="open", writes=True,
    ),
    Command(
        "lead.reactivate", "Reactivate", ("A",), "Opens a closed lead again.", "Lead", ("lead",),
        record="closed", in_key_line=50, short="reactivate", writes=True,
    ),
    Command(
        "lead.assign", "Assign", ("w",), "Gives the lead to a colleague.", "Lead", ("lead",),
        record="open", writes=True,
    ),
    Command(
        "lead.next_contact", "Next contact", ("r",), "Sets when to speak to them next.", "Lead", ("lead",),
        record="open", writes=True,
    ),
    Command(
        "lead.status", "Change status", ("S",), "Sets how far the lead has come.", "Lead", ("lead",),
        record="open", writes=True,
    ),
    Command("lead.history", "History of the record", ("H",), "Shows who changed what, and when.", "Lead", _ON_RECORD),
    Command("lead.duplicates", "Find duplicates", ("=",), "Shows records that may be the same.", "Lead", ("lead",)),
    Command(
        "lead.delete", "Delete lead", ("delete",), "Deletes the lead; it can be undone.", "Lead", ("lead",),
        dangerous=True, writes=True,
    ),
    Command(
        "list.select", "Select", ("space",), "Marks the line for a command on several.", "List", _LISTS,
        on_item=True,
    ),
    Command(
        "list.select_to", "Select to here", ("V",), "Marks the lines from the last one marked.", "List", _LISTS,
        yields=True,
    ),
    Command(
        "details.blanks", "Blank fields", ("b",), "Shows blank fields, or hides them.", "Details", ("details",),
        yields=True,
    ),
    Command(
        "list.select_all",
        "Select what is in view",
        ("*",),
        "Marks the lines in view; those marked are let go.",
        "List",
        _LISTS,
    ),
    Command("list.sort", "Sort", ("O",), "Chooses what the list is ordered by.", "List", _ANY_LIST),
    Command(
        "list.again", "Ask for the list again", ("f5", "ctrl+l"), "Puts changed leads where they belong now.", "List",
        _ANY_LIST,
    ),
    Command("list.wider", "Wider list", ("+",), "Gives the list more of the width.", "List", _ANY_LIST),
    Command(
        "list.narrower", "Narrower list", ("-",), "Gives the record more of the width.", "List", _ANY_LIST,
    ),
    Command("list.view", "Switch view", ("v",), "Chooses a saved view.", "List", _ANY_LIST),
    Command("list.filter", "Filter", ("f",), "Shows only what fits a condition.", "List", _ANY_LIST),
)  # fmt: skip

"""Says what a person should know about a mapping as a whole, before anything comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.domain.capture.permissions import PERMISSIONS, smells
from app.words import Said, listed, say

if TYPE_CHECKING:
    from app.domain.capture.mapping import ColumnPlan

NAMING: Final = frozenset({"name", "first_name", "last_name", "company", "email", "reference:contact"})
"""The fields of which a lead from a list needs one; without any, it goes by its number or its row."""


def notices_of(kind: str, columns: Sequence[ColumnPlan]) -> tuple[str, ...]:
    """What a person should know about the mapping as a whole."""
    targets = {column.target for column in columns}
    notices: list[str] = []
    if kind == "product" and "number" not in targets:
        notices.append(say("No column holds the number of a product; --set COLUMN=number names it."))
    if kind == "account":
        notices.append(say("This is taken for a list of accounts; --kind lead takes it for leads."))
    notices += _permissions_unread(columns)
    if kind == "lead" and not targets & NAMING:
        if "external_id" in targets:
            notices.append(
                say("No column holds a name, a company or an address; each lead is called by its own number.")
            )
        else:
            notices.append(say("No column holds a name, a company or an address; each lead is called by its row."))
    if kind == "lead" and "external_id" not in targets and "email" not in targets:
        notices.append(say("No column tells the rows apart for good; a second import may add them again."))
    return tuple(notices)


def _permissions_unread(columns: Sequence[ColumnPlan]) -> list[str]:
    """What sounds like a permission and is not read as one, or not everywhere."""
    said: list[str] = []
    for column in columns:
        if column.target in PERMISSIONS and column.unfit:
            said.append(
                say(
                    "ATTENTION: {heading} says whether people may be contacted, and {values} cannot be read; those "
                    "rows come in without that wish. Correct them, or leave the rows out.",
                    heading=column.heading,
                    values=_quoted(column.unfit),
                )
            )
        elif smells(column.heading) and column.target not in PERMISSIONS | {"status", "consent_source", "consent_date"}:
            said.append(
                say(
                    "ATTENTION: {heading} sounds like a permission and is not read as one ({values}). Say what it is: "
                    "--set “{heading}=do_not_email”, do_not_phone, do_not_mail or do_not_contact.",
                    heading=column.heading,
                    values=_quoted(column.examples) if column.examples else say("it is empty"),
                )
            )
    return said


def _quoted(values: Sequence[str]) -> Said:
    return listed(say("“{value}”", value=value[:40]) for value in values[:3])

"""Says what a person should know about a mapping as a whole, before anything comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.domain.capture.permissions import PERMISSIONS, smells

if TYPE_CHECKING:
    from app.domain.capture.mapping import ColumnPlan

NAMING: Final = frozenset({"name", "first_name", "last_name", "company", "email", "reference:contact"})
"""The fields of which a lead from a list needs one; without any, it goes by its number or its row."""


def notices_of(kind: str, columns: Sequence[ColumnPlan]) -> tuple[str, ...]:
    """What a person should know about the mapping as a whole."""
    targets = {column.target for column in columns}
    notices = []
    if kind == "product":
        notices.append("This looks like a list of products; products are not imported yet.")
    if kind == "account":
        notices.append("This is taken for a list of accounts; --kind lead takes it for leads.")
    notices += _permissions_unread(columns)
    if kind == "lead" and not targets & NAMING:
        call = "its own number" if "external_id" in targets else "its row"
        notices.append(f"No column holds a name, a company or an address; each lead is called by {call}.")
    if kind == "lead" and "external_id" not in targets and "email" not in targets:
        notices.append("No column tells the rows apart for good; a second import may add them again.")
    return tuple(notices)


def _permissions_unread(columns: Sequence[ColumnPlan]) -> list[str]:
    """What sounds like a permission and is not read as one, or not everywhere."""
    said = []
    for column in columns:
        if column.target in PERMISSIONS and column.unfit:
            said.append(
                f"ATTENTION: {column.heading} says whether people may be contacted, and {_quoted(column.unfit)} cannot "
                "be read; those rows come in without that wish. Correct them, or leave the rows out."
            )
        elif smells(column.heading) and column.target not in PERMISSIONS | {"status", "consent_source", "consent_date"}:
            said.append(
                f"ATTENTION: {column.heading} sounds like a permission and is not read as one "
                f"({_quoted(column.examples) or 'it is empty'}). "
                f"Say what it is: --set “{column.heading}=do_not_email”, do_not_phone, do_not_mail or do_not_contact."
            )
    return said


def _quoted(values: Sequence[str]) -> str:
    return ", ".join(f"“{value[:40]}”" for value in values[:3])

"""The rules of qualifying: what follows from a lead, what is warned of, what is refused.

Source: Dynamics 365 Sales documentation, define-lead-qualification-experience and
qualify-lead-convert-opportunity-sales.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.core.errors import Invalid
from app.domain.leads.fields import DISQUALIFY_REASONS
from app.domain.leads.rows import DuplicateHit
from app.domain.qualification.rows import QualifyChoice

MOST_OPPORTUNITIES = 5

ACCOUNT_COLUMNS = (
    "website",
    "industry",
    "employees",
    "annual_revenue_minor",
    "annual_revenue_currency",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "owner_id",
)
"""Columns of the same meaning on lead and account."""
CONTACT_COLUMNS = (
    "salutation",
    "first_name",
    "middle_name",
    "last_name",
    "gender",
    "job_title",
    "department",
    "company",
    "email",
    "phone",
    "preferred_contact",
    "language",
    "time_zone",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "do_not_phone",
    "do_not_email",
    "do_not_mail",
    "do_not_contact",
    "owner_id",
)
"""Columns of the same meaning on lead and contact."""


def suggest(
    values: Mapping[str, Any], accounts: Sequence[DuplicateHit], contacts: Sequence[DuplicateHit]
) -> QualifyChoice:
    """The choice that fits a lead: what it names already, else a certain match, else a new record."""
    return QualifyChoice(
        account=_pick(values.get("account"), accounts, possible=bool(values.get("company"))),
        contact=_pick(values.get("contact"), contacts, possible=bool(values.get("name"))),
    )


def _pick(linked: Any, matches: Sequence[DuplicateHit], *, possible: bool) -> str:
    if linked is not None:
        return str(linked.code)
    certain = next((hit for hit in matches if hit.certain), None)
    if certain is not None:
        return certain.code
    return "new" if possible else "none"


def warnings(values: Mapping[str, Any], missing: Sequence[str]) -> tuple[str, ...]:
    """What a person should know before qualifying.

    Args:
        values: The lead's values by field code.
        missing: Labels of the stage's required steps that are not done.
    """
    told = []
    if missing:
        told.append(f"Not known yet: {', '.join(missing)}.")
    if values.get("do_not_contact"):
        told.append("This lead asked not to be contacted.")
    if not values.get("company"):
        told.append("Without a company no account can be made.")
    if not values.get("name"):
        told.append("Without a person's name no contact can be made.")
    return tuple(told)


def check_choice(choice: QualifyChoice, values: Mapping[str, Any]) -> None:
    """Refuse a choice that cannot be carried out.

    Raises:
        Invalid: Too many opportunities, or a record that lacks the name it needs.
    """
    if len(choice.opportunities) > MOST_OPPORTUNITIES:
        raise Invalid(
            f"{len(choice.opportunities)} opportunities are too many; at most {MOST_OPPORTUNITIES} can be made.",
            field="opportunity",
        )
    if choice.account == "new" and not values.get("company"):
        raise Invalid(
            "Company is missing: an account cannot be made without it.",
            field="company",
            hint="Give the company, use an existing account, or choose none.",
        )
    if choice.contact == "new" and not values.get("name"):
        raise Invalid(
            "Name is missing: a contact cannot be made without it.",
            field="name",
            hint="Give the person's name, use an existing contact, or choose none.",
        )


def check_reason(reason: str, comment: str | None) -> str:
    """The reason's code.

    Raises:
        Invalid: It is none of ours, or a comment is missing.
    """
    wanted = reason.strip().casefold().replace("-", "_").replace(" ", "_")
    for code, label in DISQUALIFY_REASONS:
        if wanted in (code, label.casefold().replace(" ", "_")):
            if code == "other" and not (comment or "").strip():
                raise Invalid("Comment is missing: “other” needs one.", field="comment", hint="Say why in a few words.")
            return code
    known = ", ".join(label.lower() for _, label in DISQUALIFY_REASONS)
    raise Invalid(f"Reason: “{reason[:40]}” is not one of its choices.", field="reason", hint=f"Choose from: {known}.")


def qualified_sentence(title: str, made: Mapping[str, Sequence[str]], stage: str | None) -> str:
    """What qualifying did, in a sentence or two."""
    parts = [f"{kind.capitalize()} {' and '.join(codes)}" for kind, codes in made.items() if codes]
    created = f" {', '.join(parts)} created" if parts else ""
    process = f"{',' if parts else ''} process in {stage}" if stage else ""
    tail = f"{created}{process}." if created or process else ""
    return f"{title} qualified.{tail}"

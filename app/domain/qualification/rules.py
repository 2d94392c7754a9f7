"""The rules of qualifying: what follows from a lead, what is warned of, what is refused.

Source: Dynamics 365 Sales documentation, define-lead-qualification-experience and
qualify-lead-convert-opportunity-sales.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.field_types.naming import choices_called
from app.domain.core.folding import fold
from app.domain.leads.duplicates import SAME_DOMAIN
from app.domain.leads.fields import DISQUALIFY_REASONS
from app.domain.leads.rows import DuplicateHit
from app.domain.people.derived import NAME_PARTS
from app.domain.people.fields import ACCOUNT_FIELDS, CONTACT_FIELDS
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
PERMISSIONS = ("do_not_contact", "do_not_phone", "do_not_email", "do_not_mail")
"""What a person forbids; it is added to a contact, and never taken away."""
_ADDRESS = ("street", "city", "region", "postal_code", "country")
_TOGETHER = (_ADDRESS, ("annual_revenue_minor", "annual_revenue_currency"))
"""Columns that say one thing together; they are filled only where none of them says another."""
_LABELS = {field.code: field.label.lower() for field in (*CONTACT_FIELDS, *ACCOUNT_FIELDS)} | {
    "owner_id": "owner",
    "account_id": "account",
    "annual_revenue_minor": "annual revenue",
    "annual_revenue_currency": "annual revenue",
    **dict.fromkeys(_ADDRESS, "address"),
}
_FIRST_TOLD = (*PERMISSIONS, "email", "phone", "account_id", "website")
_MOST_NAMED = 6


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
    same = next((hit for hit in matches if hit.certain or SAME_DOMAIN in hit.reason), None)
    if same is not None:
        return same.code
    return "new" if possible else "none"


def warnings(values: Mapping[str, Any], missing: Sequence[str]) -> tuple[str, ...]:
    """What a person should know before qualifying.

    Args:
        values: The lead's values by field code.
        missing: Labels of the stage's required steps that are not done.
    """
    sentences = []
    if missing:
        sentences.append(f"Not known yet: {', '.join(missing)}.")
    if values.get("do_not_contact"):
        sentences.append("This lead asked not to be contacted.")
    if not values.get("company"):
        sentences.append("Without a company no account can be made.")
    if not values.get("name"):
        sentences.append("Without a person's name no contact can be made.")
    return tuple(sentences)


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


def account_gaps(lead: Mapping[str, Any], account: Mapping[str, Any]) -> dict[str, Any]:
    """What a lead knows of its company and an existing account does not, by column.

    Args:
        lead: The lead's columns.
        account: The account's columns.
    """
    return _gaps(ACCOUNT_COLUMNS, lead, account)


def contact_gaps(lead: Mapping[str, Any], contact: Mapping[str, Any], account_id: str | None) -> dict[str, Any]:
    """What a lead knows of its person and an existing contact does not, by column; what it forbids included.

    The name is left as it is, and the company where the contact works for another account.

    Args:
        lead: The lead's columns.
        contact: The contact's columns.
        account_id: The account that was made or chosen; a contact without any is linked to it.
    """
    own = {*NAME_PARTS, *PERMISSIONS}
    if contact["account_id"] not in (None, account_id):
        own.add("company")
    found: dict[str, Any] = {column: True for column in PERMISSIONS if lead[column] and not contact[column]}
    found |= _gaps([column for column in CONTACT_COLUMNS if column not in own], lead, contact)
    if contact["account_id"] is None and account_id is not None:
        found["account_id"] = account_id
    return found


def _gaps(columns: Sequence[str], lead: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    found = {each: lead[each] for each in columns if record[each] in (None, "") and lead[each] not in (None, "")}
    for group in _TOGETHER:
        if any(_differ(lead[each], record[each]) for each in group if each in columns):
            found = {column: value for column, value in found.items() if column not in group}
    return found


def _differ(one: Any, other: Any) -> bool:
    """Whether two values say different things; an empty one says nothing."""
    return None not in (one, other) and "" not in (one, other) and fold(str(one)) != fold(str(other))


def describe_gaps(code: str, gaps: Collection[str]) -> str:
    """Which record is filled in, and with what, the weightiest first; empty for nothing."""
    ordered = (*(each for each in _FIRST_TOLD if each in gaps), *(each for each in gaps if each not in _FIRST_TOLD))
    labels = list(dict.fromkeys(_LABELS[each] for each in ordered))
    more = len(labels) - _MOST_NAMED
    named = ", ".join(labels[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{code}: {named}" if labels else ""


def check_reason(reason: str, comment: str | None) -> str:
    """The reason's code.

    Raises:
        Invalid: It is none of ours, or a comment is missing.
    """
    for code in choices_called(DISQUALIFY_REASONS, reason):
        if code == "other" and not (comment or "").strip():
            raise Invalid("Comment is missing: “other” needs one.", field="comment", hint="Say why in a few words.")
        return code
    known = ", ".join(label.lower() for _, label in DISQUALIFY_REASONS)
    raise Invalid(f"Reason: “{reason[:40]}” is not one of its choices.", field="reason", hint=f"Choose from: {known}.")


def filled_sentence(filled: Sequence[str]) -> str:
    """What existing records were given, after another sentence; empty for nothing."""
    return f" Filled in {'; '.join(filled)}." if filled else ""


def qualified_sentence(
    title: str, made: Mapping[str, Sequence[str]], stage: str | None, filled: Sequence[str] = ()
) -> str:
    """What qualifying did, in a sentence or two."""
    parts = [f"{kind.capitalize()} {' and '.join(codes)}" for kind, codes in made.items() if codes]
    created = f" {', '.join(parts)} created" if parts else ""
    process = f"{',' if parts else ''} process in {stage}" if stage else ""
    tail = f"{created}{process}." if created or process else ""
    return f"{title} qualified.{tail}{filled_sentence(filled)}"

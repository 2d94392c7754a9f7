"""The rules of leads: what must be there, which status may follow, what is derived from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.field_types.naming import choices_called
from app.domain.core.folding import company_key, domain_of, fold, is_free_mail
from app.domain.core.names import split_name
from app.domain.leads.fields import BY_CODE
from app.domain.leads.kinds import LEAD
from app.domain.people.derived import custom_words, digits_said, numbers_of
from app.domain.people.wishes import Get, overridden, wish_against
from app.words import listed, say, small
from app.words.declared import as_given

STATUS: Final = BY_CODE["status"]
#: Statuses a person may set; the others follow from opportunities, quotations and orders.
SETTABLE = ("lead", "open", "replied", "interested", "do_not_contact")
#: The order in which statuses derived from documents win.
DERIVED = ("converted", "quotation", "opportunity", "lost_quotation")

#: Statuses that are Open again when the next contact arrives; no other is touched by it.
_WAITING = ("lead", "replied")
#: Statuses that are Replied once we answer what the lead wrote.
_ANSWERABLE = ("lead", "open")

#: What a lead can be called by.
_NAMING = (
    "company",
    "name",
    "first_name",
    "middle_name",
    "last_name",
    "topic",
    "external_id",
    "email",
    "phone",
)

SEARCHED = (
    "code",
    "title",
    "name",
    "company",
    "job_title",
    "email",
    "phone",
    "topic",
    "source",
    "industry",
    "city",
    "country",
    "website",
    "campaign",
    "external_id",
    "description",
)


def default_kind(values: Mapping[str, Any]) -> str:
    """Organisation where a company is named, else person."""
    return "organisation" if values.get("company") else "person"


def require_names(kind: str, values: Mapping[str, Any]) -> None:
    """Refuse a lead without the name its kind needs.

    Raises:
        Invalid: An organisation without a company, or a person without a name.
    """
    if kind == "organisation" and not values.get("company"):
        raise Invalid(
            say("Company is missing: an organisation needs one."),
            field="company",
            hint=say("Give the company, or make it a person."),
        )
    if kind == "person" and not any(values.get(part) for part in ("name", "first_name", "last_name")):
        raise Invalid(say("Name is missing: a person needs one."), field="name", hint=say("Give the person's name."))


def require_title(kind: str, values: Mapping[str, Any]) -> None:
    """Refuse a lead from a list that would have nothing to go by.

    Lists may name people by a number or an address alone; an organisation goes by its company.

    Raises:
        Invalid: An organisation without a company, or a person whom nothing names.
    """
    if kind == "organisation":
        require_names(kind, values)
    elif not any(values.get(each) for each in _NAMING):
        raise Invalid(
            say("Company and Name are missing: a lead needs one of them."),
            field="name",
            hint=say("Give a company or a name, or a topic, lead number, email or phone to go by."),
        )


def override_of_next_contact(lead: object, get: Get, *, override: bool, reason: str | None) -> dict[str, str]:
    """What is kept of an override with a next contact; nothing where they may be contacted.

    Raises:
        Unwanted: They asked not to be contacted at all.
        Invalid: The override has no reason.
    """
    wish = wish_against("next_contact", None, ((LEAD, lead),), get)
    return overridden(wish, say("the next contact was not set"), override=override, reason=reason)


def check_status_change(before: str, after: str) -> None:
    """Refuse a status that a person may not set.

    Raises:
        NotAllowed: It follows from documents, or the lead has bought already.
    """
    if after not in SETTABLE:
        raise NotAllowed(
            say(
                "The status {status} follows from opportunities, quotations and orders.",
                status=small(STATUS.choice_label(after)),
            ),
            hint=say(
                "You can set: {statuses}.", statuses=listed(small(STATUS.choice_label(each)) for each in SETTABLE)
            ),
        )
    if before in DERIVED and after != "do_not_contact":
        raise NotAllowed(
            say(
                "The status is {status} because of a document that still stands.",
                status=small(STATUS.choice_label(before)),
            ),
            hint=say("Cancel or delete that first."),
        )


def choice_of(code: str, value: str) -> str:
    """The code of a choice that is named by code or label.

    Raises:
        Invalid: It is none of the field's.
    """
    field = BY_CODE[code]
    for each in choices_called(as_given(field, "choices"), value):
        return each
    known = listed(small(each) for _, each in field.choices)
    raise Invalid(
        say("{field}: “{value}” is not one of its choices.", field=field.label, value=value[:40]),
        field=code,
        hint=say("Choose from: {known}.", known=known),
    )


def status_after_message(state: str, status: str, direction: str, before: str | None) -> str | None:
    """The status of a lead after the newest message with it; ``None`` where it stays as it is.

    Args:
        state: The lead's state.
        status: Its status.
        direction: ``in``, from the lead, or ``out``, from us.
        before: The direction of the message before, if there is one: what answers nothing changes nothing.
    """
    if not LEAD.is_open({"state": state}):
        return None
    if direction == "in":
        return "open" if status in _WAITING else None
    return "replied" if before == "in" and status in _ANSWERABLE else None


def status_before(changes: Sequence[tuple[str | None, str | None]]) -> str:
    """The status a lead falls back to when no document gives it one any more.

    Args:
        changes: Its changes of status, from and to, the newest first.

    Returns:
        What it was before its documents gave it one; open where the log does not tell.
    """
    by_documents = (*DERIVED, "do_not_contact")
    return next(
        (before for before, after in changes if after in DERIVED and before and before not in by_documents), "open"
    )


def opens_on_contact(state: str, status: str) -> bool:
    """Whether a lead of this state and status is Open when its next contact arrives."""
    return LEAD.is_open({"state": state}) and status in _WAITING


def check_next_contact(at: datetime | None, now: datetime, field: str = "next_contact_at") -> None:
    """Refuse a next contact in the past.

    Args:
        at: When it shall be.
        now: The present moment.
        field: Where it was given: on the lead, or on the appointment that stands for it.

    Raises:
        Invalid: It lies before now.
    """
    if at is not None and at < now:
        raise Invalid(
            say("Next contact cannot be in the past."),
            field=field,
            hint=say("Choose a later time, such as tomorrow 10."),
        )


def check_own_email(email: str | None, colleagues: Mapping[str, str]) -> None:
    """Refuse a lead's email that belongs to the owner or the next contact person.

    Args:
        email: The lead's.
        colleagues: Their emails, by what they are for the lead: owner or next_contact_by.

    Raises:
        Invalid: It is one of theirs.
    """
    for part, address in colleagues.items():
        if email and address and email.casefold() == address.casefold():
            message = (
                say("Email: {email} belongs to the lead's owner.", email=email)
                if part == "owner"
                else say("Email: {email} belongs to the lead's next contact person.", email=email)
            )
            raise Invalid(message, field="email", hint=say("Give the lead's own address."))


def derived(columns: Mapping[str, Any], region: str) -> dict[str, Any]:
    """The columns that follow from the others: names, keys for duplicates, the text that search looks in.

    Args:
        columns: A lead's columns.
        region: ISO 3166 code for phone numbers that no country stands beside.
    """
    name, parts = _names(columns)
    company = columns.get("company")
    email, website = columns.get("email"), columns.get("website")
    mail_domain = domain_of(email) if email else None
    phone = columns.get("phone")
    numbers = numbers_of(phone, columns.get("country"), region)
    person_first = (columns.get("kind") or default_kind(columns)) == "person"
    named = (name or company) if person_first else (company or name)
    title = named or columns.get("topic") or _numbered(columns) or email or phone or "Unnamed lead"
    found = {**columns, **parts, "name": name, "title": title}
    texts = [str(found[each]) for each in SEARCHED if found.get(each)]
    texts += digits_said(phone, numbers["phone_e164"])
    texts += columns.get("tags") or ()
    texts += custom_words(columns.get("custom"))
    return {
        **parts,
        "name": name,
        "title": title,
        "title_key": fold(title),
        "company_key": company_key(company) or None if company else None,
        "domain": (domain_of(website) if website else None)
        or (mail_domain if mail_domain and not is_free_mail(mail_domain) else None),
        **numbers,
        "search_text": fold(" ".join(texts)),
    }


def _numbered(columns: Mapping[str, Any]) -> str | None:
    number = columns.get("external_id")
    return f"Lead {number}" if number else None


def _names(columns: Mapping[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The full name and its parts, each filled from the other where it is missing."""
    name = columns.get("name")
    parts = {part: columns.get(part) for part in ("salutation", "first_name", "middle_name", "last_name")}
    if not name:
        joined = " ".join(str(parts[part]) for part in ("first_name", "middle_name", "last_name") if parts[part])
        return joined or None, parts
    if not (parts["first_name"] or parts["last_name"]):
        split = split_name(name)
        parts = {
            "salutation": parts["salutation"] or split.salutation or None,
            "first_name": split.first or None,
            "middle_name": split.middle or None,
            "last_name": split.last or None,
        }
    return name, parts

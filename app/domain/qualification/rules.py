"""The rules of qualifying: what follows from a lead, what is warned of, what is refused.

Source: Dynamics 365 Sales documentation, define-lead-qualification-experience and
qualify-lead-convert-opportunity-sales.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.field_types.naming import choices_called
from app.domain.core.folding import fold
from app.domain.leads.duplicates import BY_DOMAIN
from app.domain.leads.fields import BY_CODE as LEAD_FIELDS
from app.domain.leads.fields import DISQUALIFY_REASONS
from app.domain.leads.handing_over import account_columns, contact_columns
from app.domain.leads.rows import DuplicateHit
from app.domain.people.derived import NAME_PARTS
from app.domain.people.fields import ACCOUNT_FIELDS, CONTACT_FIELDS
from app.domain.qualification.policy import QualifyPolicy
from app.domain.qualification.rows import QualifyChoice
from app.domain.sales.rules import SAME_COLUMNS
from app.words import Message, Said, in_context, label, listed, own, say, say_many, sentences, small, together

MOST_OPPORTUNITIES = 5

PERMISSIONS = ("do_not_contact", "do_not_phone", "do_not_email", "do_not_mail")
"""What a person forbids; it is added to a contact, and never taken away."""
_ADDRESS = ("street", "city", "region", "postal_code", "country")
_TOGETHER = (_ADDRESS, ("annual_revenue_minor", "annual_revenue_currency"))
"""Columns that say one thing together; they are filled only where none of them says another."""
_FIELDS = {field.code: field for field in (*CONTACT_FIELDS, *ACCOUNT_FIELDS)}
_OTHERS: Final[Mapping[str, Message]] = {
    "owner_id": "Owner",
    "account_id": in_context("field", "Account"),
    "annual_revenue_minor": "Annual revenue",
    "annual_revenue_currency": "Annual revenue",
    **dict.fromkeys(_ADDRESS, "Address"),
}
"""What columns are called that are no field, or a part of one."""
_FIRST_TOLD = (*PERMISSIONS, "email", "phone", "account_id", "website")
_MOST_NAMED = 6


def suggest(
    values: Mapping[str, Any],
    accounts: Sequence[DuplicateHit],
    contacts: Sequence[DuplicateHit],
    opportunities: Collection[object] = (),
) -> QualifyChoice:
    """The choice that fits a lead: what it names already, else a certain match, else a new record.

    Args:
        values: The lead's values by field code.
        accounts: Existing accounts that may be its company, the most certain first.
        contacts: Existing contacts that may be its person, the most certain first.
        opportunities: Those made of it before that are open; where there are some, no further one is suggested.
    """
    return QualifyChoice(
        account=_pick(values.get("account"), accounts, possible=bool(values.get("company"))),
        contact=_pick(values.get("contact"), contacts, possible=bool(values.get("name"))),
        opportunities=() if opportunities else ("",),
    )


def _pick(linked: Any, matches: Sequence[DuplicateHit], *, possible: bool) -> str:
    if linked is not None:
        return str(linked.code)
    same = next((hit for hit in matches if hit.certain or any(hit.reason == label(each) for each in BY_DOMAIN)), None)
    if same is not None:
        return same.code
    return "new" if possible else "none"


def warnings(values: Mapping[str, Any], missing: Sequence[str]) -> tuple[str, ...]:
    """What a person should know before qualifying.

    Args:
        values: The lead's values by field code.
        missing: Labels of the stage's required steps that are not done.
    """
    told = []
    if missing:
        told.append(say("Not known yet: {steps}.", steps=listed(missing)))
    if values.get("do_not_contact"):
        told.append(say("This lead asked not to be contacted."))
    if not values.get("company"):
        told.append(say("Without a company no account can be made."))
    if not values.get("name"):
        told.append(say("Without a person's name no contact can be made."))
    return tuple(told)


def check_choice(
    choice: QualifyChoice, values: Mapping[str, Any], policy: QualifyPolicy, opportunities: Collection[object] = ()
) -> None:
    """Refuse a choice that cannot be carried out.

    Args:
        choice: What is to be made.
        values: The lead's company and name.
        policy: What managers decided about qualifying.
        opportunities: Those made of the lead before that are open.

    Raises:
        Invalid: Too many opportunities, or a record that lacks the name it needs.
        NotAllowed: Nothing is to be made of what managers want made always.
    """
    _check_always(choice, values, policy, opportunities)
    if len(choice.opportunities) > MOST_OPPORTUNITIES:
        raise Invalid(
            say(
                "{number} opportunities are too many; at most {most} can be made.",
                number=len(choice.opportunities),
                most=MOST_OPPORTUNITIES,
            ),
            field="opportunity",
        )
    if choice.account == "new" and not values.get("company"):
        raise Invalid(
            say("Company is missing: an account cannot be made without it."),
            field="company",
            hint=say("Give the company, use an existing account, or choose none."),
        )
    if choice.contact == "new" and not values.get("name"):
        raise Invalid(
            say("Name is missing: a contact cannot be made without it."),
            field="name",
            hint=say("Give the person's name, use an existing contact, or choose none."),
        )


def _check_always(
    choice: QualifyChoice, values: Mapping[str, Any], policy: QualifyPolicy, opportunities: Collection[object]
) -> None:
    """Refuse to leave out what managers want made always; an account needs a company, and a contact a name."""
    hint = say("A manager decides this: leadline setting list.")
    if policy.account == "always" and choice.account == "none" and values.get("company"):
        raise NotAllowed(say("No lead is qualified here without an account."), field="account", hint=hint)
    if policy.contact == "always" and choice.contact == "none" and values.get("name"):
        raise NotAllowed(say("No lead is qualified here without a contact."), field="contact", hint=hint)
    if policy.opportunity == "always" and not choice.opportunities and not opportunities:
        raise NotAllowed(say("No lead is qualified here without an opportunity."), field="opportunity", hint=hint)


def account_gaps(lead: Mapping[str, Any], account: Mapping[str, Any]) -> dict[str, Any]:
    """What a lead knows of its company and an existing account does not, by column.

    Args:
        lead: The lead's columns.
        account: The account's columns.
    """
    return _gaps(account_columns(lead["linkedin"]), lead, account)


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
    found |= _gaps([column for column in contact_columns(lead["linkedin"]) if column not in own], lead, contact)
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
    labels = list(dict.fromkeys(_column_label(each) for each in ordered))
    more = len(labels) - _MOST_NAMED
    if more > 0:
        return say_many(
            "{code}: {fields} and {n} more",
            "{code}: {fields} and {n} more",
            more,
            code=code,
            fields=listed(labels[:_MOST_NAMED]),
        )
    return say("{code}: {fields}", code=code, fields=listed(labels)) if labels else ""


def _column_label(column: str) -> str:
    """What a column is called inside a sentence."""
    return small(label(_OTHERS[column]) if column in _OTHERS else _FIELDS[column].label)


def check_reason(reason: str, comment: str | None) -> str:
    """The reason's code.

    Raises:
        Invalid: It is none of ours, or a comment is missing.
    """
    for code in choices_called(DISQUALIFY_REASONS, reason):
        if code == "other" and not (comment or "").strip():
            raise Invalid(
                say("Comment is missing: “other” needs one."), field="comment", hint=say("Say why in a few words.")
            )
        return code
    known = listed(small(label(each)) for _, each in DISQUALIFY_REASONS)
    raise Invalid(
        say("Reason: “{reason}” is not one of its choices.", reason=reason[:40]),
        field="reason",
        hint=say("Choose from: {known}.", known=known),
    )


def filled_sentence(filled: Sequence[str]) -> str:
    """What existing records were given; empty for nothing."""
    if len(filled) > 1:
        return say("Filled in {first}; {second}.", first=filled[0], second=filled[1])
    return say("Filled in {first}.", first=filled[0]) if filled else ""


_MADE: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "account": lambda codes: say("Account {codes}", codes=together(codes)),
    "contact": lambda codes: say("Contact {codes}", codes=together(codes)),
    "opportunity": lambda codes: say_many(
        "Opportunity {codes}", "Opportunity {codes}", len(codes), codes=together(codes)
    ),
}
"""What records that were made are called, with their codes."""


def made_in_words(made: Mapping[str, Sequence[str]]) -> list[str]:
    """The records that were made, each kind with its codes."""
    return [_MADE[kind](codes) for kind, codes in made.items() if codes and kind in _MADE]


def qualified_sentence(
    title: str, made: Mapping[str, Sequence[str]], stage: str | None, filled: Sequence[str] = (), without: str = ""
) -> Said:
    """What qualifying did, in a sentence or more.

    Args:
        title: What the lead is called.
        made: Short codes of what was made, by kind.
        stage: The stage in which its process is now; ``None`` where it stays.
        filled: What existing records were given.
        without: Which steps are missing still, and why, in a sentence.
    """
    parts = made_in_words(made)
    tail: str = ""
    if parts and stage:
        tail = say("{records} created, process in {stage}.", records=listed(parts), stage=stage)
    elif parts:
        tail = say("{records} created.", records=listed(parts))
    elif stage:
        tail = say("Process in {stage}.", stage=stage)
    return sentences(say("{name} qualified.", name=title), tail, filled_sentence(filled), without)


def without_sentence(missing: Sequence[str], reason: str) -> Said:
    """Which required steps a lead was qualified without, and why."""
    return say("Qualified without {steps}: {reason}.", steps=listed(missing), reason=own(reason.rstrip(".")))


def qualified_event(missing: Sequence[str], reason: str | None) -> Said:
    """What the timeline says of a lead that was qualified although steps were missing."""
    if reason:
        return say("Qualified without {steps} · {reason}", steps=listed(missing), reason=own(reason))
    return say("Qualified without {steps}", steps=listed(missing))


def copied_fields(lead: Mapping[str, Any]) -> list[str]:
    """The fields of a lead that an opportunity made of it was given, as they are called inside a sentence.

    Args:
        lead: The lead's columns.
    """
    codes = (
        code.removesuffix("_minor").removesuffix("_id") for code, _ in SAME_COLUMNS if lead[code] not in (None, "")
    )
    named = ("topic" if lead["topic"] else "", "company" if lead["company"] else "name")
    fields = {code: LEAD_FIELDS[code].label for code in (*named, *codes) if code in LEAD_FIELDS}
    return [small(each) for each in fields.values()]


def made_of_sentence(title: str, codes: Sequence[str], copied: Sequence[str], stage: str | None) -> Said:
    """What making opportunities of a lead did, with what they were given of it."""
    made = _MADE["opportunity"](codes)
    return sentences(
        say("{records} made of {name}.", records=made, name=title),
        say("Copied: {fields}.", fields=listed(copied)) if copied else "",
        say("Its process begins in {stage}.", stage=stage) if stage else "",
    )


def disqualified_sentence(title: str, reason: str, filled: Sequence[str], called_off: int) -> Said:
    """What disqualifying did, in a sentence or more.

    Args:
        title: What the lead is called.
        reason: The label of the reason.
        filled: What existing records were given.
        called_off: How many planned activities were called off.
    """
    off = say_many("{n} planned activity called off.", "{n} planned activities called off.", called_off)
    told = say("{name} disqualified: {reason}.", name=title, reason=small(reason))
    return sentences(told, filled_sentence(filled), off if called_off else "")


def deleted_sentence(title: str, with_it: str) -> Said:
    """That a lead was deleted, and what went with it."""
    return (
        say("{name} deleted, with {what}.", name=title, what=with_it) if with_it else say("{name} deleted.", name=title)
    )

"""Contacts and accounts as kinds of record."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Kind, register
from app.domain.people.fields import ACCOUNT_FIELDS, CONTACT_FIELDS
from app.words import in_context, say_many

CONTACT: Final = register(
    Kind(
        "contact",
        "CONT",
        "CONT-2M8X",
        "app.domain.people.records:Contact",
        CONTACT_FIELDS,
        turn=1,
        noun=in_context("kind", "contact"),
        plural=in_context("kind", "contacts"),
        counted=lambda number: say_many("{n} contact", "{n} contacts", number),
        detail="job_title",
        names=("email", "name", "external_id"),
        derive="app.domain.people.derived:derive_contact",
        belongs=True,
        related_turn=4,
        timeline=3,
    )
)
ACCOUNT: Final = register(
    Kind(
        "account",
        "ACC",
        "ACC-9T4B",
        "app.domain.people.records:Account",
        ACCOUNT_FIELDS,
        turn=2,
        noun=in_context("kind", "account"),
        plural=in_context("kind", "accounts"),
        counted=lambda number: say_many("{n} account", "{n} accounts", number),
        detail="industry",
        names=("name", "email", "external_id"),
        derive="app.domain.people.derived:derive_account",
        belongs=True,
        related_turn=3,
        timeline=4,
    )
)

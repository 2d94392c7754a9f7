"""Contacts and accounts as kinds of record."""

from __future__ import annotations

from app.domain.fields.kinds import Kind, register
from app.domain.people.fields import ACCOUNT_FIELDS, CONTACT_FIELDS
from app.domain.people.records import Account, Contact

CONTACT = register(Kind("contact", "CONT", Contact, CONTACT_FIELDS, names=("email", "name", "external_id")))
ACCOUNT = register(Kind("account", "ACC", Account, ACCOUNT_FIELDS, names=("name", "email", "external_id")))

"""Contacts and accounts as kinds of record."""

from __future__ import annotations

from app.domain.fields.kinds import Kind, register
from app.domain.people.fields import ACCOUNT_FIELDS, ACCOUNT_NAMES, CONTACT_FIELDS, CONTACT_NAMES
from app.domain.people.records import Account, Contact

CONTACT = register(Kind("contact", "CONT", Contact, CONTACT_FIELDS, names=CONTACT_NAMES))
ACCOUNT = register(Kind("account", "ACC", Account, ACCOUNT_FIELDS, names=ACCOUNT_NAMES))

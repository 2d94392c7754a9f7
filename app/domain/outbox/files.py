"""Mail as files that any mail program opens and sends: one for each Message-ID, however often it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.outputs import new_file
from app.domain.core.text import clean_line, clean_prose
from app.domain.outbox.rows import MailLine
from app.words import say

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.@_-]")


def into_folder(folder: Path) -> Callable[[MailLine], None]:
    """What puts an email into a folder, under a name made of its Message-ID; one that is there already stays.

    Raises:
        Invalid: There is no such folder.
    """
    if not folder.is_dir():
        raise Invalid(say("There is no folder {folder}.", folder=folder), field="to", hint=say("Make it first."))

    def put(mail: MailLine) -> None:
        path = folder / f"{_UNSAFE.sub('_', mail.message_id.strip('<>'))}.eml"
        if not path.exists():
            with new_file(path, "to") as fresh:
                fresh.write_bytes(as_message(mail))

    return put


def as_message(mail: MailLine) -> bytes:
    """An email as RFC 5322 writes it."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.created_at)
    if mail.sender:
        message["From"] = mailbox(mail.sender_name, mail.sender)
    message["To"] = mailbox(mail.recipient_name, mail.recipient)
    message["Subject"] = clean_line(mail.subject)
    message.set_content(clean_prose(mail.text) + "\n")
    return bytes(message)


def mailbox(name: str, email: str) -> Address | str:
    """A mailbox with the name of who reads it; the bare address where it is none that a header can take apart."""
    try:
        return Address(clean_line(name), addr_spec=clean_line(email))
    except (ValueError, IndexError):
        return clean_line(email)

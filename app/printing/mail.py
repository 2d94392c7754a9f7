"""An email with a paper, as a file that a mail program opens, shows and sends."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.domain.core.frozen import frozen
from app.domain.core.text import clean_line, clean_prose


@frozen
class Draft:
    """An email that is not sent yet.

    Attributes:
        sender_name, sender: Who sends it.
        recipient_name, recipient: Whom it goes to.
        subject: Its subject.
        text: What it says.
        file_name: What the paper with it is called.
    """

    sender_name: str
    sender: str
    recipient_name: str
    recipient: str
    subject: str
    text: str
    file_name: str


def as_message(draft: Draft, paper: bytes, at: datetime) -> bytes:
    """An email as RFC 5322 writes it, marked as one that is still to be sent.

    Args:
        draft: What it says.
        paper: The PDF that goes with it.
        at: When it was written.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(at)
    if draft.sender:
        message["From"] = _address(draft.sender_name, draft.sender)
    if draft.recipient:
        message["To"] = _address(draft.recipient_name, draft.recipient)
    message["Subject"] = clean_line(draft.subject)
    message.set_content(clean_prose(draft.text) + "\n")
    message.add_attachment(paper, maintype="application", subtype="pdf", filename=clean_line(draft.file_name))
    return bytes(message)


def _address(name: str, email: str) -> Address | str:
    """A mailbox with the name of who reads it; the bare address where it is none that a header can take apart."""
    try:
        return Address(clean_line(name), addr_spec=clean_line(email))
    except (ValueError, IndexError):
        return clean_line(email)

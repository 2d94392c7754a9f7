"""An email with a paper, as a file that a mail program opens, shows and sends."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.domain.core.text import clean_line, clean_prose
from app.domain.outbox.files import mailbox
from app.domain.papers.rows import Letter


def as_message(letter: Letter, paper: bytes, at: datetime) -> bytes:
    """An email as RFC 5322 writes it, marked as one that is still to be sent.

    Args:
        letter: What it says.
        paper: The PDF that goes with it.
        at: When it was written.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(at)
    if letter.sender:
        message["From"] = mailbox(letter.sender_name, letter.sender)
    if letter.recipient:
        message["To"] = mailbox(letter.recipient_name, letter.recipient)
    message["Subject"] = clean_line(letter.subject)
    message.set_content(clean_prose(letter.text) + "\n")
    message.add_attachment(paper, maintype="application", subtype="pdf", filename=clean_line(letter.file_name))
    return bytes(message)

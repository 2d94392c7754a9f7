"""Mail as it came or went: an email in a file, and whether a person wrote it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.outputs import reason
from app.domain.core.text import clean_line, clean_prose
from app.words import say

_LARGEST: Final = 25 * 1024 * 1024
"""The largest email that is read, in bytes; no server takes a larger one."""
_LONGEST_TEXT: Final = 100_000
_FAILED: Final = re.compile(r"^(?:Final|Original)-Recipient:\s*[^;\n]*;\s*<?([^\s<>]+)", re.IGNORECASE | re.MULTILINE)
_SERVERS: Final = ("mailer-daemon", "postmaster")
_ANSWERING: Final = ("auto_reply", "auto-reply", "junk")


@frozen
class ReadMail:
    """An email as a file holds it.

    Attributes:
        message_id: Its Message-ID; empty where it has none.
        sender, sender_name: Who sent it.
        recipients: The addresses it went to.
        subject: Its subject.
        text: What it says, without what is attached.
        at: When it was sent.
        automatic: reply, when a machine answered for somebody; bounce, when it could not be delivered; empty when a
            person wrote it.
        failed: The address that a bounce is about.
    """

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    at: datetime | None
    automatic: str
    failed: str


def mail_in(path: Path) -> bytes:
    """The bytes of a file with an email.

    Raises:
        Invalid: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except (OSError, ValueError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else str(problem)
        raise Invalid(
            say("{path} cannot be read: {reason}.", path=path, reason=why),
            field="file",
            hint=say("Name a file that a mail program saved, such as message.eml."),
        ) from problem


def read_mail(data: bytes) -> ReadMail:
    """An email of the bytes of its file.

    Raises:
        Invalid: It is none, or too large.
    """
    if len(data) > _LARGEST:
        raise Invalid(say("The email is larger than {n} MB.", n=_LARGEST // 1024 // 1024), field="file")
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    senders = _addresses(message, "From")
    if not senders:
        raise Invalid(
            say("This is no email: it does not say who sent it."),
            field="file",
            hint=say("Name a file that a mail program saved, such as message.eml."),
        )
    automatic = _automatic(message, senders[0].addr_spec)
    return ReadMail(
        clean_line(_header(message, "Message-ID")),
        clean_line(senders[0].addr_spec),
        clean_line(senders[0].display_name),
        tuple(clean_line(each.addr_spec) for name in ("To", "Cc") for each in _addresses(message, name)),
        clean_line(_header(message, "Subject")),
        clean_prose(_text(message))[:_LONGEST_TEXT],
        _sent(message),
        automatic,
        _failed(message) if automatic == "bounce" else "",
    )


def _automatic(message: EmailMessage, sender: str) -> str:
    """Whether a machine sent it: a server that could not deliver, or one that answers while somebody is away."""
    parameters = dict(message.get_params(failobj=[]) or [])
    is_report = message.get_content_type() == "multipart/report"
    if (is_report and parameters.get("report-type", "").lower() == "delivery-status") or (
        sender.partition("@")[0].lower() in _SERVERS
    ):
        return "bounce"
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    answers = _header(message, "Precedence").strip().lower() in _ANSWERING or bool(
        _header(message, "X-Autoreply") or _header(message, "X-Autorespond")
    )
    return "reply" if submitted not in ("", "no") or answers or is_report else ""


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; empty where there is none, or where it cannot be read."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError):  # headers that the standard library stumbles over
        return ""


def _addresses(message: EmailMessage, name: str) -> tuple[Address, ...]:
    try:
        header = message.get(name)
        return tuple(each for each in header.addresses if each.addr_spec.strip("<>@")) if header else ()
    except (ValueError, IndexError, AttributeError, TypeError):
        return ()


def _text(message: EmailMessage) -> str:
    """The text a person reads; that of HTML without its marks."""
    try:
        body = message.get_body(("plain", "html"))
        content = str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""
    if body is not None and body.get_content_subtype() == "html":
        content = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>", " ", content)
    return content


def _sent(message: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _failed(message: EmailMessage) -> str:
    """The address that a server could not deliver to."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            said = "\n".join(str(each) for each in part.get_payload())
            found = _FAILED.search(said)
            return clean_line(found[1]) if found else ""
    return ""

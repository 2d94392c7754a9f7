"""Emails with a paper, as files that a mail program reads."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from app.domain.papers.rows import Letter
from app.printing.mail import as_message

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DRAFT = Letter(
    "Amal", "amal@leadline.example.com", "Sara Nadim", "sara@contoso.example.com", "Quotation QUO-7Q3F",
    "Dear Sara,\nplease find our quotation.", "QUO-7Q3F.pdf",
)  # fmt: skip


def _read(message: bytes) -> EmailMessage:
    read = message_from_bytes(message, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def _text(read: EmailMessage) -> str:
    body = read.get_body()
    assert body is not None
    text: str = body.get_content()
    return text


def test_a_mail_program_reads_it_as_a_draft_with_the_paper() -> None:
    read = _read(as_message(DRAFT, b"%PDF-1.7 \x00\xff", NOW))
    assert (read["X-Unsent"], read["To"], read["From"]) == (
        "1",
        "Sara Nadim <sara@contoso.example.com>",
        "Amal <amal@leadline.example.com>",
    )
    assert read["Date"].datetime == NOW
    (paper,) = read.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type(), paper.get_content()) == (
        "QUO-7Q3F.pdf",
        "application/pdf",
        b"%PDF-1.7 \x00\xff",
    )
    assert _text(read).splitlines() == ["Dear Sara,", "please find our quotation."]


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        ("سارة نديم", "sara@contoso.example.com"), ('O"Hara, <Sara>', "sara@contoso.example.com"),
        ("x\r\nBcc: all@example.com", "sara@contoso.example.com"), ("", "سارة@contoso.example.com"),
        ("Sara", "no mail"),
    ],
)  # fmt: skip
def test_hostile_names_and_addresses_stay_in_their_header(name: str, mail: str) -> None:
    draft = Letter("أمل", "", name, mail, "عرض أسعار\r\nBcc: b@example.com", "نص\nعربي", "عرض أسعار ١.pdf")
    read = _read(as_message(draft, b"%PDF", NOW))
    assert read["Bcc"] is None
    assert read["From"] is None
    assert "Bcc" in read["Subject"]
    assert mail.split("@", maxsplit=1)[0] in str(read["To"])
    assert _text(read).splitlines() == ["نص", "عربي"]
    assert next(read.iter_attachments()).get_filename() == "عرض أسعار ١.pdf"

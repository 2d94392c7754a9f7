"""Papers by command: quotations and orders as PDF and as emails, in whose language, and what stands in the way."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.cli.conftest import Answer, Leadline

MACHINE = "آلة قهوة مهنية بمجموعتين مع مطحنة مدمجة"


def text_of(data: Path | bytes) -> str:
    """The text of a PDF."""
    with pdfium.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def quotation(leadline: Leadline) -> str:
    """The code of a quotation of three machines with a tenth off, for somebody who reads Arabic."""
    leadline(
        "product", "add", "--code", "M2", "--name", "Espresso machine", "--price", "4200 AED", "--tax", "5%",
        "--set", f"name_ar={MACHINE}",
    )  # fmt: skip
    leadline(
        "lead", "add", "--kind", "organisation", "--company", "Contoso Coffee", "--name", "Sara Nadim",
        "--email", "sara@contoso.example.com", "--phone", "+971501234567", "--set", "language=ar",
    )  # fmt: skip
    leadline("setting", "set", "company_name", "Leadline Equipment")
    leadline("setting", "set", "company_name_ar", "ليدلاين للمعدات")
    leadline("setting", "set", "quote_terms", "Half in advance")
    code: str = leadline("--json", "quote", "add", "Contoso Coffee", "--line", "M2:3", "--discount", "10%").data["code"]
    return code


def test_a_pdf_is_in_the_customers_language_unless_another_is_named(
    leadline: Leadline, quotation: str, tmp_path: Path
) -> None:
    own, other = tmp_path / "own.pdf", tmp_path / "other.pdf"
    assert leadline("quote", "pdf", quotation, "--to", str(own)).out == f"{quotation} printed in العربية: {own}.\n"
    assert leadline("--json", "quote", "pdf", quotation, "--lang", "en", "--to", str(other)).data["changed"] == ["file"]
    arabic, english = text_of(own), text_of(other)
    for expected in ("11,907.00", "+971501234567", "مطحنة", "ليدلاين للمعدات", "مسودة", "Half in advance"):
        assert expected in arabic
    for expected in ("11,907.00", "Draft", "Espresso machine", "Leadline Equipment", "Discount 10 %"):
        assert expected in english


def test_a_pdf_takes_no_files_place(leadline: Leadline, quotation: str, tmp_path: Path) -> None:
    (tmp_path / "there.pdf").write_text("mine")
    for name in ("there.pdf", "leadline.db", "nowhere/offer.pdf"):
        assert leadline("quote", "pdf", quotation, "--to", str(tmp_path / name)).code == 1
    assert (tmp_path / "there.pdf").read_text() == "mine"
    assert leadline("quote", "pdf", "QUO-9999", "--to", str(tmp_path / "new.pdf")).code == 1
    assert not (tmp_path / "new.pdf").exists()


def test_managers_choose_the_language_where_nobodys_is_known(
    leadline: Leadline, quotation: str, tmp_path: Path
) -> None:
    leadline("lead", "edit", "Contoso Coffee", "--set", "language=")
    assert "English" in leadline("quote", "pdf", quotation, "--to", str(tmp_path / "1.pdf")).out
    leadline("setting", "set", "paper_language", "ar")
    assert "العربية" in leadline("quote", "pdf", quotation, "--to", str(tmp_path / "2.pdf")).out


def test_sending_submits_a_draft_and_stands_on_the_timeline_and_one_undo_takes_it_back(
    leadline: Leadline, quotation: str, tmp_path: Path
) -> None:
    to = tmp_path / "offer.eml"
    said = leadline("quote", "send", quotation, "--lang", "en", "--to", str(to)).out
    assert "submitted" in said
    assert "your mail program sends it" in said
    email = message_from_bytes(to.read_bytes(), policy=default)
    (paper,) = email.iter_attachments()
    assert (email["X-Unsent"], email["To"], paper.get_filename()) == (
        "1",
        "Sara Nadim <sara@contoso.example.com>",
        f"{quotation}.pdf",
    )
    assert "Draft" not in text_of(paper.get_content())
    (entry,) = leadline("--json", "timeline", "Contoso Coffee", "--kind", "email").data
    assert entry["subject"] == f"Quotation {quotation} of Leadline Equipment"
    assert leadline("--json", "quote", "show", quotation).data["status"] == "submitted"
    leadline("undo")
    assert leadline("--json", "quote", "show", quotation).data["status"] == "draft"
    assert leadline("--json", "timeline", "Contoso Coffee", "--kind", "email").data == []


def test_nothing_is_sent_against_a_wish_but_with_a_reason_that_is_kept(
    leadline: Leadline, quotation: str, tmp_path: Path
) -> None:
    leadline("lead", "edit", "Contoso Coffee", "--set", "do_not_email=yes")
    to = tmp_path / "offer.eml"

    def send(*words: str) -> Answer:
        return leadline("quote", "send", quotation, "--to", str(to), *words)

    for words in ((), ("--override",)):
        assert send(*words).code == 1
        assert not to.exists()
        assert leadline("--json", "quote", "show", quotation).data["status"] == "draft"
    assert send("--override", "--reason", "They asked for it").code == 0
    (entry,) = leadline("--json", "timeline", "Contoso Coffee", "--kind", "email").data
    assert "They asked for it" in str(entry)


def test_an_order_is_confirmed_on_paper(leadline: Leadline, quotation: str, tmp_path: Path) -> None:
    leadline("quote", "submit", quotation)
    order = leadline("--json", "order", "add", "--quote", quotation).data["code"]
    leadline("order", "confirm", order)
    to = tmp_path / "order.pdf"
    assert leadline("order", "pdf", order, "--lang", "en", "--to", str(to)).code == 0
    text = text_of(to)
    assert f"Order confirmation\r\n{order}" in text
    assert "11,907.00" in text
    assert "Valid until" not in text

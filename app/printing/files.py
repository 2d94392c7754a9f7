"""Papers as files: a PDF, or an email with it for a mail program to send; whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.core.errors import Refusal
from app.domain.core.frozen import frozen
from app.domain.core.outcomes import Outcome
from app.domain.core.outputs import check_free, new_file
from app.words import LANGUAGES, Said, say, sentences

if TYPE_CHECKING:
    from app.domain.history.service import LogService
    from app.domain.papers.service import PaperService


@frozen
class Made:
    """A file that was made.

    Attributes:
        outcome: What to say of it.
        notices: What else a person should know.
    """

    outcome: Outcome
    notices: tuple[Said, ...]


def make_pdf(papers: PaperService, ref: str, spoken: str, to: Path, at: datetime) -> Made:
    """Make the PDF of a quotation or an order.

    Args:
        papers: Tells what stands on it.
        ref: Which one.
        spoken: The language it is in.
        to: The file to be.
        at: The present moment.

    Raises:
        Refusal: There is no such record, or no such file can be made.
    """
    from app.printing.pdf import printed

    check_free(to, "to")
    paper = papers.paper(ref, spoken)
    made = printed(paper, spoken, at)
    with new_file(to, "to") as fresh:
        fresh.write_bytes(made.data)
    message = say("{code} printed in {language}: {file}.", code=paper.number, language=LANGUAGES[spoken], file=to)
    return Made(Outcome(paper.id, paper.number, ("file",), message), _missing(made.missing))


def make_email(
    papers: PaperService,
    log: LogService,
    ref: str,
    spoken: str,
    to: Path,
    at: datetime,
    *,
    override: bool = False,
    reason: str | None = None,
) -> Made:
    """Make an email with a quotation for a mail program to send; a draft is submitted, and the email logged.

    Args:
        papers: Tells what stands in it, and logs it.
        log: Takes that back where the file cannot be made after all.
        ref: The quotation.
        spoken: The language it is in.
        to: The file to be.
        at: The present moment.
        override: Whether it goes although somebody asked not to get email.
        reason: Why.

    Raises:
        Refusal: There is no such quotation, somebody asked not to be written to, or no such file can be made.
    """
    from app.printing.mail import as_message
    from app.printing.pdf import printed

    check_free(to, "to")
    letter = papers.letter(ref, spoken)
    made = printed(replace(papers.paper(ref, spoken), is_draft=False), spoken, at)
    done: Outcome | None = None
    try:
        with new_file(to, "to") as fresh:
            fresh.write_bytes(as_message(letter, made.data, at))
            done = papers.sent(ref, letter, override=override, override_reason=reason)
    except Refusal:
        if done is not None:
            log.undo(done.seq)
        raise
    message = sentences(done.message, say("{file} is the email; your mail program sends it.", file=to))
    unknown = () if letter.recipient else (say("No email of the customer is known; fill in whom it goes to."),)
    outcome = Outcome(done.id, done.code, done.changed, message, done.seq)
    return Made(outcome, (*unknown, *_missing(made.missing)))


def _missing(characters: str) -> tuple[Said, ...]:
    """Which characters no font has, in words; nothing where all are there."""
    if not characters:
        return ()
    return (say("No font here has {characters}; a sign stands in their place.", characters=characters[:40]),)

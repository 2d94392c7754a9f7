"""What quotations and orders share on the command line: their papers as PDF, and emails with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.words import chosen

if TYPE_CHECKING:
    from app.cli.session import Session
    from app.printing.files import Made

To = Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to make; one that is there stays as it is.")]


def print_pdf(session: Session, ref: str, to: Path) -> None:
    """Make the PDF of a quotation or an order, and say so.

    Args:
        session: Of the command.
        ref: Which one.
        to: The file.
    """
    from app.printing.files import make_pdf

    space = session.workspace
    _tell(session, make_pdf(space.papers, ref, _language(session, ref), to, space.desk.now()))


def write_email(session: Session, ref: str, to: Path, *, override: bool, reason: str | None) -> None:
    """Make an email with a quotation, and say so.

    Args:
        session: Of the command.
        ref: The quotation.
        to: The file of the email.
        override: Whether it goes although somebody asked not to get email.
        reason: Why.
    """
    from app.printing.files import make_email

    space, spoken = session.workspace, _language(session, ref)
    at = space.desk.now()
    _tell(session, make_email(space.papers, space.log, ref, spoken, to, at, override=override, reason=reason))


def _language(session: Session, ref: str) -> str:
    """The language of a paper: the one that the command line names, else the customer's."""
    asked = session.given.get("spoken")
    return chosen(str(asked)) if asked else session.workspace.papers.language(ref)


def _tell(session: Session, made: Made) -> None:
    session.answers.outcome(made.outcome)
    for notice in made.notices:
        session.answers.say(notice)

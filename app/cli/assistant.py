"""Commands of the assistant: reminders and notices, each with its reason."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli.answers import Column
from app.cli.called import card_action
from app.cli.session import Session, here
from app.domain.assistant.rows import Card
from app.domain.core.errors import NotFound
from app.words import in_context, say

_COLUMNS = (
    Column("title", in_context("heading", "What")),
    Column("reason", "Why"),
    Column("record_title", "Record"),
    Column("at", "When"),
    Column("actions", "What can be done", called=card_action),
    Column("key", "Card"),
)
_Key = Annotated[str, typer.Argument(metavar="CARD", help="The card, as the list names it.")]
_About = Annotated[str | None, typer.Argument(metavar="[RECORD]", help="The record it is about, if it is not yours.")]


class CardsByDefault(TyperGroup):
    """``assistant RECORD`` means ``assistant cards RECORD``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the usual command in front where none is named."""
        if not args or (args[0] not in self.commands and not args[0].startswith("-")):
            args = ["cards", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=CardsByDefault,
    rich_markup_mode=None,
    add_completion=False,
    help="The assistant: reminders and notices. RECORD alone shows its cards, nothing shows yours.",
)


@app.command()
def cards(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="[RECORD]", help="Only the cards of this record.")] = None,
) -> None:
    """Show the cards of a record, or of everything of yours."""
    session = here(context)
    session.answers.rows(session.workspace.assistant.cards(record), _COLUMNS, empty="Nothing needs you now.")


@app.command()
def snooze(
    context: typer.Context,
    card: _Key,
    record: _About = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="Until when; a fitting while without it.")] = None,
) -> None:
    """Put a card off."""
    session = here(context)
    found = _found(session, card, record)
    session.answers.outcome(session.workspace.assistant.snooze(found.key, found.record_id, until))


@app.command()
def dismiss(context: typer.Context, card: _Key, record: _About = None) -> None:
    """Take a card away; a later occasion makes another one."""
    session = here(context)
    found = _found(session, card, record)
    session.answers.outcome(session.workspace.assistant.dismiss(found.key, found.record_id))


@app.command()
def restore(context: typer.Context, card: _Key) -> None:
    """Show a card again that was put off or dismissed."""
    session = here(context)
    session.answers.outcome(session.workspace.assistant.restore(card))


def _found(session: Session, key: str, record: str | None) -> Card:
    for card in session.workspace.assistant.cards(record):
        if card.key == key:
            return card
    raise NotFound(
        say("There is no card “{key}” now.", key=key[:60]), hint=say("See: {command}", command="leadline assistant")
    )

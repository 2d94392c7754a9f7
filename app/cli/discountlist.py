"""Commands of discount lists."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.arguments import Misuse
from app.cli.options import noun
from app.cli.product import in_words
from app.cli.session import here
from app.words import say

app = noun("Discount lists: what is taken off from which quantity on.")

_COLUMNS = (Column("name", "Discount list"), Column("in_words", "Steps"), Column("code", "Code"))
_STEPS = (Column("from", "From quantity", "right"), Column("percent", "Discount %", "right"))
_List = Annotated[str, typer.Argument(metavar="LIST", help="Name, code or id of the discount list.")]
_Steps = Annotated[
    list[str] | None, typer.Option("--step", metavar="QUANTITY=PERCENT", help="Such as 10=5%; repeat for more.")
]


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Option(metavar="N", help="What it is called.")] = "",
    step: _Steps = None,
) -> None:
    """Add a discount list."""
    session = here(context)
    session.answers.outcome(session.workspace.discount_lists.add(name, parted(step or (), "--step", "10=5%")))


@app.command()
def edit(
    context: typer.Context,
    discount_list: _List,
    name: Annotated[str | None, typer.Option(metavar="N", help="What it is called.")] = None,
    step: _Steps = None,
) -> None:
    """Change a discount list; steps take the place of all that it has."""
    session = here(context)
    rows = parted(step, "--step", "10=5%") if step else None
    session.answers.outcome(session.workspace.discount_lists.edit(discount_list, name=name, rows=rows))


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the discount lists, by name."""
    session = here(context)
    session.answers.rows(session.workspace.discount_lists.list(), _COLUMNS, empty="No discount lists.")


@app.command()
def show(context: typer.Context, discount_list: _List) -> None:
    """Show a discount list with its steps."""
    session = here(context)
    card = session.workspace.discount_lists.show(discount_list)
    session.answers.record(card, [(say("Code"), card.code), *in_words(card, session.answers.at)])
    if not session.answers.as_json:
        session.answers.text("")
        session.answers.rows(card.values["steps"], _STEPS, empty="No steps yet.")


@app.command()
def delete(context: typer.Context, discount_list: _List) -> None:
    """Delete a discount list; prices keep no discount of it. It can be undone."""
    session = here(context)
    session.answers.outcome(session.workspace.discount_lists.delete(discount_list))


def parted(words: list[str] | tuple[str, ...], option: str, example: str) -> list[tuple[str, str]]:
    """The two sides of words such as ``10=5%``.

    Raises:
        Misuse: A word has no ``=``.
    """
    found = []
    for word in words:
        left, has_value, right = word.rpartition("=")
        if not has_value:
            raise Misuse(
                say("{option} “{word}” has no value.", option=option, word=word[:60]),
                hint=say("Write it like {example}.", example=example),
            )
        found.append((left, right))
    return found

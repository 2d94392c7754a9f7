"""Commands of fields: what records can hold, and fields of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.answers import Column
from app.cli.options import noun
from app.cli.session import here

app = noun("Fields: what a record can hold; add your own.")

_LabelAr = Annotated[
    str | None, typer.Option("--label-ar", metavar="LABEL", help="What forms show in Arabic; the label without it.")
]

_COLUMNS = (
    Column("code", "Code"),
    Column("label", "Label"),
    Column("type", "Type"),
    Column("group", "Group"),
    Column("choices", "Choices"),
    Column("custom", "Custom"),
)


@app.command("list")
def list_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="lead, contact, account, opportunity…")] = "lead",
) -> None:
    """List the fields of a kind of record."""
    session = here(context)
    fields = session.workspace.fields.of(kind)
    rows = fields if session.answers.as_json else [_row(each) for each in fields]
    session.answers.rows(rows, _COLUMNS, empty="No fields.")


@app.command()
def add(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="lead, contact, account, opportunity…")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What forms show.")],
    type_: Annotated[str, typer.Option("--type", metavar="TYPE", help="line, integer, money, date, choice…")] = "line",
    code: Annotated[str | None, typer.Option(metavar="CODE", help="Its name in queries; else from the label.")] = None,
    choice: Annotated[
        list[str] | None,
        typer.Option(metavar="VALUE[|ARABIC]", help="A value offered, with its Arabic behind a bar; repeat."),
    ] = None,
    hint: Annotated[str | None, typer.Option(metavar="TEXT", help="A hint for the form.")] = None,
    label_ar: _LabelAr = None,
) -> None:
    """Add a field of your own."""
    session = here(context)
    session.answers.outcome(
        session.workspace.fields.add_custom(
            kind, label, type_, code=code, choices=choice or (), help_=hint, label_ar=label_ar or ""
        )
    )


@app.command()
def edit(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="lead, contact, account, opportunity…")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="A field of your own.")],
    label: Annotated[str | None, typer.Option(metavar="LABEL", help="What forms show.")] = None,
    label_ar: _LabelAr = None,
    hint: Annotated[str | None, typer.Option(metavar="TEXT", help="A hint for the form.")] = None,
) -> None:
    """Call a field of your own something else; its code and its values stay."""
    session = here(context)
    session.answers.outcome(session.workspace.fields.rename(kind, code, label=label, label_ar=label_ar, help_=hint))


@app.command()
def extend(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="lead, contact, account, opportunity…")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="A choice field of your own.")],
    choice: Annotated[
        list[str],
        typer.Argument(
            metavar="VALUE[|ARABIC]...",
            help="What it offers from now on, too; of a value it has, what it is called in Arabic.",
        ),
    ],
) -> None:
    """Add values to a choice field of your own."""
    session = here(context)
    session.answers.outcome(session.workspace.fields.extend(kind, code, choice))


def _row(field: object) -> dict[str, object]:
    row = {name: getattr(field, name) for name in ("code", "label", "type", "group", "custom")}
    return {**row, "choices": tuple(code for code, _ in getattr(field, "choices", ()))}

"""Commands on records of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import Column
from app.cli.called import activity, kind_name, standing
from app.cli.data import plain
from app.cli.options import Limit, noun
from app.cli.session import here
from app.domain.fields.kinds import KINDS
from app.words import in_context, say

if TYPE_CHECKING:
    from app.domain.search.rows import ProspectRecord

app = noun("Records of any kind.")

_ROWS = (
    Column("kind", "Kind"),
    Column("code", "Code"),
    Column("title", "Title"),
    Column("detail", "Detail"),
    Column("state", in_context("of a record", "State")),
    Column("at", "When"),
    Column("why", "Why"),
)


@app.callback()
def _several() -> None:
    """Records of any kind."""


@app.command()
def everything(
    context: typer.Context,
    whom: Annotated[str, typer.Argument(metavar="WHOM", help="A code, email, phone, domain or name.")],
    limit: Limit = 50,
) -> None:
    """Show all we hold of a person or an organisation, and why it is theirs."""
    session = here(context)
    found = session.workspace.prospects.everything(whom, limit)
    if session.answers.as_json:
        told: dict[str, Any] = {
            each.kind: {"total": each.total, "records": plain(each.records)} for each in found.groups
        }
        session.answers.json(told)
        return
    session.answers.rows([_row(each) for group in found.groups for each in group.records], _ROWS, empty="No records.")
    for group in found.groups:
        session.answers.limited(
            len(group.records), group.total, say("{kind}; --limit shows more", kind=KINDS[group.kind].plural)
        )


def _row(record: ProspectRecord) -> dict[str, Any]:
    """A record as a person reads it."""
    is_activity = record.kind == "activity"
    return {
        "kind": kind_name(record.kind),
        "code": record.code,
        "title": record.title,
        "detail": activity(record.detail or "") if is_activity else record.detail,
        "state": standing(record.state or "") if is_activity else record.state_name,
        "at": record.at,
        "why": record.why,
    }

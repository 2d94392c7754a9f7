"""What fields do when a command is taken back: one stays while records keep values of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.errors import NotAllowed
from app.domain.fields.kinds import KINDS
from app.domain.fields.records import CustomField
from app.domain.store.log import ChangeEntry
from app.domain.store.undo import TakenBack
from app.domain.store.unit import UnitOfWork
from app.words import listed, say, say_many

_NAMED = 10
"""How many records a refusal lists by code."""


def on_taken_back(unit: UnitOfWork, event: TakenBack) -> None:
    """Refuse to take back a command that added fields, if records would keep values nobody sees any more.

    Raises:
        NotAllowed: It names the field and the records.
    """
    session = unit.session
    added = session.scalars(
        select(ChangeEntry.after).where(
            ChangeEntry.command_seq == event.command.seq,
            ChangeEntry.table_name == CustomField.__tablename__,
            ChangeEntry.operation == "insert",
            ChangeEntry.row_id.not_in(select(CustomField.id)),
        )
    )
    for field in added:
        if field:
            _refuse_if_stored(session, field["record_kind"], field["code"], field["label"])


def _refuse_if_stored(session: Session, kind: str, code: str, label: str) -> None:
    table = KINDS[kind].table
    if "custom" not in table.c:
        return
    wanted = select(table.c.code).where(table.c.custom[code].as_string().is_not(None)).order_by(table.c.code)
    codes = session.scalars(wanted).all()
    if not codes:
        return
    named = listed(codes[:_NAMED])
    if len(codes) > _NAMED:
        message = say_many(
            "Field {name} cannot be taken away: {codes} and {n} more would lose a value.",
            "Field {name} cannot be taken away: {codes} and {n} more would lose a value.",
            len(codes) - _NAMED,
            name=label,
            codes=named,
        )
    else:
        message = say("Field {name} cannot be taken away: {codes} would lose a value.", name=label, codes=named)
    hint = say("Empty it there first: leadline {kind} edit {code} --set {field}=", kind=kind, code=codes[0], field=code)
    raise NotAllowed(message, field=code, hint=hint)

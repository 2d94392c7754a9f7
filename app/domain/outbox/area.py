"""The outbox: mail that is to go out."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Follows

OUTBOX: Final = Area(
    "outbox",
    records="app.domain.outbox.records",
    rights=(("outgoing_mail", Follows((("activity_id", "activity"),))),),
    services=(("outbox", "app.domain.outbox.service:OutboxService"),),
    nouns=(Noun("outbox", "app.cli.outbox", turn=24),),
)

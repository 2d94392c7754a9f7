"""Call queues: who is called next, by whom, and what came of it."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

_IN_A_QUEUE_OF_THEIRS: Final = (
    "EXISTS (SELECT 1 FROM queue_entry e JOIN queue_member m ON m.queue_id = e.queue_id "
    "WHERE e.lead_id = queue_lease.lead_id AND m.user_id = leadline_me())"
)

CALLQUEUE: Final = Area(
    "callqueue",
    records="app.domain.callqueue.records",
    rights=(
        ("call_queue", Shared("queue")),
        ("queue_member", Shared()),
        ("queue_call", Shared(own="agent_id")),
        ("agent_note", Shared(own="agent_id")),
        (
            "queue_lease",
            Shared(by_all=True, passes=True, gives=("lead", "lead_id", "agent_id"), among=_IN_A_QUEUE_OF_THEIRS),
        ),
        *(
            (table, Shared(by_all=True, passes=True))
            for table in (
                "queue_mark",
                "queue_entry",
                "queue_hopper",
                "queue_return",
                "agent_span",
            )
        ),
    ),
    services=(
        ("callqueue", "app.domain.callqueue.service:CallQueueService"),
        ("queues", "app.domain.callqueue.queues:QueueService"),
        ("floor", "app.domain.callqueue.floor:FloorService"),
    ),
    reactions=(
        ("app.domain.store.unit:Concluding", "app.domain.callqueue.reactions:on_concluding"),
        ("app.domain.store.undo:TakenBack", "app.domain.callqueue.reactions:on_taken_back"),
        ("app.domain.calling.events:NumbersBarred", "app.domain.callqueue.reactions:on_numbers_barred"),
        ("app.domain.calling.events:NumbersFreed", "app.domain.callqueue.reactions:on_numbers_freed"),
    ),
    work_sources=("app.domain.callqueue.work:CALLBACKS",),
    commands="app.commands.calling",
    nouns=(Noun("queue", "app.cli.queue", turn=17),),
)

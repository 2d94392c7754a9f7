"""The tables of call queues, for statements that load no records."""

from __future__ import annotations

from typing import Final

from app.domain.callqueue.records import (
    AgentNote,
    AgentSpan,
    CallQueue,
    HopperRow,
    Lease,
    QueueCall,
    QueueEntry,
    QueueMark,
    QueueMember,
    ReturnedLease,
)
from app.domain.store.unit import table_of

QUEUE: Final = table_of(CallQueue)
MARK: Final = table_of(QueueMark)
MEMBER: Final = table_of(QueueMember)
ENTRY: Final = table_of(QueueEntry)
HOPPER: Final = table_of(HopperRow)
LEASE: Final = table_of(Lease)
RETURNED: Final = table_of(ReturnedLease)
CALL: Final = table_of(QueueCall)
SPAN: Final = table_of(AgentSpan)
NOTE: Final = table_of(AgentNote)

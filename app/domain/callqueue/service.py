"""Use cases of agents: what one hand does all day. One public verb is one transaction.

For screens and others who work with it:

- ``callqueue.next(queue="")`` and ``callqueue.held()`` give a ``HeldLead``: who, number, local times, until when they
  may be called, which attempt of how many, why now, earlier calls, the script with its fields filled in, and the
  dispositions with their keys. ``next`` raises ``NothingToCall`` with the reasons where there is none.
- ``callqueue.dial()`` checks once more and starts the call; ``hang_up()`` ends it; ``give_back()`` lets an uncalled
  lead go; ``beat()`` says every half lease or oftener that the agent is there.
- ``callqueue.dispose(code, note, at=…, anyone=…)`` ends it, by code, key or label; then ``next`` again.
- ``callqueue.me()`` is the agent's own line: state and since when, until when wrap-up runs, notes, counts of today.
  ``ready(queue)``, ``pause(reason)``, ``leave()`` change the state.
- ``queues`` (``QueueService``) lays queues out; ``floor`` (``FloorService``) is the supervisor's: ``board()`` with
  agents, queues and their figures (``Figures``: calls, contacts, conversions, rates, seconds by state),
  ``metrics(by)``, ``note(agent, text)``, ``reassign(lead, to)``.
"""

from __future__ import annotations

from app.domain.callqueue.disposing import Disposing
from app.domain.callqueue.shifts import Shifts
from app.domain.callqueue.taking import Taking


class CallQueueService(Taking, Disposing, Shifts):
    """An agent's work."""

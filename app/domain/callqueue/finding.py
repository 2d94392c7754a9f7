"""Finding a queue, and saying that there is none."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.callqueue.records import CallQueue, QueueMember
from app.domain.callqueue.tables import MEMBER, QUEUE
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.folding import fold
from app.domain.store.finding import Asked, find_id
from app.words import listed, say, say_in


def queue_id(asked: Asked, ref: str, *, me: str = "") -> str:
    """The id of the queue that a code, an id or a name means; without any, the only one the user works in.

    Args:
        asked: Where to look.
        ref: The reference; empty for the user's own.
        me: The user.

    Raises:
        NotFound: There is no such queue.
        Invalid: None is named, and the user works in none or in several.
    """
    if not ref.strip():
        return _own(asked, me)
    named = asked.execute(select(QUEUE.c.id).where(QUEUE.c.name_key == fold(ref), QUEUE.c.deleted_at.is_(None))).first()
    return str(named.id) if named else find_id(asked, QUEUE, ref, noun=say_in("kind", "queue"), names=("name",))


def queue_named(session: Session, ref: str) -> CallQueue:
    """The queue that a reference means, to be changed.

    Raises:
        NotFound: There is none, or it was deleted.
    """
    queue = session.get_one(CallQueue, queue_id(session, ref))
    if queue.deleted_at is not None:
        raise NotFound(
            say("The queue {name} was deleted.", name=queue.name),
            field="queue",
            hint=say("leadline undo brings it back."),
        )
    return queue


def memberships(session: Session, queue: str) -> dict[str, QueueMember]:
    """Who works in a queue, by user."""
    return {each.user_id: each for each in session.scalars(select(QueueMember).where(QueueMember.queue_id == queue))}


def _own(asked: Asked, me: str) -> str:
    mine = (
        select(QUEUE.c.id, QUEUE.c.name)
        .join(MEMBER, MEMBER.c.queue_id == QUEUE.c.id)
        .where(MEMBER.c.user_id == me, QUEUE.c.deleted_at.is_(None))
        .order_by(QUEUE.c.name)
    )
    rows = list(asked.execute(mine))
    if len(rows) == 1:
        return str(rows[0].id)
    if rows:
        raise Invalid(
            say("You work in several queues: {names}.", names=listed(row.name for row in rows)),
            field="queue",
            hint=say("Name one."),
        )
    raise Invalid(
        say("You work in no queue."),
        field="queue",
        hint=say("Name one, or ask a manager: leadline queue list shows them."),
    )

"""The stored truth of the work list: which records a user follows. What is to be done lies with the areas it is of."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Record
from app.domain.store.types import Code, Id


class Following(Record):
    """A user follows a record, to find its work among all the rest."""

    __tablename__ = "following"
    __table_args__ = (Index("uq_following_user_record", "user_id", "record_id", unique=True),)

    user_id: Mapped[Id]
    record_kind: Mapped[Code]
    record_id: Mapped[Id] = mapped_column(index=True)

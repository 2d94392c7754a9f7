"""The stored truth about a manager's own links for research."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, Record
from app.domain.store.types import Line


class ResearchLink(Record):
    """A link of a manager's own, or instead of a shipped one."""

    __tablename__ = "research_link"
    __table_args__ = (Index("uq_research_link_name_key", "name_key", unique=True),)

    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name, by which it stands instead of another."""
    name_ar: Mapped[Line | None]
    """The name in Arabic."""
    url: Mapped[Line | None]
    """The address with its places; empty where a shipped link is not wanted."""
    kinds: Mapped[list[str]]
    """The kinds of record it is for."""

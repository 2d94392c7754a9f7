"""Use cases of the view of a prospect."""

from __future__ import annotations

from app.domain.fields.cards import read_full
from app.domain.fields.kinds import KINDS
from app.domain.leads.queries import reach_of
from app.domain.search.prospects import Prospects
from app.domain.search.related import related_records
from app.domain.search.rows import Prospect, ProspectCard
from app.domain.store.desk import Desk


class ProspectService:
    """Everything we hold of a person or an organisation."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def everything(self, text: str, limit: int = 50) -> Prospect:
        """All there is about whomever a text names, with why each record is there; what is deleted is left out.

        Args:
            text: A code, id, email, phone, domain or name.
            limit: How many of each kind at the most; all of them are counted.

        Raises:
            NotFound: Nothing is known of them.
            Invalid: It is no number, no address, or the domain of a mail provider.
        """
        with self._desk.read() as reader:
            return Prospects(reader, self._desk).everything(text, limit)

    def card(self, kind: str, record_id: str) -> ProspectCard:
        """A record in full, with the ways to reach it and what it has a part in.

        Raises:
            NotFound: It is not there.
        """
        of_kind = KINDS[kind]
        with self._desk.read() as reader:
            reached = tuple(reach_of(reader, record_id)) if kind in ("contact", "account") else ()
            related = related_records(reader, of_kind, [record_id]).get(record_id, ())
            return ProspectCard(read_full(reader, of_kind, record_id), reached, tuple(each.hit for each in related))

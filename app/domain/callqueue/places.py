"""Places: on which clocks leads may live, kept as one text, and which of them may be called now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.domain.calling.rules import Book, Bucket, Opening, opening
from app.domain.calling.zones import zones_of
from app.domain.core.zones import zone


def bucket_of(number: str | None, given: str | None, country: str | None, part: str | None, city: str | None) -> str:
    """The localities that somebody may be in, as a text; empty where nothing tells.

    Args:
        number: Their number, E.164.
        given: The zone that somebody entered.
        country: The country of their address.
        part: Its part, such as a state.
        city: Their city.
    """
    found = zones_of(given=given, country=country, part=part, city=city, number=number)
    return Bucket(found.localities).key if found.localities else ""


@lru_cache(maxsize=4096)
def zones_in(bucket: str) -> tuple[ZoneInfo, ...]:
    """The zones of a bucket, each once."""
    localities = Bucket.of_key(bucket).localities if bucket else ()
    return tuple(zone(name) for name in dict.fromkeys(each.zone for each in localities))


class Windows:
    """Which buckets of a queue may be called; an answer is kept for as long as it holds."""

    def __init__(self, book: Book, hours: str) -> None:
        """Know nothing yet.

        Args:
            book: The rules of all countries.
            hours: The queue's own week; empty for none.
        """
        self._book = book
        self._hours = hours
        self._known: dict[str, tuple[datetime, Opening]] = {}

    def opening(self, bucket: str, now: datetime) -> Opening:
        """Whether a bucket may be called now, and until when that holds."""
        since, known = self._known.get(bucket, (None, None))
        if known is None or since is None or not since <= now < known.until:
            asked = Bucket(Bucket.of_key(bucket).localities, self._hours)
            since, known = now, opening(asked, now, self._book)
            self._known[bucket] = (since, known)
        return known

    def open_ones(self, buckets: Iterable[str], now: datetime) -> tuple[list[str], datetime | None]:
        """The buckets that may be called now, and when the first of all begins or ends."""
        answers = {each: self.opening(each, now) for each in buckets}
        changes = min((each.until for each in answers.values()), default=None)
        return [bucket for bucket, answer in answers.items() if answer.is_open], changes

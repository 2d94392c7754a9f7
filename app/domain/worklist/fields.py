"""What items of the work list can be asked for, and the lists everybody has."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.domain.core.windows import ListQuery, SavedView
from app.domain.core.work import work_sources
from app.domain.fields.kinds import KINDS
from app.domain.leads.fields import BY_CODE as LEAD_FIELDS
from app.domain.timeline.kinds import with_timeline
from app.words import WordsByCode, in_context

BY_PRIORITY: Final = ("priority",)
"""Calls back that are due, then what is overdue, then the hottest records, then by time."""

VIEWS: Final = (
    SavedView(
        "due",
        in_context("work", "Due"),
        ListQuery(where="owner = me and due < tomorrow", view="due", sort=BY_PRIORITY),
    ),
    SavedView(
        "overdue",
        in_context("work", "Overdue"),
        ListQuery(where="owner = me and overdue = yes", view="overdue", sort=BY_PRIORITY),
    ),
    SavedView(
        "next",
        in_context("work", "Later"),
        ListQuery(where="owner = me and due >= tomorrow", view="next", sort=("due",)),
    ),
    SavedView(
        "followed",
        in_context("work", "Followed"),
        ListQuery(where="followed = yes and due < tomorrow", view="followed", sort=BY_PRIORITY),
    ),
    SavedView(
        "unread",
        in_context("work", "Unread"),
        ListQuery(where="owner = me and unread = yes", view="unread", sort=BY_PRIORITY),
    ),
    SavedView(
        "team",
        in_context("work", "Team"),
        ListQuery(where="team = yes and due < tomorrow", view="team", sort=BY_PRIORITY),
    ),
    SavedView("all", in_context("work", "Everybody"), ListQuery(view="all", sort=BY_PRIORITY)),
)
"""The views everyone has."""
SORTABLE: Final = ("priority", "due", "kind", "record", "rating", "owner")


def kinds_of_work() -> WordsByCode:
    """The kinds of work there are, and what each is called."""
    return tuple(each for source in work_sources() for each in source.kinds.items())


def work_fields() -> tuple[Field, ...]:
    """The fields of an item."""
    records = tuple((name, KINDS[name].noun) for name in with_timeline())
    return (
        Field("kind", "Kind", "choice", choices=kinds_of_work()),
        Field("subject", "Subject"),
        Field("due", "Due", "moment"),
        Field("owner", "Owner", "user"),
        Field("record", "Record", "choice", choices=records),
        Field("rating", "Rating", "choice", choices=LEAD_FIELDS["rating"].choices),
        Field("overdue", "Overdue", "yes_no"),
        Field("promised", "Promised", "yes_no"),
        Field("followed", "Followed", "yes_no"),
        Field("unread", "Unread", "yes_no"),
        Field("team", "My team's", "yes_no"),
        Field("step", "Step"),
    )

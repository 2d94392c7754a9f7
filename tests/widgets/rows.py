"""Rows for the panes, as queries would make them; each text can be replaced by a hostile one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from app.domain.assistant.rows import Card
from app.domain.competitors.rows import RivalLine
from app.domain.core.columns import RecordCard
from app.domain.core.field_types.links import Link
from app.domain.core.money import Money
from app.domain.core.windows import Anchor, Window
from app.domain.leads.rows import LeadLine
from app.domain.process.rows import ProcessView, StageView, StepView
from app.domain.sales.rows import OpportunityLine
from app.domain.stakeholders.rows import StakeholderLine
from app.domain.timeline.rows import Reply, TimelineEntry
from app.widgets.display_context import DisplayContext

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Monday, nine o'clock in Dubai."""
DUBAI = ZoneInfo("Asia/Dubai")
DISPLAY_CONTEXT = DisplayContext(NOW, DUBAI, "amal")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

Row = TypeVar("Row")

#: Fields whose values are codes or ids of ours: no text from outside can stand in them.
OURS = {"id", "kind", "state", "status", "record_kind", "record_id", "author_id", "owner_id", "activity_id", "other_id"}


def lead(number: int, **values: Any) -> LeadLine:
    """Lead ``number`` of a list."""
    given: dict[str, Any] = {
        "id": f"lead-{number}",
        "code": f"LEAD-{number:04X}",
        "kind": "organisation",
        "state": "open",
        "status": "open",
        "title": f"Company {number}",
        "name": "Sara Nadim",
        "company": f"Company {number}",
        "topic": "Modernise the machines",
        "source": "trade_show",
        "rating": ("hot", "warm", "cold", None)[number % 4],
        "owner": "Amal Saleh",
        "email": "sara@contoso.example.com",
        "phone": "+971 50 123 4567",
        "city": "Dubai",
        "country": "AE",
        "budget": Money(5_000_000, "USD"),
        "next_contact_at": None,
        "last_activity_at": NOW - DAY,
        "created_at": NOW - 30 * DAY,
        "updated_at": NOW - HOUR,
    }
    return LeadLine(**(given | values))


def window(anchor: Anchor, limit: int, total: int) -> Window[LeadLine]:
    """What a query would answer for a list of ``total`` leads; offsets are known at the edges only."""
    at = int(anchor.id.removeprefix("lead-")) if anchor.id else 0
    start = {
        "start": 0,
        "end": total - limit,
        "at": anchor.offset,
        "after": at + 1,
        "before": at - limit,
        "around": at - limit // 2,
    }[anchor.edge]
    stop = at if anchor.edge == "before" else min(start + limit, total)
    start = max(start, 0)
    lines = tuple(lead(number) for number in range(start, stop))
    offset = start if anchor.edge in {"start", "at"} else -1
    return Window(lines, offset, more_before=start > 0, more_after=stop < total)


def entry(number: int, kind: str = "call", **values: Any) -> TimelineEntry:
    """Entry ``number`` of a timeline."""
    given: dict[str, Any] = {
        "id": f"entry-{number}",
        "code": f"ACT-{number}",
        "kind": kind,
        "status": "completed",
        "subject": f"{kind.capitalize()} {number}",
        "body": None,
        "at": NOW - number * HOUR,
        "author": "Omar Haddad",
        "author_id": "omar",
        "owner_id": None,
        "direction": None,
        "address": None,
        "outcome": None,
        "duration_seconds": None,
        "start_at": None,
        "end_at": None,
        "due_at": None,
        "priority": None,
        "place": None,
        "pinned": False,
        "event": None,
        "details": {},
        "people": (),
        "replies": (),
        "is_new": False,
        "version": 1,
    }
    return TimelineEntry(**(given | values))


def step(code: str, *, done: bool = False, required: bool = False, value: Any = None) -> StepView:
    """A step that fills a field."""
    label = code.replace("_", " ").capitalize()
    return StepView(code, label, "field", code, None, required, done, value, f"Help about {code}.")


def process(current: str = "qualify", status: str = "active") -> ProcessView:
    """A process of four stages; five of the seven steps of the first are done."""
    qualify = (
        step("contact", done=True, value="Sara"),
        step("account", done=True, value="Contoso"),
        step("timeframe", done=True, value="this_quarter"),
        step("budget", required=True),
        step("purchase_process", done=True, value="committee"),
        step("decision_maker", required=True),
        step("summary", done=True, value="Good"),
    )
    codes = ("qualify", "develop", "propose", "close")
    at = codes.index(current)
    stages = tuple(
        StageView(
            code,
            code.capitalize(),
            "lead" if code == "qualify" else "opportunity",
            "done" if place < at else "current" if place == at else "ahead",
            3 if place <= at else 0,
            NOW - 3 * DAY if place <= at else None,
            None,
            qualify if code == "qualify" else (step(f"{code}_step"),),
        )
        for place, code in enumerate(codes)
    )
    return ProcessView(
        "process-1", "lead_to_opportunity", "Lead to opportunity", status, current, "lead-1", None, stages, 1
    )


CARD = RecordCard(
    "lead",
    "lead-1",
    "LEAD-7Q3F",
    1,
    "Contoso Coffee",
    {
        "company": "Contoso Coffee",
        "name": "Sara Nadim",
        "job_title": "Operations lead",
        "state": "open",
        "status": "open",
        "rating": "hot",
        "topic": "Modernise the machines",
        "source": "trade_show",
        "budget": Money(5_000_000, "USD"),
        "owner": Link("user", "amal", "", "Amal Saleh"),
        "next_contact_at": NOW - 2 * DAY,
        "employees": 1200,
        "decision_maker": False,
        "tags": ("fair", "dubai"),
        "qualification_comments": "Eight machines.\n\nTwo branches first.",
        "estimated_close": date(2026, 12, 15),
    },
)
OPPORTUNITY_CARD = RecordCard(
    "opportunity",
    "opportunity-1",
    "OPP-0042",
    1,
    "New machines",
    {
        "name": "New machines",
        "customer_name": "Contoso Coffee",
        "status": "open",
        "amount": Money(5_000_000, "USD"),
        "probability": 40,
        "expected_close": date(2026, 12, 15),
        "owner": Link("user", "amal", "", "Amal Saleh"),
        "lead": Link("lead", "lead-1", "LEAD-7Q3F", "Contoso Coffee"),
    },
)
CARDS = tuple(
    Card(
        f"{kind}:{number}",
        kind,
        urgency,
        title,
        reason,
        "lead",
        "lead-1",
        "Contoso Coffee",
        None,
        None,
        NOW,
        ("open", "call"),
    )
    for number, (kind, urgency, title, reason) in enumerate(
        (
            ("meeting_soon", 0, "Visit in 20 min", "with Sara and Huda"),
            ("overdue", 1, "Send the offer", "since Saturday"),
            ("next_contact_today", 1, "Next contact today", "at 09:20"),
            ("post_reply", 2, "Omar replied", "to your post"),
            ("no_activity", 3, "Silent for 14 days", "last: a call"),
            ("possible_duplicate", 3, "Contoso LLC", "same domain"),
            ("close_soon", 3, "Closes on Friday", "New machines"),
        )
    )
)
PEOPLE = (
    StakeholderLine(
        "s1",
        "c1",
        "CON-1",
        "Huda Karim",
        "Purchasing",
        "Contoso",
        None,
        None,
        ("decision_maker",),
        5,
        "positive",
        None,
        1,
    ),
    StakeholderLine("s2", "c2", "CON-2", "Sara Nadim", None, None, None, None, ("champion",), None, None, None, 1),
)
RIVALS = (
    RivalLine("v1", "k1", "COM-1", "Fabrikam Espresso", None, "X200", "suspected", None, 3, 2, 1),
    RivalLine("v2", "k2", "COM-2", "Lucerne Machines", None, "Aroma", "confirmed", None, 0, 0, 1),
)
OPPORTUNITIES = (
    OpportunityLine(
        "o1", "OPP-1", "New machines", "Contoso", "open", "p", "Develop", "Amal", 40, Money(5_000_000, "USD"),
        date(2026, 12, 15), "LEAD-1", "lead-1", NOW, 1, "Web", NOW, NOW, NOW,
    ),
    OpportunityLine(
        "o2", "OPP-2", "Beans", "Alpine", "open", "p", "Propose", "Omar", None, None,
        date(2026, 11, 10), None, None, NOW, 1,
        None, None, NOW, None,
    ),
    OpportunityLine(
        "o3", "OPP-3", "Service", None, "won", None, None, None, 100, None, None, None, None, NOW, 1,
        None, None, NOW, None,
    ),
)  # fmt: skip
REPLIES = (Reply("r1", "ACT-R1", "Omar", "yes, ask for Huda", NOW), Reply("r2", "ACT-R2", "Lina", "they pay late", NOW))


def poisoned(row: Row, text: str) -> Row:
    """A row with the text in every field that may hold text from outside, and in what it contains."""
    changes = {
        each.name: _poisoned_value(getattr(row, each.name), text)
        for each in fields(row)  # type: ignore[arg-type]
        if each.name not in OURS
    }
    return replace(row, **changes)  # type: ignore[type-var]


def _poisoned_value(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_poisoned_value(each, text) for each in value)
    if isinstance(value, Mapping):
        return {key: _poisoned_value(each, text) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Money):
        return poisoned(value, text)
    return value

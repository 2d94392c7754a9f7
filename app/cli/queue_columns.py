"""The columns of what the commands of call queues list."""

from __future__ import annotations

from app.cli.answers import Column
from app.words import in_context

LINES = (
    Column("code", "Code"),
    Column("name", "Name"),
    Column("state", "State"),
    Column("members", "Members"),
    Column("ready", "Ready", "right"),
    Column("waiting", "Waiting", "right"),
    Column("callbacks", "Callbacks", "right"),
)
DISPOSITIONS = (
    Column("key", in_context("keyboard", "Key")),
    Column("code", "Code"),
    Column("called", in_context("disposition", "Outcome")),
    Column("flags", "Means"),
    Column("then", "Then"),
)


FIGURES = (
    Column("calls", "Calls", "right"),
    Column("contacts", "Contacts", "right"),
    Column("conversions", "Conversions", "right"),
    Column("contact_rate", "Contacts %", "right"),
    Column("conversion_of_contacts", "Conversions % of contacts", "right"),
    Column("handle_seconds", "Handle time s", "right"),
    Column("occupancy", "Occupancy %", "right"),
)
METRICS = (
    Column("name", "Name"),
    *FIGURES,
    Column("conversion_of_calls", "Conversions % of calls", "right"),
    Column("calls_per_login_hour", "Calls an hour logged in", "right"),
    Column("calls_per_working_hour", "Calls an hour worked", "right"),
    Column("login_seconds", "Logged in s", "right"),
)
BOARD_AGENTS = (
    Column("name", "Agent"),
    Column("queue", "Queue"),
    Column("state", "State"),
    Column("time", "Time"),
    Column("reason", "Reason"),
    Column("lead", "Lead"),
    *FIGURES,
)
BOARD_QUEUES = (
    Column("name", "Queue"),
    Column("state", "State"),
    Column("left", "Left", "right"),
    Column("due", "Due", "right"),
    *FIGURES[:3],
    Column("held_back", "Held back"),
)

"""People: colleagues, and the people and organisations we know."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs, Owned, Shared

PEOPLE: Final = Area(
    "people",
    records="app.domain.people.records",
    rights=(
        ("user_account", Shared("user", own="id")),
        ("account", Owned("account")),
        ("contact", Owned("contact")),
        ("contact_point", Hangs()),
    ),
    statements="app.domain.people.statements",
    kinds="app.domain.people.kinds",
    services=(
        ("users", "app.domain.people.users:UserService"),
        ("contacts", "app.domain.people.service:ContactService"),
        ("accounts", "app.domain.people.service:AccountService"),
        ("reach", "app.domain.people.reaching:ReachService"),
    ),
    suggesting=(
        ("user", "app.domain.people.users:UserService"),
        ("contact", "app.domain.people.service:ContactService"),
        ("account", "app.domain.people.service:AccountService"),
    ),
    reactions=(("app.domain.store.undo:TakingBack", "app.domain.people.reactions:on_taking_back"),),
    commands="app.commands.reach",
    panels=("app.screens.panels.reach:REACH",),
    sections=("app.screens.sections.users:USERS",),
    nouns=(
        Noun("contact", "app.cli.contact", turn=5),
        Noun("account", "app.cli.account", turn=6),
        Noun("user", "app.cli.user", turn=11),
    ),
)

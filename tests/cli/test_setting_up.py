"""Setting up by command: colleagues, fields of one's own, the configuration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Leadline

Ask = Callable[..., Any]


def test_colleagues_work_under_their_own_name(ask: Ask) -> None:
    ask("user", "add", "Omar Haddad")
    code = ask("--as", "omar.haddad", "lead", "add", "--name", "Sara Nadim")["code"]
    assert ask("lead", "show", code)["owner"]["title"] == "Omar Haddad"


def test_a_colleague_who_leaves_is_put_out(ask: Ask, leadline: Leadline) -> None:
    ask("user", "add", "Omar Haddad", "--zone", "Asia/Riyadh")
    ask("user", "edit", "omar.haddad", "--set", "role=manager", "--set", "active=no")
    found = {user["login"]: user for user in ask("user", "list")}
    assert (found["omar.haddad"]["role"], found["omar.haddad"]["active"]) == ("manager", False)
    assert leadline("--as", "omar.haddad", "lead", "list").code == 1
    assert leadline("user", "edit", "me", "--set", "active=no").err.startswith("Nobody can put themselves out.")


def test_a_choice_field_takes_its_choices_and_more_when_it_is_told_them(
    ask: Ask, leadline: Leadline, contoso: str
) -> None:
    ask("field", "add", "lead", "Size", "--type", "choice", "--choice", "Small", "--choice", "Large")
    refused = leadline("--json", "lead", "edit", contoso, "--set", "size=Huge").error
    assert (refused["field"], refused["hint"]) == ("size", "Choose from: small, large.")
    ask("field", "extend", "lead", "size", "Huge", "large")
    ask("lead", "edit", contoso, "--set", "size=huge")
    assert ask("lead", "show", contoso)["size"] == "Huge"


def test_the_configuration_tells_the_time_in_its_zone(leadline: Leadline) -> None:
    (now,) = (line for line in leadline("config", "show").out.splitlines() if line.startswith("now "))
    assert now.split()[1:] == ["09:00"]


def test_the_configuration_is_found_and_shown(ask: Ask, database: Path) -> None:
    assert ask("config", "path")["config"].endswith("config.toml")
    assert ask("config", "check")["exists"] is False
    shown = ask("--db", "postgresql://amal:secret@host/leads", "config", "show")
    assert shown["database"] == "postgresql://amal@host/leads"
    assert ask("db", "path") == {"database": str(database)}

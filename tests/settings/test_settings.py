"""Settings: file, environment and command line in growing weight, each mistake named with its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.core.errors import Invalid
from app.settings import load_settings


@pytest.fixture
def config(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the config file of the test is, not written yet."""
    path = home / "leadline.toml"
    monkeypatch.setenv("LEADLINE_CONFIG", str(path))
    return path


def test_without_anything_said_the_data_lies_in_the_home(home: Path) -> None:
    settings = load_settings()
    assert Path(settings.database).is_relative_to(home)
    assert (settings.user, settings.now, settings.read_only) == ("", None, False)


def test_the_environment_outweighs_the_file_and_the_command_line_both(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('user = "file"\ndatabase = "file.db"\ntheme = "file"\n[keys]\n"lead.add" = "ctrl+l"\n')
    monkeypatch.setenv("LEADLINE_AS", "environment")
    monkeypatch.setenv("LEADLINE_DB", "environment.db")
    settings = load_settings(database="given.db", user=None)
    assert (settings.theme, settings.user, settings.database) == ("file", "environment", "given.db")
    assert settings.keys == {"lead.add": ("ctrl+l",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("user = ", "is not valid TOML"),
        ('usr = "omar"', "there is no setting “usr”"),
        ("user = 3", "user must be str"),
        ("no_activity_days = true", "no_activity_days must be int"),
        ("no_activity_days = 0", "no_activity_days is 0"),
        ("keys = 3", r"\[keys\] must be a table"),
        ("[keys]\na = 3", "the key of a must be text"),
        ("[keys]\na = [1]", "the key of a must be text"),
        ('time_zone = "Mars/Olympus"', "is not a time zone"),
        ('time_zone = "../../../etc/passwd"', "is not a time zone"),
        ('currency = "dollars"', "is not a currency"),
        ('currency = "دره"', "is not a currency"),
        ('currency = "ABC"', "is not a currency"),
        ('region = "Dubai"', "is not a country"),
        ('region = "XX"', "is not a country"),
        ('user = "a\\u0000b"', "NUL"),
    ],
)
def test_a_mistake_in_the_file_is_named(config: Path, text: str, words: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match=words):
        load_settings()


def test_a_file_that_is_no_text_or_a_folder_is_said_so(config: Path) -> None:
    config.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Invalid, match="cannot be read"):
        load_settings()
    config.unlink()
    config.mkdir()
    with pytest.raises(Invalid, match="cannot be read"):
        load_settings()


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2026-11-23T09:00+04:00", datetime(2026, 11, 23, 5, tzinfo=UTC)),
        ("2026-11-23T09:00", datetime(2026, 11, 23, 5, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 22, 20, tzinfo=UTC)),
    ],
)
def test_a_fixed_moment_without_offset_is_meant_in_the_users_zone(now: str, moment: datetime) -> None:
    assert load_settings(now=now, time_zone="Asia/Dubai").now == moment


@pytest.mark.parametrize("now", ["soon", "", "2026-13-01", "0001-01-01T00:00", "9999-12-31T23:59", "1969-12-31"])
def test_a_moment_at_which_no_clock_can_stand_is_refused(now: str) -> None:
    with pytest.raises(Invalid) as refused:
        load_settings(now=now)
    assert refused.value.field == "now"


def test_currency_and_country_are_taken_in_any_case() -> None:
    settings = load_settings(currency="aed", region="ae")
    assert (settings.currency, settings.region) == ("AED", "AE")


def test_an_account_without_a_name_still_has_a_login(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda _uid: (_ for _ in ()).throw(KeyError("no such user")))
    assert load_settings().login.startswith("user")

"""Time zones, languages and countries: known by whatever they are called, and refused where they are none."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.core.locales import parse_language, parse_zone
from app.workspace import Workspace


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Asia/Dubai", "Asia/Dubai"),
        ("asia/dubai", "Asia/Dubai"),
        (" Dubai ", "Asia/Dubai"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("", ""),
    ],
)
def test_a_zone_is_known_in_any_capitals_and_by_its_city(typed: str, zone: str) -> None:
    assert parse_zone(typed) == zone


@pytest.mark.parametrize("typed", ["Mars/Base", "Dubai/Asia", "../../etc/passwd", "Asia", "x" * 300, "دبي\x00"])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a time zone"):
        parse_zone(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ar", "ar"),
        ("AR", "ar"),
        ("ara", "ar"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("français", "fr"),
        ("en_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
    ],
)
def test_a_language_is_known_by_code_and_name(typed: str, code: str) -> None:
    assert parse_language(typed) == code


@pytest.mark.parametrize("typed", ["Klingonish", "xx", "e", "en-", "12", "ar; drop"])
def test_what_is_no_language_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a language"):
        parse_language(typed)


def test_a_record_refuses_words_that_mean_nothing(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "country": "UAE", "language": "Arabic"}).code
    assert workspace.leads.show(lead).values["language"] == "ar"
    for field, value in {"time_zone": "Mars/Base", "language": "Klingonish", "country": "Atlantis"}.items():
        with pytest.raises(InvalidFields) as refused:
            workspace.leads.edit(lead, {field: value})
        assert "is not a" in str(refused.value)
    with pytest.raises(InvalidFields, match="is not a country"):
        workspace.accounts.add({"name": "Contoso", "country": "Atlantis"})
    with pytest.raises(InvalidFields, match="is not a time zone"):
        workspace.users.add("Amal", time_zone="Mars/Base")

"""Countries by whatever they are called."""

from __future__ import annotations

import tomllib

import pytest

from app.data_files import data_path
from app.domain.core.countries import region_beside, region_of, spellings_of, unmarked


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("United Arab Emirates", "AE"),
        ("  u.a.e. ", "AE"),
        ("الإمارات العربية المتحدة", "AE"),
        ("امارات", "AE"),
        ("ARE", "AE"),
        ("ae", "AE"),
        ("AE - United Arab Emirates", "AE"),
        ("Germany (DE)", "DE"),
        ("DEUTSCHLAND", "DE"),
        ("Côte d’Ivoire", "CI"),
        ("Korea, Republic of", "KR"),
        ("UK", "GB"),
        ("🇫🇷", "FR"),
        ("Turkiye", "TR"),
        ("Dubai", ""),
        ("", ""),
        ("+971", "AE"),
        ("0044", "GB"),
        ("12", ""),
        ("123456789", ""),
    ],
)
def test_a_country_is_known_by_any_of_its_names(written: str, code: str) -> None:
    assert region_of(written) == code


def test_a_country_beside_a_number_wins_over_the_settings() -> None:
    assert region_beside("France", "AE") == "FR"
    assert region_beside("Atlantis", "AE") == region_beside(None, "AE") == "AE"


def test_every_name_of_a_country_is_one_of_its_spellings() -> None:
    with data_path("countries.toml").open("rb") as stream:
        countries = tomllib.load(stream)
    for code, names in countries.items():
        spellings = spellings_of(code)
        missed = [name for name in (code, *names) if region_of(name) == code and unmarked(name) not in spellings]
        assert not missed, code
    assert {unmarked(text) for text in ("U.A.E.", "UAE / الإمارات", "+971", "🇦🇪 United Arab Emirates")} <= set(
        spellings_of("AE")
    )

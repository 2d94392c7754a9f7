"""Countries by whatever they are called."""

from __future__ import annotations

import pytest

from app.domain.core.countries import region_beside, region_of


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

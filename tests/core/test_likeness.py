"""Likeness: two names may be one where they are nearly alike, shortened, or sound the same in two alphabets."""

from __future__ import annotations

import pytest

from app.domain.core.countries import region_of
from app.domain.core.folding import company_key
from app.domain.core.likeness import similar_companies, similar_people


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Sara Nadim", "Sarah Nadeem", True),
        ("Nadim Sara", "Sara Nadim", True),
        ("Mona Sample", "M. Sample", True),
        ("أحمد الزيّاني", "Ahmed Al-Zayani", True),
        ("محمد خالد", "Mohammed Khaled", True),
        ("فاطمة يوسف", "Fatima Yousef", True),
        ("Sara Nadim", "Huda Nadim", False),
        ("Tom Hall", "Tim Hill", False),
        ("Omar Said", "Amr Saad", False),
        ("", "Sara", False),
    ],
)
def test_people(one: str, other: str, alike: bool) -> None:
    assert similar_people(one, other) is similar_people(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Contoso Coffee", "Contoso Cofee LLC", True),
        ("Gulf Trading", "Gulf Group", True),
        ("Gulf Trading", "Emirates Trading", False),
        ("Trading Group", "Global Services", False),
        ("Beta Foods", "Delta Foods", False),
    ],
)
def test_companies(one: str, other: str, alike: bool) -> None:
    assert similar_companies(company_key(one), company_key(other)) is alike


@pytest.mark.parametrize(
    ("name", "region"),
    [("uae", "AE"), ("U.S.A.", "US"), ("Türkiye", "TR"), ("المملكة العربية السعودية", "SA"), ("Atlantis", "")],
)
def test_a_country_is_known_by_many_names(name: str, region: str) -> None:
    assert region_of(name) == region

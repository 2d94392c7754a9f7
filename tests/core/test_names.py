"""The parts of people's names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.names import NameParts, _library_parts, join_name, split_name
from app.domain.core.text import clean_line


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Sara Nadim", NameParts("", "Sara", "", "Nadim")),
        ("Ms Huda Karim", NameParts("Ms", "Huda", "", "Karim")),
        ("Nadim, Sara", NameParts("", "Sara", "", "Nadim")),
        ("Dr. Juan Q. Xavier de la Vega III", NameParts("Dr.", "Juan", "Q. Xavier", "de la Vega III")),
        ("Bob (Bobby) Smith", NameParts("", "Bob", "(Bobby)", "Smith")),
        ("محمد بن عبد الله", NameParts("", "محمد", "", "بن عبد الله")),
        ("د. سارة نديم", NameParts("د.", "سارة", "", "نديم")),
        ("عبد الرحمن أحمد العلي", NameParts("", "عبد الرحمن", "أحمد", "العلي")),
        ("李小龙", NameParts("", "", "", "李小龙")),
        ("山田 太郎", NameParts("", "太郎", "", "山田")),
        ("김철수", NameParts("", "철수", "", "김")),
        ("Sara", NameParts("", "Sara", "", "")),
        ("", NameParts()),
    ],
)
def test_a_full_name_is_parted_as_its_script_does(full: str, parts: NameParts) -> None:
    assert split_name(full) == parts


@pytest.mark.parametrize(
    "full", ["Dr. Sara Nadim", "محمد بن عبد الله", "山田 太郎", "김철수", "李小龙", "د. سارة نديم"]
)
def test_parting_and_joining_gives_the_name_back(full: str) -> None:
    assert join_name(split_name(full)) == full


words = st.lists(
    st.one_of(
        st.text("abcXYZ.,'()-", min_size=1, max_size=6),
        st.sampled_from(["Dr", "Jr.", "van", "de", "Mrs", "and", "عبد", "بن", "السيد", "李", "PhD"]),
    ),
    max_size=6,
)


@given(words.map(" ".join))
def test_no_word_of_a_name_is_lost(full: str) -> None:
    parts = split_name(full)
    kept = f"{parts.salutation} {parts.first} {parts.middle} {parts.last}".replace(",", " ").split()
    assert sorted(kept) == sorted(clean_line(full).replace(",", " ").split())


plain_words = st.one_of(
    st.text("abdeivnrso", min_size=2, max_size=5).map(str.capitalize),
    st.sampled_from(["Dr", "Van", "Sir", "Esq", "Miss", "Phd", "Jnr", "And", "Del", "Prof", "Lord", "Abu", "Mba"]),
)


@given(plain_words, plain_words)
def test_the_plain_case_agrees_with_the_library(first: str, last: str) -> None:
    assert split_name(f"{first} {last}") == _library_parts(f"{first} {last}")

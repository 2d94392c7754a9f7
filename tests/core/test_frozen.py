"""Frozen classes behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import pickle
import re
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from app.domain.core.frozen import FIRST, frozen


@frozen
class Address:
    """Where somebody lives."""

    street: str
    city: str = "Dubai"
    tags: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The address on one line."""
        return f"{self.street}, {self.city}"


@frozen
class Age:
    """Years, never below nought."""

    years: int

    def __post_init__(self) -> None:
        if self.years < 0:
            raise ValueError("nobody is that young")


@frozen
class Nothing:
    """No attributes at all."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What the standard library makes."""

    street: str
    city: str = "Dubai"


def test_it_is_made_from_its_attributes_in_order_or_by_name() -> None:
    assert Address("Palm 1").line == "Palm 1, Dubai"
    assert Address(city="Doha", street="Souq 2").line == "Souq 2, Doha"
    assert Address("a").tags is not Address("b").tags
    assert [Address(street=str(each), tags=["x"]).street for each in range(FIRST)] == [str(n) for n in range(FIRST)]
    assert Address("Palm 1") == Address("Palm 1", "Dubai", [])


@pytest.mark.parametrize(
    ("args", "kwargs", "says"),
    [
        ((), {}, "missing 1 required positional argument: 'street'"),
        (("a", "b", [], 4), {}, "takes from 2 to 4 positional arguments but 5 were given"),
        (("a",), {"street": "b"}, "multiple values for argument 'street'"),
        (("a",), {"country": "b"}, "unexpected keyword argument 'country'"),
    ],
)
def test_what_does_not_fit_is_refused_as_python_does(args: tuple[Any, ...], kwargs: dict[str, Any], says: str) -> None:
    with pytest.raises(TypeError, match=re.escape(says)):
        Address(*args, **kwargs)


def test_it_cannot_be_changed() -> None:
    address = Address("Palm 1")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'city'"):
        address.city = "Doha"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'city'"):
        del address.city
    assert not hasattr(address, "__dict__")


def test_it_equals_what_has_the_same_values_and_kind() -> None:
    assert Address("Palm 1") == Address("Palm 1")
    assert Address("Palm 1") != Address("Palm 2")
    other: object = Usual("Palm 1")
    assert Address("Palm 1") != other
    assert Nothing() == Nothing()
    assert len({Age(3), Age(3), Age(4)}) == 2


def test_what_is_checked_after_making_is_checked() -> None:
    with pytest.raises(ValueError, match="nobody is that young"):
        Age(-1)


def test_it_is_a_dataclass_to_everything_that_works_on_those() -> None:
    assert [each.name for each in fields(Address)] == ["street", "city", "tags"]
    assert replace(Address("Palm 1"), city="Doha") == Address("Palm 1", "Doha")
    assert asdict(Address("Palm 1")) == {"street": "Palm 1", "city": "Dubai", "tags": []}
    assert repr(Age(3)) == "Age(years=3)"
    assert is_dataclass(Age)


@pytest.mark.parametrize("value", [Address("Palm 1", tags=["home"]), Age(3), Nothing()])
def test_it_can_be_copied_and_sent_to_another_process(value: object) -> None:
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes

"""Two who order one quotation, or confirm one order, at the same moment (S16); the soak does so a thousand times."""

from __future__ import annotations

from tests.quotes.racing import race

ROUNDS = 15


def test_one_of_two_orders_and_confirms_and_the_other_is_told_who_did(workspace_url: str) -> None:
    """Exactly one each time, on each kind of database."""
    won = race(workspace_url, ROUNDS)
    assert won.total() == 2 * ROUNDS

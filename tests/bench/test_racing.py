"""Two programs decide the same at once: one alone does, and the other is told; the soak does so a thousand times."""

from __future__ import annotations

from bench.soak.racing import race


def test_one_alone_decides_and_the_other_is_told(database_url: str) -> None:
    wrong, counts = race(database_url, 5, seed=3)
    assert wrong == []
    assert counts["qualified"] + counts["disqualified"] == 5

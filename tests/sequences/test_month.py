"""A simulated month, step by step as expected; with programs killed at random it is the same, and nothing is twice."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

import pytest

from bench.soak.sequences import Month

#: When somebody looks: the ten hours from nine o'clock in Dubai.
_DAY: Final = range(10)

#: Each step with the hours, UTC, in which it was reached and due. The owner is away on Tuesday and Wednesday.
ANSWERS = """
thanks done 11-23 05 11-23 05
opened yes 11-23 05 11-25 05
ring done 11-24 05 11-26 05
reached yes 11-26 06
offer done 11-26 06 11-26 06
"""
SILENT = """
thanks done 11-23 05 11-23 05
opened no 11-23 05 11-25 05
remind done 11-25 05 11-26 05
ring done 11-26 06 11-26 06
reached no 11-26 07
rest done 11-26 07 11-30 09
ring done 11-30 09 11-30 09
reached no 11-30 10
rest done 11-30 10 12-04 05
ring done 12-04 06 12-04 06
reached no 12-04 07
rest done 12-04 07 12-07 11
ring done 12-07 12 12-07 12
reached no 12-07 13
rest done 12-07 13 12-11 08
ring done 12-11 09 12-11 09
reached no 12-11 10
rest done 12-11 10 12-15 05
ring done 12-15 06 12-15 06
reached no 12-15 07
rest done 12-15 07 12-18 11
ring done 12-18 12 12-18 12
reached no 12-18 13
rest done 12-18 13 12-22 08
ring done 12-22 09 12-22 09
reached no 12-22 10
rest current 12-22 10 12-28 05
"""


def test_a_month_goes_step_by_step_as_expected(tmp_path: Path) -> None:
    month = Month(tmp_path, 2)
    month.live(hours=_DAY)
    told = ["\n".join(" ".join(filter(None, stay)) for stay in way) for way in month.ways()]
    assert told == [ANSWERS.strip(), SILENT.strip()]
    assert month.doubled() == []


@pytest.mark.slow
def test_whoever_is_killed_when_every_lead_goes_the_same_way(tmp_path: Path) -> None:
    calm, killed = (tmp_path / name for name in ("calm", "killed"))
    calm.mkdir()
    killed.mkdir()
    expected, month = Month(calm, 4), Month(killed, 4, Random(7))
    expected.live(9, _DAY)
    month.live(9, _DAY)
    assert month.kills > 2
    assert month.ways() == expected.ways()
    assert month.doubled() == []

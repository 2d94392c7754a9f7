"""The measuring programs work; what they measure is another matter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import beside, places
from bench.__main__ import main as bench
from bench.figures import Comparison, percentile
from bench.soak.__main__ import main as soak

CHECKOUT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for what is kept between runs."""
    monkeypatch.setattr(places, "BUILT", tmp_path / "built")
    monkeypatch.setattr(beside, "QUIET", 1.0)
    monkeypatch.setattr(beside, "CLIENTS", 2)
    monkeypatch.chdir(CHECKOUT)  # programs are started from here
    return tmp_path / "built"


@pytest.mark.slow
def test_a_run_prints_facts_and_a_ratio_for_each_part(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench(["--leads", "60", "--rows", "50", "--rounds", "1", "--keys", "2", "--seed", "7"]) == 0
    said = capsys.readouterr().out
    assert "seed 7" in said
    assert "textual 8.2.8" in said
    for what in (
        "first full paint",
        "first paint, remembered frame",
        "key to paint, p95",
        "first full paint in Arabic",
        "import of 50 rows",
        "leadline --version",
        "leadline lead show",
    ):
        assert what in said
    assert said.count(" against ") >= 8
    assert any(built.glob("leads-60-seed-7-*.db"))


def test_the_same_seed_makes_the_same_leads_and_is_kept(built: Path) -> None:
    made = places.database(5, 3)
    before = made.stat().st_mtime_ns
    assert places.database(5, 3).stat().st_mtime_ns == before
    assert made.parent == built


def test_two_runs_that_write_a_file_at_once_both_have_it_whole(built: Path) -> None:
    def write(path: Path) -> None:
        path.write_text("whole", encoding="utf-8")

    def write_while_another_run_does(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        assert places.kept("list.csv", write).read_text(encoding="utf-8") == "whole"
        write(path)

    made = places.kept("list.csv", write_while_another_run_does)
    assert made.read_text(encoding="utf-8") == "whole"
    assert list(built.iterdir()) == [made]


@pytest.mark.slow
def test_the_soak_kills_and_finds_nothing_wrong(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert soak(["--kills", "4", "--seed", "5"]) == 0
    said = capsys.readouterr().out
    assert "4 kills in" in said
    assert "Nothing acknowledged was lost" in said
    assert not (built / "soak-5").exists()


def test_a_part_that_does_not_exist_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "moon"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "moon" in done.stderr


@pytest.mark.parametrize(("share", "value"), [(0.5, 5), (0.95, 10), (1.0, 10), (0.0, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert percentile([3, 1, 2, 5, 4, 10, 9, 8, 7, 6], share) == value


def test_a_ratio_is_held_against_its_goal() -> None:
    assert Comparison("paint", 115, 100, "bare", goal=1.15).reached
    assert not Comparison("paint", 117, 100, "bare", goal=1.15).reached
    assert "missed" in str(Comparison("paint", 117, 100, "bare", goal=1.15))
    assert "goal" not in str(Comparison("import", 117, 100, "bare"))

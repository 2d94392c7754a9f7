"""Processes laid out by command: each mistake has its place, an editor opens again until it is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leadline

WRONG = """# ours
code = "deal"
name = "Deal"
condition = "sauce = web"
roles = ["rep", "boss"]
colour = "red"

[[stages]]
code = "one"
name = "One"
kind = "lead"
steps = [
  { code = "a", label = "A", kind = "box" },
  { code = "b", label = "B", kind = "field", field = "bugdet" },
  { code = "c", label = "C", kind = "dance" },
  { code = "d", label = "D", kind = "field", field = "amount" },
]
next = [{ to = "nowhere" }]

[[stages]]
code = "two"
name = "one"
kind = "opportunity"
steps = []
[[stages.next]]
to = "one"
condition = "budget < lots"
"""

PLACES = [
    (4, 14, "condition"),
    (5, 17, "roles.2"),
    (6, 1, None),
    (14, 46, "stages.1.steps.2"),
    (15, 30, "stages.1.steps.3.kind"),
    (16, 46, "stages.1.steps.4"),
    (18, 11, "stages.1.next.1"),
    (22, 1, "stages.2"),
    (24, 1, "stages.2"),
    (26, 1, "stages.2.next.1"),
    (27, 23, "stages.2.next.1.condition"),
]


def _script(path: Path, lines: str) -> str:
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o700)
    return str(path)


def test_every_mistake_has_its_line_and_column(leadline: Leadline, tmp_path: Path) -> None:
    file = tmp_path / "deal.toml"
    file.write_text(WRONG)
    refused = leadline("process", "add", str(file), "--json")
    problems = refused.error["problems"]
    assert [(each["line"], each["column"], each["field"]) for each in problems] == PLACES
    told = leadline("process", "check", str(file)).err.splitlines()
    assert told[0].startswith("deal.toml, line 4, condition: Unknown field “sauce” (at character 1).")
    assert told[-1] == f"deal.toml has {len(PLACES)} mistakes; nothing was saved."
    broken = leadline("process", "add", "-", "--json", typed='code = "deal\n').error
    assert (broken["line"], broken["column"]) == (1, 13)


def test_thirty_stages_are_saved_and_the_thirty_first_is_refused_where_it_stands(leadline: Leadline) -> None:
    def text(count: int) -> str:
        head = 'code = "long"\nname = "Long"\n'
        steps = 'steps = [{{ code = "b{0}", label = "B", kind = "box" }}]\n'
        stage = f'[[stages]]\ncode = "s{{0}}"\nname = "S{{0}}"\nkind = "lead"\n{steps}'
        return head + "".join(stage.format(number) for number in range(count))

    problem = leadline("process", "add", "-", "--json", typed=text(31)).error
    assert problem["message"].endswith("it has 31 stages; 30 are allowed.")
    assert problem["problems"][0]["line"] == 3 + 30 * 5
    assert leadline("process", "add", "-", "--json", typed=text(30)).data["code"] == "long"


def test_the_editor_opens_again_with_the_mistakes_at_their_places(
    leadline: Leadline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv(
        "EDITOR",
        _script(
            tmp_path / "editor",
            f'if [ -e "{seen}" ]; then cat "$1" > "{seen}"; sed -i s/bok/box/ "$1"; '
            f'else touch {seen}; sed -i \'s/kind = "box"/kind = "bok"/; 1i # ours\' "$1"; fi',
        ),
    )
    saved = leadline("process", "edit", "quick_sale", "--json")
    assert saved.data["message"].startswith("Quick sale is as it was.")
    lines = seen.read_text().splitlines()
    noted = [number for number, line in enumerate(lines) if line.startswith("#! quick_sale.toml, line ")]
    assert noted
    assert all("bok" in lines[number + 1] for number in noted)
    assert lines[0] == "# ours"


def test_a_text_that_is_given_up_is_kept(
    leadline: Leadline, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", _script(tmp_path / "editor", 'sed -i s/box/bok/ "$1"'))
    refused = leadline("process", "edit", "quick_sale")
    assert refused.code == 1
    kept = Path(refused.err.split("The text is kept in ")[1].splitlines()[0].rstrip("."))
    assert "bok" in kept.read_text()
    assert kept.is_relative_to(home)


def test_what_is_exported_comes_in_again_and_no_file_is_overwritten(leadline: Leadline, tmp_path: Path) -> None:
    file = tmp_path / "sale.toml"
    assert leadline("process", "export", "Quick sale", "--to", str(file)).code == 0
    before = file.read_text()
    assert "is there already, and stays as it is" in leadline("process", "export", "enterprise", "--to", str(file)).err
    assert file.read_text() == before
    assert leadline("process", "import", str(file), "--json").data["changed"] == []
    file.write_text(before.replace('name = "Quick sale"', 'name = "Fast sale"'))
    assert leadline("process", "import", str(file)).out.startswith("Version 2 of Fast sale saved.")
    assert [each["version"] for each in leadline("process", "versions", "quick_sale", "--json").data] == [2, 1]
    assert leadline("process", "export", "quick_sale", "--version", "1", "--to", "-").out == before
    listed = leadline("process", "list", "--json").data
    assert [listed[0][key] for key in ("code", "version", "active", "running")] == ["quick_sale", 2, True, 0]

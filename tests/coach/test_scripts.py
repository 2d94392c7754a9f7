"""Scripts that come with Leadline have no mistakes and all of their Arabic; each mistake is told at its place."""

from __future__ import annotations

import re
import tomllib

import pytest

from app.cli.walking import known
from app.data_files import data_path
from app.domain.core.errors import Invalid, InvalidFields
from app.walkthrough.drafts import load_script
from app.walkthrough.files import find_script, shipped
from tests.coach.stage import SHORT


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_script_is_right_and_speaks_both_languages(name: str) -> None:
    script = find_script(name, known())
    assert len(script.path()) >= 3
    written = tomllib.loads(data_path("walkthroughs", f"{name}.toml").read_text("utf-8"))
    parts = [written, *written["steps"], *(each for end in written.get("endings", ()) for each in (end, *end["steps"]))]
    parts += [deed for part in parts for deed in part.get("deeds", ())]
    for part in parts:
        for key in ("title", "what", "why"):
            assert (key in part) == (f"{key}_ar" in part)


ENDS = """
[[endings]]
id = "{0}"
title = "One"
[[endings.steps]]
id = "{1}"
title = "Qualify"
what = "Qualify."
why = "It ends."
[[endings.steps.deeds]]
command = "lead.qualify"
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('command = "lead.note"', 'command = "lead.notee"', "step 2 (note), deed 1, command: there is no command"),
        ('panel = "competitors"', 'panel = "rivals"', "step 2 (note), deed 2, panel: there is no panel “rivals”"),
        ("shown = true", 'log = ["lead.call"]', "step 3 (read), deed 1, name 1: nothing is ever called “lead.call”"),
        ("shown = true", "", "step 3 (read), deed 1: nothing would tell that it was done"),
        ('id = "note"', 'id = "enter"', 'step 2 (enter): two steps are called "enter"'),
        ('"lead.add"', '"lead.note"', "step 1 (enter): no record of the story comes to be in the first step"),
        ("shown = true", 'shown = true\nwhen = "colour = red"', "step 3 (read), deed 1, when: "),
        ("shown = true", 'shown = true\nbefore = ["move.lef"]', "command 1: there is no command “move.lef”"),
        ('why = "It begins."', "", 'step 1 (enter): "why" is missing'),
        ('title = "Three steps"', 'title = "Three steps"\ncolour = "red"', "'colour' is not known here"),
        ('title = "Three steps"', 'title = "Three steps"\nkind = "leed"', "there is no kind of record “leed”"),
        ("shown = true", "shown = true" + ENDS.format("one", "end"), "ending 1 (one): one ending alone is no choice"),
        (
            "shown = true",
            "shown = true" + ENDS.format("one", "a") + ENDS.format("two", "b"),
            "ending 2 (two): it begins as the ending one does",
        ),
        (
            "shown = true",
            "shown = true" + ENDS.format("one", "a") + ENDS.format("one", "b"),
            'ending 2 (one): two endings are called "one"',
        ),
        (SHORT[SHORT.index("[[steps]]") :], "steps = []", "it has no steps"),
    ],
)
def test_a_mistake_is_told_at_its_place(old: str, new: str, told: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        load_script(SHORT.replace(old, new, 1), "mine.toml", known())
    assert told in re.sub(r"line \d+, ", "", "\n".join(map(str, refused.value.problems)))
    assert all(each.as_json()["line"] for each in refused.value.problems)
    assert all(str(each).startswith("mine.toml") for each in refused.value.problems)


@pytest.mark.parametrize("text", ["title = ", "[" * 5000, "a=" + "[" * 40 + "]" * 40, "x" * 300_000, "\0"])
def test_what_is_no_script_at_all_is_refused(text: str) -> None:
    with pytest.raises((Invalid, InvalidFields)):
        load_script(text, "mine.toml", known())

"""Sequences are laid out in TOML: mistakes are told with their places, circles refused, versions and states kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.core.errors import InvalidFields, NotAllowed, NotFound
from app.domain.process.mistakes import Mistake
from app.domain.sequences.templates import PLACES
from app.workspace import Workspace
from tests.sequences.conftest import call, lay, mail, step

_HEAD = 'code = "x"\nname = "X"\n'

MISTAKES = (
    (call() + call(), "another step has the code", 4),
    (step("call", "a"), "needs name", 3),
    (call(days=2), "takes no days", 7),
    (step("wait", "a"), "does not say how long", 3),
    (step("wait", "a", days=31), "less than or equal to 30", 6),
    (call(next="nowhere"), 'leads to "nowhere"', 7),
    (mail(text2="x"), "text2", 9),
    (step("email", "m", subject="Hello {frist_name}", text="x"), "{frist_name}", 6),
    (step("field", "f", field="stats"), 'the field "stats" is not known', 6),
    (step("field", "f", field="status"), "cannot be set", 6),
    (step("field", "f", field="employees", value="many"), "Employees", 7),
    (step("branch", "b", ask="condition", condition="employes > 3", no="end"), "employes", 7),
    (step("branch", "b", ask="opened", days=2, no="end"), "has none", 3),
    (call() + step("branch", "b", ask="opened", days=2, of="call_1", no="end"), "which is no email", 12),
    (step("branch", "b", ask="split"), "both of its ways", 3),
    (step("branch", "b", no="end"), "needs ask", 3),
    (step("move", "m", sequence="nowhere"), 'there is no sequence "nowhere"', 6),
    (step("move", "m", sequence="x"), "moves in a circle without a wait: x → x", 6),
    (step("task", "a", name="A", next="b") + step("task", "b", name="B", next="a"), "back to itself without a wait", 3),
    (step("branch", "end", ask="split", no="end"), "calls the end", 4),
    (step("visit", "a"), "input should be 'call'", 5),
)


@pytest.mark.parametrize(("steps", "said", "line"), MISTAKES, ids=[each[1] for each in MISTAKES])
def test_a_mistake_is_told_with_its_place(shop: Workspace, steps: str, said: str, line: int) -> None:
    with pytest.raises(InvalidFields) as refused:
        shop.sequence_definitions.check(_HEAD + steps, "x.toml")
    found = [each for each in refused.value.problems if said in each.message]
    assert found, [each.message for each in refused.value.problems]
    assert isinstance(found[0], Mistake)
    assert found[0].line == line


def test_a_circle_through_others_is_refused_when_it_closes(shop: Workspace) -> None:
    lay(shop, call(), code="b")
    lay(shop, step("move", "on", sequence="b"), code="a")
    text = 'code = "b"\nname = "B"\n' + call() + step("move", "on", sequence="a")
    with pytest.raises(InvalidFields, match="b → a → b"):
        shop.sequence_definitions.edit("b", text, "b.toml")
    shop.sequence_definitions.edit(
        "b",
        text.replace('code = "call_1"\nkind = "call"\nname = "Call call_1"', 'code = "rest"\nkind = "wait"\ndays = 30'),
        "b.toml",
    )


def test_what_is_exported_is_taken_in_again(shop: Workspace) -> None:
    steps = (
        call(text='Say: \\"hello\\"\\nand more')
        + mail()
        + step("branch", "b", ask="replied", days=3, working_hours=4, next="end", no="end")
    )
    lay(
        shop, steps, 'name_ar = "متابعة"\nrecord = "lead"\nentry = "Employees > 5"\nreentry = true\nstop_on = ["reply"]'
    )
    text = shop.sequence_definitions.text("follow_up")
    assert 'entry = "employees > 5"' in text
    assert shop.sequence_definitions.take_in(text, "again.toml").message == "Follow up is as it was."
    assert shop.sequence_definitions.check(text, "again.toml").notices
    assert shop.sequence_definitions.show("متابعة").key == "follow_up"


def test_states_and_who_may_change_them(shop: Workspace, lead: str) -> None:
    lay(shop, call(), active=False)
    added = shop.log.recent()[0].seq
    with pytest.raises(NotAllowed, match="is a draft"):
        shop.sequences.connect("follow_up", [lead])
    with pytest.raises(NotAllowed, match="is a draft"):
        shop.sequence_definitions.deactivate("follow_up")
    shop.sequence_definitions.activate("follow-up")
    shop.sequences.connect("Follow up", [lead])
    shop.sequence_definitions.deactivate("follow_up")
    assert [(each.key, each.state, each.running) for each in shop.sequence_definitions.list()] == [
        ("follow_up", "inactive", 1)
    ]
    with pytest.raises(NotAllowed, match="is inactive"):
        shop.sequences.connect("follow_up", [lead])
    with pytest.raises(NotFound, match="no sequence “folow”"):
        shop.sequences.connect("folow", [lead])
    with pytest.raises(NotAllowed, match="stays: 1 record began with it"):
        shop.log.undo(added)


def test_the_sequence_in_the_documents_is_sound(shop: Workspace) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sequences.md").read_text(encoding="utf-8")
    checked = shop.sequence_definitions.check(page.partition("```toml\n")[2].partition("```")[0], "sequences.md")
    assert (len(checked.definition.steps), checked.notices) == (7, ())
    named = page.partition("Places of texts are ")[2].partition(".\n")[0]
    assert all(f"`{place}`" in named for place in PLACES)

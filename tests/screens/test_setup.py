"""Setup: processes and settings, changed by keys, in force at once and in every program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.workspace import Workspace
from tests.conftest import settings_for
from tests.screens.desk import Desk, at_work, still

pytestmark = pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)


@pytest.fixture
def there(workspace_url: str) -> Iterator[Workspace]:
    """Another program on the same database."""
    with closing(open_workspace(settings_for(workspace_url))) as space:
        yield space


def names(desk: Desk) -> list[str]:
    """The processes as they are listed."""
    return [line.strip(" │▸›") for line in desk.pane("list-processes") if " v" in line]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_stages_are_laid_out_by_keys_saved_as_one_version_and_undone(
    workspace_url: str, there: Workspace, size: tuple[int, int]
) -> None:
    there.leads.add({"company": "Contoso"})
    async with at_work(workspace_url, size) as desk:
        await desk.press("6", "G", "s", "n")
        await desk.type("Beans tasted")
        await desk.press("ctrl+s", "space", "<", "ctrl+s")
        assert desk.said == (
            "Version 2 of Lead to opportunity saved. 1 record goes on with the version it began with. u undoes."
        )
        first = there.definitions.show("lead_to_opportunity").definition.stages[0].steps[0]
        assert (first.code, first.label, first.kind, first.required) == ("beans_tasted", "Beans tasted", "box", True)
        await desk.press("u")
        assert there.definitions.show("lead_to_opportunity").version == 1


async def test_a_mistake_is_said_and_marked_where_it_stands_and_nothing_is_lost(
    workspace_url: str, there: Workspace
) -> None:
    async with at_work(workspace_url) as desk:
        await desk.press("6", "s", "N")
        await desk.type("عرض")
        await desk.press("ctrl+s", "ctrl+s")
        assert "it has no steps" in desk.text
        (marked,) = [line for line in desk.text.splitlines() if "✗" in line]
        assert "عرض" in marked or "ﺽ" in marked
        await desk.press("escape")
        assert "what you changed is not saved" in desk.text
        await desk.press("escape")
        assert "Stages of Quick sale" in desk.text
        assert there.definitions.show("quick_sale").version == 1


async def test_what_another_program_changes_is_shown_and_order_is_changed_by_key(
    workspace_url: str, there: Workspace
) -> None:
    async with at_work(workspace_url) as desk:
        await desk.press("6")
        assert [name.split("  ")[1] for name in names(desk)][:2] == ["Quick sale", "Enterprise"]
        await desk.press(">")
        assert [line.code for line in there.definitions.list()][:2] == ["enterprise", "quick_sale"]
        outcome = there.definitions.deactivate("enterprise")
        await still(desk.app, outcome.seq)
        assert "not in use" in desk.text
        assert "Enterprise" in names(desk)[-1]
        await desk.press("G", "d")
        assert desk.said == "Enterprise is out of use already."
        await desk.press("a")
        assert there.definitions.show("enterprise").active


async def test_a_condition_is_completed_while_it_is_typed_and_refused_at_its_field(
    workspace_url: str, there: Workspace
) -> None:
    async with at_work(workspace_url) as desk:
        await desk.press("6", "G", "e")
        desk.app.screen.form.focus_field("condition")  # type: ignore[attr-defined] # the dialog's
        await desk.type("sour")
        assert "source" in desk.text
        await desk.press("tab")
        await desk.type(" = web and")
        await desk.press("ctrl+s")
        assert "look at again" in desk.text
        await desk.press(*["backspace"] * 4, "ctrl+s")
        assert there.definitions.show("lead_to_opportunity").definition.condition == "source = web"


async def test_settings_are_decided_by_form_and_read_by_others_at_once(workspace_url: str, there: Workspace) -> None:
    async with at_work(workspace_url) as desk:
        await desk.press("6", "h", "G", "l")
        desk.app.screen.list.move_to("company_name")  # type: ignore[attr-defined] # the screen's
        await desk.press("enter")
        await desk.type("شركة البن")
        await desk.press("ctrl+s")
        assert there.settings.show("company_name").value == "شركة البن"
        await desk.press("z")
        assert not there.settings.show("company_name").decided


async def test_who_is_no_manager_reads_everything_and_is_told_why(workspace_url: str, there: Workspace) -> None:
    there.users.add("Boss", login="boss", role="manager")
    there.users.edit("me", {"role": "rep"})
    async with at_work(workspace_url) as desk:
        await desk.press("6")
        assert "Stages and steps" in desk.text
        for key in ("e", "s", "E", "<", "d"):
            await desk.press(key)
            assert desk.said.startswith("Only a manager may define processes")
        assert "e edit" not in desk.pane("keys")[0]


async def test_a_process_is_exported_and_taken_in_again_with_its_mistakes_told(
    workspace_url: str, there: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "sale.toml"
    async with at_work(workspace_url) as desk:
        await desk.press("6")
        await desk.press("x", "home", *["delete"] * 20)
        await desk.type(str(file))
        await desk.press("ctrl+s")
        assert file.read_text() == there.definitions.text("quick_sale")
        file.write_text(file.read_text().replace('kind = "box"', 'kind = "bok"', 1))
        await desk.press("i")
        await desk.type(str(file))
        await desk.press("ctrl+s")
        assert "1 mistake in" in desk.text


async def test_fields_and_users_are_added_and_changed_by_form(workspace_url: str, there: Workspace) -> None:
    there.fields.add_custom("lead", "Bean", "choice", choices=["Arabica"])
    async with at_work(workspace_url) as desk:
        await desk.press("6")
        for section, key, typed in (("fields", "c", "Robusta"), ("users", "n", "Huda Karim")):
            desk.app.screen.index.move_to(section)  # type: ignore[attr-defined] # the screen's
            await desk.press("escape", "l", key)
            await desk.type(typed)
            await desk.press("ctrl+s")
        assert [code for code, _ in there.fields.own()[0].field.choices] == ["Arabica", "Robusta"]
        assert {each.login for each in there.users.list()} == {"omar", "huda.karim"}
        assert "huda.karim" in "".join(desk.pane("detail-users"))


async def test_what_was_not_there_is_laid_out_by_forms(workspace_url: str, there: Workspace) -> None:
    async with at_work(workspace_url, (120, 36)) as desk:
        await desk.press("6", "n")
        await desk.type("Our sale")
        await desk.press("ctrl+s", "N")
        await desk.type("Meet")
        await desk.press("ctrl+s", "n")
        await desk.type("Coffee tasted")
        await desk.press("ctrl+s", "ctrl+s")
        assert desk.said.startswith("Process Our sale added.")
        (stage,) = there.definitions.show("our_sale").definition.stages
        assert (stage.name, stage.kind, [step.label for step in stage.steps]) == ("Meet", "lead", ["Coffee tasted"])
        for section, name, rows in (("unit_groups", "Boxes", "piece, box=12"), ("discount_lists", "Many", "10=5%")):
            desk.app.screen.focus_on(section)  # type: ignore[attr-defined] # Setup
            await desk.press("n")
            await desk.type(name)
            await desk.press("tab")
            await desk.type(rows)
            await desk.press("ctrl+s")
            assert desk.said.startswith(f"{name} added as ")
        assert [each.in_words for each in there.unit_groups.list()] == ["piece, box=12"]
        await desk.press("e", "tab", "end")
        await desk.type(", 50=8%")
        await desk.press("ctrl+s")
        assert [each.in_words for each in there.discount_lists.list()] == ["10=5%, 50=8%"]
        await desk.press("delete")
        assert there.discount_lists.list() == ()

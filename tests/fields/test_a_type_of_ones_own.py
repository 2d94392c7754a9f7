"""A type of field that Leadline does not ship: one class, and every floor reads, asks for and shows its values."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.program import run
from app.domain.core.errors import InvalidFields
from app.domain.core.fields import Field, known_types, register
from app.domain.core.windows import ListQuery
from app.screens.dialogs.form_dialog import ValuesDialog
from app.widgets.details import Details
from app.workspace import Workspace
from tests.dialogs.stage import CONTEXT, played
from tests.example_area.barcodes import BARCODE
from tests.widgets.showing import shown, text_of

PACK, ARABIC_PACK, OTHER = "4 006381 333931", "٤٠٠٦٣٨١٣٣٣٩٣١", "9780201379624"
STORED = "4006381333931"


@pytest.fixture(autouse=True)
def barcode(monkeypatch: pytest.MonkeyPatch) -> None:
    """The type is known, in the tests of this module alone."""
    shipped = known_types()
    monkeypatch.setattr("app.domain.core.field_types.base._TYPES", {})
    for each in (*shipped, BARCODE):
        register(each)


@pytest.fixture
def packs(workspace: Workspace) -> Workspace:
    """A workspace whose leads have a barcode."""
    workspace.fields.add_custom("lead", "Pack", "barcode")
    return workspace


def test_a_record_keeps_it_and_refuses_what_is_none(packs: Workspace) -> None:
    code = packs.leads.add({"company": "Contoso", "pack": ARABIC_PACK}).code
    assert packs.leads.show(code).as_json()["pack"] == STORED
    with pytest.raises(InvalidFields, match="Pack: “4006381333932” is not a barcode: a digit is wrong"):
        packs.leads.edit(code, {"pack": "4006381333932"})
    packs.leads.edit(code, {"pack": ""})
    assert packs.leads.show(code).values["pack"] is None


@pytest.mark.parametrize("where", [f'pack = "{PACK}"', f"pack = {ARABIC_PACK}", "pack ~ 6381", "pack is not empty"])
def test_a_query_finds_it_however_it_is_written(packs: Workspace, where: str) -> None:
    packs.leads.add({"company": "Contoso", "pack": PACK})
    packs.leads.add({"company": "Fabrikam"})
    assert [line.title for line in packs.leads.window(ListQuery(where=where)).lines] == ["Contoso"]


def test_an_import_reads_it_and_keeps_what_is_none_in_the_description(packs: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(f"Company,Pack\nContoso,{PACK}\nFabrikam,{OTHER}\nNorthwind,12\n", encoding="utf-8")
    with packs.capture.open(path) as plan:
        packs.capture.run(plan)
    found = {line.title: packs.leads.show(line.code).values for line in packs.leads.window(ListQuery()).lines}
    assert {title: values["pack"] for title, values in found.items()} == {
        "Contoso": STORED,
        "Fabrikam": OTHER,
        "Northwind": None,
    }
    assert "12" in found["Northwind"]["description"]


def test_a_command_sets_and_shows_it(
    packs: Workspace, workspace_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = packs.leads.add({"company": "Contoso"}).code
    monkeypatch.setenv("LEADLINE_DB", workspace_url)
    assert run(("--as", "omar", "lead", "edit", code, "--set", f"pack={PACK}"), launch=no_screen) == 0
    assert run(("--as", "omar", "lead", "show", code), launch=no_screen) == 0
    assert PACK in capsys.readouterr().out


async def test_a_form_tells_what_is_typed_and_says_what_is_wrong() -> None:
    async with played(lambda: ValuesDialog("Pack", (Field("pack", "Pack", "barcode"),), CONTEXT)) as play:
        await play.type("400638133393")
        await play.press("ctrl+s")
        await play.sees("is not a barcode")
        await play.type("1")
        await play.sees(PACK)
        await play.press("ctrl+s")
        assert play.answer == {"pack": STORED}


async def test_the_details_show_it_as_it_is_printed(packs: Workspace) -> None:
    code = packs.leads.add({"company": "Contoso", "pack": PACK}).code
    details = Details()
    async with shown(details, size=(60, 40)):
        details.show_record(packs.leads.show(code), packs.fields.of("lead"))
        assert any(PACK in line for line in text_of(details))


def no_screen(*_given: object, **_more: object) -> int:
    """No command of these tests opens the screen."""
    raise AssertionError("a screen was opened")

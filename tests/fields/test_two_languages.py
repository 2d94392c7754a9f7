"""A manager's own field in two languages: called as each reader calls it, kept and found as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field, in_words
from app.domain.core.windows import ListQuery
from app.words import speaking
from app.workspace import Workspace
from tests.dialogs.stage import CONTEXT


@pytest.fixture
def roastery(workspace: Workspace) -> Workspace:
    """A workspace whose leads have a bean, called in Arabic too."""
    workspace.fields.add_custom("lead", "Bean", "choice", choices=["Arabica|أرابيكا", "Robusta"], label_ar="البن")
    return workspace


def bean(workspace: Workspace) -> Field:
    """The field as it is read."""
    return next(each for each in workspace.fields.of("lead") if each.custom)


def test_it_is_called_as_its_reader_calls_it(roastery: Workspace) -> None:
    field = bean(roastery)
    assert (field.code, field.label, field.choices) == (
        "bean",
        "Bean",
        (("Arabica", "Arabica"), ("Robusta", "Robusta")),
    )
    with speaking("ar"):
        assert (field.label, field.choices) == ("البن", (("Arabica", "أرابيكا"), ("Robusta", "Robusta")))
    assert field.label == "Bean"


def test_a_value_is_kept_by_its_choice_and_shown_in_either_language(roastery: Workspace) -> None:
    with speaking("ar"):
        code = roastery.leads.add({"company": "Contoso", "bean": "أرابيكا"}).code
        assert in_words(bean(roastery), roastery.leads.show(code).values["bean"], CONTEXT) == "أرابيكا"
    assert roastery.leads.show(code).as_json()["bean"] == "Arabica"
    assert [line.title for line in roastery.leads.window(ListQuery(where="bean = Arabica")).lines] == ["Contoso"]


def test_a_list_fills_it_under_either_name_with_either_value(roastery: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Company,البن\nContoso,أرابيكا\nFabrikam,Robusta\n", encoding="utf-8")
    with roastery.capture.open(path) as plan:
        assert [(each.target, each.new_choices) for each in plan.mapping.columns][1] == ("custom:bean", ())
        roastery.capture.run(plan)
    kept = {
        line.title: roastery.leads.show(line.code).values["bean"] for line in roastery.leads.window(ListQuery()).lines
    }
    assert kept == {"Contoso": "Arabica", "Fabrikam": "Robusta"}


def test_a_word_of_the_program_as_its_label_is_not_translated(workspace: Workspace) -> None:
    workspace.fields.add_custom("lead", "Reason")
    with speaking("ar"):
        assert bean(workspace).label == "Reason"


def test_it_can_be_called_something_else_later(roastery: Workspace) -> None:
    assert roastery.fields.rename("lead", "bean", label="Coffee", label_ar="").message == "Coffee changed."
    assert roastery.fields.extend("lead", "bean", ["Robusta|روبوستا", "Liberica"]).message == "Coffee: Liberica added."
    with speaking("ar"):
        field = bean(roastery)
        assert (field.label, [words for _, words in field.choices]) == ("Coffee", ["أرابيكا", "روبوستا", "Liberica"])
    roastery.log.undo()
    roastery.log.undo()
    with speaking("ar"):
        assert bean(roastery).label == "البن"
    with pytest.raises(NotFound, match="There is no field “nothing” of your own"):
        roastery.fields.rename("lead", "nothing", label="X")
    with pytest.raises(Invalid, match="Label is missing"):
        roastery.fields.rename("lead", "bean", label=" ")

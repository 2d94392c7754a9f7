"""A definition is refused with the place of every mistake in it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.process.definitions import Definition
from app.domain.process.drafts import MAX_TEXT, check_definition, load_definition
from tests.process.samples import BY_KIND, SHIPPED, shipped


def written(**changes: Any) -> dict[str, Any]:
    """A sound definition of three stages, with some of its keys changed."""
    sound: dict[str, Any] = {
        "code": "deal",
        "name": "Deal",
        "stages": [
            a_stage("meet", kind="lead", next=[{"to": "close", "condition": "budget < 10"}]),
            a_stage("offer"),
            a_stage("close"),
        ],
    }
    return {**sound, **changes}


def a_stage(code: str, **changes: Any) -> dict[str, Any]:
    steps = [{"code": f"{code}_need", "label": "Need", "kind": "field", "field": "need"}]
    return {"code": code, "name": code.capitalize(), "kind": "opportunity", "steps": steps, **changes}


def checked(table: dict[str, Any]) -> Definition:
    return check_definition(table, "deal.toml", BY_KIND)


def refusals(table: dict[str, Any]) -> list[str]:
    """What is said about each mistake of a definition that has some."""
    with pytest.raises(InvalidFields) as refused:
        checked(table)
    return [str(problem) for problem in refused.value.problems]


def with_first_stage(**changes: Any) -> dict[str, Any]:
    stages = written()["stages"]
    return written(stages=[{**stages[0], **changes}, *stages[1:]])


def with_first_step(**changes: Any) -> dict[str, Any]:
    return with_first_stage(steps=[{**a_stage("meet")["steps"][0], **changes}])


def many_steps(count: int) -> list[dict[str, Any]]:
    return [{"code": f"box_{number}", "label": "Box", "kind": "box"} for number in range(count)]


def test_a_sound_definition_is_taken_as_written() -> None:
    definition = checked(written(roles=["rep"], order=7, description="A short one."))
    assert [stage.code for stage in definition.stages] == ["meet", "offer", "close"]
    assert (definition.order, definition.roles, definition.description) == (7, ("rep",), "A short one.")
    assert definition.stages[0].next[0].condition == "budget < 10"


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_definition_loads_and_is_sound_when_exported(code: str) -> None:
    definition = shipped(code)
    assert definition.code == code
    assert check_definition(definition.as_json(), "exported", BY_KIND) == definition


def test_thirty_stages_of_thirty_steps_are_allowed() -> None:
    stages = [
        a_stage(f"s{number}", steps=[{**step, "code": f"s{number}_{step['code']}"} for step in many_steps(30)])
        for number in range(30)
    ]
    assert len(checked(written(stages=stages)).stages) == 30


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (written(stages=[]), "deal.toml: it has no stages. Add at least one."),
        ({"code": "deal", "name": "Deal"}, "deal.toml: it has no stages. Add at least one."),
        (with_first_stage(steps=[]), "deal.toml, stage 1 (meet): it has no steps. Add at least one."),
        (
            written(stages=[a_stage(f"s{number}") for number in range(31)]),
            "deal.toml: it has 31 stages; 30 are allowed. Make several of it.",
        ),
        (
            with_first_stage(steps=many_steps(31)),
            "deal.toml, stage 1 (meet): it has 31 steps; 30 are allowed. Make several of it.",
        ),
        (written(code=None), "deal.toml, code: input should be a valid string."),
        (
            with_first_stage(kind="deal"),
            "deal.toml, stage 1 (meet), kind: input should be 'lead' or 'opportunity'.",
        ),
        (
            with_first_stage(colour="red"),
            "deal.toml, stage 1 (meet): 'colour' is not known here. Take it out.",
        ),
        (
            with_first_stage(code="Meet them"),
            (
                "deal.toml, stage 1 (Meet them), code: it is not a code."
                " Start with a small letter, then up to 39 of a-z, 0-9 and _."
            ),
        ),
        (written(stages=["meet"]), "deal.toml, stage 1: it is not a table."),
        (
            with_first_step(label="Need\x1b[2J"),
            "deal.toml, stage 1 (meet), step 1 (meet_need), label: holds a control character.",
        ),
        (
            with_first_step(kind="action"),
            'deal.toml, stage 1 (meet), step 1 (meet_need): a step of kind "action" takes no field.',
        ),
        (
            with_first_step(field=None),
            'deal.toml, stage 1 (meet), step 1 (meet_need): a step of kind "field" needs field.',
        ),
        (
            with_first_step(field="needs"),
            'deal.toml, stage 1 (meet), step 1 (meet_need): the field "needs" is not known. "need" is close.',
        ),
        (
            with_first_step(kind="action", field=None, action="sing"),
            (
                'deal.toml, stage 1 (meet), step 1 (meet_need): the action "sing" is not known.'
                " Actions are log_call, book_appointment, add_stakeholder, add_competitor, add_team_member."
            ),
        ),
        (
            written(condition="sauce = web"),
            "deal.toml, condition: Unknown field “sauce” (at character 1). Did you mean source?",
        ),
        (
            with_first_stage(next=[{"to": "closing"}]),
            'deal.toml, stage 1 (meet), branch 1: leads to "closing", which is no stage. "close" is close.',
        ),
        (
            with_first_stage(next=[{"to": "meet"}]),
            ('deal.toml, stage 1 (meet), branch 1: leads back to "meet", in a circle. Lead it onwards, or end there.'),
        ),
        (
            with_first_stage(next=[{"to": "offer"}, {"to": "close"}]),
            (
                "deal.toml, stage 1 (meet), branch 1: the branches after this one are never taken."
                " Give it a condition or put it last."
            ),
        ),
        (
            with_first_stage(code="end"),
            'deal.toml, stage 1 (end): "end" is what a branch calls the end. Give the stage another code.',
        ),
        (
            written(stages=[a_stage("offer"), a_stage("meet", kind="lead")]),
            (
                'deal.toml, stage 2 (meet): a lead stage comes after the opportunity stage "offer".'
                " Put the lead's stages first."
            ),
        ),
    ],
)
def test_a_mistake_is_refused_with_its_place(table: dict[str, Any], said: str) -> None:
    assert refusals(table) == [said]


def test_codes_may_not_repeat() -> None:
    assert refusals(written(stages=[a_stage("meet"), a_stage("meet")])) == [
        'deal.toml, stage 2 (meet): another stage has the code "meet" too. Give it its own code.',
        "deal.toml, stage 2 (meet): another stage is called “Meet” too. Call it something else.",
        (
            'deal.toml, stage 2 (meet), step 1 (meet_need): another step has the code "meet_need" too.'
            " Codes of steps are unique in the process."
        ),
    ]


def test_a_circle_through_several_stages_is_refused_where_it_turns_back() -> None:
    stages = [a_stage("one"), a_stage("two"), a_stage("three", next=[{"to": "one"}]), a_stage("four")]
    assert refusals(written(stages=stages)) == [
        ('deal.toml, stage 3 (three), branch 1: leads back to "one", in a circle. Lead it onwards, or end there.')
    ]


def test_a_branch_to_an_earlier_stage_is_no_circle_when_that_one_leads_elsewhere() -> None:
    stages = [a_stage("one", next=[{"to": "three"}]), a_stage("two", next=[{"to": "end"}])]
    stages.append(a_stage("three", next=[{"to": "two"}]))
    assert len(checked(written(stages=stages)).stages) == 3


def test_no_branch_leads_from_the_opportunity_to_the_lead() -> None:
    stages = [a_stage("meet", kind="lead"), a_stage("offer", next=[{"to": "meet"}])]
    assert refusals(written(stages=stages)) == [
        (
            "deal.toml, stage 2 (offer), branch 1: leads from an opportunity stage to the lead stage"
            ' "meet". Lead it onwards.'
        )
    ]


def test_a_branch_may_ask_about_a_box_of_its_own_stage_only() -> None:
    boxed = [{"code": "urgent", "label": "Urgent", "kind": "box"}]
    branch = {"to": "close", "condition": "Urgent = yes"}
    own = written(stages=[a_stage("meet", steps=boxed, next=[branch]), a_stage("offer"), a_stage("close")])
    assert checked(own).stages[0].next[0].condition == "urgent = yes"
    other = written(stages=[a_stage("meet", steps=boxed), a_stage("offer", next=[branch]), a_stage("close")])
    place = "deal.toml, stage 2 (offer), branch 1, condition"
    assert refusals(other)[0].startswith(f"{place}: Unknown field “Urgent” (at character 1).")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("", "string should have at least 1 character"),
        ({"field": "need"}, "input should be a valid string"),
        ("need == ", "A value is missing after “=” (at character 9)."),
        ("budget < lots", "Budget: “lots” is not an amount of money (at character 10)."),
        ("budget ~ 5", "Budget cannot be compared with “~” (at character 10)."),
        ("need = must and (source = web", "This “(” is not closed (at character 17)."),
        ("city is Dubai", "City: “is” compares nothing here (at character 1)."),
        ("source = web and coffee", "“coffee” compares nothing (at character 18)."),
        ("expected_close < someday", "“someday” is not a day or time (at character 18)."),
        ("need = x\x07", "holds a control character"),
    ],
)
def test_a_condition_that_says_nothing_clear_is_refused(condition: object, said: str) -> None:
    found = refusals(written(condition=condition))
    assert found[0].startswith("deal.toml, condition")
    assert said in found[0]


def test_a_condition_calls_fields_by_their_codes_whatever_name_was_written() -> None:
    written_in_labels = written(condition='"Purchase timeframe" = Immediate or tag in (VIP, "عميل مهم")')
    assert checked(written_in_labels).condition == 'timeframe = Immediate or tags in (VIP, "عميل مهم")'


def test_every_mistake_is_told_at_once() -> None:
    table = copy.deepcopy(written(condition="sauce = web"))
    table["stages"][0]["steps"][0]["field"] = "x"
    table["stages"][1]["next"] = [{"to": "nowhere"}]
    with pytest.raises(InvalidFields) as refused:
        checked(table)
    assert [problem.field for problem in refused.value.problems] == [
        "condition",
        "stages.1.steps.1",
        "stages.2.next.1",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('code = "deal\n', "deal.toml is not a TOML file"),
        (f"order = {'9' * 5000}", "deal.toml is not a TOML file"),
        ("a = " + "[" * 100_000, "deal.toml is nested too deeply"),
        ("a = " + "[" * 50 + "]" * 50, "deal.toml is nested too deeply"),
        ("#" * (MAX_TEXT + 1), "deal.toml is longer than 512 KB"),
    ],
)
def test_a_text_that_is_no_definition_at_all_is_refused(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        load_definition(text, "deal.toml", BY_KIND)

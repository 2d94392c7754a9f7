"""Definitions in two languages: shown as each reader reads, kept and exported whole, the shipped ones always."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.core.errors import InvalidFields
from app.domain.process.definitions import Definition, definition_from_json
from app.domain.process.drafts import check_definition
from app.domain.process.rules import StepsMissing
from app.words import in_english, speaking
from app.workspace import Workspace
from tests.process.samples import BY_KIND, SHIPPED, shipped

_SPOKEN = ("name", "description", "label", "help")


def words_of(definition: Definition) -> list[tuple[str, str]]:
    """Every word of a definition that a person reads, with where it stands."""
    parts: list[tuple[str, Any]] = [(definition.code, definition)]
    for stage in definition.stages:
        parts += [(stage.code, stage), *((step.code, step) for step in stage.steps)]
    return [(f"{code}.{key}", getattr(part, key)) for code, part in parts for key in _SPOKEN if getattr(part, key, "")]


def without_arabic(part: Any) -> Any:
    """A stored definition as databases made before have it."""
    if isinstance(part, dict):
        return {key: without_arabic(each) for key, each in part.items() if not key.endswith("_ar")}
    return [without_arabic(each) for each in part] if isinstance(part, list) else part


@pytest.mark.parametrize("code", SHIPPED)
def test_every_word_of_a_shipped_definition_is_said_in_arabic(code: str) -> None:
    english = dict(words_of(shipped(code)))
    with speaking("ar"):
        arabic = dict(words_of(shipped(code)))
    assert [place for place, words in arabic.items() if words == english[place] or words.isascii()] == []
    with speaking("qps"):
        assert dict(words_of(shipped(code))) == english, "words of a person are data in the pseudo language"


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_definition_is_exported_whole_in_every_language(code: str, language: str) -> None:
    with speaking(language):
        stored = json.loads(json.dumps(definition_from_json(shipped(code).as_json()).as_json()))
    assert stored == shipped(code).as_json()
    assert stored["name_ar"]
    assert stored["stages"][0]["steps"][0]["label_ar"]


def test_a_database_of_before_shows_the_shipped_words_in_arabic_but_not_what_somebody_wrote() -> None:
    stored = without_arabic(shipped("quick_sale").as_json())
    stored["stages"][0]["steps"][1]["label"] = "Beans they can pay"
    assert definition_from_json(stored).as_json() == stored
    with speaking("ar"):
        definition = definition_from_json(stored)
        assert definition.name == "بيع سريع"
        assert [step.label for step in definition.stages[0].steps][:2] == ["الحاجة", "Beans they can pay"]
    with speaking("ar"):
        assert definition_from_json({**stored, "code": "our_own"}).name == "Quick sale"
        assert definition_from_json({**stored, "code": "../secret"}).name == "Quick sale"


def test_words_in_arabic_are_checked_like_all_others() -> None:
    step = {"code": "beans", "label": "Beans", "label_ar": "بن", "help_ar": "أي بن؟", "help": "Which?", "kind": "box"}
    stage = {"code": "meet", "name": "Meet", "kind": "lead", "steps": [step]}
    written = {"code": "deal", "name": "Deal", "name_ar": "صفقة", "stages": [stage]}
    kept = check_definition(written, "deal.toml", BY_KIND).as_json()
    assert kept["name_ar"] == "صفقة"
    assert kept["stages"][0]["steps"][0] == step
    with pytest.raises(InvalidFields, match="label_ar"):
        check_definition({**written, "stages": [{**stage, "steps": [{**step, "label_ar": ""}]}]}, "deal.toml", BY_KIND)
    with speaking("ar"), pytest.raises(InvalidFields, match="المرحلة 1") as refused:
        check_definition({**written, "stages": [{**stage, "steps": []}]}, "deal.toml", BY_KIND)
    assert in_english(refused.value.problems[0].message) == "deal.toml, stage 1 (meet): it has no steps."


def test_what_was_done_in_one_language_is_told_in_the_other(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "budget": "50k USD"}).code
    with speaking("ar"):
        message = workspace.processes.switch(lead, "بيع سريع").message
        assert message == "تم التحويل إلى سير الإجراءات «بيع سريع»."
        with pytest.raises(StepsMissing, match="الإطار الزمني للشراء"):
            workspace.processes.next(lead)
    assert workspace.log.recent(1)[0].summary == "Process switched to Quick sale."
    workspace.processes.set(lead, {"timeframe": "immediate"})
    with speaking("ar"):
        assert workspace.log.recent(1)[0].summary == "تم في «بيع سريع» تغيير: الإطار الزمني للشراء."

"""What Leadline itself calls a field or a choice, in any language, is understood in a list."""

from __future__ import annotations

import pytest

from app.domain.capture.headings import fields_of, recognise
from app.domain.capture.values import choice_for
from app.domain.fields.kinds import KINDS
from app.words.declared import as_given, in_each_language


@pytest.mark.parametrize("kind", ["lead", "contact", "account"])
def test_every_field_is_recognised_by_its_label_in_each_language(kind: str) -> None:
    fillable = fields_of(kind)
    for field in KINDS[kind].fields:
        if field.code in fillable:
            assert all(recognise(name, kind) for name in in_each_language(as_given(field, "label"))), field.code


def test_every_choice_of_a_lead_is_read_by_its_label_in_each_language() -> None:
    fillable = fields_of("lead")
    for field in KINDS["lead"].fields:
        choices = fillable[field.code].choices if field.code in fillable else {}
        for code, label in as_given(field, "choices"):
            if code in choices:
                assert all(choice_for(name, choices) for name in in_each_language(label)), (field.code, code)

"""Words in panes: as wide as they are in the language of the moment, and what a person wrote stays as it is."""

from __future__ import annotations

import pytest

from app.domain.core.text import cell_width
from app.domain.stakeholders.fields import ROLES
from app.widgets.called import OUTCOMES, in_sentence, kind_name, outcome_name
from app.widgets.columns import fitted
from app.widgets.details import Details
from app.widgets.lead_columns import COLUMNS
from app.widgets.line_pane import Notice
from app.words import LANGUAGES, speaking


@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
def test_the_heading_of_every_column_fits_in_every_language(language: str) -> None:
    with speaking(language):
        for columns in (fitted(COLUMNS, ("title", code), 200) for code in COLUMNS):
            assert all(cell_width(column.label) <= cells for column, cells in columns)


def test_what_a_pane_says_is_in_the_language_in_which_it_is_read() -> None:
    notice = Notice("Nothing is known yet.")
    assert notice.message == Details.EMPTY.message == "Nothing is known yet."
    with speaking("ar"):
        assert notice.message == Details.EMPTY.message == "لا معلومات بعد."


def test_codes_are_called_by_their_words_and_what_a_person_wrote_by_itself() -> None:
    assert [outcome_name(each) for each in OUTCOMES] == list(OUTCOMES)
    with speaking("ar"):
        assert (outcome_name("No answer"), outcome_name("Rang off")) == ("لا رد", "Rang off")
        assert (kind_name("user"), in_sentence("VIP_guest", ROLES)) == ("مستخدم", "VIP guest")

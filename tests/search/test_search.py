"""Search over everything: every kind of record by any word of it, the best first, nothing that was put away."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Invalid
from app.domain.core.windows import ListQuery
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    """A workspace where everything is about coffee."""
    lead = workspace.leads.add({"company": "Contoso Coffee", "topic": "Beans"}).code
    workspace.competitors.add(lead, "Coffee Kings")
    workspace.timeline.add_note(lead, "They love coffee")
    workspace.qualification.qualify(lead, QualifyChoice("new", "none", ("Coffee machines",)))
    workspace.contacts.add({"name": "Sara Nadim", "company": "Coffee House", "job_title": "Buyer"})
    workspace.leads.add({"company": "شركة المها للقهوة", "name": "أحمد"})
    return workspace


def test_every_kind_of_record_is_found(stocked: Workspace) -> None:
    hits = stocked.search.everything("COFFEE")
    assert {hit.kind for hit in hits} == {"lead", "account", "opportunity", "contact", "competitor", "activity"}
    assert hits[0].title.startswith("Coffee")


def test_what_the_program_noted_itself_is_no_hit(stocked: Workspace) -> None:
    assert stocked.search.everything("captured") == ()


def test_all_words_must_be_there_in_any_script_and_spelling(stocked: Workspace) -> None:
    assert [hit.title for hit in stocked.search.everything("القهوه")] == []
    assert [hit.title for hit in stocked.search.everything("احمد قهوة")] == ["شركة المها للقهوة"]
    assert stocked.search.everything("coffee tea") == ()


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "\\", "\x00", "\ud800", "'; DROP TABLE lead; --", "x" * 20_000])
def test_hostile_words_find_nothing_and_break_nothing(stocked: Workspace, text: str) -> None:
    assert stocked.search.everything(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" ".join(map(str, range(50_000))), "characters long; at most 30,000"),
        (" ".join(map(str, range(101))), "has 101 different words; at most 100"),
        ("x" * 60_000, "60,000 characters long"),
    ],
)
def test_a_search_that_no_database_could_look_for_is_refused_with_the_limit(
    workspace: Workspace, text: str, told: str
) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        workspace.search.everything(text)
    assert refused.value.hint


def test_the_largest_search_is_answered_and_a_word_said_often_counts_once(stocked: Workspace) -> None:
    assert stocked.search.everything(" ".join(map(str, range(100)))) == ()
    assert stocked.search.everything("coffee " * 4_000)


def test_a_code_names_its_record_first_however_it_is_typed(stocked: Workspace) -> None:
    code = stocked.leads.add({"company": "Fabrikam"}).code
    stocked.leads.add({"company": "About", "description": f"Same as {code}"})
    assert stocked.search.everything(code.lower().replace("-", " "))[0].code == code


def test_the_best_hit_is_not_cut_off_by_many_others(workspace: Workspace) -> None:
    workspace.leads.add({"company": "Noor"})
    for number in range(30):
        workspace.leads.add({"company": f"Company {number}", "topic": "for Noor"})
    hits = workspace.search.everything("noor", limit=5)
    assert hits[0].title == "Noor"
    assert len(hits) == 5


def test_what_was_put_away_is_not_found(stocked: Workspace) -> None:
    stocked.contacts.delete("Sara Nadim")
    assert stocked.search.everything("sara") == ()


@pytest.mark.parametrize(
    ("stored", "sought"),
    [
        (
            "+971 50 000 1100",
            ("+971500001100", "00971500001100", "0500001100", "050 000 1100", "٠٥٠ ٠٠٠ ١١٠٠", "50 000 11"),
        ),
        ("050 000 1100", ("+971 50 000 1100", "00971-50-000-1100", "(050) 000-1100")),
        ("(415) 555-2671", ("415-555-2671", "(415) 555 2671", "415.555.2671", "4155552671")),
        ("+1 415 555 2671", ("415-555-2671", "(415) 555 2671", "+14155552671")),
        ("04 300 1100 ext. 12", ("+97143001100", "043001100")),
    ],
)
def test_a_phone_is_found_in_every_spelling(workspace: Workspace, stored: str, sought: tuple[str, ...]) -> None:
    workspace.leads.add({"name": "Sara Nadim", "phone": stored})
    workspace.contacts.add({"name": "Huda Karim", "phone": stored})
    workspace.leads.add({"name": "Omar", "phone": "+971 2 333 4444"})
    for text in sought:
        assert [hit.title for hit in workspace.search.everything(text)] == ["Huda Karim", "Sara Nadim"], text
        assert [line.name for line in workspace.leads.window(ListQuery(search=text)).lines] == ["Sara Nadim"], text
        assert [line.name for line in workspace.contacts.list(text)] == ["Huda Karim"], text


@pytest.mark.parametrize("text", ["0500001100", "050 000 1100", "+971500001100", "00971 50 000 1100"])
def test_a_condition_compares_phones_as_numbers(workspace: Workspace, text: str) -> None:
    workspace.leads.add({"name": "Sara Nadim", "phone": "+971 50 000 1100"})
    workspace.leads.add({"name": "Omar", "phone": "+971 2 333 4444"})
    for sign in ("=", "~"):
        query = ListQuery(where=f'phone {sign} "{text}"')
        assert [line.name for line in workspace.leads.window(query).lines] == ["Sara Nadim"]

"""Views and queries: the built-in lists, free words, and conditions in the query language."""

from __future__ import annotations

import pytest

from app.domain.core.errors import NotFound, Refusal
from app.domain.core.windows import ListQuery
from app.domain.query.errors import QueryProblem
from app.workspace import Workspace


def titles(workspace: Workspace, query: ListQuery) -> set[str]:
    """The titles of the leads in a list."""
    return {line.title for line in workspace.leads.window(query).lines}


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    """A workspace with leads for every view."""
    workspace.users.add("Huda Karim", login="huda")
    workspace.leads.add({"company": "Hot", "rating": "hot", "city": "Dubai"})
    workspace.leads.add({"company": "Due", "next_contact_at": "today 15:00", "budget": "50k USD"})
    workspace.leads.add({"company": "Later", "next_contact_at": "tomorrow 15:00", "owner": "huda"})
    workspace.qualification.disqualify(workspace.leads.add({"company": "Closed"}).code, "lost")
    workspace.qualification.delete(workspace.leads.add({"company": "Deleted"}).code)
    return workspace


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("open", {"Hot", "Due", "Later"}),
        ("mine", {"Hot", "Due"}),
        ("hot", {"Hot"}),
        ("today", {"Due"}),
        ("closed", {"Closed"}),
        ("all", {"Hot", "Due", "Later", "Closed"}),
    ],
)
def test_a_view_shows_what_its_name_says(stocked: Workspace, view: str, shown: set[str]) -> None:
    assert titles(stocked, stocked.leads.view(view).query) == shown
    assert stocked.leads.view(stocked.leads.view(view).label.upper()).name == view


def test_an_unknown_view_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="Choose from: open, mine"):
        workspace.leads.view("theirs")


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("rating = hot and city = dubai", {"Hot"}),
        ("budget > 10k USD", {"Due"}),
        ("owner = me and state = open", {"Hot", "Due"}),
        ("not owner = me", {"Later"}),
        ("company = 'no such'", set()),
    ],
)
def test_a_condition_narrows_the_list(stocked: Workspace, where: str, shown: set[str]) -> None:
    assert titles(stocked, ListQuery(where=where)) == shown


@pytest.mark.parametrize("where", ["rating =", "ratingg = hot", "(", "state = frozen", "and"])
def test_a_condition_that_cannot_be_understood_is_refused_in_words(stocked: Workspace, where: str) -> None:
    with pytest.raises(Refusal):
        stocked.leads.window(ListQuery(where=where))


def test_free_words_find_every_word_in_any_order_and_script(workspace: Workspace) -> None:
    workspace.leads.add({"company": "شركة المها للقهوة", "name": "أحمد الزيّاني", "topic": "100% arabica_beans"})
    workspace.leads.add({"company": "Café Noir", "topic": "100 grams"})
    for search, shown in (
        ("قهوه المها", {"شركة المها للقهوة"}),
        ("احمد", {"شركة المها للقهوة"}),
        ("100%", {"شركة المها للقهوة"}),
        ("a_b", {"شركة المها للقهوة"}),
        ("CAFE noir", {"Café Noir"}),
        ("cafe المها", set()),
        ("  ", {"شركة المها للقهوة", "Café Noir"}),
    ):
        assert titles(workspace, ListQuery(search=search)) == shown, search


def test_words_view_and_order_work_together(stocked: Workspace) -> None:
    stocked.leads.add({"company": "Hotel", "topic": "Beans"})
    query = ListQuery(where="state = open", search="hot", sort=("-title",))
    assert [line.title for line in stocked.leads.window(query).lines] == ["Hotel", "Hot"]
    assert stocked.leads.count(query) == 2


@pytest.mark.parametrize("typed", ["city = Dubai) or (city = Ajman", "city = Dubai) or not (city = Ajman"])
def test_a_views_own_condition_cannot_be_left_through_brackets(workspace: Workspace, typed: str) -> None:
    with pytest.raises(QueryProblem, match="There is no"):
        workspace.leads.count(ListQuery(where="state = open", narrowing=typed))


def test_what_is_typed_narrows_the_view_whatever_it_says(workspace: Workspace) -> None:
    kept = workspace.leads.add({"company": "Contoso", "city": "Dubai"}).code
    closed = workspace.leads.add({"company": "Fabrikam", "city": "Dubai"}).code
    workspace.qualification.disqualify(closed, "lost")
    query = ListQuery(where="state = open", narrowing="city = Dubai or city = Ajman or state != open")
    assert [line.code for line in workspace.leads.window(query).lines] == [kept]
    assert workspace.leads.count(query) == 1

"""What leads ask about: noted once, counted, searched, and gone with a product that is gone."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Conflict, Invalid, NotFound, ReadOnly
from app.domain.core.windows import ListQuery
from app.workspace import Workspace


@pytest.fixture
def asking(workspace: Workspace) -> Workspace:
    """Two products, and a lead that may ask about them."""
    workspace.products.add({"number": "M2", "name": "Espresso machine", "name_ar": "آلة إسبريسو"})
    workspace.products.add({"number": "B1", "name": "Café blend"})
    workspace.leads.add({"company": "Contoso Coffee"})
    workspace.leads.add({"company": "Fabrikam"})
    return workspace


def asked(workspace: Workspace) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.number, None if each.quantity is None else str(each.quantity), each.notes)
        for each in workspace.interests.of("Contoso Coffee")
    ]


def found(workspace: Workspace, query: str) -> list[str]:
    return [line.title for line in workspace.leads.window(ListQuery(narrowing=query, view="all")).lines]


def test_a_lead_asks_about_products(asking: Workspace) -> None:
    first = asking.interests.add("Contoso Coffee", "m2", quantity="3", notes="two groups")
    asking.interests.add("Contoso Coffee", "Café blend")
    again = asking.interests.add("Contoso Coffee", "M2", quantity="4.5")
    assert asked(asking) == [("M2", "4.5", "two groups"), ("B1", None, None)]
    for query in ("products ~ espresso", "products ~ cafe", "products ~ إسبريسو", "products is not empty"):
        assert found(asking, query) == ["Contoso Coffee"]
    assert found(asking, "products is empty") == ["Fabrikam"]
    asking.log.undo(again.seq)
    assert asked(asking)[0] == ("M2", "3", "two groups")
    line = asking.interests.of("Contoso Coffee")[0]
    asking.interests.edit(line.id, {"quantity": "5"}, version=line.version)
    with pytest.raises(Conflict):
        asking.interests.edit(line.id, {"quantity": "6"}, version=line.version)
    gone = asking.interests.remove(first.id)
    assert [number for number, _, _ in asked(asking)] == ["B1"]
    asking.log.undo(gone.seq)
    asking.products.delete("M2")
    assert [number for number, _, _ in asked(asking)] == ["B1"]


def test_what_does_not_fit_is_refused(asking: Workspace) -> None:
    with pytest.raises(Invalid):
        asking.interests.add("Contoso Coffee", "M2", quantity="0")
    with pytest.raises(NotFound):
        asking.interests.add("Contoso Coffee", "M3")
    asking.interests.add("Contoso Coffee", "M2")
    asking.qualification.disqualify("Contoso Coffee", "lost")
    with pytest.raises(ReadOnly):
        asking.interests.add("Contoso Coffee", "B1")
    with pytest.raises(ReadOnly):
        asking.interests.remove(asking.interests.of("Contoso Coffee")[0].id)

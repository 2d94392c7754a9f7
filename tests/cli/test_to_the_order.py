"""From a new lead to a confirmed order by commands alone, every record linked, back to the start and there again."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import open_workspace
from app.settings import Settings
from tests.cli.conftest import Leadline
from tests.history.snapshot import Snapshot, snapshot


def _state(database: Path) -> Snapshot:
    space = open_workspace(Settings(str(database), user="amal"))
    try:
        return snapshot(space)
    finally:
        space.close()


def test_a_lead_is_converted_by_its_order_and_every_step_goes_back_and_forth(
    leadline: Leadline, database: Path
) -> None:
    states = [_state(database)]
    made: dict[str, str] = {}

    def step(name: str, *words: str) -> None:
        answer = leadline("--json", *words)
        assert answer.code == 0, answer.err
        made[name] = answer.data["id"]
        states.append(_state(database))

    step(
        "product", "product", "add", "--code", "M2", "--name", "Espresso machine", "--price", "4200 USD", "--tax", "5%"
    )
    step(
        "lead", "lead", "add", "--kind", "organisation", "--company", "Contoso Coffee", "--name", "Sara Nadim",
        "--email", "sara@contoso.example.com", "--phone", "+971 50 123 4567", "--topic", "Modernise the machines",
    )  # fmt: skip
    step("opportunity", "opportunity", "add", "--lead", made["lead"])
    step("quote", "quote", "add", made["opportunity"], "--line", "M2:3", "--discount", "10%", "--valid", "30d")
    step("submitted", "quote", "submit", made["quote"])
    step("order", "order", "add", "--quote", made["quote"])
    step("confirmed", "order", "confirm", made["order"])

    lead = leadline("--json", "lead", "show", made["lead"]).data
    assert lead["status"] == "converted"
    order = leadline("--json", "order", "show", made["order"]).data
    assert order["total"] == {"amount": "11907.00", "currency": "USD"}
    (customer,) = leadline("--json", "customer", "list").data
    linked = {kind: order[kind]["id"] for kind in ("lead", "opportunity", "quotation", "customer")}
    assert linked == {
        "lead": made["lead"],
        "opportunity": made["opportunity"],
        "quotation": made["quote"],
        "customer": customer["id"],
    }
    again = leadline("--json", "order", "confirm", made["order"])
    assert again.code == 1
    assert "already confirmed" in again.error["message"]

    for state in reversed(states[:-1]):
        assert leadline("undo").code == 0
        assert _state(database) == state
    for state in states[1:]:
        assert leadline("redo").code == 0
        assert _state(database) == state

"""Why opportunities were lost: reasons to choose from, those that managers add, and how often each was given."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.core.windows import ListQuery
from app.workspace import Workspace
from tests.sales.scene import Scene, told

COMMENT = "They wanted a third off."


def lost(space: Workspace, company: str, *reasons: str, value: str = "") -> str:
    """The code of an opportunity that was lost for these reasons."""
    lead = space.leads.add({"company": company, **({"estimated_value": value} if value else {})}).code
    code = space.qualification.make_opportunity(lead, company).code
    space.opportunities.close(code, "lost", reasons=reasons, comment=COMMENT)
    return code


def test_a_loss_has_several_reasons_and_a_comment_until_it_is_reopened(workspace: Workspace) -> None:
    code = lost(workspace, "Contoso", "Price", "no_budget", "price")
    values = workspace.opportunities.show(code).values
    assert (values["lost_reasons"], values["close_reason"]) == (("price", "no_budget"), COMMENT)
    assert f"Closed as lost · Price, No budget · {COMMENT}" in told(Scene(workspace.desk), code)
    workspace.opportunities.reopen(code)
    values = workspace.opportunities.show(code).values
    assert (values["lost_reasons"], values["close_reason"]) == ((), None)
    for _ in range(2):
        workspace.log.undo()
    assert workspace.opportunities.show(code).values["status"] == "open"
    workspace.log.redo()
    assert workspace.opportunities.show(code).values["lost_reasons"] == ("price", "no_budget")


def test_managers_add_reasons_and_others_are_refused(workspace: Workspace) -> None:
    code = workspace.qualification.make_opportunity(workspace.leads.add({"company": "Contoso"}).code, "Beans").code
    with pytest.raises(InvalidFields, match="requirements not met"):
        workspace.opportunities.close(code, "lost", reasons="رخصة البلدية")
    with pytest.raises(Invalid, match="a won opportunity was not lost"):
        workspace.opportunities.close(code, "won", revenue="1 USD", reasons="price")
    workspace.settings.set({"lost_reasons": "رخصة البلدية"})
    closed = workspace.opportunities.close(code, "lost", reasons="رخصة البلدية، price")
    assert closed.message == "Beans closed as lost: رخصة البلدية and price."
    for condition in ('reasons = "رخصه البلديه"', "lost_reasons = price", "reasons ~ رخص", "reasons = Price"):
        assert [each.code for each in workspace.opportunities.list(ListQuery(where=condition))] == [code], condition
    assert not workspace.opportunities.list(ListQuery(where="reasons = timing or reasons is empty"))


def test_losses_are_counted_for_each_reason(workspace: Workspace) -> None:
    workspace.rates.set("AED", "0.25")
    lost(workspace, "Contoso", "price", "timing", value="100 USD")
    lost(workspace, "Fabrikam", "price", value="400 AED")
    lost(workspace, "Alpine", value="7 USD")
    gone = workspace.qualification.make_opportunity(workspace.leads.add({"company": "Gone"}).code, "Gone").code
    workspace.opportunities.close(gone, "cancelled", reasons="price")
    counted = [
        (each.reason, each.lost, each.share, str(each.totals.total.amount)) for each in workspace.pipeline.losses()
    ]
    assert counted == [("price", 2, 67, "USD 200"), ("timing", 1, 33, "USD 100"), ("", 1, 33, "USD 7")]
    of_timing = workspace.pipeline.losses(ListQuery(where="reasons = timing and amount > 50"))
    assert [(each.reason, each.share) for each in of_timing] == [("price", 100), ("timing", 100)]

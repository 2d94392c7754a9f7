"""The lists of quotations, orders and customers: views by the day, conditions, and what they come to."""

from __future__ import annotations

from datetime import timedelta

from app.domain.core.money import Money
from app.domain.core.windows import ListQuery
from tests.quotes.scene import Market


def test_an_offer_moves_through_the_views_as_its_last_day_comes_and_goes(both: Market) -> None:
    lists = both.workspace.quotation_lists
    both.product("M2", "100 USD")
    offer = both.offer(both.lead(), "M2:2", valid="2d")

    def views() -> list[str]:
        return [each.name for each in lists.views()[:3] if lists.count(each.query)]

    assert views() == ["open"]
    both.clock.moment += timedelta(days=2)
    assert views() == ["open", "today"]
    both.clock.moment += timedelta(days=1)
    assert views() == ["expired"]
    (line,) = lists.window(ListQuery(narrowing="total > 150 USD", sort=("-total", "owner"))).lines
    assert (line.code, line.status, lists.total(ListQuery()).amount) == (offer, "expired", Money.of(200, "USD"))


def test_what_was_bought_is_listed_with_who_bought_it(market: Market) -> None:
    market.product("M2", "100 USD")
    order = market.workspace.orders.add(market.offer(market.lead(), "M2:1")).code
    market.workspace.orders.confirm(order)
    (line,) = market.workspace.order_lists.window(market.workspace.order_lists.view("confirmed").query).lines
    (customer,) = market.workspace.customer_lists.window(ListQuery(sort=("owner", "-name"))).lines
    assert (line.code, line.customer_code, customer.name) == (order, customer.code, "Contoso Coffee")

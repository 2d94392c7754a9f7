"""What stands beside quotations, orders and customers: their files, what happened with them, how they are reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Size

from app.domain.attachments.sources import FileSource
from app.domain.overview.parts import FILES, REACH, TIMELINE
from app.domain.overview.rows import RecordOverview
from app.screens.layout import LayoutState, regions, tabs
from app.screens.panels import panels_of, parts_of
from tests.quotes.scene import Market

SOLD = ("quotation", "order", "customer")


def beside(market: Market, kind: str, record_id: str) -> RecordOverview:
    """What the panels of a record read."""
    return market.workspace.overviews.read(kind, record_id, parts_of(panels_of(kind)))


def test_files_are_attached_to_each_and_what_happened_is_told(market: Market, tmp_path: Path) -> None:
    market.product("M2", "4200 AED")
    offer = market.offer(market.lead(email="sara@contoso.example.com", phone="+971 50 123 4567"), "M2:3")
    order = market.workspace.orders.add(offer).id
    market.workspace.orders.confirm(order)
    (customer,) = market.workspace.customers.list()
    (path := tmp_path / "عرض.pdf").write_bytes(b"%PDF-1.7\n")
    told: dict[str, Any] = {}
    ids = (market.workspace.quotes.show(offer).card.id, order, customer.id)
    for kind, record_id in zip(SOLD, ids, strict=True):
        market.workspace.attachments.add(record_id, [FileSource.at(path)])
        overview = beside(market, kind, record_id)
        assert [each.name for each in overview[FILES]] == ["عرض.pdf"]
        told[kind] = {each.event for each in overview[TIMELINE].entries}
    assert told["quotation"] >= {"quote_submitted", "file_added"}
    assert told["order"] >= {"order_confirmed", "file_added"}
    ways = {each.value for each in beside(market, "customer", customer.id)[REACH]}
    assert {"sara@contoso.example.com", "+971 50 123 4567"} <= ways
    market.workspace.log.undo()
    assert beside(market, "customer", customer.id)[FILES] == ()


@pytest.mark.parametrize("kind", SOLD[:2])
@pytest.mark.parametrize("size", [Size(160, 48), Size(120, 36), Size(80, 24)])
def test_lines_keep_the_middle_and_the_timeline_is_a_tab(kind: str, size: Size) -> None:
    panels = panels_of(kind)
    shown = LayoutState(panels, open_record=True, panel="timeline", lines={})
    assert {"details", "files", "timeline"} <= {panel.id for panel in tabs(size, shown)}
    places = regions(size, shown)
    assert places["timeline"].area > 0
    assert size.width == 80 or places["lines"].area > 0

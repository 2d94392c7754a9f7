"""Papers: what a customer gets of a quotation or an order."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

PAPERS: Final = Area("papers", settings=("app.domain.papers.settings:SETTINGS",))

"""What is asked about a lead in memory: its values by field code, out of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.core.columns import columns_of, custom_from_plain, value_of
from app.domain.core.fields import Field
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.query.context import SEARCH_TEXT


def lead_values(columns: Mapping[str, Any], own_fields: Sequence[Field]) -> dict[str, Any]:
    """A lead's values by field code, links as ids, as conditions ask for them.

    Args:
        columns: Its columns.
        own_fields: The fields that managers added to leads.
    """
    custom = columns["custom"] or {}
    return {
        **{each.code: value_of(each, columns) for each in LEAD_FIELDS if columns_of(each)},
        **{each.code: custom_from_plain(each, custom.get(each.code)) for each in own_fields},
        SEARCH_TEXT: columns["search_text"],
    }

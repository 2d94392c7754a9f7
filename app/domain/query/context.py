"""What a query's answer depends on beside the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.frozen import frozen
from app.domain.core.money import NO_RATES, Rates

if TYPE_CHECKING:
    from app.domain.core.fields import ParseContext
    from app.domain.core.users import Users

#: Where a record keeps the folded text it is searched by; without it, all its texts are searched.
SEARCH_TEXT: Final = "search_text"
#: Where a record keeps its further values, if it has any: by a field's code, or ``SEARCH_TEXT`` for folded ones.
FURTHER: Final = "further values"


@frozen
class QueryContext:
    """Who asks, when and where.

    Attributes:
        values: The present moment, zone, currency and region with which values are read.
        me: The id of the user who asks; ``None`` where nobody does.
        rates: What currencies are worth in each other today; without them amounts compare in one currency only.
        users: The users; a name that none of them has is refused. Without them it simply names nobody.
    """

    values: ParseContext
    me: str | None = None
    users: Users | None = None
    rates: Rates = NO_RATES

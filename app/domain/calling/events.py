"""What happens to lists of numbers, told to the areas above inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class NumbersBarred:
    """Numbers were put on a do-not-call list, or a list of them was read to its end.

    Attributes:
        list_id: The list; its numbers are those of ``do_not_call`` that name it.
        queue_id: The queue for which it holds; empty for all.
        numbers: The numbers, where they are few enough to be entered by hand; empty for a whole list.
    """

    list_id: str
    queue_id: str
    numbers: tuple[str, ...] = ()


@frozen
class NumbersFreed:
    """Numbers were taken off a list by hand; another list may still have them.

    Attributes:
        queue_id: The queue for which the list held; empty for all.
        numbers: The numbers.
    """

    queue_id: str
    numbers: tuple[str, ...]

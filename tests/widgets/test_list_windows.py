"""Windows of an endless list: whatever order they come in, every line stands where it belongs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.windows import Anchor, Window
from app.domain.leads.rows import LeadLine
from app.widgets.list_windows import KEPT, ListWindows
from tests.widgets.rows import lead, window

LIMIT = 10


def filled(total: int, places: range) -> ListWindows[LeadLine]:
    """Windows asked for one after the other until the places are at hand."""
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(window(Anchor("start"), LIMIT, total), Anchor("start"))
    windows.set_total(total)
    for _ in range(total):
        anchor = windows.missing(places)
        if anchor is None:
            return windows
        windows.put(window(anchor, LIMIT, total), anchor)
    raise AssertionError("it never ends asking")


@given(st.integers(0, 120), st.lists(st.tuples(st.integers(-5, 130), st.integers(1, 30)), max_size=6))
def test_every_line_stands_at_its_place_wherever_one_looks(total: int, views: list[tuple[int, int]]) -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(window(Anchor("start"), LIMIT, total), Anchor("start"))
    windows.set_total(total)
    for start, length in views:
        for _ in range(total + 1):
            anchor = windows.missing(range(start, start + length))
            if anchor is None:
                break
            windows.put(window(anchor, LIMIT, total), anchor)
        for place in range(max(start, 0), min(start + length, total)):
            line = windows.line(place)
            assert line is not None
            assert line.id == f"lead-{place}"
            assert windows.place(line.id) == place


def served(anchor: Anchor, loose: list[str]) -> Window[LeadLine]:
    """What a query answers for the leads that are not pinned."""
    at = loose.index(anchor.id) if anchor.id else 0
    starts = {"start": 0, "end": len(loose) - LIMIT, "at": anchor.offset, "after": at + 1, "before": at - LIMIT}
    start = max(starts[anchor.edge], 0)
    stop = at if anchor.edge == "before" else min(start + LIMIT, len(loose))
    lines = tuple(lead(int(id.removeprefix("lead-"))) for id in loose[start:stop])
    offset = start if anchor.edge in {"start", "at", "end"} else -1
    return Window(lines, offset, more_before=start > 0, more_after=stop < len(loose))


@given(
    st.integers(1, 90),
    st.lists(st.tuples(st.integers(0, 95), st.sampled_from(("pin", "insert", "remove", "see", "count"))), max_size=12),
)
def test_changed_lines_stay_where_they_are_wherever_one_looks(total: int, deeds: list[tuple[int, str]]) -> None:
    model = [f"lead-{number}" for number in range(total)]
    loose = list(model)
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(served(Anchor("start"), loose), Anchor("start"))
    windows.set_total(total)
    made = 1000
    for at, deed in [*deeds, (0, "see"), (len(model), "see")]:
        line = windows.line(at)
        if deed == "pin" and line is not None:
            windows.pin(line)
            loose = [id for id in loose if id != line.id]
        elif deed == "insert" and at <= len(model):
            made += 1
            windows.insert(at, lead(made))
            model.insert(at, f"lead-{made}")
        elif deed == "remove" and line is not None:
            windows.remove(line.id)
            model.remove(line.id)
            loose = [id for id in loose if id != line.id]
        elif deed == "count":
            windows.set_total(len(loose))
        elif deed == "see":
            view = range(at - 7, at + 7)
            for _ in range(total + 10):
                anchor = windows.missing(view)
                if anchor is None:
                    break
                windows.put(served(anchor, loose), anchor)
            else:
                raise AssertionError("it never ends asking")
            for place in range(max(at - 7, 0), min(at + 7, len(model))):
                seen = windows.line(place)
                assert seen is not None
                assert seen.id == model[place]
        assert windows.total == len(model)


def test_the_end_of_a_list_is_asked_for_from_its_end() -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(window(Anchor("start"), LIMIT, 1_000_000), Anchor("start"))
    windows.set_total(1_000_000)
    assert windows.missing(range(999_960, 1_000_000)) == Anchor("end")


def test_what_follows_is_asked_for_by_the_line_before_it() -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(window(Anchor("start"), LIMIT, 100), Anchor("start"))
    assert windows.missing(range(15)) == Anchor("after", "lead-9")


def test_a_window_around_a_lead_finds_its_place_by_the_lines_it_shares() -> None:
    windows = filled(100, range(30))
    anchor = Anchor("around", "lead-33")
    assert windows.put(window(anchor, LIMIT, 100), anchor) == 28


def test_a_window_that_touches_nothing_is_all_there_is() -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    anchor = Anchor("around", "lead-500")
    windows.put(window(anchor, LIMIT, 1000), anchor)
    assert windows.first is None
    assert windows.end is None
    assert [line.id for place in range(LIMIT) if (line := windows.line(place))] == [
        f"lead-{number}" for number in range(495, 505)
    ]
    assert windows.missing(range(-3, 10)) == Anchor("before", "lead-495")


def test_walking_back_finds_where_the_list_begins() -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(window(Anchor("around", "lead-12"), LIMIT, 40), Anchor("around", "lead-12"))
    for _ in range(3):
        anchor = windows.missing(range(-20, 10))
        if anchor is not None:
            windows.put(window(anchor, LIMIT, 40), anchor)
    assert windows.first == -7
    windows.set_total(40)
    assert windows.end == 33


def test_an_empty_list_has_neither_lines_nor_gaps() -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    windows.put(Window((), 0, more_before=False, more_after=False), Anchor("start"))
    assert windows.total == 0
    assert windows.missing(range(40)) is None


def test_far_lines_are_let_go() -> None:
    windows: ListWindows[LeadLine] = ListWindows()
    for start in range(0, 20_000, 100):
        anchor = Anchor("at", offset=start)
        lines = tuple(lead(number) for number in range(start, start + 100))
        windows.put(Window(lines, start, more_before=start > 0, more_after=True), anchor)
    assert len(windows) <= KEPT
    assert windows.line(19_950) is not None
    assert windows.line(0) is None

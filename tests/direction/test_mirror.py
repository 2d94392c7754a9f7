"""The mirrored screen: what is sent of a change, and of the whole, is the mirror image of what is laid out."""

from __future__ import annotations

import random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bidi.arranging import arranged
from app.widgets.arranging import arranged_text, clusters_of
from app.widgets.direction import Direction
from app.widgets.mirror import mirrored_text
from tests.direction.seen import TEXTS, Sent, Small

DIRECTIONS = [Direction(mode, is_rtl) for mode in ("leadline", "terminal", "off") for is_rtl in (False, True)]


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [
        ("abc ", " cba"),
        ("├─ ▸●", "●◂ ─┤"),
        ("中文 e\u0301", "e\u0301 文中"),
        ("مُح", "حمُ"),
        ("→ ←", "← →"),  # an arrow keeps its direction
    ],
)
def test_cells_stand_the_other_way_round_and_glyphs_that_draw_are_turned(text: str, mirrored: str) -> None:
    assert mirrored_text(text) == mirrored
    assert mirrored_text(mirrored) == text


@given(st.text(st.sampled_from("ab 1.-|>*+#:()X  "), max_size=20))
def test_text_in_latin_letters_takes_a_short_cut_to_the_same(text: str) -> None:
    mirrored = Direction("leadline", is_rtl=True)
    _, texts = arranged(clusters_of(text), rtl=True, shape=True, mirrored=True)
    assert arranged_text(text, mirrored) == "".join(texts)


def test_a_latin_piece_is_read_from_the_left_where_the_screen_is_read_from_the_right() -> None:
    mirrored = Direction("leadline", is_rtl=True)
    line = "▸ Contoso Coffee    09:20  412 "
    assert mirrored_text(arranged_text(line, mirrored)) == " 412  09:20    Contoso Coffee ◂"


@pytest.mark.parametrize(
    ("direction", "text", "seen"),
    [
        (Direction("terminal"), "علي answered your post", "يلع answered your post"),
        (Direction("terminal"), "قابلنا Contoso في المعرض الكبير أمس", "سمأ ريبكلا ضرعملا يف Contoso انلباق"),
        (Direction("terminal", is_rtl=True), "Contoso Coffee تم تأهيله", "هليهأت مت Contoso Coffee"),
        (Direction("terminal", is_rtl=True), "Met علي at the fair, and his team", "Met يلع at the fair, and his team"),
        (Direction("terminal", is_rtl=True), "● Contoso · علي", "يلع · Contoso ●"),
    ],
)
def test_a_sentence_is_read_as_the_program_is_and_a_note_as_it_was_written(
    direction: Direction, text: str, seen: str
) -> None:
    laid_out = arranged_text(text, direction)
    assert (mirrored_text(laid_out) if direction.mirrors else laid_out) == seen


def test_an_alef_that_joins_its_lam_leaves_its_cell() -> None:
    for direction in DIRECTIONS[:4]:
        seen = arranged_text("│سلام│", direction)
        assert len(seen) == len("│سلام│")
        assert (seen[0], seen[-1]) == ("│", "│")


@pytest.mark.parametrize("direction", DIRECTIONS)
async def test_what_is_sent_of_changes_adds_up_to_the_whole_screen(direction: Direction) -> None:
    app, chance = Small(direction), random.Random(7)
    async with app.run_test(size=(40, 5)):
        compositor = app.stand.compositor
        sent = Sent(app)
        sent.take(compositor.render_update(full=True))
        for _ in range(40):
            changed = chance.sample(app.stand.lines, chance.randint(1, 3))
            for line in changed:
                line.say(chance.choice(TEXTS))
            compositor.update_widgets({*changed})
            sent.take(compositor.render_update())
            whole = Sent(app)
            whole.take(compositor.render_update(full=True))
            assert sent.rows == whole.rows


@pytest.mark.parametrize("is_rtl", [False, True])
async def test_a_terminal_that_orders_letters_shows_the_same_cells(is_rtl: bool) -> None:
    rows = []
    for mode in ("terminal", "leadline"):
        direction = Direction(mode, is_rtl)
        app = Small(direction)
        async with app.run_test(size=(40, 5)):
            sent = Sent(app)
            sent.take(app.stand.compositor.render_update(full=True))
            rows.append([_unshaped(row) for row in sent.rows])
    assert rows[0] == rows[1]


def _unshaped(row: str) -> str:
    """A row with its letters as they are written."""
    return normalize("NFC", normalize("NFKC", row))

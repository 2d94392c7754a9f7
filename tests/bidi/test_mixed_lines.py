"""A table of mixed lines: what must be seen, from left to right by cell, in either interface and for each terminal.

Written as `reading` says: ``~ali`` is an Arabic word, which reads from right to left wherever it stands.
"""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len

from app.bidi.arranging import arranged, for_terminal
from tests.bidi.reading import cells, clusters, seen, shown_by_terminal, stored

#: As it is stored, and as it is seen, in both interfaces.
ALIKE = [
    # phones
    ("~phone +971 50 123 4567", "+971 50 123 4567 ~phone"),
    ("~phone +971 50 123 4567 ~now", "~now +971 50 123 4567 ~phone"),
    ("~phone (04) 123-4567 ~now", "~now (04) 123-4567 ~phone"),
    ("~phone 00971-50-1234567، ~ali", "~ali ،00971-50-1234567 ~phone"),
    ("~phone ^050 ^123 ^4567 ~now", "~now ^050 ^123 ^4567 ~phone"),
    ("~call (~ali) 050-1234567!", "!050-1234567 (~ali) ~call"),
    ("+971 50 123 4567", "+971 50 123 4567"),
    # ranges, lists of numbers
    ("~company ~noor 12-34", "12-34 ~noor ~company"),
    ("~company 12 - 34 ~new", "~new 12 - 34 ~company"),
    ("~from 12 ~to 15", "15 ~to 12 ~from"),
    ("~room 12, ~day 3", "3 ~day ,12 ~room"),
    ("~room 1, 2, 3", "3 ,2 ,1 ~room"),
    ("1. ~ali", "~ali .1"),
    ("12-34", "12-34"),
    # dates and times
    ("~day 2026-11-28", "2026-11-28 ~day"),
    ("~day 28/11/2026 ~meeting", "~meeting 28/11/2026 ~day"),
    ("~day ^28/^11/^2026 ~meeting", "~meeting ^28/^11/^2026 ~day"),
    ("~from 09:00–17:30 ~day 28.11.2026", "28.11.2026 ~day 09:00–17:30 ~from"),
    ("~from 2026-11-28 09:30 ~to 2026-12-01 18:00", "2026-12-01 18:00 ~to 2026-11-28 09:30 ~from"),
    ("~meeting 28 Nov 2026 ~dubai", "~dubai 28 Nov 2026 ~meeting"),
    # amounts, minus signs, per cent
    ("~price USD 50,000.00 ~final", "~final USD 50,000.00 ~price"),
    ("~price 50,000.00 AED.", ".50,000.00 AED ~price"),
    ("~price $50 ~and €1,250.50", "€1,250.50 ~and $50 ~price"),
    ("~price 50 € ~final", "~final 50 € ~price"),
    ("~price ^1٬^250٫^00 ~dirham", "~dirham ^1٬^250٫^00 ~price"),
    ("~growth -12.5% ~today", "~today -12.5% ~growth"),
    ("~growth −3.2 ~to +4.8", "+4.8 ~to −3.2 ~growth"),
    ("~growth ^12٫^5٪ ~today", "~today ٪^12٫^5 ~growth"),
    ("~growth -^5٪", "٪^5- ~growth"),
    ("~discount 5%–10% ~today", "~today 5%–10% ~discount"),
    ("~discount (12.5%)", "(12.5%) ~discount"),
    ("~growth (-5) ~today", "~today (-5) ~growth"),
    ("~price ≥100 ~and <=500", "<=500 ~and ≥100 ~price"),
    ("~ali: 50%", "50% :~ali"),
    ("~bought 10 kg ~and 3×4", "3×4 ~and 10 kg ~bought"),
    # codes and versions
    ("~code LEAD-7Q3F", "LEAD-7Q3F ~code"),
    ("~code LEAD-7Q3F، ~and A-12/34", "A-12/34 ~and ،LEAD-7Q3F ~code"),
    ("~code #4521 ~new", "~new #4521 ~code"),
    ("~version 3.11.2.", ".3.11.2 ~version"),
    ("~version v2.0-beta.1 ~now", "~now v2.0-beta.1 ~version"),
    ("LEAD-7Q3F", "LEAD-7Q3F"),
    # Latin names with numbers and signs
    ("~product iPhone 15 Pro ~new", "~new iPhone 15 Pro ~product"),
    ("~bought 15 iPhone ~yesterday", "~yesterday 15 iPhone ~bought"),
    ("~product C++ ~new", "~new C++ ~product"),
    ("~product C# ~and .NET 8", ".NET 8 ~and C# ~product"),
    ("~company A&B ~dubai", "~dubai A&B ~company"),
    ("~company 7-Eleven ~and 3M", "3M ~and 7-Eleven ~company"),
    ("~company Acme, Inc. ~dubai", "~dubai Acme, Inc. ~company"),
    ("~new: lead [OPTIONS] LEAD [FIELD=VALUE]...", "lead [OPTIONS] LEAD [FIELD=VALUE]... :~new"),
    # addresses
    ("~email ann.b+x@acme-2.com.", ".ann.b+x@acme-2.com ~email"),
    ("~site https://acme.com/x?q=1&b=2، ~thanks", "~thanks ،https://acme.com/x?q=1&b=2 ~site"),
    ("~site www.acme.com/a-1/ ~now", "~now www.acme.com/a-1/ ~site"),
    ("~site https://acme.com/~dubai/1 ~now", "~now https://acme.com/~dubai/1 ~site"),
    ("~ali @ann", "@ann ~ali"),
    # brackets and quotation marks
    ("~company (ACME LLC) ~dubai", "~dubai (ACME LLC) ~company"),
    ("~company AT&T (~dubai)", "(~dubai) AT&T ~company"),
    ("[~noor] {LEAD-7Q3F}", "{LEAD-7Q3F} [~noor]"),
    ("~and «Acme» ~noor", "~noor «Acme» ~and"),
    ("~and «Acme (UAE) 5» ~noor", "~noor «Acme (UAE) 5» ~and"),
    ("No lead “~company 12-34”, «~ali».", "No lead “12-34 ~company”, «~ali»."),
    ("~code «~ali 5", "5 ~ali» ~code"),
    ("«~noor» ~and (~ali [12])", "([12] ~ali) ~and «~noor»"),
    # sentences from the left
    ("Call ~ali 12-34 now", "Call ~ali 12-34 now"),
    ("Call ~ali ~noor now", "Call ~noor ~ali now"),
    ("Call ~ali (12-34).", "Call ~ali (12-34)."),
    ("Acme (~ali) -5% «~noor»", "Acme (~ali) -5% «~noor»"),
    # values that a sentence isolates
    ("~ali ⟨+971 50⟩ (⟨Acme⟩)", "(Acme) +971 50 ~ali"),
    ("⟨Acme (UAE)⟩ ~new ~ali", "~ali ~new Acme (UAE)"),
    ("⟨~ali⟩ called ⟨12-34⟩", "~ali called 12-34"),
    ("Owner of ⟨~ali⟩ is ⟨~noor⟩, ⟨5⟩", "Owner of ~ali is ~noor, 5"),
    # marks, ligatures, other scripts
    ("~muhammad ~welcome 5-6", "5-6 ~welcome ~muhammad"),
    ("~no ~no (1-2)", "(1-2) ~no ~no"),
    ("~persian ۱۲-۳۴", "۱۲-۳۴ ~persian"),
    ("~shalom 12-34 (abc)", "(abc) 12-34 ~shalom"),
    # cut off
    ("~company ~noor…", "…~noor ~company"),
    ("Acme (UA…", "Acme (UA…"),
    ("+971 50 12…", "+971 50 12…"),
]
#: As it is stored, as it is seen in an interface from the left, and in one from the right.
PLACED = [
    ("12 (5)", "12 (5)", "(5) 12"),
    ("~ali  LEAD-1  5%", "~ali  LEAD-1  5%", "5%  LEAD-1  ~ali"),
    ("~ali ~noor\u200e Acme", "~noor ~ali Acme", "Acme ~noor ~ali"),
    ("│ ~ali ~noor │ Acme │", "│ ~noor ~ali │ Acme │", "│ Acme │ ~noor ~ali │"),
    ("┌─ ~ali ─╮", "┌─ ~ali ─╮", "╭─ ~ali ─┐"),
    ("~ali · LEAD-7Q3F · 50%", "~ali · LEAD-7Q3F · 50%", "50% · LEAD-7Q3F · ~ali"),
    ("▸ ✓ Acme (UAE)", "▸ ✓ Acme (UAE)", "Acme (UAE) ✓ ◂"),
    ("→ ~call ~ali ▾", "→ ~ali ~call ▾", "▾ ~ali ~call →"),
]
TABLE = [(line, left, left) for line, left in ALIKE] + PLACED


def unjoined(cell: str) -> str:
    """The letters of a presentation form as they stand from left to right."""
    return unicodedata.normalize("NFKC", cell)[::-1] if cell[0] > "\ufb00" else cell


def bare(line: str) -> list[str]:
    """The characters of a line without spaces and marks."""
    return [each for each in line if not each.isspace() and not unicodedata.combining(each)]


@pytest.mark.parametrize(("line", "left", "right"), TABLE)
def test_what_is_seen(line: str, left: str, right: str) -> None:
    assert seen(stored(line), rtl=False) == cells(left)
    assert seen(stored(line), rtl=True) == cells(right)


@pytest.mark.parametrize(("line", "left", "right"), TABLE)
def test_a_terminal_that_orders_shows_the_same(line: str, left: str, right: str) -> None:
    assert stored(line)
    for expected in (cells(left), cells(right)):
        assert shown_by_terminal(for_terminal(clusters(expected))) == expected


@pytest.mark.parametrize(("line", "left", "right"), TABLE)
@pytest.mark.parametrize("rtl", [False, True])
def test_joined_letters_stand_where_the_plain_ones_do(line: str, left: str, right: str, rtl: bool) -> None:
    text = stored(line)
    shaped = seen(text, rtl=rtl, shape=True)
    assert cell_len(shaped) == cell_len(seen(text, rtl=rtl))
    expected = cells(right if rtl else left)
    assert bare("".join(unjoined(cell) for cell in clusters(shaped))) == bare(expected)


@pytest.mark.parametrize(("line", "left", "right"), TABLE)
@pytest.mark.parametrize("rtl", [False, True])
def test_every_cluster_has_one_place(line: str, left: str, right: str, rtl: bool) -> None:
    assert left, right
    parts = clusters(stored(line))
    order, texts = arranged(parts, rtl, shape=True, mirrored=True)
    assert sorted(order) == list(range(len(parts)))
    assert len(texts) == len(parts)

"""``python -m catalogue``: take out the messages, bring the catalogues up to date, check, compile; formats of CLDR."""

from __future__ import annotations

import sys

from catalogue import checks, files, formats
from catalogue.extraction import extracted
from catalogue.messages import TRANSLATED


def main(words: list[str]) -> int:
    """Update (the usual; perhaps some areas alone), ``check``, ``compile``, ``formats``; 1 where something is wrong."""
    what, *areas = words or ["update"]
    if what == "formats":
        formats.write()
        return 0
    if what == "compile":
        for language in TRANSLATED:
            files.compile_to_file(language)
        return 0
    found = extracted()
    faults = list(found.faults)
    for language in TRANSLATED:
        if what == "update":
            files.update(language, found.messages, areas)
        faults += checks.faults(language, files.read(language), found.messages)
        files.compile_to_file(language)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    number = len({each.key for each in found.messages})
    sys.stdout.write(f"{number:,} messages, {len(faults):,} faults.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

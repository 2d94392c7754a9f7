"""What a walkthrough is: steps one after the other, each with deeds, and endings of which one is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from app.domain.core.frozen import frozen
from app.words import LANGUAGES, OwnWords, own


@frozen
class Deed:
    """One thing to do, and how it is noticed that it was done.

    Attributes:
        command: The command of the workspace that does it; its key is the one that is highlighted.
        title: What it is called where a step has several; empty for what the command is called.
        panel: The panel in which the command works; empty where it works all over a record.
        record: The kind of record it is about, where that is not the kind of the story.
        log: Names of commands in the log, one of which tells that it was done.
        shown: Whether it is done as soon as the command was carried out, since it changes nothing.
        when: What has to hold for the record of the story besides, in the query language.
        before: Commands that take the cursor where it is needed.
        values: What is typed into the fields of the form that opens, by their codes.
    """

    command: str
    title: OwnWords = ""
    panel: str = ""
    record: str = ""
    log: tuple[str, ...] = ()
    shown: bool = False
    when: str | None = None
    before: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@frozen
class Step:
    """A step of a walkthrough.

    Attributes:
        id: Unique in the whole script.
        title: What it is called, in a few words.
        what: What to do.
        why: Why it is done.
        deeds: What has to be done, in order.
        pause: Whether it waits for a key before it is done by itself, where there is a person to press one.
    """

    id: str
    title: OwnWords
    what: OwnWords
    why: OwnWords
    deeds: tuple[Deed, ...]
    pause: bool = False


@frozen
class Ending:
    """One way in which a walkthrough may end.

    Attributes:
        id: Its name, such as ``qualify``.
        title: What it is called.
        steps: Its steps, after those that all endings have in common.
    """

    id: str
    title: OwnWords
    steps: tuple[Step, ...]


@frozen
class Script:
    """A whole walkthrough.

    Attributes:
        title: What it is called.
        kind: The kind of record it is the story of.
        without: Which records of that kind the demo's database is to be without, in the query language.
        steps: The steps that all endings have in common.
        endings: The ways in which it may end, the usual one first; none where it simply ends.
    """

    title: OwnWords
    kind: str
    without: str | None
    steps: tuple[Step, ...]
    endings: tuple[Ending, ...] = ()

    def path(self, ending: str = "") -> tuple[Step, ...]:
        """The steps up to an ending; the usual one without a name."""
        taken = next((each for each in self.endings if each.id == ending), next(iter(self.endings), None))
        return self.steps if taken is None else (*self.steps, *taken.steps)

    def every_step(self) -> Iterator[Step]:
        """The steps of all endings."""
        yield from self.steps
        for ending in self.endings:
            yield from ending.steps


def script_from(written: Mapping[str, Any]) -> Script:
    """The script that a checked table says."""
    return Script(
        title=_words(written, "title"),
        kind=written["kind"],
        without=written.get("without"),
        steps=tuple(_step(each) for each in written["steps"]),
        endings=tuple(
            Ending(each["id"], _words(each, "title"), tuple(_step(step) for step in each["steps"]))
            for each in written.get("endings", ())
        ),
    )


def _step(written: Mapping[str, Any]) -> Step:
    return Step(
        id=written["id"],
        title=_words(written, "title"),
        what=_words(written, "what"),
        why=_words(written, "why"),
        deeds=tuple(_deed(each) for each in written["deeds"]),
        pause=written.get("pause", False),
    )


def _deed(written: Mapping[str, Any]) -> Deed:
    typed: dict[str, str] = {}
    for code, text in written.get("values", {}).items():
        others = {
            language: found
            for language in LANGUAGES
            if (found := written.get(f"values_{language}", {}).get(code)) is not None
        }
        typed[code] = own(text, **others)
    return Deed(
        command=written["command"],
        title=_words(written, "title"),
        panel=written.get("panel", ""),
        record=written.get("record", ""),
        log=tuple(written.get("log", ())),
        shown=written.get("shown", False),
        when=written.get("when"),
        before=tuple(written.get("before", ())),
        values=typed,
    )


def _words(written: Mapping[str, Any], key: str) -> str:
    others = {code: written[f"{key}_{code}"] for code in LANGUAGES if written.get(f"{key}_{code}")}
    text: str = written.get(key, "")
    return own(text, **others) if others else text

"""What a sequence is: its steps, the branches among them, and when records enter and leave it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.domain.core.errors import NotFound, StoreProblem
from app.domain.core.frozen import frozen
from app.words import LANGUAGES, Own, OwnWords, in_english, own, say

#: Steps that somebody does, or that the program does in the owner's working hours.
DUE: Final = ("call", "email", "task", "appointment", "post")
#: What a branch may ask that is waited for, as long as it says.
AWAITED: Final = ("opened", "replied", "clicked")
#: What may end a sequence before its end.
STOPS: Final = ("reply", "disqualify", "do_not_contact")
#: Where a step leads that ends the sequence; no step may have this code.
END: Final = "end"

MAX_STEPS: Final = 100
MAX_DAYS: Final = 30
#: Thirty days of as many hours as somebody may work.
MAX_WORKING_HOURS: Final = 240


@frozen
class Step:
    """A step of a sequence; what is not of its kind is empty.

    Attributes:
        code: Unique in the sequence.
        kind: One of ``DUE``; or wait, field, move or branch.
        name: What whoever does it reads; the subject of the entry it is made into.
        text: What is to be said or done; the text of an email or a post. It may have places such as ``{first_name}``.
        subject: The subject of an email, with places.
        automatic: Whether the program sends an email itself.
        priority: Of a task.
        days, working_hours: How long a wait takes; the hours are those of the record's owner.
        field, value: Which field is given which value, as a person types it.
        sequence: To which sequence the record moves.
        ask: What a branch asks: one of ``AWAITED``; or outcome, condition, stage or split.
        of: The step that it asks about; the last of its kind that was reached without it.
        outcomes: With which outcomes of a call it is yes.
        condition: With which values of the record it is yes.
        stage: In which stage of its process it is yes.
        percent: For how many in a hundred records it is yes.
        next: Which step comes after it, or after yes; the one that is listed next without it.
        no: Which comes after no; the one that is listed next without it.
    """

    code: str
    kind: str
    name: OwnWords = ""
    text: str = ""
    subject: str = ""
    automatic: bool = False
    priority: str = "normal"
    days: int = 0
    working_hours: int = 0
    field: str = ""
    value: str = ""
    sequence: str = ""
    ask: str = ""
    of: str = ""
    outcomes: tuple[str, ...] = ()
    condition: str = ""
    stage: str = ""
    percent: int = 50
    next: str = ""
    no: str = ""

    def as_json(self) -> dict[str, Any]:
        """The step as plain JSON, without what is not of its kind."""
        shown: dict[str, Any] = {"code": self.code, "kind": self.kind, **_written(self, "name")}
        for key, usual in _USUAL.items():
            value = getattr(self, key)
            if value != usual:
                shown[key] = list(value) if isinstance(value, tuple) else value
        return shown

    @property
    def takes_time(self) -> bool:
        """Whether some time passes in it whatever happens."""
        return self.kind == "wait"


_USUAL: Final[Mapping[str, Any]] = {
    "subject": "",
    "text": "",
    "automatic": False,
    "priority": "normal",
    "days": 0,
    "working_hours": 0,
    "field": "",
    "value": "",
    "sequence": "",
    "ask": "",
    "of": "",
    "outcomes": (),
    "condition": "",
    "stage": "",
    "percent": 50,
    "next": "",
    "no": "",
}
"""What a step has where its definition says nothing."""


@frozen
class Definition:
    """A sequence as a manager has laid it out.

    Attributes:
        code: By which files and other sequences name it.
        record: Which kind of record goes through it: lead or opportunity.
        entry: Which of them may begin it, in the query language; all without it.
        exit: Which of them leave it.
        rule: Which of them begin it by themselves; none without it.
        reentry: Whether a record that has been through it may begin again.
        stop_on: What ends it before its end, of ``STOPS``.
    """

    code: str
    name: OwnWords
    description: OwnWords
    record: str
    entry: str
    exit: str
    rule: str
    reentry: bool
    stop_on: tuple[str, ...]
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step:
        """The step of that code.

        Raises:
            NotFound: There is none.
        """
        for each in self.steps:
            if each.code == code:
                return each
        raise NotFound(say("{sequence} has no step {step}.", sequence=self.name, step=code), field="step")

    def after(self, step: Step, *, yes: bool = True) -> Step | None:
        """The step that comes after one; ``None`` where the sequence ends."""
        named = step.next if yes or step.kind != "branch" else step.no
        if named:
            return None if named == END else self.step(named)
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def ways(self, step: Step) -> tuple[Step, ...]:
        """The steps that may come after one."""
        ways = (True, False) if step.kind == "branch" else (True,)
        found = (self.after(step, yes=yes) for yes in ways)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def as_json(self) -> dict[str, Any]:
        """The definition as plain JSON, in the shape of the TOML files."""
        said = {key: getattr(self, key) for key in ("entry", "exit", "rule")}
        return {
            "code": self.code,
            **_written(self, "name"),
            **_written(self, "description"),
            "record": self.record,
            **{key: value for key, value in said.items() if value},
            "reentry": self.reentry,
            "stop_on": list(self.stop_on),
            "steps": [step.as_json() for step in self.steps],
        }

    def as_toml(self) -> str:
        """The definition as a TOML text; reading it gives the same definition."""
        written = self.as_json()
        lines = list(_pairs(written))
        for step in written["steps"]:
            lines += ["", "[[steps]]", *_pairs(step)]
        return "\n".join(lines) + "\n"


def definition_from_json(stored: Mapping[str, Any]) -> Definition:
    """The definition that `Definition.as_json` wrote; what a person wrote goes through ``drafts`` first.

    Raises:
        StoreProblem: It is damaged.
    """
    if "steps" not in stored:
        raise StoreProblem(say("The definition of this sequence is damaged."), hint=say("Run: leadline db check"))
    return Definition(
        code=stored["code"],
        name=_words(stored, "name"),
        description=_words(stored, "description"),
        record=stored["record"],
        entry=stored.get("entry", ""),
        exit=stored.get("exit", ""),
        rule=stored.get("rule", ""),
        reentry=stored["reentry"],
        stop_on=tuple(stored["stop_on"]),
        steps=tuple(_step(each) for each in stored["steps"]),
    )


def _step(stored: Mapping[str, Any]) -> Step:
    given = {key: stored.get(key, usual) for key, usual in _USUAL.items()}
    return Step(stored["code"], stored["kind"], _words(stored, "name"), **{**given, "outcomes": (*given["outcomes"],)})


def _written(part: Definition | Step, key: str) -> dict[str, str]:
    """Words of a part in every language they were given in, where there are any."""
    words: str = getattr(part, key)
    others = words.by_language if isinstance(words, Own) else {}
    return ({key: in_english(words)} if words else {}) | {f"{key}_{code}": other for code, other in others.items()}


def _words(stored: Mapping[str, Any], key: str) -> str:
    others = {code: stored[f"{key}_{code}"] for code in LANGUAGES if stored.get(f"{key}_{code}")}
    text: str = stored.get(key, "")
    return own(text, **others) if others else text


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items() if key != "steps")

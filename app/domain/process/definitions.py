"""What a process is: its stages, steps, branches and the conditions that choose between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from app.domain.core.errors import NotFound, StoreProblem
from app.domain.core.frozen import frozen
from app.words import LANGUAGES, Own, OwnWords, in_english, language, listed, own, say
from app.words.language import SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

RecordKind: TypeAlias = Literal["lead", "opportunity"]

#: Limits of Power Automate's business process flows.
MAX_STAGES = 30
MAX_STEPS = 30

ACTIONS = {
    "log_call": "lead.call",
    "book_appointment": "lead.appointment",
    "add_stakeholder": "stakeholder.add",
    "add_competitor": "competitor.add",
    "add_team_member": "team.add",
}
"""What an action step can ask for, and the command that begins it."""

#: Where a branch leads that ends the process; no stage may have this code.
END = "end"


@frozen
class Step:
    """One thing to do in a stage: a field to fill, a box to tick, an action to take.

    Attributes:
        code: Unique in the whole definition; ticks are kept under it.
        label: What a person reads, perhaps in several languages.
        kind: The name of a ``StepKind``, which says whether ``field`` or ``action`` is given.
        required: Whether the gate asks for it.
    """

    code: str
    label: OwnWords
    kind: str
    field: str | None = None
    action: str | None = None
    required: bool = False
    help: OwnWords = ""

    def as_json(self) -> dict[str, Any]:
        """The step as plain JSON, without what is not set."""
        shown: dict[str, Any] = {"code": self.code, **_written(self, "label"), "kind": self.kind}
        rest = {"field": self.field, "action": self.action, "required": self.required, **_written(self, "help")}
        return shown | {key: value for key, value in rest.items() if value}


@frozen
class Branch:
    """A way out of a stage: to a stage's code or to `END`, always or under a condition in the query language.

    The condition may also ask about the boxes and actions of the stage being left, by their codes.
    """

    to: str
    condition: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The branch as plain JSON."""
        shown: dict[str, Any] = {"to": self.to}
        return shown if self.condition is None else {**shown, "condition": self.condition}


@frozen
class Stage:
    """A part of the way, worked on one kind of record.

    Attributes:
        next: Branches in order; the first that holds is taken. When there is none, or none holds, the
            stage listed after this one follows.
    """

    code: str
    name: OwnWords
    kind: RecordKind
    steps: tuple[Step, ...]
    next: tuple[Branch, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The stage as plain JSON."""
        shown: dict[str, Any] = {"code": self.code, **_written(self, "name"), "kind": self.kind}
        shown["steps"] = [step.as_json() for step in self.steps]
        return {**shown, "next": [branch.as_json() for branch in self.next]} if self.next else shown


@frozen
class Definition:
    """A process a manager has laid out.

    Attributes:
        order: The manager's order; the lowest whose condition holds is chosen.
        roles: The user roles it is for; empty means everybody.
        condition: On which records it is chosen, in the query language; none means on all.
    """

    code: str
    name: OwnWords
    description: OwnWords
    order: int
    roles: tuple[str, ...]
    condition: str | None
    stages: tuple[Stage, ...]

    def has_stage(self, code: str) -> bool:
        """Whether a stage of that code is part of the process."""
        return any(stage.code == code for stage in self.stages)

    def stage(self, code: str) -> Stage:
        """The stage of that code.

        Raises:
            NotFound: When the definition has none.
        """
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise NotFound(
            say("{process} has no stage {stage}.", process=self.name, stage=repr(code)),
            field="stage",
            hint=say("Its stages are {stages}.", stages=listed(stage.code for stage in self.stages)),
        )

    def as_json(self) -> dict[str, Any]:
        """The definition as plain JSON, in the shape of the TOML files."""
        return {
            "code": self.code,
            **_written(self, "name"),
            **_written(self, "description"),
            "order": self.order,
            "roles": list(self.roles),
            **({} if self.condition is None else {"condition": self.condition}),
            "stages": [stage.as_json() for stage in self.stages],
        }


def definition_from_json(stored: Mapping[str, Any]) -> Definition:
    """The definition that `Definition.as_json` wrote; what a person wrote goes through ``drafts`` first.

    Raises:
        StoreProblem: It is damaged.
    """
    if not is_whole(stored):
        raise StoreProblem(say("The definition of this process is damaged."), hint=say("Run: leadline db check"))
    if lacks_language(stored, language()):
        from app.domain.process.shipped import with_shipped_words

        stored = with_shipped_words(stored, language())
    return Definition(
        code=stored["code"],
        name=_words(stored, "name"),
        description=_words(stored, "description"),
        order=stored["order"],
        roles=tuple(stored["roles"]),
        condition=stored.get("condition"),
        stages=tuple(_stage_from_json(stage) for stage in stored["stages"]),
    )


def is_whole(stored: Mapping[str, Any]) -> bool:
    """Whether a stored definition can be read."""
    return "stages" in stored


def is_empty(value: object) -> bool:
    """Whether a field holds nothing: no value, blank text or a list without entries."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, tuple | list | set | frozenset) and not value)


def lacks_language(stored: Mapping[str, Any], code: str) -> bool:
    """Whether a definition says nothing in a language, other than the one that its words are given in first."""
    return code in LANGUAGES and code != SOURCE and f"name_{code}" not in stored


def _written(part: Definition | Stage | Step, key: str) -> dict[str, str]:
    """Words of a part in every language they were given in: ``name``, and ``name_ar`` where there is one."""
    words: str = getattr(part, key)
    others = words.by_language if isinstance(words, Own) else {}
    return {key: in_english(words), **{f"{key}_{code}": other for code, other in others.items()}}


def _words(stored: Mapping[str, Any], key: str) -> str:
    """Words of a part from its JSON."""
    others = {code: stored[f"{key}_{code}"] for code in LANGUAGES if stored.get(f"{key}_{code}")}
    text: str = stored.get(key, "")
    return own(text, **others) if others else text


def _step_from_json(stored: Mapping[str, Any]) -> Step:
    return Step(
        code=stored["code"],
        label=_words(stored, "label"),
        kind=stored["kind"],
        field=stored.get("field"),
        action=stored.get("action"),
        required=stored.get("required", False),
        help=_words(stored, "help"),
    )


def _stage_from_json(stored: Mapping[str, Any]) -> Stage:
    return Stage(
        code=stored["code"],
        name=_words(stored, "name"),
        kind=stored["kind"],
        steps=tuple(_step_from_json(step) for step in stored["steps"]),
        next=tuple(Branch(branch["to"], branch.get("condition")) for branch in stored.get("next", ())),
    )

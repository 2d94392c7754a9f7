"""Use cases of process flows: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.domain.core.area import resolve
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.fields import Field
from app.domain.core.outcomes import Outcome
from app.domain.fields.kinds import KINDS, find_record
from app.domain.people.queries import asked_values
from app.domain.process import rules
from app.domain.process.definitions import Definition, Step, definition_from_json, is_whole
from app.domain.process.events import ProcessBegun, ProcessEnded, StageEntered
from app.domain.process.facts import Facts, fields_named
from app.domain.process.fitting import Fit, better_process_of
from app.domain.process.queries import RECORDS, facts_of, progress_of, read_process, visits_as_json
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.process.rows import ProcessView
from app.domain.process.rules import Progress
from app.domain.process.saying import changed_sentence, ended_already, moved_sentence
from app.domain.process.shipped import shipped_files
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import in_each_language, listed, say, sentences


class Editor(Protocol):
    """The service of a kind of record, as far as a process flow needs it."""

    def edit_within(self, unit: UnitOfWork, record_id: str, values: Mapping[str, object], /) -> tuple[str, ...]:
        """Change fields of a record inside a transaction; returns the codes that changed."""
        ...


class ProcessService:
    """Guided paths."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def show(self, ref: str) -> ProcessView | None:
        """A record's current process with every stage, step and value; ``None`` when it has none."""
        with self._desk.read() as reader:
            _, record_id = find_record(reader.connection, ref, RECORDS)
            return read_process(reader, record_id, self._context(reader))

    def offered(self, ref: str) -> tuple[Definition, ...]:
        """The definitions a record may switch to."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            kind, record_id = find_record(reader.connection, ref, RECORDS)
            instance = _current(session, record_id)
            mine = _definition(session, instance).code if instance else ""
            return tuple(each for _, each in self._offered(session, kind.name) if each.code != mine)

    def better(self, ref: str) -> Fit | None:
        """The process that fits an open lead better than the one it follows; ``None`` where there is none."""
        with self._desk.read() as reader:
            kind, record_id = find_record(reader.connection, ref, RECORDS)
            return better_process_of(reader, record_id, self._context(reader)) if kind.name == "lead" else None

    def set(self, ref: str, values: Mapping[str, object]) -> Outcome:
        """Fill steps: tick boxes, and set the fields that field steps stand for.

        Args:
            ref: The lead or opportunity.
            values: By step code or field code; for a box yes or no, or a truth value.

        Raises:
            NotFound: The process has no such step.
            ReadOnly: The stage belongs to a closed lead.
        """
        with self._desk.write("process.set") as unit:
            instance, definition = self._instance(unit.session, ref)
            changed: list[str] = []
            fields: dict[tuple[str, str], dict[str, object]] = {}
            for code, value in values.items():
                stage_kind, step = _step(definition, code, instance.stage)
                record_id = instance.lead_id if stage_kind == "lead" else instance.opportunity_id
                if record_id is None:
                    raise NotAllowed(
                        say("{step} belongs to a later stage.", step=step.label), hint=say("Qualify the lead first.")
                    )
                if step.field:
                    fields.setdefault((stage_kind, record_id), {})[step.field] = value
                else:
                    self._refuse_closed(unit, stage_kind, record_id)
                    marked = value if isinstance(value, bool) else _yes(step, str(value))
                    instance.ticks = {**instance.ticks, step.code: marked}
                    changed.append(step.code)
            for (kind, record_id), typed in fields.items():
                changed += self._edit(unit, kind, record_id, typed)
            message = changed_sentence(definition, changed)
            unit.describe(message, *_subject(instance))
        return Outcome(_subject(instance)[1], "", tuple(changed), sentences(message, *unit.remarks), unit.seq)

    def _refuse_closed(self, unit: UnitOfWork, kind: str, record_id: str) -> None:
        """Nothing moves on a closed record; its service refuses an empty edit too."""
        self._edit(unit, kind, record_id, {})

    def _edit(self, unit: UnitOfWork, kind: str, record_id: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """Change fields of a record inside the transaction; returns the codes that changed."""
        editor: Editor = resolve(KINDS[kind].service)(self._desk)
        return editor.edit_within(unit, record_id, values)

    def next(self, ref: str) -> Outcome:
        """Go on to the next stage, or finish after the last.

        Raises:
            StepsMissing: Required steps of this stage are missing; it names each.
            NotAllowed: The next stage begins with an opportunity, which is made by qualifying.
        """
        return self._move(ref, "process.next", lambda d, p, f: rules.advance(d, p, f, self._desk.now()))

    def back(self, ref: str) -> Outcome:
        """Go back a stage; always allowed within the same record."""
        return self._move(ref, "process.back", lambda d, p, _: rules.back(d, p, self._desk.now()))

    def finish(self, ref: str) -> Outcome:
        """End the process as done, in its last stage; one that has ended stays as it is.

        Raises:
            StepsMissing: Required steps of the last stage are missing; it names each.
            NotAllowed: Stages are still ahead.
        """
        return self._move(ref, "process.finish", lambda d, p, f: rules.conclude(d, p, f, self._desk.now()))

    def abandon(self, ref: str) -> Outcome:
        """End the process as given up; one that has ended stays as it is."""
        return self._move(ref, "process.abandon", lambda _d, p, _f: rules.abandon(p, self._desk.now()))

    def reopen(self, ref: str) -> Outcome:
        """Take a process up again that was finished or given up, in the stage it ended in; an active one as it is."""
        return self._move(ref, "process.reopen", lambda _d, p, _f: rules.reopen(p, self._desk.now()))

    def switch(self, ref: str, code: str) -> Outcome:
        """Go over to another definition; the old one keeps its state and is resumed when switched back to."""
        with self._desk.write("process.switch") as unit:
            about, about_id, before = _held(unit.session, ref)
            self._refuse_closed(unit, about, about_id)
            row, definition = self._wanted(unit.session, code, about)
            if before is not None:
                if _definition(unit.session, before).code == definition.code:
                    raise NotAllowed(say("{process} is the process already.", process=definition.name))
                before.current = False
                before.visits = visits_as_json(rules.rest(_progress(before), unit.now))
            if not resume_process(unit, definition, about, about_id):
                lead_id = before.lead_id if before else about_id if about == "lead" else None
                opportunity_id = about_id if about == "opportunity" else None
                begin_process(unit, definition, row.id, lead_id=lead_id, opportunity_id=opportunity_id)
            message = say("Process switched to {process}.", process=definition.name)
            unit.describe(message, about, about_id)
        return Outcome(about_id, "", ("process",), message, unit.seq)

    def _offered(self, session: Session, kind: str) -> tuple[tuple[ProcessDefinition, Definition], ...]:
        """The active definitions open to this desk's user, for leads or for opportunities."""
        active = _active(session)
        codes = [each.code for each in rules.offered((each for _, each in active), (self._desk.actor.role,), kind)]
        return tuple((row, definition) for row, definition in active if definition.code in codes)

    def _wanted(self, session: Session, code: str, kind: str) -> tuple[ProcessDefinition, Definition]:
        wanted = code.strip().casefold().replace("-", "_").replace(" ", "_")
        offered = self._offered(session, kind)
        for row, definition in offered:
            names = in_each_language(definition.name)
            if wanted in (definition.code, *(name.casefold().replace(" ", "_") for name in names)):
                return row, definition
        known = listed(definition.code for _, definition in offered)
        raise NotFound(
            say("There is no process “{name}”.", name=code[:40]), hint=say("Choose from: {known}.", known=known)
        )

    def _move(self, ref: str, command: str, step: Callable[[Definition, Progress, Facts], Progress]) -> Outcome:
        with self._desk.write(command) as unit:
            instance, definition = self._instance(unit.session, ref)
            self._refuse_closed(unit, *_subject(instance))
            before = _progress(instance)
            after = step(definition, before, self._facts(unit.session, instance))
            if after == before:
                return Outcome(_subject(instance)[1], "", (), ended_already(definition, before.status))
            store_progress(unit, instance, definition, after)
            message = moved_sentence(definition, before, after)
            unit.describe(message, *_subject(instance))
        return Outcome(_subject(instance)[1], "", ("stage",), message, unit.seq)

    def _context(self, reader: Reader) -> QueryContext:
        return QueryContext(self._desk.context(), self._desk.actor.id, rates=rates_on(reader, self._desk.today()))

    def _facts(self, session: Session, instance: ProcessInstance) -> Facts:
        reader = Reader(session.connection())
        records = (("lead", instance.lead_id), ("opportunity", instance.opportunity_id))
        values = {kind: asked_values(reader, KINDS[kind], record_id) for kind, record_id in records if record_id}
        return facts_of(values, self._context(reader), reader)

    def _instance(self, session: Session, ref: str) -> tuple[ProcessInstance, Definition]:
        kind, _, instance = _held(session, ref)
        if instance is None:
            raise NotFound(
                say("This {kind} has no process.", kind=KINDS[kind].noun),
                hint=say("Start one with: leadline process switch."),
            )
        return instance, _definition(session, instance)


def store_progress(unit: UnitOfWork, instance: ProcessInstance, definition: Definition, after: Progress) -> None:
    """Keep where a process stands now, and tell what happened."""
    stage, status = instance.stage, instance.status
    instance.stage, instance.status = after.stage, after.status
    instance.ticks, instance.visits = dict(after.ticked), visits_as_json(after)
    kind, record_id = _subject(instance)
    if after.stage != stage:
        names = (definition.stage(each).name for each in (stage, after.stage))
        unit.publish(StageEntered(kind, record_id, definition.name, *names))
    if after.status not in (status, "active"):
        unit.publish(ProcessEnded(kind, record_id, definition.name, after.status))


def start_processes(unit: UnitOfWork, leads: Iterable[tuple[str, Facts]], role: str) -> None:
    """Give each new lead the first process that fits it.

    Args:
        unit: The transaction in which they were captured.
        leads: Each lead's id and what is known of it.
        role: The role of the user who captured them.
    """
    active = _active(unit.session)
    rows = {definition.code: row for row, definition in active}
    definitions = [definition for _, definition in active]
    instances: list[dict[str, Any]] = []
    for lead_id, facts in leads:
        chosen = rules.choose(definitions, facts, (role,))
        if chosen is not None:
            progress = rules.start(chosen, unit.now, "lead")
            instances.append(
                {
                    "definition_id": rows[chosen.code].id,
                    "lead_id": lead_id,
                    "opportunity_id": None,
                    "current": True,
                    "status": progress.status,
                    "stage": progress.stage,
                    "ticks": {},
                    "visits": visits_as_json(progress),
                }
            )
    unit.insert_many(ProcessInstance, instances)


def begin_process(
    unit: UnitOfWork,
    definition: Definition,
    definition_id: str,
    *,
    lead_id: str | None = None,
    opportunity_id: str | None = None,
) -> ProcessInstance:
    """Start a record on a definition; with an opportunity, in the first stage of opportunities."""
    progress = rules.start(definition, unit.now, "opportunity" if opportunity_id else "lead")
    instance = unit.add(
        ProcessInstance(
            definition_id=definition_id,
            lead_id=lead_id,
            opportunity_id=opportunity_id,
            current=True,
            status=progress.status,
            stage=progress.stage,
            ticks={},
            visits=visits_as_json(progress),
        )
    )
    unit.publish(ProcessBegun(*_subject(instance)))
    return instance


def resume_process(unit: UnitOfWork, definition: Definition, kind: str, record_id: str) -> ProcessInstance | None:
    """Let a record follow a definition again in which it has been before; ``None`` where it has not.

    Args:
        unit: The transaction.
        definition: The definition.
        kind: lead or opportunity.
        record_id: The record; what a lead's opportunities follow is not the lead's own.
    """
    for instance in _instances(unit.session, record_id):
        if _subject(instance) == (kind, record_id) and _definition(unit.session, instance).code == definition.code:
            instance.current = True
            instance.visits = visits_as_json(rules.resume(_progress(instance), unit.now))
            unit.publish(ProcessBegun(kind, record_id))
            return instance
    return None


def current_process(session: Session, record_id: str) -> tuple[ProcessInstance, Definition, Progress] | None:
    """The process a record is in, for use inside another area's transaction."""
    instance = _current(session, record_id)
    return None if instance is None else (instance, _definition(session, instance), _progress(instance))


def decides(session: Session, changed: Collection[str]) -> bool:
    """Whether a condition by which processes are chosen looks at one of the fields that changed."""
    looked_at = (fields_named(definition.condition) for _, definition in _active(session))
    return any(not named.isdisjoint(changed) for named in looked_at)


def better_process(session: Session, lead_id: str, facts: Facts, role: str) -> Definition | None:
    """The process that fits a lead now, if it is in another; ``None`` where its own fits, or none runs with it.

    Args:
        session: Where the definitions are.
        lead_id: The lead.
        facts: What is known of it.
        role: The role of the user.
    """
    instance = _current(session, lead_id)
    if instance is None or instance.opportunity_id is not None or instance.status != "active":
        return None
    chosen = rules.choose([definition for _, definition in _active(session)], facts, (role,))
    return None if chosen is None or chosen.code == _definition(session, instance).code else chosen


def opportunity_process(session: Session, facts: Facts, role: str) -> tuple[ProcessDefinition, Definition] | None:
    """The first process with stages for opportunities that fits these facts; ``None`` when there is none.

    Args:
        session: Where the definitions are.
        facts: What is known of the lead.
        role: The role of the user who qualifies it.
    """
    rows = {definition.code: (row, definition) for row, definition in _active(session)}
    chosen = rules.choose((each for _, each in rows.values()), facts, (role,), "opportunity")
    return rows[chosen.code] if chosen else None


def install_shipped(unit: UnitOfWork, fields: Mapping[str, Sequence[Field]]) -> None:
    """Put the definitions that come with Leadline into a new database."""
    from app.domain.process.drafts import load_definition
    from app.domain.process.keeping import add as keep_definition

    if unit.session.scalar(select(func.count()).select_from(ProcessDefinition)):
        return
    for path in shipped_files():
        definition = load_definition(path.read_text(encoding="utf-8"), path.name, fields)
        keep_definition(unit, definition, edition=1, active=True)
    unit.describe(say("Shipped processes installed."))


def _active(session: Session) -> list[tuple[ProcessDefinition, Definition]]:
    rows = session.scalars(
        select(ProcessDefinition)
        .where(ProcessDefinition.active.is_(True))
        .order_by(ProcessDefinition.position, ProcessDefinition.code)
    )
    return [(row, definition_from_json(row.body)) for row in rows if is_whole(row.body)]


def _definition(session: Session, instance: ProcessInstance) -> Definition:
    return definition_from_json(session.get_one(ProcessDefinition, instance.definition_id).body)


def _instances(session: Session, record_id: str) -> list[ProcessInstance]:
    """A record's ways through definitions, newest first; a lead's own before those its opportunities went on with."""
    return list(session.scalars(_ways(record_id, (ProcessInstance,))))


def _ways(record_id: str, columns: tuple[Any, ...]) -> Select[Any]:
    return (
        select(*columns)
        .where(or_(ProcessInstance.lead_id == record_id, ProcessInstance.opportunity_id == record_id))
        .order_by(
            ProcessInstance.opportunity_id.is_not(None),
            ProcessInstance.created_at.desc(),
            ProcessInstance.id.desc(),
        )
    )


def _held(session: Session, ref: str) -> tuple[str, str, ProcessInstance | None]:
    """The kind and id of the record that a record's process is with, and that process, which stay so until the end.

    The record is held before the process is looked at, as by whoever changes the record itself: what was begun in the
    meantime is seen, and of two that switch at the same moment the second goes on from what the first did.
    """
    kind, record_id = find_record(session, ref, RECORDS)
    session.get(kind.record, record_id)
    followed: tuple[Any, ...] = (ProcessInstance.lead_id, ProcessInstance.opportunity_id)
    found = session.execute(_ways(record_id, followed).where(ProcessInstance.current.is_(True)).limit(1)).first()
    if found is None or found.opportunity_id is None:
        return kind.name, record_id, _current(session, record_id)
    session.get(KINDS["opportunity"].record, found.opportunity_id)
    return "opportunity", found.opportunity_id, _current(session, found.opportunity_id)


def _current(session: Session, record_id: str) -> ProcessInstance | None:
    return next((each for each in _instances(session, record_id) if each.current), None)


def _progress(instance: ProcessInstance) -> Progress:
    return progress_of(instance.stage, instance.status, instance.ticks, instance.visits)


def _subject(instance: ProcessInstance) -> tuple[str, str]:
    """The record a process is with now."""
    if instance.opportunity_id is not None:
        return "opportunity", instance.opportunity_id
    return "lead", instance.lead_id or ""


def _step(definition: Definition, code: str, current: str) -> tuple[str, Step]:
    """The step of that code or field, and its stage's kind of record; one of the current stage before others."""
    for stage in sorted(definition.stages, key=lambda each: each.code != current):
        for step in stage.steps:
            if code in (step.code, step.field):
                return stage.kind, step
    known = listed(step.code for stage in definition.stages for step in stage.steps)
    raise NotFound(
        say("{process} has no step “{step}”.", process=definition.name, step=code[:40]),
        hint=say("Its steps are: {steps}.", steps=known),
    )


def _yes(step: Step, text: str) -> bool:
    from app.domain.core.amounts import parse_yes_no

    try:
        return parse_yes_no(text)
    except Invalid as problem:
        raise Invalid(say("{step}: say yes or no.", step=step.label), field=step.code, hint=problem.hint) from problem

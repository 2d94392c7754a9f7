"""Reads of a record's way through its process; they run warm or cold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.core.field_types.links import Link
from app.domain.core.fields import Field
from app.domain.core.stamps import DAMAGED
from app.domain.fields.cards import own_fields, read_card
from app.domain.fields.kinds import KINDS
from app.domain.people.queries import asked_values
from app.domain.process import rules
from app.domain.process.definitions import Definition, RecordKind, Stage, definition_from_json
from app.domain.process.facts import Facts
from app.domain.process.named import PROCESS_OF_RECORD, PROCESSES_OF_LEAD, ProcessRow
from app.domain.process.rows import ProcessView, StageView, StepView
from app.domain.process.rules import Progress, StageVisit
from app.domain.query.context import QueryContext
from app.domain.store.named import NamedReader

RECORDS = ("lead", "opportunity")
"""The kinds of record that go through a process."""


def read_process(reader: NamedReader, record_id: str, context: QueryContext) -> ProcessView | None:
    """The current process of a lead or an opportunity; ``None`` when it has none.

    Args:
        reader: Where to read.
        record_id: The lead or the opportunity.
        context: Who looks, when and where.
    """
    rows = reader.named(PROCESS_OF_RECORD, record_id=record_id)
    if not rows:
        return None
    row = rows[0]
    if not row.visits or "stages" not in row.body:  # every process has both
        return _damaged(row)
    values = {
        kind: asked_values(reader, KINDS[kind], each)
        for kind, each in (("lead", row.lead_id), ("opportunity", row.opportunity_id))
        if each
    }
    definition = definition_from_json(row.body)
    progress = progress_of(row.stage, row.status, row.ticks, row.visits)
    shown = rules.path(definition, progress, facts_of(values, context, reader))
    now = context.values.now
    stages = [_stage(each, shown, progress, values.get(each.kind, {}), now) for each in shown]
    if row.opportunity_id and all(each.kind != "lead" for each in shown):
        stages = [*_lead_stages(reader, definition, values["opportunity"].get("lead"), now), *stages]
    return ProcessView(
        instance_id=row.id,
        definition=definition.code,
        name=definition.name,
        status=row.status,
        stage=row.stage,
        lead_id=row.lead_id,
        opportunity_id=row.opportunity_id,
        stages=tuple(stages),
        version=row.version,
    )


def _damaged(row: ProcessRow) -> ProcessView:
    """A process whose documents cannot be read: its one stage says so."""
    kind: RecordKind = "opportunity" if row.opportunity_id else "lead"
    return ProcessView(
        instance_id=row.id,
        definition=DAMAGED,
        name=DAMAGED,
        status=row.status,
        stage=row.stage,
        lead_id=row.lead_id,
        opportunity_id=row.opportunity_id,
        stages=(StageView(row.stage, DAMAGED, kind, "current", 0, None, None, ()),),
        version=row.version,
    )


def _lead_stages(reader: NamedReader, definition: Definition, lead: Link | None, now: datetime) -> Iterator[StageView]:
    """The stages of the lead that an opportunity came from, as they were left, and those its own process has for one.

    Args:
        reader: Where to read.
        definition: The process of the opportunity, which was begun there.
        lead: The lead, if there is one.
        now: The present moment.
    """
    if lead is None:
        return
    values = read_card(reader, KINDS["lead"], lead.id).values
    seen: set[str] = set()
    for row in reader.named(PROCESSES_OF_LEAD, record_id=lead.id):
        if not row.visits or "stages" not in row.body:
            continue
        theirs = definition_from_json(row.body)
        progress = progress_of(row.stage, "finished", row.ticks, row.visits)
        come = [each for each in rules.come(theirs, progress) if each.kind == "lead"]
        if come:
            seen = {each.code for each in come}
            for each in come:
                yield _stage(each, come, replace(progress, stage=come[-1].code), values, now, is_past=True)
            break
    own = [each for each in definition.stages if each.kind == "lead" and each.code not in seen]
    if own:
        begun = Progress(own[-1].code, "finished", ())
        yield from (_stage(each, own, begun, values, now, is_past=True) for each in own)


def progress_of(stage: str, status: Any, ticks: Mapping[str, Any], visits: Sequence[Mapping[str, Any]]) -> Progress:
    """The state the rules work on, from the stored instance."""
    return Progress(
        stage=stage,
        status=status,
        visited=tuple(
            StageVisit(
                each["stage"],
                datetime.fromisoformat(each["entered_at"]),
                datetime.fromisoformat(each["left_at"]) if each.get("left_at") else None,
            )
            for each in visits
        ),
        ticked=dict(ticks),
    )


def visits_as_json(progress: Progress) -> list[dict[str, Any]]:
    """The stays in stages as the instance stores them."""
    return [
        {
            "stage": visit.stage,
            "entered_at": visit.entered_at.isoformat(),
            "left_at": visit.left_at.isoformat() if visit.left_at else None,
        }
        for visit in progress.visited
    ]


def facts_of(values: Mapping[str, Mapping[str, Any]], context: QueryContext, reader: NamedReader) -> Facts:
    """What conditions are judged by: the lead's values, and the opportunity's over them.

    Args:
        values: The values of each record of the process, by its kind.
        context: Who asks, when and where.
        reader: Where the fields are that managers added; it must still be open when a condition names one.
    """
    merged = {code: value for kind in RECORDS for code, value in values.get(kind, {}).items()}
    fields = [each for kind in RECORDS if kind in KINDS for each in KINDS[kind].fields]

    def added() -> list[Field]:
        found = {each.code: each for kind in RECORDS for each in own_fields(reader, kind)}
        return list(found.values())

    return Facts(merged, fields, context, added)


def _stage(
    stage: Stage,
    shown: Sequence[Stage],
    progress: Progress,
    values: Mapping[str, Any],
    now: datetime,
    *,
    is_past: bool = False,
) -> StageView:
    stays = [visit for visit in progress.visited if visit.stage == stage.code]
    place = [each.code for each in shown]
    ended = progress.status == "finished"
    current = stage.code == progress.stage and not ended
    done = place.index(stage.code) < place.index(progress.stage) or (ended and stage.code == progress.stage)
    return StageView(
        code=stage.code,
        name=stage.name,
        record_kind=stage.kind,
        status="done" if is_past else "current" if current else "done" if done else "ahead",
        days=rules.time_in_stages(progress, now)[stage.code].days if stays else 0,
        entered_at=stays[-1].entered_at if stays else None,
        left_at=stays[-1].left_at if stays else None,
        steps=tuple(
            StepView(
                code=step.code,
                label=step.label,
                kind=step.kind,
                field=step.field,
                action=step.action,
                required=step.required,
                done=rules.step_done(step, values, progress.ticked),
                value=values.get(step.field) if step.field else bool(progress.ticked.get(step.code)),
                help=step.help or None,
            )
            for step in stage.steps
        ),
    )

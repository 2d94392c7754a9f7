"""Performing: carrying out the demo's steps through the workspace, each by its colleague at its moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from app.demo.steps import Calendar, Step
from app.domain.core.clock import FixedClock
from app.domain.qualification.rows import QualifyChoice
from app.domain.store.desk import Actor
from app.workspace import Workspace


class Performer:
    """Does what steps say."""

    def __init__(
        self, workspace: Workspace, clock: FixedClock, calendar: Calendar, actors: Mapping[str, Actor]
    ) -> None:
        """Take over a prepared workspace.

        Args:
            workspace: Anybody's.
            clock: The workspace's clock, which is moved from step to step.
            calendar: For moments that stories tell in words.
            actors: The colleagues by login.
        """
        self._workspace = workspace
        self._clock = clock
        self._calendar = calendar
        self._desks = {login: Workspace(replace(workspace.desk, actor=actor)) for login, actor in actors.items()}
        self._records: dict[tuple[str, str], str] = {}
        self._entries: dict[tuple[str, str], str] = {}
        self._acts: dict[str, Callable[[Workspace, Step, dict[str, Any]], object]] = {
            "capture": self._capture,
            "edit": lambda at, step, args: at.leads.edit(self._lead(step), args["values"]),
            "link_people": self._link_people,
            "status": lambda at, step, args: at.leads.set_status(self._lead(step), args["status"]),
            "next_contact": self._next_contact,
            "note": lambda at, step, args: at.timeline.add_note(self._on(step, args), **args),
            "call": self._call,
            "email": self._email,
            "book": self._book,
            "task": self._task,
            "complete": self._complete,
            "post": self._post,
            "reply": self._reply,
            "seen": lambda at, step, _args: at.timeline.seen(self._lead(step)),
            "stakeholder": self._stakeholder,
            "competitor": lambda at, step, args: at.competitors.add(self._lead(step), **args),
            "interest": lambda at, step, args: at.interests.add(self._lead(step), **args),
            "team": lambda at, step, args: at.team.add(self._opportunity(step), **args),
            "offer": lambda at, step, args: at.opportunity_lines.add(self._opportunity(step), **args),
            "switch": self._switch,
            "qualify": self._qualify,
            "disqualify": lambda at, step, args: at.qualification.disqualify(self._lead(step), **args),
            "reactivate": lambda at, step, _args: at.qualification.reactivate(self._lead(step)),
            "advance": self._advance,
            "opportunity_status": lambda at, step, args: at.opportunities.set_status(
                self._opportunity(step), args["status"]
            ),
            "close": self._close,
        }

    def perform(self, step: Step) -> None:
        """Do one step, after what time has set off before it."""
        self.wait_until(step.at)
        self._acts[step.do](self._desks[step.by], step, dict(step.args))

    def wait_until(self, moment: datetime) -> None:
        """Let time pass, and do what it sets off, each thing at its moment."""
        jobs = self._workspace.jobs
        while (due := jobs.next_due()) is not None and due <= moment:
            self._clock.moment = max(due, self._clock.moment)
            if all(run.ending == "retry" for run in jobs.run_due()):
                break
        self._clock.moment = max(moment.astimezone(self._clock.moment.tzinfo), self._clock.moment)

    def _lead(self, step: Step) -> str:
        return self._records["lead", step.lead]

    def _opportunity(self, step: Step) -> str:
        return self._records["opportunity", step.lead]

    def _on(self, step: Step, args: dict[str, Any]) -> str:
        """The record a step is about: its lead, or the opportunity made of it."""
        return self._records[args.pop("on", "lead"), step.lead]

    def _moment(self, when: datetime | str | None) -> datetime | None:
        return self._calendar.moment(when) if isinstance(when, str) else when

    def _keep(self, step: Step, key: str | None, activity_id: str) -> None:
        if key:
            self._entries[step.lead, key] = activity_id

    def _capture(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        self._records["lead", step.lead] = at.leads.add(args["values"]).id

    def _link_people(self, at: Workspace, step: Step, _args: dict[str, Any]) -> None:
        """The lead's company and person are known already."""
        values = at.leads.show(self._lead(step)).values
        account = at.accounts.add({"name": values["company"], "city": values["city"], "country": values["country"]})
        person = {code: values[code] for code in ("name", "job_title", "email", "phone")}
        contact = at.contacts.add({**person, "account": account.code})
        at.leads.edit(self._lead(step), {"account": account.code, "contact": contact.code})

    def _next_contact(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        at.leads.set_next_contact(self._lead(step), self._moment(args["when"]))

    def _call(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        minutes = args.pop("minutes", None)
        started = self._moment(args.pop("started", None))
        seconds = minutes * 60 - 17 if minutes else None
        at.timeline.log_call(self._on(step, args), duration_seconds=seconds, at=started, **{**_AGREED, **args})

    def _email(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        started = self._moment(args.pop("started", None))
        at.timeline.log_email(self._on(step, args), at=started, **args)

    def _book(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        key = args.pop("key", None)
        start = self._moment(args.pop("start"))
        seconds = args.pop("minutes", 60) * 60
        record, subject = self._on(step, args), args.pop("subject")
        assert start is not None, "an appointment of the demo has a start"  # noqa: S101 - the content is our own
        booked = at.timeline.book(record, subject, start, duration_seconds=seconds, **args)
        self._keep(step, key, booked.id)

    def _task(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        key, due = args.pop("key", None), self._moment(args.pop("due", None))
        record, subject = self._on(step, args), args.pop("subject")
        self._keep(step, key, at.timeline.add_task(record, subject, due=due, **args).id)

    def _complete(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        at.timeline.complete(self._entries[step.lead, args["key"]], outcome=args.get("outcome"), **_AGREED)

    def _post(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        self._keep(step, args.get("key"), at.timeline.post(self._on(step, args), args["text"]).id)

    def _reply(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        at.timeline.reply(self._entries[step.lead, args["to"]], args["text"])

    def _stakeholder(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        at.stakeholders.add(self._on(step, args), name=args.pop("contact_name"), **args)

    def _switch(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        view = at.processes.show(self._lead(step))
        if view is None or view.definition != args["code"]:
            at.processes.switch(self._lead(step), args["code"])

    def _qualify(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        plan = at.qualification.plan(self._lead(step)).suggestion
        choice = QualifyChoice(plan.account, plan.contact, tuple(args.get("opportunities", ("",))))
        made = at.qualification.qualify(self._lead(step), choice).made
        self._records["opportunity", step.lead] = at.opportunities.find(made["opportunity"][0])

    def _advance(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        """Do what the stage requires and go on, as far as the record goes; in the last stage it stays there."""
        record = self._records[args.pop("on", "opportunity"), step.lead]
        view = at.processes.show(record)
        if view is None or view.status != "active":
            return
        here = [each.code for each in view.stages].index(view.stage)
        ahead = view.stages[here + 1 : here + 2]
        if view.current.record_kind == "lead" and any(each.record_kind == "opportunity" for each in ahead):
            return
        answers = _ANSWERS | args.get("answers", {})
        for each in view.current.missing:
            at.processes.set(record, {each.code: answers.get(each.field or each.code, True)})
        if ahead:
            at.processes.next(record)

    def _close(self, at: Workspace, step: Step, args: dict[str, Any]) -> None:
        """Close the opportunity; its process ends with it."""
        at.opportunities.close(self._opportunity(step), **args)


#: Why somebody is called outside their hours; it is kept only where that is so.
_AGREED: Final[Mapping[str, Any]] = {"override": True, "override_reason": "We had agreed on this time."}
#: What is answered where a process requires something that nothing is known of.
_ANSWERS = {
    "customer_need": "Less waiting, the same taste in every cup, and somebody who comes when it stands still.",
    "proposed_solution": "Two machines, two grinders, filter and service in one monthly price.",
    "need": "should_have",
    "budget": "25k",
    "amount": "24k",
    "expected_close": "in 3 weeks",
}

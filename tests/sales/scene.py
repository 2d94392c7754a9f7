"""A scene for the tests: Omar at his desk, with a lead and whatever is made from it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.competitors.service import CompetitorService
from app.domain.leads.records import Lead
from app.domain.leads.service import LeadService
from app.domain.leads.statuses import settle
from app.domain.people.service import ContactService
from app.domain.sales.making import create
from app.domain.sales.pipeline import PipelineService
from app.domain.sales.service import OpportunityService
from app.domain.stakeholders.service import StakeholderService
from app.domain.store.desk import Desk
from app.domain.store.logged import command_at
from app.domain.store.undo import tables_by_name, take_back
from app.domain.timeline.rows import TimelineEntry
from app.domain.timeline.service import TimelineService
from app.words import say


@dataclass(frozen=True, slots=True)
class Scene:
    """A desk and the services used at it."""

    desk: Desk

    @property
    def leads(self) -> LeadService:
        """Leads."""
        return LeadService(self.desk)

    @property
    def contacts(self) -> ContactService:
        """Contacts."""
        return ContactService(self.desk)

    @property
    def stakeholders(self) -> StakeholderService:
        """Stakeholders."""
        return StakeholderService(self.desk)

    @property
    def competitors(self) -> CompetitorService:
        """Competitors."""
        return CompetitorService(self.desk)

    @property
    def opportunities(self) -> OpportunityService:
        """Opportunities."""
        return OpportunityService(self.desk)

    @property
    def pipeline(self) -> PipelineService:
        """Opportunities together."""
        return PipelineService(self.desk)

    def lead(self, company: str = "Contoso Coffee", **values: object) -> str:
        """The code of a new lead."""
        return self.leads.add({"company": company, **values}).code

    def qualify(self, lead: str, name: str | None = None) -> str:
        """The code of an opportunity made from a lead, which is closed as qualified with it."""
        with self.desk.write("lead.qualify") as unit:
            record = unit.session.get_one(Lead, self.leads.find(lead))
            opportunity = create(unit, record, name=name)
            record.state = "qualified"
            settle(unit, record.id, say("qualified"))
        return opportunity.code

    def opportunity(self, company: str = "Contoso Coffee", **values: object) -> str:
        """The code of a new opportunity, from a lead of its own."""
        return self.qualify(self.lead(company, **values))

    def lead_status(self, lead: str) -> str:
        """A lead's status."""
        return str(self.leads.show(lead).values["status"])

    def undo(self, seq: int) -> None:
        """Take back a command."""
        with self.desk.write("undo") as unit:
            take_back(unit, command_at(unit.session, seq), tables_by_name())


def told(scene: Scene, ref: str) -> list[str]:
    """What the timeline says, oldest first."""
    entries: tuple[TimelineEntry, ...] = TimelineService(scene.desk).page(ref).entries
    return [entry.subject for entry in reversed(entries)]

"""The workspace: the one door to the domain, for the screens, the command line, the connectors and the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.assistant.service import AssistantService
from app.domain.capture.service import CaptureService
from app.domain.competitors.service import CompetitorService
from app.domain.fields.service import FieldService
from app.domain.history.service import LogService
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.service import LeadService
from app.domain.people.service import AccountService, ContactService, UserService
from app.domain.process.service import ProcessService
from app.domain.qualification.service import QualificationService
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.sales.service import OpportunityService
from app.domain.search.service import SearchService
from app.domain.stakeholders.service import StakeholderService
from app.domain.timeline.service import TimelineService

if TYPE_CHECKING:
    from app.domain.store.desk import Desk


class Workspace:
    """Every use case of Leadline, for one user at one desk.

    Attributes:
        desk: Who works, with which database, clock and zone.
    """

    def __init__(self, desk: Desk) -> None:
        """Open the door of a desk; see ``app.bootstrap``."""
        self.desk = desk
        self.fields = FieldService(desk)
        self.users = UserService(desk)
        self.contacts = ContactService(desk)
        self.accounts = AccountService(desk)
        self.leads = LeadService(desk)
        self.timeline = TimelineService(desk)
        self.stakeholders = StakeholderService(desk)
        self.competitors = CompetitorService(desk)
        self.opportunities = OpportunityService(desk)
        self.processes = ProcessService(
            desk,
            {"lead": LEAD_FIELDS, "opportunity": OPPORTUNITY_FIELDS},
            {"lead": self.leads.edit_within, "opportunity": self.opportunities.change},
        )
        self.qualification = QualificationService(desk)
        self.assistant = AssistantService(desk)
        self.capture = CaptureService(desk)
        self.log = LogService(desk)
        self.search = SearchService(desk)

    def close(self) -> None:
        """Let go of the database."""
        self.desk.database.close()

"""The workspace: the one door to the domain, for the screens, the command line, the connectors and the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.assistant.rows import AssistantSettings
from app.domain.assistant.service import AssistantService
from app.domain.capture.service import CaptureService
from app.domain.competitors.service import CompetitorService
from app.domain.core.folding import fold
from app.domain.fields.service import FieldService
from app.domain.history.service import LogService
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.service import LeadService
from app.domain.overview.service import OverviewService
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

    def __init__(self, desk: Desk, assistant: AssistantSettings) -> None:
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
        self.assistant = AssistantService(desk, assistant)
        self.overviews = OverviewService(desk, assistant)
        self.capture = CaptureService(desk)
        self.log = LogService(desk)
        self.search = SearchService(desk)

    def suggest(self, kind: str, text: str, limit: int = 8) -> list[tuple[str, str, str]]:
        """Records that a link field may mean while it is typed.

        Args:
            kind: user, contact, account or competitor.
            text: What was typed so far.
            limit: How many at the most.

        Returns:
            Reference, label and detail of each.
        """
        if kind == "user":
            wanted = fold(text)
            users = [each for each in self.users.list() if each.active and wanted in fold(each.name)]
            return [(each.code, each.name, each.role) for each in users[:limit]]
        if kind == "competitor":
            return [(each.code, each.name, each.website or "") for each in self.competitors.list(text)[:limit]]
        directory = self.contacts if kind == "contact" else self.accounts
        return [(each.code, each.name, each.detail or each.email or "") for each in directory.list(text, limit)]

    def close(self) -> None:
        """Let go of the database."""
        self.desk.database.close()

"""The workspace: the one door to the domain, for the screens, the command line, the connectors and the tests."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.assistant.rows import AssistantSettings
    from app.domain.assistant.service import AssistantService
    from app.domain.batches.service import BatchService
    from app.domain.capture.service import CaptureService
    from app.domain.competitors.service import CompetitorService
    from app.domain.fields.service import FieldService
    from app.domain.history.service import LogService
    from app.domain.leads.service import LeadService
    from app.domain.overview.service import OverviewService
    from app.domain.people.service import AccountService, ContactService
    from app.domain.people.users import UserService
    from app.domain.process.service import ProcessService
    from app.domain.qualification.service import QualificationService
    from app.domain.sales.service import OpportunityService
    from app.domain.search.service import SearchService
    from app.domain.stakeholders.service import StakeholderService
    from app.domain.store.desk import Desk
    from app.domain.timeline.service import TimelineService


class Workspace:
    """Every use case of Leadline, for one user at one desk; a service is loaded when it is first used.

    Attributes:
        desk: Who works, with which database, clock and zone.
    """

    def __init__(self, desk: Desk, assistant: AssistantSettings) -> None:
        """Open the door of a desk; see ``app.bootstrap``."""
        self.desk = desk
        self._assistant_settings = assistant

    @cached_property
    def fields(self) -> FieldService:
        """Fields of records, a manager's own too."""
        from app.domain.fields.service import FieldService

        return FieldService(self.desk)

    @cached_property
    def users(self) -> UserService:
        """Colleagues."""
        from app.domain.people.users import UserService

        return UserService(self.desk)

    @cached_property
    def contacts(self) -> ContactService:
        """People we know."""
        from app.domain.people.service import ContactService

        return ContactService(self.desk)

    @cached_property
    def accounts(self) -> AccountService:
        """Organisations we know."""
        from app.domain.people.service import AccountService

        return AccountService(self.desk)

    @cached_property
    def leads(self) -> LeadService:
        """Leads."""
        from app.domain.leads.service import LeadService

        return LeadService(self.desk)

    @cached_property
    def timeline(self) -> TimelineService:
        """Activities."""
        from app.domain.timeline.service import TimelineService

        return TimelineService(self.desk)

    @cached_property
    def stakeholders(self) -> StakeholderService:
        """Who has a role in a decision."""
        from app.domain.stakeholders.service import StakeholderService

        return StakeholderService(self.desk)

    @cached_property
    def competitors(self) -> CompetitorService:
        """Other vendors."""
        from app.domain.competitors.service import CompetitorService

        return CompetitorService(self.desk)

    @cached_property
    def opportunities(self) -> OpportunityService:
        """Viable sales."""
        from app.domain.sales.service import OpportunityService

        return OpportunityService(self.desk)

    @cached_property
    def processes(self) -> ProcessService:
        """Guided paths."""
        from app.domain.overview.queries import FIELDS
        from app.domain.process.service import ProcessService

        return ProcessService(
            self.desk, FIELDS, {"lead": self.leads.edit_within, "opportunity": self.opportunities.change}
        )

    @cached_property
    def qualification(self) -> QualificationService:
        """Deciding about leads."""
        from app.domain.qualification.service import QualificationService

        return QualificationService(self.desk)

    @cached_property
    def batches(self) -> BatchService:
        """Decisions about several leads at once."""
        from app.domain.batches.service import BatchService

        return BatchService(self.desk)

    @cached_property
    def assistant(self) -> AssistantService:
        """What needs a look."""
        from app.domain.assistant.service import AssistantService

        return AssistantService(self.desk, self._assistant_settings)

    @cached_property
    def overviews(self) -> OverviewService:
        """Everything of one record at a glance."""
        from app.domain.overview.service import OverviewService

        return OverviewService(self.desk, self._assistant_settings)

    @cached_property
    def capture(self) -> CaptureService:
        """Lists that come in as files."""
        from app.domain.capture.service import CaptureService

        return CaptureService(self.desk)

    @cached_property
    def log(self) -> LogService:
        """Undo, redo and history."""
        from app.domain.history.service import LogService

        return LogService(self.desk)

    @cached_property
    def search(self) -> SearchService:
        """One question to every kind of record."""
        from app.domain.search.service import SearchService

        return SearchService(self.desk)

    def suggest(self, kind: str, text: str, limit: int = 8) -> list[tuple[str, str, str]]:
        """Records that a link field may mean while it is typed.

        Args:
            kind: user, contact, account or competitor.
            text: What was typed so far.
            limit: How many at the most.

        Returns:
            Reference, label and detail of each.
        """
        from app.domain.core.folding import fold

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

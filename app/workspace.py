"""The workspace: the one door to the domain, for the screens, the command line, the connectors and the tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from app.domain import areas
from app.domain.core.area import resolve

if TYPE_CHECKING:
    from app.domain.assignment.assigning import AssigningService
    from app.domain.assignment.service import RuleService
    from app.domain.assistant.service import AssistantService
    from app.domain.attachments.service import AttachmentService
    from app.domain.batches.service import BatchService
    from app.domain.calling.listing import DoNotCallService
    from app.domain.calling.service import CallingService
    from app.domain.callqueue.floor import FloorService
    from app.domain.callqueue.queues import QueueService
    from app.domain.callqueue.service import CallQueueService
    from app.domain.capture.price_rows import PriceImportService
    from app.domain.capture.service import CaptureService
    from app.domain.competitors.service import CompetitorService
    from app.domain.core.suggestions import Suggested, Suggesting
    from app.domain.customers.lister import CustomerLister
    from app.domain.customers.service import CustomerService
    from app.domain.fields.service import FieldService
    from app.domain.history.service import LogService
    from app.domain.jobs.service import JobService
    from app.domain.leads.service import LeadService
    from app.domain.orders.lister import OrderLister
    from app.domain.orders.service import OrderService
    from app.domain.outbox.service import OutboxService
    from app.domain.overview.service import OverviewService
    from app.domain.papers.offering import OfferedLineSuggestions
    from app.domain.papers.service import PaperService
    from app.domain.people.service import AccountService, ContactService
    from app.domain.people.users import UserService
    from app.domain.process.defining import DefinitionService
    from app.domain.process.service import ProcessService
    from app.domain.products.groups import DiscountListService, UnitGroupService
    from app.domain.products.interests import InterestService
    from app.domain.products.lists import PriceListService
    from app.domain.products.service import ProductService
    from app.domain.qualification.service import QualificationService
    from app.domain.quotes.lister import QuotationLister
    from app.domain.quotes.service import QuoteService
    from app.domain.rates.service import RateService
    from app.domain.reports.service import ReportService
    from app.domain.research.service import ResearchService
    from app.domain.sales.lines import OpportunityLineService
    from app.domain.sales.pipeline import PipelineService
    from app.domain.sales.service import OpportunityService
    from app.domain.sales.team import TeamService
    from app.domain.search.prospect_service import ProspectService
    from app.domain.search.service import SearchService
    from app.domain.sequences.defining import SequenceDefinitionService
    from app.domain.sequences.service import SequenceService
    from app.domain.settings.service import SettingService
    from app.domain.stakeholders.service import StakeholderService
    from app.domain.store.desk import Desk
    from app.domain.teams.absence import TimeOffService
    from app.domain.teams.service import UserTeamService
    from app.domain.timeline.service import TimelineService
    from app.domain.worklist.service import WorkListService


S = TypeVar("S")


class Workspace:
    """Every use case of Leadline, for one user at one desk; a service is loaded when it is first used.

    Which services there are, and by which names, the areas say; those of the areas that come with Leadline are
    listed here for whoever reads or checks the code. One of another area is ``workspace.service(ItsService)``.

    Attributes:
        desk: Who works, with which database, clock and zone.
    """

    fields: FieldService
    settings: SettingService
    users: UserService
    rules: RuleService
    assigning: AssigningService
    teams: UserTeamService
    time_off: TimeOffService
    contacts: ContactService
    accounts: AccountService
    leads: LeadService
    timeline: TimelineService
    calling: CallingService
    do_not_call: DoNotCallService
    attachments: AttachmentService
    stakeholders: StakeholderService
    research: ResearchService
    competitors: CompetitorService
    processes: ProcessService
    definitions: DefinitionService
    outbox: OutboxService
    sequences: SequenceService
    sequence_definitions: SequenceDefinitionService
    rates: RateService
    products: ProductService
    price_lists: PriceListService
    discount_lists: DiscountListService
    unit_groups: UnitGroupService
    interests: InterestService
    opportunities: OpportunityService
    opportunity_lines: OpportunityLineService
    team: TeamService
    pipeline: PipelineService
    customers: CustomerService
    quotes: QuoteService
    papers: PaperService
    offered_lines: OfferedLineSuggestions
    orders: OrderService
    quotation_lists: QuotationLister
    order_lists: OrderLister
    customer_lists: CustomerLister
    qualification: QualificationService
    callqueue: CallQueueService
    queues: QueueService
    floor: FloorService
    worklist: WorkListService
    assistant: AssistantService
    capture: CaptureService
    price_imports: PriceImportService
    log: LogService
    jobs: JobService
    search: SearchService
    prospects: ProspectService
    batches: BatchService
    reports: ReportService
    overviews: OverviewService

    def __init__(self, desk: Desk) -> None:
        """Open the door of a desk; see ``app.bootstrap``."""
        self.desk = desk
        self._services: dict[Callable[[Desk], Any], Any] = {}

    def service(self, kind: Callable[[Desk], S]) -> S:
        """The service of a class, made for this desk when it is first asked for."""
        if kind not in self._services:
            self._services[kind] = kind(self.desk)
        return cast("S", self._services[kind])

    if not TYPE_CHECKING:  # a name that is none of the above is then one that the type checker refuses

        def __getattr__(self, name: str) -> Any:
            """The service that an area calls so; from then on it is an attribute like any."""
            place = self._places.get(name)
            if place is None:
                raise AttributeError(f"no area has a service {name}", name=name, obj=self)
            service = self.service(resolve(place))
            setattr(self, name, service)
            return service

    @cached_property
    def _places(self) -> dict[str, str]:
        """Where the class of each service is, by the name the areas give it."""
        return {name: place for area in areas.every() for name, place in area.services}

    def suggest(self, kind: str, text: str, limit: int = 8) -> list[Suggested]:
        """Records that a link field may mean while it is typed, as the service of their area offers them.

        Args:
            kind: The kind of record, such as contact or product.
            text: What was typed so far.
            limit: How many at the most.
        """
        places = {name: place for area in areas.every() for name, place in area.suggesting}
        service: Suggesting = self.service(resolve(places[kind]))
        return list(service.suggest(text, limit))

    def close(self) -> None:
        """Let go of the database."""
        self.desk.database.close()

"""Every table there is: importing this module completes the metadata."""

from __future__ import annotations

from app.domain.assistant.records import CardState
from app.domain.capture.records import ImportRun
from app.domain.competitors.records import Competitor, Rivalry
from app.domain.fields.records import CustomField
from app.domain.leads.records import Lead
from app.domain.people.records import Account, Contact, ContactPoint, PostalAddress, User
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.sales.records import Opportunity
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.base import Base
from app.domain.store.counters import Counter
from app.domain.store.log import ChangeEntry, CommandEntry
from app.domain.timeline.records import Activity, LastLook, Participant, TimelineLink

__all__ = [
    "Account",
    "Activity",
    "Base",
    "CardState",
    "ChangeEntry",
    "CommandEntry",
    "Competitor",
    "Contact",
    "ContactPoint",
    "Counter",
    "CustomField",
    "ImportRun",
    "LastLook",
    "Lead",
    "Opportunity",
    "Participant",
    "PostalAddress",
    "ProcessDefinition",
    "ProcessInstance",
    "Rivalry",
    "Stakeholder",
    "TimelineLink",
    "User",
]

metadata = Base.metadata

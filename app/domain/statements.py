"""Every statement that goes by name: importing this module makes them known to the readers."""

from __future__ import annotations

from app.domain.assistant import statements as assistant
from app.domain.competitors import statements as competitors
from app.domain.fields import editing as fields
from app.domain.leads import statements as leads
from app.domain.people import statements as people
from app.domain.process import statements as process
from app.domain.sales import statements as sales
from app.domain.stakeholders import statements as stakeholders
from app.domain.store.reading import NAMED
from app.domain.timeline import statements as timeline

AREAS = (fields, people, leads, timeline, stakeholders, competitors, process, sales, assistant)
"""The modules that name statements, lowest area first."""

__all__ = ["AREAS", "NAMED"]

"""Samples: what was sent to a lead to be tried, and whether it came back."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs

SAMPLES: Final = Area(
    "samples",
    records="tests.example_area.records",
    rights=(("sample", Hangs()),),
    statements="tests.example_area.statements",
    field_types=("tests.example_area.barcodes:BARCODE",),
    services=(("samples", "tests.example_area.service:SampleService"),),
    reactions=(
        ("app.domain.qualification.events:LeadDisqualified", "tests.example_area.reactions:on_lead_disqualified"),
    ),
    query_fields=(("lead", "tests.example_area.query_fields:SAMPLES_OUT"),),
    settings=("tests.example_area.settings:SETTINGS",),
    cards=("tests.example_area.cards:ASKED_BACK",),
    work_sources=("tests.example_area.work:OUT",),
    step_kinds=("tests.example_area.steps:SAMPLE_STEP",),
    commands="tests.example_area.commands",
    panels=("tests.example_area.panel:SAMPLES",),
    nouns=(Noun("sample", "tests.example_area.cli"),),
)

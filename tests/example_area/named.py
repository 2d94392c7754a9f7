"""What is read of samples by name."""

from __future__ import annotations

from typing import Final

from app.domain.store.named import Named
from tests.example_area.rows import AskedBack, SampleLine

SAMPLES_OF: Final = Named("tests.example_area", "samples.of", SampleLine)
ASKED_BACK_OF: Final = Named("tests.example_area", "samples.asked_back_of", AskedBack)
ASKED_BACK_BY: Final = Named("tests.example_area", "samples.asked_back_by", AskedBack)

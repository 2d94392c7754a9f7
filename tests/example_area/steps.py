"""A kind of step: a sample is sent."""

from __future__ import annotations

from typing import Final

from app.domain.process.steps import StepKind


class SampleStep(StepKind):
    """A sample to send; the sending ticks it."""

    name = "sample"

    def command(self, action: str | None) -> str:  # noqa: ARG002 - there is but one
        """What sends one."""
        return "sample.send"


SAMPLE_STEP: Final = SampleStep()

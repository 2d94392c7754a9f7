"""Use cases of samples: one public verb is one transaction."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.fields import parse
from app.domain.core.outcomes import Outcome
from app.domain.process.reactions import tick_steps
from app.domain.settings.queries import setting
from app.domain.stakeholders.subject import find_subject, open_subject
from app.domain.store.desk import Desk
from app.words import say
from tests.example_area.fields import PRODUCT
from tests.example_area.named import SAMPLES_OF
from tests.example_area.records import Sample
from tests.example_area.rows import SampleLine
from tests.example_area.steps import SAMPLE_STEP


class SampleService:
    """What leads were sent to try."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, ref: str) -> tuple[SampleLine, ...]:
        """The samples of a lead, the first sent first."""
        with self._desk.read() as reader:
            _kind, record_id = find_subject(reader.connection, ref)
            return tuple(reader.named(SAMPLES_OF, record_id=record_id))

    def send(self, ref: str, product: str) -> Outcome:
        """Note that a sample was sent.

        Raises:
            NotFound: There is no such lead.
            ReadOnly: It is closed.
            Invalid: No product is named.
            NotAllowed: As many are out as managers allow.
        """
        named = parse(PRODUCT, product, self._desk.context())
        if named is None:
            raise Invalid(say("Product is missing: say what was sent."), field="product")
        with self._desk.write("sample.send") as unit:
            subject = open_subject(unit.session, ref)
            out = select(func.count()).where(Sample.record_id == subject.id, Sample.status == "sent")
            if (unit.session.scalar(out) or 0) >= setting(unit.session, "sample_limit"):
                raise NotAllowed(say("{name} has enough samples.", name=subject.title), field="product")
            sample = unit.add(Sample(record_kind=subject.kind, record_id=subject.id, product=named))
            tick_steps(unit, subject.id, lambda step: step.kind == SAMPLE_STEP.name)
            message = say("{product} sent to {name}.", product=sample.product, name=subject.title)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(sample.id, "", ("product",), message, unit.seq)

    def take_back(self, id: str) -> Outcome:
        """Note that a sample came back.

        Raises:
            NotFound: There is no such sample.
        """
        with self._desk.write("sample.back") as unit:
            sample = unit.get(Sample, id)
            if sample is None:
                raise NotFound(say("There is no such sample."), hint=say("leadline sample list shows those of a lead."))
            sample.status = "back"
            message = say("{product} came back.", product=sample.product)
            unit.describe(message, sample.record_kind, sample.record_id)
        return Outcome(sample.id, "", ("status",), message, unit.seq)

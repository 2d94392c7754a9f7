"""What the demo is made of: the files of ``data/demo``, validated."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from app.data_files import data_path
from app.domain.core.errors import Invalid
from app.words import say

Spelled = tuple[str, str]
"""A word on the screen, and its Latin spelling for addresses."""
Span = tuple[int, int]


class Part(BaseModel):
    """A part of the content; a name that nobody knows is a slip of the pen and refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Colleague(Part):
    """Someone who works in the company."""

    login: str
    name: str
    role: str
    zone: str


class OwnField(Part):
    """A field that the company's manager added."""

    kind: str
    code: str
    label: str
    type: str
    choices: tuple[str, ...] = ()
    help: str | None = None


class House(Part):
    """The company itself."""

    name: str
    domain: str
    zone: str
    colleagues: tuple[Colleague, ...]
    fields: tuple[OwnField, ...]
    competitors: tuple[dict[str, Any], ...]


class RowsOf(Part):
    """A discount list or a unit group, with its rows as they are typed."""

    name: str
    rows: tuple[tuple[str, str], ...]


class Priced(Part):
    """A price list; a price is the number of a product, the amount, and a unit where it is not the product's own."""

    name: str
    currency: str
    customer_group: str | None = None
    valid_from: str
    prices: tuple[tuple[str, str, str], ...]


class Catalogue(Part):
    """What the company sells."""

    units: tuple[RowsOf, ...]
    discounts: tuple[RowsOf, ...]
    products: tuple[dict[str, Any], ...]
    price_lists: tuple[Priced, ...]


class Place(Part):
    """A city where leads are."""

    city: str
    city_ar: str | None = None
    country: str
    country_ar: str | None = None
    code: str
    zone: str
    currency: str
    phone: str
    """A number of that city that nobody has; each # becomes a digit."""
    culture: str
    districts: tuple[str, ...]
    owners: tuple[str, ...]
    weight: int


class Names(Part):
    """People's names of a culture."""

    women: tuple[str | Spelled, ...]
    men: tuple[str | Spelled, ...]
    last: tuple[str | Spelled, ...]


class Kind(Part):
    """A kind of business; spans are least and most."""

    code: str
    industry: str
    segment: str
    employees: Span
    machines: Span
    revenue: Span
    weight: int
    titles: tuple[str, ...]
    titles_ar: tuple[Spelled, ...]
    """For a man and for a woman."""
    patterns: dict[str, tuple[str, ...]]


class Wish(Part):
    """What a lead wants."""

    topic: str
    topic_ar: str
    need: str
    solution: str
    worth: Span
    """US dollars for each machine."""
    kinds: tuple[str, ...]


class Calls(Part):
    """What is noted of calls."""

    opening: tuple[str, ...]
    decision: tuple[str, ...]
    next: tuple[str, ...]
    reached: tuple[str, ...]
    missed: tuple[Spelled, ...]
    inbound: tuple[str, ...]
    arabic: tuple[str, ...]


class Emails(Part):
    """Subjects and texts of emails."""

    out: tuple[Spelled, ...]
    in_: tuple[Spelled, ...]
    out_ar: tuple[Spelled, ...]
    in_ar: tuple[Spelled, ...]


class Person(Part):
    """A further person with a say."""

    title: str
    title_ar: Spelled
    """For a man and for a woman."""
    role: str
    influence: int
    attitude: str
    notes: str
    notes_ar: str


class Loss(Part):
    """Why a sale came to nothing: in words, and by the reasons there are."""

    words: str
    reasons: tuple[str, ...]


class Talk(Part):
    """What people say, write and plan."""

    calls: Calls
    emails: Emails
    notes: tuple[str, ...]
    notes_ar: tuple[str, ...]
    threads: tuple[tuple[str, tuple[str, ...]], ...]
    tasks: tuple[str, ...]
    tasks_ar: tuple[str, ...]
    meetings: tuple[str, ...]
    agendas: tuple[str, ...]
    held: tuple[str, ...]
    summaries: tuple[str, ...]
    comments: dict[str, str]
    """Why a lead was given up, by reason."""
    lost: tuple[Loss, ...]
    cancelled: tuple[Loss, ...]
    out_sold: tuple[Loss, ...]
    stakeholders: tuple[Person, ...]
    newcomer: Person
    """Turns up when the sale is under way."""


class StoryStep(BaseModel):
    """A step of a story; what else it holds are the arguments of what is done."""

    model_config = ConfigDict(extra="allow", frozen=True)

    at: str
    do: str
    by: str = ""


class Story(Part):
    """A lead whose story the demo plays step by step."""

    key: str
    by: str
    at: str
    values: dict[str, Any]
    steps: tuple[StoryStep, ...]


class Content(Part):
    """Everything the demo is made of."""

    house: House
    catalogue: Catalogue
    places: tuple[Place, ...]
    names: dict[str, Names]
    kinds: tuple[Kind, ...]
    words: dict[str, tuple[str | Spelled, ...]]
    wishes: tuple[Wish, ...]
    talk: Talk
    stories: tuple[Story, ...]
    texts: dict[str, str]
    """What texts are in the language people speak in it, by their English."""

    def told(self, text: str) -> str:
        """A text as people in the demo say it."""
        return self.texts.get(text, text)


def load_content(folder: Path | None = None, language: str = "en") -> Content:
    """The content of the demo.

    Args:
        folder: Where its files are; the ones that come with Leadline without it.
        language: The code of the language people speak in it: English, or Arabic.

    Raises:
        Invalid: A file is not what it should be; the message names it and the place in it.
    """
    place = folder or data_path("demo")
    texts = _read(place, "arabic")["texts"] if language == "ar" else {}

    def read(name: str) -> dict[str, Any]:
        written: dict[str, Any] = _told(_read(place, name), texts)
        return written

    try:
        businesses = read("businesses")
        return Content(
            house=House(**read("company")),
            catalogue=Catalogue(**read("catalogue")),
            places=read("places")["places"],
            names=_read(place, "names"),
            kinds=businesses["kinds"],
            words=businesses["words"],
            wishes=read("wishes")["wishes"],
            talk=_talk(read("talk")),
            stories=read("story")["leads"],
            texts=texts,
        )
    except (ValidationError, KeyError) as problem:
        raise Invalid(
            say("The demo's content in {folder} does not fit: {problem}.", folder=place, problem=problem)
        ) from problem


def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise Invalid(say("{path} is not valid TOML: {problem}.", path=path, problem=problem)) from problem


def _told(written: Any, texts: Mapping[str, str]) -> Any:
    """What is written in a file, with each text as another language tells it, where it does."""
    match written:
        case str():
            return texts.get(written, written)
        case dict():
            return {name: _told(value, texts) for name, value in written.items()}
        case list():
            return [_told(value, texts) for value in written]
        case _:
            return written


def _talk(written: dict[str, Any]) -> Talk:
    emails = {("in_" if name == "in" else name): texts for name, texts in written["emails"].items()}
    return Talk(
        calls=written["calls"],
        emails=Emails(**emails),
        notes=written["notes"]["texts"],
        notes_ar=written["notes"]["texts_ar"],
        threads=written["posts"]["threads"],
        tasks=written["tasks"]["subjects"],
        tasks_ar=written["tasks"]["subjects_ar"],
        meetings=written["meetings"]["subjects"],
        agendas=written["meetings"]["agendas"],
        held=written["meetings"]["outcomes"],
        **written["people"],
        **written["decisions"],
    )

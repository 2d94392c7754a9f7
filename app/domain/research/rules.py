"""The rules of links for research: which addresses are taken, and what one becomes for a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlsplit

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.text import clean_line
from app.domain.research.rows import LinkTemplate, ResearchLine
from app.words import Message, label, language, listed, say

KINDS: Final = ("lead", "contact", "account")
"""The kinds of record there are links for."""
_PLACE_WORDS: Final[Mapping[str, Message]] = {
    "company": "company",
    "person": "person's name",
    "who": "name",
    "website": "website",
    "linkedin": "LinkedIn page",
    "email": "email",
    "phone": "phone",
    "domain": "domain",
    "address": "address",
    "city": "city",
    "country": "country",
    "industry": "industry",
    "job_title": "job title",
}
"""The places that an address may have, and what stands in each."""
#: Places that hold a whole address of their own, and stand alone.
_WHOLE: Final = ("website", "linkedin")
#: Places that hold the field of that name.
_AS_THEY_ARE: Final = ("linkedin", "email", "phone", "city", "country", "industry", "job_title")
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_LONGEST_NAME, _LONGEST_URL = 60, 2000


def checked(name: object, url: object, kinds: Iterable[str] = (), name_ar: object = "") -> LinkTemplate:
    """A link as it was given, if it can be one.

    Raises:
        Invalid: The name is missing or too long, the address is none of http or https, or has places nobody knows.
    """
    called = clean_line(str(name or ""))
    if not called or len(called) > _LONGEST_NAME:
        raise Invalid(
            say("A link needs a name of at most {n} characters.", n=_LONGEST_NAME), field="name", hint=say("Name it.")
        )
    of_kinds = tuple(dict.fromkeys(clean_line(each).lower() for each in kinds if each.strip())) or KINDS
    for each in of_kinds:
        if each not in KINDS:
            raise Invalid(
                say("There are no links for “{kind}”.", kind=each[:40]),
                field="kinds",
                hint=say("Choose from: {choices}.", choices=listed(KINDS)),
            )
    return LinkTemplate(
        called, clean_line(str(name_ar or ""))[:_LONGEST_NAME], _checked_url(url), of_kinds, shipped=False
    )


def _checked_url(given: object) -> str:
    """An address with places, if it leads where it says for whatever record."""
    text = str(given or "").strip()
    url = clean_line(text)
    places = _PLACE.findall(url)
    for each in places:
        if each not in _PLACE_WORDS:
            raise Invalid(
                say("The address has a place {place} that nothing fills.", place=f"{{{each[:40]}}}"),
                field="url",
                hint=say("Choose from: {choices}.", choices=listed(f"{{{one}}}" for one in _PLACE_WORDS)),
            )
    if url in (f"{{{each}}}" for each in _WHOLE):
        return url
    bare = _PLACE.sub("", url)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    stray = "{" in bare or "}" in bare or any(f"{{{each}}}" in url for each in _WHOLE)
    fits = parts.scheme in ("http", "https") and "." in host and "{" not in parts.netloc and not parts.username
    if url != text or not fits or stray or any(each.isspace() for each in url) or len(url) > _LONGEST_URL:
        raise Invalid(
            say("“{url}” is not an address of a web page with places.", url=url[:80]),
            field="url",
            hint=say("Write it like {example}.", example="https://register.example.com/search?name={company}"),
        )
    return url


def values_of(kind: str, values: Mapping[str, Any], domain: str | None) -> dict[str, str]:
    """What stands in each place for a record; what it lacks is left out.

    Args:
        kind: lead, contact or account.
        values: The record's values, by field code.
        domain: Its company's domain.
    """
    company = values.get("name") if kind == "account" else values.get("company") or values.get("account")
    person = None if kind == "account" else values.get("name")
    parts = [values.get(each) for each in ("street", "city", "region", "postal_code", "country")]
    website = values.get("website") or (domain and f"https://{domain}")
    found: dict[str, Any] = {
        "company": company,
        "person": person,
        "who": " ".join(str(each) for each in (person, company) if each),
        "website": website,
        "address": ", ".join(str(each) for each in parts if each),
        "domain": domain,
        **{each: values.get(each) for each in _AS_THEY_ARE},
    }
    return {place: clean_line(str(value)) for place, value in found.items() if value and clean_line(str(value))}


def made_of(template: LinkTemplate, values: Mapping[str, str]) -> ResearchLine:
    """The link of a record, or why it has none.

    Args:
        template: The link.
        values: What stands in each place.
    """
    places = tuple(dict.fromkeys(_PLACE.findall(template.url)))
    missing = tuple(each for each in places if each not in values)
    name = template.called(language())
    if missing:
        words = listed(label(_PLACE_WORDS[each]) for each in missing)
        return ResearchLine(name, "", missing, say("Not known: {what}.", what=words))
    if template.url.strip("{}") in _WHOLE:
        return ResearchLine(name, _whole_address(values[places[0]]), (), "")
    return ResearchLine(name, _PLACE.sub(lambda found: quote(values[found[1]], safe=""), template.url), (), "")


def named(lines: Iterable[ResearchLine], name: str) -> ResearchLine:
    """The link that a name means: its whole name, or else the beginning of only one.

    Raises:
        Invalid: None is called so, or several are; or something is missing for it.
    """
    every = tuple(lines)
    wanted = fold(name)
    exact = [each for each in every if fold(each.name) == wanted]
    found = exact or [each for each in every if fold(each.name).startswith(wanted)]
    if len(found) != 1 or not wanted:
        raise Invalid(
            say("No link is called “{name}”.", name=name[:60]) if not found
            else say("Several links begin with “{name}”.", name=name[:60]),
            field="open",
            hint=say("Choose from: {choices}.", choices=listed(each.name for each in every if each.url)),
        )  # fmt: skip
    if not found[0].url:
        raise Invalid(
            say("There is no link “{name}”: {reason}", name=found[0].name, reason=found[0].reason), field="open"
        )
    return found[0]


def _whole_address(text: str) -> str:
    """An address as a browser takes it, whatever it was typed like."""
    address = text if text.lower().startswith(("http://", "https://")) else f"https://{text}"
    return quote(address, safe="/:?&=#%+,;@~!$'()*[]-._")

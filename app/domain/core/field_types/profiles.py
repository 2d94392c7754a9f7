"""The type of a profile on LinkedIn: whose page it is, in one spelling."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote, urlsplit

from app.domain.core.errors import Invalid
from app.domain.core.field_types.base import LINE_LIMIT, Field, ParseContext
from app.domain.core.field_types.texts import Url
from app.words import Message, say

_HOST: Final = "linkedin.com"
_OF_PEOPLE: Final = ("in/", "pub/", "sales/lead/", "sales/people/", "talent/profile/")
_OF_COMPANIES: Final = ("company/", "school/", "showcase/", "sales/company/")


class Profile(Url):
    """A page of a person or a company on LinkedIn, or in Sales Navigator."""

    name = "profile"
    noun: Message = "profiles"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> str | None:
        """The page's address with its scheme, without what only says where somebody came from."""
        text = self.line_of(value)
        try:
            parts = urlsplit(text if "://" in text else f"https://{text}")
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        path = parts.path.strip("/")
        known = path.lower().startswith((*_OF_PEOPLE, *_OF_COMPANIES)) and path.count("/") >= 1
        if parts.scheme.lower() not in ("http", "https") or port or not (host == _HOST or host.endswith(f".{_HOST}")):
            known = False
        if not known or " " in text:
            raise Invalid(
                say("“{text}” is not a page of a person or company on LinkedIn.", text=text[:80]),
                hint=say("Write it like {example}.", example="https://www.linkedin.com/in/sara-nadim"),
            )
        host = "www.linkedin.com" if host in (_HOST, "m.linkedin.com") else host
        return self.bounded(f"https://{host}/{quote(unquote(path), safe='/,-_.~()%')}", LINE_LIMIT)


def is_of_company(profile: str) -> bool:
    """Whether a profile is a company's, else a person's."""
    return urlsplit(profile).path.strip("/").lower().startswith(_OF_COMPANIES)

"""Email addresses: checked and normalised."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.text import clean_line
from app.words import Message, Said, language, said_by_others, say, say_declared
from app.words.language import SOURCE

#: The longest local part and address that mail servers must accept (RFC 5321, 4.5.3.1).
LOCAL_LIMIT: Final = 64
ADDRESS_LIMIT: Final = 254

_ATOM = r"[A-Za-z0-9_+\-]+"
# A label with hyphens in third and fourth place is Punycode or nothing; the library knows.
_LABEL = r"(?!..--)[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_PLAIN: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_WRITTEN: Final = re.compile(r"[^\s@,;:|/<>()\[\]\"']+@[^\s@,;:|/<>()\[\]\"']+\.[^\s@,;:|/<>()\[\]\"'.]{2,}")
#: An address in brackets behind a name.
_NAMED: Final = re.compile(r"[^<>@;|]*<\s*(?=[^<>\s]+@)|(?<=\S)\s*>")
_BETWEEN: Final = re.compile(r"(?:[\s,;:|/]|\band\b|\bor\b|mailto)+")
_SPECIAL_USE: Final = (".arpa", ".invalid", ".local", ".localhost", ".onion", ".test")


_HINT: Final[Message] = "Write it like sara@example.com."
#: What the library says of the mistakes that people make.
_OFTEN_SAID: Final[tuple[Message, ...]] = (
    "An email address must have an @-sign.",
    "There must be something before the @-sign.",
    "There must be something after the @-sign.",
    "An email address cannot have two periods in a row.",
    "An email address cannot have a period and a hyphen next to each other.",
    "The part after the @-sign is not valid. It should have a period.",
    "The part after the @-sign is not valid. It is not within a valid top-level domain.",
    "The part after the @-sign is a special-use or reserved name that cannot be used with email.",
    "The email address contains invalid characters before the @-sign.",
)


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses of a text that holds nothing else but the names of those they belong to; none if it does.

    >>> addresses_in("info@a.example, Mona <mona@a.example>"), addresses_in("ask mona@a.example about it")
    (('info@a.example', 'mona@a.example'), ())
    """
    found = tuple(dict.fromkeys(_WRITTEN.findall(text)))
    rest = _NAMED.sub("", text)
    return found if found and not _BETWEEN.sub("", _WRITTEN.sub("", rest)) else ()


def parse_email(text: str) -> str:
    """The address in what a person typed, with its domain in lower case and in Unicode.

    ``mailto:`` and angle brackets around it are taken off. The part before the ``@`` keeps its case.
    Nothing is looked up in the network.

    Raises:
        Invalid: It is not an address, or would smuggle lines into a message.
    """
    typed = text.strip()
    if _PLAIN.fullmatch(typed) and _fits(typed) and not typed.lower().endswith(_SPECIAL_USE):
        local, _at, domain = typed.rpartition("@")
        return f"{local}@{domain.lower()}"
    if any(unicodedata.category(character) == "Cc" for character in typed):
        raise _refused(clean_line(typed), say("It has a line break or control character; write the address alone."))
    address = clean_line(typed)
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1].strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    if not _fits(address):
        hint = say(
            "At most {local} characters before the @, and {whole} in all.",
            local=LOCAL_LIMIT,
            whole=ADDRESS_LIMIT,
        )
        raise _refused(address, hint)
    return _library_address(address)


def _fits(address: str) -> bool:
    return len(address) <= ADDRESS_LIMIT and len(address.rpartition("@")[0]) <= LOCAL_LIMIT


def _library_address(address: str) -> str:
    """The address as the library normalises it."""
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError as problem:
        raise _refused(address, _reason(str(problem))) from None
    return checked.normalized


def _reason(given: str) -> Said:
    """What the library says is wrong; in another language what it says often, else how to write an address."""
    if given in _OFTEN_SAID:
        return say_declared(given)
    return said_by_others(given) if language() == SOURCE else say_declared(_HINT)


def _refused(address: str, reason: Said) -> Invalid:
    """The refusal of an address."""
    shown = address if len(address) <= ADDRESS_LIMIT else f"{address[:40]}…"
    message = say("“{text}” is not an email address.", text=shown) if shown else say("The email address is empty.")
    return Invalid(message, field="email", hint=reason if shown else say_declared(_HINT))

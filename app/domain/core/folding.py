"""Folding: one spelling for what people search for and compare, in Latin and Arabic script."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import Final

# Letters that Unicode does not decompose, although people type them without the stroke or the seat.
_VARIANTS: Final = {
    variant: plain
    for plain, variants in {
        "i": "ı",
        "o": "ø",
        "l": "ł",
        "d": "đð",
        "h": "ħ",
        "ae": "æ",
        "oe": "œ",
        "th": "þ",
        "\u0627": "\u0671",  # alef: alef wasla
        "\u064a": "\u0649\u06cc",  # yeh: alef maqsura, Farsi yeh
        "\u0647": "\u0629\u06c1",  # heh: ta marbuta, heh goal
        "\u0643": "\u06a9",  # kaf: keheh
        "'": "\u2018\u2019\u02bc",
        '"': "\u201c\u201d",
        "-": "\u2010\u2011\u2012\u2013\u2014\u2212",
    }.items()
    for variant in variants
}
# Marks that may be left out in writing. Vowel signs of other scripts carry the word and stay.
_OPTIONAL_MARKS: Final = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_SMALL: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class _Folds(dict[int, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    """One character in its folded form, which may be empty or several characters."""
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    if category in {"Cc", "Cf", "Cs"}:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    bare = "".join(_VARIANTS.get(part, part) for part in _OPTIONAL_MARKS.sub("", parts))
    whole = unicodedata.normalize("NFC", bare)
    return whole if whole == character else "".join(map(_fold_character, whole))


_FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """The text as searches compare it: without case, accents, harakat and other variants of writing.

    Alef, ya, ta marbuta and hamza seats become one form each, every script's digits become ASCII,
    curly quotes and dashes plain ones, and white space collapses. Folding twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_FOLDS)).split())


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded, as headings, choices and names of countries are compared."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def is_plain(text: str) -> bool:
    """Whether folding a text only takes its ASCII capitals away, as a database does itself."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()


def like_pattern(text: str) -> str:
    r"""The text with ``%``, ``_`` and ``\`` escaped, for ``LIKE … ESCAPE '\'``; it adds no wildcard."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_LEGAL_WORDS: Final = """
llc ltd limited inc incorporated corp corporation co company plc lp llp pllc pc pvt pte pty pjsc psc jsc
cjsc ojsc wll bsc saoc saog qsc kscc ksc fze fzc fzco fzllc dmcc est establishment
gmbh mbh ag kg kgaa ohg ug ev eg gbr se sa sarl sas sasu eurl snc sci scs sl slu srl spa sapa bv nv vof
bvba cvba ab as asa aps oy oyj sro doo dd kft zrt nyrt ood eood ooo oao zao pao kk gk bhd sdn tbk ltda
eireli sae شركة الشركة مؤسسة المحدودة محدودة ذمم شمم شمع شذمم وشركاه
"""
_LEGAL_FORMS: Final = frozenset(fold(_LEGAL_WORDS).split())
_LEADING_FORMS: Final = frozenset(fold(form) for form in ("the", "شركة", "الشركة", "مؤسسة"))
_DOTTED: Final = re.compile(r"\b(?:\w\.\s?){2,}(?:\w\b)?")
_NOT_WORDS: Final = re.compile(r"[^\w]+")
_AND: Final = frozenset({"and", "und", "et", "y", "و"})


def company_key(name: str) -> str:
    """The company name as duplicates share it: folded, without punctuation and legal forms.

    ``Contoso Coffee L.L.C.`` and ``The CONTOSO coffee co., Ltd`` answer ``contoso coffee``. A name made
    of nothing but legal forms keeps its words.
    """
    dotless = _DOTTED.sub(lambda dotted: re.sub(r"[.\s]", "", dotted[0]) + " ", fold(name))
    words = [word for word in _NOT_WORDS.sub(" ", dotless.replace("&", " and ")).split() if word]
    kept = words
    while len(kept) > 1 and kept[0] in _LEADING_FORMS:
        kept = kept[1:]
    while len(kept) > 1 and (kept[-1] in _LEGAL_FORMS or kept[-1] in _AND):
        kept = kept[:-1]
    return " ".join(words if len(kept) == 1 and kept[0] in _LEGAL_FORMS else kept)


_FREE_MAIL_DOMAINS: Final = """
gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk msn.com
yahoo.com yahoo.co.uk yahoo.co.in yahoo.fr yahoo.de yahoo.es yahoo.it ymail.com rocketmail.com icloud.com
me.com mac.com aol.com proton.me protonmail.com pm.me tutanota.com tuta.com fastmail.com hey.com gmx.com
gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com email.com zoho.com zohomail.com
yandex.com yandex.ru mail.ru bk.ru list.ru inbox.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com
yeah.net naver.com hanmail.net daum.net rediffmail.com libero.it virgilio.it orange.fr wanadoo.fr free.fr
laposte.net sfr.fr hotmail.es hotmail.it btinternet.com comcast.net verizon.net att.net sbcglobal.net
bigpond.com maktoob.com emirates.net.ae eim.ae
"""
_FREE_MAIL: Final = frozenset(_FREE_MAIL_DOMAINS.split())


def is_free_mail(domain: str) -> bool:
    """Whether the domain gives mailboxes to anybody, and so says nothing about the company."""
    return domain.lower().rstrip(".").removeprefix("www.") in _FREE_MAIL


def host_of(email_or_url: str) -> str | None:
    """The host of an email address, URL or bare domain, in lower case and without ``www.``, if any."""
    text = re.sub(r"^(?:mailto:|[a-z][a-z0-9+.-]*://)", "", email_or_url.strip(" <>\t\n").lower())
    authority = re.split(r"[/?#\\]", text, maxsplit=1)[0]
    host = re.sub(r":\d*$", "", authority.rpartition("@")[2]).rstrip(".").removeprefix("www.")
    return host if re.fullmatch(r"[^\s.@:]+(?:\.[^\s.@:]+)+", host) else None


def domain_of(email_or_url: str) -> str | None:
    """The domain that tells the company of an email address or URL; None when anybody may have it."""
    host = host_of(email_or_url)
    return None if host is None or is_free_mail(host) else host


def small_ascii(text: str) -> str:
    """A text without the capitals A to Z, those of other letters kept, as SQLite's ``lower`` has it.

    >>> small_ascii("Élan GmbH ÖL")
    'Élan gmbh Öl'
    """
    return text.translate(_SMALL)

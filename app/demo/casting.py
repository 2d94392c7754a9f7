"""Casting: made-up businesses and people, none of them twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from app.demo.content import Content, Kind, Place, Spelled, Wish
from app.domain.core.folding import fold

#: How many of the leads in Arabic-speaking places are written in Arabic, of a hundred.
_IN_ARABIC = 45
_ARABIC_CULTURES = ("gulf", "levant")
_DOMAINS = ("example.com", "example.org", "example.net")
#: Units of a currency for a US dollar, roughly; the demo's amounts need to look right, not to be right.
RATES = {
    "USD": 1.0,
    "AED": 3.67,
    "SAR": 3.75,
    "QAR": 3.64,
    "EUR": 0.9,
    "GBP": 0.8,
    "SEK": 10.0,
    "INR": 85.0,
    "AUD": 1.5,
}


@dataclass(frozen=True, slots=True)
class Player:
    """A made-up person.

    Attributes:
        name: As the person writes it.
        first: The first name alone.
        email: An address that reaches nobody.
        title: The job title.
    """

    name: str
    first: str
    email: str
    title: str


@dataclass(frozen=True, slots=True)
class Role:
    """A made-up lead: the business, its person and what they want.

    Attributes:
        company: The business's name; nothing for a private person.
        domain: Its domain, or the person's own.
        arabic: Whether it is written in Arabic.
        machines: How many machines they run.
        cups: How many cups they make on a weekday.
        dollars: What they may spend.
    """

    place: Place
    kind: Kind
    wish: Wish
    person: Player
    company: str | None
    domain: str
    phone: str
    arabic: bool
    machines: int
    cups: int
    dollars: int

    def money(self, dollars: float) -> str:
        """An amount in the place's own currency, rounded as people round."""
        amount = dollars * RATES[self.place.currency]
        step = 500 if amount < 100_000 else 5_000
        return f"{max(step, round(amount / step) * step)} {self.place.currency}"


class Casting:
    """Makes up roles from the content's lists."""

    def __init__(self, content: Content, dice: Random) -> None:
        """Throw the dice for every choice, so that the same seed casts the same."""
        self._content = content
        self._dice = dice
        self._companies: set[str] = set()
        self._people: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self._words: Counter[str] = Counter()

    def role(self, dollars: tuple[int, int] | None = None) -> Role:
        """A new role.

        Args:
            dollars: What they may spend, least and most; what their wish is worth without it.
        """
        dice, content = self._dice, self._content
        place = dice.choices(content.places, [each.weight for each in content.places])[0]
        kind = dice.choices(content.kinds, [each.weight for each in content.kinds])[0]
        wish = dice.choice([each for each in content.wishes if kind.code in each.kinds])
        arabic = place.culture in _ARABIC_CULTURES and dice.randrange(100) < _IN_ARABIC
        company, slug = self._company(place, kind, arabic=arabic)
        domain = f"{slug}.{dice.choice(_DOMAINS)}"
        machines = dice.randint(*kind.machines)
        worth = dice.randint(*wish.worth) * machines
        return Role(
            place=place,
            kind=kind,
            wish=wish,
            person=self.person(place, domain, self.titles(kind, arabic=arabic), arabic=arabic),
            company=company,
            domain=domain,
            phone=self.phone(place),
            arabic=arabic,
            machines=machines,
            cups=machines * dice.randint(12, 30) * 10,
            dollars=worth if dollars is None else dice.randint(*dollars),
        )

    def private_person(self) -> Role:
        """A new role without a business."""
        role = self.role()
        person = self.person(role.place, "", ("", ""), arabic=role.arabic)
        domain = person.email.partition("@")[2]
        cups = self._dice.randint(2, 9) * 10
        return Role(
            role.place,
            role.kind,
            role.wish,
            person,
            None,
            domain,
            role.phone,
            role.arabic,
            1,
            cups,
            self._dice.randint(3_000, 9_000),
        )

    def titles(self, kind: Kind, *, arabic: bool) -> Spelled:
        """A job title of a kind of business, for a man and for a woman."""
        if arabic:
            return self._dice.choice(kind.titles_ar)
        title = self._dice.choice(kind.titles)
        return title, title

    def person(self, place: Place, domain: str, titles: Spelled, *, arabic: bool) -> Player:
        """A new person of a place.

        Args:
            place: Where.
            domain: Of the business; without one the person has a domain of their own.
            titles: The job title, for a man and for a woman.
            arabic: Whether the name is written in Arabic.
        """
        dice = self._dice
        culture = "arabic" if arabic else place.culture
        names = self._content.names[culture]
        while True:
            woman = dice.random() < 0.5
            first, first_latin = _spelled(dice.choice(names.women if woman else names.men))
            last, last_latin = _spelled(dice.choice(names.last))
            name = f"{first} {last}"
            if name not in self._people:
                break
            names = self._content.names[dice.choice(sorted(self._content.names))]
        self._people.add(name)
        local, family = _slug(first_latin), _slug(last_latin)
        address = f"{local}.{family}@{domain}" if domain else f"hello@{local}-{family}.example.org"
        return Player(name, first, address, titles[woman])

    def phone(self, place: Place) -> str:
        """A number of a place, given to nobody before."""
        self._numbers[place.phone] += 1
        digits = place.phone.count("#")
        # a step that shares no factor with a power of ten visits every number before one comes back
        number = self._numbers[place.phone] * 37 % 10**digits
        marks = iter(f"{number:0{digits}d}")
        return "".join(next(marks) if each == "#" else each for each in place.phone)

    def _company(self, place: Place, kind: Kind, *, arabic: bool) -> Spelled:
        culture = "arabic" if arabic else place.culture
        patterns = kind.patterns.get(culture) or kind.patterns["english"]
        for _ in range(60):
            word, latin = self._word(culture)
            name = self._dice.choice(patterns).format(word)
            if name not in self._companies:
                break
        else:
            branch = self._dice.choice(place.districts)
            name, latin = f"{name}, {branch}", f"{latin} {branch}"
        slug = _slug(latin if arabic else name)
        while any(slug == taken for taken in self._companies):
            slug = (
                f"{slug}-{_slug(place.city)}"
                if not slug.endswith(_slug(place.city))
                else f"{slug}-{len(self._companies)}"
            )
        self._companies |= {name, slug}
        return name, slug

    def _word(self, culture: str) -> Spelled:
        """One of the words that were used least so far."""
        words = self._content.words[culture]
        least = min(self._words[_spelled(each)[1]] for each in words)
        word, latin = _spelled(self._dice.choice([each for each in words if self._words[_spelled(each)[1]] == least]))
        self._words[latin] += 1
        return word, latin


def _spelled(word: str | Spelled) -> Spelled:
    return (word, word) if isinstance(word, str) else word


def _slug(text: str) -> str:
    """A word as addresses write it."""
    letters = "".join(each if each.isascii() and each.isalnum() else "-" for each in fold(text).replace("'", ""))
    return "-".join(part for part in letters.split("-") if part)

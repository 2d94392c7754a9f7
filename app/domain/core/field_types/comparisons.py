"""Ways of comparing: which signs a query may write about a field, and what each of them asks.

A comparison reads what was typed and answers with a predicate, which SQL and memory evaluate alike; it knows neither.
Several types may share one; a new type that compares in another way brings a comparison of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeAlias, cast

from app.domain.core.errors import Invalid
from app.domain.core.field_types.naming import choices_called, choices_like
from app.domain.core.field_types.predicates import (
    AllOf,
    AnyOf,
    Holds,
    Named,
    Order,
    Ordered,
    Predicate,
    Priced,
    is_one,
)
from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.money import NO_RATES, Rates
from app.words import language, listed, say
from app.words.declared import as_given
from app.words.formats import first_weekday
from app.words.language import SOURCE

if TYPE_CHECKING:
    from app.domain.core.field_types.base import Field, ParseContext
    from app.domain.core.periods import Period
    from app.domain.core.users import Users

Scalar: TypeAlias = Literal["text", "number", "yes_no", "money", "day", "moment"]

_ORDERS: Final = ("=", "<", "<=", ">", ">=")
#: Letters of a country's code, which are a part of other countries' names.
_CODE_OF_COUNTRY: Final = 2
#: What stands between the digits of a phone number.
PHONE_MARKS: Final = " ()-.+/"


@frozen
class Question:
    """A field to compare with a value.

    Attributes:
        field: The field.
        operator: One of ``= < <= > >= ~``; the negatives are the language's.
        text: The value as it was typed.
        context: What parsing the value depends on.
        mine: Whether the bare word for whoever asks was typed.
        me: The id of the user who asks, where somebody does.
        users: The users, where they are known.
        rates: What currencies are worth in each other today.
    """

    field: Field
    operator: str
    text: str
    context: ParseContext
    mine: bool = False
    me: str | None = None
    users: Users | None = None
    rates: Rates = NO_RATES

    def operand(self) -> Any:
        """The value that the text stands for.

        Raises:
            Invalid: It is none of the field's type.
        """
        return self.field.field_type.operand(self.field, self.text, self.context)


class Comparison:
    """How texts are compared, and what the comparisons of other types begin with.

    Attributes:
        operators: The signs it takes, without their negatives.
        is_text: Whether a blank text counts as empty.
        is_timed: Whether its values are days or moments, so that a query may name a period.
        of_several: Whether a field holds several texts, of which one must do.
        scalar: What its values are to a database, which must not take one for another.
    """

    operators: ClassVar[tuple[str, ...]] = ("=", "~")
    is_text: ClassVar[bool] = True
    is_timed: ClassVar[bool] = False
    of_several: ClassVar[bool] = False
    scalar: ClassVar[Scalar] = "text"

    @property
    def is_ordered(self) -> bool:
        """Whether one value can be more than another."""
        return "<" in self.operators

    @property
    def has_parts(self) -> bool:
        """Whether a part of a value can be looked for."""
        return "~" in self.operators

    @property
    def signs(self) -> tuple[str, ...]:
        """Every sign a query may write, the negative ones too."""
        negatives = {"=": ("=", "!="), "~": ("~", "!~")}
        return tuple(sign for one in self.operators for sign in negatives.get(one, (one,)))

    def asks(self, question: Question) -> Predicate:
        """What a comparison with one of its signs asks.

        Raises:
            Invalid: The value cannot be read as one of this type.
        """
        if question.operator == "=":
            return is_one(question.field, "folded", fold(str(question.operand() or "")))
        return Holds(question.field, "folded", fold(question.text))


class _Code(Comparison):
    """Short codes, however they are typed."""

    def asks(self, question: Question) -> Predicate:
        from app.domain.core.ids import normalise_code

        if question.operator == "=":
            return is_one(question.field, "value", normalise_code(question.text))
        return super().asks(question)


class _Email(Comparison):
    """Addresses, without regard to capitals."""

    def asks(self, question: Question) -> Predicate:
        from app.domain.core.emails import parse_email

        if question.operator == "~" or "@" not in question.text:
            return super().asks(question)
        address = parse_email(question.text)
        if address.isascii():  # as most are; the form that an index holds
            return is_one(question.field, "plain", address.lower())
        return is_one(question.field, "folded", fold(address))


class _Country(Comparison):
    """Countries by any of their names and codes; what is none is compared as a text."""

    def asks(self, question: Question) -> Predicate:
        from app.domain.core.countries import region_of, spellings_of, unmarked

        typed = question.text.strip()
        part = question.operator == "~"
        region = "" if part and len(typed) <= _CODE_OF_COUNTRY else region_of(typed)
        if not region:
            return super().asks(question)
        same = is_one(question.field, "unmarked", unmarked(typed), *spellings_of(region))
        return AnyOf((super().asks(question), same)) if part else same


class _Phone(Comparison):
    """Numbers by their digits, in any spelling; what has no digits is compared as a text."""

    def asks(self, question: Question) -> Predicate:
        from app.domain.core.phones import parse_phone, partial_spellings, spellings_of

        digits = "".join(mark for mark in fold(question.text) if mark.isdigit())
        if not digits:
            return super().asks(question)
        each, region = question.field, question.context.region
        if question.operator == "~":
            parts = (Holds(each, "digits", digits), Holds(each, "e164", digits))
            return AnyOf((*parts, *(Holds(each, "e164", part) for part in partial_spellings(question.text, region))))
        e164 = parse_phone(question.text, region).e164
        if e164 is None:
            return is_one(each, "digits", *dict.fromkeys((digits, digits.removeprefix("00"))))
        same = is_one(each, "digits", digits, *spellings_of(e164, region))
        return AnyOf((same, is_one(each, "e164", e164)))


class _Choice(Comparison):
    """Choices by code or label; an open one is a text too."""

    def asks(self, question: Question) -> Predicate:
        each = question.field
        if question.operator == "~":
            like = choices_like(as_given(each, "choices"), question.text)
            return AnyOf((is_one(each, "value", *like), super().asks(question)))
        codes = choices_called(as_given(each, "choices"), question.text)
        if each.open:
            return AnyOf((is_one(each, "value", *codes), is_one(each, "folded", fold(question.text))))
        if codes:
            return is_one(each, "value", *codes)
        names = [name for pair in each.choices for name in pair]
        choices = listed(code if language() == SOURCE else label for code, label in each.choices)
        from app.domain.core.suggestions import did_you_mean, quoted

        raise Invalid(
            say("{text} is not one of its choices.", text=quoted(question.text)),
            hint=did_you_mean(question.text, names) or say("Choose from: {choices}.", choices=choices),
        )


class _Several(Comparison):
    """Tags and multiple choices: one of them is, or holds, the text; a label stands for its code."""

    is_text = False
    of_several = True

    def asks(self, question: Question) -> Predicate:
        if question.operator == "~":
            return super().asks(question)
        each = question.field
        codes = [fold(code) for code in choices_called(as_given(each, "choices"), question.text)]
        return is_one(each, "folded", fold(question.text), *codes)


class _YesNo(Comparison):
    operators = ("=",)
    is_text = False
    scalar = "yes_no"

    def asks(self, question: Question) -> Predicate:
        from app.domain.core.amounts import parse_yes_no

        return is_one(question.field, "value", parse_yes_no(question.text))


class _Number(Comparison):
    operators = _ORDERS
    is_text = False
    scalar = "number"

    def asks(self, question: Question) -> Predicate:
        return Ordered(question.field, cast("Order", question.operator), question.operand())


class _Money(Comparison):
    """An amount, compared with those of other currencies through the rates that hold today.

    A number without a currency means the workspace's own. An amount whose currency has no rate is unknown, unless
    both are of one currency: ``budget >= 50k USD`` finds no yen where nobody said what yen are worth.
    """

    operators = _ORDERS
    is_text = False
    scalar = "money"

    def asks(self, question: Question) -> Predicate:
        money = question.operand()
        amounts = question.rates.same_worth(money.amount, money.currency)
        return Priced(question.field, cast("Order", question.operator), amounts)


class _Period(Comparison):
    """Something in time against a period: before it begins, after it is over, or inside."""

    operators = _ORDERS
    is_text = False
    is_timed = True

    def _read(self, question: Question) -> Period:
        from app.domain.core.periods import parse_period

        context = question.context
        return parse_period(question.text, context.now, context.zone, first_weekday(context.region))


class _Moment(_Period):
    scalar = "moment"

    def asks(self, question: Question) -> Predicate:
        each, period = question.field, self._read(question)
        exact = period.start == period.end
        from_start = Ordered(each, ">=", period.start)
        upto = Ordered(each, "<=" if exact else "<", period.end)
        answers: dict[str, Predicate] = {
            "<": Ordered(each, "<", period.start),
            "<=": upto,
            ">": Ordered(each, ">" if exact else ">=", period.end),
            ">=": from_start,
            "=": AllOf((from_start, upto)),
        }
        return answers[question.operator]


class _Day(_Period):
    scalar = "day"

    def asks(self, question: Question) -> Predicate:
        each, period = question.field, self._read(question)
        from_first, before_after = Ordered(each, ">=", period.first), Ordered(each, "<", period.after)
        answers: dict[str, Predicate] = {
            "<": Ordered(each, "<", period.first),
            "<=": before_after,
            ">": Ordered(each, ">=", period.after),
            ">=": from_first,
            "=": AllOf((from_first, before_after)),
        }
        return answers[question.operator]


class _Link(Comparison):
    """Another record by its code or name."""

    is_text = False

    def asks(self, question: Question) -> Predicate:
        each = question.field
        if question.mine:
            return self._mine(question)
        return Named(each, question.text, part=question.operator == "~")

    def _mine(self, question: Question) -> Predicate:
        raise Invalid(say("there is no “me” here."), hint=say("Write a name or a code."))


class _User(_Link):
    """Users, of whom one may be whoever asks."""

    def asks(self, question: Question) -> Predicate:
        users, text = question.users, question.text
        if users is None or question.mine:
            return super().asks(question)
        return is_one(question.field, "value", *(users.like(text) if question.operator == "~" else users.named(text)))

    def _mine(self, question: Question) -> Predicate:
        return super()._mine(question) if question.me is None else is_one(question.field, "value", question.me)


TEXT: Final = Comparison()
CODE: Final = _Code()
EMAIL: Final = _Email()
COUNTRY: Final = _Country()
PHONE: Final = _Phone()
CHOICE: Final = _Choice()
SEVERAL: Final = _Several()
LINK: Final = _Link()
USER: Final = _User()
YES_NO: Final = _YesNo()
NUMBER: Final = _Number()
MONEY: Final = _Money()
DAY: Final = _Day()
MOMENT: Final = _Moment()

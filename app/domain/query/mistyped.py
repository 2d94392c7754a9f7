"""Conditions written with words or signs the language has not: told apart from words to search for, and set right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.core.amounts import yes_or_no
from app.domain.core.arabic_times import in_english
from app.domain.core.field_types.comparisons import Comparison
from app.domain.core.field_types.naming import choices_called
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.core.suggestions import quoted
from app.domain.query.ast import ME, Text, is_me
from app.domain.query.errors import QueryProblem
from app.domain.query.names import FieldNames
from app.domain.query.tokens import DAY_WORDS, WEEKDAYS, Token, in_quotes, is_bare_word, words_of_value
from app.words import say
from app.words.declared import as_given

#: Words for operators that no name of a company or person has behind a field's name, and what they mean.
_WORDS: dict[tuple[str, ...], str] = {
    ("is", "equal", "to"): "=",
    ("is", "in"): "in",
    ("is", "not", "in"): "not in",
    ("is", "between"): "between",
    ("is", "not", "between"): "not between",
    ("is", "like"): "~",
    ("is", "not", "like"): "!~",
    ("is", "not"): "!=",
    ("is",): "=",
    ("isn't",): "!=",
    ("equals",): "=",
    ("in",): "in",
    ("not", "in"): "not in",
    ("between",): "between",
    ("not", "between"): "not between",
    ("like",): "~",
    ("not", "like"): "!~",
    ("contains",): "~",
    ("not", "contains"): "!~",
    ("has",): "~",
    **dict.fromkeys([(word, "with") for word in ("starts", "begins", "ends", "starting", "beginning")], "~"),
    **dict.fromkeys([("startswith",), ("endswith",)], "~"),
}
#: Words for operators before a number, an amount or a time; elsewhere they are words like others.
_STEPS: dict[tuple[str, ...], str] = {
    **{(word, *than): ">" for word in ("more", "greater", "larger", "later") for than in (("than",), ())},
    **{(word, *than): "<" for word in ("less", "fewer", "smaller", "earlier") for than in (("than",), ())},
    **dict.fromkeys([("over",), ("above",), ("after",)], ">"),
    **dict.fromkeys([("under",), ("below",), ("before",)], "<"),
    **dict.fromkeys([("at", "least"), ("since",), ("from",)], ">="),
    **dict.fromkeys([("at", "most"), ("until",), ("up", "to")], "<="),
}
_STEPS |= {("is", *words): sign for words, sign in _STEPS.items()}


def _folded(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(fold(phrase).split()): sign for phrase, sign in table.items()}


# The same in Arabic; the signs are those of every language.
_WORDS |= _folded(
    {
        **dict.fromkeys(("يساوي", "تساوي", "هو", "هي"), "="),
        **dict.fromkeys(("ليس", "ليست", "لا يساوي", "لا تساوي"), "!="),
        **dict.fromkeys(("يحتوي", "تحتوي", "يحتوي على", "تحتوي على", "يحوي", "يتضمن"), "~"),
        **dict.fromkeys(("لا يحتوي", "لا تحتوي", "لا يحتوي على", "لا تحتوي على", "لا يتضمن"), "!~"),
        "ضمن": "in",
        "ليس ضمن": "not in",
        "بين": "between",
        "ليس بين": "not between",
    }
)
_STEPS |= _folded(
    {
        **dict.fromkeys(("أكثر من", "أكبر من", "أعلى من", "يزيد على", "فوق", "بعد"), ">"),
        **dict.fromkeys(("أقل من", "أصغر من", "أدنى من", "يقل عن", "تحت", "دون", "قبل"), "<"),
        **dict.fromkeys(("على الأقل", "لا يقل عن", "منذ", "ابتداء من", "اعتبارا من"), ">="),
        **dict.fromkeys(("على الأكثر", "لا يزيد على", "لا يزيد عن", "حتى", "لغاية"), "<="),
    }
)
#: What joins conditions, where somebody writes it in Arabic.
_JOINS: Final = {fold("و"): "and", fold("أو"): "or", fold("ليس"): "not", fold("ما عدا"): "not"}
_LONGEST_PHRASE = 3
_EMPTY = frozenset({"null", "blank", "missing"})
_RANGE = re.compile(r"(.+?)\.{2,3}(.+)")
_NAMED = re.compile(r"([^:]+):([^:/].*)?")
_MORE = "…"
"""Stands for a value that was not written."""


def mistyped(tokens: Sequence[Token], names: FieldNames) -> QueryProblem | None:
    """What is wrong where a word seems to be the field of a condition, and how to write it; ``None`` if it is a word.

    Args:
        tokens: The word and what follows it, to the end of the query.
        names: The fields by the names a query uses.
    """
    subject = names.get(tokens[0].text)
    if subject is not None:
        return _Attempt(subject, tokens).problem()
    named = _NAMED.fullmatch(tokens[0].text) if tokens[0].kind == "word" else None
    field = names.get(named[1]) if named else None
    if named is None or field is None:
        return None
    after = tokens[1] if tokens[1].kind == "quoted" and tokens[1].place.start == tokens[0].place.end else None
    text = named[2] or (after.text if after else "")
    return _refusal(field, ":", f"{named[1]} = {_value(text)}", tokens[:1]) if text else None


def misjoined(tokens: Sequence[Token], names: FieldNames, *, begins: bool) -> QueryProblem | None:
    """What is wrong where a word before a condition seems to join it, and how to write it; ``None`` if it is a word.

    Args:
        tokens: The word and what follows it, to the end of the query.
        names: The fields by the names a query uses.
        begins: Whether nothing stands before the word that it could join; then it can only negate.
    """
    meant = _JOINS.get(fold(tokens[0].text)) if tokens[0].kind == "word" else None
    follows = len(tokens) > 2 and tokens[2].kind == "operator" and names.get(tokens[1].text) is not None
    if meant is None or not follows or (begins and meant != "not"):
        return None
    return QueryProblem(
        say("{word} joins no conditions.", word=quoted(tokens[0].text)),
        tokens[0].place,
        hint=say("Write {fix}; to search for the word, put it in quotation marks.", fix=meant),
    )


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A field's name and what stands behind it."""

    field: Field
    tokens: Sequence[Token]

    def problem(self) -> QueryProblem | None:
        """The refusal, if what stands behind the name can only be meant as an operator."""
        phrase, sign = self._phrase()
        if sign:
            behind = 1 + len(phrase)
            written = " ".join(token.text for token in self.tokens[1:behind])
            return _refusal(self.field, written, self._fix(sign, behind), self.tokens[:behind])
        token = self.tokens[1]
        if token.kind != "word":
            return self._half()
        if token.text.startswith("!"):
            values = [token.text[1:], *self._values(2)] if len(token.text) > 1 else self._values(2)
            return _refusal(self.field, "!", self._compared("!=", " ".join(values)), self.tokens[:2])
        return (self._range(token) if self._comparison.is_ordered else None) or self._half()

    def _half(self) -> QueryProblem | None:
        """The refusal of a name that stands beside its value, or alone, without a sign that compares it."""
        values = self._half_value()
        alone = "_" in self.tokens[0].text and self.tokens[0].kind == "word"  # nobody searches for such a word
        if not values and not alone:
            return None
        if values:
            fix = self._compared("=", " ".join(values))
        elif self._comparison.scalar == "yes_no":
            fix = f"{self._name} = yes"
        else:
            fix = f"{self._name} is not empty"
        return QueryProblem(
            say("{label} is compared with nothing: there is no sign behind it.", label=self.field.label),
            self.tokens[0].place.through(self.tokens[len(values)].place),
            field=self.field.code,
            hint=say("Write {fix}; to search for the words, put all of them in quotation marks.", fix=fix),
        )

    def _half_value(self) -> list[str]:
        """The words behind the name that can only be its value; none where they may be words to search for."""
        if self.tokens[1].kind == "quoted":
            return [self.tokens[1].text] if self._is_choice(self.tokens[1].text) else []
        words = self._values(1)
        for count in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            if self._is_choice(" ".join(words[:count])):
                return words[:count]
        if not words:
            return []
        if self._comparison.scalar == "yes_no" and yes_or_no(words[0]) is not None:
            return words[:1]
        if self.field.field_type.link == "user" and is_me(words[0]):
            return words[:1]
        return words[: words_of_value(words)] if self._comparison.is_ordered and self._countable(1) else []

    def _is_choice(self, text: str) -> bool:
        return bool(choices_called(as_given(self.field, "choices"), text))

    def _phrase(self) -> tuple[tuple[str, ...], str]:
        """The words behind the name that mean an operator, and which; of several readings the longest."""
        words: list[str] = []
        for token in self.tokens[1 : 2 + _LONGEST_PHRASE]:
            if token.kind != "word":
                break
            text = token.text.lower().replace("’", "'")
            words.append(text if text.isascii() else fold(text))
        for length in range(len(words), 0, -1):
            phrase = tuple(words[:length])
            if phrase in _WORDS:
                return phrase, _WORDS[phrase]
            if phrase in _STEPS and self._comparison.is_ordered and self._countable(1 + length):
                return phrase, _STEPS[phrase]
        return (), ""

    def _countable(self, start: int) -> bool:
        """Whether what stands there is a number, an amount or a time."""
        words = [token.text for token in self.tokens[start : start + 3] if token.kind == "word"]
        if not words:
            return False
        day = self._comparison.is_timed and in_english(fold(words[0])) in DAY_WORDS | WEEKDAYS
        return day or words_of_value(words) > 1 or any(letter.isdigit() for letter in words[0])

    def _range(self, token: Token) -> QueryProblem | None:
        ends = _RANGE.fullmatch(token.text)
        if ends:
            return _refusal(self.field, "..", self._between(ends[1], ends[2]), self.tokens[:2])
        if len(self.tokens) > 3 and self.tokens[2].kind == "word" and self.tokens[2].text in {"..", "..."}:
            return _refusal(self.field, "..", self._between(token.text, self.tokens[3].text), self.tokens[:4])
        return None

    def _fix(self, sign: str, start: int) -> str:
        """The condition as the language has it, for an operator whose values begin at a token."""
        following = self.tokens[start]
        if following.kind == "operator":
            return self._compared(following.text, " ".join(self._values(start + 1)))
        if sign in {"in", "not in"}:
            return self._listed(sign, start)
        values = self._values(start)
        if sign in {"between", "not between"}:
            rest = start + len(values)
            joined = self.tokens[rest].says("and", "to", "or")
            second = self._values(rest + 1) if joined else []
            return self._between(" ".join(values), " ".join(second), negated=sign != "between")
        text = " ".join(values)
        if sign in {"=", "!="} and text.lower() in _EMPTY:
            return f"{self._name} is {'not ' if sign == '!=' else ''}empty"
        return self._compared(sign, text)

    def _compared(self, sign: str, text: str) -> str:
        text = text.strip("%*") if "~" in sign else text
        return f"{self._name} {_sign(self.field, sign)} {_value(text)}"

    def _between(self, first: str, last: str, *, negated: bool = False) -> str:
        low, high, name = _value(first), _value(last), self._name
        if not self._comparison.is_ordered:
            return f"{name} {'not ' if negated else ''}in ({low}, {high})"
        return f"{name} < {low} or {name} > {high}" if negated else f"{name} >= {low} and {name} <= {high}"

    def _listed(self, sign: str, start: int) -> str:
        """A list in its parentheses; a time such as ``in 3 days`` is compared."""
        opening = self.tokens[start]
        if opening.kind == "open":
            closing = next((token for token in self.tokens[start:] if token.kind == "close"), opening)
            inside = opening.place.text[opening.place.end : closing.place.start].strip() or _MORE
            return f"{self._name} {sign} ({inside})"
        values = self._values(start)
        if self._comparison.is_timed:
            ahead = ["in", *(token.text for token in self.tokens[start : start + 2] if token.kind == "word")]
            text = " ".join(ahead if words_of_value(ahead) > 1 else values)
            return self._compared("=" if sign == "in" else "!=", text)
        listed = [_value(" ".join(values))]
        while (start := start + len(values)) < len(self.tokens) and self.tokens[start].kind == "comma":
            start += 1
            values = self._values(start)
            listed.append(_value(" ".join(values)))
        return f"{self._name} {sign} ({', '.join(listed)})"

    def _values(self, start: int) -> list[str]:
        """The words of the value that begins at a token, up to the next condition."""
        if self.tokens[start].kind == "quoted":
            return [self.tokens[start].text]
        words: list[str] = []
        for token, after in zip(self.tokens[start:], self.tokens[start + 1 :], strict=False):
            if token.kind != "word" or token.says("and", "or", "not"):
                break
            if after.kind == "operator" and words:
                break
            words.append(token.text)
        return words[: words_of_value(words)] if words and self._comparison.is_ordered else words

    @property
    def _comparison(self) -> Comparison:
        return self.field.field_type.comparison

    @property
    def _name(self) -> str:
        written = self.tokens[0].text
        return written if is_bare_word(written) else in_quotes(written)


def _sign(field: Field, sign: str) -> str:
    """The operator that a field of this type has in place of a sign."""
    return sign if field.field_type.comparison.has_parts else sign.replace("!~", "!=").replace("~", "=")


def _value(text: str) -> str:
    if not text:
        return _MORE
    return ME if is_me(text) else str(Text(text))


def _refusal(field: Field, sign: str, fix: str, tokens: Sequence[Token]) -> QueryProblem:
    return QueryProblem(
        say("{label}: {sign} compares nothing here.", label=field.label, sign=quoted(sign)),
        tokens[0].place.through(tokens[-1].place),
        field=field.code,
        hint=say("Write {fix}; to search for the words, put all of them in quotation marks.", fix=fix),
    )

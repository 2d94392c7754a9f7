"""Reading a query: from text to a tree, by hand.

The language is small but its words depend on what stands around them: ``in`` opens a list or begins
``in 3 days``, a word is a field only before an operator, two conditions side by side mean ``and``. One
function a rule says that plainly, knows where each word stands, and costs nothing to load.
"""

from __future__ import annotations

from typing import cast

from app.domain.core.suggestions import quoted
from app.domain.query.ast import (
    And,
    Comparison,
    Condition,
    Emptiness,
    Everything,
    Me,
    Membership,
    Not,
    Operator,
    Or,
    Text,
    Value,
    Word,
    is_me,
)
from app.domain.query.errors import NOWHERE, Place, QueryProblem
from app.domain.query.names import FieldNames
from app.domain.query.tokens import LONGEST_VALUE, Token, cleaned, tokens_of, words_of_value
from app.words import formats, say, say_in

#: The longest query, in characters.
LONGEST_QUERY = 10_000
#: How deep parentheses and ``not`` may be nested.
DEEPEST = 50
#: The most conditions, words and listed values together; databases limit the size of an expression.
MOST_PARTS = 300
#: The longest word or value, in characters.
LONGEST_PART = 500
_LONGEST_LABEL = 5
"""The most words of a label that are joined without quotation marks."""


def parse(text: str, names: FieldNames | None = None) -> Condition:
    """The tree of a query; ``Everything`` for a blank one.

    Args:
        text: The query as it was typed.
        names: The fields there are. With them a condition that is written in other words than the language has,
            such as ``city is dubai``, is refused; without them its words are searched for.

    Raises:
        QueryProblem: It cannot be understood, or is longer, deeper or larger than a query may be.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryProblem(
            say(
                "This query is {length} characters long; at most {most} are read.",
                length=formats.number(len(text)),
                most=formats.number(LONGEST_QUERY),
            ),
            hint=say_in("a query", "Shorten it."),
        )
    return _Parser(tokens_of(cleaned(text)), names).query()


class _Parser:
    """Reads tokens from left to right; each method takes what its rule matches."""

    def __init__(self, tokens: list[Token], names: FieldNames | None) -> None:
        self._tokens = [each for each in tokens if each.kind != "end"]
        self._end = tokens[-1]
        self._names = names
        self._next = 0
        self._parts = 0

    def query(self) -> Condition:
        """A whole query."""
        if not self._tokens:
            return Everything()
        condition = self._either(0)
        if self._peek().kind != "end":
            raise QueryProblem(
                say("There is no “(” for this “)”."), self._peek().place, hint=say("Take it out, or open it before.")
            )
        return condition

    def _peek(self, ahead: int = 0) -> Token:
        place = self._next + ahead
        return self._tokens[place] if place < len(self._tokens) else self._end

    def _take(self) -> Token:
        token = self._peek()
        self._next += 1
        return token

    def _either(self, depth: int) -> Condition:
        """Conditions joined by ``or``."""
        conditions = [self._both(depth)]
        while self._peek().says("or"):
            self._take()
            conditions.append(self._both(depth))
        return conditions[0] if len(conditions) == 1 else Or(tuple(conditions))

    def _both(self, depth: int) -> Condition:
        """Conditions joined by ``and``, or simply side by side."""
        conditions = [self._one(depth)]
        while True:
            while self._peek().kind == "comma":
                self._refuse_bare_list()
                self._take()
            token = self._peek()
            if token.says("and"):
                self._take()
            elif token.kind in {"end", "close"} or token.says("or"):
                return conditions[0] if len(conditions) == 1 else And(tuple(conditions))
            conditions.append(self._one(depth))

    def _refuse_bare_list(self) -> None:
        """Refuse a comma right after a field's value, where a list was meant; elsewhere it says nothing."""
        before = self._tokens[max(self._next - 2, 0) : self._next]
        if len(before) == 2 and before[0].kind == "operator":
            raise QueryProblem(
                say("Several values stand in a list."),
                self._peek().place,
                hint=say("Write it like: source in (Web, Event)."),
            )

    def _one(self, depth: int) -> Condition:
        """One condition, a group, a word, or the opposite of one of them."""
        token = self._peek()
        if depth >= DEEPEST:
            raise QueryProblem(
                say("This query is nested deeper than {most} levels.", most=DEEPEST),
                token.place,
                hint=say("Take parentheses out."),
            )
        if token.says("not"):
            self._take()
            return Not(self._one(depth + 1))
        if token.kind == "open":
            return self._group(depth)
        if token.kind not in {"word", "quoted"} or token.says("and", "or"):
            raise self._expected_condition(token)
        self._count(token)
        return self._about_field() or self._word()

    def _group(self, depth: int) -> Condition:
        opening = self._take()
        if self._peek().kind == "close":
            raise QueryProblem(
                say("There is nothing between these parentheses."), opening.place.through(self._peek().place)
            )
        condition = self._either(depth + 1)
        if self._peek().kind != "close":
            raise QueryProblem(say("This “(” is not closed."), opening.place, hint=say("Close it with “)”."))
        self._take()
        return condition

    def _expected_condition(self, token: Token) -> QueryProblem:
        before = self._tokens[self._next - 1] if self._next else None
        if token.kind == "operator":
            hint = say("Write a field before it, such as: source = Web.")
            return QueryProblem(
                say("There is no field before {text}.", text=quoted(token.text)), token.place, hint=hint
            )
        if before is not None:
            hint = say("Write a condition after it, or put the word in quotation marks to search for it.")
            return QueryProblem(
                say("A condition is missing after {text}.", text=quoted(before.text)), token.place, hint=hint
            )
        hint = say("Write a condition before it, or put the word in quotation marks to search for it.")
        return QueryProblem(
            say("A condition is missing before {text}.", text=quoted(token.text)), token.place, hint=hint
        )

    def _join_label(self) -> None:
        """Take the words before a sign for one where they are a field's label in Arabic, which few quote.

        English labels are short of that: their fields have codes of a single word.
        """
        if not self._names or self._peek().text.isascii():
            return
        for count in range(_LONGEST_LABEL, 1, -1):
            parts = [self._peek(ahead) for ahead in range(count)]
            sign = self._peek(count)
            if any(part.kind != "word" for part in parts) or not (sign.kind == "operator" or sign.says("in", "is")):
                continue
            label = " ".join(part.text for part in parts)
            if self._names.get(label):
                place = parts[0].place.through(parts[-1].place)
                self._tokens[self._next : self._next + count] = [Token("word", label, place)]
                return

    def _about_field(self) -> Condition | None:
        """A condition about a field, if an operator follows the next word."""
        self._join_label()
        name, sign = self._peek(), self._peek(1)
        if sign.kind == "operator":
            self._next += 2
            return Comparison(name.text, cast("Operator", sign.text), self._value(sign), name.place)
        if sign.says("in") and self._peek(2).kind == "open":
            self._next += 3
            return Membership(name.text, self._list(), place=name.place)
        if sign.says("not") and self._peek(2).says("in") and self._peek(3).kind == "open":
            self._next += 4
            return Membership(name.text, self._list(), negated=True, place=name.place)
        if sign.says("is"):
            negated = self._peek(2).says("not")
            if self._peek(3 if negated else 2).says("empty"):
                self._next += 4 if negated else 3
                return Emptiness(name.text, negated, name.place)
        return None

    def _word(self) -> Word:
        """A word to search for; one that touches a parenthesis is kept for functions.

        Raises:
            QueryProblem: It is meant as a function, or as the field of a condition.
        """
        before = self._tokens[self._next - 1] if self._next else None
        begins = before is None or before.kind == "open" or before.says("and", "or", "not")
        if begins and self._names:  # behind another word it is one more word to search for
            from app.domain.query.mistyped import mistyped

            problem = mistyped([*self._tokens[self._next :], self._end], self._names)
            if problem is not None:
                raise problem
        if self._names and not self._peek().text.isascii():
            from app.domain.query.mistyped import misjoined

            problem = misjoined([*self._tokens[self._next :], self._end], self._names, begins=begins)
            if problem is not None:
                raise problem
        token, after = self._take(), self._peek()
        if token.kind == "word" and after.kind == "open" and after.place.start == token.place.end:
            raise QueryProblem(
                say("There is no function {text}.", text=quoted(token.text)),
                token.place,
                hint=say("Put a space before the parenthesis, or the word in quotation marks, to search for it."),
            )
        return Word(token.text, token.place)

    def _value(self, sign: Token) -> Value:
        """The value after an operator: one quoted text, or the bare words that belong together."""
        token = self._peek()
        if token.kind == "quoted":
            self._take()
            return self._text(token.text, token.place)
        if token.kind != "word" or token.says("and", "or", "not"):
            raise QueryProblem(
                say("A value is missing after {text}.", text=quoted(sign.text)),
                token.place,
                hint=say("Write one; texts of several words stand in quotation marks."),
            )
        bare: list[Token] = []
        while len(bare) < LONGEST_VALUE and self._peek(len(bare)).kind == "word":
            bare.append(self._peek(len(bare)))
        count = words_of_value([each.text for each in bare])
        self._next += count
        place = token.place.through(bare[count - 1].place)
        if is_me(token.text):
            return Me(place)
        return self._text(" ".join(each.text for each in bare[:count]), place)

    def _list(self) -> tuple[Value, ...]:
        """The values of a list, after its opening parenthesis."""
        opening = self._tokens[self._next - 1]
        values: list[Value] = []
        while True:
            values.append(self._listed(opening))
            separator = self._take()
            if separator.kind == "close":
                return tuple(values)
            if separator.kind != "comma":
                raise self._unclosed_list(opening, separator)

    def _listed(self, opening: Token) -> Value:
        """One value of a list: a quoted text, or all bare words up to the comma."""
        token = self._peek()
        self._count(token)
        if token.kind == "quoted":
            self._take()
            return self._text(token.text, token.place)
        words: list[str] = []
        place = token.place
        while self._peek().kind == "word":
            place = place.through(self._peek().place)
            words.append(self._take().text)
        if not words:
            if self._peek().kind in {"comma", "close"}:
                raise QueryProblem(say("A value is missing in this list."), self._peek().place, hint=say("Write one."))
            raise self._unclosed_list(opening, self._peek())
        return (
            Me(place)
            if len(words) == 1 and token.kind == "word" and is_me(token.text)
            else self._text(" ".join(words), place)
        )

    def _unclosed_list(self, opening: Token, found: Token) -> QueryProblem:
        if found.kind == "end":
            return QueryProblem(say("This list is not closed."), opening.place, hint=say("Close it with “)”."))
        hint = say("Separate values with commas, and put those with signs in quotation marks.")
        return QueryProblem(
            say("{text} does not belong in this list.", text=quoted(found.text)), found.place, hint=hint
        )

    def _text(self, text: str, place: Place) -> Text:
        _check_length(text, place)
        return Text(text, place)

    def _count(self, token: Token) -> None:
        _check_length(token.text, token.place)
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise QueryProblem(
                say("This query has more than {most} conditions and values.", most=MOST_PARTS),
                token.place,
                hint=say("Split it in two."),
            )


def _check_length(text: str, place: Place = NOWHERE) -> None:
    if len(text) > LONGEST_PART:
        raise QueryProblem(
            say(
                "This part is {length} characters long; at most {most} are compared.",
                length=formats.number(len(text)),
                most=LONGEST_PART,
            ),
            place,
            hint=say_in("a query", "Shorten it."),
        )

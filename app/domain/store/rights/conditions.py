"""Conditions of SQL that say of a row who sees it, and who changes it.

Each is written twice: for a policy, which asks for a followed record by a query that the policies of its own table hold
for, and for the functions of the server's own that answer the same of one row, where no policy holds.
What is asked of the user alone stands in ``(SELECT …)``, so that a statement asks once, and not for each row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from app.domain.core.rights import (
    Entries,
    Follows,
    Hangs,
    Kept,
    Managers,
    Members,
    Owned,
    Personal,
    Rule,
    Shared,
)

ME: Final = "(SELECT leadline_me())"
WORKS: Final = "(SELECT leadline_works())"
"""Whether whoever asks is a user who works here."""
MANAGES: Final = "(SELECT leadline_manages())"
SEES_ALL: Final = "(SELECT leadline_sees_all())"
"""Whether they manage, or nobody is in a team."""
IS_AGENT: Final = "(SELECT leadline_role() = 'agent')"
USERS: Final = "user_account"
_COMMONEST: Final = "lead"
"""The kind of record that most rows hang on: those are asked for by a query, others by a function."""
CREW: Final = "(SELECT leadline_crew())::text[]"
"""They themselves and the members of their teams."""


class Conditions:
    """The conditions of every table."""

    def __init__(self, rules: Mapping[str, Rule], *, in_policy: bool) -> None:
        """Know the rules.

        Args:
            rules: By table.
            in_policy: Whether they are for policies, or for the functions.
        """
        self._rules = rules
        self._in_policy = in_policy
        self.kinds = {
            kind: table
            for table, rule in rules.items()
            if (kind := getattr(rule, "kind", "")) and not isinstance(rule, Hangs)
        }

    def sees(self, table: str) -> str:  # noqa: PLR0911 - one answer for each rule
        """Who sees a row."""
        rule = self._rules[table]
        match rule:
            case Shared() | Members():
                return _any(WORKS, f"{USERS}.login = leadline_login()" if table == USERS else "")
            case Owned():
                return _any(SEES_ALL, self._owned(rule, table), *self._followed(rule.follows, table))
            case Hangs():
                also = [f"{table}.{rule.also} = {ME}"] if rule.also else []
                return _any(SEES_ALL, *also, self._hung(rule, table))
            case Follows():
                also = [f"{table}.{rule.also} = {ME}"] if rule.also else []
                return _any(SEES_ALL, *also, *self._followed(rule.by, table))
            case Entries():
                mine = f"{table}.{rule.author} = {ME} OR {table}.{rule.doer} = {ME}"
                return _any(SEES_ALL, mine, self._linked(rule, table))
            case Personal():
                return _any(MANAGES, f"{table}.{rule.user} = {ME}")
            case Managers() | Kept():
                return MANAGES
            case _:
                assert_never(rule)

    def changes(self, table: str) -> str:  # noqa: PLR0911 - one answer for each rule
        """Who changes a row."""
        rule = self._rules[table]
        match rule:
            case Shared():
                return _any(WORKS if rule.by_all else MANAGES, f"{table}.{rule.own} = {ME}" if rule.own else "")
            case Owned():
                standing = f"{table}.{rule.deleted} IS NULL" if rule.deleted else "true"
                seen = self.sees(table)
                return _any(
                    MANAGES, f"{standing} AND CASE WHEN {IS_AGENT} THEN {self._worked_on(rule, table)} ELSE {seen} END"
                )
            case Hangs():
                own = self._undeleted(rule.deleted, rule.author, table)
                return _any(MANAGES, f"{own} AND leadline_changes_kind({table}.{rule.kind}, {table}.{rule.record})")
            case Follows():
                parents = _any(*(f"leadline_changes('{of}', {table}.{column})" for column, of in rule.by))
                return _any(MANAGES, parents)
            case Entries():
                own = self._undeleted(rule.deleted, rule.author, table)
                mine = f"{table}.{rule.author} = {ME} OR {table}.{rule.doer} = {ME}"
                linked = (
                    f"EXISTS (SELECT 1 FROM {rule.links} t WHERE t.{rule.entry} = {table}.id "
                    f"AND leadline_changes_kind(t.record_kind, t.record_id))"
                )
                return _any(MANAGES, f"{own} AND {_any(mine, linked)}")
            case Personal():
                return f"{table}.{rule.user} = {ME}"
            case Managers() | Members() | Kept():
                return MANAGES
            case _:
                assert_never(rule)

    def adds(self, table: str) -> str:
        """Who adds a row."""
        rule = self._rules[table]
        if isinstance(rule, Entries):
            return _any(MANAGES, f"{WORKS} AND COALESCE({table}.{rule.author} = {ME}, true)")
        if isinstance(rule, Hangs) and rule.entry:
            return _any(MANAGES, f"leadline_may_file({table}.{rule.entry}) AND ({self.changes(table)})")
        if isinstance(rule, Shared) and rule.gives is not None:
            of, record, user = rule.gives
            return _any(
                MANAGES, f"{table}.{user} = {ME} AND (leadline_sees('{of}', {table}.{record}) OR ({rule.among}))"
            )
        return self.changes(table)

    def takes_away(self, table: str) -> str:
        """Who takes a row away for good, as an undo does."""
        rule = self._rules[table]
        if isinstance(rule, Shared) and (rule.passes or not rule.is_undone):
            return WORKS if rule.passes else MANAGES
        if isinstance(rule, (Owned, Entries)) or (isinstance(rule, Shared) and rule.by_all):
            return _any(MANAGES, f"leadline_made('{table}', {table}.id)")
        return self.changes(table)

    def _owned(self, rule: Owned, table: str) -> str:
        nobodys = [f"{table}.{column} IS NULL" for column in (rule.owner, *(column for column, _ in rule.follows))]
        return _any(
            f"{WORKS} AND {' AND '.join(nobodys)}",
            f"{table}.{rule.owner} = ANY ({CREW})",
            *self._own(rule, table)[1:],
        )

    def _own(self, rule: Owned, table: str) -> list[str]:
        """What makes a record one's own to work on."""
        given = [f"{table}.id IN (SELECT leadline_given('{rule.kind}'))"] if rule.given else []
        return [f"{table}.{column} = {ME}" for column in (rule.owner, *rule.also)] + given

    def _worked_on(self, rule: Owned, table: str) -> str:
        parents = [f"leadline_changes('{of}', {table}.{column})" for column, of in rule.follows]
        nobodys = " AND ".join(f"{table}.{column} IS NULL" for column in (rule.owner, *(c for c, _ in rule.follows)))
        return _any(f"{WORKS} AND {nobodys}", *self._own(rule, table), *parents)

    def _undeleted(self, deleted: str, author: str, table: str) -> str:
        """That a row is not deleted, or was so by its author who is no agent."""
        if not deleted:
            return WORKS
        if not author:
            return f"{table}.{deleted} IS NULL"
        return _any(f"{table}.{deleted} IS NULL", f"{table}.{author} = {ME} AND NOT {IS_AGENT}")

    def _followed(self, by: tuple[tuple[str, str], ...], table: str) -> list[str]:
        return [self._seen(of, f"{table}.{column}") for column, of in by]

    def _seen(self, of: str, key: str) -> str:
        if self._in_policy:
            return f"EXISTS (SELECT 1 FROM {of} p WHERE p.id = {key})"
        return f"leadline_sees('{of}', {key})"

    def _hung(self, rule: Hangs, table: str) -> str:
        asked = f"leadline_sees_kind({table}.{rule.kind}, {table}.{rule.record})"
        if not self._in_policy or _COMMONEST not in self.kinds:
            return asked
        commonest = self._seen(self.kinds[_COMMONEST], f"{table}.{rule.record}")
        return f"CASE {table}.{rule.kind} WHEN '{_COMMONEST}' THEN {commonest} ELSE {asked} END"

    def _linked(self, rule: Entries, table: str) -> str:
        where = f"t.{rule.entry} = {table}.id"
        if not self._in_policy:
            where += " AND leadline_sees_kind(t.record_kind, t.record_id)"
        return f"EXISTS (SELECT 1 FROM {rule.links} t WHERE {where})"


def _any(*conditions: str) -> str:
    return f"({' OR '.join(f'({each})' for each in conditions if each)})"

"""Rights: by which rule a table's rows are seen and changed, where a database tells its users apart."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.core.frozen import frozen


class Naming(NamedTuple):
    """A table whose rows give a record to a user, who then sees it and works on it."""

    table: str
    record: str
    """The column with the record's id."""
    user: str
    """The column with the user's id."""


@frozen
class Shared:
    """Rows that everybody who works here sees.

    Attributes:
        kind: The kind of record a row is, as the log names it; empty where it names none.
        by_all: Whether everybody changes them; managers alone do otherwise.
        own: The column with a user who changes them, too.
        is_undone: Whether who added one takes it away again, as an undo does; it has an ``id`` then.
        passes: Whether rows come and go with the work of everybody, so that everybody takes them away.
        gives: That a row gives a record to a user while it is there: the record's table, its column, the user's. Who
            adds one has to see the record already, or be let in by ``among``.
        among: A condition of SQL on a new row that gives a record, where ``leadline_me()`` is who adds it.
    """

    kind: str = ""
    by_all: bool = False
    own: str = ""
    is_undone: bool = True
    passes: bool = False
    gives: tuple[str, str, str] | None = None
    among: str = "false"


@frozen
class Owned:
    """Records that belong to somebody: seen by their owner's teams, by whom they were given to, and nobody's by all.

    Attributes:
        kind: The kind of record a row is.
        owner: The column with the owner's id.
        also: Further columns with a user it is given to.
        given: Tables that give one to users.
        follows: Columns that name a record, with its table: whoever sees that one sees this, too.
        deleted: The column that marks what was deleted; empty where there is none.
    """

    kind: str
    owner: str = "owner_id"
    also: tuple[str, ...] = ()
    given: tuple[Naming, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()
    deleted: str = "deleted_at"


@frozen
class Hangs:
    """Rows that follow a record of any kind, which two columns name.

    Attributes:
        kind: The column with the kind of that record.
        record: The column with its id.
        deleted: The column that marks what was deleted; empty where there is none.
        author: The column with who made it, who alone beside managers deletes it; empty where it is anybody's.
        also: A column with a user who sees the row without its record.
        entry: The column with an entry of a timeline that it puts onto the record; empty where it does not.
    """

    kind: str = "record_kind"
    record: str = "record_id"
    deleted: str = ""
    author: str = ""
    also: str = ""
    entry: str = ""


@frozen
class Follows:
    """Rows that follow the record that a column names.

    Attributes:
        by: Columns with the tables they name a row of; one that is seen is enough.
        also: A column with a user who sees the row without that record.
    """

    by: tuple[tuple[str, str], ...]
    also: str = ""


@frozen
class Entries:
    """Entries of timelines: seen by who sees a record they stand on, by their author, and by who is to do them.

    Attributes:
        kind: The kind of record a row is.
        links: The table that puts them onto records.
        entry: The column there that names an entry.
        author: The column with who wrote it.
        doer: The column with who is to do it.
        deleted: The column that marks what was deleted.
    """

    kind: str
    links: str
    entry: str
    author: str
    doer: str
    deleted: str


@frozen
class Personal:
    """Rows that are one user's own.

    Attributes:
        user: The column with the user's id.
    """

    user: str = "user_id"


@frozen
class Members:
    """Who is in which team, which everybody sees and managers change.

    Attributes:
        team: The column with the team's id.
        user: The column with the user's id.
    """

    team: str = "team_id"
    user: str = "user_id"


@frozen
class Managers:
    """Rows that only managers see and change; the rule of a table that has none."""


@frozen
class Kept:
    """Tables that the store itself keeps, by rules of its own."""


Rule = Shared | Owned | Hangs | Follows | Entries | Personal | Members | Managers | Kept
"""By which rule the rows of a table are seen and changed."""
Rights = tuple[tuple[str, Rule], ...]
"""Tables with their rules."""

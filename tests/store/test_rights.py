"""Who sees and changes what on a server: every role, every table, each deed, whosoever the record is.

What is expected is written here by itself, not taken from the policies. Each cell is tried as raw SQL by a connection
of that user, so that no service could have a part in it; the services are tried after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import psycopg
import pytest
from psycopg import sql

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed, NotFound, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.core.rights import Entries, Follows, Hangs, Owned, Personal, Rule, Shared
from app.domain.core.windows import ListQuery
from app.domain.records import metadata
from app.words import say
from app.workspace import Workspace
from tests.conftest import NOW, settings_for
from tests.postgres import PostgresServer
from tests.store.floor import ACTORS, FAMILIES, Floor, build, cells, root_of, rules

SEEN = {
    "adam": FAMILIES,
    "mona": FAMILIES,
    "rita": ("own", "team", "nobodys", "given"),
    "ravi": ("own", "team", "nobodys", "given"),
}
CHANGED = {**SEEN, "ravi": ("own", "nobodys", "given")}
"""An agent changes what they work on, and what nobody does."""
TAKEN_AWAY: dict[str, tuple[str, ...]] = {"adam": FAMILIES, "mona": FAMILIES, "rita": (), "ravi": ()}
"""Records are deleted by managers; what only hangs on one goes with the right to change that."""


@pytest.fixture(scope="module")
def floor(postgres_server: PostgresServer) -> Iterator[Floor]:
    """The floor, made once."""
    url = postgres_server.create_database()
    with closing(open_workspace(settings_for(url), FixedClock(NOW))) as space:
        made = build(space, url)
    yield made
    postgres_server.drop_database(url)


def tried(connection: psycopg.Connection, statement: sql.Composed, *values: object) -> int:
    """How many rows a statement touches; none where it is refused. Nothing of it stays."""
    with connection.transaction(force_rollback=True):
        try:
            with connection.transaction():
                return connection.execute(statement, values).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return 0


def statements(name: str, rule: Rule) -> dict[str, sql.Composed]:
    """The deeds that are tried at a row of a table, by its identity."""
    table = sql.Identifier(name)
    key = "id" if "id" in metadata().tables[name].c else rule.by[0][0] if isinstance(rule, Follows) else ""
    where = sql.SQL("{} WHERE {} = %s").format(table, sql.Identifier(key))
    column = sql.Identifier("record_id" if isinstance(rule, Hangs) and name != "job" else key)
    return {
        "see": sql.SQL("SELECT 1 FROM {}").format(where),
        "lock": sql.SQL("SELECT 1 FROM {} FOR NO KEY UPDATE").format(where),
        "change": sql.SQL("UPDATE {} SET {} = {} WHERE {} = %s").format(table, column, column, sql.Identifier(key)),
        "take away": sql.SQL("DELETE FROM {}").format(where),
    }


@pytest.mark.parametrize("actor", ACTORS)
def test_what_is_somebodys_is_seen_and_changed_by_who_may(floor: Floor, actor: str) -> None:
    known, wrong, count = rules(), [], 0
    with floor.connect(actor) as connection:
        for name, rule in cells(known):
            root = root_of(name, known)
            for whose in FAMILIES:
                there = "other" if whose == "given" and root != "lead" else whose
                for deed, statement in statements(name, rule).items():
                    row = floor.rows[name, floor.family(actor, whose)]
                    expected = may(actor, rule, there, deed)
                    count += 1
                    if bool(tried(connection, statement, row)) != expected:
                        wrong.append(f"{actor} {deed} {name} {whose}: {'refused' if expected else 'let through'}")
    assert not wrong
    assert count > 300


def may(actor: str, rule: Rule, whose: str, deed: str) -> bool:
    """Whether a cell is expected to work."""
    manages = actor in ("adam", "mona")
    if isinstance(rule, Personal):
        own = whose == "own"
        return own or (manages and deed == "see")
    if deed == "see":
        return whose in SEEN[actor]
    if deed == "take away" and isinstance(rule, (Owned, Entries)):
        return whose in TAKEN_AWAY[actor]
    return whose in CHANGED[actor]


@pytest.mark.parametrize("actor", ACTORS)
def test_what_is_everybodys_is_seen_by_all_and_changed_by_managers(floor: Floor, actor: str) -> None:
    wrong = []
    with floor.connect(actor) as connection:
        for name, rule in rules().items():
            row = floor.rows.get((name, ""))
            if not isinstance(rule, Shared) or row is None:
                continue
            for deed, statement in statements(name, rule).items():
                expected = deed == "see" or actor in ("adam", "mona") or (rule.by_all and deed != "take away")
                if bool(tried(connection, statement, row)) != expected:
                    wrong.append(f"{actor} {deed} {name}: {'refused' if expected else 'let through'}")
    assert not wrong


@pytest.mark.parametrize("actor", ACTORS)
def test_the_log_tells_only_of_what_one_sees_and_is_altered_by_nobody(floor: Floor, actor: str) -> None:
    seen = []
    with floor.connect(actor) as connection:
        for name, key in (("command_log", "seq"), ("change_log", "seq")):
            where = sql.SQL("{} WHERE {} = %s").format(sql.Identifier(name), sql.Identifier(key))
            for whose in FAMILIES:
                row = int(floor.rows[name, floor.family(actor, whose)])
                if tried(connection, sql.SQL("SELECT 1 FROM {}").format(where), row):
                    seen.append((name, whose))
                for deed in ("DELETE FROM {}", "UPDATE {} SET seq = seq"):
                    change = sql.SQL(deed).format(where if deed.startswith("DELETE") else sql.Identifier(name))
                    assert not tried(connection, change, *((row,) if deed.startswith("DELETE") else ()))
        for table in ("log_seal", "counter"):
            rows = tried(connection, sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
            assert bool(rows) == (actor in ("adam", "mona"))
    assert seen == [
        (name, whose) for name in ("command_log", "change_log") for whose in FAMILIES if whose in SEEN[actor]
    ]


GRABS = {
    "another role for oneself": "UPDATE user_account SET role = 'admin' WHERE id = %(me)s",
    "another login for oneself": "UPDATE user_account SET login = 'mona' WHERE id = %(me)s",
    "another's name": "UPDATE user_account SET name = 'X' WHERE id = %(sam)s",
    "a new user": 'INSERT INTO user_account SELECT (jsonb_populate_record(u, \'{"id": "f0", "code": "F0", '
    '"login": "f0"}\')).* FROM user_account u WHERE id = %(me)s',
    "a seat in another's team": "UPDATE team_membership SET user_id = %(me)s WHERE user_id = %(sam)s",
    "another's lead, given to oneself": "INSERT INTO lead_assignment (id, version, created_at, updated_at, lead_id, "
    "user_id, role) VALUES ('f1', 1, now(), now(), %(lead)s, %(me)s, 'assignee')",
    "another's entry, put onto one's own lead": "INSERT INTO timeline_link (id, version, created_at, updated_at, "
    "record_kind, record_id, activity_id, at) VALUES ('f2', 1, now(), now(), 'lead', %(own)s, %(activity)s, now())",
    "a part in another's call": "INSERT INTO participant (id, version, created_at, updated_at, activity_id, role, "
    "user_id, name) VALUES ('f3', 1, now(), now(), %(activity)s, 'required', %(me)s, 'X')",
    "a place in another's sale": "INSERT INTO team_member (id, version, created_at, updated_at, record_kind, "
    "record_id, user_id, roles) VALUES ('f4', 1, now(), now(), 'opportunity', %(opportunity)s, %(me)s, '[]')",
    "a lead of one's own, deleted": "UPDATE lead SET deleted_at = now() WHERE id = %(own)s",
    "a lead of one's own, given to another team": "UPDATE lead SET owner_id = %(sam)s WHERE id = %(own)s",
    "a command in another's name": "INSERT INTO command_log (at, actor_id, name, summary) "
    "VALUES (now(), %(sam)s, 'x', 'x')",
    "another's command, undone": "INSERT INTO command_log (at, actor_id, name, summary, undoes) "
    "SELECT now(), %(me)s::text, 'undo', 'x', min(seq) FROM command_log WHERE actor_id <> %(me)s",
    "a change in another's command": "INSERT INTO change_log (command_seq, table_name, row_id, operation) "
    "VALUES (%(command)s, 'lead', %(own)s, 'update')",
    "another's words": "SELECT 1 FROM activity WHERE id = %(activity)s",
    "a content by its sum": "SELECT 1 FROM blob_part WHERE sha256 = 'secret'",
    "the making of roles": "SELECT leadline_let_in('f5', 'admin')",
    "another's password": "SELECT leadline_set_password((SELECT login FROM user_account WHERE id = %(sam)s), "
    "'SCRAM-SHA-256$4096:x$x:x')",
    "a setting of all": "INSERT INTO workspace_setting (id, version, created_at, updated_at, code, body) "
    "VALUES ('f6', 1, now(), now(), 'x', '{}')",
    "another login by its role": "SET LOCAL ROLE postgres",
}


@pytest.mark.parametrize("actor", ["rita", "ravi"])
@pytest.mark.parametrize("grab", GRABS)
def test_nobody_takes_what_is_not_theirs(floor: Floor, actor: str, grab: str) -> None:
    values = {
        "me": floor.users[actor],
        "sam": floor.users["sam"],
        "own": floor.rows["lead", actor],
        **{kind: floor.rows[kind, "sam"] for kind in ("lead", "activity", "opportunity")},
        "command": int(floor.rows["command_log", "sam"]),
    }
    with floor.connect(actor) as connection, connection.transaction(force_rollback=True):
        try:
            rows = connection.execute(GRABS[grab], values).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return
        assert rows == 0, grab


def test_numbers_are_given_out_only_onwards(floor: Floor) -> None:
    with floor.connect("rita") as connection:
        first = connection.execute("SELECT leadline_reserve('X', 3)").fetchone()
        assert first == (3,)
        assert connection.execute("SELECT leadline_reserve('X', -3)").fetchone() == (None,)


def listed(space: Workspace, lead: str) -> None:
    """Have a lead listed."""
    if not space.leads.lines(ListQuery(), [lead]):
        raise NotFound(say("It is not listed."))


DEEDS: dict[str, Callable[[Workspace, str], object]] = {
    "find": lambda space, lead: space.leads.show(lead),
    "list": listed,
    "history": lambda space, lead: space.log.history(lead),
    "timeline": lambda space, lead: space.timeline.page(lead),
    "edit": lambda space, lead: space.leads.edit(lead, {"topic": space.desk.actor.name}),
    "note": lambda space, lead: space.timeline.add_note(lead, "Seen"),
    "take": lambda space, lead: space.leads.assign(lead, owner="me"),
    "delete": lambda space, lead: space.qualification.delete(lead),
}
READING = ("find", "list", "history", "timeline")


def test_the_program_lets_each_do_the_same(floor: Floor, clock: FixedClock) -> None:
    wrong, count = [], 0
    with ExitStack() as opened:
        for actor in ("mona", "rita", "ravi"):
            space = opened.enter_context(closing(open_workspace(settings_for(floor.address(actor), user=""), clock)))
            for whose in FAMILIES:
                lead = floor.leads[floor.family(actor, whose)]
                for deed, act in DEEDS.items():
                    count += 1
                    expected = whose in (SEEN if deed in READING else CHANGED)[actor]
                    if deed == "delete":
                        expected = actor == "mona"
                    try:
                        outcome = act(space, lead)
                        if isinstance(outcome, Outcome) and outcome.seq:
                            space.log.undo(outcome.seq)
                    except Refusal as refusal:
                        if expected:
                            wrong.append(f"{actor} {deed} {whose}: {refusal.message}")
                    else:
                        if not expected:
                            wrong.append(f"{actor} {deed} {whose}: let through")
    assert not wrong
    assert count >= 100


def test_only_ones_own_and_only_managers_anybodys_commands_are_undone(floor: Floor, clock: FixedClock) -> None:
    def at(login: str) -> Workspace:
        return open_workspace(settings_for(floor.address(login), user=""), clock)

    with closing(at("rita")) as rita, closing(at("ravi")) as ravi, closing(at("mona")) as mona:
        lead = floor.leads["rita"]
        seq = rita.leads.edit(lead, {"topic": "Machines"}).seq
        with pytest.raises(NotAllowed, match="undo what others did"):
            ravi.log.undo(seq)
        hidden = mona.leads.edit(floor.leads["sam"], {"topic": "Beans"}).seq
        with pytest.raises(NotFound):
            rita.log.undo(hidden)
        assert "Beans" not in " ".join(each.summary for each in rita.log.recent())
        assert mona.log.undo(seq).seq

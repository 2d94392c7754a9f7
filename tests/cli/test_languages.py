"""The command line in another language: help, errors and tables follow it, data for programs does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.program import words_of_the_program
from app.words.pseudo import OPENS
from tests.cli.conftest import Leadline

#: A command of every noun, and what may go wrong with one.
COMMANDS = (
    *(
        "lead list",
        "lead show {lead}",
        "lead qualify {lead} --plan",
        "lead show nobody",
        "lead edit {lead} --set email=x",
    ),
    *(
        "lead add",
        "lead list --limit x",
        "lead lst",
        "lead list --limt 3",
        "lead list nonsense=",
        "lead status {lead} x",
    ),
    *("log note {lead}", "log call {lead} --duration x", "stakeholder list {lead}", "stakeholder edit {lead} nobody"),
    *("competitor list", "competitor list {lead}", "competitor remove {lead} nobody", "contact list", "contact show x"),
    *("account list", "account add", "opportunity list", "opportunity pipeline", "opportunity show x", "rate list"),
    *("process list", "process show {lead}", "process set {lead} x", "assistant cards", "assistant cards {lead}"),
    *("view list", "field list", "field list nothing", "config path", "config check", "db path", "db check", "jobs"),
    *("user list", "user add x --role y", "keys", "timeline {lead}", "timeline {lead} --kind x", "agenda", "agenda x"),
    *("history", "history {lead}", "undo 99", "search contoso", "duplicates {lead}", "tick", "import nothing.csv"),
    *("demo", "doctor", "redo", "report statuses", "report statuses --by x", "setting list", "setting show x"),
    *("unit list", "product list", "product show x", "pricelist list", "discountlist list", "attach list {lead}"),
    *("quote list", "quote show x", "order list", "order show x", "customer list", "customer show x"),
    *("calling hours", "calling check {lead}", "calling holidays US", "calling dial {lead}", "dnc list", "dnc check x"),
    *("rule list", "rule show x", "rule explain {lead}", "rule unassigned", "rule simulate", "outbox list --state x"),
    *("outbox list", "outbox heard x y", "sequence list", "sequence show x", "sequence connect x {lead}"),
    *("queue list", "queue show x", "queue held", "queue metrics", "queue next x", "queue dispose nonsense"),
    *("worklist list", "worklist list --sort x", "worklist done x", "worklist follow nobody"),
    *("research {lead}", "research links", "research add x", "record everything {lead}", "record everything nobody"),
)


@pytest.mark.parametrize("words", COMMANDS)
def test_data_for_programs_is_the_same_in_every_language(words: str, leadline: Leadline, contoso: str) -> None:
    command = words.format(lead=contoso).split()
    english = leadline("--lang", "en", "--json", *command)
    assert leadline("--lang", "ar", "--json", *command) == english
    assert english.code in {0, 1, 2}


def test_every_noun_is_among_the_commands_compared() -> None:
    assert {words.split()[0] for words in COMMANDS} == set(words_of_the_program())


@pytest.mark.parametrize("noun", words_of_the_program())
def test_help_says_every_word_in_the_language(noun: str, leadline: Leadline) -> None:
    shown = leadline("--lang", "qps", noun, "--help").out
    told = [line.rpartition("  ")[2] for line in shown.splitlines() if "--help" in line or line.endswith(":")]
    assert told
    assert all(OPENS in line for line in told)
    assert "Usage" not in shown
    assert "Show this" not in shown


@pytest.mark.parametrize(
    "words", ["lead lst", "lead list --limt 3", "lead list --limit x", "lead list --limit 0", "lead show", "agenda a b"]
)
def test_wrong_usage_is_said_in_the_language(words: str, leadline: Leadline) -> None:
    answer = leadline("--lang", "qps", *words.split())
    assert answer.code == 2
    assert answer.err.startswith(OPENS)
    english = leadline(*words.split()).err
    assert not any(
        word in answer.err for word in english.split() if word.isalpha() and len(word) > 4 and word[0].isupper()
    )


def test_an_unknown_language_is_said_and_english_spoken(leadline: Leadline) -> None:
    answer = leadline("--lang", "tlh", "view", "list")
    assert answer.out.startswith("Name ")
    assert answer.err == "There is no language “tlh”. There are: en, ar.\n"
    assert leadline("--lang", "tlh", "--json", "view", "list").err == ""
    assert "tlh" in leadline("--lang", "tlh", "doctor").out


@pytest.mark.parametrize(("wish", "why"), [(("--lang", "ar"), "--lang"), ((), "user")])
def test_the_doctor_says_which_language_is_spoken_and_who_wants_it(
    wish: tuple[str, ...], why: str, leadline: Leadline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEADLINE_LANG", raising=False)
    leadline("user", "edit", "me", "--set", "language=ar")
    lines = [line.split() for line in leadline(*wish, "doctor").out.splitlines()]
    assert ["ar"] in [line[-1:] for line in lines]
    assert [why] in [line[-1:] for line in lines]


def test_the_doctor_knows_the_language_of_who_works_on_a_server(
    leadline: Leadline, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEADLINE_LANG", raising=False)
    server = ("--db", postgres_url)
    assert leadline(*server, "--create", "user", "edit", "me", "--set", "language=ar").code == 0
    lines = [line.split()[-1:] for line in leadline(*server, "doctor").out.splitlines()]
    assert ["ar"] in lines
    assert ["user"] in lines
    unreachable = leadline("--db", "postgresql://amal@127.0.0.1:1/leads", "doctor")
    assert unreachable.code == 1
    assert "problem " in unreachable.out


def test_codes_are_called_by_their_labels_but_in_english(leadline: Leadline, contoso: str) -> None:
    leadline("log", "task", contoso, "--subject", "Send the offer", "--due", "today 17:00")
    for command, code in (
        ("lead list", "lead"),
        ("agenda", "task"),
        (f"timeline {contoso}", "task"),
        ("user list", "rep"),
    ):
        line = leadline(*command.split()).out.splitlines()[1]
        assert code in line.split() or "manager" in line.split()
        assert OPENS in leadline("--lang", "qps", *command.split()).out.splitlines()[1]


def test_steps_tell_their_values_by_label_but_in_english(leadline: Leadline, contoso: str) -> None:
    leadline("process", "set", contoso, "timeframe=this_quarter")
    show = ("process", "show", contoso, "--json")
    assert leadline("--lang", "ar", *show) == leadline(*show)
    assert "this_quarter" in leadline(*show[:-1]).out
    assert "هذا الربع" in leadline("--lang", "ar", *show[:-1]).out


def test_names_that_the_library_marks_are_marked_as_the_language_does(leadline: Leadline) -> None:
    assert leadline("--lang", "ar", "lead", "lst").err == (
        "لا يوجد أمر باسم «lst». هل المقصود «list»؟ للمزيد: leadline lead --help\n"
    )


def test_numbers_of_the_command_line_are_read_in_the_digits_of_either_language(leadline: Leadline) -> None:
    for digits in ("1", "١", "۱"):
        assert leadline("lead", "list", "--limit", digits).code == 0
    assert leadline("lead", "list", "--limit", "٠") == leadline("lead", "list", "--limit", "0")
    assert leadline("lead", "list", "--limit", "²").code == 2


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("نعم", 0), ("ن", 0), ("لا", 1), ("", 1)])
def test_a_question_is_answered_in_either_language(
    answer: str, code: int, leadline: Leadline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.new_database._answers", lambda: True)
    there = tmp_path / "new.db"
    asked = leadline("--lang", "ar", "--db", str(there), "lead", "list", typed=f"{answer}\n")
    assert asked.code == code
    assert "[ن/ل]" in asked.err
    assert there.exists() is (code == 0)

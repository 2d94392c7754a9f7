"""Commands do what they say, for people and for programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from tests.cli.conftest import Leadline

Ask = Callable[..., Any]


def codes(lines: Any) -> list[str]:
    return [line["code"] for line in lines]


def test_a_lead_is_found_by_code_id_email_and_name(ask: Ask, contoso: str) -> None:
    card = ask("lead", "show", contoso)
    for ref in (contoso.lower(), card["id"], "sara@contoso.example.com", "contoso coffee", "Sara Nadim"):
        assert ask("lead", "show", ref)["code"] == contoso


def test_fields_are_set_in_the_words_people_use(ask: Ask, contoso: str) -> None:
    ask(
        "lead",
        "edit",
        contoso,
        "--set",
        "annual_revenue=2.5m USD",
        "--set",
        "estimated_close=15 dec",
        "--set",
        "tags=a, b",
    )
    card = ask("lead", "show", contoso)
    assert card["annual_revenue"] == {"amount": "2500000.00", "currency": "USD"}
    assert (card["estimated_close"], card["tags"]) == ("2026-12-15", ["a", "b"])
    ask("lead", "edit", contoso, "--set", "tags=")
    assert ask("lead", "show", contoso)["tags"] in ([], None)


def test_long_text_comes_from_standard_input(ask: Ask, contoso: str) -> None:
    ask("lead", "edit", contoso, "--set", "description=-", typed="First line\nثاني سطر\n")
    assert ask("lead", "show", contoso)["description"] == "First line\nثاني سطر"


def test_a_list_says_what_it_leaves_out_and_goes_on_from_there(ask: Ask, leadline: Leadline) -> None:
    all_codes = [ask("lead", "add", "--name", f"Person {number}")["code"] for number in range(5)]
    first = leadline("--json", "lead", "list", "--limit", "3", "--sort", "title")
    assert codes(first.data) == all_codes[:3]
    assert first.err == f"showing 3 of 5; --after {all_codes[2]} goes on\n"
    rest = leadline("--json", "lead", "list", "--limit", "3", "--sort", "title", "--after", all_codes[2])
    assert (codes(rest.data), rest.err) == (all_codes[3:], "")


def test_lists_answer_queries_views_and_searches(ask: Ask, contoso: str) -> None:
    other = ask("lead", "add", "--name", "Omar Haddad", "--set", "rating=hot", "--set", "city=Dubai")["code"]
    assert codes(ask("lead", "list", "rating = hot and city = dubai")) == [other]
    assert codes(ask("lead", "list", "--view", "hot")) == [other]
    assert codes(ask("lead", "list", "--search", "modernise")) == [contoso]
    ask("lead", "disqualify", other, "--reason", "poor fit")
    assert codes(ask("lead", "list")) == [contoso]
    assert codes(ask("lead", "list", "--view", "closed")) == [other]
    assert codes(ask("lead", "list", "state = disqualified")) == [other]
    assert ask("lead", "list", "--view", "hot", "city = dubai") == []


def test_an_empty_list_is_data_for_programs_and_a_sentence_for_people(leadline: Leadline) -> None:
    assert leadline("--json", "lead", "list").data == []
    answer = leadline("lead", "list")
    assert (answer.out, answer.err) == ("", "No leads.\n")


def test_a_person_sees_a_lead_as_labelled_lines(leadline: Leadline, contoso: str) -> None:
    shown = leadline("lead", "show", contoso).out
    assert "Company  " in shown
    assert "Contoso Coffee" in shown
    assert "Do not phone" not in shown


def test_a_record_is_shown_the_same_before_and_after_the_workspace_is_open(
    ask: Ask, leadline: Leadline, contoso: str, database: Path
) -> None:
    ask("lead", "edit", contoso, "--set", "next_contact_at=tomorrow 10")
    contact = ask("contact", "add", "--name", "Sara Nadim", "--email", "sara@contoso.example.com")["code"]
    account = ask("account", "add", "--name", "مقهى المنارة")["code"]
    for words in (("lead", contoso), ("contact", contact), ("account", account), ("lead", "nobody")):
        for mode in ((), ("--json",)):
            quick = leadline(*mode, words[0], "show", words[1])
            assert quick == leadline(*mode, "--db", f"sqlite:///{database}", words[0], "show", words[1])
    assert leadline("--as", "nobody", "lead", "show", contoso).err.startswith("There is no user “nobody”.")


def test_showing_a_record_loads_neither_sqlalchemy_nor_the_screen(contoso: str, database: Path) -> None:
    program = (
        "import sys, app.__main__\n"
        "code = app.__main__.main(['--db', *sys.argv[1:]])\n"
        "print(code, [name for name in ('sqlalchemy', 'textual') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(database), "lead", "show", contoso],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "0 []"


def test_status_owner_and_next_contact_are_set(ask: Ask, contoso: str) -> None:
    ask("user", "add", "Omar Haddad", "--role", "rep")
    ask("lead", "status", contoso, "interested")
    ask("lead", "assign", contoso, "omar.haddad")
    ask("lead", "next-contact", contoso, "tomorrow 10", "--by", "Omar Haddad")
    card = ask("lead", "show", contoso)
    assert (card["status"], card["owner"]["title"]) == ("interested", "Omar Haddad")
    assert card["next_contact_at"] == "2026-11-24T06:00:00+00:00"
    ask("lead", "next-contact", contoso, "none")
    assert ask("lead", "show", contoso)["next_contact_at"] is None


def test_qualifying_makes_only_what_was_chosen(ask: Ask, leadline: Leadline, contoso: str) -> None:
    account = ask("account", "add", "--name", "Contoso Holding")["code"]
    assert "lead" in ask("lead", "qualify", contoso, "--plan")
    made = ask("lead", "qualify", contoso, "--account", account, "--contact", "none", "--opportunity", "2")["made"]
    assert set(made) == {"opportunity"}
    assert len(made["opportunity"]) == 2
    assert ask("opportunity", "show", made["opportunity"][0])["account"]["code"] == account
    assert "Reactivate" in leadline("lead", "qualify", contoso).err


def test_a_name_that_no_opportunity_would_bear_is_wrong_usage(ask: Ask, leadline: Leadline, contoso: str) -> None:
    two = ("--name", "Beans", "--name", "Machines")
    for wanted, names, said in (
        ("1", two, "2 names given for 1 opportunity."),
        ("none", two[:2], "1 name given for no opportunity."),
        ("0", two, "2 names given for no opportunity."),
    ):
        answer = leadline("--json", "lead", "qualify", contoso, "--opportunity", wanted, *names)
        assert (answer.code, answer.out) == (2, "")
        assert (answer.error["code"], answer.error["field"], answer.error["message"]) == ("usage", "name", said)
    assert ask("lead", "show", contoso)["state"] == "open"
    made = ask("lead", "qualify", contoso, "--opportunity", "3", *two)["made"]["opportunity"]
    assert [ask("opportunity", "show", each)["name"] for each in made] == [
        "Beans",
        "Machines",
        "Modernise the machines",
    ]


def test_a_plan_says_what_an_existing_contact_would_be_given(ask: Ask, leadline: Leadline, contoso: str) -> None:
    contact = ask("contact", "add", "--name", "S. Nadim", "--email", "sara@contoso.example.com")["code"]
    assert ask("lead", "qualify", contoso, "--plan")["filled"] == [f"{contact}: phone, account, company, owner"]
    assert f"{contact}: phone, account, company, owner\n" in leadline("lead", "qualify", contoso, "--plan").out


def test_a_lead_is_disqualified_and_reactivated(ask: Ask, leadline: Leadline, contoso: str) -> None:
    refused = leadline("--json", "lead", "disqualify", contoso, "--reason", "other")
    assert (refused.code, refused.error["field"]) == (1, "comment")
    ask("lead", "disqualify", contoso, "--reason", "other", "--comment", "They closed the café")
    assert ask("lead", "show", contoso)["disqualify_comment"] == "They closed the café"
    ask("lead", "reactivate", contoso)
    assert ask("lead", "show", contoso)["state"] == "open"


def test_activities_are_logged_done_moved_and_called_off(ask: Ask, contoso: str) -> None:
    task = ask("log", "task", contoso, "--subject", "Send the price list", "--due", "fri 17:00")["code"]
    visit = ask("log", "appointment", contoso, "--subject", "Visit", "--start", "tomorrow 10", "--duration", "90m")[
        "code"
    ]
    ask("log", "email", contoso, "--subject", "Brochure", "--body", "-", typed="Dear Sara,")
    ask("log", "reschedule", visit, "wed 14:00")
    ask("log", "complete", task, "--outcome", "Sent")
    note = ask("log", "note", contoso, "--text", "Parking behind the house")["code"]
    ask("log", "pin", note)
    entries = {each["code"]: each for each in ask("timeline", contoso)}
    assert entries[task]["status"] == "completed"
    assert entries[visit]["start_at"] == "2026-11-25T10:00:00+00:00"
    assert entries[visit]["duration_seconds"] == 5400
    assert entries[note]["pinned"]
    ask("log", "cancel", visit)
    ask("log", "delete", note)
    entries = {each["code"]: each for each in ask("timeline", contoso)}
    assert entries[visit]["status"] == "cancelled"
    assert note not in entries


def test_a_timeline_is_filtered_and_says_what_it_leaves_out(ask: Ask, leadline: Leadline, contoso: str) -> None:
    for number in range(4):
        ask("log", "note", contoso, "--text", f"Note {number}")
    found = leadline("--json", "timeline", contoso, "--kind", "note", "--limit", "3")
    assert len(found.data) == 3
    assert found.err.startswith("showing 3 of 4")
    assert [each["body"] for each in ask("timeline", contoso, "--search", "note 2")] == ["Note 2"]


def test_stakeholders_are_named_as_people_name_them(ask: Ask, leadline: Leadline, contoso: str) -> None:
    ask("stakeholder", "add", contoso, "--name", "Huda Karim", "--role", "decision maker", "--influence", "5")
    ask("stakeholder", "edit", contoso, "huda karim", "--set", "attitude=supporter")
    (huda,) = ask("stakeholder", "list", contoso)
    assert (huda["influence"], huda["attitude"]) == (5, "supporter")
    assert "There are: Huda Karim." in leadline("stakeholder", "remove", contoso, "Hoda").err
    ask("stakeholder", "remove", contoso, huda["contact_code"])
    assert ask("stakeholder", "list", contoso) == []
    assert ask("contact", "show", "Huda Karim")["name"] == "Huda Karim"


def test_competitors_are_met_defined_and_known(ask: Ask, contoso: str) -> None:
    ask("competitor", "add", contoso, "--name", "Fabrikam Espresso", "--status", "confirmed")
    ask("competitor", "edit", contoso, "fabrikam espresso", "--notes", "Cheaper, slower")
    assert [(each["status"], each["notes"]) for each in ask("competitor", "list", contoso)] == [
        ("confirmed", "Cheaper, slower")
    ]
    ask("competitor", "define", "Woodgrove Beans", "--set", "website=www.woodgrove.example.com")
    ask("competitor", "revise", "Woodgrove Beans", "--set", "strengths=Service")
    assert ask("competitor", "show", "Woodgrove Beans")["strengths"] == "Service"
    ask("competitor", "remove", contoso, "Fabrikam Espresso")
    assert [each["name"] for each in ask("competitor", "list")] == ["Fabrikam Espresso", "Woodgrove Beans"]


def test_contacts_and_accounts_are_kept(ask: Ask) -> None:
    account = ask("account", "add", "--name", "Contoso Holding", "--industry", "Hospitality")["code"]
    contact = ask("contact", "add", "--name", "Huda Karim", "--account", account, "--email", "huda@contoso.example.com")
    assert ask("contact", "show", "huda@contoso.example.com")["account"]["code"] == account
    ask("contact", "edit", contact["code"], "--set", "job_title=Buyer")
    assert [each["detail"] for each in ask("contact", "list", "huda")] == ["Buyer"]
    ask("account", "delete", account)
    assert ask("account", "list") == []


def test_a_process_is_followed_step_by_step(ask: Ask, leadline: Leadline, contoso: str) -> None:
    assert "lead_to_opportunity" in codes(ask("process", "list"))
    view = ask("process", "show", contoso)
    assert (view["stage"], view["stages"][0]["status"]) == ("qualify", "current")
    box = next(step for step in view["stages"][0]["steps"] if step["kind"] == "field" and step["field"] == "budget")
    ask("process", "set", contoso, f"{box['code']}=50k USD")
    assert ask("lead", "show", contoso)["budget"] == {"amount": "50000.00", "currency": "USD"}
    opportunity = ask("lead", "qualify", contoso)["made"]["opportunity"][0]
    assert ask("process", "show", opportunity)["stage"] == "develop"
    shown = leadline("process", "show", contoso, "--stage", "qualify").out
    assert "Qualify" in shown
    assert "50,000" in shown
    assert "has no stage “nope”" in leadline("process", "show", contoso, "--stage", "nope").err


def test_an_opportunity_is_won_lost_and_reopened(ask: Ask, contoso: str) -> None:
    opportunity = ask("lead", "qualify", contoso)["made"]["opportunity"][0]
    ask("opportunity", "edit", opportunity, "--set", "amount=50k USD", "--set", "probability=60%")
    ask("opportunity", "hold", opportunity)
    ask("opportunity", "resume", opportunity)
    ask("opportunity", "win", opportunity, "--revenue", "48k USD", "--on", "2026-11-23")
    card = ask("opportunity", "show", opportunity)
    assert (card["status"], card["actual_revenue"]["amount"]) == ("won", "48000.00")
    ask("opportunity", "reopen", opportunity)
    why = ("--reason", "Price", "--reason", "no_budget", "--comment", "A third off")
    ask("opportunity", "lose", opportunity, *why, "--competitor", "Fabrikam")
    assert codes(ask("opportunity", "list", "--status", "lost")) == [opportunity]
    assert ask("opportunity", "show", opportunity)["lost_reasons"] == ["price", "no_budget"]
    assert [(each["reason"], each["share"]) for each in ask("opportunity", "losses")] == [
        ("price", 100),
        ("no_budget", 100),
    ]
    assert ask("opportunity", "list", "--status", "won") == []


def test_the_assistant_reminds_and_can_be_put_off(ask: Ask, contoso: str) -> None:
    ask("log", "task", contoso, "--subject", "Call back", "--due", "today 17:00")
    card = next(each for each in ask("assistant", contoso) if each["kind"] == "due_today")
    assert card["key"] in [each["key"] for each in ask("assistant")]
    ask("assistant", "snooze", card["key"], "--until", "tomorrow 9")
    assert card["key"] not in [each["key"] for each in ask("assistant", "cards", contoso)]
    ask("assistant", "restore", card["key"])
    ask("assistant", "dismiss", card["key"], contoso)
    assert card["key"] not in [each["key"] for each in ask("assistant")]


def test_the_agenda_shows_the_day(ask: Ask, contoso: str) -> None:
    ask("log", "appointment", contoso, "--subject", "Visit", "--start", "tomorrow 10")
    assert [each["title"] for each in ask("agenda", "tomorrow")] == ["Visit"]
    assert ask("agenda") == []


def test_a_change_is_taken_back_by_its_number_and_done_again(ask: Ask, contoso: str) -> None:
    first = ask("lead", "edit", contoso, "--set", "topic=One")["command"]
    ask("log", "note", contoso, "--text", "In between")
    ask("undo", str(first))
    assert ask("lead", "show", contoso)["topic"] == "Modernise the machines"
    history = ask("history", contoso)
    assert {each["command"] for each in history} >= {"lead.add", "lead.edit", "undo"}
    assert not next(each for each in history if each["seq"] == first)["standing"]


def test_undo_and_redo_without_a_number_take_the_newest(ask: Ask, contoso: str) -> None:
    ask("lead", "edit", contoso, "--set", "topic=One")
    assert ask("undo")["message"].startswith("Undone:")
    assert ask("redo")["message"].startswith("Redone:")
    assert ask("lead", "show", contoso)["topic"] == "One"
    assert ask("history", "--limit", "1")[0]["command"] == "redo"


def test_everything_is_searched_and_likenesses_are_found(ask: Ask, contoso: str) -> None:
    ask("contact", "add", "--name", "Sara Nadim", "--email", "sara@contoso.example.com")
    assert {hit["kind"] for hit in ask("search", "SARA nadim")} == {"lead", "contact"}
    assert [hit["kind"] for hit in ask("duplicates", contoso)] == ["contact"]


def test_a_list_comes_in_through_a_pipe_and_goes_out_with_one_undo(ask: Ask, leadline: Leadline) -> None:
    people = (
        "Name,E-mail,Coffee a day,Where from\n"
        "Sara Nadim,sara@contoso.example.com,3,Web\n"
        "Omar Haddad,omar@fabrikam.example.com,5,Partner\n"
    )
    planned = ask("import", "-", "--dry-run", "--kind", "lead", "--set", "Where from=source", typed=people)
    assert {each["heading"]: each["target"] for each in planned["mapping"]["columns"]}["Where from"] == "source"
    assert ask("lead", "list") == []
    done = ask("import", "-", "--kind", "lead", "--set", "Where from=source", typed=people)
    assert done["created"] == 2
    assert sorted(each["source"] for each in ask("lead", "list")) == ["partner", "web"]
    again = leadline("import", "-", "--kind", "lead", "--set", "Where from=source", typed=people)
    assert (again.code, "here already" in again.out) == (0, True)
    ask("undo", str(done["command"]))
    assert ask("lead", "list", "--view", "all") == []


def test_a_mapping_can_be_kept_in_a_file(ask: Ask, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('"Who" = "name"\n"Junk" = "ignore"\n', encoding="utf-8")
    ask("import", "-", "--kind", "lead", "--mapping", str(mapping), typed="Who,Junk\nSara Nadim,x\nOmar Haddad,y\n")
    assert sorted(each["name"] for each in ask("lead", "list")) == ["Omar Haddad", "Sara Nadim"]


def test_people_are_told_before_an_import_what_columns_become(leadline: Leadline) -> None:
    answer = leadline("import", "-", "--kind", "lead", typed="Name,Email\nSara Nadim,sara@contoso.example.com\n")
    assert "Name → name" in answer.err
    assert "1 row: 1 lead to come in." in answer.err
    assert answer.out.startswith("1 lead imported")


def test_a_field_of_ones_own_is_set_like_any_other(ask: Ask, contoso: str) -> None:
    ask("field", "add", "lead", "Cups a day", "--type", "integer")
    ask("lead", "edit", contoso, "--set", "cups_a_day=250")
    assert ask("lead", "show", contoso)["cups_a_day"] == 250
    assert "cups_a_day" in codes(ask("field", "list"))


@pytest.mark.usefixtures("contoso")
def test_views_and_users_are_listed(ask: Ask) -> None:
    assert {view["name"]: view["count"] for view in ask("view", "list")}["open"] == 1
    assert [user["login"] for user in ask("user", "list")] == ["amal"]


def test_reading_only_still_reads(leadline: Leadline, contoso: str) -> None:
    assert codes(leadline("--read-only", "--json", "lead", "list").data) == [contoso]


def test_the_keys_are_those_of_the_workspace(ask: Ask, leadline: Leadline) -> None:
    keys = {each["command"]: each["keys"] for each in ask("keys")}
    assert keys["lead.call"] == "c"
    assert "lead.call" in leadline("keys").out


def test_the_doctor_says_what_runs_and_what_is_wrong(ask: Ask, leadline: Leadline, tmp_path: Path) -> None:
    facts = ask("doctor")
    assert facts["problems"] == []
    assert facts["database"]["integrity"] == "whole"
    assert facts["packages"]["sqlalchemy"]
    broken = tmp_path / "broken.db"
    broken.write_text("not a database at all, " * 50, encoding="utf-8")
    ill = leadline("--db", str(broken), "doctor")
    assert ill.code == 1
    assert "is not a Leadline database" in ill.out


def test_the_doctor_makes_no_database(leadline: Leadline, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    assert leadline("--db", str(missing), "doctor").code == 0
    assert not missing.exists()


def test_a_backup_holds_everything_and_overwrites_nothing(
    ask: Ask, leadline: Leadline, contoso: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    ask("db", "backup", str(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    assert codes(ask("--db", str(copy), "lead", "list")) == [contoso]
    again = leadline("--json", "db", "backup", str(copy))
    assert (again.code, again.error["field"]) == (1, "file")


@pytest.mark.usefixtures("contoso")
def test_the_check_finds_links_that_lead_nowhere(leadline: Leadline, database: Path) -> None:
    assert leadline("--json", "db", "check").data == {"whole": True, "problems": []}
    with sqlite.connect(str(database)) as connection:
        connection.execute("UPDATE lead SET owner_id = ?", ("0" * 32,))
    connection.close()
    answer = leadline("db", "check")
    assert answer.code == 1
    assert "refers to a" in answer.out


def test_what_was_stored_by_force_is_still_shown_safely(leadline: Leadline, contoso: str, database: Path) -> None:
    with sqlite.connect(str(database)) as connection:
        connection.execute("UPDATE lead SET topic = ?", ("a\x1b]0;owned\x07b\x9b2Jc\u202ed",))
    connection.close()
    for words in (["lead", "list"], ["lead", "show", contoso], ["--json", "lead", "show", contoso]):
        shown = leadline(*words).out
        assert not any(letter in shown for letter in "\x1b\x9b\u202e")


def test_a_deleted_lead_is_gone_until_that_is_undone(ask: Ask, contoso: str) -> None:
    ask("lead", "delete", contoso)
    assert ask("lead", "list", "--view", "all") == []
    assert ask("lead", "show", contoso)["deleted"] is True
    ask("undo")
    assert ask("lead", "show", contoso)["deleted"] is False
    assert codes(ask("lead", "list")) == [contoso]


def test_files_are_attached_listed_and_saved(
    leadline: Leadline, ask: Callable[..., Any], contoso: str, tmp_path: Path
) -> None:
    (tmp_path / "card.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    ask("attach", contoso, str(tmp_path / "card.png"))  # add is meant where no command is named
    made = ask("attach", "add", contoso, "-", "--name", "عرض.pdf", typed=b"%PDF-1.7\xff")
    listed = ask("attach", "list", contoso)
    assert [(each["name"], each["size"], each["media_type"]) for each in listed] == [
        ("عرض.pdf", 9, "application/pdf"),
        ("card.png", 8, "image/png"),
    ]
    assert ask("attach", "save", made["code"], "--to", str(tmp_path))["path"] == str(tmp_path / "عرض.pdf")
    assert (tmp_path / "عرض.pdf").read_bytes() == b"%PDF-1.7\xff"
    assert leadline("attach", "save", made["code"], "--to", str(tmp_path / "card.png")).code == 1
    assert leadline("attach", "save", made["code"], "--to", f"{tmp_path}/none/").code == 1
    assert leadline("attach", contoso, "-", typed="x").code == 2
    assert leadline("attach", "open", made["code"]).code == 1  # there is no screen here
    ask("attach", "remove", made["code"])
    assert len(ask("attach", "list", contoso)) == 1

"""Research: links made of a record, a manager's own, pages on LinkedIn, and taking in what was found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.windows import ListQuery
from app.domain.research.rules import KINDS, checked, made_of
from app.workspace import Workspace
from tests.conftest import settings_for

#: A list of Sales Navigator as exporters write it.
EXPORTED = (
    "First Name,Last Name,Current Job,Company Name,Prospect Location,Linkedin URL,Company Industry,"
    "Company Linkedin URL,Years in Position\n"
    "Huda,Karim,Head of Procurement,Contoso Coffee,Dubai,https://www.linkedin.com/in/huda-karim?trk=x,Hospitality,"
    "https://www.linkedin.com/company/contoso/,3\n"
)


@pytest.fixture
def space(sqlite_template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Omar's workspace."""
    path = shutil.copy(sqlite_template, tmp_path / "leadline.db")
    with closing(open_workspace(settings_for(f"sqlite:///{path}"), clock)) as opened:
        yield opened


def test_every_shipped_link_is_made_of_a_record_and_nothing_in_it_is_obeyed(space: Workspace) -> None:
    hostile = "بن & حليب?#/{who} “x”\u202e"
    lead = space.leads.add({"company": hostile, "name": "Sara N", "city": "Dubai", "website": "c.example.com"}).code
    lines = {each.name: each for each in space.research.links(lead)}
    assert len(lines) == 9
    assert {name for name, each in lines.items() if each.missing} == {"LinkedIn page"}
    assert lines["LinkedIn page"].reason == "Not known: LinkedIn page."
    assert lines["Company site"].url == "https://c.example.com"
    search = urlsplit(lines["Web search"].url)
    assert parse_qs(search.query) == {"q": [f"Sara N {hostile.removesuffix(chr(0x202E))}"]}
    for each in lines.values():
        assert each.missing or (each.url.isascii() and each.url.startswith("https://") and " " not in each.url)


def test_contacts_and_accounts_have_links_of_their_own(space: Workspace) -> None:
    account = space.accounts.add({"name": "Contoso", "website": "contoso.example.com"}).code
    contact = space.contacts.add({"name": "Sara Nadim", "account": account, "linkedin": "linkedin.com/in/sara/"}).code
    assert "LinkedIn page" not in {each.name for each in space.research.links(account) if each.url}
    links = {each.name: each.url for each in space.research.links(contact)}
    assert links["LinkedIn page"] == "https://www.linkedin.com/in/sara"
    assert links["Sales Navigator people"].endswith("?keywords=Sara%20Nadim%20Contoso")


def test_managers_add_change_and_take_away_links(space: Workspace, tmp_path: Path) -> None:
    lead = space.leads.add({"company": "Contoso"}).code
    space.research.add("Register", "https://register.example.com/?n={company}", ["lead"], "السجل")
    space.research.add("REGISTER", "https://other.example.com/{company}")
    space.research.add("Map", "https://maps.example.com/{company}")
    links = {each.name: each.url for each in space.research.links(lead)}
    assert (links["REGISTER"], links["Map"]) == (
        "https://other.example.com/Contoso",
        "https://maps.example.com/Contoso",
    )
    for name in ("register", "Map", "Web search"):
        space.research.remove(name)
    assert len(space.research.templates()) == 7
    with pytest.raises(NotFound):
        space.research.remove("Map")
    space.log.undo()
    assert "Web search" in {each.name for each in space.research.templates()}
    path = tmp_path / "links.toml"
    path.write_text(
        '[[link]]\nname = "A"\nurl = "https://a.example.com/{who}"\n[[link]]\nname = "B"\nurl = "ftp://b"\n'
    )
    with pytest.raises(Invalid, match="Link 2: “ftp://b”"):
        space.research.load(path)
    assert "A" not in {each.name for each in space.research.templates()}
    path.write_text(path.read_text().replace("ftp://b", "https://b.example.com"))
    assert space.research.load(path).message == "2 links taken from links.toml."
    path.write_text("no links")
    with pytest.raises(Invalid, match="no links in it"):
        space.research.load(path)
    agent = replace(space.desk, actor=replace(space.desk.actor, role="rep"))
    with pytest.raises(NotAllowed):
        type(space.research)(agent).add("X", "https://x.example.com")


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://{domain}/x",
            "https://a@b.example.com/",
            "//x.example",
        ),
        *("https://x.example.com/{frob}", "https://x.example.com/{", "https://x.example.com/a b", "data:text/html,x"),
        *(
            "https://x.example.com/{website}",
            "https://localhost/{who}",
            "https://x.example.com/\u202e{who}",
            "https://[",
        ),
        "https://x.example.com/" + "y" * 2000,
    ],
)
def test_an_address_that_could_lead_elsewhere_is_no_link(url: str) -> None:
    with pytest.raises(Invalid):
        checked("X", url)


def test_a_link_says_what_it_lacks() -> None:
    template = checked("X", "https://x.example.com/{company}/{city}?{company}")
    assert template.kinds == KINDS
    assert made_of(template, {"company": "a/b"}).missing == ("city",)
    assert made_of(template, {"company": "a/b", "city": "ع"}).url == "https://x.example.com/a%2Fb/%D8%B9?a%2Fb"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("linkedin.com/in/sara-nadim", "https://www.linkedin.com/in/sara-nadim"),
        ("http://AE.LinkedIn.com/in/سارة/?trk=x#y", "https://ae.linkedin.com/in/%D8%B3%D8%A7%D8%B1%D8%A9"),
        ("https://www.linkedin.com/sales/lead/ACw,NAME,ab?q=1", "https://www.linkedin.com/sales/lead/ACw,NAME,ab"),
        ("https://www.linkedin.com/company/contoso/about/", "https://www.linkedin.com/company/contoso/about"),
        *(
            (wrong, "")
            for wrong in (
                *("linkedin.com", "linkedin.com/in/", "https://linkedin.com.evil.example/in/x", "linkedin.com/jobs/1"),
                *("https://linkedin.com@evil.example/in/x", "javascript://linkedin.com/in/x", "https://[/in/x", "sara"),
            )
        ),
    ],
)
def test_a_page_on_linkedin_is_kept_in_one_spelling(space: Workspace, typed: str, kept: str) -> None:
    lead = space.leads.add({"company": "Contoso"}).code
    if kept:
        space.leads.edit(lead, {"linkedin": typed})
        assert space.leads.show(lead).values["linkedin"] == kept
    else:
        with pytest.raises(Invalid, match="not a page of a person or company"):
            space.leads.edit(lead, {"linkedin": typed})


def test_what_was_found_comes_in_by_one_command_and_goes_along(space: Workspace) -> None:
    lead = space.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
    page = "https://www.linkedin.com/in/sara"
    space.research.enter(lead, {"industry": "Hospitality", "linkedin": page}, ["Huda Karim", "Omar Aziz", "Huda Karim"])
    assert [each.name for each in space.stakeholders.of(lead)] == ["Huda Karim", "Omar Aziz"]
    space.log.undo()
    assert (space.stakeholders.of(lead), space.leads.show(lead).values["industry"]) == ((), None)
    space.log.redo()
    made = space.qualification.qualify(lead).made
    assert space.contacts.show(made["contact"][0]).values["linkedin"] == page
    assert space.accounts.show(made["account"][0]).values["linkedin"] is None


def test_a_list_of_sales_navigator_comes_in_by_its_headings(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "navigator.csv").write_text(EXPORTED)
    with space.capture.open(str(tmp_path / "navigator.csv")) as plan:
        space.capture.run(plan)
    (line,) = space.leads.window(ListQuery()).lines
    values = space.leads.show(line.id).values
    assert {code: values[code] for code in ("name", "job_title", "company", "city", "industry", "linkedin")} == {
        "name": "Huda Karim",
        "job_title": "Head of Procurement",
        "company": "Contoso Coffee",
        "city": "Dubai",
        "industry": "Hospitality",
        "linkedin": "https://www.linkedin.com/in/huda-karim",
    }
    assert not [each for each in space.fields.of("lead") if each.group == "custom"]

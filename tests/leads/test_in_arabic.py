"""Leads in Arabic: what is done, refused and told, in either language whatever it was done in."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.core.errors import Refusal
from app.domain.leads.fields import BY_CODE
from app.words import in_english, speaking
from app.workspace import Workspace


def refused(workspace: Workspace, verb: str, *given: Any, **more: Any) -> Refusal:
    """Why something is refused."""
    service, _, name = verb.partition(".")
    with pytest.raises(Refusal) as refusal:
        getattr(getattr(workspace, service), name)(*given, **more)
    return refusal.value


def test_a_lead_goes_its_way_in_arabic_and_the_log_tells_it_in_english(workspace: Workspace) -> None:
    with speaking("ar"):
        added = workspace.leads.add({"الشركة": "شركة البن", "الاسم": "سارة", "source": "web"})
        lead = added.code
        assert added.message == f"تمت إضافة «شركة البن (سارة)» بالرمز {lead}."
        moved = workspace.leads.set_status(lead, "مهتم").message
        assert moved == "تغيّرت حالة «شركة البن (سارة)» من «عميل متوقع» إلى «مهتم»."
        closed = workspace.qualification.disqualify(lead, "غير ملائم").message
        assert closed == "تم استبعاد «شركة البن (سارة)»: غير ملائم."
        problem = refused(workspace, "leads.edit", lead, {"topic": "x"})
        assert problem.message == "السجل «شركة البن» في حالة «مستبعد» وهو للقراءة فقط."
        assert workspace.log.undo().message.startswith("تراجع عن: ")
    assert in_english(problem.message) == "شركة البن is disqualified and read-only."
    assert [line.summary for line in workspace.log.recent(4)] == [
        "Undone: شركة البن (سارة) disqualified: poor fit.",
        "شركة البن (سارة) disqualified: poor fit.",
        "شركة البن (سارة): Lead → Interested.",
        f"شركة البن (سارة) added as {lead}.",
    ]


@pytest.mark.parametrize(
    ("verb", "given", "said"),
    [
        ("leads.show", ("LEAD-0000",), "عميل متوقع"),
        ("accounts.show", ("ACC-0000",), "حساب"),
        ("contacts.show", ("CONT-0000",), "جهة اتصال"),
        ("opportunities.show", ("OPP-0000",), "فرصة"),
        ("competitors.show", ("COMP-0000",), "منافس"),
        ("leads.view", ("nothing",), "عرض باسم"),
        ("leads.add", ({"kind": "organisation"},), "الشركة ناقصة"),
    ],
)
def test_a_refusal_reads_right_for_each_kind_of_record(
    workspace: Workspace, verb: str, given: tuple[Any, ...], said: str
) -> None:
    with speaking("ar"):
        problem = refused(workspace, verb, *given)
    assert said in problem.message
    assert said not in in_english(problem.message)


def test_a_label_of_one_english_is_told_by_what_it_is_of() -> None:
    with speaking("ar"):
        labels = {code: BY_CODE[code].label for code in ("state", "status", "closed_at", "kind")}
        assert len(set(labels.values())) == len(labels)
        assert BY_CODE["status"].choice_label("lost_quotation") == "عرض أسعار مفقود"

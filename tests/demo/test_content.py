"""The demo's content: fictional throughout, and well formed."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from app.data_files import data_path
from app.demo.casting import Casting
from app.demo.content import Content, load_content
from app.demo.fates import made_up_steps
from app.demo.opening import DEMO_NOW
from app.demo.steps import Calendar, Step
from app.domain.core.errors import Invalid

#: Beginnings of the numbers that regulators keep for fiction; see data/demo/places.toml.
_FICTIONAL = (
    *("+44 20 7946 0", "+44 161 496 0", "+1 212 555 01", "+61 2 5550", "+33 1 99 00", "+33 4 65 71"),
    *("+49 30 23125 ", "+49 89 99998 ", "+46 8 465 004 "),
)
#: The number of the walkthrough's business card.
_WALKTHROUGH = ("+971 50 123 4567", "+971 50 123 4568")


@pytest.fixture(scope="module")
def content() -> Content:
    """The content that comes with Leadline."""
    return load_content()


def made_up(content: Content, seed: int) -> list[Step]:
    """The steps of a hundred made-up leads."""
    dice = Random(seed)
    calendar = Calendar(DEMO_NOW, ZoneInfo("Asia/Dubai"), dice)
    return list(made_up_steps(content, 100, dice, calendar))


def test_every_address_is_one_that_nobody_can_have() -> None:
    for path in data_path("demo").glob("*.toml"):
        text = re.sub(r'"@?\w+"|@\w+ ', "", path.read_text(encoding="utf-8"))
        for address in re.findall(r"[\w.-]+@[\w.-]+", text):
            assert re.search(r"[@.]example\.(com|org|net)$", address), f"{path.name}: {address}"


def test_every_phone_number_is_fictional(content: Content) -> None:
    given = [place.phone for place in content.places]
    given += [phone for story in content.stories if (phone := story.values.get("phone"))]
    for phone in given:
        assert phone.startswith(_FICTIONAL) or " 000" in phone or phone in _WALKTHROUGH or " 0000" in phone, phone


def test_no_number_is_given_to_two(content: Content) -> None:
    casting = Casting(content, Random(1))
    for place in content.places:
        many = 10 ** min(2, place.phone.count("#"))
        assert len({casting.phone(place) for _ in range(many)}) == many


def test_the_company_has_twelve_colleagues_and_every_place_an_owner_among_them(content: Content) -> None:
    logins = {each.login for each in content.house.colleagues}
    assert len(logins) == 12
    assert {"rep", "agent", "manager", "admin"} == {each.role for each in content.house.colleagues}
    assert all(set(place.owners) <= logins for place in content.places)


def test_every_text_can_be_filled_in(content: Content) -> None:
    steps = made_up(content, 3)
    texts = [str(value) for step in steps for value in step.args.values()]
    assert not [text for text in texts if re.search(r"\{[a-z]+\}", text)]


def test_the_same_dice_tell_the_same_and_others_tell_something_else(content: Content) -> None:
    assert made_up(content, 5) == made_up(content, 5)
    assert made_up(content, 5) != made_up(content, 6)


def test_no_step_lies_ahead_and_each_lead_is_captured_first(content: Content) -> None:
    seen: set[str] = set()
    for step in sorted(made_up(content, 7), key=lambda step: step.at):
        assert step.at <= DEMO_NOW
        assert step.do == "capture" or step.lead in seen, f"{step.do} before the capture of {step.lead}"
        seen.add(step.lead)


def test_a_slip_in_a_file_is_refused_with_its_name(tmp_path: Path) -> None:
    for path in data_path("demo").glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "wishes.toml").write_text("[[wishes]]\ntopic =", encoding="utf-8")
    with pytest.raises(Invalid, match=r"wishes\.toml"):
        load_content(tmp_path)
    (tmp_path / "wishes.toml").write_text('[[wishes]]\ntopics = "Modernise"\n', encoding="utf-8")
    with pytest.raises(Invalid, match="topics"):
        load_content(tmp_path)


@pytest.mark.parametrize("words", ["yesterday", "-3", "-3 25:00", "x 10:00"])
def test_a_moment_that_is_none_is_refused(words: str) -> None:
    calendar = Calendar(DEMO_NOW, ZoneInfo("Asia/Dubai"), Random(1))
    with pytest.raises(Invalid, match="is not a moment"):
        calendar.moment(words)


def test_what_is_told_is_told_in_arabic_too(content: Content) -> None:
    arabic = load_content(language="ar")
    told = [*_texts(arabic.talk.model_dump()), *_texts([wish.model_dump(exclude={"kinds"}) for wish in arabic.wishes])]
    sentences = [text for text in told if " " in text]
    assert [text for text in sentences if not re.search("[\u0600-\u06ff]", text)] == []
    english = _texts(content.model_dump(exclude={"texts"}))
    assert set(arabic.texts) - set(english) <= set(_CALLED_BY_CODE)
    for text, meant in arabic.texts.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", meant)), text


#: Texts that stand in the code of the demo, not in its files.
_CALLED_BY_CODE = (
    "Asked not to be contacted again, by anybody. Said it kindly.",
    "Send the final price",
    "{topic}, second step",
    "Spring letter",
    "Airport posters",
    "Office coffee, autumn",
    "Hotel Expo",
    "Water and taste",
)


def _texts(value: object) -> list[str]:
    """Every text in a value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for part in parts for text in _texts(part)]

"""The door: sentences with places, plurals, labels that follow the language, and catalogues that cannot be read."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import __version__
from app.domain.core.frozen import frozen
from app.words import (
    Words,
    WordsByCode,
    in_english,
    label,
    own,
    said_by_others,
    say,
    say_declared,
    say_many,
    sentences,
    speak,
    speaking,
    stored,
    told_again,
)
from app.words.catalogue import Messages
from app.words.language import _catalogues, chosen, is_known, keep_speaking, problems


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and ends in English."""
    speak("en")
    yield
    keep_speaking(None)
    speak("en")


@frozen
class Shown:
    """What has words."""

    code: str
    label: Words
    choices: WordsByCode = ()


def test_a_place_that_is_not_given_stays_as_the_key_of_a_command() -> None:
    assert say("Deleted {name}. {undo} undoes, {choice.tick} ticks.", name="{undo}") == (
        "Deleted {undo}. {undo} undoes, {choice.tick} ticks."
    )


def test_a_declared_label_is_said_in_the_language_in_which_it_is_read() -> None:
    shown = Shown("rating", "Rating", (("hot", "Hot"),))
    assert (shown.label, shown.choices) == ("Rating", (("hot", "Hot"),))
    with speaking("qps"):
        assert "Rating" not in shown.label
        assert shown.label.startswith("⟦")
        assert shown.choices[0][0] == "hot"
        assert shown.choices[0][1] != "Hot"
        assert shown == Shown("rating", "Rating", (("hot", "Hot"),))
        assert hash(shown) == hash(Shown("rating", "Rating", (("hot", "Hot"),)))


def test_a_declared_sentence_is_said_with_its_places_though_it_was_translated_when_it_was_read() -> None:
    locked: Words = "{name} is locked."
    with speaking("qps"):
        shown = Shown("locked", locked)
        both = say_declared(locked, name="Sara"), say_declared(shown.label, name="Sara")
    assert both[0] == both[1] != "Sara is locked."
    assert [in_english(each) for each in both] == ["Sara is locked."] * 2


def test_what_others_say_stays_in_their_words_among_sentences() -> None:
    said = sentences(say("Rating"), said_by_others("disk I/O error"))
    with speaking("qps"):
        assert said.again().endswith(" disk I/O error")
        assert told_again(stored(said), "") == said.again()


def test_what_a_person_called_something_is_never_translated_but_by_that_person() -> None:
    beans = own("Rating", ar="البن")
    with speaking("qps"):
        assert label(beans) == "Rating"
    with speaking("ar"):
        assert label(beans) == "البن"


def test_what_was_said_can_be_said_again_in_another_language() -> None:
    sentence = say("{what} of {lead} changed.", what=label("Rating"), lead="Sara")
    kept = stored(sentence)
    with speaking("qps"):
        again = told_again(kept, "")
        assert "Rating" not in again
        assert "Sara" in again
        assert in_english(sentence.again()) == "Rating of Sara changed."
    assert told_again(kept, "") == sentence == pickle.loads(pickle.dumps(sentence))  # noqa: S301 - our own
    assert told_again("{", "otherwise") == told_again('{"many": 3}', "otherwise") == "otherwise"


def test_a_number_has_its_form_and_its_marks() -> None:
    assert [say_many("{n} lead", "{n} leads", number) for number in (0, 1, 9240)] == [
        "0 leads",
        "1 lead",
        "9,240 leads",
    ]


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (("ar",), "ar"),
        (("", "ar_AE.UTF-8"), "ar"),
        (("fr", "AR-eg"), "ar"),
        (("C.UTF-8",), "en"),
        (("xx", "", "POSIX"), "en"),
        (("C", "ar"), "en"),
        (("ar@latin",), "ar"),
        ((), "en"),
    ],
)
def test_the_strongest_wish_for_a_language_that_there_is_holds(wanted: tuple[str, ...], spoken: str) -> None:
    assert chosen(*wanted) == spoken


def test_an_unknown_language_is_named() -> None:
    speak(chosen("tlh"), wanted="tlh")
    assert "tlh" in problems()[0]
    assert not is_known("tlh")


def written(header: str, *translations: tuple[bytes, bytes]) -> bytes:
    """A catalogue as a file, of this version and with a header."""
    head = f"Project-Id-Version: Leadline {__version__}\n{header}\n".encode()
    pairs = sorted([(b"", head), *translations])
    texts = [*[one for one, _ in pairs], *[two for _, two in pairs]]
    at = 28 + 8 * len(texts)
    places = b""
    for each in texts:
        places += struct.pack("<II", len(each), at)
        at += len(each) + 1
    first = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return first + places + b"".join(each + b"\0" for each in texts)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"nonsense",
        b"\xde\x12\x04\x95" + b"\xff" * 40,
        written("Content-Type: text/plain; charset=nonsense", (b"Rating", b"R")),
        written("Content-Type: text/plain; charset=utf-8", (b"Rating", b"\xff")),
        written("Plural-Forms: nplurals=2; plural=1/(n-1);", (b"Rating", b"R")),
        written("Plural-Forms: nplurals=2; plural=((;", (b"Rating", b"R")),
    ],
)
def test_a_catalogue_that_cannot_be_read_leaves_english(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ar.mo"
    if content is not None:
        place.write_bytes(content)

    def data_path(*_parts: str) -> Path:
        if not place.exists():
            raise FileNotFoundError(place)
        return place

    monkeypatch.setattr("app.words.catalogue.data_path", data_path)
    broken = Messages("ar")
    assert "“ar”" in broken.problem
    assert broken.message("Rating") == "Rating"
    monkeypatch.setitem(_catalogues, "ar", broken)
    with speaking("ar"):
        assert say("Deleted {name}.", name="x") == "Deleted x."


def test_a_catalogue_with_a_place_that_its_message_has_not_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ar.mo"
    right, wrong = (b"Deleted {name}.", b"- {name}"), (b"Added {name}.", b"+ {nobody}")
    one, many = (b"{n} lead\0{n} leads", b"{n}\0{n} {m}"), (b"{undo} undoes.", b"{undo")
    place.write_bytes(written("Plural-Forms: nplurals=2; plural=(n!=1);", right, wrong, one, many))
    monkeypatch.setattr("app.words.catalogue.data_path", lambda *_parts: place)
    odd = Messages("ar")
    assert "3 messages" in odd.problem
    assert "“Added {name}.”" in odd.problem
    monkeypatch.setitem(_catalogues, "ar", odd)
    with speaking("ar"):
        assert [say("Deleted {name}.", name="x"), say("Added {name}.", name="x")] == ["- x", "Added x."]
        assert [say_many("{n} lead", "{n} leads", number) for number in (1, 2)] == ["1", "2 leads"]
        assert say("{undo} undoes.") == "{undo} undoes."


def test_a_translation_with_a_place_that_cannot_be_gives_way_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wrong:
        def message(self, _message: str) -> str:
            return "{name.__class__.x} {0!r} {"

        def plural(self, _one: str, _many: str, _number: int) -> str:
            return "{"

    monkeypatch.setitem(_catalogues, "ar", Wrong())
    with speaking("ar"):
        assert say("Deleted {name}.", name="x") == "Deleted x."
        assert say_many("{n} lead", "{n} leads", 2) == "2 leads"


def test_data_for_programs_is_kept_in_one_language() -> None:
    keep_speaking("en")
    speak("qps")
    assert say("Rating") == "Rating"

"""Areas say in one place what they are, and every floor reads it there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.program import words_of_the_program
from app.commands.catalogue import every_command
from app.domain import areas
from app.domain.core.area import Area, resolve
from app.domain.jobs.handlers import HANDLERS
from app.domain.records import metadata
from app.domain.store.base import Base
from app.workspace import Workspace

DOMAIN = Path(__file__).parent.parent.parent / "app" / "domain"
#: What the areas stand on.
GROUND = {"core", "store", "query"}
FOLDERS = sorted(path.parent.name for path in DOMAIN.glob("*/__init__.py") if path.parent.name not in GROUND)


def places_of(area: Area) -> list[str]:
    """Every place that a manifest names."""
    modules = [each for each in (area.records, area.statements, area.kinds, area.commands) if each]
    single = [*modules, *area.field_types, *area.cards, *area.step_kinds, *area.panels, *area.objections]
    reactions = [place for pair in area.reactions for place in pair]
    jobs = [place for _, place in area.jobs]
    services = [place for _, place in (*area.services, *area.suggesting)]
    asked = [place for _, place in area.query_fields]
    return [*single, *reactions, *jobs, *services, *asked, *(f"{noun.module}:app" for noun in area.nouns)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_area_has_a_manifest_that_every_floor_reads(folder: str) -> None:
    manifest = resolve(f"app.domain.{folder}.area:{folder.upper()}")
    assert manifest in areas.every()
    assert manifest.name == folder


@pytest.mark.parametrize("area", areas.every(), ids=lambda area: area.name)
def test_what_a_manifest_names_is_there(area: Area) -> None:
    for place in places_of(area):
        assert resolve(place) is not None, place


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_areas_rooms_are_in_its_manifest(folder: str) -> None:
    manifest = resolve(f"app.domain.{folder}.area:{folder.upper()}")
    for room in ("records", "statements", "kinds"):
        if (DOMAIN / folder / f"{room}.py").exists() and (folder, room) != ("fields", "kinds"):  # what a kind is
            assert getattr(manifest, room) == f"app.domain.{folder}.{room}"
    told = {place.partition(":")[0] for pair in manifest.reactions for place in pair}
    assert (f"app.domain.{folder}.reactions" in told) == (DOMAIN / folder / "reactions.py").exists()


def test_every_table_is_in_the_metadata() -> None:
    tables = set(metadata().tables.values())  # an area that a test adds may be loaded and not joined
    own = [each for each in Base.registry.mappers if each.class_.__module__.startswith("app.")]
    assert {each.local_table for each in own} <= tables
    assert {f"app.domain.{each}.records" for each in FOLDERS if (DOMAIN / each / "records.py").exists()} <= {
        each.class_.__module__ for each in own
    }


def test_the_workspace_has_every_service_by_its_name(workspace: Workspace) -> None:
    for area in areas.every():
        for name, place in area.services:
            kind = resolve(place)
            assert type(getattr(workspace, name)) is kind
            assert getattr(workspace, name) is workspace.service(kind)
            assert Workspace.__annotations__.get(name, kind.__name__) == kind.__name__
    with pytest.raises(AttributeError):
        _ = workspace.nothing  # type: ignore[attr-defined]


def test_every_kind_that_a_field_can_link_to_while_it_is_typed_is_suggested_by_its_area(workspace: Workspace) -> None:
    for area in areas.every():
        for kind, place in area.suggesting:
            assert place in {each for _, each in area.services}
            assert workspace.suggest(kind, "nobody of that name") == []
    suggested = {kind for area in areas.every() for kind, _ in area.suggesting}
    sold = {"product", "price_list", "discount_list", "unit_group", "customer", "offered_line"}
    assert suggested == {"user", "contact", "account", "competitor", *sold}


def test_what_an_area_does_about_events_is_wired(workspace: Workspace) -> None:
    wired = workspace.desk.database._subscribers
    for area in areas.every():
        for happening, react in area.reactions:
            assert resolve(react) in wired[resolve(happening)]
        for name, does in area.jobs:
            assert HANDLERS[name] is resolve(does)


def test_every_word_and_every_command_has_one_owner() -> None:
    words = [noun.name for area in areas.every() for noun in area.nouns]
    assert len(words) == len(set(words))
    assert set(words) < words_of_the_program().keys()
    assert {each.id for area in areas.every() if area.commands for each in resolve(area.commands).COMMANDS} < {
        each.id for each in every_command()
    }


def test_an_area_has_its_name_alone() -> None:
    with pytest.raises(ValueError, match="leads"):
        areas.add(Area("leads"))


def test_a_manifest_costs_a_start_nothing_heavy() -> None:
    code = "import sys, app.domain.areas; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    ours = {name for name in loaded if name.startswith("app.")}
    rooms = {name for name in ours if name.count(".") == 3 and not name.startswith("app.domain.core.")}
    assert {name.rpartition(".")[2] for name in rooms} == {"area"}
    assert not {"sqlalchemy", "textual", "typer"} & set(loaded)

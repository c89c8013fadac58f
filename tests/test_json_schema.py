"""The JSON Schemas for editors: they accept what is right, and mark the mistakes that people make."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from briefgen.cli import main
from briefgen.content import schema
from briefgen.content.json_schema import write_schemas
from briefgen.content.own_kinds import SHIPPED
from briefgen.content.reading.yaml_file import read_yaml
from briefgen.project.folder import find_project
from briefgen.upkeep import starter
from tests.conftest import ROOT
from tests.started import start

SECOND = Path(__file__).parent / "data" / "second_project"
PROJECTS = {"issa": ROOT, "second": SECOND, "starter": starter.PROJECT}

Schemas = dict[str, Any]


def read(folder: Path, languages: tuple[str, ...] = ("en", "fr")) -> Schemas:
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in write_schemas(folder, languages, SHIPPED)
    }


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Schemas:
    return read(tmp_path_factory.mktemp("schemas"))


def value(path: Path) -> Any:
    return read_yaml(path, path.name).value


def errors(schema: Any, instance: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(instance)]


def test_there_is_one_for_each_file(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path / "new" / ".schema", ["en"], {})
    assert [path.stem for path in paths] == [*schema.FILES, "recipients", "edition"]
    assert sorted(paths) == sorted((tmp_path / "new" / ".schema").iterdir())


def test_each_is_a_schema_of_draft_2020_12(schemas: Schemas) -> None:
    for found in schemas.values():
        assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(found)


def test_the_bytes_are_the_same_on_every_run(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_schemas(tmp_path, ("ka", "en"), {})]
    assert first == [path.read_bytes() for path in write_schemas(tmp_path, ("ka", "en"), {})]


@pytest.mark.parametrize("name", PROJECTS)
def test_the_content_of_each_project_fits(name: str, tmp_path: Path) -> None:
    project = find_project(PROJECTS[name])
    schemas = read(tmp_path, project.settings.languages)
    files = sorted(project.content.rglob("*.yaml"))
    assert len(files) >= 8
    for path in files:
        fitting = schemas["edition" if path.parent.name == "editions" else path.stem]
        assert errors(fitting, value(path)) == [], path.name


def test_texts_are_completed_in_the_languages_of_the_project(tmp_path: Path) -> None:
    schemas = read(tmp_path, ("ka", "en", "fr"))
    kinds = [("association", "Name"), ("association", "Line"), ("association", "Prose"), ("edition", "Prose")]
    for file, kind in kinds:
        text = schemas[file]["$defs"][kind]
        assert list(text["properties"]) == text["required"] == ["ka", "en", "fr"]
        assert text["additionalProperties"] is False
        assert text["description"]


def test_no_other_place_takes_any_language(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path, ("en",), {}):
        assert "patternProperties" not in path.read_text(encoding="utf-8")


def test_a_country_is_renamed_in_some_languages_only(schemas: Schemas) -> None:
    assert errors(schemas["places"], {"countries": [{"code": "CH", "name": {"fr": "la Suisse"}}]}) == []
    assert errors(schemas["places"], {"countries": [{"code": "CH", "name": {"de": "die Schweiz"}}]}) != []


def test_fields_are_described(schemas: Schemas) -> None:
    assert schemas["edition"]["properties"]["as_of"]["description"].startswith("The date for which the brief is true")
    assert schemas["events"]["$defs"]["Event"]["description"].startswith("An event;")


MISTAKES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "a text without a language": ("association", lambda it: it["name"].pop("fr")),
    "a text in another language": ("association", lambda it: it["name"].update(ka="სახელი")),
    "a text without languages": ("association", lambda it: it.update(name="IAEL")),
    "an empty text": ("association", lambda it: it["name"].update(fr="")),
    "a misspelt field": ("association", lambda it: it.update(founed=1901)),
    "a missing field": ("agency", lambda it: it.pop("country")),
    "a country's name": ("agency", lambda it: it.update(country="Canada")),
    "an id with a capital": ("people", lambda it: it["persons"][0].update(id="First")),
    "a date in words": ("people", lambda it: it["terms"][0].update(start="May 2019")),
    "a range for a point": ("people", lambda it: it["terms"][0].update(start="2019/2020")),
    "a kind that there isn't": ("events", lambda it: it[0].update(kind="party")),
    "a number as text": ("association", lambda it: it["stats"][0].update(value="1250")),
    "a wrong qualifier": ("association", lambda it: it["stats"][0].update(qualifier="roughly")),
    "an unknown case": ("places", lambda it: it["cities"][0].update(forms={"en": {"vocative": "O Port!"}})),
    "forms in another language": ("places", lambda it: it["cities"][0].update(forms={"ka": {"loc": "პორტში"}})),
    "an address without https": ("sources", lambda it: it[0].update(url="lighthouses.example.org")),
    "a variant in another language": ("glossary", lambda it: it["terms"][0].update(also={"ka": ["ფარი"]})),
    "a variant that is no list": ("glossary", lambda it: it["terms"][0].update(forbidden={"en": "lantern"})),
    "fields instead of a list": ("cooperation", lambda it: it.update(history={"id": "exchange"})),
    "a version of zero": ("editions/2024-03-port-example", lambda it: it.update(version=0)),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_marked(mistake: str, schemas: Schemas) -> None:
    file, make = MISTAKES[mistake]
    right = value(SECOND / "content" / f"{file}.yaml")
    wrong = copy.deepcopy(right)
    make(wrong)
    assert wrong != right
    fitting = schemas["edition" if "/" in file else file]
    assert errors(fitting, right) == []
    assert errors(fitting, wrong) != []


def test_the_command_writes_them_beside_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    assert CliRunner().invoke(main, ["schema"]).exit_code == 0
    written = {path.stem for path in Path("content", ".schema").iterdir()}
    for path in Path("content").rglob("*.yaml"):
        named = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).is_file()
        assert Path(named).stem in written
    checked = CliRunner().invoke(main, ["check"])
    assert checked.output == "no problems\n"  # the schemas are no strays

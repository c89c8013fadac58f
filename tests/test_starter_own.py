"""`briefgen init` with one's own first facts: a project of them alone, which builds as it is."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cli import main
from briefgen.content.reading.yaml_file import parse_yaml
from briefgen.language import available
from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.project.folder import find_project
from briefgen.upkeep.setup import start_project
from briefgen.upkeep.starter import PROJECT
from briefgen.upkeep.starter.own import BeginningError, beginning, own_files

SAID: dict[str, Any] = {
    "languages": "en,fr",
    "association": ["en=Network of Examples: “North & South”", "fr=Réseau des exemples : nord et sud"],
    "agency": ["en=Example Agency", "fr=Agence d’exemple"],
    "country": "ge",
    "event": ["en=Annual Meeting", "fr=Réunion annuelle"],
    "event_kind": "Annual Meeting",
    "kind": ["en=annual meeting", "fr=réunion annuelle"],
    "date": "2031-05-14/2031-05-16",
    "city": ["en=Port Example", "fr=Port-Exemple"],
    "city_country": "IE",
}


def test_it_builds_in_its_languages_and_has_nothing_invented(tmp_path: Path) -> None:
    start_project(tmp_path / "own", **SAID)
    project = find_project(tmp_path / "own")
    assert [each.code for each in check(project) if each.severity == "error"] == []
    assert {each.path.name for each in build(project, formats=["docx"]).files} == {
        "2031-05-port-example_full_en.docx", "2031-05-port-example_full_fr.docx",
    }  # fmt: skip
    words = "".join(path.read_text(encoding="utf-8") for path in project.content.rglob("*.yaml"))
    assert "First Example" not in words
    assert "invented" not in words + (project.root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", available())
def test_each_language_has_the_words_that_it_begins_with(code: str) -> None:
    names = {name: ["A"] for name in ("association", "agency", "event")}
    files = own_files(beginning(languages=code, country="GE", date="2031", **names))
    marking: Any = parse_yaml(files["content/agency.yaml"], "agency.yaml").value
    assert all(each["name"][code] for each in marking["markings"])


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_name_is_written_as_it_was_said(name: str) -> None:
    files = own_files(beginning(**{**SAID, "association": [f"en={name}", f"fr={name}"]}))
    said: Any = parse_yaml(files["content/association.yaml"], "association.yaml").value
    assert said["name"] == {"en": name, "fr": name}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"languages": ""}, "name a language"),
        ({"languages": "en,tlh"}, "there is no language 'tlh'"),
        ({"association": ["en=A"]}, "say the name in 'fr', too: --association fr=…"),
        ({"agency": ["A"]}, "--agency: A has no language in front, as in en=Name"),
        ({"agency": ["en=A", "es=B"]}, "--agency: 'es' is not among the languages, en, fr"),
        ({"languages": "en"}, "--association: 'fr' is not among the languages, en"),
        ({"event": []}, "say the name in 'en', too: --event en=…"),
        ({"kind": []}, "say the name in 'en', too: --kind en=…"),
        ({"country": "XQ"}, "--country: there is no country 'XQ'"),
        ({"city_country": "Ireland"}, "--city-country: there is no country 'IRELAND'"),
        ({"date": "ongoing"}, "an event has a date"),
        ({"date": "soon"}, "--date: write a date such as 2031-05-14"),
        ({"date": "May"}, "--date: of which year is “May”?"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    tmp_path: Path, wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(BeginningError) as raised:
        start_project(tmp_path / "own", **{**SAID, **wrong})
    assert message in str(raised.value)
    assert not (tmp_path / "own").exists()


def test_a_language_that_there_is_not_yet_is_begun(tmp_path: Path) -> None:
    own = tmp_path / "own"
    names = ("association", "agency", "event", "kind", "city")
    spanish = {name: [f"en={name}", f"es=la {name}"] for name in names}
    start_project(own, **{**SAID, "languages": "en,es", **spanish})
    assert sorted(path.name for path in (own / "catalogues").iterdir()) == ["es.po", "es.toml"]
    assert "la association" in (own / "content/association.yaml").read_text(encoding="utf-8")
    with chdir(own):
        done = CliRunner().invoke(main, ["language", "check", "es"])
        assert (
            done.exit_code,
            "words of briefs, letters, charts and change notes that are not translated" in done.output,
        ) == (1, True)
        assert "is not translated into 'es'" in CliRunner().invoke(main, ["build"]).output


def test_the_verb_takes_them_and_else_writes_the_example(tmp_path: Path) -> None:
    options = ["--languages", "ka", "--association", "ქსელი", "--agency", "სააგენტო", "--country", "GE"]
    done = CliRunner().invoke(main, ["init", str(tmp_path / "a"), *options, "--event", "შეხვედრა", "--date", "2031-05"])
    assert (done.exit_code, (tmp_path / "a/content/events.yaml").exists()) == (0, True)
    assert "შეხვედრა" in (tmp_path / "a/content/events.yaml").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["init", str(tmp_path / "b")]).exit_code == 0
    assert (tmp_path / "b/content/events.yaml").read_bytes() == (PROJECT / "content/events.yaml").read_bytes()

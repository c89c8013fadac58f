"""A language that a project brings along: started, checked, built in, and noticed when it changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.language import UnknownLanguageError, said
from briefgen.language.catalogue import is_for_staff, read_po
from briefgen.language.extract import written
from briefgen.making.compose import require_languages
from briefgen.making.judge import check
from briefgen.making.opened import Opened, open_project
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.languages import use
from briefgen.project.settings import ProjectError
from briefgen.upkeep.languages import check_language, new_language
from briefgen.upkeep.next_edition import list_todo, write_todo
from briefgen.upkeep.setup import start_project


def translate(path: Path) -> None:
    """Translate a catalogue, word for word: what is in braces stays."""
    catalog = read_po(path)
    for message in catalog:
        if message.id:
            message.string = f"Nl{message.id}" if str(message.id)[:1].isalpha() else str(message.id)
    path.write_bytes(written(catalog))


def speak_dutch(project: Opened) -> None:
    """Have a new project in English and Dutch: what was Georgian shall be that."""
    settings = project.root / "briefgen.toml"
    text = re.sub(r"languages = .*", 'languages = ["en", "nl"]', settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    for path in (project.root / "content").rglob("*.yaml"):
        content = re.sub(r"\| (?:dat|gen)\b", "| loc", path.read_text(encoding="utf-8"))
        content = re.sub(r"(?m)^(\s*(?:- )?)ka:", r"\1nl:", content).replace("{ka:", "{nl:")
        path.write_text(content, encoding="utf-8")
    project.changed()


def test_a_language_is_started_checked_built_in_and_noticed_when_it_changes(tmp_path: Path) -> None:
    project = start_project(tmp_path / "p")
    try:
        made = new_language(project, "nl")
        assert [path.relative_to(project.root).as_posix() for path in made] == [
            "catalogues/nl.toml",
            "catalogues/nl.po",
        ]
        state = check_language(project, "nl")
        assert (state.code, state.files, state.faults) == ("nl", ("catalogues/nl.toml", "catalogues/nl.po"), ())
        assert "Agenda" in state.untranslated
        assert "To-do list" in state.of_staff
        assert not {*state.untranslated} & {*state.of_staff}
        assert "[words] years" in state.silent
        assert ("2019-10-14/2019-10-18", "14–18 oktober 2019 (nom, loc, when) | 14–18 okt 2019 (short)") in state.looks
        assert {"2019-10-14/2019-10-15", "2019-10-01/2019-10-05", "2019-10-01/2019-11-02"} <= {
            d for d, _ in state.looks
        }
        assert ("lists", "a en België | a en i | a en hi | a en e | a en 8") in state.looks
        with pytest.raises(ProjectError, match="'nl' is there already; what it lacks says: briefgen language check nl"):
            new_language(project, "nl")

        data, words = made
        words.unlink()
        assert "briefs have no words in 'nl'" in check_language(project, "nl").faults[0]
        assert new_language(project, "nl") == (words,)
        translate(words)
        project.changed(words)
        assert check_language(project, "nl").is_whole

        speak_dutch(project)
        require_languages(project.project)

        def words_of_brief() -> str:
            result = build(project, formats=["html"], languages=["nl"], draft=True)
            return next(file.path for file in result.files if file.path.suffix == ".html").read_text(encoding="utf-8")

        first = words_of_brief()
        assert 'lang="nl-NL"' in first
        assert "NlBody" in first or "NlKey facts" in first, first[:3000]
        assert words_of_brief() == first

        # What was made of it before isn't taken: neither the brief nor what the rules said.
        said = data.read_text(encoding="utf-8")
        other = re.sub(r"(?m)^(days|days_of_months) = .*", r'\1 = "van {d} {m} tot {e} {n} {y}"', said)
        data.write_text(other.replace("[typing]", '[typing]\nmay_double = ["x"]'), encoding="utf-8")
        project.changed(data)
        assert "van " in words_of_brief()
        agency = project.root / "content" / "agency.yaml"
        agency.write_text(re.sub(r"nl: (\S+)", r"nl: \1 \1", agency.read_text("utf-8"), count=1), encoding="utf-8")
        project.changed(agency)
        doubled = re.search(r"nl: (\S+) ", agency.read_text(encoding="utf-8"))
        assert doubled
        assert "word-doubled" in {problem.code for problem in check(project)}
        data.write_text(said.replace("[typing]", f'[typing]\nmay_double = ["{doubled[1].lower()}"]'), encoding="utf-8")
        project.changed(data)
        assert "word-doubled" not in {problem.code for problem in check(project)}

        data.write_text(said.replace("[months]", "[maanden]"), encoding="utf-8")
        project.changed(data)
        with pytest.raises(
            ProblemsError, match=r"catalogues/nl.toml:\d+:1: error\[language\]: maanden: there is no such"
        ):
            build(project, formats=["html"], languages=["nl"], draft=True)
        assert any("maanden" in fault for fault in check_language(project, "nl").faults)
    finally:
        use({})


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("fr", "briefgen has the language 'fr' already"), ("english", "'english' is no language"),
        ("../x", "is no language"), ("sjd", "CLDR knows too little"),
    ],
)  # fmt: skip
def test_what_is_no_new_language(tmp_path: Path, code: str, told: str) -> None:
    project = start_project(tmp_path / "p")
    with pytest.raises(ProjectError, match=told):
        new_language(project, code)
    assert not (project.root / "catalogues").exists()


def test_the_settings_name_the_command_for_a_language_that_there_is_not(tmp_path: Path) -> None:
    project = start_project(tmp_path / "p")
    assert check_language(project, "fr").is_whole
    with pytest.raises(UnknownLanguageError, match="start it with: briefgen language new pl"):
        check_language(project, "pl")
    settings = project.root / "briefgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"languages = .*", 'languages = ["pl"]', text), encoding="utf-8")
    with pytest.raises(ProjectError, match=r"briefgen.toml: .*'pl' yet; start it with: briefgen language new pl"):
        require_languages(open_project(project.root).project)


def test_a_language_builds_briefs_without_the_words_of_the_staffs_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = start_project(tmp_path / "p")
    try:
        _, words = new_language(project, "nl")
        catalog = read_po(words)
        for message in catalog:
            message.string = "" if not message.id or is_for_staff(message) else str(message.id)
        words.write_bytes(written(catalog))
        project.changed(words)
        state = check_language(project, "nl")
        assert (state.is_whole, state.untranslated) == (True, ())
        assert {"To-do list", "To verify"} <= {*state.of_staff}
        monkeypatch.chdir(project.root)
        told = CliRunner().invoke(main, ["language", "check", "nl"])
        assert told.exit_code == 0, told.output
        assert (
            f"{len(state.of_staff)} words of the to-do list, for the staff alone, that are not translated"
            in told.output
        )
        assert "words of briefs" not in told.output
        assert told.output.endswith("Briefs can be built in nl; the words of the to-do list above stand in English.\n")
        speak_dutch(project)
        (built,) = build(project, formats=["html"], languages=["nl"], draft=True).files
        last_page = built.path.read_text(encoding="utf-8")
        assert ">Place<" in last_page
        assert "a name in two spellings" in last_page
        sheets = write_todo(project, list_todo(project, None), ["nl"])
        assert any(file.path.suffix == ".pdf" and file.path.read_bytes() for file in sheets)
        agenda = catalog.get("Agenda")
        assert agenda is not None
        agenda.string = ""
        words.write_bytes(written(catalog))
        told = CliRunner().invoke(main, ["language", "check", "nl"])
        assert told.exit_code == 1
        assert "1 words of briefs, letters, charts and change notes that are not translated:\n  Agenda\n" in told.output
    finally:
        use({})


@pytest.mark.parametrize("name", ["fr", "ka", "said/en", "places/de"])
def test_a_file_that_comes_along_is_shown_as_a_model(name: str) -> None:
    shown = CliRunner().invoke(main, ["language", "show", name])
    assert shown.exit_code == 0, shown.output
    path = name if "/" in name else f"data/{name}"
    assert shown.output == (Path(said.__file__).parent / f"{path}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["pl", "said/xx", "../fr", "places/cities", "data/fr", "said/../../fr"])
def test_another_file_is_not(name: str) -> None:
    shown = CliRunner().invoke(main, ["language", "show", name])
    assert shown.exit_code != 0
    assert "there is no" in shown.output


def test_words_that_a_project_adds_are_read_heeded_and_noticed_when_they_change(tmp_path: Path) -> None:
    project = start_project(tmp_path / "p")
    try:
        assert [each for each in check(project) if each.code == "words-wrong"] == []
        words = project.root / "catalogues" / "said" / "en.toml"
        words.parent.mkdir(parents=True)
        words.write_text("[wrong]\n'example (courses)' = 'exemplary \\1'\n", encoding="utf-8")
        project.changed(words)
        (found,) = (each for each in check(project) if each.code == "words-wrong")
        assert "exemplary courses" in f"{found.message} {found.hint}"
        assert check_language(project, "en").files == ("catalogues/said/en.toml",)
        words.write_text("[wrong\n", encoding="utf-8")
        project.changed(words)
        assert [str(each.place) for each in check(project)] == ["catalogues/said/en.toml:1:7"]
    finally:
        use({})

"""The lock file, and `briefgen translations` as the staff use it: change, check, mend, confirm."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import main
from briefgen.cli.lists import translations_text
from briefgen.content.changing import journal
from briefgen.content.changing.set import set_value
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.translation_lock import fingerprint, first_words, read_lock
from briefgen.making.judge import check
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import ProjectError
from briefgen.upkeep import starter
from briefgen.upkeep.translations import _told, accept_translations, pending_translations
from tests.conftest import ROOT, ProjectCopy
from tests.content import tiny

LOCK = "content/translations.lock"
STATISTICS = "cooperation.history[statistics].text"
KA = "სააგენტო ასოციაციას აწვდის სანიმუშო სტატისტიკას."
EN = "The Agency provides the Association with example statistics."
NEW_KA = "სააგენტო ასოციაციას აწვდის წლიურ სტატისტიკას."
NEW_EN = "The Agency provides the Association with annual statistics."


class Office:
    """A project of one's own, and the commands that its staff type there."""

    def __init__(self, folder: Path) -> None:
        starter.start(folder)
        self.folder = folder

    def run(self, *arguments: str) -> Result:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            return CliRunner().invoke(main, arguments)
        finally:
            os.chdir(before)

    def edit(self, old: str, new: str, file: str = "content/cooperation.yaml") -> None:
        text = self.read(file)
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def read(self, file: str = LOCK) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def codes(self) -> list[str]:
        return [problem.code for problem in check(find_project(self.folder))]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def test_the_everyday_work_change_check_mend_confirm(office: Office) -> None:
    assert office.run("check").output == "no problems\n"

    office.edit(KA, NEW_KA)
    result = office.run("check")
    assert result.exit_code == 1
    assert "error[translation-behind]: the text in 'ka' has changed since, the one in 'en' has not" in result.output
    assert f"briefgen translations --accept '{STATISTICS}'" in result.output
    assert office.run("build", "--format", "html").exit_code == 1

    office.edit(EN, NEW_EN)
    result = office.run("check")
    assert result.exit_code == 0
    assert result.output.count("warning[") == 1
    assert "warning[translation-unconfirmed]" in result.output

    result = office.run("translations", "--accept", STATISTICS)
    assert (result.exit_code, result.output) == (0, f"confirmed 1 text in {LOCK}\n")
    assert office.run("check").output == "no problems\n"
    assert office.run("translations").output == "every translation is confirmed\n"
    told = office.run("translations", "--accept", "--all").output
    assert re.fullmatch(rf"confirmed 0 texts in {LOCK}; \d+ were confirmed before\n", told)


def test_the_list_shows_what_changed_where_and_what_to_do(office: Office) -> None:
    office.edit(KA, NEW_KA)
    office.edit("en: Director}", 'en: ""}', "content/agency.yaml")
    office.edit("en: Example City", "en: Exampleton", "content/places.yaml")
    result = office.run("translations")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Missing: write them (1)",
        "",
        "  agency.offices[director].title  (content/agency.yaml:11:33)",
        "    ka  დირექტორი",
        "    en  –",
        "",
        "Behind: the source has changed, bring them up to date (1)",
        "",
        f"  {STATISTICS}  (content/cooperation.yaml:42:11)",
        f"    ka before  {KA}",
        f"    ka         {NEW_KA}",
        f"    en         {EN}",
        "",
        "To confirm: compare the texts (1)",
        "",
        "  places.cities[example-city].name  (content/places.yaml:7:30)",
        "    ka  მაგალითი",
        "    en  Exampleton",
        "",
        "1 missing, 1 behind, 1 unconfirmed",
        "What says the same: briefgen translations --accept PATH… (or --all)",
    ]


def test_what_only_waits_to_be_confirmed_is_no_failure(office: Office) -> None:
    office.edit("en: Example City", "en: Exampleton", "content/places.yaml")
    assert office.run("translations").exit_code == 0


def test_a_list_may_be_of_some_texts(office: Office) -> None:
    office.edit(KA, NEW_KA)
    assert office.run("translations", "agency").output == "every translation is confirmed\n"
    assert STATISTICS in office.run("translations", "cooperation.history[statistics]").output


def test_a_beginning_confirms_all_that_it_begins(office: Office) -> None:
    office.edit(KA, NEW_KA)
    office.edit("en: Example City", "en: Exampleton", "content/places.yaml")
    office.run("translations", "--accept", "cooperation")
    assert office.codes() == ["translation-ahead"]
    assert office.run("translations", "--accept", "places.cities", "agency").exit_code == 0
    assert office.codes() == []


def test_confirming_touches_no_other_line(office: Office) -> None:
    before = office.read().splitlines()
    office.edit(KA, NEW_KA)
    office.run("translations", "--accept", STATISTICS)
    after = office.read().splitlines()
    assert len(after) == len(before)
    assert [line.split(":")[0] for line, old in zip(after, before, strict=True) if line != old] == [STATISTICS]


def test_a_text_without_translation_is_not_confirmed(office: Office) -> None:
    office.edit("en: Director}", 'en: ""}', "content/agency.yaml")
    office.edit(KA, NEW_KA)
    result = office.run("translations", "--accept", "--all")
    assert result.exit_code == 1
    assert "not confirmed: agency.offices[director].title lacks a language" in result.output
    assert office.codes() == ["translation-missing"]


def test_texts_that_are_no_more_leave_the_file(office: Office) -> None:
    path = office.folder / "content" / "agency.yaml"
    kept = path.read_text(encoding="utf-8").partition("  - id: internal\n")[0]
    path.write_text(f"{kept}\ncontact: null\n", encoding="utf-8")
    office.edit("ceiling: internal", "ceiling: public", "content/recipients.yaml")
    office.edit("marking: internal", "marking: public", "content/editions/2030-05-example-city.yaml")
    assert office.codes() == ["content-lost"]
    office.run("translations", "--accept", "agency.name")
    assert "agency.markings[internal]" in office.read()  # by which it is missed
    (office.folder / "content" / "removed.lock").write_text("agency.markings[internal]\n")
    assert office.codes() == []
    office.run("translations", "--accept", "agency.name")
    assert "agency.markings[internal]" not in office.read()
    told = journal.entries(office.folder / "content")[-1].what
    assert told.startswith("1 text that is no more left the lock file: agency.markings[internal].")


def test_a_project_begins_to_keep_track(office: Office) -> None:
    before = office.read()
    (office.folder / LOCK).unlink()
    result = office.run("check")
    assert result.exit_code == 0
    assert "content/translations.lock:1:1: note[translations-untracked]" in result.output
    assert office.run("translations", "--accept", "--all").exit_code == 0
    assert office.read() == before


def test_each_language_is_confirmed_by_itself(office: Office) -> None:
    office.edit('languages = ["ka", "en"]', 'languages = ["en", "ka"]', "briefgen.toml")
    assert set(office.codes()) == {"translation-unconfirmed"}  # nobody has compared them in this direction
    assert office.run("translations", "--accept", "--all", "--lang", "ka").exit_code == 0
    assert office.codes() == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--accept"], "name the texts to accept, or --all"),
        (["--accept", "--all", "agency"], "name the texts to accept, or --all"),
        (["--all"], "--all goes with --accept"),
        (["agency.nam"], "there is no text 'agency.nam'; did you mean agency.name?"),
        (["--lang", "fr"], "there is no translation into 'fr': the main language is ka"),
        (["--lang", "ka"], "there is no translation into 'ka': the main language is ka"),
    ],
)
def test_wrong_usage_changes_nothing(office: Office, arguments: list[str], message: str) -> None:
    before = office.read()
    result = office.run("translations", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert office.read() == before


# The file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("=1eaf2166", "", "lock-damaged", 5),
        ("agency.name: {", "agency.name: 3 #", "lock-damaged", 5),
        ("agency.name: {en", "agency.name: {words: 3, en", "duplicate-key", 5),
        ("agency.name:", "<<<<<<< HEAD\nagency.name:", "missing-colon", 5),
        ("agency.name:", "agency.markings[public].name:", "duplicate-key", 5),
    ],
)
def test_a_damaged_file_is_reported_in_its_place(office: Office, old: str, new: str, code: str, line: int) -> None:
    office.edit(old, new, LOCK)
    problems = check(find_project(office.folder))
    assert [(problem.code, problem.place.file, problem.place.line) for problem in problems] == [(code, LOCK, line)]
    result = office.run("translations", "--accept", "--all")
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert f"{LOCK}:{line}:" in result.output


@pytest.mark.parametrize("text", ["- agency.name\n", "agency\n", "3\n"])
def test_a_file_that_is_something_else_is_reported(office: Office, text: str) -> None:
    (office.folder / LOCK).write_text(text, encoding="utf-8")
    assert office.codes() == ["lock-damaged"]


def test_a_deleted_line_is_confirmed_anew(office: Office) -> None:
    lines = office.read().splitlines(keepends=True)
    (office.folder / LOCK).write_text("".join(line for line in lines if STATISTICS not in line), encoding="utf-8")
    assert office.codes() == ["translation-unconfirmed"]
    office.run("translations", "--accept", STATISTICS)
    assert office.read().splitlines(keepends=True) == lines


def test_a_link_out_of_the_content_is_not_followed(office: Office, tmp_path: Path) -> None:
    (office.folder / LOCK).rename(tmp_path / "elsewhere.lock")
    (office.folder / LOCK).symlink_to(tmp_path / "elsewhere.lock")
    assert office.codes() == ["link-outside"]


def test_an_empty_file_confirms_nothing(tmp_path: Path) -> None:
    (tmp_path / "translations.lock").write_text("# Nothing yet.\n", encoding="utf-8")
    lock = read_lock(tmp_path, "translations.lock")
    assert (lock.exists, lock.texts) == (True, {})


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    (tmp_path / "translations.lock").write_bytes(b"\xff")
    with pytest.raises(ProblemsError, match="not-utf-8"):
        read_lock(tmp_path, "translations.lock")


def test_layout_and_typography_change_no_fingerprint() -> None:
    assert fingerprint("„ა  ბ“ –\nგ") == fingerprint('"ა ბ" - გ\n')
    assert fingerprint("It’s 11–13") == fingerprint("It's 11-13")


@pytest.mark.parametrize(("one", "other"), [("14 members", "15 members"), ("a, b", "a b"), ("not", "no"), ("Is", "is")])
def test_words_digits_and_commas_do(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_first_words_end_with_a_word() -> None:
    assert first_words("  a\n b ") == "a b"
    assert first_words("word " * 20) == f"{'word ' * 12}…"
    assert len(first_words("x" * 100)) < 70


@pytest.mark.parametrize("project", [ROOT, ROOT / "tests" / "data" / "second_project", starter.PROJECT])
def test_the_projects_that_come_along_are_confirmed(project: Path) -> None:
    languages = find_project(project).settings.languages
    lock = read_lock(project / "content", "translations.lock")
    assert len(lock.texts) > 30
    assert all(set(text.pairs) == set(languages[1:]) for text in lock.texts.values())
    lines = (project / LOCK).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Which texts say the same in every language")
    assert lines[2:] == sorted(lines[2:])


def test_a_wording_that_older_editions_keep_stays_confirmed_for_them(project_copy: ProjectCopy) -> None:
    """And the new one waits for its own confirmation; undo takes back both files."""
    folder, path = project_copy.root / "content", "association.aim"
    before = load(folder)
    set_value(folder, "content", f"{path}.ka", "მიზანი სხვაა.", since="2022-11-01")
    after = load(folder)
    assert after.lock is not None
    assert before.lock is not None
    assert standing(after, path, "2019-10-brussels") == standing(before, path, "2019-10-brussels") == "confirmed"
    assert after.lock.texts["association.earlier[2022-10-31].aim"] == before.lock.texts[path]
    assert after.lock.standing(path, after.items[path].value, "ka", "en") == "behind"
    journal.undo(folder, "content", journal.next_undo(folder))
    assert load(folder).lock == before.lock


def standing(content: Content, path: str, edition: str) -> str:
    """Return how a translation stands in what an edition knows."""
    on = content.editions[edition].as_of.start
    assert on is not None
    known = known_at(content, on)
    assert known.lock is not None
    return known.lock.standing(path, known.items[path].value, "ka", "en")


# Edges, with a content of a few lines

LANGUAGES = 'languages = ["en", "ka", "fr"]\n'


def small(folder: Path, settings: str = LANGUAGES, **more: Any) -> Project:
    tiny.write(folder / "content", **more)
    (folder / "briefgen.toml").write_text(settings, encoding="utf-8")
    return find_project(folder)


def confirmed(name: str, words: str = "before", **pairs: str) -> str:
    fields = ", ".join([*(f"{code}: {pair}" for code, pair in pairs.items()), f'words: "{words}"'])
    return f"{name}: {{{fields}}}\n"


def pair(*texts: str) -> str:
    return "=".join(map(fingerprint, texts))


TEXTS: dict[str, Any] = {
    "agency": {
        "name": {"en": "Us", "ka": "ჩვენ", "fr": "Nous"},
        "short_name": {"en": "U", "ka": "  "},
        "contact": {"ka": "ოთახი", "fr": "Salle"},
        "markings": [{"id": "open", "name": {"en": "Open", "ka": "ღია", "fr": "Ouvert"}}],
    },
    "association": {"name": {"en": "Lamps", "ka": "ლამპები", "fr": "Lampes"}},
}


def test_what_needs_a_person_by_state_then_by_place(tmp_path: Path) -> None:
    project = small(tmp_path, **TEXTS)
    (project.content / "translations.lock").write_text(
        confirmed("agency.name", ka=pair("Us", "ჩვენ"), fr=pair("We", "Nous"))
        + confirmed("agency.markings[open].name", ka=pair("Open", "მზა"), fr=pair("Opened", "Ouverte")),
        encoding="utf-8",
    )
    found = [(one.state, one.path, one.language) for one in pending_translations(project)]
    assert found == [
        ("missing", "agency.short_name", "fr"), ("missing", "agency.short_name", "ka"),
        ("missing", "agency.contact", "ka"), ("missing", "agency.contact", "fr"),
        ("behind", "agency.name", "fr"),
        ("unconfirmed", "agency.markings[open].name", "ka"), ("unconfirmed", "agency.markings[open].name", "fr"),
        ("unconfirmed", "association.name", "ka"), ("unconfirmed", "association.name", "fr"),
    ]  # fmt: skip
    assert [one.language for one in pending_translations(project, ["agency"], ["fr", "fr"])] == ["fr"] * 4
    assert {one.path for one in pending_translations(project, ["agency.markings"])} == {"agency.markings[open].name"}
    assert {one.path for one in pending_translations(project, ["agency.name"])} == {"agency.name"}
    assert translations_text(pending_translations(project, ["agency.name"]), "en") == (
        "Behind: the source has changed, bring them up to date (1)\n\n"
        "  agency.name  (content/agency.yaml:2:30)\n    en before  before\n    en         Us\n    fr         Nous\n\n"
        "1 behind\nWhat says the same: briefgen translations --accept PATH… (or --all)"
    )
    shown = translations_text(pending_translations(project, ["agency.short_name", "agency.contact"], ["ka"]), "en")
    assert "    en  U\n    ka  –" in shown
    assert "    en  –\n    ka  ოთახი" in shown
    assert shown.splitlines()[-2] == "2 missing"
    assert translations_text((), "en") == "every translation is confirmed"


def test_what_began_as_it_does_now_is_not_shown_twice(tmp_path: Path) -> None:
    project = small(tmp_path, 'languages = ["en", "ka"]\n', **TEXTS)
    lock = confirmed("agency.name", words="Us", ka=pair("We", "ჩვენ"))
    (project.content / "translations.lock").write_text(lock, encoding="utf-8")
    assert "before" not in translations_text(pending_translations(project, ["agency.name"]), "en")


@pytest.mark.parametrize(
    ("settings", "paths", "languages", "says"),
    [
        (LANGUAGES, (), ("en",),
         "there is no translation into 'en': the main language is en; its texts are translated into ka, fr"),
        ('languages = ["en"]\n', (), ("ka",), "its texts are translated into no other"),
        (LANGUAGES, ("agency.nam",), (), "there is no text 'agency.nam'; did you mean agency.name?"),
        (LANGUAGES, ("agency.country",), (), "there is no text 'agency.country'"),
        (LANGUAGES, ("agency.markings[ope",), (), "there is no text 'agency.markings[ope'"),
    ],
)  # fmt: skip
def test_what_there_is_no_translation_of(
    tmp_path: Path, settings: str, paths: tuple[str, ...], languages: tuple[str, ...], says: str
) -> None:
    with pytest.raises(ProjectError, match=re.escape(says)):
        pending_translations(small(tmp_path, settings, **TEXTS), paths, languages)


def test_only_whole_texts_are_confirmed_and_what_is_told_of_it(tmp_path: Path) -> None:
    project = small(tmp_path, **TEXTS)
    path = project.content / "translations.lock"
    once = ("agency.gone", "agency.markings[open].lost", "agency.offices[x].title")
    path.write_text("".join(confirmed(name, ka=pair("a", "b")) for name in once), encoding="utf-8")
    done = accept_translations(project, languages=["ka"])
    assert (done.texts, done.already, done.incomplete) == (3, 0, ("agency.short_name", "agency.contact"))
    kept = [line.split(":")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    # What is no field of anything is gone; an entry that nobody meant to take out is missed by its line.
    assert kept == ["agency.markings[open].name", "agency.name", "agency.offices[x].title", "association.name"]
    entry = journal.last(project.content)
    assert entry is not None
    assert entry.what == (
        "3 texts confirmed to say the same: agency.markings[open].name, agency.name, association.name; "
        "2 texts that are no more left the lock file: agency.gone, agency.markings[open].lost"
    )
    before = path.read_bytes()
    done = accept_translations(project, ["agency.name"], ["ka"])
    assert (done.texts, done.already, done.incomplete) == (0, 1, ())
    assert (path.read_bytes(), journal.last(project.content)) == (before, entry)
    done = accept_translations(project, ["agency.name"], ["fr"])
    assert (done.texts, done.already) == (1, 0)
    entry = journal.last(project.content)
    assert entry is not None
    assert entry.what == "1 text confirmed to say the same: agency.name"


def test_a_row_of_more_texts_than_it_names_says_so() -> None:
    assert _told(["a", "b", "c", "d"], []) == "4 texts confirmed to say the same: a, b, c, …"


def test_a_lock_that_is_written_otherwise_is_written_anew(tmp_path: Path) -> None:
    project = small(tmp_path, 'languages = ["en", "ka"]\n', **TEXTS)
    accept_translations(project)
    path = project.content / "translations.lock"
    path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    accept_translations(project)
    entry = journal.last(project.content)
    assert entry is not None
    assert entry.what == "the lock file was written anew"
    assert "by hand" not in path.read_text(encoding="utf-8")


def test_that_one_language_changes_later_is_told_with_the_day_and_where_it_stands(office: Office) -> None:
    office.edit("as_of: 2030-05 ", "as_of: 2030-05-15 ", "content/editions/2030-05-example-city.yaml")
    for language, words, since in (("ka", NEW_KA, "2030-05-10"), ("en", NEW_EN, "2030-06-20")):
        assert office.run("set", f"{STATISTICS}.{language}", words, "--since", since).exit_code == 0
    entry = "cooperation.history[statistics].earlier[2030-06-19]"
    (problem,) = check(find_project(office.folder))  # nothing else of the same: not that the text is to be worded anew
    assert (problem.code, problem.language, problem.rests_on) == ("translation-behind", "en", (f"{entry}.text",))
    assert problem.message == (
        "on the day of this brief the text in 'ka' has changed already; the one in 'en' is as it was until 19 June 2030"
    )
    assert problem.hint == (
        "if both changed on the same day, take out the earlier wording of until 19 June 2030; if both say the same "
        f"as they stand there: briefgen translations --accept '{entry}.text'"
    )
    listed = office.run("translations").output
    assert f"    ka                   {NEW_KA}\n    en until 2030-06-19  {EN}\n" in listed
    assert office.run("translations", "--accept", f"{entry}.text").exit_code == 0
    assert office.codes() == []
    office.edit(NEW_EN, "The Agency provides annual statistics.")
    assert office.run("remove", entry, "--always").exit_code == 0
    assert office.codes() == ["translation-unconfirmed"]  # of what both say from the one day on


def test_a_source_that_changes_later_than_its_translation_is_told_as_well(office: Office) -> None:
    office.edit("as_of: 2030-05 ", "as_of: 2030-05-15 ", "content/editions/2030-05-example-city.yaml")
    office.run("set", f"{STATISTICS}.en", NEW_EN, "--since", "2030-05-10")
    office.run("set", f"{STATISTICS}.ka", NEW_KA, "--since", "2030-06-20")
    (problem,) = (each for each in check(find_project(office.folder)) if each.code.startswith("translation-"))
    assert (problem.code, problem.language) == ("translation-ahead", "ka")
    assert "the text in 'en' has changed already; the one in 'ka' is as it was until 19 June" in problem.message


def test_a_translation_that_changes_on_the_same_day_or_never_is_told_as_before(office: Office) -> None:
    office.edit("as_of: 2030-05 ", "as_of: 2030-05-15 ", "content/editions/2030-05-example-city.yaml")
    office.run("set", f"{STATISTICS}.ka", NEW_KA, "--since", "2030-05-10")
    (behind, worded) = check(find_project(office.folder))
    assert "the one in 'en' has not" in behind.message
    assert f"--accept '{STATISTICS}'" in behind.hint
    assert worded.code == "wording-of-before"
    office.run("set", f"{STATISTICS}.en", NEW_EN, "--since", "2030-05-10")
    assert office.codes() == ["translation-unconfirmed"]

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.issuing import environment
from briefgen.language import dictionaries
from briefgen.upkeep import doctor
from briefgen.upkeep.doctor import Finding, Library, examine, is_loadable, missing_packages
from tests.formats.letterheads import letterhead

ROOT = Path(__file__).resolve().parent.parent
SUBSET = "libharfbuzz-subset.so.0"
PANGO_FT2 = "libpangoft2-1.0.so.0"

Vanish = Callable[..., None]


@pytest.fixture
def vanish(monkeypatch: pytest.MonkeyPatch) -> Vanish:
    """Return a function after which libraries can't be loaded, and programs not be found."""
    load, which = doctor._load, shutil.which

    def hide(*names: str) -> None:
        monkeypatch.setattr(doctor, "_load", lambda file: file not in names and load(file))
        monkeypatch.setattr(shutil, "which", lambda name: None if name in names else which(name))

    return hide


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def finding(part: str) -> Finding:
    return next(item for item in examine(Path.cwd()) if item.part == part)


def test_everything_works_on_a_machine_that_was_set_up() -> None:
    assert [item for item in examine(Path.cwd()) if not item.works] == []
    assert missing_packages(tools=True) == []


def test_every_part_is_examined() -> None:
    parts = [item.part for item in examine(Path.cwd())]
    assert parts == [
        "Python", "Pango", "WeasyPrint", "packages", "FiraGO", "languages", "project", "theme", "spelling", "desk",
        "mail", "LibreOffice", "Chromium", "Firefox", "poppler",
    ]  # fmt: skip


def test_packages_that_are_not_those_of_the_lock_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "packages", lambda: {"babel": "1.0", "another": "2.0"})
    found = finding("packages")
    assert found.works
    assert f"babel 1.0 ({environment.shipped()['babel'].version} locked), another 2.0 (not locked); " in found.detail
    assert found.detail.endswith(f"pip install --require-hashes --no-deps -r {ROOT / 'lock' / 'brief.txt'}")
    monkeypatch.setattr(environment, "packages", lambda: {"babel": environment.shipped()["babel"].version})
    assert finding("packages").detail.startswith("those of the lock")


def test_a_missing_library_is_named_with_what_to_install(vanish: Vanish) -> None:
    vanish(SUBSET, PANGO_FT2)
    pango = finding("Pango")
    assert not pango.works
    assert pango.needed
    assert pango.detail == (
        f"no {PANGO_FT2}, {SUBSET}; type: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_without_pango_weasyprint_is_not_imported(vanish: Vanish) -> None:
    vanish(PANGO_FT2)
    assert finding("WeasyPrint") == Finding("WeasyPrint", False, True, "can't be loaded without Pango")


def test_a_package_that_brings_several_libraries_is_named_once(vanish: Vanish) -> None:
    vanish("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "soffice")
    assert missing_packages(tools=False) == ["libpango-1.0-0"]
    assert missing_packages(tools=True) == ["libpango-1.0-0", "libreoffice-writer-nogui"]


def test_on_a_system_without_apt_the_packages_are_named_all_the_same(vanish: Vanish) -> None:
    vanish(PANGO_FT2, "apt-get")
    assert finding("Pango").detail.endswith(
        "install what your system calls libpangoft2-1.0-0 (these are Debian's names)"
    )


def test_the_command_ends_with_0_when_all_that_is_needed_works(vanish: Vanish) -> None:
    vanish("soffice")
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "absent   LibreOffice: only to look at Word pages, and for the tests; type: sudo apt-get" in result.output


def test_the_command_ends_with_1_when_a_needed_part_is_missing(vanish: Vanish) -> None:
    vanish(SUBSET)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert f"MISSING  Pango: no {SUBSET}; type: sudo apt-get install libharfbuzz-subset0" in result.output


def test_outside_a_project_nothing_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project = finding("project")
    assert not project.works
    assert not project.needed
    assert "briefgen init" in project.detail


@pytest.mark.parametrize(
    ("settings", "part", "detail"),
    [
        ("languages = 3", "project", "languages needs a list"),
        ('languages = ["en"]\ntheme = "plane"', "theme", "no theme 'plane'"),
        ('languages = ["en"]\nletterhead = "a.docx"', "letterhead", "there is no such file"),
        ('languages = ["en"]\nletterhead = "briefgen.toml"', "letterhead", "briefgen.toml is not a Word file"),
    ],
)
def test_a_broken_project_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, part: str, detail: str
) -> None:
    (tmp_path / "briefgen.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = finding(part)
    assert not found.works
    assert found.needed
    assert detail in found.detail


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sizes", "templates/themes/own/theme.toml:1:"),
        ('extends = "own"', "templates/themes/own/theme.toml: extends needs"),
        ('extends = "plain"\n[logo]\nfile = "a.gif"\nwidth = 9', "templates/themes/own/theme.toml: [logo] file:"),
    ],
)
def test_a_theme_is_called_as_the_project_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    (tmp_path / "briefgen.toml").write_text('languages = ["en"]\ntheme = "own"', encoding="utf-8")
    folder = tmp_path / "templates" / "themes" / "own"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert finding("theme").detail.startswith(told)


def test_a_letterhead_is_opened_and_what_it_lacks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = 'languages = ["en"]\nletterhead = "letterhead.docx"'
    (tmp_path / "briefgen.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "letterhead.docx").write_bytes(letterhead())
    monkeypatch.chdir(tmp_path)
    found = finding("letterhead")
    assert found.works
    assert found.detail.startswith("letterhead.docx opens; its header has no place for the marking")


def test_a_broken_catalogue_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.language.catalogue.FOLDER", tmp_path)
    languages = finding("languages")
    assert not languages.works
    assert ".po" in languages.detail


def test_the_set_up_can_ask_before_anything_is_installed() -> None:
    code = "from briefgen.upkeep.doctor import missing_packages; print(missing_packages(tools=True))"
    bare = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({str(ROOT)!r}); {code}"]
    result = subprocess.run(bare, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


# One part at a time --------------------------------------------------------------------------------------------------


def test_python_is_new_enough_from_the_oldest_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, works in (((3, 11, 0), True), ((3, 12, 1), True), ((3, 10, 9), False)):
        monkeypatch.setattr(doctor.sys, "version_info", version)  # type: ignore[attr-defined]
        found = doctor._python()
        assert (found.works, found.needed) == (works, True)
        assert found.detail.endswith("; install 3.11 or newer") is not works


def test_a_library_is_there_if_one_of_its_files_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_load", lambda file: file == "there")
    found = [is_loadable(Library(files, "p")) for files in (("there", "x"), ("x", "there"), ("x", "y"))]
    assert found == [True, True, False]


def test_tools_and_the_reader_of_mail_are_asked_for_only_with_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_load", lambda file: False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    needed = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
    assert missing_packages(tools=False) == needed
    assert missing_packages(tools=True) == [
        *needed, "libreoffice-writer-nogui", "chromium-headless-shell", "firefox-esr", "poppler-utils",
        "gir1.2-gmime-3.0",
    ]  # fmt: skip
    monkeypatch.setattr(doctor, "_load", lambda file: "gmime" in file)
    assert missing_packages(tools=True) == [
        *needed,
        "libreoffice-writer-nogui",
        "chromium-headless-shell",
        "firefox-esr",
        "poppler-utils",
    ]


@pytest.mark.parametrize(("program", "there"), [("soffice", True), ("nothing", False)])
def test_a_tool_is_never_needed(monkeypatch: pytest.MonkeyPatch, program: str, there: bool) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "soffice" else None)
    found = doctor._tool(doctor.Tool("Tool", program, "to look", "pack"))
    told = "/bin/soffice" if there else "only to look; install what your system calls pack (these are Debian's names)"
    assert found == Finding("Tool", there, False, told)


def test_what_does_instead_of_a_tool_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "whole" else None)
    for instead, there in (("whole", True), ("nothing", False), ("", False)):
        assert doctor._tool(doctor.Tool("Tool", "shell", "to look", "pack", instead)).works is there


def test_what_sending_needs_is_named_with_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: name == "icalendar" or None)
    found = doctor._mail()
    assert (found.works, found.needed) == (False, False)
    assert found.detail == (
        "no keyring (passwords kept by the system), cryptography (signatures); type: pip install 'briefgen[mail]'"
    )
    monkeypatch.setattr(doctor, "find_spec", lambda name: True)
    assert doctor._mail() == Finding("mail", True, False, "passwords kept by the system, calendar files, signatures")


def test_packages_other_than_those_of_the_lock_do_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "unlike_the_lock", lambda: {"a": ("1", "2"), "b": ("3", "")})
    found = doctor._packages()
    assert (found.works, found.needed) == (True, False)
    assert "keeps none: a 1 (2 locked), b 3 (not locked); " in found.detail
    monkeypatch.setattr(environment, "unlike_the_lock", dict)
    assert doctor._packages() == Finding("packages", True, False, "those of the lock, which an issued version keeps")


def test_a_project_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text("languages = 3", encoding="utf-8")
    (tmp_path / "in" / "it").mkdir(parents=True)
    (found,) = doctor._project(tmp_path / "in" / "it")
    assert (found.part, found.works, found.needed) == ("project", False, True)


def test_a_broken_theme_leaves_the_project_found(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('languages = ["en"]\ntheme = "plane"', encoding="utf-8")
    found = doctor._project(tmp_path)
    assert [(each.part, each.works, each.needed) for each in found] == [("project", True, True), ("theme", False, True)]


def test_spellers_that_are_missing_are_named_and_none_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefgen.toml").write_text('languages = ["en", "fr", "ka"]', encoding="utf-8")
    (tmp_path / "in").mkdir()
    asked: list[Path | None] = []

    def find(code: str, name: str, root: Path | None) -> object:
        asked.append(root)
        return "there" if code in there else None

    monkeypatch.setattr(dictionaries, "find_dictionary", find)
    monkeypatch.setattr(dictionaries, "how_to_get", lambda name: f"get {name}")
    there = {"en"}
    found = doctor._spelling(tmp_path / "in")
    assert (found.works, found.needed) == (False, False)
    assert found.detail.startswith("no speller for fr, ka; get ")
    assert "fr" in found.detail.partition("; get ")[2]
    assert set(asked) == {tmp_path}
    there = {"en", "fr", "ka"}
    assert doctor._spelling(tmp_path).detail == "dictionaries for en, fr, ka"


def test_the_way_of_sending_is_looked_at_without_logging_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sending(mail: str) -> list[Finding]:
        (tmp_path / "briefgen.toml").write_text(f'languages = ["en"]\n{mail}', encoding="utf-8")
        return doctor._sending(tmp_path)

    assert sending("") == []
    assert sending("languages = 3") == []  # that is told of the project itself
    (found,) = sending('[mail]\nsender = "us"')
    assert (found.works, found.needed, "sender can't be 'us'" in found.detail) == (False, False, True)
    plain = '[mail]\nsender = "us@b.example"\nserver = "mail.b.example"'
    (found,) = sending(plain)
    assert (found.works, found.needed) == (True, False)
    assert found.detail.startswith("us@b.example ")
    assert "mail.b.example" in found.detail
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    (found,) = sending(f'{plain}\nway = "graph"\nlogin = "microsoft"\nclient_id = "x"')
    assert (found.works, found.needed) == (False, False)
    assert found.detail == "no requests; type: pip install 'briefgen[microsoft]'"

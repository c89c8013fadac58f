"""The public API: every name is documented, every example runs, and every verb does what its function does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import click
import pytest

import briefgen
from briefgen.cli import main
from briefgen.cli.answers import answer_lines
from tests.conftest import DEMO, ROOT
from tests.mailing.scripted import PASSWORD, USER, Certificates, Scripted, certificates, scripted
from tests.test_architecture import loaded_after
from tests.test_cli import run

__all__ = ["certificates"]

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
STUB = (ROOT / "briefgen" / "__init__.pyi").read_text(encoding="utf-8")
NAMES = re.findall(r"^from \S+ import \w+ as (\w+)$", STUB, re.MULTILINE)


def test_every_public_name_is_there_and_documented() -> None:
    assert len(NAMES) > 90
    assert [*dict.fromkeys(NAMES)] == NAMES
    code = {word for span in re.findall(r"```.*?```|`[^`]+`", PAGE, re.DOTALL) for word in re.findall(r"\w+", span)}
    assert set(NAMES) <= code
    rooms = {path.stem for path in (ROOT / "briefgen").iterdir()}
    for name in NAMES:
        assert name not in rooms  # or the room would be there instead, once it is loaded
        assert not isinstance(getattr(briefgen, name), ModuleType)
        assert getattr(briefgen, name).__doc__, name
    assert (ROOT / "briefgen" / "py.typed").is_file()  # so that a checker looks at the types
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = briefgen.nothing  # type: ignore[attr-defined]


def classes(page: str) -> set[str]:
    """Return the names of classes that the words of a page name in back ticks."""
    words = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    return set(re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`", words))


def test_every_class_that_the_page_names_is_there() -> None:
    assert len(classes(PAGE)) > 40
    assert classes(PAGE) - {*NAMES} == set()
    assert classes("a `Nobody`, `NoBody`; not `nobody`, `2030-05`\n```python\n`Not`\n```") == {"Nobody", "NoBody"}


def test_every_function_takes_the_project_first() -> None:
    functions = {name: value for name in NAMES if isinstance(value := getattr(briefgen, name), FunctionType)}
    first = {name: next(iter(signature(value).parameters), "") for name, value in functions.items()}
    assert {name: taken for name, taken in first.items() if taken != "project"} == {
        "open_project": "folder",
        "start_project": "folder",
        "examine": "folder",
        "explain": "code",
        "rules": "",
        "stops": "problems",
        "settle": "ledger",
        "build_batch": "projects",
        "listed_projects": "path",
    }


def test_the_names_are_listed_for_who_looks_for_them() -> None:
    asked = f"import briefgen; assert {{*{NAMES}, '__version__'}} <= {{*dir(briefgen)}}"
    assert "pydantic" not in loaded_after(asked)


def test_a_name_loads_what_it_needs_and_no_more() -> None:
    assert "yaml" not in loaded_after("import briefgen")
    assert not loaded_after("from briefgen import open_project") & {"yaml", "pydantic", "weasyprint"}
    assert "weasyprint" not in loaded_after("from briefgen import check")


def settle(folder: Path, server: Scripted) -> None:
    """Write the settings: one format, and the mail server."""
    ca = server.certificates.authority
    mail = {"server": "127.0.0.1", "port": server.port, "user": USER, "ca": str(ca), "sender": "briefs@agency.example"}
    lines = "\n".join(f"{key} = {value!r}".replace("'", '"') for key, value in mail.items())
    settings = f'languages = ["ka", "en"]\nformats = ["docx"]\n\n[mail]\n{lines}\n'
    (folder / "briefgen.toml").write_text(settings, encoding="utf-8")


# Each verb as it is typed, less `init`, which comes first. What the API refuses with a Mistake ends with its code.
VERBS = [
    ["schema"],
    ["language", "new", "nl"],
    ["language", "check", "nl"],
    ["language", "show", "said/fr"],
    ["doctor"],
    ["check", DEMO, "--on", "2030-05"],
    ["explain", "office-vacant"],
    ["get", "stats.members", "--on", "2030-01"],
    ["todo", DEMO, "--sheet", "--lang", "en"],
    ["set", "stats.members", "120", "--as-of", "2030-03-31", "--source", "example-page"],
    ["add", "people.persons", "--field", "id=ana", "--field", "name.ka=ანა მაგალითაძე",
     "--field", "name.en=Ana Example"],
    ["move", "people.persons[ana]", "--up"],
    ["remove", "people.persons[ana]"],
    ["undo", "--yes"],
    ["redo", "--yes"],
    ["translations", "--accept", "agency.name"],
    ["build", DEMO, "--lang", "en", "--format", "html", "--out", "output/try"],
    ["build", DEMO, "--lang", "en", "--format", "pdf"],
    ["print", f"{DEMO}_full_en", "--layout", "booklet"],
    ["issue", DEMO, "--on", "2030-05-02"],
    ["log", "--verify"],
    ["set", "association.name.en", "Sample Association", "--always"],
    ["redline", DEMO, "--lang", "en", "--format", "docx"],
    ["reprint", f"{DEMO}@1"],
    ["snapshot", "before.json"],
    ["diff", f"{DEMO}@1", "before.json", "--format", "html", "--out", "changes.html"],
    ["new", "2031-01-next", "--from", DEMO, "--as-of", "2031-01-15"],
    ["add", "recipients", "--field", "id=ana", "--field", "name=Ana", "--field", "email=ana@agency.example",
     "--field", "language=en", "--field", "ceiling=internal", "--field", "formats=docx"],
    ["send", f"{DEMO}@1", "--to", "ana", "--dry-run"],
    ["send", f"{DEMO}@1", "--to", "ana", "--yes", "--wait", "0"],
    ["outbox", "look"],
    ["login"],
    ["login", "--forget"],
    ["outbox"],
    ["outbox", "find", f"output/{DEMO}/{DEMO}_full_en.docx"],
    ["outbox", "export", "ana"],
    ["outbox", "settle", "1", "drop", "--because", "she told me"],
    ["outbox", "forget", "ana", "--yes"],
]  # fmt: skip
# It has a password; it was sent for certain; its words aren't translated yet.
REFUSED = {"login": 2, "login --forget": 2, "outbox settle": 1, "language check": 1}


def verbs(group: click.Group, *above: str) -> Iterator[list[str]]:
    """Yield the verbs that can be typed, with those above them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from verbs(command, *above, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield [*above, name]


def test_each_verb_is_tried() -> None:
    there = [*verbs(main)]
    assert ["outbox", "settle"] in there
    untried = [verb for verb in there if not any(tried[: len(verb)] == verb for tried in VERBS)]
    assert untried == [["desk"], ["init"]]  # a front of its own; what comes first


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a project, less what tells of the moment or the place: journal, ledger, letters, marks."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not (name := path.relative_to(folder).as_posix()).startswith((".briefgen/", "outbox/"))
        and ".sent/" not in name
        and not name.endswith(".eml")
    }


@pytest.mark.slow
def test_the_examples_run_and_each_verb_does_the_same_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certificates: Certificates, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    elsewhere, asked, typed = tmp_path / "elsewhere", tmp_path / "asked", tmp_path / "typed"
    elsewhere.mkdir()
    with scripted(certificates) as server:
        monkeypatch.chdir(elsewhere)
        said: dict[str, str] = {}
        known: dict[str, Any] = {"folder": asked, "packages_may_be_installed": False}
        for number, example in enumerate(EXAMPLES):
            exec(compile(example, f"docs/api.md, example {number + 1}", "exec"), known)
            if number == 0:
                settle(asked, server)
        capsys.readouterr()
        assert not [*elsewhere.iterdir()]
        assert run("init", str(typed), folder=tmp_path).exit_code == 0
        for number, verb in enumerate(VERBS):
            result = run(*verb, folder=typed)
            assert result.exit_code == REFUSED.get(" ".join(verb[:2]), 0), (verb, result.output)
            said[verb[0]] = result.output
            if number == 0:
                settle(typed, server)
        assert said["get"].splitlines() == [*answer_lines(known["answer"])]
        assert [sorted(one.address for one in server.mailbox)] == [["ana@agency.example"] * 2]
    mine, theirs = files(asked), files(typed)
    assert mine.keys() == theirs.keys()
    assert {name for name in mine if mine[name] != theirs[name]} == set()
    assert {
        f"output/{DEMO}/{DEMO}_full_en.docx",
        f"output/try/{DEMO}/{DEMO}_full_en.html",
        "changes.html",
    } <= mine.keys()

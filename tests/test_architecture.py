"""The import rules of docs/architecture.md: who may know whom. What is not allowed here is forbidden."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests.conftest import ProjectCopy
from tests.issued.versions import freeze

PACKAGE = Path(__file__).resolve().parent.parent / "briefgen"

# Each room, and the rooms or parts of rooms that it may import. Every room may import itself, `problems.mistakes`,
# `problems.notes` and `project.reading`.
# The type Content, how to go through it, and what it says as of a date.
CONTENT = (
    "content.digest content.kinds content.knowing content.model content.names content.own_kinds content.reading.loader"
    " content.schema content.translation_lock content.walk"
)
ROOMS = {
    "dates": "",
    "problems": "",
    "project": "problems",
    # Content: from YAML to values, what they say on a day, and how they are changed.
    "content": "dates",
    "content.names": "",
    "content.schema": "content.names dates project.cases project.formats",
    "content.walk": "content.schema",
    "content.kinds": "content.names content.schema content.walk",
    "content.translation_lock": "content.schema content.walk content.reading.yaml_file problems",
    "content.model": "content.names content.translation_lock content.reading.yaml_file content.schema content.walk"
    " dates problems",
    "content.own_kinds": "content.model content.schema content.walk",
    "content.reading": "content.kinds content.model content.names content.schema content.translation_lock content.walk"
    " problems project.reserved",
    "content.knowing": "content.translation_lock content.model content.names content.schema content.walk dates",
    "content.digest": "content.kinds content.knowing content.model content.names content.schema content.walk dates",
    "content.snapshot": "content.translation_lock content.model content.reading content.schema dates",
    "content.json_schema": "content.schema project.files",
    "content.changing": f"{CONTENT} content.reading dates language.typed_dates language.typed_numbers"
    " language.typed_words problems project.files project.workshop",
    "content.comparing": f"{CONTENT} content.snapshot dates problems",
    # One document, and what may stand in it.
    "document.tree": "",
    "document.children": "document.tree",
    "document.annexed": "document.tree",
    "document.errors": "",
    "document.directions": "document.tree",
    "document.lines": "document.tree",
    "document.contents": "document.tree",
    "document.shapes": "document.tree document.accepting",
    "document.numbering": "document.tree",
    "document.addresses": "document.tree document.children",
    "document.figures": "document.tree document.children",
    "document.bilingual": "document.tree document.shapes",
    "document.accepting": "document.tree document.children",
    "document.digest": "document.tree document.children document.annexed",
    "document.by_place": "document.tree document.children",
    "document.showing": "document.tree document.children document.accepting document.digest",
    "document.diff": "document.tree document.children document.contents document.accepting document.shapes",
    "document.grammar": "document.tree document.accepting problems",
    "document.tree_json": "document.tree document.grammar",
    "document.html_parser": "problems",
    "document.html_reader": "document.grammar document.tree document.lines document.html_parser problems",
    # The stages, in the order of the picture: they know data types of one another, never one another's work.
    "language": "dates document.tree problems.diagnostics project.cases project.languages project.toml"
    " project.workshop",
    "checks": f"{CONTENT} content.changing.lost dates language online.reply problems project.languages",
    # The web, and whoever asks it: nothing of content.
    "online": "cache",
    "localise": f"{CONTENT} content.comparing dates document.digest document.grammar document.tree language problems"
    " project.cases",
    "look": "document.directions document.tree project.toml",
    "pictures": "localise document.tree",
    # A chart is all that they know of a brief.
    "pictures.drawing": "document.directions document.tree look",
    "formats": "document.annexed document.directions document.tree document.shapes document.accepting document.errors"
    " document.showing look",
    # Shares no code with the formats that it checks.
    "proof": "document.directions document.tree document.shapes document.accepting document.showing look.faces"
    " look.theme",
    "todo": f"{CONTENT} content.changing.order content.changing.paths document.lines document.tree problems",
    # What was made before; it knows nothing of what that is.
    "cache": "project.workshop",
    "issued": "content.names document.tree_json document.tree project.formats",
    "contacts": "content.changing.editor content.changing.journal content.changing.journal_apart content.reading"
    " content.schema problems project",
    "contacts.recipient_changes": "contacts content.changing.fields content.changing.rewrite content.changing.wanted"
    " content.reading content.schema problems project",
    "contacts.account_changes": "contacts content.changing.fields content.changing.journal content.changing.wanted"
    " problems project",
    # Only these join the stages: to trees, to reports, to files.
    "making": f"{CONTENT} cache content.comparing checks contacts.account contacts.recipients content.changing.lost"
    " content.snapshot dates document formats issued.store language localise look online pictures problems project"
    " proof todo",
    # What a person starts.
    "issuing": f"{CONTENT} content.comparing content.changing.journal content.changing.lost content.changing.set"
    " content.snapshot document formats issued language look making project",
    "upkeep": f"{CONTENT} checks contacts content.changing content.json_schema formats.word dates issuing.environment"
    " language localise look making mailing.ledger.folder mailing.ways problems project todo",
    "upkeep.changed_fields": "contacts.account_changes content.changing.journal content.reading.yaml_file making"
    " problems upkeep",
    # Letters take bytes that were issued; they know nothing of how these were made.
    "mailing.policy": "contacts.readers content.schema mailing.ledger project.formats",
    "mailing.ways": "contacts.account contacts.passwords content.schema project.folder project.settings",
    "mailing.ledger": "content.model content.names content.schema mailing.letter.planned mailing.ways.envelope problems"
    " project.files",
    "mailing.posting": "mailing.ledger mailing.ways",
    # The words of a letter are made like a brief, from content to words, beside what the recipient had before.
    "mailing.letter": f"{CONTENT} content.comparing contacts.passwords dates document language localise"
    " making.brief_types making.templating project",
    # What would be sent to whom, and the letters, to the last byte.
    "mailing": f"{CONTENT} contacts content.snapshot issued issuing.reprint language making problems project",
    # Fronts know one door: the rooms that join, the way in which a person is told of mistakes, and nothing below them.
    "cli": "desk.server issuing mailing making problems upkeep",
    # The desk shows the formats' own names, has a catalogue of words of its own, and keeps drafts beside the project.
    "desk.extract": "desk language making.explaining making.formats upkeep",
    "desk": "issuing language.catalogue mailing making problems project.formats project.toml project.workshop upkeep",
    "__main__": "cache.unchanged cli content.changing.told",
}
HEAVY = {
    "PIL", "babel", "docx", "fontTools", "jinja2", "lxml", "markdown_it", "pikepdf", "pydantic", "rich", "weasyprint",
    "yaml",
}  # fmt: skip


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def room_of(module: str) -> str | None:
    return max((room for room in ROOMS if within(module, room)), key=len, default=None)


def modules_of(graph: grimp.ImportGraph, package: str) -> list[str]:
    """Return the names of the modules, less the package's own; `document` is only the folder of its rooms."""
    names = (module.removeprefix(f"{package}.") for module in sorted(graph.modules - {package}))
    return [name for name in names if name != "document"]


def violations(package: str) -> list[str]:
    """Return every import that the table does not allow, such as ``formats.html imports content.model``."""
    graph = grimp.build_graph(package, cache_dir=None)
    found = []
    for module in modules_of(graph, package):
        room = room_of(module)
        assert room, f"{module} has no room: give it one in the table above and in docs/architecture.md"
        allowed = [room, "problems.mistakes", "problems.notes", "project.reading", *ROOMS[room].split()]
        for imported in sorted(graph.find_modules_directly_imported_by(f"{package}.{module}") - {package}):
            name = imported.removeprefix(f"{package}.")
            if not any(within(name, other) for other in allowed):
                found.append(f"{module} imports {name}")
    return found


def test_every_module_of_the_package_is_looked_at() -> None:
    files = {path.relative_to(PACKAGE.parent).with_suffix("") for path in PACKAGE.rglob("*.py")}
    modules = {".".join(path.parts).removesuffix(".__init__") for path in files}
    assert {"briefgen.making.press", "briefgen.content.reading.loader", "briefgen.formats.pdf.press"} < modules
    assert grimp.build_graph("briefgen", cache_dir=None).modules == modules


def test_every_room_of_the_table_exists() -> None:
    named = {name for rooms in ROOMS.values() for name in rooms.split()} | set(ROOMS)
    missing = {name for name in named if not (path := PACKAGE / name.replace(".", "/")).is_dir()
               and not path.with_suffix(".py").is_file()}  # fmt: skip
    assert not missing


def test_rooms_import_only_what_the_picture_allows() -> None:
    assert violations("briefgen") == []


@pytest.mark.parametrize(
    ("module", "statement", "imported"),
    [
        ("formats.html", "from planted.content.reading.loader import load", "content.reading.loader"),
        ("formats.text", "import planted.language", "language"),
        ("localise.brief", "from planted.making import templating", "making.templating"),
        (
            "checks.families.references",
            "from planted.content.reading.yaml_file import read_yaml",
            "content.reading.yaml_file",
        ),
        ("content.walk", "def late():\n    from planted.making.press import build", "making.press"),
        ("language.ka", "if TYPE_CHECKING:\n    from planted.localise import LocalBrief", "localise"),
        ("document.tree", "from planted.look import theme", "look.theme"),
        ("pictures.drawing.timeline", "from planted.localise import LocalBrief", "localise"),
        ("cli.checks", "def late():\n    from planted.content.reading.loader import load", "content.reading.loader"),
        ("cli.briefs", "from planted.issued import store", "issued.store"),
    ],
)
def test_a_forbidden_import_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, statement: str, imported: str
) -> None:
    copy = tmp_path / "planted"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for path in copy.rglob("*.py"):
        path.write_text(path.read_text(encoding="utf-8").replace("briefgen", "planted"), encoding="utf-8")
    with (copy / f"{module.replace('.', '/')}.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{statement}\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert set(violations("planted")) == {*violations("briefgen"), f"{module} imports {imported}"}


def too_complex(folder: Path) -> list[str]:
    """Return the functions of a front that decide more than they call and show (over 6, by ruff's C901)."""
    limit = ["--isolated", "--no-cache", "--select", "C901", "--config", "lint.mccabe.max-complexity=6"]
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "concise", *limit, str(folder)]
    return re.findall(r"`(\w+)` is too complex", subprocess.run(command, capture_output=True, text=True).stdout)


def test_a_front_only_calls_asks_and_shows(tmp_path: Path) -> None:
    assert too_complex(PACKAGE / "cli") == []
    (tmp_path / "planted.py").write_text("def verb(a):\n" + "    if a:\n        a -= 1\n" * 6, encoding="utf-8")
    assert too_complex(tmp_path) == ["verb"]


parsed = cache(ast.parse)  # one module is looked at by one test after another


def outside(path: Path) -> set[str]:
    """Return the packages of others that a module imports, wherever in it."""
    nodes = [*ast.walk(parsed(path.read_text(encoding="utf-8")))]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in names} - {*sys.stdlib_module_names, PACKAGE.name}


def taken_by(front: Path) -> set[str]:
    """Return the packages of others that a front imports, in whatever folder and function."""
    return {name for path in front.rglob("*.py") for name in outside(path)}


def test_the_front_takes_the_terminal_and_nothing_else_of_others(tmp_path: Path) -> None:
    assert taken_by(PACKAGE / "cli") == {"click", "rich"}
    (tmp_path / "verbs").mkdir()
    planted = (
        "def late():\n    import requests.sessions\n    from lxml.etree import parse\n    from briefgen import check"
    )
    (tmp_path / "verbs" / "planted.py").write_text(planted, encoding="utf-8")
    assert taken_by(tmp_path) == {"requests", "lxml"}


def test_only_the_front_knows_the_terminal_and_the_folder_that_a_person_is_in() -> None:
    behind = [path for path in PACKAGE.rglob("*.py") if PACKAGE / "cli" not in path.parents]
    assert [path for path in behind if "click" in outside(path)] == []
    telling = re.compile(r"(?<![\w.])print\(|\bPath\.cwd\(\)|\bos\.getcwd\(")
    told = {path.relative_to(PACKAGE).as_posix() for path in behind if telling.search(path.read_text(encoding="utf-8"))}
    # A script of the set-up's, how the interpreter is called in a command that a message names, which command was run.
    named = {"language/extract.py", "desk/extract.py", "contacts/passwords.py", "issuing/environment.py"}
    assert told == named | {"cache/unchanged.py"}


# What is read of a project, or where a person says, is read by `reading`: plain files, of a bounded size.
READERS = {
    "language": "the languages that briefgen brings along",
    "language.said": "words that briefgen brings along",
    "language.gazetteer": "names of places that briefgen brings along",
    "project.reading": "the gate itself",
    "__init__": "its own list of names",
    "checks.pages": "its own pages of help, and what its rules say of themselves",
    "issuing.environment": "its own lock",
    "desk.extract": "its own code",
    "language.extract": "its own catalogues",
    "upkeep.starter": "its own project",
    "upkeep.starter.own": "its own project",
    "making.tools": "its own code",
    "making.again": "its own process, as the system tells of it",
    "cache.unchanged": "the bytes of files that it has seen to be plain, without what the gate takes to import",
    "look.faces": "faces of installed packages",
    "project.files": "opens folders, to bring them to the disk",
    "mailing.ledger.database": "SQLite opens the ledger itself, after `folder` has looked at what is there",
}
READING = {"read_bytes", "read_text", "open", "etree.parse", "sqlite3.connect", "zipfile.ZipFile"}
NOT_FILES = {"SmtpConnection", "Ledger", "self", "way", "webbrowser"}  # what they open isn't one


def reads(code: str) -> list[str]:
    """Return the calls in a module that may read a file by its name: each as it is written, at its line."""
    found = []
    for node in ast.walk(parsed(code)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        written = ast.unparse(node)
        of = written.partition(".")[0].partition("(")[0]
        in_memory = any("BytesIO(" in ast.unparse(given) for given in node.args)
        writing = re.search(r"['\"][xw]b?['\"]|O_WRONLY|O_EXCL", written)
        if {called, f"{of}.{called}"} & READING and of not in NOT_FILES and not in_memory and not writing:
            found.append(f"{node.lineno}: {written}")
    return found


def test_what_is_read_comes_through_one_gate() -> None:
    modules = {
        path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."): path for path in PACKAGE.rglob("*.py")
    }
    found = {
        name.removesuffix(".__init__"): calls
        for name, path in modules.items()
        if (calls := reads(path.read_text(encoding="utf-8")))
    }
    assert {name: calls for name, calls in found.items() if name not in READERS} == {}
    assert set(found) == set(READERS)  # whoever reads nothing any more leaves the list


@pytest.mark.parametrize(
    "code",
    ["path.read_text()", "Path(a).read_bytes()", "open(a)", "path.open('rb')", "os.open(a, 0)", "etree.parse(a)",
     "sqlite3.connect(a)", "zipfile.ZipFile(a)", "pikepdf.open(a)"],
)  # fmt: skip
def test_another_way_to_read_is_noticed(code: str) -> None:
    assert reads(f"def f(a):\n    return {code}\n") == [f"2: {code}"]


def test_languages_know_no_more_of_the_tree_than_its_constants() -> None:
    names = [
        alias.name
        for path in (PACKAGE / "language").glob("*.py")
        for node in ast.walk(parsed(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "briefgen.document.tree"
        for alias in node.names
    ]
    assert names
    assert all(name.isupper() for name in names), names


def loaded_after(code: str, folder: Path = PACKAGE.parent) -> set[str]:
    """Return the names of the top-level modules that a new Python holds after running `code`."""
    report = "import sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    command = [sys.executable, "-c", f"{code}\n{report}"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return set(json.loads(result.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["build", "--help"],
        ["check", "--help"],
        ["translations", "--help"],
        ["set", "--help"],
        ["issue", "--help"],
        ["log", "--help"],
        ["--version"],
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"from briefgen.cli import main\nmain({arguments or ['--help']}, standalone_mode=False)"
    loaded = loaded_after(code)
    assert "click" in loaded
    assert not loaded & HEAVY


# What of the heavy packages each verb may load; who changes the content loads what `get` does, and more.
OF_A_VERB = {
    ("log",): set(),
    ("explain",): set(),
    ("explain", "office-twice"): set(),
    ("get", "stats.member_countries"): {"pydantic", "yaml"},
    ("check",): {"babel", "fontTools", "jinja2", "markdown_it", "pydantic", "yaml"},  # no edition here has an annex
}


@pytest.mark.parametrize("arguments", OF_A_VERB, ids=" ".join)
def test_a_verb_loads_what_it_uses(arguments: tuple[str, ...], project_copy: ProjectCopy) -> None:
    freeze(project_copy.root / "content")
    code = f"from briefgen.cli import main\ntry: main({arguments!r})\nexcept SystemExit as end: assert not end.code"
    assert loaded_after(code, project_copy.root) & HEAVY == OF_A_VERB[arguments]


@pytest.mark.slow
def test_what_is_heavy_is_noticed_when_it_is_loaded() -> None:
    assert loaded_after("import briefgen.making.press, briefgen.cli, pikepdf, rich, weasyprint") >= HEAVY


PAGE = PACKAGE.parent / "docs" / "architecture.md"


def rooms() -> str:
    """Return the table of rooms, from the first line of each package's docstring and of each loose module's."""
    rows = []
    for path in sorted([*PACKAGE.glob("*/"), *PACKAGE.glob("*/*/"), *PACKAGE.glob("*.py")]):
        file = path / "__init__.py" if path.is_dir() else path
        if not file.is_file() or path.name.startswith("__"):
            continue
        said = (ast.get_docstring(parsed(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
        name = path.relative_to(PACKAGE).as_posix() + ("/" if path.is_dir() else "")
        rows.append(f"| `{name}` | {' '.join(said.split())} |")
    return "\n".join(["| where | what |", "|---|---|", *rows])


def test_the_page_tells_the_rooms_as_they_do_themselves(update_golden: bool) -> None:
    before, table, after = re.split(r"(?s)(\| where \|.*?\n)(?=\n)", PAGE.read_text(encoding="utf-8"))
    if update_golden:
        PAGE.write_text(f"{before}{rooms()}\n{after}", encoding="utf-8")
        return
    assert table == f"{rooms()}\n"


def test_the_page_stays_one_that_is_read() -> None:
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= 150


def named_twice(package: Path) -> dict[str, list[str]]:
    """Return the names that more than one public class of a package has, and the modules of these."""
    found: dict[str, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        for node in parsed(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(path.relative_to(package).as_posix())
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def test_a_class_has_its_name_alone(tmp_path: Path) -> None:
    assert named_twice(PACKAGE) == {}
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text("class Found: ...\nclass _Mine: ...\n", encoding="utf-8")
    assert named_twice(tmp_path) == {"Found": ["a.py", "b.py"]}


def test_mailing_says_where_each_thing_is() -> None:
    said = ast.get_docstring(parsed((PACKAGE / "mailing" / "__init__.py").read_text(encoding="utf-8"))) or ""
    there = {path.stem for path in (PACKAGE / "mailing").iterdir() if not path.name.startswith("__")}
    assert set(re.findall(r"`(\w+)`", said)) == there


def test_few_modules_lie_loose() -> None:
    assert len([path for path in PACKAGE.glob("*.py") if not path.name.startswith("__")]) <= 10


def told_names(text: str) -> set[str]:
    """Return the dotted names of our modules, and of what stands in them, that a page names in back ticks."""
    rooms = {path.stem for path in PACKAGE.iterdir()}
    names = re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", text)
    return {name for name in names if name.split(".")[0] in rooms and name.split(".")[-1] not in {"json", "py", "toml"}}


def there_is(name: str) -> bool:
    """Tell whether a dotted name is a module, or something that a module defines."""
    folders = [PACKAGE, *PACKAGE.glob("*/"), *PACKAGE.glob("*/*/")]  # a page may leave out the room that it is about
    parts = name.split(".")
    for folder in folders:
        path = folder.joinpath(*parts)
        if path.is_dir() or path.with_suffix(".py").is_file():
            return True
        module = folder.joinpath(*parts[:-1])
        for file in (module.with_suffix(".py"), module / "__init__.py"):
            if file.is_file() and re.search(
                rf"(?m)^\s*(?:def |class )?{parts[-1]}\b", file.read_text(encoding="utf-8")
            ):
                return True
    return False


@pytest.mark.parametrize(
    "page", sorted([*PAGE.parent.glob("*.md"), *PAGE.parent.glob("*/*.md"), PACKAGE.parent / "CONTRIBUTING.md"]),
    ids=lambda page: page.stem,
)  # fmt: skip
def test_the_names_that_a_page_tells_are_there(page: Path) -> None:
    assert [name for name in sorted(told_names(page.read_text(encoding="utf-8"))) if not there_is(name)] == []


def test_a_name_that_is_not_there_is_noticed() -> None:
    assert told_names("see `making.press.build` and `making.press._writers`, not `issued.json` or `os.path`") == {
        "making.press.build", "making.press._writers"
    }  # fmt: skip
    assert there_is("making.press.build")
    assert not there_is("making.press._writers")
    assert not there_is("making.pressing")

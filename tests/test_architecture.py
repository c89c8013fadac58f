"""The import rules of docs/architecture.md: who may know whom. What is not allowed here is forbidden."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "briefgen"

# Each room, and the rooms or parts of rooms that it may import. Every room may import itself, `mistakes` and `reading`.
# The type Content, and how to go through it.
CONTENT = (
    "content.digest content.figures content.known content.loader content.lock content.model content.schema"
    " content.terms content.walk"
)
ROOMS = {
    "mistakes": "",
    "reading": "",
    "diagnostics": "",
    "reports": "diagnostics",
    "dates": "",
    "characters": "",
    "countries": "",
    "workshop": "project",
    "files": "workshop",
    "names": "",
    "dictionaries": "workshop",
    "toml": "diagnostics",
    "project": "names toml",
    "document.tree": "",
    "document.lines": "document.tree",
    "document.contents": "document.tree",
    "document.numbering": "document.tree",
    "document.sides": "document.tree",
    "document.diff": "document.tree document.contents document.sides",
    "document.grammar": "characters document.tree document.sides",
    "document.store": "document.tree document.grammar",
    # The stages, in the order of the picture: they know data types of one another, never one another's work.
    "content": "characters dates diagnostics files names workshop",
    "checks": f"{CONTENT} content.lost countries dates diagnostics dictionaries language",
    "language": "countries dates document.tree",
    "localise": f"{CONTENT} changes.compare changes.words dates diagnostics document.grammar document.tree language",
    "pictures": "localise document.tree writers.theme writers.typeface",
    "templating": "localise diagnostics",
    "document.html_reader": "document.grammar document.tree document.lines document.html_parser diagnostics",
    "document.html_parser": "diagnostics",
    "writers": "document.tree document.sides toml",
    "draft": f"{CONTENT} diagnostics document.lines document.tree todo todo_sheet",
    # Shares no code with the writers that it checks.
    "proof": "document.tree document.sides writers.theme",
    # Only these join the stages: to trees, to reports, to files.
    "compose": f"{CONTENT} changes dates localise pictures templating document language diagnostics project"
    " writers.theme",
    "drift": f"{CONTENT} changes.compare changes.sides checks content.snapshot diagnostics document.tree issued.store"
    " project",
    "examine": f"{CONTENT} checks compose content.lost dates delivery.account delivery.recipients diagnostics document"
    " drift issued.store localise project writers",
    "tools": "",
    "output": "files tools",
    "build": f"{CONTENT} compose diagnostics document draft examine files localise output project proof todo workshop"
    " writers",
    # What a person starts.
    "issued": f"{CONTENT} build compose content.changes content.journal content.lost content.snapshot document files"
    " output project workshop"
    " dictionaries tools writers.docx_changes writers.docx_letterhead writers.theme",
    # Takes bytes that were issued; knows nothing of how they were made.
    "delivery": f"{CONTENT} characters content.editor content.journal content.source content.validation diagnostics"
    " files project",
    # The letter that brings it: like a brief, from content to words, beside what the recipient had before.
    "covering": f"{CONTENT} changes.compare changes.sides dates delivery.calendar delivery.names"
    " document.html_reader document.tree language localise project templating writers.mail",
    # What would be sent to whom, and the letters, to the last byte.
    "send": f"{CONTENT} content.snapshot covering delivery diagnostics examine issued project",
    "dispatch": "delivery letters project send",
    "letters": "covering delivery issued.store language project send",
    "starter": "files project",
    "changes": f"{CONTENT} content.snapshot dates",
    "doctor": "delivery.account delivery.ways dictionaries"
    " issued.environment language project tools writers.docx_letterhead writers.theme",
    "translations": "content.journal content.loader content.lock content.lost content.model content.schema diagnostics"
    " project",
    "todo": f"{CONTENT} content.order content.paths diagnostics",
    "todo_sheet": f"{CONTENT} diagnostics todo",
    "upkeep": "build checks compose content.change content.editions content.known content.loader content.model"
    " diagnostics examine localise output project todo todo_sheet writers.theme",
    "cli": "build changes characters checks compose content.change content.changes content.entries content.journal"
    " content.json_schema content.layout content.learning content.loader content.questions content.removal"
    " content.schema content.snapshot content.source content.wanted dates delivery diagnostics dispatch doctor"
    " examine files issued project reports send starter todo translations upkeep",
    "__main__": "cli",
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
    """Return every import that the table does not allow, such as ``writers.html imports content.loader``."""
    graph = grimp.build_graph(package, cache_dir=None)
    found = []
    for module in modules_of(graph, package):
        room = room_of(module)
        assert room, f"{module} has no room: give it one in the table above and in docs/architecture.md"
        allowed = [room, "mistakes", "reading", *ROOMS[room].split()]
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
        ("writers.html", "from planted.content.loader import load", "content.loader"),
        ("writers.text", "import planted.language", "language"),
        ("localise.brief", "from planted import templating", "templating"),
        ("checks.references", "from planted.content.source import read_source", "content.source"),
        ("content.walk", "def late():\n    from planted.build import check", "build"),
        ("language.ka", "if TYPE_CHECKING:\n    from planted.localise import LocalBrief", "localise"),
        ("document.tree", "from planted.writers import theme", "writers.theme"),
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


# What is read of a project, or where a person says, is read by `reading`: plain files, of a bounded size.
READERS = {
    "reading": "the gate itself",
    "checks": "its own pages of help",
    "issued.environment": "its own lock",
    "language.extract": "its own catalogues",
    "starter": "its own project",
    "tools": "its own code",
    "writers.theme": "faces of installed packages",
    "files": "opens folders, to bring them to the disk",
    "delivery.database": "SQLite opens the ledger itself, after `folder` has looked at what is there",
    "writers.docx_package": "packs in memory",
}
READING = {"read_bytes", "read_text", "open", "etree.parse", "sqlite3.connect", "zipfile.ZipFile"}
NOT_FILES = {"Connection", "Ledger", "self"}  # what they open isn't one


def reads(code: str) -> list[str]:
    """Return the calls in a module that may read a file by its name: each as it is written, at its line."""
    found = []
    for node in ast.walk(ast.parse(code)):
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
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "briefgen.document.tree"
        for alias in node.names
    ]
    assert names
    assert all(name.isupper() for name in names), names


def loaded_after(code: str) -> set[str]:
    """Return the names of the top-level modules that a new Python holds after running `code`."""
    report = "import sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    result = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
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


@pytest.mark.slow
def test_what_is_heavy_is_noticed_when_it_is_loaded() -> None:
    assert loaded_after("import briefgen.making.press, briefgen.cli, pikepdf, rich, weasyprint") >= HEAVY

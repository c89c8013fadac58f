"""The tests that a change is likely to break, in half a minute: `pytest --quick`, which is `make quick`. A plugin.

Git says what has changed: what isn't committed; else what the branch has and main hasn't; else the last commit. The
graph of imports says which tests see it, and `kinship` which of these say what it says. They run the nearest first,
until each worker has taken its share of CPU, so that the time is bounded whatever has changed; `slow` ones are left to
`make test`.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from math import log2
from pathlib import Path
from typing import Any

import grimp
import pytest
from hypothesis import Phase, settings

from tests.cpu import spent
from tests.kinship import Kinship
from tests.limits import cpu_limit

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20.0  # of CPU for each worker, with what it takes to start
FARTHEST = 5  # imports between a test and what has changed; those farther away aren't even collected
NAMESAKE = 0.5
NEARER = 3  # imports that a test comes nearer which says all that the change says

# These look at whole briefs of the real project, or at what all modules have to keep: near to everything.
WHOLE = {
    "tests/test_brief_files.py": 1.5,
    "tests/test_second_project.py": 1.7,
    "tests/checks/test_rules.py": 2.5,
    "tests/test_architecture.py": 3,
}
# What no import tells: modules that aren't imported by name, and the tests that are about a module behind another.
UNSEEN = (
    ("tests.checks.test_rules", "tests.checks.cases_*"),
    ("briefgen.language", "briefgen.language.*"),
    ("tests.content.test_journal", "briefgen.cli.states"),
    ("tests.language.test_georgian", "briefgen.language.georgian_*"),
    ("tests.language.test_georgian", "briefgen.language.ka"),
    ("tests.language.test_english", "briefgen.language.en"),
    ("tests.language.test_french", "briefgen.language.fr"),
    ("tests.language.test_line_breaks", "briefgen.language.binding"),
    ("tests.mailing.test_account", "briefgen.contacts.passwords"),
    ("tests.mailing.test_covering", "briefgen.mailing.writing"),
    ("tests.mailing.test_ledger", "briefgen.mailing.ledger.database"),
    ("tests.mailing.test_ledger", "briefgen.mailing.ledger.folder"),
    ("tests.mailing.test_ledger", "briefgen.mailing.ledger.moves"),
    ("tests.mailing.test_ledger", "briefgen.mailing.ledger.persons"),
    ("tests.mailing.test_send", "briefgen.cli.mail*"),
    ("tests.mailing.test_ledger", "briefgen.cli.outbox"),
    ("tests.mailing.test_send", "briefgen.mailing.letter.eml_files"),
    ("tests.pictures.test_pictures", "briefgen.pictures.*"),
    ("tests.test_asking", "briefgen.cli.asking"),
    ("tests.test_change_note", "briefgen.localise.*news"),
    ("tests.test_hostile", "briefgen.making.templating"),
    ("tests.formats.word.test_press", "briefgen.formats.word.*"),
    ("tests.formats.word.letterhead.test_opened", "briefgen.formats.word.letterhead.*"),
    ("tests.formats.word.letterhead.test_odd", "briefgen.formats.word.letterhead.*"),
)
# What several tests need and nobody makes quickly.
SLOW = {"written", "mail_servers", "running_mail_servers", "long", "redlines", "installed", "issued_project", "draft",
        "in_other_themes", "issued_brief", "sheet", "pages"}  # fmt: skip

_SINCE = ("origin/main...HEAD", "main...HEAD", "HEAD~1...HEAD")  # what has changed, if all is committed
_LEFT = "left for want of time"


def changed_files(root: Path) -> set[str]:
    """Return the files that differ, by their paths in the repository; none where git can't tell."""
    names = ("--name-only", "--no-renames")
    files = {*_git(root, "diff", *names, "HEAD"), *_git(root, "ls-files", "--others", "--exclude-standard")}
    for since in _SINCE:
        files = files or {*_git(root, "diff", *names, since)}
    return files


def changed_lines(root: Path) -> str:
    """Return the lines that differ in files which git knows, as they were and are, with the functions around them."""
    for since in ("HEAD", *_SINCE):
        if lines := _git(root, "diff", "--unified=0", since):
            return "\n".join(line for line in lines if not line.startswith(("diff", "index", "---", "+++")))
    return ""


def _git(root: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def module_of(file: str, modules: Collection[str]) -> str:
    """Return the module that a file is, or the nearest package that it lies in; an empty text for none."""
    if file.startswith("templates/"):
        return "briefgen.making.templating"
    path = Path(file).with_suffix("")
    name = ".".join(path.parent.parts if path.name == "__init__" else path.parts)
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


class Near:
    """How near each test file is to what has changed: a number of imports, less for the file that is named like it."""

    def __init__(self, changed: Iterable[str]) -> None:
        self.changed = set(changed)
        graph = grimp.build_graph("briefgen", "tests", cache_dir=None)
        for shared in ("tests.conftest", "tests.written"):  # what all tests share brings none nearer
            for imported in graph.find_modules_directly_imported_by(shared):
                graph.remove_import(importer=shared, imported=imported)
        for importer, pattern in UNSEEN:
            for module in [module for module in graph.modules if Path(module).match(pattern)]:
                graph.add_import(importer=importer, imported=module)
        self.known = frozenset(graph.modules)
        self.modules = {module_of(file, graph.modules) for file in self.changed} - {"", "tests"}
        # Whose subject is what has changed, though it isn't called so.
        self.about = {test for test, pattern in UNSEEN if pattern in self.modules}
        self.distance: dict[str, float] = dict.fromkeys(self.modules, 0)
        waiting = deque(self.modules)
        while waiting:
            module = waiting.popleft()
            for importer in graph.find_modules_that_directly_import(module) - self.distance.keys():
                self.distance[importer] = self.distance[module] + 1
                waiting.append(importer)
        self.words = {word for file in self.changed if (ROOT / file).suffix == ".py" for word in _codes(ROOT / file)}

    def file(self, file: str) -> float:
        """Return how far a test file is from the change."""
        if not self.changed:
            return WHOLE.get(file, 2)
        module = module_of(file, self.distance.keys() | {file[:-3].replace("/", ".")})
        far = min(self.distance.get(module, FARTHEST + 1), WHOLE.get(file, FARTHEST + 1))
        if module in self.about:
            return min(far, NAMESAKE)
        namesake = re.sub(r"(^|\.)test_", r"\1", module.removeprefix("tests."))
        return min([far, *(NAMESAKE for each in self.modules if _alike(each.removeprefix("briefgen."), namesake))])

    def item(self, item: pytest.Item) -> float:
        """Return how far a test is from the change: one that is named after a code of what has changed is near."""
        far = self.file(item.nodeid.partition("::")[0])
        return min(far, NAMESAKE) if any(word in item.nodeid for word in self.words) else far


def _alike(module: str, namesake: str) -> bool:
    return module == namesake or module.rpartition(".")[2] == namesake.rpartition(".")[2]


def _codes(file: Path) -> Iterator[str]:
    """Yield the codes that stand in a module, such as those of the rules."""
    if not file.exists():
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\A[a-z]+(?:-[a-z]+)+\Z", node.value)


class Quick:
    """Chooses and orders the tests, and stops in time."""

    def __init__(self, config: pytest.Config) -> None:
        self.near = Near(changed_files(ROOT))
        self.workers = int(getattr(config, "workerinput", {}).get("workercount", 1))
        self.left = 0

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        if not collection_path.name.startswith("test_") or collection_path.suffix != ".py":
            return None
        return self.near.file(collection_path.relative_to(ROOT).as_posix()) > FARTHEST or None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        slow = [item for item in items if is_slow(item)]
        chosen = [item for item in items if item not in set(slow)]
        config.hook.pytest_deselected(items=slow)
        tests = {_test(item): item.function for item in chosen if isinstance(item, pytest.Function)}
        kinship = Kinship(changed_lines(ROOT), tests)
        seen: Counter[Path] = Counter()
        cases: Counter[str] = Counter()
        order: dict[pytest.Item, tuple[float, int]] = {}
        for item in chosen:
            far, kind = self.near.item(item), re.split(r"\[(?![a-z-]+:)|:(?!:) ", item.nodeid)[0]
            # Another kind of test, somewhat farther away, tells more than one more case of the same.
            again = 0 if far <= NAMESAKE else log2(1 + cases[kind]) / 2
            share = kinship.share(_test(item), item.nodeid.partition("[")[2])
            order[item] = (far + again - NEARER * share, seen[item.path])
            seen[item.path] += 1
            cases[kind] += 1
        chosen.sort(key=order.__getitem__)
        # Each worker begins with a stretch of its own: these should be equally near.
        items[:] = [item for first in range(self.workers) for item in chosen[first :: self.workers]]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        if spent() < SECONDS:
            return None
        self.left += 1
        return True

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        with cpu_limit(SECONDS):  # what has changed may have made a test endless
            yield

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[_LEFT] = self.left


def _test(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


class Told:
    """Says at the end what was looked at, in the process that the workers report to."""

    def __init__(self) -> None:
        self.left = 0

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.left += getattr(node, "workeroutput", {}).get(_LEFT, 0)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        files = sorted(changed_files(ROOT))
        shown = ", ".join(files[:4]) + (f" and {len(files) - 4} more" if len(files) > 4 else "")
        terminalreporter.write_line(f"quick: what sees {shown or 'anything'}; {self.left} more {_LEFT}")


def is_slow(item: pytest.Item) -> bool:
    """Tell tests that are left to `make test`."""
    # A parameter may be called like one of the fixtures that are slow.
    fixtures = {*getattr(item, "fixturenames", ())} - {*getattr(getattr(item, "callspec", None), "params", ())}
    return item.get_closest_marker("slow") is not None or not SLOW.isdisjoint(fixtures)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="only what the change is likely to break, in half a minute")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than about a second of CPU; `make quick` leaves it out")
    if config.option.quick:
        # That a property fails is what matters here; to look for its smallest example takes minutes.
        phases = [phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)]
        settings.register_profile("quick", derandomize=True, deadline=None, phases=phases)
        settings.load_profile("quick")
        workers = hasattr(config, "workerinput") or not config.getoption("numprocesses", None)
        config.pluginmanager.register(Quick(config) if workers else Told(), "quick-tests")

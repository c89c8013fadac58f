"""Fixtures and flags of all tests."""

from __future__ import annotations

import gc
import os
import pickle
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pikepdf
import pytest
from filelock import FileLock
from hypothesis import settings

from briefgen.document.tree import Document, unbind
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making import answers, trees
from briefgen.making.press import prepare, produce
from briefgen.project.folder import Project, find_project
from briefgen.project.languages import use
from tests.formats.docx_reading import read_docx
from tests.golden import UPDATE_FLAG
from tests.pdf_reading import page_text, squeeze
from tests.pdf_structure import read_structure
from tests.started import start
from tests.written import WrittenBrief, write_all_briefs, write_briefs

# No test depends on luck: the examples are the same on every run. HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

pytest_plugins = ["tests.cpu", "tests.quick", "tests.rewritten", "tests.soak", "tests.tidy"]

ROOT = Path(__file__).resolve().parent.parent
# What can be made again is kept beside the dictionaries, for this run and the next: the user's own cache is theirs.
os.environ["XDG_CACHE_HOME"] = str(ROOT / ".cache" / "tests")
# What Python compiles is kept, whatever the user wants elsewhere: else hundreds of processes would do it again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
EDITION = "2019-10-brussels"
NEWEST = "2019-11-after-brussels"
DEMO = "2030-05-example-city"  # the edition of the project that `init` starts
T = TypeVar("T")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in another order")
    parser.addoption(UPDATE_FLAG, action="store_true", help="rewrite the golden files instead of comparing with them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.shuffle is not None:
        random.Random(config.option.shuffle).shuffle(items)


def pytest_collection_finish() -> None:
    # What is loaded by now stays to the end: to look through it for garbage, over and over, takes a tenth of a run.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.fixture(autouse=True)
def no_languages_of_another_test() -> Iterator[None]:
    """Leave the languages of a project behind with the test that had it at hand."""
    yield
    use({})


@pytest.fixture(autouse=True)
def nothing_kept_of_other_code(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep what a test makes with code that it changes apart from what others make: no key of a cache tells of that."""
    if "monkeypatch" not in request.fixturenames:
        yield
        return
    own = uuid4().hex
    with pytest.MonkeyPatch.context() as patch:
        for module in (answers, trees):
            patch.setattr(module, "state", lambda: own)
        yield


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption(UPDATE_FLAG))


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme(ROOT / "templates" / "themes" / "plain")


@dataclass(frozen=True)
class BuiltProject:
    """The Brussels edition of the real project: its files, and the tree of each language."""

    folder: Path
    documents: dict[str, Document]

    def path(self, language: str, format: str) -> Path:
        return self.folder / EDITION / f"{EDITION}_full_{language}.{format}"


@dataclass(frozen=True)
class Pressed:
    """The Word and HTML files of the Brussels edition: their trees, by `ka.docx`, and their bytes."""

    documents: dict[str, Document]
    data: dict[str, bytes]

    def file(self, language: str, format: str) -> bytes:
        return self.data[f"{EDITION}_full_{language}.{format}"]


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """Return what `make` makes of a folder of that name: one worker of pytest-xdist does, the others take it over."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = base / name, base / f"{name}.pickle"
    with FileLock(base / f"{name}.lock"):
        if not made.exists():
            folder.mkdir(exist_ok=True)
            made.write_bytes(pickle.dumps(make(folder)))
    found: T = pickle.loads(made.read_bytes())
    return found


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[WrittenBrief]:
    """Return every brief of both projects, built once a run."""
    return once_a_run(tmp_path_factory, "written", write_all_briefs)


@pytest.fixture(scope="session")
def in_other_themes(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[WrittenBrief]]:
    """Return the newest briefs of the real project in each theme that isn't its own, built once a run."""
    project = find_project(ROOT)
    own = project.theme_folder(project.settings.theme)
    themes = sorted({path.parent for path in (ROOT / "templates" / "themes").glob("*/theme.toml")} - {own})

    def make(folder: Path) -> dict[Path, list[WrittenBrief]]:
        looks = {theme: replace(project, settings=replace(project.settings, theme=theme.name)) for theme in themes}
        return {theme: write_briefs(look, folder / theme.name, newest=True) for theme, look in looks.items()}

    return once_a_run(tmp_path_factory, "in-other-themes", make)


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """Return what is quickly made of the Brussels edition of the real project, each file proved."""

    def make(folder: Path) -> Pressed:
        prepared = prepare(find_project(ROOT), edition=EDITION, formats=("docx", "html"))
        data = produce(folder, prepared.prints, prepared.products)[1]
        trees = {each.name.removeprefix(f"{EDITION}_full_"): each.document for each in prepared.prints}
        return Pressed(trees, data)

    return once_a_run(tmp_path_factory, "pressed", make)


@pytest.fixture(scope="session")
def built(written: list[WrittenBrief]) -> BuiltProject:
    briefs = [brief for brief in written if brief.pdf.name.startswith(f"{EDITION}_full_")]
    return BuiltProject(briefs[0].pdf.parent.parent, {brief.language: brief.document for brief in briefs})


@pytest.fixture(scope="session")
def brief_text(built: BuiltProject, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """Return a function of language and format that gives all words of the file, white space collapsed."""

    def read(language: str, format: str) -> str:
        path = built.path(language, format)
        if format == "pdf":
            # As it stands on the pages, and in the order of the tags, where no page's end comes between words.
            with pikepdf.open(path) as pdf:
                return unbind(f"{page_text(path)} {squeeze(read_structure(pdf).words)}")
        words = read_docx(path.read_bytes())
        return " ".join(" ".join([*words.header, *words.body, *words.footnotes, *words.footer]).split())

    @cache
    def text(language: str, format: str) -> str:
        return once_a_run(tmp_path_factory, f"words-{language}-{format}", lambda folder: read(language, format))

    return text


class ProjectCopy:
    """A copy of the real project that a test may spoil."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "briefgen.toml", root)

    @property
    def project(self) -> Project:
        return find_project(self.root)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first `old`, which must be there, in a file of the project."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class DemoCopy(ProjectCopy):
    """The project that `init` starts, of two pages: where the words of the real one don't matter, four times as quick.

    Its languages are the real ones; it prints Georgian as well.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        start(root)


@pytest.fixture
def project_copy(tmp_path: Path) -> ProjectCopy:
    return ProjectCopy(tmp_path / "project")


@pytest.fixture
def demo_copy(tmp_path: Path) -> DemoCopy:
    return DemoCopy(tmp_path / "project")

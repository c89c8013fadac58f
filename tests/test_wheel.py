"""What a person gets who installs briefgen: the built wheel, in an environment of its own, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import click
import docx
import pypdf
import pytest

from tests.conftest import ROOT, once_a_run


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel and the folder that commands run in."""

    environment: Path
    folder: Path

    def run(self, *command: str, folder: Path | None = None) -> str:
        """Run a command of the environment; return what it printed."""
        program, *arguments = command
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        result = subprocess.run(
            [self.environment / "bin" / program, *arguments],
            cwd=folder or self.folder,
            env=variables,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = folder.glob("*.whl")
        return wheel

    return once_a_run(tmp_path_factory, "wheel", make)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    def make(folder: Path) -> Installed:
        environment, away = folder / "environment", folder / "away"
        away.mkdir()
        venv.create(environment, symlinks=True)
        python = str(environment / "bin" / "python")
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", str(wheel)]
        subprocess.run(pip, check=True)
        # What briefgen needs is taken from where the tests run, so that no network is. The checkout stays out of sight:
        # it is named by a .pth file there, and Python reads such files only in an environment's own site-packages.
        (own,) = environment.glob("lib/python*/site-packages")
        (own / "dependencies.pth").write_text(f"{Path(click.__file__).parent.parent}\n", encoding="utf-8")
        return Installed(environment, away)

    return once_a_run(tmp_path_factory, "installed", make)


@pytest.fixture(scope="module")
def demo(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter project, built by the installed commands."""

    def make(folder: Path) -> Path:
        installed.run("briefgen", "init", "demo")
        demo = installed.folder / "demo"
        installed.run("briefgen", "build", folder=demo)
        return demo

    return once_a_run(tmp_path_factory, "demo", make)


def test_the_wheel_holds_every_template_catalogue_and_starter_file(wheel: Path) -> None:
    travelling = {
        path.relative_to(base).as_posix()
        for base, folder in ((ROOT, "briefgen"), (ROOT, "templates"))
        for path in (base / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted = {f"briefgen/{name}" if name.startswith("templates/") else name for name in travelling}
    wanted |= {"briefgen/lock/brief.txt", "briefgen/lock/serif.txt"}
    assert {
        "briefgen/templates/briefs/full.html.jinja",
        "briefgen/language/catalogues/ka.po",
        "briefgen/language/data/ka.toml",
        "briefgen/upkeep/starter/project/.gitignore",
    } < wanted
    names = set(zipfile.ZipFile(wheel).namelist())
    assert wanted <= names
    assert {name.partition("/")[0] for name in names - wanted} == {f"{'-'.join(wheel.stem.split('-')[:2])}.dist-info"}


def test_briefgen_and_its_files_come_from_the_wheel(installed: Installed) -> None:
    code = (
        "import briefgen.upkeep.starter as s, briefgen.project.folder as p;"
        "import briefgen.language.catalogue as c, briefgen.making.tools as t;"
        "print(s.__file__, p.built_in_templates(), c.FOLDER, t.lock_folder(), sep='\\n')"
    )
    package = next(installed.environment.glob("lib/python*/site-packages/briefgen"))
    paths = [Path(line) for line in installed.run("python", "-c", code).splitlines()]
    assert paths == [
        package / "upkeep" / "starter" / "__init__.py",
        package / "templates",
        package / "language" / "catalogues",
        package / "lock",
    ]


def test_a_started_project_gives_a_brief_in_every_language_and_format(demo: Path) -> None:
    settings = tomllib.loads((demo / "briefgen.toml").read_text(encoding="utf-8"))
    files = sorted(path for path in (demo / "output").glob("*/*.*") if path.name != "manifest.json")
    found = {(path.stem.rpartition("_")[2], path.suffix.removeprefix(".")) for path in files}
    assert found == {(code, format) for code in settings["languages"] for format in ("pdf", "docx")}
    for path in files:
        if path.suffix == ".pdf":
            pdf = pypdf.PdfReader(path)
            title, words = pdf.metadata and pdf.metadata.title, pdf.pages[0].extract_text()
        else:
            document = docx.Document(str(path))
            title, words = document.core_properties.title, "".join(line.text for line in document.paragraphs)
        assert title
        assert len(words) > 200


@pytest.mark.slow
def test_the_installed_commands_check_and_describe_the_project(installed: Installed, demo: Path) -> None:
    installed.run("briefgen", "check", folder=demo)
    assert installed.run("python", "-m", "briefgen", "--help").startswith("Usage:")
    assert f"project: {demo}" in installed.run("briefgen", "doctor", folder=demo)

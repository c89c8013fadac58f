"""Many editions at once: what a pool and a cluster make is what single builds make, whoever dies on the way."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from distinct import distinct

from briefgen.making import crews, worker
from briefgen.making.batch import Batch, BatchItem, build_batch
from briefgen.making.crews import ClusterError
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.worker import Made, Task
from briefgen.project.files import MANIFEST
from briefgen.project.folder import ProjectError
from tests.conftest import once_a_run
from tests.soak import either, some

LANGUAGE = "en"
Files = dict[str, bytes]


def many() -> int:
    return either(30, 2000)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of many distinct editions, and one that can't be built; all are as old as one another."""

    def make(folder: Path) -> Path:
        names = distinct(folder / "project", many() + 1)
        bad = folder / "project" / "content" / "editions" / f"{names[-1]}.yaml"
        bad.write_text(bad.read_text(encoding="utf-8").replace("Ask for", "Ask for 漢"), encoding="utf-8")
        return folder / "project"

    return once_a_run(tmp_path_factory, f"many-{many()}", make)


@pytest.fixture(scope="module")
def single(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Return what builds of single editions wrote: of each, or in the long search of a hundred."""

    def make(folder: Path) -> dict[str, Files]:
        held, made = open_project(project), {}
        for edition in some(good(project), 10**6) if many() == 30 else good(project)[::20]:
            build(held, edition=edition, languages=(LANGUAGE,), out=folder)
            made[edition] = files_in(folder / edition)
        return made

    return once_a_run(tmp_path_factory, f"single-{many()}", make)


def good(project: Path) -> list[str]:
    return sorted(path.stem for path in (project / "content" / "editions").glob("*.yaml"))[:-1]

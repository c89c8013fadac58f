"""Many briefs at once: every edition of a project, or of several, on all processors of this machine or on a cluster.

Workers make the bytes; this process writes them, each edition's files and manifest whole or not at all. One that can't
be made stops nothing but itself.
"""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.making.cluster import open_cluster
from briefgen.making.compose import newest_edition, require_known
from briefgen.making.crews import ClusterError, Crew, open_pool, processors
from briefgen.making.opened import Opened, opened
from briefgen.making.press import Result, folder_in, put
from briefgen.making.worker import Made, WorkOrder, plain
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, ProjectError

_MISTAKES = (ProblemsError, Mistake, OSError)  # that a person can do something about
_MOST_DEATHS = 2  # of workers, by one edition
_LOOK = 5.0  # s, after which it is looked whether the workers are still there


@dataclass(frozen=True, slots=True)
class BatchItem:
    """What became of one edition: its files, or why there are none."""

    project: Path
    edition: str  # nothing where a project's editions can't even be told
    result: Result | None = None
    problems: tuple[Diagnostic, ...] = ()  # that keep it from being built
    error: str = ""  # a mistake in plain words
    bug: str = ""  # a traceback
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch gave: an item for each edition, in the order asked for, and the workers that died on the way."""

    items: tuple[BatchItem, ...]
    deaths: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[BatchItem, ...]:
        """The editions of which nothing was written."""
        return tuple(item for item in self.items if item.result is None)


Progress = Callable[[BatchItem, int, int], None]
"""Is told of each edition that is done with: what became of it, how many are, and of how many."""


@dataclass(frozen=True, slots=True)
class _Work:
    number: int  # in the order asked for
    project: Opened
    output: Path
    order: WorkOrder


def build_batch(
    projects: Sequence[Project | Opened],
    editions: Sequence[str] = (),
    *,
    all_editions: bool = False,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    out: Path | None = None,
    draft: bool = False,
    workers: int | None = None,
    on: str | None = None,
    cache: bool = True,
    progress: Progress = lambda item, done, total: None,
) -> Batch:
    """Build editions of projects: these, all there are, or the newest of each project.

    On `workers` processes, by default as many as there are processors; or `on` the Dask cluster at an address, or by
    the word `local` on one that is started for this run. Several projects write to `out` in folders of their names.
    Without `cache` all is made anew, as on a cluster it always is.

    What keeps one edition from being built stands in its item. Raises `ProjectError` and `ClusterError` where nothing
    can be built, and of a single project whatever keeps its content from being read.
    """
    if workers is not None and workers < 1:
        raise ProjectError("a batch needs one worker at least")
    if on and draft:
        raise ProjectError("a draft lists what the speller of this computer says: build drafts without a cluster")
    known = {each.root: each for each in map(opened, projects)}
    order = WorkOrder("", tuple(languages), tuple(briefs), tuple(formats), draft, cache)
    work, items = _planned(known.values(), editions, order, out, all_editions=all_editions)
    total = len(work) + len(items)
    done = 0
    for item in items.values():
        done += 1
        progress(item, done, total)
    if not work:
        return Batch(tuple(items.values()))
    same: dict[Diagnostic, Diagnostic] = {}  # most editions have the same problems: they are kept once
    crew: AbstractContextManager[Crew] = open_cluster(on, workers) if on else open_pool(_processes(workers, len(work)))
    with crew as makers:
        for one, made in _made(makers, work):
            done += 1
            items[one.number] = item = _settled(one, made, same)
            progress(item, done, total)
        return Batch(tuple(item for _, item in sorted(items.items())), tuple(makers.deaths))


def listed_projects(path: Path) -> list[Opened]:
    """Return the projects whose folders a file lists, one a line; a line with # before it is left out.

    Folders are meant from the file's own on. Raises `ProjectError`, which names the line.
    """
    try:
        lines = read_file(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ProjectError(f"{path.name} is not UTF-8") from None
    found: list[Opened] = []
    for number, line in enumerate(lines, 1):
        named = line.strip()
        if not named or named.startswith("#"):
            continue
        folder = path.parent / Path(named)
        if not (folder / SETTINGS_FILE).is_file():
            raise ProjectError(f"{path.name}, line {number}: there is no {SETTINGS_FILE} in {named}")
        found.append(Opened(folder))
    if not found:
        raise ProjectError(f"{path.name} lists no projects: write their folders, one a line")
    return found


def _planned(
    projects: Iterable[Opened], editions: Sequence[str], order: WorkOrder, out: Path | None, *, all_editions: bool
) -> tuple[list[_Work], dict[int, BatchItem]]:
    """Return the order of each edition, and of projects that can't be read why."""
    projects = list(projects)
    work: list[_Work] = []
    failed: dict[int, BatchItem] = {}
    alone = len(projects) == 1
    apart = out is not None and not alone
    if apart:
        _require_names(projects)
    for project in projects:
        number = len(work) + len(failed)
        try:
            output = project.project.output_folder(out / project.root.name if out and apart else out)
            # Of many projects none is held: what was read is forgotten, but for the names.
            content = project.content if alone else Opened(project.project).content
            there = sorted(content.editions)
            wanted = there if all_editions else list(dict.fromkeys(editions)) or [newest_edition(content)]
            if alone:
                require_known("edition", wanted, there)
        except _MISTAKES as error:
            if alone:
                raise
            failed[number] = _failed(project.root, "", error)
            continue
        orders = (replace(order, edition=edition) for edition in wanted)
        work += [_Work(n, project, output, each) for n, each in enumerate(orders, number)]
    return work, failed


def _require_names(projects: Sequence[Opened]) -> None:
    """Raise `ProjectError` where folders of the projects' names would be the same."""
    for name, number in Counter(each.root.name for each in projects).items():
        if number > 1:
            raise ProjectError(f"{number} projects are in folders of the name {name}: build them one by one")


def _processes(workers: int | None, work: int) -> int:
    return min(workers or processors(), work)


def _made(crew: Crew, work: Sequence[_Work]) -> Iterator[tuple[_Work, Made | Exception]]:
    """Yield what the crew has made, as it comes, or what kept it from being made."""
    waiting, running = deque(work), dict[Future[Made], _Work]()
    deaths = Counter[int]()
    began = False
    while waiting or running:
        ready: list[tuple[_Work, Made | Exception]] = []
        try:
            _begin(crew, waiting, running, ready)
            for future in wait(running, _LOOK, FIRST_COMPLETED).done:
                one = running.pop(future)
                try:
                    made = crew.made(future)
                except ClusterError:
                    waiting.appendleft(one)
                    raise
                except Exception as error:
                    ready.append((one, error))
                    continue
                if made is not None:
                    ready.append((one, made))
                    continue
                deaths[one.number] += 1
                if deaths[one.number] < _MOST_DEATHS:
                    waiting.appendleft(one)
                else:
                    ready.append(
                        (one, Made("", error=f"{_MOST_DEATHS} workers that had it in hand died, or refused it"))
                    )
            _begin(crew, waiting, running, ready)  # so that the workers go on while we write
        except ClusterError as error:
            if not began and not ready:
                raise
            ready += [(one, error) for one in (*running.values(), *waiting)]
            waiting.clear()
            running.clear()
        began = began or bool(ready)
        yield from ready


def _begin(
    crew: Crew,
    waiting: deque[_Work],
    running: dict[Future[Made], _Work],
    failed: list[tuple[_Work, Made | Exception]],
) -> None:
    """Give the crew as much as it has room for."""
    room = crew.room
    while waiting and len(running) < room:
        one = waiting[0]
        try:
            running[crew.begin(one.order, one.project)] = one
        except ClusterError:
            raise
        except _MISTAKES as error:
            failed.append((one, error))
        waiting.popleft()


def _settled(one: _Work, made: Made | Exception, same: dict[Diagnostic, Diagnostic]) -> BatchItem:
    """Write what was made, and return what is to be said of it."""
    root, edition = one.project.root, one.order.edition
    if isinstance(made, Exception):
        return _failed(root, edition, made)
    if made.result is None:
        return BatchItem(root, edition, None, made.problems, made.error, made.bug, made.worker)
    try:
        folder = folder_in(one.output, edition)
        files = tuple(replace(file, path=folder / file.path.name) for file in made.result.files)
        put(folder, made.identity, files, made.data)
    except _MISTAKES as error:
        return _failed(root, edition, error)
    problems = tuple(same.setdefault(problem, problem) for problem in made.result.problems)
    return BatchItem(root, edition, replace(made.result, files=files, problems=problems), worker=made.worker)


def _failed(root: Path, edition: str, error: Exception) -> BatchItem:
    if isinstance(error, ProblemsError):
        return BatchItem(root, edition, problems=tuple(error.problems))
    if isinstance(error, _MISTAKES):
        return BatchItem(root, edition, error=plain(error))
    return BatchItem(root, edition, bug="".join(traceback.format_exception(error)))

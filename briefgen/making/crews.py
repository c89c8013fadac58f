"""Who does the work of a batch: what a crew is, and the one of processes on this machine, by `concurrent.futures`.

A worker that dies costs what it had in hand, which is to be done again. A crew is asked from one thread.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Protocol

from briefgen.making.opened import Opened
from briefgen.making.worker import Made, WorkOrder, make_here, worker_name
from briefgen.problems.mistakes import Mistake


class ClusterError(Mistake):
    """The cluster can't be used, or is gone; the message says why."""


class Crew(Protocol):
    """Workers that make editions."""

    deaths: list[str]
    """The names of the workers that died on the way."""

    @property
    def room(self) -> int:
        """How much it takes in hand at a time; raises `ClusterError`."""

    def begin(self, order: WorkOrder, project: Opened) -> Future[Made]:
        """Have an edition made; raises what keeps this one from being begun, and `ClusterError`."""

    def made(self, future: Future[Made]) -> Made | None:
        """Return what was made, once the future is done; None if its worker died or refused."""


class Pool:
    """Processes of this machine: an executor for each, so that it is known whose work it was when one dies."""

    def __init__(self, workers: int, folder: str) -> None:
        self._most = workers
        self._folder = folder  # for what the processes keep for a while, and leave when they are killed
        self.deaths: list[str] = []
        self._names: dict[ProcessPoolExecutor, Future[str]] = {}
        self._free: list[ProcessPoolExecutor] = []
        self._busy: dict[Future[Made], ProcessPoolExecutor] = {}

    @property
    def room(self) -> int:
        """How much it takes in hand at a time: one a process."""
        return self._most

    def begin(self, order: WorkOrder, project: Opened) -> Future[Made]:
        """Have an edition made by a process that has nothing to do."""
        root = str(project.root)
        while True:
            worker = self._free.pop() if self._free else self._new()
            try:
                future = worker.submit(make_here, order, root)
            except BrokenProcessPool:  # it died while it had nothing to do
                self._bury(worker)
                continue
            self._busy[future] = worker
            return future

    def made(self, future: Future[Made]) -> Made | None:
        """Return what was made; None if the process died."""
        worker = self._busy.pop(future)
        try:
            found = future.result()
        except BrokenProcessPool:
            self._bury(worker)
            return None
        self._free.append(worker)
        return found

    def close(self) -> None:
        """End the processes, each when it is done with what it has in hand."""
        for worker in self._names:
            worker.shutdown(cancel_futures=True)

    def _new(self) -> ProcessPoolExecutor:
        # Not forked: this process may have threads, and libraries that are set up.
        spawn = multiprocessing.get_context("spawn")
        worker = ProcessPoolExecutor(1, mp_context=spawn, initializer=_settle_in, initargs=(self._folder,))
        self._names[worker] = worker.submit(worker_name)
        return worker

    def _bury(self, worker: ProcessPoolExecutor) -> None:
        name = self._names.pop(worker)
        self.deaths.append("a worker that was being started" if name.exception() else name.result())


def _settle_in(folder: str) -> None:
    """Leave Ctrl-C to who started this process: what it has in hand is done to its end; and keep things in a folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder


@contextmanager
def open_pool(workers: int | None = None) -> Iterator[Pool]:
    """Give so many processes, or as many as there are processors."""
    with tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as folder:
        pool = Pool(workers or processors(), folder)
        try:
            yield pool
        finally:
            pool.close()


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux
    return len(affinity(0)) if affinity else os.cpu_count() or 1

"""Limits on what must end, that a busy machine can't reach: they count CPU time, or how often one looked, not hours.

A limit only ends what would never end; what it ends took nothing like as much in any run that was seen.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOOKS = 60_000


class TooMuchWorkError(BaseException):
    """Not an Exception, so that nothing under test can catch it."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise `TooMuchWorkError` once this process has taken that much CPU time."""

    def stop(number: int, frame: Any) -> None:
        raise TooMuchWorkError(f"more than {seconds} seconds of CPU")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run_limited(
    command: Sequence[str | Path],
    seconds: int = 300,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program that must succeed; each of its processes is killed once it has taken that much CPU time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    return subprocess.run(command, check=True, capture_output=True, preexec_fn=limit, cwd=cwd, env=env)


def wait_until(there: Callable[[], object], what: Callable[[], str] = lambda: "") -> None:
    """Look until something is there, a hundred times a second at most; raise `TimeoutError`, saying `what` is."""
    for _ in range(LOOKS):
        if there():
            return
        time.sleep(0.01)
    raise TimeoutError(what())

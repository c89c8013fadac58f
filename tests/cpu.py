"""What each test costs: seconds of CPU, its children's included, whatever else the machine does.

A plugin of pytest, that tests/conftest.py loads. `pytest --cpu=FILE` writes a line a test, the costliest first.
"""

from __future__ import annotations

import resource
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

_KEY = "cpu"


def spent() -> float:
    """Return the seconds of CPU that this process and its children that have ended took so far."""
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


class Meter:
    """Writes what each test took, by phase: what a shared fixture took counts for the test that asked first."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.seconds: dict[str, dict[str, float]] = defaultdict(dict)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, None, None]:
        before = item.stash.get(_STARTED, spent())
        item.stash[_STARTED] = now = spent()
        item.user_properties[:] = [pair for pair in item.user_properties if pair[0] != _KEY] + [(_KEY, now - before)]
        yield

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        item.stash[_STARTED] = spent()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for key, seconds in report.user_properties:
            if key == _KEY and isinstance(seconds, float):
                self.seconds[report.nodeid][report.when or ""] = seconds

    def pytest_sessionfinish(self) -> None:
        if self.file is None:
            return
        rows = sorted(((sum(phases.values()), node, phases) for node, phases in self.seconds.items()), reverse=True)
        with self.file.open("w", encoding="utf-8") as out:
            out.write(f"{sum(row[0] for row in rows):8.2f} all of {len(rows)}\n")
            for total, node, phases in rows:
                out.write(f"{total:8.3f} {phases.get('setup', 0):8.3f} {phases.get('call', 0):8.3f} {node}\n")


_STARTED = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cpu", metavar="FILE", help="write what each test took, in seconds of CPU, the costliest first")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.cpu:
        here = not hasattr(config, "workerinput")
        config.pluginmanager.register(Meter(Path(config.option.cpu) if here else None), "cpu-meter")

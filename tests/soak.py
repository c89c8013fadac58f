"""Long searches: thousands of examples in `make soak` (`pytest --soak`), a small sample of them in every other run.

A plugin of pytest. The examples are the same on every run, so that what was found is found again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

T = TypeVar("T")
Test = TypeVar("Test", bound=Callable[..., Any])
_run = {"soak": False}


def examples(sample: int, soak: int) -> Callable[[Test], Test]:
    """Let a property hold for that many examples: a sample, or in `make soak` all."""
    checked = settings(
        max_examples=times(sample, soak), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    return lambda test: pytest.mark.soak(checked(test))


def times(sample: int, soak: int) -> int:
    """Return how often something is tried in a test that is marked `soak`."""
    return either(sample, soak)


def some(cases: Sequence[T], sample: int) -> Sequence[T]:
    """Return cases for a test that is marked `soak`: a sample from one end to the other, or in `make soak` all."""
    return cases if _run["soak"] else cases[:: max(1, len(cases) // sample)]


def either(sample: T, soak: T) -> T:
    """Return what a test that is marked `soak` goes through: a sample chosen by hand, or in `make soak` all."""
    return soak if _run["soak"] else sample


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="the long searches alone, to their end")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: goes through a sample of what `make soak` goes through to the end")
    _run["soak"] = config.option.soak


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _run["soak"]:
        others = [item for item in items if item.get_closest_marker("soak") is None]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item.get_closest_marker("soak") is not None]

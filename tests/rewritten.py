"""Tests are rewritten for the words of their asserts once a run. A plugin of pytest.

In a fresh checkout every worker would do it with all of them, at the same time: 18 s of CPU each. Here each does its
share, and finds the others'. pytest has no public way to that: where a release lacks one of these names, each worker
does all, as it would without this.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.hookimpl
def pytest_configure(config: pytest.Config) -> None:
    worker = getattr(config, "workerinput", None)
    if worker is None or sys.dont_write_bytecode:
        return
    tests = sorted({file for folder in config.args for file in Path(folder).rglob("test_*.py")})
    _rewrite(tests[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]], config)


def _rewrite(tests: list[Path], config: pytest.Config) -> None:
    try:
        from _pytest.assertion import rewrite
        from _pytest.assertion.rewrite import _rewrite_test, _write_pyc, assertstate_key
    except ImportError:
        return
    for file in tests:
        kept = rewrite.get_cache_dir(file) / f"{file.stem}{rewrite.PYC_TAIL}"
        if not kept.exists() and rewrite.try_makedirs(kept.parent):  # one that is out of date pytest itself finds so
            source, code = _rewrite_test(file, config)
            _write_pyc(config.stash[assertstate_key], code, source, kept)

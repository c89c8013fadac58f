"""Fixtures and flags of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.writers.theme import Theme, load_theme
from tests.golden import UPDATE_FLAG

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(UPDATE_FLAG, action="store_true", help="rewrite the golden files instead of comparing with them")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption(UPDATE_FLAG))


@pytest.fixture(scope="session")
def plain_theme() -> Theme:
    return load_theme(ROOT / "templates" / "themes" / "plain")

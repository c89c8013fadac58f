"""Debian's Chromium, driven by Playwright; without it there is nothing to see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or "chromium"
SLOW = 120_000  # ms: how long something may take on a machine that is busy with other work


@contextmanager
def browsing(address: str, profile: Path) -> Iterator[Page]:
    """Open an address in a browser of its own; what it logs as an error, and what fails in a script, ends the test."""
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=["--no-sandbox"], viewport={"width": 1440, "height": 900}
        )
        try:
            browser.set_default_timeout(SLOW)
            page = browser.pages[0]
            asked: list[str] = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            page.goto(address)
            yield page
            here = address[: address.index("/", 8)]
            elsewhere = [url for url in asked if not url.startswith((here, "data:", "about:"))]
            assert (wrong, elsewhere) == ([], []), (wrong, elsewhere)
        finally:
            browser.close()

"""Debian's Chromium, driven by Playwright; without it there is nothing to see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

# The same browser without windows, menus and tabs of its own, which cost as much as pages: Debian has it, Ubuntu not.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "chromium"
SLOW = 120_000  # ms: how long something may take on a machine that is busy with other work
_HERE = ["--no-sandbox"]
_WINDOW = ViewportSize(width=1440, height=900)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser, whose pages know nothing of one another."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_HERE)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def browsing(address: str, browser: Browser, *others: str) -> Iterator[Page]:
    """Open an address in a browser that knows nothing yet; it may go to `others`, too, and nowhere else."""
    context = browser.new_context(viewport=_WINDOW)
    try:
        with _looked_after(context.new_page(), address, others) as page:
            yield page
    finally:
        context.close()


@contextmanager
def _looked_after(page: Page, address: str, others: Sequence[str]) -> Iterator[Page]:
    """Open an address; what the browser logs as an error, and what is asked for elsewhere, ends the test."""
    wrong: list[str] = []
    asked: list[str] = []
    page.context.set_default_timeout(SLOW)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    here = address[: address.index("/", 8)]
    elsewhere = [url for url in asked if not url.startswith((here, *others, "data:", "about:"))]
    assert (wrong, elsewhere) == ([], []), (wrong, elsewhere)

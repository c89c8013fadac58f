"""The pictures of the guide, made anew: ``python -m tests.desk.screenshots``, or ``make screenshots``.

They show the project that `briefgen init` starts, in both languages of the desk: as it is begun, and once its edition
was issued and a few things were changed since. All in it is invented and says so: an example association, no persons.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from briefgen.desk.pages.guide import FOLDER
from briefgen.desk.words import LANGUAGES
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from tests.conftest import DEMO
from tests.desk.browser import browsing, chromium
from tests.desk.conftest import running
from tests.started import start
from tests.test_cli import run

BEGUN = {"home": "/", "build": "/build", "issue": f"/issue?edition={DEMO}"}
LATER = {
    "edition": "/edition", "thing": "/thing?path=association.stats[members]", "check": "/check",
    "compare": f"/compare?old={DEMO}@1&new={DEMO}", "send": f"/send?name={DEMO}@1", "recipients": "/recipients",
    "account": "/account", "changes": "/changes",
}  # fmt: skip
MAIL = """
[mail]
server = "mail.agency.example"
user = "briefs"
sender = "briefs@agency.example"
"""
PEOPLE = """
- {id: library, name: Library, email: library@agency.example, language: en, ceiling: internal}
- {id: secretariat, name: Secretariat, email: secretariat@agency.example, language: ka, ceiling: internal}
"""
_COLOURS = 64
_HEIGHT = 840


def make() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory(prefix="screenshots-") as aside, chromium() as browser:
        root = Path(aside) / "project"
        start(root)
        with running(root) as desk, browsing(desk.address, browser) as page:
            take(page, desk.base, BEGUN)
        go_on(root)
        with pytest.MonkeyPatch.context() as patch, running(root) as desk, browsing(desk.address, browser) as page:
            patch.setenv("BRIEFGEN_MAIL_PASSWORD", "shown nowhere")
            take(page, desk.base, LATER)


def go_on(root: Path) -> None:
    """Issue the edition, say how letters go out and to whom, and change a few things."""
    assert run("issue", "--on", "2030-05-02", folder=root).exit_code == 0
    for name, more in (("briefgen.toml", MAIL), ("content/recipients.yaml", PEOPLE)):
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(more)
    project = open_project(root)
    set_value(project, "association.stats[countries]", "52", as_of="2030-04", sources=["example-page"], always=True)
    set_value(project, "places.cities[example-city].name.en", "Example Town", always=True)
    activities = "The Association organizes example courses and  conferences."
    set_value(project, "association.activities.en", activities, always=True)


def take(page: Page, base: str, pages: dict[str, str]) -> None:
    """Write the pictures of pages, in each language."""
    page.set_viewport_size({"width": 1280, "height": _HEIGHT})
    for language, name in LANGUAGES.items():
        page.goto(base)
        page.get_by_role("button", name=name).click()
        (FOLDER / language).mkdir(exist_ok=True)
        for called, address in pages.items():
            page.goto(base + address, wait_until="networkidle")
            ends = page.locator("main > :last-child").evaluate("node => Math.ceil(node.getBoundingClientRect().bottom)")
            shot = page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": min(_HEIGHT, ends + 24)})
            picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS)
            picture.save(FOLDER / language / f"{called}.png", optimize=True)


if __name__ == "__main__":
    make()

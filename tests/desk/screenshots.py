"""The pictures of the guide, made anew: ``python -m tests.desk.screenshots``, or ``make screenshots``.

``python -m tests.desk.screenshots FOLDER`` makes them there, to look at.

They show the project that `briefgen init` starts, in both languages of the desk: as it is begun, and once its edition
was issued and a few things were changed since. All in it is invented and says so: an example association, no persons.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterable
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
_WIDTH, _HEIGHT = 1280, 900  # pixels, at most
_AIR = 5  # pixels above and below a cut that are empty
_BELOW = 24  # pixels below what stands last
# Where the lines of text, the fields and what is told together on a page are, from its top: [top, bottom].
_LINES = """page => {
  const boxes = [...page.querySelectorAll("button, .button, input, select, textarea, img, svg, tr, .problem")]
    .map(each => each.getBoundingClientRect())
  const walk = page.ownerDocument.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const range = page.ownerDocument.createRange()
    range.selectNodeContents(walk.currentNode)
    boxes.push(...range.getClientRects())
  }
  return boxes.filter(box => box.width > 1 && box.height > 1).map(box => [box.top, box.bottom])
}"""
# The row with the button that saves stays at its place in the page: at that of the window it lies over a line.
_STILL = "nodes => nodes.forEach(node => { node.style.position = 'static' })"


def make(folder: Path = FOLDER) -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory(prefix="screenshots-") as aside, chromium() as browser:
        root = Path(aside) / "project"
        start(root)
        with running(root) as desk, browsing(desk.address, browser) as page:
            take(page, desk.base, BEGUN, folder)
        go_on(root)
        with pytest.MonkeyPatch.context() as patch, running(root) as desk, browsing(desk.address, browser) as page:
            patch.setenv("BRIEFGEN_MAIL_PASSWORD", "shown nowhere")
            take(page, desk.base, LATER, folder)


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


def take(page: Page, base: str, pages: dict[str, str], folder: Path) -> None:
    """Write the pictures of pages, in each language."""
    page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
    for language, name in LANGUAGES.items():
        page.goto(base)
        page.get_by_role("button", name=name).click()
        (folder / language).mkdir(parents=True, exist_ok=True)
        for called, address in pages.items():
            page.goto(base + address, wait_until="networkidle")
            height = end_cleanly(page)
            shot = page.screenshot(clip={"x": 0, "y": 0, "width": _WIDTH, "height": height})
            picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS)
            picture.save(folder / language / f"{called}.png", optimize=True)


def end_cleanly(page: Page) -> int:
    """Return how high the picture of a page is; the brief in it ends there, too. Neither is cut through a line."""
    page.locator(".save").evaluate_all(_STILL)
    ends = page.locator("main > :last-child").evaluate("node => Math.ceil(node.getBoundingClientRect().bottom)")
    height: int = ends + _BELOW
    if height > _HEIGHT:
        height = lowest_cut(page.locator("body").evaluate(_LINES), _HEIGHT)
    for frame in page.locator("iframe").all():
        top = frame.evaluate("node => Math.ceil(node.getBoundingClientRect().top)")
        cut = lowest_cut(frame.content_frame.locator("body").evaluate(_LINES), height - _BELOW - top)
        frame.evaluate("(node, height) => { node.style.minHeight = 0; node.style.height = `${height}px` }", cut)
    return height


def lowest_cut(lines: Iterable[tuple[float, float]], most: int) -> int:
    """Return how high a picture can be that is cut through no line, [top, bottom], of a page."""
    lines = list(lines)
    for height in range(most, most // 3, -1):
        if not any(top - _AIR < height < bottom + _AIR for top, bottom in lines):
            return height
    raise ValueError(f"no clean place to cut between {most // 3} and {most} pixels")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)

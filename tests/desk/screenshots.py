"""The pictures of the guide, made anew: ``python -m tests.desk.screenshots``, or ``make screenshots``.

They show the project that `briefgen init` starts, on the day of its edition, in both languages of the desk.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image

from briefgen.desk.pages.guide import FOLDER
from briefgen.desk.words import LANGUAGES
from tests.desk.browser import browsing, chromium
from tests.desk.conftest import running
from tests.started import start

PAGES = {
    "home": "/",
    "thing": "/thing?path=association.stats[members]",
    "check": "/check",
    "build": "/build",
}
_COLOURS = 64


def make() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory(prefix="screenshots-") as aside:
        root = Path(aside) / "project"
        start(root)
        with running(root) as desk, chromium() as browser, browsing(desk.address, browser) as page:
            page.set_viewport_size({"width": 1280, "height": 800})
            for language, name in LANGUAGES.items():
                page.get_by_role("button", name=name).click()
                (FOLDER / language).mkdir(exist_ok=True)
                for called, address in PAGES.items():
                    page.goto(desk.base + address, wait_until="networkidle")
                    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(_COLOURS)
                    picture.save(FOLDER / language / f"{called}.png", optimize=True)
                page.goto(desk.base)


if __name__ == "__main__":
    make()

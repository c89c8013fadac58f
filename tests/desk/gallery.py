"""Every page of the desk as pictures: ``make desk-gallery`` writes docs/desk_gallery/.

For eyes, not for a test. A place is shown in a wide window, in English and light, and in Georgian and dark, and in a
narrow one, in each language and scheme beside one another. What is longer than a picture goes on in the next.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import requests
from PIL import Image
from playwright.sync_api import Page, Route

from tests.desk.browser import browsing, chromium
from tests.desk.conftest import Running
from tests.desk.places import PLACES, Place, desks
from tests.mailing.scripted import make_certificates
from tests.started import start
from tests.test_cli import run

GALLERY = Path(__file__).resolve().parents[2] / "docs" / "desk_gallery"
_WINDOW = 900  # pixels, how high it is
_GAP = 16  # pixels, between what stands beside each other


@dataclass(frozen=True)
class Look:
    """How a page is shown: pixels across, the language of the desk, and the colours that somebody prefers."""

    width: int
    language: Literal["en", "ka"]
    scheme: Literal["light", "dark"]


@dataclass(frozen=True)
class Sheet:
    """What stands beside each other in pictures, which are so high that they can be read at full size."""

    name: str
    looks: tuple[Look, ...]
    height: int


SHEETS = (
    Sheet("wide-en", (Look(1280, "en", "light"),), 950),
    Sheet("wide-ka", (Look(1280, "ka", "dark"),), 950),
    Sheet(
        "narrow", tuple(Look(390, language, scheme) for scheme in ("light", "dark") for language in ("en", "ka")), 1500
    ),
)


def make_gallery(folder: Path) -> None:
    """Write the pictures of all places, numbered as `PLACES` are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="gallery-") as aside, chromium() as browser:
        issued = Path(aside) / "issued"
        start(issued)
        assert run("issue", "--on", "2030-05-02", folder=issued).exit_code == 0
        certificates = Path(aside) / "certificates"
        certificates.mkdir()
        with (
            desks(issued, Path(aside), make_certificates(certificates)) as found,
            browsing(found["full"].base + "/help", browser, *(desk.base for desk in found.values())) as page,
        ):
            for number, place in enumerate(PLACES):
                _take(page, found[place.of], place, folder / f"{number:03}")


def _let_in(page: Page, desk: Running) -> None:
    """Give the browser what a desk knows it by, and the language that was chosen there."""
    cookies = desk.browser.cookies
    page.context.add_cookies([{"name": each.name, "value": each.value or "", "url": desk.base} for each in cookies])


def _take(page: Page, desk: Running, place: Place, named: Path) -> None:
    """Write the pictures of one place."""
    shots: dict[Look, Image.Image] = {}
    for language in ("en", "ka"):
        desk.post("/language", language=language, here="/help")
        _let_in(page, desk)
        url = desk.base + place.address
        page.route(url, _answering(place.ask(desk)))
        page.goto(url, wait_until="load" if place.status == 202 else "networkidle")  # 202 asks how it goes on
        for look in (look for sheet in SHEETS for look in sheet.looks if look.language == language):
            page.set_viewport_size({"width": look.width, "height": _WINDOW})
            page.emulate_media(color_scheme=look.scheme)
            shots[look] = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
        page.unroute(url)
    for sheet in SHEETS:
        for part, picture in enumerate(_beside([shots[look] for look in sheet.looks], sheet.height)):
            picture.save(named.with_name(f"{named.name}-{sheet.name}-{part + 1:02}.png"))


def _answering(answer: requests.Response) -> Callable[[Route], None]:
    """Return what answers a browser with a page that was asked for already, as a form's answer is."""
    kind = answer.headers["Content-Type"]
    return lambda route: route.fulfill(status=answer.status_code, body=answer.content, content_type=kind)


def _beside(shots: list[Image.Image], height: int) -> Iterator[Image.Image]:
    """Yield pictures of at most a height, in which the shots stand beside each other, as many as the longest needs."""
    sheet = Image.new(
        "RGB", (sum(shot.width + _GAP for shot in shots) - _GAP, max(shot.height for shot in shots)), "grey"
    )
    left = 0
    for shot in shots:
        sheet.paste(shot, (left, 0))
        left += shot.width + _GAP
    for top in range(0, sheet.height, height):
        yield sheet.crop((0, top, sheet.width, min(top + height, sheet.height)))


if __name__ == "__main__":
    make_gallery(Path(sys.argv[1]) if sys.argv[1:] else GALLERY)

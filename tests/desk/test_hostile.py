"""A project whose every word is hostile, in a real browser: nothing of it runs, is fetched, or is a part of a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from tests.desk.browser import browsing, chromium
from tests.desk.conftest import running
from tests.desk.test_hostile_project import theme
from tests.started import start

pytestmark = pytest.mark.slow

WORDS = [
    "<script>fetch('/hit')</script>", "<img src=/hit onerror=fetch('/hit')>", "\"' onfocus=fetch('/hit') autofocus x='",
    "</textarea><svg onload=fetch('/hit')>", "</style><style>@import '/hit'</style>", "--><iframe src=/hit></iframe>",
    "[x](javascript:fetch('/hit'))", "![x](/hit)", "<a href=javascript:fetch('/hit')>x</a>", "{{7*7}}{%raw%}",
    "<base href=//hit.example/><link rel=stylesheet href=//hit.example/x>", "\u202e\u2066&lt;b&gt;&#x3c;i&#x3e;",
]  # fmt: skip
# What no page of the desk has of its own.
FOREIGN = """() => [...document.querySelectorAll(
  "script:not([src^='/static/']), style:not(head style), iframe:not([src^='/frame/']), object, embed, base, " +
  "svg[onload], link:not([href^='/static/']):not([href^='data:']), [autofocus], a[href^='javascript'], [srcdoc], " +
  "img:not([src^='data:']):not([src^='/guide/'])"
)].concat([...document.querySelectorAll("*")].filter(
  (each) => [...each.attributes].some((one) => one.name.startsWith("on"))
)).map((each) => each.outerHTML.slice(0, 200))"""
PAGES = [
    "/", "/content", "/thing?path=association", "/thing?path=association.stats[members]", "/check", "/brief",
    "/changes",
    "/thing?path=people.persons[first-example]", "/add?path=people.terms", "/remove?path=people.persons[first-example]",
    "/source?path=association", "/build", "/edition", "/outbox", "/recipients", "/account",
    "/frame/brief?lang=en",
]  # fmt: skip


def quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def hostile(root: Path) -> None:
    """Write hostile words into names, texts, notes and comments."""
    words = " ".join(WORDS[:10]).replace("{{7*7}}{%raw%}", "")
    path = root / "content" / "association.yaml"
    text = path.read_text("utf-8")
    text = re.sub(r"^name: .*$", lambda _: f"name: {{ka: {quoted(words)}, en: {quoted(words)}}}", text, flags=re.M)
    text = text.replace("acronym: EXA", f"acronym: {quoted(WORDS[1])}\nnote: {quoted(words)}\nstatus: unverified")
    text += f"# {words}\n"
    path.write_text(text, "utf-8")
    with (root / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write(
            f"[mail]\nsender = {json.dumps(WORDS[1])}\nuser = {json.dumps(words[:200])}\n{json.dumps(words)} = 1\n"
        )
    path = root / "content" / "people.yaml"
    text = path.read_text("utf-8").replace("en: First Example}", f"en: {quoted(words)}}}")
    path.write_text(text, "utf-8")


def foreign(frame: Page | Frame) -> list[Any]:
    return list(frame.evaluate(FOREIGN))


def test_no_word_of_a_project_runs_or_is_fetched(tmp_path: Path) -> None:
    root = tmp_path / "a\"><img src=x onerror=fetch('.hit')>&b"
    start(root)
    hostile(root)
    with running(root) as desk, chromium() as browser, browsing(desk.address, browser) as page:
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.context.on("dialog", lambda dialog: asked.append(f"dialog of hit: {dialog.message}"))
        found = {}
        pages = {address: page.context.new_page() for address in PAGES}
        for address, tab in pages.items():
            tab.goto(desk.base + address)
        for address, tab in pages.items():  # what the pages themselves ask for comes in meanwhile
            tab.wait_for_load_state("networkidle")
            for frame in tab.frames:
                if "/frame/" not in frame.url:
                    if parts := foreign(frame):
                        found[address] = parts
                else:
                    assert (
                        frame.evaluate("document.scripts.length + document.querySelectorAll('[onerror]').length") == 0
                    )
            tab.close()
        # What is typed reaches the brief in the frame before anything is saved.
        page.goto(f"{desk.base}/thing?path=association.stats[countries]", wait_until="networkidle")
        for words in WORDS:
            with page.expect_response(lambda answer: answer.url.endswith("/typed")):
                page.locator("[name='f.text.en']").fill(words)
            with page.expect_response(lambda answer: answer.url.endswith("/checked")):
                page.locator("[name='f.label.en']").fill(words)
            for frame in page.frames:
                inside = (
                    'document.querySelectorAll(\'script, img:not([src^="data:"]), iframe, base, svg[onload], object, '
                )
                inside += "[onerror], [onload], [onfocus], a[href^=javascript]').length"
                if "/frame/" in frame.url:
                    assert frame.evaluate(inside) == 0, words
                elif parts := foreign(frame):
                    found[words] = parts
        # And what is kept of it, what is refused, and what was found come back as words.
        page.goto(desk.base, wait_until="networkidle")
        if parts := foreign(page):
            found["drafts"] = parts
        page.goto(f"{desk.base}/thing?path=association.stats[countries]", wait_until="networkidle")
        page.locator(".save button").click()
        page.wait_for_load_state("networkidle")
        if parts := foreign(page):
            found["refused"] = parts
        # A theme of the project's own: what its style sheet may hold, and what of it is refused.
        for css in (
            f'/* {WORDS[4]} */ body::after {{ content: "{WORDS[4]}" }}',
            "body { background: url(//hit.example) }",
        ):
            theme(root, css)
            page.goto(f"{desk.base}/brief", wait_until="networkidle")
            (frame,) = [each for each in page.frames if "/frame/" in each.url]
            assert (
                frame.evaluate("document.querySelectorAll('iframe, img, [onerror], style:not(head style)').length") == 0
            )
        assert found == {}
        assert [url for url in asked if "hit" in url] == []

"""No page of the desk shows a clerk what is for machines, or for who types commands: the pages are read."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from briefgen.checks.all_rules import BLOCKING
from briefgen.checks.families.reading import AS_WRITTEN
from briefgen.desk.explained import as_html
from briefgen.desk.naming import Names
from briefgen.desk.words import LANGUAGES, DeskWords
from briefgen.making.explaining import help_page, promises
from tests.checks.cases import DELETED
from tests.checks.test_rules import CASES
from tests.desk.in_process import Client
from tests.desk.machine import machine_words
from tests.soak import either
from tests.started import start

# What shows files as they are written, or an own page in a frame, and help with pictures, which shows names of files.
_AS_WRITTEN = ("/source", "/addresses", "/settings", "/frame", "/static", "/file", "/face", "/guide", "/letter")
# A setting that names a file: how one is named is the example.
_NAMED = {"../recipients.yaml"}
_UNSHOWN = {"script", "style", "textarea", "pre", "option", "code", "title"}


class Shown(HTMLParser):
    """Reads what a page shows, text by text, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSHOWN:
            self._within.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within and data.strip():
            self.texts.append(" ".join(data.split()))


def with_problems(folder: Path) -> set[str]:
    """Write the starter with one case of each rule that fits beside the others; return the codes of these."""
    start(folder)
    done: set[str] = set()
    for case in CASES:
        if case.marks is None or case.code in {*done, *BLOCKING} or case.files:
            continue
        files = {folder / "content" / name: (old, new) for name, old, new in case.edits}
        there = {path: path.read_text(encoding="utf-8") for path in files if path.exists()}
        if len(files) < len(case.edits) or any(
            new == DELETED or path not in there or there[path].count(old) != 1 for path, (old, new) in files.items()
        ):
            continue
        for path, (old, new) in files.items():
            path.write_text(there[path].replace(old, new), encoding="utf-8")
        done.add(case.code)
    return done


def pages(client: Client) -> Iterator[tuple[str, Shown]]:
    """Yield the pages that can be reached from the first one, of a kind of thing the first; in `make soak` two."""
    waiting = ["/", "/compare"]  # the second one is there once there is something to compare
    seen = set(waiting)
    kinds: Counter[str] = Counter()
    while waiting:
        page = waiting.pop(0)
        path, _, query = page.partition("?")
        shown = Shown()
        shown.feed(client.get(path, **dict(parse_qsl(query))).text)
        yield page, shown
        for link in shown.links:
            link = link.partition("#")[0]
            kind = re.sub(either(r"%5B.*?%5D.*", r"%5B.*?%5D"), "", re.sub(r"/explain/[^?]*|back=.*", "", link))
            if link in seen or not link.startswith("/") or link.startswith(_AS_WRITTEN):
                continue
            kinds[kind] += 1
            if kinds[kind] <= either(1, 2):
                seen.add(link)
                waiting.append(link)


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("troubled") / "project"
    assert len(with_problems(folder)) > 30
    return folder


@pytest.mark.soak
@pytest.mark.parametrize("language", either(["ka"], [*LANGUAGES]))
def test_no_page_shows_what_is_for_machines(troubled: Path, language: str) -> None:
    found, seen = set(), set()
    with asyncio.Runner() as runner:
        client = Client(troubled, runner, language)
        for page, shown in pages(client):
            seen.add(page.partition("?")[0])
            found |= {(page, text) for text in shown.texts if text not in _NAMED and machine_words(text)}
    assert found == set()
    assert {"/check", "/build", "/compare", "/changes", "/thing", "/add", "/issue", "/stand"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_help_shows_what_is_for_machines(tmp_path: Path, language: str) -> None:
    start(tmp_path / "project")
    found = set()
    with asyncio.Runner() as runner:
        client = Client(tmp_path / "project", runner, language)
        for code in promises().keys() - AS_WRITTEN:
            shown = Shown()
            shown.feed(client.get(f"/explain/{code}").text)
            found |= {(code, text) for text in shown.texts if machine_words(text)}
    assert found == set()


_OF_A_FILE = re.compile(
    r"\bnull\b|\{\{|\}\}|>-|: [{\[](?!\{)|^\s*(?:ka|en|- \w+):|^\s*[a-z]+_[a-z_]+:|`forms`", re.MULTILINE
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_on_a_page_of_help_is_as_a_form_has_it(language: str) -> None:
    words = DeskWords(language)
    names = Names(None, words)
    found = {}
    for code in promises().keys() - AS_WRITTEN - {"lock-damaged", "residue"}:  # of these the file itself is the matter
        shown = unescape(as_html(help_page(code, language).text, words, names, as_written=False))
        for each in re.findall(r"<code>(.*?)</code>", shown, re.DOTALL):
            if _OF_A_FILE.search(each):
                found[code] = each
    assert found == {}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("elected: null", "Elected: nothing"),
        ("- id: x", "  Short name (Latin letters): x"),
        ("state: planned      # state: held", "Status: Planned      ← Status: held"),
        ("name: {ka: საბჭო, en: Council}", "Name – Georgian: საბჭო; English: Council"),
        ('ka: "{{ date }} …"', "Georgian: ‹Date› …"),
        ("{{ date | dat }}, {{ event.participants.people }}", "‹Date, dative›, ‹Event · Participants · People›"),
        ("en: >-", "English:"),
        ("sources: [a, b]", "Sources: a, b"),
        ("[logo]", "[logo]"),
        ("{{ persons.x }}, a: b", "‹X›, a: b"),
    ],
)
def test_a_line_of_an_example(written: str, shown: str) -> None:
    words = DeskWords("en")
    found = as_html(f"    {written}", words, Names(None, words), as_written=False)
    assert unescape(found).partition("<p>")[0] == f"<pre><code>{shown}\n</code></pre>\n"


def test_the_check_stands_thing_by_thing_the_gravest_first(troubled: Path) -> None:
    with asyncio.Runner() as runner:
        page = Client(troubled, runner, "en").get("/check").text
    page = re.sub(r'<details class="with-it">.*?</details>', "", page, flags=re.DOTALL)
    groups = re.findall(
        r'<section class="of-a-thing"><h3><a href="(/thing[^"]+)">([^<]+)</a>(.*?)</section>', page, re.S
    )
    found = [re.findall(r'<li class="problem (error|warning|note)"', inside) for _, _, inside in groups]
    assert len(groups) > 5
    order = ["error", "warning", "note"]
    for severities in found:
        assert severities == sorted(severities, key=order.index)
    first = [order.index(severities[0]) for severities in found]
    assert first == sorted(first)
    leads = [(to.partition("&amp;back=%2Fcheck%3Fat%3D"), called) for to, called, _ in groups]
    assert all(at for (_, _, at), _ in leads)  # and back, and on to the next
    members = "/thing?path=association.stats%5Bmembers%5D"
    assert (members, "Member organizations") in [(to, called) for (to, _, _), called in leads]
    assert '<span class="field-name">To be looked at again by:</span>' in page


def test_who_says_that_the_texts_agree_confirms_them_all(tmp_path: Path) -> None:
    start(tmp_path / "project")
    lock = tmp_path / "project" / "content" / "translations.lock"
    lock.unlink()
    with asyncio.Runner() as runner:
        client = Client(tmp_path / "project", runner, "en")
        form = client.get("/check").form("/confirm-all")
        assert form is not None
        page = client.get("/check").text
        assert "Confirm: all texts say the same" in page
        assert "<h3>Confirmed translations" in page
        assert (client.post("/confirm-all", form.fields).status, lock.exists()) == (409, False)  # nobody said so
        assert (client.post("/confirm-all", {"sure": "on"}).status, lock.exists()) == (303, True)
        assert client.get("/check").form("/confirm-all") is None


@pytest.mark.parametrize(
    ("code", "georgian", "english"),
    [
        ("fact-unsourced", "ფაქტს წყარო არ აქვს", "A fact has no source"),
        ("translation-behind", "თარგმანი დედანს ჩამორჩება", "A translation has fallen behind"),
        ("syntax", "ფაილი ამ ადგილიდან არ იკითხება", "The file can’t be read from here on"),
    ],
)
def test_a_page_of_help_is_titled_as_the_problem(tmp_path: Path, code: str, georgian: str, english: str) -> None:
    start(tmp_path / "project")
    with asyncio.Runner() as runner:
        for language, title in (("ka", georgian), ("en", english)):
            page = Client(tmp_path / "project", runner, language).get(f"/explain/{code}").text
            assert f"<h1>{title}</h1>" in page


def test_a_page_of_help_names_fields_as_forms_do(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with asyncio.Runner() as runner:
        page = Client(tmp_path / "project", runner, "en").get("/explain/fact-undated").text
        assert "<pre><code>Value: 330\nAs of (date): 2019" in page
        assert "Add “As of (date)”: the date that the source gives" in page
        page = Client(tmp_path / "project", runner, "ka").get("/explain/figure-old").text
        assert "<pre><code>მდგომარეობის თარიღი: 2019 წლის თებერვალი" in page
        page = Client(tmp_path / "project", runner, "en").get("/explain/translations-untracked").text
        assert "In a terminal" not in page
        assert "confirm them all" in page

"""The pages of the desk with 1 000 entries of each kind: none is heavy, each says how many there are and where."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from itertools import groupby
from pathlib import Path
from urllib.parse import parse_qsl, unquote_plus

import pytest
from grown import name_of

from briefgen.desk.pages.long import FEW, MANY
from briefgen.mailing.ledger.book import Ledger
from tests.desk.in_process import Client
from tests.mailing.letters import letter
from tests.soak import some
from tests.started import start

NUMBER = 1000
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EDITIONS = 30
MOST = 500_000  # bytes of a page
PAGES = [
    "/", "/todo?group=rest", "/todo?group=facts", "/content", "/content?list=people.persons", "/content?find=1",
    "/check", "/check?kind=source-unused",
    "/thing?path=association", "/thing?path=people", "/thing?path=sources[more-7]",
    "/thing?path=people.persons[p7]", "/thing?path=cooperation.history[more-7]", "/add?path=cooperation.history",
    "/add?path=people.terms", "/remove?path=sources[more-7]", "/changes", "/edition", "/build", "/recipients",
    "/recipient?id=r7", "/outbox", "/compare?old=2030-05-example-city&new=", "/brief", "/source?path=people",
]  # fmt: skip
SHORT = """{%- import "parts/frame.html.jinja" as frame with context -%}
<html lang="{{ brief.language.tag }}">
{{ frame.head(brief) }}
<body>
{{ frame.title_block(brief, "Short") }}
<main></main>
{{ frame.running_foot(brief) }}
</body>
</html>
"""


def crowd(root: Path) -> None:
    """Add 1 000 of each kind to the starter; some without a source, so that the check has something to say."""
    start(root)
    content = root / "content"
    brief = (
        root / "templates" / "briefs" / "full.html.jinja"
    )  # one that lays out nothing: pages of it are not the matter
    brief.parent.mkdir(parents=True)
    brief.write_text(SHORT, "utf-8")

    def append(name: str, lines: Iterator[str]) -> None:
        path = content / name
        path.write_text(path.read_text("utf-8") + "".join(lines), "utf-8")

    def insert(name: str, key: str, lines: Iterator[str]) -> None:
        path = content / name
        head, found, rest = path.read_text("utf-8").partition(f"\n{key}:\n")
        assert found
        path.write_text(head + found + "".join(lines) + rest, "utf-8")

    append("sources.yaml", each("\n- {{id: more-{n}, title: Page {m}, publisher: Somebody, date: 2029}}\n"))
    insert("people.yaml", "persons", each("  - {{id: p{n}, name: {{ka: {name[0]}, en: {name[1]}}}}}\n"))
    story = "  - {{id: more-{n}, date: 2029-03-05, text: {{ka: ამბავი {m}., en: Story {m}.}}}}\n"
    insert("cooperation.yaml", "history", each(story))
    event = "id: e{n}, kind: seminar, name: {{ka: შეხვედრა, en: Meeting}}, number: {m}, date: 2029, state: held"
    append("events.yaml", each(f"\n- {{{{{event}}}}}\n"))
    clerk = "id: r{n}, name: Clerk {n}, email: r{n}@agency.example, language: ka, ceiling: public"
    append("recipients.yaml", each(f"\n- {{{{{clerk}}}}}\n"))
    edition = (content / "editions" / "2030-05-example-city.yaml").read_text("utf-8")
    for number in range(EDITIONS):
        later = edition.replace("as_of: 2030-05", f"as_of: {2031 + number}-05")
        (content / "editions" / f"{2031 + number}-05-again.yaml").write_text(later, "utf-8")


def each(entry: str) -> Iterator[str]:
    """Yield an entry 1 000 times, with its number, that as one which isn't small, and a name of its own."""
    return (entry.format(n=n, m=n + NUMBER, name=name_of(n)) for n in range(NUMBER))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("crowded") / "project"
    crowd(root)
    return root


@pytest.fixture
def outbox(root: Path) -> Iterator[Path]:
    yield root / "outbox"
    shutil.rmtree(root / "outbox")


@pytest.fixture(scope="module")
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner)


def ask(desk: Client, page: str) -> str:
    path, _, query = page.partition("?")
    answer = desk.get(path, **dict(parse_qsl(query)))
    if answer.status == 303:
        return ask(desk, answer.headers["location"])
    assert answer.status == 200, (page, answer.text[:2000])
    return answer.text


@pytest.mark.soak
def test_no_page_is_heavy(desk: Client) -> None:
    sizes = {page: len(ask(desk, page).encode()) for page in some(PAGES, 4)}
    sizes["/insert"] = len(desk.post("/insert", {"path": "association", "lang": "en"}).text.encode())
    assert sizes["/insert"] > NUMBER  # what the content knows, to be put into a text
    assert {page: size for page, size in sizes.items() if size > MOST} == {}


def test_the_check_shows_some_of_each_kind_and_leads_to_all_of_them(desk: Client) -> None:
    page = ask(desk, "/check")
    assert page.count("/explain/fact-unsourced") == page.count("/explain/source-unused") == FEW
    assert re.findall(r'href="/check\?kind=fact-unsourced">\D*(\d+)', page) == [str(2 * NUMBER - FEW)]
    assert re.findall(r'href="/check\?kind=source-unused">\D*(\d+)', page) == [str(NUMBER - FEW)]
    assert paths(walk(desk, "/check?kind=source-unused&from=700")) == [f"sources[more-{n}]" for n in range(700, NUMBER)]


def test_home_names_the_first_and_leads_to_all(desk: Client) -> None:
    page = ask(desk, "/")
    assert page.count('<li class="task ') <= 4 * FEW
    assert f'href="/todo?group=facts">ყველა: {2 * NUMBER}<' in page
    listed = paths(walk(desk, f"/todo?group=facts&from={2 * NUMBER - 2 * MANY}"))
    assert len(listed) == len(set(listed)) == 2 * MANY
    assert page.count('<tr role="row"><th scope="row"') == FEW  # editions
    assert ask(desk, "/todo?group=done-by-now") == page  # it leads home


def test_a_long_list_is_found_in_and_read_to_its_end(desk: Client) -> None:
    page = ask(desk, "/content")
    assert len(paths(page, "people.persons")) == len(paths(page, "sources")) == FEW
    assert paths(walk(desk, "/content?list=sources"), "sources") == [
        "sources[example-page]", *(f"sources[more-{n}]" for n in range(NUMBER))
    ]  # fmt: skip
    found = ask(desk, "/content?find=PAGE 1777")
    assert paths(found, "sources") == ["sources[more-777]"]
    assert paths(found, "people.persons") == []
    assert paths(ask(desk, "/content?list=sources&find=PAGE 1777"), "sources") == ["sources[more-777]"]
    assert paths(ask(desk, "/content?list=sources&find=page 17"), "sources") == [
        f"sources[more-{n}]" for n in range(700, 800)
    ]
    assert "sources[" not in ask(desk, "/content?find=nowhere")
    # In the midst of a word, and by an id, only what no word's beginning finds; a number is never found in its midst.
    for words, number in (("age 1777", 1), ("sources more-777", 1), ("777", 1), ("page 001", 0), ("age 177", 10)):
        assert len(paths(ask(desk, f"/content?find={words}"), "sources")) == number, words


def test_the_editions_stand_on_several_pages(desk: Client) -> None:
    first, second = (
        re.findall(r"<section><h2>(?:<a [^>]*>)?([^<]+)<", ask(desk, page)) for page in ("/build", "/build?from=20")
    )
    assert [len(first), len(second)] == [20, EDITIONS + 1 - 20]
    assert len({*first, *second}) == EDITIONS + 1


def test_of_many_letters_those_that_wait_for_a_decision_stand_first(desk: Client, outbox: Path) -> None:
    letters = [letter(f"r{n}", edition="2030-05-example-city") for n in range(3 * MANY)]
    with Ledger.open(outbox) as ledger:
        numbers = ledger.plan(letters, NOW)
        for number in numbers[1:]:
            ledger.begin(number, NOW)
            ledger.note(number, "sent", "", NOW, begun=True)
    page = ask(desk, "/outbox")
    assert len(page.encode()) < MOST
    listed = [int(number) for number in re.findall(r"<tr[^>]*><td[^>]*>(\d+)</td>", page)]
    assert listed == [numbers[0], *reversed(numbers[-MANY + 1 :])]
    assert 'rel="next" href="/outbox?from=100"' in page


@pytest.mark.parametrize("place", ["1000", "-1", "x", "99999999999999999999", "²"])
def test_a_part_that_is_not_there_is_the_first_one(desk: Client, place: str) -> None:
    assert paths(ask(desk, f"/check?kind=source-unused&from={place}")) == [f"sources[more-{n}]" for n in range(MANY)]


def paths(page: str, of: str = "") -> list[str]:
    """Return the things that a page leads to, in its order."""
    found = [unquote_plus(each) for each in re.findall(r'<a href="/thing\?path=([^"&]+)(?:&amp;back=[^"&]+)?"', page)]
    return [each for each, _ in groupby(found) if not of or each.startswith(f"{of}[")]


def walk(desk: Client, page: str) -> str:
    """Return all parts of a list, one after another."""
    said = [ask(desk, page)]
    while following := re.search(r'rel="next" href="([^"]+)"', said[-1]):
        said.append(ask(desk, unescape(following[1])))
    return "".join(said)

"""A project of which a file can't be read: where that is, and what can be done about it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

from tests.desk.in_process import Client
from tests.desk.test_forms import content, follow, opened, write
from tests.desk.test_problems import desk, words

__all__ = ["desk"]  # the fixture


def broken(root: Path) -> str:
    """Break a file as an editor beside the desk may, and return the address of the page that has it at its line."""
    before = content(root, "association.yaml")
    write(root, "association.yaml", f"{before}unknown: [\n")
    return f"/source?path=association&line={len(before.splitlines()) + 1}"


def test_home_says_which_file_and_line_and_offers_nothing_that_cannot_be_made(desk: Client, root: Path) -> None:
    at = broken(root)
    page = unescape(desk.get("/").text)
    (told,) = re.findall(r'id="keeping">(.*?)</section>', page, re.DOTALL)
    assert "The bracket “[” is opened here and closed nowhere." in words(told)
    assert f"Association, line {at.rpartition('=')[2]}" in words(told)
    assert [*re.findall(r'href="(/source[^"]+)"', told)] == [at]  # one way there
    assert "Open the file at this line" in told
    assert "`" not in words(page)
    for offered in ("Make the files", "Look at the brief", "Begin the next edition"):
        assert offered not in page


def test_home_opens_the_file_that_cannot_be_read_not_one_in_which_the_check_finds_an_error(
    desk: Client, root: Path
) -> None:
    write(root, "places.yaml", "cities: [\n")
    write(root, "sources.yaml", "- {id: [\n")
    (told,) = re.findall(r'id="keeping">(.*?)</section>', unescape(desk.get("/").text), re.DOTALL)
    places, sources, text = re.findall(r'<li class="task[^"]*">(.*?)</li>', told, re.DOTALL)
    assert ("path=places" in places, "path=sources" in sources) == (True, True)
    assert "association.goals" in text  # an error of a file that can be read
    (button,) = re.findall(r'href="([^"]+)">Open the file at this line', told)
    assert button.startswith("/source?path=places")


def test_the_file_says_what_is_wrong_and_its_cursor_stands_there(desk: Client, root: Path) -> None:
    line = broken(root).rpartition("=")[2]
    page = desk.get("/source", path="association").text
    (told,) = re.findall(r'id="unread">(.*?)</div>', page, re.DOTALL)
    assert f"Line {line} : The bracket “[” is opened here and closed nowhere." in words(told)
    assert f'data-line="{line}"' in page
    other = desk.get("/source", path="people").text  # which can be read
    assert 'id="unread"' not in other


def test_a_page_that_cannot_be_shown_leads_to_the_file_once(desk: Client, root: Path) -> None:
    at = broken(root)
    page = unescape(desk.get("/thing", path="association").text).partition("<main")[2]
    assert "This has to be corrected first" in page
    assert page.count(f'href="{at}"') == 1
    assert 'href="/changes"' in page


def test_what_was_last_saved_in_the_file_can_be_put_back(desk: Client, root: Path) -> None:
    broken(root)
    assert "Go back to what was last saved here" not in desk.get("/").text  # nothing was saved here yet
    write(root, "association.yaml", content(root, "association.yaml").removesuffix("unknown: [\n"))
    follow(desk, desk.post("/thing", {**opened(desk, "/thing", path="association").fields, "f.founded": "1951",
                                      "kind": "always"}))  # fmt: skip
    saved = content(root, "association.yaml")
    at = broken(root)
    for address in ("/", at):
        path, _, query = address.partition("?")
        links = re.findall(r'href="([^"]+)">Go back to what was', desk.get(path, **dict(parse_qsl(query))).text)
        assert len(links) == 1, address
    (link,) = links
    path, _, query = unescape(link).partition("?")
    page = desk.get(path, **dict(parse_qsl(query)))
    assert "Below stands what was last saved here" in page.text
    form = page.form("/source")
    assert form is not None
    assert form.fields["text"] == saved
    follow(desk, desk.post("/source", form.fields))
    assert content(root, "association.yaml") == saved

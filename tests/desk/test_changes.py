"""The list of changes: each says of which field of what it is, and what no undo takes back."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.desk.naming import Names
from briefgen.desk.pages.changed_words import ChangedWords
from briefgen.desk.words import DeskWords
from briefgen.issuing.issue import issue
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import add_entry, remove_value, set_value, undo
from briefgen.upkeep.saving import Standing, stand_by, stand_no_more
from tests.conftest import DEMO
from tests.desk.in_process import Client

POINT = f"editions[{DEMO}].points[seminar]"
FORUM = "Edition “Example Forum, 14–16 May 2030”"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def listed(desk: Client) -> list[str]:
    """Return what the page says of each change, the newest first."""
    (journal,) = re.findall(r'<ul class="journal">(.*?)</ul>', desk.get("/changes").text, re.DOTALL)
    return [unescape(each) for each in re.findall(r'<a href="/changes/[0-9]+">(.*?)</a>', journal)]


def test_a_change_that_holds_from_a_day_on_says_so(root: Path, desk: Client) -> None:
    set_value(open_project(root), "association.name.en", "Example Union", since="2030-12-01")
    assert listed(desk)[0].endswith("→ Example Union, from 1 December 2030")
    with asyncio.Runner() as runner:
        assert "Example Union, 2030 წლის 1 დეკემბრიდან" in Client(root, runner, "ka").get("/changes").text
    set_value(open_project(root), "association.name.en", "Example League", always=True)
    assert listed(desk)[0].endswith("→ Example League")


def test_a_change_names_its_field_also_in_an_edition(root: Path, desk: Client) -> None:
    project = open_project(root)
    say = [("say.ka", "ვატარებთ."), ("say.en", "We hold it.")]
    topic = [("topic.ka", "სემინარი"), ("topic.en", "Seminar")]
    add_entry(project, POINT.partition("[seminar]")[0], [("id", "seminar"), ("kind", "ask"), *topic, *say], always=True)
    set_value(project, f"editions[{DEMO}].drafter", "Ana", always=True)
    set_value(project, f"{POINT}.cleared_on", "2030-05-02", always=True)
    remove_value(project, f"{POINT}.topic", always=True)
    assert listed(desk)[:3] == [
        "We hold it. – Topic was taken out",  # the point is still there
        "We hold it. – Cleared on: nothing → 2 May 2030",
        f"{FORUM} – Drafter: nothing → Ana",
    ]
    remove_value(project, POINT, always=True)
    assert listed(desk)[0] == "We hold it. (Points) was taken out"  # what it was called, and no short name
    assert listed(desk)[1] == "We hold it. – Topic was taken out"
    names = [("id", "lia"), ("name.ka", "ლია მაგალითაძე"), ("name.en", "Lia Magalitadze"), ("country", "GE")]
    add_entry(project, "people.persons", names, always=True)
    add_entry(project, f"editions[{DEMO}].delegation", [("id", "lia"), ("person", "lia")], always=True)
    assert listed(desk)[:2] == [
        "Lia Magalitadze (Delegation) was added",  # one name for two kinds of things
        "Lia Magalitadze (People) was added",
    ]


@pytest.mark.slow
def test_what_an_undo_of_an_issue_leaves_is_said(root: Path, desk: Client) -> None:
    settings = root / "briefgen.toml"
    settings.write_text(settings.read_text("utf-8").replace('"pdf", "docx"', '"docx"'), "utf-8")
    project = open_project(root)
    issue(project, "2030-05-02")
    issue(project, "2030-05-03", bump=True)
    stays = "Example Forum, 14–16 May 2030, version 2 was issued, and is never written over."
    page = unescape(desk.get("/changes").text)
    assert f"{FORUM} – Version: 1 → 2" in page
    assert stays in page
    undo(project)
    assert stays in unescape(desk.get("/changes").text)


def test_a_text_with_facts_says_what_was_changed_in_it(root: Path, desk: Client) -> None:
    project = open_project(root)
    path = "cooperation.history[session-2027].text"
    before = "On the agenda of the session in {{ city }} were the budget and the programme of the years that follow"
    set_value(project, f"{path}.en", f"{before}; it was held by Example City.", always=True)
    set_value(project, f"{path}.en", f"{before}; it was held by {{{{ city }}}}.", always=True)
    line = listed(desk)[0].partition(": ")[2]
    assert line == "…it was held by Example City. → …it was held by ‹Example City›."
    set_value(project, f"{path}.en", f"{before}; it was held by {{{{ event.city }}}}.", always=True)
    # Two facts that print the same are called by what they are.
    assert listed(desk)[0].endswith("held by ‹City›. → …it was held by ‹Example Session – City›.")
    set_value(project, f"{path}.en", f"{before}; it was held by {{{{ event.number | ordinal }}}}.", always=True)
    assert listed(desk)[0].endswith("held by ‹Example City›. → …it was held by ‹12th›.")
    set_value(project, f"{path}.en", "On the agenda was the seat.", always=True)
    assert "On the agenda of the session in ‹Example City› were the budget" in listed(desk)[0]
    assert "…" not in listed(desk)[0].partition(" → ")[2]


LINK = "https://example.org/" + "p" * 70
WORD = "word " * 10
LONG = "One of the words that stand here again and again, so that it is a text of some length, and a page cuts it"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (f"w {LINK} {LINK} {LINK} one", f"w {LINK} {LINK} {LINK} two", f"…{LINK} one → …{LINK} two"),
        (f"{WORD}{'a' * 170}", f"{WORD}{'b' * 170}", f"…{'a' * 170} → …{'b' * 170}"),
        (f"First {LONG} end", f"Last {LONG} stop", "a page cuts it end → Last One of the words … a page cuts it stop"),
        (f"{LONG}\n\nAnd so on", f"{LONG} And so on", "…a page cuts it ¶ And so on → …"),
        ("one\n\ntwo", "one two", "one ¶ two → one two"),
        ("one\n\ntwo", "one\n\n\ntwo", "one¶¶two → one¶¶¶two"),
        ("one  two", "one two", "one␣␣two → one␣two"),
        ("one\u00a0two", "one two", "one‹U+00A0›two → one␣two"),
        ("one tw\u00ado", "one two", "one tw‹U+00AD›o → one two"),
        (f"{LONG} a {{{{ b", f"{LONG} a {{{{ c", "a {{ b → …"),
        (f"{LONG} a {{{{ b", f"{LONG} a {{ b", "a {{ b → …"),
        ("a" * 9000 + "b" + "a" * 9000, "a" * 9000 + "c" + "a" * 9000, "…aaaabaaa"),
        ("one two " * 4000, "one two " * 3999 + "end ", "…one two one two one two → …one two one two end"),
    ],
)  # fmt: skip
def test_what_differs_is_never_cut_away(root: Path, old: str, new: str, told: str) -> None:
    words = DeskWords("en")
    changed = ChangedWords(project := open_project(root), words, Names(project, words))
    for first, second in ((old, new), (new, old)):
        was, now = changed("association.mandate.en", first, second)
        assert was != now
        assert max(len(was), len(now)) < 700
        if first is old:
            assert told in f"{was} → {now}"


def test_any_two_texts_that_differ_are_told_apart(root: Path) -> None:
    words, chance = DeskWords("en"), random.Random(5)
    changed = ChangedWords(project := open_project(root), words, Names(project, words))
    pieces = ["word", " ", "  ", "\n\n", "{{ city }}", "{{", "}}", "{", "a" * 90, "\u00a0", "the", " ", "\u00ad"]
    for _ in range(500):
        old, new = ("".join(chance.choices(pieces, k=chance.randrange(40))) for _ in range(2))
        was, now = changed("association.mandate.en", old, new)
        assert was != now or old == new, (old, new)


def test_a_paragraph_alone_is_a_change_that_one_sees(root: Path, desk: Client) -> None:
    for text in ("One\n\ntwo.", "One two."):
        set_value(open_project(root), "cooperation.history[session-2027].text.en", text, always=True)
    assert listed(desk)[0].partition(": ")[2] == "One ¶ two. → One two."


def test_of_fields_that_are_changed_together_it_is_shown_what_differs(root: Path, desk: Client) -> None:
    for end in ("one", "two"):
        both = f"{{ka: 'ის {'სიტყვა ' * 40}{end}.', en: 'It {'word ' * 40}{end}.'}}"
        set_value(open_project(root), "cooperation.history[session-2027].text", both, always=True)
    was, now = listed(desk)[0].partition(": ")[2].split(" → ")
    assert was != now
    assert was.endswith("word one.")
    assert now.endswith("word two.")


def test_what_somebody_stands_by_is_told_with_the_reason(root: Path, desk: Client) -> None:
    project = open_project(root)
    says = "“2029”, but that was on 14–16 May 2030"
    at = f"editions[{DEMO}]"
    of = Standing(at, "", "objectives.en", says)
    stand_by(project, at, "date-differs", "Another seminar.", "2031-12", dt.date(2030, 5, 1), of)
    stand_by(project, at, "event-told-otherwise", "We know.", "2032", dt.date(2030, 5, 1))
    second, first = listed(desk)[:2]
    assert first == f"{FORUM}: stood by until December 2031: {says} – Another seminar."
    assert second.startswith(f"{FORUM}: stood by until 2032: “")
    assert second.endswith(" – We know.")
    stand_no_more(project, at, "date-differs")
    assert listed(desk)[0] == f"{FORUM}: nobody stands by {says} any longer"

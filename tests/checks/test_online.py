"""What pages answered is told where the links stand; nothing is asked unless somebody wants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from briefgen.checks.all_rules import ONLINE, RULES, run_rules
from briefgen.checks.families.online import to_ask
from briefgen.checks.subject import Subject
from briefgen.making.judge import check
from briefgen.online import links
from briefgen.online.reply import Kind, Reply
from tests.checks.small import found, marked, told
from tests.conftest import DemoCopy
from tests.desk.machine import machine_words, told_to_a_clerk
from tests.test_cli import run

PAGE = "https://www.example.org/a"
WORDS = {
    "en": f"See [the page]({PAGE}#part) and {PAGE}, www.example.com/b, http://www.example.org/c.",
    "ka": f"იხილეთ [გვერდი]({PAGE}).",
}
SOURCE = {"sources": [{"id": "page", "title": "A page", "url": f"{PAGE}?q=1"}]}


def answered(*replies: Reply) -> Subject:
    return told(WORDS, files=SOURCE, replies=replies)


def test_pages_of_texts_and_sources_are_asked_for_each_once_and_not_what_is_broken() -> None:
    assert to_ask(answered()) == [
        PAGE, "https://www.example.com/b", "http://www.example.org/c", f"{PAGE}?q=1"
    ]  # fmt: skip
    broken = (
        "https://a:b@www.example.org/",
        "https://10.0.0.1/",
        "https://intranet/",
        "https://docs.google.com/document/d/a/edit",
    )
    assert to_ask(told(" ".join(broken))) == []


WRONG: Iterable[tuple[Kind, str, str, str, str]] = (
    ("gone", "404", "link-gone", "is gone: its server says 404", "look for the page's new address"),
    ("moved", "https://new.example/a", "link-moved", "has moved for good", "write https://new.example/a"),
    ("moved", "https://new.example/", "link-moved", "leads to the first page of a site", "look for the page's new"),
    ("silent", "it takes too long", "link-unanswered", "doesn't answer: it takes too long", "open it in the browser"),
    ("offline", "no way", "link-unanswered", "doesn't answer: no way", "open it in the browser"),
    ("untrusted", "it has expired", "link-unanswered", "the certificate of", "tell those who run the site"),
    ("private", "", "link-unanswered", "is not at a public address, and was not asked", "write the public address"),
    (
        "private",
        "https://10.0.0.1/",
        "link-unanswered",
        "leads on to https://10.0.0.1/, which is not public",
        "write the",
    ),
    ("closed", "403", "link-unanswered", "answers no program (403)", "look in the browser"),
    ("unasked", "", "link-unanswered", "was not asked: it would have taken too long", "look again"),
    ("plain", "", "link-unencrypted", "is not https, and was not asked", "write https://"),
    (
        "plain",
        "http://a.example",
        "link-unencrypted",
        "leads on to http://a.example, which is not https",
        "write https",
    ),
)


@pytest.mark.parametrize(("kind", "about", "code", "message", "hint"), WRONG)
def test_what_a_page_answered_is_told_at_each_link_to_it(
    kind: Kind, about: str, code: str, message: str, hint: str
) -> None:
    subject = answered(Reply(PAGE, kind, about))
    assert marked(subject, code) == [f"{PAGE}#part", PAGE, PAGE]
    assert all(message in each.message and each.hint.startswith(hint) for each in found(subject, code))
    assert {each.severity for each in found(subject, code)} == {"note" if kind in ("closed", "unasked") else None}
    assert [other for other in ONLINE - {code} if found(subject, other)] == []
    assert {problem.code for problem in run_rules(subject, online=True)} == {code}
    assert code not in {problem.code for problem in run_rules(subject)}
    for problem in run_rules(subject, online=True):
        assert [said for said in told_to_a_clerk(problem) if machine_words(said)] == []


def test_of_a_source_it_is_told_at_its_address() -> None:
    (each,) = found(answered(Reply(f"{PAGE}?q=1", "gone", "410")), "link-gone")
    assert each.path == "sources[page].url"


def test_the_new_address_is_offered_with_the_place_on_the_page() -> None:
    fixes = [each.fix for each in found(answered(Reply(PAGE, "moved", "https://new.example/a")), "link-moved")]
    assert fixes == [("https://new.example/a#part",), ("https://new.example/a",), ("https://new.example/a",)]


def test_of_pages_that_are_there_or_were_not_asked_nothing_is_said() -> None:
    for subject in (answered(Reply(PAGE, "there")), answered()):
        assert [code for code in ONLINE if found(subject, code)] == []


def test_that_none_of_it_is_an_error_since_no_build_asks() -> None:
    assert {RULES[code].severity for code in ONLINE} == {"warning"}


def test_somebody_can_stand_by_a_page_and_is_not_told_so_where_no_page_was_asked() -> None:
    stood_by = {"acknowledge": [{"code": "link-gone", "because": "it is history", "until": "2031"}]}
    about = told(WORDS, entry=stood_by)

    def codes(*replies: Reply, online: bool = True) -> list[str]:
        found = run_rules(replace(about, replies=replies), online=online)
        return [each.code for each in found if each.is_open and each.code in (*ONLINE, "acknowledge-unused")]

    assert codes(online=False) == []
    assert codes(Reply(PAGE, "gone", "404")) == []
    assert codes(Reply(PAGE, "there")) == ["acknowledge-unused"]


def test_pages_are_asked_for_when_the_command_says_so_and_never_else(
    demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def looked(urls: Iterable[str], cache: Any) -> tuple[Reply, ...]:
        asked.extend(urls)
        return tuple(Reply(url, "gone", "404") for url in asked)

    monkeypatch.setattr(links, "look", looked)
    assert run("check", folder=demo_copy.root).exit_code == 0
    assert asked == []
    result = run("check", "--online", folder=demo_copy.root)
    assert asked
    assert result.exit_code == 0
    assert "content/sources.yaml" in result.output
    assert "warning[link-gone]" in result.output
    assert "link-gone" not in run("check", folder=demo_copy.root).output  # nothing of it stays
    assert run("check", "--online", "--strict", folder=demo_copy.root).exit_code == 1
    (demo_copy.root / "content" / "places.yaml").write_text("- {", encoding="utf-8")  # what can be read is asked
    assert {"unclosed-bracket", "link-gone"} <= {each.code for each in check(demo_copy.project, online=True)}

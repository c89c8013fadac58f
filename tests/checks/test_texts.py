"""One text as it was written, and what of it is plain words."""

from __future__ import annotations

import pytest

from briefgen.checks.texts import TextIn, shown
from briefgen.language.words import MASK


def text(raw: str, language: str = "en") -> TextIn:
    return TextIn("cooperation.title", language, language, raw)


def words(raw: str) -> str:
    masked = text(raw).words
    assert len(masked) == len(raw)
    return masked.replace(MASK, "")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("So {{ date | dat }} it is.", "So  it is."),
        ("So {{ date\n| dat }} it is.", "So  it is."),
        ("So {{ {{ date }} it is.", "So {{  it is."),
        ("So {{ date it is.", "So {{ date it is."),
        ("The [სახლი]{lang=ka} stands.", "The  stands."),
        ("The [maison]{lang=fr-CH} stands.", "The  stands."),
        ("See [it](https://a.example/b) now.", "See [it] now."),
        ("See [it](https://a.example/b(c)) now.", "See [it] now."),
        ("See [it](note.html) now.", "See [it] now."),
        ("See https://a.example now.", "See  now."),
        ("See (https://a.example/b) now.", "See () now."),
        ("See www.a.example/b now.", "See  now."),
        ("See mailto:x@a.example now.", "See  now."),
        ("Ask anna.smith@mail.a.example now.", "Ask  now."),
        ("See example.org and example.int.", "See  and ."),
        ("See example.org/page?x=1 now.", "See  now."),
        ("See example.museum now.", "See example.museum now."),
        ("On dd.mm.yy then.", "On dd.mm.yy then."),
        ("See ge.example.ge now.", "See  now."),
        ("So it is.It is.", "So it is.It is."),
    ],
)
def test_words_are_what_is_left_without_expressions_phrases_and_addresses(raw: str, expected: str) -> None:
    assert words(raw) == expected


def test_what_is_typed_keeps_foreign_phrases_but_no_addresses() -> None:
    typed = text("The [სახლი]{lang=ka} of {{ city }} at example.org.").typed
    assert typed.replace(MASK, "") == "The [სახლი]{lang=ka} of  at ."


def test_phrases_of_a_language_are_one_text_with_empty_lines_between() -> None:
    raw = "The [სახლი]{lang=ka}, the [haus]{lang=de-CH} and [ეზო]{lang=ka}."
    (own, ka, de) = text(raw).spoken
    assert [own[0], ka[0], de[0]] == ["en", "ka", "de"]
    for code, masked in (own, ka, de):
        assert len(masked) == len(raw), code
    assert ka[1].index("სახლი") == raw.index("სახლი")
    assert ka[1].count("\n\n") == 6
    near = text("[ა]{lang=ka}[ბ]{lang=ka}").spoken[1][1]
    assert near[1] == "ა"
    assert "ბ" in near
    assert MASK in near
    assert near[2:4] == "\n\n"
    assert text("[ა]{lang=ka}").spoken[1][1][0] == "\n"


def test_expressions_stand_with_where_they_start_and_what_they_print() -> None:
    one = text("A {{ date | dat }} b {{  city}} c {{ event.date }} {{ countries | count }} {{ countries | list }}.")
    assert one.expressions == (
        (2, "date | dat"), (21, "city"), (34, "event.date"), (51, "countries | count"), (75, "countries | list"),
    )  # fmt: skip
    assert one.printed == {"date": 2, "city": 21, "countries | count": 51, "countries": 75}


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("persons.anna.name", "persons.anna"),
        ("works.lamp.title | quote", "works.lamp"),
        ("event.city | loc", "city"),
        ("event.number", "event.number"),
        ("event.city.name", "event.city"),
        ("date | year", "date | year"),
        ("date | year | dat", "date | year"),
        ("date | dat | commas", "date"),
        ("date | dat | year", "date | year"),
        ("title", "title"),
    ],
)
def test_a_value_is_printed_whatever_its_form(expression: str, printed: str) -> None:
    assert list(text(f"{{{{ {expression} }}}}").printed) == [printed]


def test_links_list_entries_and_footnotes_are_counted() -> None:
    one = text(
        "See [a](b), [c] (d) and [e](f g).\n- one\n* two\n+ three\n1. four\n2) five\n-six\n 3. seven^[note] and^[two]."
    )
    assert (one.links, one.list_entries, one.footnotes) == (1, 6, 2)
    assert (text("a").links, text("a - b").list_entries, text("a [b]").footnotes) == (0, 0, 0)


@pytest.mark.parametrize(("raw", "empty"), [("", True), (" \n\u00a0", True), ("{{ date }}", False), ("a", False)])
def test_a_text_is_empty_if_nothing_was_written(raw: str, empty: bool) -> None:
    assert text(raw).is_empty is empty


def test_words_are_shown_in_forty_characters_at_most() -> None:
    assert shown("a" * 40) == f"“{'a' * 40}”"
    assert shown("a" * 41) == f"“{'a' * 39}…”"

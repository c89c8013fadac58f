"""What can be printed, and the HTML that says where it is from."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.localise.values import (
    CannotPrintError,
    LocalDate,
    LocalEntity,
    LocalList,
    LocalNumber,
    LocalPhrase,
    LocalProse,
    LocalText,
    behind,
    in_text,
    leaves,
    printable,
    unsaid,
)

EN, KA = get_language("en"), get_language("ka")


def test_words_numbers_and_values_with_html_can_be_printed() -> None:
    text = LocalText("a", "x")
    assert printable("a") == "a"
    assert printable(text) is text
    assert printable(0) == "0"
    for value, message in (
        (None, "this value is not supplied, or not for the readers of this brief; ask for it with {% if … %} first"),
        (True, "a bool has no words to print"),
        ([], "a list has no words to print"),
        (object(), "an object has no words to print"),
    ):
        with pytest.raises(CannotPrintError) as raised:
            printable(value)
        assert str(raised.value) == message


def test_a_text_is_a_span_with_its_source_and_a_language_of_its_own() -> None:
    assert LocalText("a & b", 'x"y').__html__() == '<span data-src="x&quot;y">a &amp; b</span>'
    foreign = LocalText("a", "x", {"dat": "b"}, language="fr")
    assert foreign.__html__() == '<span data-src="x" lang="fr">a</span>'
    assert foreign.case("dat").__html__() == '<span data-src="x" lang="fr">b</span>'
    assert foreign.case("nom") is foreign
    assert foreign.with_value("c").__html__() == '<span data-src="x" lang="fr">c</span>'
    with pytest.raises(CannotPrintError, match="the form 'gen' of „a“ is not typed; add it to its `forms`"):
        foreign.case("gen")


def test_a_date_has_cases_a_short_form_and_one_for_a_row() -> None:
    date = LocalDate(Date.parse("2019-10-14"), "e.date", KA)
    assert (str(date), str(date.case("dat"))) == ("2019 წლის 14 ოქტომბერი", "2019 წლის 14 ოქტომბერს")
    assert (str(date.when), str(date.short)) == ("2019 წლის 14 ოქტომბერს", "14.10.2019")
    assert date.case("dat").source == date.when.source == date.short.source == "e.date"
    assert not date.is_ongoing
    assert LocalDate(Date(None), "x", KA).is_ongoing
    with pytest.raises(CannotPrintError):
        date.case("voc")


def test_a_number_in_a_text_is_a_word_between_its_words() -> None:
    number = LocalNumber(3, "x", EN)
    assert str(LocalPhrase(["It met ", number, " times."])) == "It met three times."
    assert str(LocalPhrase([number, " guests came."])) == "Three guests came."
    assert str(LocalPhrase(["On page ", number, "."])) == "On page 3."
    assert str(LocalPhrase([number, " of the ", LocalNumber(12, "y", EN), " came."])) == "3 of the 12 came."
    assert str(number) == "3"
    assert str(number.ordinal()) == "3rd"
    prose = LocalProse("p")
    prose.html = Markup("<p>On page</p> ")
    for before, expected in (
        (Markup("<b>It</b> met "), "three"),
        (Markup("So it is.<br>"), "Three"),
        (Markup("It met <br>"), "Three"),
        (prose, "3"),
    ):
        assert [str(part) for part in in_text([before, number, " times."])][1] == expected
    assert [str(part) for part in in_text([Markup("It met <br>"), number, " times."])][1] == "Three"
    prose.html = Markup("<p>So it is.</p> ")
    assert [str(part) for part in in_text([prose, number, " times."])][1] == "Three"
    assert in_text(["a", "b"]) == ["a", "b"]
    assert LocalPhrase(["It met ", number, " times."]).__html__() == 'It met <span data-src="x">three</span> times.'


def test_a_phrase_knows_where_its_first_words_stand_and_falls_into_its_leaves() -> None:
    entity = LocalEntity("e")
    entity.printed = lambda: LocalPhrase(["so ", LocalNumber(2, "n", EN)])
    phrase = LocalPhrase(["a ", LocalText("b", "x.b"), LocalText("c", "x.c"), entity])
    assert phrase.source == "x.b"
    assert LocalPhrase(["a"]).source is None
    assert [type(leaf).__name__ for leaf in leaves(phrase)] == ["str", "LocalText", "LocalText", "str", "LocalNumber"]


def test_an_entity_gives_its_name_its_fields_and_says_what_it_lacks() -> None:
    entity = LocalEntity("bodies[x]")
    entity.fields["name"] = LocalText("Council", "n", {"loc": "in Council"})
    entity.printed = lambda: entity.fields["name"]
    assert str(entity) == "Council"
    assert str(entity.case("loc")) == "in Council"
    assert entity.__html__() == '<span data-src="n">Council</span>'
    assert entity.name is entity.fields["name"]
    assert not hasattr(entity, "title")
    entity.printed = lambda: LocalPhrase(["a"])
    with pytest.raises(CannotPrintError, match="has no case forms"):
        entity.case("loc")
    for printed in (None, lambda: None):
        entity.printed = printed
        with pytest.raises(CannotPrintError, match="neither name nor title"):
            entity.words()


def test_an_entry_of_a_list_is_reached_by_its_spoken_id() -> None:
    entity = LocalEntity("x")
    entity.fields["id"] = "a-b"
    entries = LocalList(["word", entity], "source")
    assert entries.get("a_b") is entity
    assert entries.get("a-b") is None
    assert entries.source == "source"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p data-src="x">A.</p><p>B.</p>', '<p data-src="x"><b>L:</b> A.</p><p>B.</p>'),
        ("<ul><li>A.</li></ul>", "<p><b>L:</b></p><ul><li>A.</li></ul>"),
        ("<em>A.</em>", "<p><b>L:</b> <em>A.</em></p>"),  # the inside of a paragraph
    ],
)
def test_a_label_stands_in_the_paragraph_that_it_is_of(html: str, shown: str) -> None:
    prose = LocalProse("x")
    prose.html = Markup(html)
    assert behind(prose, Markup("<b>L:</b>")) == shown


def test_paragraphs_and_items_of_words_that_are_not_said_say_so() -> None:
    prose = LocalProse("x")
    prose.html = Markup(
        '<p data-src="x">A <em>b</em>.</p><ul><li><p>C.</p><ol><li><p>D.</p></li></ol></li>'
        "<li>E<ul><li>F</li></ul></li></ul>"
    )
    assert unsaid(prose) == '<p role="unsaid" data-src="x">A <em>b</em>.</p>' + "".join(
        f'<p role="unsaid">{words}</p>' for words in ("C.", "D.", "E", "F")
    )
    with pytest.raises(CannotPrintError):
        unsaid(None)


def test_a_label_stands_before_words_that_are_no_prose() -> None:
    assert behind("a < b", "L<") == "<p>L&lt; a &lt; b</p>"


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        (["W ", LocalText("2031 r.", "x"), "."], "W 2031 r."),
        (["W ", LocalText("2031 r.", "x"), LocalText(". Potem.", "y")], "W 2031 r. Potem."),
        (["W ", LocalText("2031 r.", "x"), LocalText(".", "y")], "W 2031 r."),
        ([Markup("W <b>"), Markup('<span data-src="x">2031 r.</span>'), Markup("</b>"), Markup(".")],
         'W <b><span data-src="x">2031 r.</span></b>'),
        (["(", LocalText("2031 r.", "x"), ")."], "(2031 r.)."),
        (["W ", LocalText("2031 r.", "x"), ", potem."], "W 2031 r., potem."),
        (["W ", LocalText("2031 r.", "x"), "..."], "W 2031 r...."),
        (["W ", LocalText("2031", "x"), ".", " Potem."], "W 2031. Potem."),
    ],
)  # fmt: skip
def test_a_full_stop_at_the_end_of_a_value_ends_the_sentence_as_well(parts: list[object], printed: str) -> None:
    assert "".join(map(str, in_text(parts))) == printed

"""Catalogues: what they give, and what they refuse."""

from __future__ import annotations

import string
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language import UnknownLanguageError, available
from briefgen.language.catalogue import CatalogueError, MissingMessageError, load_catalogue, read_po
from briefgen.language.starting import data_of
from briefgen.localise.messages import InContext, Messages
from briefgen.project.languages import OwnLanguage, use
from tests.soak import examples

HEADER = 'msgid ""\nmsgstr ""\n"Language: ka\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

KA = """
Briefing note = საბრიფინგო ცნობა
Key facts = ძირითადი მონაცემები
Founded = დაარსდა
Leadership = მმართველობა
Governing bodies = მმართველი ორგანოები
Activities of the Association = ასოციაციის საქმიანობა
Future objectives = სამომავლო მიზნები
Ongoing = მიმდინარე
As of {date} = მდგომარეობა: {date}
p. = გვ.
up to {number} = {number}-მდე
more than {number} = {number}-ზე მეტი
about {number} = დაახლოებით {number}
at least {number} = არანაკლებ {number}
DRAFT = სამუშაო ვერსია
not translated = არ არის თარგმნილი
{name} ({country}) = {name} ({country})
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    return tmp_path / "project.po"


@pytest.mark.parametrize("line", KA.strip().splitlines())
def test_the_words_of_a_georgian_brief(line: str) -> None:
    msgid, translation = line.split(" = ")
    assert load_catalogue("ka").text(msgid) == translation
    assert load_catalogue("fr").text(msgid)
    assert load_catalogue("en").text(msgid) == msgid


@pytest.mark.parametrize("code", [code for code in available() if code != "en"])
def test_every_message_is_translated(code: str) -> None:
    catalogue = load_catalogue(code)
    for message in read_po(catalogue.files[0]):
        if message.id:
            assert catalogue.has(str(message.id), message.context)
            assert catalogue.text(str(message.id), message.context)


def test_what_the_staff_alone_read_is_in_english_where_it_is_not_translated(po: Path) -> None:
    po.write_text(HEADER.replace("ka", "nl"), encoding="utf-8")
    use({"nl": OwnLanguage("nl.toml", data_of("nl").encode())})
    try:
        catalogue = load_catalogue("nl", po)
        assert catalogue.text("To verify") == "To verify"
        assert not catalogue.has("To verify")
        with pytest.raises(MissingMessageError, match="'Agenda' is not translated into 'nl'"):
            catalogue.text("Agenda")
    finally:
        use({})


def test_a_missing_an_empty_and_a_fuzzy_message_are_named(po: Path) -> None:
    po.write_text(HEADER + '#, fuzzy\nmsgid "Old"\nmsgstr "ძველი"\n\nmsgid "Empty"\nmsgstr ""\n', encoding="utf-8")
    catalogue = load_catalogue("ka", po)
    for msgid in ("Old", "Empty", "Never heard of"):
        with pytest.raises(MissingMessageError) as caught:
            catalogue.text(msgid)
        for part in (repr(msgid), "'ka'", "project.po", "ka.po"):
            assert part in str(caught.value)


def test_a_context_tells_messages_apart(po: Path) -> None:
    po.write_text(HEADER + 'msgctxt "city"\nmsgid "Panama"\nmsgstr "ქ. პანამა"\n', encoding="utf-8")
    catalogue = load_catalogue("ka", po)
    assert catalogue.text("Panama", "city") == "ქ. პანამა"
    with pytest.raises(MissingMessageError, match="not translated"):
        catalogue.text("Panama")
    with pytest.raises(MissingMessageError, match="in the context 'country'"):
        catalogue.text("Panama", "country")


def test_a_message_that_is_not_translated_in_its_context_is_the_same_without(po: Path) -> None:
    """A catalogue that a project wrote before there was the context goes on as it was."""
    po.write_text(HEADER + 'msgid "Own"\nmsgstr "საკუთარი"\n', encoding="utf-8")
    catalogue = load_catalogue("ka", po)
    assert catalogue.has("Own", "agenda")
    assert str(InContext(Messages(catalogue))("agenda", "Own")) == "საკუთარი"
    po.write_text(
        po.read_text(encoding="utf-8") + '\nmsgctxt "agenda"\nmsgid "Own"\nmsgstr "პუნქტი"\n', encoding="utf-8"
    )
    catalogue = load_catalogue("ka", po)
    assert str(InContext(Messages(catalogue))("agenda", "Own")) == "პუნქტი"
    assert str(Messages(catalogue)("Own")) == "საკუთარი"


def test_later_files_win_and_english_can_be_reworded(po: Path, tmp_path: Path) -> None:
    po.write_text(HEADER + 'msgid "DRAFT"\nmsgstr "შავი"\n\nmsgid "Own"\nmsgstr "საკუთარი"\n', encoding="utf-8")
    later = tmp_path / "later.po"
    later.write_text(HEADER + 'msgid "DRAFT"\nmsgstr "პროექტი"\n', encoding="utf-8")
    catalogue = load_catalogue("ka", po, later)
    assert [catalogue.text(msgid) for msgid in ("DRAFT", "Own", "Founded")] == ["პროექტი", "საკუთარი", "დაარსდა"]
    english = tmp_path / "en.po"
    english.write_text('msgid "Key facts"\nmsgstr "At a glance"\n', encoding="utf-8")
    assert load_catalogue("en", english).text("Key facts") == "At a glance"


def test_languages_and_files_that_do_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguageError):
        load_catalogue("../ka")
    with pytest.raises(CatalogueError, match=r"none\.po: can't read the catalogue"):
        load_catalogue("ka", tmp_path / "none.po")


def test_a_catalogue_of_another_language_is_refused(po: Path) -> None:
    po.write_text(HEADER, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"project\.po:1: the header says 'ka', not 'fr'"):
        load_catalogue("fr", po)


@pytest.mark.parametrize(
    ("msgid", "translation", "problem"),
    [
        ("at {number}", "{numbers}", "same placeholders; these differ: {number}, {numbers}"),
        ("at {number}", "", None),
        ("at {number}", "x", "these differ: {number}"),
        ("plain", "{x}", "these differ: {x}"),
        ("{x}", "{x.__class__}", "a placeholder is a plain name"),
        ("{x}", "{0.__class__}", "a placeholder is a plain name"),
        ("{x}", "{x[0]}", "a placeholder is a plain name"),
        ("{x}", "{x!r}", "a placeholder is a plain name"),
        ("{x}", "{x:>10}", "a placeholder is a plain name"),
        ("{x}", "{x:{x}}", "a placeholder is a plain name"),
        ("{x}", "{}", "a placeholder is a plain name"),
        ("{x}", "{x", "expected '}'"),
        ("plain", "}", "Single '}'"),
        ("{x}:", "{x}", "ends with a colon; the translation"),
        ("Left out:", "Omitido", "ends with a colon; the translation"),
        ("{x}:", "{x} :", None),
        ("{x}:", "{x}：", None),
        ("{x}:", "{x} –", None),
        ("plain", "a\\nb", "control character U+000A"),
        ("plain", "a\u202eb", "control character U+202E"),
        ("plain", "a\u2066b", "control character U+2066"),
        ("plain", "a\u200fb", "control character U+200F"),
    ],
)
def test_a_translation_that_cannot_be_used(po: Path, msgid: str, translation: str, problem: str | None) -> None:
    po.write_text(f'{HEADER}msgid "{msgid}"\nmsgstr "{translation}"\n', encoding="utf-8")
    if problem is None:
        load_catalogue("ka", po)
        return
    with pytest.raises(CatalogueError) as caught:
        load_catalogue("ka", po)
    assert str(caught.value).startswith(f"{po}:6: ")
    assert problem in str(caught.value)


@examples(30, 1000)
@given(
    wanted=st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=4)),
    found=st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=4)),
)
def test_placeholders_must_be_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[str], found: list[str]
) -> None:
    msgid, translation = (" ".join(["ა", *(f"{{{name}}}" for name in names)]) for names in (wanted, found))
    path = tmp_path_factory.getbasetemp() / "placeholders.po"
    path.write_text(f'msgid "{msgid}"\nmsgstr "{translation}"\n', encoding="utf-8")
    if set(wanted) == set(found):
        assert load_catalogue("ka", path).text(msgid) == translation
    else:
        with pytest.raises(CatalogueError, match="same placeholders"):
            load_catalogue("ka", path)


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ('msgid "a\nmsgstr "b"\n', 1, "is a quote missing"),
        ('msgid "a"\nmsgstr b\n', 2, "is a quote missing"),
        ('msgid "a"\nmsgstr "b"c"\n', 2, "is a quote missing"),
        ('msgid "a"\nmsgstr "\\q"\n', 2, "is a quote missing"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n', 2, "not a line of a PO file"),
        ('msgstr "b"\n', 1, "msgstr can't follow the beginning"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 3, "msgid can't follow msgid"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "msgstr can't follow msgstr"),
        ('"a"\n', 1, "belongs to no msgid"),
        ('msgid "a"\n', 1, "has no msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 2, "plural forms are not used"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "'a' is in the catalogue twice"),
        ('msgid ""\nmsgstr "Language: xx-nothing\\n"\n', 1, "the header says 'xx_nothing', not 'ka'"),
        ('msgid ""\nmsgstr "POT-Creation-Date: yesterday\\n"\n', 1, "the header can't be read"),
        ("# what was\n#~ mistyped\n", 2, "this is not a message that is used no more"),
        ('#~ "what was"\n', 1, "this is not a message that is used no more"),
    ],
)
def test_a_malformed_catalogue_is_refused_in_plain_words(po: Path, content: str, line: int, problem: str) -> None:
    po.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue("ka", po)
    assert str(caught.value).startswith(f"{po}:{line}: ")
    assert problem in str(caught.value)


def test_a_file_that_was_changed_is_read_again(po: Path) -> None:
    for word in ("დილა", "საღამო"):
        po.write_text(f'msgid "a"\nmsgstr "{word}"\n', encoding="utf-8")
        assert load_catalogue("ka", po).text("a") == word


def test_a_file_that_is_not_utf_8_is_refused(po: Path) -> None:
    po.write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(CatalogueError, match=r"project\.po:2: this is not UTF-8"):
        load_catalogue("ka", po)


@given(text=st.text() | st.text(alphabet='msgidstrctx" \\n{}#~,:[]0\n'))
def test_no_file_ends_in_anything_but_a_catalogue_or_its_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.po"
    path.write_text(text, encoding="utf-8", errors="replace")
    with suppress(CatalogueError):
        assert load_catalogue("ka", path).files[-1] == path


def test_placeholders_that_differ_are_named_in_their_order(po: Path) -> None:
    names = [f"{{{letter}}}" for letter in "fbadce"]
    po.write_text(f'msgid "{" ".join(names)} {{same}}"\nmsgstr "{{same}} {{other}}"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"these differ: \{a\}, \{b\}, \{c\}, \{d\}, \{e\}, \{f\}, \{other\}$"):
        load_catalogue("ka", po)


def test_an_item_of_an_agenda_and_an_event_of_a_chronology_have_words_of_their_own() -> None:
    said = {code: load_catalogue(code) for code in ("fr", "de", "uk")}
    assert (said["fr"].text("Item", context="agenda"), said["fr"].text("Item")) == ("Point", "Rubrique")
    assert (said["de"].text("Event", context="chronology"), said["de"].text("Event")) == ("Ereignis", "Veranstaltung")
    assert said["uk"].text("Event", context="chronology") == "Подія"

"""What the desk says in Georgian: every sentence that it can show has its words in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog

from briefgen.cli import main
from briefgen.desk.extract import UNREAD, extract, files, for_a_terminal, told
from briefgen.desk.words import FOLDER, LANGUAGES, DeskWords, Inflected
from briefgen.language.catalogue import SOURCE_LANGUAGE, read_po
from briefgen.problems.notes import Told, looked_up
from tests.conftest import ROOT, once_a_run

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:!r)?(?::[a-z]+)?\}")
_GEORGIAN = re.compile(r"[ა-ჰ]")
# What is called the same in every language.
_SAME = {("choice", "pdf")}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return once_a_run(tmp_path_factory, "what-the-desk-shows", lambda _: extract(ROOT))


def said_in_english(context: str | None, msgid: str) -> str:
    message = read_english().get(msgid, context)
    return str(message.string) if message is not None else msgid


@cache
def read_english() -> Catalog:
    """Return what the desk says in English otherwise than a terminal."""
    return read_po(FOLDER / "en.po")


def lacking(shown: Iterable[tuple[str | None, str]], catalog: Catalog) -> list[str]:
    """Return the messages without words in a language, or with other names in them than the desk's English has."""
    found = []
    for context, msgid in shown:
        message = catalog.get(msgid, context)
        words = str(message.string) if message is not None and not message.fuzzy else ""
        same_names = sorted(_PLACEHOLDER.findall(words)) == sorted(
            _PLACEHOLDER.findall(said_in_english(context, msgid))
        )
        has_words = re.search("[A-Za-z]", _PLACEHOLDER.sub("", msgid)) and (context, msgid) not in _SAME
        declined = re.search(r"\{\w+:[a-z]+\}", words)  # a date in a case needs no preposition
        if not same_names or (has_words and not declined and not _GEORGIAN.search(words)):
            found.append(msgid)
    return found


def keys(catalog: Catalog) -> list[tuple[str | None, str]]:
    return [(message.context, str(message.id)) for message in catalog if message.id]


def test_every_sentence_that_the_desk_can_show_is_there_in_georgian(shown: Catalog) -> None:
    assert set(LANGUAGES) == {"ka", SOURCE_LANGUAGE}
    assert lacking(keys(shown), read_po(FOLDER / "ka.po")) == []


@pytest.mark.parametrize(
    "planted", ["A sentence that nobody has translated.", "Where is {name}?", "How many are {what}, of {all}?"]
)
def test_a_sentence_without_georgian_is_noticed(shown: Catalog, planted: str) -> None:
    catalog = read_po(FOLDER / "ka.po")
    if "{" in planted:
        catalog.add(planted, "სად არის {what}?")
    assert lacking([*keys(shown), (None, planted)], catalog) == [planted]


@pytest.mark.parametrize(
    ("context", "msgid"),
    [
        (None, "Nothing is left to do."),  # of a template
        (None, "The city of its headquarters."),  # what is said of a field
        (None, "One of the association's goals."),  # … of an entry of a list
        (None, "Sentences that time has overtaken"),  # a heading of the to-do list
        (None, "only you can supply these"),  # what it says below one
        (None, "who was elected"),  # a gap
        ("field", "meets every years"), ("field", "name"), ("list", "history"), ("choice", "council session"),
        ("brief", "full"),
    ],
)  # fmt: skip
def test_what_the_desk_shows_is_looked_for_wherever_it_comes_from(
    shown: Catalog, context: str | None, msgid: str
) -> None:
    assert shown.get(msgid, context) is not None


def test_no_clerk_is_told_what_to_type(shown: Catalog) -> None:
    as_written = set(told(ROOT / "briefgen" / "content" / "reading"))  # of signs in a file
    for language in LANGUAGES:
        catalog = read_po(FOLDER / f"{language}.po")
        of_a_terminal = []
        for context, msgid in keys(shown):
            message = catalog.get(msgid, context)
            words = str(message.string) if message is not None and message.string else msgid
            if for_a_terminal(words) and msgid not in as_written:
                of_a_terminal.append(words)
        assert of_a_terminal == [], language


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("when it goes out again: briefgen issue {edition} --bump", True),
        ("say so with `review_by`", True),
        ("“{raw}” is not in people.yaml", True),
        ("leave --since out", True),
        ("check [mail] server and port", True),
        ("type: pip install chunspell", True),
        ("briefgen makes it anew", False),
        ("from–to is written with a dash -- or none", False),
    ],
)
def test_what_is_for_a_terminal_is_known(words: str, expected: bool) -> None:
    assert for_a_terminal(words) is expected


def test_every_command_is_known_as_one() -> None:
    assert [name for name in main.commands if not for_a_terminal(f"type briefgen {name}")] == []


def test_english_words_anew_only_what_there_is() -> None:
    shown = set(keys(read_po(FOLDER / "desk.pot")))
    for message in read_english():
        if message.id:
            assert (message.context, message.id) in shown
            names = _PLACEHOLDER.findall(str(message.string))
            assert set(names) <= set(_PLACEHOLDER.findall(str(message.id))), message.id


def test_a_kind_of_problem_is_called_by_what_is_wrong_and_not_by_what_should_be(shown: Catalog) -> None:
    """A promise over what breaks it reads like its contrary: «A link leads there» above one that doesn't."""
    called = {language: DeskWords(language) for language in LANGUAGES}
    kinds = [msgid for context, msgid in keys(shown) if context == "problem"]
    assert len(kinds) > 200
    promised = {
        (language, kind)
        for kind in kinds
        for language, words in called.items()
        if words.within("problem", kind) == kind or words.within("problem", kind).endswith(".")
    }
    assert promised == set()


_ONE_DAY = {  # where the date is of one day, month or year, as the words before it want it
    "on {day}", "in {day}", "In {days} days, on {day}.",
    "Issued on {day}. As of {as_of}.",
    "{what} was sent on {day}; to send it again, say why",
    "{what} may have arrived on {day}, nobody knows: decide about that letter in the outbox",
    "{what} may have arrived: letter {message} was uncertain before it was {state} on {day}; to send it again, say why",
    "Version {version} of the newest edition was issued on {day}, and its text hasn't changed since: there is nothing "
    "to issue now.",
    "Version {version} of the newest edition was issued on {day}; its text has changed since.",
    "Version {before} was issued on {day}, and stays as it went out. What is issued now becomes version {version}.",
    "Version {before} was issued on {day}, and the text of its briefs hasn't changed since. If you issue it once more, "
    "such as with another type of brief, that becomes version {version}.",
    "It was over on {day}. Briefs for a later day tell that it was held, and what came of it; those for that day or an "
    "earlier one, that it is to come.",
    "the certificate is valid from {first} to {last}, not on {date}",
    "this programme began in {year}, before the session",
    "meeting {number} in {year} doesn't fit meeting {other} in {then}",
    "{term} had no end: it now ends on {end}, the day before (--keep-earlier leaves it open)",
    "{term} has no end, and got none, since {why}; if it ended on {end}: briefgen set 'people.terms[{term}].end' {end}",
}  # fmt: skip
_DATES = (
    "day date dated as_of start end over year founded last first until since then summed before elected known period"
)


def test_no_sentence_has_in_or_on_before_what_may_be_several_days(shown: Catalog) -> None:
    """«The history ends in 14–18 October»: a date that may be a range stands behind a colon, or as `when` tells it."""
    before = re.compile(rf"\b(?:in|on) \{{(?:{_DATES.replace(' ', '|')})\}}", re.IGNORECASE)
    assert {msgid for _, msgid in keys(shown) if before.search(msgid)} == _ONE_DAY


def test_what_begins_a_line_begins_it_with_a_capital() -> None:
    """What is told at the beginning of a paragraph, or of an entry of a list, is told as a sentence (`_s`, `_h`)."""
    sentences = {"list.about", "file.about", "heading", "group.heading", "group.help", "work.what", "in_menu"}
    told = re.compile(r"<(?:li|p|td|h\d)\b[^>]*>(?:<[^>]+>)*\{\{ _\(([a-z_.]+)\)")
    templates = (FOLDER.parent / "templates").glob("*.jinja*")
    found = {(path.name, name) for path in templates for name in told.findall(path.read_text("utf-8"))}
    assert {one for one in found if one[1] not in sentences} == set()


def test_the_catalogues_are_those_of_templates_schema_and_code() -> None:
    stale = [path.name for path, content, _ in files(ROOT) if path.read_bytes() != content]
    assert stale == [], "run `make catalogues`"


def test_what_no_native_speaker_has_read_is_marked() -> None:
    catalog = read_po(FOLDER / "ka.po")
    assert UNREAD in catalog.header_comment
    unread = [message for message in catalog if message.id and UNREAD in message.user_comments]
    assert 0 < len(unread) <= len(keys(catalog))
    assert {comment for message in catalog if message.id for comment in message.user_comments} <= {UNREAD}


def test_georgian_has_no_capitals_and_no_quotes_of_other_languages() -> None:
    texts = [str(message.string) for message in read_po(FOLDER / "ka.po") if message.id]
    assert [text for text in texts if re.search("[\u1c90-\u1cbf“]", re.sub("„[^“]*“", "", text))] == []
    # What is typed in a file has straight ones in every language, as the English has them.
    english = {message.id: str(message.string) for message in read_po(FOLDER / "en.po")}
    typed = {
        str(message.string)
        for message in read_po(FOLDER / "ka.po")
        if '"' in str(message.id) + english.get(message.id, "")
    }
    assert [text for text in texts if ('"' in text and text not in typed) or "”" in text] == []


# Slips that a pattern can show; `docs/georgian.md` has the words that are never used, and why.
_DIGITS = "number years all least most elements shortest longest rows columns dpi pixels"
_LATIN = "command file parent target"
_TAKE_ENDINGS = "|".join(f"{_DIGITS} {_LATIN}".split())
_OF_A_FRIEND = "შენი? ჩაწერე დაწერე აირჩიე მიუთითე წაშალე აკრიფე შეინახე სცადე"
_NUMERAL = r"(?:(?<![\w-])(?!365)\d+|\{number\}|(?<![ა-ჰ])(?:ორი|სამი|ოთხი|ხუთი|ათი|ორ|სამ|რამდენიმე|ბევრი))"
_SLIPS = {
    "a noun in the plural behind a numeral": rf"{_NUMERAL} [ა-ჰ]+ებ(?:ი|ს|მა)(?![ა-ჰ])",
    "an ending on what may be any word": rf"\{{(?!(?:{_TAKE_ENDINGS})\}})\w+\}}[-\u2011][ა-ჰ]",
    "an ordinal made of any number": r"\}[-\u2011](?:ე|ლი)(?![ა-ჰ])",
    "an ending on a name in quotation marks": r"„[ა-ჰ][^“]*“-[ა-ჰ]",
    "a hyphen for a dash": r"[ა-ჰ] - [ა-ჰ]",
    "a space before a mark": r"[ა-ჰ}] [;,](?=\s)",
    "a language’s name that isn’t bent, or stands behind its noun": r"\{(?:key|main|language)\w*\} ენა|ენაზე \{",
    "a clerk who is addressed as a friend": rf"(?<![ა-ჰ])(?:{_OF_A_FRIEND.replace(' ', '|')})(?![ა-ჰ])",
}


def slips(text: str) -> list[str]:
    return [what for what, pattern in {**_SLIPS, **never_said()}.items() if re.search(pattern, text)]


@cache
def never_said() -> dict[str, str]:
    """Return a pattern for each word that the table of terms rules out."""
    rows = re.findall(
        r"^\|[^|]+\|[^|]+\| ([ა-ჰ ,]+) \|$", (ROOT / "docs" / "georgian.md").read_text("utf-8"), re.MULTILINE
    )
    return {word: f"(?<![ა-ჰ]){word}" for row in rows for word in row.split(", ")}


def test_georgian_has_one_word_for_one_thing_and_none_of_its_usual_slips() -> None:
    catalogues = [read_po(folder / "ka.po") for folder in (FOLDER, ROOT / "briefgen" / "language" / "catalogues")]
    texts = [str(message.string) for catalogue in catalogues for message in catalogue if message.id]
    pages = [FOLDER.parent / "guide" / "ka.md", *(ROOT / "briefgen" / "checks" / "help" / "ka").glob("*.md")]
    assert len(pages) > 10
    for page in pages:  # without what is typed into a file
        shown = re.sub(r"^    .*|`[^`]*`", "x", page.read_text("utf-8"), flags=re.MULTILINE)
        texts += re.split(r"\n\n", shown)
    assert {text: found for text in texts if (found := slips(text))} == {}


def test_the_desk_speaks_of_no_domains(shown: Catalog) -> None:
    said = [_PLACEHOLDER.sub("", said_in_english(context, msgid)) for context, msgid in keys(shown)]
    assert len(said) > 1000
    assert [words for words in said if re.search(r"\bdomain", words, re.IGNORECASE)] == []


def test_each_slip_of_georgian_would_be_noticed() -> None:
    planted = (
        "5 ფაილები", "რა შეიცვალა {name}-ის შემდეგ", "{line}-ე სტრიქონზე", "„შენახვა“-ს დააჭირეთ", "საბჭო - ორგანო",
        "განაახლეთ ; თუ", "ტექსტი {key} ენაზე", "აირჩიე ქვეყანა",
    )  # fmt: skip
    for text, what in zip(planted, _SLIPS, strict=True):
        assert what in slips(text), text
    assert slips("გლოსარიუმში არ არის") == ["გლოსარიუმ"]
    assert len(never_said()) > 10
    assert slips("მონახაზი: {number}-ზე მეტი ფაილი, {day:gen} მდგომარეობით; „Word“-ში") == []


def test_what_stands_for_its_names_can_be_put_into_each_sentence() -> None:
    for message in read_po(FOLDER / "ka.po"):
        if names := _PLACEHOLDER.findall(str(message.id)):
            said = str(message.string).format(**dict.fromkeys(names, Inflected("«x»", "ka")))
            assert said.count("«x»") == len(_PLACEHOLDER.findall(str(message.string))), said


def test_what_was_told_is_told_in_georgian_with_what_stands_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = DeskWords("ka")
    texts = {(None, "{name} waits for {what}"): "{name} ელოდება: {what}", (None, "the {thing}"): "{thing}"}
    monkeypatch.setattr(words, "_texts", texts)
    told = Told("{name} waits for {what}", name="{ISSA}", what=Told("the {thing}", thing="x"))
    assert told == "{ISSA} waits for the x"
    assert words(told) == "{ISSA} ელოდება: x"
    assert words(Told("nobody knows {this}", this="x")) == "nobody knows x"
    assert DeskWords("en")(told) == told


def test_the_name_of_a_language_stands_in_the_case_of_the_text_that_it_is_of() -> None:
    called = {"'en'": "ინგლისური", "'ka'": "ქართული"}
    words = DeskWords("ka", lambda value: called.get(value, value))
    told = Told(
        "the text in {key} doesn't print {{{{ {printed} }}}}; the one in {key_2} does",
        key="'en'", printed="date", key_2="'ka'",
    )  # fmt: skip
    assert words(told) == "ინგლისურ ტექსტში {{ date }} არ იბეჭდება; ქართულ ტექსტში იბეჭდება"
    assert words(Told("there is no {attr!r} here", attr="dat")) == "აქ ასეთი რამ არ არის: „dat“"


def test_a_kind_is_called_as_its_list_is() -> None:
    told = Told("there is no {id!r} among the {kind}", id="it's", kind=looked_up("events"))
    assert told == 'there is no "it\'s" among the events'
    assert DeskWords("ka")(told) == "სიაში „ღონისძიებები“ ეს არ არის: „it's“"  # as it was typed


def test_a_new_sentence_is_added_and_found_to_lack_words(tmp_path: Path) -> None:
    for name in ("ka.po", "desk.pot"):
        target = tmp_path / "briefgen" / "desk" / "catalogues" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "briefgen" / "desk" / "page.html.jinja").write_text('{{ _("Brand new") }}', encoding="utf-8")
    made = {path.name: (content, missing) for path, content, missing in files(tmp_path)}
    assert b'msgid "Brand new"\nmsgstr ""' in made["ka.po"][0]
    assert made["ka.po"][1] == 1

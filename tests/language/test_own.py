"""A project's own language: what may be wrong in its file, told with its line, and which one stands behind a code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from briefgen.dates import Date
from briefgen.language import FOLDER, UnknownLanguageError, available, get_language, how_to_add, said, shipped
from briefgen.language.added import faults_of_words
from briefgen.language.entries import ENTRIES, FaultyLanguage, attributes
from briefgen.language.gazetteer import gazetteer
from briefgen.language.own import LanguageFileError, faults_of_patterns, repeats_repeats
from briefgen.language.starting import catalogue_of, data_of
from briefgen.language.usage import usage
from briefgen.language.words import Words
from briefgen.project.cases import CASES, OF_DATES
from briefgen.project.languages import OwnLanguage, use
from tests.steps import steps

DUTCH = """\
name = "Nederlands"
locale = "nl_NL"
[months]
nom = ["jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec"]
[dates]
day = "{d} {m} {y}"
[dates.loc]
day = "op {d} {m} {y}"
[ordinals]
e = "*"
[numbers]
group_mark = "."
decimal_mark = ","
[lists]
last = "en"
[quotes]
outer = ["“", "”"]
[typing]
notes = "na te (?:gaan|kijken)"
[words]
years = "jaar|jaren"
dates = ['{D}\\s+{M}(?:\\s+{Y})?']
[words.numbers]
twee = 2
[words.counted]
people = "deelnemers?"
"""


def dutch(text: str) -> None:
    use({"nl": OwnLanguage("catalogues/nl.toml", text.encode())})


def faults(text: str) -> list[str]:
    """Return what is told of a file, without the lines shown."""
    dutch(text)
    with pytest.raises(LanguageFileError) as refused:
        get_language("nl")
    return [f"{each.place.line}: {each.message}" for each in refused.value.problems]


def with_words(**files: str) -> None:
    own = {name.replace("_", "/"): text for name, text in files.items()}
    use({name: OwnLanguage(f"catalogues/{name}.toml", text.encode()) for name, text in {"nl": DUTCH, **own}.items()})


def test_words_that_a_project_adds_for_the_checks_stand_beside_those_that_come_along() -> None:
    shipped = usage("fr")
    with_words(
        said_nl="[acronyms]\nknown = 'NAVO'\n[wrong]\n'de (zelfde)' = 'de \\1e'\n[rough.before]\n'ruim' = 'more-than'",
        said_fr="[wrong]\n'au niveau de vue' = 'du point de vue'\n[opposites]\nrain = ['pluie', 'beau temps']",
        places_nl="[countries]\nDE = 'Duits; Duitse'\n[cities]\nbrussels = 'Brussel'",
    )
    assert (said.pattern("nl", "acronyms", "known"), said.pattern("nl", "marks", "abbreviated")) == ("NAVO", "(?!)")
    assert usage("nl").wrong == {"de (zelfde)": "de \\1e"}
    assert usage("fr").wrong == {**shipped.wrong, "au niveau de vue": "du point de vue"}
    assert usage("fr").opposites["rain"] == ("pluie", "beau temps")
    names = gazetteer(get_language("nl")).names
    assert (names["Brussel"], names["Duitse"]) == ((("city", "brussels"),), (("country", "DE"),))
    with_words()
    assert usage("fr") == shipped
    assert gazetteer(get_language("nl")).names == {}


def test_what_is_wrong_in_words_that_a_project_adds_is_told_with_its_line() -> None:
    with_words(
        said_nl="[wrang]\nx = 'y'\n[wrong]\na = 1\nb = 'a \\1'\n[opposites]\nx = ['one']\n"
        "[marks]\nabbreviated = '(a+)+'\nwhole = '('\n[sums]\nsorts = 'x'"
    )
    with pytest.raises(LanguageFileError) as refused:
        get_language("nl")
    assert [f"{each.place}: {each.message}" for each in refused.value.problems] == [
        "catalogues/said/nl.toml:1:1: wrang: there is no such table",
        'catalogues/said/nl.toml:4:1: [wrong] a: this is text, in quotes: "…"',
        "catalogues/said/nl.toml:5:1: [wrong] b: 'a \\\\1' names a group that the pattern doesn't have",
        'catalogues/said/nl.toml:7:1: [opposites] x: these are two texts: ["…", "…"]',
        "catalogues/said/nl.toml:9:1: [marks] abbreviated: '(a+)+' repeats without end what repeats without end, which"
        " may take for ever",
        "catalogues/said/nl.toml:10:1: [marks] whole: '(' is no pattern: missing ), unterminated subpattern at"
        " position 0",
        "catalogues/said/nl.toml:12:1: [sums] sorts: this is a table",
    ]
    with_words(said_nl="[marks]\nabreviated = 'x'\n[opposites]\nweather = ['rain', 'sun']")
    with pytest.raises(LanguageFileError, match=r"nl\.toml:2:1.*\[marks\] abreviated: there is no") as refused:
        get_language("nl")
    assert "did you mean abbreviated?" in str(refused.value)
    with_words(places_nl="[cities\n")
    with pytest.raises(LanguageFileError, match=r"catalogues/places/nl\.toml:1"):
        get_language("nl")


@pytest.mark.parametrize("folder", ["said", "places"])
def test_what_comes_along_is_as_a_project_may_write_it(folder: str) -> None:
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.with_name(folder).glob("??.toml")}
    faults = [fault for data in files.values() for fault in faults_of_words(data, [*files.values()])]
    ours = re.compile("repeats without end|at most 2000")  # were timed
    assert [fault for fault in faults if not ours.search(fault.what)] == []


def test_words_run_as_the_file_says_or_else_as_cldr_has_it() -> None:
    hebrew = DUTCH.replace("nl_NL", "he_IL")
    directions = []
    for code, text in (("nl", DUTCH), ("he", hebrew), ("he", f'direction = "ltr"\n{hebrew}')):
        use({code: OwnLanguage(f"catalogues/{code}.toml", text.encode())})
        directions.append(get_language(code).direction)
    dutch(f'direction = "rtl"\n{DUTCH}')  # as Kurdish may be written in either
    assert (*directions, get_language("nl").direction) == ("ltr", "rtl", "ltr", "rtl")
    assert faults(f'direction = "left"\n{DUTCH}') == [
        '1: direction: this is "ltr" or "rtl": from left to right, or from right to left'
    ]


def test_something_may_stand_before_the_digits_of_an_ordinal() -> None:
    dutch(DUTCH.replace('e = "*"', '"de {}e" = "*"\nste = "1"'))
    assert [get_language("nl").ordinal(n) for n in (1, 12)] == ["1ste", "de 12e"]


def test_the_last_link_may_be_joined_to_its_word() -> None:
    dutch(DUTCH.replace('last = "en"', 'last = "en"\njoined = ["", "-"]'))
    joined = [get_language("nl").join(["een", last]) for last in ("twee", "“x”", "3", "אבג")]
    assert joined == ["een entwee", "een en“x”", "een en-3", "een en-אבג"]


def test_ordinals_may_agree_with_what_they_number() -> None:
    agreeing = '[ordinals]\ne = "*"\n[ordinals.f]\na = "*"\nra = "1 3"\n[agreement]\nmeeting = "f"\n'
    dutch(DUTCH.replace('[ordinals]\ne = "*"\n', agreeing))
    dutch_now = get_language("nl")
    assert [dutch_now.ordinal(n, form) for form in ("", "f", "other") for n in (1, 2)] == [
        "1e", "2e", "1ra", "2a", "1e", "2e",
    ]  # fmt: skip
    assert dutch_now.agreement == {"meeting": "f"}
    assert faults(DUTCH.replace('[ordinals]\ne = "*"\n', agreeing.replace("1 3", "x").replace('"f"', '"n"'))) == [
        "13: [ordinals.f] ra: 'x' is no last digits of a number",
        "15: [agreement] meeting: there is no [ordinals.n]",
    ]


def test_a_list_may_have_another_comma() -> None:
    dutch(DUTCH.replace('last = "en"', 'last = "en"\ncomma = "، "'))
    assert get_language("nl").join(["a", "b", "c"]) == "a، b en c"


def test_the_last_link_may_depend_on_the_word_behind_it() -> None:
    dutch(DUTCH.replace('last = "en"', 'last = "en"\nlast_before = { "e" = ["i", "hi"], "och" = ["8"] }'))
    words = ("Italia", "¡hijos!", "“India”", "hotel", "<b>i</b>", "8", "18", "")
    joined = [get_language("nl").join(["a", last]) for last in words]
    assert [each.split()[1] for each in joined] == ["e", "e", "e", "en", "e", "och", "en", "en"]
    assert get_language("nl").join(["\ue000", "\ue001"], "Italia") == "\ue000 e \ue001"
    assert faults(DUTCH.replace('last = "en"', 'last = "en"\nlast_before = { "e" = "i" }')) == [
        '16: [lists.last_before] e: this is a list of texts: ["…", "…"]'
    ]


def test_a_language_of_the_project_is_one_like_any_other() -> None:
    dutch(DUTCH)
    assert available() == tuple(sorted((*shipped(), "nl")))
    language = get_language("nl")
    assert [language.date(Date.parse("2019-10-14"), case) for case in ("nom", "loc")] == [
        "14 okt 2019",
        "op 14 okt 2019",
    ]
    assert language is get_language("nl")
    use({})
    assert available() == shipped()
    with pytest.raises(UnknownLanguageError, match=r"no language 'nl'; .*; start it with: briefgen language new nl$"):
        get_language("nl")
    assert how_to_add("english") == ""


def test_another_project_has_another_file_behind_the_code() -> None:
    dutch(DUTCH)
    one = get_language("nl")
    cached = usage("nl")
    assert usage("nl") is cached
    dutch(DUTCH)  # the same
    assert usage("nl") is cached
    dutch(DUTCH.replace("op {d}", "de {d}"))
    assert (
        get_language("nl").date(Date.parse("2019-10-14"), "loc")
        == "de 14 okt 2019"
        != one.date(Date.parse("2019-10-14"), "loc")
    )
    assert usage("nl") is not cached


def test_a_file_of_the_project_stands_in_the_place_of_briefgen_s_own() -> None:
    text = (
        (DUTCH + "[typing.x]\n").replace("[typing.x]\n", "").replace("nl_NL", "fr_BE").replace("Nederlands", "français")
    )
    use({"fr": OwnLanguage("catalogues/fr.toml", text.encode())})
    assert (get_language("fr").tag, get_language("fr").join("ab")) == ("fr-BE", "a en b")
    assert type(get_language("fr")).__name__ == "French"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Nederlands"\n', "", "1: name: this is missing"),
        ('locale = "nl_NL"', 'locale = "de_DE"', "2: locale: the file is called as the language 'nl', its locale is"),
        ('locale = "nl_NL"', 'locale = "nl_QX_99"', "2: locale: CLDR has no 'nl_QX_99'"),
        ('locale = "nl_NL"', "locale = 5", '2: locale: this is text, in quotes: "…"'),
        ("[months]", "[month]", "3: month: there is no such entry"),
        ('"nov", "dec"]', '"nov"]', "4: [months] nom: these are 11 names; a year has twelve months"),
        ('day = "{d} {m} {y}"', 'day = "{d} {m}"', "6: [dates] day: this doesn't say {y}, the year"),
        ('day = "{d} {m} {y}"', 'day = "{d} {m} {y"', "6: [dates] day: a brace has no partner"),
        ('day = "{d} {m} {y}"', 'day = "{d} {m} {w}"', "6: [dates] day: {w} is no part of a date"),
        ('day = "{d} {m} {y}"', 'day = "{d} {m.x} {y}"', "6: [dates] day: {m.x} is no part of a date"),
        ('day = "{d} {m} {y}"', 'day = "{d:99999} {m} {y}"', "6: [dates] day: a day is {d}, or {d:2} with two digits"),
        ('day = "{d} {m} {y}"', 'day = "{d} {m} {y:x}"', "6: [dates] day: a year is {y}, or {y:ordinal}"),
        ('day = "op {d} {m} {y}"', 'day = "op {d} {m:gen} {y}"', "8: [dates.loc] day: [months] has no 'gen'"),
        ('day = "op {d} {m} {y}"', 'weeks = "op"', "8: [dates.loc] weeks: there is no such entry"),
        ('e = "*"', 'e = "1"', "10: [ordinals] e: no ending is said for all other numbers"),
        ('e = "*"', 'e = "* x"', "10: [ordinals] e: 'x' is no last digits of a number"),
        ('last = "en"', 'lost = "en"', "15: [lists] lost: there is no such entry"),
        ('outer = ["“", "”"]', 'outer = ["“"]', '17: [quotes] outer: these are two texts: ["…", "…"]'),
        ("gaan|kijken)", "gaan", "19: [typing] notes: 'na te (?:gaan' is no pattern"),
        ('years = "jaar|jaren"', "years = true", '21: [words] years: this is text, in quotes: "…"'),
        ('years = "jaar|jaren"', "years = '(jaar+)+'", "21: [words] years: '(jaar+)+' repeats without end"),
        ('years = "jaar|jaren"', f"years = '{'a' * 2001}'", "21: [words] years: a pattern has at most 2000 characters"),
        ('years = "jaar|jaren"', "years = '(?P<a>jaar)'", "21: [words] years: '(?P<a>jaar)' is no pattern: redef"),
        ('years = "jaar|jaren"', "years = '(?i)jaar'", "21: [words] years: '(?i)jaar' is no pattern: global flags"),
        ("twee = 2", "twee = 2.5", "24: [words.numbers] twee: this is a whole number"),
        ("twee = 2", '"tw(ee" = 2', "24: [words.numbers] tw(ee: 'tw(ee' is no pattern"),
        ("[lists]\n", "[lists\n", "14: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(old: str, new: str, told: str) -> None:
    assert old in DUTCH
    found = faults(DUTCH.replace(old, new, 1))
    number, _, words = told.partition(": ")
    assert any(each.startswith(f"{number}: ") and words.rstrip('"') in each for each in found), found


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert (
        len(faults(DUTCH.replace('"nov", "dec"]', "]").replace("last =", "lost =").replace("years = ", "yaers = ")))
        == 4
    )


@pytest.mark.parametrize(
    ("pattern", "endless"),
    [
        ("(a+)+", True), ("(?:a*b?)*", True), ("(a|b+){2,}", True), (r"(\w+\s*)+", True), ("((a+)b)*", True),
        ("(a+){0,3}", False), ("(?:ab)+", False), (r"[(+*]+(?:x)*", False), (r"\(a+\)+", False), ("a+b*", False),
        ("[]+)]+", False), ("(?:a+)++", False), ("(", False), (")*", False), (r"(a+\)", False),
    ],
)  # fmt: skip
def test_which_patterns_could_take_for_ever(pattern: str, endless: bool) -> None:
    assert repeats_repeats(pattern) is endless


def test_briefgen_s_own_patterns_can_all_be_used() -> None:
    import tomllib

    from briefgen.language import FOLDER

    for code in shipped():
        data = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
        assert [*faults_of_patterns(data)] == [], code


def test_what_cldr_knows_begins_a_language_that_can_be_read() -> None:
    import tomllib

    for code in ("nl", "hu", "pl", "hy", "he", "zh", "sr", "el"):
        read = attributes(tomllib.loads(data_of(code)))
        assert len(read["month_names"]["nom"]) == 12
        assert not [*faults_of_patterns(tomllib.loads(data_of(code)))]
    assert {code: attributes(tomllib.loads(data_of(code))).get("direction", "ltr") for code in ("pl", "ar", "fa")} == {
        "pl": "ltr", "ar": "rtl", "fa": "rtl",
    }  # fmt: skip
    polish = tomllib.loads(data_of("pl"))
    assert polish["dates"]["days_of_months"] == "{d} {m:gen}–{e} {n:gen} {z}"
    assert polish["dates"]["month"] == "{m} {y}"
    started = catalogue_of("ar")
    assert started.count(b"#. read in ") >= started.count(b"msgid ") - 1  # but for the head
    assert b"#. read in a letter: templates/mail/brief.html.jinja" in started
    assert b"Plural" not in started
    assert b'#. keep as they are: {date}\n#, python-brace-format\nmsgid "As of {date}"\nmsgstr ""' in catalogue_of("pl")


def test_a_language_of_briefgen_with_a_fault_is_told_as_a_bug() -> None:
    with pytest.raises(FaultyLanguage, match=r"\[\] name: this is missing"):
        attributes({"locale": "en_GB"})


def test_a_large_file_is_read_in_steps_that_grow_as_it_does() -> None:
    def taken(entries: int) -> int:
        text = DUTCH + "".join(f'k{n} = "(a+)+"\n' for n in range(entries))
        return steps(lambda: faults(text))

    taken(10)  # what is compiled once
    assert taken(800) < 5 * taken(200)  # by pairs it would be sixteen times


def test_the_page_on_languages_explains_every_entry() -> None:
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
    typing, words = page.partition("### [typing]")[2].partition("## A woman")[0].split("### [words]")
    for part, known in ((typing, ENTRIES["typing"]), (words, Words.__dataclass_fields__)):
        assert sorted(re.findall(r"(?m)^\| `(\w+)` \| \S", part)) == sorted(known)


def test_cases_are_those_that_everything_knows() -> None:
    for case in CASES:
        named = f'locale = "nl_NL"\nname_cases = ["{case}"]'
        dutch(DUTCH.replace('locale = "nl_NL"', named).replace("dates.loc", f"dates.{case}"))
        language = get_language("nl")
        assert language.name_cases == (case,)
        assert language.date(Date.parse("2019-10-14"), case) == "op 14 okt 2019"
    for form in ("nom", *OF_DATES):
        dutch(DUTCH.replace("dates.loc", f"dates.{form}"))
        assert get_language("nl").date(Date.parse("2019-10-14"), form) == "op 14 okt 2019"


def test_a_case_that_there_is_not_is_told() -> None:
    wrong = DUTCH.replace('locale = "nl_NL"', 'locale = "nl_NL"\nname_cases = ["gen", "acc", "xyz"]')
    assert faults(wrong) == ["3: name_cases: 'xyz' is no case"]
    assert faults(DUTCH.replace("dates.loc", "dates.xyz")) == ["7: [dates.xyz]: 'xyz' is no case, and no form of dates"]

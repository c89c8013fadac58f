"""What a pattern needs is looked for before it is compiled: it finds the same, and is compiled for few texts."""

from __future__ import annotations

import re

import pytest

from briefgen.checks import likely
from briefgen.checks.likely import Matcher, Needs, PlainWords, matcher, needed

CASES = [
    ("(?:accept|refus)ed?", "They refused.", True),
    ("(?:accept|refus)ed?", "They came.", False),
    ("two (days|weeks)", "two months", False),
    ("two (days|weeks)", "TWO WEEKS", True),
    ("two (days|weeks)", "two or three weeks", False),  # one behind the other
    ("two (days|weeks)", "two weekslong", False),  # whole words
    ("(?<!no )colou?r+s*", "COLOR", True),
    ("ab{0,2}c{2}", "ac", True),
    ("ab{0,2}c{2}", "ab", False),
    ("(?-i:The) (?=[A-Z])\\w+ly", "Nearly the", True),
    ("(?-i:The) (?=[A-Z])\\w+ly", "Nearly", False),
    ("(?P<name>one|\\d+) (?:more )?time", "7 time", True),
    ("(?P<name>one|two) (?:more )?time", "two more times", False),
    ("(?P<name>one|two) (?:more )?time", "two more Time", True),
    ("going(?= (?:to|for))", "going home", False),
    ("going(?= (?:to|for))", "going to", True),
    ("organi[sz]ed", "organised", True),
    ("organi[sz]ed", "organiced", False),
    ("[^a]x[b-d]", "axb", True),  # what a class has isn't looked at
    ("(?:a\\w+ one|b\\w+ two)", "ab three", False),
    ("(?:a\\w+ one|b\\w+ two)", "ab one", True),
    ("\\w+|lost", "x", True),
    ("e\\.g\\.|i\\.e\\.", "eg", False),
    ("it\\u2019s", "It’s", True),
    ("it\\u2019s", "its", False),
    ("self-\\s*made", "self- made", True),
    ("სამი (?:დღე|თვე)", "სამი წელი", False),
    ("სამი (?:დღე|თვე)", "სამი თვე", True),
    ("x?", "y", False),
    ("x?", "y.", True),
]


@pytest.mark.parametrize(("pattern", "words", "may"), CASES)
def test_what_a_pattern_needs_is_looked_for(pattern: str, words: str, may: bool) -> None:
    assert PlainWords(words).has(needed(pattern)) is may
    assert may or not re.search(rf"(?<![\w-])(?:{pattern})(?!\w)", words, re.IGNORECASE)


def test_the_same_is_found_in_many_words() -> None:
    many = "so it is " * 300
    for pattern, words, may in CASES:
        assert PlainWords(f"{many}{words} {many}".strip()).has(needed(pattern)) is may


def test_letters_that_a_pattern_takes_for_others_are_found() -> None:
    for letter in "İıſK":
        pattern = {"İ": "in", "ı": "in", "ſ": "sn", "K": "kn"}[letter]
        assert matcher(pattern).fullmatch(f"{letter}n")


def test_a_pattern_is_compiled_for_a_text_that_may_match_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def noted(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    lamps = Matcher("two lamps?", needed("two lamps?"))
    assert not lamps.search("two chairs")
    assert not lamps.match("lamps")
    assert not list(lamps.finditer("two"))
    assert lamps.sub("x", "one lamp") == "one lamp"
    assert not lamps.fullmatch("")
    assert compiled == []
    assert lamps.sub("x", "Two lamps, two lamp") == "x, x"
    assert compiled == ["two lamps?"]
    assert lamps.match("two lamp")
    assert lamps.search("a two lamp", 1, 6) is None


def test_texts_are_looked_at_as_a_whole_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely, "_all_of", {})
    texts = [f"lamp {number} of all" for number in range(50)]
    likely.look_at_once(texts[:9])
    assert not likely._all_of  # a few aren't worth it
    likely.look_at_once(texts)
    looked: list[PlainWords] = []
    has = PlainWords.has

    def noted(words: PlainWords, needs: Needs) -> bool:
        looked.append(words)
        return has(words, needs)

    monkeypatch.setattr(PlainWords, "has", noted)
    lost, found = Matcher("lost", needed("lost")), Matcher("lamp 7 of", needed("lamp 7 of"))
    assert not any(map(lost.search, texts))
    assert len(looked) == 1
    assert sum(bool(found.search(text)) for text in texts) == 1
    assert not lost.search("lamp 51")
    assert lost.search("Lost lamp")


def test_a_pattern_matches_whole_words_in_any_case_and_an_empty_one_nothing() -> None:
    found = matcher("lamps?").finditer("Lamp, lamps, clamp, lampshade, arc-lamp, lamp-like")
    assert [match[0] for match in found] == ["Lamp", "lamps", "lamp"]
    assert matcher("").search("") is None

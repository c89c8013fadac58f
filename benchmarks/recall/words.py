"""Slips of the hand in Georgian and English, and what word processors leave behind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from recall.faults import FACTS, LANGUAGE, RESIDUE, TIME, TRANSLATION
from recall.planting import Planted, kind
from recall.site import Site, Words

FOLLOWS = TRANSLATION
_WORD = re.compile(r"(?<![\w\ufffc’'-])[^\W\d_]+(?![\w\ufffc’'])")

# Letters of another alphabet that look the same, or stand on the same key of a Georgian keyboard.
LATIN_FOR_GEORGIAN = dict(zip("აბგდევზთიკლმნოპრსტუფქღყშჩცძწჭხჯჰ", "abgdevzTiklmnoprstufqRySCcZwWxjh", strict=True))
CYRILLIC_FOR_LATIN = dict(zip("aceopxyABCEHKMOPTXi", "асеорхуАВСЕНКМОРТХі", strict=True))
GREEK_FOR_LATIN = dict(zip("oABEHIKMNOPTXv", "οΑΒΕΗΙΚΜΝΟΡΤΧν", strict=True))
# Words that a slip makes another word of: a careful person would see only from the sense that they are wrong.
_ALSO_WORDS = (
    "from form trail trial quiet quite untied united costs cost causal casual martial marital sacred scared reserve "
    "reverse crated created trough through counties countries meting meeting curses courses "
    "წვერებს წვერების წვერებისგან წვერებისა ექსპორტული ექსპორტის"
)
ALSO_WORDS = frozenset(_ALSO_WORDS.split())


def is_georgian(word: str) -> bool:
    """Tell whether a word is written in Georgian letters."""
    return all("ა" <= letter <= "ჰ" for letter in word)


@cache
def _vocabulary(site: Site) -> frozenset[str]:
    words = {found[0].lower() for text in site.texts for found in _WORD.finditer(text.masked)}
    return frozenset(words) | ALSO_WORDS


def _words(site: Site, least: int, *languages: str) -> Iterator[tuple[Words, int, str]]:
    """Yield the plain words of all texts: the text, where the word starts in it, and the word."""
    for text in site.texts:
        if not languages or text.language in languages:
            for found in _WORD.finditer(text.masked):
                if len(found[0]) >= least:
                    yield text, found.start(), found[0]


def _common(word: str) -> bool:
    """Tell whether a word is in a dictionary: no name, no abbreviation."""
    return word.islower() if word.isascii() else is_georgian(word)


def _misspelt(site: Site, rng: random.Random, how: str, *languages: str) -> Iterator[Planted]:
    names = {  # of people and places: what a dictionary doesn't know
        part.lower()
        for kind_ in ("persons", "cities")
        for path in site.content.index[kind_].values()
        for name in site.value(path).name.root.values()
        for part in name.split()
    }
    for text, start, word in _words(site, 7, *languages):
        if not _common(word) or any(word.startswith(name[:5]) for name in names):
            continue
        # Neither the first letter, which is hard to miss, nor the ending, where a slip may be another form.
        at = rng.randrange(1, len(word) - (4 if is_georgian(word) else 3))
        new = slip(rng, word, at, how)
        if new != word and new.lower() not in _vocabulary(site):
            yield site.rewrite(text, start, len(word), new), text.path


def slip(rng: random.Random, word: str, at: int, how: str) -> str:
    """Return a word with a slip at one of its letters."""
    letter, after = word[at], word[at + 1]
    vowels = "აეიოუ" if is_georgian(word) else "aeiou"
    new = {
        "swap": f"{after}{letter}",
        "lose": after,
        "double": f"{letter}{letter}{after}",
        "change": f"{rng.choice([v for v in vowels if v != letter])}{after}"
        if letter in vowels
        else f"{letter}{after}",
    }[how]
    if how == "double" and (letter == after or letter == word[at - 1]):
        return word
    if how == "lose" and letter == after and is_georgian(word):
        return word
    return word[:at] + new + word[at + 2 :]


def _enter_misspellings() -> None:
    for language, name in (("ka", "Georgian"), ("en", "English")):
        for how, what in (("swap", "letters swapped"), ("lose", "letter lost"), ("double", "letter doubled"),
                          ("change", "wrong vowel")):  # fmt: skip

            def plant(site: Site, rng: random.Random, how: str = how, language: str = language) -> Iterator[Planted]:
                return _misspelt(site, rng, how, language)

            kind("language", f"{name}: {what}", LANGUAGE, also=FOLLOWS)(plant)


_enter_misspellings()


@kind("language", "Latin letter in a Georgian word", LANGUAGE, also=FOLLOWS)
def latin_in_georgian(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text, start, word in _words(site, 4, "ka"):
        if is_georgian(word):
            spots = [at for at, letter in enumerate(word) if letter in "აეიოუსჰ"]
            if spots:
                at = rng.choice(spots)
                yield site.rewrite(text, start + at, 1, LATIN_FOR_GEORGIAN[word[at]]), text.path


@kind("language", "Cyrillic or Greek letter in a Latin word", LANGUAGE, also=FOLLOWS)
def foreign_in_latin(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text, start, word in _words(site, 4):
        alike = rng.choice((CYRILLIC_FOR_LATIN, CYRILLIC_FOR_LATIN, GREEK_FOR_LATIN))
        spots = [at for at, letter in enumerate(word) if letter in alike]
        if spots:
            at = rng.choice(spots)
            yield site.rewrite(text, start + at, 1, alike[word[at]]), text.path


@kind("language", "acronym in Cyrillic letters", LANGUAGE, also=FOLLOWS)
def cyrillic_acronym(site: Site, rng: random.Random) -> Iterator[Planted]:
    acronym = site.content.association.acronym
    alike = {**CYRILLIC_FOR_LATIN, "S": "Ѕ", "I": "І"}
    for text in site.texts:
        for found in re.finditer(rf"(?<!\w){acronym}(?!\w)", text.masked):
            at = rng.choice([at for at, letter in enumerate(acronym) if letter in alike])
            yield site.rewrite(text, found.start() + at, 1, alike[acronym[at]]), text.path


STRAIGHT_QUOTES = dict.fromkeys(("ka", "en", "fr"), ('"', '"'))
FOREIGN_QUOTES = {"ka": ("“", "”"), "en": ("„", "“"), "fr": ("“", "”")}


@kind("language", "straight quotes", LANGUAGE, also=FOLLOWS)
def straight_quotes(site: Site, rng: random.Random) -> Iterator[Planted]:
    yield from _quoted(site, STRAIGHT_QUOTES)


@kind("language", "another language's quotes", LANGUAGE, also=FOLLOWS)
def foreign_quotes(site: Site, rng: random.Random) -> Iterator[Planted]:
    yield from _quoted(site, FOREIGN_QUOTES)


def _quoted(site: Site, marks: dict[str, tuple[str, str]]) -> Iterator[Planted]:
    for text in site.texts:
        first, last = marks[text.language]
        for found in re.finditer(r"„[^„“”]*“|“[^“”]*”|«\s[^»]*\s»", text.masked):
            inside = text.value[found.start() + 1 : found.end() - 1].strip()
            yield site.rewrite(text, found.start(), len(found[0]), f"{first}{inside}{last}"), text.path
    for text, start, word in _words(site, 8):
        if text.end >= 0 and "„" not in text.value and "“" not in text.value:
            first, last = marks[text.language]
            yield site.rewrite(text, start, len(word), f"{first}{word}{last}"), text.path


@kind("language", "quote not closed or not opened", LANGUAGE, also=FOLLOWS)
def unclosed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r"„[^„“”]*“|“[^“”]*”", text.masked):
            yield site.rewrite(text, found.start(), 1, ""), text.path
            yield site.rewrite(text, found.end() - 1, 1, ""), text.path
    for text, start, word in _words(site, 8, "ka"):
        if text.end >= 0 and "„" not in text.value and "“" not in text.value:
            yield site.rewrite(text, start, len(word), f"„{word}"), text.path


@kind("language", "straight apostrophe", LANGUAGE, also=FOLLOWS)
def apostrophe(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r"(?<=\w)’(?=\w)", text.masked):
            yield site.rewrite(text, found.start(), 1, "'"), text.path


@kind("language", "hyphen for a dash", LANGUAGE, also=FOLLOWS)
def hyphen_for_dash(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r" – ", text.masked):
            yield site.rewrite(text, found.start(), 3, rng.choice((" - ", " -- "))), text.path
        if text.end >= 0:
            for found in re.finditer(r"(?<=[^\W\d]), (?=[^\W\d])", text.masked):
                yield site.rewrite(text, found.start(), 2, rng.choice((" - ", " - ", " -- "))), text.path


@kind("language", "hyphen in a range", LANGUAGE, also=(*FOLLOWS, *FACTS, *TIME))
def hyphen_in_range(site: Site, rng: random.Random) -> Iterator[Planted]:
    ranges = {
        "en": (" (pages {a}-{b})", " (articles {a} - {b})", " (points {a}-{b})"), "fr": (" (pages {a}-{b})",),
        "ka": (" (გვ. {a}-{b})", " (მუხლები {a} - {b})", " (პუნქტები {a}-{b})"),
    }  # fmt: skip
    for text in site.prose(*site.languages):
        words = rng.choice(ranges[text.language]).format(a=rng.randrange(3, 9), b=rng.randrange(11, 29))
        yield site.rewrite(text, text.end - 1, 0, words), text.path


@kind("language", "wrong ordinal", LANGUAGE, also=(*FOLLOWS, *FACTS, *TIME))
def ordinal(site: Site, rng: random.Random) -> Iterator[Planted]:
    # Right are: პირველი, მე-2 … მე-20, 21-ე, 37-ე, 113-ე; 1st, 2nd, 3rd, 11th, 21st; 1er, 2e.
    wrong = {
        "ka": ("11-ე", "2-ე", "15-ე", "მე-37", "მე-113", "მე-21", "მე-37-ე", "11ე", "მე 11", "XI-ე", "მე-1"),
        "en": ("1th", "2th", "3th", "11st", "12nd", "21th", "22th", "113rd", "37st", "112nd"),
        "fr": ("2ième", "31ère", "3er", "2er"),
    }
    articles = {"en": (" This is the {n} report.", " See the {n} session."), "fr": (" Voir le {n} rapport.",),
                "ka": (" იხილეთ {n} ანგარიში.", " ეს {n} შემთხვევაა.")}  # fmt: skip
    for text in site.texts:
        for found in re.finditer(r"\{\{[^}|]*\|\s*ordinal\s*\}\}", text.value):
            yield site.rewrite(text, found.start(), len(found[0]), rng.choice(wrong[text.language])), text.path
        if text.end >= 0:
            sentence = rng.choice(articles[text.language]).format(n=rng.choice(wrong[text.language]))
            yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("language", "Mtavruli by accident", (*LANGUAGE, "glyph-missing"), also=FOLLOWS)
def mtavruli(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text, start, word in _words(site, 4, "ka"):
        if is_georgian(word):
            new = word.upper() if rng.random() < 0.6 else word[0].upper() + word[1:]
            yield site.rewrite(text, start, len(word), new), text.path


@kind("language", "doubled word", LANGUAGE, also=FOLLOWS)
def doubled_word(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text, start, word in _words(site, 2):
        if text.end >= 0 and (word.islower() or is_georgian(word)) and word not in ("had", "that", "vous", "nous"):
            yield site.rewrite(text, start, len(word), f"{word} {word}"), text.path


@kind("language", "two spaces", LANGUAGE, also=FOLLOWS)
def two_spaces(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r"(?<=[^\s]) (?=[^\s])", text.masked):
            yield site.rewrite(text, found.start(), 1, rng.choice(("  ", "  ", "   "))), text.path


@kind("language", "space in the wrong place", LANGUAGE, also=FOLLOWS)
def wrong_space(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose("ka", "en"):
        for found in re.finditer(r"(?<=[^\W\d])(, |\. (?=[^\W\d])|\.$|\((?=\w)|(?<=\w)\))", text.masked):
            new = {
                ", ": (" , ", ","), ". ": (" . ", "."), ".": (" .",), "(": ("( ",), ")": (" )",),
            }[found[0]]  # fmt: skip
            yield site.rewrite(text, found.start(), len(found[0]), rng.choice(new)), text.path
        for found in re.finditer(r"(?<= )\((?=[\w\ufffc])|(?<=[\w\ufffc])\)(?=[ .,])", text.masked):
            yield site.rewrite(text, found.start(), 1, "( " if found[0] == "(" else " )"), text.path


# Residue ---------------------------------------------------------------------------------------------------------

MARKS = {
    "Word's bookmark": ("[bookmark: _GoBack]", "[bookmark: _Toc4021]", "[bookmark:_Hlk215]", "_GoBack"),
    "Word's footnote mark": ("[footnoteRef:1]", "[footnoteRef:12]", "[footnoteRef: 2]", "[endnoteRef:1]"),
    "note to oneself": ("TODO", "TODO: check", "(TODO)", "TODO შესამოწმებელია", "XXX", "(XXX)", "???", "[???]"),
    "filler": ("Lorem ipsum dolor sit amet", "lorem ipsum", "Lorem ipsum"),
    "unresolved comment": (
        "[comment: check with the director]", "[Comment: is this so?]", "[კომენტარი: გადასამოწმებელია]",
        "<!-- check this -->", "[Comment [NB1]: true?]",
    ),
    "Word's broken reference": ("Error! Reference source not found.", "Error! Bookmark not defined."),
}  # fmt: skip


def _enter_marks() -> None:
    for name, marks in MARKS.items():

        def plant(site: Site, rng: random.Random, marks: tuple[str, ...] = marks) -> Iterator[Planted]:
            for text in site.prose(*site.languages):
                yield site.rewrite(text, text.end, 0, f" {rng.choice(marks)}"), text.path
                spaces = [found.start() for found in re.finditer(r"(?<=[^\W\d]) (?=[^\W\d])", text.masked)]
                if spaces:
                    yield site.rewrite(text, rng.choice(spaces), 0, f" {rng.choice(marks)}"), text.path

        kind("residue", name, RESIDUE, also=(*FOLLOWS, *LANGUAGE, *FACTS, "prose-wrong"))(plant)


_enter_marks()

CONTROLS = "\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u061c"
INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad\u2060\u180e"
REFUSED = "\x07\x0b\x0c\x1f\x7f\x08"


@kind("residue", "reordering character", (*RESIDUE, *LANGUAGE, "glyph-missing"), also=FOLLOWS, readable=False)
def reordering(site: Site, rng: random.Random) -> Iterator[Planted]:
    yield from _characters(site, rng, CONTROLS)


@kind("residue", "invisible character", (*RESIDUE, *LANGUAGE, "glyph-missing"), also=FOLLOWS, readable=False)
def invisible(site: Site, rng: random.Random) -> Iterator[Planted]:
    yield from _characters(site, rng, INVISIBLE)


@kind("residue", "control character", (*RESIDUE, *LANGUAGE, "glyph-missing"), also=FOLLOWS, readable=False)
def control(site: Site, rng: random.Random) -> Iterator[Planted]:
    yield from _characters(site, rng, REFUSED)


def _characters(site: Site, rng: random.Random, characters: str) -> Iterator[Planted]:
    for text, start, word in _words(site, 5):
        yield site.rewrite(text, start + rng.randrange(1, len(word)), 0, rng.choice(characters)), text.path

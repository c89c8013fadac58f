"""Letters, words and numerals: what slips in by a wrong key, a wrong font or a copied line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefgen.checks.each import each_spoken, each_text
from briefgen.checks.families.typography import found_in
from briefgen.checks.quotes import Wrong
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import sentence
from briefgen.checks.texts import TextIn, shown, spoken_in
from briefgen.language import Language, available, get_language
from briefgen.problems.notes import Told

_WORD = re.compile(r"[^\W\d_]+")
_GEORGIAN = re.compile("[ა-ჰ]+")
_CAPITALS = re.compile("[\u1c90-\u1cbf]+|[\u10a0-\u10c5\u2d00-\u2d2d]+")  # Mtavruli; the old ecclesiastical letters
_DOUBLED = re.compile(
    r"(?<!\w)(?P<word>(?=\S{0,80}[^\W\d_])\w++(?:[-’'\u2011]\w++){0,9}+)(?P<gap>,?[ \u00a0]+|,?[ \u00a0]*\n[ \u00a0]*)"
    r"(?P<again>(?P=word))(?!\w)(?P<part>[-’'\u2011](?=\w))?",
    re.IGNORECASE,
)
_DOUBLED_EXPRESSION = re.compile(r"(\{\{[^{}]*\}\})[ \u00a0\n]+(\1)")
_LONG = 5  # letters
_SAYS = 6  # words of a sentence that nobody says twice
_LETTER_FOR_DIGIT = re.compile(
    r"(?<![\w.,/-])(?=[\dOoОо]*\d[\dOoОо]*[OoОо]|[lI|]\d|\d+[lI|]\d)[\dOoОоlI|]{2,6}(?![\w/-])"
)
_SCRIPTS = (
    ("Latin", re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")),
    ("Cyrillic", re.compile("[\u0400-\u052f]")),
    ("Georgian", re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]")),
    ("Greek", re.compile("[\u0370-\u03bb\u03bd-\u03ff]")),  # without μ, which measures
    ("Armenian", re.compile("[\u0530-\u058f]")),
)
# What looks like a Latin letter (Unicode's confusables.txt): a word of these alone passes for Latin.
_LOOK_LATIN = re.compile("[АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα]+")


@rule("script-mixed", "error", "The letters of a word are of one script.")
@each_text
def script_mixed(text: TextIn) -> Iterator[Found]:
    """Find letters of another script that look alike: a Latin o in a Georgian word, a Cyrillic с in an English one."""
    for found in _WORD.finditer(text.words):
        if found[0].isascii() or _GEORGIAN.fullmatch(found[0]):
            continue
        if wrong := _foreign_letter(found[0], found.start(), text.language):
            yield found_in(text, wrong)
    for found in _LETTER_FOR_DIGIT.finditer(text.words):
        message = Told("{found} has a letter among its digits", found=shown(found[0]))
        yield found_in(text, Wrong(found.start(), len(found[0]), message, Told("type 0 or 1"), sure=False))


@rule("mtavruli", "error", "Georgian is written in Mkhedruli.")
@each_text
def mtavruli(text: TextIn) -> Iterator[Found]:
    """Find Georgian capitals, which come of an upper-case button or a wrong keyboard."""
    for found in _CAPITALS.finditer(text.raw):
        hint = Told("write {lower}", lower=shown(found[0].lower()))
        message = Told("{found} is in Georgian capitals", found=shown(found[0]))
        yield found_in(text, Wrong(found.start(), len(found[0]), message, hint, fix=(found[0].lower(),)))


@rule("word-doubled", "error", "No word stands twice in a row.")
@each_text
def word_doubled(text: TextIn) -> Iterator[Found]:
    """Find the same word twice; of names (Baden Baden) and of what may be meant (well well-known) only warn."""
    for language, words in text.once(spoken_in) if text.key else ():
        yield from _doubled(text, language, words)
    for found in _DOUBLED_EXPRESSION.finditer(text.raw) if text.key and not text.case else ():
        message = Told("{found} stands twice", found=shown(found[2]))
        yield found_in(text, Wrong(found.start(2), len(found[2]), message, Told("delete one"), fix=("",)))


def _doubled(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    for found in _DOUBLED.finditer(words):
        word = found["word"]
        if word.lower() in language.may_double or (len(word) == 1 and word.isupper()):
            continue
        if "," in found["gap"] and len(word) < _LONG:
            continue  # no, no
        is_name = word[0].isupper() and found["again"][0].isupper()
        is_part = found["part"] or words[found.start() - 1 : found.start()] in ("-", "’", "\u2011")
        sure = not is_name and not is_part and "," not in found["gap"]
        at = found.start("again")
        yield found_in(
            text,
            Wrong(at, len(word), Told("{word} stands twice", word=shown(word)), Told("delete one"), sure, ("",)),
        )


@rule("sentence-doubled", "warning", "No sentence stands twice in a text.")
@each_text
def sentence_doubled(text: TextIn) -> Iterator[Found]:
    """Find a sentence that was put in a second time."""
    seen: set[str] = set()
    at = 0
    while at < len(text.words):
        start, at = sentence(text.words, at)
        said = text.raw[start:at]
        words = said.casefold().rstrip(" \n.;!?").split()
        if len(words) >= _SAYS and " ".join(words) in seen:
            start += len(said) - len(said.lstrip())
            yield found_in(
                text,
                Wrong(start, len(said.strip()), Told("this sentence stands there twice"), Told("delete one"), False),
            )
        seen.add(" ".join(words))


@rule("ordinal-wrong", "error", "Ordinals are written as they are said.")
@each_spoken
def ordinal_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find „11-ე“ for „მე-11“, "11st" for "11th"."""
    for start, end, right in language.wrong_ordinals(words):
        # Whether round hundreds are one word is open in Georgian: მე-100, 100-ე. Roman numerals: a person decides.
        sure = not re.search("00|[IVXLC]", words[start:end])
        message = Told("{words} is not how the ordinal is written", words=shown(words[start:end]))
        hint = Told("write {right}; or let {{{{ number | ordinal }}}} write it", right=right)
        yield found_in(text, Wrong(start, end - start, message, hint, sure, (right,)))


@rule("ending-wrong", "error", "A hyphen joins an ending to digits and acronyms.")
@each_spoken
def ending_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find „3 წლიან“ for „3-წლიან“, „1000მდე“ for „1000-მდე“."""
    for start, end, right in language.wrong_endings(words):
        message = Told("the ending isn't joined by a hyphen")
        fix = () if "…" in right else (right,)  # signs stand before it
        yield found_in(text, Wrong(start, end - start, message, Told("write {right}", right=right), fix=fix))


def _foreign_letter(word: str, start: int, code: str) -> Wrong | None:
    scripts = [next((name for name, pattern in _SCRIPTS if pattern.match(char)), "") for char in word]
    count = Counter(filter(None, scripts))
    if len(count) < 2:
        at_home = code in available() and get_language(code).script == "".join(count).upper()
        if not at_home and _LOOK_LATIN.fullmatch(word):
            message = Told("{word} looks Latin, but its letters are {count}", word=shown(word), count=next(iter(count)))
            return Wrong(start, len(word), message, Told("type it anew on the Latin keyboard"))
        return None
    usual = count.most_common(1)[0][0]
    at = next(index for index, script in enumerate(scripts) if script not in ("", usual))
    end = next((index for index in range(at, len(word)) if scripts[index] != scripts[at]), len(word))
    message = Told(
        "{word} in {whole} is {script}, not {usual}",
        word=shown(word[at:end]),
        whole=shown(word),
        script=scripts[at],
        usual=usual,
    )
    hint = Told("type it anew on the {usual} keyboard", usual=usual)
    if {scripts[at], usual} == {"Georgian", "Latin"}:
        hint = Told("{hint}; {more}", hint=hint, more=Told("an ending of a Latin word hangs on a hyphen, as in EU-ს"))
    return Wrong(start + at, end - at, message, hint)

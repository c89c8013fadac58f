"""Signs between the words: quotation marks, dashes, ranges, spaces, brackets, as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from briefgen.checks.each import each_spoken, each_text
from briefgen.checks.quotes import MARKS, Wrong, unpaired_brackets, wrong_quotes
from briefgen.checks.rules import Found, rule
from briefgen.checks.texts import TextIn, shown
from briefgen.language import Language
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_GAP = "[ \u00a0]"
_LETTER = r"[^\W\d_¹²³⁰-⁹]"
_NUMBER = r"\d{1,4}(?:[.,:]\d{1,4})*"
_RANGE = re.compile(
    rf"(?<![\w.,:/+–—\u2011-])({_NUMBER})({_GAP}*(?:--|[-–—\u2011]){_GAP}*)({_NUMBER})"
    r"(?!\d|[.,:/]\d|[-–—\u2011]\d)"
)
_BEFORE = 40  # characters in which a number that goes on begins
_IN_A_NUMBER = re.compile(rf"(?:[\d)+]|№|#|\bNo\.|\bN|n[°º]){_GAP}?$")  # before it: telephones, documents
_HYPHEN_APART = re.compile(rf"(?<=\S){_GAP}+(-|\u2011)(?={_GAP}|$)|(?<=\S){_GAP}(-)(?={_LETTER}{{2}})", re.MULTILINE)
_DOUBLE_HYPHEN = re.compile(r"(?<![-!])---?(?![->])")
_EM_DASH = re.compile("—")
_DASH_AT_A_WORD = re.compile(rf"(?:(?<={_LETTER})|(?<={MASK}))(–){_GAP}(?!and\b|or\b)|{_GAP}(–)(?={_LETTER}|{MASK})")
_MARKS_DOUBLED = re.compile(
    r"(?<=[\w)\]”“»])(,[ \u00a0]?,(?!\w)|;[ \u00a0]?;|::|(?<!\.)\.\.(?!\.)|[,;:]\.(?!\d)|,;|;,|:;|!{2,}|\?{2,}|!\?"
    r"|\?!)(?!\S*/)"
)
_SPACES = re.compile(rf"(?<=\S)({_GAP}{{2,}})(?=\S)")
_BEFORE_MARK = re.compile(rf"(?<=\S)({_GAP}+)([,.;:!?])(?![\w.,;:!?)])|(?<=\S)({_GAP}+)([,;])(?={_LETTER})")
_AT_BRACKET = re.compile(rf"{_LETTER}{{3}}(\()(?=[^()\n]{{5,}}\)(?!{_LETTER}))|\([^()\n]{{5,}}(\))(?={_LETTER}{{3}})")
_AFTER_MARK = re.compile(
    rf"(?:{_LETTER}|{MASK}|[)“”»])([,;!?])(?={_LETTER}|{MASK}|[„“«(])|\d([,;!?])(?={_LETTER})|{_LETTER}([,;])(?=\d)"
)
_AFTER_STOP = re.compile(
    r"[a-zà-öø-ÿ]{3}(\.)(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])|[ა-ჰ]{3}(\.)(?=[ა-ჰ]{3})|[^\W\d_]{2}(:)(?=[^\W\d_]{2})"
)
_BEFORE_HIGH_MARK = re.compile(rf"(?:[\w)%]|{MASK})([;!?])(?![\w;!?])|(?:[^\W\d_)]|{MASK})(:)(?=\s|$)|\d(%)(?!\w)")
_AT_QUOTES = re.compile(r"(«)(?=\S)|(?<=\S)(»)")
_IN_BRACKETS = re.compile(rf"[(\[]({_GAP}+)(?=\S)|(?<=\S)({_GAP}+)[)\]]")
_LATEST_DAY = 31


@rule("quotes-wrong", "error", "Quotation marks are those of the language, and stand in pairs.")
@each_spoken
def quotes_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find quotation marks of another kind, and such as lack their partner."""
    for wrong in wrong_quotes(words, language):
        yield found_in(text, wrong)


@rule("name-quoted", "error", "A name has no quotation marks round it.")
@each_text
def name_quoted(text: TextIn) -> Iterator[Found]:
    """Find names in typographic quotation marks: YAML knows only straight ones, so these would be printed."""
    raw = text.raw.strip()
    if (
        text.is_name
        and not text.case
        and len(raw) > 1
        and raw[0] in MARKS
        and raw[-1] in MARKS
        and not set(raw[1:-1]) & set(MARKS)
    ):
        hint = Told("delete them; a value that needs quotes takes straight ones")
        message = Told("the quotation marks would be printed")
        yield found_in(text, Wrong(text.raw.index(raw), len(raw), message, hint, fix=(raw[1:-1],)))


@rule("bracket-unbalanced", "error", "Every bracket is closed.")
@each_text
def bracket_unbalanced(text: TextIn) -> Iterator[Found]:
    """Find brackets that lack their partner."""
    for wrong in unpaired_brackets(text.words) if text.key else ():
        yield found_in(text, wrong)


@rule("dash-wrong", "error", "A dash is a dash, not a hyphen.")
@each_spoken
def dash_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find hyphens in the place of dashes, and dashes of another length than the language's."""
    of_ranges = {at for wrong in wrong_ranges(words, language) for at in range(wrong.start, wrong.start + wrong.length)}
    for pattern, message, sure in (
        (_HYPHEN_APART, Told("a hyphen in the place of a dash"), True),
        (_DOUBLE_HYPHEN, Told("hyphens in the place of a dash"), True),
        (_EM_DASH, Told("a long dash"), False),
        (_DASH_AT_A_WORD, Told("a dash with a space on one side only"), False),
    ):
        for found in pattern.finditer(words):
            start, end = _stretch(found)
            if start in of_ranges or words[start:end] in language.dashes[1:]:
                continue
            hint = Told("type {dashes} with a space on both sides", dashes=language.dashes[0])
            before, after = ("" if side == " " else " " for side in (words[start - 1 : start], words[end : end + 1]))
            fix = (f"{before}{language.dashes[0]}{after}",)
            yield found_in(text, Wrong(start, end - start, message, hint, sure, fix))


@rule("range-wrong", "error", "From–to is written with the language's own dash, without spaces.")
@each_spoken
def range_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find ranges of numbers with another dash than the language's, or with spaces."""
    for wrong in wrong_ranges(words, language):
        yield found_in(text, wrong)


@rule("space-doubled", "warning", "One space stands between words.")
@each_text
def space_doubled(text: TextIn) -> Iterator[Found]:
    """Find several spaces in a row; a space at the end of a folded line is one of two."""
    for found in _SPACES.finditer(text.typed):
        message = Told("{number} spaces in a row", number=len(found[0]))
        hint = Told("leave one; look at the line's end, too")
        yield found_in(text, Wrong(found.start(), len(found[0]), message, hint, fix=(" ",)))


@rule("space-wrong", "error", "Spaces stand after punctuation, not before it.")
@each_spoken
def space_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find spaces that are missing or too many around punctuation, by the rules of the language."""
    yield from (found_in(text, wrong) for wrong in _wrong_spaces(words, language))


@rule("mark-doubled", "error", "One mark of punctuation stands where one is meant.")
@each_spoken
def mark_doubled(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find two commas, two full stops, a comma and a full stop in a row."""
    for found in _MARKS_DOUBLED.finditer(words):
        yield found_in(
            text,
            Wrong(
                found.start(),
                len(found[0]),
                Told("{found} stands here", found=shown(found[0])),
                Told("leave the mark that is meant"),
            ),
        )


def _wrong_spaces(words: str, language: Language) -> Iterator[Wrong]:
    apart = language.binding.marks
    for found in _BEFORE_MARK.finditer(words):
        gap, mark = (1, 2) if found[2] else (3, 4)
        if found[mark] not in apart:
            yield _too_many(found.span(gap), Told("a space before {found}", found=found[mark]))
    for found in _IN_BRACKETS.finditer(words):
        yield _too_many(_stretch(found), Told("a space inside a bracket"))
    shortened = _shortened(tuple(sorted(language.binding.before)))
    for pattern, sure in ((_AFTER_MARK, True), (_AFTER_STOP, False), (shortened, False)):
        for found in pattern.finditer(words):
            start, end = _stretch(found)
            message = Told("no space after {words}", words=words[start:end])
            yield Wrong(start, end - start, message, Told("type one"), sure, (f"{words[start:end]} ",))
    for found in _AT_BRACKET.finditer(words):
        start, end = _stretch(found)
        opens = words[start] == "("
        sign = words[start]
        message = Told("no space before {words}", words=sign) if opens else Told("no space after {words}", words=sign)
        fix = (" (" if opens else f"{words[start:end]} ",)
        yield Wrong(start, end - start, message, Told("type one"), sure=False, fix=fix)
    if apart:
        for found in _BEFORE_HIGH_MARK.finditer(words):
            start, end = _stretch(found)
            message = Told("no space before {words}", words=words[start:end])
            yield Wrong(start, end - start, message, Told("type one"), sure=False, fix=(f" {words[start:end]}",))
        for found in _AT_QUOTES.finditer(words):
            start, end = _stretch(found)
            sign, opens = words[start:end], words[start:end] == "«"
            message = (
                Told("no space after {words}", words=sign) if opens else Told("no space before {words}", words=sign)
            )
            fix = (f"{sign} " if opens else f" {sign}",)
            yield Wrong(start, end - start, message, Told("type one"), sure=False, fix=fix)
    else:
        opening, closing = map(re.escape, language.quotes)
        for found in re.finditer(rf"(?<!\w){opening}({_GAP}+)(?=\S)|(?<=\S)({_GAP}+){closing}(?![\w„«])", words):
            yield _too_many(_stretch(found), Told("a space inside quotation marks"))


def _too_many(stretch: tuple[int, int], message: str) -> Wrong:
    """Return the report of spaces that should not be there."""
    return Wrong(stretch[0], stretch[1] - stretch[0], message, Told("delete it"), fix=("",))


def wrong_ranges(words: str, language: Language) -> Iterator[Wrong]:
    """Yield ranges of numbers that aren't written as the language does: 14–18, in French 14-18."""
    for found, sure in _ranges(words, language.range_dash):
        hint = Told("write {first}{dash}{last}", first=found[1], dash=language.range_dash, last=found[3])
        fix = (f"{found[1]}{language.range_dash}{found[3]}",)
        yield Wrong(found.start(), len(found[0]), Told("{found} is a range", found=found[0]), hint, sure, fix)


def _ranges(words: str, dash: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield what is written as a range in a wrong way, and whether it can be nothing else."""
    for found in _RANGE.finditer(words):
        if found[2] == dash or _IN_A_NUMBER.search(words[max(0, found.start() - _BEFORE) : found.start()]):
            continue
        is_apart = found[2].strip() != found[2]
        start, end = found[1], found[3]
        if start.count(".") == end.count(".") == 2 and found[2].strip() == dash:
            continue  # from one whole date to another, as Georgian writes it: 30.12.2018 – 02.01.2019
        if not (start.isdigit() and end.isdigit()):
            if not start.isdigit() and not end.isdigit():
                yield found, True
        elif start[0] != "0" != end[0] and _rises(start, end, is_apart):
            yield found, len(start) == len(end) == 4 or int(end) <= _LATEST_DAY


def _rises(start: str, end: str, is_apart: bool) -> bool:
    if len(start) == 4 and len(end) == 2:  # 2019-20, but not the month 2019-10
        return not is_apart and int(end) > max(12, int(start) % 100)
    return int(start) < int(end) and (not is_apart or len(start) == len(end) or int(end) <= _LATEST_DAY)


def _stretch(found: re.Match[str]) -> tuple[int, int]:
    """Return the span of the group that matched."""
    return found.span(found.lastindex or 0)


def found_in(text: TextIn, wrong: Wrong) -> Found:
    """Return what was found, at its place in a text; what isn't beyond doubt is a warning."""
    found = Found(
        text.path, wrong.message, wrong.hint, text.key, wrong.start, wrong.length, case=text.case, fix=wrong.fix
    )
    return found if wrong.sure else replace(found, severity="warning")


@cache
def _shortened(before: tuple[str, ...]) -> re.Pattern[str]:
    """Return how a short form that stays with the next word stands without a space: „ქ.თბილისში“, also before {{."""
    forms = "|".join(re.escape(form.rstrip(".")) for form in before if form.endswith("."))
    return re.compile(rf"(?<![\w.])(?:{forms or '(?!)'})(\.)(?={_LETTER}{{2}}|{MASK})")

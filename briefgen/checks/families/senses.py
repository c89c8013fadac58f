"""A translation says what its source says: no more and no less, not the contrary, and it ends with the same mark."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from statistics import median

from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import Matcher, matcher, needed
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import all_words, numbers, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_HIDDEN = re.compile(r"\]\([^()\n]{0,300}\)|\]\{[^{}\n]{0,40}\}|[*\[\]^]")
_EXPRESSION = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*+\}\}", re.DOTALL)
_PRINTED = "x" * 12  # as long as what an expression prints is as a rule
_LONG = 60  # characters of texts whose lengths can be compared
_MUCH = math.log(1.6)  # longer or shorter than other texts are
_SOME = math.log(1.3)  # and with another number of sentences
_MORE = 35  # characters
_ENOUGH = 8  # texts that tell how long translations are
_ASIDE = re.compile(rf"\(([^()\n\d{MASK}]{{3,60}})\)")  # without a fact
_PLAIN = re.compile(r"(?<![^\W_])[a-zà-ÿა-ჰ]{3,}")  # no name, no acronym
_FEW = 4  # words of an aside; a longer one may be a sentence of its own in another language
_AROUND = " \t\n*_)]}”“»’'\"" + MASK
_STOPS = ".?!…:;,"
_MARKS = {"…": ".", ";": ",", "...": "."}


@rule("negation-differs", "warning", "What one language denies, the others deny.")
def negation_differs(subject: Subject) -> Iterator[Found]:
    """Find sentences with a negation in one language, and nothing like it in another."""
    for source, translation in pairs(subject):
        for ours, theirs in aligned(source, translation):
            for (text, start, end), (other, its_start, its_end) in ((ours, theirs), (theirs, ours)):
                here, there = usage(text.language).patterns, usage(other.language).patterns
                if not there.get("negation"):
                    continue
                said = other.words[its_start:its_end]
                denied = _strong(_beside_unanimity(text.words[start:end], here, said, there), here)
                if denied and not _strong(said, there) and not matcher(there.get("denied", "")).search(said):
                    message = Told(
                        "the text in {key} says {denied}, this one denies nothing",
                        key=repr(text.key),
                        denied=shown(denied[0]),
                    )
                    hint = Told("correct the one that is wrong")
                    yield _of(other, its_start, its_end, message, hint)


def _beside_unanimity(words: str, here: Mapping[str, str], said: str, there: Mapping[str, str]) -> str:
    """Return the words without “nobody was against it”, if the other language says that it was unanimous."""
    if not matcher(there.get("of_one_mind", "")).search(said):
        return words
    return matcher(here.get("against_nobody", "")).sub(" ", words)


@rule("sense-differs", "warning", "No language says the contrary of another.")
def sense_differs(subject: Subject) -> Iterator[Found]:
    """Find sentences in which one language has a word and another its opposite: accepted and refused, must and may."""
    likely = subject.once(_likely)
    for source, translation in pairs(subject):
        ours, theirs = usage(source.language).opposites, usage(translation.language).opposites
        said, told = (text.once(_opposites, likely.get(text.language, ())) for text in (source, translation))
        names = [name for name in ours if any((name, of) in said and (name, not of) in told for of in (False, True))]
        for (text, start, end), (other, its_start, its_end) in aligned(source, translation) if names else ():
            here, there = text.words[start:end], other.words[its_start:its_end]
            if _denies(text.language, here) != _denies(other.language, there):
                continue  # not absent is present; whether one alone denies is another question (negation-differs)
            for name in names:
                for at, found in _contraries(ours[name], theirs[name], here, there):
                    message = Told(
                        "{contrary} here is {word} in the text in {key}",
                        contrary=shown(found[0]),
                        word=shown(at[0]),
                        key=repr(text.key),
                    )
                    start_of = its_start + found.start()
                    hint = Told("correct the one that is wrong")
                    yield _of(other, start_of, start_of + len(found[0]), message, hint)


@rule("tense-differs", "warning", "What has happened in one language is not to come in another.")
def tense_differs(subject: Subject) -> Iterator[Found]:
    """Find sentences that speak of the future in one language, and only of the past in another."""
    for source, translation in pairs(subject):
        if source.is_name or not all(usage(text.language).patterns.get("past") for text in (source, translation)):
            continue
        for ours, theirs in aligned(source, translation):
            for (text, start, end), (other, its_start, its_end) in ((ours, theirs), (theirs, ours)):
                (past, future), (others_past, others_future) = _tenses(text.language), _tenses(other.language)
                here, there = text.words[start:end], other.words[its_start:its_end]
                to_come = future.search(here)
                if not to_come or past.search(here) or others_future.search(there):
                    continue
                if happened := others_past.search(there):
                    message = Told(
                        "{found} is to come, but the text in {key} says {past}",
                        found=shown(to_come[0]),
                        key=repr(other.key),
                        past=shown(happened[0]),
                    )
                    at = start + to_come.start()
                    yield _of(text, at, at + len(to_come[0]), message, Told("correct the one that is wrong"))


@cache
def _tenses(language: str) -> tuple[Matcher, Matcher]:
    """Return what tells of the past in a language, and what of the future."""
    return matcher(usage(language).patterns.get("past", "")), matcher("|".join(words_of(language).future))


@rule("aside-differs", "warning", "What stands in brackets in one language stands so in the others.")
def aside_differs(subject: Subject) -> Iterator[Found]:
    """Find a few words in brackets that another language has not: «affiliate (full) member»."""
    for source, translation in pairs(subject):
        if source.is_name or not ("(" in source.words or "(" in translation.words):
            continue
        for ours, theirs in aligned(source, translation):
            for (text, start, end), (other, its_start, its_end) in ((ours, theirs), (theirs, ours)):
                there = other.words[its_start:its_end]
                if re.search(r"\(|\s[–—-]\s", there):  # in brackets, or between dashes
                    continue
                allowed = subject.once(_asides_of_terms)
                for found in _ASIDE.finditer(text.words, start, end):
                    if found[0] in allowed or not _is_aside(text, found) or _counts_alike(text, found, other):
                        continue
                    if _stands_between_commas(text.words[start:end], found[0], there):
                        continue
                    message = Told(
                        "{words} stands here only: the text in {key} has nothing in brackets",
                        words=shown(text.raw[found.start() : found.end()]),
                        key=repr(other.key),
                    )
                    yield _of(text, *found.span(), message, Told("say it in both, or in neither"))
                    break


def _is_aside(text: TextIn, found: re.Match[str]) -> bool:
    """Tell whether a few words are in brackets: no link's address, and not what explains a name that is printed."""
    before = text.words[: found.start()][-2:].rstrip()
    return len(found[1].split()) <= _FEW and bool(_PLAIN.search(found[1])) and before[-1:] not in ("]", MASK)


def _stands_between_commas(here: str, aside: str, there: str) -> bool:
    """Tell whether a few words stand between two commas, or a comma and a colon, which the other text lacks."""
    own, others = (len(re.findall(r"[,:;]", words)) for words in (here.replace(aside, ""), there))
    return others > own and bool(re.search(r",\s(?:[\w’-]+\s?){1,6}[,:]", there))


def _counts_alike(text: TextIn, aside: re.Match[str], other: TextIn) -> bool:
    """Tell whether a number in brackets stands in the other text as well: it says the same without them."""
    here = {one.value for one in numbers(text) if aside.start() <= one.start < aside.end()}
    return bool(here) and here <= {one.value for one in numbers(other)}


def _asides_of_terms(subject: Subject) -> frozenset[str]:
    """Return what stands in brackets in terms of the glossary, which may be left out: affiliate (full) member."""
    forms = (
        form
        for _, entry in subject.entities(GlossaryTerm)
        for code, name in entry.term.root.items()
        for form in (name, *entry.also.get(code, ()))
    )
    return frozenset(found[0] for form in forms for found in _ASIDE.finditer(form))


@rule("length-differs", "warning", "A translation is as long as its source makes it.")
def length_differs(subject: Subject) -> Iterator[Found]:
    """Find translations that are much longer or shorter than others: a sentence is missing, or was added."""
    both = [pair for pair in pairs(subject) if not pair[0].is_name]
    for key in {translation.key for _, translation in both}:
        of_it = [pair for pair in both if pair[1].key == key]
        ratios = [_ratio(*pair) for pair in of_it if min(map(_length, pair)) >= _LONG]
        usual = median(ratios) if len(ratios) >= _ENOUGH else 0
        for source, translation in of_it:
            if max(_length(source), _length(translation)) < _LONG or not _length(source) or not _length(translation):
                continue
            off = _ratio(source, translation) - usual
            more = abs(_length(translation) - _length(source) * math.exp(usual))
            sentences = len(_sentences(source)) != len(_sentences(translation))
            if more >= _MORE and abs(off) > (_SOME if sentences else _MUCH):
                message = (
                    Told("this text is much longer than the one in {key}", key=repr(source.key))
                    if off > 0
                    else Told("this text is much shorter than the one in {key}", key=repr(source.key))
                )
                yield _of(translation, 0, len(translation.raw), message, Told("see what is missing in one of them"))


@rule("mark-differs", "warning", "A text ends with the same mark in every language.")
def mark_differs(subject: Subject) -> Iterator[Found]:
    """Find texts that end with a full stop, a question or nothing, and with another mark in another language."""
    for source, translation in pairs(subject):
        ours, theirs = _ends_with(source), _ends_with(translation)
        asked = [text.words.count("?") for text in (source, translation)]
        if asked[0] != asked[1]:
            wrong = source if asked[0] > asked[1] else translation
            at = wrong.words.rfind("?")
            message = Told("this is a question in one language only")
            yield _of(wrong, at, at + 1, message, Told("end both with the same mark"))
        elif ours != theirs and not (source.is_name and {ours, theirs} <= {"", "."}):
            # Who left it out is shown, not who has it.
            wrong, other = (source, translation) if not ours else (translation, source)
            message = (
                Told(
                    "the text in {key} ends with {mark}, this one with nothing",
                    key=repr(other.key),
                    mark=ours or theirs,
                )
                if not _ends_with(wrong)
                else Told(
                    "this ends with {mark}, the text in {key} with {other}",
                    mark=_ends_with(wrong),
                    key=repr(other.key),
                    other=_ends_with(other),
                )
            )
            end = len(wrong.raw.rstrip())
            yield _of(wrong, max(0, end - 1), end, message, Told("end both with the same mark"))


_Stretch = tuple[TextIn, int, int]


def aligned(source: TextIn, translation: TextIn) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Yield the sentences of two texts side by side: one with one, or with two; the whole texts where that is open."""
    ours, theirs = _sentences(source), _sentences(translation)
    if len(ours) != len(theirs):
        both = source.once(_matched, translation)
        if not both:
            yield (source, 0, len(source.raw)), (translation, 0, len(translation.raw))
            return
        yield from (((source, *one), (translation, *other)) for one, other in both)
        return
    yield from (((source, *one), (translation, *other)) for one, other in zip(ours, theirs, strict=True))


_Span = tuple[int, int]
_STEPS = ((1, 1, 0.0), (1, 2, 0.5), (2, 1, 0.5))  # sentences of one text beside those of the other, and what that costs
_FAR_OFF = math.log(2)  # of sentences side by side one isn't so much longer, as texts go
_PRINTS = 0.8  # what it costs that one prints what the other doesn't
_MOST_SENTENCES = 12


def _matched(source: TextIn, translation: TextIn) -> tuple[tuple[_Span, _Span], ...]:
    """Return the sentences of texts that have another number of them side by side, by length and what they print."""
    ours, theirs = _sentences(source), _sentences(translation)
    few, many = sorted((len(ours), len(theirs)))
    if not 1 < few < many <= min(2 * few - 1, _MOST_SENTENCES):
        return ()
    usual = _ratio(source, translation)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[_Span, _Span], ...]]] = {(0, 0): (0.0, ())}
    for here in range(len(ours) + 1):
        for there in range(len(theirs) + 1):
            if (here, there) not in best:
                continue
            cost, row = best[here, there]
            for one, other, price in _STEPS:
                if here + one > len(ours) or there + other > len(theirs):
                    continue
                left = ours[here][0], ours[here + one - 1][1]
                right = theirs[there][0], theirs[there + other - 1][1]
                off = abs(_ratio_of(source, left, translation, right) - usual)
                if off > _FAR_OFF:
                    continue
                price += off + _PRINTS * len(_printed(source, left) ^ _printed(translation, right))
                at = here + one, there + other
                if at not in best or cost + price < best[at][0]:
                    best[at] = cost + price, (*row, (left, right))
    return best.get((len(ours), len(theirs)), (0.0, ()))[1]


def _ratio_of(source: TextIn, left: _Span, translation: TextIn, right: _Span) -> float:
    lengths = (max(1, _visible(text.raw[start:end])) for text, (start, end) in ((translation, right), (source, left)))
    long, short = lengths
    return math.log(long / short)


def _printed(text: TextIn, span: _Span) -> frozenset[str]:
    start, end = span
    return frozenset(each.split("|")[0].strip() for at, each in text.expressions if start <= at < end)


def _sentences(text: TextIn) -> tuple[tuple[int, int], ...]:
    return text.once(_sentences_of)


def _sentences_of(text: TextIn) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text.words):
        _, end = sentence(text.words, at)
        if found and _cut_short(text.language).search(text.words[max(0, found[-1][1] - 12) : found[-1][1]]):
            found[-1] = found[-1][0], end  # ქ. ბრიუსელი, Mr. Example
        elif text.words[at:end].strip():
            found.append((at, end))
        at = max(end, at + 1)
    return tuple(found)


@cache
def _cut_short(language: str) -> re.Pattern[str]:
    """Return what looks like the end of a sentence, and is an abbreviation."""
    return re.compile(rf"(?<!\w)(?:[^\W\d]|{words_of(language).honorifics or '(?!)'})\.\s*$", re.IGNORECASE)


def _strong(words: str, patterns: Mapping[str, str]) -> re.Match[str] | None:
    """Return the first word that denies; not only … but, no later than and the like deny nothing."""
    nothing = matcher(patterns.get("no_negation", ""))
    plain = nothing.sub(lambda found: MASK * len(found[0]), words) if patterns.get("no_negation") else words
    return matcher(patterns.get("negation", "")).search(plain)


def _denies(language: str, words: str) -> bool:
    return bool(_strong(words, usage(language).patterns))


_Opposite = tuple[str, bool, str]  # what it is about, whether it's the second of the two, and its pattern


def _likely(subject: Subject) -> dict[str, tuple[_Opposite, ...]]:
    """Return by language the words with an opposite that some text may have."""
    return {
        code: tuple(
            (name, which, pair[which])
            for name, pair in usage(code).opposites.items()
            for which in (False, True)
            if words.has(needed(pair[which]))
        )
        for code, words in subject.once(all_words).items()
    }


def _opposites(text: TextIn, likely: tuple[_Opposite, ...]) -> frozenset[tuple[str, bool]]:
    return frozenset((name, which) for name, which, pattern in likely if matcher(pattern).search(text.words))


def _contraries(
    ours: tuple[str, str], theirs: tuple[str, str], here: str, there: str
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield a word of one text, and its opposite in the other, which has less of the word and no opposite itself."""
    for word, opposite in ((0, 1), (1, 0)):
        if (found := matcher(theirs[opposite]).search(there)) and not matcher(ours[opposite]).search(here):
            said = list(matcher(ours[word]).finditer(here))
            if len(said) > len(list(matcher(theirs[word]).finditer(there))):
                yield said[0], found


@lru_cache(2_048)
def _visible(words: str) -> int:
    return len(" ".join(_HIDDEN.sub("", _EXPRESSION.sub(_PRINTED, words)).split()))


def _length(text: TextIn) -> int:
    """Return about how many characters a text has as it is printed."""
    return text.once(_length_shown)


def _length_shown(text: TextIn) -> int:
    return _visible(text.raw)


def _ratio(source: TextIn, translation: TextIn) -> float:
    return math.log(_length(translation) / _length(source))


def _ends_with(text: TextIn) -> str:
    words = text.words.rstrip(_AROUND)
    mark = words[len(words.rstrip(_STOPS)) :]
    return _MARKS.get(mark, mark[-1:])


def _of(text: TextIn, start: int, end: int, message: str, hint: str) -> Found:
    stretch = text.raw[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return Found(text.path, message, hint, text.key, start, len(stretch.strip()), case=text.case)

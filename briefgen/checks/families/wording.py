"""Expressions that a language doesn't have, from the language's data, and beside the names of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from briefgen.checks.each import each_spoken
from briefgen.checks.likely import Matcher, matcher, needed, plain
from briefgen.checks.printing import printed_value
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import all_words, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.own_kinds import is_commission, like
from briefgen.content.schema.organisations import Agency, Association, Body
from briefgen.language import Language
from briefgen.language.usage import Usage, usage
from briefgen.problems.notes import Told

_GROUP = re.compile(r"\\(\d)(?::(\w+))?")
_CYRILLIC = re.compile(r"[\u0400-\u052f\u0370-\u03bb\u03bd-\u03ff\u0530-\u058f\u0590-\u06ff]+")


@rule("words-wrong", "warning", "Every expression is one that the language has.")
def words_wrong(subject: Subject) -> Iterator[Found]:
    """Find common mistakes of grammar and usage, as the language's data have them."""
    yield from _all_wrong(subject, lambda said: said.wrong, subject.notes)


@rule("words-better", "warning", "Official texts are written in the words of official texts.")
def words_better(subject: Subject) -> Iterator[Found]:
    """Find contractions and turns of other languages, for which the language's data have something better."""
    yield from _all_wrong(subject, lambda said: said.style)


@rule("grammar-wrong", "warning", "The names of bodies have their articles, and their verbs agree with them.")
def grammar_wrong(subject: Subject) -> Iterator[Found]:
    """Find «of Council», «the Bureau establish», «the Associations programme»: names in a wrong construction."""
    names = {code: _names(subject, code) for code in subject.languages}
    for text in subject.texts:
        if not text.is_name and names.get(text.language):
            yield from text.once(_wrong_with, names[text.language])


_LABEL = 40  # characters before a number in which stands what it is the number of


@rule("plural-wrong", "warning", "A noun has the number that its numeral asks for.")
def plural_wrong(subject: Subject) -> Iterator[Found]:
    """Find a noun in the plural behind a number where it stays in the singular, or the other way round."""
    for text in subject.texts:
        patterns = usage(text.language).patterns
        there = subject.once(_number_words).get(text.language, frozenset())
        words = _with_numbers(subject, text) if {"plural_after_number", "singular_after_number"} & {*patterns} else ""
        label = patterns.get("numbered_by", "(?!)")
        for found in _numbered(there, patterns.get("plural_after_number", "(?!)")).finditer(words):
            if re.search(rf"(?<!\w){label}\s*$", words[max(0, found.start() - _LABEL) : found.start()]):
                continue  # Figure 1 shows
            message = Told("{found}: behind a number the noun stays in the singular", found=shown(found["plural"]))
            start, end = found.span("plural")
            yield Found(text.path, message, Told("write the noun in the singular"), text.key, start, end - start)
        for found in _numbered(there, patterns.get("singular_after_number", "(?!)")).finditer(words):
            message = Told("{found}: behind this number the noun stands in the plural", found=shown(found["singular"]))
            start, end = found.span("singular")
            yield Found(text.path, message, Told("write the noun in the plural"), text.key, start, end - start)
        for found in _numbered(there, patterns.get("plural_verb_after_number", "(?!)")).finditer(words):
            name = next(name for name in ("verb", "verb2", "verb3") if found[name])
            message = Told(
                "{found}: of a noun with a number the verb is in the singular, too", found=shown(found[name])
            )
            start, end = found.span(name)
            yield Found(text.path, message, Told("write the verb in the singular"), text.key, start, end - start)


@rule("case-wrong", "warning", "A word is in the case that what stands behind it asks for.")
@each_spoken
def case_wrong(text: TextIn, language: Language, words: str) -> Iterator[Found]:
    """Find „გენერალური მდივნად“ for „გენერალურ მდივნად“, and a postposition behind another case than its own."""
    for start, end, behind, right in language.wrong_cases(words):
        message = Told(
            "{found} isn't in the case that “{behind}” asks for", found=shown(words[start:end]), behind=behind
        )
        yield Found(
            text.path,
            message,
            Told("write {better}", better=right),
            text.key,
            start,
            end - start,
            case=text.case,
            fix=(right,),
        )


@rule("script-foreign", "error", "Every letter is of a script that the project writes.")
def script_foreign(subject: Subject) -> Iterator[Found]:
    """Find words in Cyrillic, Greek and the like, where no language of the project is written so."""
    scripts = {language.script for language in subject.written_in.values()}
    if not scripts <= {"GEORGIAN", "LATIN"}:
        return
    for text in subject.everything:
        if not text.key:
            continue  # titles of sources are in any language
        for found in _CYRILLIC.finditer(text.words):
            message = Told("{found} is in letters of another script", found=shown(found[0]))
            hint = Told("translate it, or type it anew; a phrase that stays in another language is marked: […]{lang=…}")
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]), case=text.case)


def _all_wrong(
    subject: Subject, of: Callable[[Usage], Mapping[str, str]], notes: Iterable[TextIn] = ()
) -> Iterator[Found]:
    """Yield what the texts have of a language's table; what can't be in a text isn't looked for there."""
    texts: dict[str, list[tuple[TextIn, str]]] = {}
    for text, language, words in subject.spoken:
        texts.setdefault(language.code, []).append((text, words))
    for text in notes:
        texts.setdefault(text.language, []).append((text, text.words))
    for code, spoken in texts.items():
        whole = subject.once(all_words)[code]
        tables: dict[int, dict[str, str]] = {}
        for wrong, right in of(usage(code)).items():
            needs = needed(wrong)
            if whole.has(needs):
                for number, (_, words) in enumerate(spoken):
                    if plain(words).has(needs):
                        tables.setdefault(number, {})[wrong] = right
        for number, table in sorted(tables.items()):
            yield from _wrong(*spoken[number], table, usage(code))


def _wrong(text: TextIn, words: str, table: Mapping[str, str], said: Usage) -> Iterator[Found]:
    ends = -1
    found = ((match, right) for pattern, right in table.items() for match in matcher(pattern).finditer(words))
    for match, right in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() < ends:
            continue
        ends = match.end()
        better = _filled(right, match, said)
        if _small(better.strip()) == _small(match[0].strip()):
            continue
        message = Told("{found} is not said so", found=shown(match[0].strip()))
        is_text = "…" not in right and ", or" not in right and ", ან" not in right
        fix = (better,) if is_text and not right.startswith(("the words", "the plural", "l’ind", "ნათეს")) else ()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        length = len(match[0].strip())
        hint = Told("write {better}", better=better.strip())
        yield Found(text.path, message, hint, text.key, start, length, case=text.case, fix=tuple(map(str.strip, fix)))


def _small(words: str) -> str:
    """Return words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def _filled(right: str, match: re.Match[str], said: Usage) -> str:
    r"""Return what is right, with the words of a match: \1 as they are, \1:plural in that form."""
    return _GROUP.sub(lambda group: said.inflected(match[int(group[1])] or "", group[2] or ""), right)


def _wrong_with(text: TextIn, names: tuple[str, ...]) -> tuple[Found, ...]:
    table = {
        pattern.replace("{name}", "|".join(map(re.escape, names))): right
        for pattern, right in usage(text.language).named.items()
    }
    return tuple(_wrong(text, text.words, table, usage(text.language)))


def _names(subject: Subject, language: str) -> tuple[str, ...]:
    """Return the names in the singular of what has an article: bodies, the association's and the agency's nouns."""
    found: dict[str, None] = {}
    for _, body in subject.entities(Body):
        if not is_commission(subject.content, body) and like(subject.content, body) != "commissions":
            found[body.name.root.get(language, "")] = None
    for _, association in subject.entities(Association):
        found[association.name.root.get(language, "").split(" ")[-1]] = None
    for _, agency in subject.entities(Agency):
        found[agency.short_name.root.get(language, "").removeprefix("the ")] = None
    return tuple(sorted(name for name in found if name and name[0].isupper() and not name.endswith("s")))


def _number_words(subject: Subject) -> dict[str, frozenset[str]]:
    """Return by language the words for numbers above one that its texts have: all would be long to compile."""
    return {
        code: frozenset(word for word, value in words_of(code).numbers.items() if value > 1 and words.has_letters(word))
        for code, words in subject.once(all_words).items()
    }


@lru_cache(maxsize=16)
def _numbered(there: frozenset[str], pattern: str) -> Matcher:
    stems = "|".join(sorted(there, key=len, reverse=True)) or "(?!)"
    # Neither a year nor the number of a document.
    number = rf"(?:(?<![\w.,/№-])(?<!№ )(?!(?:19|20)\d\d )\d+(?:[ \u00a0]\d{{3}})*|(?<![\w-])(?:{stems})(?:ი|მა|ს)?)"
    return matcher(pattern.replace("{number}", number))


def _with_numbers(subject: Subject, text: TextIn) -> str:
    """Return the words of a text with digits where an expression prints a number."""
    words = text.words
    for start, expression in text.expressions:
        if "ordinal" not in expression and isinstance(printed_value(subject, text, expression), int):
            end = text.raw.index("}}", start) + 2
            words = f"{words[:start]}{'9' * (end - start)}{words[end:]}"
    return words

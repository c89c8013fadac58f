"""Names of people in texts: one spelling, printed and not typed, of people whom the content knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefgen.checks.amounts import turn
from briefgen.checks.forms import typed_forms
from briefgen.checks.likely import Matcher, matcher, needed
from briefgen.checks.naming import NAMES, SHORTEST_ALONE, KnownName, KnownNames, Seen, name_distance
from briefgen.checks.nearness import distance, near
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import (
    WORD,
    inside,
    language_of,
    quoted,
    readable,
    sentence,
    with_notes,
    with_titles,
    words_of,
)
from briefgen.checks.sounding import letters_turned, may_be_one, parts, sounds
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import spoken
from briefgen.content.schema.glossary import Glossary, GlossaryTerm
from briefgen.content.schema.organisations import Association, Office
from briefgen.content.schema.people import Person
from briefgen.content.schema.sources import Source
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,}(?!\w)")
_SHORTEST_ACRONYM = 4  # letters; shorter ones have too many neighbours
_LAST = 2  # letters of a name that its cases may change
_LATIN = re.compile("[A-Za-z]")


@rule("name-spelled-twice", "error", "A name has one spelling in a language.")
def name_spelled_twice(subject: Subject) -> Iterator[Found]:
    """Find what is nearly, but not quite, the name of a person or a city."""
    names = subject.once(KnownNames)
    for text in with_titles(subject):
        for seen in names.seen(text):
            if seen.distance and not _is_no_slip(text, seen) and not _is_form(subject, text, seen):
                severity: Severity = "error" if seen.whole and seen.known.is_person else "warning"
                yield Found(
                    text.path,
                    Told("“{raw}” is nearly “{name}”", raw=text.raw[seen.start : seen.end], name=seen.known.name),
                    Told("correct it, or print it with {{{{ {known} }}}}", known=_printed_by(seen.known)),
                    text.key, seen.start, seen.end - seen.start, severity=severity, fix=_spelt(text, seen),
                )  # fmt: skip
    yield from _namesakes(names)
    for language, known in names.known.items():
        people = [name for name in known if name.is_person and len(name.name) > SHORTEST_ALONE]
        for number, at in near([one.name.casefold() for one in people], 2):
            one, other = people[number], people[at]
            message = Told("“{name}” is nearly another name: “{name_2}”", name=one.name, name_2=other.name)
            hint = Told("if it is one person, keep one of the two")
            yield Found(f"{one.path}.name", message, hint, language, severity="warning")
    yield from _misspelt_forms(subject, names)
    yield from _misspelt_acronyms(subject)


def _is_no_slip(text: TextIn, seen: Seen) -> bool:
    """Tell whether a note speaks of how a name is spelled, or a source's title, of all sorts, has a part of a name."""
    if not text.is_note:
        return False
    of_spelling = turn(text.language, "of_spelling", "names")
    in_a_title = text.path.endswith(".title") and not seen.whole
    return in_a_title or bool(of_spelling.search(text.words, *sentence(text.words, seen.start)))


def _is_form(subject: Subject, text: TextIn, seen: Seen) -> bool:
    """Tell whether a name stands in a form that is typed, or in one that nobody told us of the language."""
    language = language_of(text.language)
    if language.knows_forms:
        return False
    written = WORD.findall(text.words, seen.start, seen.end)
    forms = dict(subject.once(typed_forms).get(text.key, ())).get(seen.known.name, ())
    if {word for form in forms for word in WORD.findall(form)}.issuperset(written):
        return True
    if language.knows_endings:
        return False
    parts = seen.known.parts if len(written) == len(seen.known.parts) else [seen.known.surname]
    return len(parts) == len(written) and all(map(_ends_otherwise, written, parts))


def _ends_otherwise(word: str, part: str) -> bool:
    """Tell whether two words differ in their last letters alone."""
    least = max(2, len(part) - _LAST)
    return word[:least].casefold() == part[:least].casefold()


def _namesakes(names: KnownNames) -> Iterator[Found]:
    """Yield persons of whom another one has the name, in every language that both have: one person, entered twice."""
    called: dict[str, dict[str, str]] = {}
    for language, known in names.known.items():
        for name in known:
            if name.is_person:
                called.setdefault(name.path, {})[language] = " ".join(name.name.split())
    first: dict[tuple[str, str], str] = {}
    for path, own in called.items():
        for language, words in own.items():
            before = first.setdefault((language, words), path)
            shared = called[before].keys() & own.keys()
            if before != path and all(called[before][code] == own[code] for code in shared):
                message = Told("“{name}” is the name of another person, too", name=words)
                yield Found(f"{path}.name", message, Told("if it is one person, keep one of the two"), language,
                            severity="warning")  # fmt: skip
                break


def _misspelt_acronyms(subject: Subject) -> Iterator[Found]:
    """Yield what is nearly the association's acronym, unless the glossary or a source has it."""
    for _, association in subject.entities(Association):
        acronym = association.acronym or ""
        known = {word for words in _words_of_others(subject) for word in _ACRONYM.findall(words)}
        for text in with_notes(subject) if len(acronym) >= _SHORTEST_ACRONYM else ():
            for found in _ACRONYM.finditer(text.words) if not text.path.startswith("glossary.") else ():
                turned = found[0] != acronym and sorted(found[0]) == sorted(acronym)
                if (turned or distance(found[0], acronym, 1) == 1) and found[0] not in known:
                    message = Told("“{found}” is nearly “{acronym}”", found=found[0], acronym=acronym)
                    hint = Told("correct it; if it is another organization's, enter it in glossary.yaml")
                    at, end = found.span()
                    yield Found(text.path, message, hint, text.key, at, end - at, severity="warning")


def _words_of_others(subject: Subject) -> Iterator[str]:
    """Yield what sources and the glossary say: acronyms in it are meant."""
    for _, source in subject.entities(Source):
        yield from filter(None, (source.title, source.publisher))
    for _, term in subject.entities(GlossaryTerm):
        for names in (list(term.term.root.values()), *term.also.values()):
            yield from names
    for _, glossary in subject.entities(Glossary):
        for words in glossary.words.values():
            yield from words


def _misspelt_forms(subject: Subject, names: KnownNames) -> Iterator[Found]:
    for language, known in names.known.items():
        words = words_of(language)
        for name in known:
            for case, form in subject.content.items[name.path].value.forms.get(language, {}).items():
                parts = form.split()
                far = name_distance(name.parts, parts, words.name_endings, words.dropped)
                if len(parts) == len(name.parts) and 0 < far <= 2:
                    message = Told(
                        "the form {case}, “{form}”, doesn't begin as the name does: “{name}”",
                        case=repr(case),
                        form=form,
                        name=name.name,
                    )
                    hint = Told("correct the form or the name")
                    yield Found(f"{name.path}.forms", message, hint, language, severity="warning", case=case)


@rule("name-unlike", "warning", "A person has the same name in every language.")
def name_unlike(subject: Subject) -> Iterator[Found]:
    """Find names of which one part sounds otherwise in another language, and names that are somebody else's there.

    Of a name that is another one as a whole nobody can tell whether it was translated.
    """
    people = list(subject.entities(Person))
    for path, person in people:
        (main, name), *others = person.name.root.items()
        for language, other in others:
            pair = parts(name), parts(other)
            if _LATIN.search(name) and _LATIN.search(other):
                continue  # in one alphabet a name that isn't the same was translated
            if not all(sounds(word) for words in pair for word in words):
                continue
            if told := _otherwise_put(*pair):
                message, at = told, other.find(pair[1][0])
                hint = Told("look which of them is the person's name")
                yield Found(f"{path}.name", message, hint, language, at, len(other) - at)
            if len(pair[0]) != len(pair[1]):
                continue
            for mine, theirs in zip(*pair, strict=True):
                if letters_turned(mine, theirs):
                    message = Told(
                        "“{name}” in {key} doesn't sound like “{other}”", name=mine, key=repr(main), other=theirs
                    )
                    hint = Told("look which of them is the person's name")
                    yield Found(f"{path}.name", message, hint, language, other.find(theirs), len(theirs))
            unlike = [both for both in zip(*pair, strict=True) if not may_be_one(*both)]
            of_another = len(unlike) == len(pair[0]) > 1 and any(
                _sounds_as(name, somebody.name.root.get(language, ""))
                for _, somebody in people
                if somebody is not person
            )
            if 0 < len(unlike) < len(pair[0]) or of_another:
                message = Told(
                    "“{name}” in {key} doesn't sound like “{other}”",
                    name=unlike[0][0],
                    key=repr(main),
                    other=unlike[0][1],
                )
                hint = Told("look which of them is the person's name")
                at = other.find(unlike[0][1])
                yield Found(f"{path}.name", message, hint, language, at, len(unlike[0][1]))


def _otherwise_put(one: list[str], other: list[str]) -> str:
    """Return that names in two languages have their parts in another order, or one has a part that the other lacks."""
    first, last = one[0], one[-1]
    if len(one) == len(other) > 1:
        turned = may_be_one(first, other[-1]) and may_be_one(last, other[0])
        straight = may_be_one(first, other[0]) or may_be_one(last, other[-1])
        if not turned or straight:
            return ""
        return Told("the parts of this name stand in another order than in the other language")
    less, more = sorted((one, other), key=len)
    lost = [part for part in more if not any(may_be_one(part, each) for each in less)]
    kept = [part for part in less if any(may_be_one(part, each) for each in more)]
    if (
        len(less) > 1
        and len(lost) == len(more) - len(less)
        and len(kept) == len(less)
        and all(len(part) > _INITIAL for part in lost)
    ):
        return Told("one language has “{part}” in this name, and the other one hasn’t", part=lost[0])
    return ""


_INITIAL = 2  # letters of what is perhaps an initial


def _sounds_as(one: str, other: str) -> bool:
    pair = parts(one), parts(other)
    return len(pair[0]) == len(pair[1]) and all(may_be_one(*both) for both in zip(*pair, strict=True))


@rule("name-typed", "note", "Names of people are printed, not typed.")
def name_typed(subject: Subject) -> Iterator[Found]:
    """Find names of known people that are typed in prose."""
    names = subject.once(KnownNames)
    for text in readable(subject):
        if text.is_name:
            continue  # which can't print anything
        for seen in names.seen(text):
            if seen.known.is_person and not seen.distance:
                message = Told("“{raw}” is typed by hand", raw=text.raw[seen.start : seen.end])
                hint = Told("print the name with {{{{ {known} }}}}", known=_printed_by(seen.known))
                fix = tuple(_printing(subject, seen.known, text.raw[seen.start : seen.end], text.key))
                yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start, fix=fix)


def _printing(subject: Subject, known: KnownName, written: str, language: str) -> Iterator[str]:
    """Yield what prints a name in the form in which it is written, whole or the surname alone."""
    person = subject.content.items[known.path].value
    forms = {"": known.name, **getattr(person, "forms", {}).get(language, {})}
    case = next((case for case, form in forms.items() if form == written or form.endswith(f" {written}")), None)
    if case is not None:
        yield f"{{{{ {_printed_by(known)}{f' | {case}' if case else ''} }}}}"


def _spelt(text: TextIn, seen: Seen) -> tuple[str, ...]:
    """Return the right name, where what is written is as long: of another form than the first, it is another word."""
    name, written = seen.known.name if seen.whole else seen.known.surname, text.raw[seen.start : seen.end]
    return (name,) if len(name) == len(written) else ()


def _printed_by(known: KnownName) -> str:
    """Return the expression that prints a name; cities are printed where an event is held in them."""
    return f"persons.{spoken(known.id)}" if known.is_person else "city"


@rule("person-unknown", "warning", "Everybody whom a text names stands in people.yaml.")
def person_unknown(subject: Subject) -> Iterator[Found]:
    """Find what looks like the name of somebody whom the content doesn't know."""
    for text, start, end in unknown_people(subject):
        message = Told("“{raw}” is not in people.yaml", raw=text.raw[start:end])
        hint = Told("add the person there, and print the name with {{ persons.… }}")
        yield Found(text.path, message, hint, text.key, start, end - start)


def unknown_people(subject: Subject) -> Iterator[tuple[TextIn, int, int]]:
    """Yield the texts that name somebody whom the content doesn't know, and where."""
    if "persons" in subject.content.unread:
        return
    names, titles_of = subject.once(KnownNames), subject.once(_titles_of_offices)
    for text in readable(subject):
        if text.path.startswith(NAMES):
            continue
        seen = names.seen(text)
        titles = _patterns_of(titles_of[text.key], text.language)
        for start, end in text.once(_names_in, titles, names.ordinary(text)):
            known = [other for other in seen if start < other.end and other.start < end]
            if any(_may_be_meant(text.words[start:end], other) for other in known):
                continue
            yield text, start, end


def _may_be_meant(written: str, seen: Seen) -> bool:
    """Tell whether a known name is meant; an initial before the surname has to be that of the name."""
    return seen.whole or not re.match(r"[^\W\d_]\.", written) or written[0] == seen.known.name[0]


# Unknown names -------------------------------------------------------------------------------------------------------


def _names_in(text: TextIn, titles: tuple[str, ...], ordinary: frozenset[str]) -> list[tuple[int, int]]:
    """Return the stretches that look like somebody's name; `titles` are patterns of those of offices."""
    words = words_of(text.language)
    spans = quoted(text)
    found: dict[int, int] = {}
    if words.capitals:
        initials = r"(?:[^\W\d_a-zà-ÿ]\.[\s-]*)+(?=[^\W\d_a-zà-ÿ][\w’'-]+)"
        name = rf"(?:{initials}[\w’'-]+|[^\W\d_a-zà-ÿ][\w’'-]*)"
        name += r"(?:\s+(?:(?:van|von|de|da|dos|al)\s+)?[^\W\d_a-zà-ÿ][\w’'-]+)"
        if words.honorifics:
            for match in re.finditer(rf"(?<![\w-]){words.honorifics}\s+(?P<name>{name}{{0,3}})", text.words):
                found[match.start("name")] = match.end("name")
        # The President of the Association, Errol Example, opened it.
        of = r"(?:\s+(?:of|de|du|des)\s+[^,.;\n]{3,60})?"
        patterns = []
        for title in titles:
            patterns.append(rf"{title}\s+(?P<name>{name}{{1,3}})")
            patterns.append(rf"{title}{of},\s+(?P<name>{name}{{1,3}})(?=\s*[,.;)])")
        if words.given_names:
            given = "|".join(sorted(words.given_names))
            patterns.append(rf"(?P<name>(?:{given})(?:\s+[^\W\d_a-zà-ÿ](?:\.|[\w’'-]+)){{1,3}}(?<!\.))")
        for pattern in patterns:
            for match in _starting(pattern).finditer(text.words):
                if match["name"].split()[0].casefold() not in ordinary:
                    found.setdefault(match.start("name"), match.end("name"))
    else:
        found |= _uncapitalised(text, ordinary) | _behind_a_title(text, titles, ordinary)
    return [(start, end) for start, end in sorted(found.items()) if not inside(spans, start)]


@lru_cache(maxsize=512)
def _starting(pattern: str) -> Matcher:
    return Matcher(rf"(?<![\w-]){pattern}", needed(pattern, whole_words=False), re.NOFLAG)


def _behind_a_title(text: TextIn, titles: tuple[str, ...], ordinary: frozenset[str]) -> dict[int, int]:
    """Return start and end of two words that follow a title in its case: პრეზიდენტმა ანტონ მილერმა."""
    case = words_of(text.language).title_case
    if not case:
        return {}
    plain = ordinary | language_of(text.language).binding.uncounted
    found: dict[int, int] = {}
    for title in titles:
        behind = rf"(?<![\w-])(?:{title})(?<={case})\s+(?P<first>\w+)(?<!{case})(?<!ს)\s+(?P<last>\w+{case})(?![\w-])"
        for match in matcher(behind).finditer(text.words):
            is_title = any(matcher(other).fullmatch(match["last"]) for other in titles)
            if not is_title and not {match["first"], match["last"]} & plain:
                found[match.start("first")] = match.end("last")
    return found


def _uncapitalised(text: TextIn, ordinary: frozenset[str]) -> dict[int, int]:
    """Return start and end of what looks like a name where no capital shows it."""
    words = words_of(text.language)
    ending = "|".join(sorted(words.name_endings, key=len, reverse=True))
    surname = re.compile(rf"(?:{words.surnames or '(?!)'})(?:{ending})")
    likely = re.compile(rf"(?:{words.surnames or '(?!)'}|{words.likely_surnames or '(?!)'})(?:{ending})")
    honorific = re.compile(words.honorifics or "(?!)")
    found: dict[int, int] = {}
    before: tuple[int, int, str] | None = None  # the word right before
    addressed: int | None = None  # where a name behind an honorific starts
    for match in WORD.finditer(text.words):
        word = match[0]
        gap = text.words[before[1] : match.start()].strip(" \u00a0\n") if before else ""
        initial = bool(before and len(before[2]) == 1 and gap == ".")
        if gap and not initial:
            before = addressed = None
        if before and honorific.fullmatch(before[2]):
            addressed = match.start()
            found[addressed] = match.end()
        elif addressed is not None:
            if initial or likely.fullmatch(word):
                found[addressed] = match.end()
            addressed = addressed if initial and len(word) == 1 else None
        elif before and before[2] in words.given_names and likely.fullmatch(word):
            found[before[0]] = match.end()
        elif surname.fullmatch(word) and word not in ordinary:
            found[match.start()] = match.end()
        before = (*match.span(), word)
    return found


def _titles_of_offices(subject: Subject) -> dict[str, tuple[str, ...]]:
    titles = [office.title.root for _, office in subject.entities(Office)]
    return {key: tuple(dict.fromkeys(title.get(key, "") for title in titles)) for key in subject.languages}


@lru_cache(maxsize=64)
def _patterns_of(titles: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Return patterns of the titles of offices in a language."""
    language = language_of(code)
    own = [r"\s+".join(language.inflected(word) for word in title.split()) for title in titles if title.strip()]
    return (*own, rf"(?:{language.words.titles})") if language.words.titles else tuple(own)

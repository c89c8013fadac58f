"""People whom texts call the holders of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from briefgen.checks.about import (
    date_field,
    date_of,
    in_words,
    is_earlier,
    name_of,
    office_called,
    person_called,
    surely_before,
    when,
)
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.places import KnownPlaces
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import ids_said, said_in
from briefgen.checks.scan import dates, language_of, readable, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.terms import surely_until, terms_of_each, terms_of_offices, terms_of_persons
from briefgen.checks.texts import TextIn
from briefgen.checks.year_of import is_of_a_paper, is_planned_for
from briefgen.content.schema.base import Fact
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Person, Term
from briefgen.dates import Date
from briefgen.language import said
from briefgen.language.words import MASK
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told, both, with_commas

_REACH = 400  # characters beside a name in which a title ends
_NEAR = 100  # characters before a year in which what it is the year of stands


@rule("holder-outside-term", "error", "Whoever a text calls the holder of an office held it on the text's date.")
def holder_outside_term(subject: Subject) -> Iterator[Found]:
    """Find people beside the title of an office that they didn't hold then."""
    for text in with_notes(subject):
        on = date_of(subject, text.path) or _dated(subject, text.path)
        if on is None or on.ongoing:
            on = Date(subject.as_of)
        dated = date_field(subject, text.path)
        for mention in mentions(subject, text):
            start, end, person = _with_given_name(subject, text, mention), mention.end, mention.person
            for office in _offices_beside(subject, text, start, end):
                terms = subject.once(terms_of_persons).get((person, office.id), [])
                why, day = "" if terms else _never_held(subject, person, office, on), on
                if not terms and not why:
                    why, day = _otherwise_then(subject, text, start, person, office)
                severity: Severity | None = None
                # A text of no day tells of what the terms have.
                if not terms and not why and not dated and not any(_said_then(text, start)):
                    why, severity = _only_in_another(subject, person, office), "warning"
                if why:
                    message = Told(
                        "{person} wasn't {office} {on}: {why}",
                        person=person_called(subject, person),
                        office=name_of(office),
                        on=when(day),
                        why=why,
                    )
                    hint = Told("name who held the office then, or the office that this person held")
                    yield Found(
                        text.path, message, hint, text.key, start, end - start, severity=severity, rests_on=(dated,)
                    )
                elif (
                    terms
                    and not _is_new(text, start, terms, on)
                    and all(
                        _surely_outside(subject, term, day) for term in terms for day in (on, *_said_then(text, start))
                    )
                ):
                    message = Told(
                        "{person} wasn't {office} {on}: {terms}",
                        person=person_called(subject, person),
                        office=name_of(office),
                        on=when(on),
                        terms=_spans(terms),
                    )
                    hint = Told("name who held the office then, or say “then” or “later”")
                    open_end = not dated and not any(_said_then(text, start)) and _ends_by_an_election(subject, terms)
                    if open_end and _is_of_their_work(text, start):
                        continue
                    severity = "warning" if open_end else None
                    yield Found(
                        text.path, message, hint, text.key, start, end - start, severity=severity, rests_on=(dated,)
                    )
    yield from _acted_in_it(subject)
    yield from _listed_persons(subject)
    yield from _in_their_notes(subject)
    yield from _formerly(subject)


def _formerly(subject: Subject) -> Iterator[Found]:
    """Yield «the former President, Mr Example» of somebody who never was, but held another office."""
    own = subject.once(terms_of_each)
    for text in readable(subject) if own else ():
        pattern = said.pattern(text.language, "offices", "formerly")
        if text.is_name or is_earlier(text.path) or pattern == said.NOTHING or not matcher(pattern).search(text.words):
            continue
        for each in said_in(subject, text):
            offices = each.of("offices")
            lead = text.words[max(0, each.start - _NEAR) : each.start]
            if not offices or not re.search(rf"(?<!\w)(?:{pattern})\s*$", lead, re.IGNORECASE):
                continue
            for mention in mentions(subject, text):
                start, held = _with_given_name(subject, text, mention), {t.office for t in own.get(mention.person, ())}
                gap = text.words[each.end : start] if each.end <= start else "…"
                office = subject.content.items[subject.content.index["offices"][min(offices)]].value
                why = _only_in_another(subject, mention.person, office) if held and not held & offices else ""
                if why and _between(text.language).fullmatch(gap):
                    message = Told("{person} wasn't {office} {on}: {why}", on=when(Date(subject.as_of)), why=why,
                                   person=person_called(subject, mention.person), office=name_of(office))  # fmt: skip
                    hint = Told("name who held the office then, or the office that this person held")
                    yield Found(text.path, message, hint, text.key, mention.start, mention.end - mention.start,
                                severity="warning")  # fmt: skip


@cache
def _between(code: str) -> re.Pattern[str]:
    """Return what may stand between an office and who held it: of the Association, Mr."""
    return re.compile(rf"(?:\s+of\s+the\s+\w+)?,?\s+(?:(?:{words_of(code).honorifics or '(?!)'})\s+)?")


def _with_given_name(subject: Subject, text: TextIn, mention: Mention) -> int:
    """Return where a name begins of which a text leaves something out: Marcelo, of Marcelo Abi-Ramia Caetano."""
    start = mention.start
    name = subject.content.items[subject.content.index["persons"][mention.person]].value.name
    parts = set(name.root.get(text.key, "").split()) if mention.by_surname else set()
    while parts and (before := _WORD_BEFORE.search(text.words, max(0, start - _NEAR), start)) and before[1] in parts:
        start = before.start(1)
    return start


_WORD_BEFORE = re.compile(r"(?<![\w-])([\w-]+)\s+\Z")


def _in_their_notes(subject: Subject) -> Iterator[Found]:
    """Yield «he was President until 2019» in the note of somebody who never was, but held another office."""
    own = subject.once(terms_of_each)
    for note in subject.notes:
        owner = next((owner for _, owner in subject.owners(note.path) if isinstance(owner, Person | Term)), None)
        person = owner.id if isinstance(owner, Person) else owner.person if owner else ""
        held = {term.office for term in own.get(person, ())}
        for each in said_in(subject, note) if held else ():
            offices = each.of("offices")
            lead = note.words[max(0, each.start - _NEAR) : each.start]
            was = re.search(rf"(?:{said.pattern(note.language, 'offices', 'note_was')})\s*$", lead, re.IGNORECASE)
            if offices and was and not offices & held:
                office = subject.content.items[subject.content.index["offices"][min(offices)]].value
                why = _only_in_another(subject, person, office)
                if why:
                    message = Told("{person} wasn't {office} {on}: {why}", person=person_called(subject, person),
                                   office=name_of(office), on=when(Date(subject.as_of)), why=why)  # fmt: skip
                    hint = Told("name who held the office then, or the office that this person held")
                    yield Found(note.path, message, hint, "", each.start, each.end - each.start, severity="warning")


def _ends_by_an_election(subject: Subject, terms: list[Term]) -> bool:
    """Tell whether terms end only because there was an election, and nobody knows who was elected."""
    ends = {date for term in terms for date in subject.once(_unknown_outcomes).get(term.office, ())}
    return all(term.end is not None and term.end in ends for term in terms)


def _unknown_outcomes(subject: Subject) -> dict[str | None, list[Date]]:
    """Return by office the dates of the elections of which the agenda doesn't say who was elected."""
    found: dict[str | None, list[Date]] = {}
    for _, held in subject.entities(Event):
        for item in held.agenda if held.date else ():
            if item.office and item.elected is None and held.date:
                found.setdefault(item.office, []).append(held.date)
    return found


def _is_of_their_work(text: TextIn, at: int) -> bool:
    """Tell whether a name stands for whose report something is: that may be of before."""
    first, last = sentence(text.words, at)
    work = said.pattern(text.language, "offices", "work_of")
    return bool(matcher(work).search(text.words, first, last))


def _is_new(text: TextIn, at: int, terms: list[Term], on: Date) -> bool:
    """Tell whether somebody is called the new holder of an office that they were soon to take."""
    first, last = sentence(text.words, at)
    if not matcher(said.pattern(text.language, "offices", "newly")).search(text.words, first, last):
        return False
    starts = [term.start.start.first_day for term in terms if term.start and term.start.start]
    return on.start is not None and any(0 <= (start - on.start.first_day).days <= _SOON for start in starts)


_SOON = 400  # days after an election in which somebody takes office


def _never_held(subject: Subject, person: str, office: Office, on: Date) -> str:
    """Return why somebody can't have held an office in which the content has no term of theirs; "" if they may have."""
    others = [
        term.person
        for term in subject.once(terms_of_offices).get(office.id, ())
        if not _surely_outside(subject, term, on)
    ]
    if others:
        return Told("that was {others}", others=both(person_called(subject, other) for other in dict.fromkeys(others)))
    own = subject.once(terms_of_each).get(person, ())
    held = [term for term in own if not _surely_outside(subject, term, on)]
    offices = subject.content.index.get("offices", {})
    owner = offices[office.id].partition(".")[0]
    same = [term.office for term in held if offices.get(term.office, "").startswith(f"{owner}.")]
    if same:
        return Told("in office as {offices}", offices=both(office_called(subject, other) for other in same))
    return ""


def _only_in_another(subject: Subject, person: str, office: Office) -> str:
    """Return in which office of the same organisation somebody was, whenever; "" if in none."""
    own = subject.once(terms_of_each).get(person, ())
    offices = subject.content.index.get("offices", {})
    owner = offices[office.id].partition(".")[0]
    held = dict.fromkeys(term.office for term in own if offices.get(term.office, "").startswith(f"{owner}."))
    return Told("the terms have {others}", others=both(office_called(subject, id) for id in held)) if held else ""


def _otherwise_then(subject: Subject, text: TextIn, at: int, person: str, office: Office) -> tuple[str, Date]:
    """Return why somebody in another office can't have held this one in the only year that a sentence names."""
    days = list(_said_then(text, at, papers=False))
    day = days[0] if len(days) == 1 else Date(subject.as_of)
    own = subject.once(terms_of_each).get(person, ())
    if len(days) != 1 or all(_surely_outside(subject, term, day) for term in own):
        return "", day
    return _never_held(subject, person, office, day), day


def _acted_in_it(subject: Subject) -> Iterator[Found]:
    """Yield somebody in an entry on an office, and in no other part, which was another's then: Mr Caetano in 2016."""
    own = subject.once(terms_of_each)
    for text in readable(subject) if own else ():
        path, entry = next(
            ((at, one) for at, one in subject.owners(text.path) if isinstance(one, HistoryEntry)), ("", None)
        )
        on = date_of(subject, path) if entry else None
        if entry is None or on is None or on.ongoing or text.is_name or is_earlier(text.path):
            continue
        offices = ids_said(subject, text, "offices")
        for mention in mentions(subject, text) if offices else ():
            terms = own.get(mention.person, ())
            start, end = sentence(text.words, mention.start)
            apart = (words_of(text.language).not_in_office, said.pattern(text.language, "offices", "at_the_time"))
            if (
                {term.office for term in terms} & offices
                and all(_surely_outside(subject, term, on) for term in terms)
                and mention.person not in entry.persons
                and not any(start <= each.start < end and each.of("offices") for each in said_in(subject, text))
                and not any(start <= seen.start < end for seen in subject.once(KnownPlaces).seen(text))
                and not any(True for _ in _said_then(text, mention.start))
                and not any(matcher(pattern).search(text.words, start, end) for pattern in apart if pattern)
            ):
                office = next(
                    office for _, office in subject.entities(Office) if office.id in offices & {t.office for t in terms}
                )
                message = Told("{person} wasn't {office} {on}: {terms}", person=person_called(subject, mention.person),
                               office=name_of(office), on=when(on), terms=_spans(list(terms)))  # fmt: skip
                hint = Told("name who held the office then, or say “then” or “later”")
                yield Found(text.path, message, hint, text.key, mention.start, mention.end - mention.start,
                            severity="warning", rests_on=(date_field(subject, text.path),))  # fmt: skip
                break


def _listed_persons(subject: Subject) -> Iterator[Found]:
    for path, entry in subject.entities(HistoryEntry):
        on = date_of(subject, path)
        if on is None or on.ongoing or not entry.persons:
            continue
        of_persons, persons = subject.once(terms_of_persons), dict.fromkeys(entry.persons)
        for office in _offices_named(subject, path):
            own = [term for person in persons for term in of_persons.get((person, office.id), ())]
            # If one of those listed held it, or was elected to it there, the text may mean them.
            fits = any(
                not _surely_outside(subject, t, on) or (t.elected_at and t.elected_at == entry.event) for t in own
            )
            for index, person in enumerate(entry.persons):
                his = [term for term in own if term.person == person]
                if his and not fits:
                    message = Told(
                        "the text names the office “{office}”, which {person} didn't hold {on}: {spans}",
                        office=name_of(office),
                        person=person_called(subject, person),
                        on=when(on),
                        spans=_spans(his),
                    )
                    yield Found(f"{path}.persons[{index}]", message, Told("list who held it then"))


def offices_told_of(subject: Subject, path: str) -> Iterator[Office]:
    """Yield the offices that the text of an entry names, in its main language."""
    for _, office in subject.entities(Office):
        for text in subject.texts_at(f"{path}.text")[:1]:
            if matcher(_title(office, text.language, text.key)).search(text.words):
                yield office


def _offices_named(subject: Subject, path: str) -> Iterator[Office]:
    """Yield the offices that the text of an entry names as held, in its main language."""
    texts = subject.texts_at(f"{path}.text")
    for _, office in subject.entities(Office):
        for text in texts[:1]:  # one language is enough
            for found in matcher(_title(office, text.language, text.key)).finditer(text.words):
                start, end = sentence(text.words, found.start())
                if not matcher(words_of(text.language).not_in_office).search(text.words[start:end]):
                    yield office
                    break


def _offices_beside(subject: Subject, text: TextIn, start: int, end: int) -> Iterator[Office]:
    """Yield the offices whose title stands right before or behind a name, unless the sentence tells of an election."""
    words = words_of(text.language)
    first, last = sentence(text.words, start)
    # An election is told of before the name, or right behind it: გენერალურ მდივნად … აირჩიეს.
    behind = " ".join(text.words[end:last].split()[:3])
    behind = re.sub(rf"(?<!\w)(?:{said.pattern(text.language, 'offices', 'at_the_time')})(?!\w)", " ", behind)
    aside = said.pattern(text.language, "offices", "at_the_time")
    was_then = rf"(?<!\w)(?:{words.copula or said.NOTHING})\s+(?:{aside})(?!\w)"
    lead = re.sub(was_then, " ", text.words[first:start])
    around = [*lead.replace(MASK, " ").split()[-8:], "…", *behind.split()[:2]]
    if matcher(words.not_in_office).search(" ".join(around)):
        return
    before, after = text.raw[max(0, start - _REACH) : start], text.raw[end : end + _REACH]
    for _, office in subject.entities(Office):
        title = _title(office, text.language, text.key)
        # Most titles aren't there; what they look like beside a name is long to compile.
        if not _is_named(title, before + after):
            continue
        found = _before(title, office.id, text.language).search(before)
        if found is None and _is_named(title, after):
            found = _behind(title, office.id, text.language).match(after)
        if found and found["lesser"] is None:
            yield office  # a deputy holds another office


def _is_named(title: str, words: str) -> bool:
    """Tell whether an office may be named in some words: by its title, or by an expression."""
    return matcher(title).search(words) is not None or "offices." in words


@lru_cache(maxsize=1024)
def _before(title: str, office: str, code: str) -> re.Pattern[str]:
    """Return a pattern of a title, typed or printed, right before a name; `lesser`: a deputy's."""
    words = words_of(code)
    between = r"[\s,(–-]*(?:(?:of|de|du)\s+(?:the\s+)?[\w-]+[\s,]*)?"
    aside = said.pattern(code, "offices", "at_the_time")
    linked = "".join(rf"(?:(?:{linking})\s+)?" for linking in (words.copula, aside, words.honorifics) if linking)
    between += linked + r"(?:[^\W\d_]\.\s*){0,3}"
    return re.compile(rf"{_named(title, office, code)}{between}$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _behind(title: str, office: str, code: str) -> re.Pattern[str]:
    """Return one right behind a name: მაგალითაძე, ასოციაციის პრეზიდენტი, …; მაგალითაძე ასოციაციის პრეზიდენტია."""
    words = words_of(code)
    aside = said.pattern(code, "offices", "at_the_time")
    is_one = (
        rf"\s*,?\s*(?:(?:who|which|qui)\s+)?(?:{words.copula or '(?!)'})\s+(?:(?:{aside})\s+)?|\s*,\s*(?:{aside})\s+"
    )
    apposed = rf"\s*,\s*{words.owner_before or '(?!)'}\s+(?=(?:{title})\s*[,.;)])"
    owned = rf"{apposed}|\s+(?:\w+\s+)?(?=(?:{title})(?<={words.copula_ending or '(?!)'})(?!\w))"
    article, named = r"(?:the\s+|le\s+|la\s+)?", _named(title, office, code)
    return re.compile(rf"[\w’']{{0,4}}(?:\s*[,(–-]?\s*|{is_one}|{owned}){article}{named}", re.IGNORECASE)


def _named(title: str, office: str, code: str) -> str:
    printed = rf"\{{\{{\s*offices\.{office.replace('-', '_')}\b[^}}]*\}}\}}"
    lesser = rf"(?P<lesser>(?<!\w)(?:{words_of(code).lesser or '(?!)'})[\s-]*)?"
    return rf"{lesser}(?:(?(lesser)|(?<![\w-]))(?:{title})(?![\w-])|{printed})"


def _title(office: Office, language: str, key: str) -> str:
    return _inflected(office.title.root.get(key, ""), language)


@cache
def _inflected(title: str, language: str) -> str:
    """Return a pattern of a title in any of its forms."""
    return r"\s+".join(language_of(language).inflected(word) for word in title.split()) or "(?!)"


def _surely_outside(subject: Subject, term: Term, on: Date) -> bool:
    if surely_before(on, term.start) or surely_before(term.end, on):
        return True
    return on.start is not None and term.end is None and surely_until(subject, term) < on.start.first_day


def _said_then(text: TextIn, at: int, *, papers: bool = True) -> Iterator[Date]:
    """Yield the days and years that a sentence names: «in May 2017 the President was …» is of then.

    The report for 2017 may be of any day: without `papers` its year isn't yielded.
    """
    first, last = sentence(text.words, at)
    for typed in dates(text):
        if not first <= typed.start < last or not (month := replace(typed, day=None).date):
            continue
        if papers or not (is_of_a_paper(text, typed) or is_planned_for(text, typed)):
            yield month


def _dated(subject: Subject, path: str) -> Date | None:
    dates = (owner.as_of for _, owner in subject.owners(path) if isinstance(owner, Fact) and owner.as_of)
    return next(dates, None)


def _spans(terms: list[Term]) -> str:
    def span(term: Term) -> str:
        if term.start is None and term.end is not None:
            return Told("until {end}", end=in_words(term.end))
        if term.start is not None and term.end is None:
            return Told("since {start}", start=in_words(term.start))
        return Told("{start} – {end}", start=known(term.start), end=known(term.end))

    def known(date: Date | None) -> str:
        return in_words(date) if date else "…"

    return Told("in office {spans}", spans=with_commas(map(span, terms)))

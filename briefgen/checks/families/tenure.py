"""What texts tell of offices: since when somebody is in one, to which they were elected, and whom they followed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefgen.checks.about import (
    date_of,
    event,
    event_of,
    in_words,
    is_earlier,
    office_called,
    person_called,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.families.bodies import headed_otherwise
from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, said_in
from briefgen.checks.scan import TypedDate, dates, fits, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body, Office
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told, both, with_commas

_NEAR = 60  # characters between a verb and its date


@rule("term-told-otherwise", "error", "A text says of a person since when, or until when, they are in office.")
def term_told_otherwise(subject: Subject) -> Iterator[Found]:
    """Find the days on which texts let somebody take or leave office that aren't those of their terms."""
    own = subject.once(_terms_of_each)
    if not own:
        return
    yield from _elected_then(subject)
    yield from _until_then(subject)
    for text in readable(subject):
        if text.is_name:
            continue
        for name in ("took_office", "left_office"):
            for found in turn(text.language, name, "offices").finditer(text.words):
                start, end = sentence(text.words, found.start())
                typed = _date_beside(text, found, start, end)
                person = _person_before(subject, text, found.start(), start, end)
                if typed and name == "left_office" and not any(term.end for term in own.get(person, ())):
                    yield from _ends_otherwise(subject, text, typed, own.get(person, ()))
                    continue
                known = [
                    date for term in own.get(person, ()) if (date := term.start if name == "took_office" else term.end)
                ]
                if typed is None or not known or len(known) != len(own[person]) or any(_says(typed, d) for d in known):
                    continue
                about = {
                    "raw": text.raw[typed.start : typed.end],
                    "person": person_called(subject, person),
                    "day": both(map(in_words, known)),
                }
                message = (
                    Told("“{raw}”, but {person} came into office on another day: {day}", **about)
                    if name == "took_office"
                    else Told("“{raw}”, but {person} left office on another day: {day}", **about)
                )
                hint = Told("correct the text, or the term")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _until_then(subject: Subject) -> Iterator[Found]:
    """Yield «until June 2018 X was Secretary General» where that term ended at another time."""
    terms = subject.once(_terms_of_each)
    for text in readable(subject):
        if text.is_name or not dates(text) or not mentions(subject, text):
            continue
        was = matcher(said.pattern(text.language, "offices", "was"))
        for typed in dates(text):
            start, end = sentence(text.words, typed.start)
            here = {one.person for one in mentions(subject, text) if start <= one.start < end}
            if len(here) != 1 or not typed.year or not _is_until(text, typed, start):
                continue
            offices = {
                id
                for each in said_in(subject, text)
                if start <= each.start < end and not _is_lesser(text, each)
                for id in each.of("offices")
            }
            (person,) = here
            own = [term for term in terms.get(person, ()) if term.office in offices]
            ends = [term.end for term in own if term.end]
            if len(offices) != 1 or not ends or len(ends) != len(own) or any(_says(typed, each) for each in ends):
                continue
            if was.search(text.words, start, end):
                message = Told(
                    "“{raw}”, but {person} left office on another day: {day}",
                    raw=text.raw[typed.start : typed.end],
                    person=person_called(subject, person),
                    day=both(map(in_words, ends)),
                )
                hint = Told("correct the text, or the term")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _is_until(text: TextIn, typed: TypedDate, start: int) -> bool:
    before = text.words[max(start, typed.start - 20) : typed.start]
    until = words_of(text.language).until_then
    written = text.words[typed.start : typed.end + 6]
    return bool(re.search(rf"(?<!\w)(?:{until})\s+$", f"{before}", re.IGNORECASE)) or bool(
        re.match(rf"[^.;,]*{said.pattern(text.language, 'time', 'until_ending')}(?!\w)", written)
    )


def _elected_then(subject: Subject) -> Iterator[Found]:
    """Yield another day of an election than that of the meeting at which a term says that somebody was elected."""
    elected: dict[str, list[Date]] = {}
    for _, term in subject.entities(Term):
        held = event(subject, term.elected_at)
        elected.setdefault(term.person, []).extend([held.date] if held else [])
    for text in readable(subject) if any(elected.values()) else ():
        if text.is_name or not dates(text):
            continue
        for found in turn(text.language, "elected_as", "offices").finditer(text.words):
            start, end = sentence(text.words, found.start())
            typed = _date_beside(text, found, start, end)
            known = elected.get(_person_before(subject, text, found.start(), start, end), [])
            if typed is None or not known or any(_says(typed, date) for date in known) or typed.until:
                continue
            if matcher(words_of(text.language).of_before).search(text.words, start, end):
                continue
            if turn(text.language, "since", "ages").search(text.words[max(start, typed.start - 8) : typed.start]):
                continue
            message = Told("“{raw}”, but that was {own}", raw=text.raw[typed.start : typed.end], own=when(known[-1]))
            hint = Told("print the date with {{ }}; if something else is meant, say what")
            yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)
            break


def _ends_otherwise(subject: Subject, text: TextIn, typed: TypedDate, terms: Sequence[Term]) -> Iterator[Found]:
    """Yield the end of a term to which the length of the term that an election gave doesn't lead."""
    held = [found for found in (event_of(subject, text.path),) if found]
    for _, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        if steps[0] == "events" and len(steps) > 1 and (path := subject.named("events", steps[1])):
            held.append(subject.content.items[path].value)
    years = {
        one.date.start.year + one.term_years + more
        for one in held
        if one.term_years and one.date.start
        for more in (0, 1)
    }
    years |= {term.start.start.year + term.years for term in terms if term.years and term.start and term.start.start}
    if years and typed.year not in years:
        message = Told(
            "“{raw}”, but so many years lead to {years}",
            raw=text.raw[typed.start : typed.end],
            years=with_commas(map(str, sorted(years))),
        )
        hint = Told("correct the text, or the term")
        yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _says(typed: TypedDate, known: Date) -> bool:
    return bool(typed.decades) or fits(typed, known)


def _date_beside(text: TextIn, found: re.Match[str], start: int, end: int) -> TypedDate | None:
    """Return the date of a sentence that stands nearest to a turn of phrase."""
    near = [
        typed
        for typed in dates(text)
        if start <= typed.start < end
        and typed.year
        and found.start() - _NEAR < typed.end
        and typed.start < found.end() + _NEAR
    ]
    return min(near, key=lambda one: max(one.start - found.end(), found.start() - one.end), default=None)


def _person_before(subject: Subject, text: TextIn, at: int, start: int, end: int) -> str:
    """Return who a sentence is about: whoever it names, or whom the text named last before it."""
    named = sorted(mentions(subject, text), key=lambda one: one.start)
    here = {one.person for one in named if start <= one.start < end}
    if here:
        return next(iter(here)) if len(here) == 1 else ""
    before = [one.person for one in named if one.start < start]
    return before[-1] if before else ""


def _terms_of_each(subject: Subject) -> Mapping[str, Sequence[Term]]:
    found: dict[str, list[Term]] = {}
    for _, term in subject.entities(Term):
        found.setdefault(term.person, []).append(term)
    return found


@rule("elected-as-another", "error", "Whoever a text tells of as elected holds that office, or stood for it.")
def elected_as_another(subject: Subject) -> Iterator[Found]:
    """Find people whom texts let be elected to an office in which they have no term, while they have one in another."""
    own, offices = subject.once(_terms_of_each), {office.id: path for path, office in subject.entities(Office)}
    for text in readable(subject):
        pattern = turn(text.language, "elected_as", "offices")
        if not own or not pattern.search(text.words):
            continue
        named_offices = [each for each in said_in(subject, text) if each.of("offices")]
        named = sorted(mentions(subject, text), key=lambda one: one.start)
        everybody = {one.person for one in named}
        seen = set()
        for found in pattern.finditer(text.words):
            start, end = sentence(text.words, found.start())
            here = {one.person for one in named if start <= one.start < end}
            # «After his election as President» is of whoever the text is about.
            if not here and len(everybody) == 1 and _speaks_of_somebody(text, start, end):
                here = everybody
            told = [each for each in named_offices if start <= each.start < end and not _is_lesser(text, each)]
            if start in seen or len(here) != 1:
                continue
            seen.add(start)
            (person,) = here
            held = {term.office for term in own.get(person, ())}
            owners = {offices[office].partition(".")[0] for office in held if office in offices}
            for each in told:
                ids = {id for id in each.of("offices") if offices.get(id, "").partition(".")[0] in owners}
                close = found.start() - _NEAR < each.end and each.start < found.end() + _NEAR
                if not held or not ids or ids & held or not close or _stood(subject, person, ids):
                    continue
                if not _is_the_elected(text, each):
                    continue
                message = Told(
                    "{person} was never elected {office}: the terms have {others}",
                    person=person_called(subject, person),
                    office=office_called(subject, min(ids)),
                    others=both(office_called(subject, office) for office in sorted(held)),
                )
                hint = Told("name the office to which this person was elected")
                yield Found(text.path, message, hint, text.key, each.start, each.end - each.start)
                break


def _speaks_of_somebody(text: TextIn, start: int, end: int) -> bool:
    pronouns = "|".join(filter(None, (words_of(text.language).he, words_of(text.language).she)))
    pronouns = pronouns or said.pattern(text.language, "offices", "pronouns")
    return bool(matcher(pronouns).search(text.words, start, end))


def _is_the_elected(text: TextIn, office: InText) -> bool:
    """Tell whether an office is what somebody is elected to: in Georgian it has an ending of its own."""
    ending = said.pattern(text.language, "offices", "as_office")
    written = (
        text.words[office.start : office.end]
        if text.words[office.start].isalpha()
        else text.raw[office.start : office.end]
    )
    return ending == said.NOTHING or bool(re.search(rf"(?:{ending})$", written)) or "| adv" in written


def _is_lesser(text: TextIn, office: InText) -> bool:
    lesser = words_of(text.language).lesser
    before = text.words[max(0, office.start - 20) : office.start]
    behind = text.words[office.end : office.end + 30]
    return bool(lesser and re.search(rf"(?<!\w)(?:{lesser})[\s-]*$", before, re.IGNORECASE)) or bool(
        turn(text.language, "deputy_behind", "offices").match(behind.lstrip())
    )


def _stood(subject: Subject, person: str, offices: set[str]) -> bool:
    """Tell whether somebody was a candidate for an office."""
    return any(
        item.office in offices and person in (*(item.candidates or ()), *(item.elected or ()))
        for _, held in subject.entities(Event)
        for item in held.agenda
    )


@rule("holder-followed-otherwise", "error", "Whoever followed somebody in office had the same office after them.")
def holder_followed_otherwise(subject: Subject) -> Iterator[Found]:
    """Find people of whom texts say that one followed the other, though they never had one office, or in that order."""
    own = subject.once(_terms_of_each)
    for text in readable(subject):
        if text.is_name:
            continue
        for name in ("followed", "went_before"):
            for found in turn(text.language, name, "offices").finditer(text.words):
                pair = _pair(subject, text, found)
                if pair is None:
                    continue
                (first, second), at, in_order = pair
                if found.groupdict().get("turned"):
                    first, second = second, first
                if not own.get(first) or not own.get(second):
                    continue
                same = {term.office for term in own[first]} & {term.office for term in own[second]}
                pairs = [(one, other) for one in own[first] for other in own[second] if one.office == other.office]
                if not same or (in_order and all(_after(*each) for each in pairs)):
                    message = Told(
                        "{second} didn’t follow {first} in any office",
                        first=person_called(subject, first),
                        second=person_called(subject, second),
                    )
                    hint = Told("name who held the office before")
                    yield Found(text.path, message, hint, text.key, at.start, at.end - at.start)


def _after(one: Term, other: Term) -> bool:
    """Tell whether a term surely began after another one began."""
    return surely_before(other.start, one.start) or surely_before(other.end, one.start)


def _pair(subject: Subject, text: TextIn, found: re.Match[str]) -> tuple[tuple[str, str], Mention, bool] | None:
    """Return who went before and who came then, as a turn of phrase has them, where, and whether that is sure."""
    start, end = sentence(text.words, found.start())
    named = sorted(mentions(subject, text), key=lambda one: one.start)
    here = [one for one in named if start <= one.start < end]
    if not here:
        return None
    persons = list(dict.fromkeys(one.person for one in here))
    if len(persons) == 1:
        before = [one.person for one in named if one.start < start and one.person != persons[0]]
        if not before:
            return None
        return (persons[0], before[-1]), here[0], True
    if len(persons) != 2:
        return None
    first, second = here[0], next(one for one in here if one.person != here[0].person)
    # «A succeeded B»; „A-მ შეცვალა B“
    return (second.person, first.person), second, words_of(text.language).capitals


@rule("holder-made-deputy", "error", "Whoever holds an office is told of by it, and not as a deputy in one.")
def holder_made_deputy(subject: Subject) -> Iterator[Found]:
    """Find the Vice-President, or the acting one, beside the name of somebody who is in another office then."""
    own = subject.once(_terms_of_each)
    offices = {office.id: path.partition(".")[0] for path, office in subject.entities(Office)}
    for text in readable(subject) if own else ():
        named = mentions(subject, text)
        lesser = (
            [each for each in said_in(subject, text) if each.of("offices") and _is_lesser(text, each)] if named else []
        )
        on = date_of(subject, text.path)
        if on is None or on.ongoing:
            on = Date(subject.as_of)
        for each in lesser:
            for mention in named:
                if not _are_beside(text, each, mention):
                    continue
                ids = each.of("offices")
                owners = {offices.get(id) for id in ids}
                held = [
                    term
                    for term in own.get(mention.person, ())
                    if offices.get(term.office) in owners
                    and not surely_before(on, term.start)
                    and not surely_before(term.end, on)
                ]
                if held:
                    message = Told(
                        "{person} was {office} then, and no deputy",
                        person=person_called(subject, mention.person),
                        office=both(office_called(subject, term.office) for term in held),
                    )
                    hint = Told("name the office that this person held")
                    yield Found(text.path, message, hint, text.key, mention.start, mention.end - mention.start)


def _are_beside(text: TextIn, office: InText, mention: Mention) -> bool:
    """Tell whether a name stands right beside a title, with what makes it a deputy's behind that, perhaps."""
    first, last = sorted(((office.start, office.end), (mention.start, mention.end)))
    gap = text.words[first[1] : last[0]]
    if first == (office.start, office.end):
        deputy = turn(text.language, "deputy_behind", "offices").match(gap.lstrip())
        gap = gap.lstrip()[deputy.end() :] if deputy else gap
        if deputy:  # მოვალეობის შემსრულებელი
            gap = re.sub(r"^\s*შემსრულებელ\w*", "", gap)
    words = words_of(text.language)
    asides = "|".join(
        filter(
            None, (words.copula, words.honorifics, words.lesser, said.pattern(text.language, "offices", "at_the_time"))
        )
    )
    return bool(
        re.fullmatch(
            rf"[\w’]{{0,4}}[\s,(–-]*(?:(?:of|at)\s+(?:the\s+)?[\w-]+[\s,]*)?(?:(?:the|who|{asides})\.?[\s-]+)*",
            gap,
            re.I,
        )
    )


@rule("office-differs", "error", "An office is the same in every language of a text.")
def office_differs(subject: Subject) -> Iterator[Found]:
    """Find a deputy in one language where another has the holder of the office."""
    for first, other in pairs(subject):
        if first.language == other.language:
            continue
        here, there = (_offices_in(subject, text) for text in (first, other))
        for (text, ours), (opposite, theirs) in (((first, here), (other, there)), ((other, there), (first, here))):
            for (id, is_lesser), at in ours.items():
                if not is_lesser or (id, True) in theirs or (id, False) not in theirs or (id, False) in ours:
                    continue
                message = Told("a deputy here, and not in the text in {key}", key=repr(opposite.key))
                hint = Told("correct the one that is wrong")
                yield Found(text.path, message, hint, text.key, at.start, at.end - at.start)


def _offices_in(subject: Subject, text: TextIn) -> dict[tuple[str, bool], InText]:
    found: dict[tuple[str, bool], InText] = {}
    for each in said_in(subject, text):
        for id in each.of("offices"):
            found.setdefault((id, _is_lesser(text, each)), each)
    return found


@rule("label-differs", "warning", "A label names no other office than the text below it.")
def label_differs(subject: Subject) -> Iterator[Found]:
    """Find labels and summaries of entries that name an office of which the text has none, but another one."""
    for path, _ in subject.entities(HistoryEntry):
        texts = {text.key: text for text in subject.texts_at(f"{path}.text")}
        for field in ("label", "summary"):
            for label in subject.texts_at(f"{path}.{field}"):
                text = texts.get(label.key)
                if text is None or is_earlier(path):
                    continue
                ours, theirs = _offices_in(subject, label), _offices_in(subject, text)
                only = [key for key in ours if key not in theirs]
                other = [key for key in theirs if key not in ours]
                if only and other:
                    at = ours[only[0]]
                    message = Told(
                        "{word} stands here, and not in the text below it",
                        word=shown(label.raw[at.start : at.end]),
                    )
                    hint = Told("correct the one that is wrong")
                    yield Found(label.path, message, hint, label.key, at.start, at.end - at.start)


@rule("person-differs", "error", "The people in one text are the same in every language.")
def person_differs(subject: Subject) -> Iterator[Found]:
    """Find somebody named in one language where another language names somebody else."""
    for first, other in pairs(subject):
        if first.path.startswith("people."):
            continue
        here, there = (
            {one.person: one for one in sorted(mentions(subject, text), key=lambda one: one.start, reverse=True)}
            for text in (first, other)
        )
        ours, theirs = ([p for p in one if p not in another] for one, another in ((here, there), (there, here)))
        for person, opposite in zip(ours, theirs, strict=False):
            at = there[opposite]
            message = Told(
                "{person} here, {other} in the text in {key}",
                person=person_called(subject, opposite),
                other=person_called(subject, person),
                key=repr(first.key),
            )
            yield Found(
                other.path, message, Told("correct the one that is wrong"), other.key, at.start, at.end - at.start
            )


@rule("seat-differs", "error", "A seat to which somebody was elected is the same wherever texts tell of it.")
def seat_differs(subject: Subject) -> Iterator[Found]:
    """Find “as Chairperson” of the holder of an office whom other texts call the Vice-Chairperson, or the Secretary."""
    told: dict[str, list[tuple[str, TextIn, int, int]]] = {}
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        seats = list(_seats(text))
        named = [each for each in said_in(subject, text) if each.of("offices")] if seats else []
        for seat, at, end in seats:
            start, last = sentence(text.words, at)
            here = {
                id
                for each in named
                if start <= each.start < last and not _is_lesser(text, each)
                for id in each.of("offices")
            }
            if len(here) == 1:
                told.setdefault(here.pop(), []).append((seat, text, at, end))
    for office, places in told.items():
        seats_told = Counter(seat for seat, *_ in places)
        if len(seats_told) < 2:
            continue
        (most, often), (_, less) = seats_told.most_common(2)
        for seat, text, at, end in places:
            if seat == most or (often == less and len(places) > 2):
                continue
            others = next(other.raw[begin:last] for its, other, begin, last in places if its == most)
            message = Told(
                "{word} here, “{other}” elsewhere, of the {office}",
                word=shown(text.raw[at:end]),
                other=others,
                office=office_called(subject, office),
            )
            yield Found(text.path, message, Told("correct the one that is wrong"), text.key, at, end - at)


def _seats(text: TextIn) -> Iterator[tuple[str, int, int]]:
    """Yield the seats that a text gives to somebody: which, and where it stands."""
    taken: list[tuple[int, int]] = []
    for seat, pattern in said.table(text.language, "seats").items():
        if seat in ("before", "behind", "ends"):
            continue
        before, behind = (said.pattern(text.language, "seats", name) for name in ("before", "behind"))
        for found in matcher(pattern).finditer(text.words):
            if any(start <= found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            lead, rest = text.words[max(0, found.start() - 40) : found.start()], text.words[found.end() :][:30]
            if (
                re.search(rf"(?:{before})\s+(?:the\s+)?$", lead, re.I)
                or re.search(rf"^(?:{behind})(?!\w)", found[0] + rest, re.I)
                or re.search(rf"(?:{said.pattern(text.language, 'seats', 'ends')})$", found[0])
            ):
                yield seat, found.start(), found.end()


@rule("head-differs", "error", "A body is headed by whom its text names, and by whom its field does.")
def head_differs(subject: Subject) -> Iterator[Found]:
    """Find bodies that another office heads in the field than in the text."""
    told: set[str] = set()
    for path, body in subject.entities(Body):
        for text in subject.texts_at(f"{path}.text") if body.headed_by else ():
            for found in headed_otherwise(subject, text, said_in(subject, text), path, body.headed_by or ""):
                if found.path not in told:  # the languages say the same
                    told.add(found.path)
                    yield found

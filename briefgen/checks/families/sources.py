"""Sources can have said what they are named for, and each stands there once."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from briefgen.checks import web
from briefgen.checks.about import by_name, date_of, event, name_of
from briefgen.checks.amounts import turn
from briefgen.checks.cited import cited_otherwise
from briefgen.checks.likely import matcher
from briefgen.checks.rough import roughness
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedDate, dates, numbers
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.base import Fact, Reading
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Body
from briefgen.content.schema.people import Person, Term
from briefgen.content.schema.places import City
from briefgen.content.schema.sources import Source
from briefgen.dates import Date
from briefgen.language import available, said
from briefgen.language.usage import usage
from briefgen.problems.notes import Told

_YEAR = re.compile(r"(?<![\w./-])(?:19|20)\d\d(?![\w]|[-–/]\d)")
_YEAR_IN_NAME = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
_A_YEAR_IN_IT = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH_IN_NAME = re.compile(r"(?:19|20)\d\d-[01]\d(?!\d)")
_NUMBER_IN_NAME = re.compile(r"-(\d{1,3})$")
_YEAR_IN_PATH = re.compile(r"(?<![\w.])(?:19|20)\d\d(?![\w.])")
_CAPITALS = re.compile(r"(?<!\w)[A-Z]{3,}(?!\w)")
_SHORTEST = 3  # letters of an acronym, or of an address
_LARGE = 20  # a smaller number is also of something else
_NEAR = 30  # characters
_MANY = 3  # facts
_A_YEAR = 365  # days
_A_YEARS_MEETINGS = 5


@rule("source-doubled", "warning", "Every source stands there once.")
def source_doubled(subject: Subject) -> Iterator[Found]:
    """Find two sources with one address, or with one title."""
    kinds: tuple[tuple[str, Callable[[Source], object]], ...] = (("url", _page), ("title", _title))
    for name, of in kinds:
        first: dict[object, list[str]] = {}
        for path, source in subject.entities(Source):
            if key := of(source):
                first.setdefault(key, []).append(path)
        message = Told("two sources have this address") if name == "url" else Told("two sources have this title")
        for paths in first.values():
            for path in paths if len(paths) > 1 else ():
                hint = Told("keep one of them, or tell them apart")
                yield Found(f"{path}.{name}", message, hint, rests_on=(f"{paths[0]}.{name}",))


@rule("source-both", "error", "No source says both yes and no to one fact.")
def source_both(subject: Subject) -> Iterator[Found]:
    """Find sources that stand in `sources` and in `contradicted_by`, or twice in one of them."""
    for path, fact in subject.entities(Fact):
        for id in sorted(set(fact.sources) & set(fact.contradicted_by)):
            message = Told("the source {id} agrees here and contradicts, too", id=_called(subject, id))
            yield Found(f"{path}.contradicted_by", message, Told("leave it where it belongs"))
        for id, times in Counter(fact.sources).items():
            if times > 1:
                message = Told("the source {id} is named twice", id=_called(subject, id))
                yield Found(f"{path}.sources", message, Told("delete one"), severity="warning")


@rule("source-missing", "warning", "What is verified has a source.")
def source_missing(subject: Subject) -> Iterator[Found]:
    """Find facts that somebody has verified, without saying where."""
    for path, fact in subject.entities(Fact):
        if fact.status == "verified" and not fact.sources:
            hint = Told("name the source with which it was compared, or let it be unverified")
            yield Found(f"{path}.status", Told("this is verified, and no source is named"), hint)


@rule("source-early", "warning", "A source isn't older than what it stands behind.")
def source_early(subject: Subject) -> Iterator[Found]:
    """Find facts that were not yet so when their sources were published; of an entry all must be older."""
    days = {source.id: day for _, source in subject.entities(Source) if (day := _last_day(subject, source))}
    late: dict[str, list[str]] = defaultdict(list)
    for path, fact in subject.entities(Fact):
        when, is_reading = _since(subject, path, fact)
        if when is None or not fact.sources:
            continue
        if subject.as_of and when > subject.as_of.last_day and not is_reading:
            continue  # what is still to come, an older source announces
        older = [id for id in fact.sources if id in days and days[id] < when]
        if is_reading or len(older) == len(fact.sources):
            for id in older:
                late[id].append(path)
    for id, facts in late.items():
        if len(facts) >= _MANY:
            path = subject.content.index["sources"][id]
            message = Told("{number} facts that rest on this source are younger than it", number=len(facts))
            yield Found(f"{path}.date", message, Told("correct the date of the source, or name newer ones"))
            continue
        for path in facts:
            message = Told("the source {id} was published before this", id=_called(subject, id))
            hint = Told("name the source that says so, or correct the dates")
            rests_on = f"{subject.content.index['sources'][id]}.date", f"{path}.as_of"
            yield Found(f"{path}.sources", message, hint, rests_on=rests_on)


@rule("source-date", "error", "The date of a source is the one in its title.")
def source_date(subject: Subject) -> Iterator[Found]:
    """Find sources dated otherwise than their title or a text says, and reviews of a year that hadn't come yet."""
    yield from cited_otherwise(subject)
    for path, source in subject.entities(Source):
        if source.date is None or source.date.start is None:
            continue
        for text in subject.once(_titles)[path]:
            if message := _misdated(text, source.date, source.date.start.year):
                yield Found(f"{path}.date", message, Told("correct the one that is wrong: the title or the date"))
                break


@rule("source-number", "error", "Meetings in titles of sources have their numbers in the order of their years.")
def source_number(subject: Subject) -> Iterator[Found]:
    """Find a numbered meeting in a title whose year doesn't fit those of the meetings before and after it."""
    points: dict[str, list[_Meeting]] = defaultdict(list)
    for path, held in subject.entities(Event):
        if held.body and held.number and held.date.start:
            points[held.body].append(_Meeting(held.number, held.date.start.year, path, is_event=True))
    for path, source in subject.entities(Source):
        for body, number, year in _meetings_named(subject, path, source):
            points[body].append(_Meeting(number, year, path, is_event=False))
    for path, held in subject.entities(Event):
        for number, year in _meetings_noted(path, held.note) if held.body else ():
            points[held.body or ""].append(_Meeting(number, year, path, is_event=False, is_note=True))
    for meetings in points.values():
        for one in meetings:
            against = [other for other in meetings if not (one.is_event or one.is_note) and _disagree(one, other)]
            # Of two titles that disagree, the one that disagrees with more is wrong; with an event, the title is.
            if any(other.is_event or _most(other, meetings) <= _most(one, meetings) for other in against):
                other = against[0]
                message = Told(
                    "meeting {number} in {year} doesn't fit meeting {other} in {then}",
                    number=one.number,
                    year=one.year,
                    other=other.number,
                    then=other.year,
                )
                on = next((f"{other.path}.date" for other in against if other.is_event), "")
                yield Found(f"{one.path}.title", message, Told("correct the number or the year"), rests_on=(on,))

    for path, held in subject.entities(Event):
        for title, written in _slips_of(subject, held):
            message = Told(
                "the title has {written}, but the event is number {number}", written=written, number=held.number
            )
            hint = Told("look which of the two is right")
            yield Found(title, message, hint, rests_on=(f"{path}.number",), severity="warning")


def _slips_of(subject: Subject, held: Event) -> Iterator[tuple[str, str]]:
    """Yield the sources of an event whose titles, in any language, have its number with one digit or two amiss."""
    number, known = str(held.number or ""), subject.once(_by_id)
    for path, title in (known[id] for id in held.sources if id in known) if len(number) > 1 else ():
        written = _DIGITS.findall(title)
        turned = next((one for one in written if sorted(one) == sorted(number)), "")
        if turned and number not in written:
            yield f"{path}.title", turned


def _by_id(subject: Subject) -> Mapping[str, tuple[str, str]]:
    """Return of each source, by its short name, the path and the title."""
    return {source.id: (path, source.title) for path, source in subject.entities(Source)}


_DIGITS = re.compile(r"(?<![\d.,/-])\d{2,4}(?![\d/-]|[.,]\d)")


@rule("source-unlike-name", "warning", "A source is the one that its short name says.")
def source_unlike_name(subject: Subject) -> Iterator[Found]:
    """Find sources whose title, date, publisher or address is that of another one than their short name says."""
    ending = subject.once(_by_ending)
    for path, source in subject.entities(Source):
        named = {int(year) for year in _YEAR_IN_NAME.findall(source.id)}
        own = {int(year) for year in _A_YEAR_IN_IT.findall(source.title)}
        # What was written in the year after is named for the year that it is on, unless it is named by its month.
        known = named | own | (set() if _MONTH_IN_NAME.search(source.id) else {year + 1 for year in named})
        if named and own and not named & own:
            message = Told("the title has {year}, its short name {other}", year=min(own), other=min(named))
            yield Found(f"{path}.title", message, Told("look which of the two is right"))
        elif named and source.date and source.date.start and source.date.start.year not in known:
            year = source.date.start.year
            message = Told("this is of {year}, its short name has {other}", year=year, other=min(named))
            yield Found(f"{path}.date", message, Told("look which of the two is right"))
        if number := _NUMBER_IN_NAME.search(source.id):
            ordinals = {
                one.whole for text in subject.once(_titles)[path]
                for one in numbers(text) if one.ordinal
            }  # fmt: skip
            if len(ordinals) == 1 and int(number[1]) not in ordinals:
                message = Told("the title has number {number}, its short name {other}",
                               number=min(filter(None, ordinals)), other=number[1])  # fmt: skip
                yield Found(f"{path}.title", message, Told("look which of the two is right"))
        first = re.split(r"[^\w]", source.title, maxsplit=1)[0]
        acronyms = set(_CAPITALS.findall(source.publisher or ""))
        named_so = len(first) >= _SHORTEST and first.isupper() and first.casefold() == source.id.split("-")[0]
        if named_so and acronyms and first not in acronyms:
            message = Told("the title and the short name have {name}", name=shown(first))
            yield Found(f"{path}.publisher", message, Told("look who published it"))
        address = web.parted(source.url) if source.url else None
        slug = address.parts.path.rstrip("/").rpartition("/")[2].casefold() if address else ""
        others = ending.get(slug, ()) if len(slug) >= _SHORTEST else ()
        if others and source.id not in others:
            message = Told("this address is that of another source: {id}", id=_called(subject, others[0]))
            yield Found(f"{path}.url", message, Told("correct the address"))
        years = {int(year) for year in _YEAR_IN_PATH.findall(address.parts.path)} if address else set()
        known = named | own | ({source.date.start.year} if source.date and source.date.start else set())
        if years and known and not years & {*known, *(year + 1 for year in known)}:
            message = Told("the address has {year}, the source {other}", year=min(years), other=min(known))
            yield Found(f"{path}.url", message, Told("correct the address, or the date"))


def _by_ending(subject: Subject) -> Mapping[str, Sequence[str]]:
    """Return the sources by each ending of their short names, of whole words: issa-forum-2019, forum-2019, 2019."""
    found: dict[str, list[str]] = {}
    for _, source in subject.entities(Source):
        words = source.id.split("-")
        for at in range(len(words)):
            found.setdefault("-".join(words[at:]), []).append(source.id)
    return found


@rule("source-place", "warning", "A source on an event names the city in which it was.")
def source_place(subject: Subject) -> Iterator[Found]:
    """Find titles of sources on an event that name it with another city of the content than its own."""
    cities = {city.id: set(city.name.root.values()) for _, city in subject.entities(City)}
    titles = subject.once(_by_id)
    for _, held in subject.entities(Event):
        names = held.name.root.values() if held.name else ()
        for id in held.sources if held.city in cities else ():
            path, title = titles.get(id, ("", ""))
            if not any(name in title for name in names):
                continue
            there = {city for city, called in cities.items() if any(_is_in(name, title) for name in called)}
            if there and held.city not in there:
                message = Told("the title names another city than that of {held}", held=name_of(held))
                on = f"{subject.content.index['events'][held.id]}.city"
                yield Found(f"{path}.title", message, Told("look which of the two is right"), rests_on=(on,))


def _is_in(name: str, title: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title))


@rule("source-of-another", "warning", "A source that is named for a body stands behind that body, and behind no other.")
def source_of_another(subject: Subject) -> Iterator[Found]:
    """Find bodies that rest on a source whose title names another one of their kind."""
    bodies = dict(subject.entities(Body))
    names = {body.id: _long_names(body) for body in bodies.values()}
    named = {id: {body for body, its in names.items() if any(name in title.casefold() for name in its)}
             for id, (_, title) in subject.once(_by_id).items()}  # fmt: skip
    for path, body in bodies.items():
        for field in ("sources", "contradicted_by"):
            for id in getattr(body, field):
                others = named.get(id, set())
                if len(others) == 1 and body.id not in others and _alike(subject, body, min(others)):
                    message = Told("the title of the source {id} names another body", id=_called(subject, id))
                    yield Found(f"{path}.{field}", message, Told("name the source that is on this one"))


def _long_names(body: Body) -> set[str]:
    return {name.casefold() for name in body.name.root.values() if len(name) > _SHORT}


_SHORT = 8  # letters of a name that any title may have


def _alike(subject: Subject, body: Body, other: str) -> bool:
    path = subject.content.index["bodies"][other]
    return bool(subject.content.items[path].value.kind == body.kind)


@rule("source-agrees", "warning", "A source that contradicts a figure has another one.")
def source_agrees(subject: Subject) -> Iterator[Found]:
    """Find figures that a source is said to contradict, on which the note says just the same."""
    notes = {source.id: source.note for _, source in subject.entities(Source)}
    for path, figure in subject.entities(Reading):
        for id in figure.contradicted_by if figure.qualifier == "exact" else ():
            text = TextIn(f"sources[{id}].note", "en", "en", notes.get(id, ""))
            whole = [one for one in numbers(text) if one.whole is not None and not one.ordinal]
            same = [one for one in whole if one.whole == figure.value >= _LARGE]
            if same and not roughness(text, same[0].start, same[0].end):
                message = Told("the note on the source {id} has just this figure", id=_called(subject, id))
                yield Found(f"{path}.contradicted_by", message, Told("name it under the sources that agree"))


@rule("source-elsewhere", "warning", "A publisher's pages stand on its own site.")
def source_elsewhere(subject: Subject) -> Iterator[Found]:
    """Find a page of a publisher on another site than all else that it has published."""
    sites: dict[str, Counter[str]] = defaultdict(Counter)
    for _, association in subject.entities(Association):
        if association.website and (address := web.parted(association.website)):
            for name in filter(None, (association.acronym, *association.name.root.values())):
                sites[name.casefold()][address.domain] += 1
    pages: list[tuple[str, str, web.Address]] = []
    for path, source in subject.entities(Source):
        publisher = (source.publisher or "").casefold()
        if not publisher:
            continue
        for site in web.sites_of(publisher, _acronyms()):
            sites[publisher][site] = max(1, sites[publisher][site])
        address = web.parted(source.url) if source.url else None
        if address:
            pages.append((path, publisher, address))
            sites[publisher][address.domain] += 1
        sites[publisher].update({web.domain_of(name) for name in _named_in(source)} - {address and address.domain})
    for path, publisher, address in pages:
        others = sites[publisher] - Counter([address.domain])
        if web.is_encyclopaedia(address):
            if address.domain.partition(".")[0] not in publisher:
                message = Told(
                    "anybody writes the pages of {host}: this is none of the publisher’s", host=address.domain
                )
                yield Found(
                    f"{path}.url", message, Told("name the site as the publisher, or give the publisher’s own page")
                )
            continue
        is_known = others[address.domain] or address.domain in web.SHARED or address.domain in publisher
        if others and not is_known and not web.is_own(address):
            message = Told(
                "all else of this publisher stands on {site}, this page on {host}",
                site=others.most_common(1)[0][0],
                host=address.domain,
            )
            yield Found(f"{path}.url", message, Told("correct the address, or the publisher"))


@cache
def _acronyms() -> Mapping[str, str]:
    """Return the acronym of each well-known organization, by its name in any language."""
    return {
        name.casefold(): acronym.casefold()
        for code in available()
        for acronym, name in said.table(code, "organisations").items()
    }


class _Meeting(NamedTuple):
    """A numbered meeting: when it was, where that stands, and whether that is an event of the content."""

    number: int
    year: int
    path: str
    is_event: bool
    is_note: bool = False


def _disagree(one: _Meeting, other: _Meeting) -> bool:
    if one.number == other.number:
        return one.year != other.year
    if one.year == other.year:  # some bodies meet often, but not so often
        return abs(one.number - other.number) > _A_YEARS_MEETINGS
    return (one.number < other.number) != (one.year < other.year)


def _most(one: _Meeting, meetings: list[_Meeting]) -> int:
    return sum(_disagree(one, other) for other in meetings)


def _meetings_named(subject: Subject, path: str, source: Source) -> Iterator[tuple[str, int, int]]:
    years = [int(found[0]) for found in _YEAR.finditer(source.title)]
    if len(years) != 1:
        return
    for text in subject.once(_titles)[path]:
        ordinals = [number.whole for number in numbers(text) if number.ordinal and number.whole]
        for _, body in subject.entities(Body):
            name = body.name.root.get(text.language, "")
            if (
                name
                and len(ordinals) == 1
                and name in source.title
                and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source.title)
            ):
                yield body.id, ordinals[0], years[0]


def _meetings_noted(path: str, note: str) -> Iterator[tuple[int, int]]:
    """Yield the meetings that a note on an event of the kind names with their years: the 39th of 2022."""
    text = TextIn(f"{path}.note", "en", "en", note)
    ordinals = [one for one in numbers(text) if one.ordinal and one.whole] if note else []
    for one, following in zip_longest(ordinals, ordinals[1:]):
        end = min(one.end + _NEAR, following.start if following else len(note))
        if year := _YEAR.search(note, one.end, end):
            yield one.whole or 0, int(year[0])


def _last_day(subject: Subject, source: Source) -> dt.date | None:
    """Return the last day on which a source was published; an annual report of 2023 came in that year or the next."""
    if source.date:
        return source.date.last.last_day if source.date.last else None
    years = _YEAR.findall(source.title)
    reports = (turn(code, "looks_back", "patterns") for code in subject.written_in)
    if len(years) != 1 or not any(report.search(source.title) for report in reports):
        return None
    return dt.date(int(years[0]) + 1, 12, 31)


def _since(subject: Subject, path: str, fact: Fact) -> tuple[dt.date | None, bool]:
    """Return from when on something was so, and whether it is a figure, which no older source can have."""
    match fact:
        case Reading():
            return _first_day(fact.as_of), True
        case HistoryEntry():
            return _first_day(date_of(subject, path)), False
        case Term():
            # Nobody can have told before an election who was elected.
            elected = event(subject, fact.elected_at)
            return _first_day(elected.date if elected else fact.start), elected is not None
        case Person():
            return subject.once(_known_from).get(fact.id), False
    return _first_day(fact.as_of), False


def _first_day(date: Date | None) -> dt.date | None:
    return date.start.first_day if date and date.start else None


def _known_from(subject: Subject) -> dict[str, dt.date]:
    """Return a year before somebody's first office: by then a source can have known of them as a candidate."""
    starts: dict[str, list[dt.date | None]] = defaultdict(list)
    for _, term in subject.entities(Term):
        starts[term.person].append(_first_day(term.start))
    known = {person: [day for day in days if day] for person, days in starts.items() if all(days)}
    year = dt.timedelta(days=_A_YEAR)
    return {person: max(min(days), dt.date.min + year) - year for person, days in known.items()}


def _titles(subject: Subject) -> dict[str, tuple[TextIn, ...]]:
    """Return the title of each source as a text of each language that it may be in, by its letters."""
    return {
        path: tuple(
            TextIn(f"{path}.title", "", code, source.title, is_name=True)
            for code, language in subject.written_in.items()
            if any(map(language.writes, source.title))
        )
        for path, source in subject.entities(Source)
    }


def _misdated(text: TextIn, date: Date, year: int) -> str:
    """Return what is wrong with the date of a source with a title; nothing if they agree."""
    patterns = usage(text.language).patterns
    for typed in dates(text):
        before, after = text.raw[max(0, typed.start - _NEAR) : typed.start], text.raw[typed.end : typed.end + _NEAR]
        is_its_own = _stands_before(patterns.get("published_on"), before) or _begins(patterns.get("of_that_day"), after)
        if typed.month and typed.year and is_its_own and not _agree(typed, date):
            return Told("the title names another date than this")
    years = [int(found[0]) for found in _YEAR.finditer(text.raw)]
    if years and year < max(years) and matcher(patterns.get("looks_back", "")).search(text.raw):
        return Told("this is before {year}, on which the title looks back", year=max(years))
    return ""


def _stands_before(pattern: str | None, before: str) -> bool:
    return bool(pattern and re.search(rf"(?<!\w)(?:{pattern})\s*$", before, re.IGNORECASE))


def _begins(pattern: str | None, after: str) -> bool:
    return bool(pattern and re.match(rf"\s*(?:\w+\s+)?(?:{pattern})", after, re.IGNORECASE))


def _agree(typed: TypedDate, date: Date) -> bool:
    point = date.start
    assert point is not None
    pairs = ((typed.year, point.year), (typed.month, point.month), (typed.day, point.day))
    return all(one is None or other is None or one == other for one, other in pairs)


def _page(source: Source) -> object:
    address = web.parted(source.url) if source.url else None
    if address is None:
        return None
    return address.host, address.parts.path.rstrip("/"), address.parts.query


def _title(source: Source) -> object:
    return " ".join(source.title.casefold().split()), source.publisher, str(source.date), source.url


def _named_in(source: Source) -> list[str]:
    return re.findall(
        r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|int|info|eu|edu|gov|[a-z]{2})(?![\w-]|\.\w)", source.note
    )


def _called(subject: Subject, id: str) -> str:
    path = subject.content.index["sources"].get(id)
    return by_name(subject.content.items[path].value) if path else id

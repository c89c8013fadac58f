"""The to-do list on a sheet of paper: shortened, in the words of one language, with room to write in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.content.model import Values, root_of
from briefgen.content.schema.base import Name
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Term
from briefgen.content.schema.sources import Source
from briefgen.document.lines import capitalized
from briefgen.document.tree import Document, Paragraph, Row, Table
from briefgen.problems.notes import N_
from briefgen.todo.tasks import NOT_SUPPLIED, WHO, Task, Todo

_MOST_QUOTED = 5  # words of a text
_MOST_OPENING = 6  # words of what has no name
_PLAIN = re.compile(r"[^{}\[\]*_^\n]*")  # of a text, what is no markup
_QUOTED = re.compile(r"“(.*)”: .*")
_STEP = re.compile(r"\[([^\[\]]+)\]")

# What a sheet and the last page of a draft say instead of the report, by its code: messages of the catalogues.
FOR_READERS = {
    "review-passed": N_("the date of review has passed"),
    "figure-old": N_("the figure is out of date: is there a newer one?"),
    "fact-undated": N_("no date is given for it"),
    "fact-unsourced": N_("no source is named"),
    "fact-contradicts": N_("contradicts another fact"),
    "fact-disputed": N_("a source contradicts this"),
    "fact-unverified": N_("not confirmed yet"),
    "count-differs": N_("not the number that our data have"),
    "number-typed": N_("a number typed by hand"),
    "number-in-digits": N_("a small number in figures"),
    "office-twice": N_("two hold the office at the same time"),
    "office-vacant": N_("who holds the office?"),
    "term-ends-soon": N_("the term ends: who follows?"),
    "term-open": N_("in office for long: still?"),
    "term-unfit": N_("the dates of the term do not fit together"),
    "holder-outside-term": N_("not in office on that date"),
    "person-unknown": N_("a person who is not in our list"),
    "event-overdue": N_("over, but still planned"),
    "event-early": N_("called held, but not over yet"),
    "event-not-held": N_("decided at an event that has not been held"),
    "event-cancelled": N_("told of an event that was cancelled"),
    "event-nameless": N_("the event has no name"),
    "event-dateless": N_("the event has no date"),
    "event-bare": N_("nothing is said of the event"),
    "history-old": N_("nothing of the last two years"),
    "date-order": N_("the dates are in the wrong order"),
    "words-expired": N_("time has overtaken these words"),
    "words-undated": N_("true for a time only, but until when?"),
    "date-typed": N_("a date typed by hand"),
    "date-impossible": N_("there is no such day"),
    "weekday-wrong": N_("the weekday is not that of the date"),
    "translation-missing": N_("a language is missing"),
    "translation-behind": N_("changed in one language only"),
    "translation-ahead": N_("changed in one language only"),
    "translation-unconfirmed": N_("do the languages say the same?"),
    "translation-copied": N_("not in its language"),
    "placeholder-differs": N_("other facts in one of the languages"),
    "footnote-differs": N_("other footnotes in one of the languages"),
    "markup-differs": N_("other links or lists in one of the languages"),
    "negation-differs": N_("denied in one language only"),
    "sense-differs": N_("the contrary in one of the languages"),
    "tense-differs": N_("past in one language, to come in another"),
    "aside-differs": N_("words in brackets in one language only"),
    "length-differs": N_("much longer or shorter in one language"),
    "mark-differs": N_("another mark at the end in one of the languages"),
    "digits-differ": N_("other numbers in one of the languages"),
    "language-unknown": N_("a language that the brief does not have"),
    "name-spelled-twice": N_("a name in two spellings"),
    "name-typed": N_("a name typed by hand"),
    "name-untranslated": N_("a name or a day in one language, printed in all"),
    "name-quoted": N_("a name in quotation marks"),
    "glossary-forbidden": N_("a term that our glossary rules out"),
    "glossary-unused": N_("not the term of our glossary"),
    "quotes-wrong": N_("wrong quotation marks"),
    "bracket-unbalanced": N_("a bracket is not closed"),
    "dash-wrong": N_("a hyphen in place of a dash"),
    "range-wrong": N_("a range with the wrong dash"),
    "space-doubled": N_("two spaces in a row"),
    "space-wrong": N_("a space too many or too few"),
    "mark-doubled": N_("a punctuation mark too many"),
    "script-mixed": N_("letters of two scripts in one word"),
    "mtavruli": N_("Georgian capitals"),
    "word-doubled": N_("a word twice in a row"),
    "sentence-doubled": N_("a sentence twice in a text"),
    "ordinal-wrong": N_("an ordinal that is written wrongly"),
    "ending-wrong": N_("an ending that is joined wrongly"),
    "sum-wrong": N_("the numbers do not add up"),
    "figure-unlikely": N_("an unlikely figure"),
    "source-figure-differs": N_("another number than the note on its source has"),
    "qualifier-differs": N_("exact in one place, about in another"),
    "figure-misplaced": N_("the figure stands before another noun"),
    "number-marks": N_("the number’s marks are of another language"),
    "age-wrong": N_("not the association’s age"),
    "address-differs": N_("Mr in one place, Ms in another"),
    "name-otherwise": N_("another given name than the person has"),
    "name-unlike": N_("another name in another language"),
    "person-from-elsewhere": N_("another country than the person has"),
    "elected-otherwise": N_("somebody else was elected"),
    "term-endless": N_("the term has no end"),
    "place-former": N_("a name that the place no longer has"),
    "city-name": N_("the city’s name is of another language"),
    "city-elsewhere": N_("the city lies in another country"),
    "region-as-country": N_("a region is called a country"),
    "place-differs": N_("other places in one of the languages"),
    "city-differs": N_("not the city of the event"),
    "place-of-agency": N_("not the agency’s country"),
    "before-founding": N_("it is before the foundation"),
    "numbers-out-of-order": N_("a later session has a lower number"),
    "event-too-long": N_("the event lasts too long"),
    "date-unlike-name": N_("the year is not that of the name"),
    "date-unlike-note": N_("the date is not that of the note"),
    "date-differs": N_("not the day of the event"),
    "duration-differs": N_("the event lasts longer or shorter"),
    "time-impossible": N_("an hour that no day has"),
    "founded-otherwise": N_("another year of foundation or membership"),
    "wording-of-before": N_("one of the languages still has the wording of before"),
    "deadline-passed": N_("the deadline has passed"),
    "state-of-before": N_("as things stood for the edition before"),
    "forecast-repeated": N_("those who came are still a forecast"),
    "figure-of-before": N_("a number that a figure had before"),
    "latest-of-before": N_("no longer the latest"),
    "counted-too-early": N_("counted before the event was over"),
    "marking-lowered": N_("for more people than the edition before"),
    "acronym-unexpanded": N_("an acronym that nothing explains"),
    "acronym-otherwise": N_("not the acronym that it has"),
    "capitals-differ": N_("other capitals than elsewhere"),
    "name-official": N_("not the official name"),
    "name-nearly": N_("nearly a name that we have"),
    "phrase-avoided": N_("a phrase that is better avoided"),
    "variety-mixed": N_("British and American spelling mixed"),
    "spelling": N_("a word that no dictionary knows"),
    "residue": N_("something is left over from writing"),
    "words-wrong": N_("a wrong expression"),
    "words-better": N_("there is a better expression"),
    "grammar-wrong": N_("wrong grammar at a name"),
    "plural-wrong": N_("a plural behind a number"),
    "case-wrong": N_("a wrong case"),
    "script-foreign": N_("letters of another script"),
    "note-left": N_("a note was left in the text"),
    "pointer-lost": N_("it points to what is not there"),
    "private-data": N_("somebody’s private data"),
    "character-invisible": N_("a character that nobody sees"),
    "source-unused": N_("no fact names this source"),
    "source-doubled": N_("the source stands there twice"),
    "source-both": N_("a source agrees and contradicts"),
    "source-missing": N_("verified without a source"),
    "source-early": N_("the source is older than the fact"),
    "source-date": N_("the date of the source is not that of its title"),
    "source-number": N_("the number and the year do not fit"),
    "source-elsewhere": N_("not the site of its publisher"),
    "marking-too-open": N_("the marking is too open for what the brief says"),
    "brief-too-long": N_("longer than allowed"),
    "points-many": N_("more points than one keeps in mind"),
    "objective-long": N_("an objective of more than two lines"),
    "answer-long": N_("too long for a spoken answer"),
    "speaking-long": N_("more to say than the meeting has time for"),
    "quantity-differs": N_("another number than the content has"),
    "count-unlike-note": N_("another number than its note counts"),
    "numbers-compared": N_("what is said to be more is not more"),
    "growth-differs": N_("the figure did not change so"),
    "frequency-differs": N_("the body meets at other intervals"),
    "place-of-host": N_("the host is another country"),
    "city-of-event": N_("it was in another city"),
    "point-uncleared": N_("nobody has cleared it"),
    "figure-left-out": N_("the figure does not fit the paper"),
    "entry-wordless": N_("nothing says on the timeline what happened"),
    "image-coarse": N_("too coarse for print"),
    "image-missing": N_("the picture is missing"),
    "link-insecure": N_("the link is not secure"),
    "link-broken": N_("the link leads nowhere"),
    "link-gone": N_("the page that it leads to is gone"),
    "link-moved": N_("the page has moved to another address"),
    "link-unanswered": N_("the page does not answer"),
    "link-unencrypted": N_("the link is not secure"),
    "link-misspelled": N_("the address is nearly like another one"),
    "link-tracked": N_("the address follows its readers"),
    "link-indirect": N_("the address hides where it leads"),
    "link-mislabelled": N_("the link shows another address than its own"),
    "link-differs": N_("another link in one of the languages"),
    "field-differs": N_("a field and its text do not agree"),
    "body-differs": N_("a field and its text do not agree"),
    "event-body": N_("the wrong body or work for such an event"),
    "adoption-late": N_("the programme had begun before"),
    "reference-circle": N_("it leads back to itself"),
    "name-doubled": N_("another one has the same name"),
    "list-count": N_("not as many as announced"),
    "list-order": N_("not in the order that is claimed"),
    "marking-differs": N_("the text names another marking"),
    "edition-event": N_("is this the right event?"),
    "content-lost": N_("it was there before, and is gone"),
    "issued-differs": N_("not as it was issued"),
    "country-unknown": N_("there is no such country"),
    "parent-circle": N_("each is a part of the other"),
    "reference-unknown": N_("it names what is not there"),
    "source-unlike-name": N_("another source than its short name says"),
    "term-unlike-name": N_("another term than its short name says"),
    "source-of-another": N_("the source of something else"),
    "status-unlike-note": N_("called verified, but its note says otherwise"),
    "source-place": N_("not the city of the event"),
    "source-agrees": N_("a source agrees and contradicts"),
    "source-note-differs": N_("the note on the source says otherwise"),
    "outcome-unknown": N_("told of, but the result is not entered"),
    "term-told-otherwise": N_("not the dates of the term"),
    "elected-as-another": N_("elected to another office"),
    "holder-followed-otherwise": N_("somebody else followed in the office"),
    "holder-made-deputy": N_("called a deputy, but holds the office"),
    "office-differs": N_("another office in one of the languages"),
    "label-differs": N_("a field and its text do not agree"),
    "person-differs": N_("other people in one of the languages"),
    "seat-differs": N_("elected to another office"),
    "offices-at-once": N_("in two offices at the same time"),
    "head-differs": N_("somebody else heads the body"),
    "city-name-differs": N_("other places in one of the languages"),
    "place-nearly": N_("nearly a name that we have"),
    "place-of-event": N_("not the country of the event"),
    "city-unknown": N_("not the city of the event"),
    "place-of-post": N_("another country than the person has"),
    "place-elsewhere": N_("not in that part of the world"),
    "place-of-founding": N_("founded in another city, as the notes say"),
    "time-differs": N_("at another time than the text says"),
    "cited-otherwise": N_("the edition before said otherwise"),
    "outcome-differs": N_("it went otherwise"),
    "kind-differs": N_("another kind than the name says"),
    "agenda-differs": N_("not on the agenda"),
    "layout-differs": N_("not so in the brief"),
    "span-differs": N_("more or less time lies between"),
    "day-of-event": N_("not the day of the event"),
    "event-told-otherwise": N_("not the day of the event"),
    "told-before-founding": N_("it is before the foundation"),
    "entry-out-of-order": N_("the dates are in the wrong order"),
    "programme-otherwise": N_("not the years of the programme"),
    "history-repeats": N_("the figure of before is that of today"),
    "edition-far": N_("is this the right event?"),
    "told-too-early": N_("at that time it was still to come"),
    "known-too-early": N_("counted before the event was over"),
    "wording-reviewed-late": N_("to be reviewed only after it ends"),
    "concept-differs": N_("named in one of the languages only"),
    "institution-differs": N_("another institution in one of the languages"),
    "roles-differ": N_("somebody else does it in one of the languages"),
    "office-of-another": N_("an office of the other organization"),
    "capital-missing": N_("a sentence begins with a small letter"),
    "end-missing": N_("no full stop at the end"),
    "marks-mixed": N_("a full stop in one place, none in another"),
    "acknowledge-unknown": N_("acknowledges what no check looks for"),
    "acknowledge-unused": N_("acknowledged, but mended already"),
    "annex-unusable": N_("the annex can’t be used"),
    "annex-hides": N_("something on the pages isn’t seen"),
    "annex-unnamed": N_("no annex has this file"),
    "letterhead-unusable": N_("the letterhead can’t be used"),
    "mail-unusable": N_("the settings of the email are wrong"),
}
# Of these the heading and the words of the text say enough.
_QUOTES_ENOUGH = frozenset({"words-expired", "words-undated"})


# A part of the brief, for what has no name: messages of the catalogues, by the first step of a path.
PARTS = {
    "cooperation": N_("Timeline of cooperation"),
    "events": N_("Events"),
    "people": N_("People and offices"),
    "places": N_("Countries and cities"),
    "sources": N_("Sources"),
    "glossary": N_("Glossary"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about: a name of the content; else a part of it (a message of the catalogues) and an id.

    `apart` tells it from another thing of the same name.
    """

    path: str
    words: str = ""
    language: str = ""
    apart: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was found: a message of the catalogues, the words of a text that it is about; else the report in English.

    With `more` it is about other places, too, whose words aren't quoted; `sources` are those that say otherwise.
    """

    message: str = ""
    words: tuple[str, ...] = ()
    more: bool = False
    report: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: one thing, or none for what is said of the edition or the agency as a whole."""

    about: About | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """What one person can do; `heading` is a message of the catalogues."""

    heading: str
    rows: tuple[SheetRow, ...]


def sheet(todo: Todo, content: Values, language: str) -> tuple[SheetGroup, ...]:
    """Return the list for a sheet of paper: grouped by who can do it, a row for each thing."""
    every = [(group.who, entry, _about(entry, content, language)) for group, own in todo.groups for entry in own]
    apart = told_apart((about for *_, about in every if about), content, language, ids=True)
    groups = []
    for who, heading in WHO.items():
        things: dict[tuple[About | None, str], list[Task]] = {}
        for _, entry, about in (each for each in every if each[0] == who):
            # Of what has no name each thing that is said is one.
            alone = "" if about else entry.path or _kind(entry)
            things.setdefault((about and apart[about], alone), []).append(entry)
        if things:
            rows = (SheetRow(about, _all_said(own, content)) for (about, _), own in things.items())
            groups.append(SheetGroup(heading, tuple(rows)))
    return tuple(groups)


def _kind(entry: Task) -> str:
    code = entry.found[0].code
    return FOR_READERS.get(code, code)


def _all_said(entries: Sequence[Task], content: Values) -> tuple[Said, ...]:
    """Return what is said of a thing, what is of one kind once."""
    kinds: dict[str, list[Task]] = {}
    for entry in entries:
        gap = entry.found[0].code == NOT_SUPPLIED
        kinds.setdefault(entry.path if gap else _kind(entry), []).append(entry)
    return tuple(dict.fromkeys(_said(same, content) for same in kinds.values()))


def _said(entries: Sequence[Task], content: Values) -> Said:
    code, path = entries[0].found[0].code, entries[0].path
    item = content.items.get(path)
    if code == NOT_SUPPLIED and item is not None:
        if item.expected:
            return Said(item.expected.what)
        return Said(
            N_("who holds the office?") if ".offices[" in path else N_("confirmation of the date and the marking")
        )
    found = [problem for entry in entries for problem in entry.found]
    matches = [_QUOTED.fullmatch(one.message) for one in found]
    quoted = tuple(dict.fromkeys(match[1] for match in matches if match))
    words = quoted[:_MOST_QUOTED]
    more = bool(words) and (len(quoted) > len(words) or not all(matches))
    if code in _QUOTES_ENOUGH and all(matches):
        return Said(words=words, more=more)
    if code in FOR_READERS:
        sources = dict.fromkeys(title for entry in entries for title in contradicting(entry, content))
        return Said(FOR_READERS[code], words, more, sources=tuple(sources))
    return Said(report="; ".join(dict.fromkeys(one.message for one in found)))


def contradicting(entry: Task, content: Values) -> tuple[str, ...]:
    """Return the titles of the sources that say otherwise than the fact of an entry; what they say notes have."""
    item = content.items.get(entry.path)
    if item is None or entry.found[0].code != "fact-disputed":
        return ()
    known = content.index["sources"]
    return tuple(content.items[known[id]].value.title for id in item.value.contradicted_by if id in known)


def _about(entry: Task, content: Values, language: str) -> About | None:
    """Return the name of the nearest thing that a value belongs to; else its part of the brief, and its id.

    What the edition or the agency as a whole lacks needs no name: the sheet is about them.
    """
    path = entry.path
    if entry.found[0].code == NOT_SUPPLIED and root_of(path) in (path, _above(path)):
        return None
    if about := named(path, content, language, or_other=True):
        return about
    id, part = _id(path), PARTS.get(root_of(path), "")
    return About(path, id, part=part) if id or part else None


def told_apart(abouts: Iterable[About], content: Values, language: str, *, ids: bool = False) -> dict[About, About]:
    """Return each with what tells it from others of the same name: the event's year, what it belongs to, or its id."""
    same: dict[str, list[About]] = {}
    for about in dict.fromkeys(abouts):
        same.setdefault(about.words, []).append(about)
    ways: list[Callable[[str], str]] = [
        lambda path: _year(path, content),
        lambda path: owner.words if (owner := named(_above(path), content, language, or_other=True)) else "",
    ]
    if ids:
        ways.append(_id)
    told: dict[About, About] = {}
    for alike in same.values():
        paths = [about.path.rpartition(".")[0] for about in alike]
        tried = ([way(path) for path in paths] for way in ways)
        blank = [""] * len(alike)
        marks = next((each for each in tried if len(set(each)) == len(each)), blank) if len(alike) > 1 else blank
        told |= {about: replace(about, apart=mark) for about, mark in zip(alike, marks, strict=True)}
    return told


def _id(path: str) -> str:
    return next(reversed(_STEP.findall(path)), "")


def _year(path: str, content: Values) -> str:
    date = getattr(content.items[path].value, "date", None) if path in content.items else None
    found = re.match(r"\d{4}", str(date))
    return found[0] if found else ""


def named(path: str, content: Values, language: str, *, or_other: bool = False) -> About | None:
    """Return the nearest thing that a value belongs to and that has a name in the language, `or_other` in another."""
    at = path
    while at:
        value = content.items[at].value if at in content.items else None
        for field, name in _names(value):
            for code in (language, *(name if or_other else ())):
                if words := name.get(code):
                    return About(f"{at}.{field}", words, code)
        if isinstance(value, Source):
            return About(f"{at}.title", value.title)
        if isinstance(value, Term):
            at = content.index["persons"].get(value.person, "")
        elif isinstance(value, HistoryEntry | Edition):
            at = content.index["events"].get(value.event or "", "")
        else:
            at = _above(at)
    return None


def _names(value: object) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the fields of a thing that are its name, by language; the first words of an entry that has none."""
    for field in ("label", "title", "name", "term"):
        name = getattr(value, field, None)
        if isinstance(name, Name):
            yield field, name.root
    if isinstance(value, HistoryEntry) and not value.event:
        yield "text", {code: _opening(text) for code, text in value.text.root.items()}


def with_capitals(document: Document, capital: Callable[[str], str]) -> Document:
    """Return a sheet whose rows begin with a capital, where the language has any: `capital` gives that of a letter."""

    def shown(row: Row) -> Row:
        first, *rest = row.cells
        lines = tuple(
            replace(block, children=capitalized(block.children, capital)) if isinstance(block, Paragraph) else block
            for block in first.blocks
        )
        return replace(row, cells=(replace(first, blocks=lines), *rest))

    return replace(
        document,
        blocks=tuple(
            replace(block, rows=tuple(map(shown, block.rows))) if isinstance(block, Table) else block
            for block in document.blocks
        ),
    )


def with_code_points(words: str, missing: Iterable[str]) -> str:
    """Return words with code points in place of characters that no face has, which nobody could read."""
    for char in missing:
        words = words.replace(char, f"U+{ord(char):04X}")
    return words


def _opening(text: str) -> str:
    plain = _PLAIN.match(text)
    words = plain[0].split()[:_MOST_OPENING] if plain else []
    return " ".join([*words, "…"] if words and words != text.split() else words)


def _above(path: str) -> str:
    return path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]

"""What a text cites by its kind and its date: «the Association’s release of 1 March 2019»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.rules import Found
from briefgen.checks.scan import TypedDate, dates, sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Association
from briefgen.content.schema.sources import Source
from briefgen.language import said
from briefgen.problems.notes import Told

_OWN_PAPER = "brief"
_BEFORE = 40  # characters before a date in which stands what is of that day
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_Published = tuple[int | None, int | None, int | None]


def cited_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield dates of what a text cites of a publisher that has something of the kind of nearly that date."""
    published = subject.once(_published)
    for text in with_notes(subject) if published else ():
        if text.is_name or is_earlier(text.path) or text.language != text.key or not _kinds(text.language):
            continue
        for typed in dates(text):
            kind = _kind_at(text, typed) if typed.year and typed.until is None and typed.last is None else ""
            known = published.get(kind, {}) if kind else {}
            if not known or not (text.is_note or _is_of_publisher(subject, text, typed)):
                continue
            if text.path.startswith("sources[") and any(typed.year == day[0] for day in _own_days(subject, text.path)):
                continue  # its own date, which other rules look at
            here = (typed.year, typed.month, typed.day)
            if any(all(None in pair or pair[0] == pair[1] for pair in zip(here, day, strict=True)) for day in known):
                continue
            near = [title for day, title in known.items() if sum(map(_same, here, day)) == _parts(here) - 1]
            if near:
                written = text.raw[typed.start : typed.end]
                message = Told("{written}: no source of the kind is of that date", written=shown(written))
                hint = Told("a source is called „{title}“; if another one is meant, add it", title=near[0])
                yield Found(
                    text.path, message, hint, text.key, typed.start, typed.end - typed.start, severity="warning"
                )


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and one == other


def _parts(date: _Published) -> int:
    return sum(part is not None for part in date)


def _kind_at(text: TextIn, typed: TypedDate) -> str:
    before, behind = text.words[max(0, typed.start - _BEFORE) : typed.start], text.words[typed.end :]
    for kind, words in _kinds(text.language).items():
        if re.search(rf"(?<!\w)(?:{words})(?: of| from| dated| du| de|,)?(?: the)? ?$", before, re.IGNORECASE):
            return kind
        if re.match(rf" (?:[A-Z]{{2,}}(?:-\w+)? |press )?(?:{words})(?!\w)", behind, re.IGNORECASE):
            return kind
    return ""


def _is_of_publisher(subject: Subject, text: TextIn, typed: TypedDate) -> bool:
    """Tell whether a sentence speaks of whoever publishes the sources, by the acronym or the end of the name."""
    start, end = sentence(text.words, typed.start)
    said_there = text.words[start:end].casefold()
    for _, association in subject.entities(Association):
        last = association.name.root.get(text.key, "").casefold().split()[-1:]
        # Of a word with endings the beginning is enough.
        if (association.acronym or "\0").casefold() in said_there or any(word[:8] in said_there for word in last):
            return True
    return False


@cache
def _kinds(code: str) -> Mapping[str, str]:
    return {kind: str(words) for kind, words in said.table(code, "cited").items()}


def _published(subject: Subject) -> Mapping[str, Mapping[_Published, str]]:
    """Return by kind of paper when the association's own sources were published, and their titles."""
    acronyms = {association.acronym for _, association in subject.entities(Association)}
    found: dict[str, dict[_Published, str]] = {}
    for path, source in subject.entities(Source):
        for code in subject.written_in:
            for kind, words in _kinds(code).items():
                # What others publish of a kind isn't cited as the association's.
                if kind != _OWN_PAPER and source.publisher not in acronyms:
                    continue
                called = source.id.replace("-", " ") if kind == _OWN_PAPER else source.title
                if re.search(rf"(?<!\w)(?:{words})(?!\w)", called, re.IGNORECASE):
                    titled = TextIn(f"{path}.title", "", code, source.title, is_name=True)
                    point = source.date.start if source.date else None
                    days: list[_Published] = [(point.year, point.month, point.day)] if point else []
                    days += [(typed.year, typed.month, typed.day) for typed in dates(titled)]
                    days = days or [(int(year), None, None) for year in _YEAR.findall(source.title)]
                    found.setdefault(kind, {}).update(dict.fromkeys(days, source.title))
    if _OWN_PAPER in found:  # our own briefs are such papers, too
        points = [(path, edition.as_of.start) for path, edition in subject.entities(Edition)]
        found[_OWN_PAPER].update({(point.year, point.month, point.day): path for path, point in points if point})
    return found


def _own_days(subject: Subject, path: str) -> list[_Published]:
    """Return the date of the source that a note is on."""
    own = next((owner for _, owner in subject.owners(path) if isinstance(owner, Source)), None)
    point = own.date.start if own and own.date else None
    return [(point.year, point.month, point.day)] if point else []

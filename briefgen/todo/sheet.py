"""The to-do list on a sheet of paper: shortened, in the words of one language, with room to write in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen.content.model import Values, root_of
from briefgen.content.schema.base import Name
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Term
from briefgen.problems.diagnostics import Diagnostic
from briefgen.todo.tasks import N_, NOT_SUPPLIED, Task, Todo

_MOST_QUOTED = 5  # words of a text; the file and its lines stand beside
_QUOTED = re.compile(r"“(.*)”: .*")
_STEP = re.compile(r"\[([^\[\]]+)\]")

# What a sheet and the last page of a draft say instead of the report, by its code: messages of the catalogues.
FOR_READERS = {
    "review-passed": N_("the date of review has passed"),
    "figure-old": N_("a figure of more than two years ago"),
    "fact-undated": N_("no date is given for it"),
    "fact-unsourced": N_("no source is named"),
    "fact-contradicts": N_("contradicts another fact"),
    "fact-disputed": N_("a source contradicts this"),
    "fact-unverified": N_("not verified"),
    "count-differs": N_("not the number that our data have"),
    "number-typed": N_("a number typed by hand"),
    "number-in-digits": N_("a small number in figures"),
    "office-twice": N_("two hold the office at the same time"),
    "office-vacant": N_("who holds the office?"),
    "term-ends-soon": N_("the term ends: who follows?"),
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
    "digits-differ": N_("other numbers in one of the languages"),
    "language-unknown": N_("a language that the brief does not have"),
    "name-spelled-twice": N_("a name in two spellings"),
    "name-typed": N_("a name typed by hand"),
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
    "ordinal-wrong": N_("an ordinal that is written wrongly"),
    "ending-wrong": N_("an ending that is joined wrongly"),
    "spelling": N_("a word that no dictionary knows"),
    "residue": N_("something is left over from writing"),
    "character-invisible": N_("a character that nobody sees"),
    "source-unused": N_("no fact names this source"),
    "marking-too-open": N_("the marking is too open for what the brief says"),
    "brief-too-long": N_("longer than allowed"),
    "image-coarse": N_("too coarse for print"),
    "image-missing": N_("the picture is missing"),
    "link-insecure": N_("the link is not secure"),
    "content-lost": N_("it was there before, and is gone"),
    "issued-differs": N_("not as it was issued"),
    "country-unknown": N_("there is no such country"),
    "parent-circle": N_("each is a part of the other"),
    "reference-unknown": N_("it names what is not there"),
    "acknowledge-unknown": N_("acknowledges what no check looks for"),
    "acknowledge-unused": N_("acknowledged, but mended already"),
    "letterhead-unusable": N_("the letterhead can’t be used"),
    "mail-unusable": N_("the settings of the email are wrong"),
}
# Of these the heading and the words of the text say enough.
_QUOTES_ENOUGH = frozenset({"words-expired", "words-undated"})


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about, in words of the content; an id is in no language."""

    path: str
    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was found: a message of the catalogues, the words of a text that it is about; else the report in English.

    With `more` it is about other places, too, whose words aren't quoted.
    """

    message: str = ""
    words: tuple[str, ...] = ()
    more: bool = False
    report: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet; with `count` it stands for so many facts of a file, in these lines."""

    about: tuple[About, ...]
    said: tuple[Said, ...]
    where: tuple[str, ...]  # a line a file
    count: int = 0
    lines: str = ""


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A group on the sheet; `heading` is a message of the catalogues."""

    heading: str
    rows: tuple[SheetRow, ...]


def sheet(todo: Todo, content: Values, language: str) -> tuple[SheetGroup, ...]:
    """Return the list for a sheet of paper: shortened, and what goes together put together."""
    return tuple(
        SheetGroup(group.heading, tuple(_counts(entries) if group.counted else _rows(entries, content, language)))
        for group, entries in todo.groups
    )


def _counts(entries: Sequence[Task]) -> Iterator[SheetRow]:
    files = dict.fromkeys(entry.found[0].place.file for entry in entries)
    for file in files:
        own = [entry.found[0] for entry in entries if entry.found[0].place.file == file]
        name, _, lines = _where(own)[0].partition(": ")
        yield SheetRow((), (), (name,), len(own), lines)


def _rows(entries: Sequence[Task], content: Values, language: str) -> Iterator[SheetRow]:
    """Yield a row for each thing; things of which the same is said share one."""
    things: dict[About | None, list[Task]] = {}
    for entry in entries:
        things.setdefault(_about(entry, content, language), []).append(entry)
    alike: dict[tuple[Said, ...], list[About | None]] = {}
    for about, own in things.items():
        alike.setdefault(tuple(dict.fromkeys(_said(entry, content) for entry in own)), []).append(about)
    for said, abouts in alike.items():
        found = [problem for about in abouts for entry in things[about] for problem in entry.found]
        yield SheetRow(tuple(filter(None, abouts)), said, _where(found))


def _said(entry: Task, content: Values) -> Said:
    problem = entry.found[0]
    item = content.items.get(entry.path)
    if problem.code == NOT_SUPPLIED and item is not None:
        if item.expected:
            return Said(item.expected)
        return Said(
            N_("who holds the office?") if ".offices[" in entry.path else N_("confirmation of the date and the marking")
        )
    matches = [_QUOTED.fullmatch(one.message) for one in entry.found]
    quoted = tuple(dict.fromkeys(match[1] for match in matches if match))
    words = quoted[:_MOST_QUOTED]
    more = bool(words) and (len(quoted) > len(words) or not all(matches))
    if problem.code in _QUOTES_ENOUGH and all(matches):
        return Said(words=words, more=more)
    if problem.code in FOR_READERS:
        return Said(FOR_READERS[problem.code], words, more)
    return Said(report="; ".join(dict.fromkeys(one.message for one in entry.found)))


def _where(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return files and their lines, such as «events.yaml: 11, 20–22»."""
    lines: dict[str, set[int]] = {}
    for problem in found:
        lines.setdefault(problem.place.file.rpartition("/")[2], set()).add(problem.place.line)
    return tuple(f"{file}: {', '.join(_ranges(numbers))}" for file, numbers in lines.items())


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        first, *more = [number for _, number in run]
        yield f"{first}–{more[-1]}" if len(more) > 1 else ", ".join(map(str, [first, *more]))


def _about(entry: Task, content: Values, language: str) -> About | None:
    """Return the name of the nearest thing that a value belongs to and that has one in the language; else its id.

    What the edition or the agency as a whole lacks needs no name: the sheet is about them.
    """
    path = entry.path
    if entry.found[0].code == NOT_SUPPLIED and root_of(path) in (path, _above(path)):
        return None
    ids = _STEP.findall(path)
    return named(path, content, language) or (About(path, ids[-1]) if ids else None)


def named(path: str, content: Values, language: str, *, or_other: bool = False) -> About | None:
    """Return the nearest thing that a value belongs to and that has a name in the language, `or_other` in another."""
    at = path
    while at:
        value = content.items[at].value if at in content.items else None
        for field in ("label", "title", "name"):
            name = getattr(value, field, None)
            if not isinstance(name, Name):
                continue
            for code in (language, *(name.root if or_other else ())):
                if words := name.root.get(code):
                    return About(f"{at}.{field}", words, code)
        if isinstance(value, Term):
            at = content.index["persons"].get(value.person, "")
        elif isinstance(value, HistoryEntry | Edition):
            at = content.index["events"].get(value.event or "", "")
        else:
            at = _above(at)
    return None


def _above(path: str) -> str:
    return path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]

"""Figures of the content that can't be right beside one another, and how texts say that they are rough."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from briefgen.checks.about import event_of, is_earlier, when
from briefgen.checks.amounts import Amount, amounts
from briefgen.checks.families.numbers import typed_pairs
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.quantities import nouns
from briefgen.checks.rough import roughness, tells_roughness, with_rough
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedNumber, language_of, numbers, readable, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.well_known import unlike_known
from briefgen.content.schema.base import Number, PastReading, Reading
from briefgen.content.schema.events import Participants
from briefgen.content.schema.organisations import Stat
from briefgen.content.schema.sources import Source
from briefgen.content.walk import entry_path
from briefgen.language import available, said
from briefgen.language.base import MOST_DIGITS
from briefgen.language.words import MASK
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import SchemaWord, Told

_YEAR = 365.25  # days
_SLIP = 3.0  # times as many within a few years: a slip of a digit
_JUMP = 0.15  # more or less a year: something for a person to look at
_FEW = 10
_EACH = 50  # people of one organisation at an event
_SMALL = 20  # a figure below goes up and down by itself
# What a qualifier says of the number, as the languages' tables have it.
_KINDS = {"more-than": {"more"}, "at-least": {"more"}, "about": {"about"}, "up-to": {"less"}}


@rule("figure-unlikely", "error", "Figures are in proportion to one another, and to what they were before.")
def figure_unlikely(subject: Subject) -> Iterator[Found]:
    """Find fewer organisations than countries, and a tenfold slip beside the history."""
    for path, came in subject.entities(Participants):
        sizes = [("people", came.people), ("organisations", came.organisations), ("countries", came.from_countries)]
        known = [(name, figure.value) for name, figure in sizes if figure is not None]
        if came.countries:
            known.append(("countries", len(came.countries)))
        for (name, more), (other, fewer) in pairwise(known):
            if more < fewer:
                message = Told("{more} can't come from {fewer}", more=more, fewer=fewer)
                hint = Told("compare the people, the organisations and the countries")
                field = "from_countries" if other == "countries" else other
                yield Found(f"{path}.{name}", message, hint, rests_on=(f"{path}.{field}.value",))
            elif (name, other) == ("people", "organisations") and more > _EACH * fewer:
                message = Told("{more} from {fewer} organizations is very many", more=more, fewer=fewer)
                hint = Told("compare the people, the organisations and the countries")
                yield Found(f"{path}.{name}", message, hint, severity="warning")
    yield from _member_figures(subject)
    yield from unlike_known(subject)
    for path, figure in subject.entities(Stat):
        if not is_earlier(path):
            yield from _beside_history(subject, path, figure)


def _member_figures(subject: Subject) -> Iterator[Found]:
    """Yield a figure of members that is smaller than that of their countries."""
    kinds: dict[str, tuple[str, Stat]] = {}
    for path, figure in subject.entities(Stat):
        for key, label in figure.label.root.items():
            for kind in ("organisations", "countries"):
                counted = words_of(key).counted.get(kind, "") if key in subject.written_in else ""
                if matcher(counted).search(label):
                    kinds.setdefault(kind, (path, figure))
    if len(kinds) == 2:
        (path, organisations), (_, countries) = kinds["organisations"], kinds["countries"]
        if organisations.value < countries.value:
            message = Told("{more} can't come from {fewer}", more=organisations.value, fewer=countries.value)
            yield Found(f"{path}.value", message, Told("compare the organisations and the countries"))


def _beside_history(subject: Subject, path: str, figure: Stat) -> Iterator[Found]:
    """Yield a figure that is out of all proportion to the one before it."""
    points = [(one.as_of, one.value, at) for at, one in _values(path, figure) if one.as_of and one.as_of.last]
    points.sort(key=lambda one: one[0].last.last_day if one[0].last else None)  # type: ignore[arg-type, return-value]
    for (before, old, _), (after, new, at) in pairwise(points):
        if not (old and new and before.last and after.last) or min(old, new) < _SMALL:
            continue
        years = max(1.0, (after.last.last_day - before.last.last_day).days / _YEAR)
        ratio = max(old / new, new / old)
        severity: Severity | None = None
        if ratio >= _SLIP:
            severity = "error" if years < 10 else "warning"
        elif ratio - 1 > _JUMP * years:
            severity = "warning"
        if severity:
            message = Told("{new}, but {old} {before}", new=new, old=old, before=when(before))
            yield Found(f"{at}.value", message, Told("check whether a digit is wrong"), severity=severity)


def _values(path: str, figure: Number) -> Iterator[tuple[str, Number | PastReading]]:
    yield path, figure
    for index, one in enumerate(figure.history):
        yield entry_path(f"{path}.history", index, one), one


# What the notes on sources say -------------------------------------------------------------------------------------


@rule("source-figure-differs", "warning", "A figure is the one that the notes on its sources have.")
def source_figure_differs(subject: Subject) -> Iterator[Found]:
    """Find figures beside whose noun a note on their source has another number, or says otherwise how rough it is."""
    sources = {source.id: source for _, source in subject.entities(Source)}
    yield from _mistyped(subject, sources)
    for path, figure in subject.entities(Reading):
        if is_earlier(path):
            continue
        kind = _kind_of(subject, path, figure)
        for id in figure.sources:
            note = sources[id].note if id in sources else ""
            for code in ("en", *subject.languages) if note else ():
                if code not in available():
                    continue
                text = TextIn(f"sources[{id}].note", code, code, note)
                known = [each[kind] for each in (nouns(code), nouns(code, own=True)) if kind in each]
                said_there = [
                    number for number in numbers(text) if number.whole and not number.ordinal
                    and any(noun.match(text.words, _next_word(text.words, number.end)) for noun in known)
                ]  # fmt: skip
                same = [number for number in said_there if number.whole == figure.value]
                if said_there and not same:
                    message = Told(
                        "{value}, but the note on the source says {other}",
                        value=figure.value,
                        other=note[said_there[0].start : said_there[0].end],
                    )
                    hint = Told("look which of the two is right")
                    if _is_noted(subject, path, figure):  # two against one: the note on the source has the slip
                        message = Told(
                            "{other}, but the content has {value}",
                            value=figure.value,
                            other=note[said_there[0].start : said_there[0].end],
                        )
                        yield Found(f"{subject.content.index['sources'][id]}.note", message, hint)
                    else:
                        yield Found(f"{path}.value", message, hint)
                        other_way = Told(
                            "{other}, but the content has {value}",
                            value=figure.value,
                            other=note[said_there[0].start : said_there[0].end],
                        )
                        at = f"{subject.content.index['sources'][id]}.note"
                        yield Found(at, other_way, hint, rests_on=(f"{path}.value",))
                    break
                if same:
                    rough = roughness(text, same[0].start, same[0].end)
                    if rough and figure.qualifier != "exact" and not rough & _KINDS[figure.qualifier]:
                        message = Told(
                            "{qualifier}, but the note on the source says “{other}”",
                            qualifier=SchemaWord("choice", figure.qualifier),
                            other=_raw_of(text, same[0]),
                        )
                        yield Found(f"{path}.qualifier", message, Told("look which of the two is right"))
                    break


def _is_slip(value: int, other: int) -> bool:
    """Tell whether a number is another one with two digits turned round, one more, one less, or another one first."""
    one, another = str(value), str(other)
    if one == another or min(value, other) < _TWO_DIGITS:
        return False
    turned = len(one) == len(another) and sorted(one) == sorted(another)
    return turned or one == f"{another}0" or another == f"{one}0"


_TWO_DIGITS = 10


def _mistyped(subject: Subject, sources: Mapping[str, Source]) -> Iterator[Found]:
    """Yield figures that are a slip away from the number that each of their notes has: 303, where they say 330."""
    for path, figure in subject.entities(Reading):
        if is_earlier(path):
            continue
        ids = (*figure.sources, *figure.contradicted_by)
        notes = [figure.note, *(sources[id].note for id in ids if id in sources)]
        noted = {number.whole for note in notes if note for number in numbers(TextIn("note", "en", "en", note))}
        slip = next((one for one in sorted(filter(None, noted)) if _is_slip(figure.value, one)), None)
        if slip is not None and figure.value not in noted:
            message = Told("{value}, but the note on the source says {other}", value=figure.value, other=str(slip))
            yield Found(f"{path}.value", message, Told("look which of the two is right"))


def _is_noted(subject: Subject, path: str, figure: Reading) -> bool:
    """Tell whether a note beside a figure, or on what it is a value of, has its number, too."""
    notes = [owner.note for _, owner in subject.owners(path) if isinstance(owner, Reading)]
    return any(re.search(rf"(?<![\d.,]){figure.value}(?![\d]|[.,]\d)", note) for note in notes)


def _next_word(words: str, at: int) -> int:
    while at < len(words) and words[at].isspace():
        at += 1
    return at


def _kind_of(subject: Subject, path: str, figure: Reading) -> str:
    """Return which of the nouns that are counted a figure is of: people, organisations, countries."""
    field = path.rpartition(".")[2]
    if field in ("people", "organisations"):
        return field
    if field == "participants_expected":
        return "people"
    if field == "from_countries":
        return "countries"
    owner = next((entity for _, entity in subject.owners(path) if isinstance(entity, Stat)), None)
    for key, label in owner.label.root.items() if owner else ():
        for kind, noun in words_of(key).counted.items() if key in subject.written_in else ():
            if matcher(noun).search(label):
                return kind
    return ""


# How rough a number is ---------------------------------------------------------------------------------------------


@rule("qualifier-differs", "error", "A number is as rough in a text as the content has it, and in every language.")
def qualifier_differs(subject: Subject) -> Iterator[Found]:
    """Find “more than” and its like where the content has an exact or another rough number, or another language."""
    for text in readable(subject):
        if text.is_name:
            continue
        for amount, figure in _of_figures(subject, text):
            rough = roughness(text, amount.start, amount.end)
            own = _KINDS.get(figure.qualifier, set())
            if rough == {"more"} and _came_more(subject, text, amount):
                continue  # over a thousand, where up to 1,000 had been expected and 1,300 came
            if not rough or rough & own:
                if rough and own and amount.printed:
                    message = Told("“{raw}” stands here, and is printed as well", raw=_raw_of(text, amount))
                    hint = Told("leave out the word: the number is printed with it")
                    yield _report(text, amount, message, hint, "warning")
                continue
            if not own and ("about" in rough or rough == {"exact"}):
                continue  # nobody is wrong who says “about” of what is known exactly
            message = Told(
                "“{raw}”, but the content has {qualifier} {value}",
                raw=_raw_of(text, amount),
                qualifier=SchemaWord("choice", figure.qualifier),
                value=figure.value,
            )
            yield _report(text, amount, message, Told("print the number with {{ }}, without a word before it"), "error")
        yield from _beyond(subject, text)
    yield from _between_languages(subject)


def _came_more(subject: Subject, text: TextIn, amount: Amount) -> bool:
    about = event_of(subject, text.path)
    came = about.participants.people if about and about.participants else None
    return bool(came and about and came.value > amount.value and about.participants_expected)


def _beyond(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield “more than 400 members” where there are 330, and “fewer than 300”."""
    if not text.path.startswith("association."):
        return
    words = words_of(text.language)
    figures = subject.once(stats_by_kind)
    for amount in amounts(subject, text) if figures else ():
        rough = roughness(text, amount.start, amount.end)
        behind = " ".join(text.words[amount.end : amount.end + 60].split()[:4])
        if amount.printed or not rough or not matcher(words.members).search(behind):
            continue
        for kind, figure in figures.items():
            is_of = kind == "organisations" or matcher(words.counted.get(kind, "")).search(behind)
            near = figure.value / 3 < amount.value < figure.value * 3
            beyond = (rough == {"more"} and amount.value > figure.value) or (
                "less" in rough and "more" not in rough and amount.value < figure.value * 0.97
            )
            if is_of and near and beyond:
                raw = _raw_of(text, amount)
                message = Told("“{raw}”, but the content has {value}", raw=raw, value=figure.value)
                yield _report(text, amount, message, Told("correct the one that is wrong"), "error")
                break


def stats_by_kind(subject: Subject) -> dict[str, Stat]:
    """Return the association's figures of countries and organisations; ask `Subject.once` for it."""
    found: dict[str, Stat] = {}
    for path, figure in subject.entities(Stat):
        if not is_earlier(path) and (kind := _kind_of(subject, path, figure)):
            found.setdefault(kind, figure)
    return {kind: found[kind] for kind in ("countries", "organisations") if kind in found}


def _report(text: TextIn, amount: Amount, message: str, hint: str, severity: Severity) -> Found:
    return Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start, severity=severity)


def _of_figures(subject: Subject, text: TextIn) -> Iterator[tuple[Amount, Number]]:
    """Yield the amounts of a text that are figures of the content: printed, or typed with the same value and noun."""
    known = subject.once(_figures_by_value)
    for amount in amounts(subject, text):
        if amount.printed:
            value = amount.printed.split("|")[0].strip()
            item = subject.content.items.get(printed_path(subject, text, value))
            if item is not None and isinstance(item.value, Number):
                yield amount, item.value
        elif amount.value >= _SMALL and amount.value in known:
            behind = " ".join(text.words[amount.end : amount.end + 60].split()[:3])
            for kind, figure in known[amount.value]:
                if matcher(words_of(text.language).counted.get(kind, "")).search(behind):
                    yield amount, figure
                    break


def _figures_by_value(subject: Subject) -> dict[float, list[tuple[str, Number]]]:
    found: dict[float, list[tuple[str, Number]]] = {}
    for path, figure in subject.entities(Number):
        if not is_earlier(path) and (kind := _kind_of(subject, path, figure)):
            found.setdefault(float(figure.value), []).append((kind, figure))
    return found


def _between_languages(subject: Subject) -> Iterator[Found]:
    for first, other in typed_pairs(subject):
        if first.is_name or first.language == other.language:
            continue
        if not tells_roughness(first.language) or not tells_roughness(other.language):
            continue
        here, there = ({(a.value, a.printed): a for a in amounts(subject, text)} for text in (first, other))
        for key in sorted(here.keys() & there.keys()):
            if key[0] < _FEW:
                continue  # about two: said in many ways
            one, another = here[key], there[key]
            rough, opposite = roughness(first, one.start, one.end), roughness(other, another.start, another.end)
            if bool(rough) != bool(opposite) or (rough and not rough & opposite):
                message = Told(
                    "“{raw}” here, “{other}” in {key}",
                    raw=_raw_of(other, another),
                    other=_raw_of(first, one),
                    key=repr(first.key),
                )
                severity: Severity = "error" if rough and opposite else "warning"
                yield _report(other, another, message, Told("correct the one that is wrong"), severity)


def _raw_of(text: TextIn, amount: Amount | TypedNumber) -> str:
    """Return a number with the words that say how rough it is."""
    start, end = with_rough(text, amount.start, amount.end)
    return text.raw[start:end]


# Which noun a printed figure stands before -----------------------------------------------------------------------

_STOP = re.compile(rf"[.,;:!?(){MASK}]|\d")
_NOUNS = ("people", "organisations", "countries")


@rule("figure-misplaced", "error", "A figure is printed before its own noun.")
def figure_misplaced(subject: Subject) -> Iterator[Found]:
    """Find figures of people printed before organisations, of organisations before countries, and so on."""
    for text in readable(subject):
        counted = words_of(text.language).counted
        for start, expression in text.expressions:
            path = printed_path(subject, text, expression.split("|")[0].strip())
            item = subject.content.items.get(path)
            value = item.value if item else None
            kind = ""
            if isinstance(value, Number):
                kind = _kind_of(subject, path, value)
            elif path.endswith(".countries") and "count" in expression:
                kind = "countries"
            end = text.raw.index("}}", start) + 2
            reach = _STOP.split(text.words[end : end + 60], maxsplit=1)[0]
            near = [
                (found.start(), noun)
                for noun in _NOUNS
                if kind and (found := matcher(counted.get(noun, "")).search(reach))
            ]
            if near and min(near)[1] != kind and kind in _NOUNS:
                message = Told("the figure before “{noun}” is another one", noun=" ".join(reach.split()[:4]))
                hint = Told("print the figure that belongs to the noun")
                yield Found(text.path, message, hint, text.key, start, end - start)


# Marks of decimals and thousands -----------------------------------------------------------------------------------

_DECIMAL = re.compile(r"(?<![\d.,/-])(\d{1,3})([.,])(\d{1,2})(?![\d.,/]|-\d)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:([.,])\d{3})+(?![\d.,]*\d)")


@rule("number-marks", "warning", "Decimals and thousands have the language's own marks.")
def number_marks(subject: Subject) -> Iterator[Found]:
    """Find a decimal comma in English, a point in Georgian or French, and thousands marked as elsewhere."""
    for text in with_notes(subject):
        language = language_of(text.language)
        for found in _DECIMAL.finditer(text.words):
            behind = text.words[found.end() :].lstrip()[:20]
            if found[2] != language.decimal_mark and matcher(said.pattern(text.language, "marks", "measured")).match(
                behind
            ):
                right = f"{found[1]}{language.decimal_mark}{found[3]}"
                yield _mark(text, found, right)
        for found in _GROUPED.finditer(text.words):
            if found[1] != language.group_mark:
                if found[0].count(found[1]) == 1 and not _is_count(text, found):
                    continue  # 1.250 may be a decimal number, a section
                digits = re.sub(r"\D", "", found[0])
                if len(digits) <= MOST_DIGITS:
                    yield _mark(text, found, language.number(int(digits)))


def _is_count(text: TextIn, found: re.Match[str]) -> bool:
    counted = "|".join(words_of(text.language).counted.values())
    behind = " ".join(text.words[found.end() : found.end() + 40].split()[:2])
    whole = matcher(said.pattern(text.language, "marks", "whole")).match(behind)
    return bool(whole or matcher(counted).search(behind)) or any(
        matcher(pattern).match(behind) for pattern in words_of(text.language).currencies.values()
    )


def _mark(text: TextIn, found: re.Match[str], right: str) -> Found:
    message = Told("“{raw}” has the marks of another language", raw=found[0])
    at, end = found.span()
    return Found(text.path, message, Told("write {right}", right=right), text.key, at, end - at, fix=(right,))

"""Shares of a whole: a half, a third, a majority; and the whole itself, where the content counts it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from briefgen.checks.about import event_of, is_earlier
from briefgen.checks.amounts import Amount, Sentence, sentence_at, turn, values
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found
from briefgen.checks.scan import readable, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Number
from briefgen.content.schema.organisations import Body, Stat
from briefgen.problems.notes import Told

CLOSE = 0.12  # by how much of it a share or a multiple may be rounded
_FEW = 100  # of so many each one counts
_FAR = 40  # characters between a share and what says it again
_STEM = 6  # letters by which a noun is known
_AGAIN = re.compile(r"(?:\s*%|\s+[^\W\d_]+){0,3}\s*[,)–—]")  # eight of them, were …


def bodies_under(subject: Subject, text: TextIn) -> float:
    """Return how many bodies are under the one that a text is of."""
    own = next((owner for _, owner in subject.owners(text.path)), None)
    return float(subject.once(_children).get(own.id, 0)) if isinstance(own, Body) else 0


def _children(subject: Subject) -> Mapping[str | None, int]:
    return Counter(body.parent for _, body in subject.entities(Body))


def figure_of(subject: Subject, text: TextIn, words: str) -> float | None:
    """Return the number of the event that a noun stands for: of those who came."""
    about, counted = event_of(subject, text.path), words_of(text.language).counted
    if (under := bodies_under(subject, text)) and _names_bodies(subject, text, words):
        return under
    came = about.participants if about else None
    if came is None:
        return None
    for name, figure in (("people", came.people), ("organisations", came.organisations)):
        if figure and figure.qualifier == "exact" and matcher(counted.get(name, "")).search(words):
            return float(figure.value)
    if came.countries and matcher(counted.get("countries", "")).search(words):
        return float(len(came.countries))
    return None


def _names_bodies(subject: Subject, text: TextIn, words: str) -> bool:
    """Tell whether words name what is under the body that a text is of: the commissions."""
    own = next((owner for _, owner in subject.owners(text.path)), None)
    name = own.name.root.get(text.key, "") if isinstance(own, Body) else ""
    stems = {word.casefold()[:_STEM] for word in re.findall(r"[^\W\d_]{5,}", name)[-1:]}
    return any(word.casefold()[:_STEM] in stems for word in re.findall(r"[^\W\d_]{5,}", words))


def shares(subject: Subject, text: TextIn, told: Sentence) -> Iterator[Found]:
    """Yield a majority that is none, and a third that isn't: where a sentence has two numbers, part and whole."""
    code = text.language
    shares = values(code, "shares").items()
    found_shares = ((pattern.search(text.words, told.start, told.end), value) for pattern, value in shares)
    share_of = next(((found, value) for found, value in found_shares if found), None)
    # Three quarters, 100 of 330
    amounts = [one for one in told.amounts if not share_of or not share_of[0].start() <= one.start < share_of[0].end()]
    is_percent = turn(code, "percent").search(told.words)
    if len(amounts) == 1 and share_of and (is_percent or _is_told_beside(text, share_of[0], amounts[0])):
        known = 100.0 if is_percent else figure_of(subject, text, _around_share(text, told, share_of[0]))
        yield from _share_of_known(text, amounts[0], share_of, known)
        return
    if len(amounts) != 2 or is_percent:
        return
    part, whole = sorted(amounts, key=lambda amount: amount.value)
    if whole.value == part.value or part.value == 0:
        return
    share = part.value / whole.value
    start = end = -1
    if found := turn(code, "majority").search(told.words):
        start, end = told.span(found) if share <= 0.5 else (-1, -1)
    elif found := turn(code, "minority").search(told.words):
        start, end = told.span(found) if share >= 0.5 else (-1, -1)
    elif share_of and abs(share - share_of[1]) > _slack(text, told, share_of[1], whole.value):
        start, end = share_of[0].span()
    if start >= 0:
        message = Told(
            "“{raw}”, but it is {part} of {whole}",
            raw=text.raw[start:end],
            part=f"{part.value:g}",
            whole=f"{whole.value:g}",
        )
        yield Found(text.path, message, Told("correct a number, or the word"), text.key, start, end - start)


def _slack(text: TextIn, told: Sentence, share: float, whole: float) -> float:
    """Return by how much a share may differ from a part of a whole: hardly, where one says the other again."""
    again = turn(text.language, "in_other_words").search(told.words)
    return max(0.6 / whole, 0.02) if again and whole < _FEW else CLOSE * share + 0.02


def _share_of_known(
    text: TextIn, amount: Amount, share: tuple[re.Match[str], float], whole: float | None
) -> Iterator[Found]:
    """Yield «half of the participants, eight people» of fourteen, and «a quarter, 35 per cent»."""
    found, value = share
    if whole and _is_told_beside(text, found, amount) and abs(amount.value / whole - value) > max(0.5 / whole, 0.05):
        about = {"part": f"{amount.value:g}", "whole": f"{whole:g}"}
        message = Told("“{raw}”, but it is {part} of {whole}", raw=text.raw[found.start() : found.end()], **about)
        hint = Told("correct a number, or the word")
        yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())


def _is_told_beside(text: TextIn, share: re.Match[str], amount: Amount) -> bool:
    """Tell whether a number says again what a share is: half of them, eight people; eight of them, that is half."""
    if 0 <= share.start() - amount.end < 2 * _FAR:
        return bool(turn(text.language, "that_is").search(text.words[amount.end : share.start()]))
    gap, behind = text.words[share.end() : amount.start], text.words[amount.end : amount.end + _FAR]
    if not _AGAIN.match(behind):
        return False
    return len(gap) < 2 * _FAR and bool(re.fullmatch(r"[^.;:,()–—]*(?:,|\(|–|—)[^.;:,()–—\d]{0,20}", gap))


def _around_share(text: TextIn, told: Sentence, share: re.Match[str]) -> str:
    """Return the words in which stands of what a share is: before it in Georgian, behind it in English."""
    before = text.words[max(told.start, share.start() - _FAR) : share.start()]
    behind = re.split(r"[,(–—]", text.words[share.end() : min(told.end, share.end() + _FAR)])[0]
    return f"{before} {behind}"


def of_members_there(subject: Subject) -> Iterator[Found]:
    """Yield «fewer than half of the member countries attended» an event at which most of them were."""
    all_there = next((float(stat.value) for stat in _countries(subject)), 0.0)
    for text in readable(subject) if all_there else ():
        about = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        came = about.participants if about else None
        there = (came.from_countries.value if came.from_countries else len(came.countries)) if came else 0
        if not 0 < there <= all_there:
            continue
        code = text.language
        for found in turn(code, "member_countries").finditer(text.words):
            start, end = sentence(text.words, found.start())
            if not turn(code, "were_there").search(text.words, start, end):
                continue
            told = _share_in(subject, text, start, end)
            if told is None:
                continue
            share, at, to = told
            ratio = there / all_there
            if turn(code, "were_absent").search(text.words, start, end):
                ratio = 1 - ratio
            more, fewer = (bool(turn(code, name).search(text.words, start, end)) for name in ("more_of", "fewer_of"))
            slack = CLOSE * share + 0.02
            if ratio < share - slack if more else ratio > share + 0.02 if fewer else abs(ratio - share) > slack:
                message = Told("“{raw}”, but it is {part} of {whole}", raw=text.raw[at:to],
                               part=f"{ratio * all_there:g}", whole=f"{all_there:g}")  # fmt: skip
                yield Found(text.path, message, Told("correct a number, or the word"), text.key, at, to - at)
            break


def _countries(subject: Subject) -> Iterator[Stat]:
    """Yield the figure of the countries that have members."""
    for path, stat in subject.entities(Stat):
        labels = ((words_of(key).counted.get("countries", ""), label) for key, label in stat.label.root.items()
                  if key in subject.written_in)  # fmt: skip
        if not is_earlier(path) and any(matcher(noun).search(label) for noun, label in labels):
            yield stat


def _share_in(subject: Subject, text: TextIn, start: int, end: int) -> tuple[float, int, int] | None:
    """Return the one share that a sentence tells of, in words or per cent, and where."""
    code = text.language
    found: dict[int, tuple[float, int, int]] = {}
    for pattern, value in values(code, "shares").items():
        for match in pattern.finditer(text.words, start, end):
            if match.end() not in found or match.start() < found[match.end()][1]:
                found[match.end()] = value, match.start(), match.end()
    percent = turn(code, "percent")
    for amount in sentence_at(subject, text, start).amounts:
        if percent.match(
            text.words, amount.end + len(text.words[amount.end : end]) - len(text.words[amount.end : end].lstrip())
        ):
            found[amount.end] = amount.value / 100, amount.start, amount.end
    for name, value in (("majority", 0.5), ("minority", 0.5)):
        if (named := turn(code, name).search(text.words, start, end)) and not found:
            found[named.end()] = value, *named.span()
    return next(iter(found.values())) if len(found) == 1 else None


def beside_expected(subject: Subject) -> Iterator[Found]:
    """Yield «300 fewer than expected» where 1,300 came and 1,000 had been expected, and «twice as many»."""
    for text in with_notes(subject):
        about = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        came = about.participants.people if about and about.participants else None
        if about is None or came is None or about.participants_expected is None:
            continue
        expected = about.participants_expected
        turns = [turn(text.language, name) for name in ("than_expected", "as_expected")]
        starts = {sentence(text.words, found.start())[0] for each in turns for found in each.finditer(text.words)}
        for start in sorted(starts):
            yield from _beside(text, sentence_at(subject, text, start), came, expected)


def _beside(text: TextIn, told: Sentence, came: Number, expected: Number) -> Iterator[Found]:
    if times := _times_expected(text, told):
        multiple, ratio = times
        if expected.value and abs(came.value / expected.value - ratio) > CLOSE * ratio:
            yield _beside_forecast(text, *multiple.span(), came.value, expected.value)
        return
    found = turn(text.language, "than_expected").search(told.words)
    if not found:
        return
    difference = came.value - expected.value
    more = any(value for name, value in found.groupdict().items() if name.startswith("more"))
    number = next((float(value) for name, value in found.groupdict().items() if name[0] == "c" and value), None)
    share = next(
        (value for pattern, value in values(text.language, "shares").items() if pattern.search(found[0])), None
    )
    if turn(text.language, "percent").search(found[0]) and number is not None:
        share = number / 100
    if share is not None:
        number = share * expected.value
    wrong = difference and more != (difference > 0)
    if not wrong and number is not None:
        wrong = abs(number - abs(difference)) > max(1.0, CLOSE * abs(difference))
    if wrong:
        yield _beside_forecast(text, *told.span(found), came.value, expected.value)


def _times_expected(text: TextIn, told: Sentence) -> tuple[re.Match[str], float] | None:
    """Return how many times as many a sentence says that came as had been expected, and where."""
    if not turn(text.language, "as_expected").search(told.words):
        return None
    multiples = values(text.language, "times").items()
    found = ((pattern.search(text.words, told.start, told.end), value) for pattern, value in multiples)
    return next(((match, value) for match, value in found if match), None)


def _beside_forecast(text: TextIn, start: int, end: int, came: int, expected: int) -> Found:
    about = {"came": f"{came:g}", "expected": f"{expected:g}"}
    message = Told("“{raw}”, but {came} came and {expected} had been expected", raw=text.raw[start:end], **about)
    hint = Told("correct the one that is wrong")
    return Found(text.path, message, hint, text.key, start, end - start)

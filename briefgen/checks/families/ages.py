"""How old the association is: years, anniversaries and centuries in texts, against the day of its foundation."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import association_named, date_of, when
from briefgen.checks.amounts import before_words, turn, values
from briefgen.checks.rough import roughness
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, numbers, sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Association
from briefgen.problems.notes import Told

_ROUGH = 0.1  # by how much of it a round span may differ, or five years


@rule("age-wrong", "error", "The association is as old as its foundation makes it.")
def age_wrong(subject: Subject) -> Iterator[Found]:
    """Find ages, anniversaries and centuries that don't go with the year of foundation and that of the sentence."""
    founded = next((association.founded for _, association in subject.entities(Association)), None)
    if founded is None or founded.start is None or subject.as_of is None:
        return
    for text in with_notes(subject):
        founding = turn(text.language, "founding", "ages")
        its_own = text.path.startswith("association.")
        if not its_own and not founding.search(text.words):
            continue
        for start, end, years, kind in _spans(text):
            first, last = sentence(text.words, start)
            told = text.words[first:last]
            if turn(text.language, "to_come", "ages").search(told):
                continue  # how long it is until it will be so old
            is_old = founding.search(told)
            of_age = is_old and association_named(subject, text, told)
            if not of_age and not (its_own and (is_old or kind == "years")):
                continue
            typed = [date.year for date in dates(text) if first <= date.start < last and date.year]
            own = date_of(subject, text.path)
            then = own.start.year if own and own.start else subject.as_of.year
            of = [year for year in typed if year != founded.start.year] or [then]
            ages = {year - founded.start.year for year in of}
            rough = roughness(text, start, end)
            slack = {"years": 1.0, "anniversary": 0.0 if typed else 1.0, "span": max(5.0, _ROUGH * years)}[kind]
            if rough and kind == "years" and (rough != {"more"} or max(ages) >= years):
                slack = max(slack, years / 10)  # more than 90 years, of 92
            elif rough == {"more"} and kind == "span":
                slack = 1.0  # more than a century
            # What it has done for so many years it may have begun later, but not before it was there.
            if all((abs(age - years) if of_age else years - age) > slack for age in ages):
                message = Told(
                    "“{raw}”, but the association was founded {founded}: {age} years",
                    raw=text.raw[start:end],
                    founded=when(founded),
                    age=min(ages),
                )
                yield Found(text.path, message, Told("correct the number"), text.key, start, end - start)


def _spans(text: TextIn) -> Iterator[tuple[int, int, float, str]]:
    """Yield what is said of years: start, end, how many, and whether as a round span, an anniversary or in years."""
    taken: list[tuple[int, int]] = []
    for pattern, years in values(text.language, "spans", "ages").items():
        for found in pattern.finditer(text.words):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield *found.span(), years, "span"
    anniversary, whole = (turn(text.language, name, "ages") for name in ("anniversary", "years"))
    near = turn(text.language, "ago", "ages")
    for number in numbers(text):
        if number.whole is None or number.whole < 5:
            continue
        told = before_words(text, number)
        if anniversary.match(told):
            yield number.start, number.end, float(number.whole), "anniversary"
        elif not number.ordinal and (of_years := whole.match(told)):
            rest = told[of_years.end() :][:25]
            before = text.words[max(0, number.start - 25) : number.start]
            if near.search(rest) or near.search(before):
                yield number.start, number.end, float(number.whole), "years"

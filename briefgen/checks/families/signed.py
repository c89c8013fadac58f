"""What stands there in one wording, and is printed by the briefs in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.titled import plain_words
from briefgen.content.knowing.signed import signed_by
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.meetings import Delegate
from briefgen.content.schema.people import Person
from briefgen.language import Language
from briefgen.problems.notes import Told


@rule(
    "name-untranslated",
    "warning",
    "Names of drafters and days of travel can be read in every language that prints them.",
)
def name_untranslated(subject: Subject) -> Iterator[Found]:
    """Find drafters whose name is in another script than a brief, and days of travel with the names of months."""
    used = {code: each for code, each in subject.written_in.items() if code in subject.languages}
    if len(used) < 2:
        return
    people = [person for _, person in subject.entities(Person)]
    for path, edition in subject.entities(Edition):
        name = edition.drafter or ""
        other = next((code for code, each in used.items() if not any(map(each.writes, name))), None)
        if name and other and not signed_by(people, name):
            message = Told("briefs in {language}, too, print the name as it is typed here", language=repr(other))
            hint = Told("add whoever it is to the people, with the name in each language, and write it here as there")
            if _is_nearly_known(people, name):
                hint = Told("write the name just as it stands among the people")
            yield Found(f"{path}.drafter", message, hint)
    months = [_months(each) for each in used.values()]
    for path, delegate in subject.entities(Delegate):
        for field in ("arrival", "departure"):
            text = getattr(delegate, field) or ""
            months_here = (found for pattern in months for found in pattern.finditer(text))
            for start, end in sorted({found.span(found.lastindex or 0) for found in months_here}):
                message = Told("briefs in every language print “{word}” as it is typed here", word=text[start:end])
                hint = Told("write the day in figures, such as 12.05.2031")
                yield Found(f"{path}.{field}", message, hint, offset=start, length=end - start)


def _is_nearly_known(people: Iterable[Person], signature: str) -> bool:
    """Tell whether the name of a person stands there in other letters, or with a title: Dr Ana Example, ANA EXAMPLE."""
    said = f" {' '.join(plain_words(signature.casefold()))} "
    return any(
        f" {' '.join(plain_words(name.casefold()))} " in said for one in people for name in one.name.root.values()
    )


def _months(language: Language) -> re.Pattern[str]:
    """Return the months as a language writes them: by name, and, behind a day, shorter."""
    by_case = language.month_names
    names = "|".join(
        re.escape(name) for case, each in by_case.items() if case != "short" for name in each if name[-1:].isalpha()
    )
    short = "|".join((*language.words.months, *map(re.escape, by_case.get("short", ()))))
    return re.compile(rf"(?<!\w)(?:({names})|(?<=\d )({short}))(?!\w)", re.IGNORECASE)

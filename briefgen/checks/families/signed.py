"""What stands there in one wording, and is printed by the briefs in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.knowing.signed import signed_by
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.meetings import Delegate
from briefgen.content.schema.people import Person
from briefgen.problems.notes import Told

_WORD = re.compile(r"[^\W\d_]+")


@rule("name-untranslated", "warning", "What every brief prints in one wording can be read in each of its languages.")
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
            yield Found(f"{path}.drafter", message, hint)
    months = {name.casefold() for each in used.values() for names in each.month_names.values() for name in names}
    for path, delegate in subject.entities(Delegate):
        for field in ("arrival", "departure"):
            text = getattr(delegate, field) or ""
            for word in _WORD.finditer(text):
                if word[0].casefold() in months:
                    message = Told("briefs in every language print “{word}” as it is typed here", word=word[0])
                    hint = Told("write the day in figures, such as 12.05.2031")
                    yield Found(f"{path}.{field}", message, hint, offset=word.start(), length=len(word[0]))

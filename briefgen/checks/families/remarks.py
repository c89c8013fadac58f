"""What the staff's notes say of the fields beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.texts import shown
from briefgen.content.schema.base import Fact
from briefgen.language import said
from briefgen.problems.notes import SchemaWord, Told


@rule("status-unlike-note", "warning", "What is verified has no note that says it isn't.")
def status_unlike_note(subject: Subject) -> Iterator[Found]:
    """Find what is verified though its note says that it was not found, and unverified though all was confirmed."""
    for path, fact in subject.entities(Fact):
        denies = fact.status == "verified" and len(fact.sources) < 2  # it may have been found in another source
        if not fact.note or not (denies or fact.status == "unverified"):
            continue
        for code in ("en", *subject.languages):
            found = (_of_all if denies else _confirmed)(code).search(fact.note)
            if found:
                status = SchemaWord("choice", fact.status or "")
                message = Told("{status}, but the note says {words}", status=status, words=shown(found[0]))
                yield Found(f"{path}.status", message, Told("correct the status, or the note"))
                break


@cache
def _confirmed(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{said.pattern(code, 'notes', 'confirmed')})(?!\w)", re.IGNORECASE)


@cache
def _of_all(code: str) -> re.Pattern[str]:
    """Return how a note says of all that it is on that it was not found; of a part it says so within a sentence."""
    unfound, all_of_it = (said.pattern(code, "notes", name) for name in ("unfound", "all"))
    return re.compile(rf"(?:^|[.;:!?]\s+)(?:{all_of_it})?(?:{unfound})(?!\w)", re.IGNORECASE)

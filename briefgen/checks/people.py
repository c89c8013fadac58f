"""People and the offices that they hold for a time."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Term
from briefgen.content.terms import holders


@rule("office-twice", "error", "An office has one holder at a time.")
def office_twice(subject: Subject) -> Iterator[Found]:
    """Find terms that an edition finds beside another one in the same office."""
    terms = [term for _, term in subject.entities(Term)]
    for _, edition in subject.entities(Edition):
        assert edition.as_of.start is not None
        for office in dict.fromkeys(term.office for term in terms):
            for term in holders(terms, office, edition.as_of.start)[1:]:
                path = subject.content.index["terms"][term.id]
                message = f"on {edition.as_of} the office {office!r} has two holders, {term.person!r} among them"
                yield Found(path, message, "give the earlier term an end")

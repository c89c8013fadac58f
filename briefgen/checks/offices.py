"""An office has one holder at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.content.model import Values
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Term
from briefgen.content.terms import holders
from briefgen.diagnostics import Diagnostic


def check(content: Values, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a problem for every term that an edition finds beside another one in the same office."""
    values = [item.value for item in content.items.values()]
    terms = [value for value in values if isinstance(value, Term)]
    for edition in (value for value in values if isinstance(value, Edition)):
        assert edition.as_of.start is not None
        for office in dict.fromkeys(term.office for term in terms):
            for term in holders(terms, office, edition.as_of.start)[1:]:
                path = content.index["terms"][term.id]
                message = f"on {edition.as_of} the office {office!r} has two holders, {term.person!r} among them"
                yield content.problem(path, "office-twice", message, "give the earlier term an end")

"""Ids that are used must exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from briefgen.content.model import Values
from briefgen.countries import country_codes
from briefgen.diagnostics import Diagnostic


def check(content: Values, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a problem for every id that refers to nothing."""
    countries = country_codes()
    for item in content.items.values():
        if item.refers is None or not isinstance(item.value, str):
            continue
        if item.refers in content.unread:
            continue  # a report of what could not be read is enough
        known: Collection[str] = countries if item.refers == "countries" else content.index[item.refers]
        if item.value in known:
            continue
        if item.refers == "countries":
            yield content.problem(item.path, "country-unknown", f"there is no country {item.value!r}", "see ISO 3166-1")
            continue
        close = difflib.get_close_matches(item.value, known, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known) or 'none yet'}"
        message = f"there is no {item.value!r} among the {item.refers}"
        yield content.problem(item.path, "reference-unknown", message, hint)

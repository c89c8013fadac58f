"""Ids that are used must exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from babel import Locale

from briefgen.content.loader import Content
from briefgen.diagnostics import Diagnostic

# As in briefgen.language.base, which checks don't import.
_NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def check(content: Content, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a problem for every id that refers to nothing."""
    # CLDR; codes that it has no name for can't be printed. Its unions are no countries.
    countries = {str(code) for code in Locale("en").territories} - _NOT_COUNTRIES
    for item in content.items.values():
        if item.refers is None or not isinstance(item.value, str):
            continue
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

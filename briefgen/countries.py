"""Which country codes there are."""

from __future__ import annotations

from functools import cache

# Regions of CLDR that stand for no country: unions, pseudo-locales, "unknown".
_NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 codes that CLDR has a name for: others can't be printed."""
    from babel import Locale

    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES

"""Countries that the content calls otherwise than is usual, and texts that call them as is usual."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import is_earlier
from briefgen.checks.places import KnownPlaces
from briefgen.checks.rules import Found
from briefgen.checks.scan import language_of, readable
from briefgen.checks.subject import Subject
from briefgen.content.schema.organisations import Work
from briefgen.content.schema.places import Places
from briefgen.content.schema.sources import Source
from briefgen.problems.notes import Told

_STEM = 4  # letters of a name that stand in its longer form, too


def countries_called_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield Moldova where places.yaml has the Republic of Moldova for the language."""
    own: dict[tuple[str, str], str] = {}
    for _, places in subject.entities(Places):
        for country in places.countries:
            for code, name in country.name.root.items():
                usual = language_of(code).country(country.code) if code in subject.written_in else name
                if usual != name.strip() and usual[:_STEM] in name:  # the Republic of Moldova
                    own[code, country.code] = name.strip()
    known = subject.once(KnownPlaces)
    for text in readable(subject) if own else ():
        if text.is_name or is_earlier(text.path):
            continue
        if isinstance(next((owner for _, owner in subject.owners(text.path)), None), Work | Source):
            continue
        for seen in known.seen(text):
            name = own.get((text.key, seen.key), "") if seen.kind == "country" and text.key == text.language else ""
            if not name or seen.name != language_of(text.language).country(seen.key):
                continue
            written = text.raw[seen.start : seen.end]
            message = Told("“{written}” here; the content calls the country “{name}”", written=written, name=name)
            hint = Told("write “{now}”", now=name)
            fix = (name,) if written == seen.name else ()
            yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start, fix=fix)

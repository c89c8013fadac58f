from __future__ import annotations

from tests.checks.cases import fires, silent

PEOPLE, EVENTS, SOURCES = "people.yaml", "events.yaml", "sources.yaml"
SOURCE = "\n- id: forgotten\n  title: A page that nobody names\n"

CASES = (
    fires("reference-unknown", "a city", (EVENTS, "city: example-city", "city: exmple-city"), marks="exmple-city"),
    silent("reference-unknown", "no city", (EVENTS, "  city: example-city\n  state: held", "  state: held")),
    fires("country-unknown", "no such country", (PEOPLE, "country: GE", "country: XQ"), marks="XQ"),
    silent("country-unknown", "another country", (PEOPLE, "country: GE", "country: BE")),
    fires(
        "parent-circle", "its own parent", (EVENTS, "  number: 12", "  parent: example-session-12"),
        marks="example-session-12",
    ),
    silent("parent-circle", "a parent", (EVENTS, "  number: 12", "  number: 12\n  parent: example-forum-2030")),
    fires("source-unused", "named nowhere", (SOURCES, "", SOURCE), marks="forgotten"),
    silent(
        "source-unused", "named once", (SOURCES, "", SOURCE),
        (PEOPLE, "    country: GE", "    country: GE\n    sources: [forgotten]"),
    ),
)  # fmt: skip

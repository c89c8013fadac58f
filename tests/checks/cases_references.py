from __future__ import annotations

from tests.checks.cases import Edit, fires, silent

PEOPLE, EVENTS, SOURCES = "people.yaml", "events.yaml", "sources.yaml"
SOURCE = "\n- id: forgotten\n  title: A page that nobody names\n"
CITY = "  - id: other-city\n    name: {ka: სხვა ქალაქი, en: Other City}\n    country: GE\n"
SESSION = "  number: 12\n"
IN_SOURCES = (EVENTS, "  state: held\n  sources: [example-page]", "  state: held\n  sources: [page]")


def source(id: str, title: str, *more: str) -> Edit:
    """Add a source that the session names."""
    return SOURCES, "", f"\n- id: {id}\n  title: {title}\n" + "".join(f"  {line}\n" for line in more)


def noted(status: str, note: str) -> Edit:
    """Give the session a status and a note."""
    return EVENTS, SESSION, f"{SESSION}  status: {status}\n  note: {note}\n"


def countries(note: str, field: str) -> tuple[Edit, Edit]:
    """Give the figure of countries a source with a note that agrees, or contradicts."""
    more = f"    {field}: [release]\n    note: See there.\n    status: disputed\n"
    return source("release", "A release", f"note: {note}"), (ASSOCIATION, FIFTY, f"{FIFTY}{more}")


def resting(note: str, fact: str) -> tuple[Edit, Edit]:
    """Give the session a note, and a source with another one."""
    own = f"  note: {fact}\n" if fact else ""
    named = f"  state: held\n{own}  sources: [page]"
    return source("page", "A page", f"note: {note}"), (EVENTS, "  state: held\n  sources: [example-page]", named)


ASSOCIATION, FIFTY = "association.yaml", "    value: 50\n    as_of: 2029-12-31\n"

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
    fires(
        "source-unlike-name", "another year", source("forum-2027", "On the Forum of 2026"),
        marks="On the Forum of 2026",
    ),
    fires(
        "source-unlike-name", "dated otherwise", source("release-2027-02", "A release", "date: 2028-02"),
        marks="2028-02",
    ),
    fires(
        "source-unlike-name", "another number", source("exa-session-12", "On the 13th session"),
        marks="On the 13th session",
    ),
    fires(
        "source-unlike-name", "another publisher", source("exa-release", "EXA release", "publisher: ILO"), marks="ILO"
    ),
    fires(
        "source-unlike-name", "another source’s address",
        source("exa-tc-one", "One", "url: https://exa.int/tc-two"), source("exa-tc-two", "Two"),
        marks="https://exa.int/tc-two",
    ),
    fires(
        "source-unlike-name", "an address of years before",
        source("exa-news", "News", "date: 2029-03-01", "url: https://exa.int/news/2026/03/x"),
        marks="https://exa.int/news/2026/03/x",
    ),
    silent("source-unlike-name", "the same", source("forum-2027", "On the Forum of 2027", "date: 2028")),
    silent("source-unlike-name", "a year among others", source("plan-2027", "Plan 2027–2029, adopted in 2026")),
    silent(
        "source-unlike-name", "its own address",
        source("exa-tc-one", "One", "date: 2029", "url: https://exa.int/2029/tc-one"), source("exa-tc-two", "Two"),
    ),
    silent("source-unlike-name", "its publisher", source("exa-release", "EXA release", "publisher: EXA, on exa.int")),
    silent("source-unlike-name", "words", source("exa-release", "EXA release", "publisher: Example Association")),
    *(
        fires("status-unlike-note", note, noted("verified", note), marks="verified", language="en")
        for note in ("Not found outside the brief.", "Named there. It could not be confirmed.", "Doubtful.")
    ),
    *(
        fires("status-unlike-note", note, noted("verified", note), marks="verified", language="ka")
        for note in ("ვერ მოიძებნა.", "თარიღი ვერ დადასტურდა.")
    ),
    silent(
        "status-unlike-note", "found since", noted("verified", "Not found outside the brief."),
        source("page", "A page"),
        (EVENTS, "  state: held\n  sources: [example-page]", "  state: held\n  sources: [example-page, page]"),
    ),
    silent("status-unlike-note", "unverified", noted("unverified", "Not found outside the brief.")),
    silent(
        "status-unlike-note", "a part", noted("verified", "Who came was not found; the date is confirmed."),
        language="en",
    ),
    silent("status-unlike-note", "a part", noted("verified", "ვინ მოვიდა, ვერ მოიძებნა."), language="ka"),
    fires(
        "source-place", "another city", ("places.yaml", "", CITY), source("page", "The Example Session in Other City"),
        IN_SOURCES, marks="The Example Session in Other City",
    ),
    silent("source-place", "its own", ("places.yaml", "", CITY), source("page", "The Example Session in Example City"),
           IN_SOURCES),
    silent("source-place", "of something else", ("places.yaml", "", CITY), source("page", "A seminar in Other City"),
           IN_SOURCES),
    *(
        fires("source-note-differs", note, *resting(note, fact), marks=note, language="en")
        for note, fact in (
            ("It met on 30 November 2026.", ""), ("Held in November 2028.", ""), ("Opened on 30 October 2027.", ""),
            ("It met on 29 November 2027.", ""),
            ("Launched in 2003.", "Launched in 2013."), ("Ten new members came.", "There were nine new members."),
        )
    ),
    fires("source-note-differs", "a day", *resting("სესია 2026 წლის 30 ნოემბერს გაიმართა.", ""),
          marks="სესია 2026 წლის 30 ნოემბერს გაიმართა.", language="ka"),
    *(
        silent("source-note-differs", note, *resting(note, fact), language="en")
        for note, fact in (
            ("It met on 30 November 2027.", ""), ("Published in March 2028.", ""), ("Held in November 2027.", ""),
            ("Launched in 2013.", "Launched in 2013, renewed in 2019."), ("Ten members came.", "Nine guests came."),
        )
    ),
    silent("source-note-differs", "the day", *resting("სესია 2027 წლის 30 ნოემბერს გაიმართა.", ""), language="ka"),
    fires("source-of-another", "of the commission beside it", (SOURCES, "title: A page about the Example Association",
          "title: On the First Example Commission"), ("association.yaml", "en: Second Example Commission}\n",
          "en: Second Example Commission}\n    sources: [example-page]\n"), marks="[example-page]"),
    silent("source-of-another", "its own", (SOURCES, "title: A page about the Example Association",
           "title: On the Second Example Commission"), ("association.yaml", "en: Second Example Commission}\n",
           "en: Second Example Commission}\n    sources: [example-page]\n")),
    fires("source-agrees", "the same figure", *countries("50 countries.", "contradicted_by"), marks="[release]"),
    silent("source-agrees", "another one", *countries("More than 50 countries.", "contradicted_by")),
)  # fmt: skip

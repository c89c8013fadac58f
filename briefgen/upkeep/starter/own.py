"""A project of one's own from its first facts: with whom, who writes, the first event. Nothing in it is invented.

What isn't said stands in the files as a comment that shows how it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefgen.content.changing.edit import CannotEditError, as_date
from briefgen.content.changing.layout import fields
from briefgen.content.own_kinds import SHIPPED
from briefgen.dates import Date
from briefgen.language import available, iso_codes
from briefgen.language.catalogue import load_catalogue
from briefgen.language.countries import country_codes
from briefgen.language.starting import catalogue_of, data_of, starts
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import N_, Told, Written
from briefgen.upkeep.forms import as_id
from briefgen.upkeep.starter import PROJECT
from briefgen.upkeep.starter.example import example_points

Names = Mapping[str, str]
"""What something is called, by language."""

_PUBLIC, _INTERNAL = N_("Public"), N_("For internal use")
_HISTORY = N_("Brief history of cooperation")
_UNVERIFIED = {"status": "unverified", "note": "Entered when the project was begun; name a source."}
# What stands under the README's heading: of the invented example, and of a project of one's own.
_OF_EXAMPLE = (
    "Everything in `content/` is invented: replace it with your own, file by file. The comments in the files say how."
)
_OF_OWN = (
    "Your first facts stand in `content/`. `briefgen desk` shows a form for each; the files can be edited as well."
)


EVENT_KINDS = SHIPPED["eventkinds"]


def is_own_kind(said: str) -> bool:
    """Tell whether a word for a kind of event is none of those that come along."""
    return as_id(said) not in EVENT_KINDS


class BeginningError(Mistake):
    """A project can't be begun so; the message says why."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first facts of a project. Names are in each of the languages; `city` may be left out, and `acronym`.

    `event_kind` is one that comes with briefgen, or a kind of the agency's own: then `kind_named` says its name.
    """

    languages: tuple[str, ...]
    association: Names
    agency: Names
    country: str  # of the agency, ISO 3166-1
    event: Names
    date: Date
    event_kind: str = "meeting"
    kind_named: Names = field(default_factory=dict)
    acronym: str = ""
    city: Names = field(default_factory=dict)
    city_country: str = ""


def beginning(**said: Any) -> Beginning:
    """Return the first facts as the options of `init` have them: languages with commas, names as en=Name, a date.

    With one language a name may stand alone. A language that briefgen doesn't have is begun. Raises `BeginningError`.
    """
    languages = tuple(code.strip() for code in str(said.get("languages") or "").split(",") if code.strip())

    if not languages:
        raise BeginningError(Told("name a language"))
    for code in languages:
        if code not in available() and not starts(code):
            raise BeginningError(
                Told("there is no language {code!r}; {choices}", code=code, choices=did_you_mean(code, available()))
            )

    def names(option: str) -> Names:
        found = {}
        for each in said.get(option) or ():
            code, sign, name = each.partition("=")
            if len(languages) == 1 and (not sign or code not in iso_codes()):
                code, name = languages[0], each
            elif sign and code in iso_codes() and code not in languages:
                raise BeginningError(
                    Told("--{what}: {code!r} is not among the languages, {languages}", what=option.replace("_", "-"),
                         code=code, languages=", ".join(languages))
                )  # fmt: skip
            elif code not in languages:
                raise BeginningError(
                    Told("--{what}: {words} has no language in front, as in {code}=Name", what=option.replace("_", "-"),
                         words=Written(each), code=languages[0] if languages else "en")
                )  # fmt: skip
            found[code] = name.strip()
        return found

    try:
        date = Date.parse(as_date(str(said.get("date") or "")))
    except CannotEditError as error:
        raise BeginningError(Told("--date: {why}", why=error)) from None
    except ValueError:
        raise BeginningError(Told("--date: write a date such as 2031-05-14 or 2031-05-14/2031-05-16")) from None
    country = str(said.get("country") or "").upper()
    return Beginning(
        languages=languages,
        association=names("association"),
        acronym=str(said.get("acronym") or ""),
        agency=names("agency"),
        country=country,
        event=names("event"),
        event_kind=as_id(str(said.get("event_kind") or "")) or "meeting",
        kind_named=names("kind"),
        date=date,
        city=names("city"),
        city_country=str(said.get("city_country") or country).upper(),
    )


def check_beginning(first: Beginning) -> None:
    """Raise `BeginningError` if something is missing or can't be."""
    kind_named = first.kind_named if is_own_kind(first.event_kind) else None
    named = (("association", first.association), ("agency", first.agency), ("event", first.event))
    named += (("city", first.city or None), ("kind", kind_named))  # type: ignore[assignment]
    for what, names in named:
        for code in first.languages if names is not None else ():
            if not names.get(code, "").strip():
                raise BeginningError(Told("say the name in {code!r}, too: --{what} {code}=…", code=code, what=what))
    for what, place in (("country", first.country), ("city-country", first.city_country if first.city else None)):
        if place is not None and place not in country_codes():
            raise BeginningError(
                Told("--{what}: there is no country {code!r}: see ISO 3166-1, two letters", what=what, code=place)
            )
    if first.date.start is None:
        raise BeginningError(Told("an event has a date"))


def own_files(first: Beginning) -> dict[str, str]:
    """Return the files of a project that begins so, by their paths; raises `BeginningError`."""
    check_beginning(first)
    start = first.date.start
    assert start is not None
    event, city = f"{_id(first.event, 'event')}-{start.year}", _id(first.city, "city")
    when = f"{start.year}-{start.month:02}" if start.month else str(start.year)
    edition = f"{when}-{city}" if first.city else event
    return {
        "README.md": (PROJECT / "README.md").read_text(encoding="utf-8").replace(_OF_EXAMPLE, _OF_OWN),
        "briefgen.toml": _settings(first.languages),
        **_started(first.languages),
        **{f"content/{name}.yaml": text for name, text in _content(first, event, city)},
        f"content/editions/{edition}.yaml": _file(
            "../.schema/edition",
            "One set of briefs. The name of this file begins the names of the files that a build writes.\n"
            f"#\n{example_points(first.languages).rstrip()}",
            {"event": event, "version": 1, "as_of": str(Date(start)), "marking": "internal", "drafter": None},
            "as_of: the brief is true for this date; drafter: null is not supplied",
        ),
    }


def _content(first: Beginning, event: str, city: str) -> Iterator[tuple[str, str]]:
    name = _in(first.languages, first.association)
    yield (
        "association",
        _file(
            "association",
            "With whom we work: an association, a network or an agency; `called` is what headings call the latter.",
            {"id": "association", "name": name, **({"acronym": first.acronym} if first.acronym else {}), **_UNVERIFIED},
            "Further: founded, seat, website, stats, offices, bodies, aim, goals, activities, programmes, works.",
        ),
    )
    yield (
        "agency",
        _file(
            "agency",
            "The agency that writes the brief. Levels of marking: the most open one first.",
            {
                "id": "agency",
                "name": _in(first.languages, first.agency),
                "short_name": _in(first.languages, first.agency),
                "country": first.country,
                "markings": [
                    {"id": "public", "name": _words(first.languages, _PUBLIC)},
                    {"id": "internal", "name": _words(first.languages, _INTERNAL)},
                ],
                "contact": None,
            },
            "What is not known stays null: a build lists it as «not supplied», and no page shows an empty line for it.",
        ),
    )
    held: dict[str, Any] = {"id": event, "kind": first.event_kind, "name": _in(first.languages, first.event)}
    held |= {"date": str(first.date), **({"city": city} if first.city else {}), "state": "planned"}
    held |= _UNVERIFIED
    yield "events", _file("events", "Forums, sessions, meetings. state: planned, held or cancelled.", [held])
    if first.city:
        entry = {"id": city, "country": first.city_country, "name": _in(first.languages, first.city)}
        yield "places", _file("places", "Cities, with the case forms that texts need.", {"cities": [entry]})
    yield (
        "cooperation",
        _file(
            "cooperation",
            "Membership, if there is any, and what you did together.",
            {"title": _words(first.languages, _HISTORY), "history": []},
            "An entry: {id: seminar-2031, date: 2031-05, sources: [some-source], text: {…}}",
        ),
    )
    own = is_own_kind(first.event_kind)
    kind = {"id": first.event_kind, "name": _in(first.languages, first.kind_named)} if own else {}
    yield (
        "kinds",
        _file(
            "kinds",
            "What you call kinds of membership, events, bodies, agenda items and works, beside those that come along.",
            {"only_own": False, **({"events": [kind]} if own else {})},
            "A kind: `memberships:`, and below it\n#   - id: full-member\n#     name: {…}  # within a sentence\n"
            "# `like` says which of those that come along it is like; only_own: true leaves these out.",
        ),
    )


def _file(schema: str, about: str, value: Any, more: str = "") -> str:
    """Return a file of the content: where its schema is, what it holds, and the value."""
    entries = value if isinstance(value, list) else [value]
    dash = "- " if isinstance(value, list) else ""
    body = "\n\n".join(dash + fields(each, len(dash)) for each in entries)
    below = f"\n# {more}\n" if more else ""
    where = schema if schema.startswith("../") else f".schema/{schema}"
    return f"# yaml-language-server: $schema={where}.json\n# {about}\n\n{body}\n{below}"


def _settings(languages: Sequence[str]) -> str:
    codes = ", ".join(f'"{code}"' for code in languages)
    return (
        "# The settings of this project. Paths are relative to this file.\n\n"
        f"languages = [{codes}]  # the main language first; every text is written in each of them\n"
        'briefs = ["full"]\nformats = ["pdf", "docx"]\n'
    )


def _in(languages: Sequence[str], names: Names) -> dict[str, str]:
    return {code: names[code].strip() for code in languages}


def _words(languages: Sequence[str], msgid: str) -> dict[str, str]:
    return {code: load_catalogue(code).text(msgid) if code in available() else msgid for code in languages}


def _started(languages: Sequence[str]) -> dict[str, str]:
    """Return the files of the languages that briefgen doesn't have: as CLDR has them, for somebody to go on."""
    found: dict[str, str] = {}
    for code in languages:
        if code not in available():
            found |= {f"catalogues/{code}.toml": data_of(code), f"catalogues/{code}.po": catalogue_of(code).decode()}
    return found


def _id(names: Names, otherwise: str) -> str:
    """Return an id of a name, in English if there is one."""
    words = (names.get("en", ""), *names.values())
    return next(filter(None, map(as_id, words)), otherwise)

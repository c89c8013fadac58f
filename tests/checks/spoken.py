"""Sentences of a language in one small content, and which of them a rule reports: many at once cost little.

A row is a rule, a sentence that it reports and one alike that it doesn't; such a table stands in `spoken_<code>.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.checks.small import entry, found, subject


class Row(NamedTuple):
    """What a rule reports, and what it doesn't; of an entry of 2028, or of the session."""

    code: str
    wrong: str
    right: str
    of_session: bool = False


class Names(NamedTuple):
    """What things are called in the language."""

    association: str
    agency: str
    council: str
    bureau: str
    president: str
    treasurer: str
    session: str
    seminar: str
    geneva: str
    work: str
    one: str  # a woman, the President since 2026
    other: str  # a man, the Treasurer since 2026
    goal: str


def misjudged(language: str, names: Names, rows: Sequence[Row]) -> list[str]:
    """Return the sentences of which a rule doesn't say what their rows do."""
    history = [
        entry({language: words}, id=f"{kind}{number}", **_when(row))
        for number, row in enumerate(rows)
        for kind, words in (("wrong", row.wrong), ("right", row.right))
    ]
    about = subject(languages=(language,), **_content(language, names), files=_files(language, names, history))
    faults = []
    for code in dict.fromkeys(row.code for row in rows):
        told = {one.path.partition("[")[2].partition("]")[0] for one in found(about, code)}
        for number, row in enumerate(rows):
            if row.code == code:
                faults += [f"{code} is silent: {row.wrong}"] if f"wrong{number}" not in told else []
                faults += [f"{code} fires: {row.right}"] if f"right{number}" in told else []
    return faults


def _when(row: Row) -> Mapping[str, str]:
    return {"event": "session"} if row.of_session else {"date": "2028"}


def _content(language: str, names: Names) -> Mapping[str, Any]:
    def name(words: str) -> Mapping[str, str]:
        return {language: words}

    association = {
        "name": name(names.association),
        "bodies": [
            {"id": "council", "kind": "council", "name": name(names.council), "meets_every_years": 2},
            {"id": "bureau", "kind": "bureau", "name": name(names.bureau)},
        ],
        "offices": [
            {"id": "president", "title": name(names.president)},
            {"id": "treasurer", "title": name(names.treasurer)},
        ],
        "works": [{"id": "work", "kind": "guidelines", "title": name(names.work)}],
        "goals": {"intro": name("–"), "items": [{"id": f"g{n}", "text": name(f"{names.goal} {n}")} for n in "123"]},
    }
    events = [
        {
            "id": "session",
            "kind": "council-session",
            "body": "council",
            "number": 12,
            "name": name(names.session),
            "date": "2028-05-16/2028-05-18",
            "city": "geneva",
            "state": "held",
            "participants": {
                "people": {"value": 120},
                "organisations": {"value": 40},
                "countries": ["GE", "FR", "DE", "CH"],
            },
        },
        {
            "id": "seminar",
            "kind": "seminar",
            "name": name(names.seminar),
            "date": "2029-03-12/2029-03-13",
            "city": "geneva",
            "state": "cancelled",
        },
    ]
    agency = {"name": name(names.agency), "short_name": name(names.agency)}
    return {"association": association, "agency": agency, "events": events}


def _files(language: str, names: Names, history: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    persons = [
        {"id": "one", "name": {language: names.one}, "gender": "woman", "country": "FR"},
        {"id": "other", "name": {language: names.other}, "gender": "man", "country": "DE"},
    ]
    terms = [
        {"id": "t1", "person": "one", "office": "president", "start": "2026-01-01", "end": "2031-12-31"},
        {"id": "t2", "person": "other", "office": "treasurer", "start": "2026-01-01", "end": "2031-12-31"},
    ]
    return {
        "people": {"persons": persons, "terms": terms},
        "places": {"cities": [{"id": "geneva", "country": "CH", "name": {language: names.geneva}}]},
        "cooperation": {"title": {language: "–"}, "history": history},
    }

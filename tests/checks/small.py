"""A content of a few lines that a test says itself, and what a rule finds in it: no files, a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefgen.checks.all_rules import RULES, Subject
from briefgen.checks.rules import Found
from briefgen.content import schema
from briefgen.content.reading.loader import OPTIONAL, of_values
from briefgen.content.reading.validation import adapter

EDITION = "now"
NAME = {"en": "Name"}
_ASSOCIATION = {"id": "exa", "name": {"en": "Example Association"}, "acronym": "EXAS", "founded": "1950"}
_AGENCY = {
    "id": "agency", "name": {"en": "Sample Agency"}, "short_name": {"en": "Agency"}, "country": "GE",
    "markings": [{"id": "public", "name": NAME}, {"id": "internal", "name": NAME}],
}  # fmt: skip
_FORUM = {"id": "forum", "kind": "forum", "name": {"en": "Grand Forum"}, "date": "2030-05-20", "state": "planned"}
_EDITION = {"event": "forum", "version": 1, "as_of": "2030-05-15", "marking": "internal"}


def subject(
    *,
    languages: Iterable[str] = ("en",),
    association: Mapping[str, Any] | None = None,
    agency: Mapping[str, Any] | None = None,
    edition: Mapping[str, Any] | None = None,
    events: Iterable[Mapping[str, Any]] = (),
    editions: Mapping[str, Mapping[str, Any]] | None = None,
    files: Mapping[str, Any] | None = None,
    **of_the_subject: Any,
) -> Subject:
    """Return a subject: an edition of 15 May 2030 about a forum five days later, with what is said here beside it.

    `association`, `agency` and `edition` add fields to these, `events` come after the forum, `files` are the others:
    `{"people": {"persons": […]}}`. What isn't said here is an argument of `Subject`.
    """
    raw: dict[str, Any] = {
        **OPTIONAL,
        "association": {**_ASSOCIATION, **(association or {})},
        "agency": {**_AGENCY, **(agency or {})},
        "events": [_FORUM, *events],
        **(files or {}),
    }
    values = {name: adapter(schema.model_of(name)).validate_python(raw[name]) for name in schema.FILES}
    for name, fields in {EDITION: edition or {}, **(editions or {})}.items():
        values[f"editions[{name}]"] = adapter(schema.Edition).validate_python({**_EDITION, **fields})
    return Subject(of_values(values), tuple(languages), **{"edition": EDITION, **of_the_subject})


def entry(words: str | Mapping[str, str], **fields: Any) -> dict[str, Any]:
    """Return an entry of the history, of 2028 if nothing else is said, with a text in English or in each language."""
    when = {} if {"date", "event"} & fields.keys() else {"date": "2028"}
    return {"id": "entry", **when, "text": {"en": words} if isinstance(words, str) else dict(words), **fields}


def told(words: str | Mapping[str, str], **said: Any) -> Subject:
    """Return a subject whose history tells just that; more fields of the entry under `entry`."""
    text = {"en": words} if isinstance(words, str) else words
    history = [entry(text, **said.pop("entry", {}))]
    files = {"cooperation": {"title": dict.fromkeys(text, "-"), "history": history}, **said.pop("files", {})}
    return subject(**{"languages": tuple(text), "files": files, **said})


def found(about: Subject, code: str) -> list[Found]:
    """Return what a rule finds."""
    return list(RULES[code].find(about))


def paths(about: Subject, code: str) -> list[str]:
    """Return where a rule finds something."""
    return [one.path for one in found(about, code)]


def marked(about: Subject, code: str) -> list[str]:
    """Return the words that a rule marks."""
    texts = {(text.path, text.key, text.case): text.raw for text in about.everything}
    stretches = [
        (texts[one.path, one.language, one.case], one.offset or 0, one.length or 0) for one in found(about, code)
    ]
    return [text[start : start + length] for text, start, length in stretches]


def severities(about: Subject, code: str) -> list[str]:
    """Return how bad a rule calls each of what it finds."""
    return [one.severity or RULES[code].severity for one in found(about, code)]


def unlike(sentences: Sequence[str], language: str, *, found: bool) -> Iterator[str]:
    """Yield the sentences of one text in which something is found, or nothing, though it should be otherwise."""
    problems = list(RULES["words-wrong"].find(told({language: "\n\n".join(sentences)})))
    at = 0
    for each in sentences:
        here = any(at <= (one.offset or 0) < at + len(each) for one in problems)
        if here is not found:
            yield each
        at += len(each) + 2

"""What the rules say of the content, and what they said before of the very same: a build after a check need not ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from typing import Any

from briefgen.cache.store import Cache, key_of
from briefgen.checks.all_rules import Subject, run_rules
from briefgen.making.keys import LookedAt, all_dictionaries, content_key
from briefgen.making.tools import state
from briefgen.problems.diagnostics import Diagnostic, Fix, Place
from briefgen.problems.notes import from_data, to_data
from briefgen.project.languages import all_own

_KIND = "answers"
_WORDS = ("message", "hint", "acknowledged")


def ask(subject: Subject, cache: Cache | None) -> tuple[Diagnostic, ...]:
    """Return every problem that the rules find."""
    dictionaries = LookedAt(all_dictionaries(subject.root), subject.root)
    subject = replace(subject, dictionaries=dictionaries.told)
    if cache is None or not subject.content.files or dictionaries.told is None:
        return run_rules(subject)
    own = (f"{code} {file.data!r}" for code, file in sorted(all_own().items()))
    key = key_of(state(), *own, *_told(subject))
    if (kept := cache.get(_KIND, key)) is not None:
        return _read(kept)
    found = run_rules(subject)
    if dictionaries.as_they_were():
        cache.put(_KIND, key, _written(found))
    return found


def _told(subject: Subject) -> Iterator[str]:
    """Yield what the rules look at, each as text; where the project lies is nothing that they say anything of."""
    yield content_key(subject.content)
    for field in fields(subject):
        value = getattr(subject, field.name)
        if field.name not in ("content", "memory", "root"):
            yield repr(sorted(value) if isinstance(value, frozenset) else value)


def _written(problems: tuple[Diagnostic, ...]) -> bytes:
    return json.dumps([_as_data(problem) for problem in problems], ensure_ascii=False).encode()


def _as_data(problem: Diagnostic) -> dict[str, Any]:
    data = {field.name: getattr(problem, field.name) for field in fields(problem)}
    return (
        data
        | {name: to_data(data[name]) for name in _WORDS}
        | {
            "place": asdict(problem.place),
            "fix": asdict(problem.fix) if problem.fix else None,
        }
    )


def _read(kept: bytes) -> tuple[Diagnostic, ...]:
    return tuple(map(_from_data, json.loads(kept)))


def _from_data(each: dict[str, Any]) -> Diagnostic:
    words = {name: from_data(each[name]) for name in _WORDS}
    fix = Fix(**{**each["fix"], "words": tuple(each["fix"]["words"])}) if each["fix"] else None
    at = tuple(each["stood_by"]) if each["stood_by"] else None
    return Diagnostic(
        **{**each, **words, "place": Place(**each["place"]), "fix": fix, "rests_on": tuple(each["rests_on"]),
           "stood_by": at}
    )  # fmt: skip

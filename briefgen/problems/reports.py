"""Reports of problems: for people, and as JSON and SARIF for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten
from typing import Any

from briefgen.problems.diagnostics import SEVERITIES, Diagnostic
from briefgen.problems.folding import Folded, folded

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ACKNOWLEDGED = "acknowledged"
_MANY = 3  # more warnings of one kind are listed together
_WIDTH = 100  # characters of a message in such a list


def text(problems: Sequence[Diagnostic], unchecked: Sequence[str] = ()) -> str:
    """Return the report for people: the gravest first, then by place; acknowledged ones last, a line each.

    Warnings of which there are many of one kind stand together behind the others, a line each, so that a new one is
    seen among the old doubts. What is likely gone with another problem stands under that one. The last line says what
    is `unchecked`, so that nobody forgets it.
    """
    causes = [one for one in folded(problems) if not one.problem.acknowledged]
    alone = [one.problem for one in causes if not one.under and one.problem.severity != "error"]
    many = {code for code, number in Counter(problem.code for problem in alone).items() if number > _MANY}
    parts = [
        _with_under(one)
        for severity in SEVERITIES
        for one in causes
        if one.problem.severity == severity and (severity == "error" or one.under or one.problem.code not in many)
    ]
    parts += [_together([problem for problem in alone if problem.code == code]) for code in sorted(many)]
    seen = [f"{p.place}: acknowledged[{p.code}]: {p.message} – {p.acknowledged}" for p in problems if p.acknowledged]
    if seen:
        parts.append("\n".join(seen))
    off = f"; not looked for, as the settings say: {', '.join(unchecked)}" if unchecked else ""
    return "\n\n".join([*parts, f"{summary(one.problem for one in folded(problems))}{off}"])


def _with_under(one: Folded) -> str:
    under = [f"   with it: {p.place}: {p.severity}[{p.code}]: {_shortened(p.message)}" for p in one.under]
    return "\n".join([one.problem.render(), *under])


def _shortened(words: str) -> str:
    return shorten(words, _WIDTH, placeholder=" …")


def _together(problems: Sequence[Diagnostic]) -> str:
    first = problems[0]
    head = f"{len(problems)} × {first.severity}[{first.code}]: briefgen explain {first.code} says more"
    # A hint that differs from one to the next, such as a note of the staff, says which is which.
    tells = len({problem.hint for problem in problems}) > 1 and len({problem.message for problem in problems}) == 1
    words = (
        f"{problem.message}: {problem.hint}" if tells and problem.hint else problem.message for problem in problems
    )
    lines = (f"   {p.place}: {_shortened(said)}" for p, said in zip(problems, words, strict=True))
    return "\n".join([head, *lines])


def summary(problems: Iterable[Diagnostic]) -> str:
    """Return the closing line of a report, such as «2 errors, 1 warning, 1 acknowledged»."""
    words = [
        f"{number} {kind}{'s' if number > 1 and kind != _ACKNOWLEDGED else ''}"
        for kind, number in count(problems).items()
        if number
    ]
    return ", ".join(words) or "no problems"


def count(problems: Iterable[Diagnostic]) -> dict[str, int]:
    """Return how many problems there are of each severity, the acknowledged ones apart."""
    kinds: list[str] = [_ACKNOWLEDGED if problem.acknowledged else problem.severity for problem in problems]
    return {kind: kinds.count(kind) for kind in (*SEVERITIES, _ACKNOWLEDGED)}


def as_json(problems: Sequence[Diagnostic], unchecked: Sequence[str] = ()) -> str:
    """Return every problem with its place, the counts, and what is `unchecked`, as one JSON object.

    `under` is the place in the list, from 0, of the problem with which one is likely gone.
    """
    causes = folded(problems)
    under = {id(each): one.at for one in causes for each in one.under}
    listed = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "length": problem.place.length,
            "path": problem.path,
            "acknowledged": problem.acknowledged,
            "under": under.get(id(problem)),
        }
        for problem in problems
    ]
    told = {"problems": listed, "summary": count(problems), "unchecked": list(unchecked)}
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_sarif(problems: Sequence[Diagnostic], version: str, promises: Mapping[str, str]) -> str:
    """Return the problems in the Static Analysis Results Interchange Format 2.1.0; `promises` describe the codes.

    What is likely gone with another problem is a related location of that one's result.
    """
    causes = folded(problems)
    codes = sorted({cause.problem.code for cause in causes})
    rules = [{"id": code, "shortDescription": {"text": promises.get(code, code)}} for code in codes]
    driver = {"name": "briefgen", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(cause, codes.index(cause.problem.code)) for cause in causes],
    }
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(cause: Folded, rule: int) -> dict[str, Any]:
    problem = cause.problem
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": f"{problem.message}; {problem.hint}" if problem.hint else problem.message},
        "locations": [_location(problem)],
    }
    if cause.under:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(each),
                "message": {"text": f"likely gone with it: {each.severity}[{each.code}]: {each.message}"},
            }
            for number, each in enumerate(cause.under, start=1)
        ]
    if problem.acknowledged:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.acknowledged}]
    return result


def _location(problem: Diagnostic) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.length}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": place.file}, "region": region},
    }
    if problem.path:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.path}]
    return location

"""What a rule is: a code, a severity, a promise in one line, and the function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefgen.checks.subject import Subject
from briefgen.problems.diagnostics import Place, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found: at which value, and where in it; a path that is no value's names a file.

    `language` is that of a translated text, `case` that of a form of a name; `offset` and `length` count characters
    of the text as it was written. With `key` the report points at the field's name. `severity` where it differs from
    the rule's. What stands in no file of the content comes with its `place` and the line there, the `excerpt`. `fix`
    are words that may stand in place of what was found, the likeliest first. `rests_on` are the paths of other
    fields: if one of these is wrong, what was found may be right. What an entry `lacks` is a field that it might have:
    the report is of that field.
    """

    path: str
    message: str
    hint: str = ""
    language: str = ""
    offset: int | None = None
    length: int | None = None
    key: bool = False
    severity: Severity | None = None
    case: str = ""
    place: Place | None = None
    excerpt: str = ""
    fix: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    lacks: str = ""


Find = Callable[[Subject], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A promise about the content. While one that `blocks` is broken, no brief can be composed, not even a draft.

    Nobody can stand by what is `firm`: the page would have a hole in it, or words that belong to nobody. Nothing is
    issued while one is broken that is `to_issue`, unless somebody stands by it: until then it is a warning.
    """

    code: str
    severity: Severity
    promise: str
    find: Find
    blocks: bool = False
    firm: bool = False
    to_issue: bool = False


def rule(
    code: str, severity: Severity, promise: str, *, blocks: bool = False, firm: bool = False, to_issue: bool = False
) -> Callable[[Find], Rule]:
    """Make a rule of the function that finds what breaks it; its family's module then holds it by its name."""
    return lambda find: Rule(code, severity, promise, find, blocks, blocks or firm, to_issue)

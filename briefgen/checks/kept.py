"""What rules have said of a content is said again for its next edition, as far as it rests on nothing else.

Most rules look at the content alone. What else one has looked at is noted while it looks: the edition, its date, what
its briefs show. It is asked again when one of these is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Any, TypeVar

from briefgen.checks.rules import Rule
from briefgen.checks.subject import Subject
from briefgen.problems.diagnostics import Diagnostic

T = TypeVar("T")

# What differs between two editions of a content, fields of a subject and what it concludes from them.
_OTHER = (
    "annexes", "as_of", "dates_alone", "dictionaries", "drifts", "edition", "figures", "figures_months", "gone",
    "left_out", "lengths", "memory", "on", "pictures", "printed", "replies", "root", "shown", "unchecked",
)  # fmt: skip
Seen = dict[str, Any]


class Watched(Subject):
    """The content as rules see it for one edition after another, that notes what they look at beside it.

    What is concluded of the content alone, such as its texts, stays.
    """

    def __init__(self, subject: Subject) -> None:
        vars(self).update(content=subject.content, languages=subject.languages, of=subject, seen={}, _once={})

    def turn_to(self, subject: Subject) -> None:
        """Go on with another edition of the same content."""
        vars(self)["of"] = subject

    def watch(self, look: Callable[[], T]) -> tuple[Seen, T]:
        """Return what somebody looks at on the way to what they return."""
        before = vars(self)["seen"]
        seen = vars(self)["seen"] = {}
        try:
            return seen, look()
        finally:
            vars(self)["seen"] = before
            before.update(seen)

    def still(self, seen: Seen) -> bool:
        """Tell whether what was looked at is the same now; if so, who takes what rests on it has looked at it, too."""
        same = all(getattr(vars(self)["of"], name) == value for name, value in seen.items())
        if same:
            vars(self)["seen"].update(seen)
        return same

    def once(self, make: Callable[[Subject], T]) -> T:
        """Return what a function makes of this subject, made once a content as far as it looks at nothing else."""
        kept = vars(self)["_once"]
        if make not in kept or not self.still(kept[make][0]):
            kept[make] = self.watch(lambda: make(self))
        made: T = kept[make][1]
        return made


def _noted(name: str) -> property:
    def look(watched: Watched) -> Any:
        of, seen = vars(watched)["of"], vars(watched)["seen"]
        # Who asks for the root reads dictionaries; where nobody knows whether they are the same, they aren't.
        if name == "root":
            seen["dictionaries"] = object() if of.dictionaries is None else of.dictionaries
        seen[name] = getattr(of, name)
        return seen[name]

    return property(look)


for _name in _OTHER:
    setattr(Watched, _name, _noted(_name))


class _Answers:
    """What the rules said the last time of a content, in some languages."""

    def __init__(self, subject: Subject) -> None:
        self.watched = Watched(subject)
        self.said: dict[str, tuple[Seen, Sequence[Diagnostic]]] = {}
        self.one_at_a_time = Lock()


def answers(
    subject: Subject, rules: Iterable[Rule], ask: Callable[[Subject, Rule], Sequence[Diagnostic]]
) -> list[Diagnostic]:
    """Return what each rule says of a subject when it is asked, or has said of the same before."""
    key = _Answers, subject.languages
    kept: _Answers = subject.content.beside.setdefault(key, _Answers(subject))
    if not kept.one_at_a_time.acquire(blocking=False):
        return [problem for rule in rules for problem in ask(subject, rule)]
    try:
        kept.watched.turn_to(subject)
        return [problem for rule in rules for problem in _answer(kept, rule, ask)]
    finally:
        kept.one_at_a_time.release()


def _answer(kept: _Answers, rule: Rule, ask: Callable[[Subject, Rule], Sequence[Diagnostic]]) -> Sequence[Diagnostic]:
    if rule.code not in kept.said or not kept.watched.still(kept.said[rule.code][0]):
        kept.said[rule.code] = kept.watched.watch(lambda: ask(kept.watched, rule))
    return kept.said[rule.code][1]

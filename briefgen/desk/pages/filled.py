"""What a form was filled in with: its fields, since when a change holds, and why it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from briefgen.desk.words import DeskWords
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import SEVERITIES, Diagnostic, ProblemsError
from briefgen.problems.folding import Folded
from briefgen.problems.folding import folded as folded_problems
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.consequences import by_day, since_no_day
from briefgen.upkeep.editing import ChangedError, LearningError, UndecidedError
from briefgen.upkeep.machine_forms import same_date
from briefgen.upkeep.saving import LEFT_OUT, CollisionError, FieldChange, FieldsError, collisions, typed_over
from briefgen.upkeep.things import Question, ThingField, thing

FIELD, WAS = "f.", "w."
BASE = "b."  # what a field said when somebody began to type in it, where somebody else was quicker: see drafts.js
UNANSWERED = "new-or-wrong"  # no field is called so: what is wrong at the question whether a change is new
SINCE = "since"  # nor so: what is wrong with the day that is given there
SURE = "sure."  # before the name of a field that is left as it stands, though it is likely a slip: see asking
DATE = "d."  # before the name of a field that shows a date in words


def typed_in(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the fields of a form, by their names."""
    return {name.removeprefix(FIELD): words for name, words in fields.items() if name.startswith(FIELD)}


def changed_fields(fields: Mapping[str, str]) -> list[FieldChange]:
    """Return the fields of a form with what each said when it was opened; a date in words is the one that it means."""
    typed = {name: as_opened(fields, name) for name in typed_in(fields)}
    return [FieldChange(name, fields[WAS + name], words) for name, words in typed.items() if WAS + name in fields]


def as_opened(fields: Mapping[str, str], name: str) -> str:
    """Return what stands in a field; of a date that it had when it was opened, as that stands in its file."""
    words, was = fields[FIELD + name], fields.get(WAS + name, "")
    return was if DATE + name in fields and same_date(words, was) else words


def standing(fields: Mapping[str, str], there: Iterable[ThingField]) -> dict[str, Any]:
    """Return what a form that was refused shows of what was typed, and where somebody else was quicker.

    A field that nobody typed in says what its file says by now: what the form said may be old.
    """
    changes = changed_fields(fields)
    now = {field.question.name: field.now for field in there}
    found = {each.name: each for each in collisions(changes, now)}
    bases = {name.removeprefix(BASE): words for name, words in fields.items() if name.startswith(BASE)}
    return {
        "typed": {each.name: fields[FIELD + each.name] for each in typed_over(changes)},
        "collisions": found,
        "bases": {name: each.was for name, each in found.items()} | bases,
    }


def base_of(error: Exception, fields: Mapping[str, str], shown: str) -> str:
    """Return what a form was based on that wasn't written since that isn't so any more; "" of another one.

    `shown` is the field that says what the form shows.
    """
    return fields.get("base") or (fields.get(shown, "") if isinstance(error, ChangedError) else "")


def learning_of(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what somebody said of a change, as whatever writes one takes it: `since` a day, or `always`.

    A day alone says nothing: the form proposes one before anything is chosen.
    """
    kind = fields.get("kind")
    return {"since": fields.get("since", "").strip() or None if kind == "since" else None, "always": kind == "always"}


class DayAskedError(LearningError):
    """A change is said to be new from a month or a year on, and the day is asked for. Nothing was written."""


def require_told(project: Opened, fields: Mapping[str, str]) -> None:
    """Refuse an answer by which more briefs change than those that somebody was told of; raises `UndecidedError`.

    So is one that names no day, but a month or a year: raises `DayAskedError`.
    """
    asked = fields.get("asked", "").split()
    if fields.get("kind") == "since" and since_no_day(project, fields.get("since", "")):
        raise DayAskedError(Told("name the day: of a month or a year alone nobody knows which briefs are of before"))
    change: Sequence[str] = asked if "carried" in fields else ()
    if fields.get("kind") == "since":
        change = by_day(project, asked, fields.get("since", ""))[0]
    if {*change} - {*fields.get("told", "").split()}:
        raise UndecidedError(asked)


def answer_of(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a form that was saved takes along for what is changed in it next, so that nobody is asked twice."""
    kind = fields.get("kind", "")
    told = fields.get("told", "") if kind == "since" or "carried" in fields else fields.get("asked", "")
    if kind not in ("since", "always") or not ("asked" in fields or "carried" in fields):
        return {}
    return {"kind": kind, "since": fields.get("since", "") if kind == "since" else "", "told": told, "carried": "yes"}


def refusal(error: ProblemsError | Mistake, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return why a form isn't written, as its page shows it; "" stands for the form as a whole."""
    kind, since = fields.get("kind", ""), fields.get("since", "").strip()
    if isinstance(error, DayAskedError):
        return {"undecided": tuple(fields.get("asked", "").split()), "wrong": {SINCE: error.args[0]}, "since": since,
                "kind": kind}  # fmt: skip
    if isinstance(error, LearningError):  # the question that was answered stands there still
        asked = tuple(fields.get("asked", "").split())
        return {"undecided": asked, "wrong": {"": str(error)}, "since": since, "kind": kind}
    if isinstance(error, UndecidedError):
        wrong = {}
        if kind == "since" and not since:
            wrong = {"": Told("say from which day it is new")}
        elif kind:
            wrong = {"": Told("more briefs change than were named before: look below which, and save once more")}
        elif fields.get("asked", "").split():  # the question stood there already, and was passed by
            wrong = {UNANSWERED: Told("choose one of the two answers: without it nothing is saved")}
        return {"undecided": error.editions, "wrong": wrong, "since": since, "kind": kind}
    answered = {"undecided": tuple(fields.get("asked", "").split()), "since": since, "kind": kind} if kind else {}
    if isinstance(error, FieldsError):
        return {"wrong": error.wrong, **answered}
    if isinstance(error, CollisionError):
        return answered  # the form shows them: see `standing`
    if isinstance(error, ProblemsError):
        return {"problems": error.problems, **answered}
    return {"wrong": {"": str(error)}, **answered}


def told_once(wrong: Mapping[str, str], doubts: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of which the message of one before them tells, too, with that one.

    Each that was left out says so itself, each in which something is likely a slip, and each part, as a language is one
    of a text.
    """
    first: dict[str, str] = {}
    for name, told in wrong.items():
        if name and "." not in name and name not in doubts and told != LEFT_OUT:
            first.setdefault(told, name)
    return {name: first[told] for name, told in wrong.items() if "." not in name and first.get(told, name) != name}


def empty_fields(questions: Iterable[Question], typed: Mapping[str, str]) -> tuple[ThingField, ...]:
    """Return the fields for something that isn't there yet, with what was typed into the form so far.

    A short name that is made of others, if nobody types one, is asked for last.
    """
    asked = sorted(questions, key=lambda each: each.keys == ("id",) and not each.needed)
    return tuple(ThingField(each, typed.get(FIELD + each.name, ""), "") for each in asked)


Rows = list[tuple[str, list[ThingField]]]
Groups = list[tuple[tuple[str, ...], Rows]]


def rows(fields: Iterable[ThingField]) -> Groups:
    """Return the fields in groups, by what they are parts of, and in rows: a text has a field for each language.

    Those for the same kinds alone stand together, where the first of them does.
    """

    def row(field: ThingField) -> str:
        question = field.question
        return ".".join(question.keys[:-1]) if question.language else question.name

    def part(field: ThingField) -> tuple[str, ...]:
        return field.question.keys[: -2 if field.question.language else -1]

    there = [*fields]
    kinds = [each.question.only_for for each in there]
    places = [kinds.index(those) if those else at for at, those in enumerate(kinds)]
    there = [there[at] for at in sorted(range(len(there)), key=places.__getitem__)]
    return [
        (parts, [(name, list(together)) for name, together in groupby(those, row)])
        for (parts, _kinds), those in groupby(there, lambda field: (part(field), field.question.only_for))
    ]


def folded(groups: Groups) -> list[tuple[str, tuple[str, ...], Groups]]:
    """Return the groups of fields, those together that are parts of one which may be left out; "" for all others.

    So are those that are for some kinds alone, with these. A form folds them while they say nothing.
    """

    def whole(group: tuple[tuple[str, ...], Rows]) -> tuple[str, tuple[str, ...]]:
        parts, rows = group
        asked = [field.question for _, together in rows for field in together]
        optional = all(each.within for each in asked)
        return (parts[0] if parts and optional else "", asked[0].only_for)

    return [(name, kinds, list(those)) for (name, kinds), those in groupby(groups, whole)]


def kind_in(groups: Groups, typed: Mapping[str, str]) -> ThingField | None:
    """Return the field of a form in which the kind is chosen, with what is typed there; None if it has none."""
    fields = (each for _, rows in groups for _, together in rows for each in together)
    kind = next((each for each in fields if each.question.keys == ("kind",)), None)
    return replace(kind, now=typed.get("kind", kind.now)) if kind else None


def reports_of(path: str, names: Sequence[str], problems: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Return those problems that are of the thing at a path, by its fields; "" where they are of it as a whole."""
    by_field: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        below = problem.path[len(path) :]
        if not problem.path.startswith(path) or (below and below[0] not in ".["):
            continue
        below = below.lstrip(".")
        name = field_below(below, problem.language, names) if below else ""
        by_field.setdefault(name, []).append(problem)
    return by_field


def sentences(problems: Iterable[Diagnostic], words: DeskWords) -> str:
    """Return what problems say, a line each, with what helps; what several say, once."""
    said = (" ".join(words.sentence(part) for part in (each.message, each.hint) if part) for each in problems)
    return "\n".join(dict.fromkeys(said))


def causes_of(path: str, names: Sequence[str], problems: Iterable[Diagnostic]) -> dict[str, Sequence[Folded]]:
    """Return the problems of the thing at a path, by its fields, the gravest first.

    In a field what follows from each stands under it.
    """
    found = reports_of(path, names, problems)
    causes = {name: folded_problems(those) if name else map(Folded, those) for name, those in found.items()}
    return {name: sorted(those, key=_grave) for name, those in causes.items()}


def _grave(cause: Folded) -> int:
    return SEVERITIES.index(cause.problem.severity)


def field_below(below: str, language: str, names: Sequence[str]) -> str:
    """Return the field for what stands below a thing: of a text that in its language, else the first one."""
    if language and f"{below}.{language}" in names:
        return f"{below}.{language}"
    return next((each for each in names if each == below or each.startswith(f"{below}.")), "")


def require_unchanged(project: Opened, path: str, fields: Mapping[str, str]) -> None:
    """Refuse what somebody wants with a thing that isn't any more what they were shown."""
    if thing(project, path).seen != fields.get("seen"):
        raise ChangedError(
            Told(
                "this was changed meanwhile, by somebody else or in another window, and nothing was written: look at "
                "it as it is now"
            )
        )

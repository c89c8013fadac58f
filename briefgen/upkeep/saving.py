"""What a page saves: fields that somebody changed, a file as it is written, that somebody stands by a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from briefgen.checks.acknowledge import finding
from briefgen.checks.acknowledge import which as key_of_entry
from briefgen.checks.all_rules import FIRM, RULES
from briefgen.contacts.recipients import recipients_file
from briefgen.content import schema
from briefgen.content.changing import stand_by as standing
from briefgen.content.changing.add import put_as_known
from briefgen.content.changing.edit import Agree, CannotEditError, Edit, as_date, day_of
from briefgen.content.changing.fields import (
    LEFT_OUT,
    Collision,
    CollisionError,
    FieldChange,
    FieldsError,
    collisions,
    entry_of,
    put_entry,
    put_fields,
    set_fields,
    typed_over,
)
from briefgen.content.changing.learning import Learning
from briefgen.content.changing.paths import PathError
from briefgen.content.changing.rewrite import rewrite_file, text_of_file
from briefgen.content.changing.set import OfFigure, put_value
from briefgen.content.changing.wanted import Question
from briefgen.content.model import Content, file_of, root_in, root_of
from briefgen.content.names import EDITIONS
from briefgen.content.reading.loader import is_id
from briefgen.content.schema.base import Acknowledgement, Entity
from briefgen.content.walk import owners
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Diagnostic
from briefgen.problems.notes import Note, Told
from briefgen.project.folder import Project
from briefgen.upkeep.editing import Edited, edited, set_value
from briefgen.upkeep.fitting import BRIEFS
from briefgen.upkeep.respelling import respelled
from briefgen.upkeep.standing_days import judged_at, unfit_reason
from briefgen.upkeep.things import thing

__all__ = [
    "LEFT_OUT",
    "Collision",
    "CollisionError",
    "FieldChange",
    "FieldsError",
    "add_good_word",
    "can_stand_by",
    "change_source",
    "change_thing",
    "collisions",
    "entry_of",
    "is_of_recipients",
    "know_since",
    "root_in_report",
    "source_of",
    "stand_by",
    "stand_no_more",
    "standing_at",
    "standing_of",
    "typed_over",
    "with_added",
    "with_changes",
    "with_entry",
    "with_value",
]


def change_thing(
    project: Opened,
    path: str,
    changes: Sequence[FieldChange],
    *,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
) -> Edited:
    """Change those fields of a thing that somebody changed; takes `agree` and raises as `set_value` does, and below.

    A text whose spelling alone is mended, as the check proposes it, keeps its translations confirmed.

    `FieldsError` for answers that can't be understood; `CollisionError` if somebody else changed the same fields.
    """
    for each in typed_over(changes):
        if each.name == BRIEFS and each.words:
            _require_types(project, path, each)
    said_the_same = respelled(project, path, changes)

    def change(folder: Project, agree: Agree) -> list[Note]:
        return set_fields(
            folder.content, folder.name_of(folder.content), path, changes, folder.settings.languages,
            since=since, always=always, agree=agree, respelled=said_the_same,
        )  # fmt: skip

    return edited(project, change, agree)


def _require_types(project: Opened, path: str, change: FieldChange) -> None:
    """Raise `FieldsError` for a type of brief that there isn't, where a thing names such."""
    for each in thing(project, path).own:
        if each.question.name == change.name:
            try:
                each.question.read(change.words)
            except CannotEditError as error:
                raise FieldsError({change.name: str(error)}) from None


def add_good_word(project: Opened, language: str, word: str) -> Edited:
    """Put a word that no dictionary has among the glossary's good words of a language; nothing if it is there.

    Raises what `change_thing` raises, and `Mistake` for a language that the project doesn't have.
    """
    fields = {each.question.name: each.now for each in thing(project, "glossary").own}
    name = f"words.{language}"
    if name not in fields:
        raise CannotEditError(Told("the glossary has no words in {language}", language=language))
    there = fields[name].split(", ") if fields[name] else []
    now = ", ".join(there if word in there else [*there, word])
    return change_thing(project, "glossary", [FieldChange(name, fields[name], now)])


def know_since(project: Opened, path: str, since: str) -> Edited:
    """Write that the thing at a path is known from another day on; those editions that know it print it.

    Raises `FieldsError` for what is no day, and what `set_value` raises.
    """
    if not since.strip():
        raise FieldsError({"known": LEFT_OUT})
    try:
        day_of(day := as_date(since.strip()))
    except CannotEditError as error:
        raise FieldsError({"known": str(error)}) from None
    return set_value(project, f"{path}.known_from", day, always=True)


def root_in_report(project: Opened, file: str) -> str:
    """Return the first step of the paths into a file of the content that a report names; "" for another file."""
    if not file.endswith(".yaml"):  # nearly all that is asked for: where the content is need not be looked at
        return ""
    content = f"{project.name_of(project.project.content)}/"
    return root_in(file.removeprefix(content).removesuffix(".yaml")) if file.startswith(content) else ""


def is_of_recipients(project: Opened, file: str) -> bool:
    """Tell whether a report is about the file of the recipients: their addresses are personal data."""
    return file == recipients_file(project.project)[1]


def source_of(project: Opened, path: str) -> tuple[str, str, str]:
    """Return the root, the name and the text of the file that a path leads into; raises `CannotEditError`."""
    folder = project.project
    root = root_of(path)
    if root not in schema.FILES and not (root.startswith(f"{EDITIONS}[") and is_id(root[len(EDITIONS) + 1 : -1])):
        raise CannotEditError(Told("there is no file of {path}", path=path))
    name = folder.name_of(folder.content)
    return root, f"{name}/{file_of(root)}", text_of_file(folder.content, name, root)


def change_source(
    project: Opened, root: str, was: str, text: str, *, since: str | None = None, always: bool = False
) -> Edited:
    """Write a whole file anew, if it still says what it `was`; raises what `rewrite_file` raises."""
    root = source_of(project, root)[0]

    def change(folder: Project, agree: Agree) -> list[Note]:
        return rewrite_file(
            folder.content, folder.name_of(folder.content), root, was, text, since=since, always=always, agree=agree
        )

    return edited(project, change)


def with_changes(project: Opened, path: str, changes: Sequence[FieldChange]) -> Opened:
    """Return the project as it would be if the changes were written: to look at while somebody types.

    Raises what `change_thing` raises.
    """
    change = _edit(project, path)
    put_fields(change, changes, project.project.settings.languages, Learning(always=True))
    return _saying(project, change)


def with_value(
    project: Opened,
    path: str,
    value: str,
    changes: Sequence[FieldChange] = (),
    **said: Unpack[OfFigure],
) -> Opened:
    """Return the project as it would be if a value were set, as `set_value` takes it: to look at while somebody types.

    With changes of other fields of the figure before that. Raises what `set_value` raises of what is typed.
    """
    change = _edit(project, path)
    put_fields(change, changes, project.project.settings.languages, Learning(always=True))
    put_value(change, value, Learning(always=True), **said)
    return _saying(project, change)


def with_added(
    project: Opened, path: str, entry: Mapping[str, Any], *, since: str | None = None, always: bool = False
) -> tuple[Opened, str]:
    """Return the project as it would be if an entry were added, as `add_entry` takes it, and the entry's path.

    It is to look at while somebody types: raises what `add_entry` raises of what is typed.
    """
    change = _edit(project, path)
    added = put_as_known(change, entry, Learning.read(since, always=always))
    return _saying(project, change), added.path


def with_entry(project: Opened, path: str, words: Mapping[str, str]) -> tuple[Opened, str, list[Question]]:
    """Return the project as it would be with a new entry of the list at a path, as far as it is typed, and its path.

    And what it needs and nobody has typed yet: what stands there for it is nobody's word. Raises `CannotEditError`,
    `ProblemsError`.
    """
    change = _edit(project, path)
    entry, untyped = put_entry(change, words, project.project.settings.languages)
    return _saying(project, change), entry, untyped


def _edit(project: Opened, path: str) -> Edit:
    """Return the change of what stands at a path of the content, with nothing changed so far."""
    folder = project.project
    return Edit(folder.content, folder.name_of(folder.content), path)


def _saying(project: Opened, change: Edit) -> Opened:
    """Return the project as it would be if a change were written."""
    after = change.after() if change.differs else change.values
    return project.saying(after) if isinstance(after, Content) else project


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it is written that somebody stands by something, and why, if it is; and what exactly that is for.

    `path` is the entity's. Without `says` and `field` it is for all of the code in the entity.
    """

    path: str
    which: str
    field: str | None
    says: str | None
    given: Acknowledgement | None = None


def standing_at(project: Opened, path: str, code: str, which: str = "") -> Standing | None:
    """Return what is written at the entity that a path leads to or into of a problem that somebody stands by.

    That which `which` stands for, of whatever code; without it the first of the code. None where nothing is written.
    """
    owner, entity = _owner(project, path)
    for each in entity.acknowledge:
        own = key_of_entry(each.code, each.field, each.says)
        if which == own or (not which and each.code == code):
            return Standing(owner, own, each.field, each.says, each)
    return None


def standing_of(project: Opened, problem: Diagnostic) -> Standing:
    """Return where it is written that somebody stands by a problem, or where that would be: for this problem alone."""
    if problem.acknowledged and problem.stood_by:
        path, which = problem.stood_by
        if there := standing_at(project, path, problem.code, which):
            return there
    owner = _owner(project, problem.path)[0]
    field, says = finding(owner, problem)
    own = key_of_entry(problem.code, field, says)
    # One whose day is over says why all the same: so that nobody types it anew.
    return standing_at(project, owner, problem.code, own) or Standing(owner, own, field, says)


def stand_by(
    project: Opened, path: str, code: str, because: str, until: str, today: dt.date, of: Standing | None = None
) -> Edited:
    """Write that a problem is known at the thing that a path leads to or into, why, and until when that counts.

    That is no day before `today`, nor before that of the newest edition. `of` says what it is for;
    without it, all of the code in the thing.

    Raises `Mistake`, `ProblemsError`.
    """
    if not can_stand_by(code):
        raise CannotEditError(Told("nobody can stand by {code}: it would leave a hole in the page", code=code))
    owner = of.path if of else _owner(project, path)[0]
    code = of.given.code if of and of.given else code  # it may be written for another report that says the same
    wrong = unfit_reason(because, until, today, judged_at(project))
    if wrong:
        raise FieldsError(wrong)

    def change(folder: Project, agree: Agree) -> list[Note]:
        return standing.stand_by(
            folder.content, folder.name_of(folder.content), owner, code, because, until, agree,
            field=of.field if of else None, says=of.says if of else None,
        )  # fmt: skip

    return edited(project, change)


def stand_no_more(project: Opened, path: str, code: str, which: str = "") -> Edited:
    """Take out that somebody stands by a problem at the thing that a path leads to or into; raises `Mistake`."""
    there = standing_at(project, path, code, which)
    owner = there.path if there else _owner(project, path)[0]
    code = there.given.code if there and there.given else code

    def change(folder: Project, agree: Agree) -> list[Note]:
        return standing.stand_no_more(
            folder.content, folder.name_of(folder.content), owner, code, agree,
            field=there.field if there else None, says=there.says if there else None,
        )  # fmt: skip

    return edited(project, change)


def can_stand_by(code: str) -> bool:
    """Tell whether anybody can stand by a problem that a rule finds: not by what would leave a hole in the page.

    What keeps the content from being read or a text from being printed is found by no rule, and stays.
    """
    return code in RULES and code not in FIRM


def _owner(project: Opened, path: str) -> tuple[str, Entity]:
    """Return the innermost entity that a value is in, or is, with its path."""
    if found := next(owners(project.values[0].items, path), None):
        return found
    raise PathError(Told("there is nothing at {path}", path=path))

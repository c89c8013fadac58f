"""What a page saves: fields that somebody changed, a file as it is written, that somebody stands by a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from briefgen.checks.all_rules import FIRM, RULES
from briefgen.contacts.recipients import recipients_file
from briefgen.content import schema
from briefgen.content.changing import stand_by as standing
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
from briefgen.content.model import Content, file_of, root_in, root_of
from briefgen.content.names import EDITIONS
from briefgen.content.reading.loader import is_id
from briefgen.content.schema.base import Acknowledgement, Entity
from briefgen.content.walk import around
from briefgen.making.opened import Opened
from briefgen.problems.notes import Note, Told
from briefgen.project.folder import Project
from briefgen.upkeep.editing import Edited, edited, set_value

__all__ = [
    "LEFT_OUT",
    "Collision",
    "CollisionError",
    "FieldChange",
    "FieldsError",
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
    "typed_over",
    "with_changes",
    "with_entry",
]


def change_thing(
    project: Opened, path: str, changes: Sequence[FieldChange], *, since: str | None = None, always: bool = False
) -> Edited:
    """Change those fields of a thing that somebody changed; raises what `set_value` does, and below.

    `FieldsError` for answers that can't be understood; `CollisionError` if somebody else changed the same fields.
    """

    def change(folder: Project, agree: Agree) -> list[Note]:
        return set_fields(
            folder.content, folder.name_of(folder.content), path, changes, folder.settings.languages,
            since=since, always=always, agree=agree,
        )  # fmt: skip

    return edited(project, change)


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
    content = f"{project.name_of(project.project.content)}/"
    inside = file.startswith(content) and file.endswith(".yaml")
    return root_in(file.removeprefix(content).removesuffix(".yaml")) if inside else ""


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
    folder = project.project
    change = Edit(folder.content, folder.name_of(folder.content), path)
    put_fields(change, changes, folder.settings.languages, Learning(always=True))
    after = change.after() if change.differs else change.values
    return project.saying(after) if isinstance(after, Content) else project


def with_entry(project: Opened, path: str, words: Mapping[str, str]) -> tuple[Opened, str]:
    """Return the project as it would be with a new entry of the list at a path, and the entry's path; as it is typed.

    Raises `CannotEditError`, `ProblemsError`.
    """
    folder = project.project
    change = Edit(folder.content, folder.name_of(folder.content), path)
    entry = put_entry(change, words, folder.settings.languages)
    after = change.after()
    return (project.saying(after) if isinstance(after, Content) else project), entry


def stand_by(project: Opened, path: str, code: str, because: str, until: str, today: dt.date) -> Edited:
    """Write that a problem is known at the thing that a path leads to or into, why, and until when that counts.

    That is no day before `today`.

    Raises `Mistake`, `ProblemsError`.
    """
    if not can_stand_by(code):
        raise CannotEditError(Told("nobody can stand by {code}: it would leave a hole in the page", code=code))
    owner = _owner(project, path)
    wrong: dict[str, str] = {} if because.strip() else {"because": Told("say why you stand by it")}
    try:
        if until.strip():
            if day_of(as_date(until)) < today.isoformat():
                wrong["until"] = Told("this day is over: name one that is to come")
        else:
            wrong["until"] = LEFT_OUT
    except CannotEditError as error:
        wrong["until"] = str(error)
    if wrong:
        raise FieldsError(wrong)

    def change(folder: Project, agree: Agree) -> list[Note]:
        return standing.stand_by(folder.content, folder.name_of(folder.content), owner, code, because, until, agree)

    return edited(project, change)


def stand_no_more(project: Opened, path: str, code: str) -> Edited:
    """Take out that somebody stands by a problem at the thing that a path leads to or into; raises `Mistake`."""
    owner = _owner(project, path)

    def change(folder: Project, agree: Agree) -> list[Note]:
        return standing.stand_no_more(folder.content, folder.name_of(folder.content), owner, code, agree)

    return edited(project, change)


def reason_given(project: Opened, path: str, code: str) -> tuple[str, Acknowledgement] | None:
    """Return why somebody stands by a problem, and at which thing that is written; None where nobody does.

    It may be written at a thing around the one that has the problem, for all within it.
    """
    found = ((at, each) for at, entity in reversed(_owners(project, path)) for each in entity.acknowledge)
    return next(((at, each) for at, each in found if each.code == code), None)


def can_stand_by(code: str) -> bool:
    """Tell whether anybody can stand by a problem that a rule finds: not by what would leave a hole in the page.

    What keeps the content from being read or a text from being printed is found by no rule, and stays.
    """
    return code in RULES and code not in FIRM


def _owner(project: Opened, path: str) -> str:
    """Return the path of the innermost entity that a value is in, or is."""
    owners = _owners(project, path)
    if not owners:
        raise PathError(Told("there is nothing at {path}", path=path))
    return owners[-1][0]


def _owners(project: Opened, path: str) -> list[tuple[str, Entity]]:
    """Return the entities that a value is in, the outermost first, and it itself if it is one."""
    items = project.values[0].items
    found = ((each, items[each].value) for each in around(path) if each in items)
    return [(each, value) for each, value in found if isinstance(value, Entity)]

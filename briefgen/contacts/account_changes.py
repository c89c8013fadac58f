"""[mail] in briefgen.toml is changed, setting by setting; every other line of the file stays as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from briefgen.contacts.account import Account, account_faults
from briefgen.content.changing import journal
from briefgen.content.changing.fields import LEFT_OUT, FieldChange, FieldsError, due_changes, shown
from briefgen.content.changing.wanted import Question
from briefgen.problems.notes import Told
from briefgen.project.files import replace_file
from briefgen.project.folder import Project
from briefgen.project.hidden import is_plain
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, ProjectError, SettingsError

SECTION = "mail"
_FREE = ("user", "outbox")  # which may say anything, such as a user with a password behind it
_MARK = "\ufeff"  # which Notepad writes
FIXED = Told("this is set in {file} alone, by whoever looks after the server", file=SETTINGS_FILE)


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """What [mail] says, as a form shows it, and the names of settings that there aren't (never what they say)."""

    now: Mapping[str, str]
    unknown: tuple[str, ...]
    there: bool


def account_entry(project: Project, questions: Iterable[Question]) -> AccountEntry:
    """Return what [mail] says now; raises `ProjectError` where the file can't be read."""
    said = _section(_parsed(_text(project)[1]))
    now = {each.name: shown(said.get(each.name)) for each in questions}
    return AccountEntry(now, tuple(name for name in said if name not in Account.model_fields), bool(said))


def change_account(
    project: Project,
    questions: Sequence[Question],
    changes: Sequence[FieldChange],
    *,
    drop: Collection[str] = (),
    fixed: Collection[str] = (),
) -> tuple[str, ...]:
    """Change those settings that somebody changed; return the file's name if it is another by that.

    `drop` are settings that there aren't, to be taken out; `fixed` are those that nobody may change here. Raises
    `FieldsError`, `CollisionError`, `ChangedError`, `ProjectError`; nothing is written then.
    """
    old, text = _text(project)
    before = _parsed(text)
    said = _section(before)
    asked = {each.name: each for each in questions}
    now = {name: shown(said.get(name)) for name in asked}
    due = {name: value for name, (_, value) in due_changes(changes, asked, now).items()}
    if closed := [name for name in due if name in fixed]:
        raise FieldsError(dict.fromkeys(closed, FIXED))
    due |= {name: None for name in drop if name in said and name not in Account.model_fields}
    wanted = {name: value for name, value in {**said, **due}.items() if value is not None}
    _require_right(wanted)
    if wanted == said:
        return ()
    new = _new_text(old, before, due)
    names = [name for name in Account.model_fields if name in due]
    texts: dict[str, tuple[str | None, str | None]] = {}
    if all(is_plain(each.get(name)) for each in (said, wanted) for name in _FREE if name in names):
        texts[SETTINGS_FILE] = (_some(said, names) if SECTION in before else "", _some(wanted, names))
    what = Told("the mail account was changed: {settings}", settings=", ".join(names))

    def put(before: Callable[[], None]) -> None:
        replace_file(project.settings_file, old, new, SETTINGS_FILE, before)

    if names:
        journal.write_noted(project.content, journal.ACCOUNT, texts, what, put)
    else:  # what is dropped may be a password that somebody has written there: the journal has nothing of it
        dropped = Told("settings that there aren't were taken out of the mail account")
        journal.write_noted(project.content, journal.SETTINGS, {}, dropped, put)
    return (SETTINGS_FILE,)


def account_beside(project: Project) -> journal.Beside:
    """Return how a change of [mail] is taken back: those settings alone; raises `ProjectError`.

    A text of the change that is empty says that there was no [mail].
    """
    old, text = _text(project)
    parsed = _parsed(text)
    said = _section(parsed)

    def now(texts: tuple[str | None, str | None]) -> str:
        names = [name for name in Account.model_fields if any(name in _kept(each) for each in texts)]
        some = {name: said[name] for name in names if name in said}
        return next((each for each in texts if each is not None and _kept(each) == some), _some(said, names))

    def put(there: str | None, then: str | None) -> None:
        wanted = _kept(then)
        due = {name: wanted.get(name) for name in {**_kept(there), **wanted}}
        new = _new_text(old, parsed, due, made=then == "")
        replace_file(project.settings_file, old, new, SETTINGS_FILE)

    return journal.Beside(SETTINGS_FILE, now, put)


def settings_in(entry: journal.JournalEntry) -> dict[str, tuple[Any, Any]]:
    """Return the settings of a change of [mail], by name: what each said before and after, None for nothing."""
    before, after = next(iter(entry.files.values()), (None, None))
    old, new = _kept(before), _kept(after)
    return {name: (old.get(name), new.get(name)) for name in {**old, **new}}


def _some(said: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return some settings as a text, for the journal: never one that there isn't, which may be anything.

    Nor the remarks behind them, in which a password may stand: a setting that was taken out comes back without.
    """
    import tomlkit

    return tomlkit.dumps({SECTION: {name: said[name] for name in names if name in said}})


def _kept(text: str | None) -> dict[str, Any]:
    try:
        said = _section(tomllib.loads(text or ""))
    except (tomllib.TOMLDecodeError, RecursionError):  # somebody else's
        return {}
    return {name: value for name, value in said.items() if name in Account.model_fields}


def _new_text(old: bytes, before: Mapping[str, Any], due: Mapping[str, Any], *, made: bool = False) -> bytes:
    """Return the file with other values in [mail], None for none; raises `ProjectError` where that can't be.

    One that was `made` by the change that is taken back goes if nothing is left in it.
    """
    text = old.decode("utf-8-sig")
    new = _changed(text, due)
    new = _without_section(new) if made else new
    after = _parsed(new)
    wanted = {name: value for name, value in {**_section(before), **due}.items() if value is not None}
    if _section(after) != wanted or {**before, SECTION: {}} != {**after, SECTION: {}}:
        raise ProjectError(
            Told(
                "{file} is written in a way in which [mail] can't be changed here: change it in a text editor; nothing"
                " was written",
                file=SETTINGS_FILE,
            )
        )
    mark = _MARK if old.startswith(_MARK.encode()) else ""
    return f"{mark}{new}".encode()


def _require_right(wanted: Mapping[str, Any]) -> None:
    """Raise `FieldsError` with what is wrong with the settings, at those that the form has."""
    try:
        Account.model_validate(dict(wanted))
    except ValidationError as error:
        wrong: dict[str, str] = {}
        for name, kind, said in account_faults(error):
            at = name if name in Account.model_fields else ""
            wrong.setdefault(at, LEFT_OUT if kind == "missing" else said)
        raise FieldsError(wrong) from None


def _text(project: Project) -> tuple[bytes, str]:
    """Return the file as it is, and its text."""
    old = read_file(project.settings_file, SETTINGS_FILE)
    try:
        return old, old.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable() from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise _unreadable() from None


def _unreadable() -> ProjectError:
    return SettingsError(Told("{file} can't be read: mend it in a text editor", file=SETTINGS_FILE))


def _section(settings: Mapping[str, Any]) -> dict[str, Any]:
    found = settings.get(SECTION, {})
    return found if isinstance(found, dict) else {}


def _without_section(text: str) -> str:
    """Return the text without a [mail] that has neither settings nor remarks."""
    import tomlkit

    document = tomlkit.parse(text)
    section = document.get(SECTION)
    if not isinstance(section, tomlkit.items.Table) or section.as_string().strip() or section.trivia.comment:
        return text
    document.remove(SECTION)
    end = "\r\n" if text.endswith("\r\n") else "\n"
    left = document.as_string().rstrip("\r\n")
    return f"{left}{end}" if left else ""


def _changed(text: str, due: Mapping[str, Any]) -> str:
    """Return the text with other values in [mail]; None takes a setting out. Line ends are those of the file."""
    import tomlkit

    document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    if SECTION not in document:
        document[SECTION] = tomlkit.table()
    section: Any = document[SECTION]
    for name in (*Account.model_fields, *(name for name in due if name not in Account.model_fields)):
        if name not in due:
            continue
        if due[name] is None:
            section.pop(name, None)
        else:
            section[name] = due[name]
    new = document.as_string()
    all_long = "\r\n" in text and not re.search(r"(?<!\r)\n", text)
    return re.sub(r"(?<!\r)\n", "\r\n", new) if all_long else new

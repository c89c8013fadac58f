"""The settings of a project as they are written: also a file that can't be read as it is, to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields
from difflib import SequenceMatcher

from briefgen.contacts.account import Account, read_account
from briefgen.contacts.account_changes import FIXED
from briefgen.content.changing import journal
from briefgen.content.changing.rewrite import as_in_file, shown_text
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.files import ChangedError, replace_file
from briefgen.project.folder import LARGEST_SETTINGS, SETTINGS_FILE, Project, ProjectError, Settings, settings_in
from briefgen.project.reading import read_file
from briefgen.project.toml import lines_of, names_secret

__all__ = ["SETTINGS_FILE", "change_settings", "line_of", "settings_beside", "settings_fault", "settings_text"]

_MAIL = "mail"
_TOP = frozenset(each.name for each in fields(Settings)) - {_MAIL}
# The folders and files of the project, which on a server its owner alone names.
_FOLDERS = ("content", "templates", "catalogues", "output", "letterhead")
_HEAD = re.compile(r"\s*\[\s*([^\[\]]*?)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"""\s*(?:["']([^"']*)["']\s*[=:]|([^\W\d][\w-]*))""")
_LOGIN = re.compile(r"""\s*login\s*=\s*["'][a-z0-9-]*["']""")  # may be by "password"


def settings_text(project: Opened) -> str:
    """Return what the file says, each line ending as on Unix; raises `ProjectError` for what is no text."""
    return shown_text(_raw(project))


def settings_fault(project: Opened) -> Mistake | None:
    """Return why the file can't be used as it is; None if it can."""
    try:
        _require_good(project, _raw(project))
    except Mistake as error:
        return error
    return None


def line_of(text: str, error: Mistake) -> int:
    """Return the line of a text that a mistake in it is about; 0 where nobody can tell."""
    if error.problem:
        return error.problem.place.line
    section, _, name = getattr(error, "setting", "").rpartition(".")
    return lines_of(text, section).get(name) or lines_of(text, section or name).get("", 0) if name else 0


def change_settings(project: Opened, was: str, text: str, *, fixed: Collection[str] = ()) -> bool:
    """Write the file anew if it still says what it `was`, and if what it shall say can be used; tell if it differs.

    `fixed` are settings of [mail] that nobody may change here; then nobody names other folders either. Raises
    `ChangedError`, `ProjectError` and other mistakes; nothing is written then.
    """
    raw = _raw(project)
    if shown_text(raw) != was:
        raise ChangedError(
            Told("{called} was changed by someone else meanwhile; nothing was written", called=SETTINGS_FILE)
        )
    if text == was:
        return False
    new = as_in_file(raw, text)
    after = _require_good(project, new)
    if fixed:
        _require_fixed(raw, after, fixed)
    before_kept, after_kept = _kept(raw), _kept(new)

    def put(before: Callable[[], None]) -> None:
        replace_file(after.settings_file, raw.encode(), new.encode(), SETTINGS_FILE, before)

    try:
        if before_kept == after_kept:  # what differs may be a password: the journal has nothing of it
            put(lambda: None)
        else:
            what = Told("{file} was edited as a whole", file=SETTINGS_FILE)
            journal.write_noted(after.content, journal.SETTINGS, {SETTINGS_FILE: (before_kept, after_kept)}, what, put)
    finally:
        project.changed(after.settings_file)
    return True


def settings_beside(project: Project) -> journal.Beside:
    """Return how a change of the whole file is taken back: line by line, so that what isn't kept stays."""
    held = Opened(project)
    raw = _raw(held)

    def put(there: str | None, then: str | None) -> None:
        new = _merged(raw, then or "")
        try:
            _require_good(held, new)
        except Mistake as error:
            raise ProjectError(
                Told("with this taken back the settings couldn't be used: {why}; nothing was written", why=str(error))
            ) from None
        replace_file(project.settings_file, raw.encode(), new.encode(), SETTINGS_FILE)

    return journal.Beside(SETTINGS_FILE, lambda _: _kept(raw), put)


def _raw(project: Opened) -> str:
    try:
        return read_file(project.root / SETTINGS_FILE, SETTINGS_FILE, LARGEST_SETTINGS).decode()
    except UnicodeDecodeError:
        raise ProjectError(Told("{name}: this is not UTF-8; mend it in an editor", name=SETTINGS_FILE)) from None


def _require_good(project: Opened, raw: str) -> Project:
    """Return the project as it is with these settings; raises what using them would raise."""
    there = Project(project.root, settings_in(raw.encode()))
    for name, look in (
        ("output", lambda: there.output),
        ("letterhead", lambda: there.letterhead),
        ("theme", lambda: there.theme_folder(there.settings.theme)),
        ("mail", lambda: there.settings.mail and read_account(there, raw)),
    ):
        try:
            there.inputs  # noqa: B018 — raises for what leaves the project
            look()
        except ProjectError as error:
            error.setting = error.setting or name
            raise
    if not there.content.is_dir():
        error = ProjectError(
            Told(
                "{file}: {setting} = {value!r}: there is no such folder in the project",
                file=SETTINGS_FILE, setting="content", value=there.settings.content,
            )
        )  # fmt: skip
        error.setting = "content"
        raise error
    return there


def _require_fixed(raw: str, after: Project, fixed: Collection[str]) -> None:
    """Raise `ProjectError` where what nobody may change here differs, or nobody can tell whether it does."""
    try:
        before = settings_in(raw.encode())
    except ProjectError:
        raise ProjectError(FIXED) from None
    now = after.settings
    folders = any(getattr(before, name) != getattr(now, name) for name in _FOLDERS)
    if folders or any(before.mail.get(name) != now.mail.get(name) for name in fixed):
        raise ProjectError(FIXED)


# What is kept of a text: lines that can't have a password in them ----------------------------------------------------


def _kept(raw: str) -> str:
    return "".join(line for line, is_kept in _lines(raw) if is_kept)


def _merged(raw: str, then: str) -> str:
    """Return a text that says what was kept, with its lines that are never kept where they are."""
    lines = list(_lines(raw))
    at = [number for number, (_, is_kept) in enumerate(lines) if is_kept]
    now, new = [lines[number][0] for number in at], then.splitlines(keepends=True)
    said: dict[int, list[str]] = {number: [line] for number, (line, _) in enumerate(lines)}
    for kind, first, last, start, stop in SequenceMatcher(None, now, new, False).get_opcodes():
        if kind == "equal":
            continue
        for number in at[first:last]:
            said[number] = []
        where = at[first] if first < len(at) else len(lines)
        said[where] = [*new[start:stop], *said.get(where, [])]
    return "".join(line for number in range(len(lines) + 1) for line in said.get(number, []))


def _lines(raw: str) -> Iterator[tuple[str, bool]]:
    """Yield each line of a text, and whether it is kept: only settings that there are, and remarks on them."""
    known: Collection[str] = _TOP  # what can be set in the section that a line is in
    kept = True  # whether the setting is that a line may go on
    for line in raw.splitlines(keepends=True):
        is_open = not names_secret(_LOGIN.sub("", line, count=1))
        if line.strip() and not line.lstrip().startswith("#"):
            if head := _HEAD.fullmatch(line.rstrip("\r\n")):
                known = Account.model_fields if head[1] == _MAIL else ()
                kept = bool(known)
            elif named := _KEY.match(line):
                kept = (named[1] or named[2]) in known
            kept = kept and is_open
        yield line, kept and is_open

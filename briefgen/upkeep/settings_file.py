"""The settings of a project as they are written: also a file that can't be used as it is, to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from briefgen.contacts.account import of_mail, read_account
from briefgen.contacts.account_changes import FIXED
from briefgen.content.changing import journal
from briefgen.content.changing.rewrite import as_in_file, shown_text
from briefgen.mailing.ways import way_of
from briefgen.mailing.ways.tokens import BY_PASSWORD, login_of
from briefgen.making.compose import own_briefs, require_languages
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.files import ChangedError, replace_file
from briefgen.project.folder import SETTINGS_FILE, Project, ProjectError, SettingsError, of_setting, settings_in
from briefgen.project.reading import read_plain, require_small
from briefgen.project.toml import LARGEST, lines_of, names_secret
from briefgen.upkeep.mail_paths import PATHS, wrong_paths

__all__ = [
    "SETTINGS_FILE",
    "ProjectError",
    "SettingsError",
    "change_settings",
    "changes_fixed",
    "line_of",
    "require_opens",
    "settings_beside",
    "settings_fault",
    "settings_text",
]

# The folders and files of the project, which on a server its owner alone names.
_FOLDERS = ("content", "templates", "catalogues", "output", "letterhead")
_PROSE = 5  # words of a remark that is a sentence


def settings_text(project: Opened) -> str:
    """Return what the file says, each line ending as on Unix; raises `ProjectError` for what is no text.

    Where a link stands it is not followed: what it leads to is no page's to show.
    """
    return shown_text(_raw(project.root))


def settings_fault(project: Opened) -> Mistake | None:
    """Return why the file can't be used as it is; None if it can."""
    return _fault(project.root, _raw(project.root))


def line_of(text: str, error: Mistake) -> int:
    """Return the line of a text that a mistake in it is about; 0 where nobody can tell."""
    if error.problem:
        return error.problem.place.line
    section, _, name = error.setting.rpartition(".") if isinstance(error, SettingsError) else ("", "", "")
    return lines_of(text, section).get(name) or lines_of(text, section or name).get("", 0) if name else 0


def change_settings(project: Opened, was: str, text: str, *, fixed: Collection[str] = ()) -> bool:
    """Write the file anew if it still says what it `was`, and if what it shall say can be used; tell if it differs.

    `fixed` are settings of [mail] that nobody may change here; then nobody names other folders either. Raises
    `ChangedError`, `ProjectError` and other mistakes; nothing is written then.
    """
    raw = _raw(project.root)
    if shown_text(raw) != was:
        raise ChangedError(
            Told("{called} was changed by someone else meanwhile; nothing was written", called=SETTINGS_FILE)
        )
    ended = re.sub("\r(?!\n)", "\n", raw)  # a CR alone ends no line in TOML, and nobody sees it on a page
    if (text, raw) == (was, ended):
        return False
    new = as_in_file(ended, text)
    require_small(new.encode(), SETTINGS_FILE, LARGEST)  # what is larger nobody could read again
    after = Project(project.root, settings_in(new.encode()))
    if fixed and _differ(raw, new, fixed):  # before anything is told of what they lead to
        raise ProjectError(FIXED)
    _require_good(after, new)
    kept = all(_may_be_kept(project, each) for each in (raw, new))

    def put(before: Callable[[], None]) -> None:
        replace_file(after.settings_file, raw.encode(), new.encode(), SETTINGS_FILE, before)

    what = Told("the settings were changed")
    texts: Mapping[str, tuple[str | None, str | None]] = {SETTINGS_FILE: (raw, new)} if kept else {}
    try:
        journal.write_noted(after.content, journal.SETTINGS, texts, what, put)
    finally:
        project.changed(after.settings_file)
    return True


def settings_beside(project: Project) -> journal.Beside:
    """Return how a change of the whole file is taken back: to the byte, where the file is as the change left it."""

    def put(there: str | None, then: str | None) -> None:
        new = then or ""
        if fault := _fault(project.root, new):
            raise ProjectError(
                Told("with this taken back the settings couldn't be used: {why}; nothing was written", why=str(fault))
            )
        replace_file(project.settings_file, (there or "").encode(), new.encode(), SETTINGS_FILE)

    return journal.Beside(SETTINGS_FILE, lambda _: _raw(project.root), put)


def changes_fixed(entry: journal.JournalEntry, fixed: Collection[str]) -> bool:
    """Tell whether a change of the whole file is of settings that are `fixed`, or nobody can tell."""
    return any(_differ(before or "", after or "", fixed) for before, after in entry.files.values())


def _raw(root: Path) -> str:
    try:
        return read_plain(root, SETTINGS_FILE, LARGEST).decode()
    except UnicodeDecodeError:
        raise SettingsError(Told("{name}: this is not UTF-8; mend it in an editor", name=SETTINGS_FILE)) from None


def _fault(root: Path, raw: str) -> Mistake | None:
    try:
        _require_good(Project(root, settings_in(raw.encode())), raw)
    except Mistake as error:
        return error
    return None


def _require_good(there: Project, raw: str) -> None:
    """Raise what using a project with these settings would raise, on whatever page."""
    require_opens(there)
    _ = there.inputs, there.output, there.letterhead, there.theme, own_briefs(there)
    for name in ("templates", "catalogues", "output"):  # which need not be there
        path = there.root / str(getattr(there.settings, name))
        if path.exists() and not path.is_dir():
            raise _no_folder(there, name)
    if there.settings.mail:
        account = read_account(there, raw)
        way_of(account)
        if account.login != BY_PASSWORD:
            login_of(account)
        for name, why in wrong_paths(there, {name: str(getattr(account, name)) for name in PATHS}).items():
            raise of_mail(name, why)


def require_opens(there: Project) -> None:
    """Raise `SettingsError` for that without which no page of the project can be shown."""
    require_languages(there)
    if not there.content.is_dir():
        raise _no_folder(there, "content")


def _no_folder(there: Project, setting: str) -> SettingsError:
    return of_setting(
        setting,
        Told(
            "{file}: {setting} = {value!r}: there is no such folder in the project",
            file=SETTINGS_FILE, setting=setting, value=getattr(there.settings, setting),
        ),
    )  # fmt: skip


def _differ(before: str, after: str, fixed: Collection[str]) -> bool:
    """Tell whether two texts name other folders or say something else of `fixed` settings, or nobody can tell."""
    try:
        old, new = (settings_in(each.encode()) for each in (before, after))
    except Mistake:
        return True
    return any(getattr(old, name) != getattr(new, name) for name in _FOLDERS) or any(
        old.mail.get(name) != new.mail.get(name) for name in fixed
    )


def _may_be_kept(project: Opened, raw: str) -> bool:
    """Tell whether the journal may have a text: nothing in it may be a password that somebody has written there.

    What can be used has the settings that there are, and none of them is one. A remark may be one.
    """
    remarks = (line.partition("#")[2] for line in raw.split("\n"))  # as TOML ends them
    return not _fault(project.root, raw) and not any(names_secret(each) and not _is_prose(each) for each in remarks)


def _is_prose(remark: str) -> bool:
    words = remark.split()
    if any(names_secret(each) and each.endswith((":", "=")) for each in words):
        return False
    return len(words) >= _PROSE and all(each.strip("().,:;").isalpha() for each in words)

"""The settings of a project as they are written: also a file that can't be used as it is, to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from briefgen.contacts.account import of_mail, read_account
from briefgen.contacts.account_changes import FIXED
from briefgen.content.changing import journal
from briefgen.content.changing.rewrite import as_in_file, shown_text
from briefgen.mailing.ways import way_of
from briefgen.mailing.ways.tokens import BY_PASSWORD, login_of
from briefgen.making.compose import own_briefs, require_languages
from briefgen.making.judge import require_kinds
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written
from briefgen.project.files import ChangedError, replace_file
from briefgen.project.folder import Project
from briefgen.project.hidden import hide, marks_in, pieces_like, reveal
from briefgen.project.reading import read_plain, require_small
from briefgen.project.settings import SETTINGS_FILE, ProjectError, Settings, SettingsError, of_setting, settings_in
from briefgen.project.toml import LARGEST, lines_of
from briefgen.upkeep.mail_paths import PATHS, wrong_paths

__all__ = [
    "SETTINGS_FILE",
    "ProjectError",
    "Rights",
    "SettingsError",
    "change_settings",
    "line_of",
    "require_may_turn",
    "require_opens",
    "settings_beside",
    "settings_fault",
    "settings_text",
]

# The folders and files of the project, which on a server its owner alone names.
_FOLDERS = frozenset({"content", "templates", "catalogues", "output", "letterhead"})


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with the file: all, where nothing of it is `fixed`, as for who sits at its computer.

    Others change none of those settings of [mail], name no folders, change what else isn't of the mail account if they
    `edit` the content, and don't see what may be a secret.
    """

    fixed: Collection[str] = frozenset()
    edit: bool = True

    @property
    def owner(self) -> bool:
        """Whether nothing is kept from them."""
        return not self.fixed


def settings_text(project: Opened, rights: Rights) -> str | None:
    """Return what the file says, each line ending as on Unix; None where that isn't for them to see.

    What may be a secret is hidden from all but the owner; where nobody can tell what that is, all of it. Where a link
    stands it is not followed: what it leads to is no page's to show. Raises `ProjectError` for what is no text.
    """
    raw = shown_text(_raw(project.root))
    if rights.owner:
        return raw
    return hide(raw, {}) if _is_known(project.root, raw) else None


def settings_fault(project: Opened) -> Mistake | None:
    """Return why the file can't be used as it is; None if it can."""
    return _fault(project.root, _raw(project.root))


def line_of(text: str, error: Mistake) -> int:
    """Return the line of a text that a mistake in it is about; 0 where nobody can tell."""
    if error.problem:
        return error.problem.place.line
    section, _, name = error.setting.rpartition(".") if isinstance(error, SettingsError) else ("", "", "")
    return lines_of(text, section).get(name) or lines_of(text, section or name).get("", 0) if name else 0


def change_settings(project: Opened, was: str, text: str, rights: Rights) -> bool:
    """Write the file anew if it still says what it `was`, and if what it shall say can be used; tell if it differs.

    Both are as somebody of these `rights` sees them. Raises `ChangedError`, `ProjectError` and other mistakes; nothing
    is written then.
    """
    raw, there = _raw(project.root), settings_text(project, rights)
    if there is None:
        raise ProjectError(FIXED)
    if there != was:
        raise ChangedError(
            Told("{called} was changed by someone else meanwhile; nothing was written", called=SETTINGS_FILE)
        )
    if not rights.owner:
        settings_in(text.encode())  # marks in it can stand for nothing before that
        pieces: dict[str, tuple[str, str]] = {}
        hide(shown_text(raw), pieces)
        text = reveal(text, pieces)
    ended = re.sub("\r(?!\n)", "\n", raw)  # a CR alone ends no line in TOML, and nobody sees it on a page
    new = as_in_file(ended, text)
    if new == raw:
        return False
    require_small(new.encode(), SETTINGS_FILE, LARGEST)  # what is larger nobody could read again
    after = Project(project.root, settings_in(new.encode()))
    _require_may(raw, new, rights)  # before anything is told of what the settings lead to
    _require_good(after, new)

    def put(before: Callable[[], None]) -> None:
        replace_file(after.settings_file, raw.encode(), new.encode(), SETTINGS_FILE, before)

    kept = _kept(project.root, raw, new)
    try:
        journal.write_noted(after.content, journal.SETTINGS, kept, _what_was(raw, after.settings), put)
    finally:
        project.changed(after.settings_file)
    return True


def _what_was(old: str, new: Settings) -> str:
    """Return what a change of the settings was, with those that say something else, where the old ones can be read."""
    names: list[str] = []
    with suppress(Mistake):
        names = _differing(settings_in(old.encode()), new)
    if not names:
        return Told("the settings were changed")
    return Told("the settings were changed: {settings}", settings=Written(", ".join(names)))


def _differing(old: Settings, new: Settings) -> list[str]:
    return [each.name for each in fields(Settings) if getattr(old, each.name) != getattr(new, each.name)]


def _kept(root: Path, old: str, new: str) -> Mapping[str, tuple[str | None, str | None]]:
    """Return what the journal keeps of a change: nothing that may be a secret, and then what is enough to go back."""
    if not all(_is_known(root, each) for each in (old, new)):
        return {}
    found: dict[str, tuple[str, str]] = {}
    before, after = hide(old, found), hide(new, found)
    return {SETTINGS_FILE: (before, after)} if marks_in(before) <= marks_in(after) else {}


def settings_beside(project: Project) -> journal.Beside:
    """Return how a change of the whole file is taken back: to the byte, where the file is as the change left it."""

    def now(texts: tuple[str | None, str | None]) -> str | None:
        raw = _raw(project.root)
        known = _is_known(project.root, raw)
        return next((each for each in texts if known and pieces_like(each or "", raw) is not None), raw)

    def put(there: str | None, then: str | None) -> None:
        raw = _raw(project.root)
        new = reveal(then or "", pieces_like(there or "", raw) or {})
        if fault := _fault(project.root, new):
            raise ProjectError(
                Told("with this taken back the settings couldn't be used: {why}; nothing was written", why=str(fault))
            )
        replace_file(project.settings_file, raw.encode(), new.encode(), SETTINGS_FILE)

    return journal.Beside(SETTINGS_FILE, now, put)


def require_may_turn(entry: journal.JournalEntry, rights: Rights) -> None:
    """Raise `ProjectError` where a change of the whole file is of settings that aren't theirs, or nobody can tell."""
    for before, after in entry.files.values():
        _require_may(before or "", after or "", rights)


def _raw(root: Path) -> str:
    try:
        return read_plain(root, SETTINGS_FILE, LARGEST).decode()
    except UnicodeDecodeError:
        raise ProjectError(Told("{name}: this is not UTF-8; mend it in an editor", name=SETTINGS_FILE)) from None


def _fault(root: Path, raw: str) -> Mistake | None:
    try:
        _require_good(Project(root, settings_in(raw.encode())), raw)
    except Mistake as error:
        return error
    return None


def _require_good(there: Project, raw: str) -> None:
    """Raise what using a project with these settings would raise, on whatever page."""
    require_opens(there)
    require_kinds(there)
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


def _require_may(before: str, after: str, rights: Rights) -> None:
    """Raise `ProjectError` where two texts differ in settings that aren't theirs to change, or nobody can tell."""
    if rights.owner:
        return
    try:
        old, new = (settings_in(each.encode()) for each in (before, after))
    except Mistake:
        raise ProjectError(FIXED) from None
    names = _differing(old, new)
    if not _FOLDERS.isdisjoint(names) or any(old.mail.get(name) != new.mail.get(name) for name in rights.fixed):
        raise ProjectError(FIXED)
    if others := [name for name in names if name != "mail" and not rights.edit]:
        raise ProjectError(
            Told("{settings}: this is for those to change who edit the content", settings=", ".join(others))
        )


def _is_known(root: Path, raw: str) -> bool:
    """Tell whether a text has no settings but those that there are, each of its kind."""
    try:
        there = Project(root, settings_in(raw.encode()))
        if there.settings.mail:
            read_account(there, raw)
    except Mistake:
        return False
    return True

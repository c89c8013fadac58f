"""The files and folders that [mail] names, each looked at before it is written into the settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.mailing.ledger.folder import others_in
from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told
from briefgen.project.folder import Project

_FILES = frozenset({"ca", "sign", "recipients"})  # which are there before they are named
PATHS = _FILES | {"outbox"}
_OWN_FOLDER = Told("name a folder of its own, such as outbox")


def wrong_paths(project: Project, named: Mapping[str, str]) -> dict[str, str]:
    """Return what can't be what it is named for, by the settings of [mail]: of each why not."""
    wrong: dict[str, str] = {}
    for name, words in named.items():
        if name not in PATHS or not words:
            continue
        try:
            path = project.anywhere(words, f"mail.{name}")
            found = _wrong_file(path, words) if name in _FILES else _wrong_folder(path, words)
        except Mistake as error:
            found = str(error)
        except OSError as error:
            found = Told("“{file}” can't be looked at: {why}", file=words, why=reason(error))
        if found:
            wrong[name] = found
    return wrong


def _wrong_file(path: Path, words: str) -> str:
    return "" if path.is_file() else Told("there is no such file: “{file}”", file=words)


def _wrong_folder(path: Path, words: str) -> str:
    """Return why a folder can't be the outbox, if that is seen before; it need not be there yet."""
    there = next((each for each in (path, *path.parents) if each.exists()), path)
    if not there.is_dir():
        return Told(
            "{folder} can't be the folder of what was sent: it is a file; {advice}", folder=words, advice=_OWN_FOLDER
        )
    if there == path and (names := others_in(path)):
        return Told(
            "{folder} can't be the folder of what was sent: it has other things in it ({names}); {advice}",
            folder=words,
            names=names,
            advice=_OWN_FOLDER,
        )
    return ""

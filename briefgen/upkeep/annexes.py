"""A PDF is given to the project as an annex: looked through as a pack has it, and kept aside, as drafts are.

It comes among the annexes when the form that names it is saved: what nobody saves goes to nobody with the content. One
that no annex names any more can be taken out: it is put by, and comes back with the first annex that names it again.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.changing import journal
from briefgen.content.names import ANNEXES
from briefgen.making.annexes import LARGEST, named_files, require_annex, unnamed_files
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written
from briefgen.project.files import ChangedError, replace_files
from briefgen.project.reading import read_plain, read_plain_if_any
from briefgen.project.reserved import is_reserved
from briefgen.project.workshop import WORKSHOP, make_workshop, own_folder

_LONGEST, _BYTES = 100, 180  # of a name: a file system has 255 bytes, and a number and the ending follow
_MOST = 20  # files that wait for their form
_TAKEN_OUT = "annexes-taken-out"  # beside these, and never forgotten
_OF_ANNEX = re.compile(r"^editions\[[^\]]*\]\.annexes(\[[^\]]*\])?$")
_NEVER = re.compile(r'[/\\:*?"<>|]')  # what a name has on no system


class AnnexNamedError(Mistake):
    """A file can't be taken out of the annexes; the message says why."""


@dataclass(frozen=True, slots=True)
class KeptAnnex:
    """What a file is called among the annexes, and whether it would have another name if that weren't taken."""

    name: str
    is_renamed: bool = False


def keep_annex(project: Opened, name: str, data: bytes) -> KeptAnnex:
    """Keep a PDF aside until a form that names it is saved; return what it is called: another name if that is taken.

    Raises `Mistake` for one that can't be an annex, `WorkshopError`, OSError.
    """
    require_annex(name, data)
    folder, aside = project.project.content, _aside(project)
    taken = {each.casefold() for each in (*_in(folder / ANNEXES), *_in(aside), *_in(_taken_out(project)))}
    for number, called in enumerate(_names(name)):
        there = read_plain_if_any(folder, f"{ANNEXES}/{called}")
        kept = KeptAnnex(called, is_renamed=number > 0)
        if data == (read_plain_if_any(_where(project, called), called) if there is None else there):
            return kept
        if called.casefold() not in taken:
            make_workshop(aside.parent)
            own_folder(aside)
            replace_files(aside, {called: (None, data)}, aside.name, mode=0o600)
            _bound(aside)
            return kept
    raise AssertionError  # there is no last number


def is_kept(project: Opened, name: str) -> bool:
    """Tell whether a file is kept aside, to come among the annexes with the form that names it."""
    return name in _in(_where(project, name))


@contextmanager
def bringing(project: Opened, path: str, name: str) -> Iterator[None]:
    """Have a file that is kept aside among the annexes once the annex that names it is saved in the block; else not.

    One that is there already, as from a copy of the project, is what the annex names. That one stays there is noted
    with the change. Raises `ChangedError`, OSError, and what the block raises.
    """
    folder, aside = project.project.content, _aside(project)
    file, called = f"{ANNEXES}/{name}", project.project.name_of(folder)
    if not _OF_ANNEX.search(path) or not is_kept(project, name) or (folder / file).exists():
        yield
        return
    aside = _where(project, name)
    data, before = read_plain(aside, name), journal.last(folder)
    replace_files(folder, {file: (None, data)}, called)
    try:
        yield
    except BaseException:
        replace_files(folder, {file: (data, None)}, called)
        raise
    finally:
        project.changed(folder)
    (aside / name).unlink(missing_ok=True)
    if (made := journal.last(folder)) and made != before:
        journal.note_what_stays(folder, made, _stays(name))


def _stays(name: str) -> str:
    return Told("{name} stays among the annexes", name=Written(name))


def unnamed_annexes(project: Opened) -> list[str]:
    """Return the files among the annexes that no annex names; raises `ProblemsError`."""
    return unnamed_files(project.project, project.content)


def take_out_annex(project: Opened, name: str) -> None:
    """Put a file by that no annex names.

    Raises `AnnexNamedError` if one does by now, or there is no such file, `ProblemsError`, `ChangedError`, OSError.
    """
    folder, aside = project.project.content, _taken_out(project)
    if name not in unnamed_annexes(project):
        raise AnnexNamedError(
            Told(
                "{name} was not put aside: an annex names it by now, or somebody put it aside before. Look at the list"
                " once more",
                name=Written(name),
            )
        )
    data, there = read_plain(folder, f"{ANNEXES}/{name}", LARGEST), read_plain_if_any(aside, name)
    if there not in (None, data):  # an undo would bring back one or the other
        raise AnnexNamedError(
            Told(
                "another file called {name} was taken out before and is kept: rename this one in its folder",
                name=Written(name),
            )
        )
    make_workshop(aside.parent)
    own_folder(aside)
    replace_files(aside, {name: (there, data)}, aside.name, mode=0o600)
    files, called = {f"{ANNEXES}/{name}": (data, None)}, project.project.name_of(folder)
    told = Told("taken out of the annexes: {name}", name=Written(name))
    journal.write_noted(folder, journal.ASIDE, {}, told, lambda before: replace_files(folder, files, called, before))
    for each in journal.entries(folder):
        if each.stays == _stays(name):
            journal.note_what_stays(folder, each, "")
    project.changed(folder)


def bring_back_named(project: Opened) -> None:
    """Bring back what was taken out and is named again, as by an undo; raises OSError."""
    folder, aside = project.project.content, _taken_out(project)
    if not (there := _in(aside)):
        return
    with suppress(ProblemsError):  # what can't be read names nothing yet
        for name in sorted(named_files(project.content).intersection(there)):
            if read_plain_if_any(folder, f"{ANNEXES}/{name}") is None:
                data = read_plain(aside, name)
                with suppress(ChangedError):  # it is there by now
                    replace_files(folder, {f"{ANNEXES}/{name}": (None, data)}, project.project.name_of(folder))
                    (aside / name).unlink(missing_ok=True)
    project.changed(folder)


def _aside(project: Opened) -> Path:
    return project.project.root / WORKSHOP / "annexes"


def _taken_out(project: Opened) -> Path:
    return project.project.root / WORKSHOP / _TAKEN_OUT


def _where(project: Opened, name: str) -> Path:
    """Return the folder that keeps a file aside; of what was just given before what was taken out."""
    return next((each for each in (_aside(project), _taken_out(project)) if name in _in(each)), _aside(project))


def _in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()] if folder.is_dir() else []


def _bound(aside: Path) -> None:
    """Forget what was given long ago, and named by no form that was saved."""
    there = sorted(aside.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for each in there[_MOST:]:
        each.unlink(missing_ok=True)


def _names(name: str) -> Iterator[str]:
    """Yield what a file can be called on every system, numbered from the second one on: as people wrote it, if it can.

    It may be told with the folders in which it lay.
    """
    words = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    words = "".join(each if each.isprintable() else " " for each in re.sub(r"\.pdf$", "", words, flags=re.IGNORECASE))
    words = " ".join(_NEVER.sub(" ", words).split()).strip(" .~")
    words = words[:_LONGEST].encode()[:_BYTES].decode(errors="ignore").rstrip(" .")
    if not words or is_reserved(words):
        words = f"annex {words}".rstrip()
    yield f"{words}.pdf"
    yield from (f"{words} ({number}).pdf" for number in itertools.count(2))

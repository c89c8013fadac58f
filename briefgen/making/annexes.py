"""The files of annexes: looked at for the trees, read for the press, judged for the rules.

What reads PDF is imported where there is a file: most projects have none, and it takes its time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from briefgen.checks.subject import AnnexFile
from briefgen.content.model import Content
from briefgen.content.names import ANNEXES, EDITIONS
from briefgen.document.tree import Annexed
from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told
from briefgen.project.folder import Project
from briefgen.project.reading import TooLargeError, read_plain

if TYPE_CHECKING:
    from briefgen.formats.pdf.annexing import AnnexError

LARGEST = 30_000_000  # bytes of one file
# What a look at a file tells, or why it can't be appended, by the SHA-256 of what it holds.
_seen: dict[str, tuple[int, bool] | AnnexError] = {}
_hidden: dict[str, str] = {}  # and what nobody sees on its pages


def looker(project: Project) -> Callable[[str], Annexed | None]:
    """Return what looks at a file by its name; None for one that can't be appended, of which a rule tells."""

    def look(name: str) -> Annexed | None:
        try:
            return _looked_at(project, name)
        except (Mistake, OSError):
            return None

    return look


def reader(project: Project) -> Callable[[Annexed], bytes]:
    """Return what reads a file that was looked at; raises `AnnexError` if it is another one by now."""

    def read(annexed: Annexed) -> bytes:
        data = _read(project, annexed.file)
        if hashlib.sha256(data).hexdigest() != annexed.sha256:
            from briefgen.formats.pdf.annexing import AnnexError

            raise AnnexError(Told("{name} was changed meanwhile: build again", name=annexed.file))
        return data

    return read


def require_annex(name: str, data: bytes) -> None:
    """Raise `Mistake`, which tells of a file by its name, if a pack doesn't take it."""
    if len(data) > LARGEST:
        raise TooLargeError(name, LARGEST)
    from briefgen.formats.pdf.annexing import AnnexError, look

    try:
        look(data)
    except AnnexError as error:
        raise AnnexError(Told("{name} {fault}", name=name, fault=str(error))) from None


def annexes_of(project: Project, content: Content, edition: str) -> Iterator[AnnexFile]:
    """Yield the files of the annexes of an edition, and why one can't be appended; then those that no edition names."""
    for each in content.editions[edition].annexes:
        if each.file:
            path = f"{EDITIONS}[{edition}].annexes[{each.id}].file"
            fault = _fault(project, each.file)
            yield AnnexFile(path, each.file, fault, "" if fault else _unseen(project, each.file))
    named = {each.file for one in content.editions.values() for each in one.annexes}
    folder = project.content / ANNEXES
    there = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else ()
    yield from (AnnexFile("", name) for name in there if name not in named and not _of_a_system(name))


def _of_a_system(name: str) -> bool:
    """Tell whether a file is one that a system or an office program leaves beside those of people."""
    return name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini")


def _fault(project: Project, name: str) -> str:
    from briefgen.formats.pdf.annexing import AnnexError

    try:
        _looked_at(project, name)
    except FileNotFoundError:
        folder = project.name_of(project.content / ANNEXES)
        return Told("isn’t in {folder}: put it there", folder=folder)
    except AnnexError as error:
        return str(error)
    except OSError as error:
        return Told("can’t be read: {why}", why=reason(error))
    return ""


def _unseen(project: Project, name: str) -> str:
    """Return what nobody sees on the pages of a file; it was looked through before."""
    data = _read(project, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 not in _hidden:
        from briefgen.formats.pdf.annex_unseen import unseen

        _hidden[sha256] = unseen(data)
    return _hidden[sha256]


def _looked_at(project: Project, name: str) -> Annexed:
    """Return what a look at a file tells; what was looked at before, in whatever language or edition, isn't again."""
    from briefgen.formats.pdf.annexing import AnnexError, look

    data = _read(project, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 not in _seen:
        try:
            _seen[sha256] = look(data)
        except AnnexError as error:
            _seen[sha256] = error
    found = _seen[sha256]
    if isinstance(found, AnnexError):
        raise found.with_traceback(None)  # not that of the first look, which would grow
    return Annexed(name, found[0], sha256, found[1])


def _read(project: Project, name: str) -> bytes:
    return read_plain(project.content, f"{ANNEXES}/{name}", LARGEST)

"""The folder of an issued version: all that its files were made of, and the hashes by which a change is noticed.

content/editions/<edition>.issued/v<version>/
    issued.json          what was issued when, made with what, and the SHA-256 of every file, here and printed
    content.json         all content as it was (content.snapshot)
    trees/…tree.json     each brief in each language (document.tree_json); on a letterhead Word's own beside it
    theme/<name>/…       the theme's folder, and that of the theme it extends
    annexes/<sha256>.pdf the files whose pages are appended
    letterhead.docx      if the Word files are on one
    lock.txt             the exact packages it was made with, by hash, if these were those of briefgen's lock
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.content.names import ANNEXES, EDITIONS, ISSUED
from briefgen.issued.facts import Facts, FactsError, read_facts
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, listed
from briefgen.project.reading import NotPlainError, read_plain

if TYPE_CHECKING:
    from briefgen.document.tree import Annexed, Document

FACTS = "issued.json"
CONTENT = "content.json"
LETTERHEAD = "letterhead.docx"
LOCK = "lock.txt"
TREES = "trees"
THEME = "theme"


class IssueError(Mistake):
    """There is no such issued version, or it can't be issued; the message says what to do."""


class TamperedError(Mistake):
    """What was frozen isn't as it was; the message names the files."""


def annex_name(annexed: Annexed) -> str:
    """Return under which name the file of an annex is frozen."""
    return f"{ANNEXES}/{annexed.sha256}.pdf"


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued version, in its folder."""

    folder: Path
    facts: Facts

    @property
    def name(self) -> str:
        """How a person names it: 2019-10-brussels@1."""
        return f"{self.facts.edition}@{self.facts.version}"

    def read(self, name: str) -> bytes:
        """Return what was frozen under a name; raises `TamperedError`."""
        if fault := self._fault(name):
            raise TamperedError(Told("{name} is not as it was issued: {fault}", name=self.name, fault=fault))
        return read_plain(self.folder, name)

    def tree(self, name: str) -> Document:
        """Return a frozen tree; raises `TamperedError`, `StoreError`."""
        from briefgen.document.tree_json import load  # the log of what was issued needs no trees

        return load(self.read(name))

    def faults(self) -> list[str]:
        """Return what isn't as it was issued, in words: a file that was changed, is missing, or was added."""
        found = [fault for name in self.facts.frozen if (fault := self._fault(name))]
        there = {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_symlink() or not path.is_dir()
        }
        ours = {*self.facts.frozen, FACTS}
        added = (name for name in sorted(there - ours) if "/." not in f"/{name}")
        return found + [Told("{name} was added", name=name) for name in added]

    def require_whole(self) -> None:
        """Raise `TamperedError` unless everything is as it was issued."""
        if faults := self.faults():
            raise TamperedError(
                Told(
                    "{name} is not as it was issued:\n  {lines}\nnothing was written; version control has "
                    "the files as they were",
                    name=self.name,
                    lines=listed(faults),
                )
            )

    def _fault(self, name: str) -> str:
        try:
            data = read_plain(self.folder, name)
        except FileNotFoundError:
            return Told("{name} is missing", name=name)
        except NotPlainError as error:
            return str(error)
        expected = self.facts.frozen.get(name)
        if sha256(data) == expected:
            return ""
        if sha256(_unix(data)) == expected:
            return Told("{name} was changed{endings}", name=name, endings=ENDINGS)
        return Told("{name} was changed", name=name)


ENDINGS = Told(
    ": only its line endings, as git does with core.autocrlf when it checks files out; put the line"
    " «content/editions/*.issued/** -text» into .gitattributes, then delete the folder and have git check it out again"
)


def _unix(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def folder_of(content: Path, edition: str, version: int) -> Path:
    """Return where a version is frozen; `content` is the content's folder."""
    return content / EDITIONS / f"{edition}{ISSUED}" / f"v{version}"


def versions(content: Path, edition: str) -> list[int]:
    """Return the versions of an edition that were issued, in order."""
    return sorted(_versions(content / EDITIONS / f"{edition}{ISSUED}"))


def issued_editions(content: Path) -> list[str]:
    """Return the editions of which something was issued."""
    return sorted(issued(content))


def issued(content: Path) -> dict[str, dict[int, Path]]:
    """Return where the versions of each edition that was issued are frozen; the folder is gone through once."""
    folders = {path.name.removesuffix(ISSUED): path for path in (content / EDITIONS).glob(f"*{ISSUED}")}
    return {edition: found for edition, folder in folders.items() if (found := _versions(folder))}


def snapshots(content: Path, *, skip_tampered: bool = False) -> Iterator[str]:
    """Yield all content as issued versions froze it, the same once; raises `TamperedError` for what isn't as it was."""
    seen: set[str] = set()
    for edition, folders in sorted(issued(content).items()):
        for version, folder in sorted(folders.items()):
            try:
                found = Issued(folder, _facts(folder, edition, version))
                frozen = found.facts.frozen.get(CONTENT, "")
                if frozen in seen and skip_tampered:
                    continue
                text = found.read(CONTENT).decode("utf-8", "replace")
            except TamperedError:
                if not skip_tampered:
                    raise
                continue
            if frozen not in seen:
                yield text
            seen.add(frozen)


def open_issued(content: Path, name: str) -> Issued:
    """Return the issued version that a person names: EDITION@VERSION, or EDITION for its last one.

    Raises `IssueError`, and `TamperedError` for a damaged issued.json.
    """
    edition, at, wanted = name.partition("@")
    there = {} if re.search(r"[/\\]", edition) else _versions(content / EDITIONS / f"{edition}{ISSUED}")
    if not there:
        known = issued_editions(content)
        close = difflib.get_close_matches(edition, known, 1)
        hint = (
            Told("did you mean {name}?", name=close[0])
            if close
            else Told("issued were: {known}", known=", ".join(known) or Told("none"))
        )
        raise IssueError(Told("nothing was issued of {edition!r}; {hint}", edition=edition, hint=hint))
    number = wanted.removeprefix("v")
    if at and (not number.isdecimal() or int(number) not in there):
        raise IssueError(
            Told(
                "there is no {name}; issued were: {there}",
                name=name,
                there=", ".join(f"{edition}@{n}" for n in sorted(there)),
            )
        )
    version = int(number) if at else max(there)
    return Issued(there[version], _facts(there[version], edition, version))


def _facts(folder: Path, edition: str, version: int) -> Facts:
    name = f"{edition}@{version}"
    try:
        text = read_plain(folder, FACTS)
        if text != _unix(text):
            raise TamperedError(
                Told(
                    "{name} is not as it was issued: {facts} was changed{endings}",
                    name=name,
                    facts=FACTS,
                    endings=ENDINGS,
                )
            )
        facts = read_facts(text)
    except FileNotFoundError:
        raise TamperedError(
            Told("{name} is not as it was issued: {facts} is missing", name=name, facts=FACTS)
        ) from None
    except NotPlainError as error:
        raise TamperedError(Told("{name} is not as it was issued: {error}", name=name, error=error)) from None
    except FactsError as error:
        raise TamperedError(
            Told("{name}: {facts} can't be read by this briefgen: {error}", name=name, facts=FACTS, error=error)
        ) from None
    if facts.sealed().text().encode() != text or (facts.edition, facts.version) != (edition, version):
        raise TamperedError(Told("{name} is not as it was issued: {facts} was changed", name=name, facts=FACTS))
    return facts


def _versions(folder: Path) -> dict[int, Path]:
    if folder.is_symlink() or not folder.is_dir():
        return {}
    named = (path for path in folder.iterdir() if re.fullmatch(r"v[1-9][0-9]{0,2}", path.name))
    return {int(path.name[1:]): path for path in named if path.is_dir() and not path.is_symlink()}

"""Opens an agency's letterhead as a file from outside: anything that a letterhead has no need of is refused.

Nothing is fetched, run or unpacked to disk, and no more is read than a letterhead may reasonably hold.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefgen.mistakes import Mistake

_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_FILE, _UNPACKED, _XML, _ENTRIES = 10_000_000, 50_000_000, 5_000_000, 500  # at most
# What a part may refer to beside what is in every file, in words: by the last word of the relationship's type.
_REFUSED = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "oleObject": "an embedded object (OLE)",
    "package": "an embedded file",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
    "aFChunk": "another document inside (altChunk)",
    "subDocument": "another document inside",
    "attachedTemplate": "a tie to a template; in Word: Developer, Document Template, clear the name",
    "mailMergeSource": "a mail merge",
    "mailMergeHeaderSource": "a mail merge",
    "attachedToolbars": "toolbars",
    "frame": "frames",
}


class LetterheadError(Mistake):
    """The letterhead can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to; `target` is the name of a part, or None for a link that leads out of the file."""

    kind: str
    target: str | None


class LetterheadFile:
    """A letterhead's parts, once the file has been found harmless; raises `LetterheadError`."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if len(data) > _FILE:
            raise self.error(f"is larger than {_FILE // 1_000_000} MB")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise self.error("is not a Word file (.docx), or is protected with a password") from None
        self._check_entries()
        self._check_types()
        for path in sorted(self._names):
            if path.endswith(".rels"):
                folder, file = posixpath.split(path)
                owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                self._relations(path, owner)  # each is checked, whether or not it is used
        documents = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        if len(documents) != 1 or documents[0] is None or self._types.get(documents[0]) != _MAIN:
            raise self.error("is not a Word document; save it in Word as .docx")
        self.document = documents[0]

    def error(self, what: str) -> LetterheadError:
        """Return what to raise; `what` goes on from the name of the file."""
        return LetterheadError(f"{self.name} {what}")

    def read(self, part: str, limit: int = _XML) -> bytes:
        """Return a part's bytes."""
        try:
            entry = self._zip.getinfo(part)
            if entry.file_size > limit:
                raise self.error(f"has a part of {entry.file_size // 1_000_000} MB: {part}")
            return self._zip.read(entry)
        except KeyError:
            raise self.error(f"is damaged: {part} is missing") from None
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError):
            raise self.error(f"is damaged: {part} can't be read") from None
        except Exception as error:  # zlib.error and its kin have no common base
            raise self.error(f"is damaged: {part} can't be unpacked ({error})") from None

    def xml(self, part: str) -> etree._Element:
        """Return a part's root: no entities, no network, no huge trees."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                                 remove_comments=True, remove_pis=True)  # fmt: skip
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            raise self.error(f"is damaged: {part}: {error.msg}") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.error(f"has a document type in {part}, which Word files never have")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id; "" stands for the file itself."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        return dict(self._relations(path, part)) if path in self._names else {}

    def content_type(self, part: str) -> str:
        """Return a part's content type."""
        return self._types.get(part) or self._defaults.get(posixpath.splitext(part)[1][1:].lower(), "")

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        self._names = {entry.filename for entry in entries}
        if len(self._names) != len(entries) or len(entries) > _ENTRIES:
            raise self.error(f"is damaged: it has parts of the same name, or more than {_ENTRIES}")
        if sum(entry.file_size for entry in entries) > _UNPACKED:
            raise self.error(f"unpacks to more than {_UNPACKED // 1_000_000} MB")
        if any(entry.flag_bits & 1 for entry in entries):
            raise self.error("is protected with a password")
        if "[Content_Types].xml" not in self._names:
            raise self.error("is not a Word file (.docx)")

    def _check_types(self) -> None:
        root = self.xml("[Content_Types].xml")
        self._types = {
            each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
            for each in root.iterfind(f"{_CONTENT_TYPES}Override")
        }
        self._defaults = {
            each.get("Extension", "").lower(): each.get("ContentType", "")
            for each in root.iterfind(f"{_CONTENT_TYPES}Default")
        }
        for kind in (*self._types.values(), *self._defaults.values()):
            if "macroenabled" in kind.lower() or "vba" in kind.lower():
                raise self.error("holds macros; save it in Word as .docx")
        for name in self._names:
            if posixpath.basename(name).lower().startswith(("vbaproject", "vbadata")):
                raise self.error("holds macros; save it in Word as .docx")

    def _relations(self, path: str, owner: str) -> Iterator[tuple[str, Relation]]:
        return iter([(each.get("Id", ""), self._relation(each, owner)) for each in self.xml(path).iter(_RELATIONSHIP)])

    def _relation(self, element: etree._Element, owner: str) -> Relation:
        kind = element.get("Type", "").rpartition("/")[2]
        if kind in _REFUSED:
            raise self.error(f"has {_REFUSED[kind]}")
        target = element.get("Target", "")
        if element.get("TargetMode") == "External":
            if kind != "hyperlink":
                raise self.error(f"refers to something outside of it ({kind}: {target[:80]}); put it into the file")
            return Relation(kind, None)
        if target.startswith("#"):
            return Relation(kind, None)
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        return Relation(kind, name)

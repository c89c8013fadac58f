"""Opens an agency's letterhead as a file from outside: objects, links out of it and what is unknown are refused.

Nothing is fetched, run or unpacked to disk, and no more is read than a letterhead may reasonably hold. What most
letterheads bring along and a brief has no need of (macros, a tie to a template) is left where it is, and told. What
keeps a letterhead from being used is told all at once, each with the way out that Word has.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, side_by_side

_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Documents and templates; those of Microsoft's own types may hold macros.
_MAIN = frozenset(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
_MAIN_WITH_MACROS = frozenset(
    f"application/vnd.ms-word.{kind}.main+xml" for kind in ("document.macroEnabled", "template.macroEnabledTemplate")
)

_FILE, _UNPACKED, _XML, _ENTRIES = 10_000_000, 50_000_000, 5_000_000, 500  # at most
# What a part may refer to beside what is in every file, by the last word of the relationship's type: what is left
# behind with the macros, and what is refused, in words and with Word's way out.
_MACROS = frozenset({"vbaProject", "wordVbaData", "attachedToolbars"})
_DELETE = Told("click on it and delete it, or cut it and paste it as a picture (Paste Special)")
_CONTROL = Told("has an ActiveX control"), Told("Developer, Design Mode, then delete it")
_MERGE = Told("has a mail merge"), Told("Mailings, Start Mail Merge, Normal Word Document")
_REFUSED = {
    "oleObject": (Told("has an embedded object (OLE)"), _DELETE),
    "package": (Told("has an embedded file"), _DELETE),
    "control": _CONTROL,
    "activeXControlBinary": _CONTROL,
    "aFChunk": (
        Told("has another document inside (altChunk)"),
        Told("save it once from Word, which makes one document of both"),
    ),
    "subDocument": (Told("has another document inside"), Told("View, Outline, Show Document, Unlink")),
    "mailMergeSource": _MERGE,
    "mailMergeHeaderSource": _MERGE,
    "frame": (Told("has frames"), Told("copy what is in them to a new document")),
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
        self.dropped: list[str] = []  # what is left behind, in words that go on from "it had"
        self._hurdles: list[str] = []
        self._macros = False
        if len(data) > _FILE:
            raise self.error(Told("is larger than {size} MB", size=_FILE // 1000000))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise self.error(Told("is not a Word file (.docx), or is protected with a password")) from None
        self._check_entries()
        self._read_types()
        for path in sorted(self._names):
            if path.endswith(".rels"):
                folder, file = posixpath.split(path)
                owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                self._relations(path, owner)  # each is checked, whether or not it is used
        documents = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        kind = self._types.get(documents[0] or "", "") if len(documents) == 1 else ""
        if documents[0:1] == [None] or kind not in _MAIN | _MAIN_WITH_MACROS:
            raise self.error(Told("is not a Word document or template; save it in Word as .docx"))
        self.document = str(documents[0])
        if self._macros and kind in _MAIN:
            self.refuse(
                Told("has macros, which its kind of file never has"), Told("File, Save As, Word Document (.docx)")
            )
        elif self._macros:
            self.drop(Told("macros"))

    def drop(self, what: str) -> None:
        """Note that something is left behind."""
        if what not in self.dropped:
            self.dropped.append(what)

    def refuse(self, what: str, way: str) -> None:
        """Note what keeps the letterhead from being used, in words that go on from its name, and Word's way out."""
        hurdle = Told("{what}; in Word: {way}", what=what, way=way)
        if hurdle not in self._hurdles:
            self._hurdles.append(hurdle)

    def require_no_hurdles(self) -> None:
        """Raise `LetterheadError` with all that was refused, if anything was."""
        if self._hurdles:
            raise self.error(self._hurdles.pop())

    def error(self, what: str) -> LetterheadError:
        """Return what to raise, beside what was refused so far; `what` goes on from the name of the file."""
        if not self._hurdles:
            return LetterheadError(Told("{name} {what}", name=self.name, what=what))
        hurdles = [*self._hurdles, what]
        return LetterheadError(
            Told(
                "{name} can't be used yet, for {number} reasons. {reasons}",
                name=self.name,
                number=len(hurdles),
                reasons=side_by_side(
                    Told("({number}) It {what}.", number=number, what=each) for number, each in enumerate(hurdles, 1)
                ),
            )
        )

    def read(self, part: str, limit: int = _XML) -> bytes:
        """Return a part's bytes."""
        try:
            entry = self._zip.getinfo(part)
            if entry.file_size > limit:
                raise self.error(Told("has a part of {size} MB: {part}", size=entry.file_size // 1000000, part=part))
            return self._zip.read(entry)
        except KeyError:
            raise self.error(Told("is damaged: {part} is missing", part=part)) from None
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError):
            raise self.error(Told("is damaged: {part} can't be read", part=part)) from None
        except Exception as error:  # zlib.error and its kin have no common base
            raise self.error(Told("is damaged: {part} can't be unpacked ({error})", part=part, error=error)) from None

    def xml(self, part: str) -> etree._Element:
        """Return a part's root: no entities, no network, no huge trees."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                                 remove_comments=True, remove_pis=True)  # fmt: skip
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            raise self.error(Told("is damaged: {part}: {msg}", part=part, msg=error.msg)) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.error(Told("has a document type in {part}, which Word files never have", part=part))
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
            raise self.error(Told("is damaged: it has parts of the same name, or more than {number}", number=_ENTRIES))
        if sum(entry.file_size for entry in entries) > _UNPACKED:
            raise self.error(Told("unpacks to more than {size} MB", size=_UNPACKED // 1000000))
        if any(entry.flag_bits & 1 for entry in entries):
            raise self.error(Told("is protected with a password"))
        if "[Content_Types].xml" not in self._names:
            raise self.error(Told("is not a Word file (.docx)"))

    def _read_types(self) -> None:
        root = self.xml("[Content_Types].xml")
        self._types = {
            each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
            for each in root.iterfind(f"{_CONTENT_TYPES}Override")
        }
        self._defaults = {
            each.get("Extension", "").lower(): each.get("ContentType", "")
            for each in root.iterfind(f"{_CONTENT_TYPES}Default")
        }
        types = {*self._types.values(), *self._defaults.values()} - _MAIN_WITH_MACROS
        self._macros = any("macroenabled" in kind.lower() or "vba" in kind.lower() for kind in types) or any(
            posixpath.basename(name).lower().startswith(("vbaproject", "vbadata")) for name in self._names
        )

    def _relations(self, path: str, owner: str) -> Iterator[tuple[str, Relation]]:
        return iter([(each.get("Id", ""), self._relation(each, owner)) for each in self.xml(path).iter(_RELATIONSHIP)])

    def _relation(self, element: etree._Element, owner: str) -> Relation:
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        if kind in _MACROS:
            self._macros = True
            return Relation(kind, None)
        if kind == "attachedTemplate":
            self.drop(Told("a tie to a template"))
            return Relation(kind, None)
        if kind in _REFUSED:
            what, way = _REFUSED[kind]
            self.refuse(what, way)
            return Relation(kind, None)
        if element.get("TargetMode") == "External":
            if kind != "hyperlink":
                way = Told("File, Info, Edit Links to Files, Break Link, or insert the picture anew")
                what = Told("refers to something outside of it ({kind}: {target})", kind=kind, target=target[:80])
                self.refuse(what, way)
            return Relation(kind, None)
        if target.startswith("#"):
            return Relation(kind, None)
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        return Relation(kind, name)

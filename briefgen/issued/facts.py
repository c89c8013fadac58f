"""issued.json: what was issued when, made with what, and the hash of every file; read quickly and strictly."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import MISSING, asdict, dataclass, fields, replace
from typing import Any, TypeVar

from briefgen.problems.notes import Told
from briefgen.project.formats import FORMATS, Format, FormatError, format_of

_STEP = r"[^./\\\x00-\x1f][^/\\\x00-\x1f]*"  # no name that leads out of the folder
_PATH = re.compile(rf"{_STEP}(/{_STEP})*")
_NAME = re.compile(_STEP)
_HASH = re.compile(r"[0-9a-f]{64}")
_KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    "str": ((str,), Told("a text")),
    "int": ((int,), Told("a whole number")),
    "str | None": ((str, type(None)), Told("a text or null")),
    "int | None": ((int, type(None)), Told("a whole number or null")),
    "bool": ((bool,), Told("true or false")),
}
Record = TypeVar("Record")


class FactsError(ValueError):
    """What issued.json has to say is missing or wrong; the message says what, and where."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A file that was issued, the tree that it was made of, and what it is: once its name alone said that."""

    tree: str
    sha256: str
    bytes: int
    pages: int | None
    brief: str = ""
    language: str = ""
    format: str = ""
    audience: str = ""  # who reads it; where that wasn't recorded yet, the agency alone
    personal: bool = False
    copy: int = 0  # which of several it is, each with its number
    holder: str = ""  # for whom that copy is
    profile: str = ""  # and the id of their profile, where that was recorded

    def __post_init__(self) -> None:
        """Raise `FactsError` for what can't be."""
        _require_kinds(self)
        _require(_PATH, "tree", self.tree)
        _require(_HASH, "sha256", self.sha256)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What issued.json says."""

    format: str = "briefgen issue"
    format_version: int = 1
    edition: str
    version: int
    as_of: str
    issued: str  # the day
    content: str  # the digest of what the edition can print (content.digest)
    theme: str
    letterhead: str | None  # how reports call it
    tools: dict[str, str]  # tools.all_tools; before there was a lock, some packages, Python and Pango
    files: dict[str, Printed]
    frozen: dict[str, str]  # the SHA-256 of what is here
    seal: str = ""  # of all the rest

    def __post_init__(self) -> None:
        """Raise `FactsError` for what can't be."""
        _require_kinds(self)
        if (self.format, self.format_version) != ("briefgen issue", 1):
            wrong = "format" if self.format != "briefgen issue" else "format_version"
            raise FactsError(Told("{name}: {value} is not known", name=wrong, value=repr(getattr(self, wrong))))
        _require(_NAME, "theme", self.theme)
        for name, each in (("tools", self.tools), ("files", self.files), ("frozen", self.frozen)):
            of = Printed if name == "files" else str
            if type(each) is not dict or not all(type(value) is of for value in each.values()):
                raise FactsError(
                    Told("{name}: this is not files by their names", name=name)
                    if of is Printed
                    else Told("{name}: this is not texts by their names", name=name)
                )
        for name in self.files:
            _require(_NAME, "files", name)
        for path, sha256 in self.frozen.items():
            _require(_PATH, "frozen", path)
            _require(_HASH, f"frozen.{path}", sha256)

    def of(self, file: str) -> tuple[str, str, Format]:
        """Return of which brief, in which language and format a file is; raises `FormatError`.

        Where that wasn't recorded yet, the file's name says it: EDITION_BRIEF_LANGUAGE.ENDING.
        """
        if not (printed := self.files[file]).brief:
            brief, _, language = file.removeprefix(f"{self.edition}_").rpartition(".")[0].rpartition("_")
            return brief, language, format_of(file)
        if printed.format not in FORMATS:
            raise FormatError(
                Told(
                    "{file}: there is no format {format!r}; there are {formats}",
                    file=file,
                    format=printed.format,
                    formats=", ".join(FORMATS),
                )
            )
        return printed.brief, printed.language, FORMATS[printed.format]

    def sealed(self) -> Facts:
        """Return the facts with their own hash."""
        text = replace(self, seal="").text()
        return replace(self, seal=hashlib.sha256(text.encode()).hexdigest())

    def text(self) -> str:
        """Return issued.json; of a version that didn't record what its files are, as it was written then."""
        told = asdict(self)
        if not all(file.brief for file in self.files.values()):
            for file in told["files"].values():
                del file["brief"], file["language"], file["format"]
        if not all(file.audience for file in self.files.values()):
            for file in told["files"].values():
                del file["audience"], file["personal"]
        if not any(file.copy for file in self.files.values()):
            for file in told["files"].values():
                del file["copy"], file["holder"]
        if not any(file.profile for file in self.files.values()):
            for file in told["files"].values():
                del file["profile"]
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_facts(data: bytes) -> Facts:
    """Return what issued.json says; whether it has its own seal isn't asked. Raises `FactsError`."""
    try:
        told = json.loads(data.decode("utf-8"))
        json.dumps(told, ensure_ascii=False).encode()  # half a character can't be written
    except (ValueError, RecursionError) as error:
        raise FactsError(Told("this is no JSON ({error})", error=error)) from None
    if isinstance(told, dict) and isinstance(files := told.get("files"), dict):
        told["files"] = {name: _record(Printed, each, f"files.{name}.") for name, each in files.items()}
    return _record(Facts, told, "")


def _record(kind: type[Record], told: object, at: str) -> Record:
    if not isinstance(told, dict):
        raise FactsError(Told("{at}: this has no fields", at=at.rstrip(".") or Told("all of it")))
    known = {field.name: field.default is MISSING for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := [name for name in told if name not in known]:
        raise FactsError(Told("{at}{name}: there is no such field", at=at, name=unknown[0]))
    if missing := [name for name, needed in known.items() if needed and name not in told]:
        raise FactsError(Told("{at}{name}: this is missing", at=at, name=missing[0]))
    try:
        return kind(**told)
    except FactsError as error:
        raise FactsError(Told("{at}{error}", at=at, error=error)) from None


def _require_kinds(record: Any) -> None:
    for field in fields(record):
        kinds, called = _KINDS.get(field.type, ((), ""))
        if kinds and type(getattr(record, field.name)) not in kinds:  # true is no number
            raise FactsError(Told("{name}: this is not {called}", name=field.name, called=called))


def _require(pattern: re.Pattern[str], at: str, value: str) -> None:
    if not pattern.fullmatch(value):
        raise FactsError(Told("{at}: {value} can't stand here", at=at, value=repr(value)))

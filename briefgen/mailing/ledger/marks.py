"""Marks: how many letters brought a version from which ledger, and when. They travel with the project, without names.

content/editions/<edition>.sent/<id of the ledger>.json

A ledger stays on its computer; a clone of the project, a second computer, or this one without its outbox knows of its
letters by the mark alone. Each ledger writes a file of its own, so clones merge. A mark is on the disk before the first
letter of a run can go, and counts all that the run may send (`under_way`) until it has ended: it may say too much,
never too little.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from briefgen.content.names import EDITIONS, SENT
from briefgen.mailing.ledger.book import Ledger
from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told
from briefgen.project.files import replace_file
from briefgen.project.reading import read_plain

_ABOUT = (
    "How many letters went out from one outbox, without names. Keep this file with the project: briefgen send asks"
    " before anybody gets a second letter from another computer."
)
_LARGEST = 100_000  # bytes of a file that is read
_Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class MarkError(Mistake):
    """A mark can't be read or written: what can't be noted isn't sent."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Version(_Part):
    letters: int = Field(ge=0)  # that may have arrived
    under_way: int = Field(0, ge=0)  # more that a run was about to send
    first: _Day
    last: _Day


class _Mark(_Part):
    about: str = _ABOUT
    versions: dict[int, _Version]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Letters with a version of which this outbox doesn't know whom they went to."""

    version: int
    letters: int  # at most
    first: str  # day, ISO 8601
    last: str
    file: str  # the mark that tells of them
    own: bool  # they went out from this outbox, of which an older copy lies here


@contextmanager
def marked(ledger: Ledger, content: Path, numbers: Collection[int], now: Callable[[], datetime]) -> Iterator[None]:
    """Note in the content that these letters may go, for as long as a run lasts; then what has gone.

    Raises `MarkError`, before anything is sent.
    """
    going: dict[str, dict[int, int]] = {}
    for message in map(ledger.message, numbers):
        versions = going.setdefault(message.edition, {})
        versions[message.version] = versions.get(message.version, 0) + 1
    for edition, versions in going.items():
        _write(ledger, content, edition, versions, now().date())
    try:
        yield
    finally:
        for edition in going:
            with suppress(Mistake):  # then it goes on saying too much
                _write(ledger, content, edition, {}, now().date())


def elsewhere(ledger: Ledger, content: Path, edition: str) -> tuple[Elsewhere, ...]:
    """Return the letters of an edition of which marks tell and the ledger doesn't know. Raises `MarkError`."""
    gone, planned = ledger.gone(edition), ledger.planned(edition)
    found = []
    for path in marks_of(content, edition):
        own = path.stem == ledger.id
        for version, told in sorted(_read(path).versions.items()):
            letters = told.letters + told.under_way
            # Its own mark it knows, unless it is an older copy of itself. Those of a run that was killed may have gone
            # or not; they were planned before.
            known = gone[version].letters if version in gone else 0
            if own and told.letters <= known and letters <= planned.get(version, 0):
                continue
            if letters:
                name = f"{path.parent.name}/{path.name}"
                found.append(Elsewhere(version, letters, told.first, told.last, name, own))
    return tuple(found)


def marks_of(content: Path, edition: str) -> list[Path]:
    """Return the marks that there are of an edition."""
    return sorted((content / EDITIONS / f"{edition}{SENT}").glob("*.json"))


def marked_editions(content: Path) -> list[str]:
    """Return the editions of which a mark tells."""
    return sorted({path.parent.name.removesuffix(SENT) for path in (content / EDITIONS).glob(f"*{SENT}/*.json")})


def _write(ledger: Ledger, content: Path, edition: str, going: dict[int, int], today: date) -> None:
    gone, day = ledger.gone(edition), today.isoformat()
    versions = {}
    for version in sorted({*gone, *going}):
        one = gone.get(version)
        versions[version] = _Version(
            letters=one.letters if one else 0,
            under_way=going.get(version, 0),
            first=one.first.isoformat() if one else day,
            last=day if version in going or one is None else one.last.isoformat(),
        )
    path = content / EDITIONS / f"{edition}{SENT}" / f"{ledger.id}.json"
    new = f"{_Mark(versions=versions).model_dump_json(indent=1)}\n".encode()
    try:
        if not versions:  # nothing of it has gone
            path.unlink(missing_ok=True)
            with suppress(OSError):  # others may have marks there
                path.parent.rmdir()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        old = _bytes(path) if path.exists() or path.parent.is_symlink() else None
        if old != new:
            replace_file(path, old, new, path.name)
    except OSError as error:
        why = reason(error)
        raise MarkError(
            Told(
                "{path} can't be written, so nothing is sent: without it another computer would send "
                "everything again: {why}",
                path=path,
                why=why,
            )
        ) from None


def _bytes(path: Path) -> bytes:
    """Return a mark; neither it nor the folder of the edition's marks may be a link out of the content."""
    return read_plain(path.parent.parent, f"{path.parent.name}/{path.name}", _LARGEST)


def _read(path: Path) -> _Mark:
    try:
        return _Mark.model_validate_json(_bytes(path))
    except (OSError, ValueError) as error:
        why = error.errors()[0]["msg"].lower() if isinstance(error, ValidationError) else str(error)
        raise MarkError(
            Told(
                "{path} can't be read ({why}), so nobody knows what has gone out already, and nothing is "
                "sent; version control has the file as it was",
                path=path,
                why=why,
            )
        ) from None

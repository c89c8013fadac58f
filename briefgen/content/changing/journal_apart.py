"""What is kept of changes of people whose list lies out of the project: beside the list, for its owner alone.

Others may read the project, and with it the journal. Several projects may have one list.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told
from briefgen.project.reading import read_plain
from briefgen.project.workshop import only_one

KEPT = timedelta(days=30)  # for which it is known who got the briefs
MOST_BYTES = 10_000_000

Texts = Mapping[str, tuple[str | None, str | None]]


class ApartError(Mistake):
    """What is kept beside a list can't be read just now. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a change: when it was, each file's text before and after, and the names of whom it was about."""

    at: str
    files: Texts
    people: tuple[str, ...] = ()


def key_of(folder: Path, number: int, at: str) -> str:
    """Return by what a change of the content in `folder` is kept."""
    return f"{_whose(folder)} {number} {at}"


def is_old(at: str) -> bool:
    """Tell whether a change of people is too old to be kept; also where nobody can tell how old it is."""
    try:
        return datetime.now().astimezone() - datetime.fromisoformat(at) > KEPT
    except (ValueError, TypeError, ArithmeticError):
        return True


def kept_in(apart: Path) -> dict[str, Kept]:
    """Return what is kept in a file, by its keys; nothing of what isn't ours. Raises `ApartError`."""
    try:
        found = json.loads(read_plain(apart.parent, apart.name))
        return {key: _kept(each) for key, each in found.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ApartError(
            Told(
                "what undo needs beside the list of recipients can't be read: {why}; nothing was written",
                why=reason(error),
            )
        ) from None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}


def keep(apart: Path, key: str, kept: Kept) -> None:
    """Keep a change with the others; raises `ApartError`."""
    with only_one(apart.parent):
        _write(apart, {**kept_in(apart), key: kept})


def trim(apart: Path, folder: Path, keys: Collection[str]) -> None:
    """Keep of the content in `folder` only changes with these keys, and what isn't too old; raises `ApartError`."""
    with only_one(apart.parent):
        _aside(apart).unlink(missing_ok=True)  # of a run that was killed
        there = kept_in(apart)
        kept = {
            key: each
            for key, each in there.items()
            if not is_old(each.at) and (key in keys or not key.startswith(f"{_whose(folder)} "))
        }
        if kept != there:
            _write(apart, kept)


def forget(apart: Path) -> None:
    """Keep nothing any more."""
    with only_one(apart.parent):
        for path in (apart, _aside(apart)):
            path.unlink(missing_ok=True)


def _whose(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def _aside(apart: Path) -> Path:
    return apart.with_name(f"{apart.name}.new")


def _write(apart: Path, kept: Mapping[str, Kept]) -> None:
    """Write as many of the newest as there is room for, and the last one."""
    parts: list[bytes] = []
    for key, each in reversed(list(kept.items())):
        part = f"{json.dumps(key)}: {json.dumps(asdict(each), ensure_ascii=False)}".encode("utf-8", "surrogatepass")
        if parts and sum(map(len, parts)) + len(part) > MOST_BYTES:
            break
        parts.append(part)
    aside = _aside(apart)
    aside.unlink(missing_ok=True)  # a link that lies there isn't followed
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(b"{" + b",\n".join(reversed(parts)) + b"}")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(apart)


def _kept(data: Mapping[str, object]) -> Kept:
    at, files, people = data["at"], data["files"], data["people"]
    if not isinstance(at, str) or not isinstance(files, dict) or not isinstance(people, list):
        raise TypeError("nothing of ours")
    texts = {file: (old, new) for file, (old, new) in files.items()}
    if not all(isinstance(text, str | None) for pair in texts.values() for text in pair):
        raise TypeError("no texts")
    return Kept(at, texts, tuple(map(str, people)))

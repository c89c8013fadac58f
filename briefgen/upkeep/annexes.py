"""A PDF is given to the project as an annex: looked through as a pack has it, and put beside those that are there."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.content.names import ANNEXES
from briefgen.making.annexes import require_annex
from briefgen.making.opened import Opened
from briefgen.project.files import replace_files
from briefgen.project.reading import read_plain_if_any
from briefgen.project.reserved import is_reserved

_LONGEST, _BYTES = 100, 180  # of a name: a file system has 255 bytes, and a number and the ending follow
_NEVER = re.compile(r'[/\\:*?"<>|]')  # what a name has on no system


@dataclass(frozen=True, slots=True)
class KeptAnnex:
    """What a file is called among the annexes, and whether it would have another name if that weren't taken."""

    name: str
    is_renamed: bool = False


def keep_annex(project: Opened, name: str, data: bytes) -> KeptAnnex:
    """Put a PDF into the folder of the annexes, and return what it is called there: another name if that is taken.

    One that is there already stays as it is. Raises `Mistake` for one that can't be an annex, `ChangedError`, OSError.
    """
    require_annex(name, data)
    folder = project.project.content
    there = folder / ANNEXES
    taken = {each.name.casefold() for each in there.iterdir()} if there.is_dir() else set()
    for number, called in enumerate(_names(name)):
        file = f"{ANNEXES}/{called}"
        if read_plain_if_any(folder, file) == data:
            return KeptAnnex(called, is_renamed=number > 0)
        if called.casefold() not in taken:
            replace_files(folder, {file: (None, data)}, project.project.name_of(folder))
            project.changed(folder)
            return KeptAnnex(called, is_renamed=number > 0)
    raise AssertionError  # there is no last number


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

"""What may be handed over of an issued version: its files once more, in a folder that knows of no others."""

from __future__ import annotations

import glob
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.content.schema.audience import COUNTERPART, Readers
from briefgen.issued.facts import Facts, Printed
from briefgen.making.brief_types import brief_type, recorded
from briefgen.making.output import listed_in
from briefgen.project.files import MANIFEST, clear, require_ours, write_all

HAND_OUT = "handout"
_THEY = Readers(COUNTERPART)


def hand_out(folder: Path, facts: Facts, printed: Mapping[str, bytes], templates: Sequence[Path]) -> Path | None:
    """Put the files that the other side may have apart, with a manifest of their own; return where, if there are any.

    Whose a file is, its type says as it was issued, and as it is today in the folders with `templates`. Of what an
    earlier version had put there nothing stays. Raises `NotOursError` where somebody changed a file.
    """
    place = folder / HAND_OUT
    theirs = to_hand_out(facts, templates)
    for name in listed_in(place).keys() - theirs.keys():
        clear(place, glob.escape(name))
    if not theirs:
        (place / MANIFEST).unlink(missing_ok=True)
        return None
    listed = {
        name: {"sha256": file.sha256, "bytes": file.bytes, "pages": file.pages, "language": file.language}
        for name, file in theirs.items()
    }
    told = {"edition": facts.edition, "version": facts.version, "as_of": facts.as_of, "files": listed}
    manifest = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    write_all(place, {**{name: printed[name] for name in theirs}, MANIFEST: manifest})
    return place


def require_room(folder: Path, facts: Facts, printed: Mapping[str, bytes], templates: Sequence[Path]) -> None:
    """Raise `NotOursError` where `hand_out` would, while nothing is issued yet."""
    place, theirs = folder / HAND_OUT, {name: printed[name] for name in to_hand_out(facts, templates)}
    require_ours(place, {**dict.fromkeys((MANIFEST, *listed_in(place)), b""), **theirs})


def to_hand_out(facts: Facts, templates: Sequence[Path]) -> dict[str, Printed]:
    """Return the files of an issued version that the other side may have, by their names.

    A numbered copy is its holder's alone: whoever passes these files on would give away everybody's.
    """
    return {name: file for name, file in _for_them(facts, templates).items() if not file.copy}


def in_copies_alone(facts: Facts, templates: Sequence[Path]) -> tuple[str, ...]:
    """Return the types of brief that the other side may have and of which only numbered copies were issued."""
    theirs = _for_them(facts, templates)
    usual = {facts.of(name)[0] for name, file in theirs.items() if not file.copy}
    return tuple(dict.fromkeys(brief for name in theirs if (brief := facts.of(name)[0]) not in usual))


def _for_them(facts: Facts, templates: Sequence[Path]) -> dict[str, Printed]:
    return {
        name: file
        for name, file in sorted(facts.files.items())
        if _THEY.may_get(recorded(file.audience, personal=file.personal))
        and _THEY.may_get(brief_type(facts.of(name)[0], templates).readers)
    }

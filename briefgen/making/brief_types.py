"""What a type of brief is beside its template: who reads it. A few lines of data, `templates/briefs/<name>.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.content.schema.audience import INTERNAL, Audience
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Told, Written
from briefgen.project.reading import read_file
from briefgen.project.toml import LARGEST, TomlError, lines_of, parse_toml

_AUDIENCES = {audience.name.lower(): audience for audience in Audience}
_KEY = "audience"
COUNTERPART = "counterpart"  # the type that comes with briefgen for what may be handed over


@dataclass(frozen=True, slots=True)
class BriefType:
    """What the data of a type of brief say: who reads it. Nothing that isn't for them comes into it."""

    audience: Audience = INTERNAL


def brief_type(name: str, folders: Sequence[Path]) -> BriefType:
    """Return what the data of a type say: the first there are in the folders with templates, the project's own first.

    A type without data is for the agency alone. Raises `ProblemsError` for data that can't be used.
    """
    for folder in folders:
        path = folder / "briefs" / f"{name}.toml"
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return _read(name, read_file(path, f"templates/briefs/{path.name}", LARGEST))
    return BriefType()


def _read(name: str, data: bytes) -> BriefType:
    file = f"templates/briefs/{name}.toml"
    try:
        found = parse_toml(data, file)
    except TomlError as error:
        raise ProblemsError([error.problem]) from None
    lines = lines_of(data.decode("utf-8-sig"), "")

    def wrong(key: str, message: Told, hint: str) -> ProblemsError:
        return ProblemsError([Diagnostic(Place(file, lines.get(key, 1)), "error", "template-wrong", message, hint)])

    for key in found:
        if key != _KEY:
            raise wrong(key, Told("there is no {name!r} here", name=key), did_you_mean(key, [Written(_KEY)]))
    audience = found.get(_KEY, "internal")
    if audience not in _AUDIENCES:
        names = [Written(each) for each in _AUDIENCES]
        raise wrong(_KEY, Told("there is no audience {name!r}", name=audience), did_you_mean(str(audience), names))
    return BriefType(_AUDIENCES[audience])

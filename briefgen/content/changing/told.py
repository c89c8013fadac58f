"""What the content says at any of its paths, kept as plain values, so that it is told again without the schema.

`get.ask` says what is right. This says the same of content that it was asked of before, and leaves to it whatever needs
the schema: a mistake in the path, a day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.content.changing.paths import Plain, Spot, lead, path_to
from briefgen.content.names import root_of
from briefgen.problems.characters import cleaned
from briefgen.problems.mistakes import Mistake

if TYPE_CHECKING:
    from briefgen.content.model import Values
    from briefgen.content.walk import Item


class _Whole(NamedTuple):
    value: Any


class _Told:
    def __init__(self, told: Mapping[str, Any]) -> None:
        self.files: Mapping[str, Plain] = {root: _Whole(value) for root, value in told["files"].items()}
        self.index: Mapping[str, Mapping[str, str]] = told["index"]


def kept(values: Values, say: Callable[[Item, Spot], tuple[str, bool] | None], not_supplied: str) -> str:
    """Return the values as JSON; none of the content may be unread.

    `say` tells what is said of a value that isn't said as it is written, and whether that is known; `not_supplied` is
    what is said of the {path} of what is missing or empty.
    """
    answers: dict[str, tuple[str, bool]] = {}
    missing: list[str] = []
    for item in values.items.values():
        spot = _spot_of(item, values)
        if (said := say(item, spot)) is not None:
            answers[item.path] = said
        elif spot.missing:
            missing.append(item.path)
    return json.dumps({
        "index": {kind: dict(paths) for kind, paths in values.index.items()},
        "files": {root: file.value for root, file in values.files.items()},
        "answers": answers,
        "missing": missing,
        "not supplied": not_supplied,
    })  # fmt: skip


def _spot_of(item: Item, values: Values) -> Spot:
    """Return where a value stands, or would stand if its file had what it says by default."""
    root = root_of(item.path)
    value: Any = values.files[root].value if root in values.files else None
    for at, key in enumerate(item.keys):
        if not (key in value if isinstance(value, dict) else isinstance(value, list)):
            return Spot(root, item.keys[:at], tuple(map(str, item.keys[at:])))
        value = value[key]
    return Spot(root, item.keys)


def again(told: str, path: str) -> tuple[str, bool] | None:
    """Return what is said of a path, and whether it is known, of what was `kept`; None if that needs the schema."""
    return say(json.loads(told), path)


def say(told: Mapping[str, Any], path: str) -> tuple[str, bool] | None:
    """Return the same as `again` of what was kept when it is no text any more."""
    values = _Told(told)
    try:
        spot = lead(path, values)
        full = path_to(spot, values)
    except Mistake:
        return None
    if full in told["answers"]:
        said, known = told["answers"][full]
        return cleaned(said), known
    if spot.missing and full not in told["missing"]:
        return None
    raw = None if spot.missing else value_at(spot, values.files)
    if is_empty(raw):
        return cleaned(told["not supplied"].format(path=full)), False
    return cleaned("\n".join(written(raw))), True


def value_at(spot: Spot, files: Mapping[str, Plain]) -> Any:
    """Return what stands in the file at a spot where something stands."""
    if spot.root not in files:
        return None  # it need not be there
    value = files[spot.root].value
    for key in spot.keys:
        value = value[key]
    return value


def is_empty(raw: Any) -> bool:
    """Tell whether nothing was supplied."""
    return raw is None or raw in ([], {})


def written(raw: Any) -> list[str]:
    """Return the lines in which a file would have a value."""
    if not isinstance(raw, dict | list):
        return [str(raw).strip() if not isinstance(raw, bool) else str(raw).lower()]
    from briefgen.content.changing import layout  # a figure, a text or an office is told without it

    if isinstance(raw, dict):
        return layout.fields(raw, 0).split("\n")
    return "\n".join(layout.entry_lines(each, 0) for each in raw).split("\n")

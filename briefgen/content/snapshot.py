"""Everything that the content says as one readable JSON, and back: what an issued edition rests on, for years.

    {"format": "briefgen content", "version": 1, "files": {"agency": …, "editions/2019-10-brussels": …}, …}

Under `files` stands each file's values as the staff wrote them, by the file's name; comments and layout aren't kept.
`translations` holds what was confirmed to say the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from briefgen.content import schema
from briefgen.content.model import Content, file_of, root_in
from briefgen.content.reading.loader import of_values
from briefgen.content.reading.validation import adapter
from briefgen.content.schema.base import Record, Translated
from briefgen.content.translation_lock import Confirmed, Lock, Pair
from briefgen.dates import Date
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

FORMAT = "briefgen content"
VERSION = 1


class SnapshotError(Mistake):
    """A file is no snapshot of the content that this briefgen can read; the message says why."""


def snapshot(content: Content) -> str:
    """Return the content as JSON, the files sorted by name; the same content gives the same text."""
    files = {file_of(root).removesuffix(".yaml"): as_data(content.items[root].value) for root in content.roots}
    lock = content.lock.texts if content.lock and content.lock.exists else None
    data = {
        "format": FORMAT,
        "version": VERSION,
        "files": dict(sorted(files.items())),
        "translations": None if lock is None else {path: _confirmed(lock[path]) for path in sorted(lock)},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def restore(text: str | bytes, name: str = "the snapshot") -> Content:
    """Return the content that a snapshot holds, which has no files; raises `SnapshotError`, `ProblemsError`."""
    try:
        return _restore(text.decode("utf-8") if isinstance(text, bytes) else text, name)
    except UnicodeDecodeError as error:
        raise SnapshotError(
            Told("{name} is not UTF-8: byte {start} is damaged", name=name, start=error.start)
        ) from None
    except RecursionError:
        raise SnapshotError(Told("{name} is nested too deep: it is no snapshot of content", name=name)) from None


def _restore(text: str, name: str) -> Content:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise SnapshotError(Told("{name} is no JSON: {error}", name=name, error=error)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise SnapshotError(Told("{name} is no snapshot of content", name=name))
    if data.get("version") != VERSION:
        raise SnapshotError(
            Told(
                "{name} is a snapshot of version {data}; this briefgen reads version {version}",
                name=name,
                data=data.get("version"),
                version=VERSION,
            )
        )
    try:
        files = {root_in(file): value for file, value in data["files"].items()}
        values = {root: adapter(schema.model_of(root)).validate_python(value) for root, value in files.items()}
        texts = data.get("translations")
        lock = Lock(
            name,
            texts is not None,
            {
                path: Confirmed(text["words"], {code: Pair(*pair) for code, pair in text["pairs"].items()})
                for path, text in (texts or {}).items()
            },
        )
        return of_values(values, lock)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        raise SnapshotError(
            Told("{name} can't be read by this briefgen: {at}: {msg}", name=name, at=at, msg=first["msg"])
        ) from None
    except (AttributeError, KeyError, TypeError) as error:
        raise SnapshotError(
            Told("{name} is damaged: {kind}: {error}", name=name, kind=type(error).__name__, error=error)
        ) from None


def as_data(value: Any, *, whole: bool = False) -> Any:
    """Return a value of the content as JSON has it: the fields that were written, or the `whole` of them."""
    match value:
        case Translated():
            return dict(value.root)
        case Record():
            names = type(value).model_fields if whole else written(value)
            return {name: as_data(getattr(value, name), whole=whole) for name in names}
        case Date():
            return str(value)
        case list():
            return [as_data(each, whole=whole) for each in value]
        case dict():
            return {key: as_data(each, whole=whole) for key, each in value.items()}
    return value


def written(value: Record) -> list[str]:
    """Return the fields that were written, in the order of the schema."""
    return [name for name in type(value).model_fields if name in value.model_fields_set]


def _confirmed(text: Confirmed) -> Mapping[str, Any]:
    return {"words": text.words, "pairs": {code: list(pair) for code, pair in sorted(text.pairs.items())}}

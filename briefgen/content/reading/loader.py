"""content/ -> Content, or every problem at once."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from briefgen.content import schema
from briefgen.content.kinds import KINDS, kind_of
from briefgen.content.model import Content, Values, file_of
from briefgen.content.names import ANNEXES, EDITIONS, ISSUED, SENT
from briefgen.content.reading.kept import LastOfEach
from briefgen.content.reading.validation import adapter, validated
from briefgen.content.reading.yaml_file import YamlFile, parsed, text_of_file
from briefgen.content.schema.base import spoken
from briefgen.content.translation_lock import FILE as LOCK_FILE
from briefgen.content.translation_lock import Lock, read_lock
from briefgen.content.walk import Item, walk
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.notes import Told, looked_up
from briefgen.project.reserved import is_reserved

LITTER = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
OPTIONAL = {stem: file.empty for stem, file in schema.FILES.items() if not file.needed}


class LoadError(ProblemsError):
    """The content can't be used; `read` holds what could be read all the same, so that it can be checked."""

    def __init__(self, problems: Iterable[Diagnostic], read: Values) -> None:
        self.read = read
        super().__init__(problems)


def load(
    folder: Path,
    name: str = "content",
    instead: Mapping[Path, str] = MappingProxyType({}),
    *,
    needs_edition: bool = True,
) -> Content:
    """Read the content in `folder`; reports call it `name`. Raises `LoadError` with every problem found.

    `instead` gives texts that stand for what is in files: so a change can be looked at before it is written.
    Content without an edition is wrong, but for whoever is about to begin the first.
    """
    problems: list[Diagnostic] = []
    files: dict[str, YamlFile] = {}
    values: dict[str, Any] = {}
    walked: dict[str, Sequence[Item]] = {}
    if not folder.is_dir():
        missing = Diagnostic(Place(name), "error", "no-content", Told("there is no folder {name}", name=name))
        index: dict[str, dict[str, str]] = {kind: {} for kind in (*KINDS, EDITIONS)}
        raise LoadError([missing], Values(items={}, index=index, files={}, unread=frozenset(KINDS)))
    problems += _strays(folder, name)
    inside = folder.resolve()
    paths = {stem: folder / file_of(stem) for stem in schema.FILES}
    new = {path for path in instead if path.parent == folder / EDITIONS}
    # What Office keeps open and macOS keeps beside; any other hidden file may be an edition's, with a slip in its name.
    found = (path for path in (folder / EDITIONS).glob("*.yaml") if not path.name.startswith(("~$", "._")))
    for path in sorted({*found, *new}):
        root = f"{EDITIONS}[{path.stem}]"
        paths[root] = path
        if not is_id(path.stem):
            problems.append(
                _about_file(path, folder, name, "bad-name", Told("an edition's file is named like 2019-10-brussels"))
            )
    if needs_edition and not any(root.startswith(EDITIONS) for root in paths):
        problems.append(
            Diagnostic(
                Place(f"{name}/{EDITIONS}"),
                "error",
                "no-edition",
                Told("there is no edition"),
                Told("one file an edition"),
            )
        )
    for root, path in paths.items():
        if not (path.exists() or path.is_symlink()) and path not in instead:
            if root in OPTIONAL:
                values[root] = _empty(root)
                walked[root] = tuple(walk(values[root], root))
            else:
                problems.append(
                    _about_file(path, folder, name, "file-missing", Told("{name} is missing", name=path.name))
                )
            continue
        if not path.resolve().is_relative_to(inside):
            problems.append(_about_file(path, folder, name, "link-outside", Told("this link leads out of the content")))
            continue
        try:
            called = f"{name}/{path.relative_to(folder).as_posix()}"
            files[root] = parsed(instead[path] if path in instead else text_of_file(path, called), called)
            values[root], walked[root] = _read(files[root], root)
        except ProblemsError as error:
            problems += error.problems
    confirmed = None
    try:
        confirmed = read_lock(folder, f"{name}/{LOCK_FILE}")
    except ProblemsError as error:
        problems += error.problems
    read, twice = _index(walked, files, unread=paths.keys() - values.keys())
    read = replace(read, lock=confirmed)
    if problems or twice:
        raise LoadError([*problems, *twice], read)
    return _content(values, read)


def _values_of(source: YamlFile, root: str) -> tuple[Any, Sequence[Item]]:
    """Return the value of a file, and everything in it."""
    value = validated(source, schema.model_of(root), may_lack=root in OPTIONAL)
    return value, tuple(walk(value, root))


_read = LastOfEach(_values_of)


def of_values(values: Mapping[str, Any], lock: Lock | None = None) -> Content:
    """Return the content that is made of these values, one a file, without files; raises `LoadError`.

    Files that need not be there, and that older content can't have known, are empty. KeyError for another one.
    """
    values = {**{stem: values[stem] if stem in values else _empty(stem) for stem in schema.FILES}, **values}
    read, twice = _index({root: walk(value, root) for root, value in values.items()}, {}, unread=())
    read = replace(read, lock=lock)
    if twice:
        raise LoadError(twice, read)
    return _content(values, read)


def _empty(stem: str) -> Any:
    """Return what a file says that isn't there; raises KeyError if it has to be."""
    return adapter(schema.model_of(stem)).validate_python(OPTIONAL[stem])


def _content(values: Mapping[str, Any], read: Values) -> Content:
    editions = {root[len(EDITIONS) + 1 : -1]: value for root, value in values.items() if root.startswith(EDITIONS)}
    return Content(editions=editions, items=read.items, index=read.index, files=read.files, lock=read.lock)


def _index(
    walked: Mapping[str, Iterable[Item]], files: Mapping[str, YamlFile], unread: Collection[str]
) -> tuple[Values, list[Diagnostic]]:
    """Return what could be read with the place of everything, and the ids that are used twice."""
    items: dict[str, Item] = {}
    index: dict[str, dict[str, str]] = {kind: {} for kind in (*KINDS, EDITIONS)}
    twice: list[Diagnostic] = []
    told: tuple[str, ...] = ()
    said: set[tuple[str, str]] = set()
    for root, found in walked.items():
        if root.startswith(f"{EDITIONS}["):
            index[EDITIONS][root[len(EDITIONS) + 1 : -1]] = root
        for item in found:
            kind = kind_of(item.value)
            # Of two entries with one id in a list, only the outermost is told of.
            again = item.path in items and hasattr(item.value, "id") and not item.path.startswith(told)
            # Expressions write hyphens as underscores, so ids may not differ in that alone.
            if again or (kind and (kind, spoken(item.value.id)) in said):
                message = Told(
                    "the id {id!r} is used twice for {kind}",
                    id=item.value.id,
                    kind=looked_up(kind or item.path.rpartition("[")[0]),
                )
                problem = (
                    files[root].problem((*item.keys, "id"), "id-twice", message, Told("ids are unique"))
                    if root in files
                    else Diagnostic(Place(root), "error", "id-twice", message, Told("ids are unique"))
                )
                twice.append(problem)
                told = (*told, f"{item.path}.")
                continue
            items[item.path] = item
            if kind:
                index[kind][item.value.id] = item.path
                said.add((kind, spoken(item.value.id)))
    kinds = frozenset(kind for kind, each in KINDS.items() if {*each.files} & {*unread})
    return Values(items=items, index=index, files=files, unread=kinds), twice


def is_id(text: str) -> bool:
    """Tell whether something can be called by this name, also in a folder of Windows."""
    if is_reserved(text):
        return False
    try:
        adapter(schema.base.Id).validate_python(text)
    except ValidationError:
        return False
    return True


def _strays(folder: Path, name: str) -> list[Diagnostic]:
    """Files that nothing would read: most likely a name with a slip in it."""
    problems = []
    for path in sorted(folder.iterdir()):
        stems = (*schema.FILES, schema.RECIPIENTS)  # who gets the briefs: `delivery` reads it
        known = (path.suffix == ".yaml" and path.stem in stems) or path.name in (LOCK_FILE, "removed.lock")
        if _is_litter(path) or known or (path.is_dir() and path.name in (EDITIONS, ANNEXES)):
            continue
        close = difflib.get_close_matches(path.stem, schema.FILES, 1)
        hint = (
            Told("did you mean {name}?", name=f"{close[0]}.yaml")
            if close
            else Told("there are {names}", names=", ".join(f"{stem}.yaml" for stem in schema.FILES))
        )
        problems.append(
            _about_file(path, folder, name, "file-unknown", Told("nothing reads {name}", name=path.name), hint)
        )
    for path in sorted((folder / EDITIONS).glob("*")):
        issued = path.is_dir() and path.suffix in (ISSUED, SENT)
        if path.suffix != ".yaml" and not _is_litter(path) and not issued:
            problems.append(_about_file(path, folder, name, "file-unknown", Told("an edition's file ends in .yaml")))
    return problems


def _is_litter(path: Path) -> bool:
    """Tell what Windows, macOS, Office and editors leave in a folder: no content, and nobody's mistake."""
    name = path.name.casefold()
    left = name.startswith("~$") or name.endswith((".bak", "~", ".tmp", ".swp")) or name in LITTER
    return name.startswith(".") or (left and not path.is_dir())


def _about_file(path: Path, folder: Path, name: str, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(Place(f"{name}/{path.relative_to(folder).as_posix()}"), "error", code, message, hint)

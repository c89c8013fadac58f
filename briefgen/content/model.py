"""The content as one value: entities, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from briefgen.content import schema
from briefgen.content.names import file_of as file_of
from briefgen.content.names import root_in as root_in
from briefgen.content.names import root_of as root_of
from briefgen.content.reading.yaml_file import YamlFile
from briefgen.content.schema.base import Translated
from briefgen.content.translation_lock import Lock
from briefgen.content.walk import Item, Keys
from briefgen.problems.diagnostics import Diagnostic, Place, Severity

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, eq=False)
class Values:
    """Values of the content by their paths, and the files they stand in: all of them, or those that could be read."""

    items: Mapping[str, Item] = field(repr=False)
    index: Mapping[str, Mapping[str, str]] = field(repr=False)  # kind -> id -> path of the entity
    files: Mapping[str, YamlFile] = field(repr=False)  # first step of a path -> the file it stands in
    unread: frozenset[str] = frozenset()  # kinds of entities that stand in files which could not be read
    lock: Lock | None = None  # None if it could not be read

    def problem(
        self,
        path: str,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        within: Keys = (),
        **where: Any,
    ) -> Diagnostic:
        """Return a diagnostic at a value, or at what lies `within` it (a language, say); see `YamlFile.problem`."""
        item = self.items[path]
        language = str(within[0]) if within and isinstance(item.value, Translated) else ""
        if root_of(path) not in self.files:  # content that was read from a snapshot
            return Diagnostic(Place(root_of(path)), severity, code, message, hint, path=path, language=language)
        source = self.files[root_of(path)]
        found = source.problem((*item.keys, *within), code, message, hint, severity=severity, **where)
        return replace(found, path=path, language=language)

    @cached_property
    def beside(self) -> dict[Any, Any]:
        """What others have concluded of these values, and keep as long as there are these values."""
        return {}

    def entity(self, kind: str, id: str) -> Any:
        """Return the entity of a kind by its id; raises KeyError."""
        return self.items[self.index[kind][id]].value


class _File(Generic[T]):
    """What stands in the file of the attribute's name."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, content: Content, owner: type) -> T:
        value: T = content.items[self.name].value
        return value


@dataclass(frozen=True, kw_only=True, eq=False)
class Content(Values):
    """Everything that the staff wrote, all languages together; each file is also reached as `items[its name].value`."""

    association = _File[schema.Association]()
    agency = _File[schema.Agency]()
    people = _File[schema.People]()
    places = _File[schema.Places]()
    events = _File[list[schema.Event]]()
    cooperation = _File[schema.Cooperation]()
    sources = _File[list[schema.Source]]()
    glossary = _File[schema.Glossary]()
    editions: Mapping[str, schema.Edition]

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The first steps of all paths: one a file."""
        return tuple(path for path in self.items if root_of(path) == path)

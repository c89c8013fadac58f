"""A clean project with the place of everything, so that single stretches of it can be replaced.

Nothing here looks at the rules: where a value stands is asked of the YAML parser and of `briefgen.content`, which
report places whether a rule is right or wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from briefgen.content.model import Content, root_of
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.walk import Keys
from briefgen.dates import Date
from briefgen.document.tree import Text, walk
from briefgen.making.compose import compose, newest_edition, plan
from briefgen.making.opened import opened
from briefgen.project.folder import SETTINGS_FILE, Project, find_project
from recall.faults import Edit, Fault, below

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PlainLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_OPAQUE = (_EXPRESSION, re.compile(r"\[[^\]\[]*\]\{lang=[A-Za-z-]+\}"), re.compile(r"(?<=\])\([^)\s]*\)"))


@dataclass(frozen=True)
class Words:
    """A text in one language: its path, its key in the file, and what was written."""

    path: str
    language: str
    keys: Keys
    value: str
    main: bool  # whether others are translated from it

    @cached_property
    def masked(self) -> str:
        """The text with all that isn't words of its language replaced by as many U+FFFC."""
        masked = self.value
        for pattern in _OPAQUE:
            masked = pattern.sub(lambda found: "\ufffc" * len(found[0]), masked)
        return masked

    @property
    def end(self) -> int:
        """Where a further sentence could stand; -1 if the text isn't sentences."""
        text = self.value.rstrip()
        return len(text) if len(text) > 50 and text.endswith(".") and "\n" not in text else -1


class Site:
    """A clean project in a folder of its own, in which faults are planted one at a time."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.project: Project = find_project(root)
        names = [SETTINGS_FILE, *(p.relative_to(root).as_posix() for p in sorted(root.glob("content/**/*.yaml")))]
        self.files = {file: (root / file).read_text(encoding="utf-8") for file in names}
        self.content: Content = opened(self.project).content
        self.languages = self.project.settings.languages
        self._lines = {
            file: [0, *(found.end() for found in re.finditer("\n", text))] for file, text in self.files.items()
        }
        files = self.content.files
        self.items = {path: item for path, item in self.content.items.items() if root_of(path) in files}
        self._trees: dict[str, dict[Keys, tuple[yaml.Node | None, yaml.Node, bool]]] = {}

    # What there is ----------------------------------------------------------------------------------------------

    @cached_property
    def edition(self) -> str:
        """The path of the edition."""
        return f"editions[{newest_edition(self.content)}]"

    @cached_property
    def as_of(self) -> dt.date:
        """The first day of the edition's date."""
        start = self.value(self.edition).as_of.start
        assert start is not None
        first: dt.date = start.first_day
        return first

    @cached_property
    def printed(self) -> frozenset[str]:
        """The paths of all that the briefs show."""
        found: set[str] = set()
        for job in plan(self.project, self.content):
            _, document = compose(self.project, self.content, job, draft=True)
            found.update(node.source for node in walk(document) if isinstance(node, Text) and node.source)
        return frozenset(found)

    @cached_property
    def _printed_with_owners(self) -> frozenset[str]:
        return frozenset(path for path in self.items if any(below(at, path) for at in self.printed))

    def prints(self, path: str) -> bool:
        """Tell whether a value or anything in it is printed."""
        return path in self._printed_with_owners

    @cached_property
    def texts(self) -> tuple[Words, ...]:
        """Every text that the edition could print, in every language."""
        found = []
        for path, item in self.items.items():
            if not isinstance(item.value, Translated) or path.startswith(("places.countries", "glossary")):
                continue
            if _is_earlier(path):
                continue
            owner = self.owner(path)
            if owner and getattr(self.value(owner), "title_language", None):
                continue
            for language, value in item.value.root.items():
                if language in self.languages and value.strip():
                    main = language == self.languages[0]
                    found.append(Words(path, language, (*item.keys, language), value, main))
        return tuple(found)

    def prose(self, *languages: str) -> list[Words]:
        """Return the texts that are sentences, in some languages."""
        return [text for text in self.texts if text.end >= 0 and text.language in languages]

    def entities(self, kind: type[Entity]) -> Iterator[tuple[str, Any]]:
        """Yield every entity of a kind with its path; earlier wordings aren't the edition's."""
        for path, item in self.items.items():
            if isinstance(item.value, kind) and not _is_earlier(path):
                yield path, item.value

    def value(self, path: str) -> Any:
        """Return the value at a path."""
        return self.items[path].value

    def owner(self, path: str) -> str:
        """Return the path of the entity that a value stands in; an empty one if there is none."""
        while path:
            item = self.items.get(path)
            if item is not None and isinstance(item.value, Entity):
                return path
            path = path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]
        return ""

    def date_of(self, path: str) -> Date | None:
        """Return the date of what a value stands in: its own or its event's."""
        while owner := self.owner(path):
            entity = self.value(owner)
            event = getattr(entity, "event", None)
            date = self.content.entity("events", event).date if event else getattr(entity, "date", None)
            if isinstance(date, Date):
                return date
            path = owner[: owner.rindex("[")] if owner.endswith("]") else owner.rpartition(".")[0]
        return None

    def file_of(self, path: str) -> str:
        """Return the name of the file that a value stands in."""
        return self.content.files[root_of(path)].name

    # Edits ------------------------------------------------------------------------------------------------------

    def node(self, path: str, *within: str | int) -> tuple[yaml.Node | None, yaml.Node, bool] | None:
        """Return the key (if any) and the value of a field in the YAML, and whether it stands in {} or []."""
        keys = (*self.items[path].keys, *within)
        file = self.file_of(path)
        if file not in self._trees:
            self._trees[file] = _tree(self.files[file])
        return self._trees[file].get(keys)

    def span(self, path: str, *within: str | int, key: bool = False) -> tuple[int, int] | None:
        """Return the stretch of a value in its file; with `key` from its key on."""
        found = self.node(path, *within)
        if found is None:
            return None
        name, value, _ = found
        start = name.start_mark.index if key and name is not None else value.start_mark.index
        end = value.end_mark.index
        text = self.files[self.file_of(path)]
        return start, start + len(text[start:end].rstrip())

    def change(self, path: str, new: str, *within: str | int) -> Edit | None:
        """Replace a field's value; None if it isn't written."""
        span = self.span(path, *within)
        return Edit(self.file_of(path), *span, new) if span else None

    def delete(self, path: str, *within: str | int) -> Edit | None:
        """Delete a field, its key and its lines; None if it isn't written, or is the first of a list's entry."""
        found = self.node(path, *within)
        if found is None or found[0] is None:
            return None
        file = self.file_of(path)
        text = self.files[file]
        span = self.span(path, *within, key=True)
        assert span is not None
        start, end = span
        if found[2]:  # in braces: with the comma before or behind it
            before = re.search(r",\s*$", text[:start])
            after = re.match(r"\s*,\s*", text[end:])
            if before:
                return Edit(file, before.start(), end, "")
            return Edit(file, start, end + after.end(), "") if after else None
        start = text.rfind("\n", 0, start) + 1
        end = text.find("\n", end) + 1 or len(text)
        return None if text[start:end].lstrip().startswith("- ") else Edit(file, start, end, "")

    def delete_entry(self, path: str, field: str, number: int) -> Edit | None:
        """Delete an entry of a list in brackets, with the comma beside it; None if it isn't written so."""
        span = self.span(path, field, number)
        node = self.node(path, field)
        if span is None or node is None or not getattr(node[1], "flow_style", False):
            return None
        file = self.file_of(path)
        text = self.files[file]
        before, after = re.search(r",\s*$", text[: span[0]]), re.match(r"\s*,\s*", text[span[1] :])
        if before:
            return Edit(file, before.start(), span[1], "")
        return Edit(file, span[0], span[1] + after.end(), "") if after else None

    def add(self, entity: str, lines: str) -> Edit | None:
        """Add fields to an entity, after its id or before its first field; None if it stands in braces."""
        found = self.node(entity)
        if found is None or not isinstance(found[1], yaml.MappingNode) or found[1].flow_style:
            return None
        file = self.file_of(entity)
        first, value = found[1].value[0]
        indent = " " * first.start_mark.column
        block = f"\n{indent}".join(lines.splitlines())
        if first.value == "id":
            at = value.end_mark.index
            return Edit(file, at, at, f"\n{indent}{block}")
        at = first.start_mark.index
        return Edit(file, at, at, f"{block}\n{indent}")

    def append(self, entry: str, lines: str) -> Edit | None:
        """Add an entry to a list, before the entry at the path."""
        found = self.node(entry)
        if found is None or not isinstance(found[1], yaml.MappingNode) or found[1].flow_style:
            return None
        file = self.file_of(entry)
        column = found[1].value[0][0].start_mark.column
        at = self.files[file].rfind("\n", 0, found[1].start_mark.index) + 1
        dash = " " * (column - 2)
        block = f"\n{dash}  ".join(lines.splitlines())
        return Edit(file, at, at, f"{dash}- {block}\n\n")

    def rewrite(self, text: Words, offset: int, length: int, new: str) -> Edit:
        """Replace a stretch of a text, which its file may have folded or quoted."""
        file = self.file_of(text.path)
        root = self.content.files[root_of(text.path)]
        lines = self._lines[file]

        def index(at: int) -> int:
            place = root.place(text.keys, offset=at)
            return lines[place.line - 1] + place.column - 1

        if length:
            start, end = index(offset), index(offset + length - 1) + 1
        else:
            start = end = index(offset) if offset < len(text.value.rstrip()) else index(offset - 1) + 1
        expected = text.value[:offset] + new + text.value[offset + length :]
        return Edit(file, start, end, new, (text.keys, expected))

    def sound(self, fault: Fault) -> bool:
        """Tell whether the edit changes what it means to, and the file can still be read."""
        if not fault.readable or not fault.file.endswith(".yaml"):
            return fault.old != fault.new
        try:
            read: Any = yaml.load(self.after(fault), Loader=_PlainLoader)
        except yaml.YAMLError:
            return False
        if fault.expects is None:
            return fault.old != fault.new
        keys, expected = fault.expects
        for key in keys:
            read = read[key]
        return read == expected and fault.old != fault.new

    def after(self, fault: Fault) -> str:
        """Return the text of the file with the fault in it."""
        text = self.files[fault.file]
        return text[: fault.start] + fault.new + text[fault.end :]

    def lines(self, fault: Fault) -> range:
        """Return the lines that the fault stands on."""
        after = self.after(fault)
        return range(after.count("\n", 0, fault.start) + 1, after.count("\n", 0, fault.start + len(fault.new)) + 2)

    def lines_of_entity(self, fault: Fault) -> range:
        """Return the lines of the entity with the fault in it; empty if it stands in another file."""
        span = self.span(fault.near[0]) if fault.near[0] in self.items else None
        if span is None or self.file_of(fault.near[0]) != fault.file:
            return range(0)
        start, end = min(span[0], fault.start), max(span[1], fault.end) + len(fault.new) - len(fault.old)
        after = self.after(fault)
        return range(after.count("\n", 0, start) + 1, after.count("\n", 0, end) + 2)


def _is_earlier(path: str) -> bool:
    """Tell whether a value belongs to a wording of before, which only older editions print."""
    return ".earlier[" in path


def _tree(text: str) -> dict[Keys, tuple[yaml.Node | None, yaml.Node, bool]]:
    root = yaml.compose(text, Loader=_Loader)
    assert root is not None
    return dict(_nodes(root))


def _nodes(
    node: yaml.Node, keys: Keys = (), key: yaml.Node | None = None, flow: bool = False
) -> Iterator[tuple[Keys, tuple[yaml.Node | None, yaml.Node, bool]]]:
    yield keys, (key, node, flow)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _nodes(value, (*keys, name.value), name, bool(node.flow_style))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _nodes(value, (*keys, number), None, bool(node.flow_style))

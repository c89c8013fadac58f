"""Where things stand in a content file: ends of values, comments behind them, lists, and how neighbours are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.content.changing.layout import StyleOf
from briefgen.content.reading.yaml_file import Value, YamlFile
from briefgen.content.walk import Keys

_REST_OF_LINE = re.compile(r"[ \t]*(#[^\n]*)?")
_COMMENT_LINE = re.compile(r"\n( *)#[^\n]*")


class Stretches:
    """Looks at the text of a file; indexes are those of `YamlFile.text`."""

    def __init__(self, source: YamlFile) -> None:
        self.source = source

    def value(self, keys: Keys) -> Any:
        """Return what stands at these keys; raises KeyError, IndexError or TypeError."""
        found: Any = self.source.value
        for key in keys:
            found = found[key]
        return found

    def comment(self, keys: Keys) -> str:
        """Return the comment that stands behind a value in its line, or behind the key of what stands below it."""
        return self.comment_after(self.before_comment(keys))[1]

    def before_comment(self, keys: Keys) -> int:
        """Return where such a comment, with the space before it, would begin."""
        below = self.has_key(keys) and not self.is_scalar(keys) and not self.in_line(keys)
        return self.colon(keys) if below else self.end(keys)

    def styles_at(self, *neighbours: Keys) -> StyleOf:
        """Return how the nearest of these values that has a part writes that part."""

        def style_of(below: Keys) -> str | None:
            for neighbour in neighbours:
                try:
                    span = self.source.span((*neighbour, *below))
                except KeyError:
                    continue
                if span.text is not None:
                    return span.style or ""
                return "flow" if self.in_line((*neighbour, *below)) else "block"
            return None

        return style_of

    def in_line(self, keys: Keys) -> bool:
        """Tell whether a list or mapping is written in brackets."""
        return self.source.text.startswith(("{", "["), self.source.span(keys).start) and not self.is_scalar(keys)

    def in_brackets(self, keys: Keys) -> bool:
        """Tell whether a value stands somewhere inside brackets."""
        return any(self.in_line(keys[:i]) for i in range(len(keys)))

    def is_scalar(self, keys: Keys) -> bool:
        """Tell whether what is written there is a single value."""
        return self.source.span(keys).text is not None

    def end(self, keys: Keys) -> int:
        """Return where a value's last visible character ends; the parser counts what follows a block to it."""
        if self.is_scalar(keys) or self.in_line(keys):
            span = self.source.span(keys)
            if span.start == span.end and self.has_key(keys):
                return self.colon(keys)
            return span.start + len(self.source.text[span.start : span.end].rstrip(" \t\n"))
        value = self.value(keys)
        return max(self.end((*keys, key)) for key in (value if isinstance(value, dict) else range(len(value))))

    def has_key(self, keys: Keys) -> bool:
        """Tell whether a value belongs to a key, and not to a list's dash."""
        return bool(keys) and isinstance(keys[-1], str)

    def colon(self, keys: Keys) -> int:
        """Return the index behind the colon of a key."""
        return self.source.text.index(":", self.source.key_span(keys).end) + 1

    def column(self, index: int) -> int:
        """Return how many characters stand before the index in its line."""
        return index - self.line_start(index)

    def line_start(self, index: int) -> int:
        """Return the index at which the line begins."""
        return self.source.text.rfind("\n", 0, index) + 1

    def comment_after(self, index: int) -> tuple[int, str]:
        """Return where the rest of the line ends, and the comment in it; no comment if something else follows."""
        found = _REST_OF_LINE.match(self.source.text, index)
        assert found is not None
        at_end = found.end() == len(self.source.text) or self.source.text[found.end()] == "\n"
        return (found.end(), found[1] or "") if at_end else (index, "")

    def end_with_comments(self, index: int, indent: int) -> int:
        """Return where a value ends with the comment behind it and those below it that are indented like it."""
        end = self.comment_after(index)[0]
        while (found := _COMMENT_LINE.match(self.source.text, end)) and len(found[1]) >= max(indent, 1):
            end = found.end()
        return end

    def entries_apart(self, keys: Keys, count: int) -> bool:
        """Tell whether an empty line stands between entries: of this list, or if it has one entry, of any other."""
        lists = [keys] if count > 1 else [keys for keys in self.lists() if len(self.value(keys)) > 1]
        for found in lists:
            between = self.source.text[self.end((*found, 0)) : self.source.span((*found, 1)).start]
            if isinstance(self.value((*found, 0)), dict) and not self.in_line(found):
                return "\n\n" in between
        return not lists

    def lists(self) -> Iterator[Keys]:
        """Yield the keys of every list of the file."""

        def below(value: Value, keys: Keys) -> Iterator[Keys]:
            if isinstance(value, list):
                yield keys
            parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            for key, each in parts:
                yield from below(each, (*keys, key))

        yield from below(self.source.value, ())

    def comments_inside(self, keys: Keys, start: int, end: int) -> bool:
        """Tell whether a stretch of the value at these keys holds a comment."""
        rest = list(self.source.text[start:end])
        for each in self.scalars(keys):
            span = self.source.span(each)
            rest[max(0, span.start - start) : max(0, span.end - start)] = " " * (span.end - span.start)
        return "#" in rest[: end - start]

    def scalars(self, keys: Keys) -> Iterator[Keys]:
        """Yield the keys of every single value in the value at these keys."""
        if self.is_scalar(keys):
            yield keys
            return
        value = self.value(keys)
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from self.scalars((*keys, key))

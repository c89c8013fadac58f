"""YAML text to values, and where each of them stands.

Built from the parser's events, with scalar rules of our own: nothing is constructed that a plain reader of the file
wouldn't expect, and every problem has a place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from briefgen.content.reading.kept import LastOfEach
from briefgen.content.reading.scalars import Scalar, ScalarSource, ambiguity, escapes, plain_value
from briefgen.content.reading.syntax import QUOTE_HINT, syntax_problem
from briefgen.content.reading.text import MOST_PROBLEMS, SourceText
from briefgen.problems.characters import describe, forbidden
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError, Severity
from briefgen.problems.notes import Told
from briefgen.project.reading import TooLargeError, read_file

if TYPE_CHECKING:
    from briefgen.content.walk import Keys

Value = Scalar | list["Value"] | dict[str, "Value"]

LARGEST_FILE = 1024 * 1024  # bytes
DEEPEST = 40  # levels
LONGEST_TEXT = 20_000  # characters of one value: about seven pages
LONGEST_WORD = 1_000  # characters in a row without white space; long addresses have a few hundred
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}+")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the pure parser is the slow stand-in


class Span(NamedTuple):
    """Where a node stands: indexes into the text; for scalars also their style and text."""

    start: int
    end: int
    style: str | None = None
    text: str | None = None


def _span(event: yaml.Event) -> Span:
    """Return the stretch of an event; the stubs allow for marks that are missing, the parsers don't."""
    start, end = event.start_mark, event.end_mark
    return Span(start.index if start else 0, end.index if end else 0)


class YamlFile:
    """The value of a file, and the place of everything in it."""

    __slots__ = ("_keys", "_nodes", "_text", "name", "value")

    def __init__(self, text: SourceText, value: Value, nodes: dict[Keys, Span], keys: dict[Keys, Span]) -> None:
        self.name = text.name
        self.value = value
        self._text = text
        self._nodes = nodes
        self._keys = keys

    @property
    def text(self) -> str:
        """The file's text, each line ended by a line feed alone; spans are indexes into it."""
        return self._text.text

    def span(self, keys: Keys) -> Span:
        """Return the stretch of a value, as the parser found it; raises KeyError."""
        return self._nodes[keys]

    def key_span(self, keys: Keys) -> Span:
        """Return the stretch of the key of a mapping's value; raises KeyError."""
        return self._keys[keys]

    def place(self, keys: Keys, *, key: bool = False, offset: int | None = None, length: int | None = None) -> Place:
        """Return where a value stands, or its key; of what is missing, the nearest ancestor's key.

        `offset` counts characters inside a text value, whatever its quoting and folding; `length` as well.
        """
        if keys not in self._nodes:
            while keys and keys not in self._nodes:
                keys = keys[:-1]
            key, offset = True, None
        span = self._nodes.get(keys, Span(0, 0))
        # A value that is empty has no extent: its key is what the reader can see.
        if keys in self._keys and (key or span.start == span.end):
            span = self._keys[keys]
        start, end = span.start, span.end
        if offset is not None and span.text is not None:
            scalar = ScalarSource(self._text.text[start:end], span.style, span.text)
            start, end = (span.start + at for at in scalar.stretch(offset, length))
        return self._text.place(start, end)

    def problem(
        self,
        keys: Keys,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        *,
        key: bool = False,
        offset: int | None = None,
        length: int | None = None,
    ) -> Diagnostic:
        """Return the report of a problem with a value, with its source line."""
        place = self.place(keys, key=key, offset=offset, length=length)
        return self._text.at(place, code, message, hint, severity)


def read_yaml(file: Path, name: str) -> YamlFile:
    """Read a YAML file, called `name` in reports; raises `ProblemsError` with every problem found."""
    return parse_yaml(text_of_file(file, name), name)


def text_of_file(file: Path, name: str) -> str:
    """Return the text of a file that is called `name` in reports; raises `ProblemsError`."""
    try:
        data = read_file(file, name, LARGEST_FILE)
    except TooLargeError:
        raise _too_large(name) from None
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else Told("unknown reason")
        raise _refusal(
            Place(name), "unreadable-file", Told("the file can't be read: {reason}", reason=reason)
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = SourceText(data[: error.start].decode("utf-8"), name)
        message = Told("the file is not UTF-8: byte {byte} begins no character", byte=f"0x{data[error.start]:02X}")
        hint = Told("save the file with the encoding UTF-8")
        end = len(before.text)
        raise ProblemsError([before.problem(end, end, "not-utf-8", message, hint)]) from None


def parse_yaml(text: str, name: str) -> YamlFile:
    """Read YAML text, called `name` in reports; raises `ProblemsError` with every problem found."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        raise _too_large(name)
    return _Builder(SourceText(text, name)).build()


# An edit of one file leaves the others as they are. What this gives is shared, so nobody may change it. A file of ten
# kilobytes takes up a quarter of a megabyte.
parsed = LastOfEach(parse_yaml)


def _refusal(place: Place, code: str, message: str, hint: str = "") -> ProblemsError:
    return ProblemsError([Diagnostic(place, "error", code, message, hint)])


def _too_large(name: str) -> ProblemsError:
    return _refusal(
        Place(name), "file-too-large", Told("the file is larger than 1 MiB"), Told("divide it into several files")
    )


class _Stop(Exception):
    """The reports are made, and nothing sensible can be read after this."""


class _Frame:
    """A list or mapping that is still being read."""

    __slots__ = ("first", "key", "keys", "start", "strays", "text", "value")

    def __init__(self, value: list[Value] | dict[str, Value], keys: Keys, start: int) -> None:
        self.value = value
        self.keys = keys
        self.start = start
        self.key: str | None = None  # a mapping's key whose value comes next
        self.first: dict[str, int] = {}  # where each key of a mapping was seen first
        self.text: tuple[str, Span] | None = None  # of a mapping in braces: its last plain text, and the key of that
        self.strays: list[Span] = []  # the words behind that text which a comma cut off

    @property
    def next_keys(self) -> Keys:
        return (*self.keys, len(self.value) if isinstance(self.value, list) else self.key or "")


class _Builder:
    """Turns events into values; keeps its own stack, so that depth costs nothing."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.problems = text.problems
        self.value: Value = None
        self.nodes: dict[Keys, Span] = {}
        self.keys: dict[Keys, Span] = {}
        self.stack: list[_Frame] = []
        self.documents = 0
        self.last = Span(0, 0)  # the scalar read last

    def build(self, loader: Any = _Loader) -> YamlFile:
        try:
            for event in yaml.parse(self.text.text, Loader=loader):
                self.take(event)
                if len(self.problems) >= MOST_PROBLEMS:
                    self.report(
                        _span(event),
                        "too-many-problems",
                        Told("reading stopped after {number} problems", number=MOST_PROBLEMS),
                    )
                    break
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            if "maximum nesting depth" in str(error.problem) and loader is not yaml.SafeLoader:
                # libyaml 0.2.6 gives up on deep nesting, while it looks ahead; the pure parser comes to our own limit.
                return _Builder(SourceText(self.text.text, self.text.name)).build(yaml.SafeLoader)
            self.problems.append(syntax_problem(self.text, error, self.last[:3]))
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # ValueError: the pure parser's "\UFFFFFFFF"
            self.report(self.last, "syntax", Told("the YAML can't be read from here on: {error}", error=error))
        if self.problems:
            raise ProblemsError(self.problems)
        return YamlFile(self.text, self.value, self.nodes, self.keys)

    def report(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(self.text.problem(span.start, span.end, code, message, hint))

    def take(self, event: yaml.Event) -> None:
        span = _span(event)
        if isinstance(event, yaml.NodeEvent):
            self.refuse_properties(event, span)
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, span)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open([] if isinstance(event, yaml.SequenceStartEvent) else {}, span)
        elif isinstance(event, yaml.CollectionEndEvent):
            frame = self.stack.pop()
            self.told_comma(frame)
            self.deliver(frame.value, Span(frame.start, span.end))
        elif isinstance(event, yaml.AliasEvent):
            self.deliver(None, span)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.document(span)

    def refuse_properties(self, event: yaml.NodeEvent, span: Span) -> None:
        """Report anchors, aliases and tags: they could multiply content or build anything."""
        stretch = self.text.text[span.start : span.end].split()
        end = span.start + len(stretch[0] if stretch else "")
        shown = Span(span.start, end)
        if isinstance(event, yaml.AliasEvent):
            hint = Told("write the content out; text that starts with `*` needs quotes")
            self.report(span, "alias", Told("an alias (`*name`) is not allowed"), hint)
        elif event.anchor is not None:
            hint = Told("delete it; text that starts with `&` needs quotes")
            self.report(shown, "anchor", Told("an anchor (`&name`) is not allowed"), hint)
        if getattr(event, "tag", None) is not None:
            hint = Told("delete it; text that starts with `!` needs quotes")
            self.report(shown, "tag", Told("a tag (`!name`) is not allowed"), hint)

    def document(self, span: Span) -> None:
        self.documents += 1
        if self.documents > 1:
            self.report(
                span,
                "several-documents",
                Told("a second document starts here"),
                Told("delete the line or make two files"),
            )
            raise _Stop
        if self.text.text[span.start : span.end].startswith("%"):
            self.report(span, "directive", Told("a directive (`%…`) is not allowed"), Told("delete the line"))

    def open(self, value: list[Value] | dict[str, Value], span: Span) -> None:
        if self.text.text.startswith("{{", span.start):
            braces = Span(span.start, span.start + 2)
            self.report(braces, "unquoted-expression", Told("text that starts with `{{` needs quotes"), QUOTE_HINT)
            raise _Stop
        if len(self.stack) == DEEPEST:
            self.report(
                Span(span.start, span.start + 1),
                "too-deep",
                Told("nested more than {number} levels deep", number=DEEPEST),
            )
            raise _Stop
        keys = self.stack[-1].next_keys if self.stack else ()
        self.stack.append(_Frame(value, keys, span.start))

    def scalar(self, event: yaml.ScalarEvent, span: Span) -> None:
        text: str = event.value
        style = event.style or None  # the C parser says "" for plain
        span = span._replace(style=style, text=text)
        self.last = span
        value: Scalar = text
        self.refuse_length(text, span)
        if style is None and event.tag is None and event.anchor is None:
            unclear = ambiguity(text)
            if unclear:
                self.report(span, *unclear)
            else:
                value = plain_value(text)
        elif style == '"':
            written = escapes(self.text.text[span.start : span.end])
            refused = [(start, end, character) for start, end, character in written if forbidden(character)]
            for start, end, character in refused[:MOST_PROBLEMS]:
                stretch = Span(span.start + start, span.start + end)
                self.report(stretch, "forbidden-character", describe(character), Told("delete it"))
        self.deliver(value, span)

    def refuse_length(self, text: str, span: Span) -> None:
        """Report what is longer than anything that a person writes: rules and pages would work on it for ever."""
        if len(text) > LONGEST_TEXT:
            message = Told("this text has {number} characters; {most} is the most", number=len(text), most=LONGEST_TEXT)
            self.report(span, "text-too-long", message, Told("divide it into several entries"))
        elif found := _LONG_WORD.search(text):
            message = Told(
                "{number} characters stand here without a space; {most} is the most",
                number=len(found[0]),
                most=LONGEST_WORD,
            )
            self.report(span, "word-too-long", message, Told("was something pasted here that is no text?"))

    def deliver(self, value: Value, span: Span) -> None:
        """Put a finished value where it belongs: into the list or mapping being read, or as its key."""
        if not self.stack:
            self.value = value
            self.nodes[()] = span
            return
        frame = self.stack[-1]
        if isinstance(frame.value, dict) and frame.key is None:
            frame.key = self.mapping_key(frame, value, span)
            self.keys[frame.next_keys] = span
            return
        self.nodes[frame.next_keys] = span
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is not None:
            self.look_for_comma(frame, value, span)
            frame.value[frame.key] = value
            frame.key = None

    def look_for_comma(self, frame: _Frame, value: Value, span: Span) -> None:
        """Note a key without colon and value: in braces it is what follows a comma of the text before it."""
        key = self.keys[frame.next_keys]
        behind_key = self.text.text[key.end : key.end + 1]
        if value is None and span.start == span.end and frame.text and behind_key in ",}":
            frame.strays.append(key)
        elif self.text.text.startswith("{", frame.start):
            self.told_comma(frame)
            frame.text = (frame.key or "", span) if isinstance(value, str) and span.style is None else None

    def told_comma(self, frame: _Frame) -> None:
        if frame.strays and frame.text:
            key, span = frame.text
            whole = self.text.text[span.start : frame.strays[-1].end]
            hint = Told('a text with a comma needs quotes: {key}: "{whole}"', key=key, whole=whole)
            cut_off = Span(frame.strays[0].start, frame.strays[-1].end)
            self.report(cut_off, "comma-in-text", Told("the comma before this ends the text"), hint)
            frame.strays = []

    def mapping_key(self, frame: _Frame, value: Value, span: Span) -> str:
        if not isinstance(value, str):
            hint = Told('write "{text}" in quotes', text=span.text) if span.text else Told("write a word and a colon")
            self.report(span, "key-not-text", Told("a key must be text"), hint)
            return f"\0{span.start}"  # stands for no key that a file can have
        if value in frame.first:
            line = self.text.line_of(frame.first[value])
            self.report(
                span,
                "duplicate-key",
                Told("this key is given twice, first on line {line}", line=line),
                Told("delete or rename one"),
            )
        frame.first.setdefault(value, span.start)
        return value

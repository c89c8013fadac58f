"""Changes of a content file's text that keep every other byte: comments, order, quotes, folding, ends of lines.

The new words are spliced in where the old ones stand. The result is read again after each change: if it doesn't say
exactly what was wanted there, and the same as before everywhere else, nothing is changed.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from briefgen.content.changing import layout
from briefgen.content.changing.layout import StyleOf, no_style, same
from briefgen.content.changing.order import in_written_order, predecessor
from briefgen.content.changing.stretches import Stretches
from briefgen.content.reading.yaml_file import Value, YamlFile, parsed
from briefgen.content.walk import Keys
from briefgen.problems.characters import describe, forbidden
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

GAP = "# not supplied"  # what stands behind the null of a field that a complete brief has


class EditorError(Mistake):
    """A value can't be written there without harm; the message says why, and nothing is changed."""


class Editor:
    """The text of one content file, changed step by step; raises `ProblemsError` if it can't be read as it is."""

    def __init__(self, raw: str, name: str) -> None:
        self.raw = raw
        self.source: YamlFile = parsed(raw, name)
        self.at = Stretches(self.source)

    def value(self, keys: Keys) -> Any:
        """Return what stands at these keys; raises KeyError, IndexError or TypeError."""
        return self.at.value(keys)

    def set(self, keys: Keys, value: Value, style_of: StyleOf = no_style) -> None:
        """Give a value that is there another one, in the style of what stood there."""
        old = self.value(keys)
        if same(old, value):
            return
        if isinstance(old, dict) and isinstance(value, dict) and old and value:
            self._set_fields(keys, old, value, style_of)
        elif isinstance(old, dict | list) or isinstance(value, dict | list):
            self._splice(*self._as_collection(keys, value, style_of), _changed(self.source.value, keys, value))
        else:
            self._splice(*self._as_scalar(keys, value, style_of), _changed(self.source.value, keys, value))

    def _set_fields(self, keys: Keys, old: dict[str, Value], value: dict[str, Value], style_of: StyleOf) -> None:
        before = self.raw, self.source, self.at
        try:
            for name, each in value.items():
                if name in old:
                    self.set((*keys, name), each, _inside(style_of, name))
                else:
                    self.add_field(keys, name, each, None, _inside(style_of, name))
            for name in old:
                if name not in value:
                    self.remove((*keys, name))
        except EditorError:
            self.raw, self.source, self.at = before
            raise

    def add_field(self, keys: Keys, name: str, value: Value, model: Any, style_of: StyleOf = no_style) -> None:
        """Add a field that isn't there to the mapping at these keys, where the schema has it."""
        mapping = self.value(keys)
        if not isinstance(mapping, dict) and (keys or mapping is not None):
            raise self._harm(keys, Told("it has no fields"))
        wanted = _changed(self.source.value, (*keys, name), value)
        if mapping is None:  # a file in which nothing but comments stands
            text = self.source.text
            gap = "" if not text or text.endswith("\n") else "\n"
            self._splice(len(text), len(text), f"{gap}{layout.fields({name: value}, 0, _outside(style_of))}\n", wanted)
            return
        after = predecessor(name, mapping, model)
        if not mapping:
            start, end, form = self._as_collection(keys, {name: value}, style_of) if keys else (0, 0, "")
        elif self.at.in_line(keys):
            field = f"{layout.key_form(name)}: {layout.in_line(value)}"
            if after is None:
                start = end = self.source.key_span((*keys, next(iter(mapping)))).start
                form = f"{field}, "
            else:
                start = end = self.at.end((*keys, after))
                form = f", {field}"
        else:
            first = self.source.key_span((*keys, next(iter(mapping)))).start
            indent = self.at.column(first)
            line = f"\n{' ' * indent}"
            field = layout.fields({name: value}, indent, _outside(style_of))
            if after is None:
                start = end = first
                form = f"{field}{line}"
            else:
                start = end = self.at.end_with_comments(self.at.end((*keys, after)), indent)
                form = f"{line}{field}"
        self._splice(start, end, form, wanted)

    def add_entry(self, keys: Keys, value: Value, model: Any, at: int | None = None) -> None:
        """Add an entry to the list at these keys, or to one that is empty, as its neighbours are written.

        It comes to stand at the index `at`, or last.
        """
        entries: list[Any] = self.value(keys) or []
        at = len(entries) if at is None else at
        if isinstance(value, dict):
            fullest = max((each for each in entries if isinstance(each, dict)), key=len, default={})
            value = in_written_order(value, model, fullest)
        if not entries and not keys:  # the file is a list: `[]`, or nothing but comments
            text, start, end, gap = self.source.text, len(self.source.text), len(self.source.text), ""
            if self.source.value is not None:
                start, end = self.source.span(()).start, self.source.span(()).end
            elif text and not text.endswith("\n"):
                gap = "\n"
            self._splice(start, end, f"{gap}{layout.entry_lines(value, 0, no_style)}", [value])
            return
        if not entries:
            start, end, form = self._as_collection(keys, [value], no_style)
            self._splice(start, end, form, _changed(self.source.value, keys, [value]))
            return
        wanted = _changed(self.source.value, keys, [*entries[:at], value, *entries[at:]])
        style_of = self.at.styles_at(*((*keys, i) for i in reversed(range(len(entries)))))
        if self.at.in_line(keys):
            start = self.at.end((*keys, at - 1)) if at else self.source.span((*keys, 0)).start
            form = f", {layout.in_line(value)}" if at else f"{layout.in_line(value)}, "
        else:
            text = self.source.text
            inside = self.source.span((*keys, 0)).start
            dash = text.rindex("-", 0, inside)
            indent = self.at.column(dash)
            body = layout.entry_lines(value, indent, style_of)
            gap = "\n\n" if self.at.entries_apart(keys, len(entries)) else "\n"
            if at:
                start = self.at.end_with_comments(self.at.end((*keys, at - 1)), indent + 1)
                form = f"{gap}{' ' * indent}{body}"
            else:
                start, form = dash, f"{body}{gap}{' ' * indent}"
        self._splice(start, start, form, wanted)

    def remove(self, keys: Keys) -> None:
        """Take a field out of its mapping, and a comment behind it stays; or an entry out of its list, with its own."""
        *above, name = keys
        mapping = self.value(tuple(above))
        if isinstance(name, int):
            self._remove_entry(tuple(above), name)
            return
        if not isinstance(mapping, dict):
            raise self._harm(keys, Told("it has no fields"))
        wanted = copy.deepcopy(self.source.value)
        inner: Any = wanted
        for key in above:
            inner = inner[key]
        del inner[name]
        text, start, end = self.source.text, self.source.key_span(keys).start, self.at.end(keys)
        names = list(mapping)
        at = names.index(name)
        if self.at.in_line(tuple(above)):
            if at + 1 < len(names):
                end = self.source.key_span((*above, names[at + 1])).start
            elif at:
                start = self.at.end((*above, names[at - 1]))
            self._splice(start, end, "", wanted)
            return
        if text[self.at.line_start(start) : start].strip():
            raise self._harm(keys, Told("it opens its entry"))
        if self.at.comments_inside(keys, start, end):
            raise self._harm(keys, Told("there are comments inside, which would be lost; change it in its file"))
        comment = self.at.comment_after(end)[1]
        if comment:
            self._splice(start, self.at.comment_after(end)[0], comment, wanted)
        else:
            line_end = text.find("\n", end)
            self._splice(self.at.line_start(start), line_end + 1 if line_end >= 0 else len(text), "", wanted)

    def swap(self, keys: Keys, at: int) -> None:
        """Let an entry of the list at these keys and the one after it change places, each with its comments.

        Comments right above an entry go with it, but not those above the first: they may be about the list.
        """
        entries = self.value(keys)
        wanted = _changed(self.source.value, keys, [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]])
        text = self.source.text
        if self.at.in_line(keys):
            first, second = ((self.source.span((*keys, i)).start, self.at.end((*keys, i))) for i in (at, at + 1))
        else:
            first, second = self._block(keys, at), self._block(keys, at + 1)
        form = text[slice(*second)] + text[first[1] : second[0]] + text[slice(*first)]
        self._splice(first[0], second[1], form, wanted)

    def _block(self, keys: Keys, at: int) -> tuple[int, int]:
        """Return where an entry of a list begins and ends, from its dash or the comments above that on."""
        text = self.source.text
        dash = text.rindex("-", 0, self.source.span((*keys, at)).start)
        indent = self.at.column(dash)
        if text[self.at.line_start(dash) : dash].strip():
            raise self._harm((*keys, at), Told("it doesn't begin its line; move it in its file"))
        end = self.at.end_with_comments(self.at.end((*keys, at)), indent + 1)
        start = dash
        while at and (above := text[: self.at.line_start(start)]).rstrip(" ").endswith("\n"):
            line = above[above.rfind("\n", 0, -1) + 1 :]
            if not (line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) == indent):
                break
            start = len(above) - len(line) + indent
        return start, end

    def mark_gap(self, keys: Keys) -> None:
        """Say behind an empty value that it was not supplied, unless it has a comment, or stands in brackets."""
        if not self.at.comment(keys) and not self.at.in_brackets(keys):
            start = self.at.before_comment(keys)
            self._splice(start, start, f"  {GAP}", self.source.value)

    def fill_gap(self, keys: Keys) -> None:
        """Take that comment away from a value that was supplied."""
        if self.at.comment(keys) == GAP:
            start = self.at.before_comment(keys)
            self._splice(start, self.at.comment_after(start)[0], "", self.source.value)

    def _remove_entry(self, keys: Keys, at: int) -> None:
        entries = self.value(keys)
        wanted = _changed(self.source.value, keys, [*entries[:at], *entries[at + 1 :]])
        text, inside = self.source.text, self.source.span((*keys, at)).start
        if self.at.in_line(keys):
            start, end = inside, self.at.end((*keys, at))
            if at + 1 < len(entries):
                end = self.source.span((*keys, at + 1)).start
            elif at:
                start = self.at.end((*keys, at - 1))
            self._splice(start, end, "", wanted)
            return
        dash = text.rindex("-", 0, inside)
        start, indent = self.at.line_start(dash), self.at.column(dash)
        if text[start:dash].strip():
            raise self._harm((*keys, at), Told("it doesn't begin its line; delete it in its file"))
        if len(entries) == 1:  # an empty list is written in brackets, behind its key
            if not keys:
                form = "[]\n"
            else:
                start, form = self.at.colon(keys), " []\n"
        else:
            form = ""
        end = self.at.end_with_comments(self.at.end((*keys, at)), indent + 1) + 1
        if not form and text[end : end + 1] == "\n" and at + 1 < len(entries):
            end += 1  # the empty line below it
        elif not form and at + 1 == len(entries) and text[:start].endswith("\n\n"):
            start -= 1
        self._splice(start, min(end, len(text)), form, wanted)

    # How a change is written

    def _as_scalar(self, keys: Keys, value: Value, style_of: StyleOf) -> tuple[int, int, str]:
        text, span, flow = self.source.text, self.source.span(keys), self.at.in_brackets(keys)
        style = span.style if isinstance(self.value(keys), str) else style_of(())
        start, end = span.start, self.at.end(keys)
        if span.start == span.end and self.at.has_key(keys):
            start = self.at.colon(keys)
        column = self.at.column(start)
        if span.style in (">", "|"):  # as it stands: what follows the sign, and how far the text is indented
            header, _, body = text[start:end].partition("\n")
            indents = [len(line) - len(line.lstrip(" ")) for line in body.split("\n") if line.strip()]
            first, _, below = layout.scalar(value, style, column, (indents or [column + 2])[0]).partition("\n")
            _, sharp, comment = header.partition("#")
            return start, end, first + (f"  #{comment}" if sharp else "") + (f"\n{below}" if below else "")
        if self.at.has_key(keys):
            indent = self.at.column(self.source.key_span(keys).start) + 2
        else:
            indent = column if keys and not flow else 2
        form = layout.scalar(value, style, column, indent, flow=flow)
        if start == span.end and text[start - 1 : start].strip():
            form = f" {form}"  # nothing stood here, not even a space
        return self._with_comment_on_first_line(start, end, form)

    def _as_collection(self, keys: Keys, value: Value, style_of: StyleOf) -> tuple[int, int, str]:
        text = self.source.text
        if not keys and not self.source.value:  # a file that holds nothing yet
            end = len(text.rstrip("\n"))
            form = "\n".join(layout.entry_lines(each, 0) for each in value) if isinstance(value, list) else ""
            return end, end, f"\n{form}" if end else f"{form}\n"
        if self.at.in_brackets(keys):
            span = self.source.span(keys)
            return span.start, self.at.end(keys), layout.in_line(value)
        if not self.at.has_key(keys):
            raise self._harm(keys, Told("change the fields of an entry, or its file"))
        start, end = self.at.colon(keys), self.at.end(keys)
        below, head = self.at.comment_after(start)  # a comment behind the key stays there
        if self.at.comments_inside(keys, below if head else start, end):
            raise self._harm(keys, Told("there are comments inside, which would be lost; change it in its file"))
        indent = self.at.column(self.source.key_span(keys).start)
        was = self.at.styles_at(keys)

        def own(below: Keys) -> str | None:
            stood = not below and isinstance(self.value(keys), dict | list) and self.value(keys)
            return was(below) if stood else style_of(below)

        form = layout.collection(value, self.at.column(start), indent, own)
        if head and below < end:
            first, rest = (form.partition("\n")[::2]) if form.startswith("\n") or "\n" in form else (form, "")
            form = f"{first}  {head}" + (f"\n{rest}" if rest else "")
        return self._with_comment_on_first_line(start, end, form)

    def _with_comment_on_first_line(self, start: int, end: int, form: str) -> tuple[int, int, str]:
        """Let a comment behind a value stay in its line when the value grows to several."""
        rest, comment = self.at.comment_after(end)
        if "\n" not in form or not comment:
            return start, end, form
        first, _, below = form.partition("\n")
        return start, rest, f"{first}  {comment}\n{below}"

    # Writing, and looking at what was written

    def _splice(self, start: int, end: int, form: str, wanted: Value) -> None:
        if character := forbidden(form):
            raise EditorError(
                Told("{name}: {character}; nothing was written", name=self.source.name, character=describe(character))
            )
        # A block of text may need a line's end of its own where the file has none.
        for ending in ("", "\n") if end == len(self.source.text) else ("",):
            raw = self._in_raw(start, end, form + ending)
            try:
                new = parsed(raw, self.source.name)
            except ProblemsError as error:
                why = error.problems[0].message
                raise EditorError(
                    Told("{name}: this can't be written there: {why}", name=self.source.name, why=why)
                ) from None
            if same(new.value, wanted):
                self.raw, self.source, self.at = raw, new, Stretches(new)
                return
        raise EditorError(
            Told("{name}: this can't be written there without changing something else", name=self.source.name)
        )

    def _in_raw(self, start: int, end: int, form: str) -> str:
        """Return the file's own text with a stretch replaced: spans count neither byte order mark nor CR."""
        raw, mark = self.raw.removeprefix("\ufeff"), "\ufeff" if self.raw.startswith("\ufeff") else ""
        windows = [found.start() for found in re.finditer("\r\n", raw)]
        places = [at - i for i, at in enumerate(windows)]  # of the line ends in the text without CR
        if windows and len(windows) * 2 > raw.count("\n"):
            form = form.replace("\n", "\r\n")
        start, end = (at + sum(1 for place in places if place < at) for at in (start, end))
        return mark + raw[:start] + form + raw[end:]

    def _harm(self, keys: Keys, why: str) -> EditorError:
        return EditorError(Told("{place}: this can't be changed here: {why}", place=self.source.place(keys), why=why))


def _changed(value: Value, keys: Keys, new: Value) -> Value:
    """Return a file's value with another value at these keys."""
    if not keys:
        return copy.deepcopy(new)
    changed: Value = copy.deepcopy(value) if value is not None else {}
    inner: Any = changed
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = copy.deepcopy(new)
    return changed


def _inside(style_of: StyleOf, name: str) -> StyleOf:
    return lambda keys: style_of((name, *keys))


def _outside(style_of: StyleOf) -> StyleOf:
    return lambda keys: style_of(keys[1:])

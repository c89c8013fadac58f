"""What the YAML parser complains about, in plain words and at the place that has to be changed."""

from __future__ import annotations

import re

import yaml

from briefgen.content.reading.scalars import ESCAPE, unescape
from briefgen.content.reading.text import SourceText
from briefgen.problems.characters import describe, forbidden
from briefgen.problems.diagnostics import Diagnostic
from briefgen.problems.notes import Told

QUOTE_HINT = Told("put the whole text in quotes, or below the key as a `>-` block")
_QUOTED = {
    "'": Told("inside single quotes write two of them ('') for one that belongs to the text"),
    '"': Told('inside double quotes write \\" for one that belongs to the text; Georgian „…“ need nothing'),
}
_TIGHT_DASH = re.compile(r"[ ]*-[^ -]")
_TIGHT_COLON = re.compile(r":(?=[^ \t\n])")


Last = tuple[int, int, str | None]
"""Start, end and style of the scalar that was read last."""


def syntax_problem(source: SourceText, error: yaml.MarkedYAMLError, last: Last) -> Diagnostic:
    """Return the report of a syntax error; `last` is the scalar read last."""
    found = _Complaint(source, error, last)
    return (
        found.of_the_line()
        or found.of_quotes()
        or found.of_signs()
        or found.of_colons()
        or found.of_order()
        or found.report(found.index, "syntax", Told("the YAML can't be read here"))
    )


class _Complaint:
    """What the parser says, and where: `index` is where it stopped, `opened` where that began which it was reading."""

    def __init__(self, source: SourceText, error: yaml.MarkedYAMLError, last: Last) -> None:
        self.source, self.last = source, last
        self.problem, self.context = str(error.problem), str(error.context)
        mark = error.problem_mark or error.context_mark
        self.index = mark.index if mark else 0
        self.opened = error.context_mark.index if error.context_mark else self.index
        self.line = source.lines[source.line_of(self.index) - 1]
        self.start = source.line_start(self.index)

    def report(self, at: int, code: str, message: str, hint: str = "", end: int | None = None) -> Diagnostic:
        return self.source.problem(at, at + 1 if end is None else end, code, message, hint)

    def of_the_line(self) -> Diagnostic | None:
        """Explain what a line begins with, whatever the parser makes of it."""
        line, start = self.line, self.start
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if line.startswith("-", len(indent)) and (ended := _empty_list_above(self.source, start)) is not None:
            number = self.source.line_of(self.index)
            message = Told(
                "the list ends here, with nothing in it, and line {number} begins an entry below it", number=number
            )
            return self.report(ended, "misplaced-list", message, Told("delete `[]`"), ended + 2)
        if "\t" in indent and "quoted" not in self.context:
            at, end = start + indent.index("\t"), start + len(indent)
            return self.report(
                at, "tab-indentation", Told("a tab stands in the indentation"), Told("indent with spaces"), end
            )
        if line.startswith("%"):
            message = Told("a directive (`%…`) is not allowed")
            return self.report(start, "directive", message, Told("delete the line"), start + len(line))
        return None

    def of_quotes(self) -> Diagnostic | None:
        problem, opened, text = self.problem, self.opened, self.source.text
        if "quoted scalar" in self.context and "unexpected" in problem:
            return self.report(
                opened, "unclosed-quote", Told("this quote is never closed"), Told("add the closing quote")
            )
        if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
            at = max(text.rfind("\\", 0, self.index + 1), opened)
            written = ESCAPE.match(text, at)
            if written and forbidden(unescape(written[0])):
                message = describe(unescape(written[0]))
                return self.report(at, "forbidden-character", message, Told("delete it"), written.end())
            hint = Told("write `\\\\` for a backslash, or use single quotes")
            return self.report(at, "unknown-escape", Told("no character is written like this"), hint, at + 2)
        return None

    def of_signs(self) -> Diagnostic | None:
        """Explain signs that mean something to YAML, where they were meant as text."""
        problem, context, index = self.problem, self.context, self.index
        if "alias" in context or "anchor" in context:
            return self.report(
                self.opened, "anchor", Told("`*` and `&` have a meaning of their own in YAML"), QUOTE_HINT
            )
        if "tag" in context or "tag" in problem:
            return self.report(index, "tag", Told("`!` has a meaning of its own in YAML"), QUOTE_HINT)
        if "sequence entries are not allowed" in problem:
            hint = Told(
                "start the list on the line below its key; if `-` belongs to a text, {quote_hint}",
                quote_hint=QUOTE_HINT,
            )
            return self.report(index, "misplaced-list", Told("a list can't start in the line of its key"), hint)
        if "scanning a block scalar" in context:
            hint = Told(
                "the text starts on the next line; if `>` or `|` belongs to a text, {quote_hint}", quote_hint=QUOTE_HINT
            )
            return self.report(
                index, "text-after-block-sign", Told("something follows the sign of a block of text"), hint
            )
        shown = self.source.text[index : index + 1]
        if problem.startswith("found character") or ("node content" in problem and shown in ("]", "}", ",")):
            return self.report(
                index, "reserved-character", Told("unquoted text can't start with `{shown}`", shown=shown), QUOTE_HINT
            )
        return None

    def of_colons(self) -> Diagnostic | None:
        if self.problem.startswith("mapping values are not allowed"):
            message = Told("a second colon in one line: unquoted text can't contain `: `")
            unforeseen = _colon(self.source, self.index, self.last)
            return unforeseen or self.report(self.index, "colon-in-text", message, QUOTE_HINT)
        if "could not find expected ':'" in self.problem:
            return _key_line(self.source, self.opened)
        return None

    def of_order(self) -> Diagnostic | None:
        """Explain what isn't closed, or stands where nothing can."""
        source, index, opened, last = self.source, self.index, self.opened, self.last
        if "node content" in self.problem and "flow" in self.context and not source.text[index:].strip():
            opened = _open_bracket(source.text)
        if "',' or '" in self.problem or opened != self.opened:
            bracket = source.text[opened : opened + 1]
            closing = {"[": "]", "{": "}"}.get(bracket, bracket)
            hint = Told(
                "close it with `{closing}`; if it belongs to a text, {quote_hint}",
                closing=closing,
                quote_hint=QUOTE_HINT,
            )
            return self.report(
                opened, "unclosed-bracket", Told("`{bracket}` is not closed where it should be", bracket=bracket), hint
            )
        if "block mapping" not in self.context and "block collection" not in self.context:
            return None
        if self.line[: index - self.start].strip(" -"):
            began = source.line_of(last[0])
            opened_above = last[2] in _QUOTED and began < source.line_of(index)
            hint = _QUOTED.get(last[2] or "", QUOTE_HINT)
            message = (
                Told("something follows the end of a value that began on line {line}", line=began)
                if opened_above
                else Told("something follows the end of a value")
            )
            return self.report(index, "text-after-value", message, hint)
        hint = Told("entries that belong together start in the same column, indented with spaces")
        return self.report(index, "bad-indentation", Told("this line doesn't fit the lines above it"), hint)


def _open_bracket(text: str) -> int:
    """Return where the last bracket stands that is open at the end of a text; brackets in quotes count, too."""
    closed = 0
    for at in range(len(text) - 1, -1, -1):
        closed += (text[at] in "]}") - (text[at] in "[{")
        if closed < 0:
            return at
    return len(text)


def _empty_list_above(source: SourceText, start: int) -> int | None:
    """Return where `[]` stands, if nothing but comments is between it and the line that begins at `start`."""
    for number in range(source.line_of(start) - 1, 0, -1):
        words = source.lines[number - 1].partition(" #")[0].rstrip()
        if words and not words.lstrip().startswith("#"):
            at = source.text.rfind("[]", 0, start)
            return at if words.endswith("[]") else None
    return None


def _colon(source: SourceText, index: int, last: tuple[int, int, str | None]) -> Diagnostic | None:
    """Explain a colon that came as a surprise because the text before it ran over a line's end."""
    start, end, style = last
    if style is not None or source.line_of(start) == source.line_of(index) or end > index:
        return None
    if not source.text[source.line_start(start) : start].strip(" -"):
        return _key_line(source, start)
    at = source.line_start(index)
    line = source.lines[source.line_of(at) - 1]
    at += len(line) - len(line.lstrip())
    message = Told("this line is indented as if it belonged to the text of line {line}", line=source.line_of(start))
    hint = Told(
        "entries that belong together start in the same column; a key with entries below it has no text of its own"
    )
    return source.problem(at, index, "bad-indentation", message, hint)


def _key_line(source: SourceText, start: int) -> Diagnostic:
    """Explain a line that should be a key: no colon, or no space behind it."""
    line_end = source.line_start(start) + len(source.lines[source.line_of(start) - 1])
    if _TIGHT_DASH.match(source.text, start, line_end):
        hint = Told("write `- ` in front of each entry of a list")
        return source.problem(start, start + 1, "missing-space", Told("a space is missing after this dash"), hint)
    tight = _TIGHT_COLON.search(source.text, start, line_end)
    if tight:
        hint = Told("write `key: value`")
        return source.problem(
            tight.start(), tight.end(), "missing-space", Told("a space is missing after this colon"), hint
        )
    hint = Told(
        "write `key: value`; if the line goes on with the text above, indent it, or {quote_hint}", quote_hint=QUOTE_HINT
    )
    return source.problem(start, line_end, "missing-colon", Told("a colon is missing in this line"), hint)

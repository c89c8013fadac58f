"""What the YAML parser complains about, in plain words and at the place that has to be changed."""

from __future__ import annotations

import re

import yaml

from briefgen.characters import describe, forbidden
from briefgen.content.reading.scalars import ESCAPE, unescape
from briefgen.content.reading.text import SourceText
from briefgen.problems.diagnostics import Diagnostic

QUOTE_HINT = "put the whole text in quotes, or below the key as a `>-` block"
_QUOTED = {
    "'": "inside single quotes write two of them ('') for one that belongs to the text",
    '"': 'inside double quotes write \\" for one that belongs to the text; Georgian „…“ need nothing',
}
_TIGHT_DASH = re.compile(r"[ ]*-[^ -]")
_TIGHT_COLON = re.compile(r":(?=[^ \t\n])")


def explain(source: SourceText, error: yaml.MarkedYAMLError, last: tuple[int, int, str | None]) -> Diagnostic:
    """Return the report of a syntax error; `last` is start, end and style of the scalar read last."""
    problem, context = str(error.problem), str(error.context)
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    opened = error.context_mark.index if error.context_mark else index
    line = source.lines[source.line_of(index) - 1]
    start = source.line_start(index)
    indent = line[: len(line) - len(line.lstrip(" \t"))]

    def report(at: int, code: str, message: str, hint: str = "", end: int | None = None) -> Diagnostic:
        return source.problem(at, at + 1 if end is None else end, code, message, hint)

    if line.startswith("-", len(indent)) and (ended := _empty_list_above(source, start)) is not None:
        message = f"the list ends here, with nothing in it, and line {source.line_of(index)} begins an entry below it"
        return report(ended, "misplaced-list", message, "delete `[]`", ended + 2)
    if "\t" in indent and "quoted" not in context:
        at = start + indent.index("\t")
        end = start + len(indent)
        return report(at, "tab-indentation", "a tab stands in the indentation", "indent with spaces", end)
    if line.startswith("%"):
        return report(start, "directive", "a directive (`%…`) is not allowed", "delete the line", start + len(line))
    if "quoted scalar" in context and "unexpected" in problem:
        return report(opened, "unclosed-quote", "this quote is never closed", "add the closing quote")
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        at = max(source.text.rfind("\\", 0, index + 1), opened)
        written = ESCAPE.match(source.text, at)
        if written and forbidden(unescape(written[0])):
            return report(at, "forbidden-character", describe(unescape(written[0])), "delete it", written.end())
        hint = r"write `\\` for a backslash, or use single quotes"
        return report(at, "unknown-escape", "no character is written like this", hint, at + 2)
    if "alias" in context or "anchor" in context:
        return report(opened, "anchor", "`*` and `&` have a meaning of their own in YAML", QUOTE_HINT)
    if "tag" in context or "tag" in problem:
        return report(index, "tag", "`!` has a meaning of its own in YAML", QUOTE_HINT)
    if "sequence entries are not allowed" in problem:
        hint = f"start the list on the line below its key; if `-` belongs to a text, {QUOTE_HINT}"
        return report(index, "misplaced-list", "a list can't start in the line of its key", hint)
    if "scanning a block scalar" in context:
        hint = f"the text starts on the next line; if `>` or `|` belongs to a text, {QUOTE_HINT}"
        return report(index, "text-after-block-sign", "something follows the sign of a block of text", hint)
    shown = source.text[index : index + 1]
    if problem.startswith("found character") or ("node content" in problem and shown in ("]", "}", ",")):
        return report(index, "reserved-character", f"unquoted text can't start with `{shown}`", QUOTE_HINT)
    if problem.startswith("mapping values are not allowed"):
        return _colon(source, index, last) or report(
            index, "colon-in-text", "a second colon in one line: unquoted text can't contain `: `", QUOTE_HINT
        )
    if "could not find expected ':'" in problem:
        return _key_line(source, opened)
    if "',' or '" in problem:
        bracket = source.text[opened : opened + 1]
        closing = {"[": "]", "{": "}"}.get(bracket, bracket)
        hint = f"close it with `{closing}`; if it belongs to a text, {QUOTE_HINT}"
        return report(opened, "unclosed-bracket", f"`{bracket}` is not closed where it should be", hint)
    if "block mapping" in context or "block collection" in context:
        if line[: index - start].strip(" -"):
            began = source.line_of(last[0])
            since = f" that began on line {began}" if last[2] in _QUOTED and began < source.line_of(index) else ""
            return report(
                index, "text-after-value", f"something follows the end of a value{since}",
                _QUOTED.get(last[2] or "", QUOTE_HINT),
            )  # fmt: skip
        hint = "entries that belong together start in the same column, indented with spaces"
        return report(index, "bad-indentation", "this line doesn't fit the lines above it", hint)
    words = problem if error.context is None else f"{error.context}: {problem}"
    return report(index, "syntax", f"the YAML can't be read here: {words}")


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
    message = f"this line is indented as if it belonged to the text of line {source.line_of(start)}"
    hint = "entries that belong together start in the same column; a key with entries below it has no text of its own"
    return source.problem(at, index, "bad-indentation", message, hint)


def _key_line(source: SourceText, start: int) -> Diagnostic:
    """Explain a line that should be a key: no colon, or no space behind it."""
    line_end = source.line_start(start) + len(source.lines[source.line_of(start) - 1])
    if _TIGHT_DASH.match(source.text, start, line_end):
        hint = "write `- ` in front of each entry of a list"
        return source.problem(start, start + 1, "missing-space", "a space is missing after this dash", hint)
    tight = _TIGHT_COLON.search(source.text, start, line_end)
    if tight:
        hint = "write `key: value`"
        return source.problem(tight.start(), tight.end(), "missing-space", "a space is missing after this colon", hint)
    hint = f"write `key: value`; if the line goes on with the text above, indent it, or {QUOTE_HINT}"
    return source.problem(start, line_end, "missing-colon", "a colon is missing in this line", hint)

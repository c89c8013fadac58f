"""How values are written as YAML, on their own: quotes where they are needed, long text folded, short things in a line.

Whether a form says what is meant is asked of the reader itself, so that there is one set of rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from briefgen.content.reading.yaml_file import Value, parse_yaml
from briefgen.problems.diagnostics import ProblemsError

if TYPE_CHECKING:
    from briefgen.content.walk import Keys

WIDTH = 110  # columns

StyleOf: TypeAlias = "Callable[[Keys], str | None]"
"""Says how a neighbour writes what stands at these keys: a scalar's style, «flow» or «block»; None if none has it."""

_GAP = re.compile(r"\{\{.*?\}\}|(?<=\S) (?=\S)")  # where a line may break, and what isn't broken: an expression
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


def no_style(keys: Keys) -> str | None:
    """Stand for neighbours that aren't there."""
    return None


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are the same, types included: 1 is neither 1.0 nor true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def scalar(value: Value, style: str | None, column: int, indent: int, *, flow: bool = False) -> str:
    """Return a scalar as it stands from `column` on, in a style if that can say it; lines below are indented."""
    forms = [form for form in _forms(value, style or "", column, indent, flow) if form is not None]
    return next((form for form in forms if _says(form, value, flow)), forms[-1])


def collection(value: Value, column: int, indent: int, style_of: StyleOf = no_style, keys: Keys = ()) -> str:
    """Return what follows the colon of a key that is indented by `indent`: in its line, or in lines below it."""
    if not isinstance(value, dict | list):
        return f" {scalar(value, style_of(keys), column + 1, indent + 2)}"
    if not value or _may_be_in_line(value, style_of(keys)):
        line = in_line(value)
        if not value or column + 1 + len(line) <= WIDTH:
            return f" {line}"
    if isinstance(value, dict):
        return f"\n{' ' * (indent + 2)}{fields(value, indent + 2, style_of, keys)}"
    start = f"\n{' ' * (indent + 2)}"
    return "".join(f"{start}{entry_lines(each, indent + 2, style_of, (*keys, i))}" for i, each in enumerate(value))


def fields(value: dict[str, Value], indent: int, style_of: StyleOf = no_style, keys: Keys = ()) -> str:
    """Return the fields of a block, one below the other; the first one's indentation stands there already."""
    lines = []
    for key, each in value.items():
        start = f"{key_form(key)}:"
        lines.append(start + collection(each, indent + len(start), indent, style_of, (*keys, key)))
    return f"\n{' ' * indent}".join(lines)


def entry_lines(value: Value, indent: int, style_of: StyleOf = no_style, keys: Keys = ()) -> str:
    """Return a list's entry with its dash, which stands at `indent`."""
    if isinstance(value, dict) and value and style_of(keys) != "flow":
        return f"- {fields(value, indent + 2, style_of, keys)}"
    if isinstance(value, dict | list):
        return f"- {in_line(value)}"
    return f"- {scalar(value, style_of(keys), indent + 2, indent + 2)}"


def in_line(value: Value) -> str:
    """Return a value in one line, lists and mappings in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_form(key)}: {in_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(in_line, value))}]"
    return scalar(value, None, 0, 0, flow=True)


@lru_cache(1024)  # a content has few different ones
def key_form(key: str) -> str:
    """Return a key, in quotes if it needs them."""
    return key if _PLAIN_KEY.fullmatch(key) and _says(key, key, flow=True) else _double(key)


def _may_be_in_line(value: Value, style: str | None) -> bool:
    parts: list[Value] = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if style == "block" or any(isinstance(part, str) and "\n" in part for part in parts):
        return False
    return style == "flow" or not any(isinstance(part, dict | list) and part for part in parts)


def _says(form: str, value: Value, flow: bool) -> bool:
    try:
        found = parse_yaml(f"{{k: {form}, l: 1}}" if flow else f"k: {form}\nl: 1\n", "").value
    except ProblemsError:
        return False
    return same(found, {"k": value, "l": 1})


def _forms(value: Value, style: str, column: int, indent: int, flow: bool) -> Iterator[str | None]:
    """Yield the forms of a scalar, the best first; the last one can say everything."""
    if not isinstance(value, str):
        yield json.dumps(value)  # null, true, false and numbers are the same there
        return
    in_width = flow or ("\n" not in value and column + len(value) <= WIDTH)
    if style in (">", "|") and not flow:
        yield _block(value, style, indent)
    if style == "'" and in_width:
        yield _single(value)
    if style == '"' and in_width:
        yield _double(value)
    if in_width:
        yield value
    if not flow and not in_width:
        yield _block(value, "|" if "\n" in value else ">", indent)
    yield _double(value)


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        value = value.replace(character, escape)
    return f'"{value}"'


def _block(value: str, style: str, indent: int) -> str | None:
    """Return a text as a block, folded (`>`) or line by line (`|`); None if a block can't end as the text does."""
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    if not body or ends > 1:
        return None
    lines: list[str] = []
    for line in body.split("\n"):
        if style == "|":
            lines.append(line)
            continue
        if lines:
            lines.append("")  # in a folded block a line's end is written as an empty line
        lines += _wrapped(line, WIDTH - indent) if line else []
    return "\n".join([f"{style}{'' if ends else '-'}", *(" " * indent + line if line else "" for line in lines)])


def _wrapped(line: str, width: int) -> list[str]:
    lines, start, gap = [], 0, 0  # of the line being filled: where it starts, and the last place to break it
    for at in [*(found.start() for found in _GAP.finditer(line) if found[0] == " "), len(line)]:
        if at - start > width and gap > start:
            lines.append(line[start:gap])
            start = gap + 1
        gap = at
    return [*lines, line[start:]]

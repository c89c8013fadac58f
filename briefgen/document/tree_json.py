"""A document as JSON that is still readable in years: by this program, by a person, and line by line in git.

A node is an object whose ``kind`` names it (``paragraph``, ``list-item``); its other members are the fields of
`document.tree`, those with their usual value left out. Characters that can't be seen, or can't be told from a hyphen,
stand as their code points. What is read is made of these nodes alone: nothing in a file can run, and a file that is
damaged, or holds what can't stand there (`document.grammar`), is refused.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import MISSING, fields
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints
from xml.etree import ElementTree  # of the pictures; entities are refused before

from briefgen.document import tree
from briefgen.document.grammar import faults, start
from briefgen.document.tree import Document, Drawn, Picture
from briefgen.problems.mistakes import Mistake

FORMAT = "briefgen document"
VERSION = 1
LARGEST = 20_000_000  # bytes; a brief has some hundred thousand
DEEPEST = 60  # nodes within one another; a brief has ten

_KINDS = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower(): kind for kind in get_args(tree.Node)}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"}
# What a picture is drawn with, and no more: no scripts, no styles, no links.
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"svg", "title", "g", "rect", "line", "polyline", "polygon", "circle", "path", "text"})
_ATTRIBUTES = frozenset(
    {"viewBox", "width", "height", "role", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "cx", "cy",
     "r", "x", "y", "x1", "y1", "x2", "y2", "d", "font-family", "font-size", "font-weight", "direction", "text-anchor"}
)  # fmt: skip


class StoreError(Mistake):
    """A stored document can't be read; the message says what is wrong, and where in the document."""


def packed(document: Document) -> str:
    """Return a document in one line for a cache, which keeps what was made well: its pictures may not be drawn yet."""
    return json.dumps(_stored(document, 0), ensure_ascii=False)


def unpacked(text: str | bytes) -> Document:
    """Return the document that `packed` made a line of; what the cache gives is whole, so it isn't looked through."""
    document = _value(json.loads(text), Document, "document", 0)
    assert isinstance(document, Document)
    return document


def dump(document: Drawn) -> str:
    """Return the document as text, the same on every run; raises `StoreError` for what `load` would refuse."""
    stored = {"format": FORMAT, "version": VERSION, "document": _stored(document, 0)}
    _require_grammar(document)
    text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
    text = text.translate({ord(char): _seen(char) for char in set(text)}) + "\n"
    if len(text.encode()) > LARGEST:
        raise StoreError(f"the document takes more than {LARGEST // 1_000_000} MB")
    return text


def load(text: str | bytes) -> Drawn:
    """Return the document that `dump` made a text of; raises `StoreError`."""
    if len(text) > LARGEST:
        raise StoreError(f"the file has more than {LARGEST // 1_000_000} MB: it is no document of ours")
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        stored = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    except RecursionError:
        raise StoreError("the file is nested too deep: it is no document of ours") from None
    except UnicodeDecodeError as error:
        raise StoreError(f"the file is not UTF-8: byte {error.start} is damaged") from None
    except json.JSONDecodeError as error:
        raise StoreError(f"the file is damaged: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except ValueError as error:
        raise StoreError(f"the file is damaged: {error}") from None
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise StoreError(f"the file does not say that it is a {FORMAT!r}")
    if stored.get("version") != VERSION or isinstance(stored["version"], bool):
        raise StoreError(
            f"the document is stored in version {_short(stored.get('version'))}; this program reads version {VERSION}"
        )
    if strange := stored.keys() - {"format", "version", "document"}:
        raise StoreError(f"the file has a member {min(strange)!r} too many")
    document = _value(stored.get("document"), Document, "document", 0)
    assert isinstance(document, Document)
    _require_grammar(document)
    return document


def _require_grammar(document: Document) -> None:
    try:
        for place, why in faults(document, start(Drawn)):
            raise StoreError(f"{place}: {why}")
    except ValueError as error:  # one side of a redline is no document
        raise StoreError(f"the document is damaged: {error}") from None


# Out ----------------------------------------------------------------------------------------------------------------


def _stored(value: Any, depth: int) -> Any:
    if isinstance(value, tuple):
        return [_stored(item, depth) for item in value]
    if type(value) not in _NAMES:
        return value
    if depth > DEEPEST:
        raise StoreError(f"the document is nested more than {DEEPEST} deep")
    members = {"kind": _NAMES[type(value)]}
    for field in fields(value):
        member = getattr(value, field.name)
        if field.default is MISSING or member != field.default:
            members[field.name] = _stored(member, depth + 1)
    return members


def _seen(char: str) -> str:
    hidden = char == tree.NO_BREAK_HYPHEN or unicodedata.category(char) in _UNSEEN
    if char in " \n" or not hidden:
        return char
    return json.dumps(char)[1:-1]


# In -----------------------------------------------------------------------------------------------------------------


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        doubled = next(name for name, _ in pairs if [other for other, _ in pairs].count(name) > 1)
        raise ValueError(f"the member {doubled[:40]!r} stands twice in one object")
    return members


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _value(value: Any, hint: Any, place: str, depth: int) -> Any:
    """Return a value as its type hint wants it."""
    origin = get_origin(hint)
    if hint in _NAMES:
        return _node(value, (hint,), place, depth)
    if origin is tuple:
        if not isinstance(value, list):
            raise StoreError(f"{place}: a list is needed, not {_short(value)}")
        return tuple(_value(item, get_args(hint)[0], f"{place}[{n}]", depth) for n, item in enumerate(value))
    if origin is Literal:
        if not any(value == choice and type(value) is type(choice) for choice in get_args(hint)):
            raise StoreError(f"{place}: {_short(value)} is none of {', '.join(map(str, get_args(hint)))}")
        return value
    if origin in (Union, UnionType):
        choices = get_args(hint)
        if value is None and NoneType in choices:
            return None
        kinds = tuple(choice for choice in choices if choice in _NAMES)
        if kinds:
            return _node(value, kinds, place, depth)
        return _value(value, next(choice for choice in choices if choice is not NoneType), place, depth)
    if hint is float and type(value) is int:
        value = float(value)
    if type(value) is not hint or (hint is float and not isfinite(value)):
        needed = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}[hint]
        raise StoreError(f"{place}: {needed} is needed, not {_short(value)}")
    return value


def _node(value: Any, kinds: tuple[type, ...], place: str, depth: int) -> Any:
    if depth > DEEPEST:
        raise StoreError(f"{place}: the document is nested more than {DEEPEST} deep")
    name = value.get("kind") if isinstance(value, dict) else None
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind not in kinds:
        known = ", ".join(_NAMES[each] for each in kinds)
        raise StoreError(f"{place}: one of {known} is needed, not {_short(value if name is None else name)}")
    hints = _hints(kind)
    if strange := value.keys() - hints.keys() - {"kind"}:
        raise StoreError(f"{place}: a {name} has no {min(strange)[:40]!r}")
    members = {}
    for field in fields(kind):
        if field.name in value:
            member = value[field.name]
            members[field.name] = _value(member, hints[field.name], f"{place}.{field.name}", depth + 1)
        elif field.default is MISSING:
            raise StoreError(f"{place}: the {name} has no {field.name!r}")
    try:
        node = kind(**members)
        if isinstance(node, Picture):
            _check_drawing(node.svg)
    except ValueError as error:
        raise StoreError(f"{place}: {error}") from None
    return node


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _check_drawing(svg: str) -> None:
    """Raise ValueError for what no writer may be given."""
    if "<!" in svg or "<?" in svg:
        raise ValueError("the picture holds more than a drawing")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314  # without a document type there are no entities
    except ElementTree.ParseError as error:
        raise ValueError(f"the picture is damaged: {error}") from None
    for element in root.iter():
        if element.tag.removeprefix(_SVG) not in _SHAPES or not element.tag.startswith(_SVG):
            raise ValueError(f"a picture can't hold {_short(element.tag)}")
        for name, value in element.attrib.items():
            if name not in _ATTRIBUTES or "(" in value:
                raise ValueError(f"in a picture there is no {_short(name)} with {_short(value)}")


def _short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=True, default=str) if not isinstance(value, dict | list) else "a structure"
    return shown if len(shown) <= 60 else f"{shown[:57]}…"

"""`{{ … }}` in prose: names, fields and filters; nothing that could compute, loop or call.

Jinja's parser reads the expression, this module walks what it read. Whatever isn't in the tables below is
refused, so an expression can't produce more than the content holds.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, cast

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from markupsafe import escape

from briefgen.content.schema.base import spoken
from briefgen.language.base import Language
from briefgen.localise.values import (
    CannotPrintError,
    LocalDate,
    LocalEntity,
    LocalList,
    LocalNumber,
    LocalPhrase,
    LocalProse,
    LocalText,
    Withheld,
    leaves,
)
from briefgen.problems.notes import Told
from briefgen.project.cases import CASES as OF_NAMES
from briefgen.project.cases import OF_DATES

CASES = ("nom", *OF_NAMES, *OF_DATES)
MAX_LENGTH = 400  # characters of one expression
_GRAMMAR = Environment(autoescape=True)


class ExpressionError(Exception):
    """An expression can't be used; the message is in plain words, the hint says what would do."""

    def __init__(self, message: str, hint: str = "", meant: tuple[str, str] | None = None, mends: str = "") -> None:
        """Say what is wrong; `meant`: a name in it and the one that may be meant; `mends`: as in `CannotPrintError`."""
        self.hint, self.meant, self.mends = hint, meant, mends
        super().__init__(message)


def evaluate(
    source: str, scope: Mapping[str, Any], language: Language, owner: LocalEntity | None = None
) -> LocalPhrase:
    """Return what an expression prints in a text of an entity, in HTML, but for its numbers; raises `ExpressionError`.

    What isn't supplied is told by its path, if it is a field of that entity, or of another one.
    """
    if len(source) > MAX_LENGTH:
        raise ExpressionError(Told("this expression is too long"))
    try:
        tree = _parsed(source)
        value = _value(tree, scope, language, owner)
        if isinstance(value, LocalProse):
            raise ExpressionError(Told("prose can't be printed inside prose"), Told("print a name, a date or a number"))
        if value is None:
            raise _not_supplied(tree, source.strip(), scope, language, owner)
        if not hasattr(value, "__html__"):
            raise ExpressionError(
                Told("„{source}“ has no words to print", source=source.strip()), Told("add a field or a filter")
            )
        # Only the text around a number says how it is written.
        return LocalPhrase(leaf if isinstance(leaf, LocalNumber) else escape(leaf) for leaf in leaves(value))
    except TemplateSyntaxError as error:
        raise ExpressionError(
            Told("„{source}“ is not an expression: {message}", source=source.strip(), message=error.message)
        ) from None
    except CannotPrintError as error:
        raise ExpressionError(str(error), mends=error.mends) from None
    except RecursionError:
        raise ExpressionError(Told("this expression is nested too deeply")) from None


def taken_apart(source: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the names that lead to what an expression prints, none for a number, and its filters; None of others."""
    try:
        node: nodes.Node = _parsed(source)
    except (ExpressionError, TemplateSyntaxError, RecursionError):
        return None
    filters: list[str] = []
    while isinstance(node, nodes.Filter) and node.node:
        filters.append(node.name)
        node = node.node
    if isinstance(node, nodes.Name | nodes.Getattr):
        return tuple(_dotted(node).split(".")), tuple(reversed(filters))
    is_number = isinstance(node, nodes.Const) and type(node.value) in (int, float)
    return ((), tuple(reversed(filters))) if is_number else None


@lru_cache(4096)
def _parsed(source: str) -> nodes.Expr:
    """Return an expression as it was read; nobody changes it."""
    parser = Parser(_GRAMMAR, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise ExpressionError(Told("„{source}“ is not an expression", source=source.strip()))
    return tree


def _value(node: nodes.Node, scope: Mapping[str, Any], language: Language, own: LocalEntity | None) -> Any:
    match node:
        case nodes.Const(value=int() as number) if not isinstance(number, bool) and 0 <= number <= 9999:
            return LocalNumber(number, "", language)
        case nodes.Name(name=name):
            return _field(scope, name)
        case nodes.Getattr(node=parent, attr=attr) if not attr.startswith("_"):
            owner = _value(parent, scope, language, own)
            if isinstance(owner, LocalEntity):
                return _field(owner.fields, attr, Told("in {path}", path=owner.path))
            if isinstance(owner, LocalList):
                ids = {spoken(entry.id): entry for entry in owner if isinstance(entry, LocalEntity)}
                return _field(ids, attr, Told("in {path}", path=owner.source))
            if owner is None:  # and not that it has no fields
                raise _not_supplied(parent, _dotted(parent), scope, language, own)
            raise ExpressionError(Told("there is no {attr!r} here", attr=attr))
        case nodes.Filter(node=inner, name=name, args=[], kwargs=[], dyn_args=None, dyn_kwargs=None) if inner:
            name, _, form = name.partition(".")
            if name not in FILTERS:
                close = difflib.get_close_matches(name, FILTERS, 1)
                hint = (
                    Told("did you mean {name}?", name=close[0])
                    if close
                    else Told("there are {names}", names=", ".join(FILTERS))
                )
                meant = (name, close[0]) if close else None
                raise ExpressionError(Told("there is no filter {name!r}", name=name), hint, meant)
            value = _value(inner, scope, language, own)
            if value is None:  # and not that it has no forms
                raise _not_supplied(inner, _dotted(inner), scope, language, own)
            return _agreeing(value, form, language) if name == "ordinal" and form else FILTERS[name](value, language)
        case nodes.Sub():
            # A short name such as nino-beridze, as it stands in its file.
            hint = Told("write _ for each hyphen of a short name: {name}", name=_without_hyphens(node))
            raise ExpressionError(Told("an expression takes names, fields and filters only"), hint)
    raise ExpressionError(
        Told("an expression takes names, fields and filters only"),
        Told("for example {{ date | dat }} or {{ event.number | ordinal }}"),
    )


def _not_supplied(
    node: nodes.Node, source: str, scope: Mapping[str, Any], language: Language, own: LocalEntity | None
) -> ExpressionError:
    """Return that a field is empty: which one, by its path, if that is known."""
    holder: Any = own
    if isinstance(node, nodes.Getattr):
        holder = _value(node.node, scope, language, own)
    name = node.attr if isinstance(node, nodes.Getattr) else node.name if isinstance(node, nodes.Name) else ""
    if isinstance(holder, LocalEntity) and name in holder.fields:
        path = f"{holder.path}.{name}"
        return ExpressionError(Told("{path} is not supplied", path=path), mends=path)
    return ExpressionError(Told("„{source}“ is not supplied", source=source))


def _dotted(node: nodes.Node) -> str:
    return f"{_dotted(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else str(getattr(node, "name", ""))


def _without_hyphens(node: nodes.Node) -> str:
    match node:
        case nodes.Sub(left=left, right=right):
            return f"{_without_hyphens(left)}_{_without_hyphens(right)}"
        case nodes.Filter(node=inner) if inner:
            return _without_hyphens(inner)
    return _dotted(node)


def _field(fields: Mapping[str, Any], name: str, where: str = "") -> Any:
    if name in fields:
        value = fields[name]
        return value.refuse() if isinstance(value, Withheld) else value
    close = difflib.get_close_matches(name, fields, 1)
    hint = (
        Told("did you mean {name}?", name=close[0])
        if close
        else Told("there are {names}", names=", ".join(sorted(fields)) or Told("none"))
    )
    meant = (name, close[0]) if close else None
    if not where:
        raise ExpressionError(Told("there is no {attr!r} here", attr=name), hint, meant)
    raise ExpressionError(Told("there is no {name!r} {where}", name=name, where=where), hint, meant)


# Filters -------------------------------------------------------------------------------------------------------------


def _case(name: str) -> Callable[[Any, Language], LocalText]:
    def filter(value: Any, language: Language) -> LocalText:
        if not isinstance(value, LocalDate | LocalText | LocalEntity):
            raise ExpressionError(Told("only names and dates have the case {name!r}", name=name))
        return value.case(name)

    return filter


def _ordinal(value: Any, language: Language) -> LocalText:
    if not isinstance(value, LocalNumber):
        raise ExpressionError(Told("only a whole number has an ordinal"))
    return value.ordinal()


def _agreeing(value: Any, form: str, language: Language) -> LocalText:
    if form not in language.agreeing:
        hint = Told("there are {names}", names=", ".join(language.agreeing) or Told("none"))
        raise ExpressionError(
            Told("ordinals have no form {name!r} in {language}", name=form, language=language.name), hint
        )
    _ordinal(value, language)
    return cast(LocalNumber, value).ordinal(form)


def _year(value: Any, language: Language) -> LocalText:
    if not isinstance(value, LocalDate) or value.date.start is None:
        raise ExpressionError(Told("only a date has a year"))
    return LocalText(str(value.date.start.year), value.source)


def _entries(value: Any) -> LocalList[Any]:
    if not isinstance(value, LocalList):
        raise ExpressionError(Told("this filter needs a list"))
    return value.require_whole()


def _count(value: Any, language: Language) -> LocalNumber:
    return LocalNumber(len(_entries(value)), _entries(value).source, language)


def _joined(join: Callable[[Language, list[str], str], str]) -> Callable[[Any, Language], LocalPhrase]:
    def filter(value: Any, language: Language) -> LocalPhrase:
        # The language joins place-holders, which then give way to the entries: their HTML is never taken apart.
        entries = list(_entries(value))
        marks = [chr(0xE000 + index) for index in range(len(entries))]
        text = join(language, marks, str(entries[-1]) if entries else "")
        return LocalPhrase(entries[ord(char) - 0xE000] if char in marks else char for char in text)

    return filter


def _numbered(language: Language, marks: list[str], last: str) -> str:
    return language.semicolons(f"{number}.\u00a0{mark}" for number, mark in enumerate(marks, start=1))


def _quote(value: Any, language: Language) -> LocalPhrase:
    if isinstance(value, LocalProse) or not hasattr(value, "__html__"):
        raise ExpressionError(Told("there are no words to quote here"))
    opening, closing = language.quote("\n").split("\n")
    return LocalPhrase([opening, value, closing])


FILTERS: dict[str, Callable[[Any, Language], Any]] = {
    **{name: _case(name) for name in CASES},
    "ordinal": _ordinal,
    "year": _year,
    "count": _count,
    "list": _joined(lambda language, marks, last: language.join(marks, last)),
    "commas": _joined(lambda language, marks, _: language.commas(marks)),
    "numbered": _joined(_numbered),
    "quote": _quote,
}

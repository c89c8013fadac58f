"""What expressions in a text print, and which ones it could have: for whoever writes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from markupsafe import Markup, escape

from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.schema.base import spoken
from briefgen.content.walk import Item, owners
from briefgen.language.base import Language
from briefgen.language.catalogue import Catalogue
from briefgen.localise.brief import scope_of
from briefgen.localise.chronology import history_of
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.expressions import FILTERS, ExpressionError, evaluate, taken_apart
from briefgen.localise.messages import Messages
from briefgen.localise.prose import ProseError, render_prose
from briefgen.localise.values import (
    CannotPrintError,
    LocalDate,
    LocalEntity,
    LocalList,
    LocalNumber,
    LocalPhrase,
    LocalText,
)

_WORDS = (
    LocalDate,
    LocalEntity,
    LocalNumber,
    LocalPhrase,
    LocalText,
)  # prose prints no prose, and a list in a form only
_NAMES = ("name", "title")  # which an entity prints by itself
_BLANK = "…"  # what a fact prints that nobody has typed yet
_NEVER = ("id", "note", "url", "website", "version", "kind")  # what nobody means to print in a text


@dataclass(frozen=True, slots=True)
class Insertable:
    """An expression and what it prints, or why it prints nothing.

    `of` is the kind or the file that it belongs to, `at` the path of what it prints, "" for how many there are; where
    that is a thing that a field names, such as a city, `thing` is the path of that one. `mends` is the path of the
    field without which it prints nothing, if that is known.
    """

    expression: str
    prints: str = ""
    wrong: str = ""
    of: str = ""
    at: str = ""
    thing: str = ""
    mends: str = ""


@dataclass(frozen=True, slots=True)
class StandsFor:
    """What an expression stands for: `of` and `at` as of an `Insertable`, both "" for a number; and in which forms.

    A list that is no field, such as that of all commissions, has no `at`.
    """

    of: str
    at: str
    forms: tuple[str, ...]


class Printer:
    """What can be printed in the texts of an edition in one language.

    A text of something that the edition doesn't know yet is told of as things stand now, as a later one will print it.
    """

    def __init__(
        self,
        content: Content,
        edition_id: str,
        language: Language,
        catalogue: Catalogue,
        *,
        stands: bool = False,
        blank: Collection[str] = (),
    ) -> None:
        """`blank` are the paths of facts that nobody has typed yet: nothing of what stands there for them prints."""
        as_of = content.editions[edition_id].as_of.start
        assert as_of is not None  # the schema wants a point in time
        known = content if stands else known_at(content, as_of)
        self._items = content.items
        self._standing = cache(partial(Printer, content, edition_id, language, catalogue, stands=True, blank=blank))
        self._language = language
        self._builder = EntityBuilder(known, language, Messages(catalogue), on=as_of, draft=True)
        self._scope = scope_of(self._builder, edition_id)
        history_of(self._builder)
        self._blank = blank
        for at, _, name in (path.rpartition(".") for path in blank):
            if at in known.items:
                self._builder.entity(at).fields[name] = None

    def printed(self, path: str, expression: str) -> Insertable:
        """Return what an expression prints in the text at a path."""
        if self._is_later(path):
            return self._standing().printed(path, expression)
        scope = self._around(path)
        at = _owner(path, self._builder.content.items)
        owner = self._builder.entity(at) if at else None

        def value(source: str, offset: int | None) -> LocalPhrase | Markup:
            return evaluate(source, scope, self._language, owner)

        try:
            html = render_prose(f"{{{{ {expression.strip()} }}}}", "", value, inline=True)
        except (ExpressionError, ProseError) as error:
            mends = getattr(error, "mends", "")
            if mends in self._blank:
                return Insertable(expression, _BLANK, mends=mends)
            return Insertable(expression, wrong=str(error), mends=mends)
        return Insertable(expression, _plain(html))

    def offered(self, path: str) -> list[Insertable]:
        """Return what the text at a path could print: what it belongs to first, then all by the kinds of content."""
        if self._is_later(path):
            return self._standing().offered(path)
        around = self._around(path)
        found = list(self._fields(self._own(path), "", "", _owner(path, self._builder.content.items)))
        for name in ("event", *(name for name, value in self._scope.items() if isinstance(value, LocalEntity))):
            if isinstance(entity := around.get(name), LocalEntity):
                found += _one(name, entity, name, entity.path)
                found += self._fields(entity.fields, f"{name}.", name, entity.path)
        told: set[str] = set()  # a commission is a body, too
        for kind, entities in around.items():
            if isinstance(entities, LocalList):
                if entities:  # nobody writes that there are none of a kind
                    found.append(replace(self.printed(path, f"{kind} | count"), of=kind))
                for entity in entities:
                    # What has no id, as an earlier reading of a figure, no expression can name.
                    if isinstance(entity, LocalEntity) and "id" in entity.fields and entity.path not in told:
                        told.add(entity.path)
                        name = f"{kind}.{spoken(entity.id)}"
                        found += _one(name, entity, kind, entity.path)
                        found += self._fields(entity.fields, f"{name}.", kind, entity.path)
        return list({each.expression: each for each in reversed(found) if each.prints}.values())[::-1]

    def fact(self, path: str, expression: str) -> StandsFor | None:
        """Return what an expression in the text at a path stands for; None where that is nothing."""
        if self._is_later(path):
            return self._standing().fact(path, expression)
        if (found := taken_apart(expression)) is None:
            return None
        names, forms = found
        if not names:
            return StandsFor("", "", forms)
        first, *others = names
        own = self._own(path)
        value: Any = (own if first in own else self._around(path)).get(first)
        is_own = first in own and not others
        at = f"{_owner(path, self._builder.content.items)}.{first}" if is_own else getattr(value, "path", "")
        for name in others:
            if isinstance(value, LocalEntity):
                at, value = f"{value.path}.{name}", value.fields.get(name)
            else:
                value = value.get(name) if isinstance(value, LocalList) else None
                at = getattr(value, "path", "")
        return None if value is None and at not in self._blank else StandsFor("" if is_own else first, at, forms)

    def forms(self, path: str, expression: str) -> dict[str, Insertable]:
        """Return the forms that an expression can take, by the names of their filters; "" is as it is."""
        found = {"": self.printed(path, expression)}
        for name in (*FILTERS, *(f"ordinal.{form}" for form in self._builder.language.agreeing)):
            other = self.printed(path, f"{expression} | {name}")
            if other.prints and other.prints not in {each.prints for each in found.values()}:
                found[name] = other
        return found

    def _around(self, path: str) -> dict[str, Any]:
        """Return all that a text can name; what it belongs to hides what has the same name elsewhere."""
        return {**self._scope, **self._own(path)}

    def _is_later(self, path: str) -> bool:
        """Tell whether a text belongs to something that the edition doesn't know."""
        return _owner(path, self._items) not in ("", *self._builder.content.items)

    def _own(self, path: str) -> dict[str, Any]:
        path = _owner(path, self._builder.content.items)
        return {name: value for name, value in self._builder.entity(path).fields.items() if value != ()} if path else {}

    def _fields(self, fields: Mapping[str, Any], before: str, of: str, at: str) -> Iterator[Insertable]:
        for name, value in fields.items():
            if name not in _NEVER and not (before and name in _NAMES):
                if f"{at}.{name}" in self._blank:
                    yield Insertable(f"{before}{name}", _BLANK, of=of, at=f"{at}.{name}")
                yield from _one(f"{before}{name}", value, of, f"{at}.{name}")


def _owner(path: str, items: Mapping[str, Item]) -> str:
    """Return the path of the thing that a text at a path belongs to; "" for none."""
    return next((at for at, _entity in owners(items, path)), "")


def _one(expression: str, value: Any, of: str, at: str) -> Iterator[Insertable]:
    if isinstance(value, _WORDS):
        try:
            thing = value.path if isinstance(value, LocalEntity) else ""
            yield Insertable(expression, _plain(escape(value)), of=of, at=at, thing=thing)
        except CannotPrintError:
            return


def _plain(html: Markup) -> str:
    return html.striptags()

"""The content's entities as values in one language, with references resolved and prose rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, get_args

from markupsafe import Markup
from pydantic.fields import FieldInfo

from briefgen.content.kinds import COUNTRIES, KINDS
from briefgen.content.knowing.figures import known_on, path_of
from briefgen.content.knowing.readers import Shown, shown_to
from briefgen.content.knowing.signed import signature_in
from briefgen.content.model import Content
from briefgen.content.schema.audience import Readers, audience_of
from briefgen.content.schema.base import PAST, Entity, Line, Name, Number, Prose, Reading, Translated
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.walk import entry_path, is_signed, markers, tells_days
from briefgen.dates import Date, Point
from briefgen.language.base import Language
from briefgen.localise.days import with_days
from briefgen.localise.expressions import CASES, ExpressionError, evaluate
from briefgen.localise.items import LocalItem
from briefgen.localise.kind_words import KIND_WORDS
from briefgen.localise.messages import Messages
from briefgen.localise.prose import ProseError, render_prose
from briefgen.localise.values import (
    Hidden,
    LocalDate,
    LocalEntity,
    LocalList,
    LocalNumber,
    LocalPhrase,
    LocalProse,
    LocalText,
    Withheld,
)
from briefgen.problems.diagnostics import Diagnostic, Fix
from briefgen.problems.notes import N_, Told

NOTHING = Markup("[…]")  # stands in a preview where a text has what can't be printed
_Figure = TypeVar("_Figure", LocalNumber, LocalText)
_QUALIFIERS = {
    "more-than": N_("more than {number}"),
    "at-least": N_("at least {number}"),
    "about": N_("about {number}"),
    "up-to": N_("up to {number}"),
}


class EntityBuilder:
    """Makes each entity once, so that references may run in circles; collects the problems of its texts."""

    def __init__(
        self,
        content: Content,
        language: Language,
        message: Messages,
        *,
        on: Point,
        draft: bool,
        readers: Readers | None = None,
    ) -> None:
        """`readers`: what isn't for them is withheld, and not in `content`. None is the staff, who see all."""
        shown = shown_to(content, readers) if readers else Shown(content)
        self.content, self.hidden, self._all = shown.content, shown.hidden, content
        self.language, self.message, self.draft, self.readers = language, message, draft, readers
        self.on = on  # figures are those of this date
        self.problems: list[Diagnostic] = []
        self._made: dict[str, LocalEntity] = {}
        self._unrendered: list[tuple[LocalProse, Translated, LocalEntity]] = []
        self._countries = {country.code: country for country in self.content.places.countries}

    def entity(self, path: str) -> LocalEntity:
        """Return the entity at a provenance path."""
        if path in self._made:
            return self._made[path]
        model = self.content.items[path].value
        entity = self._made[path] = LocalItem(path) if isinstance(model, AgendaItem) else LocalEntity(path)
        kind: type[Entity] = type(model)
        forms = getattr(model, "forms", {}).get(self.language.code, {})
        reading = known_on(model, self.on) if isinstance(model, Number) else None
        for name, refers, is_words, signed, dated in _fields(kind):
            if self.readers is not None and not self.readers.may_read(audience_of(kind, name)):
                entity.fields[name] = Withheld(f"{path}.{name}")
                continue
            if f"{path}.{name}" in self.hidden:
                entity.fields[name] = Hidden(f"{path}.{name}")
                continue
            holder, at = model, path
            if reading is not None and name in Reading.model_fields:
                holder, at = reading, path_of(reading, model, path)
            value = getattr(holder, name)
            if value and signed:
                value = signature_in(self.content.people.persons, value, self.language.code)
            if value and dated:
                value = with_days(value, self.language)
            entity.fields[name] = self._value(value, f"{at}.{name}", refers, is_words, forms, entity)
        entity.printed = self._printed(entity, model)
        return entity

    def referred(self, kind: str, id: str) -> LocalEntity:
        """Return the entity of a kind with that id."""
        return self.entity(self.content.index[kind][id])

    def all_of(self, kind: str) -> LocalList[LocalEntity]:
        """Return every entity of a kind, in the order of the content."""
        is_shortened = any(map(self.lacks, KINDS[kind].lists))
        return LocalList(map(self.entity, self.content.index[kind].values()), kind, is_shortened=is_shortened)

    def lacks(self, path: str, such: Callable[[Any], bool] = lambda _: True) -> bool:
        """Tell whether a list lacks an entry that isn't for the readers: then nobody may tell how many there are."""
        lost = (each for each in self.hidden if each.endswith("]") and each.rpartition("[")[0] == path)
        return any(such(self._all.items[each].value) for each in lost)

    def country(self, code: str, source: str) -> LocalText:
        """Return a country's name: the project's own, else CLDR's."""
        own = self._countries.get(code)
        if own and self.language.code in own.name.root:
            return LocalText(own.name.root[self.language.code], source)
        return LocalText(self.language.country(code), source)

    def render_all(self, scope: Mapping[str, Any]) -> None:
        """Render every prose text of the entities made so far; the problems are in `problems`."""
        while self._unrendered:
            prose, translated, owner = self._unrendered.pop(0)
            text = translated.root.get(self.language.code, "").strip()
            if not text:
                # A check has said that it is missing; only a draft comes this far, and shows it.
                mark = self.message("not translated")
                body = Markup('<span data-src="{}">[{}]</span>').format(prose.source, str(mark))
                prose.html = body if isinstance(translated, Line) else Markup("<p>{}</p>").format(body)
                continue
            prose.html = self.render(text, prose.source, scope, owner, inline=isinstance(translated, Line))

    def render(
        self, text: str, source: str, scope: Mapping[str, Any], owner: LocalEntity, *, inline: bool = False
    ) -> Markup:
        """Return the HTML of one prose text of an entity, or of a part of it; its problems are in `problems`."""
        # An entry's own fields hide what has the same name elsewhere, but for lists that it leaves empty.
        own = {name: value for name, value in owner.fields.items() if isinstance(value, Withheld) or value != ()}
        return self._render(text, source, {**scope, **own}, inline, owner)

    def rough(self, number: _Figure, qualifier: str) -> _Figure | LocalPhrase:
        """Return a figure with what is said about how rough it is."""
        return number if qualifier == "exact" else self.message(_QUALIFIERS[qualifier], number=number)

    def _render(self, text: str, source: str, scope: Mapping[str, Any], inline: bool, owner: LocalEntity) -> Markup:
        raw = self.content.items[source].value.root[self.language.code]
        indent = len(raw) - len(raw.lstrip())

        def problem(
            code: str,
            message: str,
            hint: str,
            offset: int | None,
            length: int,
            meant: tuple[str, str] | None = None,
            mends: str = "",
        ) -> None:
            start = None if offset is None or offset < 0 else offset + indent
            found = self.content.problem(
                source,
                code,
                message,
                hint,
                within=(self.language.code,),
                offset=start,
                length=None if start is None else length,
            )
            fix = None if start is None or not meant else _fix(raw, start, length, *meant)
            self.problems.append(replace(found, fix=fix, rests_on=(mends,) if mends else ()))

        def value(expression: str, offset: int | None) -> LocalPhrase | Markup:
            try:
                return evaluate(expression, scope, self.language, owner)
            except ExpressionError as error:
                length = len(expression) + 4
                problem("expression-wrong", str(error), error.hint, offset, length, error.meant, error.mends)
                return NOTHING

        try:
            ordinals = self.language.ordinals_at_starts(text)
            return render_prose(text, source, value, inline=inline, ordinals=ordinals)
        except ProseError as error:
            problem("prose-wrong", str(error), error.hint, error.offset, error.length)
            return NOTHING

    def _value(
        self, value: Any, path: str, refers: str | None, is_words: bool, forms: Mapping[str, str], owner: LocalEntity
    ) -> Any:
        match value:
            case None | bool():
                return value
            case Name():
                return self._name(value, path, forms, owner)
            case Line() | Prose():
                prose = LocalProse(path)
                self._unrendered.append((prose, value, owner))
                return prose
            case Date():
                return LocalDate(value, path, self.language)
            case Entity():
                return self.entity(path)
            case int():
                return LocalNumber(value, path, self.language, self._agrees(path, owner))
            case str() if refers:
                return self._reference(refers, value, path)
            case str() if is_words:
                return LocalText(value, path)
            case list():
                entries = enumerate(value)
                if refers:
                    found = [self._reference(refers, id, f"{path}[{i}]") for i, id in entries]
                    seen = [each for each in found if not isinstance(each, Withheld)]
                    return LocalList(seen, path, is_shortened=len(seen) < len(found))
                if all(isinstance(entry, Entity) for entry in value):
                    entities = (self.entity(entry_path(path, i, entry)) for i, entry in entries)
                    return LocalList(entities, path, is_shortened=self.lacks(path))
                return tuple(value)  # never printed, such as the domains of a marking
            case _:
                return value

    def _agrees(self, path: str, owner: LocalEntity) -> str:
        """Return the form in which the ordinal of an event's number goes with what such an event is called."""
        event = self.content.items[owner.path].value if path == f"{owner.path}.number" else None
        if not isinstance(event, Event):
            return ""
        own = self.content.items.get(self.content.index["eventkinds"].get(event.kind, ""))
        said = own.value.ordinal.get(self.language.code, "") if own else ""
        return said or self.language.agreement.get(event.kind, "")

    def _reference(self, kind: str, id: str, path: str) -> Any:
        if kind == COUNTRIES:
            return self.country(id, path)
        if id not in self.content.index[kind]:
            words = KIND_WORDS.get(kind, {}).get(id)
            return self.message(words) if words else Hidden(path)
        return self.referred(kind, id)

    def _name(self, name: Name, path: str, forms: Mapping[str, str], owner: LocalEntity) -> LocalText:
        text = name.root.get(self.language.code, "").strip()
        if not text:
            # One report is enough: the mark stands for every form that isn't typed.
            mark = f"[{self.message('not translated')}]"
            return LocalText(mark, path, {**dict.fromkeys(CASES, mark), **forms})
        if (at := text.find("{{")) >= 0:
            raw = name.root[self.language.code]
            self.problems.append(
                self.content.problem(
                    path,
                    "expression-wrong",
                    Told("a name is printed as it stands: it takes no expressions"),
                    Told("type the words"),
                    within=(self.language.code,),
                    offset=at + len(raw) - len(raw.lstrip()),
                    length=len(text[at:].partition("}}")[0]) + len("}}"),
                )
            )
        own = getattr(self.content.items[owner.path].value, "title_language", None)
        foreign = own if own and own != self.language.code else None
        return LocalText(text, path, forms, language=foreign, forms_at=f"{owner.path}.forms.{self.language.code}")

    def _printed(self, entity: LocalEntity, model: Entity) -> Callable[[], Any]:
        if isinstance(model, Reading):
            fields = entity.fields  # as they are once it is printed: see `Printer`
            return lambda: fields["value"] and self.rough(fields["value"], fields["qualifier"])
        return lambda: entity.fields.get("name") or entity.fields.get("title")


@cache
def _fields(model: type[Entity]) -> tuple[tuple[str, str | None, bool, bool, bool], ...]:
    """Return the fields that an edition may print: what ids refer to, whether they are words, a name, or tell days."""
    fields = model.model_fields.items()
    # What was told before is no edition's but those of then.
    own = ((name, field) for name, field in fields if name not in PAST)
    return tuple(
        (name, markers(field)[0], _is_words(field), is_signed(field), tells_days(field)) for name, field in own
    )


def _is_words(field: FieldInfo) -> bool:
    """Whether a text field holds words to print, not an id or a choice from a list."""
    parts = {field.annotation, *get_args(field.annotation)}
    marks = [*field.metadata, *(mark for part in parts for mark in getattr(part, "__metadata__", ()))]
    pattern = next((p for mark in marks if (p := getattr(mark, "pattern", None))), "")
    of_ids = str(getattr(pattern, "pattern", pattern)).startswith("^[a-z")
    return str in {getattr(part, "__origin__", part) for part in parts} and not of_ids


def _fix(text: str, start: int, length: int, wrong: str, right: str) -> Fix | None:
    """Return what may stand in the place of a name in an expression."""
    found = re.search(rf"(?<!\w){re.escape(wrong)}(?!\w)", text[start : start + length])
    return Fix(start + found.start(), len(wrong), wrong, (right,)) if found else None

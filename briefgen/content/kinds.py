"""What kinds of content there are, and where each stands: concluded from what the schema registers.

Whatever is registered by half is said here as soon as anything reads content, to whoever adds a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from briefgen.content.names import EDITIONS
from briefgen.content.schema import FILES
from briefgen.content.schema.base import Entity
from briefgen.content.schema.registration import File, Kind
from briefgen.content.walk import markers

COUNTRIES = "countries"  # what `Refers` calls them: they come from ISO 3166-1, and not from the content


@dataclass(frozen=True, slots=True)
class Registered:
    """A kind with the lists of the content that hold it, by their paths: ``association.offices``, ``events``."""

    kind: Kind
    lists: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files of these lists."""
        return tuple(path.partition(".")[0] for path in self.lists)


def registered(files: Mapping[str, File], models: Iterable[type[Entity]]) -> dict[str, Registered]:
    """Return the kinds of models that stand in files, by their names; raises `TypeError` if one is half registered."""
    models = [*models]
    _refuse_required(files)
    lists: dict[type[Entity], list[str]] = {}
    for path, model in _lists(files):
        lists.setdefault(model, []).append(path)
    found: dict[str, Registered] = {}
    for model in models:
        if (kind := vars(model).get("of_kind")) is None:
            continue
        if model not in lists:
            raise TypeError(
                f"no file holds {model.__name__}: give {model.__module__} FILES = {{{kind.name!r}: "
                f"File(list[{model.__name__}])}}, or the model of a file a field that is a list of it"
            )
        if not re.fullmatch("[a-z]+", kind.name) or (kind.name in files and not files[kind.name].is_list):
            raise TypeError(f"{model.__name__} can't be called {kind.name!r}: a–z only, and like no file of fields")
        if kind.name in found:
            raise TypeError(f"two kinds are called {kind.name!r}, one of them {model.__name__}")
        if "id" not in model.model_fields:
            raise TypeError(f"{model.__name__} is of a kind, and needs an id: Id")
        if kind.where_named and any(files[path].printed == "whole" for path in lists[model] if path in files):
            raise TypeError(f'{kind.name}.yaml is of a kind that is printed where it is named: say printed="named"')
        found[kind.name] = Registered(kind, tuple(lists[model]))
    _refuse_unknown(models, found)
    return found


def _refuse_required(files: Mapping[str, File]) -> None:
    for stem, file in files.items():
        lacking = [name for name, field in _fields(file.model) if field.is_required()]
        if lacking and not (file.needed or file.is_list):
            raise TypeError(
                f"{stem}.yaml need not be there, so {' and '.join(lacking)} of {file.model.__name__} can't be required:"
                " give a default, or say File(…, needed=True)"
            )


def _refuse_unknown(models: Iterable[type[Entity]], known: Iterable[str]) -> None:
    for model in models:
        for name, field in model.model_fields.items():
            refers, _ = markers(field)
            if refers not in (None, COUNTRIES, EDITIONS, *known):
                raise TypeError(
                    f"{model.__name__}.{name} refers to {refers!r}, and no kind is called so: give its class of_kind ="
                    f" Kind({refers!r})"
                )


def _lists(files: Mapping[str, File]) -> Iterator[tuple[str, type[Entity]]]:
    """Yield the lists of entities that are files, or fields of files, with what they hold."""
    for stem, file in files.items():
        if file.is_list:
            yield stem, get_args(file.model)[0]
        for name, field in _fields(file.model):
            for part in (field.annotation, *get_args(field.annotation)):  # an optional list, too
                held = get_args(part)[0] if getattr(part, "__origin__", None) is list else None
                if isinstance(held, type) and issubclass(held, Entity):
                    yield f"{stem}.{name}", held


def _fields(model: Any) -> Iterable[tuple[str, Any]]:
    return model.model_fields.items() if isinstance(model, type) and issubclass(model, Entity) else ()


def _below(model: type[Entity]) -> Iterator[type[Entity]]:
    for each in model.__subclasses__():
        yield each
        yield from _below(each)


KINDS = registered(FILES, _below(Entity))
IN_TEXTS = tuple(name for name, each in KINDS.items() if each.kind.in_texts)
WHERE_NAMED = tuple(name for name, each in KINDS.items() if each.kind.where_named)
# Files that briefs can print all of, and those that they print nothing of.
WHOLE = tuple(stem for stem, file in FILES.items() if file.printed == "whole")
UNPRINTED = tuple(stem for stem, file in FILES.items() if file.printed == "never")
# Lists of which briefs print what is named elsewhere, and no more; and lists that they can print all of, although
# they print only what is named of the rest of the file.
NAMED_LISTS = tuple(path for each in KINDS.values() if each.kind.where_named for path in each.lists)
WHOLE_LISTS = tuple(
    path
    for each in KINDS.values()
    if each.kind.in_texts and not each.kind.where_named
    for path in each.lists
    if FILES[path.partition(".")[0]].printed == "named"
)


def is_only_named(path: str) -> bool:
    """Tell whether a path is in a list of which briefs print only what is named elsewhere."""
    return any(path == each or path.startswith(f"{each}[") for each in NAMED_LISTS)


def kind_of(value: Any) -> str | None:
    """Return the name of the kind that a value is of; None if it is no entity with ids of its own."""
    kind: Kind | None = getattr(value, "of_kind", None)
    return kind.name if kind else None


def stands_in(kind: str) -> tuple[str, ...]:
    """Return the files that hold a kind; none if there is no such kind."""
    return KINDS[kind].files if kind in KINDS else ()

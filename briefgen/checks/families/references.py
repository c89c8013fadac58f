"""Ids lead somewhere, and nothing that was collected lies unused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefgen.checks.about import by_name
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.kinds import COUNTRIES, stands_in
from briefgen.content.own_kinds import CALLED, SHIPPED, is_there, shipped
from briefgen.content.schema.base import Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body
from briefgen.content.schema.sources import Source
from briefgen.language.countries import country_codes
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Named, Told, looked_up


@rule("reference-unknown", "error", "Every id that is used exists.", blocks=True)
def reference_unknown(subject: Subject) -> Iterator[Found]:
    """Find ids that refer to nothing."""
    index, files = subject.content.index, subject.content.files
    lost: dict[str, int] = {}
    meant: dict[tuple[str, str], str] = {}
    for path, kind, id in _references(subject):
        if kind == COUNTRIES or is_there(subject.content, kind, id):
            continue
        # Of a kind that stands in one file alone, and that isn't there.
        holds = stands_in(kind)
        if files and len(holds) == 1 and holds[0] not in files and kind not in SHIPPED:
            lost[holds[0]] = lost.get(holds[0], 0) + 1
            yield Found(
                path,
                Told("there is no {id!r} among the {kind}", id=id, kind=looked_up(kind)),
                Told("{holds}.yaml is missing", holds=looked_up(holds[0])),
            )
            continue
        known: Collection[str] = (*index[kind], *shipped(subject.content, kind))
        if (kind, id) not in meant:
            meant[kind, id] = did_you_mean(id, [_called(subject, kind, each) for each in known], none=Told("none yet"))
            if kind in CALLED and not meant[kind, id].endswith("?"):
                own = Told("{choices}; kinds of your own are named in kinds.yaml", choices=meant[kind, id])
                meant[kind, id] = own
        message = Told("there is no {id!r} among the {kind}", id=id, kind=looked_up(CALLED.get(kind, kind)))
        yield Found(path, message, meant[kind, id], rests_on=(f"{kind}[{id}]",))
    for root, count in lost.items():
        message = Told(
            "{root}.yaml is missing, and {count} id{what} of other files lead into it",
            root=looked_up(root),
            count=count,
            what="" if count == 1 else "s",
        )
        hint = Told("put the file back: from version control or a backup; briefgen undo takes back what briefgen did")
        yield Found(f"{subject.folder}/{root}.yaml".removeprefix("/"), message, hint)


def _called(subject: Subject, kind: str, id: str) -> str:
    """Return an id, which a terminal shows, with what the thing is called."""
    item = subject.content.items.get(subject.content.index[kind].get(id, ""))
    name = getattr(item.value, "name", None) if item else None
    return Named(id, dict(name.root)) if isinstance(name, Translated) else id


@rule("country-unknown", "error", "Every country is one of ISO 3166-1.", blocks=True)
def country_unknown(subject: Subject) -> Iterator[Found]:
    """Find codes that no country has."""
    countries = country_codes()
    for path, kind, code in _references(subject):
        if kind == COUNTRIES and code not in countries:
            yield Found(path, Told("there is no country {code!r}", code=code), Told("see ISO 3166-1"))


@rule("parent-circle", "error", "Nothing is its own parent.", blocks=True)
def parent_circle(subject: Subject) -> Iterator[Found]:
    """Find events and bodies that are their own ancestors."""
    kinds: tuple[tuple[type[Event | Body], str], ...] = ((Event, "events"), (Body, "bodies"))
    for kind, name in kinds:
        index = subject.content.index[name]
        parents = {path: index.get(entity.parent or "", "") for path, entity in subject.entities(kind)}
        circling = _in_circles(parents)
        way = tuple(f"{path}.parent" for path in parents if path in circling)
        for path in parents:
            if path in circling:
                yield Found(f"{path}.parent", Told("this is its own parent, in a circle"), rests_on=way)


@rule("source-unused", "warning", "Every source stands behind a fact.")
def source_unused(subject: Subject) -> Iterator[Found]:
    """Find sources that no fact names."""
    if subject.content.unread:
        return  # what could not be read may name them
    used = {id for _, kind, id in _references(subject) if kind == "sources"}
    for path, source in subject.entities(Source):
        if source.id not in used:
            yield Found(
                path,
                Told("no fact names the source {id}", id=by_name(source)),
                Told("name it where it belongs, or delete it"),
            )


def _references(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Yield the path, the kind and the id of every reference to what could be read."""
    for path, item in subject.content.items.items():
        if item.refers is not None and isinstance(item.value, str) and item.refers not in subject.content.unread:
            yield path, item.refers, item.value


def _in_circles(parents: Mapping[str, str]) -> set[str]:
    """Return what is its own ancestor, by the parents; each is gone to once."""
    found: set[str] = set()
    gone: set[str] = set()
    for path in parents:
        way: dict[str, int] = {}
        while path in parents and path not in gone:
            gone.add(path)
            way[path] = len(way)
            path = parents[path]
        if path in way:
            found.update(each for each, at in way.items() if at >= way[path])
    return found

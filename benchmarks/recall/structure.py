"""Ids that lead nowhere, sources that nobody names, links, markings, pictures, length."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise

from briefgen.content.schema.base import Entity, Fact
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body
from briefgen.content.schema.sources import Source
from briefgen.project.folder import SETTINGS_FILE, Settings
from recall.faults import FACTS, REFERENCES, STRUCTURE, TRANSLATION, Edit
from recall.people import misspell
from recall.planting import Planted, kind
from recall.site import Site

EVERYTHING = (*REFERENCES, *FACTS)
REFUSED = ("value-wrong", "field-.*", "id-.*", "expression-wrong", "template-wrong")


def _slipped(rng: random.Random, id: str, known: dict[str, str]) -> str:
    new = misspell(rng, id) if re.search(r"[a-z]{5}", id) else f"{id}-x"
    return new if new not in known else f"{new}s"


@kind("references and structure", "unknown id", REFERENCES, also=EVERYTHING, elsewhere=REFERENCES)
def unknown_id(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, item in site.items.items():
        if item.refers and item.refers != "countries" and isinstance(item.value, str):
            known = dict(site.content.index[item.refers])
            yield site.change(path, _slipped(rng, item.value, known)), path


@kind("references and structure", "unknown id in a text", (*REFERENCES, "expression-wrong"), also=TRANSLATION)
def unknown_in_text(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r"\{\{ (stats|persons|works|events|bodies|programmes)\.(\w+)", text.value):
            new = _slipped(rng, found[2], {})
            yield site.rewrite(text, found.start(2), len(found[2]), new), text.path


@kind("references and structure", "unknown country", (*REFERENCES, "value-wrong"), also=EVERYTHING)
def unknown_country(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, item in site.items.items():
        if item.refers == "countries" and isinstance(item.value, str):
            yield site.change(path, rng.choice(("XX", "UK", "QQ", "EN", "XG"))), path


@kind("references and structure", "source that nobody names", REFERENCES, also=EVERYTHING)
def source_unused(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, _ in site.entities(Source):
        number = rng.randrange(2, 99)
        lines = f"id: report-{number}\ntitle: Report No. {number}\npublisher: A publisher"
        yield site.append(path, lines), "sources"


@kind("references and structure", "last mention of a source deleted", REFERENCES, also=EVERYTHING, everywhere=True)
def source_dropped(site: Site, rng: random.Random) -> Iterator[Planted]:
    named: dict[str, list[tuple[str, str, int]]] = {}
    # Earlier wordings, which aren't spoilt, mention sources, too.
    earlier = (item.value for path, item in site.items.items() if ".earlier[" in path and item.refers == "sources")
    kept = {value for value in earlier if isinstance(value, str)}
    for path, fact in site.entities(Fact):
        for field in ("sources", "contradicted_by"):
            for number, id in enumerate(getattr(fact, field)):
                named.setdefault(id, []).append((path, field, number))
    for id, places in named.items():
        (path, field, number), *more = places
        if not more and id not in kept and len(getattr(site.value(path), field)) > 1:
            yield site.delete_entry(path, field, number), site.content.index["sources"][id]


@kind("references and structure", "link without https", (*REFERENCES, "value-wrong"), also=TRANSLATION)
def insecure(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, item in site.items.items():
        if isinstance(item.value, str) and item.value.startswith("https://"):
            yield site.change(path, item.value.replace("https", "http", 1)), path
    for text in site.texts:
        for found in re.finditer(r"https://", text.value):
            yield site.rewrite(text, found.start(), len("https"), "http"), text.path
    for text in site.prose(*site.languages):
        for found in re.finditer(r"(?<=[ (])[^\W\d]{8,}(?=[ ,.])", text.masked):
            link = f"[{found[0]}](http://www.example.org/{rng.randrange(9)})"
            yield site.rewrite(text, found.start(), len(found[0]), link), text.path


@kind("references and structure", "marking missing", (*STRUCTURE, *REFERENCES, *REFUSED), also=EVERYTHING)
def marking_missing(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, _ in site.entities(Edition):
        yield site.delete(path, "marking"), path
        for marking in ("null", '""', "secret", "none"):
            yield site.change(path, marking, "marking"), path


@kind("references and structure", "id used twice", (*REFERENCES, "id-twice"), also=EVERYTHING, everywhere=True)
def id_twice(site: Site, rng: random.Random) -> Iterator[Planted]:
    for entities, ids in site.content.index.items():
        if entities == "editions":
            continue  # their ids are the names of their files
        paths = list(ids.values())
        for path, other in pairwise(paths):
            yield site.change(path, site.value(other).id, "id"), (path, other)


@kind("references and structure", "its own parent", REFERENCES, also=EVERYTHING)
def own_parent(site: Site, rng: random.Random) -> Iterator[Planted]:
    for kind_ in (Event, Body):
        for path, entity in site.entities(kind_):
            if entity.parent:
                yield site.change(path, entity.id, "parent"), path


@kind("references and structure", "field misspelt", REFUSED, also=EVERYTHING)
def field_misspelt(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, item in site.items.items():
        if isinstance(item.value, Entity):
            for name in type(item.value).model_fields:
                node = site.node(path, name)
                if len(name) > 5 and node and node[0] and not node[2]:
                    start, end = node[0].start_mark.index, node[0].end_mark.index
                    yield Edit(site.file_of(path), start, end, misspell(rng, name)), path


@kind("references and structure", "file of the settings missing", (*STRUCTURE, "mistake"), readable=False)
def file_missing(site: Site, rng: random.Random) -> Iterator[Planted]:
    end = len(site.files[SETTINGS_FILE])
    known = {field.name for field in fields(Settings)}
    for setting in ("letterhead", "logo", "emblem"):
        if setting in known and f"\n{setting} =" not in site.files[SETTINGS_FILE]:
            ending = "docx" if setting == "letterhead" else "png"
            for name in ("brief-head", "logo", "sample"):
                new = f'\n{setting} = "{name}.{ending}"\n'
                yield Edit(SETTINGS_FILE, end, end, new), "briefgen.toml"

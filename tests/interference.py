"""The invented project with more that is for few, and what can be done to that.

It is changed, taken out, or filled where it was empty: each field by what may stand in it.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import TypeAdapter, ValidationError

from briefgen.content.knowing.readers import needed, shown_to, withheld
from briefgen.content.model import Content, root_of
from briefgen.content.schema.audience import Readers
from briefgen.content.schema.base import READERS, Entity, Translated
from briefgen.content.walk import around, parent
from briefgen.document.tree import Document
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import Job, compose
from briefgen.making.opened import open_project

PROJECT = Path(__file__).parent / "data" / "pack_project"
EDITION, BEFORE = "2031-05-sample-bay", "2029-05-sample-bay"
TYPES = ("open", "counterpart", "interpreters")
_ONLY_US = {"audience": "internal"}
# Entries that are for the agency alone, each with something that others of its sort are told, counted or sorted by.
KEPT_BACK: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "association": [
        ("stats", {"id": "debts", "label": "Debts", "value": 7, "as_of": "2031-02-01", "key": True}),
        ("bodies", {"id": "caucus", "kind": "council", "name": "Caucus", "text": "A caucus.",
                    "elects_bodies": ["audit"], "meets_at": "conference"}),
        ("works", {"id": "leaflet", "kind": "guidelines", "title": "Leaflet"}),
        ("offices", {"id": "envoy", "title": "Envoy"}),
    ],
    "people": [
        ("persons", {"id": "someone", "name": "Someone Example", "country": "FR"}),
        ("terms", {"id": "someone-chair", "person": "someone", "office": "chair", "start": "2030-05", "years": 4}),
        ("terms", {"id": "nana-chair", "person": "nana-magalitadze", "office": "chair", "start": "2030-06"}),
    ],
    "cooperation": [
        ("history", {"id": "visit", "date": "2031-03-05", "text": "A visit.", "summary": "a visit", "city": "cove"}),
        ("history", {"id": "met", "event": "conclave", "text": "A conclave."}),
    ],
    "events": [
        ("", {"id": "conclave", "kind": "council-session", "parent": "conference-2031", "name": "Conclave",
              "date": "2031-05-13", "state": "planned", "city": "sample-bay"}),
        ("", {"id": "forum-2029", "kind": "forum", "name": "Earlier Forum", "date": "2029-05-13", "state": "held"}),
    ],
    "places": [("cities", {"id": "cove", "country": "FR", "name": "Cove", "forms": {"ka": {"loc": "Cove"}}})],
    "sources": [("", {"id": "letter", "title": "A letter", "cited_as": {"ka": "წერილი", "en": "A letter"}})],
    "glossary": [("terms", {"id": "deal", "term": "deal"})],
    f"editions/{EDITION}": [
        ("meetings", {"id": "aside", "name": "Aside", "date": "2031-05-13", "minutes": 10,
                      "interlocutors": [{"id": "mara", "person": "mara-example"}, {"id": "quiet", "person": "quiet"}],
                      "points": [{"id": "more", "kind": "key-message", "topic": "More", "say": "More.",
                                  "cleared_by": "N."}]}),
        ("points", {"id": "secret", "kind": "key-message", "topic": "Aside", "say": "Aside.", "cleared_by": "N."}),
        ("delegation", {"id": "silent", "person": "gia-nimushadze", "role": "Silent"}),
    ],
}  # fmt: skip
_NAMES = {"label", "title", "name", "text", "summary", "term", "topic", "say", "role"}
# Who reads it, when it is known; and what is never there without something else.
_DECIDES = {"id", "kind", READERS, "earlier", "known_from", "known_until", "contradicted_by"}
_OPEN = """{%- import "parts/frame.html.jinja" as frame with context %}
{%- import "parts/sections.html.jinja" as sections with context -%}
<html lang="{{ brief.language.tag }}">
{{ frame.head(brief, 8) }}
<body>
{{ frame.title_block(brief, _("Background note")) }}
<main>
{{ sections.fact_sheet(brief) }}
{{ sections.activities(brief) }}
<section>
{%- for session in brief.sessions %}
<p>{{ session.name }} {% if session.date %}{{ session.date }}{% endif %}</p>{% endfor %}
{%- for item in brief.results %}<p>{{ item.title }}</p>{% endfor %}
{%- for item in brief.prepared_agenda %}<p>{{ item.title }}</p>{% endfor %}
</section>
</main>
{{ frame.running_foot(brief) }}
</body>
</html>
"""
Change = Callable[[Any, str, Content], Any]
Paths = Mapping[tuple[str, str], list[str]]


def invented(root: Path) -> Path:
    """Write the project, with an edition before and entries that are kept back; return its folder."""
    shutil.copytree(PROJECT, root)
    briefs = root / "templates" / "briefs"
    briefs.mkdir(parents=True)
    (briefs / "open.html.jinja").write_text(_OPEN, "utf-8")
    (briefs / "open.toml").write_text('audience = "public"\n', "utf-8")
    for name, entries in KEPT_BACK.items():
        with _file(root, name) as data:
            for list_, entry in entries:
                holder = data.setdefault(list_, []) if list_ else data
                holder.append(_worded(entry) | _ONLY_US)
    with _file(root, f"editions/{EDITION}") as data:
        data["previous"] = BEFORE
    _write(root, f"editions/{BEFORE}", {"event": "forum-2029", "version": 1, "as_of": "2029-04-20",
                                        "marking": "internal"})  # fmt: skip
    with _file(root, "cooperation") as data:
        data["history"][1] |= {"summary": {"ka": "სემინარი", "en": "a seminar"}}
    with _file(root, "people") as data:  # of whom only a meeting that is kept back tells
        data["persons"].append({"id": "quiet", "name": {"ka": "ჩუმი მაგალითი", "en": "Quiet Example"}})
    with _file(root, "events") as data:
        data[0] |= {"sources": ["handbook", "letter"], "based_on": "leaflet"}
        data[1]["agenda"][0]["candidates"].append("someone")
        data[1]["agenda"].append({"id": "leaflet", "kind": "adoption", "work": "leaflet",
                                  "title": {"ka": "ანგარიში", "en": "A report"}})  # fmt: skip
    with _file(root, "cooperation") as data:
        data["membership"] |= {
            "represented_in": ["caucus", "conference"],
            "decided_at": "forum-2029",
            "since": "2029-05",
            "category": "guest",
        }
        data["history"][0] |= {"persons": ["someone"], "works": ["leaflet"], "countries": ["FR"]}
    _write(root, "kinds", {"memberships": [_worded({"id": "guest", "name": "guest"}) | _ONLY_US]})
    with _file(root, "association") as data:
        data["bodies"][0] |= {
            "elects": ["chair", "envoy"],
            "elects_bodies": ["caucus", "board"],
            "reports_to": "caucus",
        }
        for id in ("board", "audit"):
            more = _worded({"id": id, "kind": "council", "name": id.title(), "text": f"The {id}."})
            data["bodies"].append(more | {"parent": "conference", "mandated_by": "caucus", "headed_by": "envoy"})
        data["stats"][0] |= {"history": [{"value": 80, "as_of": "2028-01-01"}]}
        data["stats"].append(
            _worded({"id": "piers", "label": "Piers", "value": 90, "as_of": "2031-02-01", "row": True})
        )
    return root


def trees(root: Path, briefs: Iterable[str], languages: Iterable[str] = ("ka", "en")) -> dict[str, Document]:
    """Return the briefs of some types, as they go to paper."""
    held = open_project(root)
    jobs = itertools.product(briefs, languages)
    return {f"{brief} {code}": compose(held.project, held.content, Job(EDITION, brief, code, ()))[1]
            for brief, code in jobs}  # fmt: skip


def entries(root: Path) -> list[str]:
    """Return the entries of lists that can say that they are for fewer readers."""
    items = open_project(root).content.items
    return [path for path, item in items.items()
            if path.endswith("]") and root_of(path) != path and isinstance(item.value, Entity)
            and READERS in type(item.value).model_fields
            and not path.startswith("agency.markings")]  # fmt: skip


def keep_back(root: Path, paths: Iterable[str], readers: str) -> None:
    """Let entries say that they are for no more than some readers."""
    fields = [f"{path}.{READERS}" for path in paths]
    alter(root, fields, lambda value, path, content: readers)


def readers_of(root: Path, brief: str) -> Readers:
    """Return who reads a type of brief."""
    return brief_type(brief, open_project(root).project.template_folders).readers


def not_for(root: Path, readers: Readers) -> Paths:
    """Return what isn't for readers, by record and field, that of hidden entries, too; then these, under no name."""
    content = open_project(root).content
    hidden = shown_to(content, readers).hidden
    kept = withheld(content, content.items, readers)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in content.items:
        holder, field = parent(path), path.rpartition(".")[2]
        owner = content.items[holder].value if holder in content.items else None
        if path not in kept or not isinstance(owner, Entity) or path.endswith("]"):
            continue
        if field in _DECIDES or field in dict(needed(type(owner))):
            continue
        outer = [each for each in around(path)[:-1] if each in kept and each not in hidden]
        if not any(not each.endswith("]") for each in outer):  # what stands in a field of ours goes with it
            found[type(owner).__name__, field].append(path)
    return {**found, ("", ""): sorted(hidden)}


def alter(root: Path, paths: Iterable[str], change: Change) -> int:
    """Change values in the files of a project; return how many could be."""
    content, done = open_project(root).content, 0
    by_file: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_file[root_of(path)].append(path)
    for file, those in by_file.items():
        name = file.replace("editions[", "editions/").rstrip("]")
        there = root / "content" / f"{name}.yaml"
        if file in those and change(content.items[file].value, file, content) is _GONE:
            there.unlink()
        if not there.exists():
            continue
        with _file(root, name) as data:
            # The last entries of a list first, so that what goes doesn't move others.
            for path in sorted(those, key=lambda each: [(isinstance(k, str), k) for k in content.items[each].keys],
                               reverse=True):  # fmt: skip
                done += _put(data, content.items[path].keys, change(content.items[path].value, path, content))
    return done


_GONE, _SAME = object(), object()


def taken_out(value: Any, path: str, content: Content) -> Any:
    """An entry goes; a field that may be empty is."""
    if path.endswith("]"):
        return _GONE
    return _SAME if _one_of_two(path) or not value or _field(content, path).is_required() else _GONE


def filled(value: Any, path: str, content: Content) -> Any:
    """A field that is empty is no more."""
    return _SAME if value or path.endswith("]") or _one_of_two(path) else _other(value, path, content)


def changed(value: Any, path: str, content: Content) -> Any:
    """A field says something else."""
    is_empty = value in (None, "", [], {})
    return _SAME if is_empty or path.endswith("]") else _other(value, path, content)


def reworded(value: Any, path: str, content: Content) -> Any:
    """Words are others; all else stays, so that nothing is wrong with the content."""
    return (
        {code: f"{words} – {words}" for code, words in value.root.items()} if isinstance(value, Translated) else _SAME
    )


def _one_of_two(path: str) -> bool:
    """Tell whether a field is one of two of which one is there; what is about an event that is hidden is so itself."""
    return path.endswith((".date", ".event"))


def _other(value: Any, path: str, content: Content) -> Any:
    """Return another value that may stand in a field, if one is known."""
    if (refers := content.items[path].refers) is not None:
        ids = list(content.index.get(refers, {}))
        candidates: list[Any] = [*ids, *([each] for each in ids), ids[::-1]]
    else:
        candidates = [*_EXAMPLES, *_choices(_field(content, path).annotation)]
    accepts = TypeAdapter(_field(content, path).rebuild_annotation())
    for each in candidates:
        try:
            if accepts.validate_python(each) != value and isinstance(each, bool) == isinstance(value, bool):
                return each
        except ValidationError:
            continue
    return _SAME


_POINT = {"id": "new", "kind": "key-message", "say": {"ka": "კანარი", "en": "Canary"}}
_TEXT = {"ka": "კანარი", "en": "Canary"}
_EXAMPLES: list[Any] = [
    _TEXT, "Canary", "2031-02", "2031-02-02", "2031-05-14", "10:10", "a@canary.example", 7, True, False, ["Canary"],
    ["steering"], [_POINT], [{"id": "new", "question": _TEXT}], [{"id": "new", "what": _TEXT}],
    [{"id": "new", "title": _TEXT}], [{"id": "new", "date": "2031-04-19", "text": _TEXT}],
    [{"id": "new", "name": _TEXT}], [{"id": "new", "person": "otto-sample"}], [{"id": "new", "term": _TEXT}],
    [{"id": "new", "date": "2031-03-09", "text": _TEXT}], {"en": ["Canary"]}, {"text": _TEXT},
]  # fmt: skip


def _choices(annotation: Any) -> Iterator[Hashable]:
    if getattr(annotation, "__origin__", None) is Literal:
        yield from annotation.__args__
    for part in getattr(annotation, "__args__", ()):
        yield from _choices(part)


def _field(content: Content, path: str) -> Any:
    return type(content.items[parent(path)].value).model_fields[path.rpartition(".")[2]]


def _put(data: Any, keys: tuple[str | int, ...], value: Any) -> bool:
    if value is _SAME or not keys:
        return False
    for key in keys[:-1]:
        data = data[key]
    if value is _GONE and keys[-1] not in (data if isinstance(data, dict) else range(len(data))):
        return False  # it says what it would say without a word
    if value is _GONE:
        del data[keys[-1]]
    else:
        data[keys[-1]] = value
    return True


def _in_georgian(id: str) -> str:
    """Return letters of the script, other ones for each id: no two have one name."""
    return "".join(chr(ord("ა") + ord(letter) - ord("a")) for letter in id if letter.isalpha())


def _worded(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {"ka": _in_georgian(entry["id"]), "en": value}
        if key in _NAMES and isinstance(value, str) and "cited_as" not in entry
        else [_worded(each) if isinstance(each, dict) else each for each in value] if isinstance(value, list) else value
        for key, value in entry.items()
    }  # fmt: skip


class _file:
    """Reads a file of the content, and writes it when all is done."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name

    def __enter__(self) -> Any:
        self.data = yaml.load((self.root / "content" / f"{self.name}.yaml").read_text("utf-8"), _Plain)
        return self.data

    def __exit__(self, *error: object) -> None:
        _write(self.root, self.name, self.data)


class _Plain(yaml.SafeLoader):
    """YAML as people type it: dates and times are words."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _write(root: Path, name: str, data: Any) -> None:
    (root / "content" / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")

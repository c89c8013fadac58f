"""A word of its own, or an unmistakable value, in each field of a project: whose it is, and where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from briefgen.content.schema.audience import Audience, Readers, audience_of
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.meetings import Meeting, Profile
from briefgen.making.opened import open_project

EDITION = "2031-05-sample-bay"
Canaries = dict[str, tuple[str, Audience | None]]
"""By its path what is looked for of a field, a pattern, and who may read it."""

_NEVER = {"id", "code", "kind", "forms", "url", "file", "name"}  # names are public: by them texts are known
_WORDS = {"arrival", "departure", "hotel", "phone", "owner", "cleared_by", "drafter", "number", "note"}
_NAMED = (Meeting, Profile)  # but not these: who meets whom, and who gets what, isn't


def with_canaries(root: Path) -> Canaries:
    """Give each text of the project's edition, entries and agenda a word of its own; return whose it is, by path."""
    content = open_project(root).content
    found: Canaries = {}
    for path, item in content.items.items():
        owner = content.items.get(path.rpartition(".")[0])
        if not isinstance(item.value, Translated | str) or owner is None or not isinstance(owner.value, Entity):
            continue
        field = path.rpartition(".")[2]
        if field in _NEVER and not (field == "name" and isinstance(owner.value, _NAMED)):
            continue
        if isinstance(item.value, Translated) or field in _WORDS:
            found[path] = f"Canary{len(found)}x", for_whom(content.items, path)
    _rewrite(root, {path: lambda old, word=word: _behind(old, word) for path, (word, _) in found.items()})
    return found


def _behind(old: Any, word: str) -> Any:
    return {code: f"{text} {word}" for code, text in old.items()} if isinstance(old, dict) else f"{old or ''} {word}"


def _day(year: int) -> tuple[str, str]:
    """Return a day, and what it reads as in Georgian, English and in files."""
    return f"{year}-02-17", rf"17\.0?2\.{year}|{year}-02-17|17\W+Feb\w*\W+{year}|{year}\W+წლის\W+17"


_UNLIKELY = r"(Likelihood|ალბათობა)\W+(Likelihood\W+)?(low|მცირე)"
_OF_MEETING, _OF_STEP = f"editions[{EDITION}].meetings[secretary]", f"editions[{EDITION}].scenario[arrival]"
VALUES: dict[str, tuple[Any, str]] = {
    f"editions[{EDITION}].drafter_email": ("canary-drafter@agency.example", "canary-drafter"),
    f"editions[{EDITION}].points[offer].cleared_on": _day(2061),
    f"editions[{EDITION}].questions[budget].likelihood": ("unlikely", _UNLIKELY),
    f"{_OF_MEETING}.date": _day(2062),
    f"{_OF_MEETING}.time": ("03:47", r"\b0?3:47\b"),
    f"{_OF_MEETING}.minutes": (1237, r"\b1\W?237\W+(minutes|წუთ)"),
    f"{_OF_MEETING}.language": ("mi", r"M[aā]ori|მაორი"),
    f"{_OF_MEETING}.interpretation": ("simultaneous", "simultaneous|სინქრონ"),
    f"{_OF_STEP}.date": _day(2063),
    f"{_OF_STEP}.time": ("04:53", r"\b0?4:53\b"),
    f"{_OF_STEP}.minutes": (1249, r"\b1\W?249\W+(minutes|წუთ)"),
    f"{_OF_STEP}.lead": ("canary-leader", "Canary Leader|Canary-leader"),
    "cooperation.membership.since": _day(2023),
    "cooperation.membership.votes": (97, r"\b97\W+(votes?|ხმა)"),
}  # fmt: skip
"""Of values that aren't texts one of each sort, and what it reads as."""


def with_values(root: Path) -> Canaries:
    """Give such fields their values; return whose each is, by path."""
    people = root / "content" / "people.yaml"
    leader = "  - {id: canary-leader, name: {ka: Canary Leader, en: Canary Leader}}\n"
    people.write_text(people.read_text("utf-8").replace("persons:\n", f"persons:\n{leader}", 1), "utf-8")
    _rewrite(root, {path: lambda old, value=value: value for path, (value, _) in VALUES.items()})
    content = open_project(root).content
    return {path: (pattern, for_whom(content.items, path)) for path, (_, pattern) in VALUES.items()}


def told_in(files: str, canaries: Canaries) -> set[str]:
    """Return the paths of the fields that files tell of."""
    words = set(re.findall(r"Canary\d+x", files))
    bare = re.sub("<[^>]*>", "", files)
    return {
        path
        for path, (pattern, _) in canaries.items()
        if (pattern in words if pattern.startswith("Canary") and pattern.endswith("x") else re.search(pattern, bare))
    }


def wider(found: Iterable[str], canaries: Canaries, readers: Readers) -> list[str]:
    """Return those of some paths that aren't for readers."""
    return sorted(path for path in found if not readers.may_read(canaries[path][1]))


def for_whom(items: Mapping[str, Any], path: str) -> Audience | None:
    """Return who may read a value: the fewest of those of its field and of all that it stands in."""
    narrowest: Audience | None = Audience.PUBLIC
    holder, _, field = path.rpartition(".")
    while holder:
        value = items[holder].value if holder in items else None
        if isinstance(value, Entity):
            own = audience_of(type(value), field)
            if own is None or narrowest is None:
                return None
            narrowest = max(narrowest, own, value.for_at_most)
        field = holder.rpartition(".")[2].partition("[")[0]
        holder = holder[: max(holder.rfind("."), holder.rfind("["), 0)]
    return narrowest


def _rewrite(root: Path, changes: Mapping[str, Any]) -> None:
    """Change values of a project's content: of each path from what was there."""
    for file in [*(root / "content").rglob("*.yaml")]:
        name = file.relative_to(root / "content").with_suffix("").as_posix()
        root_path = f"editions[{file.stem}]" if name.startswith("editions/") else name
        data = yaml.safe_load(file.read_text("utf-8"))
        for path, change in changes.items():
            if path.startswith((f"{root_path}.", f"{root_path}[")):
                _put(data, path[len(root_path) :], change)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        file.write_text(re.sub(r"(time: )(\d\d:\d\d)", r'\1"\2"', text), "utf-8")


def _put(data: Any, steps: str, change: Any) -> None:
    holder: Any = None
    key: Any = None
    at = data
    for name, id in re.findall(r"\.?(\w+)|\[([^\]]+)\]", steps):
        holder, key = at, name or next(i for i, each in enumerate(at) if str(each.get("id")) == id)
        at = holder.get(key) if name else holder[key]  # a note that isn't there yet is added
    holder[key] = change(at)

"""Where an edition that was issued would print other words now: what it froze, beside the content as it sees it.

What `set`, `add` and `remove` record is rolled back, so an edition of before keeps its words. A file that was edited by
hand has no record, and the edition changes in silence: that is looked for here, without laying out a page. The digest
at the foot of the pages tells whether there is anything to look for.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefgen.checks.subject import Drift
from briefgen.content.comparing.compare import EDITION, Change, compare
from briefgen.content.comparing.named import edition_side
from briefgen.content.comparing.values import persons, with_names
from briefgen.content.digest import NEVER_PRINTED, digest, reached
from briefgen.content.kinds import COUNTRIES, is_only_named
from briefgen.content.knowing.known import newest_date
from briefgen.content.knowing.signed import signed_by
from briefgen.content.model import Content
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import READERS
from briefgen.content.snapshot import restore
from briefgen.content.walk import around, markers
from briefgen.document.tree import Text, walk
from briefgen.issued.store import CONTENT, Issued, issued, open_issued, versions
from briefgen.language import available, get_language
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import WORDS, Named, Told, WordRow
from briefgen.project.folder import Project

_SHORT = 60  # characters of a text in a message


def drifts(project: Project, content: Content) -> tuple[Drift, ...]:
    """Return where the last issued version of each edition, unless a newer one is on its way, prints other words."""
    return tuple(
        drift
        for edition, versions in sorted(issued(project.content).items())
        if edition in content.editions
        for drift in _of_edition(project, content, edition, max(versions))
    )


def is_unchanged(project: Project, content: Content, edition: str) -> bool:
    """Tell whether an edition was issued, and all that it can print is as it was then."""
    there = versions(project.content, edition)
    if not there or content.editions[edition].version != max(there):
        return False
    try:
        return open_issued(project.content, f"{edition}@{max(there)}").facts.content == digest(content, edition)
    except Mistake:
        return False


def _of_edition(project: Project, content: Content, edition: str, version: int) -> Iterator[Drift]:
    if content.editions[edition].version > version:
        return  # someone has said that it will be issued anew
    name = f"{edition}@{version}"
    try:
        frozen = open_issued(project.content, name)
        if frozen.facts.content == digest(content, edition):
            return
        old = restore(frozen.read(CONTENT), name)
        if edition not in old.editions:
            return
        found = [(path, change) for path, change in _changes(old, content, edition) if not _is_unseen(path)]
        printed = _printed(frozen, old) if found else frozenset()
    except (Mistake, ProblemsError) as error:
        why = str(error)
        yield Drift(
            name, edition, why=why.splitlines()[0] if "\n" in why else why
        )  # a line of it has no words of its own
        return
    current = content.editions[edition].as_of.start == newest_date(content)
    for path, change in _on_pages(found, printed):
        of_names = replace(change, old=_named(old, change, change.old), new=_named(content, change, change.new))
        told, ways = _told(path, of_names)
        yield Drift(name, edition, path, told, ways, current)


def _changes(old: Content, new: Content, edition: str) -> Iterator[tuple[str, Change]]:
    """Yield what differs in all that the edition can print, by its path in the content."""
    within = reached(old, edition) | reached(new, edition)
    for change in compare(edition_side(old, edition), edition_side(new, edition)):
        path = change.path
        if path == EDITION or path.startswith(f"{EDITION}."):
            path = f"{EDITIONS}[{edition}]{path[len(EDITION) :]}"
        # Works, say, stand in the association's file, and are printed where they are named.
        at = [each for each in around(path) if is_only_named(each) or not is_only_named(path)]
        if change.kind == "office" or within.intersection(at):
            yield path, change


def _is_unseen(path: str) -> bool:
    return path.rpartition(".")[2] in NEVER_PRINTED - {"earlier", READERS}


def _printed(frozen: Issued, old: Content) -> frozenset[str]:
    """Return the paths of the values that the issued briefs show; of a signature also the name of the person."""
    trees = sorted({file.tree for file in frozen.facts.files.values()})
    nodes = (node for tree in trees for node in walk(frozen.tree(tree)))
    found = {node.source for node in nodes if isinstance(node, Text) and node.source}
    signed = (item.value for path in found if (item := old.items.get(path)) and item.signed)
    people = (signed_by(old.people.persons, each) for each in signed)
    return frozenset(found | {f"people.persons[{each.id}].name" for each in people if each})


def _on_pages(found: Sequence[tuple[str, Change]], printed: frozenset[str]) -> list[tuple[str, Change]]:
    """Return what of some changes pages show that print these paths."""
    shown = frozenset(at for path in printed for at in around(path))
    return [(path, change) for path, change in found if _is_printed(path, change, printed, shown)]


def _is_printed(path: str, change: Change, printed: frozenset[str], shown: frozenset[str]) -> bool:
    """Tell whether the issued briefs show what changed, or what it stands in where it says what is shown there.

    `printed` are the paths of what they print, `shown` those and all that these stand in.
    """
    if change.kind == "office":
        return path in shown or any(f"people.persons[{person}]" in shown for person in change.old or ())
    if path in shown or not printed.isdisjoint(around(path)):
        return True
    words = change.kind == "reworded" or isinstance(change.old, str | int | dict)
    if change.old is not None and words and change.kind not in ("state", "moved"):
        return False
    holder = path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]
    return holder in shown or (change.kind == "added" and path.startswith(("events[", "association.works[")))


def _told(path: str, change: Change) -> tuple[str, str]:
    """Return what changed, in words, and how it is made new from a day on."""
    at = f"{path}.{change.language}" if change.language else path
    again = Told("take it back, then briefgen set {path} … --since DATE", path=shlex.quote(at))
    if change.kind == "added":
        since = Told("briefgen set {path} DATE --always", path=shlex.quote(f"{path}.known_from"))
        return Told("this was added"), since
    if change.kind == "removed":
        return Told("this was taken out"), Told(
            "put it back, then briefgen remove {path} --since DATE", path=shlex.quote(path)
        )
    if change.kind == "moved":
        return Told("this stands in another place of its list"), Told("nothing has to be done but this")
    if change.kind == "office":
        return _changed(_short(change.old), _short(change.new)), Told("take it back, then briefgen add people.terms")
    if change.kind == "figure" and isinstance(change.old, dict) and isinstance(change.new, dict):
        return _changed(_value(change.old), _value(change.new)), again
    return _changed(_short(change.old), _short(change.new)), again


def _named(content: Content, change: Change, value: Any) -> Any:
    """Return what ids and choices in a value are called, in a terminal as they are; another value as it is."""
    above, _, field = change.path.rpartition(".")
    if change.kind == "office":
        called: Any = [persons(content, [id]) for id in value or ()]
    else:
        item = content.items.get(above)
        fields = getattr(type(item.value if item else None), "model_fields", {})
        called = with_names(content, fields, {field: value})[field]
        if field in fields and markers(fields[field])[0] == COUNTRIES:
            called = [_country(each) for each in (value if isinstance(value, list) else [value]) if each]
    parts = called if isinstance(called, list) else [called]
    if not parts or not all(isinstance(each, WORDS) for each in parts):
        return value
    return WordRow(", ", parts, plain=_short(value))


def _country(code: str) -> Named:
    """Return a country, as people call it in each language."""
    return Named(code, {language: get_language(language).country(code) for language in available()})


def _changed(old: str, new: str) -> str:
    return Told("{old} → {new}", old=old, new=new)


def _value(figure: dict[str, object]) -> str:
    return " ".join(str(figure[name]) for name in ("qualifier", "value") if figure.get(name) not in (None, ""))


def _short(value: object) -> str:
    if isinstance(value, WordRow):
        return value
    if value in (None, "", []):
        return Told("nothing")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"«{text if len(text) <= _SHORT else f'{text[: _SHORT - 1]}…'}»"

"""What a person has still to do for an edition: problems and gaps, grouped by what one does about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Any, get_args, get_origin

from briefgen.content.changing.order import type_at
from briefgen.content.changing.paths import find
from briefgen.content.knowing.terms import results_of
from briefgen.content.model import Content, Values, root_of
from briefgen.content.schema.base import Entity, Number, Translated
from briefgen.content.schema.events import AgendaItem
from briefgen.problems.diagnostics import Diagnostic, in_order, stops
from briefgen.problems.folding import folded
from briefgen.problems.notes import N_

NOT_SUPPLIED = "not-supplied"
"""The code of a gap; it is no rule's."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a person does at one go, and who of `WHO`. `help` says what, where the entries don't."""

    key: str
    heading: str
    who: str
    codes: frozenset[str]
    help: str = ""


def _group(key: str, heading: str, who: str, codes: str, help: str = "") -> Group:
    return Group(key, heading, who, frozenset(codes.split()), help)


WHO = {
    "agency": N_("What only the agency can supply"),
    "association": N_("To be looked up, or asked of the association"),
    "keeper": N_("To be mended by whoever keeps the content"),
    "translators": N_("For the translators"),
}
"""Who can do it: the headings of a sheet in their order, messages of the catalogues."""

GROUPS = (
    _group(
        "facts",
        N_("Facts and figures to bring up to date"),
        "association",
        "review-passed figure-old fact-undated fact-unsourced fact-contradicts count-differs number-typed",
    ),
    _group(
        "people",
        N_("People and terms"),
        "keeper",
        "office-twice office-vacant term-ends-soon term-open term-unfit holder-outside-term person-unknown",
    ),
    _group(
        "events",
        N_("Events"),
        "keeper",
        "event-overdue event-early event-not-held event-cancelled event-nameless event-dateless event-bare history-old"
        " date-order",
    ),
    _group(
        "sentences",
        N_("Sentences that time has overtaken"),
        "keeper",
        "words-expired words-undated date-typed date-impossible weekday-wrong",
    ),
    _group(
        "translations",
        N_("Translations"),
        "translators",
        "translation-missing translation-behind translation-ahead translation-unconfirmed translation-copied"
        " name-untranslated placeholder-differs footnote-differs markup-differs digits-differ language-unknown",
    ),
    _group(
        "wording",
        N_("Spelling, signs and wording"),
        "keeper",
        "name-spelled-twice name-typed name-quoted glossary-forbidden glossary-unused quotes-wrong bracket-unbalanced"
        " dash-wrong range-wrong space-doubled space-wrong mark-doubled script-mixed mtavruli word-doubled"
        " number-in-digits sentence-doubled"
        " ordinal-wrong ending-wrong spelling residue character-invisible",
        "briefgen check shows each with its line, and what to do",
    ),
    _group("rest", N_("Other problems"), "keeper", "", "briefgen check shows each with its line, and what to do"),
    _group("gaps", N_("Not supplied"), "agency", NOT_SUPPLIED, "only you can supply these"),
    _group(
        "doubts",
        N_("To verify"),
        "association",
        "fact-disputed fact-unverified",
        "ask, or look it up; then set its status, its sources and its note: briefgen set PATH.status verified",
    ),
)
_REST = next(group for group in GROUPS if not group.codes)

_NEW_TERM = "briefgen add people.terms --field id=ID --field office={office} --field person=PERSON --field start=DATE"
_NEW_ENTRY = (
    "briefgen add cooperation.history --field id=ID --field date=DATE --field text={words} --field summary={words}"
)
# The command, and the field below what was found that it sets.
_COMMANDS = {
    "review-passed": ("briefgen set {path} DATE", ""),
    "fact-undated": ("briefgen set {path} DATE", ".as_of"),
    "event-overdue": ("briefgen set {path} held", ""),
    "office-vacant": (_NEW_TERM, ""),
    "term-ends-soon": (_NEW_TERM, ""),
    "term-open": (_NEW_TERM, ""),
    "event-bare": ("briefgen set {path} {value}", ".text"),
    "history-old": (_NEW_ENTRY, ""),
    NOT_SUPPLIED: ("briefgen set {path} {value}", ""),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what was found at one value, what that is called, and the command that helps, if one does.

    `under` is what is likely gone when it is done.
    """

    path: str
    found: tuple[Diagnostic, ...]
    command: str
    under: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """The list of an edition; groups without entries are left out."""

    edition: str
    groups: tuple[tuple[Group, tuple[Task, ...]], ...]

    @property
    def number(self) -> int:
        """How many entries there are."""
        return sum(len(entries) for _, entries in self.groups)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All problems of the list."""
        return tuple(problem for _, entries in self.groups for entry in entries for problem in entry.found)

    @property
    def stops(self) -> bool:
        """Whether something keeps the briefs from going out."""
        return stops(self.problems)

    def as_json(self) -> str:
        """Return the list as one JSON object."""

        def found(problem: Diagnostic) -> dict[str, Any]:
            place = problem.place
            where = {"file": place.file, "line": place.line, "column": place.column, "length": place.length}
            return {"code": problem.code, "message": problem.message, "hint": problem.hint, **where}

        entries = [
            {
                "group": group.key,
                "path": entry.path,
                "command": entry.command,
                "found": [found(problem) for problem in entry.found],
                "under": [found(problem) for problem in entry.under],
            }
            for group, entries in self.groups
            for entry in entries
        ]
        return json.dumps(
            {"edition": self.edition, "todo": entries, "number": self.number}, ensure_ascii=False, indent=2
        )


def todo(edition: str, problems: Iterable[Diagnostic], content: Values, languages: Sequence[str]) -> Todo:
    """Return the list of an edition: of each problem that nobody stands by, and of each gap, an entry a value.

    What is likely gone with another problem has no entry of its own, but stands under that one's. The commands that
    the list names can be pasted into a shell, once what they have in capitals is filled in.
    """
    causes = [cause for cause in folded(in_order(problems)) if cause.problem.is_open]
    found: list[Diagnostic] = []
    under: dict[int, list[Diagnostic]] = {}
    for cause in causes:
        open_ones = [each for each in cause.under if each.is_open]
        # What else is of the same kind at the same place is quoted beside it.
        alike = [each for each in open_ones if (each.code, each.path) == (cause.problem.code, cause.problem.path)]
        found += [cause.problem, *alike]
        under |= {id(each): [] for each in alike}
        under[id(cause.problem)] = [each for each in open_ones if each not in alike]
    known_twice = _known_twice(found, content)
    found = [problem for problem in found if (problem.code, problem.path) not in known_twice]
    groups: dict[str, dict[tuple[str, str], list[Diagnostic]]] = {group.key: {} for group in GROUPS}
    for problem in found:
        group = next((group for group in GROUPS if problem.code in group.codes), _REST)
        at = problem.path or str(problem.place)
        groups[group.key].setdefault((problem.code, at), []).append(problem)
    listed = (
        (group, tuple(_entry(same, under, content, languages) for same in groups[group.key].values()))
        for group in GROUPS
        if groups[group.key]
    )
    return Todo(edition, tuple(listed))


def _known_twice(found: Sequence[Diagnostic], content: Values) -> set[tuple[str, str]]:
    """Return what a rule and a gap say of the same: an office that nobody holds."""
    gaps = {problem.path for problem in found if problem.code == NOT_SUPPLIED}
    vacant = {content.items[problem.path].value.office for problem in found if problem.code == "office-vacant"}
    return {(NOT_SUPPLIED, path) for path in gaps for office in vacant if path.endswith(f".offices[{office}]")}


def _entry(
    found: list[Diagnostic], under: Mapping[int, Sequence[Diagnostic]], content: Values, languages: Sequence[str]
) -> Task:
    problem = found[0]
    below = tuple(each for one in found for each in under[id(one)])
    return Task(problem.path, tuple(found), _command(problem, content, languages), below)


def _command(problem: Diagnostic, content: Values, languages: Sequence[str]) -> str:
    """Return the command that mends a problem, paths quoted for the shell; the reports' hints name some themselves."""
    path = problem.path
    value = content.items[path].value if path in content.items else None
    owner = path.rpartition(".")[0]
    if problem.code == "figure-old":
        return f"briefgen set {quote(path)} VALUE --as-of DATE --source ID"
    if problem.code == "review-passed" and owner in content.items and isinstance(content.items[owner].value, Number):
        return f"briefgen set {quote(owner)} VALUE --as-of DATE --source ID"
    if problem.code == NOT_SUPPLIED and ".offices[" in path:
        return _NEW_TERM.format(office=path.rpartition("[")[2].rstrip("]"))
    if problem.code == NOT_SUPPLIED and path == root_of(path):
        return f"briefgen set {quote(f'{path}.status')} verified"
    command, field = _COMMANDS.get(problem.code, ("", ""))
    words = quote("{" + ", ".join(f'{language}: "WORDS"' for language in languages) + "}")
    if problem.code == NOT_SUPPLIED and (entry := _entry_at(path, content)):
        return f"briefgen add {quote(path)}" + _fields(entry, words)
    return command.format(
        path=quote(path + field),
        office=getattr(value, "office", "OFFICE"),
        words=words,
        value=_value(path + field, content, words) if "{value}" in command else "",
    )


def _entry_at(path: str, content: Values) -> type[Entity] | None:
    """Return what the entries of the list at a path are; none if it is no list of entries."""
    spot = find(path, content)
    lists = [kind for kind in type_at(spot.model, (*spot.keys, *spot.missing)) if get_origin(kind) is list]
    held = [each for kind in lists for each in get_args(kind) if isinstance(each, type) and issubclass(each, Entity)]
    return next(iter(held), None)


def _fields(entry: type[Entity], words: str) -> str:
    """Return how the fields are typed that an entry can't be without; a point says something."""
    asked = {name: field for name, field in entry.model_fields.items() if field.is_required() or name == "say"}
    translated = {name for name, field in asked.items() if any(map(_is_translated, type_at(field.annotation, ())))}
    return "".join(f" --field {name}={words if name in translated else name.upper()}" for name in asked)


def _is_translated(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Translated)


def _value(path: str, content: Values, words: str) -> str:
    """Return how the value at a path is typed: words in each language, a list of ids, or one value.

    Who was elected by the terms is named.
    """
    item, event = (content.items.get(each) for each in (path.removesuffix(".elected"), path.partition(".agenda[")[0]))
    if isinstance(content, Content) and item and event and isinstance(item.value, AgendaItem):
        elected = [each.person for each in results_of(item.value, event.value, content.people.terms, content.events)]
        if elected:
            return quote(f"[{', '.join(elected)}]")
    spot = find(path, content)
    kinds = type_at(spot.model, (*spot.keys, *spot.missing))
    if any(map(_is_translated, kinds)):
        return words
    return quote("[ID]") if any(getattr(kind, "__origin__", None) is list for kind in kinds) else "VALUE"

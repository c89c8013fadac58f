"""What the desk calls what stands in machine form in the content – paths, files, dates – as people call it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from briefgen.desk.words import LANGUAGE_NAMES, DeskWords
from briefgen.making.formats import LAYOUTS
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import WORDS, Told, Written
from briefgen.project.formats import FORMATS
from briefgen.upkeep.machine_forms import LOCK, date_in, innermost, is_date, is_path, root_of_file, same_date
from briefgen.upkeep.names import NamedThing, named_things, names_at
from briefgen.upkeep.saving import is_of_recipients, root_in_report
from briefgen.upkeep.things import EditionRow, editions_of, place_of

_STEP = re.compile(r"\[([^\[\]]*)\]|\.([a-z_0-9]+)")
_EXPRESSION = re.compile(r"\{\{[^{]*?\}\}")
_ENTRY = re.compile(r"\[\d*[^\[\]\d][^\[\]]*\]")  # of a list, by its id
_FILE = re.compile(
    r"(?P<brief>[a-z0-9_-]+)_(?P<language>[a-z]{2,3}(?:\+[a-z]{2,3})?)(?P<draft>_draft)?(?:_copy-(?P<copy>[0-9]+))?"
    rf"(?:_(?P<layout>{'|'.join(LAYOUTS)}))?"
)
_VERSION = re.compile(r"(?:[^@]*/)?([^@/]+)(?:@|\.issued/v)([1-9]\d*)")  # what was issued of an edition, or where it is
_BETWEEN = re.compile(r"(, |\n *)")  # what stands between the paths of several things
FORMS = Told("Forms of the name")
CASES = {  # of a name, as `forms` and expressions have them
    "erg": Told("ergative: who, what did it"),
    "dat": Told("dative: to whom, when"),
    "gen": Told("genitive: whose, of what"),
    "ins": Told("instrumental: with what"),
    "adv": Told("adverbial: as what"),
    "loc": Told("locative: where, in what"),
    "acc": Told("accusative: whom"),
    "voc": Told("vocative: spoken to"),
    "abl": Told("ablative: from what"),
    "par": Told("partitive: some of what"),
    "ine": Told("inessive: inside what"),
    "ela": Told("elative: out of what"),
    "ill": Told("illative: into what"),
    "ade": Told("adessive: at what"),
    "all": Told("allative: to what"),
    "ess": Told("essive: being what"),
    "tra": Told("translative: becoming what"),
    "com": Told("comitative: together with what"),
    "ter": Told("terminative: as far as what"),
}
_UNKNOWN = (KeyError, Mistake, ProblemsError)


@dataclass(frozen=True, slots=True)
class Where:
    """Where something stands: the path of the thing, what that is called, and what its field is called ("" for all).

    Of what is on an agenda also `at` which event: its like is on that of the next one, too.
    """

    path: str
    thing: str
    field: str
    at: str = ""

    def __str__(self) -> str:
        return " – ".join(filter(None, (self.thing, self.field)))


def named(names: Mapping[str, str], language: str, otherwise: str = "") -> str:
    """Return what something is called in a language, or in any; else what it has instead of a name.

    What is called by a text has "…" for each fact that stands in it as an expression.
    """
    found = names.get(language) or next(filter(None, names.values()), otherwise)
    if isinstance(found, WORDS):  # said anew in each language
        words = DeskWords(language)
        found = words.heading(words(found))
    return _EXPRESSION.sub("…", found).replace("….", "…")


def _list_of(path: str) -> str:
    return path.rpartition("[")[0]


@dataclass(frozen=True, slots=True)
class FileTold:
    """What a file's name says: the brief, in which language, format and layout; `shows_changes` of a redline."""

    brief: str
    language: str  # ka+en of two side by side
    format: str
    shows_changes: bool
    layout: str = ""  # for the printer
    draft: bool = False
    copy: str = ""  # the number of one of several

    @property
    def languages(self) -> list[str]:
        """Its language, or the two that stand side by side."""
        return self.language.split("+")


def file_told(edition: str, name: str) -> FileTold | None:
    """Return what the name of an edition's file says; None of one that no build gives."""
    stem, _, ending = name.rpartition(".")
    label = next((each.label for each in FORMATS.values() if each.ending == ending), "")
    found = _FILE.fullmatch(stem.removeprefix(f"{edition}_"))
    if not label or not found or not stem.startswith(f"{edition}_"):
        return None
    brief = found["brief"].removesuffix("redline").removesuffix("-")
    return FileTold(
        brief, found["language"], label, shows_changes=brief != found["brief"], layout=found["layout"] or "",
        draft=bool(found["draft"]), copy=found["copy"] or "",
    )  # fmt: skip


class Names:
    """What a language calls things, their fields, and dates."""

    def __init__(self, project: Opened | None, words: DeskWords, new: str = "") -> None:
        """Name what is in a project, or, where its settings can't be read, what needs none.

        `new` is the path of what is only typed: it has no name yet, so that its fields are called by theirs alone.
        """
        self._project, self._words, self._new = project, words, new

    def __call__(self, value: str) -> str:
        """Return what stands in a sentence as people call it: paths, files of the content, dates, languages."""
        return "".join(self._one(part) for part in _BETWEEN.split(value))

    def _one(self, value: str) -> str:
        bare = value[1:-1] if len(value) > 2 and value[0] == value[-1] == "'" else value
        if is_date(bare) and not bare.isdigit():  # a year needs no words
            return self.date(bare)
        if bare in LANGUAGE_NAMES:
            return self._words(LANGUAGE_NAMES[bare])
        if bare in CASES and bare != value:
            return self._words.quoted(self._words(CASES[bare]))
        if (called := self.version(bare)) != bare:
            return called if bare == value else self._words.quoted(called)
        if self._project and (root := root_in_report(self._project, bare)):
            return self.where(root).thing
        if bare.endswith(".yaml") and root_of_file(bare) and not self._is_of_recipients(bare):
            return self.file(bare)
        return str(self.where(bare)) if is_path(bare) else value

    def _is_of_recipients(self, file: str) -> bool:
        """Tell whether this is their file, which may lie elsewhere and have the name of one of the content."""
        with suppress(Mistake, OSError):
            return self._project is not None and is_of_recipients(self._project, file)
        return False

    def date(self, value: object) -> str:
        """Return a date as the language writes it; what is none as it is."""
        if value == "ongoing":
            return self._words(Told("it goes on"))
        return date_in(self._words.language, value)

    def edition(self, id: str) -> str:
        """Return what an edition is called: its event, and when that is; one that isn't there by its id."""
        return self._editions.get(id, id)

    def version(self, name: str) -> str:
        """Return what a state is called: a version that was issued, or an edition; what is neither as it is."""
        issued = _VERSION.fullmatch(name)
        if not issued:
            return self.edition(name)
        called = self._editions.get(issued[1])
        told = Told("{edition}, version {version}", edition=Written(called), version=issued[2]) if called else name
        return self._words(told)

    def versions(self, names: Iterable[str]) -> str:
        """Return what several states are called, one after the other; what they are called may have commas."""
        return "; ".join(map(self.version, names))

    @cached_property
    def _editions(self) -> dict[str, str]:
        """What editions are called; those that are for one event by the day for which each is true."""
        rows: tuple[EditionRow, ...] = ()
        with suppress(*_UNKNOWN):
            rows = editions_of(self._project) if self._project else ()
        called = {each.id: named(each.event, self._words.language, each.id) for each in rows}
        often = Counter(called.values())
        when = {
            each.id: f" ({self._words(Told('as of {day}', day=each.as_of))})" if often[called[each.id]] > 1
            else f", {self.date(each.date)}" if each.date and not each.says_date else ""
            for each in rows
        }  # fmt: skip
        both = {id: name + when[id] for id, name in called.items()}
        twice = Counter(both.values())
        return {id: f"{name} – {id}" if twice[name] > 1 else name for id, name in both.items()}

    def in_field(self, value: str) -> str:
        """Return a date of the content as a field shows it: in words, if these are read back as the same."""
        words = self.date(value)
        return words if same_date(words, value) else value

    def moment(self, value: str) -> str:
        """Return a moment such as 2026-10-14T09:05:11 with its date in words, to the minute."""
        day, _, time = value.partition("T")
        return f"{self.date(day)}, {time[:5]}" if time else self.date(day)

    def where(self, path: str) -> Where:
        """Return where a path leads; what is there no more is called by its list."""
        thing, field = self._at(path)
        called = "" if field and thing == self._new else self._thing(thing)
        return Where(thing, called, self.fields(field), self._event_of(thing))

    def _event_of(self, thing: str) -> str:
        event, item, _ = thing.partition(".agenda[")
        return self._thing(event) if item and self.of(thing) else ""

    def field_in_sentence(self, path: str) -> str:
        """Return what the field that a path leads to is called in the running words of a sentence."""
        return self.fields(self._at(path)[1], running=True)

    def _at(self, path: str) -> tuple[str, str]:
        """Return the thing that a path leads to or into, and the field there."""
        thing, field = innermost(path)
        if self._project:
            with suppress(*_UNKNOWN):
                form, within = place_of(self._project, path)
                if not _ENTRY.search(within):  # what is there no more is in no form
                    thing, field = form, within
        return thing, field

    def of(self, path: str) -> dict[str, str]:
        """Return what a thing is called in each language; nothing for one that isn't there, or is only typed."""
        if self._project and path != self._new:
            with suppress(*_UNKNOWN):
                return names_at(self._project, path)
        return {}

    def within(self, path: str) -> str:
        """Return in what a thing is: what its list belongs to, and the list; "" for a file as a whole."""
        if not path.endswith("]"):
            return ""
        at = path.rpartition("[")[0]
        above = at.rpartition(".")[0]
        return " / ".join([*([self._thing(above)] if above else []), self._words.list_at(at)])

    def file(self, name: str) -> str:
        """Return what a file of the content is called, by its name within it."""
        if name == LOCK:
            return self._words(Told("Confirmed translations"))
        root = root_of_file(name)
        return self.where(root).thing if root else name.rpartition("/")[2]

    def _thing(self, path: str) -> str:
        if path.startswith("editions[") and path.count("[") == 1:
            return self._words(Told("edition “{edition}”", edition=Written(self.edition(path[len("editions[") : -1]))))
        if names := self.of(path):
            return named(names, self._words.language) + self._behind.get(path, "")
        kind, _, id = path.rpartition("[") if path.endswith("]") else (path, "", "")
        called = self._words.list_at(kind)
        above = kind.rpartition(".")[0]
        if id and above.endswith("]"):  # an entry of another one's, such as what a figure was
            called = f"{self._thing(above)} – {called}"
        return f"{called}: {self._one(id.removesuffix(']'))}" if id else called

    @cached_property
    def _behind(self) -> dict[str, str]:
        """What stands behind the name of a thing that isn't the only one of it, by the path.

        That is its date, where others of its list have the name, but not the date; and its list, where the name is
        another thing's.
        """
        things: dict[str, NamedThing] = {}
        with suppress(*_UNKNOWN):
            things = named_things(self._project) if self._project else {}
        called = {path: named(each.names, self._words.language) for path, each in things.items()}
        owned = {called[path] for path, each in things.items() if each.own}
        alike = Counter((_list_of(path), name) for path, name in called.items())
        of_a_day = Counter((_list_of(path), name, things[path].date) for path, name in called.items())
        behind: dict[str, list[str]] = {path: [] for path in things}
        for path, each in things.items():
            here, name = _list_of(path), called[path]
            if not each.own and name in owned:
                behind[path].append(self._words.list_at(here))
            if alike[here, name] > 1 and of_a_day[here, name, each.date] == 1 and is_date(each.date):
                behind[path].append(self.date(each.date))
        return {path: f" ({', '.join(words)})" for path, words in behind.items() if words}

    def fields(self, field: str, *, running: bool = False) -> str:
        """Return what a field of a thing is called, with what it is part of; as a label, or in `running` words."""
        return " · ".join(self._fields(field, running=running))

    def _fields(self, field: str, *, running: bool) -> Iterator[str]:
        for entry, name in _STEP.findall(f".{field}" if field and field[0] != "[" else field):
            if name in LANGUAGE_NAMES:
                yield self._words(LANGUAGE_NAMES[name])
            elif name in CASES:
                yield self._words(CASES[name])
            elif name == "forms":
                yield self._words(FORMS)
            elif name:
                yield self._words.of_field(name, running=running)
            elif entry.isdigit():
                yield str(int(entry) + 1)  # people count from one

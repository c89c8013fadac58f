"""What a value of the content is called on the desk: choices, ids and dates by name, facts by what they print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from briefgen.desk.naming import Names, named
from briefgen.desk.words import DeskWords, shown_of
from briefgen.making.explaining import promises
from briefgen.making.opened import Opened
from briefgen.making.preview import Printer, printer
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import WORDS, Named, Told, WordRow
from briefgen.upkeep.form_words import choices_of, none_of
from briefgen.upkeep.machine_forms import is_date, root_of_file
from briefgen.upkeep.names import countries, dates_of_events, names_of_ids
from briefgen.upkeep.things import NONE, Question

_LIST = re.compile(r"\[[^\[\]{}]+\]")  # as a change tells of one
_ROOT = re.compile(r"\w+(?:\[[^\[\]]+\])?")  # the first step of a path, which may be all that is said of a file
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ACKNOWLEDGE = ".acknowledge"
_EXPRESSION = re.compile(r"(\{\{.*?\}\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text: words, or what a fact prints, with the expression that stands for it."""

    words: str
    expression: str = ""


class ValueWords:
    """Says what values of a project's content are, in the language of the desk."""

    def __init__(
        self,
        project: Opened | None,
        words: DeskWords,
        names: Names,
        once: Callable[[str], Mapping[str, str]] | None = None,
    ) -> None:
        """Speak of the values of a project; `once` says what was called by an id that nothing has any more."""
        self._project, self._words, self._names = project, words, names
        self._once = cache(once or (lambda _id: {}))
        self.language = words.language
        self._printers: dict[str, Printer | None] = {}

    def __call__(self, value: Any, path: str = "") -> str:
        """Return a value in words: a list with commas, a date as it is written, a choice or an id by its name.

        What is a choice, the field says to which the `path` leads: in a text the same word is a word.
        """
        if isinstance(value, WordRow):
            return value.between.join(self(part, path) for part in shown_of(value))
        if isinstance(value, Told):
            at = str.__str__(value.about.get("path", ""))
            return self._words(
                value.about_others({name: self._named(each, at, name) for name, each in value.about.items()})
            )
        if isinstance(value, WORDS):
            said = self._words(value)
            by_id = self._ids.get(str.__str__(value), "") if isinstance(value, Named) else ""
            # Of several with one name, which one it is; of what has none, what it is called instead.
            return by_id if by_id.startswith(f"{said} (") or (by_id and said == str.__str__(value)) else said
        above, _, field = path.rpartition(".")
        if value in ([], NONE):
            return self._words(none_of(field) or (Told("none") if value else Told("nothing")))
        if value in (None, "", {}, "nothing"):
            return self._words(Told("nothing"))
        if isinstance(value, str) and _LIST.fullmatch(value):
            value = value[1:-1].split(", ")
        if isinstance(value, list):
            return ", ".join(self(each, path) for each in value)
        if isinstance(value, bool):
            return self._words(Told("yes") if value else Told("no"))
        if isinstance(value, dict):
            named = (
                (self._words.within("field", str(key).replace("_", " ")), self(each, str(key)))
                for key, each in value.items()
                if key != "id" or len(value) == 1  # which is for the files
            )
            return "; ".join(f"{name}: {each}" for name, each in named)
        said = str(value).strip()
        if path.endswith(".id"):  # a short name, and not what it stands for
            return said
        if ACKNOWLEDGE in above and field in ("code", "field"):  # what somebody stands by, and where
            return self._promise(said) if said in promises() else self._names.fields(said)
        of_field = self._in_field(said, field)
        return of_field or self._ids.get(said) or self._gone(said) or self._names(str(value))

    def _promise(self, code: str) -> str:
        return self._words.quoted(self._words.within("problem", promises()[code]))

    def _in_field(self, said: str, field: str) -> str:
        """Return what one of the choices of a field is called, or a country by its code; "" of what is neither."""
        if said in choices_of(field):
            return self._words.within("choice", said.replace("-", " "))
        return countries(self.language).get(said, "") if field in ("country", "countries") else ""

    def _gone(self, said: str) -> str:
        """Return what was called by an id that nothing has any more; "" of what is none."""
        names = self._once(said) if _ID.fullmatch(said) else {}
        return (
            self._words.heading(self(names[""])) if isinstance(names.get(""), WordRow) else named(names, self.language)
        )

    def _named(self, value: str, path: str, name: str = "") -> Named:
        """Return what stands in a sentence in words; a date so that it can be declined, a problem as what is held."""
        if name == "problem" and value in promises():
            return Named(str.__str__(value), {self._words.language: self._promise(value)})
        if name in ("path", "others") and _ROOT.fullmatch(value) and root_of_file(f"{value}.yaml"):  # a file
            return Named(str.__str__(value), {self._words.language: self._names.where(value).thing})
        date = {"": str.__str__(value)} if is_date(value) else {}
        return Named(str.__str__(value), {self._words.language: _EXPRESSION.sub("…", self(value, path)), **date})

    def choice(self, value: str, choices: Mapping[str, str], refers: str = "") -> str:
        """Return what one of the things that a field can name is called, as a list has it; of several with its date.

        An event always has its date: they stand in the order of their dates.
        """
        if refers == "events" and choices.get(value):
            return f"{self._words.heading(self._words(choices[value]))} ({self.event_date(self.date_of_event(value))})"
        called = self._words(choices[value]) if choices[value] else ""
        alone = called and list(choices.values()).count(choices[value]) == 1
        return self._words.heading(called if alone else self(value))

    def answer(self, said: str, asked: Question) -> str:
        """Return what a field of a form says, as its list has it; what isn't chosen, as it is typed."""
        if asked.none and said == NONE:
            return self._words.heading(self._words(asked.none))
        choices = countries(self.language) if asked.refers == "countries" else asked.choices or {}

        def called(one: str) -> str:
            if one not in choices:
                return one
            named = self.choice(one, choices, asked.refers) if asked.refers else ""
            return named or self._words.within("choice", one.replace("-", " "))

        return ", ".join(map(called, said.split(", "))) if asked.several else called(said)

    def date_of_event(self, event: str) -> str:
        """Return the date of an event, as files have it; "" if it has none."""
        return self._dates.get(event, "")

    def event_date(self, date: str) -> str:
        """Return when an event is."""
        return self._words(Told("no date yet")) if date in ("", "ongoing") else self._names.date(date)

    def pieces(self, text: str, path: str, language: str = "") -> list[TextPiece]:
        """Return a text at a path, each fact in it as it prints today, or "…"."""
        return [
            TextPiece(self._printed(each, path, language), each) if each.startswith("{{") else TextPiece(each)
            for each in _EXPRESSION.split(text)
            if each
        ]

    def _printed(self, expression: str, path: str, language: str) -> str:
        inside = expression.strip("{} ")
        if language not in self._printers:
            self._printers[language] = None
            with suppress(ProblemsError, Mistake, KeyError, StopIteration, ValueError):
                if self._project:
                    self._printers[language] = printer(self._project, language=language or None)
        if found := self._printers[language]:
            with suppress(ProblemsError, Mistake, KeyError):
                return found.printed(path, f" {inside} ").prints or "…"
        return "…"

    @cached_property
    def _dates(self) -> dict[str, str]:
        """The dates of events, by their ids."""
        with suppress(ProblemsError, Mistake):
            return dates_of_events(self._project) if self._project else {}
        return {}

    @cached_property
    def _ids(self) -> dict[str, str]:
        """What has an id is called; of several with one name each with its date, or the like."""
        found: dict[str, tuple[dict[str, str], str]] = {}
        with suppress(ProblemsError, Mistake):
            found = names_of_ids(self._project) if self._project else {}
        called = {id: named(names, self._words.language) for id, (names, _) in found.items()}
        often = Counter(called.values())
        notes = {id: note for id, (_, note) in found.items() if note and often[called[id]] > 1}
        return {id: f"{name} ({self._names(notes[id])})" if id in notes else name for id, name in called.items()}

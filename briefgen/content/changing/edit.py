"""One change of a content file: where it is, what the file would say, and writing it.

A change is looked at as a whole, by the schema and by the ids of all files, before anything is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from briefgen.content.changing import journal
from briefgen.content.changing.editor import Editor
from briefgen.content.changing.layout import StyleOf, in_line
from briefgen.content.changing.learning import Learning, judge
from briefgen.content.changing.lost import noted
from briefgen.content.changing.order import type_at
from briefgen.content.changing.paths import Spot, find, path_to, unread
from briefgen.content.kinds import COUNTRIES
from briefgen.content.model import Content, Values, file_of
from briefgen.content.names import EDITIONS
from briefgen.content.own_kinds import is_there
from briefgen.content.reading.loader import LoadError, load
from briefgen.content.reading.scalars import ambiguity, plain_value
from briefgen.content.reading.yaml_file import Value, parse_yaml
from briefgen.content.schema.base import ABOUT, Entity, Reading
from briefgen.content.translation_lock import FILE, confirm_translations, read_lock, text_of, tracked
from briefgen.content.walk import Keys
from briefgen.dates import Date
from briefgen.language.typed_dates import NoSuchDateError, UnclearDateError, read_date
from briefgen.language.typed_numbers import read_number
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Note, Told, looked_up
from briefgen.project.files import ChangedError
from briefgen.project.reading import read_file


class CannotEditError(Mistake):
    """What is asked for can't be done; the message says why. Nothing was written."""


Agree = Callable[[Sequence[tuple[str, str, str]], Sequence[str]], None]
"""Is told each file's name, what it says and what it would say, and which lock files go with it, before all is written.
"""


@dataclass(frozen=True, slots=True)
class Past:
    """What fields of an entity say before they change: where the entity stands, and the model of what it was."""

    keys: Keys
    model: Any
    fields: dict[str, Value]


class Edit:
    """A change of one file of the content in `folder`, which reports call `name`."""

    def __init__(self, folder: Path, name: str, path: str) -> None:
        """Read the content and find the path in it; raises `PathError`, or `ProblemsError` if the file is broken."""
        self.folder, self.name = folder, name
        self.problems: tuple[Diagnostic, ...] = ()
        try:
            self.values: Values = load(folder, name)
        except LoadError as error:
            self.values, self.problems = error.read, error.problems
        if broken := unread(path, self.values, self.problems):
            raise ProblemsError(broken)
        self.spot: Spot = find(path, self.values)
        self.path = path_to(self.spot, self.values)
        self.file = folder / file_of(self.spot.root)
        self.file_name = f"{name}/{file_of(self.spot.root)}"
        # A link to another place in the content is followed; one that leads out of it is never written to.
        self.target = self.file.resolve()
        if not self.target.is_relative_to(folder.resolve()):
            raise CannotEditError(
                Told("{name}: this link leads out of the content; nothing was written", name=self.file_name)
            )
        self.old = read_file(self.target, self.file_name) if self.target.exists() else None
        self.editor = Editor((self.old or b"").decode(), self.file_name)
        read = self.values.files.get(self.spot.root)
        if (read.text if read else None) != (self.editor.source.text if self.old is not None else None):
            raise ChangedError(
                Told("{name} was changed by someone else just now; nothing was written: try again", name=self.file_name)
            )
        self.notes: list[Note] = []  # what the person should know
        self.removed: list[str] = []  # the paths of what is taken out, and shall not be missed
        self.kept: dict[str, str] = {}  # paths of earlier wordings, and where these stood until now
        self.respelled: Collection[str] = ()  # paths of texts that say the same as before
        self.source = ""  # the language that they are translated from

    @property
    def differs(self) -> bool:
        """Whether the file would be another one."""
        return self.editor.raw.encode() != (self.old or b"")

    @property
    def difference(self) -> tuple[str, str, str]:
        """The file's name, what it says and what it would say."""
        return self.file_name, (self.old or b"").decode(), self.editor.raw

    def write(self, learning: Learning | None = None, agree: Agree | None = None) -> None:
        """Look at the content as it would be, and write the file; `agree` is told first what would be written.

        Without `learning` it isn't asked which editions would print the change. Raises `ProblemsError`,
        `ChangedError`, `UndecidedError`, `LearningError`, and whatever `agree` raises so that nothing is written.
        """
        if not self.differs:
            self.notes.append(Note("nothing-to-change", "nothing to change"))
            return
        after = self.after()
        what = _in_short(self.notes) if self.notes else self.path
        # What is mended after it couldn't be read was printed by no edition; what an edition says of itself is its own.
        whole = isinstance(self.values, Content) and isinstance(after, Content)
        if learning and whole and not self.spot.root.startswith(f"{EDITIONS}["):
            self.notes += judge(self.values, after, self.folder, learning)  # type: ignore[arg-type]
        files = self._still_confirmed(after) | (noted(self.folder, after, self.removed) if self.removed else {})
        if agree:
            agree([self.difference], [f"{self.name}/{path.name}" for path in files])
        journal.write(self.folder, self.name, {self.target: (self.old, self.editor.raw.encode()), **files}, what)
        self.notes += _to_tell(_dangling(after) - _dangling(self.values), taken_out=bool(self.removed))

    def after(self) -> Values:
        """Return the content as it would be; raises `ProblemsError` with what would be wrong and isn't today."""
        try:
            return load(self.folder, self.name, {self.file: self.editor.raw})
        except LoadError as error:
            before = Counter(map(_told, self.problems))
            new = [problem for problem in error.problems if (Counter([_told(problem)]) - before)]
            if new:
                raise ProblemsError(new) from None
            return error.read

    def _still_confirmed(self, after: Values) -> dict[Path, tuple[bytes | None, bytes | None]]:
        """Return the lock file as it is and as it shall be: an earlier wording is confirmed as it was until now.

        So is what was only spelt anew.
        """
        path = self.folder / FILE
        if not (self.kept or self.respelled) or not path.exists():
            return {}
        old, lock = read_file(path), read_lock(self.folder, f"{self.name}/{FILE}")
        texts = {new: lock.texts[stood] for new, stood in self.kept.items() if stood in lock.texts}
        then = replace(lock, texts={**lock.texts, **texts})
        now = dict(tracked(after.items))
        for place, text in tracked(self.values.items):
            if place in self.respelled and place in now:
                pairs = lock.texts[place].pairs if place in lock.texts else {}
                kept = [each for each in pairs if each in text.root and each in now[place].root
                        and lock.standing(place, text, self.source, each) == "confirmed"]  # fmt: skip
                if kept:
                    then = confirm_translations(then, [(place, now[place])], [self.source, *pairs], kept)
        return {path: (old, text_of(then).encode())} if then != lock else {}

    def types(self, keys: Sequence[str | int]) -> frozenset[Any]:
        """Return the types that a value of the file may have."""
        return type_at(self.spot.model, tuple(keys))

    def model(self, keys: Sequence[str | int]) -> Any:
        """Return the model of what stands at these keys, if it is an entity."""
        kinds = [kind for kind in self.types(keys) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        return kinds[0] if kinds else None

    def put(self, keys: Keys, name: str, value: Value) -> None:
        """Set a field of the mapping at these keys, or add it where the schema has it; None takes it out."""
        if name in (self.editor.value(keys) or {}):
            if value is None:
                self.editor.remove((*keys, name))
            else:
                self.editor.set((*keys, name), value)
        elif value is not None:
            self.editor.add_field(keys, name, value, self.model(keys), self.style_beside((*keys, name)))

    def past(self, keys: Keys, missing: tuple[str, ...]) -> Past:
        """Return what a field says, to be kept for editions of before it changes; raises `CannotEditError`."""
        full = (*keys, *missing[:1])
        for at in range(len(full) - 1, -1, -1):
            model, field = self.model(full[:at]), str(full[at])
            if model is None or not issubclass(model, Entity):
                continue
            written = self.editor.value(keys[:at]) or {}
            told = get_args(model.model_fields["earlier"].annotation) if "earlier" in model.model_fields else ()
            if not told or field not in told[0].model_fields:
                break
            field_info = model.model_fields[field]
            default = None if field_info.is_required() else field_info.get_default(call_default_factory=True)
            fields: dict[str, Any] = {field: written.get(field, default)}  # what was left out, it had by default
            if issubclass(model, Reading) and field in Reading.model_fields:  # a value with all that is said of it
                fields = {name: written[name] for name in ("value", "qualifier", *ABOUT) if name in written}
            elif field in ABOUT:
                fields = {name: written[name] for name in ABOUT if name in written}
            return Past(keys[:at], told[0], fields)
        raise CannotEditError(
            Told("{path} has no past: it is never printed, or is earlier itself; leave --since out", path=self.path)
        )

    def keep(self, past: Past, until: str) -> None:
        """Write down what a field said until a day; raises `CannotEditError` if a later day is written down already."""
        keys = (*past.keys, "earlier")
        written: list[Any] = (self.editor.value(past.keys) or {}).get("earlier") or []
        for record in written:
            if day_of(record["until"]) > until and past.fields.keys() & record.keys():
                raise CannotEditError(
                    Told(
                        "{path} changed after {until}, too: name a later day, or change that",
                        path=self.path,
                        until=record["until"],
                    )
                )
        at = next((i for i, record in enumerate(written) if day_of(record["until"]) <= until), len(written))
        if at < len(written) and day_of(written[at]["until"]) == until:
            until = str(written[at]["until"])
            # Of what changed twice on one day, what it was before counts.
            new = [name for name in past.fields if name not in written[at]]
            for name in new:
                self.editor.add_field(
                    (*keys, at), name, past.fields[name], past.model, self.style_beside((*keys, at, name))
                )
        else:
            new = [*past.fields]
            if written:
                self.editor.add_entry(keys, {"until": until, **past.fields}, past.model, at)
            else:
                self.put(past.keys, "earlier", [{"until": until, **past.fields}])
        entity = path_to(Spot(self.spot.root, past.keys), self.values)
        self.kept |= {f"{entity}.earlier[{until}].{name}": f"{entity}.{name}" for name in new}

    def tell_earlier(self, keys: Keys, missing: tuple[str, ...]) -> None:
        """Say of a field that was wrong all along which editions print an earlier wording, that stays as it was."""
        try:
            past = self.past(keys, missing)
        except CannotEditError:
            return
        entity = path_to(Spot(self.spot.root, past.keys), self.values)
        for record in (self.editor.value(past.keys) or {}).get("earlier") or []:
            for name in past.fields.keys() & record.keys():
                path = f"{entity}.earlier[{record['until']}].{name}"
                self.notes.append(
                    Note(
                        "earlier-stays",
                        "editions of until {until} print what stood there then; if that was wrong, too, correct "
                        "it: {path}",
                        until=record["until"],
                        path=path,
                    )
                )

    def style_beside(self, keys: Keys) -> StyleOf:
        """Return how entries beside the one that these keys lead through write the same field."""
        at = next((i for i in range(len(keys) - 1, -1, -1) if isinstance(keys[i], int)), None)
        if at is None:
            return self.editor.at.styles_at()
        beside = self.editor.value(keys[:at])
        near = sorted(range(len(beside)), key=lambda index: abs(index - int(keys[at])))
        return self.editor.at.styles_at(*((*keys[:at], index, *keys[at + 1 :]) for index in near))

    def tell_comment(self, keys: Keys) -> None:
        """Say that a comment behind a value was kept: it may no longer be true."""
        value: Any = self.editor.value(keys)
        while isinstance(value, dict) and not self.editor.at.comment(keys):
            keys, value = (*keys, next(iter(value))), next(iter(value.values()))
        if comment := self.editor.at.comment(keys):
            self.notes.append(
                Note(
                    "comment-stays",
                    "the comment there stays, delete it if it is no longer true: {comment}",
                    comment=comment,
                )
            )

    def known_sources(self, sources: Sequence[str]) -> None:
        """Refuse a source that isn't in sources.yaml."""
        for source in sources:
            if "sources" not in self.values.unread and source not in self.values.index["sources"]:
                raise CannotEditError(
                    Told("there is no source {source!r}; add it first: briefgen add sources", source=source)
                )


def _told(problem: Diagnostic) -> tuple[str, str, str]:
    return problem.place.file, problem.code, problem.message


def _dangling(values: Values) -> set[tuple[str, str, str]]:
    """Return the paths of ids that lead nowhere, with these: they may be on their way, so nothing is refused."""
    return {
        (item.path, item.value, item.refers or "")
        for item in values.items.values()
        if item.refers not in (None, COUNTRIES, *values.unread)
        and isinstance(item.value, str)
        and not is_there(values, item.refers or "", item.value)
    }


def _to_tell(dangling: set[tuple[str, str, str]], *, taken_out: bool) -> list[Note]:
    if taken_out:
        return [
            Note(
                "still-named", "{path} still names {id}: change that, else briefgen check will say so", path=path, id=id
            )
            for path, id, _ in sorted(dangling)
        ]
    return sorted(
        {
            Note(
                "not-there-yet",
                "there is no {id} among the {kind} yet: add it, else briefgen check will say so",
                id=id,
                kind=looked_up(kind),
            )
            for _, id, kind in dangling
        }
    )


def as_typed(words: str, types: frozenset[Any], field: str = "") -> Value:
    """Return the value that is meant by what a person types for a field: words stay words, `null` is nothing.

    Numbers, truth values, lists and mappings are written as in a file; a date may be typed in words, too. Raises
    `CannotEditError` for one that can mean several.
    """
    words = words.replace("\r\n", "\n")
    if words == "null":
        return None
    if Date in types:
        words = as_date(words)
        return words if ambiguity(words) else plain_value(words)
    if not types or any(kind is str or isinstance(kind, str) for kind in types):
        return words
    if types & {int, bool, float}:
        try:
            words = read_number(words, field, whole=float not in types) if types & {int, float} else words
        except ValueError as error:
            raise CannotEditError(str(error)) from None
        return words if ambiguity(words) else plain_value(words)
    return parse_yaml(words, "the value").value


def as_date(words: str) -> str:
    """Return a typed date as a file has it; what is none as it is. Raises `CannotEditError` where one has to ask."""
    try:
        return str(read_date(words))
    except (UnclearDateError, NoSuchDateError) as error:
        raise CannotEditError(str(error)) from None
    except ValueError:
        return words


_SHORT = 60  # characters of a value in a message
_BEFORE = 20  # of a text before that in which two differ


def short(value: Value) -> str:
    """Return a value for a message, cut if it is long."""
    if value is None:
        return "nothing"
    text = in_line(value) if isinstance(value, dict | list) else str(value)
    return text if len(text) <= _SHORT else f"{text[:57]}…"


def short_both(old: Value, new: Value) -> tuple[str, str]:
    """Return what stood and stands somewhere for a message: of what is long, that in which they differ."""
    if isinstance(old, list) and isinstance(new, list) and len(in_line(old)) + len(in_line(new)) > _SHORT:
        gone, come = ([each for each in one if each not in other] for one, other in ((old, new), (new, old)))
        if gone or come:
            more: list[Value] = ["…"] if any(each in new for each in old) else []
            return short([*more, *gone]), short([*more, *come])
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > _SHORT:
        pairs = enumerate(zip(old, new, strict=False))
        alike = next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
        begin = old.rfind(" ", 0, max(alike - _BEFORE, 0)) + 1  # with some words before
        opened = old.rfind("{{", 0, begin)
        if opened >= 0 and old.find("}}", opened) >= begin - 2:  # not in the midst of an expression
            begin = opened
        if begin:
            return short(f"…{old[begin:]}"), short(f"…{new[begin:]}")
    return short(old), short(new)


def day_of(written: Value) -> str:
    """Return the last day of a date as it is written in a file; raises `CannotEditError`."""
    try:
        date = Date.parse(str(written))
    except ValueError as error:
        raise CannotEditError(str(error)) from None
    if date.start is None or date.end is not None:
        raise CannotEditError(Told("{written}: name one day, month or year", written=written))
    return date.start.last_day.isoformat()


def _in_short(notes: Sequence[Note]) -> str:
    """Return what a change was: the first field as a whole, and which others it changed."""
    first, *others = notes
    of_fields = [note.about["path"] for note in others if note.code in ("changed", "supplied", "taken-out")]
    also = ", ".join(str(path) for path in dict.fromkeys(of_fields) if path != first.about.get("path"))
    return Told("{change}; also: {others}", change=str(first), others=also) if also else str(first)

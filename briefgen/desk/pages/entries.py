"""The form of a new entry: what is typed in it, and what the content would say with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.desk.pages.asking import wrong_days
from briefgen.desk.pages.filled import learning_of, typed_in
from briefgen.desk.pages.onward import begins_edition
from briefgen.desk.pages.shown import way_back
from briefgen.desk.pages.typed_new import Awaited, TypedNew, left_out
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.consequences import known_from_its_date, unprinted_item, unprinted_value
from briefgen.upkeep.elected import beside_another
from briefgen.upkeep.forms import entry_form
from briefgen.upkeep.held import unprinted_event
from briefgen.upkeep.saving import LEFT_OUT, FieldsError, entry_of, with_added


@dataclass(frozen=True, slots=True)
class FilledEntry:
    """A new entry as its form has it, with an id if nothing is wrong; what is wrong or left out, and what mends that.

    Both by the field; "" is all of the entry.
    """

    list: str
    entry: dict[str, Any]
    wrong: dict[str, str]
    mends: dict[str, str]


def is_of_entry(fields: Mapping[str, str]) -> bool:
    """Tell whether what is looked at while somebody types is the form of a new entry: see desk.js."""
    return bool(fields.get("new"))


def filled_entry(project: Opened, path: str, fields: Mapping[str, str]) -> FilledEntry:
    """Return the entry that the form of a new one for the list at a path was filled in with."""
    asked, typed = entry_form(project, path).naming, typed_in(fields)
    entry, wrong = entry_of((*asked.own, *asked.sure), typed)
    whole = asked.wrong_as_whole(entry)
    wrong = wrong | {name: told for name, told in whole.items() if name or not wrong}
    entry = entry if wrong else asked.named(entry)
    cannot_be, mends = wrong_days(project, asked.path, typed, typed)
    wrong |= cannot_be
    names = [each.name for each in asked.own if each.keys[0] == "name"]
    if begins_edition(way_back(fields)):  # its brief is called by it, in each language
        wrong |= dict.fromkeys((name for name in names if not typed.get(name, "").strip()), LEFT_OUT)
    return FilledEntry(asked.path, entry, wrong, mends)


def learning_of_entry(project: Opened, path: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return since when a new entry is known, as `add_entry` takes it."""
    learning = learning_of(fields)
    if not fields.get("kind") and (day := known_from_its_date(project, path, typed_in(fields))):
        learning["since"] = day  # it tells of what no edition knows yet
    return learning


def words_in(fields: Mapping[str, str]) -> list[str]:
    """Return the fields of a form in which something is typed."""
    return [name for name, words in typed_in(fields).items() if words.strip()]


def with_typed(project: Opened, path: str, fields: Mapping[str, str]) -> TypedNew:
    """Return what the project would be with the new entry that is typed for the list at a path.

    What it needs besides, which nobody has typed yet, is no reason to say so. Raises `FieldsError` for what can't be
    understood, and what `with_added` raises.
    """
    filled, typed = filled_entry(project, path, fields), words_in(fields)
    if wrong := {name: said for name, said in filled.wrong.items() if name in typed}:
        raise FieldsError(wrong)
    if filled.wrong:
        return TypedNew(project)
    changed, at = with_added(project, path, filled.entry, **learning_of_entry(project, path, fields))
    unprinted = (
        unprinted_item(changed, at) or unprinted_value(changed, at, is_typed=True) or unprinted_event(changed, at)
    )
    return TypedNew(changed, at, unprinted.why if unprinted else beside_another(changed, at) or in_no_brief(at))


def awaited(project: Opened, path: str, fields: Mapping[str, str]) -> list[Awaited]:
    """Return what the new entry that is typed for the list at a path waits for; nothing while nothing is typed.

    Beside what it can't do without, that may be one of several fields. Of what contradicts what is typed, the fields
    tell.
    """
    typed = words_in(fields)
    if not typed:
        return []
    filled = filled_entry(project, path, fields)
    found = left_out([name for name in filled.wrong if name and name not in typed])
    if not filled.wrong.keys() & {*typed}:
        form = entry_form(project, path).naming
        whole = form.wrong_as_whole(filled.entry).get("", "")
        found += [Awaited(whole, tuple(form.mended_by(filled.entry)))] if whole else []
    return found


def half_told(project: Opened, path: str, fields: Mapping[str, str]) -> list[Awaited]:
    """Return in which fields what is typed in one language stands in no other yet; that can be left out as a whole."""
    asked, typed = entry_form(project, path).own, words_in(fields)
    texts = [each for each in asked if each.language and not each.needed]
    begun = {each.keys[:-1] for each in texts if each.name in typed}
    half = tuple(each.name for each in texts if each.keys[:-1] in begun and each.name not in typed)
    told = Told("in one language this isn't said yet, and without it no brief can be issued:")
    return [Awaited(told, half)] if half else []


_IN_NO_BRIEF = {
    "people.persons": Told(
        "no brief has this person yet: one does once a term of office, the agenda, the delegation or a text names them"
    ),
    "places.cities": Told("no brief has this city yet: one does once an event or a text names it"),
}


def in_no_brief(path: str) -> str:
    """Return why no brief has the new entry at a path, which stands there only where something names it; else ""."""
    return _IN_NO_BRIEF.get(path.partition("[")[0], "")

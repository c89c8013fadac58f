"""Who was elected to an office, and the term in which they hold it: it is entered by itself, and lacking until then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.checks.about import surely_before
from briefgen.content.knowing.terms import ended_by_elections, holders, results_of
from briefgen.content.model import Content
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.people import Person, Term
from briefgen.making.compose import date_of, newest_edition
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.problems.notes import Named, Told
from briefgen.upkeep.names import names_of

_TOLD_BY = "elected-otherwise"  # the check, once the newest edition is true for a day after the election


@dataclass(frozen=True, slots=True)
class TermDue:
    """Somebody elected who has no term yet: the path of that result, and what they and their office are called."""

    path: str
    person: dict[str, str]
    office: dict[str, str]


@dataclass(frozen=True, slots=True)
class ByTerms:
    """Who was elected by the terms of office: their ids, as the field takes them, and what they are called."""

    ids: str
    persons: tuple[dict[str, str], ...]


def terms_due(project: Opened) -> tuple[TermDue, ...]:
    """Return who was elected to an office and has no term in it, but for those of whom the check tells that already."""
    content = project.values[0]
    found = tuple(_terms_due(content)) if isinstance(content, Content) else ()
    told = {each.path for each in check(project) if each.code == _TOLD_BY} if found else set()
    return tuple(each for each in found if each.path not in told)


def term_of_elected(project: Opened, path: str) -> dict[str, str]:
    """Return the list of the terms, and what the form of a new one is given for somebody elected, to whom a path leads.

    {} of all else, and of who has a term already.
    """
    content = project.values[0]
    item, _, elected = path.partition("].elected[")
    event = item.partition(".agenda[")[0]
    # What is chosen and not saved yet isn't there.
    if not elected or not isinstance(content, Content) or event not in content.items or path not in content.items:
        return {}
    about, person = content.items[f"{item}]"].value, str(content.items[path].value)
    session = content.items[event].value
    if about.office and _has_term(content, person, about.office, session):
        return {}
    years = about.term_years or session.term_years
    given = {"path": "people.terms", "f.person": person, "f.office": about.office or "", "f.elected_at": session.id}
    last = session.date.last
    given |= {"f.start": str(last)} if last and last.month else {}  # a year says less than that the term is from there
    return given | ({"f.years": str(years)} if years else {})


def elected_by_terms(project: Opened, path: str) -> ByTerms | None:
    """Return who was elected by the terms at the agenda item at a path, which was held and says nothing of it itself.

    A path to its result leads there, too. None if there is nothing to take over.
    """
    content, path = project.values[0], path.removesuffix(".elected")
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, AgendaItem):
        return None
    event: Event = content.items[path.partition(".agenda[")[0]].value
    if event.state != "held" or item.value.elected is not None:
        return None
    terms = results_of(item.value, event, content.people.terms, content.events)
    persons = {each.person: content.index["persons"].get(each.person, "") for each in terms}
    if not persons or not all(persons.values()):
        return None
    return ByTerms(", ".join(persons), tuple(names_of(content, content.items[at].value) for at in persons.values()))


def beside_another(project: Opened, path: str) -> str:
    """Return that the newest brief names two in an office, since the term at a path says no start; "" if it doesn't."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Term) or not content.editions:
        return ""
    term, on = item.value, date_of(content, newest_edition(content))
    named = holders(content.people.terms, term.office, on)
    if term.start is not None or term not in named or len(named) == 1:
        return ""
    return Told("this term has no start, so the brief names two in its office: give its start")


def named_until_term(project: Opened, path: str) -> str:
    """Return whom briefs name until somebody elected at the agenda item at a path has their term; "" if all have."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, AgendaItem):
        return ""
    event: Event = content.items[path.partition(".agenda[")[0]].value
    due = next(_of_item(content, event, item.value), None)
    if due is None:
        return ""
    about = {"person": _called(due.person), "office": _called(due.office)}
    if other := _stays_named(content, str(item.value.office), event):
        return Told(
            "after this election briefs go on naming {other} ({office}), whose term stands, until the term of {person} "
            "is entered: once this is saved, the page leads to its form",
            other=_called(names_of(content, other)),
            **about,
        )
    return Told(
        "briefs name {person} ({office}) only once the new term is entered: once this is saved, the page leads to its "
        "form",
        **about,
    )


def _stays_named(content: Content, office: str, event: Event) -> Person | None:
    """Return who holds an office beyond an election, as its terms have it by now.

    Nobody whose term was ended by another one, of which no result is known: briefs name nobody since that.
    """
    last, ended = event.date.last, ended_by_elections(content.people.terms, content.events, content.events)
    for term in holders(content.people.terms, office, last) if last else ():
        end = term.end.last if term.end else None
        if last and term.id not in ended and (end is None or end.last_day > last.last_day):
            person: Person = content.items[content.index["persons"][term.person]].value
            return person
    return None


def _called(names: Mapping[str, str]) -> Named:
    return Named(names.get("en") or next(iter(names.values())), names)


def _terms_due(content: Content) -> Iterator[TermDue]:
    for event in content.events:
        for item in event.agenda if event.state != "cancelled" else ():
            yield from _of_item(content, event, item)


def _of_item(content: Content, event: Event, item: AgendaItem) -> Iterator[TermDue]:
    office = content.index["offices"].get(item.office or "")
    for number, id in enumerate(item.elected or ()) if office else ():
        person = content.index["persons"].get(id)
        if person and office and not _has_term(content, id, str(item.office), event):
            yield TermDue(
                f"events[{event.id}].agenda[{item.id}].elected[{number}]",
                names_of(content, content.items[person].value),
                names_of(content, content.items[office].value),
            )


def _has_term(content: Content, person: str, office: str, elected_at: Event) -> bool:
    """Tell whether somebody has a term in an office that may be theirs from an election on."""
    own = (term for term in content.people.terms if (term.person, term.office) == (person, office))
    return any(not surely_before(term.end, elected_at.date) for term in own)

"""Why a brief has nothing of an event, or stays as it is when that was held, or when it is said what came of it."""

from __future__ import annotations

from briefgen.checks.about import in_words
from briefgen.content.changing.learning import went_out
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.making.compose import date_of, newest_edition
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.consequences import Unprinted, unprinted_item
from briefgen.upkeep.due import lacking_after
from briefgen.upkeep.things import references_to

_CAME_OF_IT = ("elected", "outcome", "agenda")
_OF_NO_BRIEF = ("parent", "elected_at")  # fields that name an event and have no brief print it


def unprinted_event(project: Opened, path: str) -> Unprinted | None:
    """Return why no brief has the event at a path, whatever is said of it; None if one does, or if it is none."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Event) or not content.editions:
        return None
    event = item.value
    near = {event.id, event.parent, *(each.id for each in content.events if each.parent == event.id)}
    if any(edition.event in near for edition in content.editions.values()):
        return None
    if any(each.rpartition(".")[2] not in _OF_NO_BRIEF for each in references_to(project, path)):
        return None
    if _in_change_note(content, path):
        return Unprinted(
            Told(
                "only a change note tells of this event: no edition is about it, and neither our history nor a text "
                "names it"
            ),
            ("/add", {"path": "cooperation.history", "f.event": event.id}) if event.state == "held" else None,
        )
    told = Told("this event is in no brief yet: no edition is about it, and neither our history nor a text names it")
    return Unprinted(told, ("/edition", {"event": event.parent or event.id}))


def _in_change_note(content: Content, path: str) -> bool:
    """Tell whether an edition knows the event at a path as held or cancelled, and the one before it didn't."""

    def state(edition: str) -> str:
        known = known_at(content, date_of(content, edition)).items.get(path)
        return known.value.state if known is not None else ""

    pairs = ((id, edition.previous) for id, edition in content.editions.items() if edition.previous in content.editions)
    return any(state(id) in ("held", "cancelled") and state(str(before)) not in ("", state(id)) for id, before in pairs)


def untold(project: Opened, path: str) -> str:
    """Return why the newest brief doesn't tell what came of the event at a path; "" if it does, or it wasn't held."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Event) or not content.editions:
        return ""
    event, newest = item.value, newest_edition(content)
    if event.state != "held":
        return ""
    if told := _of_another(content, event):
        return told
    on = date_of(content, newest)
    known = known_at(content, on).items.get(path)
    if known is None or known.value.state != "held":
        if newest in went_out(content, project.project.content):
            return Told(
                "this brief stays as it is: it went out, and is true for {date}, when this was still to come; the next "
                "edition tells what came of it",
                date=in_words(on),
            )
        return Told(
            "this brief stays as it is: it is true for {date}, when this was still to come; once that is a later day, "
            "it tells what came of it",
            date=in_words(on),
        )
    if any(each.what in _CAME_OF_IT for each in lacking_after(project, path)):
        return Told(
            "this brief tells what came of the event as far as that is typed: what was decided, or who was elected, "
            "isn't all there yet"
        )
    return ""


def untold_item(project: Opened, path: str) -> str:
    """Return why the newest brief doesn't tell what came of the agenda item at a path; "" if it does, or of no item."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, AgendaItem):
        return ""
    if not content.editions:
        return ""
    if told := _of_another(content, content.items[path.partition(".agenda[")[0]].value):
        return told
    unprinted = unprinted_item(project, path)
    return unprinted.why if unprinted else ""


def _of_another(content: Content, event: Event) -> str:
    """Return that the newest brief is about another event than this one; "" if it isn't."""
    if content.editions[newest_edition(content)].event in (event.id, event.parent):
        return ""
    return Told(
        "this brief is about another event, so it stays as it is: what came of this one stands in briefs where "
        "our history tells of it"
    )

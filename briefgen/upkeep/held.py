"""Why a brief stays as it is when somebody says that an event was held, or what came of it."""

from __future__ import annotations

from briefgen.checks.about import in_words
from briefgen.content.changing.learning import went_out
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.making.compose import date_of, newest_edition
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.consequences import unprinted_item
from briefgen.upkeep.due import lacking_after

_CAME_OF_IT = ("elected", "outcome", "agenda")


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

"""What follows from a change, for whoever made it: from when on it is printed, or why it isn't."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.checks.about import in_words
from briefgen.content.changing.learning import Learning, LearningError, is_before, went_out
from briefgen.content.knowing.figures import known_on
from briefgen.content.knowing.known import known_at, newest_date
from briefgen.content.model import Content, Values
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import Number
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.dates import Date, Point
from briefgen.making.compose import date_of, newest_edition
from briefgen.making.opened import Opened
from briefgen.making.versions import was_issued
from briefgen.problems.notes import Told
from briefgen.upkeep.odd_days import point_in


@dataclass(frozen=True, slots=True)
class KnownSince:
    """From which day on editions know something, and what it says now; and those to come that are of before.

    `day` is "" of what was always known. `changed` is the day from which on it says what it does now, where that was
    known for some time and told otherwise; of an event that was held, which nobody was asked for, it is the day on
    which it was `over`, until which it was to come. Of each edition that is of before there is the id, the date, and
    whether it doesn't know the thing at all. Of what it says now, `fields` are those that said something else before, a
    text by its languages.
    """

    day: str
    changed: str
    over: str
    unaware: tuple[tuple[str, str, bool], ...]
    fields: tuple[tuple[str, ...], ...] = ()


def known_since(project: Opened, path: str) -> KnownSince | None:
    """Return since when the thing at a path is known, and what it says now; None of what was always so."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not content.editions:
        return None
    date: Date | None = getattr(item.value, "known_from", None)
    since = date.start if date else None
    until = [each.until.start.last_day for each in getattr(item.value, "earlier", ()) if each.until.start]
    last = max(until, default=None)
    if last is not None and since is not None and last < since.first_day:
        last = None  # nobody knew what it said until then
    if since is None and last is None:
        return None
    changed = last + dt.timedelta(1) if last else None
    latest = Point(changed.year, changed.month, changed.day) if changed else since
    is_over = last is not None and isinstance(item.value, Event) and last == _last_day(content, item.value)
    still = sorted({*content.editions} - {*went_out(content, project.project.content)})
    if is_over:  # what came of an event stands in the briefs about it
        still = [id for id in still if content.editions[id].event in (item.value.id, item.value.parent)]
    unaware = tuple(
        (id, str(content.editions[id].as_of), since is not None and is_before(content, id, since))
        for id in still
        if latest and is_before(content, id, latest)
    )
    return KnownSince(
        str(since or ""),
        str(latest) if changed and not is_over else "",
        str(last) if is_over else "",
        unaware,
        _changed_last(item.value) if changed and not is_over else (),
    )


def _changed_last(entry: Any) -> tuple[tuple[str, ...], ...]:
    """Return the fields in which the newest of the earlier wordings of an entry says something else than now."""
    before = entry.earlier[0].model_dump(exclude_unset=True)
    now = entry.model_dump()
    found: list[tuple[str, ...]] = []
    for name in (name for name in before if name != "until" and before[name] != now.get(name)):
        was, says = before[name], now.get(name)
        if isinstance(was, dict) and isinstance(says, dict) and "forms" not in name:
            found += [(name, key) for key in {**was, **says} if was.get(key) != says.get(key)]
        else:
            found.append((name,))
    return tuple(found)


def always_known(project: Opened, path: str) -> bool:
    """Tell whether the entry at a path counts as known always, so that what tells of news between editions is silent.

    That is so where nobody was asked, or answered, since when it is known. Of one edition nothing is news.
    """
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or len(content.editions) < 2:
        return False
    has_past = "known_from" in type(item.value).model_fields and not path.startswith(f"{EDITIONS}[")
    return path.endswith("]") and has_past and item.value.known_from is None


def by_day(project: Opened, editions: Iterable[str], day: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of some editions print what is new from a day on, and which are of before; of no day, none."""
    try:
        since = Learning.read(day, always=False).since
    except LearningError:
        return (), ()
    there = [id for id in editions if f"{EDITIONS}[{id}]" in project.values[0].items]
    stay = tuple(id for id in there if since and is_before(project.values[0], id, since))
    return tuple(id for id in there if id not in stay), stay


def since_no_day(project: Opened, words: str) -> bool:
    """Tell whether a month or a year is named from which on something is new, and it isn't the date of an edition."""
    content, since = project.values[0], point_in(words)
    if since is None or since.day is not None or not isinstance(content, Content):
        return False
    return since not in {edition.as_of.start for edition in content.editions.values()}


def _last_day(content: Content, event: Event) -> dt.date | None:
    """Return the last day of an event that was held, or of what it was held during; None if it isn't known."""
    dates = [event.date, *(each.date for each in content.events if each.id == event.parent)]
    last_days = [date.last.last_day for date in dates if date.last]
    return min(last_days, default=None) if event.state == "held" else None


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Why briefs don't print something, and what leads to the mending: a page, and what it is given."""

    why: str
    path: tuple[str, dict[str, str]] | None = None


def unprinted_agenda(project: Opened, path: str) -> Unprinted | None:
    """Return why no brief prints the agenda at a path, whatever stands in it; None if one does, or if it is none."""
    content = project.values[0]
    event, _, field = path.rpartition(".")
    item = content.items.get(event)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Event) or field != "agenda":
        return None
    of_editions = {edition.event for edition in content.editions.values()}
    if of_editions & {item.value.id, item.value.parent}:
        return None
    told = _told_when_held(content, item.value)
    if item.value.parent is not None:
        return Unprinted(
            Told("only a change note prints this: no edition is about the event during which this was held")
            if told
            else Told("no brief prints this yet: no edition is about the event during which this is held")
        )
    return Unprinted(
        Told(
            "only a change note prints this: no edition is about this event; if it was held during another one, say "
            "during which"
        )
        if told
        else Told(
            "no brief prints this yet: no edition is about this event; if it is held during another one, say during "
            "which"
        ),
        ("/thing", {"path": f"{event}.parent"}),
    )


def _told_when_held(content: Content, session: Event) -> bool:
    """Tell whether a change note has the agenda of a session: that of the first edition that knows it as held."""
    path = content.index["events"][session.id]

    def held(id: str) -> bool:
        known = known_at(content, date_of(content, id)).items.get(path)
        return known is not None and known.value.state == "held"

    if session.state != "held" or not content.editions:
        return False
    last = session.date.last
    if not held(newest_edition(content)) or (last and last.last_day > newest_date(content).last_day):
        return True  # that of the next one
    pairs = ((id, edition.previous) for id, edition in content.editions.items() if edition.previous in content.editions)
    return any(held(id) and not held(str(before)) for id, before in pairs)


def unprinted_item(project: Opened, path: str) -> Unprinted | None:
    """Return why the agenda of a brief doesn't have the item at a path; None if it does, or if it is no such item.

    As the sections of briefs have it: of sessions during the event of an edition, those items that were prepared, and
    once a session was held, what came of it, be it that nobody was elected, or stands for election.
    """
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, AgendaItem):
        return None
    at = path.rpartition(".agenda[")[0]
    session: Event = content.items[at].value
    is_prepared, is_settled = item.value.is_prepared, item.value.is_settled
    if elsewhere := unprinted_agenda(project, f"{at}.agenda"):
        return elsewhere
    if session.state != "held" and is_settled and not is_prepared:
        return Unprinted(
            Told("no brief prints what came of this yet: the status of its session isn't “held”"),
            ("/thing", {"path": f"{at}.state"}),
        )
    if not is_prepared and not is_settled:
        return Unprinted(
            Told("the agenda in a brief doesn't have this yet: say who was elected, or what was decided")
            if session.state == "held"
            else Told("the agenda in a brief doesn't have this yet: say who are the candidates, or our position")
        )
    if session.state != "held" or not is_settled:
        return None
    return _too_early(content, project.project.content, session, path)


def _too_early(content: Content, folder: Path, session: Event, path: str) -> Unprinted | None:
    """Return why the newest edition about a session doesn't know a result yet; None if it does.

    What went out stays as it was; what came of its event stands in later ones where the history tells of it.
    """
    of_it = {id: each for id, each in content.editions.items() if each.event in (session.parent, session.id)}
    newest = max(of_it, key=lambda id: (str(of_it[id].as_of), id))
    on = date_of(content, newest)
    known = known_at(content, on).items.get(path)
    if known is not None and known.value.is_settled:
        return None
    if newest in went_out(content, folder):
        told = (
            Told(
                "the brief about this is true for {date} and went out before this was known: it stays as it was. A "
                "later brief tells what came of it where our history does",
                date=in_words(on),
            )
            if was_issued(folder, newest)
            else Told(
                "the brief about this is true for {date}, when this wasn't known yet: it stays as it was. A later "
                "brief tells what came of it where our history does",
                date=in_words(on),
            )
        )
        events = (session.id, session.parent)
        entry = next((each.id for each in content.cooperation.history if each.event in events), None)
        if entry is not None:
            return Unprinted(told, ("/thing", {"path": f"cooperation.history[{entry}].text"}))
        return Unprinted(told, ("/add", {"path": "cooperation.history", "f.event": str(session.parent)}))
    told = Told(
        "the newest brief about it is true for {date}, when this wasn't known yet: only one of a later date prints it",
        date=in_words(on),
    )
    return Unprinted(told, ("/thing", {"path": f"editions[{newest}].as_of"}))


def unprinted_value(project: Opened, path: str, *, is_typed: bool = False, is_known: bool = False) -> Unprinted | None:
    """Return why the newest edition doesn't print the latest value of the figure at a path; None if it does.

    One that `is_typed` in a form isn't saved yet; where it `is_known` what the edition goes on printing, as of the
    value that is saved, that isn't said again.
    """
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Number) or not content.editions:
        return None
    on = date_of(content, newest_edition(content))
    printed = known_on(item.value, on)
    if printed is item.value:
        return None
    of = {"date": in_words(on), "old": str(printed.value), "value": str(item.value.value)}
    if is_typed and is_known:
        told = Told(
            "{value} isn't shown here: it is of a later date ({as_of})",
            value=of["value"],
            as_of=in_words(item.value.as_of),
        )
    elif is_typed:
        told = Told(
            "the newest edition is for {date}: it goes on printing {old}, since the value that you typed, {value}, is "
            "of a later date ({as_of}); an edition for that date or later prints it",
            **of, as_of=in_words(item.value.as_of),
        )  # fmt: skip
    else:
        told = Told(
            "the newest edition is of {date}: it goes on printing {old}, since the value of now, {value}, is of a "
            "later date ({as_of}); an edition of that date or later prints it",
            **of, as_of=in_words(item.value.as_of),
        )  # fmt: skip
    return Unprinted(told, ("/edition", {}))


def proposed_day(
    typed: Mapping[str, str], changed: Collection[str], today: dt.date, project: Opened | None = None
) -> str:
    """Return from which day something may be new by its own date, among the fields that were `changed`; "" if by none.

    It is no day that is to come. One within the month or year for which the newest edition is true is that month or
    year: that edition prints it.
    """
    content = project.values[0] if project else None
    day = _own_day(typed, changed, content)
    if day is None or day.first_day > today:
        return ""
    if isinstance(content, Content) and content.editions:
        on = newest_date(content)
        if on.first_day < day.first_day <= on.last_day:
            return str(on)
    return str(day)


def _own_day(typed: Mapping[str, str], changed: Collection[str], content: Values | None) -> Point | None:
    for name in ("start", "date", "end", "as_of", "event"):
        if name not in changed:
            continue
        if name != "event" and (first := point_in(typed.get(name, ""))):
            return first
        path = content.index.get("events", {}).get(typed.get("event", "")) if content and name == "event" else None
        if content and path and (date := content.items[path].value.date).last:
            last: Point = date.last
            return last
    return None


def usual_day(project: Opened, today: dt.date) -> str:
    """Return from which day something is likely new that has no date of its own: one from which on a brief prints it.

    That is today, or, if the newest edition is true for a day before, that one. "" if that edition went out: what is
    new may be so since any day after, and the next edition prints it.
    """
    content = project.values[0]
    if not isinstance(content, Content) or not content.editions:
        return today.isoformat()
    on = newest_date(content)
    if today <= on.first_day:
        return today.isoformat()
    return "" if newest_edition(content) in went_out(content, project.project.content) else str(on)


# The dates before which no brief tells of a thing, by the list that it stands in.
_TOLD_FROM = {"cooperation.history": "date", "people.terms": "start"}


def not_printed_yet(project: Opened, path: str, name: str, words: str) -> str:
    """Return that no brief prints something yet, and which will, if a date that is typed in its form says so; else "".

    `name` is the field's; `since` the day from which on a change is new.
    """
    content, day = project.values[0], point_in(words)
    if not isinstance(content, Content) or not content.editions or day is None:
        return ""
    on = newest_date(content)
    is_late = day.first_day > (on.first_day if name == "since" else on.last_day)
    if not is_late or name not in ("since", _TOLD_FROM.get(path.partition("[")[0])):
        return ""
    return Told(
        "no brief prints this yet: the newest edition is true for {date}, and one that is true for {day} or later will",
        date=in_words(on), day=in_words(day),
    )  # fmt: skip


def known_from_its_date(project: Opened, path: str, typed: Mapping[str, str]) -> str:
    """Return since when a new entry of the history is known which tells of a day that no edition knows; else "".

    One about an event that wasn't held announces it: a brief of before prints that.
    """
    content = project.values[0]
    if path != "cooperation.history" or not isinstance(content, Content) or not content.editions:
        return ""
    event = content.items.get(content.index["events"].get(typed.get("event", ""), ""))
    day = _own_day(typed, ("date", "event"), content) if event is None or event.value.state == "held" else None
    return str(day) if day and day.first_day > newest_date(content).last_day else ""


def city_of(project: Opened, event: str) -> str:
    """Return the id of the city of an event, where what is held during it likely is, too; "" if none is known."""
    content = project.values[0]
    item = content.items.get(content.index.get("events", {}).get(event, ""))
    return (item.value.city or "") if item is not None and isinstance(item.value, Event) else ""

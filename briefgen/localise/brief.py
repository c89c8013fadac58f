"""One edition in one language, as the templates see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefgen.content.kinds import IN_TEXTS, WHOLE
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.own_kinds import is_commission, is_election
from briefgen.content.schema import FILES
from briefgen.content.schema.audience import COUNTERPART, INTERNAL, Readers, audience_of
from briefgen.content.schema.cooperation import Cooperation
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.dates import Date
from briefgen.document.digest import PLACE, SOURCE
from briefgen.language.base import Language
from briefgen.language.catalogue import Catalogue
from briefgen.localise.chronology import HistoryRow, first_day, history_of, latest, told_before
from briefgen.localise.citing import cited
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.glance import AT_A_GLANCE, NewThing, new_things
from briefgen.localise.headings import headings_of
from briefgen.localise.holders import Holder, holders_of
from briefgen.localise.key_figures import KeyFigure, StatRow, key_figure, stat_row
from briefgen.localise.messages import Messages
from briefgen.localise.news import LocalNews, Since, news_of
from briefgen.localise.pack import (
    InTwoLanguages,
    LocalAnnex,
    LocalCard,
    LocalMeeting,
    LocalStep,
    Points,
    annexes_of,
    in_two_languages,
    meetings_of,
    points_of,
)
from briefgen.localise.values import LocalEntity, LocalList, LocalNumber, LocalPhrase, LocalText, Withheld, joined
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.notes import Told

ALL_OF_US = Readers(INTERNAL)
KEY_FIGURES = 4  # at most: more, and none stands out


def no_pages(file: str) -> int:
    """Return how many pages the file of an annex has where there are no files: none."""
    return 0


@dataclass(frozen=True)
class LocalBrief:
    """One edition in one language; facts, dates and names resolved. `message` gives the interface words.

    What it has several of, of the content, are `LocalList`s: one that lacks what isn't for its readers isn't counted.
    """

    language: Language
    message: Messages
    draft: bool
    edition_id: str
    edition: LocalEntity
    event: LocalEntity
    sessions: LocalList[LocalEntity]  # held during the event, or the event itself where it has an agenda
    prepared_agenda: LocalList[LocalEntity]  # items to come that were prepared: see `LocalItem`
    results: LocalList[LocalEntity]  # items of sessions that were held: those with a result, or that were prepared
    key_figures: LocalList[KeyFigure]
    figures: LocalList[StatRow]  # the others with a row of their own
    association: LocalEntity
    headings: LocalEntity  # of its activities, aim, goals and governance
    agency: LocalEntity
    leadership: LocalList[Holder]  # of the association
    representatives: LocalList[Holder]  # of the agency
    bodies: LocalList[LocalEntity]  # without the commissions
    programme: LocalEntity | None  # the next one
    cooperation: LocalEntity
    history: LocalList[HistoryRow]  # or what refuses to be used, as `latest`, where it isn't for the readers
    latest: HistoryRow | None  # the last dated row that has a summary
    sources: LocalPhrase | None  # those that a brief cites of the event, the figures and the chronology
    content: LocalEntity  # by their names: each kind of content, as a list, and each file of which all can be printed
    marking: LocalEntity
    marking_above_public: bool
    date: str  # ISO: stands for the clock
    digest: LocalText  # where the digest of what the brief prints will stand (`document.digest`)
    in_two_languages: LocalList[InTwoLanguages]  # for interpreters
    copy: LocalText | None = None  # which of several copies it is: in digits, as one says it
    rights_apply: bool = True  # whether the agenda has, or may have yet, what membership gives rights in
    news: LocalNews | None = None  # for a change note
    new_entries: tuple[HistoryRow, ...] = ()
    pages_of: Callable[[str], int] = no_pages  # of the file of an annex, by its name

    @property
    def points(self) -> Points:
        """Return the points of the event as a whole, by what they are for; raises `WithheldError`."""
        return points_of(self.edition.points)

    @property
    def meetings(self) -> LocalList[LocalMeeting]:
        """Return the meetings, each with its points; raises `WithheldError`."""
        meetings: LocalList[LocalEntity] = self.edition.meetings
        return meetings.made(meetings_of(meetings, self.language))

    @property
    def annexes(self) -> LocalList[LocalAnnex]:
        """Return the annexes, each with its letter; raises `WithheldError`."""
        annexes: LocalList[LocalEntity] = self.edition.annexes
        return annexes.made(annexes_of(annexes, self.language, self.pages_of))

    @property
    def cards(self) -> LocalList[LocalCard]:
        """Return all points that have words to say: of the event, meetings and steps; raises `WithheldError`."""
        meetings: LocalList[LocalEntity] = self.edition.meetings
        scenario: LocalList[LocalEntity] = self.edition.scenario
        cards = [LocalCard(point) for point in self.edition.points]
        cards += [LocalCard(point, meeting=each) for each in meetings for point in each.points]
        cards += [LocalCard(point, step=each) for each in scenario for point in each.points]
        said = (card for card in cards if card.point.say and card.point.kind != "objective")
        return meetings.made(said, self.edition.points, *(each.points for each in (*meetings, *scenario)))

    @property
    def steps(self) -> LocalList[LocalStep]:
        """Return the steps of the scenario in which something is said in any case; raises `WithheldError`."""
        scenario: LocalList[LocalEntity] = self.edition.scenario
        steps = (LocalStep(each, points_of(each.points)) for each in scenario)
        return scenario.made(each for each in steps if each.points.to_say or each.points.press)

    @property
    def interlocutors(self) -> LocalList[LocalEntity]:
        """Return those whom one meets, each person once; raises `WithheldError`."""
        meetings: LocalList[LocalEntity] = self.edition.meetings
        lists = [meeting.interlocutors for meeting in meetings]
        each = {one.person.path: one for met in lists for one in met if one.person}
        return meetings.made(each.values(), *lists)

    @property
    def timing(self) -> LocalList[LocalEntity]:
        """Return meetings and steps of the scenario in the order of their days and times; raises `WithheldError`."""
        meetings: LocalList[LocalEntity] = self.edition.meetings
        return meetings.made(sorted([*meetings, *self.edition.scenario], key=_begins), self.edition.scenario)

    @property
    def questions(self) -> LocalList[LocalEntity]:
        """Return the questions, of the event as a whole and of each meeting, by topic; raises `WithheldError`."""
        meetings: LocalList[LocalEntity] = self.edition.meetings
        lists = [self.edition.questions, *(meeting.questions for meeting in meetings)]
        each = (question for questions in lists for question in questions)
        return meetings.made(sorted(each, key=lambda one: self.language.sort_key(str(one.topic))), *lists)

    @property
    def leaders(self) -> LocalList[Holder]:
        """Return who holds the first office of the association; while nobody is known to, those of the others."""
        heads = [office.path for office in self.association.offices][:1]
        first = [holder for holder in self.leadership if holder.office.path in heads]
        return self.leadership.made(first or self.leadership[:AT_A_GLANCE])

    @property
    def offices(self) -> dict[str, LocalPhrase | None]:
        """Return the offices that a person holds, of the association and of the agency, by the person's path."""
        held: dict[str, list[LocalText | LocalPhrase]] = {}
        for holder in (*self.leadership, *self.representatives):
            held.setdefault(holder.person.path, []).append(holder.title)
        return {person: joined(titles, self.language.comma) for person, titles in held.items()}

    @property
    def most_important_news(self) -> tuple[NewThing, ...]:
        """Return what the panel of a change note holds: no more than one takes in at a glance."""
        return tuple(islice(new_things(self.news, self.new_entries), AT_A_GLANCE)) if self.news else ()

    @property
    def entries_of_other_events(self) -> tuple[HistoryRow, ...]:
        """Return the new entries that aren't about an event that was held since: those stand with the event."""
        held = {each.event.path for each in self.news.held} if self.news else set()
        return tuple(row for row in self.new_entries if not row.entry.event or row.entry.event.path not in held)

    @property
    def has_more_news(self) -> bool:
        """Tell whether there is more than the panel holds."""
        return self.news is not None and len(list(new_things(self.news, self.new_entries))) > AT_A_GLANCE


def localise(
    content: Content,
    edition_id: str,
    language: Language,
    catalogue: Catalogue,
    *,
    draft: bool = False,
    version: int | None = None,
    copy: int | None = None,
    since: Since | None = None,
    lacking: list[Diagnostic] | None = None,
    readers: Readers = ALL_OF_US,
    pages_of: Callable[[str], int] = no_pages,
) -> LocalBrief:
    """Return an edition in one language, for a change note with what is new `since` another one.

    It holds what its readers may see; what is new may be anything, so a change note is for the agency alone.
    It says that it is the `version` that its file names unless another one is given. Raises `ProblemsError` with every
    problem of its texts; with a list of what they are `lacking`, these go there, and a mark stands in their places.
    How many pages the files of annexes have, `pages_of` tells by their names.
    """
    message = Messages(catalogue)
    edition = content.editions[edition_id]
    as_of = edition.as_of.start
    assert as_of is not None
    every, content = content, known_at(content, as_of)
    builder = EntityBuilder(content, language, message, on=as_of, draft=draft, readers=readers)
    known, content = content, builder.content
    if f"editions[{edition_id}]" in builder.hidden:
        raise ProblemsError([_for_fewer(known, edition)])
    # An edition whose event is for fewer was never before this one, for its readers.
    seen = f"editions[{edition.previous}]" not in builder.hidden
    before = every.editions.get(edition.previous or "") if seen else None
    told = told_before(every, before)
    main_bodies = [body for body in content.association.bodies if not is_commission(content, body)]

    def entities(kind: str, chosen: Iterable[Any]) -> LocalList[LocalEntity]:
        path = f"association.{kind}"
        return LocalList((builder.referred(kind, entry.id) for entry in chosen), path, is_shortened=builder.lacks(path))

    everything = LocalEntity("content")
    everything.fields.update(_all_of(builder))
    scope = scope_of(builder, edition_id)
    if version is not None:
        shown = scope["edition"]
        shown.fields["version"] = LocalNumber(version, f"{shown.path}.version", language)
    shows_history = readers.may_read(audience_of(Cooperation, "history"))
    history = history_of(builder) if shows_history else _withheld("cooperation.history")
    builder.render_all(scope)
    news = news_of(content, builder, since, scope) if since else None
    builder.render_all(scope)
    if builder.problems and lacking is None:
        raise ProblemsError(builder.problems)
    if lacking is not None:
        lacking += builder.problems
    stats: LocalList[LocalEntity] = scope["stats"]
    key = [stat.id for stat in content.association.stats if stat.key][:KEY_FIGURES]
    rows = {stat.id for stat in content.association.stats if stat.row or stat.key} - set(key)
    sessions_held = builder.all_of("events").made(
        builder.referred("events", s.id)
        for s in content.events
        if s.parent == edition.event or (s.id == edition.event and s.agenda)
    )
    agendas = [session.agenda for session in sessions_held]
    event = content.entity("events", edition.event)
    levels = [marking.id for marking in content.agency.markings]
    # What may be handed over bears the most open marking, all else the edition's.
    marking = edition.marking if readers.audience > COUNTERPART else levels[0]
    programmes = sorted(content.association.programmes, key=lambda programme: first_day(programme.period))
    upcoming = [programme for programme in programmes if first_day(programme.period) > _last(event.date)]
    return LocalBrief(
        language=language,
        message=message,
        draft=draft,
        edition_id=edition_id,
        edition=scope["edition"],
        event=builder.referred("events", event.id),
        sessions=sessions_held,
        prepared_agenda=sessions_held.made(_agenda(sessions_held, held=False), *agendas),
        results=sessions_held.made(_agenda(sessions_held, held=True), *agendas),
        key_figures=stats.made(key_figure(builder, f"association.stats[{id}]", before) for id in key),
        figures=stats.made(stat_row(stat, stats) for stat in stats if stat.id in rows),
        association=scope["association"],
        headings=headings_of(message, scope["association"]),
        agency=scope["agency"],
        leadership=holders_of(builder, scope["association"].offices, content.association.offices),
        representatives=holders_of(builder, scope["agency"].offices, content.agency.offices),
        bodies=entities("bodies", (body for body in main_bodies if body.text)),
        programme=builder.referred("programmes", upcoming[0].id) if upcoming else None,
        cooperation=scope["cooperation"],
        history=history,
        latest=latest(history, content, told) if shows_history else _withheld("cooperation.history"),
        sources=cited(content, builder, _sources(content, event, history=shows_history), between=language.apart),
        content=everything,
        marking=builder.referred("markings", marking),
        marking_above_public=levels.index(marking) > 0,
        date=as_of.first_day.isoformat(),
        digest=LocalText(PLACE, SOURCE),
        copy=LocalText(language.number(copy), SOURCE) if copy else None,
        rights_apply=_rights_apply(content, edition),
        in_two_languages=LocalList(
            in_two_languages(content, known, language, readers), "glossary.terms", is_shortened=bool(builder.hidden)
        ),
        news=news,
        new_entries=tuple(row for row in history if row.entry.id in news.entries) if news else (),
        pages_of=pages_of,
    )


def _rights_apply(content: Content, edition: Edition) -> bool:
    """Tell whether what membership gives rights in is on the agenda of the event, or may be: none is known yet."""
    membership = content.cooperation.membership
    if membership is None or not membership.only_in_elections:
        return True
    agenda = [item for each in content.events if edition.event in (each.id, each.parent) for item in each.agenda]
    return not agenda or any(is_election(content, item) for item in agenda)


def scope_of(builder: EntityBuilder, edition_id: str) -> dict[str, Any]:
    """Return what expressions of an edition can name, whatever they stand in."""
    scope = _all_of(builder)
    content, bodies = builder.content, "association.bodies"
    own = [body.id for body in content.association.bodies if is_commission(content, body)]
    commissions = LocalList(
        (builder.referred("bodies", id) for id in own),
        bodies,
        is_shortened=builder.lacks(bodies, lambda body: is_commission(content, body)),
    )
    scope |= {
        "edition": builder.entity(f"editions[{edition_id}]"),
        "commissions": commissions,
        "stats": scope["association"].stats,
        "membership": scope["cooperation"].fields["membership"],  # it may be withheld
    }
    return scope


def _all_of(builder: EntityBuilder) -> dict[str, Any]:
    return {
        **{kind: builder.all_of(kind) for kind in IN_TEXTS},
        **{file: builder.entity(file) for file in WHOLE if not FILES[file].is_list},
    }


def _withheld(path: str) -> Any:
    """Return what stands for something derived of a field that is for others, whatever its type."""
    return Withheld(path)


def _sources(content: Content, event: Event, *, history: bool) -> Iterator[str]:
    """Yield the ids of the sources that briefs cite of the event, of figures, and of the `history` with its events."""
    told = [event, *(stat for stat in content.association.stats if stat.row or stat.key)]
    for entry in content.cooperation.history if history else ():
        told += [entry, *([content.entity("events", entry.event)] if entry.event else [])]
    for each in told:
        known = (id for id in each.sources if id in content.index["sources"])  # others aren't for the readers
        yield from (id for id in known if content.entity("sources", id).cited_as)


def _agenda(sessions: Iterable[LocalEntity], *, held: bool) -> Iterator[LocalEntity]:
    """Yield the items that sessions have a word on: before they are held what was prepared, then the result as well."""
    for session in sessions:
        for item in session.agenda if (session.state == "held") is held else ():
            if item.is_prepared or (held and item.is_settled):
                yield item


def _for_fewer(content: Content, edition: Edition) -> Diagnostic:
    message = Told("the event of this edition is not for the readers of this brief")
    path = content.index["events"][edition.event]
    return content.problem(
        f"{path}.id", "template-wrong", message, Told("build this type of brief for another edition")
    )


def _begins(step: LocalEntity) -> tuple[str, str]:
    return (first_day(step.date.date) if step.date else "", str(step.time or ""))


def _last(date: Date) -> str:
    return "" if date.last is None else date.last.last_day.isoformat()

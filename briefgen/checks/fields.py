"""Fields that say more or less than the text beside them, and names that no text knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.checks.about import event, is_earlier, surely_before
from briefgen.checks.amounts import amounts
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found
from briefgen.checks.said import called, ids_said
from briefgen.checks.scan import WORD, TypedNumber, language_of, numbers
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Fact
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.organisations import Association, Body, Office, Work
from briefgen.language import said
from briefgen.problems.notes import Told

_HINT = Told("correct the field or the text")
_OFTEN = 2  # times that texts call something by a name


def beyond_texts(subject: Subject) -> Iterator[Found]:
    """Yield fields with a body or a work more than the texts beside them name, and works that these name besides."""
    for path, membership in subject.entities(Membership):
        yield from _more(subject, path, "represented_in", "bodies", membership.represented_in, ("text", "rights"))
    for path, entry in subject.entities(HistoryEntry):
        if is_earlier(path):
            continue
        yield from _more(subject, path, "works", "works", entry.works, ("text", "summary", "label"))
        named = _named(subject, path, "works", ("text",))
        if entry.works and named > set(entry.works):
            other = called(subject, "works", min(named - set(entry.works)))
            yield Found(f"{path}.works", Told("the text names {other} as well", other=other), _HINT, severity="warning")


def _named(subject: Subject, path: str, kind: str, fields: Iterable[str]) -> set[str]:
    texts = [text for field in fields for text in subject.texts_at(f"{path}.{field}")]
    return {id for text in texts for id in ids_said(subject, text, kind)}


def _more(
    subject: Subject, path: str, field: str, kind: str, held: Iterable[str], fields: tuple[str, ...]
) -> Iterator[Found]:
    named = _named(subject, path, kind, fields)
    more = set(held) - named
    if more and named & set(held):
        message = Told("no text here names {other}", other=called(subject, kind, min(more)))
        yield Found(f"{path}.{field}", message, _HINT, severity="warning")


def untitled_programmes(subject: Subject) -> Iterator[Found]:
    """Yield items of an agenda that adopt a programme, and by their titles something else."""
    for path, item in subject.entities(AgendaItem):
        titles = subject.texts_at(f"{path}.title") if item.programme else ()
        known = [(title, said.table(title.language, "kinds").get("programme", "")) for title in titles]
        known = [(title, pattern) for title, pattern in known if pattern]
        if known and not any(matcher(pattern).search(title.words) for title, pattern in known):
            message = Told("the title of the item doesn't speak of a programme")
            yield Found(f"{path}.programme", message, _HINT, severity="warning")


def called_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield offices and bodies that texts call as their short names do, and never as their names do."""
    spoken = [text for text in subject.texts if text.language == "en" and not text.is_name]
    named: list[tuple[str, str, str]] = [
        *((f"{path}.title", office.id, office.title.root.get("en", "")) for path, office in subject.entities(Office)),
        *(
            (f"{path}.name", body.id, body.name.root.get("en", ""))
            for path, body in subject.entities(Body)
            if not is_commission(subject.content, body)
        ),
    ]
    for path, id, name in named:
        short = id.replace("_", " ").replace("-", " ")
        if not name or (short.casefold() in name.casefold() and len(name.split()) == len(short.split())):
            continue
        its = matcher(language_of("en").inflected(short))
        is_noun = short.casefold() in name.casefold()  # the Keeper of the Seal isn't every keeper
        said_so = [[hit[0] for hit in its.finditer(text.words)] for text in spoken]
        if sum(any(hit[:1].isupper() or not is_noun for hit in hits) for hits in said_so) < _OFTEN:
            continue
        if not any(matcher(language_of("en").inflected(name)).search(text.words) for text in spoken):
            message = Told("the texts say {other}, and never this", other=shown(short))
            yield Found(path, message, Told("correct the name that is wrong"), "en", 0, len(name),
                        severity="warning")  # fmt: skip


def acronym_mistyped(subject: Subject) -> Iterator[Found]:
    """Yield an acronym of the association that no text has, where many have the same letters in another order."""
    for path, association in subject.entities(Association):
        acronym = association.acronym or ""
        if len(acronym) < _SHORTEST:
            continue
        words = Counter(word[0] for text in subject.texts for word in WORD.finditer(text.raw) if word[0].isupper())
        words = Counter({word.partition("-")[0]: times for word, times in words.items()}) + words
        often, times = next(
            ((word, times) for word, times in words.most_common() if sorted(word) == sorted(acronym)), ("", 0)
        )
        if often != acronym and times > _OFTEN and not words[acronym]:
            message = Told("the texts say {other}, and never this", other=shown(often))
            yield Found(f"{path}.acronym", message, Told("correct the name that is wrong"), severity="warning")


_SHORTEST = 3  # letters of an acronym


def based_on_later(subject: Subject) -> Iterator[Found]:
    """Yield events that are based on what was adopted at a later one."""
    adopted_at = {work.id: event(subject, work.adopted_at) for _, work in subject.entities(Work)}
    for path, held in subject.entities(Event):
        adopted = adopted_at.get(held.based_on or "")
        if adopted and adopted.date.start and surely_before(held.date, adopted.date):
            message = Told("this was adopted later: {year}", year=adopted.date.start.year)
            yield Found(f"{path}.based_on", message, Told("name the document that it was based on"), severity="warning")


def unlike_own_note(subject: Subject) -> Iterator[Found]:
    """Yield numbers that a text prints before a word before which the note has another one: votes."""
    for path, fact in subject.entities(Fact):
        if is_earlier(path) or not fact.note:
            continue
        for field in ("text", "rights"):
            for text in subject.texts_at(f"{path}.{field}"):
                yield from _unlike(subject, path, text, fact.note)


def _unlike(subject: Subject, path: str, text: TextIn, note: str) -> Iterator[Found]:
    there = TextIn("note", text.key, text.language, note)
    for amount in amounts(subject, text) if text.expressions else ():
        own = f"{path}.{amount.printed.partition('|')[0].strip()}"
        counted = WORD.match(text.raw, amount.end + 1) if own in subject.content.items else None
        told = {one.whole for one in numbers(there) if counted and _counts(there, one, counted[0])}
        if len(told) == 1 and amount.value not in told:
            message = Told("{number}, but a note has {other}", number=f"{amount.value:g}", other=str(told.pop()))
            yield Found(own, message, Told("look which of the two is right"), severity="warning")
            return


def _counts(text: TextIn, number: TypedNumber, noun: str) -> bool:
    """Tell whether a number stands before a noun, in one of its numbers."""
    behind = WORD.match(text.words, number.end + 1)
    alike = behind is not None and behind[0].rstrip("s").casefold() == noun.rstrip("s").casefold()
    return alike and not number.ordinal


def of_an_office_and_a_body(subject: Subject) -> Iterator[Found]:
    """Yield items of an agenda that elect to an office and to a body: whoever is elected would hold both."""
    for path, item in subject.entities(AgendaItem):
        if item.office and item.body:
            message = Told("the item is of an office, {office}, and of a body, {body}",
                           office=called(subject, "offices", item.office),
                           body=called(subject, "bodies", item.body))  # fmt: skip
            yield Found(f"{path}.body", message, Told("choose either an office or a body"),
                        rests_on=(f"{path}.office",))  # fmt: skip

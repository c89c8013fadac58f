"""Whom one meets, when and where, and what happens step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from briefgen.content.schema.audience import COUNTERPART, INTERNAL, INTERPRETERS, PERSONAL
from briefgen.content.schema.base import (
    PDF_NAME,
    TIME,
    Expected,
    Fact,
    Id,
    LanguageCode,
    Line,
    Name,
    PointInTime,
    Prose,
    Refers,
    Travel,
    Word,
)
from briefgen.content.schema.points import LikelyQuestion, TalkingPoint
from briefgen.problems.notes import Told

Time = Annotated[
    str,
    StringConstraints(pattern=TIME),
    Field(description="Local time, 24 hours.", examples=["09:30"]),
]
Minutes = Annotated[int, Field(ge=1, le=1440, description="How long it takes, in minutes.")]
PersonId = Annotated[str, Refers("persons")]


class Interlocutor(Fact):
    """Somebody on the other side of a meeting."""

    such_as = {
        "id": "secretary-general",
        "role": "Secretary General",
        "last_met": "Last met in May 2030, at the seminar.",
        "interests": "Members of the region; training.",
        "sensitivities": "The delay of the last report.",
    }
    shown_to = {INTERPRETERS: "id person role", INTERNAL: "last_met interests sensitivities"}

    id: Id
    person: PersonId = Field(description="Who it is.")
    role: Name | None = Field(None, description="In what capacity they attend, if no office says so.")
    last_met: Line | None = Field(None, description="When and where you met last.")
    interests: Prose | None = Field(None, description="What they are interested in.")
    sensitivities: Prose | None = Field(None, description="What they are touchy about.")


class Meeting(Fact):
    """A meeting during the event, with whom, how long and what for."""

    such_as = {
        "id": "secretary-general",
        "name": "Meeting with the Secretary General",
        "minutes": "30",
        "language": "en",
        "place": "Room 5, second floor",
        "purpose": "To agree on the next seminar.",
        "text": "The last meeting was in May 2030.",
    }
    shown_to = {
        INTERPRETERS: "id name date time minutes place language interpretation interlocutors points",
        INTERNAL: "purpose text questions",
    }

    id: Id
    name: Name
    date: PointInTime | None = Field(None, description="The day, where the event has several.")
    time: Time | None = None
    minutes: Minutes | None = None
    place: Name | None = Field(None, description="The room, or the building.")
    language: LanguageCode | None = Field(None, description="The language that is spoken.")
    interpretation: Literal["none", "consecutive", "simultaneous"] | None = Field(
        None, description="How it is interpreted; consecutive interpretation takes as long again."
    )
    interlocutors: Annotated[list[Interlocutor], Expected("with whom one meets", never_none=True)] = []
    purpose: Line | None = Field(None, description="What it is for, in a sentence.")
    text: Prose | None = Field(None, description="What you must know beforehand.")
    points: list[TalkingPoint] = []
    questions: list[LikelyQuestion] = []


class ScenarioStep(Fact):
    """A step of the scenario: what happens when, and who leads."""

    such_as = {
        "id": "arrival",
        "what": "Arrival; the host leads to the hall.",
        "place": "Main entrance",
        "minutes": "20",
    }
    shown_to = {INTERPRETERS: "id date time points", INTERNAL: "minutes what place lead"}

    id: Id
    date: PointInTime | None = Field(None, description="The day, where the event has several.")
    time: Time | None = None
    minutes: Minutes | None = None
    what: Line = Field(description="What happens, and who speaks after whom.")
    place: Name | None = Field(None, description="The room, or the building.")
    lead: PersonId | None = Field(None, description="Who leads for us.")
    points: list[TalkingPoint] = []


class Delegate(Fact):
    """Somebody who travels.

    Phone numbers, flights and hotels are personal data: only what the travellers carry has them.
    """

    such_as = {
        "id": "head",
        "role": "Head of the delegation",
        "arrival": "13.05.2031, 21:40, XY 123",
        "departure": "17.05.2031, 06:15, XY 124",
        "hotel": "Hotel Example",
        "phone": "+00 000 00 00",
    }
    shown_to = {COUNTERPART: "id person role", PERSONAL: "arrival departure hotel phone"}

    id: Id
    person: PersonId = Field(description="Who it is.")
    role: Name | None = Field(None, description="In what capacity they attend, if no office says so.")
    arrival: Travel | None = Field(
        None,
        description="When they arrive, and with which flight: the day in figures, for briefs in every language.",
    )
    departure: Travel | None = Field(
        None,
        description="When they leave, and with which flight: the day in figures, for briefs in every language.",
    )
    hotel: Word | None = Field(None, description="Where they stay.")
    phone: Word | None = Field(None, description="Under which number they can be reached.")


PdfName = Annotated[
    str,
    StringConstraints(pattern=PDF_NAME),
    Field(
        description="A PDF in content/annexes/, whose pages are appended to the pack as they are.",
        examples=["draft-agenda.pdf"],
    ),
]


class Annex(Fact):
    """A document that goes with the pack: listed there, and appended if there is a file."""

    such_as = {"id": "draft-agenda", "title": "Draft agenda", "language": "en", "file": "draft-agenda.pdf"}
    shown_to = {INTERNAL: "id title language file"}

    id: Id
    title: Name
    language: LanguageCode | None = Field(None, description="The language of the document.")
    file: PdfName | None = None


class Profile(Fact):
    """What is printed for one reader: which briefs, in which languages, and how many numbered copies."""

    such_as = {
        "id": "director", "name": "the Director", "briefs": "full", "languages": "ka", "bilingual": "ka,en",
        "copies": "3",
    }  # fmt: skip

    id: Id
    name: Name = Field(description="For whom it is.")
    briefs: list[Word] = Field(description="The types of brief that are made for them.")
    languages: list[LanguageCode] = Field(
        [], description="The languages. If none is chosen here, nor under “Side by side”, they are made in all."
    )
    bilingual: list[LanguageCode] = Field(
        [],
        description="Two languages to print side by side, the left one first. If it is empty, nothing is printed so.",
    )
    copies: int | None = Field(None, ge=1, le=200, description="How many copies: each bears its number.")

    @model_validator(mode="after")
    def _two_or_none(self) -> Profile:
        if self.bilingual and (len(self.bilingual) != 2 or len({*self.bilingual}) != 2):
            raise ValueError(Told("side by side stand two languages: name these two, or none"))
        return self

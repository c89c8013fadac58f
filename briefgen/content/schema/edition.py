"""An edition: one event's set of briefs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.content.schema.audience import COUNTERPART, INTERNAL, INTERPRETERS, PUBLIC
from briefgen.content.schema.base import Email, Expected, Fact, Id, Line, PointInTime, Prose, Refers, Signature, Word
from briefgen.content.schema.meetings import Annex, Delegate, Meeting, Profile, ScenarioStep
from briefgen.content.schema.points import Addendum, LikelyQuestion, TalkingPoint


class Edition(Fact):
    """content/editions/<id>.yaml; the file's name is the edition's id."""

    such_as = {
        "version": "1",
        "drafter": "Ana Example",
        "drafter_email": "name@agency.example",
        "number": "12/2031",
        "issue": "The Forum elects a new board; we offer to host the next seminar.",
        "objectives": "Offer to host the next seminar; ask for advice on training.",
    }
    shown_to = {
        PUBLIC: "event version previous as_of marking",
        COUNTERPART: "delegation",
        INTERPRETERS: "points meetings scenario number",
        INTERNAL: "drafter issue objectives questions annexes addenda",
    }

    always_there = True

    event: Annotated[str, Refers("events")] = Field(description="The event that the brief is for.")
    version: int = Field(
        ge=1, le=999, description="The number of the version: each time the brief is issued anew, it is one more."
    )
    previous: Annotated[Id, Refers("editions")] | None = Field(
        None, description="The edition before this one: the change note says what is new since."
    )
    as_of: PointInTime = Field(
        description="The date for which the brief is true; office-holders are those of this date."
    )
    marking: Annotated[str, Refers("markings")] = Field(
        description="The level of the agency's marking: it says who may read the brief."
    )
    drafter: Annotated[Signature | None, Expected("who drafted the brief")] = Field(
        None,
        description="Who drafted the brief. If the person is in the list of people, each brief prints the name in its "
        "own language.",
    )
    drafter_email: Email | None = Field(None, description="Where answers to the emailed brief go. Never printed.")
    number: Word | None = Field(None, description="The number under which the brief is filed.")
    issue: Annotated[Line | None, Expected("what the brief is about, in a sentence or two", of_types=True)] = Field(
        None, description="What it is about, in a sentence or two."
    )
    objectives: Annotated[Prose | None, Expected("the agency’s objectives and lines to take")] = None
    points: Annotated[list[TalkingPoint], Expected("what is to be achieved and said: points", of_types=True)] = []
    questions: Annotated[list[LikelyQuestion], Expected("questions that may come, and answers", of_types=True)] = []
    meetings: Annotated[list[Meeting], Expected("whom one meets, when and where", of_types=True)] = []
    scenario: Annotated[list[ScenarioStep], Expected("what happens when: the scenario", of_types=True)] = []
    delegation: Annotated[list[Delegate], Expected("who travels: the delegation", of_types=True)] = []
    annexes: list[Annex] = []
    addenda: list[Addendum] = []
    profiles: list[Profile] = []

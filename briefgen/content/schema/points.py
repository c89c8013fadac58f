"""What is to be said, and what is answered: points, and questions that may come."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from briefgen.content.schema.audience import INTERNAL, INTERPRETERS, Audience
from briefgen.content.schema.base import Fact, Id, Line, Name, PointInTime, Prose, Signature
from briefgen.problems.notes import Told

PointKind = Literal[
    "objective", "key-message", "line-to-take", "if-raised", "defensive", "ask", "red-line", "press-line"
]
# What is said in any case; all others are for when it comes to that, and an interpreter isn't told beforehand.
SAID_ANYWAY = ("key-message", "line-to-take", "press-line")


class Cleared(Fact):
    """Something that somebody answers for, and somebody has cleared."""

    such_as = {"owner": "Ana Example", "cleared_by": "Nino Example"}
    shown_to = {INTERNAL: "owner cleared_by cleared_on"}

    owner: Signature | None = Field(None, description="Who answers for it.")
    cleared_by: Signature | None = Field(
        None, description="Who has cleared it. What is to be said isn't issued before somebody has."
    )
    cleared_on: PointInTime | None = Field(None, description="When it was cleared.")


class TalkingPoint(Cleared):
    """A point: what is to be achieved, said, asked for or not accepted."""

    such_as = {
        "id": "training",
        "topic": "Training",
        "raised": "They may ask when the next payment comes.",
        "say": "We would gladly host the next seminar.",
        "know": "A hall for 80 people is free in May.",
        "never": "A sum of money.",
        "to": "the Secretary General",
        "owner": "Ana Example",
        "cleared_by": "Nino Example",
    }
    shown_to = {INTERPRETERS: "id kind topic say", INTERNAL: "to raised know never"}

    id: Id
    kind: PointKind = Field(description="What sort of point it is.")
    topic: Name | None = Field(None, description="What it is about, in a word or two.")
    raised: Line | None = Field(
        None,
        description="What they may raise: the point is the answer. It stands on the card, too, small, over the answer.",
    )
    say: Prose | None = Field(
        None,
        description="What is said, in the words in which it is said. Of an objective it is what we want to achieve, of "
        "a red line what we don't accept: each is printed as that, and an objective stands on no card.",
    )
    know: Prose | None = Field(
        None,
        description="What you must know as well; it is not said. It stands with the point in the briefing note and in "
        "the pack, and on no card.",
    )
    never: Prose | None = Field(
        None,
        description="What is never said: the words themselves, or what they are about. It stands with the point in the "
        "briefing note, in the steering brief and in the pack, and on no card, which others may see.",
    )
    to: Name | None = Field(None, description="To whom it may be said, if not to everybody.")

    @model_validator(mode="after")
    def _says_something(self) -> TalkingPoint:
        beside = self.kind not in SAID_ANYWAY and (self.raised or self.know or self.never)
        if not (self.say or beside):
            raise ValueError(Told("write what is said: a point without words would be an empty row of the brief"))
        return self

    @property
    def for_at_most(self) -> Audience:
        """Who may read any of it: what is said only if it comes to that is for the agency alone."""
        own = super().for_at_most
        return own if self.kind in SAID_ANYWAY else max(own, INTERNAL)


class LikelyQuestion(Cleared):
    """A question that may be asked, and the answer that is spoken."""

    such_as = {
        "id": "budget",
        "topic": "Budget",
        "question": "Will the Agency pay more next year?",
        "answer": "We decide on next year in November.",
        "know": "The draft budget has the same sum.",
        "never": "A sum of money.",
        "owner": "Ana Example",
        "cleared_by": "Nino Example",
    }
    shown_to = {INTERNAL: "id topic likelihood question answer know never"}

    id: Id
    topic: Name = Field(description="What it is about, in a word or two: questions stand in its order.")
    likelihood: Literal["likely", "possible", "unlikely"] | None = Field(None, description="How likely it is asked.")
    question: Line
    answer: Prose = Field(description="The answer as it is spoken: some 50 words at most.")
    know: Prose | None = Field(None, description="What you must know as well; it is not said.")
    never: Prose | None = Field(None, description="What is never said.")


class Addendum(Fact):
    """Late news: what is added to a brief that is out already, under the same number."""

    such_as = {"id": "new-hall", "text": "The meeting is in the large hall."}
    shown_to = {INTERNAL: "id date text"}

    id: Id
    date: Annotated[PointInTime, Field(description="The day on which it was added.")]
    text: Prose

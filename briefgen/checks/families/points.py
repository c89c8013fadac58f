"""Rules about what is said: few points, short ones, cleared, and not longer than the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import Prose
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.meetings import Meeting
from briefgen.content.schema.points import LikelyQuestion, TalkingPoint
from briefgen.problems.notes import Told

# As ministries have written it down: six points at most, objectives of two lines, answers of fifty words.
_MOST_POINTS = 6
_TWO_LINES = 190  # characters, in the column of running text
_SPOKEN_ANSWER = 60  # words: some fifty
_A_MINUTE = 110  # words that one speaks
_SAID = ("key-message", "line-to-take", "ask")
_WORD = re.compile(r"\w[\w'’-]*")


@rule("points-many", "warning", "Nobody has to keep more than six points in mind.", to_issue=True)
def points_many(subject: Subject) -> Iterator[Found]:
    """Find more than six points of an event, or of one meeting, that are said in any case."""
    for path, points in _lists(subject):
        said = [point for point in points if point.kind in _SAID]
        if len(said) > _MOST_POINTS:
            message = Told("{count} points are to be said; six are what one keeps in mind", count=len(said))
            hint = Told("take some out, or say them only if it is raised")
            yield Found(f"{path}.points", message, hint, key=True)


@rule("objective-long", "warning", "An objective is a matter of two lines.", to_issue=True)
def objective_long(subject: Subject) -> Iterator[Found]:
    """Find points of the kind objective that are longer than two lines."""
    for path, points in _lists(subject):
        for point in points:
            for code, words in _texts(point.say if point.kind == "objective" else None):
                if len(words) > _TWO_LINES:
                    message = Told("this objective is longer than two lines")
                    hint = Told("say what is to be achieved; why, is background")
                    yield Found(f"{path}.points[{point.id}].say", message, hint, code)


@rule("answer-long", "warning", "An answer that is spoken has some fifty words.")
def answer_long(subject: Subject) -> Iterator[Found]:
    """Find answers to questions that have far more words."""
    for path, question in _questions(subject):
        for code, words in _texts(question.answer):
            if (count := len(_WORD.findall(words))) > _SPOKEN_ANSWER:
                message = Told("the answer has {count} words; spoken, some fifty are enough", count=count)
                yield Found(f"{path}.answer", message, Told("put the rest into what one must know"), code)


@rule("speaking-long", "warning", "What is to be said has room in the time of the meeting.")
def speaking_long(subject: Subject) -> Iterator[Found]:
    """Find meetings that are shorter than their points; consecutive interpretation takes as long again."""
    for path, meeting in _meetings(subject):
        if meeting.minutes is None:
            continue
        said = [point.say for point in meeting.points if point.kind in _SAID]
        codes = {code for say in said for code, _ in _texts(say)}
        counts = {code: sum(_words(say, code) for say in said) for code in codes}
        longest = counts.get(meeting.language or "", max(counts.values(), default=0))
        consecutive = meeting.interpretation == "consecutive"
        minutes = -(-longest * (2 if consecutive else 1) // _A_MINUTE)
        if minutes > meeting.minutes:
            times = {"minutes": minutes, "most": meeting.minutes}
            message = Told("the points take {minutes} minutes, the meeting has {most}", **times)
            if consecutive:
                message = Told(
                    "with consecutive interpretation the points take {minutes} minutes, the meeting has {most}", **times
                )
            yield Found(f"{path}.minutes", message, Told("take points out, or shorten them"))


@rule("point-uncleared", "warning", "Somebody has cleared what is to be said.", to_issue=True)
def point_uncleared(subject: Subject) -> Iterator[Found]:
    """Find points and answers of the edition that nobody has cleared yet."""
    for path, points in _lists(subject):
        for point in points:
            if point.say and not point.cleared_by:
                yield _uncleared(f"{path}.points[{point.id}]")
    for path, question in _questions(subject):
        if not question.cleared_by:
            yield _uncleared(path)


def _uncleared(path: str) -> Found:
    return Found(f"{path}.cleared_by", Told("nobody has cleared this yet"), Told("say who has cleared it, and when"))


def _edition(subject: Subject) -> Iterator[tuple[str, Edition]]:
    path = f"{EDITIONS}[{subject.edition}]"
    return ((at, edition) for at, edition in subject.entities(Edition) if at == path)


def _meetings(subject: Subject) -> Iterator[tuple[str, Meeting]]:
    for path, edition in _edition(subject):
        for meeting in edition.meetings:
            yield f"{path}.meetings[{meeting.id}]", meeting


def _lists(subject: Subject) -> Iterator[tuple[str, list[TalkingPoint]]]:
    """Yield what holds points, by its path: the edition, its meetings, the steps of its scenario."""
    for path, edition in _edition(subject):
        yield path, edition.points
        for step in edition.scenario:
            yield f"{path}.scenario[{step.id}]", step.points
    for path, meeting in _meetings(subject):
        yield path, meeting.points


def _questions(subject: Subject) -> Iterator[tuple[str, LikelyQuestion]]:
    holders: list[tuple[str, Iterable[LikelyQuestion]]] = [(path, each.questions) for path, each in _edition(subject)]
    holders += [(path, each.questions) for path, each in _meetings(subject)]
    for path, questions in holders:
        for question in questions:
            yield f"{path}.questions[{question.id}]", question


def _texts(prose: Prose | None) -> Iterator[tuple[str, str]]:
    yield from prose.root.items() if prose else ()


def _words(prose: Prose | None, code: str) -> int:
    return len(_WORD.findall(prose.root.get(code, ""))) if prose else 0

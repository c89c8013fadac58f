"""Until when somebody may stand by a problem: no day that is over, today or for the edition that the check judges."""

from __future__ import annotations

import datetime as dt

from briefgen.checks.about import in_words
from briefgen.content.changing.edit import CannotEditError, as_date, day_of
from briefgen.dates import Point
from briefgen.making.compose import date_of, newest_edition
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.notes import Told


def judged_at(project: Opened) -> Point | None:
    """Return the date as of which the check judges; None while the content can't be read."""
    try:
        content = project.content
    except ProblemsError:
        return None
    edition = newest_edition(content)
    return date_of(content, edition) if edition else None


def likely_until(judged: Point | None, today: dt.date) -> str:
    """Return a month until which somebody may stand by a problem: a December that is ahead of both days."""
    ahead = max(today, judged.first_day if judged else today)
    year = min(ahead.year + (ahead.month == 12), dt.MAXYEAR)
    return f"{year:04}-12"


def unfit_reason(because: str, until: str, today: dt.date, judged: Point | None = None) -> dict[str, str]:
    """Return what is wrong in why somebody stands by a problem, and until when, by the field."""
    wrong: dict[str, str] = {} if because.strip() else {"because": Told("say why you stand by it")}
    try:
        if until.strip():
            day = day_of(as_date(until))
            if day < today.isoformat():
                wrong["until"] = Told("this day is over: name one that is to come")
            elif judged and day < judged.first_day.isoformat():
                wrong["until"] = Told(
                    "the check looks at everything as of {day}, the day of the newest edition: name a later day",
                    day=in_words(judged),
                )
        else:
            wrong["until"] = Told("say until when this counts")
    except CannotEditError as error:
        wrong["until"] = str(error)
    return wrong

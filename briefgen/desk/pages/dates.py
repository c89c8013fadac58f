"""A date while somebody types it: what the desk understands."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import look
from briefgen.desk.pages.figures import NEW, figure_form
from briefgen.desk.pages.filled import FIELD
from briefgen.desk.pages.shown import today, words_of
from briefgen.making.opened import Opened
from briefgen.upkeep.consequences import by_day, not_printed_yet
from briefgen.upkeep.figure_days import what_becomes
from briefgen.upkeep.machine_forms import day_at
from briefgen.upkeep.odd_days import ahead, ahead_told


def can_be_read(project: Opened, path: str, words: str) -> bool:
    """Tell whether words that are typed at a path are understood as a date."""
    try:
        day_at(project.values[0], path, words)
    except ValueError:
        return False
    return True


@look
def understood(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return a typed date as files have it and as the desk writes it, or what is wrong with it.

    Also whether no brief prints yet what has it, by the field in which it is typed; and of the day from which on a
    change is new, which of the briefs that are `asked` about change then.
    """
    words = words_of(request, project)
    try:
        date = str(day_at(project.values[0], fields.get("path", ""), fields.get("words", "")))
    except ValueError as error:
        return JSONResponse({"wrong": words.sentence(str(error))})
    names = Names(project, words)
    path, name = fields.get("path", ""), fields.get("name", "").removeprefix(FIELD)
    is_ahead = ahead(path, {name: date}, [name], today())
    told = [ahead_told(today(), is_asked=False)] if is_ahead else []
    not_yet = not_printed_yet(project, path, name, date)
    becomes = what_becomes(figure_form(project, path), date) if name == f"{NEW}as_of" else ""
    change, stay = by_day(project, fields.get("asked", "").split(), date)
    return JSONResponse(
        {
            "date": date,
            "said": names.date(date),
            "shown": names.in_field(date),
            "yet": " ".join(map(words.sentence, filter(None, (*told, becomes, not_yet)))),
            "told": " ".join(change),
            "change": names.versions(change),
            "stay": names.versions(stay),
        }
    )

"""The first page: what comes next, and what is to be done for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import jot, page
from briefgen.desk.pages.drafting import DraftWords, not_saved
from briefgen.desk.pages.files import changed_editions
from briefgen.desk.pages.letters import open_letters
from briefgen.desk.pages.long import few, part_of
from briefgen.desk.pages.onward import goes_back, parted, rows_of_group
from briefgen.desk.pages.shown import LANGUAGE, go, inside, link, show, words_of
from briefgen.desk.roles import person_of
from briefgen.desk.words import LANGUAGES
from briefgen.issuing.copies import recorded_copies
from briefgen.issuing.log import Logged, log_by_edition
from briefgen.mailing.holders import Holders, who_has
from briefgen.making.judge import is_of_reading
from briefgen.making.limits import keeping, when_issued
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.due import still_due
from briefgen.upkeep.editing import last_saved
from briefgen.upkeep.elected import terms_due
from briefgen.upkeep.forms import edition_form
from briefgen.upkeep.next_edition import list_todo
from briefgen.upkeep.things import editions_of

NO_EDITION = "no-edition"  # of which the page tells at its head
Copies = Mapping[
    int, tuple[Mapping[str, str], str]
]  # by the number: the name of whom it is for, and as it was recorded


@page
def home(request: Request, project: Opened) -> Response:
    """Show the next event, the to-do list and the editions."""
    listed = list_todo(project)
    editions = editions_of(project)
    newest = next((each for each in editions if each.id == listed.todo.edition), None)
    passed = bool(newest and newest.last and newest.last < dt.date.today())
    unsettled = passed and newest is not None and newest.state == "planned"  # nobody has said what came of it
    over = passed and not unsettled
    to_come = None
    if over:
        with suppress(Mistake, ProblemsError):  # what is wrong is on the list below
            to_come = edition_form(project).to_come(dt.date.today())
    shown = to_come if over else newest
    days = (shown.day - dt.date.today()).days if shown and shown.day else None
    holders: dict[str, tuple[Holders, ...]] = {}
    unknown = ""  # why nobody can say who has what
    try:
        holders = who_has(project)
    except Mistake as mistake:
        unknown = str(mistake)
    keeps = keeping(when_issued(project.project, listed.todo.problems))
    keeps = tuple(sorted(keeps, key=lambda each: not is_of_reading(each)))  # what can't be read is mended first
    told = [each for each in keeps if each.code != NO_EDITION]
    unreadable = not listed.is_whole and bool(told)
    issued = log_by_edition(project)
    names = Names(project, words_of(request, project))
    edits = request.app.state.doors.opens(person_of(request), "/thing")  # who doesn't is asked for nothing
    tasks = parted(listed.todo, few(keeps))
    return show(
        request, "home.html.jinja", project, holders=holders, unknown=unknown, letters=open_letters(project),
        mail=bool(project.project.settings.mail),
        drafts=not_saved(request, project), typed=DraftWords(request, project),
        unreadable=unreadable,
        saved=last_saved(project, told[0].place.file) if unreadable and edits else None,
        todo=listed.todo, keeping=told, tasks=tasks,
        goes_back=goes_back("/", names, tasks.rows),
        still_due=still_due(project, dt.date.today()) if edits else (),
        terms_due=terms_due(project) if edits else (),
        editions=editions, newest=newest, days=days, to_come=to_come, over=over, unsettled=unsettled,
        issued=issued, copies={each.id: _copies(project, issued.get(each.id, ())) for each in few(editions)},
        changed=changed_editions(project, [each.id for each in few(editions)]),
    )  # fmt: skip


def _copies(project: Opened, versions: Iterable[Logged]) -> list[tuple[int, Copies]]:
    """Return the numbered copies of an edition's versions, and for whom each is; the newest first."""
    found = []
    for facts in (each.facts for each in versions):
        if facts and any(file.copy for file in facts.files.values()):
            with suppress(Mistake, ProblemsError):  # what is wrong is on the list above
                found.append((facts.version, dict(sorted(recorded_copies(project.content, facts).items()))))
    return sorted(found, key=lambda each: -each[0])


@page
def todo_page(request: Request, project: Opened) -> Response:
    """Show what is to be done of one kind, a part at a time."""
    key = request.query_params.get("group", "")
    todo = list_todo(project).todo
    found = next(((group, entries) for group, entries in todo.groups if group.key == key), None)
    if found is None:
        return go("/")  # it is done meanwhile
    here = link("/todo", group=key, **{"from": request.query_params.get("from", "")})
    back = goes_back(here, Names(project, words_of(request, project)), rows_of_group(found[1]))
    return show(request, "todo.html.jinja", project, group=found[0], part=part_of(request, found[1]), goes_back=back)


@jot
def choose_language(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Speak another language from now on."""
    answer = go(inside(fields.get("here", "/")))
    if fields.get("language") in LANGUAGES:
        answer.set_cookie(LANGUAGE, fields["language"], max_age=31_536_000, httponly=True, samesite="strict")
    return answer

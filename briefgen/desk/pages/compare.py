"""Two states of an edition beside each other: what changed by meaning, and the brief with the changes marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from briefgen.desk.pages.brief import with_faces
from briefgen.desk.pages.shown import page, show
from briefgen.issuing.compared import compared
from briefgen.issuing.differences import Difference, diff
from briefgen.issuing.log import log_by_edition
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.things import editions_of, place_of


def _states(project: Opened) -> dict[str, str]:
    """Return what can be compared, the newest first: editions as they stand, and the day for which a version went out.

    An edition comes before its versions, since it was changed after them.
    """
    issued = log_by_edition(project)
    found = {}
    for edition in editions_of(project):
        found[edition.id] = ""
        found |= {each.name: each.facts.issued if each.facts else "" for each in reversed(issued.get(edition.id, []))}
    return found


def _chosen(asked: Mapping[str, str], states: Iterable[str]) -> tuple[str, str]:
    """Return the two states that were asked for: without any, the newest edition and what was before it."""
    known = [*states]
    new = asked.get("new") if asked.get("new") in known else next(iter(known), "")
    before = known[known.index(str(new)) + 1 :] if new else []
    old = asked.get("old") if asked.get("old") in known else next(iter(before), "")
    return str(old), str(new)


@page
def page_of_compare(request: Request, project: Opened) -> Response:
    """Show what changed from one state to another."""
    states, settings = _states(project), project.project.settings
    old, new = _chosen(request.query_params, states)
    found = diff(project, old, new) if old and new != old else None
    asked = {
        "brief": _one_of(settings.briefs, request.query_params.get("brief")),
        "lang": _one_of(settings.languages, request.query_params.get("lang")),
    }
    return show(
        request, "compare.html.jinja", project, states=states, old=old, new=new, briefs=settings.briefs,
        asked=asked, found=found, groups=found.grouped() if found else {}, things=_things(project, found),
    )  # fmt: skip


def _one_of(known: tuple[str, ...], asked: str | None) -> str:
    return asked if asked in known else known[0]


def _things(project: Opened, found: Difference | None) -> dict[str, str]:
    """Return where what has changed is shown, by its path; what is gone is nowhere."""
    shown: dict[str, str] = {}
    if found is None:
        return shown
    for change in found.changes:
        with suppress(KeyError):
            shown[change.path] = place_of(project, found.path_now(change.path))[0]
    return shown


@page
def frame(request: Request, project: Opened) -> Response:
    """Return the brief with what changed in it, as a page that stands alone, for a frame."""
    asked, settings = request.query_params, project.project.settings
    try:
        old, new = _chosen(asked, _states(project))
        brief, language = _one_of(settings.briefs, asked.get("brief")), _one_of(settings.languages, asked.get("lang"))
        found = compared(project, old, new, brief=brief, language=language)
    except (ProblemsError, Mistake) as error:
        problems = error.problems if isinstance(error, ProblemsError) else ()
        return show(request, "frame_problems.html.jinja", project, problems=problems, mistake=str(error))
    return HTMLResponse(with_faces(project, found.html))

"""Two states of the content beside each other: what changed from one to the other, by meaning."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.shown import page, show
from briefgen.issuing.differences import TODAY, diff
from briefgen.issuing.log import log
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.things import editions_of


@page
def compare_page(request: Request, project: Opened) -> Response:
    """Show what changed from one state to another: issued versions, editions, the content of today."""
    editions = [each.id for each in editions_of(project)]
    issued = [each.name for each in reversed(log(project)) if each.facts]
    states = [TODAY, *editions, *issued]
    new = request.query_params.get("new") or (editions or [TODAY])[0]
    old = request.query_params.get("old") or _before(new, editions, issued)
    for name in (old, new):
        if name not in states:  # the name of any file would lead to it
            raise Mistake(Told("there is no state {name} to compare", name=name))
    found = diff(project, old, new) if old != new else None
    return show(
        request, "compare.html.jinja", project,
        editions=editions, issued=issued, old=old, new=new, today=TODAY, groups=found.grouped() if found else {},
    )  # fmt: skip


def _before(new: str, editions: list[str], issued: list[str]) -> str:
    """Return what somebody most likely compares a state with: its last issued version, or else the edition before."""
    of_its_own = next((name for name in issued if name.partition("@")[0] == new), "")
    earlier = editions[editions.index(new) + 1 :] if new in editions else []
    return of_its_own or next(iter((*earlier, *issued, *editions)), TODAY)

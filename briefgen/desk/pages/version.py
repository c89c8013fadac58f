"""An issued version: what was issued when, its files as they were issued, and who has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.answering import form, no_file, page
from briefgen.desk.pages.beside import beside
from briefgen.desk.pages.shown import go, show
from briefgen.desk.state import Tell
from briefgen.issuing.copies import recorded_copies
from briefgen.issuing.handout import in_copies_alone, to_hand_out
from briefgen.issuing.log import log
from briefgen.issuing.printed import issued_version
from briefgen.issuing.reprint import Reprinted, reprint
from briefgen.mailing.holders import Holders, who_has
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.formats import format_of


@page
def version_page(request: Request, project: Opened) -> Response:
    """Show a version that was issued."""
    issued = issued_version(project, request.path_params["issued"])
    facts = issued.facts
    holders: tuple[Holders, ...] = ()
    unknown = ""  # why nobody can say who has it
    try:
        holders = tuple(each for each in who_has(project).get(facts.edition, ()) if each.version == facts.version)
    except Mistake as mistake:
        unknown = str(mistake)
    versions = [each.name for each in log(project) if each.facts and each.facts.edition == facts.edition]
    newest = versions[-1] if versions else issued.name
    # What is handed over is of the last version alone, as is what is sent.
    last = issued.name == newest
    theirs = to_hand_out(facts, project.project.template_folders) if last else {}
    copies_alone = in_copies_alone(facts, project.project.template_folders) if last else ()
    return show(
        request, "version.html.jinja", project, issued=issued, newest=newest, theirs=[*theirs],
        holders=holders, unknown=unknown,
        copies=recorded_copies(project.content, facts), in_copies_alone=copies_alone,
    )  # fmt: skip


@page
def file(request: Request, project: Opened) -> Response:
    """Return a file as it was issued."""
    issued = issued_version(project, request.path_params["issued"])
    name = request.path_params["name"]
    data = issued.files.get(name)
    if data is None:
        return no_file(request, project, name)
    kind = format_of(name).media_type
    # A page stands alone, with its style in it, which no page of the desk may have.
    shown = "attachment" if kind == "text/html" else "inline"
    return Response(data, media_type=kind, headers={"Content-Disposition": f"{shown}; filename*=utf-8''{quote(name)}"})


@form
def make_again(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Make the files of a version again, of what was frozen: the same bytes, or nothing."""
    name = issued_version(project, fields.get("name", "")).name

    def run(project: Opened, tell: Tell) -> Reprinted:
        return reprint(project, name, progress=tell)

    def shown(request: Request, project: Opened, made: Any) -> Response:
        return go(f"/issued/{name}")

    return beside(request, Told("The files are being made again, as they were issued"), run, shown)

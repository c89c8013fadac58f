"""The files are made, and the next edition is begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from briefgen.desk.naming import file_told
from briefgen.desk.pages.answering import form, page
from briefgen.desk.pages.asking import in_doubt, with_doubts
from briefgen.desk.pages.beside import beside
from briefgen.desk.pages.compare import compared_with, same_as, states
from briefgen.desk.pages.long import few, part_of
from briefgen.desk.pages.shown import go, link, show, today
from briefgen.desk.state import Tell
from briefgen.issuing.issue import LostError, UnseenError, issue, to_issue
from briefgen.issuing.log import Logged, log_by_edition
from briefgen.issuing.redline import redline
from briefgen.making.brief_types import COUNTERPART
from briefgen.making.compose import CHANGE_NOTE, brief_types, own_briefs
from briefgen.making.formats import LAYOUTS
from briefgen.making.judge import check
from briefgen.making.limits import before_issue
from briefgen.making.opened import Opened
from briefgen.making.output import listed_in
from briefgen.making.press import Result, build, identity
from briefgen.making.printing import ForPrinter, print_brief
from briefgen.making.versions import changed_since
from briefgen.problems.diagnostics import Diagnostic, ProblemsError, stops, to_look_at
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.formats import FORMATS
from briefgen.upkeep.forms import edition_form
from briefgen.upkeep.next_edition import EditionError, not_supplied, start_edition
from briefgen.upkeep.odd_days import far_from_event
from briefgen.upkeep.saving import LEFT_OUT
from briefgen.upkeep.things import editions_of

EDITIONS = 20  # on a page: each with its files and forms
_KINDS = {f".{each.ending}": each.media_type for each in FORMATS.values()}
_NOTHING: dict[str, Any] = {
    "result": None, "draft": False, "issued": "", "redlined": None, "printed": None, "lost": ("", "", ())
}  # fmt: skip


@page
def page_of_files(request: Request, project: Opened) -> Response:
    """Show what can be made, and the files that there are."""
    return _files(request, project)


def _files(request: Request, project: Opened, **shown: Any) -> Response:
    output = project.project.output
    editions = editions_of(project)
    part = part_of(request, editions, EDITIONS)
    ids, issued = states(project)
    against = {each.id: few(_earlier(project, each.id, ids, issued)) for each in part.shown}
    versions = log_by_edition(project)
    files = {each.id: _told(project, each.id, output / each.id, versions.get(each.id, ())) for each in part.shown}
    about: dict[str, Any] = {"editions": editions, "part": part, "against": against, "files": files}
    about |= {
        "versions": versions,
        "changed": changed_editions(project, files),
        "to_print": {id: [each.name for each in made if _goes_on_sheets(id, each)] for id, made in files.items()},
        "layouts": LAYOUTS,
        "others": _other_types(project),
        **_NOTHING,
        **shown,
    }
    about["problems"] = _problems(project, about["result"]) if about["result"] else []
    return show(request, "build.html.jinja", project, here="/build", **about)


def _other_types(project: Opened) -> list[str]:
    """Return the types of brief that have no button of their own, and aren't made anyway."""
    with suppress(Mistake):  # the settings may name one that there isn't
        anyway = (*own_briefs(project.project), CHANGE_NOTE, COUNTERPART)
        return [each for each in brief_types(project.project) if each not in anyway]
    return []


def _goes_on_sheets(edition: str, made: _File) -> bool:
    told = file_told(edition, made.name)
    return bool(told and told.brief and not told.layout and not told.shows_changes and made.name.endswith(".pdf"))


def changed_editions(project: Opened, editions: Iterable[str]) -> dict[str, int]:
    """Return of each edition the version that was issued last, if the text has changed since; 0 if it hasn't."""
    found = {}
    for each in editions:
        found[each] = 0
        with suppress(ProblemsError, Mistake):  # where the content can't be read it isn't known
            found[each] = changed_since(project, each)
    return found


def _problems(project: Opened, made: Result) -> list[Diagnostic]:
    """Return what the check says of the edition that files are of: as many as it says itself, whichever they are."""
    of = next((each.path.parent.name for each in made.files), "")
    known = of in {each.id for each in editions_of(project)}
    return to_look_at(check(project, of) if known else made.problems)


def _earlier(project: Opened, edition: str, editions: list[str], issued: list[str]) -> list[str]:
    """Return since what a redline can show an edition's changes: never since a later edition."""
    later = editions[: editions.index(edition)]
    found = compared_with(edition, editions, issued, same_as(project, edition, issued))
    return [name for name in found if name.partition("@")[0] not in later]


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was made: which version it says it is, whether as issued or a draft, and when it was made.

    It `is_old` if something has changed since that its edition can print. 0 if nothing tells the version.
    """

    name: str
    made: str  # the moment, ISO
    version: int = 0
    draft: bool = False
    as_issued: bool = False
    is_old: bool = False


def _told(project: Opened, edition: str, folder: Path, issued: Iterable[Logged]) -> list[_File]:
    """Return what is known of the files of a folder, by the manifest beside them and by what was issued."""
    of_version = {
        (name, each.sha256): logged.facts.version
        for logged in issued if logged.facts for name, each in logged.facts.files.items()
    }  # fmt: skip
    now = ""
    with suppress(ProblemsError, Mistake):  # where the content can't be read nobody knows
        now = identity(project.content, edition)["content"]
    found, manifest = [], listed_in(folder)
    for path in _made(folder):
        made = dt.datetime.fromtimestamp(path.stat().st_mtime).isoformat(timespec="seconds")
        listed = manifest.get(path.name, {})
        number = of_version.get((path.name, str(listed.get("sha256"))), 0)
        told = file_told(edition, path.name)
        of_changes = bool(told and told.shows_changes)  # it is of two versions, and says so itself
        version = 0 if of_changes else number or listed.get("version", 0)
        is_old = bool(not number and now and listed and listed.get("content") != now)
        draft = bool(listed.get("draft"))
        one = _File(path.name, made, version, draft, as_issued=bool(number), is_old=is_old)
        found.append(((of_changes, draft, path.name), one))
    return [one for _, one in sorted(found, key=lambda each: each[0])]


def _made(folder: Path) -> list[Path]:
    """Return the files in a folder that are of a kind which a build writes, and can be asked for by their names."""
    return sorted(
        path
        for path in folder.glob("*.*")
        if path.suffix in _KINDS and path.name.isprintable() and path.is_file() and not path.is_symlink()
    )


@form
def build_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Build an edition, the note of what is new since the one before, the one to hand over, or another type."""
    named = {"changes": CHANGE_NOTE, "counterpart": COUNTERPART, "other": fields.get("brief", "")}
    briefs = [brief for field, brief in named.items() if field in fields]
    draft = "draft" in fields

    def run(project: Opened, tell: Tell) -> Any:
        edition = fields.get("edition") or None
        return build(project, edition=edition, briefs=briefs, draft=draft, progress=tell)

    return beside(
        request, Told("The files are being made"), run, lambda *on: _files(*on[:2], result=on[2], draft=draft)
    )


@page
def issue_page(request: Request, project: Opened) -> Response:
    """Show what would be issued, and what that means, before somebody says yes."""
    return _ask(request, project, request.query_params.get("edition", ""))


def _ask(request: Request, project: Opened, edition: str, status: int = 200, *, changed: bool = False) -> Response:
    due = to_issue(project, edition)
    found = to_look_at(before_issue(project.project, due.briefs, check(project, due.edition)))
    return show(
        request, "issue.html.jinja", project, status, here=link("/issue", edition=edition),
        due=due, problems=found, stops=stops(found), changed=changed, gaps=not_supplied(project.content, due.edition),
    )  # fmt: skip


@form
def issue_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Issue what somebody was shown of an edition, if it is still that, and freeze what it was made of."""
    edition, seen = fields.get("edition", ""), fields.get("seen", "")
    without = [path for path in fields.get("without", "").split("\n") if path]

    def run(project: Opened, tell: Tell) -> dict[str, Any] | None:
        today = dt.date.today().isoformat()
        try:
            new = issue(project, today, edition, bump=True, without=without, seen=seen, progress=tell)
        except UnseenError:  # sent twice, or somebody else was quicker
            return None
        except LostError as error:
            return {"lost": (edition, seen, error.gone)}
        return {"result": new.result, "issued": new.issued.name}

    def shown(request: Request, project: Opened, made: dict[str, Any] | None) -> Response:
        return _ask(request, project, edition, 409, changed=True) if made is None else _files(request, project, **made)

    return beside(request, Told("The files that go out are being made and kept"), run, shown, holds=True)


@form
def redline_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write what has changed in an edition since a version was issued, or against another edition."""

    def run(project: Opened, tell: Tell) -> Any:
        edition, against = fields.get("edition", ""), fields.get("against") or None
        if against == edition:
            raise Mistake(Told("{name} differs in nothing from itself: choose another one", name=edition))
        return redline(project, edition, against, draft="draft" in fields, progress=tell)

    return beside(request, Told("The redline is being made"), run, lambda *on: _files(*on[:2], redlined=on[2]))


@form
def print_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Lay a brief that was made out for the printer."""
    edition, name, layout = (fields.get(each, "") for each in ("edition", "name", "layout"))
    brief = _file_of(project, edition, name)
    if brief is None or layout not in LAYOUTS:
        raise Mistake(Told("there is no file {name}", name=name))

    def run(project: Opened, tell: Tell) -> ForPrinter:
        return print_brief(project, brief, layout, progress=tell)

    return beside(request, Told("The sheets are being laid out"), run, lambda *on: _files(*on[:2], printed=on[2]))


@page
def file(request: Request, project: Opened) -> Response:
    """Return a file that was made; others in the folder are nobody's to fetch."""
    edition, name = request.path_params["edition"], request.path_params["name"]
    found = _file_of(project, edition, name)
    if found is None:
        return show(request, "mistake.html.jinja", project, 404, mistake=Told("there is no file {name}", name=name))
    kind = _KINDS[found.suffix]
    # A page stands alone, with its style in it, which no page of the desk may have.
    shown = "attachment" if kind == "text/html" else "inline"
    return FileResponse(found, media_type=kind, content_disposition_type=shown, filename=name)


def _file_of(project: Opened, edition: str, name: str) -> Path | None:
    known = edition in {each.id for each in editions_of(project)}
    made = _made(project.project.output / edition) if known else []
    return next((path for path in made if path.name == name), None)


@page
def edition_page(request: Request, project: Opened) -> Response:
    """Show the form of the next edition; its event is `given` where it was just added."""
    return _edition(request, project, typed=request.query_params, given="event" in request.query_params)


def _edition(request: Request, project: Opened, status: int = 200, **shown: Any) -> Response:
    asked = edition_form(project)
    typed = shown.get("typed", {})
    chosen = typed.get("event") or asked.next_event(today())
    names = {id: asked.proposed_name(id) for id in asked.event.choices or {}}
    over = {id for id in names if asked.is_over(id, today())}
    return show(
        request, "edition.html.jinja", project, status,
        asked=asked, chosen=chosen, names=names, over=over, name=typed.get("name", names.get(chosen, "")),
        editions=editions_of(project), **{"typed": {}, "wrong": {}, "given": False, **shown},
    )  # fmt: skip


@form
def start(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Begin an edition, made from another one."""
    asked, wrong = edition_form(project), dict[str, str]()
    name, as_of = fields.get("name", "").strip(), fields.get("as_of", "").strip()
    if not fields.get("event"):
        wrong["event"] = LEFT_OUT
    for field, read, words in (("name", asked.name, name), ("as_of", asked.as_of.read, as_of)):
        try:
            if words or field == "name":
                read(words)
        except Mistake as error:
            wrong[field] = str(error)
    event = fields.get("event", "")
    event = event if event in (asked.event.choices or {}) else ""
    if "as_of" not in wrong and (event or as_of):  # so that all that is wrong is told at once
        previous = fields.get("previous", "")
        try:
            asked.day(event, as_of, previous if previous in asked.content.editions else "")
        except EditionError as error:
            wrong[error.field] = str(error)
    far = far_from_event(asked.content, event, as_of) if event and "as_of" not in wrong else ""
    doubts = in_doubt({"as_of": (f"{event} {as_of}", far)} if far else {}, fields)
    try:
        if not wrong and not doubts:
            start_edition(
                project, name, fields.get("previous") or None, fields.get("event") or None, as_of or None,
                marking=fields.get("marking") or None,
            )  # fmt: skip
    except EditionError as error:
        wrong[error.field] = str(error)
    except Mistake as error:
        wrong[""] = str(error)
    if wrong or doubts:
        return _edition(request, project, 409, typed=fields, **with_doubts({"wrong": wrong}, doubts))
    return go("/", done="started")

"""Two states of the content beside each other: what changed by meaning, and the brief with its changes marked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from briefgen.desk.pages.answering import page
from briefgen.desk.pages.brief import chosen, with_faces
from briefgen.desk.pages.letters import unread_versions
from briefgen.desk.pages.shown import show, words_of
from briefgen.desk.pages.stood_by import as_found
from briefgen.issuing.compared import compared
from briefgen.issuing.differences import TODAY, Difference, ReportLine, Stretch, apart, diff
from briefgen.issuing.log import log
from briefgen.making.drift import is_unchanged
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Named, Told
from briefgen.upkeep.fitting import types_of_brief
from briefgen.upkeep.things import editions_of, place_of


@page
def compare_page(request: Request, project: Opened) -> Response:
    """Show what changed from one state to another: issued versions, editions, the content of today."""
    editions, issued = states(project)
    old, new = _asked(request, project, editions, issued)
    found = diff(project, old, new) if old != new else None  # there is nothing but the content of today
    return show(
        request, "compare.html.jinja", project, editions=editions, issued=issued, old=old, new=new, today=TODAY,
        is_empty=old == new, is_alone=len(editions) == 1 and not issued and "old" not in request.query_params,
        groups=_rows(request, project, found) if found else {}, things=_things(project, found) if found else {},
        briefs=types_of_brief(project.project), chosen=chosen(request, project, request.query_params),
        unread=unread_versions(project),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparedField:
    """What changed in a field or an entry, a text in each of its languages for itself."""

    line: ReportLine  # the first of them
    said: list[ReportLine]


def _rows(request: Request, project: Opened, found: Difference) -> dict[str, list[ComparedField]]:
    """Return what changed under headings; a language has its own line, of what came or went whole, too."""
    groups: dict[str, list[ComparedField]] = {}
    language = words_of(request, project).language
    for heading, lines in found.grouped().items():
        rows = groups.setdefault(heading, [])
        for line in lines:
            said = [_as_found(project, each, language) for each in _said(line)]
            if rows and rows[-1].line.path == line.path:
                rows[-1].said.extend(said)
            else:
                rows.append(ComparedField(line, said))
    return groups


def _said(line: ReportLine) -> Iterator[ReportLine]:
    (first, *others) = line.told
    if line.side:
        yield line
    elif line.language:
        yield replace(line, told=apart(line.told))
    elif not others and isinstance(first.text, Named) and len(first.text.texts) > 1:  # an entry, by its text
        for language, words in first.text.texts.items():
            yield replace(line, told=(Stretch(first.kind, words),), language=language)
    else:
        yield line


def _as_found(project: Opened, line: ReportLine, language: str) -> ReportLine:
    told = (
        Stretch(each.kind, as_found(project, each.text, language)) if isinstance(each.text, Told) else each
        for each in line.told
    )
    return replace(line, told=tuple(told))


def states(project: Opened) -> tuple[list[str], list[str]]:
    """Return the editions, and what was issued of them, the newest first."""
    editions = [each.id for each in editions_of(project)]
    issued = [each.name for each in reversed(log(project)) if each.facts]  # of each edition the last version first
    place = {id: number for number, id in enumerate(editions)}
    return editions, sorted(issued, key=lambda name: place.get(name.partition("@")[0], len(place)))


def compared_with(edition: str, editions: list[str], issued: list[str], same: str = "") -> list[str]:
    """Return what an edition can be compared with, the likeliest first, never itself.

    That is what was issued of it, then the editions before it with what was issued of them, then the later ones; each
    the newest first; at the end the version that says the `same` as it does.
    """
    order = [*editions[editions.index(edition) + 1 :], *editions[: editions.index(edition)]]
    own: list[str] = []
    others = {id: [id] for id in order}
    for name in issued:
        id = name.partition("@")[0]
        (own if id == edition else others.setdefault(id, [])).append(name)
    found = [*own, *(name for names in others.values() for name in names)]
    return sorted(found, key=lambda name: name == same)


def same_as(project: Opened, edition: str, issued: list[str]) -> str:
    """Return the last issued version of an edition if nothing has changed since that it can print; else ""."""
    last = next((name for name in issued if name.partition("@")[0] == edition), "")
    with suppress(ProblemsError, Mistake):  # where the content can't be read it isn't known
        if last and is_unchanged(project.project, project.content, edition):
            return last
    return ""


def earlier_states(project: Opened, edition: str, editions: list[str], issued: list[str]) -> list[str]:
    """Return since what a redline can show an edition's changes: never since a later edition."""
    later = editions[: editions.index(edition)]
    found = compared_with(edition, editions, issued, same_as(project, edition, issued))
    return [name for name in found if name.partition("@")[0] not in later]


def _asked(request: Request, project: Opened, editions: list[str], issued: list[str]) -> tuple[str, str]:
    """Return the two states that somebody wants to see; raises `Mistake`."""
    new = request.query_params.get("new") or (editions or [TODAY])[0]
    old = request.query_params.get("old") or new
    if old == new:  # nothing is compared with itself
        old = _before(project, new, editions, issued)
    for name in (old, new):
        if name not in (TODAY, *editions, *issued):  # the name of any file would lead to it
            raise Mistake(Told("there is no state {name} to compare", name=name))
    return old, new


def _before(project: Opened, new: str, editions: list[str], issued: list[str]) -> str:
    """Return what somebody most likely compares a state with, which is another one; a new one only with today's.

    That is what was issued of it before, else what was issued last of the edition before it.
    """
    edition, _, version = new.partition("@")
    before = editions[editions.index(edition) + 1 :] if edition in editions else []
    own = [name for name in issued if name.partition("@")[0] == edition]
    if version:
        own = own[own.index(new) + 1 :] if new in own else []
    earlier = [name for id in before for name in (*(one for one in issued if one.partition("@")[0] == id), id)]
    says_the_same = bool(own and not version and same_as(project, edition, issued))
    likeliest = (*earlier, *own) if says_the_same else (*own, *earlier)
    return next((name for name in (*likeliest, *editions, *issued) if name != new), TODAY)


def _things(project: Opened, found: Difference) -> dict[str, str]:
    """Return where what has changed is shown, by its path; what is gone is nowhere."""
    shown = {}
    for change in found.changes:
        if change.kind == "removed":  # an edition's form would stand for its entry
            continue
        with suppress(KeyError):
            shown[change.path] = place_of(project, found.path_now(change.path))[0]
    return shown


@page
def frame(request: Request, project: Opened) -> Response:
    """Return the brief with what changed in it, as a page that stands alone, for a frame."""
    made = chosen(request, project, request.query_params)
    try:
        old, new = _asked(request, project, *states(project))
        # The content as it stands is shown by the edition on the other side, as that stands.
        sides = [_edition(one, other, made["edition"]) for one, other in ((old, new), (new, old))]
        if None in sides:
            raise Mistake(Told("there is no edition yet, so there is no brief to compare"))
        found = compared(project, *sides, brief=made["brief"], language=made["language"])
    except (ProblemsError, Mistake) as error:
        problems = error.problems if isinstance(error, ProblemsError) else ()
        return show(request, "frame_problems.html.jinja", project, problems=problems, mistake=str(error))
    return HTMLResponse(with_faces(project, found))


def _edition(one: str, other: str, newest: str) -> str:
    if one != TODAY:
        return one
    return newest if other == TODAY else other.partition("@")[0]

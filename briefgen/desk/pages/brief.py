"""A brief as it stands, and as it would be with what somebody types."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from briefgen.desk.pages.answering import look, page
from briefgen.desk.pages.figures import is_of_figure, new_names, typed_new, with_new
from briefgen.desk.pages.filled import causes_of, changed_fields, reports_of, typed_in
from briefgen.desk.pages.shown import render, show, words_of
from briefgen.desk.words import DeskWords
from briefgen.making.judge import check
from briefgen.making.limits import when_issued
from briefgen.making.opened import Opened
from briefgen.making.preview import preview, preview_sheets
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.folding import BROKEN, Folded
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.annexes import is_kept
from briefgen.upkeep.fitting import types_of_brief
from briefgen.upkeep.saving import CollisionError, FieldChange, FieldsError, typed_over, with_changes
from briefgen.upkeep.things import editions_of

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
IN_LANGUAGE = "briefgen-preview"  # the cookie that keeps the language of the brief that is looked at
_STYLES = ("regular", "bold", "italic", "bold_italic")


def chosen(request: Request, project: Opened, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return which brief is looked at: what was asked for if it is there, else the first."""
    editions = [edition.id for edition in editions_of(project)]

    def one(name: str, known: list[str] | tuple[str, ...]) -> str | None:
        return asked.get(name) if asked.get(name) in known else known[0] if known else None

    return {
        "edition": one("edition", editions), "brief": one("brief", types_of_brief(project.project)),
        "language": language_of_brief(request, project, asked.get("lang")),
    }  # fmt: skip


def language_of_brief(request: Request, project: Opened, asked: str | None = None) -> str:
    """Return the language that a brief is in: that asked for, the one last chosen, the desk's; what the project has."""
    languages = project.project.settings.languages
    usual = (asked, request.cookies.get(IN_LANGUAGE), words_of(request, project).language)
    return next((str(each) for each in usual if each in languages), languages[0])


def kept_choice(request: Request, answer: Response, made: Mapping[str, Any]) -> Response:
    """Let the language of a brief that somebody chose be the one in which briefs open from now on."""
    if request.query_params.get("lang") == made["language"]:
        answer.set_cookie(IN_LANGUAGE, made["language"], max_age=31_536_000, httponly=True, samesite="strict")
    return answer


@page
def page_of_brief(request: Request, project: Opened) -> Response:
    """Show a brief beside the choice of others."""
    made = chosen(request, project, request.query_params)
    answer = show(
        request, "brief.html.jinja", project,
        chosen=made, editions=editions_of(project),
        briefs=types_of_brief(project.project),
        sheets="sheets" in request.query_params,
    )  # fmt: skip
    return kept_choice(request, answer, made)


@page
def frame(request: Request, project: Opened) -> Response:
    """Return a brief as a page that stands alone, for a frame."""
    made = chosen(request, project, request.query_params)
    answer = _framed(request, project, made)
    return kept_choice(request, answer, made) if "chosen" in request.query_params else answer


def _framed(request: Request, project: Opened, made: Mapping[str, Any]) -> Response:
    try:
        if "sheets" in request.query_params:
            return _sheets(request, project, made)
        found = preview(project, made["edition"], brief=made["brief"], language=made["language"])
    except (ProblemsError, Mistake) as error:
        problems = error.problems if isinstance(error, ProblemsError) else ()
        return show(request, "frame_problems.html.jinja", project, problems=problems, mistake=str(error))
    html = with_faces(project, found.html)
    inside = _BODY.search(html)
    at = inside.start(1) if inside else len(html)
    return HTMLResponse(html[:at] + _lacks(request, project, found.lacking) + html[at:])


def _lacks(request: Request, project: Opened, lacking: Sequence[Diagnostic]) -> str:
    """Return what stands above a brief in whose texts something can't be printed; "" if all can."""
    return render(request, "frame_lacks.html.jinja", project, problems=lacking) if lacking else ""


def with_faces(project: Opened, html: str) -> str:
    """Return a page that stands alone with the style that lets a browser show the theme's own faces."""
    rules = (
        f'@font-face{{font-family:"{family}";src:url("/face/{number or ""}{style}");'
        f"font-weight:{700 if 'bold' in style else 400};font-style:{'italic' if 'italic' in style else 'normal'}}}"
        for number, family in enumerate(project.theme.families)
        for style in _STYLES
    )
    # A ground, not a box: of what goes over several lines and stands beside its like, boxes would cut through letters.
    marked = (
        ".desk-here{background:#ffe3b8;color:#111}img.desk-here{outline:2px solid #b45309}[data-src]{cursor:pointer}"
    )
    marked += "@media (forced-colors:active){.desk-here{text-decoration:underline}}"
    marked += ".desk-lacks{border:2px solid #b45309;padding:0 1em;margin:0 0 1em}"
    marked += ".running-head,.page-label,.foot{display:none}"  # what stands at the edges of a sheet
    return html.replace("</head>", f"<style>{''.join(rules)}{marked}</style></head>", 1)


def _sheets(request: Request, project: Opened, made: Mapping[str, Any]) -> Response:
    """Return the pages of the PDF as pictures, in a page that stands alone."""
    found = preview_sheets(project, made["edition"], brief=made["brief"], language=made["language"])
    pictures = [f"data:image/png;base64,{b64encode(each).decode()}" for each in found]
    return show(request, "frame_sheets.html.jinja", project, pictures=pictures)


@page
def face(request: Request, project: Opened) -> Response:
    """Return a face of the theme."""
    faces = {
        f"{number or ''}{style}": data
        for number, files in enumerate(project.theme.files_of.values())
        for style, data in files.items()
    }
    data = faces.get(request.path_params["style"])
    return Response(data, media_type="font/ttf") if data else Response(status_code=404)


@look
def typed(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return the brief with what is typed in a form, or what is wrong with that, by the field."""
    path, made, words = fields.get("path", ""), chosen(request, project, fields), words_of(request, project)
    said: dict[str, Any] = {"body": None, "wrong": {}, "collisions": {}, "message": ""}
    changes = changed_fields(fields)

    def shown(changed: Opened) -> str:
        found = preview(changed, made["edition"], brief=made["brief"], language=made["language"])
        of_fields = reports_of(path, list(typed_in(fields)), found.lacking)
        if lacking := [each for name in _names(changes) for each in of_fields.get(name, ())]:
            raise ProblemsError(lacking)  # what is typed there isn't shown yet; of the others the check tells
        body = _BODY.search(found.html)
        return _lacks(request, project, found.lacking) + (body[1] if body else "")

    if is_of_figure(fields):
        return JSONResponse(said | _typed_figure(project, path, fields, words, shown))

    while said["body"] is None:
        wrong: dict[str, str] = {}
        try:
            try:
                said["body"] = shown(with_changes(project, path, changes))
            except CollisionError as error:  # shown at its field; the brief goes on with what is typed here
                said["collisions"] = now = {each.name: each.now for each in error.fields}
                changes = [replace(each, was=now.get(each.name, each.was)) for each in changes]
                said["body"] = shown(with_changes(project, path, changes))
        except FieldsError as error:
            wrong = {name: words.sentence(told) for name, told in error.wrong.items()}
        except ProblemsError as error:
            wrong = _by_field(reports_of(path, list(typed_in(fields)), error.problems), words)
            elsewhere = "\n".join(_sentences(each, words) for each in error.problems)
            said["message"] = "" if any(wrong.values()) else elsewhere
        except Mistake as error:
            said["message"] = words.sentence(str(error))
        said["wrong"] |= wrong
        right = [each for each in changes if each.name not in wrong]
        if len(right) == len(changes):
            break
        changes = right  # what is right is shown
    return JSONResponse(said)


def _typed_figure(
    project: Opened, path: str, fields: Mapping[str, str], words: DeskWords, shown: Callable[[Opened], str]
) -> dict[str, Any]:
    """Return what `typed` says of a new value: the brief with it, or as it stands, as long as it is no value yet."""
    said: dict[str, Any] = {}
    changed = project
    try:
        new = with_new(project, path, fields)
        changed = new.project
        said["message"] = words.sentence(new.unprinted) if new.unprinted else ""
    except FieldsError as error:
        said["wrong"] = {name: words.sentence(told) for name, told in error.wrong.items()}
    except ProblemsError as error:
        said["wrong"] = new_names(_by_field(reports_of(path, list(typed_new(fields)), error.problems), words))
        if not any(said["wrong"].values()):
            said["message"] = "\n".join(_sentences(each, words) for each in error.problems)
    except Mistake as error:
        said["message"] = words.sentence(str(error))
    try:
        said["body"] = shown(changed)
    except (ProblemsError, Mistake) as error:
        said["message"] = words.sentence(str(error))
    return said


@look
def checked(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return what the check finds in a thing with what is typed in its form, by the field."""
    path, changes = fields.get("path", ""), changed_fields(fields)
    try:
        if is_of_figure(fields):
            found = _found_in_figure(project, path, fields)
        else:
            changed = with_changes(project, path, changes)
            found = causes_of(path, list(typed_in(fields)), when_issued(project.project, check(changed)))
    except (ProblemsError, Mistake):
        return JSONResponse({"found": None})
    for name in _names(changes) & found.keys():  # what can't be printed there stands there already: see `typed`
        found[name] = [each for each in found[name] if each.problem.code not in BROKEN]
    if is_kept(project, typed_in(fields).get("file", "")):  # it comes with the form, and was looked through
        found["file"] = [each for each in found.get("file", ()) if each.problem.code != "annex-unusable"]
    shown = {name: render(request, "found.html.jinja", project, found=of_field) for name, of_field in found.items()}
    return JSONResponse({"found": shown})


def _found_in_figure(project: Opened, path: str, fields: Mapping[str, str]) -> dict[str, Sequence[Folded]]:
    """Return what the check finds in a new value, by the field; nothing as long as it is none yet."""
    new = with_new(project, path, fields)
    problems = when_issued(project.project, check(new.project)) if new.path else ()
    return new_names(causes_of(new.path, list(typed_new(fields)), problems))


def _names(changes: Iterable[FieldChange]) -> set[str]:
    return {each.name for each in typed_over(list(changes))}


def _by_field(found: Mapping[str, list[Diagnostic]], words: DeskWords) -> dict[str, str]:
    """Return the problems of a thing as one message a field."""
    return {name: "\n".join(_sentences(each, words) for each in of) for name, of in found.items()}


def _sentences(each: Diagnostic, words: DeskWords) -> str:
    return " ".join(words.sentence(part) for part in (each.message, each.hint) if part)

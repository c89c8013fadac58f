"""A brief as it stands, in pages and frames."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from briefgen.desk.pages.answering import page
from briefgen.desk.pages.shown import render, show, words_of
from briefgen.making.opened import Opened
from briefgen.making.preview import preview, preview_sheets
from briefgen.making.versions import next_version
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.fitting import types_of_brief
from briefgen.upkeep.things import editions_of

BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
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


def edition_of(path: str) -> str:
    """Return the edition whose brief stands beside the form of what is at a path: its own; "" for the newest."""
    return path.removeprefix("editions[").partition("]")[0] if path.startswith("editions[") else ""


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
    inside = BODY.search(html)
    at = inside.start(1) if inside else len(html)
    return HTMLResponse(html[:at] + above(request, project, made["edition"], found.lacking) + html[at:])


def above(request: Request, project: Opened, edition: str, lacking: Sequence[Diagnostic] = ()) -> str:
    """Return what stands above a brief: of which version to come it is a draft, and what its texts can't print."""
    draft_of = next_version(project.project, project.content, edition)
    if not (draft_of or lacking):
        return ""
    return render(request, "frame_above.html.jinja", project, problems=lacking, next=draft_of)


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
    # It stays in sight: the frame scrolls to what a form is about.
    marked += ".desk-draft{position:sticky;top:0;z-index:1;background:#fff;color:#111;border-bottom:1px solid #8c959f;"
    marked += "padding:.5em 0;margin:0 0 1em}"
    marked += ".running-head,.page-label,.foot{display:none}"  # what stands at the edges of a sheet
    return html.replace("</head>", f"<style>{''.join(rules)}{marked}</style></head>", 1)


def _sheets(request: Request, project: Opened, made: Mapping[str, Any]) -> Response:
    """Return the pages of the PDF as pictures, in a page that stands alone."""
    found = preview_sheets(project, made["edition"], brief=made["brief"], language=made["language"])
    pictures = [f"data:image/png;base64,{b64encode(each).decode()}" for each in found]
    return show(
        request, "frame_sheets.html.jinja", project, pictures=pictures, above=above(request, project, made["edition"])
    )


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

"""The guide: what a clerk does, from session to session, in the language of the desk."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from briefgen.desk.pages.answering import page
from briefgen.desk.pages.shown import show, words_of
from briefgen.desk.words import LANGUAGES
from briefgen.language.catalogue import SOURCE_LANGUAGE
from briefgen.making.opened import Opened
from briefgen.project.reading import read_file
from briefgen.upkeep.settings_file import settings_fault

FOLDER = Path(__file__).parent.parent / "guide"
_ANCHOR = re.compile(r" \{#([a-z]+)\}$")


def _help(request: Request, held: Opened) -> Response:
    """Show the guide, whatever is wrong."""
    project = None if settings_fault(held) else held
    return show(request, "help.html.jinja", project, guide=_html(words_of(request, project).language))


help_page = page(_help, mending=True)


def picture(request: Request) -> Response:
    """Return a picture of the guide."""
    language, name = request.path_params["language"], request.path_params["name"]
    found = next((path for path in (FOLDER / language).glob("*.png") if path.name == name), None)
    if language not in LANGUAGES or found is None:
        return Response(status_code=404)
    return FileResponse(found, media_type="image/png")


@cache
def _html(language: str) -> str:
    """Return the guide as HTML, with an anchor a section."""
    text = read_file(FOLDER / f"{language}.md").decode()
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True})
    if language == SOURCE_LANGUAGE:
        reader.enable("smartquotes")
    tokens = reader.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and (found := _ANCHOR.search(tokens[at + 1].content)):
            token.attrSet("id", found[1])
            children = tokens[at + 1].children or []
            children[-1].content = _ANCHOR.sub("", children[-1].content)
        for child in token.children or []:
            if child.type == "image":
                child.attrSet("src", f"/guide/{language}/{escape(str(child.attrs['src']))}")
    made: str = reader.renderer.render(tokens, reader.options, {})
    return made

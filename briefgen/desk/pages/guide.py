"""The guide: what a clerk does, from session to session, in the language of the desk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from briefgen.desk.pages.answering import page
from briefgen.desk.pages.in_guide import page_of
from briefgen.desk.pages.shown import show, words_of
from briefgen.desk.words import LANGUAGES
from briefgen.language.catalogue import SOURCE_LANGUAGE
from briefgen.making.opened import Opened
from briefgen.project.reading import read_file
from briefgen.upkeep.settings_file import settings_fault

FOLDER = Path(__file__).parent.parent / "guide"


def _help(request: Request, held: Opened) -> Response:
    """Show the guide, whatever is wrong."""
    project = None if settings_fault(held) else held
    return show(
        request, "help.html.jinja", project, guide=read_guide(words_of(request, project).language), page_of=page_of
    )


help_page = page(_help, mending=True)


def picture(request: Request) -> Response:
    """Return a picture of the guide."""
    language, name = request.path_params["language"], request.path_params["name"]
    found = next((path for path in (FOLDER / language).glob("*.png") if path.name == name), None)
    if language not in LANGUAGES or found is None:
        return Response(status_code=404)
    return FileResponse(found, media_type="image/png")


@dataclass(frozen=True)
class Section:
    """A part of the guide, with what stands below its heading, and the sections within it."""

    level: int
    anchor: str
    heading: str
    html: str
    below: list[Section] = field(default_factory=list)


@cache
def read_guide(language: str) -> Section:
    """Return the guide: its title and what stands below it, and in it its sections."""
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True})
    if language == SOURCE_LANGUAGE:
        reader.enable("smartquotes")
    tokens = reader.parse(_held_together(read_file(FOLDER / f"{language}.md").decode()))
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    within: list[Section] = []  # the section that is read, and those around it
    for at, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        of_section = tokens[at + 3 : end]  # behind the heading's beginning, its words and its end
        heading, _, anchor = tokens[at + 1].content.removesuffix("}").partition(" {#")
        html = reader.renderer.render(_with_pictures(of_section, language), reader.options, {})
        made = Section(int(tokens[at].tag[1:]), anchor, heading, html)
        del within[made.level - 1 :]
        if within:
            within[-1].below.append(made)
        within.append(made)
    return within[0]


def _held_together(text: str) -> str:
    """Return text in which no line breaks before an ending that is joined to a name: PDF-ის."""
    return re.sub(r"(?<=[A-Za-z0-9])-(?=[ა-ჰ])", "\N{NON-BREAKING HYPHEN}", text)


def _with_pictures(tokens: list[Token], language: str) -> list[Token]:
    """Return tokens in which each picture has its address, and leads to itself: at its full size it can be read."""
    for token in (each for each in tokens if each.children):
        children: list[Token] = []
        for child in token.children or ():
            if child.type == "image":
                address = f"/guide/{language}/{child.attrs['src']}"
                child.attrSet("src", address)
                children += [Token("link_open", "a", 1, attrs={"href": address}), child, Token("link_close", "a", -1)]
            else:
                children.append(child)
        token.children = children
    return tokens

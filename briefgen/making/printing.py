"""A brief that was made -> the same for the printer: on sheets, or laid out anew in large print.

The brief is one that the manifest beside it lists, as it was made; what comes of it is written beside it, and listed.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.content.digest import digest
from briefgen.document.digest import digest_of
from briefgen.formats.pdf.imposing import BOOKLET, Imposed, SheetsError, impose, read_pages
from briefgen.language import get_language
from briefgen.look.large_print import TEXT, large_print
from briefgen.look.theme_file import load_theme
from briefgen.making.opened import Opened, opened
from briefgen.making.output import listed_in, manifest_with
from briefgen.making.press import Progress, prepare
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Told
from briefgen.project.files import MANIFEST, write_all
from briefgen.project.folder import Project
from briefgen.project.reading import read_plain
from briefgen.project.settings import ProjectError
from briefgen.project.workshop import only_one

LARGE = "large"

_PDF = ".pdf"
__all__ = ["ForPrinter", "SheetsError", "print_brief"]


@dataclass(frozen=True, slots=True)
class ForPrinter:
    """What was written for the printer, of how many pages or sides, and how it is to be printed and read."""

    path: Path
    pages: int
    notes: tuple[str, ...]


def print_brief(
    project: Project | Opened,
    brief: str | Path,
    layout: str,
    *,
    sheet: str = "a4",
    progress: Progress = lambda what: None,
) -> ForPrinter:
    """Write a brief that was made, named by its file, in another layout beside it: see `making.formats`.

    Raises `SheetsError` for a file that is none of ours or isn't as it was made, `ProjectError` for one that there
    isn't, `NotOursError` where another file has the name; for large print what a build raises.
    """
    held = opened(project)
    path = _found(held.project, brief)
    folder, name = path.parent, f"{path.stem}_{layout}{_PDF}"
    data = read_plain(folder, path.name)
    with read_pages(data, path.name) as pdf:
        facts = _listed(path, data)
        progress(name)
        if layout == LARGE:
            new, pages = _large(held, path, facts)
            notes: tuple[str, ...] = (Told("Laid out anew, with text of {size} points", size=int(TEXT)),)
        else:
            leftwards = get_language(facts["language"].partition("+")[0]).direction == "rtl"
            made = impose(pdf, layout, sheet, leftwards=leftwards)
            new, pages, notes = made.data, made.sides, _told(made, layout)
    if _is_of_before(held, folder.name, facts):
        notes += (
            Told("The content has changed since {name} was made, and this says what it said then; for what it says now,"
                 " make the files anew and lay those out", name=path.name),
        )  # fmt: skip
    with only_one(folder):
        write_all(folder, {name: new, MANIFEST: manifest_with(folder, name, new, pages, path.name, layout)})
    return ForPrinter(folder / name, pages, notes)


def _found(project: Project, brief: str | Path) -> Path:
    """Return the file that somebody names: by its path from the project on, or by its name in the output."""
    path = project.root / brief
    if path.is_file():
        return path
    name = str(brief)
    made = {each.name: each for each in sorted(project.output.glob(f"*/*{_PDF}"), reverse=True)}
    if found := made.get(name) or made.get(f"{name}{_PDF}"):
        return found
    hint = did_you_mean(name, [each.removesuffix(_PDF) for each in made])
    raise ProjectError(Told("there is no brief {name!r} in the output; {hint}", name=name, hint=hint))


def _listed(path: Path, data: bytes) -> dict[str, Any]:
    """Return what the manifest says of a brief; raises `SheetsError` unless it is as it was made."""
    facts = listed_in(path.parent).get(path.name)
    if facts is None or "brief" not in facts:
        raise SheetsError(
            Told("{name} isn’t listed in a {manifest} beside it: print a brief where it was made",
                 name=path.name, manifest=MANIFEST)
        )  # fmt: skip
    if facts["sha256"] != hashlib.sha256(data).hexdigest():
        raise SheetsError(Told("{name} was changed since it was made: make it again", name=path.name))
    return facts


def _is_of_before(held: Opened, edition: str, facts: dict[str, Any]) -> bool:
    """Tell whether something has changed since a brief was made that its edition can print, as far as anybody knows."""
    with suppress(Mistake, ProblemsError):  # sheets need no content that can be read
        return edition in held.content.editions and facts.get("content") != digest(held.content, edition)
    return False


def _large(held: Opened, path: Path, facts: dict[str, Any]) -> tuple[bytes, int]:
    """Return a brief in large print, and its pages: made as a build makes it, of the same words as before."""
    edition = path.parent.name
    if facts.get("layout") == LARGE:
        raise SheetsError(Told("{name} is in large print already", name=path.name))
    if "+" in facts["language"]:
        raise SheetsError(Told("large print has no room for two languages side by side: name a brief in one"))
    if edition not in held.content.editions:
        raise SheetsError(
            Told("large print is made of the content: name a brief in the folder of its edition, not {folder}",
                 folder=edition)
        )  # fmt: skip
    large = held.in_theme(large_print(held.theme, load_theme(held.project.theme_folder("large"))))
    draft = bool(facts.get("draft"))
    ready = prepare(
        large, edition=edition, languages=[facts["language"]], briefs=[facts["brief"]], formats=["pdf"], draft=draft,
        copy=facts.get("copy"), with_problems=False,
    )  # fmt: skip
    (each,) = ready.prints
    if digest_of(each.document) != facts.get("printed"):
        raise SheetsError(Told("the content has changed since {name} was made: make it again first", name=path.name))
    pressed = ready.products.file(each)
    assert pressed.pages is not None
    return pressed.data, pressed.pages


def _told(made: Imposed, layout: str) -> tuple[str, ...]:
    """Say how sheets are to be printed, how large their letters are, and for whom they aren't."""
    per_cent = round(made.scale * 100)
    said = [
        Told("Print it on both sides, turned over the short edge, without scaling; fold the sheets together, and staple"
             " them in the fold")
        if layout == BOOKLET
        else Told("Print it without scaling, and cut along the marks")
        if made.cut
        else Told("Print it without scaling; on both sides, turned over the short edge")
        if made.on_its_side
        else Told("Print it without scaling; on both sides, turned over the long edge"),
    ]  # fmt: skip
    if per_cent < 100:
        said.append(Told("The type is {share}% as large as in the brief", share=per_cent))
    return (
        *said,
        Told("Sheets are for paper alone: whoever has pages read aloud by a program needs the brief itself"),
    )

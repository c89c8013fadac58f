"""Every brief of both projects, as files and as trees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.content.model import Content
from briefgen.document.tree import Drawn
from briefgen.making.compose import CHANGE_NOTE, Job, compose, on_paper, plan, theme_of
from briefgen.making.opened import opened
from briefgen.making.press import build
from briefgen.project.folder import Project, find_project

_TESTS = Path(__file__).resolve().parent
PROJECTS = (_TESTS.parent, _TESTS / "data" / "second_project")


@dataclass(frozen=True, slots=True)
class WrittenBrief:
    """A brief in one language: its tree, and the files that were written of it."""

    language: str
    document: Drawn
    pdf: Path
    docx: Path


def tree_of(project: Project, content: Content, job: Job) -> Drawn:
    """Return the tree that the PDF of a job is made from."""
    return on_paper(compose(project, content, job)[1], theme_of(project), project.settings.contents)


def write_all_briefs(folder: Path) -> list[WrittenBrief]:
    """Build every edition of both projects into a folder."""
    return [brief for root in PROJECTS for brief in write_briefs(find_project(root), folder)]


def write_briefs(project: Project, folder: Path, *, newest: bool = False) -> list[WrittenBrief]:
    """Build every edition of a project, or the newest, into a folder, each with its change note if one is before it."""
    briefs = []
    content = opened(project).content
    for edition, facts in list(content.editions.items())[-1 if newest else 0 :]:
        kinds = [*project.settings.briefs, *([CHANGE_NOTE] if facts.previous else [])]
        build(project, edition=edition, briefs=kinds, formats=("pdf", "docx", "html"), out=folder)
        for job in plan(project, content, edition, briefs=kinds):
            stem = folder / edition / job.stem
            document = tree_of(project, content, job)
            briefs.append(WrittenBrief(job.language, document, stem.with_suffix(".pdf"), stem.with_suffix(".docx")))
    return briefs

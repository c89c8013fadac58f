"""Two states of a brief in one page, with what changed between them marked: editions as they stand, or as issued."""

from __future__ import annotations

from briefgen.document.tree import Drawn
from briefgen.issued.store import open_issued
from briefgen.issuing.comparison import State
from briefgen.issuing.redline import of_issued, told
from briefgen.making.opened import Opened
from briefgen.making.preview import page_of, standing
from briefgen.project.formats import FORMATS


def compared(project: Opened, old: str, new: str, *, brief: str, language: str) -> str:
    """Return a brief as HTML, with what changed from one state to another: each is EDITION, or EDITION@VERSION.

    Nothing is checked, proved or kept, as in a preview. Raises `IssueError`, `TamperedError` and what `preview` raises.
    """
    states = (State(_tree(project, name, brief, language), "@" in name) for name in (old, new))
    return page_of(project, told(project.project, *states))


def _tree(project: Opened, name: str, brief: str, language: str) -> Drawn:
    if "@" in name:
        issued = open_issued(project.project.content, name)
        return of_issued(issued)((brief, language, FORMATS["html"]))
    return standing(project, name, brief=brief, language=language)[0]

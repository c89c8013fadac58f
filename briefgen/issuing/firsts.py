"""What readers get for the first time with the next version of an edition, so that somebody looks at it before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content.schema.audience import INTERPRETERS
from briefgen.document.tree import Node, walk
from briefgen.issued.store import Issued, open_issued
from briefgen.issuing.issue import ToIssue
from briefgen.making.brief_types import brief_type
from briefgen.making.opened import Opened
from briefgen.making.preview import standing

_STEP = re.compile(r"^(editions\[[^\]]+\]\.scenario\[[^\]]+\])\.points\b")


def steps_first_told(project: Opened, due: ToIssue) -> tuple[str, ...]:
    """Return the steps of the scenario whose words interpreters get for the first time with what would be issued.

    That is where the last version has none of them in the interpreters' brief; () if that version has no such brief.
    Raises `Mistake`, `ProblemsError`.
    """
    if not due.before or not project.content.editions[due.edition].scenario:
        return ()
    found: dict[str, None] = {}
    before = open_issued(project.project.content, f"{due.edition}@{due.before}")
    for brief in due.types:
        readers = brief_type(brief, project.project.template_folders).readers
        if readers.audience is not INTERPRETERS or not (there := _trees(before, brief)):
            continue
        if not any(next(_steps(tree), None) for tree in there):  # it told of none
            for language in project.project.settings.languages:
                document, _ = standing(project, due.edition, brief=brief, language=language, lacking=[])
                found |= dict.fromkeys(_steps(document))
    return tuple(found)


def _trees(issued: Issued, brief: str) -> list[Node]:
    """Return the frozen trees of a type of brief; those of copies say the same."""
    facts = issued.facts
    trees = {file.tree for name, file in facts.files.items() if facts.of(name)[0] == brief}
    return [issued.tree(each) for each in sorted(trees)]


def _steps(document: Node) -> Iterator[str]:
    """Yield the steps of which some point's words stand in a document."""
    for node in walk(document):
        if step := _STEP.match(getattr(node, "source", None) or ""):
            yield step[1]

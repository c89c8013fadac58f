"""The trees of briefs and what they lack: composed, or from the cache if they were composed of the same before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefgen.cache.store import Cache, key_of
from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.names import ANNEXES
from briefgen.document.tree import Document
from briefgen.document.tree_json import packed, unpacked
from briefgen.localise import Gap, gaps
from briefgen.look.theme import Theme
from briefgen.making import templating
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import Job, compose, date_of, require_glyphs
from briefgen.making.keys import LookedAt, content_key
from briefgen.making.tools import state
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.notes import from_data, to_data
from briefgen.project.folder import Project

_KIND = "tree"


@dataclass(frozen=True, slots=True)
class Composed:
    """A brief in one language for any paper, and what was not supplied for it."""

    document: Document
    gaps: tuple[Gap, ...]


def compose_all(
    project: Project,
    content: Content,
    jobs: Sequence[Job],
    theme: Theme,
    *,
    draft: bool = False,
    cache: Cache | None = None,
    lacking: list[Diagnostic] | None = None,
) -> list[Composed]:
    """Return what is composed for each job; raises `ProblemsError` with the problems of all of them.

    With `lacking`, for which nothing is kept in a cache, what texts lack goes there instead.
    """
    found: list[Composed] = []
    problems: list[Diagnostic] = []
    templates = templating.Templates(project.template_folders)
    own = LookedAt(_own(project), project.root) if cache and content.files else None
    rests_on = _rests_on(project, content, own.told, draft=draft) if own and own.told is not None else None
    for job in jobs:
        key = key_of(*rests_on, repr(job)) if rests_on else None
        try:
            composed = _read(cache.get(_KIND, key)) if cache and key else None
            if composed is None:
                _, document = compose(project, content, job, draft=draft, templates=templates, lacking=lacking)
                known = known_at(content, date_of(content, job.edition))
                expects = brief_type(job.brief, project.template_folders).expects
                composed = Composed(document, gaps(known, job.edition, expects))
                if cache and key and own and own.as_they_were():
                    cache.put(_KIND, key, _written(composed))
            require_glyphs(known_at(content, date_of(content, job.edition)), composed.document, theme)
            found.append(composed)
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return found


def _own(project: Project) -> tuple[Path, ...]:
    """Return the folders that a project's trees rest on beside its content."""
    return (*project.template_folders, project.catalogue_folder, project.content / ANNEXES)


def _rests_on(project: Project, content: Content, own: str, *, draft: bool) -> tuple[str, ...]:
    """Return all that the trees of a project are composed of, but for which brief; `own` is what a look told."""
    return (state(), content_key(content), own, repr((project.settings.numbered_paragraphs, draft)))


def _written(composed: Composed) -> bytes:
    gaps = json.dumps([{**asdict(gap), "what": to_data(gap.what)} for gap in composed.gaps], ensure_ascii=False)
    return f"{gaps}\n{packed(composed.document)}".encode()


def _read(kept: bytes | None) -> Composed | None:
    if kept is None:
        return None
    gaps, _, document = kept.partition(b"\n")
    return Composed(unpacked(document), tuple(map(_gap, json.loads(gaps))))


def _gap(kept: dict[str, Any]) -> Gap:
    return Gap(kept["path"], from_data(kept["what"]), Place(**kept["place"]))

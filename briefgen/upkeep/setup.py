"""A project is started, and editors are told how its content is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefgen.content.json_schema import write_schemas as write
from briefgen.content.own_kinds import SHIPPED, shipped
from briefgen.making.opened import Opened, open_project, opened
from briefgen.project.folder import Project
from briefgen.upkeep.starter import StarterError, start
from briefgen.upkeep.starter.own import beginning, own_files

__all__ = ["StarterError", "start_project", "write_schemas"]


def start_project(folder: Path | str, **said: Any) -> Opened:
    """Start a project in a folder that is new or empty, with a small invented content, or with one's own first facts.

    Those are `said` as `starter.own.beginning` takes them. Raises `StarterError` and `BeginningError`.
    """
    start(Path(folder), own_files(beginning(**said)) if said else {})
    return open_project(folder)


def write_schemas(project: Project | Opened, out: Path | None = None) -> tuple[Path, ...]:
    """Write the JSON Schema of each content file to content/.schema/, or to another folder; return their paths.

    Raises `ProjectError`.
    """
    project = opened(project)
    folder, values = project.project, project.values[0]
    kinds = {kind: [*dict.fromkeys((*values.index[kind], *shipped(values, kind)))] for kind in SHIPPED}
    where = folder.for_output(out) if out else folder.content / ".schema"
    return tuple(write(where, folder.settings.languages, kinds))

"""Verbs that set things up."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.cli.common import Typed, here, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a new project in FOLDER: settings, and a small content to replace with your own."""
    with plain_mistakes():
        from briefgen.upkeep.setup import start_project

        start_project(folder)
        echo(f"Started a project in {folder}. Now:\n  cd {folder}\n  briefgen build")


@main.command()
@click.option(
    "--out",
    type=Typed(file_okay=False),
    help="Write the schemas here instead of content/.schema/.",
)
def schema(out: Path | None) -> None:
    """Write the JSON Schema of each content file, with which editors complete and check as you type."""
    with plain_mistakes():
        from briefgen.upkeep.setup import write_schemas

        for path in write_schemas(here(), out):
            echo(path)


@main.command()
def doctor() -> None:
    """Say what works on this machine and what to install: Python, Pango, fonts, optional parts."""
    from briefgen.upkeep.doctor import examine

    findings = examine(Path.cwd())
    for finding in findings:
        mark = "ok     " if finding.works else "MISSING" if finding.needed else "absent "
        echo(f"{mark}  {finding.part}: {finding.detail}")
    if any(finding.needed and not finding.works for finding in findings):
        sys.exit(1)

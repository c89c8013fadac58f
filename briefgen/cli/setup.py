"""Verbs that set things up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from briefgen.cli.asking import can_ask
from briefgen.cli.beginning import asked
from briefgen.cli.common import Typed, here, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo

_NAMES = "CODE=NAME"


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--languages", help="The languages of the briefs, the main one first: ka,en.")
@click.option("--association", multiple=True, metavar=_NAMES, help="With whom: its name in each language.")
@click.option("--acronym", default="", help="The letters by which it is known, if there are any.")
@click.option("--agency", multiple=True, metavar=_NAMES, help="Who writes the briefs: the name in each language.")
@click.option("--country", default="", help="The agency's country: ISO 3166-1, two letters.")
@click.option("--event", multiple=True, metavar=_NAMES, help="The first event: its name in each language.")
@click.option("--event-kind", default="meeting", help="Its sort: forum, meeting …, or a word of your own.")
@click.option("--kind", multiple=True, metavar=_NAMES, help="What such events are called, if the word is your own.")
@click.option("--date", default="", help="When it is: 2031-05-14, or 2031-05-14/2031-05-16.")
@click.option("--city", multiple=True, metavar=_NAMES, help="Where it is.")
@click.option("--city-country", default="", help="The city's country; the agency's if left out.")
def init(folder: Path, **said: Any) -> None:
    """Start a new project in FOLDER: a small invented content to look at, or your own first facts."""
    with plain_mistakes():
        from briefgen.upkeep.languages import own_languages
        from briefgen.upkeep.setup import start_project

        if not any(value for name, value in said.items() if name != "event_kind"):
            said = asked() if can_ask() else {}
        new = own_languages(start_project(folder, **said))
        then = "".join(f"\n  briefgen language check {code}" for code in new)
        echo(f"Started a project in {folder}. Now:\n  cd {folder}{then}\n  briefgen build")
        if new:
            echo(f"{', '.join(new)}: begun in catalogues/. The check says what it lacks, docs/languages.md the rest.")


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


@main.group(context_settings={"help_option_names": ["-h", "--help"]})
def language() -> None:
    """Start a language that briefgen doesn't have, see what one still lacks, or how another one is stated."""


@language.command("new")
@click.argument("code")
def new_language(code: str) -> None:
    """Start the files of the language CODE, such as nl, from CLDR; existing ones stay as they are."""
    with plain_mistakes():
        from briefgen.upkeep import languages as upkeep

        project = here()
        for path in upkeep.new_language(project, code):
            echo(f"wrote {project.name_of(path)} in {project.root}")
        echo(
            "Now, with somebody who knows how official texts write it:\n"
            "  look at each line with LOOK in the .toml file\n"
            "  write each msgstr of the .po file: the words of briefs\n"
            f"  briefgen language check {code}  shows what it writes, and what is still missing\n"
            f"then name {code} in languages, in briefgen.toml"
        )


@language.command("show")
@click.argument("name")
def show_language(name: str) -> None:
    """Print a file that briefgen brings along, as a model: NAME is fr, or said/fr or places/fr for the checks."""
    with plain_mistakes():
        from briefgen.upkeep import languages as upkeep

        echo(upkeep.shipped_file(name).rstrip("\n"))


@language.command("check")
@click.argument("code")
def check_language(code: str) -> None:
    """Show how the language CODE writes dates, numbers and lists, and what is wrong or missing."""
    with plain_mistakes():
        from briefgen.upkeep import languages as upkeep

        state = upkeep.check_language(here(), code)
        for what, written in state.looks:
            echo(f"{what:>22}  {written}")
        for fault in state.faults:
            echo(fault)
        _tell_missing("words of briefs, letters, charts and change notes that are not translated", state.untranslated)
        _tell_missing("words of the to-do list, for the staff alone, that are not translated", state.of_staff)
        _tell_missing("entries that the checks would look at, and don't find", state.silent)
        if not state.is_whole:
            sys.exit(1)
        lacking = "; the words of the to-do list above stand in English" if state.of_staff else ""
        echo(f"Briefs can be built in {code}{lacking}.")


def _tell_missing(what: str, names: Sequence[str]) -> None:
    if names:
        echo(f"{len(names)} {what}:")
        for name in names:
            echo(f"  {name}")

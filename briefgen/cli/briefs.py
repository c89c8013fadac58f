"""Verbs that make briefs, and that keep and compare what was issued."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.common import OneOf, Typed, day, here, plain_mistakes, said_again, status, tell_result
from briefgen.cli.group import main
from briefgen.cli.terminal import echo
from briefgen.making.formats import CALLED, FORMATS, LAYOUTS, LAYOUTS_CALLED

if TYPE_CHECKING:
    from briefgen.issuing.issue import NewIssue
    from briefgen.making.opened import Opened

_FORMATS = OneOf(list(FORMATS), CALLED)
_PAUSE = 0.3  # s, between two looks for changes


@main.command()
@click.argument("editions", metavar="[EDITION]...", nargs=-1)
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Only this language, such as ka; repeatable.")
@click.option("--brief", "briefs", multiple=True, metavar="NAME", help="Only this type of brief; repeatable.")
@click.option("--format", "formats", multiple=True, type=_FORMATS, help="Only this format; repeatable.")
@click.option("--out", type=Typed(file_okay=False), help="Write here instead of output/.")
@click.option("--since", metavar="EDITION", help="For --brief changes: compare with EDITION, not the one before.")
@click.option("--profile", metavar="NAME", help="What a profile of the edition says: for whom, and numbered copies.")
@click.option("--bilingual", metavar="CODE,CODE", help="In these two languages side by side, such as ka,en.")
@click.option("--draft", is_flag=True, help="Build in spite of errors: every page says DRAFT, the last lists them.")
@click.option("--no-cache", is_flag=True, help="Make everything anew; what was made before is neither used nor kept.")
@click.option("--watch", is_flag=True, help="Go on, and build again each time something has changed, until Ctrl-C.")
@click.option("--all", "everything", is_flag=True, help="All editions, not the newest alone.")
@click.option("--projects", type=Typed(dir_okay=False), metavar="FILE", help="Of the projects that FILE lists.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="So many at once, not one a processor.")
@click.option("--on", metavar="ADDRESS", help="On a Dask cluster, such as tls://host:8786; local tries one here.")
@click.pass_obj
def build(
    arguments: Sequence[str] | None,
    editions: tuple[str, ...],
    languages: tuple[str, ...],
    briefs: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    since: str | None,
    profile: str | None,
    bilingual: str | None,
    draft: bool,
    no_cache: bool,
    watch: bool,
    everything: bool,
    projects: Path | None,
    workers: int | None,
    on: str | None,
) -> None:
    """Write the briefs of EDITION (the newest, if you name none), such as 2019-10-brussels.

    Nothing is written unless everything could be built: the last good files stay. Of several editions each is written
    for itself, on all processors at once; one that can't be built stops none of the others. FILE lists folders of
    projects, one a line.
    """
    settings: dict[str, Any] = {
        "languages": languages, "briefs": briefs, "formats": formats, "out": out, "draft": draft
    }  # fmt: skip
    if everything or projects or workers or on or len(editions) > 1:
        if since or profile or bilingual or watch or (everything and editions):
            raise click.UsageError(
                "--since, --profile, --bilingual and --watch go with one edition, and --all with none"
            )
        settings |= {"all_editions": everything, "workers": workers, "on": on, "cache": not no_cache}
        _build_many(projects, editions, settings, () if no_cache or on else arguments or ())
        return
    settings |= {"edition": editions[0] if editions else None, "since": since, "profile": profile}
    settings |= {"bilingual": _two(bilingual)}
    with plain_mistakes():
        project = here(cache=not no_cache)
        if watch:
            _watch(project, settings)
        else:
            _build_one(project, settings, () if no_cache else arguments or ())


def _two(bilingual: str | None) -> Sequence[str]:
    return [code.strip() for code in bilingual.split(",")] if bilingual else ()


def _build_one(project: Opened, settings: Mapping[str, Any], arguments: Sequence[str]) -> None:
    """Build, tell what was built, and remember it for the same command line."""
    from briefgen.making.again import look_at, remember
    from briefgen.making.press import build as run

    seen = look_at(project) if arguments else None
    with status() as told:
        result = run(project, progress=told, **settings)
    tell_result(result, project)
    remember(seen, arguments, result.files, said_again(result, project))


def _watch(project: Opened, settings: Mapping[str, Any]) -> None:
    """Build, and again each time something has changed; what keeps one build doesn't keep the next."""
    from briefgen.making.watch import changes

    changed = changes(project, lambda: time.sleep(_PAUSE))
    try:
        while True:
            with suppress(SystemExit), plain_mistakes():  # it was told
                _build_one(project, settings, ())
            echo("Waiting for a change; Ctrl-C ends.")
            echo(f"Changed: {', '.join(project.name_of(path) for path in next(changed))}")
    except KeyboardInterrupt:
        echo()


def _build_many(
    listed: Path | None, editions: Sequence[str], settings: Mapping[str, Any], arguments: Sequence[str]
) -> None:
    """Build editions of this project, or of those that a file lists; ends with 1 if one couldn't be built."""
    with plain_mistakes():
        from briefgen.cli.batches import batch_again, tell_batch, tell_step
        from briefgen.making.again import look_at, remember
        from briefgen.making.batch import build_batch, listed_projects

        projects = listed_projects(listed) if listed else [here()]
        seen = look_at(*projects, also=[listed] if listed else []) if arguments else None
        with status() as told:
            done = build_batch(projects, editions, progress=tell_step(told), **settings)
        tell_batch(done)
        if done.failed:
            sys.exit(1)
        files = [file for item in done.items if item.result for file in item.result.files]
        remember(seen, arguments, files, batch_again(done))


@main.command("print")
@click.argument("brief", metavar="BRIEF")
@click.option("--layout", required=True, type=OneOf(LAYOUTS, LAYOUTS_CALLED), help="How it lies on paper.")
@click.option("--sheet", type=OneOf(["a4", "a3"], {}), default="a4", help="The paper of sheets; a4 by itself.")
def print_(brief: str, layout: str, sheet: str) -> None:
    """Lay BRIEF out for the printer: a PDF in output/, such as 2019-10-brussels_full_ka, which stays as it is.

    booklet: two pages a side, to fold and staple; 2up, 4up: so many pages on each sheet, small ones as large as they
    are, with marks to cut by; large: laid out anew, in letters of 18 points. The new file stands beside BRIEF and has
    its name, with the layout's. Sheets aren't accessible; large print is.
    """
    with plain_mistakes():
        from briefgen.making.printing import print_brief

        project = here()
        typed = Path.cwd() / brief
        with status() as told:
            done = print_brief(project, typed if typed.is_file() else brief, layout, sheet=sheet, progress=told)
        echo(f"wrote {project.name_of(done.path)}, pages: {done.pages}")
        for note in done.notes:
            echo(f"{note}.")


@main.command()
@click.argument("edition", required=False)
@click.option(
    "--brief", "briefs", multiple=True, metavar="NAME", help="These types of brief, not the usual; repeatable."
)
@click.option("--bilingual", metavar="CODE,CODE", help="In these two languages side by side, too, such as ka,en.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="ID",
    help="And what this profile says, copies numbered; repeatable.",
)
@click.option("--bump", is_flag=True, help="Raise the version in the edition's file if it was issued already.")
@click.option("--on", metavar="DATE", default="today", help="The day to note in the log; today by itself.")
@click.option("--without", multiple=True, metavar="PATH", help="It is meant that this is gone; repeatable.")
def issue(
    edition: str | None,
    briefs: tuple[str, ...],
    bilingual: str | None,
    profiles: tuple[str, ...],
    bump: bool,
    on: str,
    without: tuple[str, ...],
) -> None:
    """Issue EDITION (the newest, if you name none): write its briefs, and freeze what they were made of.

    Refused while the check finds errors, and while something is gone that an issued version or translations.lock knows,
    until you say that it is meant. What was issued is never written over: briefgen reprint gives the very same
    files again, whatever becomes of the content. With --profile the numbered copies of somebody are issued beside the
    rest; briefgen log says who has which.
    """
    with plain_mistakes():
        from briefgen.issuing.issue import LostError
        from briefgen.issuing.issue import issue as run

        project = here()

        def once(without: Sequence[str]) -> NewIssue:
            with status() as told:
                return run(
                    project, day(on) or on, edition, briefs=briefs, bilingual=_two(bilingual),
                    profiles=profiles, bump=bump, without=without, progress=told,
                )  # fmt: skip

        try:
            done = once(without)
        except LostError as error:
            if not sys.stdin.isatty():
                raise
            echo("Gone from the content, though an issued version or translations.lock knows it:")
            echo("\n".join(f"  {one.told}" for one in error.gone))
            if not click.confirm("Is that meant?"):
                echo("nothing was issued")
                sys.exit(1)
            done = once([*without, *(one.name for one in error.gone)])
        tell_result(done.result, project)
        echo(f"issued {done.issued.name}; frozen in {project.name_of(done.issued.folder)}/: keep it with the content")


@main.command()
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--out", type=Typed(file_okay=False), help="Write here instead of output/.")
@click.option("--anyway", is_flag=True, help="Write the files even if they aren't the very bytes that were issued.")
@click.option("--locked", is_flag=True, help="With the packages that it was issued with, installed beside today's.")
@click.option("--python", metavar="PATH", help="With --locked: another interpreter, such as python3.11.")
@click.option("--allow", multiple=True, metavar="PACKAGE", help="With --locked: a package no longer used; repeatable.")
def reprint(
    name: str, out: Path | None, anyway: bool, locked: bool, python: str | None, allow: tuple[str, ...]
) -> None:
    """Write the files of an issued version again, such as 2019-10-brussels@1, to a folder of that name.

    They are made of what was frozen, and compared with what was issued: the very same bytes, or nothing. Where today's
    tools give other bytes, it says which have changed, and --locked prints with those of then.
    """
    with plain_mistakes():
        from briefgen.issuing.reprint import reprint as run
        from briefgen.issuing.reprint import reprint_as_locked

        if locked:
            there = reprint_as_locked(here(), name, out, anyway=anyway, python=python, allow=allow)
            echo(there.told.rstrip("\n")) if there.told else None
            echo(there.complained.rstrip("\n"), err=True) if there.complained else None
            sys.exit(there.exit_code)
        if python or allow:
            raise click.UsageError("--python and --allow go with --locked")
        project = here()
        with status() as told:
            done = run(project, name, out, anyway=anyway, progress=told)
        for file in done.files:
            same = "NOT the bytes that were issued" if file.path.name in done.differing else "the very bytes"
            echo(f"wrote {project.name_of(file.path)}: {same}")
        if done.differing:
            echo(str(done.why))


@main.command()
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--against", metavar="OTHER[@VERSION]", help="Compare with another issued version or edition.")
@click.option("--brief", metavar="NAME", help="This type of brief, not the first of briefgen.toml.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Only this language, such as ka; repeatable.")
@click.option("--format", "formats", multiple=True, type=_FORMATS, help="Only this format; repeatable.")
@click.option("--out", type=Typed(file_okay=False), help="Write here instead of output/.")
@click.option("--draft", is_flag=True, help="In spite of errors: every page says DRAFT.")
def redline(
    name: str,
    against: str | None,
    brief: str | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    draft: bool,
) -> None:
    """Write what changed in EDITION since it was issued: tracked changes in Word, change bars in the PDF."""
    with plain_mistakes():
        from briefgen.issuing.redline import redline as run

        project = here()
        with status() as told:
            old, files, unchanged = run(
                project, name, against, brief=brief, languages=languages, formats=formats,
                out=out, draft=draft, progress=told,
            )  # fmt: skip
        for file in files:
            same = ": nothing differs in it" if file.path.name in unchanged else ""
            echo(f"wrote {project.name_of(file.path)}, against {old}{same}")


@main.command()
@click.argument("edition", required=False)
@click.option("--verify", is_flag=True, help="Look at every frozen file; ends with 1 if one isn't as issued.")
def log(edition: str | None, verify: bool) -> None:
    """List what was issued, of EDITION or of all: when, which files, how many pages."""
    with plain_mistakes():
        from briefgen.cli.lists import log_text
        from briefgen.issuing.log import log as run

        logged = run(here(), edition, verify=verify)
        echo(log_text(logged))
        sys.exit(any(one.faults for one in logged))

"""The command line: verbs and exit codes. Each verb imports only what it runs, so that help comes at once.

Exit codes: 0 done, 1 problems found, 2 wrong usage. A user's mistake never shows a traceback; a bug keeps it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen import __version__

if TYPE_CHECKING:
    from briefgen.build import Result
    from briefgen.dates import Point
    from briefgen.project import Project

FORMATS = click.Choice(["pdf", "docx", "html"])
QUALIFIERS = ["exact", "more-than", "at-least", "about", "up-to"]


# The character \b, not a backslash and a b, keeps Click from filling the paragraph; a docstring may not hold it.
_USUAL = """\b
The usual way:
  briefgen check     look for mistakes in the content
  briefgen build     write the newest edition to the output folder"""


@click.group(
    help=f"Turn structured content into printable briefing notes, in Word and PDF, in several languages.\n\n{_USUAL}",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn structured content into printable briefing notes, in Word and PDF, in several languages."""


@main.command()
@click.argument("edition", required=False)
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Only this language, such as ka; repeatable.")
@click.option("--brief", "briefs", multiple=True, metavar="NAME", help="Only this type of brief; repeatable.")
@click.option("--format", "formats", multiple=True, type=FORMATS, help="Only this format; repeatable.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write here instead of output/.")
@click.option("--since", metavar="EDITION", help="For --brief changes: compare with EDITION, not the one before.")
@click.option("--draft", is_flag=True, help="Build in spite of errors: every page says DRAFT, the last lists them.")
def build(
    edition: str | None,
    languages: tuple[str, ...],
    briefs: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    since: str | None,
    draft: bool,
) -> None:
    """Write the briefs of EDITION (the newest, if you name none), such as 2019-10-brussels.

    Nothing is written unless everything could be built: the last good files stay.
    """
    with _plain_mistakes():
        project = _project()
        from briefgen.build import build as run

        with _status() as told:
            result = run(
                project,
                edition=edition,
                languages=languages,
                briefs=briefs,
                formats=formats,
                out=out,
                draft=draft,
                since=since,
                progress=told,
            )
        _report(result, project)


@main.command()
@click.argument("edition", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="For a program.")
@click.option("--strict", is_flag=True, help="End with 1 for warnings, too.")
@click.option("--on", metavar="DATE", help="Judge what is out of date on this day instead of the edition's; or: today.")
def check(edition: str | None, form: str, strict: bool, on: str | None) -> None:
    """Look for mistakes in the content: every problem is shown, with its place and what to do.

    What time has overtaken is judged at the date of EDITION (the newest, if you name none).
    """
    with _plain_mistakes():
        from briefgen import reports
        from briefgen.diagnostics import stops
        from briefgen.examine import check as run

        problems = run(_project(), edition, _day(on) if on else None)
        if form == "json":
            click.echo(reports.as_json(problems))
        elif form == "sarif":
            from briefgen.checks import promises

            click.echo(reports.as_sarif(problems, __version__, promises()))
        else:
            click.echo(reports.text(problems))
        if stops(problems, strict=strict):
            sys.exit(1)


@main.command()
@click.argument("edition")
@click.option("--from", "previous", metavar="PREVIOUS", help="Make it from this edition instead of the newest.")
@click.option("--event", metavar="ID", help="The event that it is for; the previous one's, if you name none.")
@click.option("--as-of", metavar="DATE", help="The date for which it has to be true; by itself the event's first day.")
def new(edition: str, previous: str | None, event: str | None, as_of: str | None) -> None:
    """Start EDITION, such as 2022-10-marrakesh, from an earlier one, and list what is to be done for it."""
    with _plain_mistakes():
        from briefgen import todo as lists
        from briefgen import upkeep

        project = _project()
        click.echo(f"wrote {upkeep.start_edition(project, edition, previous, event, as_of)}\n")
        click.echo(lists.text(upkeep.list_todo(project, edition).todo))


@main.command()
@click.argument("edition", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For a program.")
@click.option("--sheet", is_flag=True, help="Write the list to the output folder, as a sheet to share.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="The sheet's language, if not the main one.")
def todo(edition: str | None, form: str, sheet: bool, languages: tuple[str, ...]) -> None:
    """List what is to be done for EDITION (the newest, if you name none), with its place and what helps.

    Ends with 1 while something on the list keeps the briefs from going out.
    """
    with _plain_mistakes():
        from briefgen import todo as lists
        from briefgen import upkeep

        if sheet and form == "json":
            raise click.UsageError("--sheet writes files; leave out --format")
        if languages and not sheet:
            raise click.UsageError("--lang goes with --sheet")
        project = _project()
        listed = upkeep.list_todo(project, edition)
        if sheet:
            for file in upkeep.write_todo(project, listed, languages):
                click.echo(f"wrote {project.name_of(file.path)}")
        else:
            click.echo(lists.as_json(listed.todo) if form == "json" else lists.text(listed.todo))
            sys.exit(listed.todo.stops)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--accept", is_flag=True, help="Confirm that the texts at PATH… say the same in every language.")
@click.option("--all", "everything", is_flag=True, help="With --accept: all texts.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Only translations into it; repeatable.")
def translations(paths: tuple[str, ...], accept: bool, everything: bool, languages: tuple[str, ...]) -> None:
    """List the texts whose translation is missing, behind its source or not confirmed.

    A PATH is what reports call a text, such as cooperation.title, or the beginning of one: cooperation.
    """
    with _plain_mistakes():
        from briefgen import translations as run

        if everything and not accept:
            raise click.UsageError("--all goes with --accept")
        if accept and bool(paths) == everything:
            raise click.UsageError("name the texts to accept, or --all")
        project = _project()
        if not accept:
            found = run.pending(project, paths, languages)
            click.echo(run.report(found, project.settings.languages[0]))
            sys.exit(any(one.state != "unconfirmed" for one in found))
        done = run.accept(project, paths, languages)
        click.echo(f"confirmed {done.texts} text{'' if done.texts == 1 else 's'} in {done.name}")
        for path in done.incomplete:
            click.echo(f"not confirmed: {path} lacks a language", err=True)
        sys.exit(bool(done.incomplete))


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain the CODE of a problem: what it means, why it matters, what to do; without CODE, list them all."""
    with _plain_mistakes():
        import difflib

        from briefgen import checks

        if code is None:
            for family, rules in checks.FAMILIES.items():
                click.echo(f"{family}:")
                for rule in rules:
                    click.echo(f"  {rule.code:<24} {rule.severity:<8} {rule.promise}")
        elif (page := checks.explain(code)) is not None:
            click.echo(page)
        else:
            close = difflib.get_close_matches(code, checks.promises(), 1)
            raise click.UsageError(f"there is no code {code!r}" + (f"; did you mean {close[0]}?" if close else ""))


@main.command()
@click.argument("a")
@click.argument("b", default="content")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How to show it.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def diff(a: str, b: str, form: str, out: Path | None) -> None:
    """Show what changed from A to B (the content as it stands, if you name none), by meaning, not by line.

    A and B are editions, such as 2019-10-brussels: the content as it was known at their dates; issued ones, such as
    2019-10-brussels@1; files written by briefgen snapshot; or: content. Ends with 0, changes or not.
    """
    with _plain_mistakes():
        from rich.console import Console

        from briefgen.changes import compare, render, sides
        from briefgen.examine import load_content
        from briefgen.files import write_all
        from briefgen.issued import store

        project = _project()

        def issued(name: str) -> str:
            return store.open_issued(project.content, name).read(store.CONTENT).decode()

        old, new = sides.two_sides(load_content(project), a, b, issued)
        changes = compare.compare(old, new)
        if form == "text" and out is None:
            Console(highlight=False, soft_wrap=True).print(render.text(old, new, changes))
            return
        shown = {"json": render.as_json, "html": render.as_html, "text": render.plain_text}[form](old, new, changes)
        if out is None:
            click.echo(shown)
        else:
            write_all(out.parent, {out.name: f"{shown}\n".encode()})


@main.command()
@click.argument("edition", required=False)
@click.option(
    "--brief", "briefs", multiple=True, metavar="NAME", help="These types of brief, not the usual; repeatable."
)
@click.option("--bump", is_flag=True, help="Raise the version in the edition's file if it was issued already.")
@click.option("--on", metavar="DATE", default="today", help="The day to note in the log; today by itself.")
def issue(edition: str | None, briefs: tuple[str, ...], bump: bool, on: str) -> None:
    """Issue EDITION (the newest, if you name none): write its briefs, and freeze what they were made of.

    Refused while the check finds errors. What was issued is never written over: briefgen reprint gives the very same
    files again, whatever becomes of the content.
    """
    with _plain_mistakes():
        from briefgen.issued.issue import issue as run

        project = _project()
        with _status() as told:
            done = run(project, str(_day(on)), edition, briefs=briefs, bump=bump, progress=told)
        _report(done.result, project)
        click.echo(
            f"issued {done.issued.name}; frozen in {project.name_of(done.issued.folder)}/: keep it with the content"
        )


@main.command()
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write here instead of output/.")
@click.option("--anyway", is_flag=True, help="Write the files even if they aren't the very bytes that were issued.")
def reprint(name: str, out: Path | None, anyway: bool) -> None:
    """Write the files of an issued version again, such as 2019-10-brussels@1, to a folder of that name.

    They are made of what was frozen, and compared with what was issued: the very same bytes, or nothing.
    """
    with _plain_mistakes():
        from briefgen.issued.reprint import reprint as run

        project = _project()
        with _status() as told:
            done = run(project, name, out, anyway=anyway, progress=told)
        for file in done.files:
            same = "NOT the bytes that were issued" if file.path.name in done.differing else "the very bytes"
            click.echo(f"wrote {project.name_of(file.path)}: {same}")
        if done.differing:
            click.echo(done.why)


@main.command()
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--against", metavar="OTHER[@VERSION]", help="Compare with another issued version or edition.")
@click.option("--brief", metavar="NAME", help="This type of brief, not the first of briefgen.toml.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Only this language, such as ka; repeatable.")
@click.option("--format", "formats", multiple=True, type=click.Choice(["pdf", "docx"]), help="Only this; repeatable.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write here instead of output/.")
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
    with _plain_mistakes():
        from briefgen.issued.redline import redline as run

        project = _project()
        with _status() as told:
            old, files = run(
                project, name, against, brief=brief, languages=languages, formats=formats, out=out, draft=draft,
                progress=told,
            )  # fmt: skip
        for file in files:
            click.echo(f"wrote {project.name_of(file.path)}, against {old}")


@main.command()
@click.argument("edition", required=False)
@click.option("--verify", is_flag=True, help="Look at every frozen file; ends with 1 if one isn't as issued.")
def log(edition: str | None, verify: bool) -> None:
    """List what was issued, of EDITION or of all: when, which files, how many pages."""
    with _plain_mistakes():
        from briefgen.issued.log import log as run

        told, whole = run(_project().content, edition, verify=verify)
        click.echo(told)
        if not whole:
            sys.exit(1)


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def snapshot(out: Path) -> None:
    """Write everything that the content says to the file OUT, as JSON, to compare with later: briefgen diff OUT."""
    with _plain_mistakes():
        from briefgen.content.snapshot import snapshot as take
        from briefgen.examine import load_content
        from briefgen.files import write_all

        write_all(out.parent, {out.name: take(load_content(_project())).encode()})


@main.command()
@click.argument("path")
@click.option("--on", metavar="DATE", help="What a figure was, or who held an office, on that day; or: today.")
def get(path: str, on: str | None) -> None:
    """Show what the content says at PATH, such as stats.member_organisations or offices.president.

    Ends with 1 if it is not known.
    """
    with _plain_mistakes():
        from briefgen.content.questions import ask

        project = _project()
        answer = ask(project.content, project.name_of(project.content), path, _day(on) if on else None)
        click.echo("\n".join(answer.lines))
        if not answer.known:
            sys.exit(1)


@main.command("set", context_settings={"ignore_unknown_options": True})
@click.argument("path")
@click.argument("value")
@click.option("--as-of", metavar="DATE", help="A figure's new value is of that date; the old one goes to its history.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Where the figure comes from; repeatable.")
@click.option("--qualifier", type=click.Choice(QUALIFIERS), help="How rough the figure is.")
def set_value(path: str, value: str, as_of: str | None, sources: tuple[str, ...], qualifier: str | None) -> None:
    """Set the VALUE at PATH in the content, such as events[wssf-2019].state held; null empties a field.

    Comments, order and layout of the file stay as they are. Lists are written [a, b], mappings {ka: …, en: …}.
    """
    with _plain_mistakes():
        from briefgen.content import changes

        project = _project()
        folder, name = project.content, project.name_of(project.content)
        told = changes.set_value(folder, name, path, value, as_of=as_of, sources=sources, qualifier=qualifier)
        click.echo("\n".join(told))


@main.command()
@click.argument("path")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="A field, such as name.ka=…; repeatable.")
@click.option(
    "--ends-earlier/--keep-earlier", default=True, help="Whether a new term ends the one before it; it does by itself."
)
def add(path: str, fields: tuple[str, ...], ends_earlier: bool) -> None:
    """Add an entry to the list at PATH, such as people.terms; without --field it is read from stdin, as YAML."""
    with _plain_mistakes():
        from briefgen.content.entries import add_entry, read_entry

        pairs = [(name, value) for name, _, value in (field.partition("=") for field in fields)]
        if wrong := [field for field in fields if "=" not in field]:
            raise click.UsageError(f"--field {wrong[0]}: write NAME=VALUE")
        if not pairs and sys.stdin.isatty():
            raise click.UsageError("name the fields with --field NAME=VALUE, or send the entry as YAML")
        project = _project()
        entry = pairs or read_entry(sys.stdin.read())
        folder, name = project.content, project.name_of(project.content)
        click.echo("\n".join(add_entry(folder, name, path, entry, ends_earlier=ends_earlier)))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a new project in FOLDER: settings, and a small content to replace with your own."""
    with _plain_mistakes():
        from briefgen.starter import start

        start(folder)
        click.echo(f"Started a project in {folder}. Now:\n  cd {folder}\n  briefgen build")


@main.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas here instead of content/.schema/.",
)
def schema(out: Path | None) -> None:
    """Write the JSON Schema of each content file, with which editors complete and check as you type."""
    with _plain_mistakes():
        from briefgen.content.json_schema import write_schemas

        project = _project()
        for path in write_schemas(out or project.content / ".schema", project.settings.languages):
            click.echo(path)


@main.command()
def doctor() -> None:
    """Say what works on this machine and what to install: Python, Pango, fonts, optional parts."""
    from briefgen.doctor import examine

    findings = examine()
    for finding in findings:
        mark = "ok     " if finding.works else "MISSING" if finding.needed else "absent "
        click.echo(f"{mark}  {finding.part}: {finding.detail}")
    if any(finding.needed and not finding.works for finding in findings):
        sys.exit(1)


def _day(text: str) -> Point:
    import datetime

    from briefgen.dates import Date

    try:
        date = Date.parse(datetime.date.today().isoformat() if text == "today" else text)
    except ValueError as error:
        raise click.UsageError(f"--on: {error}") from None
    if date.start is None or date.end is not None:
        raise click.UsageError("--on: name one day, month or year")
    return date.start


@contextmanager
def _status() -> Iterator[Callable[[str], None]]:
    """Show what is being done; gives what is to be told which file is written."""
    from rich.console import Console

    with Console(stderr=True, highlight=False).status("Reading the content") as status:
        yield lambda what: status.update(f"Writing {what}")


def _project() -> Project:
    from briefgen.project import find_project

    return find_project(Path.cwd())


def _report(result: Result, project: Project) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from briefgen.reports import summary

    folder = result.files[0].path.parent
    shown = folder.relative_to(project.root) if folder.is_relative_to(project.root) else folder
    table = Table(f"{shown}/", box=box.SIMPLE_HEAD)
    for column in ("pages", "KB", "s"):
        table.add_column(column, justify="right")
    for file in result.files:
        pages = "–" if file.pages is None else str(file.pages)
        table.add_row(file.path.name, pages, f"{file.size / 1024:.0f}", f"{file.seconds:.2f}")
    Console(highlight=False).print(table)
    for note in result.notes:
        click.echo(note)
    if result.problems:
        click.echo(f"{summary(result.problems)}; briefgen check shows where and what to do")
    if result.gaps:
        click.echo("Not supplied:")
        for gap in result.gaps:
            click.echo(f"  {gap.path}: {gap.what}")


@contextmanager
def _plain_mistakes() -> Iterator[None]:
    """Report a person's mistakes in plain words and end with 1 (problems) or 2 (usage)."""
    from briefgen.diagnostics import ProblemsError
    from briefgen.mistakes import Mistake
    from briefgen.reports import text

    try:
        yield
    except ProblemsError as error:
        click.echo(text(error.problems), err=True)
        sys.exit(1)
    except Mistake as error:
        click.echo(f"briefgen: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # who reads has seen enough, as head does: Click ends quietly
        raise
    except OSError as error:  # a file that can't be read, a full disk, a library that isn't there
        reason = (error.strerror or str(error)).lower()
        click.echo(f"briefgen: {error.filename}: {reason}" if error.filename else f"briefgen: {reason}", err=True)
        if error.errno is None:
            click.echo("briefgen doctor says what is missing", err=True)
        sys.exit(1)

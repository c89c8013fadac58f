"""Verbs that say what is wrong with the content, and what is left to do."""

from __future__ import annotations

import sys

import click

from briefgen import __version__
from briefgen.cli.common import day, here, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo


@main.command()
@click.argument("edition", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="For a program.")
@click.option("--strict", is_flag=True, help="End with 1 for warnings, too.")
@click.option("--on", metavar="DATE", help="Judge what is out of date on this day instead of the edition's; or: today.")
@click.option("--online", is_flag=True, help="Ask the pages that links lead to whether they answer, too.")
def check(edition: str | None, form: str, strict: bool, on: str | None, online: bool) -> None:
    """Look for mistakes in the content: every problem is shown, with its place and what to do.

    What time has overtaken is judged at the date of EDITION (the newest, if you name none). With --online each page
    that a link or a source names learns that somebody asks for it; nothing else leaves this computer.
    """
    with plain_mistakes():
        from briefgen.making.judge import check as run
        from briefgen.problems import reports
        from briefgen.problems.diagnostics import stops

        project = here()
        problems = run(project, edition, day(on), online=online)
        unchecked = project.project.settings.unchecked
        if form == "json":
            echo(reports.as_json(problems, unchecked))
        elif form == "sarif":
            from briefgen.making.explaining import promises

            echo(reports.as_sarif(problems, __version__, promises()))
        else:
            echo(reports.text(problems, unchecked))
        if stops(problems, strict=strict):
            sys.exit(1)


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain the CODE of a problem: what it means, why it matters, what to do; without CODE, list them all."""
    with plain_mistakes():
        from briefgen.making import explaining

        if code is not None:
            try:
                echo(explaining.explain(code))
            except explaining.UnknownCodeError as error:
                raise click.UsageError(str(error)) from None
            return
        for family, rules in explaining.rules().items():
            echo(f"{family}:")
            for rule in rules:
                echo(f"  {rule.code:<24} {rule.severity:<8} {rule.promise}")


@main.command()
@click.argument("edition", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For a program.")
@click.option("--sheet", is_flag=True, help="Write the list to the output folder, as a sheet to share.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="The sheet's language, if not the main one.")
def todo(edition: str | None, form: str, sheet: bool, languages: tuple[str, ...]) -> None:
    """List what is to be done for EDITION (the newest, if you name none), with its place and what helps.

    Ends with 1 while something on the list keeps the briefs from going out.
    """
    with plain_mistakes():
        from briefgen.cli import lists
        from briefgen.upkeep import next_edition as upkeep

        if sheet and form == "json":
            raise click.UsageError("--sheet writes files; leave out --format")
        if languages and not sheet:
            raise click.UsageError("--lang goes with --sheet")
        project = here()
        listed = upkeep.list_todo(project, edition)
        if sheet:
            for file in upkeep.write_todo(project, listed, languages):
                echo(f"wrote {project.name_of(file.path)}")
        else:
            echo(listed.todo.as_json() if form == "json" else lists.todo_text(listed.todo))
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
    with plain_mistakes():
        from briefgen.cli.lists import translations_text
        from briefgen.upkeep import translations as run

        if everything and not accept:
            raise click.UsageError("--all goes with --accept")
        if accept and bool(paths) == everything:
            raise click.UsageError("name the texts to accept, or --all")
        project = here()
        if not accept:
            found = run.pending_translations(project, paths, languages)
            echo(translations_text(found, project.project.settings.languages[0]))
            sys.exit(any(one.state != "unconfirmed" for one in found))
        done = run.accept_translations(project, paths, languages)
        already = f"; {done.already} {'was' if done.already == 1 else 'were'} confirmed before" if done.already else ""
        echo(f"confirmed {done.texts} text{'' if done.texts == 1 else 's'} in {done.name}{already}")
        for path in done.incomplete:
            echo(f"not confirmed: {path} lacks a language", err=True)
        sys.exit(bool(done.incomplete))

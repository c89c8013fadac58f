"""Verbs that read and change the content."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import asking
from briefgen.cli.common import Typed, day, here, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo, shown

if TYPE_CHECKING:
    from briefgen.upkeep.editing import Edited
    from briefgen.upkeep.enrolling import Enrolment

QUALIFIERS = ["exact", "more-than", "at-least", "about", "up-to"]


def learning(command: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options that say which of the two a change is."""
    since = click.option(
        "--since", metavar="DATE", help="It is so from that day on: editions of before stay as they were."
    )
    always = click.option("--always", is_flag=True, help="It was wrong all along: every edition is mended.")
    return since(always(command))


def tell(change: Callable[[str | None, bool], Edited], since: str | None, *, always: bool) -> None:
    """Make a change and tell of it; where nobody said which of the two it is, and that has to be said, ask."""
    from briefgen.upkeep.editing import UndecidedError

    try:
        done = change(since, always)
    except UndecidedError as error:
        if not asking.can_ask():
            raise
        done = change(*asking.since_when(error.editions))
    echo("\n".join(done.notes))


@main.command()
@click.argument("edition", required=False)
@click.option("--from", "previous", metavar="PREVIOUS", help="Make it from this edition instead of the newest.")
@click.option("--event", metavar="ID", help="The event that it is for; the previous one's, if you name none.")
@click.option("--as-of", metavar="DATE", help="The date for which it has to be true; by itself the event's first day.")
def new(edition: str | None, previous: str | None, event: str | None, as_of: str | None) -> None:
    """Start EDITION, such as 2022-10-marrakesh, from an earlier one, and list what is to be done for it.

    In a terminal it asks for what you don't name.
    """
    with plain_mistakes():
        from briefgen.cli import lists
        from briefgen.upkeep import next_edition as upkeep

        project = here()
        agree = None
        if asking.can_ask() and (edition is None or (event is None and as_of is None)):
            edition, previous, event, as_of = asking.edition(project, edition, previous, event, as_of)
            agree = asking.agree
        edition = asking.need(edition, "edition")
        written = upkeep.start_edition(project, edition, previous, event, as_of, agree)
        echo(f"wrote {', '.join(written)}\n")
        echo(lists.todo_text(upkeep.list_todo(project, edition).todo))


@main.command()
@click.argument("path")
@click.option("--on", metavar="DATE", help="What a figure was, or who held an office, on that day; or: today.")
@click.pass_obj
def get(arguments: Sequence[str] | None, path: str, on: str | None) -> None:
    """Show what the content says at PATH, such as stats.member_organisations or offices.president.

    Ends with 1 if it is not known.
    """
    with plain_mistakes():
        from briefgen.cli.answers import NOT_SUPPLIED, answer_lines
        from briefgen.making.again import look_at_content, remember, remember_content
        from briefgen.upkeep.asking import all_values, get_value

        project = here()
        seen = look_at_content(project) if arguments and on != "today" else None
        answer = get_value(project, path, day(on))
        said = "\n".join(answer_lines(answer))
        echo(said)
        if seen and not on and (told := all_values(project, answer_lines, NOT_SUPPLIED)):
            remember_content(seen, told)
        elif answer.known:
            remember(seen, arguments or (), (), f"{shown(said)}\n")
        if not answer.known:
            sys.exit(1)


@main.command("set", context_settings={"ignore_unknown_options": True})
@click.argument("path", required=False)
@click.argument("value", required=False)
@click.option("--as-of", metavar="DATE", help="A figure's new value is of that date; the old one goes to its history.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Where the figure comes from; repeatable.")
@click.option("--qualifier", type=click.Choice(QUALIFIERS), help="Whether the number is exact or rough.")
@learning
def set_value(
    path: str | None,
    value: str | None,
    as_of: str | None,
    sources: tuple[str, ...],
    qualifier: str | None,
    since: str | None,
    always: bool,
) -> None:
    """Set the VALUE at PATH in the content, such as events[wssf-2019].state held; null empties a field.

    Comments, order and layout of the file stay as they are. Lists are written [a, b], mappings {ka: …, en: …}. In a
    terminal it asks for what you don't name.
    """
    with plain_mistakes():
        from briefgen.upkeep import editing

        more: dict[str, Any] = {"as_of": as_of, "sources": sources, "qualifier": qualifier}
        agree = None
        if value is None and asking.can_ask():
            path = asking.where(here(), path, "set")
            value, answered = asking.value(here(), path)
            more |= {name: each for name, each in answered.items() if not more[name]}
            agree = asking.agree
        to, words = asking.need(path, "path"), asking.need(value, "value")
        project = here()

        def change(since: str | None, always: bool) -> Edited:
            return editing.set_value(project, to, words, since=since, always=always, agree=agree, **more)

        tell(change, since, always=always)


@main.command()
@click.argument("path")
@click.option("--anyway", is_flag=True, help="Even if something refers to it.")
@learning
def remove(path: str, anyway: bool, since: str | None, always: bool) -> None:
    """Take the entry or field at PATH out of the content, such as people.persons[breuer].

    Refused while something refers to it. With --since it stays in its file, marked, for the editions of before.
    """
    with plain_mistakes():
        from briefgen.upkeep.editing import remove_value

        project = here()

        def change(since: str | None, always: bool) -> Edited:
            return remove_value(project, path, since=since, always=always, anyway=anyway)

        tell(change, since, always=always)


@main.command()
@click.argument("path")
@click.option("--up/--down", required=True, help="Whether it changes places with the one above it, or below.")
def move(path: str, up: bool) -> None:
    """Move the entry at PATH, such as association.goals.items[rights], up or down in its list, in every edition.

    The order of the content is that of the page.
    """
    with plain_mistakes():
        from briefgen.upkeep.editing import move_entry

        echo("\n".join(move_entry(here(), path, up=up).notes))


@main.command()
@click.argument("path", required=False)
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="A field, such as name.ka=…; repeatable.")
@click.option(
    "--from",
    "sheet",
    type=Typed(exists=True, dir_okay=False),
    metavar="FILE",
    help="Recipients from a table, CSV or XLSX; --field NAME=VALUE is what they all have.",
)
@click.option("--yes", is_flag=True, help="Don't ask whether to add what a table has; for scripts.")
@click.option(
    "--ends-earlier/--keep-earlier",
    default=None,
    help="Whether a new term ends the one before it; by itself it does, but for one that is verified.",
)
@learning
def add(
    path: str | None,
    fields: tuple[str, ...],
    sheet: Path | None,
    yes: bool,
    ends_earlier: bool | None,
    since: str | None,
    always: bool,
) -> None:
    """Add an entry to the list at PATH, such as people.terms.

    Without --field it asks, field by field, in a terminal; elsewhere the entry is read from stdin, as YAML.

    briefgen add recipients --from FILE reads who gets the briefs from a table, shows them and asks.
    """
    with plain_mistakes():
        pairs = _pairs(fields)
        ask = not pairs and sheet is None and asking.can_ask()
        if ask:
            path = asking.where(here(), path, "add")
        to = asking.need(path, "path")
        if to == "recipients":
            _add_recipients(asking.recipient(here()) if ask else pairs, sheet, yes=yes, ask=ask)
            return
        if sheet:
            raise click.UsageError("only recipients are read from a table: briefgen add recipients --from FILE")
        _add_entry(to, pairs, ask=ask, ends_earlier=ends_earlier, since=since, always=always)


def _pairs(fields: Sequence[str]) -> list[tuple[str, str]]:
    if wrong := [field for field in fields if "=" not in field]:
        raise click.UsageError(f"--field {wrong[0]}: write NAME=VALUE")
    return [(name, value) for name, _, value in (field.partition("=") for field in fields)]


def _add_entry(
    to: str, pairs: list[tuple[str, str]], *, ask: bool, ends_earlier: bool | None, since: str | None, always: bool
) -> None:
    from briefgen.upkeep.editing import add_entry

    if not pairs and not ask and sys.stdin.isatty():
        raise click.UsageError("name the fields with --field NAME=VALUE, or send the entry as YAML")
    project = here()
    entry = asking.entry(project, to) if ask else pairs or sys.stdin.read()
    agree = asking.agree if ask else None

    def change(since: str | None, always: bool) -> Edited:
        return add_entry(project, to, entry, ends_earlier=ends_earlier, since=since, always=always, agree=agree)

    tell(change, since, always=always)


def _add_recipients(pairs: list[tuple[str, str]], sheet: Path | None, *, yes: bool, ask: bool) -> None:
    from briefgen.upkeep.enrolling import enrol, prepare_recipients

    if not pairs and sheet is None and sys.stdin.isatty():
        raise click.UsageError(
            "name the fields, --field id=ana --field name=… --field email=… --field language=ka --field"
            " ceiling=internal; or a table, --from FILE.xlsx"
        )
    project = here()
    entry = "" if pairs or sheet else sys.stdin.read()
    people = prepare_recipients(project, pairs, entry=entry, table=sheet)
    for note in people.notes:
        echo(note)
    if (sheet or ask) and people.new and not _agreed(people, yes=yes):
        echo("nothing was added")
        return
    written = enrol(project, people).files
    echo(f"added to {written[0]}: {', '.join(one.id for one in people.new)}" if written else "nobody to add")


def _agreed(people: Enrolment, *, yes: bool) -> bool:
    from briefgen.cli.mail_tables import show_people

    show_people(people)
    count = f"{len(people.new)} recipient{'' if len(people.new) == 1 else 's'}"
    return yes or click.confirm(f"Add {count} to {people.name}?")

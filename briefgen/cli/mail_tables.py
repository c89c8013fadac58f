"""What `send` shows: who gets what, how far a run is, what became of each letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from briefgen.cli.outbox_tables import ask_for_decisions
from briefgen.cli.tables import letters, local_time, show_table, wide_console
from briefgen.cli.terminal import new_console
from briefgen.mailing.letter.calendar import has_calendar
from briefgen.mailing.outbox import outbox_name
from briefgen.mailing.ways import way_of

if TYPE_CHECKING:
    from briefgen.mailing.ledger.book import Ledger, Message
    from briefgen.mailing.ledger.marks import Elsewhere
    from briefgen.mailing.plan import PlanRow, Sending
    from briefgen.mailing.ways.base import Outcome
    from briefgen.upkeep.enrolling import Enrolment

_CALENDAR = "the event, calendar file"
_MOST_NEWS = 3  # lines about what is new to one recipient
_MOST_ROWS = 40  # of the closing table; of more letters it lists those that weren't sent
_GONE = ("sent", "drafted")


def show_plan(sending: Sending, ledger: Ledger) -> None:
    """Show who gets what, and who doesn't and why not."""
    console = wide_console()
    facts = sending.issued.facts
    console.print(
        f"[bold]{facts.edition}, version {facts.version}[/bold], as of {facts.as_of}, issued {facts.issued}, "
        f"«{escape(_marking(sending))}»"
    )
    rows = [
        *(_new(sending, row) for row in sending.new),
        *(_waiting(sending, ledger, number) for number in sending.waiting),
    ]
    show_table(console, ("To", "Language", "Files", "Since their last copy"), rows)
    _show_others(console, sending)
    for one in sending.drafts:
        drop = f'briefgen outbox settle {one.id} drop --because "deleted"'
        told = f"A draft of version {one.version} to {one.name} lies in the mailbox still"
        console.print(escape(f"{told}: delete it there, then type: {drop}"), style="bold")
    rows_to = [row.reply_to.address if row.reply_to else sending.account.sender for row in sending.rows]
    console.print(f"Answers go to {escape(', '.join(dict.fromkeys(rows_to)))}")


def _new(sending: Sending, row: PlanRow) -> tuple[str, str, str, str]:
    to = f"{escape(row.recipient.name)}\n{escape(row.recipient.email)}"
    files = [*_files(sending, row), *(f"({lack})" for lack in row.share.lacks)]
    return to, row.recipient.language, "\n".join(files), "\n".join(_news(sending, row))


def _waiting(sending: Sending, ledger: Ledger, number: int) -> tuple[str, str, str, str]:
    letter = ledger.message(number)
    names = [f"{_kind(sending, file.name)} ({_kb(file.size)})" for file in ledger.files(number)]
    names += [_CALENDAR] if has_calendar(ledger.wire(number)) else []
    to = f"{escape(letter.name)}\n{escape(letter.address)}"
    return to, letter.language, "\n".join(names), f"planned {local_time(letter.created)}, goes on"


def _show_others(console: Console, sending: Sending) -> None:
    """Show what else there is to know: letters from elsewhere, who has it, what is taken back, who gets nothing."""
    for one in sending.elsewhere:
        console.print(escape(_told(one, sending)), style="bold")
    if sending.later:
        console.print(f"[bold]A later edition was issued, too: {sending.later}. Is this the one that you mean?[/bold]")
    if had := [f"{row.recipient.name} ({row.share.had})" for row in sending.rows if row.share.had]:
        console.print(f"Have it already: {escape(', '.join(had))}")
    for number, why in sending.forbidden.items():
        console.print(f"To be taken back: letter {number}, since {escape(why)}")
    refused = [f"  {row.recipient.name}: {row.share.refusal}" for row in sending.rows if row.share.refusal]
    refused += [f"  {row.recipient.name}: {_refused_before(row, letter)}" for row, letter in sending.held]
    if refused:
        console.print("\n".join(["Not sent:", *map(escape, refused)]))


def _refused_before(row: PlanRow, letter: Message) -> str:
    return (
        f"the last letter to {letter.address} was refused on {local_time(letter.at, day=True)} ({letter.reply}); mend "
        f"the address, or, if it is right, type: --to {row.recipient.id}"
    )


def question(sending: Sending) -> str:
    """Return what is asked before anything goes out."""
    number = len(sending.new) + len(sending.waiting)
    if not number:
        return f"Take back {letters(len(sending.forbidden))}?"
    rows = [row for row in sending.rows if not row.left_out and (row.briefs or row.share.waiting)]
    languages = Counter(row.recipient.language for row in rows)
    told = ", ".join(f"{count} {language}" for language, count in sorted(languages.items()))
    account = sending.account
    twice = "" if sending.reason or not sending.twice else ", although some may get it twice"
    way = way_of(account)
    does = way.DOES.format(letters=f"{letters(number)} ({told})", sender=account.sender, where=way.where(account))
    return f"{does}{twice}?"


@contextmanager
def progress(total: int) -> Iterator[Callable[[Message, Outcome], None]]:
    """Show how far a run is, and at once what didn't go; gives what is to be told of each try."""
    console = new_console(stderr=True, highlight=False)
    columns = (TextColumn("Sending"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[to]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, to="")

        def told(message: Message, outcome: Outcome) -> None:
            if outcome.kind not in _GONE:
                bar.console.print(f"{outcome.kind}: {escape(message.name)}: {escape(outcome.reply)}")
            bar.update(task, advance=outcome.kind != "deferred", to=escape(message.name))

        yield told


def show_result(messages: Sequence[Message], *, stopped: bool) -> None:
    """Show what became of each letter of a run."""
    console = wide_console()
    shown = messages if len(messages) <= _MOST_ROWS else [one for one in messages if one.state not in _GONE]
    rows = [
        (str(one.id), f"{escape(one.name)}\n{escape(one.address)}", one.state, local_time(one.at), escape(one.reply))
        for one in shown
    ]
    show_table(console, ("No.", "To", "State", "When", "The server said"), rows)
    counts = Counter(one.state for one in messages)
    told = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    console.print(f"{letters(len(messages))}: {told}" if messages else "no letter")
    if stopped:
        console.print("Stopped by you.")
    if waiting := [one for one in messages if one.state in ("planned", "deferred")]:
        due = min((one.next_try for one in waiting if one.next_try), default=None)
        best = f", best after {local_time(due)}" if due else ""
        console.print(f"Not sent yet: {len(waiting)}. The same command goes on where this one was{best}.")
    if drafts := sum(one.state == "drafted" for one in messages):
        lie = "1 draft lies" if drafts == 1 else f"{drafts} drafts lie"
        console.print(
            f"{lie} in the mailbox: look at them there, and send them; briefgen outbox look then asks which were sent."
        )
    ask_for_decisions(console, [one for one in messages if one.state == "uncertain"])


def _marking(sending: Sending) -> str:
    """Return the name of the marking that counts, and that of what was issued if it is another one."""

    def name(id: str) -> str:
        path = sending.content.index["markings"].get(id)
        names = sending.content.items[path].value.name.root if path else {}
        return str(names.get(sending.project.settings.languages[0], id))

    issued = sending.content.editions[sending.issued.facts.edition].marking
    return name(issued) if issued == sending.marking else f"{name(sending.marking)} today, issued as {name(issued)}"


def _files(sending: Sending, row: PlanRow) -> Iterator[str]:
    printed = sending.issued.facts.files
    for brief in row.briefs:
        for file in row.share.files[brief]:
            pages = printed[file].pages
            length = f", {pages} page{'' if pages == 1 else 's'}" if pages else ""
            locked = ", locked" if row.recipient.protect else ""
            yield f"{_kind(sending, file)} ({_kb(printed[file].bytes)}{length}{locked})"
    if sending.has_calendar(row):
        yield _CALENDAR


def _news(sending: Sending, row: PlanRow) -> Iterator[str]:
    had, facts = row.had, sending.issued.facts
    if had is None:
        yield "not known here" if sending.elsewhere else "their first"
        return
    same = (had.edition, had.version) == (facts.edition, facts.version)
    name = f"version {had.version}" if had.edition == facts.edition else f"{had.edition}@{had.version}"
    why = f": {escape(sending.reason)}" if same else ""
    yield f"have {'this one' if same else name}, {local_time(had.at, day=True)}{why}"
    news = sending.news(row)
    yield from (f"• {escape(line)}" for line in news[:_MOST_NEWS])
    if len(news) > _MOST_NEWS:
        yield f"• and {len(news) - _MOST_NEWS} more"


def show_people(asked: Enrolment) -> None:
    """Show recipients who would be added."""
    rows = [
        (one.id, f"{escape(one.name)}\n{escape(one.email)}", one.language, one.ceiling, ", ".join(one.groups))
        for one in asked.new
    ]
    show_table(wide_console(), ("Id", "To", "Language", "May get up to", "Groups"), rows)


def _told(one: Elsewhere, sending: Sending) -> str:
    """Return what is to be said of letters that this outbox doesn't know of."""
    days = one.first if one.first == one.last else f"{one.first} to {one.last}"
    where = "this outbox, of which an older copy lies here" if one.own else "another outbox"
    told = f"{letters(one.letters)} with version {one.version} went out from {where}, {days} ({one.file})"
    up_to = told if one.letters == 1 else f"Up to {told}"
    if one.version != sending.issued.facts.version:
        return f"{up_to}: nobody knows here to whom, so letters can't say what is new since."
    folder = outbox_name(sending.project)
    return (
        f"{up_to}: nobody knows here to whom, and they would get it twice. If the {folder} of then is on another "
        "computer, send from there, or bring it here."
    )


def _kind(sending: Sending, file: str) -> str:
    brief, _, format = sending.issued.facts.of(file)
    return f"{brief}, {format.label}"


def _kb(size: int) -> str:
    return f"{size / 1000:.0f} KB"

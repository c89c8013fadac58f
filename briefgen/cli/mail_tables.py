"""What `send` and `outbox` show: who gets what, what became of it, who has what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from briefgen.cli.terminal import new_console
from briefgen.mailing.letter.calendar import has_calendar
from briefgen.mailing.outbox import outbox_name
from briefgen.mailing.ways import way_of

if TYPE_CHECKING:
    from briefgen.mailing.drafts import Looked
    from briefgen.mailing.ledger.book import Delivery, FileTrace, Ledger, Message
    from briefgen.mailing.ledger.marks import Elsewhere
    from briefgen.mailing.plan import PlanRow, Sending
    from briefgen.mailing.ways.base import Outcome
    from briefgen.upkeep.enrolling import Enrolment

_CALENDAR = "the event, calendar file"
_MOST_NEWS = 3  # lines about what is new to one recipient
_WIDE = 200  # columns, where there is no terminal
_MOST_ROWS = 40  # of the closing table; of more letters it lists those that weren't sent
_GONE = ("sent", "drafted")
_WAITS = {
    "drafted": "lies in the mailbox as a draft",
    "planned": "waits, not tried yet",
    "deferred": "was put off",
    "sending": "is being sent at this moment",
    "uncertain": "may have arrived or not",
}


def show_plan(sending: Sending, ledger: Ledger) -> None:
    """Show who gets what, and who doesn't and why not."""
    console = _console()
    facts = sending.issued.facts
    console.print(
        f"[bold]{facts.edition}, version {facts.version}[/bold], as of {facts.as_of}, issued {facts.issued}, "
        f"«{escape(_marking(sending))}»"
    )
    rows = [
        *(_new(sending, row) for row in sending.new),
        *(_waiting(sending, ledger, number) for number in sending.waiting),
    ]
    _show(console, ("To", "Language", "Files", "Since their last copy"), rows)
    _show_others(console, sending)
    for one in sending.drafts:
        drop = f'briefgen outbox settle {one.id} drop --because "deleted"'
        told = f"A draft of version {one.version} to {one.name} lies in the mailbox still"
        console.print(escape(f"{told}: delete it there, then type: {drop}"), style="bold")
    answers = sending.reply_to.address if sending.reply_to else sending.account.sender
    console.print(f"Answers go to {escape(answers)}")


def _new(sending: Sending, row: PlanRow) -> tuple[str, str, str, str]:
    to = f"{escape(row.recipient.name)}\n{escape(row.recipient.email)}"
    files = [*_files(sending, row), *(f"({lack})" for lack in row.share.lacks)]
    return to, row.recipient.language, "\n".join(files), "\n".join(_news(sending, row))


def _waiting(sending: Sending, ledger: Ledger, number: int) -> tuple[str, str, str, str]:
    letter = ledger.message(number)
    names = [f"{_kind(sending, file.name)} ({_kb(file.size)})" for file in ledger.files(number)]
    names += [_CALENDAR] if has_calendar(ledger.wire(number)) else []
    to = f"{escape(letter.name)}\n{escape(letter.address)}"
    return to, letter.language, "\n".join(names), f"planned {_time(letter.created)}, goes on"


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
    if refused := [f"  {row.recipient.name}: {row.share.refusal}" for row in sending.rows if row.share.refusal]:
        console.print("\n".join(["Not sent:", *map(escape, refused)]))


def question(sending: Sending) -> str:
    """Return what is asked before anything goes out."""
    number = len(sending.new) + len(sending.waiting)
    if not number:
        return f"Take back {_letters(len(sending.forbidden))}?"
    languages = Counter(row.recipient.language for row in sending.rows if row.briefs or row.share.waiting)
    told = ", ".join(f"{count} {language}" for language, count in sorted(languages.items()))
    account = sending.account
    twice = "" if sending.reason or not sending.twice else ", although some may get it twice"
    way = way_of(account)
    does = way.DOES.format(letters=f"{_letters(number)} ({told})", sender=account.sender, where=way.where(account))
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
    console = _console()
    shown = messages if len(messages) <= _MOST_ROWS else [one for one in messages if one.state not in _GONE]
    rows = [
        (str(one.id), f"{escape(one.name)}\n{escape(one.address)}", one.state, _time(one.at), escape(one.reply))
        for one in shown
    ]
    _show(console, ("No.", "To", "State", "When", "The server said"), rows)
    counts = Counter(one.state for one in messages)
    told = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    console.print(f"{_letters(len(messages))}: {told}" if messages else "no letter")
    if stopped:
        console.print("Stopped by you.")
    if waiting := [one for one in messages if one.state in ("planned", "deferred")]:
        due = min((one.next_try for one in waiting if one.next_try), default=None)
        best = f", best after {_time(due)}" if due else ""
        console.print(f"Not sent yet: {len(waiting)}. The same command goes on where this one was{best}.")
    if drafts := sum(one.state == "drafted" for one in messages):
        lie = "1 draft lies" if drafts == 1 else f"{drafts} drafts lie"
        console.print(
            f"{lie} in the mailbox: look at them there, and send them; briefgen outbox look then asks which were sent."
        )
    _ask_for_decisions(console, [one for one in messages if one.state == "uncertain"])


def show_looked(looked: Looked) -> None:
    """Show what a mailbox shows of its drafts."""
    console = _console()
    for one in looked.sent:
        console.print(escape(f"letter {one.id} to {one.name} was sent: {one.reply}"))
    for one in looked.gone:
        console.print(
            escape(
                f"letter {one.id} to {one.name} isn't there any more: if you sent it, type briefgen outbox settle"
                f' {one.id} sent --because "how you know"; if you deleted it, drop instead of sent'
            )
        )
    if looked.drafts:
        lie = "1 draft lies" if len(looked.drafts) == 1 else f"{len(looked.drafts)} drafts lie"
        console.print(f"{lie} there still")
    for one in looked.elsewhere:
        console.print(
            escape(f"letter {one.id} to {one.name} is a draft of {one.mailbox}, which isn't [mail] sender: look there")
        )
    if not (looked.sent or looked.gone or looked.drafts or looked.elsewhere):
        console.print("no drafts to look for")


def show_deliveries(deliveries: Sequence[Delivery], ledger: Ledger) -> None:
    """Show what went to whom, the newest last, and what a person has to decide."""
    console = _console()
    if not deliveries:
        console.print("nothing was sent")
        return
    rows = []
    for one in sorted(deliveries, key=lambda one: (one.message.created, one.message.id)):
        message = one.message
        hashes = [file.issued_sha256[:12] + "…" for file in ledger.files(message.id) if file.brief == one.brief]
        to = f"{message.name} ({one.recipient})" if message.name else one.recipient
        again = f"\ncopy {one.copy}: {message.reason}" if one.copy > 1 and message.reason else ""
        rows.append(
            (
                str(message.id),
                one.edition,
                str(one.version),
                f"{one.brief} {message.language}",
                escape(f"{to}{again}"),
                one.state,
                _time(one.at),
                "\n".join(hashes),
            )
        )
    _show(console, ("No.", "Edition", "Version", "Brief", "To", "State", "When", "SHA-256 as issued"), rows)
    messages = {one.message.id: one.message for one in deliveries}.values()
    for message in messages:
        if message.state in _WAITS:
            told = f": {message.reply}" if message.reply else ""
            console.print(escape(f"Letter {message.id} to {message.name} {_WAITS[message.state]}{told}"))
    if any(message.state in ("planned", "deferred") for message in messages):
        drop = 'briefgen outbox settle NUMBER drop --because "why"'
        console.print(escape(f"What waits goes on with briefgen send EDITION, or is dropped: {drop}"))
    _ask_for_decisions(console, [one for one in messages if one.state == "uncertain"])


def _ask_for_decisions(console: Console, uncertain: Sequence[Message]) -> None:
    for one in uncertain:
        settle = f'briefgen outbox settle {one.id} sent|again|drop --because "how you know"'
        console.print(escape(f"Ask {one.name} whether letter {one.id} arrived, then type: {settle}"))


def show_found(hash: str, found: Sequence[FileTrace]) -> None:
    """Show who got a file."""
    console = _console()
    if not found:
        console.print(f"no file with the SHA-256 {escape(hash[:12])}… was sent")
        return
    for one in found:
        message = one.message
        to = f"{message.name} <{message.address}>" if message.name else message.recipient
        who = escape(f"{to}, {message.state} {_time(message.at)}, letter {message.id}")
        console.print(f"{one.file.name} of {message.edition}@{message.version} ({one.file.issued_sha256[:12]}…): {who}")


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
    yield f"have {'this one' if same else name}, {_time(had.at, day=True)}{why}"
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
    _show(_console(), ("Id", "To", "Language", "May get up to", "Groups"), rows)


def _told(one: Elsewhere, sending: Sending) -> str:
    """Return what is to be said of letters that this outbox doesn't know of."""
    days = one.first if one.first == one.last else f"{one.first} to {one.last}"
    where = "this outbox, of which an older copy lies here" if one.own else "another outbox"
    told = f"{_letters(one.letters)} with version {one.version} went out from {where}, {days} ({one.file})"
    up_to = told if one.letters == 1 else f"Up to {told}"
    if one.version != sending.issued.facts.version:
        return f"{up_to}: nobody knows here to whom, so letters can't say what is new since."
    folder = outbox_name(sending.project)
    return (
        f"{up_to}: nobody knows here to whom, and they would get it twice. If the {folder} of then is on another "
        "computer, send from there, or bring it here."
    )


def _letters(number: int) -> str:
    return f"{number} letter{'' if number == 1 else 's'}"


def _time(at: datetime, *, day: bool = False) -> str:
    return at.astimezone().strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")


def _kind(sending: Sending, file: str) -> str:
    brief, _, format = sending.issued.facts.of(file)
    return f"{brief}, {format.label}"


def _kb(size: int) -> str:
    return f"{size / 1000:.0f} KB"


def _show(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, or where it would break words (names and addresses are what people look for) a list."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "To")
    listed = Table.grid(padding=(0, 2))
    listed.add_column(max_width=10)
    listed.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
        for column, value in zip(columns, row, strict=True):
            listed.add_row(column, value)
        listed.add_row()
    if rows:
        fits = Measurement.get(console, console.options.update(width=_WIDE * 10), table).minimum <= console.width
        console.print(table if fits else listed)


def _console() -> Console:
    console = new_console(highlight=False)
    if not console.is_terminal:  # a file or another program has no width
        console.width = max(console.width, _WIDE)
    return console

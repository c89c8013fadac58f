"""What `send` and `outbox` show: who gets what, what became of it, who has what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from briefgen.delivery.ledger import Delivery, Found, Ledger, Message
    from briefgen.delivery.post import Summary
    from briefgen.delivery.smtp import Outcome
    from briefgen.send import Row, Sending

_MOST_NEWS = 3  # lines about what is new to one recipient
_MOST_ROWS = 40  # of the closing table; of more letters it lists those that weren't sent
_WAITS = {"planned": "not tried yet", "deferred": "put off", "uncertain": "may have arrived or not"}


def show_plan(sending: Sending) -> None:
    """Show who gets what, and who doesn't and why not."""
    console = _console()
    facts = sending.issued.facts
    marking = sending.content.entity("markings", sending.content.editions[facts.edition].marking)
    name = marking.name.root.get(sending.project.settings.languages[0], marking.id)
    console.print(
        f"[bold]{facts.edition}, version {facts.version}[/bold], as of {facts.as_of}, issued {facts.issued}, "
        f"«{escape(name)}»"
    )
    if sending.new:
        table = Table("To", "Language", "Files", "Since their last copy", box=box.SIMPLE_HEAD)
        for row in sending.new:
            table.add_row(
                f"{escape(row.recipient.name)}\n{escape(row.recipient.email)}",
                row.recipient.language,
                "\n".join(_files(sending, row)),
                "\n".join(_news(sending, row)),
            )
        console.print(table)
    if sending.later:
        console.print(f"[bold]A later edition was issued, too: {sending.later}. Is this the one that you mean?[/bold]")
    if going_on := [row for row in sending.rows if row.share.waiting and not row.share.refusal]:
        names = ", ".join(row.recipient.name for row in going_on)
        console.print(f"Goes on, planned before: {escape(names)}")
    for number, why in sending.forbidden.items():
        console.print(f"Taken back: letter {number}, since {escape(why)}")
    refused = [row for row in sending.rows if row.share.refusal]
    if refused:
        console.print("Not sent:")
        for row in refused:
            console.print(f"  {escape(row.recipient.name)}: {escape(row.share.refusal)}")


def question(sending: Sending) -> str:
    """Return what is asked before anything goes out."""
    number = len(sending.new) + len(sending.waiting)
    account = sending.account
    return f"Send {_letters(number)} from {account.sender}, through {account.server}?"


@contextmanager
def progress(total: int) -> Iterator[Callable[[Message, Outcome], None]]:
    """Show how far a run is, and at once what didn't go; gives what is to be told of each try."""
    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("Sending"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[to]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, to="")

        def told(message: Message, outcome: Outcome) -> None:
            if outcome.kind != "sent":
                bar.console.print(f"{outcome.kind}: {escape(message.name)}: {escape(outcome.reply)}")
            bar.update(task, advance=outcome.kind != "deferred", to=escape(message.name))

        yield told


def show_result(messages: Sequence[Message], done: Summary) -> None:
    """Show what became of each letter of a run."""
    console = _console()
    shown = messages if len(messages) <= _MOST_ROWS else [one for one in messages if one.state != "sent"]
    if shown:
        table = Table("No.", "To", "State", "When", "The server said", box=box.SIMPLE_HEAD)
        for one in shown:
            table.add_row(
                str(one.id), f"{escape(one.name)}\n{escape(one.address)}", one.state, _time(one.at), escape(one.reply)
            )
        console.print(table)
    counts = ", ".join(f"{number} {state}" for state, number in sorted(done.counts.items()))
    console.print(f"{_letters(len(messages))}: {counts}")
    if done.interrupted:
        console.print("Stopped by you. The same command goes on where this one was.")
    elif done.next_try:
        console.print(f"Put off by the server; the same command tries them again, best after {_time(done.next_try)}.")
    if done.counts.get("uncertain"):
        console.print("Uncertain ones may have arrived or not. Ask, then: briefgen outbox settle NUMBER sent|again")


def show_deliveries(deliveries: Sequence[Delivery], ledger: Ledger) -> None:
    """Show what went to whom, the newest last, and what a person has to decide."""
    console = _console()
    if not deliveries:
        console.print("nothing was sent")
        return
    table = Table("No.", "Edition", "Brief", "To", "State", "When", "SHA-256 of what was issued", box=box.SIMPLE_HEAD)
    for one in sorted(deliveries, key=lambda one: (one.message.created, one.message.id)):
        hashes = [file.issued_sha256[:12] + "…" for file in ledger.files(one.message.id) if file.brief == one.brief]
        again = f" (copy {one.copy}: {one.message.reason})" if one.copy > 1 and one.message.reason else ""
        table.add_row(
            str(one.message.id),
            f"{one.edition}@{one.version}",
            f"{one.brief} {one.message.language}",
            escape(f"{one.message.name or one.recipient}{again}"),
            one.state,
            _time(one.at),
            "\n".join(hashes),
        )
    console.print(table)
    for message in {one.message.id: one.message for one in deliveries}.values():
        if message.state in _WAITS:
            told = f": {escape(message.reply)}" if message.reply else ""
            waits = _WAITS[message.state]
            console.print(f"Letter {message.id} to {escape(message.name)} is {message.state}, {waits}{told}")
    if any(one.state == "uncertain" for one in deliveries):
        console.print("Ask whether it arrived, then: briefgen outbox settle NUMBER sent|again|drop --because …")


def show_found(hash: str, found: Sequence[Found]) -> None:
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


def _files(sending: Sending, row: Row) -> Iterator[str]:
    printed = sending.issued.facts.files
    for brief in row.briefs:
        for file in row.share.files[brief]:
            pages = printed[file].pages
            length = f", {pages} page{'' if pages == 1 else 's'}" if pages else ""
            locked = ", locked" if row.recipient.protect else ""
            yield f"{file} ({printed[file].bytes / 1000:.0f} KB{length}{locked})"


def _news(sending: Sending, row: Row) -> Iterator[str]:
    had, facts = row.had, sending.issued.facts
    if had is None:
        yield "their first"
        return
    same = (had.edition, had.version) == (facts.edition, facts.version)
    name = f"version {had.version}" if had.edition == facts.edition else f"{had.edition}@{had.version}"
    yield f"have {'this one' if same else name}, {_time(had.at, day=True)}{': ' + sending.reason if same else ''}"
    news = sending.news(row)
    yield from (f"• {escape(line)}" for line in news[:_MOST_NEWS])
    if len(news) > _MOST_NEWS:
        yield f"• and {len(news) - _MOST_NEWS} more"


def _letters(number: int) -> str:
    return f"{number} letter{'' if number == 1 else 's'}"


def _time(at: datetime, *, day: bool = False) -> str:
    return at.astimezone().strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")


def _console() -> Console:
    return Console(highlight=False)

"""Lists for people: what is to be done, translations that wait, what was issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.issuing.log import Logged
    from briefgen.problems.diagnostics import Diagnostic
    from briefgen.upkeep.next_edition import Todo, TodoEntry
    from briefgen.upkeep.translations import Pending

_HEADINGS = {
    "missing": "Missing: write them",
    "behind": "Behind: the source has changed, bring them up to date",
    "unconfirmed": "To confirm: compare the texts",
}


def todo_text(todo: Todo) -> str:
    """Return the to-do list, each entry with its place and what helps."""
    if not todo.groups:
        return f"nothing is left to do for {todo.edition}"
    parts = [f"To do{f' for {todo.edition}' if todo.edition else ''}: {todo.number}"]
    for group, entries in todo.groups:
        help = f"\n{group.help}" if group.help else ""
        parts += [f"{group.heading} ({len(entries)}){help}", *map(_lines, entries)]
    return "\n\n".join(parts)


def _lines(entry: TodoEntry) -> str:
    first, *more = entry.found
    if more or not entry.path:
        lines = [entry.path, *(f"  {_at(one)}: {one.message}" for one in entry.found)]
    else:
        lines = [f"{entry.path}  ({_at(first)})", f"  {first.message}"]
    lines += [f"  {hint}" for hint in dict.fromkeys(one.hint for one in entry.found if one.hint)]
    lines += [f"  with it: {_at(one)}: {one.message}" for one in entry.under]
    lines += [f"  {entry.command}"] if entry.command else []
    return "\n".join(f"  {line}" for line in lines if line)


def _at(problem: Diagnostic) -> str:
    return f"{problem.place.file}:{problem.place.line}"


def translations_text(found: Iterable[Pending], main: str) -> str:
    """Return the translations that wait: grouped, with place and first words, and what to do."""
    found = list(found)
    if not found:
        return "every translation is confirmed"
    blocks = []
    for state, heading in _HEADINGS.items():
        if group := [one for one in found if one.state == state]:
            blocks += [f"{heading} ({len(group)})", *(_pending(one, main) for one in group)]
    counts = ", ".join(f"{number} {state}" for state in _HEADINGS if (number := sum(o.state == state for o in found)))
    blocks.append(f"{counts}\nWhat says the same: briefgen translations --accept PATH… (or --all)")
    return "\n\n".join(blocks)


def _pending(one: Pending, main: str) -> str:
    was = [(f"{main} before", one.before)] if one.before and one.before != one.source else []
    label = f"{one.language} until {one.until}" if one.until else one.language
    lines = [*was, (main, one.source or "–"), (label, one.translation or "–")]
    width = max(len(label) for label, _ in lines)
    return "\n".join([f"  {one.path}  ({one.place})", *(f"    {label:<{width}}  {words}" for label, words in lines)])


def log_text(logged: Iterable[Logged]) -> str:
    """Return what was issued: when, which files, how many pages, and whether all is as it was."""
    return "\n".join(line for one in logged for line in _logged(one)) or "nothing was issued yet"


def _logged(one: Logged) -> Iterator[str]:
    facts, faults = one.facts, one.faults
    if facts is None:
        yield from faults or ()
        return
    yield f"{one.name}  issued {facts.issued}, as of {facts.as_of}, content {facts.content[:7]}"
    for name, file in facts.files.items():
        pages = "" if file.pages is None else f", {file.pages} page{'' if file.pages == 1 else 's'}"
        holder = f", copy {file.copy} for {file.holder}" if file.copy else ""
        yield f"  {name}  {file.bytes / 1024:.0f} KB{pages}{holder}, SHA-256 {file.sha256[:12]}…"
    if faults is not None:
        yield from (f"  NOT AS ISSUED: {fault}" for fault in faults)
    if faults == ():
        yield "  every frozen file is as issued"

"""The log of what was issued, in words."""

from __future__ import annotations

from pathlib import Path

from briefgen.issued.store import Issued, IssueError, TamperedError, issued_editions, open_issued, versions


def log(content: Path, edition: str | None = None, *, verify: bool = False) -> tuple[str, bool]:
    """Return what was issued, of one edition or of all, and whether it is whole; `verify` looks at every file.

    Raises `IssueError` for an edition of which nothing was issued.
    """
    editions = issued_editions(content)
    if edition is not None and edition not in editions:
        raise IssueError(f"nothing was issued of {edition!r}; issued were: {', '.join(editions) or 'none'}")
    told: list[str] = []
    whole = True
    for id in editions if edition is None else [edition]:
        for version in versions(content, id):
            try:
                issued = open_issued(content, f"{id}@{version}")
            except TamperedError as error:
                told.append(str(error))
                whole = False
                continue
            told += _entry(issued)
            if verify:
                faults = issued.faults()
                whole = whole and not faults
                told += [f"  NOT AS ISSUED: {fault}" for fault in faults] or ["  every frozen file is as issued"]
    return "\n".join(told) if told else "nothing was issued yet", whole


def _entry(issued: Issued) -> list[str]:
    facts = issued.facts
    lines = [f"{issued.name}  issued {facts.issued}, as of {facts.as_of}, content {facts.content[:7]}"]
    for name, file in facts.files.items():
        pages = "" if file.pages is None else f", {file.pages} page{'' if file.pages == 1 else 's'}"
        lines.append(f"  {name}  {file.bytes / 1024:.0f} KB{pages}, SHA-256 {file.sha256[:12]}…")
    return lines

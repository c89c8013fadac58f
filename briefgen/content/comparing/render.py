"""Changes for reviewers: in the terminal, as JSON for a program, and as one HTML page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from itertools import groupby

from rich.text import Text

from briefgen.content.comparing.compare import Change, Side
from briefgen.content.comparing.telling import ReportLine, grouped
from briefgen.content.comparing.values import filled

FORMAT = "briefgen changes"
VERSION = 1

_STYLES = {"same": "", "gone": "red strike", "new": "green"}
_TAGS = {"gone": "del", "new": "ins"}


def text(a: Side, b: Side, changes: Sequence[Change]) -> Text:
    """Return the changes for a terminal; what is gone and what is new is told by marks as well as by colour."""
    out = Text()
    out.append(f"From {a.name} to {b.name}: {count(changes)}\n", "bold")
    for heading, lines in grouped(a, b, changes).items():
        of_changes = [list(each) for _, each in groupby(lines, key=_same_heading)]
        out.append(f"\n{heading} ({len(of_changes)})\n", "bold")
        for about in of_changes:
            out.append(f"  {about[0].about}" if about[0].about else "  ")
            out.append(f"{'  ' if about[0].about else ''}{_where(about[0])}\n", "dim")
            for line in about:
                out.append("    ")
                out.append(_before(line), "dim")
                for stretch in line.told:
                    before, after = {"gone": ("[-", "-]"), "new": ("{+", "+}")}.get(stretch.kind, ("", ""))
                    out.append(f"{before}{stretch.text}{after}", _STYLES[stretch.kind])
                out.append(f"  ({line.remark})\n" if line.remark else "\n", "dim")
    out.rstrip()
    return out


def plain_text(a: Side, b: Side, changes: Sequence[Change]) -> str:
    """Return what `text` says without colours."""
    return text(a, b, changes).plain


def as_json(a: Side, b: Side, changes: Sequence[Change]) -> str:
    """Return the changes for a program."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "from": _named(a),
        "to": _named(b),
        "changes": [filled(asdict(change)) for change in changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_html(a: Side, b: Side, changes: Sequence[Change]) -> str:
    """Return the changes as a page that needs nothing beside it."""
    title = f"From {a.name} to {b.name}"
    parts = [f"<h1>{escape(title)}</h1>\n<p>{escape(count(changes).capitalize())}.</p>"]
    for heading, lines in grouped(a, b, changes).items():
        of_changes = [list(each) for _, each in groupby(lines, key=_same_heading)]
        parts.append(f"<h2>{escape(heading)} ({len(of_changes)})</h2>\n<dl>")
        parts += map(_entry, of_changes)
        parts.append("</dl>")
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="briefgen">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}\n'
        "</body>\n</html>"
    )


def count(changes: Sequence[Change]) -> str:
    """Return how many changes there are, in words."""
    return "nothing changed" if not changes else f"{len(changes)} change{'' if len(changes) == 1 else 's'}"


_STYLE = """\
body { font: 16px/1.5 FiraGO, "Noto Sans Georgian", Sylfaen, sans-serif; color: #1c2733; background: #fff;
  max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #c5ccd3 }
dt { font-weight: 600; margin-top: .9rem } dd { margin: 0 }
code, .remark { font-size: .8rem; font-weight: 400; color: #5a6570 } code { overflow-wrap: anywhere }
del { color: #8f1d1d; background: #fbe9e7 } ins { color: #0b5a2a; background: #e6f4ea; text-decoration-thickness: 1px }
@media print { body { max-width: none; margin: 0 } dt { break-after: avoid } }
"""


def _same_heading(line: ReportLine) -> tuple[str, str, str]:
    """Return what lines have alike that stand below one another: a text in each language has its own heading."""
    return line.about, line.path, "" if line.part or line.side else line.language


def _where(line: ReportLine) -> str:
    return line.path + (f" [{line.language}]" if line.language and not (line.part or line.side) else "")


def _before(line: ReportLine) -> str:
    """Return what stands before a line that is one of several: whose it is, of what, and in which language."""
    named = (line.side, line.part, line.language) if line.part or line.side else ()
    return ", ".join(filter(None, named)) + ": " if named else ""


def _entry(lines: Sequence[ReportLine]) -> str:
    first = lines[0]
    about = f"{escape(first.about)} " if first.about else ""
    language = f" · {escape(first.language)}" if first.language and not (first.part or first.side) else ""
    said = "\n".join(map(_definition, lines))
    return f"<dt>{about}<code>{escape(first.path)}{language}</code></dt>\n{said}"


def _definition(line: ReportLine) -> str:
    lang = f' lang="{escape(line.language)}"' if line.language else ""
    told = "".join(
        f"<{tag}>{escape(stretch.text)}</{tag}>" if (tag := _TAGS.get(stretch.kind)) else escape(stretch.text)
        for stretch in line.told
    )
    before = f'<span class="remark" lang="en">{escape(words)}</span>' if (words := _before(line)) else ""
    remark = f' <span class="remark">({escape(line.remark)})</span>' if line.remark else ""
    return f"<dd{lang}>{before}{told}{remark}</dd>"


def _named(side: Side) -> dict[str, str]:
    return filled({"name": side.name, "edition": side.edition, "as_of": str(side.on) if side.on else ""})  # type: ignore[no-any-return]

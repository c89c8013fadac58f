"""Changes for reviewers: in the terminal, as JSON for a program, and as one HTML page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any, Literal, get_args, get_origin

from rich.text import Text

from briefgen.content.comparing.compare import EDITION, Change, Side
from briefgen.content.comparing.wording import Stretch, stretches
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import holders, successor
from briefgen.content.model import Content
from briefgen.content.schema.base import Translated
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.people import Term
from briefgen.content.walk import markers
from briefgen.problems.notes import Named, SchemaWord, Told, WordRow

FORMAT = "briefgen changes"
VERSION = 1

_GROUPS = {
    "state": Told("Events"),
    "figure": Told("Figures"),
    "people": Told("People and offices"),
    "added": Told("Added"),
    "removed": Told("Removed"),
    "moved": Told("Moved"),
    "reworded": Told("Reworded"),
    "changed": Told("Other values"),
}
_STYLES = {"same": "", "gone": "red strike", "new": "green"}
_TAGS = {"gone": "del", "new": "ins"}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A change as a reviewer reads it: what it is about, where it stands, and what was said and is said now."""

    about: str
    path: str
    told: tuple[Stretch, ...]
    remark: str = ""
    language: str = ""


def grouped(a: Side, b: Side, changes: Iterable[Change]) -> dict[str, list[ReportLine]]:
    """Return the changes under headings, each as a line; headings without changes are left out."""
    groups: dict[str, list[ReportLine]] = {heading: [] for heading in _GROUPS.values()}
    for change in changes:
        groups[_GROUPS["reworded"] if _is_text(a, b, change) else _heading(change)] += _lines(a, b, change)
    return {heading: lines for heading, lines in groups.items() if lines}


def text(a: Side, b: Side, changes: Sequence[Change]) -> Text:
    """Return the changes for a terminal; what is gone and what is new is told by marks as well as by colour."""
    out = Text()
    out.append(f"From {a.name} to {b.name}: {count(changes)}\n", "bold")
    for heading, lines in grouped(a, b, changes).items():
        out.append(f"\n{heading} ({len(lines)})\n", "bold")
        for line in lines:
            out.append(f"  {line.about}" if line.about else "  ")
            language = f" [{line.language}]" if line.language else ""
            out.append(f"{'  ' if line.about else ''}{line.path}{language}\n", "dim")
            out.append("    ")
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
        "changes": [_filled(asdict(change)) for change in changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_html(a: Side, b: Side, changes: Sequence[Change]) -> str:
    """Return the changes as a page that needs nothing beside it."""
    title = f"From {a.name} to {b.name}"
    parts = [f"<h1>{escape(title)}</h1>\n<p>{escape(count(changes).capitalize())}.</p>"]
    for heading, lines in grouped(a, b, changes).items():
        parts.append(f"<h2>{escape(heading)} ({len(lines)})</h2>\n<dl>")
        parts += [_entry(line) for line in lines]
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


def _entry(line: ReportLine) -> str:
    about = f"{escape(line.about)} " if line.about else ""
    language = f" · {escape(line.language)}" if line.language else ""
    lang = f' lang="{escape(line.language)}"' if line.language else ""
    told = "".join(
        f"<{tag}>{escape(stretch.text)}</{tag}>" if (tag := _TAGS.get(stretch.kind)) else escape(stretch.text)
        for stretch in line.told
    )
    remark = f' <span class="remark">({escape(line.remark)})</span>' if line.remark else ""
    return f"<dt>{about}<code>{escape(line.path)}{language}</code></dt>\n<dd{lang}>{told}{remark}</dd>"


# A change in words ---------------------------------------------------------------------------------------------------


def _heading(change: Change) -> str:
    people = change.kind == "office" or (change.path.startswith("people.") and change.kind in ("added", "removed"))
    figure = change.kind == "changed" and (_has_figure(change.old) or _has_figure(change.new))
    return _GROUPS["people" if people else "figure" if figure else change.kind]


def _is_text(a: Side, b: Side, change: Change) -> bool:
    """Tell whether a text came or went with all its languages."""
    there = (side.content.items.get(change.path) for side in (a, b))
    return change.kind == "changed" and any(item and isinstance(item.value, Translated) for item in there)


def _lines(a: Side, b: Side, change: Change) -> Iterator[ReportLine]:
    """Yield a change as a line, or of a text that came or went one for each language."""
    line = _line(a, b, change)
    if not _is_text(a, b, change):
        yield line
        return
    old, new = change.old or {}, change.new or {}
    for language in dict.fromkeys([*old, *new]):
        yield replace(line, told=stretches(old.get(language, ""), new.get(language, "")), language=language)


def _line(a: Side, b: Side, change: Change) -> ReportLine:
    old, new = a.content, b.content
    about = _called(new, change.path) or _called(old, change.path)
    remark = ""
    match change.kind:
        case "reworded":
            told = stretches(change.old or "", change.new or "")
        case "figure":
            told = _arrow(_figure(change.old), _figure(change.new))
            remark = _backing(change.new)
        case "office":
            told = _arrow(_persons(old, change.old), _persons(new, change.new))
            remark = WordRow("; ", _ended(a, b, change))
        case "moved":
            told = (Stretch("same", _now_stands(new, change)),)
        case "added" | "removed":
            kind: Any = "new" if change.kind == "added" else "gone"
            entry = _with_names(new, change.path, change.new) or _with_names(old, change.path, change.old)
            told = (Stretch(kind, _entry_words(entry)),)
            remark = _backing(change.new)
        case _ if isinstance(change.old, str) and isinstance(change.new, str) and " " in change.old:
            told = stretches(change.old, change.new)
        case _:
            was, now = _with_names(old, change.path, change.old), _with_names(new, change.path, change.new)
            told = _arrow(
                _concluded(a, change.path, was) or _short(was), _concluded(b, change.path, now) or _short(now)
            )
    return ReportLine(about, change.path, told, remark, change.language)


def _concluded(side: Side, path: str, value: Any) -> str:
    """Return when a term ends of which no end is written: with an election, or when the next one in its office starts.

    "" of all else.
    """
    above, _, field = path.rpartition(".")
    item = _known(side).items.get(above)
    if value is not None or field != "end" or item is None or not isinstance(item.value, Term):
        return ""
    if item.value.end is not None:
        return Told("with an election whose result isn't known: {day}", day=item.value.end)
    next_one = successor(_known(side).people.terms, item.value)
    return Told("when the next term starts: {day}", day=next_one.start) if next_one else ""


def _ended(a: Side, b: Side, change: Change) -> Iterator[str]:
    """Yield what ended the terms of those who held an office before, where no end is written: no field says it."""
    office = change.path.rpartition("[")[2].rstrip("]")
    before = holders(_known(a).people.terms, office, a.on) if a.on else []
    now = {term.id: term for term in _known(b).people.terms}
    for term in before:
        if term.person in change.new or term.id not in now or now[term.id].end is not None:
            continue
        if next_one := successor(now.values(), term):
            yield Told(
                "{person}: the end of the term follows from the start of the next one, {day}",
                person=_persons(a.content, [term.person]),
                day=next_one.start,
            )


def _known(side: Side) -> Content:
    return known_at(side.content, side.on) if side.on else side.content


def _arrow(old: str, new: str) -> tuple[Stretch, ...]:
    return Stretch("gone", old), Stretch("same", " → "), Stretch("new", new)


def _figure(reading: Mapping[str, Any] | None) -> str:
    if reading is None:
        return Told("nothing")
    number = str(reading["value"])
    match reading["qualifier"]:
        case "more-than":
            return Told("more than {number}", number=number)
        case "at-least":
            return Told("at least {number}", number=number)
        case "about":
            return Told("about {number}", number=number)
        case "up-to":
            return Told("up to {number}", number=number)
    return number


def _now_stands(content: Content, change: Change) -> str:
    if not change.after:
        return Told("now the first")
    item = content.items.get(f"{change.path.rpartition('[')[0]}[{change.after}]")
    name = (_name(item.value) or _name_behind(content, item.value)) if item else ""
    return Told("now behind {entry}", entry=name or change.after)


def _backing(entry: Mapping[str, Any] | None) -> str:
    """Return what stands behind a fact: its date and its sources."""
    entry = entry or {}
    as_of = Told("as of {day}", day=entry["as_of"]) if entry.get("as_of") else ""
    return WordRow("; ", [as_of, WordRow(", ", entry.get("sources") or ())])


def _persons(content: Content, ids: Sequence[str]) -> str:
    paths = content.index["persons"]
    names = [_name(content.items[paths[id]].value) if id in paths else id for id in ids]
    return WordRow(", ", names) or Told("nobody known")


def _name(entity: Any) -> str:
    words = next((words for field in ("name", "title", "label") if (words := getattr(entity, field, None))), None)
    return _in_all(words.root) if words is not None and hasattr(words, "root") else ""


def _in_all(texts: Mapping[str, str]) -> str:
    """Return a text in its first language, with those in the others; "" if there is none."""
    return Named(next(iter(texts.values())), texts) if texts else ""


def _called(content: Content, path: str) -> str:
    """Return the name of the nearest thing that has one, in the first language."""
    while path:
        item = content.items.get(path)
        if item is not None and (name := _name(item.value) or _name_behind(content, item.value)):
            return name
        path = path[: path.rindex("[")] if path.endswith("]") else path.rpartition(".")[0]
    return ""


def _name_behind(content: Content, entity: Any) -> str:
    """Return the name of the event that an entity tells of, or of the person whose term it is."""
    for kind, field in (("events", "event"), ("persons", "person")):
        path = content.index[kind].get(str(getattr(entity, field, None) or ""))
        if path and (name := _name(content.items[path].value)):
            return name
    return ""


def _entry_words(entry: Any) -> str:
    """Return the words by which one knows an entry: its text in the first language, else what it holds."""
    fields = entry if isinstance(entry, dict) else {}
    for name in ("text", "name", "title", "label", "term"):
        if isinstance(fields.get(name), dict) and fields[name]:
            return _in_all(fields[name])
    return _short(entry)


def _with_names(content: Content, path: str, value: Any) -> Any:
    """Return the value at a path with what its ids stand for, and with its choices as words of the schema.

    In English words an id is itself. The fields of the entity say what is what: an id may be one of another kind, or a
    choice of another field.
    """
    above, _, field = ("", "", "") if path.endswith("]") else path.rpartition(".")
    item = content.items.get(above or path)
    model = Edition if above == EDITION else type(item.value) if item else None
    fields = getattr(model, "model_fields", {})

    def named(field: str, said: Any) -> Any:
        kind = markers(fields[field])[0] if field in fields else None
        if isinstance(said, list):
            return [named(field, each) for each in said]
        if isinstance(said, str) and field in fields and _is_choice(fields[field].annotation):
            return SchemaWord("choice", said)
        at = content.index.get(kind or "", {}).get(said) if isinstance(said, str) else None
        called = _name(content.items[at].value) if at and at in content.items else ""
        return Named(said, called.texts) if isinstance(called, Named) else said

    if field:
        return named(field, value)
    return {name: named(name, each) for name, each in value.items()} if isinstance(value, dict) else value


def _is_choice(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or any(_is_choice(part) for part in get_args(annotation))


def _short(value: Any) -> str:
    """Return a value in words, without what is empty in it."""
    if value in (None, "", [], {}):
        return Told("nothing")
    if isinstance(value, list):
        return WordRow(", ", map(_short, value))
    if isinstance(value, dict):
        if _is_figure(value):
            backing = _backing(value)
            return Told("{figure} ({backing})", figure=_figure(value), backing=backing) if backing else _figure(value)
        named = ((SchemaWord("field", name), _short(each)) for name, each in _filled(value).items())
        return WordRow("; ", (Told("{field}: {value}", field=field, value=words) for field, words in named))
    if isinstance(value, bool):
        return Told("yes") if value else Told("no")
    return value if isinstance(value, str) else str(value)


def _is_figure(value: Any) -> bool:
    return isinstance(value, dict) and {"value", "qualifier"} <= value.keys()


def _has_figure(value: Any) -> bool:
    return isinstance(value, dict) and (_is_figure(value) or any(map(_has_figure, value.values())))


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _filled(each) for name, each in value.items() if each not in (None, "", [], {})}
    return [_filled(each) for each in value] if isinstance(value, list) else value


def _named(side: Side) -> dict[str, str]:
    return _filled({"name": side.name, "edition": side.edition, "as_of": str(side.on) if side.on else ""})  # type: ignore[no-any-return]

"""The last page of a draft: what is wrong in it and where, in words for its reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefgen.content.model import Values, root_of
from briefgen.document.lines import bind
from briefgen.document.tree import Cell, Document, Foreign, Heading, Inline, Paragraph, Row, Table, Text
from briefgen.problems.diagnostics import stops
from briefgen.todo.sheet import FOR_READERS, named
from briefgen.todo.tasks import N_, Task, Todo

# Where it is, if no thing that has a name holds it: messages of the catalogues, by the first step of a path.
_PARTS = {
    "cooperation": N_("Timeline of cooperation"),
    "events": N_("Events"),
    "people": N_("People and offices"),
    "places": N_("Countries and cities"),
    "sources": N_("Sources"),
    "glossary": N_("Glossary"),
}
_WHOLE = N_("the brief as a whole")
_STOPS = N_("to be mended before the brief is issued")


@dataclass(frozen=True, slots=True)
class DraftLanguage:
    """The draft's language: its interface messages, where its lines must not break, what its faces can't show."""

    language: str
    message: Callable[..., Text]
    bind: Callable[[str], str]
    missing_glyphs: Callable[[str], set[str]]


def with_problems(document: Document, problems: Todo, content: Values, words: DraftLanguage) -> Document:
    """Return the document with a last page that lists the problems, what keeps it from being issued first.

    What is wrong is said by messages of the catalogues, and where by the names of the content; reports, which may
    quote the staff's notes, codes, files and lines are for who mends it.
    """
    rows: dict[tuple[bool, tuple[str, str]], dict[str, Inline]] = {}
    for group, entries in problems.groups:
        for entry in entries:
            said = (group.heading, FOR_READERS.get(entry.found[0].code, ""))
            name, where = _where(entry, content, words)
            rows.setdefault((not stops(entry.found), said), {}).setdefault(name, where)
    if not rows:
        return document
    columns = (words.message("Problem"), words.message("Place"))
    head = Row(tuple(Cell((Paragraph((column,)),), "column") for column in columns))
    listed = sorted(rows.items(), key=lambda row: row[0][0])
    table = Table("problems", (head,), tuple(_row(*key, tuple(where.values()), words) for key, where in listed))
    heading = Heading(1, (words.message("Problems of this draft"),), new_page=True)
    return replace(document, blocks=(*document.blocks, heading, table))


def _row(can_wait: bool, said: tuple[str, str], where: Sequence[Inline], words: DraftLanguage) -> Row:
    group, wrong = (words.message(one).value if one else "" for one in said)
    found = words.message("{what}: {new}", what=group, new=wrong) if wrong else words.message(said[0])
    what = [found] if can_wait else [found, words.message(_STOPS)]
    places = [part for place in where for part in (Text("; "), place)][1:]
    return Row(
        (
            Cell(tuple(Paragraph(bind((line,), words.bind)) for line in what), "row"),
            Cell((Paragraph(bind(tuple(places), words.bind)),)),
        )
    )


def _where(entry: Task, content: Values, words: DraftLanguage) -> tuple[str, Inline]:
    """Return what an entry is about: a name, its characters that no face has as code points; else the brief's part."""
    about = named(entry.path, content, words.language, or_other=True)
    if about is None:
        part = words.message(_PARTS.get(root_of(entry.path), _WHOLE))
        return part.value, part
    name = about.words
    for char in words.missing_glyphs(name):
        name = name.replace(char, f"U+{ord(char):04X}")
    text = Text(name, about.path)
    return name, text if about.language == words.language else Foreign(about.language, (text,))

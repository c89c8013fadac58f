"""The last page of a draft: what is wrong in it and where, in words for its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from briefgen.content.model import Values, root_of
from briefgen.document.lines import bind, capitalized
from briefgen.document.tree import Cell, Document, Foreign, Heading, Inline, Paragraph, Row, Table, Text, plain
from briefgen.problems.diagnostics import stops
from briefgen.problems.notes import N_
from briefgen.todo.sheet import FOR_READERS, PARTS, About, named, told_apart, with_code_points
from briefgen.todo.tasks import Todo

_WHOLE = N_("the brief as a whole")
_STOPS = N_("to be mended before the brief is issued")


@dataclass(frozen=True, slots=True)
class DraftLanguage:
    """The draft's language: its messages, where lines must not break, its capitals, what its faces can't show."""

    language: str
    message: Callable[..., Text]
    bind: Callable[[str], str]
    capital: Callable[[str], str]
    missing_glyphs: Callable[[str], set[str]]


def with_problems(document: Document, problems: Todo, content: Values, words: DraftLanguage) -> Document:
    """Return the document with a last page that lists the problems, what keeps it from being issued first.

    What is wrong is said by messages of the catalogues, and where by the names of the content; reports, which may
    quote the staff's notes, codes, files and lines are for who mends it.
    """
    every = [
        (group, entry, named(entry.path, content, words.language, or_other=True))
        for group, entries in problems.groups
        for entry in entries
    ]
    apart = told_apart((about for *_, about in every if about), content, words.language)
    rows: dict[tuple[bool, str], tuple[tuple[Inline, ...], dict[tuple[str, str], None]]] = {}
    for group, entry, about in every:
        said = (group.heading, FOR_READERS.get(entry.found[0].code, ""))
        name = _name(apart[about], words) if about else (words.message(PARTS.get(root_of(entry.path), _WHOLE)),)
        rows.setdefault((not stops(entry.found), plain(name)), (name, {}))[1][said] = None
    if not rows:
        return document
    columns = (words.message("Place"), words.message("Problem"))
    head = Row(tuple(Cell((Paragraph((column,)),), "column") for column in columns))
    listed = sorted(rows.items(), key=lambda row: row[0][0])
    table = Table("problems", (head,), tuple(_row(key[0], *row, words) for key, row in listed))
    heading = Heading(1, (words.message("Problems of this draft"),), new_page=True)
    return replace(document, blocks=(*document.blocks, heading, table))


def _row(can_wait: bool, about: tuple[Inline, ...], said: Iterable[tuple[str, str]], words: DraftLanguage) -> Row:
    """Return the row of a thing: what is wrong with it, each kind once, and whether it can wait."""
    found = [_said(group, wrong, words) for group, wrong in said]
    what = found if can_wait else [*found, words.message(_STOPS)]
    return Row(
        (
            Cell((Paragraph(bind(capitalized(about, words.capital), words.bind, narrow=True)),), "row"),
            Cell(tuple(Paragraph(bind((line,), words.bind)) for line in what)),
        )
    )


def _said(group: str, wrong: str, words: DraftLanguage) -> Text:
    if not wrong:
        return words.message(group)
    return words.message("{what}: {new}", what=words.message(group).value, new=words.message(wrong).value)


def _name(about: About, words: DraftLanguage) -> tuple[Inline, ...]:
    """Return the name of a thing, its characters that no face has as code points, and what tells it from others."""

    def shown(name: str) -> str:
        return with_code_points(name, words.missing_glyphs(name))

    text = Text(shown(about.words), about.path)
    name = text if about.language in ("", words.language) else Foreign(about.language, (text,))
    return (name, Text(f" ({shown(about.apart)})")) if about.apart else (name,)

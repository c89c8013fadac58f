"""The last page of a draft: what is wrong in it and where, in words for its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from briefgen.content.model import Values, root_of
from briefgen.document.lines import bind, capitalized
from briefgen.document.tree import Cell, Document, Foreign, Heading, Inline, Paragraph, Row, Table, Text, plain
from briefgen.problems.diagnostics import stops
from briefgen.problems.notes import N_
from briefgen.todo.sheet import FOR_READERS, PARTS, About, contradicting, named, told_apart, with_code_points
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
    apart: str = "; "


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
    rows: dict[tuple[bool, str], dict[str, tuple[tuple[Inline, ...], dict[str, None]]]] = {}
    for group, entry, about in every:
        wrong = FOR_READERS.get(entry.found[0].code, group.heading)
        name = _name(apart[about], words) if about else (words.message(PARTS.get(root_of(entry.path), _WHOLE)),)
        things = rows.setdefault((not stops(entry.found), wrong), {})
        things.setdefault(plain(name), (name, {}))[1].update(dict.fromkeys(contradicting(entry, content)))
    if not rows:
        return document
    columns = (words.message("Problem"), words.message("Place"))
    head = Row(tuple(Cell((Paragraph((column,)),), "column") for column in columns))
    listed = sorted(rows.items(), key=lambda row: row[0][0])
    table = Table("problems", (head,), tuple(_row(*key, things.values(), words) for key, things in listed))
    heading = Heading(1, (words.message("Problems of this draft"),), new_page=True)
    return replace(document, blocks=(*document.blocks, heading, table))


def _row(
    can_wait: bool, wrong: str, things: Iterable[tuple[tuple[Inline, ...], Iterable[str]]], words: DraftLanguage
) -> Row:
    """Return the row of what is wrong, and whether it can wait: the things that it is wrong with, each once.

    Those of which the same sources say otherwise stand together.
    """
    what = [words.message(wrong)] if can_wait else [words.message(wrong), words.message(_STOPS)]
    alike: dict[tuple[str, ...], list[tuple[Inline, ...]]] = {}
    for name, sources in things:
        alike.setdefault(tuple(sources), []).append(name)
    return Row(
        (
            Cell(tuple(Paragraph(_shown((line,), words, narrow=True)) for line in what), "row"),
            Cell(tuple(Paragraph(_shown(_listed(names, titles, words), words)) for titles, names in alike.items())),
        )
    )


def _shown(line: tuple[Inline, ...], words: DraftLanguage, *, narrow: bool = False) -> tuple[Inline, ...]:
    return bind(capitalized(line, words.capital), words.bind, narrow=narrow)


def _listed(names: Iterable[tuple[Inline, ...]], sources: Iterable[str], words: DraftLanguage) -> tuple[Inline, ...]:
    """Return the names of things, with the sources that say otherwise of them."""
    every = [part for name in names for part in (Text(words.apart), *name)][1:]
    titles = [with_code_points(title, words.missing_glyphs(title)) for title in sources]
    return (*every, Text(f" – {words.apart.join(titles)}")) if titles else tuple(every)


def _name(about: About, words: DraftLanguage) -> tuple[Inline, ...]:
    """Return the name of a thing, its characters that no face has as code points, and what tells it from others."""

    def shown(name: str) -> str:
        return with_code_points(name, words.missing_glyphs(name))

    text = Text(shown(about.words), about.path)
    name = text if about.language in ("", words.language) else Foreign(about.language, (text,))
    return (name, Text(f" ({shown(about.apart)})")) if about.apart else (name,)

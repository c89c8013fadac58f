"""What a redline says of itself to its reader: what is compared, how many changes there are, what their marks mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.document.digest import digest_of
from briefgen.document.lines import bind
from briefgen.document.showing import Tally, counted
from briefgen.document.tree import (
    Comparison,
    Deleted,
    Document,
    Inline,
    Inserted,
    Panel,
    Paragraph,
    Strong,
    Text,
    plain,
)
from briefgen.language import Language, get_language
from briefgen.making.compose import texts_of
from briefgen.problems.notes import N_
from briefgen.project.folder import Project

Message = Callable[..., Text]


@dataclass(frozen=True, slots=True)
class State:
    """One of the two that are compared: its tree, and whether it is an issued one."""

    document: Document
    is_issued: bool


def with_comparison(redline: Document, old: State, new: State, project: Project) -> Document:
    """Return a redline that says what it is."""
    language = get_language(redline.lang.partition("-")[0])
    message = texts_of(project, language.code)
    tally = counted(redline, old.document.metadata.status)
    lines = [
        (N_("Before"), _state(old, new, message)),
        (N_("Now"), _state(new, old, message)),
        (N_("Changes"), _count(tally, message)),
        *([(N_("Key"), key)] if (key := _key(tally, message, language)) else []),
    ]
    labels = {name: message("{what}:", what=message(name).value) for name, _ in lines}
    paragraphs = (Paragraph(bind((Strong((labels[name],)), Text(" "), *said), language.bind)) for name, said in lines)
    # No heading: the first of a file is the brief's own title.
    title = Paragraph((Strong((message("Redline: what has changed"),)),))
    comparison = Comparison(
        name=message("Redline").value,
        title=f"{message('Redline').value} · {labels[N_('Before')].value} {plain(old.document.metadata.running_foot)}",
        panel=Panel("redline", (title, *paragraphs)),
        redrawn=message("drawn anew").value,
        moved=message("moved here").value,
        gone=message("{what}:", what=message("removed").value).value,
        new=message("{what}:", what=message("added").value).value,
        end=message("end of the change").value,
        was=old.document.metadata.status,
    )
    return replace(redline, comparison=comparison)


def _state(state: State, other: State, message: Message) -> tuple[Inline, ...]:
    """Return which version of which date a state is, and what else tells it from the other one."""
    meta, others = state.document.metadata, other.document.metadata
    said: list[tuple[Inline, ...]] = []
    if plain(meta.running_head) != plain(others.running_head):
        said.append(meta.running_head)
    said.append(meta.running_foot)
    if plain(meta.running_foot) == plain(others.running_foot) and (digest := digest_of(state.document)):
        said.append((Text(digest),))
    if meta.status:
        said.append((Text(meta.status),))
    elif state.is_issued:
        said.append((message("as issued"),))
    return _between(said, " · ")


def _count(tally: Tally, message: Message) -> tuple[Inline, ...]:
    kinds = [
        (message("reworded"), tally.reworded),
        (message("added"), tally.added),
        (message("removed"), tally.removed),
        (message("moved"), tally.moved),
        (message("figures drawn anew"), tally.redrawn),
    ]
    told = [(message("{what}: {new}", what=words.value, new=number),) for words, number in kinds if number]
    if not told:
        return (message("none"),)
    return (Text(f"{tally.total} ("), *_between(told, ", "), Text(")"))


def _key(tally: Tally, message: Message, language: Language) -> tuple[Inline, ...]:
    """Return what the marks mean, of those that there are."""
    told: list[tuple[Inline, ...]] = []
    if tally.reworded or tally.removed:
        told.append((Deleted((message("struck through"),)), Text(" – "), message("removed")))
    if tally.reworded or tally.added:
        told.append((Inserted((message("underlined"),)), Text(" – "), message("added")))
    return _between(told, language.apart)


def _between(parts: Sequence[tuple[Inline, ...]], sign: str) -> tuple[Inline, ...]:
    def joined() -> Iterator[Inline]:
        for number, part in enumerate(parts):
            if number:
                yield Text(sign)
            yield from part

    return tuple(joined())

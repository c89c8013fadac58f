"""Inline nodes in Word: runs, links, references to footnotes, and the hidden bookmarks that carry provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from briefgen.document.directions import phrases, stretches
from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.tree import (
    NO_BREAK_HYPHEN,
    WORD_JOINER,
    Deleted,
    Emphasis,
    Facing,
    FigureNumber,
    Footnote,
    Foreign,
    Inline,
    Inserted,
    LineBreak,
    Link,
    Revision,
    Secondary,
    Strong,
    Text,
)
from briefgen.formats.word.changes import Reviewer, leave_room
from briefgen.formats.word.xml import R, text_element, w
from briefgen.look.theme import Theme

# Word finds a spelling dictionary by language and region; a phrase in prose names the language alone.
_REGIONS = {"de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ka": "ka-GE", "ru": "ru-RU"}


@dataclass
class Shared:
    """What the stories of one file share: the reviewer, bookmarks and their sources, the character styles in use."""

    reviewer: Reviewer
    theme: Theme | None = None  # whose further families show what its own lacks
    leftwards: bool = False  # the document as a whole
    sources: dict[str, str] = field(default_factory=dict)  # name of the bookmark -> path of the content field
    character_styles: set[tuple[str, ...]] = field(default_factory=set)
    sections: int = 0  # how many have the bookmark that an entry of the contents list leads to

    def bookmark(self, source: str) -> tuple[etree._Element, etree._Element]:
        """Return start and end of a new hidden bookmark; the underscore hides it (ECMA-376 17.13.6.2)."""
        name = f"_bg{len(self.sources) + 1}"
        self.sources[name] = source
        return self._bookmark(name)

    def section(self) -> tuple[etree._Element, etree._Element]:
        """Return start and end of the bookmark of the next section."""
        self.sections += 1
        return self._bookmark(section_bookmark(self.sections))

    def _bookmark(self, name: str) -> tuple[etree._Element, etree._Element]:
        return w("bookmarkStart", id=self.bookmarks, name=name), w("bookmarkEnd", id=self.bookmarks)

    @property
    def bookmarks(self) -> int:
        """Return how many bookmarks there are."""
        return len(self.sources) + self.sections

    def character_style(self, kinds: tuple[str, ...]) -> etree._Element:
        """Return the reference to one style for all the kinds, since a run can name a single style."""
        self.character_styles.add(kinds)
        return w("rStyle", val="".join(kinds))


def section_bookmark(number: int) -> str:
    """Return the name that Word, too, would give the bookmark of a heading in a contents list."""
    return f"_Toc{number:09}"


@dataclass(frozen=True)
class Story:
    """A part that holds paragraphs (body, header, footer, footnotes) and how to add a footnote, if it can have one."""

    part: Part
    shared: Shared
    add_footnote: Callable[[tuple[Inline, ...], Revision | None], int] | None = None

    def fill(
        self,
        paragraph: etree._Element,
        nodes: tuple[Inline, ...],
        *,
        bold: bool = False,
        kinds: tuple[str, ...] = (),
        change: Revision | None = None,
        lang: str | None = None,
        facing: str = "br",
    ) -> None:
        """Append inline nodes to a paragraph; `bold` says that its style is bold, `kinds` what all runs are.

        `lang` is their language, if it isn't the document's. Before `facing` words a line ends, or a tab stands.
        """
        runs = _Runs(self, paragraph, bold, facing)
        runs.write(nodes, _Look(kinds, lang, change=change))
        runs.close_bookmark()


@dataclass(frozen=True)
class _Look:
    """What surrounds a run: character styles, outermost first, the language of a foreign phrase, a change."""

    kinds: tuple[str, ...] = ()
    lang: str | None = None
    change: Revision | None = None

    def within(self, kind: str) -> _Look:
        return self if kind in self.kinds else replace(self, kinds=tuple(sorted((*self.kinds, kind))))


class _Runs:
    """Writes the runs of one paragraph. Neighbouring texts of one source share a bookmark."""

    def __init__(self, story: Story, paragraph: etree._Element, bold: bool, facing: str = "br") -> None:
        self._facing = facing
        self._story = story
        self._paragraph = paragraph
        self._container = paragraph  # the paragraph, or the hyperlink being written
        # Bold is a toggle: in a bold paragraph a bold character style would switch it off (ECMA-376 17.7.3).
        self._strong = "StrongInBold" if bold else "Strong"
        self._before = ""  # the words so far
        self._source: str | None = None
        self._end: etree._Element | None = None  # of the open bookmark
        self._last: etree._Element = paragraph  # what the end has to follow

    def write(self, nodes: tuple[Inline, ...], look: _Look) -> None:
        for before, node in zip((None, *nodes), nodes, strict=False):
            match node:
                case Text():
                    self._text(node, look)
                case Strong():
                    self.write(node.children, look.within(self._strong))
                case Emphasis() | Secondary():
                    self.write(node.children, look.within(type(node).__name__))
                case Foreign() | Facing():
                    if isinstance(node, Facing) and before is not None:
                        self._run(look, w(self._facing))
                    self.write(node.children, replace(look, lang=_REGIONS.get(node.lang, node.lang)))
                case Link():
                    self._link(node, look)
                case LineBreak():
                    self._run(look, w("br"))
                case Footnote():
                    self._footnote(node, look)
                case FigureNumber():
                    self._figure_number(node, look)
                case Inserted() | Deleted():
                    self._changed(node, look, replaces=isinstance(node, Inserted) and isinstance(before, Deleted))
                case _:
                    raise UnsupportedNodeError(f"not an inline node: {node!r}")

    def _changed(self, node: Inserted | Deleted, look: _Look, *, replaces: bool) -> None:
        if replaces and len(self._container):
            leave_room(self._container[-1])
        self.write(node.children, replace(look, change="inserted" if isinstance(node, Inserted) else "deleted"))

    def close_bookmark(self) -> None:
        if self._end is not None:
            self._last.addnext(self._end)
        self._source = self._end = None

    def _text(self, node: Text, look: _Look) -> None:
        runs = [
            (family, leftwards, content)
            for phrase, leftwards in (stretches if self._story.shared.leftwards else phrases)(node.value)
            for family, words in self._by_family(phrase)
            if (content := (*_content(words),))
        ]
        if not runs:
            return
        if look.change == "deleted":  # words that are in no field any more
            self._last = self._runs(look, runs)
            return
        self._before += node.value
        if node.source != self._source:
            self.close_bookmark()
            if node.source is not None:
                start, self._end = self._story.shared.bookmark(node.source)
                self._source = node.source
                self._container.append(start)
        self._last = self._runs(look, runs)

    def _by_family(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces, each with the family that it needs: none for the theme's own."""
        theme = self._story.shared.theme
        for family, words in theme.by_family(text) if theme else [("", text)]:
            yield family if theme and family != theme.faces.family else "", words

    def _runs(self, look: _Look, runs: Sequence[tuple[str, bool, Sequence[etree._Element]]]) -> etree._Element:
        """Append runs, each in a family and of one direction; return the last one."""
        return [self._run(look, *content, family=family, leftwards=leftwards) for family, leftwards, content in runs][
            -1
        ]

    def _run(self, look: _Look, *content: etree._Element, family: str = "", leftwards: bool = False) -> etree._Element:
        properties = []
        if look.kinds:
            properties.append(self._story.shared.character_style(look.kinds))
        if family:
            properties.append(w("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), family)))
        if leftwards:
            properties.append(w("rtl"))
        if look.lang:
            properties.append(w("lang", val=look.lang, eastAsia=look.lang, bidi=look.lang if leftwards else None))
        return self._append(look, w("r", *([w("rPr", *properties)] if properties else []), *content))

    def _append(self, look: _Look, run: etree._Element) -> etree._Element:
        run = self._story.shared.reviewer.run(run, look.change)
        self._container.append(run)
        return run

    def _link(self, node: Link, look: _Look) -> None:
        # One bookmark may span the whole link, but none begins outside it and ends inside.
        same_source = set(_sources(node.children)) == {self._source}
        if not same_source:
            self.close_bookmark()
        hyperlink = w("hyperlink", history=1)
        hyperlink.set(f"{{{R}}}id", self._story.part.relate_to(node.href, RELATIONSHIP_TYPE.HYPERLINK, True))
        self._paragraph.append(hyperlink)
        self._container = hyperlink
        self.write(node.children, look.within("Hyperlink"))
        if same_source:
            self._last = hyperlink
        else:
            self.close_bookmark()
        self._container = self._paragraph

    def _footnote(self, node: Footnote, look: _Look) -> None:
        if self._story.add_footnote is None:
            raise UnsupportedNodeError(f"a footnote in a running line or in another footnote: {node!r}")
        words = (Foreign(look.lang, node.children),) if look.lang else node.children
        number = self._story.add_footnote(words, look.change)
        style = w("rPr", w("rStyle", val="FootnoteReference"))
        self._append(look, w("r", style, w("footnoteReference", id=number)))

    def _figure_number(self, node: FigureNumber, look: _Look) -> None:
        # Word counts the captions that begin with one word together, in whatever language that is (17.16.5.60).
        word = self._before.strip().rpartition(" ")[2]
        self.close_bookmark()
        self._run(look, w("fldChar", fldCharType="begin"))
        # Of two sides in one file each has its own numbers: what is gone is not to count on to what comes.
        own = f"\\r {node.value} " if look.change else ""
        self._run(look, text_element(f" SEQ {word if word.isalpha() else 'Figure'} \\* ARABIC {own}", "instrText"))
        self._run(look, w("fldChar", fldCharType="separate"))
        self._run(look, text_element(str(node.value)))
        self._run(look, w("fldChar", fldCharType="end"))


def _content(value: str) -> Iterator[etree._Element]:
    # Without joiners: most faces have none and show a box, and a search for „14–18“ would miss it. Nothing else in
    # Word keeps a dash to what follows, so there a line may end after it.
    for index, part in enumerate(value.replace(WORD_JOINER, "").split(NO_BREAK_HYPHEN)):
        if index:
            yield w("noBreakHyphen")
        if part:
            yield text_element(part)


def _sources(nodes: tuple[Inline, ...]) -> Iterator[str | None]:
    """Yield the sources of the texts that stand in the line itself."""
    for node in nodes:
        match node:
            case Text():
                yield node.source
            case LineBreak() | Footnote() | FigureNumber() | Deleted():
                pass
            case _:
                yield from _sources(node.children)

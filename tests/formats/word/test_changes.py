"""Every difference is a change that Word tracks: accepted, the file is the new brief; rejected, it is the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefgen.document.diff import redline
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Document,
    Footnote,
    Heading,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
    is_section,
)
from briefgen.formats.word.changes import Reviewer
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.proof.tracked import Verdict
from tests.conftest import BuiltProject
from tests.formats.docx_changes_reading import decided, lines, shown
from tests.formats.docx_reading import bookmarked, parts, read_docx
from tests.formats.letterheads import letterhead
from tests.libreoffice import decide_changes
from tests.long_redlines import long_redlines, sides
from tests.redlines import OWN, brought_up_to_date, real_redline
from tests.strategies import usual_pairs
from tests.validators import ooxml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
META = Metadata((Text("Title"),), (), (), (), False, (), (Text("Foot"),), (), "A. Author", "s", (), "2019-10-14")
# What stands on one side alone may leave a line without words, which a file of that side alone doesn't have.
EMPTY = {(style, "") for style in ("Header", "Kicker", "Title", "Subtitle", "TableEnd")}


def document(*blocks: Block) -> Document:
    return Document("en-GB", META, blocks)


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def unbound(lines: Sequence[object]) -> str:
    """Return the lines with spaces and hyphens at which they may break."""
    return "\n".join(map(str, lines)).replace("\\xa0", " ").replace("\u00a0", " ").replace("\u2011", "-")


def check(old: Document, new: Document, theme: Theme) -> bytes:
    """Write the redline, compare both its sides with files of their own, paragraph by paragraph; returns the file."""
    both = redline(old, new)
    sections = list(filter(is_section, both.blocks))
    file = write_docx(both, theme, sections=range(1, len(sections) + 1))
    sides: dict[Verdict, tuple[Document, Revision]] = {"accepted": (new, "deleted"), "rejected": (old, "inserted")}
    for decision, (side, gone) in sides.items():
        pages = [page for page, section in enumerate(sections, start=1) if section.change != gone]
        found = [line for line in shown(decided(file, decision)) if line not in EMPTY]
        alone = [line for line in shown(write_docx(side, theme, sections=pages)) if line not in EMPTY]
        # Where lines may break isn't tracked: it is as in the new document.
        assert found == alone or (decision == "rejected" and unbound(found) == unbound(alone)), decision
    return file


@pytest.mark.slow
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(usual_pairs)
def test_each_side_is_the_file_of_its_own_tree(theme: Theme, pair: tuple[Document, Document]) -> None:
    assume(all(side.metadata.title for side in pair))  # a file has a paragraph at least, of which nobody can be rid
    check(*pair, theme)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_so_is_that_of_the_real_brief(built: BuiltProject, theme: Theme, language: str) -> None:
    brief = built.documents[language]
    check(brief, brought_up_to_date(brief), theme)


SECTION = Heading(1, (Text("A section"),))


@pytest.mark.parametrize("subtitles", [("A line", "A line"), ("", "A line"), ("A line", "")])
@pytest.mark.parametrize(("old", "new"), [((SECTION,), ()), ((), (SECTION,))])
def test_a_section_under_the_subtitle_on_one_side_alone(
    theme: Theme, tmp_path: Path, old: tuple[Block, ...], new: tuple[Block, ...], subtitles: tuple[str, str]
) -> None:
    before, after = (
        replace(document(*blocks, ENTRY), metadata=replace(META, edition_line=(Text(line),) if line else ()))
        for blocks, line in zip((old, new), subtitles, strict=True)
    )
    file = tmp_path / "redline.docx"
    file.write_bytes(check(before, after, theme))
    assert ooxml.findings(file) == []


def test_what_follows_a_contents_list_on_one_side_alone_leaves_no_page(theme: Theme) -> None:
    listed = Contents((Text("Contents"),), (ContentsEntry(1, (Text("A section"),)),))
    section = replace(SECTION, new_page=True)
    for old, new in (((listed, section), (section, listed)), ((section, listed), (listed, section))):
        check(document(*old), document(*new), theme)


def table(*cells: tuple[Paragraph | List, ...]) -> Table:
    return Table(
        "facts", (), tuple(Row((Cell((text(f"row {n}"),), "row"), Cell(cell))) for n, cell in enumerate(cells))
    )


HEADING, ENTRY = Heading(2, (Text("A heading of its own"),)), text("what stays")
NUMBERS = List(True, (ListItem((text("first point"),)), ListItem((text("second thing"), text("more of it")))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The last paragraph of the text, of either side, and of both.
        ((ENTRY,), (ENTRY, text("one more"))),
        ((ENTRY, text("one more")), (ENTRY,)),
        ((ENTRY,), (ENTRY, HEADING, NUMBERS)),
        ((ENTRY, HEADING, NUMBERS), (ENTRY,)),
        ((ENTRY, HEADING), (ENTRY, NUMBERS)),
        ((ENTRY, HEADING, HEADING), (ENTRY, text("other"), NUMBERS)),
        # Before and after tables.
        ((HEADING, table((ENTRY,))), (table((ENTRY,)),)),
        ((table((ENTRY,)), ENTRY), (ENTRY,)),
        ((ENTRY,), (ENTRY, table((ENTRY,)))),
        ((table((ENTRY,)),), (table((ENTRY,)), HEADING)),
        # In cells: one, several, none.
        ((table((ENTRY,)),), (table((ENTRY, text("two"))),)),
        ((table((ENTRY, text("two"))),), (table((ENTRY,)),)),
        ((table((ENTRY, text("two"))),), (table((ENTRY, NUMBERS)),)),
        ((table(()),), (table((text("filled"),)),)),
        ((table((ENTRY,), (NUMBERS,)),), (table((ENTRY,)),)),
        # Lists within lists.
        ((NUMBERS,), (List(True, (*NUMBERS.items, ListItem((text("third point"), NUMBERS)))),)),
    ],
)
def test_paragraphs_that_come_or_go_at_an_edge(theme: Theme, old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    check(document(*old), document(*new), theme)


def test_a_marking_that_came_or_went_takes_its_line_at_the_foot_along(theme: Theme) -> None:
    with_one, without = (
        replace(document(ENTRY), metadata=replace(META, marking=marking, marking_at_foot=True))
        for marking in ((Text("Secret"),), ())
    )
    check(with_one, without, theme)
    check(without, with_one, theme)


def test_who_changed_it_and_when(theme: Theme) -> None:
    both = redline(document(text("old words")), document(text("new words"), table((ENTRY,))))
    for reviewer, expected in (
        (None, ("A. Author", "2019-10-14T00:00:00Z")),
        (Reviewer("B", "2020-02-29"), ("B", "2020-02-29T00:00:00Z")),
    ):
        root = parts(write_docx(both, theme, reviewer=reviewer))["word/document.xml"]
        found = {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in root.iter(f"{W}ins", f"{W}del")}
        assert found == {expected}


def test_what_a_redline_says_of_itself_stands_in_a_comment_beside_the_title(theme: Theme) -> None:
    both = replace(redline(document(ENTRY), document(text("other words"))), comparison=OWN)
    file = parts(write_docx(both, theme))
    (comment,) = file["word/comments.xml"]
    assert ["".join(map(str, line.itertext())) for line in comment] == ["What has changed", "Before: Version 1"]
    title = file["word/document.xml"][0][0]
    assert [etree.QName(each).localname for each in title if each.get(f"{W}id") == "0"] == [
        "commentRangeStart", "commentRangeEnd",
    ]  # fmt: skip
    assert title.find(f"{W}r/{W}commentReference") is not None
    core = file["docProps/core.xml"]
    assert "Redline · Before: Version 1 · Title · Foot" in [each.text for each in core]


def test_every_change_has_a_number_of_its_own(built: BuiltProject, theme: Theme) -> None:
    both = real_redline(built.documents["en"])
    for head in (None, read_letterhead(letterhead(), "letterhead.docx")):
        roots = parts(write_docx(both, theme, head))
        tracked = [f"{W}{tag}" for tag in ("ins", "del", "pPrChange", "bookmarkStart")]
        words = [root for name, root in roots.items() if name.startswith("word/")]
        marks = [mark for root in words for mark in root.iter(*tracked)]
        numbers = [mark.get(f"{W}id") for mark in marks]
        assert len(numbers) > 40
        assert len(set(numbers)) == len(numbers)


def test_so_has_the_change_of_a_paragraph_s_style(theme: Theme) -> None:
    both = redline(document(ENTRY, HEADING), document(ENTRY, NUMBERS))
    body = parts(write_docx(both, theme))["word/document.xml"]
    styles = [mark.get(f"{W}id") for mark in body.iter(f"{W}pPrChange")]
    numbers = [mark.get(f"{W}id") for tag in ("ins", "del") for mark in body.iter(f"{W}{tag}")]
    assert styles
    assert len({*styles, *numbers, "0"}) == len(styles) + len(numbers) + 1


def test_footnotes_are_tracked_with_their_marks(theme: Theme) -> None:
    old = document(Paragraph((Text("Words"), Footnote((Text("An old note"),)), Text(" go on"))))
    new = document(Paragraph((Text("Words go on"), Footnote((Text("Something else"),)))))
    file = check(old, new, theme)
    roots = parts(file)
    tags = [mark.getparent().getparent().tag for mark in roots["word/document.xml"].iter(f"{W}footnoteReference")]  # type: ignore[union-attr]
    assert tags == [f"{W}del", f"{W}ins"]
    assert [each.text for each in roots["word/footnotes.xml"].iter(f"{W}delText")] == ["An old note"]
    assert read_docx(decided(file, "rejected")).footnotes == ["An old note"]


def test_no_change_is_written_where_there_is_none(built: BuiltProject, theme: Theme) -> None:
    brief = built.documents["en"]
    assert write_docx(redline(brief, brief), theme) == write_docx(brief, theme)


def test_bookmarks_hold_the_words_that_are_there(built: BuiltProject, theme: Theme) -> None:
    new = brought_up_to_date(built.documents["ka"])
    both = write_docx(redline(built.documents["ka"], new), theme)

    def by_source(file: bytes) -> dict[str, str]:
        words: dict[str, str] = {}
        for source, found in bookmarked(file):
            words[source] = words.get(source, "") + found
        return words

    assert by_source(both) == by_source(write_docx(new, theme))


@pytest.mark.slow
def test_microsoft_s_referee_finds_nothing(built: BuiltProject, theme: Theme, tmp_path: Path) -> None:
    head = read_letterhead(letterhead(), "letterhead.docx")
    # The English brief ends as the text does in which the last paragraphs come and go.
    english = built.documents["en"]
    old = joined([english, document(ENTRY, HEADING, table((ENTRY, text("two"))))])
    new = joined([brought_up_to_date(english), document(ENTRY, NUMBERS, table((ENTRY,)))])
    for name, both, paper in [
        ("plain", real_redline(built.documents["ka"]), None),
        ("letterhead", redline(old, new), head),
    ]:
        file = tmp_path / f"{name}.docx"
        file.write_bytes(write_docx(both, theme, paper))
        assert ooxml.findings(file) == [], name


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(st.lists(usual_pairs, min_size=2, max_size=2))
def test_nor_in_any_other(theme: Theme, tmp_path: Path, pairs: list[tuple[Document, Document]]) -> None:
    file = tmp_path / "any.docx"
    # Several in one, since the referee takes long to start.
    both = redline(*(joined(sides) for sides in zip(*pairs, strict=True)))
    file.write_bytes(write_docx(both, theme, sections=[1] * len(both.blocks)))
    assert ooxml.findings(file) == []


def joined(documents: Sequence[Document]) -> Document:
    return replace(documents[0], blocks=tuple(block for each in documents for block in each.blocks))


@pytest.mark.slow
def test_libreoffice_accepts_and_rejects_to_the_same(
    built: BuiltProject, theme: Theme, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All at once, since LibreOffice takes long to start."""
    georgian = built.documents["ka"]
    pairs = {"real": (georgian, brought_up_to_date(georgian))}
    edge = ENTRY, HEADING, text("one"), table((ENTRY,)), ENTRY
    pairs["heading"] = document(*edge), document(ENTRY, text("one"), table((ENTRY, text("two"))), ENTRY, text("end"))
    files: dict[str, bytes] = {}
    wanted: dict[tuple[str, str], bytes] = {}
    for name, (old, new) in pairs.items():
        files[name] = write_docx(redline(old, new), theme)
        wanted |= {(name, "accepted"): write_docx(new, theme), (name, "rejected"): write_docx(old, theme)}
    long = long_redlines(tmp_path_factory, theme)["en"]
    files["long"] = long.docx
    wanted |= {("long", decision): alone for decision, alone in sides(long, theme).items()}
    for name, data in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    results = decide_changes([tmp_path / f"{name}.docx" for name in files], tmp_path)
    assert results.keys() == wanted.keys()
    for which, alone in wanted.items():
        found, wanted_lines = lines(results[which].read_bytes()), lines(alone)
        assert found == wanted_lines or (which[1] == "rejected" and unbound(found) == unbound(wanted_lines)), which


def test_what_a_reviewer_types_next_is_tracked_too(theme: Theme) -> None:
    old, new = (document(Paragraph((Text(words),))) for words in ("before", "after"))
    for tree, tracked in ((redline(old, new), 1), (new, 0)):
        settings = parts(write_docx(tree, theme))["word/settings.xml"]
        assert len(settings.findall(f"{W}trackRevisions")) == tracked

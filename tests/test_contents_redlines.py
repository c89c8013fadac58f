"""A redline of long briefs: its contents list shows which sections came and went, and each side has its own numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.document.accepting import accept, joined, reject
from briefgen.document.diff import redline
from briefgen.document.tree import (
    Block,
    Contents,
    Document,
    Heading,
    Inserted,
    Metadata,
    Paragraph,
    Revision,
    Text,
    contents_of,
)
from briefgen.formats.html import write_html
from briefgen.formats.pdf.press import PdfWriter
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.proof import ProofError, prove
from tests.formats.docx_changes_reading import decided, shown
from tests.formats.letterheads import letterhead
from tests.long_redlines import Redline, derived, long_redlines, sides
from tests.validators import ooxml, verapdf

LANGUAGES = ("ka", "en")
META = Metadata((Text("Title"),), (), (), (Text("M"),), False, (Text("H"),), (Text("F"),), (Text("p."),), "A", "s", (),
                "2019-10-14")  # fmt: skip


@pytest.fixture(scope="module")
def redlines(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> dict[str, Redline]:
    return long_redlines(tmp_path_factory, theme)


both_languages = pytest.mark.parametrize("language", LANGUAGES)


def contents(document: Document) -> Contents:
    found = contents_of(document)
    assert found is not None
    return found


def numbers(document: Document) -> list[int]:
    return [block.number for block in document.blocks if isinstance(block, Paragraph) and block.number is not None]


# The tree -----------------------------------------------------------------------------------------------------------


@both_languages
def test_each_side_has_its_own_contents_list_and_numbers(redlines: dict[str, Redline], language: str) -> None:
    case = redlines[language]
    assert accept(case.both) == joined(case.new)
    assert reject(case.both) == joined(case.old)
    assert [len(contents(side).entries) for side in (case.old, case.new)] == [16, 15]


@both_languages
def test_the_list_of_the_redline_has_every_section_of_both(redlines: dict[str, Redline], language: str) -> None:
    both = redlines[language].both
    assert [entry.change for entry in contents(both).entries] == (
        ["inserted", None, None, None, None, "deleted", "deleted"] + [None] * 10
    )
    reworded = contents(both).entries[3].children
    assert reworded[0] == Inserted((Text("A second part", "x.two"),))


@both_languages
def test_a_paragraph_of_both_shows_its_new_number(redlines: dict[str, Redline], language: str) -> None:
    case = redlines[language]
    shown = [(block.number, block.change) for block in case.both.blocks if isinstance(block, Paragraph)]
    assert [number for number, change in shown if number and change != "deleted"] == numbers(case.new)
    assert [change for number, change in shown if number].count("inserted") == 1
    gone = [number for number, change in shown if number and change == "deleted"]
    assert gone == numbers(case.old)[gone[0] - 1 : gone[-1]]


# Its files ----------------------------------------------------------------------------------------------------------


@both_languages
def test_the_files_are_proved(redlines: dict[str, Redline], theme: Theme, language: str) -> None:
    case = redlines[language]
    assert len(case.pdf.sections) == 17
    prove("x", "pdf", case.pdf.data, case.both, theme)
    prove("x", "docx", case.docx, case.both, theme, sections=case.pdf.sections)


def test_a_wrong_page_is_found_on_the_side_that_names_it(redlines: dict[str, Redline], theme: Theme) -> None:
    case = redlines["en"]
    for section, wanted in ((0, ["accepted"]), (5, ["rejected"]), (1, ["accepted", "rejected"])):
        wrong = [page + 90 * (n == section) for n, page in enumerate(case.pdf.sections)]
        with pytest.raises(ProofError) as caught:
            prove("x", "docx", case.docx, case.both, theme, sections=wrong)
        found = [line for line in str(caught.value).splitlines() if "the contents list doesn't say" in line]
        assert [line.split(",")[0].split()[-1] for line in found] == wanted


@both_languages
def test_accepted_or_rejected_word_has_the_lines_of_that_side(
    redlines: dict[str, Redline], theme: Theme, language: str
) -> None:
    case = redlines[language]
    for decision, alone in sides(case, theme).items():
        assert shown(decided(case.docx, decision)) == shown(alone)


@pytest.mark.slow
def test_the_referees_accept_the_files(redlines: dict[str, Redline], theme: Theme, tmp_path: Path) -> None:
    english = redlines["en"]
    head = read_letterhead(letterhead(), "letterhead.docx")
    on_letterhead = write_docx(english.both, theme, head, english.pdf.sections)
    for name, data in (("plain", redlines["ka"].docx), ("letterhead", on_letterhead)):
        (tmp_path / f"{name}.docx").write_bytes(data)
        assert ooxml.findings(tmp_path / f"{name}.docx") == [], name
    (tmp_path / "a.pdf").write_bytes(english.pdf.data)
    assert set().union(*verapdf.failures([tmp_path / "a.pdf"]).values()) == set()


@both_languages
def test_numbers_and_entries_that_are_gone_are_struck_through(
    redlines: dict[str, Redline], theme: Theme, language: str
) -> None:
    case = redlines[language]
    page = write_html(case.both, theme)
    gone = next(block for block in case.both.blocks if isinstance(block, Paragraph) and block.change == "deleted")
    assert f'<p class="numbered"><del><span class="number">{gone.number}. </span>' in page
    assert '<li><a href="#section-6"><del>' in page
    assert '<a href="#section-1"><ins>' in page
    assert 'id="section-6" class="deleted"' in page


# Where the list itself comes, goes or moves -------------------------------------------------------------------------

TITLE = Contents((Text("Contents"),), ())


def short(*blocks: Block | str) -> Document:
    body = (Heading(1, (Text(block, f"title[{block}]"),)) if isinstance(block, str) else block for block in blocks)
    return derived(Document("en-GB", META, tuple(body)))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (("One", "Two"), (TITLE, "One", "New", "Two"), ["inserted"]),
        ((TITLE, "One", "Gone", "Two"), ("One", "Two"), ["deleted"]),
        (("One", TITLE, "Gone", "Two"), (TITLE, "One", "New", "Two"), None),
        ((TITLE, "One", "Gone"), (TITLE, "Other things"), [None]),
        ((TITLE, "Gone", "One"), (replace(TITLE, title=(Text("Overview"),)), "New", "One"), [None]),
    ],
)
def test_a_list_that_comes_goes_or_moves(
    theme: Theme, old: tuple[Block | str, ...], new: tuple[Block | str, ...], changes: list[Revision | None] | None
) -> None:
    text = Paragraph((Text("Words that both have, so that neither ends in a heading."),))
    before, after = short(*old, text), short(*new, text)
    both = redline(before, after)
    assert (accept(both), reject(both)) == (after, before)
    found = [block.change for block in both.blocks if isinstance(block, Contents)]
    assert changes is None or found == changes
    pdf = PdfWriter(theme).write(both)
    prove("x", "pdf", pdf.data, both, theme)
    prove("x", "docx", write_docx(both, theme, sections=pdf.sections), both, theme, sections=pdf.sections)

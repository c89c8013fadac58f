"""The page in Word, and the lines that run on every page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest
from docx.opc.part import Part
from lxml import etree

from briefgen.document.tree import Deleted, Inserted, LineBreak, Metadata, Text
from briefgen.formats.word.inline import Shared
from briefgen.formats.word.letterhead.room import Room
from briefgen.formats.word.package import related
from briefgen.formats.word.page import add_running_lines, page_geometry
from briefgen.formats.word.xml import W, twips, w
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from tests.conftest import ROOT
from tests.formats.trees import NOTHING
from tests.formats.word.xml_reading import REVIEWER, bare, document_part, parsed

META = replace(
    NOTHING, marking=(Text("Internal"),), running_head=(Text("Forum"),), running_foot=(Text("v1"),),
    page_label=(Text("page"),),
)  # fmt: skip


@dataclass
class Paper:
    """What running lines ask of a letterhead."""

    stories: dict[str, str]
    room: Room = field(default_factory=Room)
    numbers_pages: bool = False

    def running(self, story: str) -> etree._Element | None:
        tag = {"header": "hdr", "footer": "ftr"}[story]
        return parsed(self.stories[story], tag) if story in self.stories else None

    def add_stories(self, document_part: Part, parts: dict[str, Part]) -> list[etree._Element]:
        return []


def lines(metadata: Metadata, paper: Paper | None = None, before: Metadata | None = None) -> dict[str, str]:
    """Return header and footer, each line as words; a field by its name."""
    part = document_part()
    plain = load_theme(ROOT / "templates" / "themes" / "plain")
    add_running_lines(part, metadata, Shared(REVIEWER), paper, before, theme=plain)  # type: ignore[arg-type]
    return {str(each.partname)[6:-4]: bare(each.element) for each in related(part)}  # type: ignore[attr-defined]


def words(xml: str) -> list[str]:
    """Return the words of each line: tabs as |, what came as +a+, what went as -a-."""
    shown = []
    for line in re.findall(r"<p>.*?</p>|<p/>", xml):
        text = re.sub(r"<r>(?:<rPr>(?:(?!</rPr>).)*</rPr>)?<fldChar[^>]*/></r>|<pPr>.*?</pPr>", "", line)
        text = re.sub(r"<tab/>", "|", text)
        text = re.sub(r"<ins [^>]*>(.*?)</ins>", r"+\1+", text)
        text = re.sub(r"<del [^>]*>(.*?)</del>", r"-\1-", text)
        shown.append(re.sub(r"<[^>]+>", "", text).replace("\u00a0", "_"))
    return shown


def shown(metadata: Metadata, paper: Paper | None = None, before: Metadata | None = None) -> dict[str, list[str]]:
    return {name: words(xml) for name, xml in lines(metadata, paper, before).items()}


def test_the_header_has_marking_and_head_the_footer_version_and_page() -> None:
    found = shown(META)
    assert found["header"] == ["Internal|Forum"]
    assert [line.replace(" ", "") for line in found["footer"]] == ["v1|page_PAGE1/NUMPAGES1"]


@pytest.mark.parametrize(
    ("changes", "header"),
    [
        ({"running_head": ()}, ["Internal"]),
        ({"marking": ()}, ["|Forum"]),
        ({"running_head": (Text(""),)}, ["Internal"]),
        ({"marking": (), "running_head": ()}, None),
        ({"marking": (Text(""),), "running_head": (Text(""),)}, None),
    ],
)
def test_a_header_without_words_is_left_out(changes: dict[str, tuple[Text, ...]], header: list[str] | None) -> None:
    assert shown(replace(META, **changes)).get("header") == header  # type: ignore[arg-type]


def test_without_a_label_the_number_stands_alone() -> None:
    for label in ((), (Text(""),)):
        assert shown(replace(META, page_label=label))["footer"][0].startswith("v1| PAGE")


def test_the_marking_stands_at_the_foot_as_well_where_it_shall() -> None:
    (line,) = shown(replace(META, marking_at_foot=True))["footer"]
    assert line.startswith("Internal|v1|")
    assert len(shown(META)["footer"]) == 1
    assert len(shown(replace(META, marking_at_foot=True, marking=()))["footer"]) == 1


def test_the_marking_has_a_line_of_its_own_at_the_foot_where_the_version_has_no_room_beside_it() -> None:
    marked = replace(META, marking_at_foot=True)
    for foot in ((Text("as of a day " * 12),), (Text("v1"), LineBreak(), Text("version 1"))):
        assert shown(replace(marked, running_foot=foot))["footer"][0] == "Internal"
    assert shown(marked, Paper({"footer": AT_FOOT}))["footer"][1] == "Internal"


@pytest.mark.parametrize(("was", "is_", "mark"), [(False, True, "+"), (True, False, "-"), (True, True, "")])
def test_in_a_redline_the_marking_at_the_foot_comes_or_goes(was: bool, is_: bool, mark: str) -> None:
    both = replace(META, marking_at_foot=is_)
    xml = lines(both, before=replace(META, marking_at_foot=was))["footer"]
    assert words(xml)[0].startswith(f"{mark}Internal{mark}{mark}|{mark}v1|")
    long = replace(both, running_foot=(Text("as of a day " * 12),))
    xml = lines(long, before=replace(long, marking_at_foot=was))["footer"]
    assert words(xml)[0] == f"{mark}Internal{mark}"
    assert ('<rPr><ins id="0"/></rPr>' in xml, '<rPr><del id="0"/></rPr>' in xml) == (mark == "+", mark == "-")


def test_of_a_marking_that_changed_too_the_foot_has_the_side_that_stands_there() -> None:
    marking = Deleted((Text("Public"),)), Inserted((Text("Internal"),))
    new = replace(META, marking=marking, marking_at_foot=True)
    assert shown(new, before=META)["footer"][0].startswith("+Internal++|+")
    assert shown(replace(new, marking_at_foot=False), before=new)["footer"][0].startswith("-Public--|-")


def test_a_tab_comes_or_goes_with_the_words_after_it() -> None:
    come = replace(META, running_head=(Inserted((Text("Forum"),)),), page_label=(Deleted((Text("page"),)),))
    found = shown(come)
    assert found["header"] == ["Internal+|++Forum+"]
    assert found["footer"][0].startswith("v1|-page--_-")


# On a letterhead -----------------------------------------------------------------------------------------------------

THEIRS = "<w:p><w:r><w:t>Agency</w:t></w:r></w:p>"
AT_FOOT = "<w:p><w:r><w:t>Street 1</w:t></w:r></w:p>"


def test_our_lines_stand_below_the_letterhead_s_in_a_style_of_their_own() -> None:
    found = lines(META, Paper({"header": THEIRS, "footer": AT_FOOT}))
    assert words(found["header"]) == ["Agency", "Internal|Forum"]
    assert words(found["footer"])[0] == "Street 1"
    assert '<pStyle val="BriefHeader"/></pPr>' in found["header"]
    assert '<pStyle val="BriefFooter"/></pPr>' in found["footer"]
    assert '<pStyle val="Header"/>' in lines(META)["header"]
    bare_header = lines(replace(META, marking=(), running_head=()), Paper({"header": THEIRS}))["header"]
    assert words(bare_header) == ["Agency", ""]


def test_our_lines_keep_clear_of_what_floats() -> None:
    paper = Paper({"header": THEIRS, "footer": AT_FOOT}, Room(before=25.4, after=12.7))
    found = lines(replace(META, marking_at_foot=True), paper)
    assert '<pStyle val="BriefHeader"/><spacing before="1560"/>' in found["header"]  # an inch, and some air
    assert [line.partition("|")[0] for line in words(found["footer"])] == ["Internal", "v1", "Street 1"]
    first, last, theirs = re.findall(r"<p>.*?</p>", found["footer"])
    assert first.startswith('<p><pPr><pStyle val="BriefFooter"/><spacing before="240"/></pPr>')
    assert '<spacing after="840"/>' in last
    assert "spacing" not in theirs
    alone = lines(META, Paper({"footer": AT_FOOT}, Room(after=0.0)))["footer"]
    assert [line.partition("|")[0] for line in words(alone)] == ["v1", "Street 1"]
    assert '<pStyle val="BriefFooter"/><spacing after="120" before="240"/>' in alone


def test_pages_are_numbered_unless_the_letterhead_does() -> None:
    assert "PAGE" in lines(META, Paper({"footer": AT_FOOT}))["footer"]
    assert "PAGE" not in lines(META, Paper({"footer": AT_FOOT}, numbers_pages=True))["footer"]


def test_the_page_is_the_theme_s_and_running_lines_begin_in_its_margins(theme: Theme) -> None:
    page = replace(theme.page, width=254, height=508, top=25.4, bottom=50.8, left=12.7, right=76.2)
    size, margins = map(bare, page_geometry(replace(theme, page=page)))
    assert size == '<pgSz w="14400" h="28800"/>'
    assert margins == (
        '<pgMar top="1440" right="4320" bottom="2880" left="720" header="882" footer="2351" gutter="0"/>'
    )


def test_lines_of_two_languages_go_on_towards_the_edge_of_the_sheet(theme: Theme) -> None:
    def distances(lines: int) -> list[int]:
        roots = [w(name, *(w("p") for _ in range(lines))) for name in ("hdr", "ftr")]
        _, margins = page_geometry(theme, roots)
        return [int(margins.get(f"{{{W}}}{name}", "")) for name in ("header", "footer")]

    line = pytest.approx(theme.sizes.running * theme.sizes.leading * 20, abs=1)
    (head, foot), (one_more_head, one_more_foot), (_, two_more) = (distances(lines) for lines in (1, 2, 3))
    assert head - one_more_head == foot - one_more_foot == line
    assert two_more == twips(5)  # as far as printers print
    assert min(distances(9)) == twips(5)


def test_a_head_too_wide_to_stand_beside_the_marking_stands_below_it() -> None:
    for words, breaks in (("Forum", 0), ("A forum with a very long name " * 6, 1)):
        part = document_part()
        metadata = replace(META, running_head=(Text(words),))
        add_running_lines(part, metadata, Shared(REVIEWER), theme=load_theme(ROOT / "templates" / "themes" / "plain"))
        (header,) = (each.element for each in related(part) if "header" in str(each.partname))  # type: ignore[attr-defined]
        assert len(header.findall(".//{*}br")) == breaks

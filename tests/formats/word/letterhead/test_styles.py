"""A letterhead's styles and lists with ours among them."""

from __future__ import annotations

from lxml import etree

from briefgen.formats.word.letterhead.styles import MergedStyles
from briefgen.formats.word.xml import NS, W
from tests.formats.word.xml_reading import bare, inside, parsed


def style(
    id: str, name: str = "", inside: str = "", *, kind: str = "paragraph", default: bool = False, base: str = ""
) -> str:
    is_default = ' w:default="1"' if default else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"{is_default}><w:name w:val="{name or id}"/>{based}{inside}</w:style>'
    )


def root(*styles: str) -> etree._Element:
    return parsed("".join(styles), "styles")


def merged(
    theirs: etree._Element, ours: etree._Element, *, numbers: str = "", our_numbers: str = "", lang: str = "ka-GE"
) -> MergedStyles:
    made = MergedStyles(theirs, parsed(numbers, "numbering") if numbers else None, ours)
    made.add(ours, parsed(our_numbers, "numbering"), lang)
    return made


def found(made: MergedStyles, id: str) -> str:
    (one,) = (bare(each) for each in made.styles.iterfind("w:style", NS) if each.get(f"{{{W}}}styleId") == id)
    return one


def ids(made: MergedStyles) -> list[str]:
    return [str(each.get(f"{{{W}}}styleId")) for each in made.styles.iterfind("w:style", NS)]


WHITE = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
NORMAL = style("Normal", default=True)


def test_styles_are_one_if_word_knows_them_by_one_name() -> None:
    made = merged(
        root(style("Titel", "title"), style("Lead", "Other")), root(style("Title", "Title"), style("Lead", "Lead"))
    )
    assert ids(made) == ["Titel", "Lead", "BriefLead"]  # an id that is taken by another one
    story = parsed('<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr></w:p><w:pStyle w:val="Lead"/><w:pStyle w:val="X"/>')
    made.adapt([story])
    assert [each.get(f"{{{W}}}val") for each in story.iter(f"{{{W}}}pStyle")] == ["Titel", "BriefLead", "X"]
    kinds = merged(root(style("C", "Strong", kind="character")), root(style("P", "Strong")))
    assert ids(kinds) == ["C", "P"]


def test_a_style_without_a_kind_is_one_of_paragraphs() -> None:
    bare_style = '<w:style w:styleId="T"><w:name w:val="TITLE"/></w:style>'
    assert ids(merged(root(bare_style), root(style("Title")))) == ["T"]


def test_only_styles_that_an_agency_sets_are_missed() -> None:
    ours = root(style("Title"), style("Heading1", "heading 1"), style("Lead"), style("ListBullet", "List Bullet"))
    assert merged(root(), ours).missed == ["Title", "heading 1", "List Bullet"]


def test_a_title_that_nobody_could_read_is_replaced_and_a_heading_is_told() -> None:
    theirs = root(style("Title", inside=WHITE), style("H", "heading 1", WHITE), style("L", "Lead", WHITE))
    made = merged(theirs, root(style("Title"), style("Heading1", "heading 1"), style("Lead")))
    why = "its letters have the colour of the paper"
    assert made.illegible == {"title": why, "heading 1": why}  # of others nobody knows what they are for
    assert ids(made) == ["Title", "H", "L", "BriefTitle"]
    assert '<name val="Brief Title"/>' in found(made, "BriefTitle")
    assert 'customStyle="1"' in found(made, "BriefTitle")
    assert made.missed == []


def test_so_is_a_subtitle() -> None:
    made = merged(root(style("S", "Subtitle", WHITE)), root(style("Subtitle")))
    assert ids(made) == ["S", "BriefSubtitle"]


def test_our_running_lines_have_styles_of_their_own() -> None:
    spaced = "<w:pPr><w:spacing/></w:pPr>"
    made = merged(
        root(style("Header", "header")), root(style("Header", "header", spaced), style("Footer", "footer", spaced))
    )
    assert ids(made) == ["Header", "BriefHeader", "BriefFooter"]
    assert '<spacing before="120" after="160"/><contextualSpacing/>' in found(made, "BriefHeader")
    assert '<spacing before="120" after="0"/><contextualSpacing/>' in found(made, "BriefFooter")
    story = parsed('<w:pStyle w:val="Header"/><w:pStyle w:val="Footer"/>')
    made.adapt([story])
    assert inside(story) == '<pStyle val="BriefHeader"/><pStyle val="BriefFooter"/>'


def test_bold_is_what_the_letterhead_says_of_its_own_and_we_of_ours() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    theirs = root(style("Title"), style("L", "Lead", bold))
    assert merged(theirs, root(style("Title"), style("Lead"), style("Kicker"), style("Notice"))).bold() == {
        "Lead",
        "Kicker",
    }


def test_families_are_those_of_our_paragraph_styles_as_they_are_here() -> None:
    def face(family: str) -> str:
        return f'<w:rPr><w:rFonts w:ascii="{family}"/></w:rPr>'

    ours = root(style("Title"), style("Lead", base="Normal"), style("Strong", kind="character"))
    theirs = root(style("Normal", inside=face("House"), default=True), style("T", "Title", face("Fine")))
    made = merged(theirs, ours)
    assert made.families({}) == {None: "House", "T": "Fine", "Lead": "House"}
    assert merged(root(), root(style("Title"))).families({}) == {None: "Times New Roman", "Title": "Times New Roman"}


# How ours fit --------------------------------------------------------------------------------------------------------


def fitted(inside: str, id: str = "Kicker", base: str = "Normal", kind: str = "paragraph") -> str:
    made = merged(root(NORMAL), root(style("Normal", default=True), style(id, "", inside, base=base, kind=kind)))
    return found(made, id).partition("/>" if not base else f'<basedOn val="{base}"/>')[2].removesuffix("</style>")


ALONE = '<ind left="0" right="0" firstLine="0"/>'


def test_our_styles_stand_alone_so_that_theirs_do_not_indent_or_justify_them() -> None:
    assert fitted("") == f'<pPr>{ALONE}<jc val="left"/></pPr>'
    assert fitted("<w:rPr><w:b/></w:rPr>") == f'<pPr>{ALONE}<jc val="left"/></pPr><rPr><b/></rPr>'
    own = '<w:pPr><w:ind w:left="9"/><w:jc w:val="right"/></w:pPr>'
    assert fitted(own) == '<pPr><ind left="9" right="0" firstLine="0"/><jc val="right"/></pPr>'
    assert fitted('<w:pPr><w:spacing/><w:outlineLvl w:val="0"/></w:pPr>') == (
        f'<pPr><spacing/>{ALONE}<jc val="left"/><outlineLvl val="0"/></pPr>'
    )
    assert fitted("<w:pPr><w:numPr/></w:pPr>") == '<pPr><numPr/><jc val="left"/></pPr>'  # a list is set in by itself


def test_running_text_and_what_rests_on_another_style_goes_as_the_letterhead_s() -> None:
    for id in ("Lead", "Notice", "NumberedText"):
        assert fitted("", id) == ""
    assert fitted("", base="Heading1") == ""
    assert fitted("", kind="character") == ""


def test_our_faces_go_and_our_colours_stay() -> None:
    look = '<w:rPr><w:rFonts w:ascii="Ours"/><w:color w:val="112233" w:themeColor="text2"/></w:rPr>'
    assert fitted(look, "Lead") == '<rPr><color val="112233"/></rPr>'
    shade = '<w:pPr><w:shd w:fill="AABBCC" w:themeFill="background2"/></w:pPr>'
    assert fitted(shade, "Lead") == '<pPr><shd fill="AABBCC"/></pPr>'


def test_a_picture_has_air_round_it() -> None:
    spaced = '<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
    assert '<spacing before="120" after="80"/>' in fitted(spaced, "Picture")
    assert '<spacing before="0" after="0"/>' in fitted(spaced, "Kicker")


def test_of_each_kind_one_is_the_default() -> None:
    made = merged(root(NORMAL), root(style("P", default=True), style("C", kind="character", default=True)))
    assert "default" not in found(made, "P")
    assert 'default="1"' in found(made, "C")


# Lists ---------------------------------------------------------------------------------------------------------------


def test_a_list_style_without_a_bullet_gets_ours_in_its_place() -> None:
    ours = root(
        style("ListBullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'), style("Lead")
    )
    bullet = '<numPr><numId val="1"/></numPr>'
    for theirs, then in (
        ("", f"<pPr>{bullet}</pPr>"),
        ("<w:rPr/>", f"<pPr>{bullet}</pPr><rPr/>"),
        ("<w:pPr><w:keepNext/><w:spacing/></w:pPr>", f"<pPr><keepNext/>{bullet}<spacing/></pPr>"),
        ("<w:pPr><w:keepNext/><w:pageBreakBefore/></w:pPr>", f"<pPr><keepNext/><pageBreakBefore/>{bullet}</pPr>"),
        ("<w:pPr><w:spacing/></w:pPr>", f"<pPr>{bullet}<spacing/></pPr>"),
    ):
        made = merged(root(style("LB", "List Bullet", theirs), style("L", "lead")), ours)
        assert found(made, "LB").partition('<name val="List Bullet"/>')[2] == f"{then}</style>"
        assert made.without_bullet == ["List Bullet"]
    has = '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>'
    made = merged(root(style("LB", "List Bullet", has)), ours)
    assert made.without_bullet == []
    assert '<numId val="9"/>' in found(made, "LB")


def definition(number: int, *styles: str) -> str:
    levels = "".join(f'<w:lvl><w:pStyle w:val="{each}"/></w:lvl>' for each in styles)
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def instance(number: int, of: int) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/></w:num>'


def test_our_lists_are_numbered_after_theirs_and_stand_where_the_schema_wants_them() -> None:
    theirs = definition(3) + definition(7) + instance(2, 7) + instance(5, 3) + "<w:numIdMacAtCleanup/>"
    ours = root(style("ListBullet", "List Bullet"), style("Own"))
    made = merged(
        root(style("LB", "List Bullet")),
        ours,
        numbers=theirs,
        our_numbers=definition(1, "ListBullet", "Own") + instance(1, 1),
    )
    assert inside(made.numbering) == (
        '<abstractNum abstractNumId="3"/><abstractNum abstractNumId="7"/>'
        '<abstractNum abstractNumId="9"><lvl/><lvl><pStyle val="Own"/></lvl></abstractNum>'
        '<num numId="2"><abstractNumId val="7"/></num><num numId="5"><abstractNumId val="3"/></num>'
        '<num numId="6"><abstractNumId val="9"/></num><numIdMacAtCleanup/>'
    )
    line = parsed('<w:numPr><w:numId w:val="1"/></w:numPr>')
    made.adapt([line])
    assert inside(line) == '<numPr><numId val="6"/></numPr>'
    alone = merged(root(), root(), our_numbers=definition(1) + instance(1, 1))
    assert inside(alone.numbering) == '<abstractNum abstractNumId="2"/><num numId="1"><abstractNumId val="2"/></num>'


# Language and cells --------------------------------------------------------------------------------------------------


def test_the_brief_s_language_is_the_only_one() -> None:
    says = '<lang val="ka-GE" eastAsia="ka-GE" bidi="ka-GE"/>'
    for defaults in (
        "", "<w:docDefaults/>", "<w:docDefaults><w:rPrDefault/></w:docDefaults>",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>',
    ):  # fmt: skip
        made = merged(root(defaults, style("X", inside='<w:rPr><w:lang w:val="de-DE"/></w:rPr>')), root())
        assert bare(made.styles).startswith(
            f"<styles><docDefaults><rPrDefault><rPr>{says}</rPr></rPrDefault></docDefaults>"
        )
        assert bare(made.styles).count("<lang ") == 1
    paragraph = merged(root("<w:docDefaults><w:pPrDefault/></w:docDefaults>"), root())
    assert bare(paragraph.styles).startswith("<styles><docDefaults><rPrDefault>")


def test_cells_in_a_style_of_the_letterhead_s_are_set_to_the_left() -> None:
    made = merged(root(style("LB", "List Bullet")), root(style("ListBullet", "List Bullet"), style("Own")))

    def cell(id: str, more: str = "") -> str:
        return f'<w:tc><w:p><w:pPr><w:pStyle w:val="{id}"/>{more}</w:pPr></w:p></w:tc>'

    story = parsed(
        cell("LB", "<w:rPr/>") + cell("Own") + '<w:p><w:pPr><w:pStyle w:val="LB"/></w:pPr></w:p><w:tc><w:p/></w:tc>'
    )
    made.set_cells_apart([story])
    assert inside(story) == (
        '<tc><p><pPr><pStyle val="LB"/><jc val="left"/><rPr/></pPr></p></tc>'
        '<tc><p><pPr><pStyle val="Own"/></pPr></p></tc>'
        '<p><pPr><pStyle val="LB"/></pPr></p><tc><p/></tc>'
    )


def test_whatever_refers_to_a_style_of_ours_does_so_by_what_it_is_called_here() -> None:
    theirs = root(style("P1", "Lead"), style("C1", "Strong", kind="character"), style("T1", "Grid", kind="table"))
    ours = root(style("Lead"), style("Strong", kind="character"), style("Grid", kind="table"))
    made = merged(theirs, ours)
    text = parsed(
        '<w:p><w:pPr><w:pStyle w:val="Lead"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr></w:r></w:p>'
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr></w:tbl>',
        "body",
    )
    made.adapt([text])
    told = {each.tag.rpartition("}")[2]: each.get(f"{{{W}}}val") for each in text.iter() if each.get(f"{{{W}}}val")}
    assert told == {"pStyle": "P1", "rStyle": "C1", "tblStyle": "T1"}

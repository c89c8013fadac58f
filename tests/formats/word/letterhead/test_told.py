"""What a person is told of a letterhead, from what is known of it alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.formats.word.letterhead.faces import KNOWN_FACES, georgian_faces, set_face
from briefgen.formats.word.letterhead.opened import Letterhead
from briefgen.formats.word.letterhead.room import Room
from briefgen.formats.word.letterhead.told import faces, lacking, left_behind
from briefgen.look.theme import Theme
from tests.formats.word.xml_reading import inside, parsed


@dataclass
class Paper:
    """What is known of a letterhead: by default a header and a footer without a number, and nothing wrong."""

    sections: int = 1
    stories: dict[tuple[str, str], Any] = field(
        default_factory=lambda: {(story, "default"): letters() for story in ("header", "footer")}
    )
    later: dict[str, int] = field(default_factory=lambda: {"header": 0, "footer": 0})
    room: Room = field(default_factory=Room)
    numbers_pages: bool = True
    dropped: tuple[str, ...] = ()
    styles: Any = field(default_factory=lambda: parsed("", "styles"))
    fonts: dict[str, str] = field(default_factory=dict)
    georgian: dict[str, bool | None] = field(default_factory=dict)

    def has_georgian(self, family: str, theme: Theme) -> bool | None:
        return self.georgian.get(family)


def letters(*, unlinked: bool = False, settled: tuple[str, ...] = (), unfilled: tuple[str, ...] = ()) -> Any:
    return SimpleNamespace(unlinked=unlinked, settled=settled, unfilled=unfilled)


def merged(**changes: Any) -> Any:
    return SimpleNamespace(**{"missed": [], "illegible": {}, "without_bullet": [], **changes})


def lacks(paper: Paper, **changes: Any) -> list[str]:
    return list(lacking(paper, merged(**changes)))  # type: ignore[arg-type]


HEAD = "its header has no place for the marking and the event: they stand under it"
FOOT = "its footer has no place for the version: they stand under it"


def test_where_our_lines_stand_is_told() -> None:
    assert lacks(Paper()) == [HEAD, FOOT]
    unnumbered = "its footer has no place for the version and the number of the page: they stand under it"
    assert lacks(Paper(numbers_pages=False)) == [HEAD, unnumbered]
    assert lacks(Paper(room=Room(after=0.0))) == [HEAD, FOOT.replace("under", "above")]
    assert lacks(Paper(stories={})) == [
        "it has no header: the brief's own stands there", "it has no footer: the brief's own stands there"
    ]  # fmt: skip
    first_only = Paper(stories={("header", "first"): letters(), ("footer", "default"): letters()}, later={"header": 3})
    assert lacks(first_only) == [
        "it has no header in its first section, only in section 3: the brief's own stands there", FOOT
    ]  # fmt: skip


def test_of_several_sections_the_first_is_named() -> None:
    assert lacks(Paper(sections=2))[0] == "it has 2 sections: page, header and footer are those of the first"


def test_what_covers_our_lines_is_told_with_the_margin_that_helps() -> None:
    told = lacks(Paper(room=Room(doubtful=("header", "footer"))))[2:]
    assert ["the marking and the event may stand on it" in told[0], "a larger top margin" in told[0]] == [True, True]
    assert ["the version may stand on it" in told[1], "a larger bottom margin" in told[1]] == [True, True]


def test_styles_that_it_lacks_or_that_nobody_could_read_are_named() -> None:
    told = lacks(Paper(), missed=["Title", "heading 1"], without_bullet=["List Bullet", "List Number"],
                 illegible={"title": "its letters are hidden", "heading 1": "it stands in a frame"})  # fmt: skip
    assert told[:4] == [
        "it lacks these styles, so the theme's were added: Title, heading 1",
        "nobody could read its style title, its letters are hidden: the theme's stands there",
        "nobody could read its style heading 1, it stands in a frame: change it in Word (Home, Styles, Modify)",
        "it has no bullets or numbers in List Bullet, List Number: the theme's were added",
    ]


def test_what_was_left_behind_is_told_once() -> None:
    assert list(left_behind(Paper())) == []  # type: ignore[arg-type]
    both = (
        letters(settled=("DATE „May“",), unfilled=("{name}",)),
        letters(unlinked=True, settled=("DATE „May“", "TIME „1“"), unfilled=("[x]", "{name}")),
    )
    paper = Paper(stories={("header", "default"): both[0], ("footer", "default"): both[1]}, dropped=("macros", "a tie"))
    assert list(left_behind(paper)) == [  # type: ignore[arg-type]
        "it had macros and a tie, left behind",
        "links in its header or footer are plain words now",
        "fields in its header or footer are the words now that they last showed: DATE „May“, TIME „1“",
        "its header or footer has places that nobody filled in: {name}, [x]",
    ]


def faces_told(theme: Theme, paper: Paper, *families: str, georgian: bool = True) -> list[str]:
    named = SimpleNamespace(families=lambda fonts: dict(enumerate(families)))
    return list(faces(paper, named, theme, georgian=georgian))  # type: ignore[arg-type]


def body(family: str) -> Any:
    run = f'<w:rPr><w:rFonts w:ascii="{family}"/></w:rPr>'
    return parsed(f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault></w:docDefaults>", "styles")


def test_the_face_of_its_text_is_told_unless_it_is_the_theme_s(theme: Theme) -> None:
    assert faces_told(theme, Paper(styles=body("House")), georgian=False) == [
        "its text is set in House, which the Word files don't hold"
    ]
    assert faces_told(theme, Paper(), georgian=False) == [
        "its text is set in no face of its own, which the Word files don't hold"
    ]
    assert faces_told(theme, Paper(styles=body("FiraGO")), "A", georgian=False) == []


def test_faces_without_georgian_are_told_for_a_georgian_brief(theme: Theme) -> None:
    paper = Paper(styles=body("FiraGO"), georgian={"A": False, "B": False, "C": True, "D": None})
    assert faces_told(theme, paper, "A", "C", "A") == [
        "A has no Georgian letters: Georgian stands in FiraGO, which the Word files hold"
    ]
    assert faces_told(theme, paper, "A", "B", "D")[0].startswith("A and B have no Georgian letters: ")
    assert len(faces_told(theme, paper, "A", "D")) == 1
    assert faces_told(theme, paper, "C") == []
    (unknown,) = faces_told(theme, paper, "C", "D", "E")
    assert unknown.startswith("it doesn't say whether D and E has Georgian letters")
    assert faces_told(theme, paper, "A", "D", georgian=False) == []


# Georgian ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signature", "has"),
    [
        *(("04000000", True), ("ffffffff", True), ("FBFFFFFF", False), ("00000001", False)),
        *(("00000000", None), ("4", None), ("", None)),
    ],
)
def test_a_font_table_says_whether_a_family_has_georgian(signature: str, has: bool | None) -> None:
    table = parsed(f'<w:font w:name="House"><w:sig w:usb0="{signature}"/></w:font><w:font w:name="Other"/>', "fonts")
    assert georgian_faces(table) == ({} if has is None else {"House": has})


def test_of_a_family_the_theme_the_table_or_what_is_known_says_it(theme: Theme) -> None:
    paper = SimpleNamespace(georgian={"Sylfaen": False, "House": True})

    def has(family: str) -> bool | None:
        return Letterhead.has_georgian(paper, family, theme)  # type: ignore[arg-type]

    assert [has(family) for family in ("FiraGO", "Sylfaen", "House", "SYLFAEN", "Arial", "Nobody's")] == [
        True, False, True, True, False, None
    ]  # fmt: skip
    assert KNOWN_FACES["sylfaen"]


FACE = '<rFonts ascii="Ours" hAnsi="Ours" eastAsia="Ours" cs="Ours"/>'


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{words}</w:t></w:r>"


def with_face(line: str, *, whole: bool = False, lacking: tuple[str | None, ...] = (None, "P")) -> str:
    root = parsed(line)
    set_face([root], "Ours", lacking, whole=whole)
    return inside(root)


@pytest.mark.parametrize(
    ("words", "set_"),
    [("სიტყვა", True), ("word", False), ("Ა", True), ("Ⴀ", True), ("ⴀ", True), ("14–18", False)],
)
def test_runs_with_georgian_are_set_in_our_face_or_all_of_a_georgian_brief(words: str, set_: bool) -> None:
    line = f"<w:p>{run(words)}</w:p>"
    assert (FACE in with_face(line)) is set_
    assert FACE in with_face(line, whole=True)
    gone = line.replace("w:t>", "w:delText>")
    assert (FACE in with_face(gone)) is set_


def test_only_lines_in_a_style_whose_face_lacks_georgian_are_set() -> None:
    def styled(style: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run("ა")}</w:p>'

    assert FACE in with_face(styled("P"))
    assert FACE not in with_face(styled("Q"))
    assert with_face(styled("Q") + styled("P")).count(FACE) == 1
    assert FACE not in with_face(f"<w:p>{run('ა')}</w:p>", lacking=("P",))


def test_a_face_stands_where_the_schema_wants_it() -> None:
    style, bold = '<w:rStyle w:val="S"/>', "<w:b/>"
    assert f"<rPr>{FACE}<b/></rPr>" in with_face(f"<w:p>{run('ა', bold)}</w:p>")
    assert f'<rPr><rStyle val="S"/>{FACE}<b/></rPr>' in with_face(f"<w:p>{run('ა', style + bold)}</w:p>")
    assert f"<r><rPr>{FACE}</rPr><t>" in with_face(f"<w:p>{run('ა')}</w:p>")


def test_one_style_that_it_lacks_is_named_too() -> None:
    assert lacks(Paper(), missed=["Title"])[0] == "it lacks these styles, so the theme's were added: Title"
    assert lacks(Paper(), without_bullet=["List Bullet"])[0].startswith("it has no bullets or numbers in List Bullet:")

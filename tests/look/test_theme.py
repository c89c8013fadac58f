from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefgen.document.tree import Chart, ChartItem, Text
from briefgen.formats.html import style_sheet
from briefgen.formats.word.embedding import _subset
from briefgen.look.errors import ThemeError
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.pictures.drawing import draw
from briefgen.project.reading import TooLargeError, read_file

GOOD = (Path(__file__).parents[2] / "templates" / "themes" / "plain" / "theme.toml").read_text(encoding="utf-8")


def theme_from(folder: Path, text: str) -> Theme:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return load_theme(folder)


def test_tokens_have_flat_names_for_the_style_sheet(theme: Theme) -> None:
    tokens = theme.tokens()
    assert tokens["faces_family"] == "FiraGO"
    assert tokens["page_label_column"] == "49.5"
    assert tokens["colours_marking"].startswith("#")


def test_all_four_faces_are_fonts(theme: Theme) -> None:
    assert {data[:4] for data in theme.face_files.values()} == {b"\x00\x01\x00\x00"}


def test_georgian_and_its_punctuation_have_glyphs(theme: Theme) -> None:
    alphabet = "".join(chr(code) for code in range(0x10D0, 0x10F1))
    assert theme.missing_glyphs([alphabet, "ISSA 0123456789 „ “ « » – ₾ § №\u00a0", "ISSA\u2011ს 14–\u206018"]) == set()


def test_missing_glyphs_are_found(theme: Theme) -> None:
    assert theme.missing_glyphs(["a☃", "Ა"]) == {"☃", "Ა"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title = 21", "title = 0", "is not a size"),
        ("title = 21", 'title = "21"', "is not a size"),
        ("title = 21", "title = true", "is not a size"),
        ("title = 21\n", "", "lacks title"),
        ("text = 14\n", "text = 8\n", r"\[papers.card.sizes\] text: 8 is too small for a card, which has 14 points"),
        ("text = 14\n", "", r"\[papers.card.sizes\] text: [\d.]+ is too small for a card"),
        ("title = 21", "title = 21\ntitel = 21", "unknown token titel"),
        ('ink = "', 'ink = "#', "not a plain word"),
        ('marking = "8C1515"', 'marking = "red"', "is not a colour"),
        ('family = "FiraGO"', 'family = "x; } @import url(http://x)"', "not a plain word"),
        ("[space]", "[spaces]", "no such group"),
        ("[space]", "[space", "theme.toml"),
    ],
)
def test_wrong_tokens_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(ThemeError, match=message):
        theme_from(tmp_path, GOOD.replace(old, new))


def test_a_face_that_the_package_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="no font 'nofont'"):
        _ = theme_from(tmp_path, GOOD.replace('"figo"', '"nofont"')).face_files


def test_the_digest_is_another_once_anything_of_the_theme_is(tmp_path: Path, theme: Theme) -> None:
    def digest(text: str, file: str = "", within: str = "") -> str:
        theme_from(tmp_path, text)
        if file:
            (tmp_path / file).write_text(within)
        return load_theme(tmp_path).digest

    toml = (theme.folder / "theme.toml").read_text(encoding="utf-8")
    first = digest(toml)
    assert digest(toml) == first
    others = [
        digest(toml.replace("title = ", "title = 1", 1)),
        digest(toml.replace('regular = "figo"', 'regular = "figbo"', 1)),
        digest(toml, "page.css", "p { color: red }"),
        digest(toml, "page.css", "p { color: blue }"),
        digest(toml, "picture.svg", "<svg/>"),
    ]
    assert len({first, *others}) == 6


def test_a_theme_that_extends_another_rests_on_it(tmp_path: Path) -> None:
    first = extending(tmp_path, 'extends = "plain"\n')
    digest = first.digest
    assert first.bases == (tmp_path / "plain",)
    (first.bases[0] / "page.css").write_text("p { color: red }")
    assert load_theme(first.folder).digest != digest


def test_a_folder_without_a_theme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"theme\.toml is missing"):
        load_theme(tmp_path)


# Another look ------------------------------------------------------------------------------------------------------

THEMES = Path(__file__).parents[2] / "templates" / "themes"


def extending(folder: Path, text: str) -> Theme:
    """Write a theme beside a copy of `plain`, and read it."""
    (folder / "plain").mkdir()
    for name in ("theme.toml", "page.css"):
        (folder / "plain" / name).write_text((THEMES / "plain" / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "own").mkdir()
    return theme_from(folder / "own", text)


def test_a_theme_changes_what_it_says_and_keeps_the_rest(tmp_path: Path, theme: Theme) -> None:
    own = extending(tmp_path, 'extends = "plain"\n[sizes]\ntitle = 30\n')
    assert own.sizes == replace(theme.sizes, title=30)
    assert (own.name, own.faces, own.page) == ("own", theme.faces, theme.page)
    assert own.style_sheets == (tmp_path / "plain" / "page.css",)
    (tmp_path / "own" / "page.css").write_text("p { color: red }", encoding="utf-8")
    assert style_sheet(replace(own)).endswith("p { color: red }")


def test_what_was_read_of_a_theme_is_what_its_pages_are_made_of(tmp_path: Path) -> None:
    # Else a page would bear the digest of another style sheet than its own.
    for name in ("plain", "own"):
        (tmp_path / name).mkdir()
        for file in ("theme.toml", "page.css"):
            (tmp_path / name / file).write_text((THEMES / "plain" / file).read_text(encoding="utf-8"), encoding="utf-8")
    own = theme_from(tmp_path / "own", 'extends = "plain"')
    told, sheet = own.digest, style_sheet(own)
    for name in ("plain", "own"):
        (tmp_path / name / "page.css").write_text("p { color: red }")
    assert style_sheet(own) == sheet
    assert (replace(own).digest == told, style_sheet(replace(own)) == sheet) == (False, False)


def test_a_file_of_the_theme_that_cannot_be_read_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = extending(tmp_path, 'extends = "plain"')
    told = replace(own).digest
    (tmp_path / "own" / "poster.psd").write_bytes(b"x" * 2_000_000)
    monkeypatch.setattr("briefgen.look.theme.read_file", lambda path: read_file(path, most=1_000_000))
    assert own.digest == told
    with pytest.raises(TooLargeError):
        own.file(tmp_path / "own" / "poster.psd")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extends = "../plain"', "needs the name of another theme"),
        ('extends = "own"', "needs the name of another theme"),
        ("extends = 3", "needs the name of another theme"),
        ('extends = "other"', "there is no theme in"),
        ('extends = "plain"\n[sizes]\ntitel = 3', "unknown token titel"),
        ('extends = "plain"\nsizes = 3', "is not a group of tokens"),
    ],
)
def test_what_cannot_be_extended_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ThemeError, match=message):
        extending(tmp_path, text)


@pytest.mark.parametrize(
    ("face", "message"),
    [
        ("nopackage:a/b.ttf", "type: pip install nopackage"),
        ("matplotlib:a/b.ttf", "the package matplotlib has no file a/b.ttf"),
        ("matplotlib:../b.ttf", "is not a plain word"),
        ("matplotlib:/b.ttf", "is not a plain word"),
        ("matplotlib:a.b/b.ttf", "is not a plain word"),
        ("matplotlib.x:b.ttf", "is not a plain word"),
        ("matplotlib:b.py", "is not a plain word"),
    ],
)
def test_a_face_of_another_package_has_to_be_there(tmp_path: Path, face: str, message: str) -> None:
    with pytest.raises(ThemeError, match=message):
        _ = theme_from(tmp_path, GOOD.replace('"figo"', f'"{face}"')).face_files


def test_the_sober_theme_is_a_serif_in_black_and_grey(theme: Theme) -> None:
    sober = load_theme(THEMES / "sober")
    assert {TTFont(io.BytesIO(face))["name"].getDebugName(1) for face in sober.face_files.values()} == {"DejaVu Serif"}
    for name in (field.name for field in fields(sober.colours)):
        colour = getattr(sober.colours, name)
        assert colour[:2] == colour[2:4] == colour[4:], f"{name} is not grey"
    assert sober.missing_glyphs(["".join(map(chr, range(0x10D0, 0x10F1))), "„“–«»§№•\u00a0\u2011"]) == set()
    assert sober.page.left > theme.page.left


def test_large_print_is_large_its_pictures_too_and_has_more_pages(theme: Theme) -> None:
    large = load_theme(THEMES / "large")
    assert min(large.sizes.text, large.sizes.label) >= 16
    assert min(large.sizes.small, large.sizes.footnote) >= 13
    picture = draw(Chart("governance", "A council.", (ChartItem("body", (Text("Council"),)),)), large)
    assert picture is not None
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="([\d.]+)mm" height="([\d.]+)mm"', picture.svg)
    assert size is not None
    drawn, shown = [float(each) for each in size.groups()[:2]], [float(each) for each in size.groups()[2:]]
    assert shown == pytest.approx([picture.width, picture.height], abs=1e-3)
    assert (shown[0], shown[0] / drawn[0]) == pytest.approx((174, large.sizes.footnote / 8), abs=1e-3)
    assert (theme.sizes.room, round(large.sizes.room, 2)) == (1.0, 2.56)


def test_the_package_of_a_face_is_not_run() -> None:
    code = (
        "import sys; from pathlib import Path; from briefgen.look.theme_file import load_theme; "
        "load_theme(Path(sys.argv[1])).face_files; sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(THEMES / "sober")]).returncode == 0


# Edges -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "good"),
    [
        ("title = 21", "title = 999.9", True),
        ("title = 21", "title = 1000", False),
        ("title = 21", "title = 0.1", True),
        ("title = 21", "title = -1", False),
        ('marking = "8C1515"', 'marking = "8c15fF"', True),
        ('marking = "8C1515"', 'marking = "8C151"', False),
        ('marking = "8C1515"', 'marking = "8C15155"', False),
        ('marking = "8C1515"', 'marking = "8C151G"', False),
        ('family = "FiraGO"', 'family = "Fira GO 2"', True),
        ('family = "FiraGO"', 'family = "ფირა"', False),
        ('family = "FiraGO"', 'family = "Fira-GO"', False),
        ('family = "FiraGO"', "family = 3", False),
        ('family = "FiraGO"', 'family = "package:a.ttf"', False),
        ('"figo"', '"package:file.ttf"', True),
        ('"figo"', '"pack_age:a/b-c/file_1.ttf"', True),
    ],
)
def test_tokens_at_the_edge_of_what_they_may_be(tmp_path: Path, old: str, new: str, good: bool) -> None:
    assert old in GOOD
    if good:
        theme_from(tmp_path, GOOD.replace(old, new))
    else:
        with pytest.raises(ThemeError, match="is not a"):
            theme_from(tmp_path, GOOD.replace(old, new))


def test_tokens_and_groups_that_are_lacking_or_unknown_are_named(tmp_path: Path) -> None:
    for old, new, message in (
        ("title = 21\n", "title = 21\naaa = 1\nzzz = 1\n", r"/theme\.toml: \[sizes\] has an unknown token aaa$"),
        ("[space]", "[zzz]\n[aaa]\n[space]", "no such group of tokens: aaa, zzz$"),
        (GOOD[GOOD.index("[space]") :], "", r"\[space\] lacks after_heading$"),
    ):
        with pytest.raises(ThemeError, match=message):
            theme_from(tmp_path, GOOD.replace(old, new))


def test_a_letter_that_any_face_lacks_is_missing_and_what_has_no_shape_is_not(theme: Theme) -> None:
    own = replace(theme)
    fonts = theme.face_files
    own.__dict__["face_files"] = {"regular": fonts["regular"], "bold": _subset(fonts["bold"], "ab")}
    assert own.missing_glyphs(["abc\n\t", "\u2011\u2060"]) == {"c"}
    assert own.missing_glyphs([]) == set()


@pytest.mark.parametrize("name", ["plain-2", "plain_2", "a-b-c", "2020"])
def test_a_theme_may_extend_one_of_any_plain_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "theme.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "own").mkdir()
    own = theme_from(tmp_path / "own", f'extends = "{name}"')
    assert (own.bases, own.style_sheets) == ((tmp_path / name,), (tmp_path / name / "page.css",))
    (tmp_path / "own" / "page.css").write_text("")
    assert replace(own).style_sheets == (tmp_path / name / "page.css", tmp_path / "own" / "page.css")
    assert load_theme(tmp_path / name).style_sheets == (tmp_path / name / "page.css",)


def test_a_theme_may_extend_one_that_extends_another(tmp_path: Path) -> None:
    """What is nearest is right; the further faces of all of them are there, and the family is none of these."""
    texts = {
        "own": 'extends = "sober"\n[page]\nleft = 30\n[[further]]\nfamily = "Lato"\nregular = "figo"',
        "again": 'extends = "own"\n[faces]\nfamily = "FiraGO"\nregular = "figo"\nbold = "figbo"',
    }
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(text, encoding="utf-8")
        (tmp_path / name / "page.css").write_text("", encoding="utf-8")
    where = {"own": tmp_path, "again": tmp_path}
    own, again, sober = (
        load_theme(where.get(name, THEMES) / name, lambda name: where.get(name, THEMES) / name)
        for name in ("own", "again", "sober")
    )
    assert own.bases == (THEMES / "sober", THEMES / "plain")
    assert own.style_sheets == (*sober.style_sheets, tmp_path / "own" / "page.css")
    assert again.style_sheets == (*own.style_sheets, tmp_path / "again" / "page.css")
    assert (own.page.left, own.page.top, own.colours) == (30, sober.page.top, sober.colours)
    assert (own.families, again.families) == (("DejaVu Serif", "Lato", "FiraGO"), ("FiraGO", "Lato"))


def test_themes_that_extend_one_another_are_told(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "theme.toml").write_text('extends = "one"', encoding="utf-8")
    with pytest.raises(ThemeError, match=r"one/theme\.toml: the themes extend one another in a ring"):
        theme_from(tmp_path / "one", 'extends = "other"')


@pytest.mark.parametrize("name", ["Plain", "plain/", "plain-", "a--b", ""])
def test_odd_names_are_none_of_a_theme(tmp_path: Path, name: str) -> None:
    with pytest.raises(ThemeError, match="extends needs the name of another theme"):
        theme_from(tmp_path, f'extends = "{name}"')


def test_what_is_asked_says_where_another_theme_is(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "theme.toml").write_text('extends = "plain"', encoding="utf-8")
    own = load_theme(tmp_path / "own", lambda name: THEMES / name)
    assert own.bases == (THEMES / "plain",)


@pytest.mark.parametrize(
    ("own", "folder", "width"),
    [
        ("", "base", 20),
        ("[logo]\nwidth = 30", "base", 30),
        ('[logo]\nfile = "b.png"', "own", 20),
        ('[logo]\nfile = "b.png"\nwidth = 30', "own", 30),
    ],
)
def test_a_logo_lies_in_the_theme_that_names_its_file(tmp_path: Path, own: str, folder: str, width: float) -> None:
    for name, text in (("base", f'{GOOD}\n[logo]\nfile = "a.png"\nwidth = 20'), ("own", f'extends = "base"\n{own}')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(text, encoding="utf-8")
    logo = load_theme(tmp_path / "own").logo_file
    assert logo
    assert (logo.folder, logo.width) == (tmp_path / folder, width)


@pytest.mark.parametrize(
    "logo", ['file = "a.png"', "width = 9", 'file = "a.png"\nwidth = 9\nheight = 9', 'file = "a.png"\nwidth = 0']
)
def test_a_logo_has_a_file_and_a_width_and_nothing_else(tmp_path: Path, logo: str) -> None:
    with pytest.raises(ThemeError, match=r"\[logo\]"):
        theme_from(tmp_path, f"{GOOD}\n[logo]\n{logo}")
    with pytest.raises(ThemeError, match=r"\[logo\]"):
        theme_from(tmp_path, f"logo = 3\n{GOOD}")

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.writers.theme import Theme, ThemeError, load_theme

GOOD = (Path(__file__).parents[2] / "templates" / "themes" / "plain" / "theme.toml").read_text(encoding="utf-8")


def theme_from(folder: Path, text: str) -> Theme:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return load_theme(folder)


def test_tokens_have_flat_names_for_the_style_sheet(theme: Theme) -> None:
    tokens = theme.tokens()
    assert tokens["faces_family"] == "FiraGO"
    assert tokens["page_label_column"] == "46.0"
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


def test_a_folder_without_a_theme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"theme\.toml is missing"):
        load_theme(tmp_path)

"""Which files a theme may name as its logo, and how large it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.look import logo as module
from briefgen.look.errors import ThemeError
from briefgen.look.logo import TALLEST, WIDEST, Logo, LogoFile, logo_file, read_logo
from tests.logos import raster, svg


def named(folder: Path, file: object, width: float = 20) -> LogoFile:
    return logo_file(folder, file, width, "[logo]", lambda path: path.name)


@pytest.mark.parametrize(
    "file", ["a.png", "a.PNG", "a.jpg", "a.jpeg", "a.Svg", "in/a.svg", "in/../a.svg", "our logo.png"]
)
def test_pictures_of_the_theme_s_folder_are_taken(tmp_path: Path, file: str) -> None:
    found = named(tmp_path, file)
    assert (found.path, found.name) == (tmp_path / file, Path(file).name)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("a.gif", "is not the name of a picture"),
        ("a", "is not the name of a picture"),
        (3, "is not the name of a picture"),
        ("../a.png", "leaves the theme's folder"),
        ("in/../../a.png", "leaves the theme's folder"),
        ("/a.png", "leaves the theme's folder"),
        ("in\\a.png", "leaves the theme's folder"),
        ("a\0.png", "leaves the theme's folder"),
    ],
)
def test_others_are_refused(tmp_path: Path, file: object, message: str) -> None:
    with pytest.raises(ThemeError, match=message):
        named(tmp_path, file)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "a.png").symlink_to(tmp_path / "a.png")
    with pytest.raises(ThemeError, match="leaves the theme's folder"):
        named(tmp_path / "theme", "a.png")


def test_a_logo_is_as_wide_as_there_is_room(tmp_path: Path) -> None:
    assert named(tmp_path, "a.png", WIDEST).width == WIDEST
    with pytest.raises(ThemeError, match="61 mm leaves no room for the title; 60 mm is the most"):
        named(tmp_path, "a.png", 61)


def read(folder: Path, data: bytes, file: str = "a.png", width: float = 20) -> Logo:
    (folder / file).write_bytes(data)
    return read_logo(LogoFile(folder, file, width, file))


def test_it_is_as_tall_as_its_pixels_say(tmp_path: Path) -> None:
    found = read(tmp_path, raster(400, 200))
    assert (found.kind, found.width, found.height, found.pixels) == ("png", 20, 10, 400)
    assert read(tmp_path, raster(100, 110)).height == TALLEST
    drawing = read(tmp_path, svg(), "a.SVG")
    assert (drawing.kind, drawing.pixels) == ("svg", None)


def test_one_that_is_too_tall_is_told_the_width_that_would_do(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"would be 60 mm tall; 22 mm is the most: write width = 7$"):
        read(tmp_path, raster(100, 300))
    with pytest.raises(ThemeError, match=r"would be 60 mm tall; 22 mm is the most, so it is too narrow$"):
        read(tmp_path, raster(10, 300), width=2)


def test_a_file_that_is_too_large_or_can_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FILE", 100)
    with pytest.raises(ThemeError, match=r"the logo a\.png"):
        read(tmp_path, raster(100, 100) + b"x" * 200)
    (tmp_path / "in.png").mkdir()
    with pytest.raises(ThemeError, match="the logo"):
        read_logo(LogoFile(tmp_path, "in.png", 20, "in.png"))
    with pytest.raises(ThemeError, match=r"the logo b\.png can't be read: No such file"):
        read_logo(LogoFile(tmp_path, "b.png", 20, "b.png"))


def test_a_logo_s_address_holds_the_picture() -> None:
    assert Logo("png", b"x", 1, 1).address == "data:image/png;base64,eA=="
    assert Logo("svg", b"x", 1, 1).address == "data:image/svg+xml;base64,eA=="

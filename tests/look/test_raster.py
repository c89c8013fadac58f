"""Pictures made of pixels: how many there are, a clean copy, and where ink would hide words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageFile

from briefgen.look import raster
from briefgen.look.errors import PictureError
from briefgen.look.raster import dark_rows, pixels, without_metadata


def saved(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def strip(*columns: str | tuple[int, ...], mode: str = "RGB") -> bytes:
    """Return a picture of these colours, a pixel each, from top to bottom."""
    image = Image.new(mode, (1, len(columns)))
    for row, colour in enumerate(columns):
        image.paste(colour, (0, row, 1, row + 1))
    return saved(image)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_pixels_are_counted_in_every_kind(kind: str) -> None:
    assert pixels(saved(Image.new("RGB", (3, 5)), kind)) == (3, 5)
    assert dark_rows(saved(Image.new("RGB", (3, 5)), kind), 0, 1, 1) == [True]


def test_what_is_broken_or_of_another_kind_has_none() -> None:
    assert pixels(b"x") is None
    assert pixels(saved(Image.new("RGB", (3, 5)), "PPM")) is None
    assert dark_rows(b"x", 0, 1, 1) is None


@pytest.mark.parametrize(("grey", "dark"), [(0, True), (189, True), (190, False), (255, False)])
def test_ink_is_what_words_can_not_be_read_on(grey: int, dark: bool) -> None:
    assert dark_rows(strip((grey, grey, grey)), 0, 1, 1) == [dark]


def test_a_speck_is_dust_and_each_band_is_told_by_itself() -> None:
    assert dark_rows(strip("white", "black", "white"), 0, 1, 3) == [False, True, False]
    image = Image.new("L", (2000, 1), 255)
    image.paste(0, (0, 0, 1, 1))
    assert dark_rows(saved(image), 0, 1, 1) == [False]  # a two-thousandth
    image.paste(0, (0, 0, 2, 1))
    assert dark_rows(saved(image), 0, 1, 1) == [True]


def test_only_what_lies_between_two_shares_of_the_width_counts() -> None:
    image = Image.new("RGB", (10, 1), "white")
    image.paste("black", (4, 0, 6, 1))
    data = saved(image)
    assert [dark_rows(data, left, right, 1) for left, right in ((0, 0.4), (0.6, 1), (0, 0.5), (0.5, 1), (0, 1))] == [
        [False], [False], [True], [True], [True]
    ]  # fmt: skip
    assert dark_rows(strip("black"), 0.2, 0.4, 1) == [True]  # of one pixel


@pytest.mark.parametrize(
    ("left", "right", "rows"), [(0.5, 0.5, 1), (0.6, 0.5, 1), (-0.1, 1, 1), (0, 1.1, 1), (0, 1, 0)]
)
def test_shares_that_are_none_have_no_answer(left: float, right: float, rows: int) -> None:
    assert dark_rows(strip("black"), left, right, rows) is None


def test_what_can_be_seen_through_lies_on_white_paper() -> None:
    assert dark_rows(strip((0, 0, 0, 0), (0, 0, 0, 255), mode="RGBA"), 0, 1, 2) == [False, True]


def test_too_many_pixels_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_PIXELS", 4)
    assert dark_rows(saved(Image.new("RGB", (2, 2))), 0, 1, 1) == [True]
    assert dark_rows(saved(Image.new("RGB", (1, 5))), 0, 1, 1) is None
    assert without_metadata(saved(Image.new("RGB", (2, 2))))[1] == (2, 2)
    with pytest.raises(PictureError, match="has more than 0 million pixels"):
        without_metadata(saved(Image.new("RGB", (1, 5))))


def test_a_clean_copy_has_the_pixels_the_right_way_up_and_nothing_else() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # as a camera held upright says it
    image = Image.new("RGB", (4, 2), "red")
    data, size = without_metadata(saved(image, "JPEG", exif=turned, comment=b"secret"))
    copy = Image.open(io.BytesIO(data))
    assert (size, copy.size, copy.format, copy.mode, copy.info) == ((2, 4), (2, 4), "PNG", "RGB", {})
    see_through = Image.new("RGBA", (1, 1), (9, 9, 9, 100))
    assert Image.open(io.BytesIO(without_metadata(saved(see_through))[0])).getpixel((0, 0)) == (9, 9, 9, 100)
    noted = saved(Image.new("L", (1, 1)), dpi=(72, 72), icc_profile=b"profile")
    assert Image.open(io.BytesIO(without_metadata(noted)[0])).info == {}


def test_only_png_and_jpeg_are_copied_and_none_for_printing_presses() -> None:
    for kind in ("GIF", "BMP", "TIFF"):
        with pytest.raises(PictureError, match="broken, or another kind"):
            without_metadata(saved(Image.new("RGB", (1, 1)), kind))
    with pytest.raises(PictureError, match="CMYK"):
        without_metadata(saved(Image.new("CMYK", (1, 1)), "JPEG"))


@pytest.mark.parametrize("lenient", [True, False])
def test_a_cut_off_picture_is_broken_however_lenient_pillow_was(lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    whole = saved(Image.effect_noise((40, 40), 90), "JPEG")
    with pytest.raises(PictureError):
        without_metadata(whole[: len(whole) // 2])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient

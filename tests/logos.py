"""Logos for tests: drawn here, so that no agency's is borrowed."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme

THEMES = Path(__file__).resolve().parent.parent / "templates" / "themes"
BLUE = (18, 89, 122, 255)


def raster(width: int, height: int, *, kind: str = "PNG", mode: str = "RGBA") -> bytes:
    """Return a ring and bars; with an alpha channel the ground is clear."""
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    side = min(width, height)
    draw.ellipse((0, 0, side - 1, side - 1), fill=BLUE)
    draw.ellipse((side * 0.3, side * 0.3, side * 0.7, side * 0.7), fill=(255, 255, 255, 128))
    if width > height:
        draw.rectangle((side * 1.2, side * 0.3, width - 1, side * 0.7), fill=BLUE)
    target = io.BytesIO()
    image.convert(mode).save(target, kind)
    return target.getvalue()


def svg(inside: str = '<rect x="50" y="8" width="66" height="8"/>', attributes: str = 'viewBox="0 0 120 40"') -> bytes:
    """Return an SVG of a disc with whatever else is put inside."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{head} {attributes}><circle cx="20" cy="20" r="18" fill="#12597A"/>{inside}</svg>'.encode()


def themed(folder: Path, data: bytes | None, file: str = "logo.png", width: float = 30, base: str = "plain") -> Theme:
    """Return a theme that has a logo and is otherwise one of briefgen's; None for a file that isn't there."""
    return load_theme(write_theme(folder, data, file, width, base), lambda name: THEMES / name)


def write_theme(
    folder: Path, data: bytes | None, file: str = "logo.png", width: float = 30, base: str = "plain"
) -> Path:
    """Write such a theme into a folder of that name."""
    own = folder / "own"
    own.mkdir(parents=True, exist_ok=True)
    words = 'extends = "plain"\n'
    if base != "plain":  # a theme extends one only
        words = (THEMES / base / "theme.toml").read_text(encoding="utf-8")
    (own / "theme.toml").write_text(f'{words}\n[logo]\nfile = "{file}"\nwidth = {width}\n', encoding="utf-8")
    if data is not None:
        (own / file).parent.mkdir(parents=True, exist_ok=True)
        (own / file).write_bytes(data)
    return own

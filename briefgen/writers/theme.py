"""A theme: one set of tokens (faces, sizes, colours, margins) for the CSS and for the Word styles.

A theme is a folder: `theme.toml` holds the tokens, `page.css` the print style sheet that uses them as ``$name``.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from briefgen.document.tree import NO_BREAK_HYPHEN, WORD_JOINER
from briefgen.mistakes import Mistake

# Characters that no face needs a glyph for: writers turn them into something else or they have no shape.
_SHAPELESS = frozenset({"\n", "\t", NO_BREAK_HYPHEN, WORD_JOINER})


class ThemeError(Mistake):
    """A theme can't be read or lacks something; the message names the file and the token."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The family's name and its four faces, each a font name of the package pymupdf-fonts."""

    family: str
    regular: str
    bold: str
    italic: str
    bold_italic: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points; `leading` is the line height of running text as a factor."""

    title: float
    edition_line: float
    heading_1: float
    heading_2: float
    heading_3: float
    text: float
    label: float
    small: float
    footnote: float
    running: float
    leading: float


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as RRGGBB."""

    ink: str
    heading: str
    accent: str
    secondary: str
    marking: str
    rule: str
    ground: str


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, its margins, and the width of a table's label column, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    label_column: float


@dataclass(frozen=True, slots=True)
class Space:
    """Space before and after a section heading, between paragraphs, and above and below a table row, in mm."""

    before_heading: float
    after_heading: float
    paragraph: float
    row: float


@dataclass(frozen=True)
class Theme:
    """The tokens of one look, and the folder they came from."""

    name: str
    folder: Path
    faces: Faces
    sizes: Sizes
    colours: Colours
    page: Page
    space: Space

    def tokens(self) -> dict[str, str]:
        """Return every token as CSS text under a flat name, such as ``sizes_text`` → ``9.8``."""
        flat: dict[str, str] = {}
        for group in ("faces", "sizes", "colours", "page", "space"):
            part = getattr(self, group)
            for token in fields(part):
                value = getattr(part, token.name)
                flat[f"{group}_{token.name}"] = f"#{value}" if group == "colours" else str(value)
        return flat

    @cached_property
    def face_files(self) -> dict[str, bytes]:
        """The four font files by style (``regular``, ``bold``, ``italic``, ``bold_italic``)."""
        styles = ("regular", "bold", "italic", "bold_italic")
        return {style: _font_file(getattr(self.faces, style)) for style in styles}

    def missing_glyphs(self, text: Iterable[str]) -> set[str]:
        """Return the characters of `text` that one of the theme's faces can't show."""
        wanted = set().union(*text) - _SHAPELESS
        return {char for char in wanted if any(ord(char) not in covered for covered in self._coverage)}

    @cached_property
    def _coverage(self) -> tuple[frozenset[int], ...]:
        from fontTools.ttLib import TTFont

        fonts = (TTFont(io.BytesIO(data), lazy=True) for data in self.face_files.values())
        return tuple(frozenset(font.getBestCmap()) for font in fonts)


def load_theme(folder: Path) -> Theme:
    """Read the theme in `folder`; raises `ThemeError`."""
    path = folder / "theme.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ThemeError(f"there is no theme in {folder}: theme.toml is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path}: {error}") from None
    groups = {"faces": Faces, "sizes": Sizes, "colours": Colours, "page": Page, "space": Space}
    unknown = data.keys() - groups.keys()
    if unknown:
        raise ThemeError(f"{path}: no such group of tokens: {', '.join(sorted(unknown))}")
    parts = {group: _tokens(kind, data.get(group, {}), f"{path}: [{group}]") for group, kind in groups.items()}
    return Theme(name=folder.name, folder=folder, **parts)


def _tokens(kind: type[Any], data: dict[str, Any], where: str) -> Any:
    wanted = {token.name: token.type for token in fields(kind)}
    for name in sorted(wanted.keys() - data.keys()):
        raise ThemeError(f"{where} lacks {name}")
    for name in sorted(data.keys() - wanted.keys()):
        raise ThemeError(f"{where} has an unknown token {name}")
    values: dict[str, Any] = {}
    for name, value in data.items():
        if wanted[name] == "float":
            if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 1000:
                raise ThemeError(f"{where} {name}: {value!r} is not a size")
            values[name] = float(value)
        elif not isinstance(value, str) or not value.isascii() or not value.replace(" ", "").isalnum():
            raise ThemeError(f"{where} {name}: {value!r} is not a plain word")
        else:
            values[name] = value
        if kind is Colours and not (len(value) == 6 and set(value.lower()) <= set("0123456789abcdef")):
            raise ThemeError(f"{where} {name}: {value!r} is not a colour; write six hex digits")
    return kind(**values)


@lru_cache(maxsize=8)
def _font_file(name: str) -> bytes:
    import pymupdf_fonts

    try:
        return bytes(pymupdf_fonts.fontbuffers[name]())
    except KeyError:
        raise ThemeError(f"the package pymupdf-fonts has no font {name!r}") from None

"""The tokens of a theme, by group: faces, sizes, colours, the sheet, space."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Faces:
    """The family's name and its four faces.

    A face is a font name of pymupdf-fonts, ``package:path/of/the/file.ttf``, or a file in the theme's own folder.
    """

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

    @property
    def room(self) -> float:
        """Return how many times as much paper the same words take as in ordinary print, of ten points or less."""
        return max(1.0, (self.text / 10) ** 2)

    @property
    def large_print(self) -> bool:
        """Tell whether it is larger than ordinary print."""
        return self.room > 1


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
    """The sheet, its margins, and the widths of a table's label column and of one to be filled in by hand, in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    label_column: float
    blank_column: float


@dataclass(frozen=True, slots=True)
class Space:
    """Space in mm: around a section heading, between paragraphs, above and below a table's row."""

    before_heading: float
    after_heading: float
    paragraph: float
    row: float

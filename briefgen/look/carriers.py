"""Which Python package brings a face for a script, for whoever reads that no face of the theme has a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carrier:
    """A package with a face under a free licence, and how theme.toml names it; what Unicode calls its letters."""

    family: str
    package: str
    regular: str
    bold: str
    scripts: tuple[str, ...]

    @property
    def lines(self) -> str:
        """What stands in theme.toml."""
        bold = f', bold = "{self.bold}"' if self.bold else ""
        return f'[[further]] family = "{self.family}", regular = "{self.regular}"{bold}'


_FIRAGO, _NOTO_PACKAGE = "pymupdf-fonts", "pylopdf-fonts-zh-cn"
_DEJAVU = "matplotlib:mpl-data/fonts/ttf/DejaVuSans"
_NOTO = "pylopdf_fonts_zh_cn:NotoSansSC-Regular.otf"
CARRIERS = (
    Carrier("FiraGO", _FIRAGO, "figo", "figbo",
            ("ARABIC", "CYRILLIC", "DEVANAGARI", "GEORGIAN", "GREEK", "HEBREW", "LATIN", "THAI")),
    Carrier("DejaVu Sans", "matplotlib", f"{_DEJAVU}.ttf", f"{_DEJAVU}-Bold.ttf",
            ("ARABIC", "ARMENIAN", "CYRILLIC", "GEORGIAN", "GREEK", "HEBREW", "LAO", "LATIN", "TIFINAGH")),
    Carrier("Noto Sans SC", _NOTO_PACKAGE, _NOTO, "", ("BOPOMOFO", "CJK", "HIRAGANA", "KATAKANA")),
)  # fmt: skip


def carrier_of(chars: Iterable[str], families: Iterable[str]) -> Carrier | None:
    """Return a carrier of all these letters that isn't one of a theme's families; None if none is known."""
    scripts = {unicodedata.name(char, "?").split()[0] for char in chars if char.isalpha()}
    return next((each for each in CARRIERS if each.family not in families and scripts <= {*each.scripts}), None)

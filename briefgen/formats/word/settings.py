"""The settings of a Word document: the part settings.xml (ECMA-376 17.15)."""

from __future__ import annotations

from lxml import etree

from briefgen.formats.word.notes import SEPARATORS
from briefgen.formats.word.xml import w

# What the names in w:themeColor mean in the theme part.
_COLOURS = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}


def build_settings(
    lang: str, *, fonts_embedded: bool, even_and_odd: bool = False, tracked: bool = False
) -> etree._Element:
    """Build the root; the order of its elements is the schema's. `tracked`: Word tracks what is typed from now on."""
    # Word, too, shall embed the fonts when the file is saved again, and no more of them than it needs.
    embedding = [w("embedTrueTypeFonts"), w("saveSubsetFonts")] if fonts_embedded else []
    return w(
        "settings",
        w("zoom", percent=100),
        *embedding,
        *([w("trackRevisions")] if tracked else []),
        *([w("evenAndOddHeaders")] if even_and_odd else []),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", *(w("footnote", id=number) for number in SEPARATORS)),
        # What Word 2013 and later write; without the first, Word opens the file in compatibility mode.
        w(
            "compat",
            _compatibility("compatibilityMode", 15),
            _compatibility("overrideTableStyleFontSizeAndJustification", 1),
            _compatibility("enableOpenTypeFeatures", 1),
            _compatibility("differentiateMultirowTableHeaders", 1),
        ),
        w("themeFontLang", val=lang),
        w("clrSchemeMapping", **_COLOURS),
    )


def _compatibility(name: str, value: int) -> etree._Element:
    return w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)

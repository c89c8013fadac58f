"""What Word styles are made of: one function for each property, in the theme's tokens (ECMA-376 17.3, 17.7)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from briefgen.formats.word.theme import theme_colour
from briefgen.formats.word.xml import eighths, half_points, twips, w
from briefgen.look.theme import Theme
from briefgen.look.tokens import Colours

Elements = list[etree._Element]


def paragraph_style(
    style_id: str,
    name: str,
    paragraph: Elements,
    run: Elements,
    *,
    based_on: str = "Normal",
    next_style: str | None = None,
    custom: bool = False,
) -> etree._Element:
    """Build a paragraph style; `custom` says that Word has none of that name."""
    return style("paragraph", style_id, name, paragraph, run, based_on=based_on, next_style=next_style, custom=custom)


def character_style(
    style_id: str, name: str, run: Elements, *, based_on: str = "DefaultParagraphFont", custom: bool = False
) -> etree._Element:
    """Build a character style."""
    return style("character", style_id, name, [], run, based_on=based_on, custom=custom)


def style(
    kind: str,
    style_id: str,
    name: str,
    paragraph: Iterable[etree._Element] = (),
    run: Iterable[etree._Element] = (),
    *,
    based_on: str | None = None,
    next_style: str | None = None,
    default: bool = False,
    custom: bool = False,
    priority: int = 9,
    shown: bool = True,
) -> etree._Element:
    """Build a style; a style that isn't shown is one that Word needs and nobody picks."""
    style = w("style", type=kind, default=1 if default else None, customStyle=1 if custom else None, styleId=style_id)
    style.append(w("name", val=name))
    if based_on:
        style.append(w("basedOn", val=based_on))
    if next_style:
        style.append(w("next", val=next_style))
    style.append(w("uiPriority", val=priority))
    style.extend([w("qFormat")] if shown else [w("semiHidden"), w("unhideWhenUsed")])
    for tag, properties in (("pPr", list(paragraph)), ("rPr", list(run))):
        if properties:
            style.append(w(tag, *properties))
    return style


def keep_together() -> Elements:
    """Keep a paragraph whole and with the next one."""
    return [w("keepNext"), w("keepLines")]


def fonts(theme: Theme, kind: str = "minor") -> etree._Element:
    """Name the theme's family, by itself and as the ``major`` or ``minor`` font of Word's theme."""
    # All four alike: LibreOffice ignores hAnsi for Georgian. Where the theme is known, its names come before these.
    family = theme.faces.family
    explicit = {"ascii": family, "hAnsi": family, "eastAsia": family, "cs": family}
    of_theme = {"asciiTheme": "HAnsi", "hAnsiTheme": "HAnsi", "eastAsiaTheme": "EastAsia", "cstheme": "Bidi"}
    return w("rFonts", **explicit, **{name: f"{kind}{script}" for name, script in of_theme.items()})


def lang(lang: str) -> etree._Element:
    """Name the language of the text."""
    return w("lang", val=lang, eastAsia=lang, bidi=lang)


def bold() -> Elements:
    """Bold, in every script."""
    return [w("b"), w("bCs")]


def size(points: float) -> Elements:
    """Size of type."""
    return [w("sz", val=half_points(points)), w("szCs", val=half_points(points))]


def colour(colours: Colours, token: str) -> etree._Element:
    """Name a colour of the theme, by its value and as the colour of Word's theme."""
    value = getattr(colours, token)
    return w("color", val=value, themeColor=theme_colour(token))


def spacing(*, before: float = 0, after: float = 0, line: float | None = None) -> etree._Element:
    """Space in mm; `line` is a multiple of the font's own line height, None inherits it."""
    lines: dict[str, int | str] = {} if line is None else {"line": round(240 * line), "lineRule": "auto"}
    return w("spacing", before=twips(before), after=twips(after), **lines)


def border(side: str, points: float, colours: Colours, token: str, space: int = 0) -> etree._Element:
    """Build one side of a border; `space` in points."""
    colour = {"color": getattr(colours, token), "themeColor": theme_colour(token)}
    return w(side, val="single", sz=eighths(points), space=space, **colour)


def cell_margins(margins: dict[str, int]) -> etree._Element:
    """Build the margins of a table's cells, in twips."""
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins.items()))


def ordered(run: Elements) -> Elements:
    """Return run properties once each, the later winning, in the order that the schema wants (17.3.2.28)."""
    by_tag = {etree.QName(element).localname: element for element in run}
    return [by_tag[tag] for tag in ("b", "bCs", "i", "iCs", "color", "sz", "szCs", "u") if tag in by_tag]

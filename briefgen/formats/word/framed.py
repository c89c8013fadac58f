"""Word styles in a frame: strips that say what the words below them are, and words that aren't to be said."""

from __future__ import annotations

from lxml import etree

from briefgen.formats.word import style_parts as make
from briefgen.formats.word.measures import is_card, text_edge
from briefgen.formats.word.theme import theme_colour
from briefgen.formats.word.xml import w
from briefgen.look.theme import Theme

# In points: the frame, and how far it is from the words; above them a point more than in page.css, since lines are
# as high as their letters.
_LINE, _BESIDE, _ABOVE = 1.0, 6, 3
# In mm: over and under a strip, but for one whose words stand in its frame.
_AROUND, _OVER_ITS_WORDS = 2.0, 1.0


def framed_styles(theme: Theme) -> make.Elements:
    """Return the styles of a warning, a condition and unsaid words, in running text and elsewhere.

    Word draws one frame around a warning and the words below it, since their borders are alike.
    """
    colours = theme.colours
    ground = w("shd", val="clear", color="auto", fill=colours.marking, themeFill=theme_colour("marking"))
    size = theme.sizes.heading_2 if is_card(theme) else theme.sizes.text  # on a card not as large as what is said
    looks: dict[str, tuple[make.Elements, make.Elements]] = {
        "Warning": (
            [*make.keep_together(), _frame(theme, "marking"), ground, _space(before=_AROUND, after=_OVER_ITS_WORDS)],
            [*make.bold(), w("color", val="FFFFFF")],
        ),
        "Condition": (
            [*make.keep_together(), _frame(theme, "accent"), _space(after=_AROUND)],
            [*make.bold(), make.colour(colours, "accent")],
        ),
        "Unsaid": ([_frame(theme, "marking"), make.spacing(after=theme.space.paragraph)], []),
    }
    styles = []
    for name, (paragraph, run) in looks.items():
        styles.append(make.paragraph_style(name, name, [*paragraph, _place(0)], [*run, *make.size(size)], custom=True))
        place = [_place(text_edge(theme))]
        styles.append(make.paragraph_style(f"Running{name}", f"Running {name}", place, [], based_on=name, custom=True))
    return styles


def _frame(theme: Theme, token: str) -> etree._Element:
    sides = {"top": _ABOVE, "left": _BESIDE, "bottom": _ABOVE, "right": _BESIDE}
    return w("pBdr", *(make.border(side, _LINE, theme.colours, token, space=space) for side, space in sides.items()))


def _space(*, before: float = 0, after: float = 0) -> etree._Element:
    return make.spacing(before=before, after=after, line=1)


def _place(edge: int) -> etree._Element:
    """Indent the words, since the frame reaches past them."""
    reach = round((_BESIDE + _LINE) * 20)
    return w("ind", left=edge + reach, right=reach)

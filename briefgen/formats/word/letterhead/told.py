"""What a person is told of a letterhead: what it lacks, what was left behind, which faces the briefs have."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.formats.word.faces import Styles
from briefgen.formats.word.letterhead.opened import Letterhead
from briefgen.formats.word.letterhead.styles import REPLACED, MergedStyles
from briefgen.formats.word.styles import build_styles
from briefgen.formats.word.xml import w
from briefgen.look.theme import Theme


def notes(letterhead: Letterhead, theme: Theme, *, contents: bool = False, georgian: bool = True) -> tuple[str, ...]:
    """Say what the letterhead lacks, and what the briefs have instead.

    `contents` says that a brief has a contents list, `georgian` that one is in Georgian.
    """
    ours = build_styles(theme, "en", ())
    merged = letterhead.merge(ours)
    merged.add(ours, w("numbering"), "en")
    said = [
        *lacking(letterhead, merged),
        *left_behind(letterhead),
        *faces(letterhead, merged, theme, georgian=georgian),
    ]
    if contents:
        said.append("its pages end elsewhere than the PDF's, whose numbers the contents list has: renew it with F9")
    return tuple(f"{letterhead.name}: {each}" for each in said)


def lacking(letterhead: Letterhead, merged: MergedStyles) -> Iterator[str]:
    """Yield what it lacks, and what stands there instead."""
    if merged.missed:
        yield f"it lacks these styles, so the theme's were added: {', '.join(merged.missed)}"
    for name, why in merged.illegible.items():
        way = "the theme's stands there" if name in REPLACED else "change it in Word (Home, Styles, Modify)"
        yield f"nobody could read its style {name}, {why}: {way}"
    if merged.without_bullet:
        yield f"it has no bullets or numbers in {', '.join(merged.without_bullet)}: the theme's were added"
    if letterhead.sections > 1:
        yield f"it has {letterhead.sections} sections: page, header and footer are those of the first"
    for story in ("header", "footer"):
        if (story, "default") not in letterhead.stories:
            section = letterhead.later.get(story)
            elsewhere = f" in its first section, only in section {section}" if section else ""
            yield f"it has no {story}{elsewhere}: the brief's own stands there"
    if ("header", "default") in letterhead.stories:
        yield "its header has no place for the marking and the event: they stand under it"
    if ("footer", "default") in letterhead.stories:
        number = "" if letterhead.numbers_pages else " and the number of the page"
        place = "under" if letterhead.room.after is None else "above"
        yield f"its footer has no place for the version{number}: they stand {place} it"
    for story in letterhead.room.doubtful:
        lines = {"header": "the marking and the event", "footer": "the version"}[story]
        margin = {"header": "top", "footer": "bottom"}[story]
        yield (
            f"something in it covers the page, so that {lines} may stand on it: look whether they can be read; if "
            f"not, set a larger {margin} margin in Word (Layout, Margins)"
        )


def left_behind(letterhead: Letterhead) -> Iterator[str]:
    """Yield what was not taken along, and what became plain words."""
    if letterhead.dropped:
        yield f"it had {' and '.join(letterhead.dropped)}, left behind"
    letters = letterhead.stories.values()
    if any(each.unlinked for each in letters):
        yield "links in its header or footer are plain words now"
    if settled := dict.fromkeys(field for each in letters for field in each.settled):
        yield f"fields in its header or footer are the words now that they last showed: {', '.join(settled)}"
    if unfilled := dict.fromkeys(place for each in letters for place in each.unfilled):
        yield f"its header or footer has places that nobody filled in: {', '.join(unfilled)}"


def faces(letterhead: Letterhead, merged: MergedStyles, theme: Theme, *, georgian: bool) -> Iterator[str]:
    """Yield in which face the briefs are set, and, if one is in Georgian, which face Georgian has."""
    family = Styles(letterhead.styles, letterhead.fonts).body_family()
    if family != theme.faces.family:
        yield f"its text is set in {family or 'no face of its own'}, which the Word files don't hold"
    if not georgian:
        return
    families = dict.fromkeys(merged.families(letterhead.fonts).values())
    if without := [each for each in families if letterhead.has_georgian(each, theme) is False]:
        letters = f"{' and '.join(without)} {'has' if len(without) == 1 else 'have'} no Georgian letters"
        yield f"{letters}: Georgian stands in {theme.faces.family}, which the Word files hold"
    elif unknown := [each for each in families if letterhead.has_georgian(each, theme) is None]:
        yield (
            f"it doesn't say whether {' and '.join(unknown)} has Georgian letters: where it has none, each "
            "computer takes another face for them, Windows mostly Sylfaen"
        )

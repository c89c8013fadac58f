"""What a person is told of a letterhead: what it lacks, what was left behind, which faces the briefs have."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.formats.word.faces import Styles
from briefgen.formats.word.letterhead.opened import Letterhead
from briefgen.formats.word.letterhead.styles import REPLACED, MergedStyles
from briefgen.formats.word.styles import build_styles
from briefgen.formats.word.xml import w
from briefgen.look.theme import Theme
from briefgen.problems.notes import Told, both


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
        said.append(
            Told(
                "the contents list names pages as reckoned for its sheet; its lines and faces may move them:"
                " renew it with F9"
            )
        )
    return tuple(Told("{name}: {said}", name=letterhead.name, said=each) for each in said)


def lacking(letterhead: Letterhead, merged: MergedStyles) -> Iterator[str]:
    """Yield what it lacks, and what stands there instead."""
    if merged.missed:
        yield Told("it lacks these styles, so the theme's were added: {names}", names=", ".join(merged.missed))
    for name, why in merged.illegible.items():
        theirs, change = Told("the theme's stands there"), Told("change it in Word (Home, Styles, Modify)")
        way = theirs if name in REPLACED else change
        yield Told("nobody could read its style {name}, {why}: {way}", name=name, why=why, way=way)
    if merged.without_bullet:
        names = ", ".join(merged.without_bullet)
        yield Told("it has no bullets or numbers in {names}: the theme's were added", names=names)
    if letterhead.sections > 1:
        yield Told(
            "it has {number} sections: page, header and footer are those of the first", number=letterhead.sections
        )
    for story in ("header", "footer"):
        if (story, "default") not in letterhead.stories:
            yield _without(story, letterhead.later.get(story))
    if ("header", "default") in letterhead.stories:
        yield Told("its header has no place for the marking and the event: they stand under it")
    if ("footer", "default") in letterhead.stories:
        what = Told("the version") if letterhead.numbers_pages else Told("the version and the number of the page")
        yield (
            Told("its footer has no place for {what}: they stand under it", what=what)
            if letterhead.room.after is None
            else Told("its footer has no place for {what}: they stand above it", what=what)
        )
    for story in letterhead.room.doubtful:
        yield (
            Told(
                "something in it covers the page, so that the marking and the event may stand on it: look whether they"
                " can be read; if not, set a larger top margin in Word (Layout, Margins)"
            )
            if story == "header"
            else Told(
                "something in it covers the page, so that the version may stand on it: look whether they can be read;"
                " if not, set a larger bottom margin in Word (Layout, Margins)"
            )
        )


def _without(story: str, section: int | None) -> str:
    if story == "header":
        return (
            Told(
                "it has no header in its first section, only in section {section}: the brief's own stands there",
                section=section,
            )
            if section
            else Told("it has no header: the brief's own stands there")
        )
    return (
        Told(
            "it has no footer in its first section, only in section {section}: the brief's own stands there",
            section=section,
        )
        if section
        else Told("it has no footer: the brief's own stands there")
    )


def left_behind(letterhead: Letterhead) -> Iterator[str]:
    """Yield what was not taken along, and what became plain words."""
    if letterhead.dropped:
        yield Told("it had {what}, left behind", what=both(letterhead.dropped))
    letters = letterhead.stories.values()
    if any(each.unlinked for each in letters):
        yield Told("links in its header or footer are plain words now")
    if settled := dict.fromkeys(field for each in letters for field in each.settled):
        words = ", ".join(settled)
        yield Told("fields in its header or footer are the words now that they last showed: {words}", words=words)
    if unfilled := dict.fromkeys(place for each in letters for place in each.unfilled):
        yield Told("its header or footer has places that nobody filled in: {places}", places=", ".join(unfilled))


def faces(letterhead: Letterhead, merged: MergedStyles, theme: Theme, *, georgian: bool) -> Iterator[str]:
    """Yield in which face the briefs are set, and, if one is in Georgian, which face Georgian has."""
    family = Styles(letterhead.styles, letterhead.fonts).body_family()
    if family != theme.faces.family:
        face = family or Told("no face of its own")
        yield Told("its text is set in {face}, which the Word files don't hold", face=face)
    if not georgian:
        return
    families = dict.fromkeys(merged.families(letterhead.fonts).values())
    if without := [each for each in families if letterhead.has_georgian(each, theme) is False]:
        ours = theme.faces.family
        yield (
            Told(
                "{faces} has no Georgian letters: Georgian stands in {ours}, which the Word files hold",
                faces=both(without), ours=ours,
            )
            if len(without) == 1
            else Told(
                "{faces} have no Georgian letters: Georgian stands in {ours}, which the Word files hold",
                faces=both(without), ours=ours,
            )
        )  # fmt: skip
    elif unknown := [each for each in families if letterhead.has_georgian(each, theme) is None]:
        yield Told(
            "it doesn't say whether {faces} has Georgian letters: where it has none, each computer takes another face"
            " for them, Windows mostly Sylfaen",
            faces=both(unknown),
        )

"""Which faces of a family a Word file uses: what its styles make of its runs (ECMA-376 17.7.2, 17.7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from briefgen.formats.word.xml import NS, W

_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True)
class Look:
    """What properties say of a run; None where they say nothing."""

    family: str | None = None
    bold: bool | None = None
    italic: bool | None = None

    def over(self, base: Look) -> Look:
        """Return what comes out if these properties are laid over others."""
        return Look(
            self.family or base.family,
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
        )

    def toggle(self, style: Look) -> Look:
        """Return what comes out if a style of another kind is added: bold in bold is plain again."""
        return Look(
            style.family or self.family,
            bool(self.bold) != bool(style.bold),
            bool(self.italic) != bool(style.italic),
        )


class Styles:
    """Reads looks off styles.xml; `fonts` are the theme's families by ``major`` and ``minor``."""

    def __init__(self, root: etree._Element, fonts: dict[str, str]) -> None:
        self._fonts = fonts
        self._looks: dict[str | None, Look] = {}
        self._styles = {style.get(f"{{{W}}}styleId"): style for style in root.iterfind("w:style", NS)}
        self._default = self._look(root.find("w:docDefaults/w:rPrDefault/w:rPr", NS))
        self._normal = next(
            (
                style.get(f"{{{W}}}styleId")
                for style in root.iterfind("w:style[@w:type='paragraph']", NS)
                if style.get(f"{{{W}}}default", "0") not in _OFF
            ),
            None,
        )

    def look(self, style_id: str | None) -> Look:
        """Return the look of a style with all that it is based on; a circle ends where it closes."""
        if style_id not in self._looks:
            self._looks[style_id] = self._with_bases(style_id)
        return self._looks[style_id]

    def _with_bases(self, style_id: str | None) -> Look:
        look, seen = Look(), set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            look = look.over(self._look(style.find("w:rPr", NS)))
            style_id = _value(style, "w:basedOn")
        return look

    def body_family(self) -> str | None:
        """Return the family of running text."""
        return self.look(self._normal).family or self._default.family

    def faces(self, family: str, stories: Iterable[etree._Element]) -> set[str]:
        """Return which of ``regular``, ``bold``, ``italic``, ``bold_italic`` the runs of the stories have."""
        looks = {look for story in stories for look, _ in self._runs(story) if look.family == family}
        names = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold_italic"}
        return {names[bool(look.bold), bool(look.italic)] for look in looks}

    def words(self, family: str, stories: Iterable[etree._Element]) -> Iterator[str]:
        """Yield what the runs of the stories say that stand in a family."""
        for look, run in (each for story in stories for each in self._runs(story)):
            if look.family == family:
                yield from (text.text or "" for text in run.iter(f"{{{W}}}t"))

    def _runs(self, story: etree._Element) -> Iterator[tuple[Look, etree._Element]]:
        for paragraph in story.iter(f"{{{W}}}p"):
            style = self.look(_value(paragraph, "w:pPr/w:pStyle") or self._normal)
            for run in paragraph.iter(f"{{{W}}}r"):
                properties = run.find("w:rPr", NS)
                character = self.look(_value(run, "w:rPr/w:rStyle"))
                look = replace(style, family=style.family or self._default.family).toggle(character)
                yield self._look(properties).over(look), run

    def _look(self, properties: etree._Element | None) -> Look:
        if properties is None:
            return Look()
        family = None
        fonts = properties.find("w:rFonts", NS)
        if fonts is not None:
            theme = fonts.get(f"{{{W}}}asciiTheme", "")
            family = self._fonts.get(theme[:5]) or fonts.get(f"{{{W}}}ascii")
        return Look(family, _toggle(properties, "w:b"), _toggle(properties, "w:i"))


def _toggle(properties: etree._Element, tag: str) -> bool | None:
    element = properties.find(tag, NS)
    return None if element is None else element.get(f"{{{W}}}val", "1") not in _OFF


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path, NS)
    return None if found is None else found.get(f"{{{W}}}val")

"""The styles and lists of a letterhead, with those added that it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from briefgen.formats.word.faces import Styles
from briefgen.formats.word.letterhead.legible import illegible
from briefgen.formats.word.styles import BOLD
from briefgen.formats.word.xml import NS, W, w

# Our running lines stand under the letterhead's own, whose tab stops wouldn't suit them.
RUNNING = {"header": "Brief Header", "footer": "Brief Footer"}
# What an agency sets in its letterhead; the brief's other styles (labels, panel, table) no letterhead can know.
_MATTERS = frozenset(
    {"normal", "title", "subtitle", "heading 1", "heading 2", "heading 3", "list bullet", "list number"}
)
# In a letterhead that makes these illegible ours stand instead; running text and headings are told of.
REPLACED = frozenset({"title", "subtitle"})
_WORDS_OWN = "Times New Roman"  # what Word takes where a file names no face
# Running text goes on as the letterhead's; the rest of ours must not take its Normal's indents and justification.
_RUNNING_TEXT = frozenset({"Normal", "RunningText", "Lead", "Notice", "NumberedText"})
_AFTER_INDENT = ("contextualSpacing", "mirrorIndents", "suppressOverlap")
_AFTER_ALIGNMENT = ("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl")
_REFERENCES = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
_BEFORE_NUMBERING = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


class MergedStyles:
    """A letterhead's styles and numbering, and ours fitted to them by the names that Word knows styles by."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None, ours: etree._Element) -> None:
        self.styles = deepcopy(styles)
        self.numbering = deepcopy(numbering) if numbering is not None else w("numbering")
        self.missed: list[str] = []  # names of styles that had to be added, and that a letterhead could have
        self.without_bullet: list[str] = []
        self.illegible: dict[str, str] = {}  # by the names of its styles: why nobody could read them
        self._number = _highest(self.numbering, "w:num", "numId")
        self._definition = _highest(self.numbering, "w:abstractNum", "abstractNumId") + 1
        level = ours.find("w:style[@w:styleId='ListContinue']/w:pPr/w:ind", NS)
        self._indent = "" if level is None else level.get(f"{{{W}}}left", "")
        self._ids: dict[str, str] = {}  # what ours are called here
        self._kinds: dict[str, str] = {}  # of ours: paragraph, character …
        self._theirs: set[str] = set()  # which of ours the letterhead has
        known = {_key(style): _id(style) for style in self._all()}
        taken = set(known.values())
        for style in ours.iterfind("w:style", NS):
            _rename_running(style)
            name, key = _id(style), _key(style)
            self._kinds[name] = key[0]
            why = illegible(self.styles, known[key]) if key in known and key[1] in _MATTERS else ""
            if why:
                self.illegible[key[1]] = why
            if why and key[1] in REPLACED:
                self._ids[name] = f"Brief{name}"
                continue
            if key in known:
                self._theirs.add(name)
            self._ids[name] = known.get(key) or (f"Brief{name}" if name in taken else name)
        for kind, id_ in (("Header", "BriefHeader"), ("Footer", "BriefFooter")):
            self._ids[kind] = self._ids.get(id_, id_)

    def ours(self) -> frozenset[str]:
        """Return what the styles that we set are called here."""
        return frozenset(self._ids.values())

    def bold(self) -> frozenset[str]:
        """Return those of our paragraph styles that are bold here."""
        looks = Styles(self.styles, {})
        return frozenset(
            name for name in self._ids
            if (looks.look(self._ids[name]).bold if name in self._theirs else name in BOLD)
        )  # fmt: skip

    def families(self, fonts: dict[str, str]) -> dict[str | None, str]:
        """Return the family of each of our paragraph styles, by its id here, first that of running text (None)."""
        looks = Styles(self.styles, fonts)
        body = looks.body_family() or _WORDS_OWN
        ids: list[str | None] = [None]
        ids += [self._ids[name] for name, kind in self._kinds.items() if kind == "paragraph"]
        return {id_: looks.look(id_).family or body for id_ in ids}

    def add(self, ours: etree._Element, numbering: etree._Element, lang: str) -> None:
        """Add what is lacking of our styles, and our lists; all words are in `lang`."""
        for style in ours.iterfind("w:style", NS):
            _rename_running(style)
            name = _id(style)
            self._ids.setdefault(name, name)  # a combination of character styles
            if name in self._theirs:
                self._give_bullet(style)
                continue
            self.styles.append(self._fitted(style))
            if _key(style)[1] in _MATTERS and _key(style)[1] not in self.illegible:
                self.missed.append(style.find("w:name", NS).get(f"{{{W}}}val", ""))  # type: ignore[union-attr]
        self._speak(lang)
        self._add_lists(numbering)

    def adapt(self, paragraphs: Iterable[etree._Element]) -> None:
        """Let what we wrote refer to styles and lists by what they are called here."""
        for root in paragraphs:
            for tag in _REFERENCES:
                for element in root.iter(f"{{{W}}}{tag}"):
                    value = element.get(f"{{{W}}}val", "")
                    element.set(f"{{{W}}}val", self._ids.get(value, value))
            for element in root.iter(f"{{{W}}}numId"):
                element.set(f"{{{W}}}val", str(int(element.get(f"{{{W}}}val", "0")) + self._number))

    def set_cells_apart(self, roots: Iterable[etree._Element]) -> None:
        """Align what stands in tables in a style of the letterhead's own, a list, as all else does there."""
        theirs = {self._ids[name] for name in self._theirs}
        for line in (line for root in roots for cell in root.iter(f"{{{W}}}tc") for line in cell.iter(f"{{{W}}}p")):
            properties, style = line.find("w:pPr", NS), line.find("w:pPr/w:pStyle", NS)
            if properties is not None and style is not None and style.get(f"{{{W}}}val") in theirs:
                _put_before(properties, w("jc", val="left"), (*_AFTER_ALIGNMENT, "rPr", "pPrChange"))

    def _all(self) -> list[etree._Element]:
        return self.styles.findall("w:style", NS)

    def _fitted(self, style: etree._Element) -> etree._Element:
        """Return a style of ours in the letterhead's face; our colours stay, whose contrast is known."""
        style = deepcopy(style)
        _stand_alone(style)
        self.adapt([style])
        _give_air(style)
        style.set(f"{{{W}}}styleId", self._ids[_id(style)])
        if _key(style)[1] in self.illegible:  # theirs has the name already
            called = style.find("w:name", NS)
            assert called is not None
            called.set(f"{{{W}}}val", f"Brief {called.get(f'{{{W}}}val', '')}")
            style.set(f"{{{W}}}customStyle", "1")
        kind = style.get(f"{{{W}}}type")
        if any(each.get(f"{{{W}}}type") == kind and each.get(f"{{{W}}}default") for each in self._all()):
            _drop(style, "default")
        if self._is_list_of_theirs(_id(style)):
            listed = style.find("w:pPr/w:numPr", NS)
            place = style.find("w:pPr/w:ind", NS)
            assert listed is not None
            assert place is not None
            listed.getparent().remove(listed)  # type: ignore[union-attr]
            place.set(f"{{{W}}}hanging", self._indent)  # its marks may stand at the left of their room, ours do not
        for fonts in style.findall("w:rPr/w:rFonts", NS):
            fonts.getparent().remove(fonts)  # type: ignore[union-attr]
        for element in style.iter():
            for name in ("themeColor", "themeFill"):
                _drop(element, name)
        return style

    def _is_list_of_theirs(self, name: str) -> bool:
        """Tell whether a style of ours is of a list in running text whose marks the letterhead sets."""
        return name.startswith(("RunningBullet", "RunningNumber")) and name.replace("Running", "List") in self._theirs

    def _give_bullet(self, ours: etree._Element) -> None:
        numbering = ours.find("w:pPr/w:numPr", NS)
        theirs = next(style for style in self._all() if _id(style) == self._ids[_id(ours)])
        if numbering is None or theirs.find("w:pPr/w:numPr", NS) is not None:
            return
        name, properties = theirs.find("w:name", NS), theirs.find("w:pPr", NS)
        assert name is not None
        self.without_bullet.append(name.get(f"{{{W}}}val", ""))
        if properties is None:
            properties = w("pPr")
            run = next((each for each in theirs if etree.QName(each).localname in ("rPr", "tblPr")), None)
            theirs.append(properties) if run is None else run.addprevious(properties)
        copy = deepcopy(numbering)
        self.adapt([copy])
        first = [etree.QName(each).localname in _BEFORE_NUMBERING for each in properties]
        properties.insert(first.index(False) if False in first else len(first), copy)

    def _speak(self, lang: str) -> None:
        """Name the brief's language instead of the one the letterhead was written in: it serves every language."""
        for element in list(self.styles.iter(f"{{{W}}}lang")):
            element.getparent().remove(element)  # type: ignore[union-attr]
        defaults = self.styles.find("w:docDefaults", NS)
        if defaults is None:
            defaults = w("docDefaults")
            self.styles.insert(0, defaults)
        outer = defaults.find("w:rPrDefault", NS)
        if outer is None:
            outer = w("rPrDefault")
            defaults.insert(0, outer)
        run = outer.find("w:rPr", NS)
        if run is None:
            run = w("rPr")
            outer.append(run)
        run.append(w("lang", val=lang, eastAsia=lang, bidi=lang))

    def _add_lists(self, ours: etree._Element) -> None:
        root = self.numbering
        first = root.find("w:num", NS)
        for definition in ours.findall("w:abstractNum", NS):
            number = int(definition.get(f"{{{W}}}abstractNumId", "0")) + self._definition
            definition.set(f"{{{W}}}abstractNumId", str(number))
            for style in definition.findall("w:lvl/w:pStyle", NS):
                name = style.get(f"{{{W}}}val", "")
                if name in self._theirs or self._is_list_of_theirs(name):
                    style.getparent().remove(style)  # type: ignore[union-attr]  # theirs has a list of its own
            self.adapt([definition])
            for colour in definition.iter(f"{{{W}}}color"):
                _drop(colour, "themeColor")
            root.append(definition) if first is None else first.addprevious(definition)
        end = root.find("w:numIdMacAtCleanup", NS)
        for instance in ours.findall("w:num", NS):
            instance.set(f"{{{W}}}numId", str(int(instance.get(f"{{{W}}}numId", "0")) + self._number))
            reference = instance.find("w:abstractNumId", NS)
            assert reference is not None
            reference.set(f"{{{W}}}val", str(int(reference.get(f"{{{W}}}val", "0")) + self._definition))
            root.append(instance) if end is None else end.addprevious(instance)


def _stand_alone(style: etree._Element) -> None:
    """Let a paragraph style say itself how its lines are indented and aligned, in the order that the schema wants."""
    base = style.find("w:basedOn", NS)
    if style.get(f"{{{W}}}type") != "paragraph" or _id(style) in _RUNNING_TEXT:
        return
    if base is None or base.get(f"{{{W}}}val") != "Normal":
        return
    properties = style.find("w:pPr", NS)
    if properties is None:
        properties = w("pPr")
        run = style.find("w:rPr", NS)
        style.append(properties) if run is None else run.addprevious(properties)
    indent = properties.find("w:ind", NS)
    if indent is None and properties.find("w:numPr", NS) is None:
        indent = w("ind")
        _put_before(properties, indent, (*_AFTER_INDENT, "jc", *_AFTER_ALIGNMENT))
    if indent is not None:
        for side in ("left", "right", "firstLine"):
            if indent.get(f"{{{W}}}{side}") is None:
                indent.set(f"{{{W}}}{side}", "0")
    if properties.find("w:jc", NS) is None:
        _put_before(properties, w("jc", val="left"), _AFTER_ALIGNMENT)


def _give_air(style: etree._Element) -> None:
    """Keep a picture off the heading above it and its caption off the picture: the letterhead's may have no space."""
    spacing = style.find("w:pPr/w:spacing", NS)
    if _id(style) == "Picture" and spacing is not None:
        spacing.set(f"{{{W}}}before", "120")
        spacing.set(f"{{{W}}}after", "80")


def _put_before(properties: etree._Element, element: etree._Element, tags: tuple[str, ...]) -> None:
    later = next((each for each in properties if etree.QName(each).localname in tags), None)
    properties.append(element) if later is None else later.addprevious(element)


def _drop(element: etree._Element, name: str) -> None:
    if f"{{{W}}}{name}" in element.attrib:
        del element.attrib[f"{{{W}}}{name}"]


def _key(style: etree._Element) -> tuple[str, str]:
    name = style.find("w:name", NS)
    return style.get(f"{{{W}}}type", "paragraph"), (name.get(f"{{{W}}}val", "") if name is not None else "").lower()


def _id(style: etree._Element) -> str:
    return style.get(f"{{{W}}}styleId", "")


def _rename_running(style: etree._Element) -> None:
    name = style.find("w:name", NS)
    if name is not None and name.get(f"{{{W}}}val") in RUNNING:
        ours = RUNNING[name.get(f"{{{W}}}val", "")]
        name.set(f"{{{W}}}val", ours)
        style.set(f"{{{W}}}styleId", ours.replace(" ", ""))
        style.set(f"{{{W}}}customStyle", "1")
        # Some air between the letterhead's own lines and ours, and below the header, which may push the text down.
        properties = style.find("w:pPr", NS)
        spacing = None if properties is None else properties.find("w:spacing", NS)
        if properties is not None and spacing is not None:
            spacing.set(f"{{{W}}}before", "120")
            spacing.set(f"{{{W}}}after", "160" if ours == RUNNING["header"] else "0")
            spacing.addnext(w("contextualSpacing"))


def _highest(root: etree._Element, path: str, attribute: str) -> int:
    return max((int(each.get(f"{{{W}}}{attribute}", "0")) for each in root.iterfind(path, NS)), default=0)

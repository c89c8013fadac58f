"""A theme: one set of tokens (faces, sizes, colours, margins) for the CSS and for the Word styles.

A theme is a folder: `theme.toml` holds the tokens, `page.css` the print style sheet that uses them as ``$name``.
A theme may extend another one: it then has what it changes, and its style sheet is read after the other's.
It may have a logo, a picture in its folder, and further faces for letters that its own lacks (``[[further]]``).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefgen.document.tree import NO_BREAK_HYPHEN, WORD_JOINER
from briefgen.look.errors import ThemeError
from briefgen.look.logo import Logo, LogoFile, logo_file, read_logo
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file
from briefgen.project.toml import TomlError, as_mistake, read_toml

__all__ = ["Colours", "Faces", "Page", "Sizes", "Space", "Theme", "ThemeError", "load_theme"]

# Characters that no face needs a glyph for: writers turn them into something else or they have no shape.
_SHAPELESS = frozenset({"\n", "\t", NO_BREAK_HYPHEN, WORD_JOINER})
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_FILE = r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:ttf|otf)"  # no way out of the folder
_FONT_FILE = re.compile(rf"(?:[a-z_][a-z0-9_]*:)?{_FILE}")  # of a package, or of the theme's own folder
_STYLES = ("regular", "bold", "italic", "bold_italic")


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


_ON_PAPER = {"page", "sizes", "space"}  # what another paper may have otherwise
CARD_TEXT = 14  # points at least of what stands on a card
_GROUPS = {"faces": Faces, "sizes": Sizes, "colours": Colours, "page": Page, "space": Space}


@dataclass(frozen=True)
class Theme:
    """The tokens of one look, and the folder they came from; `bases` are those of what it extends, nearest first.

    `over` is the folder of one whose style sheet is read last: that of large print.
    """

    name: str
    folder: Path
    faces: Faces
    sizes: Sizes
    colours: Colours
    page: Page
    space: Space
    bases: tuple[Path, ...] = ()
    over: Path | None = None
    logo_file: LogoFile | None = None
    further: tuple[Faces, ...] = ()  # families for letters that `faces` lacks: the first that has one shows it
    papers: Mapping[str, Mapping[str, Any]] = field(
        default_factory=dict, hash=False
    )  # other sheets: what differs there, by group

    def on(self, paper: str) -> Theme:
        """Return the theme on one of its papers, "" is its own; raises `ThemeError` for one that it hasn't."""
        if not paper:
            return self
        if paper not in self.papers:
            raise ThemeError(Told("the theme {theme} has no paper {paper!r}", theme=self.name, paper=paper))
        if paper not in self._on:
            own = {group: replace(getattr(self, group), **tokens) for group, tokens in self.papers[paper].items()}
            self._on[paper] = replace(self, **own)
        return self._on[paper]

    @cached_property
    def _on(self) -> dict[str, Theme]:
        return {}

    def tokens(self) -> dict[str, str]:
        """Return every token as CSS text under a flat name, such as ``sizes_text`` → ``9.8``."""
        flat: dict[str, str] = {}
        for group in ("faces", "sizes", "colours", "page", "space"):
            part = getattr(self, group)
            for token in fields(part):
                value = getattr(part, token.name)
                flat[f"{group}_{token.name}"] = f"#{value}" if group == "colours" else str(value)
        flat["faces_family"] = ", ".join(self.families)
        return flat

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the theme's family and of the further ones, in the order in which letters are looked for."""
        return (self.faces.family, *(faces.family for faces in self.further))

    @cached_property
    def face_files(self) -> dict[str, bytes]:
        """The four font files by style (``regular``, ``bold``, ``italic``, ``bold_italic``)."""
        return self._read_faces(self.faces)

    @cached_property
    def files_of(self) -> dict[str, dict[str, bytes]]:
        """The font files of each family by style."""
        further = {faces.family: self._read_faces(faces) for faces in self.further}
        return {self.faces.family: self.face_files, **further}

    def _read_faces(self, faces: Faces) -> dict[str, bytes]:
        folders = (self.folder, *self.bases)
        return {style: _font_file(getattr(faces, style), folders) for style in _STYLES}

    def further_digests(self) -> dict[str, dict[str, str]]:
        """Return of which files the further families are, each with its SHA-256, in hex: for the manifest."""
        return {
            faces.family: {
                getattr(faces, style): hashlib.sha256(self.files_of[faces.family][style]).hexdigest()
                for style in _STYLES
            }
            for faces in self.further
        }

    @cached_property
    def letters_of(self) -> dict[str, frozenset[str]]:
        """The characters that each family has in all of its faces."""
        found = {
            family: frozenset.intersection(*map(characters, files.values())) for family, files in self.files_of.items()
        }
        for family in self.families[1:]:
            if " " not in found[family]:  # which Pango sets in the face of the letter before it
                raise ThemeError(Told("the theme's face {family} has no space; take the whole face", family=family))
        return found

    def family_of(self, char: str) -> str:
        """Return the first family that has a character; the theme's own if none has it, or it needs none."""
        return next((family for family, letters in self.letters_of.items() if char in letters), self.faces.family)

    def by_family(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces, each with the family that shows it; a mark stays with the letter below it."""
        if not self.further:
            yield self.faces.family, text
            return
        piece, shown = "", self.faces.family
        for char in text:
            family = self.family_of(char)
            if piece and (char in _SHAPELESS or (unicodedata.combining(char) and char in self.letters_of[shown])):
                family = shown
            if piece and family != shown:
                yield shown, piece
                piece = ""
            piece, shown = piece + char, family
        if piece:
            yield shown, piece

    @cached_property
    def logo(self) -> Logo | None:
        """The logo, if there is one; raises `ThemeError` for a picture that is missing or can't be used."""
        return read_logo(self.logo_file) if self.logo_file else None

    @cached_property
    def files(self) -> dict[Path, bytes]:
        """What is in the files of its folders, of which its pages are made; they are read once, and then kept.

        What can't be read is left out.
        """
        found: dict[Path, bytes] = {}
        folders = (*reversed(self.bases), self.folder, *([self.over] if self.over else []))
        for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
            with suppress(OSError):
                found[path] = read_file(path)
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of all that files made in this theme depend on: tokens, faces, the files of its folders."""
        tokens = repr((self.name, self.tokens(), self.logo_file and self.logo_file.width))
        further = (
            (f"{family} {style}", data) for family in self.families[1:] for style, data in self.files_of[family].items()
        )
        found = hashlib.sha256(tokens.encode())
        named = [(path.relative_to(path.parents[1]).as_posix(), data) for path, data in self.files.items()]
        with suppress(ThemeError):  # as it was read, which may have been before
            named += [("logo", self.logo.data)] if self.logo else []
        for name, data in (*named, *self.face_files.items(), *further):
            found.update(f"{name} {len(data)}\n".encode("utf-8", "surrogatepass") + data)
        return found.hexdigest()

    @property
    def style_sheets(self) -> tuple[Path, ...]:
        """The files of the style sheet, in the order in which they are read."""
        *others, first = [folder / "page.css" for folder in (self.folder, *self.bases)]
        last = [self.over / "page.css"] if self.over else []
        return (first, *(each for each in reversed(others) if each in self.files or each.exists()), *last)

    def file(self, path: Path) -> bytes:
        """Return a file of its folders as it was read; raises OSError."""
        if path not in self.files:
            read_file(path)  # says what is wrong with it
            raise FileNotFoundError(path)  # it came since
        return self.files[path]

    def missing_glyphs(self, text: Iterable[str]) -> set[str]:
        """Return the characters of `text` that no family of the theme shows in each of its faces."""
        wanted = set().union(*text) - _SHAPELESS
        return wanted.difference(*self.letters_of.values())


@lru_cache(maxsize=32)
def characters(font: bytes) -> frozenset[str]:
    """Return the characters that a font has a glyph for."""
    import uharfbuzz

    return frozenset(map(chr, uharfbuzz.Face(font).unicodes))


def _with_folder(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def load_theme(
    folder: Path, find: Callable[[str], Path] | None = None, name_of: Callable[[Path], str] = _with_folder
) -> Theme:
    """Read the theme in `folder`; `find` says where a theme is that it extends, by default beside it.

    Messages call files as `name_of` does. Raises `ThemeError`.
    """
    path = name_of(folder / "theme.toml")
    data = _read(folder, name_of)
    bases, logo_folder, own = list[Path](), folder, data.get("further", [])
    while "extends" in data:
        at, name = bases[-1] if bases else folder, data.pop("extends")
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name == at.name:
            at_fault = name_of(at / "theme.toml")
            raise ThemeError(Told("{path}: extends needs the name of another theme in quotes", path=at_fault))
        if name in {folder.name, *(base.name for base in bases)}:
            raise ThemeError(Told("{path}: the themes extend one another in a ring", path=path))
        bases.append(find(name) if find else folder.parent / name)
        below = _read(bases[-1], name_of)
        own_logo = data.get("logo")
        if logo_folder == at and (not isinstance(own_logo, dict) or "file" not in own_logo):
            logo_folder = bases[-1]
        data = {**below, **{group: _over(below.get(group), tokens) for group, tokens in data.items()}}
    logo = data.pop("logo", None)
    papers = data.pop("papers", {})
    if data.get("further", []) != own:  # what has become the theme's own family is none that it lacks
        data["further"] = [each for each in data["further"] if each in own or _family(each) != _family(data["faces"])]
    further = _further(data.pop("further", []), path)
    unknown = data.keys() - _GROUPS.keys()
    if unknown:
        raise ThemeError(
            Told("{path}: no such group of tokens: {unknown}", path=path, unknown=", ".join(sorted(unknown)))
        )
    parts = {group: _tokens(kind, data.get(group, {}), f"{path}: [{group}]") for group, kind in _GROUPS.items()}
    papers = _papers(papers, data, path)
    own = None if logo is None else _logo(logo_folder, logo, f"{path}: [logo]", name_of)
    families = [faces.family for faces in (parts["faces"], *further)]
    if twice := sorted({family for family in families if families.count(family) > 1}):
        raise ThemeError(Told("{path}: the family {family} is named twice", path=path, family=twice[0]))
    return Theme(
        name=folder.name, folder=folder, bases=tuple(bases), logo_file=own, further=further, papers=papers, **parts
    )


def _papers(papers: Any, own: dict[str, Any], path: str) -> dict[str, dict[str, Any]]:
    """Return what differs on each of the other papers: sizes, measures and space."""
    found: dict[str, dict[str, Any]] = {}
    for name, groups in papers.items() if isinstance(papers, dict) else ():
        where = f"{path}: [papers.{name}"
        if not _NAME.fullmatch(name) or not isinstance(groups, dict) or groups.keys() - _ON_PAPER:
            raise ThemeError(Told("{where}] has no other groups than page, sizes and space", where=where))
        found[name] = {}
        for group, tokens in groups.items():
            _tokens(_GROUPS[group], _over(own.get(group), tokens), f"{where}.{group}]")
            found[name][group] = {token: float(value) for token, value in tokens.items()}
        text = _over(own.get("sizes"), groups.get("sizes", {}))["text"]
        if name == "card" and text < CARD_TEXT:
            raise ThemeError(
                Told("{where}.sizes] text: {value} is too small for a card, which has {least} points or more",
                     where=where, value=f"{text:g}", least=CARD_TEXT)
            )  # fmt: skip
    return found


def _further(groups: Any, path: str) -> tuple[Faces, ...]:
    """Return the further families; a face that isn't named is its regular one, or its bold one."""
    if not isinstance(groups, list):
        raise ThemeError(Told("{path}: further faces begin with [[further]], in two brackets", path=path))
    found = []
    for group in groups:
        if isinstance(group, dict) and "regular" in group:
            bold = group.get("bold", group["regular"])
            group = {"bold": bold, "italic": group["regular"], "bold_italic": bold, **group}
        found.append(_tokens(Faces, group, f"{path}: [[further]]"))
    return tuple(found)


def _logo(folder: Path, tokens: Any, where: str, name_of: Callable[[Path], str]) -> LogoFile:
    if not isinstance(tokens, dict) or tokens.keys() != {"file", "width"}:
        raise ThemeError(
            Told(
                "{where} needs file, the name of a picture in the theme's folder, and width in millimetres", where=where
            )
        )
    return logo_file(folder, tokens["file"], _size(tokens["width"], f"{where} width"), where, name_of)


def _read(folder: Path, name_of: Callable[[Path], str]) -> dict[str, Any]:
    path = folder / "theme.toml"
    try:
        return read_toml(path, name_of(path))
    except FileNotFoundError:
        raise ThemeError(Told("there is no theme in {folder}: theme.toml is missing", folder=name_of(folder))) from None
    except TomlError as error:
        raise as_mistake(ThemeError, error) from None


def _over(below: Any, tokens: Any) -> Any:
    """Return a group of tokens over that of the theme below; further faces stand before those that it has."""
    if isinstance(below, list) and isinstance(tokens, list):
        return [*tokens, *(each for each in below if _family(each) not in map(_family, tokens))]
    return {**below, **tokens} if isinstance(below, dict) and isinstance(tokens, dict) else tokens


def _family(faces: Any) -> Any:
    return faces.get("family") if isinstance(faces, dict) else None


def _tokens(kind: type[Any], data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise ThemeError(Told("{where} is not a group of tokens", where=where))
    wanted = {token.name: token.type for token in fields(kind)}
    for name in sorted(wanted.keys() - data.keys()):
        raise ThemeError(Told("{where} lacks {name}", where=where, name=name))
    for name in sorted(data.keys() - wanted.keys()):
        raise ThemeError(Told("{where} has an unknown token {name}", where=where, name=name))
    values: dict[str, Any] = {}
    for name, value in data.items():
        if kind is Faces and name != "family" and isinstance(value, str) and _FONT_FILE.fullmatch(value):
            values[name] = value
            continue
        if wanted[name] == "float":
            values[name] = _size(value, f"{where} {name}")
        elif not isinstance(value, str) or not value.isascii() or not value.replace(" ", "").isalnum():
            raise ThemeError(Told("{where} {name}: {value!r} is not a plain word", where=where, name=name, value=value))
        else:
            values[name] = value
        if kind is Colours and not (len(value) == 6 and set(value.lower()) <= set("0123456789abcdef")):
            raise ThemeError(
                Told(
                    "{where} {name}: {value!r} is not a colour; write six hex digits",
                    where=where,
                    name=name,
                    value=value,
                )
            )
    return kind(**values)


def _size(value: Any, where: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 1000:
        raise ThemeError(Told("{where}: {value!r} is not a size", where=where, value=value))
    return float(value)


def _font_file(name: str, folders: Sequence[Path]) -> bytes:
    if ":" in name:
        return _file_of_package(*name.split(":", 1))
    return _own_file(name, folders) if "." in name else _of_pymupdf(name)


@lru_cache(maxsize=16)
def _of_pymupdf(name: str) -> bytes:
    import pymupdf_fonts

    try:
        return bytes(pymupdf_fonts.fontbuffers[name]())
    except KeyError:
        raise ThemeError(Told("the package pymupdf-fonts has no font {name!r}", name=name)) from None


def _own_file(name: str, folders: Sequence[Path]) -> bytes:
    """Read a face that is in the theme's own folder, or in that of a theme that it extends."""
    for folder in folders:
        file = folder / name
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            return read_file(file)
    raise ThemeError(Told("the theme's face {file} is not in its folder", file=name))


@lru_cache(maxsize=16)
def _file_of_package(package: str, path: str) -> bytes:
    """Read a file of an installed package, without running any of its code."""
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        if (file := Path(folder) / path).is_file():
            return file.read_bytes()
    if spec is None:
        raise ThemeError(
            Told(
                "the theme's face {path} is in the package {package}; type: pip install {package}",
                path=path,
                package=package,
            )
        )
    raise ThemeError(Told("the package {package} has no file {path}", package=package, path=path))

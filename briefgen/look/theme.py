"""A theme: one set of tokens (faces, sizes, colours, margins) for the CSS and for the Word styles.

A theme is a folder: `theme.toml` holds the tokens (`theme_file` reads it), `page.css` the print style sheet that uses
them as ``$name``.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from briefgen.document.tree import NO_BREAK_HYPHEN, WORD_JOINER
from briefgen.look.errors import ThemeError
from briefgen.look.faces import characters, font_file
from briefgen.look.logo import Logo, LogoFile, read_logo
from briefgen.look.tokens import Colours, Faces, Page, Sizes, Space
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file

# Characters that no face needs a glyph for: writers turn them into something else or they have no shape.
_SHAPELESS = frozenset({"\n", "\t", NO_BREAK_HYPHEN, WORD_JOINER})
_STYLES = ("regular", "bold", "italic", "bold_italic")


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
    paper: str = ""  # on which of these it is; without a name on its own

    def on(self, paper: str) -> Theme:
        """Return the theme on one of its papers, "" is its own; raises `ThemeError` for one that it hasn't."""
        if not paper:
            return self
        if paper not in self.papers:
            raise ThemeError(Told("the theme {theme} has no paper {paper!r}", theme=self.name, paper=paper))
        if paper not in self._on:
            own = {group: replace(getattr(self, group), **tokens) for group, tokens in self.papers[paper].items()}
            self._on[paper] = replace(self, paper=paper, **own)
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
        return {style: font_file(getattr(faces, style), folders) for style in _STYLES}

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

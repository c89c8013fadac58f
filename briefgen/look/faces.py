"""The font files of a theme: of pymupdf-fonts, of another installed package, or in the theme's own folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from briefgen.look.errors import ThemeError
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file


@lru_cache(maxsize=32)
def characters(font: bytes) -> frozenset[str]:
    """Return the characters that a font has a glyph for."""
    import uharfbuzz

    return frozenset(map(chr, uharfbuzz.Face(font).unicodes))


def font_file(name: str, folders: Sequence[Path]) -> bytes:
    """Read a face as a theme names it; `folders` are the theme's own and those of what it extends.

    Raises `ThemeError`.
    """
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

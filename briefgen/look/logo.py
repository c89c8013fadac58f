"""A theme's logo: a file from outside, from which a harmless picture is made.

It is decoration: the agency's name stands beside it in words, so a screen reader passes over it.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from briefgen.look.errors import PictureError, ThemeError
from briefgen.problems.notes import Told
from briefgen.project.reading import TooLargeError, read_file

ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
WIDEST, TALLEST = 60.0, 22.0  # mm: beside the title, and no lower than the title block
_FILE = 5_000_000  # bytes, at most


@dataclass(frozen=True, slots=True)
class LogoFile:
    """What a theme says of its logo: where it is, in which theme's folder, and how wide it is printed, in mm.

    Messages call it `name`.
    """

    folder: Path
    file: str
    width: float
    name: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.folder / self.file


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that only shows itself; width and height in mm, `pixels` across if it is made of pixels."""

    kind: Literal["png", "svg"]
    data: bytes
    width: float
    height: float
    pixels: int | None = None

    @property
    def media_type(self) -> str:
        """Its kind, as files and addresses name it."""
        return "image/svg+xml" if self.kind == "svg" else "image/png"

    @property
    def address(self) -> str:
        """The address that holds the picture itself."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode('ascii')}"


def logo_file(folder: Path, file: object, width: float, where: str, name_of: Callable[[Path], str]) -> LogoFile:
    """Return what a theme says of its logo; raises `ThemeError` if the file is no picture of the theme's folder."""
    if not isinstance(file, str) or PurePosixPath(file).suffix.lower() not in ENDINGS:
        raise ThemeError(
            Told(
                "{where} file: {file!r} is not the name of a picture; it ends in {endings}",
                where=where,
                file=file,
                endings=", ".join(ENDINGS),
            )
        )
    if "\\" in file or "\0" in file or not (folder / file).resolve().is_relative_to(folder.resolve()):
        raise ThemeError(
            Told("{where} file: {file!r} leaves the theme's folder; put the picture into it", where=where, file=file)
        )
    if width > WIDEST:
        raise ThemeError(
            Told(
                "{where} width: {width} mm leaves no room for the title; {widest} mm is the most",
                where=where,
                width=f"{width:g}",
                widest=f"{WIDEST:g}",
            )
        )
    return LogoFile(folder, file, width, name_of(folder / file))


def read_logo(logo: LogoFile) -> Logo:
    """Read the picture; raises `ThemeError` if it is missing, broken, too tall, or more than a picture."""
    from briefgen.look.raster import without_metadata
    from briefgen.look.vector import harmless

    path = logo.path
    try:
        data = read_file(path, logo.name, _FILE)
        if path.suffix.lower() == ".svg":
            svg, height = harmless(data, logo.width)
            read = Logo("svg", svg, logo.width, height)
        else:
            png, (across, down) = without_metadata(data)
            read = Logo("png", png, logo.width, logo.width * down / across, across)
        if read.height > TALLEST:
            most = math.floor(logo.width * TALLEST / read.height)
            tall, tallest = f"{read.height:.0f}", f"{TALLEST:g}"
            raise PictureError(
                Told(
                    "would be {height} mm tall; {tallest} mm is the most: write width = {width}",
                    height=tall,
                    tallest=tallest,
                    width=most,
                )
                if most
                else Told(
                    "would be {height} mm tall; {tallest} mm is the most, so it is too narrow",
                    height=tall,
                    tallest=tallest,
                )
            )
    except TooLargeError as error:
        raise ThemeError(Told("the logo {error}", error=error)) from None
    except OSError as error:
        raise ThemeError(
            Told("the logo {name} can't be read: {strerror}", name=logo.name, strerror=error.strerror)
        ) from None
    except PictureError as error:
        raise ThemeError(Told("the logo {name} {error}", name=logo.name, error=error)) from None
    return read

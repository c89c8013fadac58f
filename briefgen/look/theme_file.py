"""theme.toml -> Theme.

A theme may extend another one: it then has what it changes, and its style sheet is read after the other's.
It may have a logo, a picture in its folder, and further faces for letters that its own lacks (``[[further]]``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from briefgen.document.tree import CARD
from briefgen.look.errors import ThemeError
from briefgen.look.logo import LogoFile, logo_file
from briefgen.look.theme import Theme
from briefgen.look.tokens import Colours, Faces, Page, Sizes, Space
from briefgen.problems.notes import Told
from briefgen.project.toml import TomlError, as_mistake, read_toml

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_FILE = r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:ttf|otf)"  # no way out of the folder
_FONT_FILE = re.compile(rf"(?:[a-z_][a-z0-9_]*:)?{_FILE}")  # of a package, or of the theme's own folder
_ON_PAPER = {"page", "sizes", "space"}  # what another paper may have otherwise
_CARD_TEXT = 14  # points at least of what stands on a card
_GROUPS = {"faces": Faces, "sizes": Sizes, "colours": Colours, "page": Page, "space": Space}


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
        if name == CARD and text < _CARD_TEXT:
            raise ThemeError(
                Told("{where}.sizes] text: {value} is too small for a card, which has {least} points or more",
                     where=where, value=f"{text:g}", least=_CARD_TEXT)
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

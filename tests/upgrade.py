"""What an upgrade of the lock moves: versions, and pages, before and after. For ``make upgrade``; see .ci/upgrade."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from tests.gallery import LOOKS, STYLE, figure, photograph
from tests.locking import LOCK, NPM, locked


def moved(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return what has another version, a line each: ``babel 2.18.0 → 2.19.0``."""
    return [
        f"{name} {before.get(name, 'not there')} → {after.get(name, 'not there')}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def changed_pages(before: Path, after: Path) -> list[str]:
    """Return the pictures that look different in two folders, or are in one alone, by their names in there."""
    names = {path.relative_to(folder).as_posix() for folder in (before, after) for path in folder.rglob("*.png")}
    return sorted(name for name in names if not _same(before / name, after / name))


def _same(one: Path, other: Path) -> bool:
    if not (one.is_file() and other.is_file()):
        return False
    with Image.open(one) as first, Image.open(other) as second:
        return (
            first.size == second.size
            and not ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()
        )


def compare(folder: Path) -> list[str]:
    """Write index.html in a folder that holds ``before`` and ``after``: each page that changed, twice."""
    names = changed_pages(folder / "before", folder / "after")
    shown = ""
    for name in names:
        sides = ((side, folder / side / name) for side in ("before", "after"))
        figures = "".join(figure(path if path.is_file() else None, folder, side) for side, path in sides)
        shown += f"<h2>{escape(name.removesuffix('.png'))}</h2>\n<div>\n{figures}</div>\n"
    (folder / "index.html").write_text(
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Upgrade</title>\n'
        f"<style>{STYLE}</style>\n<h1>{len(names)} pages changed</h1>\n{shown}</html>\n",
        encoding="utf-8",
    )
    return names


def main(verb: str, *arguments: str) -> None:
    """Do one step of an upgrade, and say what was found."""
    if verb == "pages":
        looks = [look for look in LOOKS if look.name in arguments[1:] or not arguments[1:]]
        for look in looks:
            list(photograph(look, Path(arguments[0])))
    elif verb == "moved":
        old = Path(arguments[0])
        lines = moved(locked(old / "lock", [old / folder.name for folder in NPM]), locked(LOCK, NPM))
        print("\n  ".join(["Moved:", *lines]) if lines else "Every package has its newest version already.")
    else:
        folder = Path(arguments[0])
        names = compare(folder)
        print("\n  ".join([f"{len(names)} pages changed; look at {folder / 'index.html'}", *names]))


if __name__ == "__main__":
    main(*sys.argv[1:])

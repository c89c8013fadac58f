"""Files are made once, and what comes from the cache is what would be made anew."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefgen.cache.store import Cache
from briefgen.document.tree import Document, Paragraph, Text
from briefgen.formats.run import Pressed, Run
from briefgen.formats.word.changes import Reviewer
from briefgen.look.theme import Theme
from briefgen.making import products
from briefgen.making.compose import Job, Print
from briefgen.making.compose import compose as compose_one
from briefgen.making.opened import Opened
from briefgen.making.press import build
from briefgen.making.products import Products
from briefgen.project.folder import find_project
from briefgen.project.formats import FORMATS
from briefgen.proof import ProofError
from tests.conftest import ROOT, DemoCopy
from tests.formats.letterheads import letterhead
from tests.formats.test_html import METADATA
from tests.soak import either, times

BRIEF = Document("en-GB", METADATA, (Paragraph((Text("words"),)),))


def printed(document: Document = BRIEF, format: str = "html") -> Print:
    return Print(Job("e", "full", "en", (format,)), FORMATS[format], document)


class Presses:
    """Count what is pressed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pressed: list[Print] = []
        real = Products._pressed

        def counted(self_: Products, each: Print) -> Pressed:
            self.pressed.append(each)
            return real(self_, each)

        monkeypatch.setattr(Products, "_pressed", counted)


@pytest.fixture
def presses(monkeypatch: pytest.MonkeyPatch) -> Presses:
    return Presses(monkeypatch)


def test_what_was_made_is_not_made_again(presses: Presses, theme: Theme, tmp_path: Path) -> None:
    made = [Products(Run(theme), Cache(tmp_path)).file(printed()) for _ in range(3)]
    assert len(presses.pressed) == 1
    assert made[0] == made[1] == made[2]
    assert b"words" in made[0].data


def test_dictionaries_make_room_for_the_first_pages_and_stay_from_then_on(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    run = Run(theme)
    monkeypatch.setattr(products, "unload", lambda: seen.append(run.is_new))
    for _ in range(2):
        Products(run).file(printed(format="pdf"))
    assert seen == [True]


def test_without_a_cache_all_is_made(presses: Presses, theme: Theme) -> None:
    for _ in range(2):
        Products(Run(theme)).file(printed())
    assert len(presses.pressed) == 2


def test_anything_else_is_made_anew(
    presses: Presses, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    other = replace(BRIEF, blocks=(Paragraph((Text("others"),)),))
    wide = replace(theme, page=replace(theme.page, left=theme.page.left + 1))
    said_by = Reviewer("First Example", "2030-05-01T00:00:00Z")
    made = [
        Products(Run(theme), cache).file(printed()),
        Products(Run(theme), cache).file(printed(other)),
        Products(Run(wide), cache).file(printed()),
        Products(Run(theme, reviewer=said_by), cache).file(printed()),
        Products(Run(theme), cache).file(printed(format="docx")),
    ]
    monkeypatch.setattr(products, "state", lambda: "another")
    made.append(Products(Run(theme), cache).file(printed()))
    assert len(presses.pressed) == len(made)


def test_what_was_not_proved_is_not_kept(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise ProofError("a file", ["it lacks words"])

    with monkeypatch.context() as patched:
        patched.setattr(products, "prove", refuse)
        with pytest.raises(ProofError):
            Products(Run(theme), Cache(tmp_path)).file(printed())
    assert list(tmp_path.iterdir()) == []


def test_pages_are_counted_once(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = [Products(Run(theme), Cache(tmp_path)).layout(BRIEF)]
    monkeypatch.setattr("briefgen.formats.pdf.press.PdfWriter.write", None)
    counted.append(Products(Run(theme), Cache(tmp_path)).layout(BRIEF))
    assert counted[0] == counted[1]
    assert counted[0].pages == 1


def test_a_tree_of_a_template_that_was_edited_meanwhile_is_not_kept(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = demo_copy.root
    _template(root, other=True)
    real = compose_one

    def compose(*args: Any, **named: Any) -> Any:
        # Someone looks how it is with the section, and takes it back at once: a young file is told by its bytes.
        path = root / "templates" / "briefs" / "full.html.jinja"
        without = path.read_text(encoding="utf-8")
        path.write_text((ROOT / "templates" / "briefs" / "full.html.jinja").read_text(encoding="utf-8"))
        try:
            return real(*args, **named)
        finally:
            path.write_text(without, encoding="utf-8")

    with monkeypatch.context() as edited:
        edited.setattr("briefgen.making.trees.compose", compose)
        with_it = built(root, "meanwhile", ("html",), cache=True)
    assert with_it != built(root, "after", ("html",), cache=True) == built(root, "nothing", ("html",), cache=False)


def test_a_name_that_is_no_letters_is_in_nobodys_way(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (demo_copy.root / "templates").mkdir()
    try:
        (demo_copy.root / "templates" / "a\udcff").write_text("x")
    except OSError:
        pytest.skip("no file can have such a name here")
    assert built(demo_copy.root, "kept", ("html",), cache=True) == built(demo_copy.root, "a", ("html",), cache=False)


# What a build rests on: each of these is as it was, or otherwise. ---------------------------------------------------


def _words(root: Path, *, other: bool) -> None:
    path = root / "content" / "association.yaml"
    old, new = ("Example Association", "Sample Association")[:: 1 if other else -1]
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def _template(root: Path, *, other: bool) -> None:
    path = root / "templates" / "briefs" / "full.html.jinja"
    if not other:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    usual = (ROOT / "templates" / "briefs" / "full.html.jinja").read_text(encoding="utf-8")
    path.write_text(usual.replace("{{ sections.history(brief) }}", ""), encoding="utf-8")


def _theme(words: str) -> Callable[..., None]:
    def change(root: Path, *, other: bool) -> None:
        path = root / "templates" / "themes" / "ours" / "theme.toml"
        usual = path.read_text(encoding="utf-8").replace(words, "")
        path.write_text(usual + (words if other else ""), encoding="utf-8")

    return change


def _logo(root: Path, *, other: bool) -> None:
    colour = "#7a1f1f" if other else "#1f1f7a"
    Image.new("RGB", (30, 30), colour).save(root / "templates" / "themes" / "ours" / "logo.png")


def _in_place(root: Path, *, other: bool) -> None:
    """Edit a file so that its size and the time of its last change stay as they are."""
    path = root / "content" / "agency.yaml"
    about = path.stat()
    old, new = ("Example Agency", "Exemplar Agenc")[:: 1 if other else -1]
    text = path.read_text(encoding="utf-8")
    assert old in text
    with path.open("r+", encoding="utf-8") as file:
        file.write(text.replace(old, new))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)


def _letterheads_picture(root: Path, *, other: bool) -> None:
    (root / "letterhead.docx").write_bytes(letterhead(pixels=60 if other else 120))


def _part(root: Path, *, other: bool) -> None:
    path = root / "templates" / "parts" / "sections.html.jinja"
    usual = (ROOT / "templates" / "parts" / "sections.html.jinja").read_text(encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(usual.replace('_("Key facts")', '_("At a glance")') if other else usual, encoding="utf-8")


def _setting(name: str, value: str) -> Callable[..., None]:
    def change(root: Path, *, other: bool) -> None:
        path = root / "briefgen.toml"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{name} =")]
        # Sections come last in a TOML file.
        path.write_text("\n".join([*([f"{name} = {value}"] if other else []), *lines]) + "\n", encoding="utf-8")

    return change


CHANGES: dict[str, Callable[..., None]] = {
    "words": _words,
    "template": _template,
    "part of templates": _part,
    "same size and time": _in_place,
    "theme": _theme("[sizes]\ntitle = 25\n"),
    "face": _theme('[faces]\nregular = "figbo"\n'),
    "logo": _logo,
    "numbers": _setting("numbered_paragraphs", "true"),
    "contents": _setting("contents", '"always"'),
    "letterhead": _setting("letterhead", '"letterhead.docx"'),
    "letterhead's picture": _letterheads_picture,
}


def walk(root: Path, steps: int, seed: int, formats: tuple[str, ...]) -> None:
    """Change one thing after another, at random; whatever the state, a build gives what a build from nothing gives."""
    chance = random.Random(seed)
    _setting("theme", '"ours"')(root, other=True)
    ours = root / "templates" / "themes" / "ours"
    ours.mkdir(parents=True)
    (ours / "theme.toml").write_text('extends = "plain"\n[logo]\nfile = "logo.png"\nwidth = 20\n', encoding="utf-8")
    _logo(root, other=False)
    _letterheads_picture(root, other=False)
    others: frozenset[str] = frozenset()
    from_nothing: dict[frozenset[str], dict[str, bytes]] = {}
    each = list(CHANGES)
    for changed in [*chance.sample(each, len(each)), *chance.choices(each, k=steps - len(each))]:
        others ^= {changed}
        CHANGES[changed](root, other=changed in others)
        if others not in from_nothing:
            from_nothing[others] = built(root, "nothing", formats, cache=False)
        assert built(root, "kept", formats, cache=True) == from_nothing[others], others


def built(root: Path, out: str, formats: tuple[str, ...], *, cache: bool) -> dict[str, bytes]:
    project = Opened(find_project(root), cache=cache)
    done = build(project, languages=["en"], formats=formats, out=root / "output" / out)
    return {file.path.name: file.path.read_bytes() for file in done.files}


@pytest.mark.soak
def test_a_build_gives_the_bytes_of_a_build_from_nothing(
    demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    walk(demo_copy.root, times(len(CHANGES), 200), 14, either(("docx", "html"), ("pdf", "docx", "html")))

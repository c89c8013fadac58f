"""A brief that was made is laid out for the printer: beside it, listed, and nothing of somebody else's is lost."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from briefgen.formats.pdf.imposing import SheetsError
from briefgen.look.large_print import TEXT, large_print
from briefgen.look.theme_file import load_theme
from briefgen.making.press import build
from briefgen.making.printing import print_brief
from briefgen.project.files import NotOursError
from briefgen.project.folder import find_project
from briefgen.project.settings import ProjectError
from tests.conftest import DEMO, ROOT, DemoCopy
from tests.pdf_reading import faces, pages, squeeze
from tests.validators import verapdf

NAME = f"{DEMO}_full_ka"


@pytest.fixture
def made(demo_copy: DemoCopy) -> DemoCopy:
    build(demo_copy.project, edition=DEMO, languages=["ka"], formats=["pdf"])
    return demo_copy


def listed(copy: DemoCopy) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((copy.root / "output" / DEMO / "manifest.json").read_text())["files"]
    return found


def test_a_booklet_has_every_word_of_the_brief_and_stands_beside_it(made: DemoCopy) -> None:
    folder = made.root / "output" / DEMO
    brief = (folder / f"{NAME}.pdf").read_bytes()
    done = print_brief(made.project, NAME, "booklet")
    assert done.path == folder / f"{NAME}_booklet.pdf"
    assert (folder / f"{NAME}.pdf").read_bytes() == brief
    words = [squeeze(page) for page in pages(folder / f"{NAME}.pdf")]
    sides = "".join(map(squeeze, pages(done.path)))
    assert words
    assert all(page in sides for page in words)
    of, its = listed(made)[f"{NAME}.pdf"], listed(made)[done.path.name]
    assert (its["layout"], its["brief"], its["content"]) == ("booklet", "full", of["content"])
    assert any("The type is 71%" in note for note in done.notes)
    before = done.path.read_bytes()
    assert print_brief(made.project, Path("output", DEMO, f"{NAME}.pdf"), "booklet").path.read_bytes() == before


def test_large_print_is_laid_out_anew_and_stays_accessible(made: DemoCopy) -> None:
    done = print_brief(made.project, f"{NAME}.pdf", "large")
    assert set().union(*verapdf.failures([done.path]).values()) == set()
    sizes = Counter[float]()
    with pypdfium2.PdfDocument(done.path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                sizes[round(raw.FPDFText_GetFontSize(text, index) * 0.75, 1)] += 1  # of CSS pixels
        assert len(pdf) == done.pages
        assert pdf[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    assert sizes.most_common(1)[0][0] == TEXT == 18
    assert min(size for size in sizes if size > 2) > 10  # the mark of a note; heads for who hears a table are smaller
    with pytest.raises(SheetsError, match="is in large print already"):
        print_brief(made.project, f"{NAME}_large", "large")


def test_large_print_keeps_the_faces_and_the_logo_of_a_theme(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(ROOT / "docs" / "preview.png", own / "logo.png")
    tokens = 'extends = "plain"\n[logo]\nfile = "logo.png"\nwidth = 12\n[colours]\nheading = "400040"\n'
    (own / "theme.toml").write_text(tokens)
    (own / "page.css").write_text("h1 { letter-spacing: 1pt }")
    themes = ROOT / "templates" / "themes"
    large = load_theme(themes / "large")
    found = large_print(load_theme(own, lambda name: themes / name), large)
    assert (found.faces.family, found.colours.heading, found.sizes.text) == ("FiraGO", "400040", TEXT)
    assert found.logo
    assert [path.parent.name for path in found.style_sheets] == ["plain", "own", "large"]
    assert found.digest != load_theme(own, lambda name: themes / name).digest
    again = large_print(large, large)
    assert (again.sizes.text, again.style_sheets) == (TEXT, large.style_sheets)
    assert large_print(again, large) is again


def test_what_is_not_as_it_was_made_is_refused(made: DemoCopy) -> None:
    folder = made.root / "output" / DEMO
    path = folder / f"{NAME}.pdf"
    whole = path.read_bytes()
    there = sorted(folder.iterdir())
    with pytest.raises(ProjectError, match=f"did you mean {NAME}"):
        print_brief(made.project, f"{DEMO}_full_kaa", "booklet")
    shutil.copy(path, folder / "copy.pdf")
    with pytest.raises(SheetsError, match=r"copy\.pdf isn’t listed in a manifest\.json beside it"):
        print_brief(made.project, f"output/{DEMO}/copy.pdf", "2up")
    (folder / "copy.pdf").unlink()
    path.write_bytes(whole + b"%\n")
    with pytest.raises(SheetsError, match="was changed since it was made"):
        print_brief(made.project, NAME, "booklet")
    path.write_bytes(whole)
    made.edit("content/events.yaml", "2030-05-14/2030-05-16", "2030-05-14/2030-05-17")
    with pytest.raises(SheetsError, match=r"the content has changed since .* was made: make it again first"):
        print_brief(made.project, NAME, "large")
    assert sorted(folder.iterdir()) == there


def test_a_file_of_somebody_else_stays(made: DemoCopy) -> None:
    path = made.root / "output" / DEMO / f"{NAME}_booklet.pdf"
    path.write_bytes(b"mine")
    with pytest.raises(NotOursError):
        print_brief(made.project, NAME, "booklet")
    assert path.read_bytes() == b"mine"
    path.unlink()
    assert print_brief(made.project, NAME, "booklet").path == path
    path.write_bytes(b"written upon")
    with pytest.raises(NotOursError):
        print_brief(made.project, NAME, "booklet")


def test_a_brief_made_again_leaves_its_sheets_listed_as_of_before(made: DemoCopy) -> None:
    print_brief(made.project, NAME, "4up")
    before = listed(made)[f"{NAME}_4up.pdf"]
    build(made.project, edition=DEMO, languages=["ka"], formats=["pdf"])
    assert listed(made)[f"{NAME}_4up.pdf"] == before
    assert faces(made.root / "output" / DEMO / f"{NAME}_4up.pdf")


def test_the_large_theme_is_where_it_is_looked_for() -> None:
    assert find_project(ROOT).theme_folder("large").is_dir()

"""A brief in two languages side by side, as files: what the one and the other say is there, each beside the other."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from briefgen.document.tree import Figure, Text, loosened, walk
from briefgen.making.press import build, prepare
from briefgen.making.printing import SheetsError, print_brief
from briefgen.project.settings import ProjectError
from tests.conftest import DEMO, DemoCopy, once_a_run
from tests.pdf_reading import pages, squeeze
from tests.test_cli import run
from tests.validators import ooxml, verapdf

NAME = f"{DEMO}_full_ka+en"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the project that `init` starts, with its brief in two languages, in all formats."""

    def make(folder: Path) -> Path:
        copy = DemoCopy(folder / "project")
        formats = ["pdf", "docx", "html"]
        build(copy.project, edition=DEMO, bilingual=["ka", "en"], formats=formats)
        return copy.root

    return once_a_run(tmp_path_factory, "bilingual", make)


def file(root: Path, ending: str) -> Path:
    return root / "output" / DEMO / f"{NAME}.{ending}"


def words_at(path: Path) -> list[dict[str, tuple[float, float]]]:
    """Return for each page where words stand that occur once on it: the left and the upper edge, in points."""
    told = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout.decode()
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>')
    return [{name: (float(x), float(y)) for x, y, name in word.findall(page)} for page in told.split("<page ")[1:]]


def test_the_files_conform_to_what_they_claim(made: Path) -> None:
    assert set().union(*verapdf.failures([file(made, "pdf")]).values()) == set()
    assert ooxml.findings(file(made, "docx")) == []


def test_both_languages_say_all_that_they_say_alone(made: Path) -> None:
    copy = DemoCopy.__new__(DemoCopy)
    copy.root = made
    read = squeeze("".join(pages(file(made, "pdf")))).replace("\u00ad", "")
    with zipfile.ZipFile(file(made, "docx")) as package:
        parts = [etree.fromstring(package.read(f"word/{part}.xml")) for part in ("document", "footnotes")]
    texts = (text.text or "" for part in parts for text in part.iter(f"{W}t"))
    word = squeeze("".join(texts)).replace("\u2011", "-")
    for each in prepare(copy.project, edition=DEMO, formats=["docx"]).prints:
        # Of interface words the heads of columns aren't there: the languages' own names stand for them.
        blocks = [block for block in each.document.blocks if not isinstance(block, Figure)]
        said = {
            loosened(node.value)
            for block in blocks
            for node in walk(block)
            if isinstance(node, Text) and node.source and not node.source.startswith("catalogue[")
        }
        assert len(said) > 10
        for words in map(squeeze, said):
            assert words.replace("-", "") in word.replace("-", "")
            assert words[:12].replace("-", "") in read.replace("-", "").replace("\u2060", "")


def test_what_belongs_together_begins_on_the_same_line(made: Path) -> None:
    first = words_at(file(made, "pdf"))[0]
    left, right = first["ქართული"], first["English"]  # the heads of the box
    assert left[1] == right[1]
    assert right[0] - left[0] > 150
    with pikepdf.open(file(made, "pdf")) as pdf:
        waiting, languages = [pdf.Root.StructTreeRoot], []
        while waiting:
            element = waiting.pop()
            if str(element.get("/S", "")) == "/TD" and "/Lang" in element:
                languages.append(str(element.Lang))
            kids: Any = element.get("/K", [])
            waiting += [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
                        if isinstance(kid, pikepdf.Dictionary)]  # fmt: skip
        assert str(pdf.Root.Lang) == "ka-GE"
    assert languages.count("ka-GE") == languages.count("en-GB") > 5


def test_the_foot_has_one_language_under_the_other(made: Path) -> None:
    feet = [page for page in words_at(file(made, "pdf")) if "Version" in page and "ვერსია" in page]
    assert feet
    for page in feet:
        (ours, first), (theirs, second) = page["ვერსია"], page["Version"]
        assert ours == pytest.approx(theirs, abs=1)
        assert 5 < second - first < 15  # of two lines, neither of which is broken


def test_word_knows_the_language_of_each_column(made: Path) -> None:
    with zipfile.ZipFile(file(made, "docx")) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    seen = 0
    for row in body.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) == 3:
            said = [{lang.get(f"{W}val") for lang in cell.iter(f"{W}lang")} for cell in cells]
            runs = [run for run in cells[2].iter(f"{W}r") if run.find(f"{W}t") is not None]
            assert all(run.find(f"{W}rPr/{W}lang") is not None for run in runs)
            assert "en-GB" not in said[1]
            seen += bool(runs)
    assert seen > 5
    styles = body.iterfind(f".//{W}pStyle[@{W}val='Heading1']")
    headings = [paragraph for style in styles for paragraph in style.iterancestors(f"{W}p")]
    assert headings
    parents = [heading.getparent() for heading in headings]  # where Word’s navigation finds them
    assert all(
        parent is not None and parent.tag == f"{W}body" for parent in parents
    )  # where Word's navigation finds them
    assert any(heading.find(f".//{W}tab") is not None for heading in headings)


def test_it_goes_on_sheets_but_not_in_large_print(made: Path) -> None:
    copy = DemoCopy.__new__(DemoCopy)
    copy.root = made
    assert print_brief(copy.project, NAME, "booklet").path.name == f"{NAME}_booklet.pdf"
    with pytest.raises(SheetsError, match="large print has no room for two languages"):
        print_brief(copy.project, NAME, "large")


def test_it_is_issued_beside_each_language_and_printed_again(demo_copy: DemoCopy) -> None:
    def typed(*more: str) -> Any:
        return run(*more, folder=demo_copy.root)

    demo_copy.write("briefgen.toml", 'languages = ["ka", "en"]\nbriefs = ["full", "counterpart"]\nformats = ["html"]\n')
    assert typed("issue", DEMO, "--bump", "--bilingual", "ka,ka").exit_code == 2
    issued = typed("issue", DEMO, "--bump", "--bilingual", "ka, en")
    assert issued.exit_code == 0, issued.output
    made = demo_copy.root / "output" / DEMO
    names = {f"{DEMO}_{brief}_{which}.html" for brief in ("full", "counterpart") for which in ("ka", "en", "ka+en")}
    assert names <= {path.name for path in made.iterdir()}
    assert (made / "handout" / f"{DEMO}_counterpart_ka+en.html").is_file()
    assert not (made / "handout" / f"{NAME}.html").exists()
    again = typed("reprint", DEMO)
    assert again.exit_code == 0, again.output
    assert again.output.count("the very bytes") == 6
    built = typed("build", DEMO, "--bilingual", "ka,en", "--brief", "full")
    assert "draft of version" not in built.output
    redlined = typed("redline", DEMO)
    assert redlined.exit_code == 0, redlined.output


def test_two_languages_are_named_and_no_others(demo_copy: DemoCopy) -> None:
    def typed(*more: str) -> str:
        result = run("build", DEMO, *more, folder=demo_copy.root)
        assert result.exit_code == 2
        return result.output

    assert "is in two languages" in typed("--bilingual", "ka")
    assert "is in two languages" in typed("--bilingual", "ka,ka")
    assert "is in two languages" in typed("--bilingual", "ka,en", "--lang", "ka")
    assert "there is no language 'fr'" in typed("--bilingual", "ka,fr")
    assert "go with one edition" in typed("--bilingual", "ka,en", "--all")
    demo_copy.write("briefgen.toml", 'languages = ["ka", "en"]\ntheme = "large"\n')
    with pytest.raises(ProjectError, match="large print has no room for two languages"):
        build(demo_copy.project, edition=DEMO, bilingual=["ka", "en"])

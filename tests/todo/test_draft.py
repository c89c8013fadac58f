"""A draft is built in spite of errors, says so on every page, and lists its problems on the last."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefgen.document.tree import Document, Foreign, Heading, Metadata, Paragraph, Table, Text, plain, unbind
from briefgen.making.press import build
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError, Severity
from briefgen.todo.draft import DraftLanguage, with_problems
from briefgen.todo.tasks import todo
from tests.checks.small import subject
from tests.conftest import DEMO as EDITION
from tests.conftest import DemoCopy, once_a_run
from tests.formats.docx_reading import read_docx
from tests.pdf_reading import page_text, pages, squeeze
from tests.pdf_structure import read_structure
from tests.validators import ooxml, verapdf

NOTE = "zebra walrus okapi: tapir; ზებრა"  # words that nothing else prints
WORDS = re.findall(r"\w+", NOTE)
SOURCES = "\n- id: forgotten\n  title: A page\n- id: another\n  title: Another page\n"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        copy = DemoCopy(folder / "project")
        copy.edit("content/association.yaml", ", en: Assembly}", "}")
        # What the staff noted of two facts that the brief prints: one disputed by a source, one that nobody verified.
        doubt = "status: {}\n{}note: '" + NOTE + "'\n{}"
        copy.edit(
            "content/association.yaml",
            "founded:",
            doubt.format("disputed", "", "contradicted_by: [another]\n") + "founded:",
        )
        copy.edit("content/events.yaml", "state: planned", doubt.format("unverified", "  ", "  ") + "state: planned")
        path = copy.root / "content" / "sources.yaml"
        path.write_text(path.read_text(encoding="utf-8") + SOURCES, encoding="utf-8")
        with pytest.raises(ProblemsError, match="translation-missing"):
            build(copy.project, edition=EDITION)
        built = build(copy.project, edition=EDITION, formats=("pdf", "docx", "html"), draft=True)
        noted = {problem.code for problem in built.problems if all(word in problem.hint for word in WORDS)}
        assert noted == {"fact-disputed", "fact-unverified"}  # the staff's reports have them
        return copy.root / "output" / EDITION / f"{EDITION}_full"

    return once_a_run(tmp_path_factory, "draft", make)


def test_every_page_says_draft(draft: Path) -> None:
    for language, word in (("ka", "სამუშაო ვერსია"), ("en", "DRAFT")):
        found = pages(Path(f"{draft}_{language}_draft.pdf"))
        assert len(found) > 2
        assert all(word in page for page in found)


LAST = {
    "ka": """ამ სამუშაო ვერსიის ხარვეზები
        ერთ-ერთ ენაზე ტექსტი არ არის ცნობის გაცემამდე უნდა გასწორდეს ასამბლეა
        წყაროში სხვაგვარად წერია სანიმუშო ასოციაცია – Another page
        ჯერ გადაუმოწმებელია სანიმუშო ფორუმი""",
    "en": """Problems of this draft
        A language is missing To be mended before the brief is issued ასამბლეა
        A source contradicts this Example Association – Another page
        Not confirmed yet Example Forum""",
}
SOURCE = {
    "ka": "ამ წყაროს არცერთი მონაცემი არ ეყრდნობა A page",
    "en": "No fact names this source A page",
}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_last_page_says_what_is_wrong_and_where_in_its_language_the_gravest_first(
    draft: Path, language: str
) -> None:
    *before, last = pages(Path(f"{draft}_{language}_draft.pdf"))
    words = " ".join(read_docx(Path(f"{draft}_{language}_draft.docx").read_bytes()).body)
    heading = LAST[language].splitlines()[0]
    for text in (last, words[words.rindex(heading) :]):
        position = 0
        for line in LAST[language].splitlines():
            position = squeeze(unbind(text)).index(squeeze(line), position)
        assert squeeze(SOURCE[language]) in squeeze(unbind(text))
        # What a report says is for the staff: codes, files, lines, ids.
        assert not re.search(r"fact-|\.yaml|\.jinja|:\d|error|warning|forgotten", text)
    assert heading not in "".join(before)


def heard(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        return squeeze(read_structure(pdf).words)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_no_word_of_a_note_reaches_any_format(draft: Path, language: str) -> None:
    pdf, docx, html = (Path(f"{draft}_{language}_draft.{format}") for format in ("pdf", "docx", "html"))
    with zipfile.ZipFile(docx) as package:
        parts = b"".join(package.read(name) for name in package.namelist()).decode(errors="replace")
    for text in (page_text(pdf), heard(pdf), parts, html.read_text(encoding="utf-8")):
        assert [word for word in WORDS if word in text] == []
        assert squeeze(LAST[language].splitlines()[0]) in squeeze(text)  # these are the words of the draft


@pytest.mark.slow
def test_the_files_of_a_draft_are_as_sound_as_others(draft: Path) -> None:
    pdf, docx = Path(f"{draft}_ka_draft.pdf"), Path(f"{draft}_ka_draft.docx")
    assert squeeze(LAST["ka"].splitlines()[2]) in heard(pdf)
    assert set().union(*verapdf.failures([pdf]).values()) == set()
    assert ooxml.findings(docx) == []


def test_a_draft_leaves_the_issued_files_alone_and_is_listed_as_one(draft: Path) -> None:
    listed = json.loads((draft.parent / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(listed) == 6
    assert all(name.partition(".")[0].endswith("_draft") and entry["draft"] for name, entry in listed.items())


# Below on trees made by hand -----------------------------------------------------------------------------------------


def problem(code: str, path: str, severity: Severity = "warning", line: int = 0) -> Diagnostic:
    return Diagnostic(Place("content/a.yaml", line or len(path)), severity, code, "m", path=path)


EVENTS = [
    {"id": id, "kind": "meeting", "name": {"en": name}, "date": date, "state": "held"}
    for id, name, date in (("first", "Visit", "2028"), ("second", "Visit", "2029"), ("tour", "Tour", "2029"))
]
OFFICES = [
    {"id": "chair", "title": {"en": "Chair", "ka": "თავმჯდომარე"}},
    {"id": "deputy", "title": {"en": "Chair"}},
]


def last_table(*problems: Diagnostic, language: str = "en", missing: str = "") -> Table | None:
    """Return the table of the page; None if the document has no such page."""
    association = {"offices": OFFICES, "name": {"en": "Example Association"}}
    content = subject(events=EVENTS, association=association).content
    words = DraftLanguage(
        language, lambda msgid, **v: Text(msgid.format(**v)), str, str.title, lambda text: set(missing) & set(text)
    )
    meta = Metadata((Text("Title"),), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")
    document = Document("en-GB", meta, (Paragraph((Text("Words."),)),))
    made = with_problems(document, todo("now", problems, content, ("en",)), content, words)
    if not problems:
        assert made == document
        return None
    text, heading, table = made.blocks
    assert text == document.blocks[0]
    assert isinstance(heading, Heading)
    assert heading.new_page
    assert isinstance(table, Table)
    return table


def last_page(*problems: Diagnostic, language: str = "en", missing: str = "") -> list[tuple[str, str]]:
    """Return the rows of the page: what is wrong, and with what."""
    table = last_table(*problems, language=language, missing=missing)
    if table is None:
        return []
    rows = [[" | ".join(plain(each.children) for each in cell.blocks) for cell in row.cells] for row in table.rows]  # type: ignore[union-attr]
    return [(what, about) for what, about in rows]


STOPS = "To be mended before the brief is issued"
OLD = "The figure is out of date: is there a newer one?"
RESIDUE = "Something is left over from writing"


def test_without_problems_there_is_no_last_page() -> None:
    assert last_page() == []


def test_a_row_is_what_is_wrong_and_whether_it_stops_the_brief_and_names_each_thing_once() -> None:
    rows = last_page(
        problem("figure-old", "association.offices[chair]"),
        problem("figure-old", "association.stats"),
        problem("figure-old", "association.offices[chair].title"),
        problem("residue", "association.offices[chair]", line=20),
        problem("review-passed", "association.offices[chair]", "error"),
        problem("unheard-of", "places"),
        problem("residue", "nowhere"),
    )
    assert rows == [
        (f"The date of review has passed | {STOPS}", "Chair"),
        (OLD, "Example Association; Chair"),
        (RESIDUE, "The brief as a whole; Chair"),
        ("Other problems", "Countries and cities"),
    ]


def test_what_is_likely_gone_with_another_problem_is_not_listed() -> None:
    cause = problem("date-order", "events[tour].date", "error")
    beside = problem("date-unlike-name", "events[tour].date")
    assert last_page(beside, cause) == [(f"The dates are in the wrong order | {STOPS}", "Tour")]
    assert len(last_page(beside, replace(cause, path="events[first].date"))) == 2


def test_a_name_in_another_language_and_characters_that_no_face_has_are_shown() -> None:
    assert last_page(problem("figure-old", "association.stats"), language="ka")[0][1] == "Example Association"
    assert last_page(problem("figure-old", "association.offices[chair]"), language="ka")[0][1] == "თავმჯდომარე"
    shown = last_page(problem("figure-old", "association.offices[chair]"), missing="C")
    assert shown[0][1] == "U+0043hair"


def test_a_name_stands_once_with_the_field_that_had_it_first_and_in_its_own_language() -> None:
    both = [problem("figure-old", f"association.offices[{id}]") for id in ("chair", "deputy")]

    def names(language: str) -> list[object]:
        table = last_table(*both, language=language)
        assert table is not None
        cells = [paragraph for row in table.rows for paragraph in row.cells[1].blocks]
        return [child for each in cells if isinstance(each, Paragraph) for child in each.children]

    chair, other = (f"association.offices[{id}].title" for id in ("chair", "deputy"))
    assert names("en") == [Text("Chair", chair)]
    assert names("ka") == [Text("თავმჯდომარე", chair), Text("; "), Foreign("en", (Text("Chair", other),))]


def test_things_of_one_name_have_a_row_each_told_apart_without_ids() -> None:
    events = [problem("residue", f"events[{id}]") for id in ("first", "second", "tour")]
    assert [about for _, about in last_page(*events)] == ["Tour; Visit (2028); Visit (2029)"]
    offices = [problem("figure-old", f"association.offices[{id}]") for id in ("chair", "deputy")]
    assert [about for _, about in last_page(*offices)] == ["Chair"]

"""The change note: what is new since the last brief, for those who know that one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.document.tree import Document, unbind
from briefgen.formats.text import write_text
from briefgen.making.compose import compose, plan
from briefgen.making.opened import opened
from briefgen.making.press import build
from briefgen.project.folder import find_project
from briefgen.project.settings import ProjectError
from tests.conftest import EDITION, ROOT, ProjectCopy, once_a_run
from tests.conftest import NEWEST as NEWER
from tests.formats.docx_reading import read_docx
from tests.pdf_reading import page_text


def note(project_copy: ProjectCopy, language: str = "en", since: str | None = None) -> str:
    """Return the words of the change note of the newer edition."""
    content = opened(project_copy.project).content
    (job,) = plan(project_copy.project, content, NEWER, [language], ["changes"], since=since)
    return words(compose(project_copy.project, content, job)[1])


def words(document: Document) -> str:
    return " ".join(unbind(write_text(document)).split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        result = build(find_project(ROOT), edition=NEWER, briefs=["changes"], out=folder)
        pages = {file.language: file.pages for file in result.files if file.pages}
        assert pages == {"en": 1, "ka": 2}
        return folder / NEWER

    return once_a_run(tmp_path_factory, "note", make)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "What is new since the last brief",
                "last brief: October 2019 · this brief: November 2019",
                "Participants up to 1,000 (expected) about 1,300 (18 Oct 2019, ISSA)",
                "Results not known yet: Election of the President; Election of the Treasurer;",
                "Before his election as Secretary General, Mr Marcelo Abi-Ramia Caetano was Secretary for Social"
                " Security of the Ministry of Finance of Brazil.",
                "Left out: “",
                "President Joachim Breuer not known yet",
                "Treasurer Nikolai Kozlov not known yet",
            ],
        ),
        (
            "ka",
            [
                "რა არის ახალი წინა ცნობის შემდეგ",
                "მონაწილეები 1000-მდე (მოსალოდნელი) დაახლოებით 1300 (18.10.2019, ISSA)",
                "შედეგი ჯერ უცნობია: პრეზიდენტის არჩევა; ხაზინადრის არჩევა;",
                "პრეზიდენტი იოაკიმ ბროიერი ჯერ უცნობია",
                "გაიდლაინი წარდგენილი იქნა 2019 წლის სოციალური დაცვის მსოფლიო ფორუმზე.",
            ],
        ),
    ],
)
def test_pdf_and_word_tell_what_is_new(folder: Path, language: str, told: list[str]) -> None:
    stem = f"{NEWER}_changes_{language}"
    pdf = " ".join(unbind(page_text(folder / f"{stem}.pdf")).split())
    docx = " ".join(" ".join(read_docx((folder / f"{stem}.docx").read_bytes()).body).split())
    for text in told:
        assert text in unbind(docx)
        if "Before his" not in text and "წარდგენილი" not in text:
            assert text in pdf  # in a line of its own


def test_a_result_takes_the_place_of_what_was_not_known(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/events.yaml", "elected: null  # not supplied", "elected: [breuer]")
    project_copy.edit("content/events.yaml", "outcome: null  # not supplied", "outcome: {ka: დამტკიცდა., en: Adopted.}")
    project_copy.edit(
        "content/people.yaml",
        "terms:\n",
        "terms:\n  - {id: again, person: breuer, office: president, start: 2019-11}\n",
    )
    text = note(project_copy)
    assert "Results not known yet" not in text
    assert "Election of the President Joachim Breuer Election of the Treasurer not known yet" in text
    assert "Adopted." in text


def test_that_nobody_was_elected_is_a_result(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/events.yaml", "elected: null  # not supplied", "elected: []")
    text = note(project_copy)
    assert "Results not known yet: Election of the Pres" not in text
    assert "Election of the President Nobody was elected Election of the Treasurer not known yet" in text
    outcome = "elected: []\n      outcome: {ka: გადაიდო., en: The election was postponed.}"
    project_copy.edit("content/events.yaml", "elected: []", outcome)
    assert "Election of the President The election was postponed. Election of the Treasurer" in note(project_copy)


def test_who_was_elected_and_what_was_decided_stand_both_in_it(project_copy: ProjectCopy) -> None:
    project_copy.edit(
        "content/events.yaml", "elected: null  # not supplied",
        "elected: [breuer]\n      outcome: {ka: ხმების უმრავლესობით., en: By a large majority.}",
    )  # fmt: skip
    assert "Election of the President Joachim Breuer By a large majority. Election of the Treasurer" in note(
        project_copy
    )


def test_a_session_without_a_name_is_told_by_its_place_and_date(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/events.yaml", "elected: null  # not supplied", "elected: [breuer]")
    project_copy.edit(
        "content/people.yaml",
        "terms:\n",
        "terms:\n  - {id: again, person: breuer, office: president, start: 2019-11}\n",
    )
    assert "Session of the ISSA Council On the agenda Result" in note(project_copy)
    events = (project_copy.root / "content/events.yaml").read_text(encoding="utf-8")
    at = events.index("  name: {", events.index("id: council-brussels-2019"))
    project_copy.write("content/events.yaml", events[:at] + events[events.index("\n", at) + 1 :])
    assert "Brussels, October 2019 On the agenda Result Election of the President Joachim Breuer" in note(project_copy)


def test_a_new_figure_stands_beside_the_old_one_with_its_date_and_source(project_copy: ProjectCopy) -> None:
    project_copy.edit(
        "content/association.yaml",
        "    as_of: 2019\n    status: disputed",
        "    as_of: 2019-11\n    status: disputed",
    )
    project_copy.edit(
        "content/association.yaml", "    history:\n", "    history:\n      - {as_of: 2019-09, value: 325}\n"
    )
    text = note(project_copy)
    row = text[text.index("Before and now") :]
    assert "Member organizations" in row
    assert row.index("325") < row.index("330") < row.index("Nov 2019, Social Service Agency")


def test_the_panel_holds_five_things_and_says_that_there_is_more(project_copy: ProjectCopy) -> None:
    assert "At a glance" not in note(project_copy)  # held, came, an entry, what isn't known yet: all that stands below
    entries = "".join(
        f"- id: new-{number}\n  date: 2019-10-2{number}\n  summary: {{ka: ახალი {number}, en: New thing {number}}}\n"
        f"  text: {{ka: ახალი {number}., en: Told at length {number}.}}\n"
        for number in (1, 2, 3)
    )
    project_copy.edit("content/cooperation.yaml", "history:\n", "history:\n" + indented(project_copy, entries))
    text = note(project_copy)
    assert "And more" in text, text
    panel = text[text.index("At a glance") : text.index("And more, see below.")]
    assert ("New thing 2" in panel, "New thing 3" in panel, "Results not known yet" in panel) == (True, False, False)
    assert "Told at length 3." in text


def indented(project_copy: ProjectCopy, entries: str) -> str:
    """Return entries as far in as those that the file has."""
    lines = (project_copy.project.root / "content" / "cooperation.yaml").read_text(encoding="utf-8").splitlines()
    first = lines[lines.index("history:") + 1]
    return "".join(f"{' ' * (len(first) - len(first.lstrip()))}{line}\n" for line in entries.splitlines())


def test_a_full_brief_names_the_sources_that_briefs_cite(project_copy: ProjectCopy) -> None:
    content = opened(project_copy.project).content
    (job,) = plan(project_copy.project, content, NEWER, ["en"], ["full"])
    assert "Sources:" not in words(compose(project_copy.project, content, job)[1])
    project_copy.edit(
        "content/sources.yaml",
        "  title: ISSA on the World Social Security Forum 2019\n",
        "  title: ISSA on the World Social Security Forum 2019\n  cited_as: {ka: ISSA-ს გვერდი, en: Its page}\n",
    )
    content = opened(project_copy.project).content
    assert "Sources: Its page Version 1" in words(compose(project_copy.project, content, job)[1])


def test_a_note_can_start_from_another_edition(project_copy: ProjectCopy) -> None:
    older = (project_copy.root / f"content/editions/{EDITION}.yaml").read_text(encoding="utf-8")
    project_copy.write("content/editions/2018-06-older.yaml", older.replace("as_of: 2019-10", "as_of: 2018-06"))
    text = note(project_copy, since="2018-06-older")
    assert "last brief: June 2018" in text
    assert "Secretary General Hans-Horst Konkolewsky Marcelo Abi-Ramia Caetano" in text
    assert "At the Forum in Brussels" in text
    assert "The 37th Session of the Council" in text  # it is new, too


def test_between_two_editions_of_one_date_nothing_has_changed(project_copy: ProjectCopy) -> None:
    shutil.copy(
        project_copy.root / f"content/editions/{NEWER}.yaml", project_copy.root / "content/editions/2019-11-twin.yaml"
    )
    assert "Nothing has changed since the last brief." in note(project_copy, since="2019-11-twin")


def test_what_lost_its_words_is_named_in_plain_words_and_nothing_breaks(project_copy: ProjectCopy) -> None:
    # The sentence that was left out names a publication that is no longer in the content.
    text = (project_copy.root / "content/association.yaml").read_text(encoding="utf-8")
    assert "World Social Security – Country Profiles" in note(project_copy)
    start = text.index("  - id: country-profiles")
    project_copy.write("content/association.yaml", text[:start])
    project_copy.edit("content/cooperation.yaml", "    works: [country-profiles]\n", "")
    assert "World Social Security – Country Profiles" not in note(project_copy)


def test_an_edition_without_one_before_it_has_no_note(project_copy: ProjectCopy) -> None:
    project = project_copy.project
    with pytest.raises(ProjectError, match="2019-10-brussels names no edition before it: add `previous: …`"):
        build(project, edition=EDITION, briefs=["changes"])
    with pytest.raises(ProjectError, match="2001-01-nowhere"):
        build(project, edition=NEWER, briefs=["changes"], since="2001-01-nowhere")
    with pytest.raises(ProjectError, match="--since goes with the change note"):
        build(project, edition=NEWER, since=EDITION)


def test_a_previous_edition_that_is_not_there_is_found_by_the_check(project_copy: ProjectCopy) -> None:
    from briefgen.making.judge import check

    project_copy.edit(f"content/editions/{NEWER}.yaml", "previous: 2019-10-brussels", "previous: 2019-10-brusels")
    (found,) = [problem for problem in check(project_copy.project) if problem.severity == "error"][:1]
    assert found.code == "reference-unknown"
    assert found.hint == "did you mean 2019-10-brussels?"

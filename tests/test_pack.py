"""The whole pack: what is for some readers is nowhere in what others get, whatever field it stands in."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from lxml import etree

from briefgen.content.schema.base import Entity
from briefgen.content.schema.points import TalkingPoint
from briefgen.content.walk import walk
from briefgen.document.tree import unbind
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.preview import preview
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import built_in_templates
from briefgen.project.settings import ProjectError
from briefgen.upkeep.next_edition import list_todo
from tests.canaries import EDITION
from tests.conftest import DEMO, DemoCopy
from tests.formats.docx_reading import parts
from tests.formats.letterheads import letterhead
from tests.formats.word.test_press import find, values
from tests.pages_in_word import misnamed, named_in_word
from tests.pdf_reading import mupdf_sizes, page_lines, squeeze
from tests.started import start

PROJECT = Path(__file__).parent / "data" / "pack_project"
EVERY = ("full", "steering", "cards", "qa", "interpreters", "counterpart", "pack")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT, tmp_path / "project")
    return tmp_path / "project"


def test_the_invented_project_is_without_errors() -> None:
    assert [each for each in check(open_project(PROJECT).project) if each.severity == "error"] == []


def test_everything_that_a_pack_may_hold_is_filled() -> None:
    content = open_project(PROJECT).content
    held = {type(item.value) for item in walk(content.editions[EDITION], "edition")}
    filled: dict[type, set[str]] = {}
    for item in walk(content.editions[EDITION], "edition"):
        if isinstance(item.value, Entity):
            filled.setdefault(type(item.value), set()).update(
                name for name in type(item.value).model_fields if getattr(item.value, name) not in (None, [], {}, "")
            )
    for kind in held:
        if isinstance(kind, type) and issubclass(kind, Entity):
            shown = {name for names in kind.shown_to.values() for name in names.split()}
            lacking = shown & set(kind.model_fields) - filled[kind] - {"previous", "sources", "as_of"}
            assert lacking == set(), kind


@pytest.mark.parametrize("field", ["know", "never", "raised"])
def test_what_stands_beside_a_point_is_on_the_sheets_that_its_form_names(field: str, tmp_path: Path) -> None:
    project = open_project(PROJECT)
    there = [each for each in project.content.editions[EDITION].points if each.say and getattr(each, field)]
    assert there
    made = build(project, briefs=["full", "pack", "cards", "interpreters", "steering"], languages=["en"],
                 formats=["html"], out=tmp_path)  # fmt: skip
    beside = [rf"points\[{each.id}\]\.{field}\b" for each in there]
    pages = {file.path.name.removeprefix(f"{EDITION}_"): file.path.read_text("utf-8") for file in made.files}
    found = {name: [bool(re.search(each, text)) for each in beside] for name, text in pages.items()}
    with_it, without = [True] * len(there), [False] * len(there)
    # Who holds a card must know to what it is the answer; what lies beside the words may be seen by others.
    assert found == {"full_en.html": with_it, "pack_en.html": with_it, "interpreters_en.html": without,
                     "cards_en.html": with_it if field == "raised" else without,
                     "steering_en.html": without if field == "know" else with_it}  # fmt: skip
    assert "card" in str(TalkingPoint.model_fields[field].description)


@pytest.mark.parametrize(("language", "name"), [("ka", "გია ნიმუშაძე"), ("en", "Gia Nimushadze")])
def test_who_drafted_it_is_named_in_the_language_of_the_brief(tmp_path: Path, language: str, name: str) -> None:
    made = build(open_project(PROJECT), briefs=["pack"], languages=[language], formats=["html"], out=tmp_path)
    text = re.sub(r"<[^>]*>", "", unbind(made.files[0].path.read_text("utf-8")))
    assert f": {name}\n" in text
    other = {"Gia Nimushadze", "გია ნიმუშაძე"} - {name}
    assert f": {other.pop()}\n" not in text


@pytest.mark.slow
def test_on_a_letterhead_the_contents_name_the_pages_that_its_larger_words_take(tmp_path: Path, root: Path) -> None:
    without = build(open_project(root), briefs=["pack"], formats=["docx"], out=tmp_path / "without")
    (root / "letterhead.docx").write_bytes(letterhead(first=True))
    settings = root / "briefgen.toml"
    settings.write_text(f'letterhead = "letterhead.docx"\n{settings.read_text("utf-8")}', "utf-8")
    made = build(open_project(root), briefs=["pack"], formats=["docx"], out=tmp_path / "out")
    files, others = ([file.path for file in each.files] for each in (made, without))
    assert [*map(named_in_word, files)] != [*map(named_in_word, others)]
    assert [*misnamed(files, tmp_path)] == []


def test_a_profile_says_what_is_built_for_whom_and_each_copy_bears_its_number(tmp_path: Path) -> None:
    made = build(open_project(PROJECT), profile="director", formats=["html"], out=tmp_path)
    names = sorted(file.path.name for file in made.files)
    assert names == [f"{EDITION}_{brief}_ka_copy-{number}.html" for brief in ("cards", "steering") for number in (1, 2)]
    second = made.files[-1].path.read_text("utf-8")
    assert "ეგზემპლარი 2" in re.sub("<[^>]*>", "", second)
    with pytest.raises(ProjectError, match="there is no profile 'directer'; did you mean director"):
        build(open_project(PROJECT), profile="directer", formats=["html"], out=tmp_path)


@pytest.mark.parametrize(("brief", "refused"), [("steering", True), ("cards", True), ("full", True), ("qa", True)])
def test_a_type_is_not_built_under_a_marking_that_is_too_open(
    brief: str, refused: bool, tmp_path: Path, root: Path
) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    file.write_text(file.read_text("utf-8").replace("marking: internal", "marking: public"), "utf-8")
    with pytest.raises(ProblemsError, match="marking-too-open"):
        build(open_project(root), briefs=[brief], formats=["html"], languages=["en"], out=tmp_path / "out")
    build(
        open_project(root), briefs=["counterpart"], formats=["html"], languages=["en"], out=tmp_path / "out", draft=True
    )


def test_a_message_that_needs_more_than_its_card_is_told_and_by_how_much(tmp_path: Path, root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    file.write_text(file.read_text("utf-8").replace("The talks are going well.", "The talks go on. " * 60), "utf-8")
    with pytest.raises(ProblemsError) as refused:
        build(open_project(root), briefs=["cards"], formats=["html"], languages=["en"], out=tmp_path / "out")
    (problem,) = [each for each in refused.value.problems if each.code == "brief-too-long"]
    assert re.fullmatch(
        r"the brief 'cards' has 1[23] pages in 'en'; 11 is the most: \d+ lines too many; what is longest is “7. Press”",
        str(problem.message),
    )


def test_of_a_meeting_and_a_step_nothing_has_to_be_known_but_what_it_is(demo_copy: DemoCopy) -> None:
    file = demo_copy.root / "content" / "editions" / f"{DEMO}.yaml"
    name = "{ka: შეხვედრა, en: A meeting}"
    text = f"meetings:\n  - {{id: one, name: {name}}}\nscenario:\n  - {{id: two, what: {name}}}\n"
    file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8")
    for brief in ("full", "steering", "pack", "interpreters"):
        made = build(open_project(demo_copy.root), briefs=[brief], formats=["html"], languages=["en"], draft=True)
        assert re.search(r"A meeting[\s\S]*–", made.files[0].path.read_text("utf-8"))


@pytest.mark.parametrize("topic", ["topic: {ka: სემინარი, en: Seminar}, ", ""])
def test_a_single_card_is_made_and_says_where_and_when_on_one_line(topic: str, demo_copy: DemoCopy) -> None:
    point = f"{{id: seminar, kind: ask, {topic}say: {{ka: სემინარს ვატარებთ., en: We hold a seminar.}}}}"
    file = demo_copy.root / "content" / "editions" / f"{DEMO}.yaml"
    file.write_text(f"{file.read_text('utf-8')}\npoints:\n  - {point}\n", "utf-8")
    made = build(open_project(demo_copy.root), briefs=["cards"], formats=["pdf", "html"], languages=["ka"], draft=True)
    assert [each.pages for each in made.files] == [2, None]  # its list, of one line, ends the first page
    html = made.files[1].path.read_text("utf-8")
    (head,) = re.findall(r'<div class="running-head"[^>]*>(.*?)</div>', html)
    assert unbind(re.sub("<[^>]*>", "", head)).replace("\u00a0", " ") == "მაგალითი, 14–16.05.2030"


def test_the_foot_of_a_card_is_one_line_in_georgian_too(tmp_path: Path) -> None:
    made = build(open_project(PROJECT), briefs=["cards"], formats=["pdf"], languages=["ka"], out=tmp_path)
    feet = [squeeze(lines[-1]) for lines in page_lines(made.files[0].path)]
    assert all(foot.startswith("შიდასარგებლობისთვისვერსია1·20.04.2031გვ.") for foot in feet)


def test_a_name_has_half_of_the_width_and_the_same_in_other_languages_the_other_half(tmp_path: Path) -> None:
    made = build(
        open_project(PROJECT), briefs=["interpreters"], formats=["docx", "html"], languages=["ka"], out=tmp_path
    )
    body = parts(made.files[0].path.read_bytes())["word/document.xml"]
    grids = [values(table, "w:tblGrid/w:gridCol", "w") for table in find(body, ".//w:tbl")]
    widths = [[int(each or 0) for each in grid] for grid in grids]
    halves = [abs(label - text) <= 1 for label, text in widths]
    assert halves == [False, False, False, True, True, True, True]  # bodies, publications, people, terms
    assert '<table class="terms labelled">' in made.files[1].path.read_text("utf-8")
    # The id of a step is the gist of what happens in it, which isn't for them: files name it by its place.
    steps = [each.id for each in open_project(PROJECT).content.editions[EDITION].scenario]
    for each in made.files:
        data = each.path.read_bytes()
        xml = (
            "".join(etree.tostring(root, encoding="unicode") for root in parts(data).values())
            if data[:2] == b"PK"
            else data.decode()
        )
        assert re.search(r"\.scenario\[\d\]\.points\[[a-z-]+\]\.say", xml)
        assert not [id for id in steps if f"[{id}]" in xml]


def told(html: str) -> str:
    """Return what somebody hears of a page, in a line."""
    return " ".join(unbind(re.sub(r"<[^>]*>", " ", re.sub(r"</?span[^>]*>", "", html))).split())


def test_a_card_tells_at_what_its_words_are_said(root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    toast = "{id: toast, kind: line-to-take, say: {ka: სიტყვა., en: A toast.}, cleared_by: Nana}"
    thanks = (
        "{id: host, kind: ask, topic: {ka: მადლობა, en: Host}, say: {ka: გმადლობთ., en: Thanks.}, cleared_by: Nana}"
    )
    dinner = f"  - {{id: dinner, time: '19:00', what: {{ka: ვახშამი., en: Dinner.}}, points: [{toast}, {thanks}]}}\n"
    file.write_text(file.read_text("utf-8").replace("\nscenario:\n", f"\nscenario:\n{dinner}", 1), "utf-8")
    _, *cards = preview(open_project(root), brief="cards", language="en").html.split("<h2")
    said = [told(f"<h2{card}") for card in cards]
    assert [each.partition(". ")[0] for each in said] == [str(number) for number in range(1, len(said) + 1)]
    said = [each.partition(". ")[2] for each in said]  # behind the number
    assert "Dinner. To say · 19:00 A toast." in said
    assert "Host We ask · 19:00 · Dinner. Thanks." in said
    assert any(card.startswith("The vote; we speak third. To say · 14 May 2031, 11:00 We support") for card in said)
    assert "Thanks To say · Meeting with the Executive Secretary Thank you for your letter." in said
    assert any(card.startswith("Fees If it is raised They may raise: When will you pay") for card in said)


def test_the_steering_brief_says_whom_one_meets() -> None:
    html = preview(open_project(PROJECT), brief="steering", language="en").html
    (row,) = [told(each) for each in html.split("<tr") if "Meeting with the Executive Secretary" in told(each)]
    assert row.endswith("Room 4 · 20 minutes · Otto Sample, Executive Secretary (Canada)")


@pytest.mark.parametrize("issue", [True, False])
def test_the_steering_brief_says_whom_we_vote_for_and_what_was_added_late(issue: bool, root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    if not issue:
        file.write_text(re.sub(r"issue:\n  ka: .*\n  en: .*\n", "", file.read_text("utf-8")), "utf-8")
    html = preview(open_project(root), brief="steering", language="en").html
    assert ("Issue:" in told(html)) is issue
    panel, _, below = html.partition("</aside>")
    assert "We vote for: Mara Example (Election of the Chair)" in told(panel)
    assert told(below).startswith("Date What is new Added on 22 Apr 2031 The meeting with the Executive Secretary will")


@pytest.mark.parametrize("brief", ["full", "steering", "qa", "pack"])
def test_what_is_never_said_and_what_is_not_accepted_is_marked_in_bold(brief: str) -> None:
    html = preview(open_project(PROJECT), brief=brief, language="en").html
    bold = " ".join(told(each) for each in re.findall(r"<strong\b.*?</strong>", html, re.DOTALL))
    small = " ".join(told(each) for each in re.findall(r"<small\b.*?</small>", html, re.DOTALL))
    for what in ("Never say:", "Not acceptable:"):
        assert (what in bold) is (what in told(html))
        assert what.rstrip(":") not in small
    assert "Never say:" in bold
    assert ("Not acceptable:" in bold) is (brief != "qa")


def test_a_red_line_without_words_says_so_beside_its_topic_not_small(root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    line = "say: {ka: ცენტრი სააგენტოს სახელის გარეშე., en: A centre without the name of the Agency.}"
    text = file.read_text("utf-8")
    assert line in text
    file.write_text(text.replace(line, "never: {ka: კომპრომისი., en: A compromise.}"), "utf-8")
    html = preview(open_project(root), brief="full", language="en").html
    (row,) = [each for each in html.split("<tr") if "A compromise" in each]
    assert "<small" not in row
    assert told(row).endswith("Name · Not acceptable Never say: A compromise.")


@pytest.mark.parametrize(
    "kind", ["objective", "key-message", "line-to-take", "ask", "if-raised", "defensive", "red-line"]
)
def test_the_leader_is_told_what_is_never_said_of_whatever_point(kind: str, root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    head, points, rest = file.read_text("utf-8").partition("\npoints:\n")
    point = (
        f"  - {{id: of-kind, kind: {kind}, say: {{ka: ა., en: A.}}, never: {{ka: კომპრომისი., en: A compromise.}}}}\n"
    )
    file.write_text(head + points + point + rest, "utf-8")
    assert "Never say: A compromise." in told(preview(open_project(root), brief="steering", language="en").html)


def test_a_question_is_the_heading_and_what_it_is_about_stands_below_it() -> None:
    html = preview(open_project(PROJECT), brief="qa", language="en").html
    _, first, *_ = html.split("<h2")
    assert told(f"<h2{first}") == (
        "Who pays for the centre? Budget · Likelihood: high We provide the building and the salaries, the Union the "
        "books. To know: The budget does not provide for it yet. Never say: A sum in lari."
    )


def test_an_annex_that_there_is_no_file_of_is_told_to_be_missing() -> None:
    html = preview(open_project(PROJECT), brief="pack", language="en").html
    annexed = "Annex A Draft agenda English · 2 pages, attached to the PDF"
    assert f"{annexed} Annex B Rules of the election English · Not attached Drafted by" in told(html)


def test_the_list_of_the_cards_may_go_on_over_a_second_one(root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    more = "".join(
        f"  - {{id: p{number}, kind: ask, topic: {{ka: თემა {number}, en: Training for harbours number {number}}},"
        f" say: {{ka: სიტყვა., en: A word.}}, cleared_by: Nana}}\n"
        for number in range(8)
    )
    file.write_text(file.read_text("utf-8").replace("\nquestions:\n", f"\n{more}questions:\n"), "utf-8")
    (made,) = build(open_project(root), briefs=["cards"], formats=["pdf"], languages=["en"]).files
    assert made.pages == 2 + 10 + 8


LACKING = ["issue", "points", "questions", "meetings", "scenario", "delegation"]


def test_the_staff_are_told_what_a_type_that_they_build_lacks_and_nobody_else(demo_copy: DemoCopy) -> None:
    def lacking(found: Iterable[str]) -> list[str]:
        return [path.rpartition(".")[2] for path in found if path.rpartition(".")[2] in LACKING]

    def listed() -> list[str]:
        entries = list_todo(open_project(demo_copy.root)).todo.groups
        return lacking(each.path for _, tasks in entries for each in tasks)

    for brief, expected in (("pack", LACKING), ("qa", ["questions"]), ("full", ["delegation"]), ("counterpart", [])):
        project = open_project(demo_copy.root)
        made = build(project, briefs=[brief], formats=["html"], languages=["en"], draft=True)
        assert lacking(gap.path for gap in made.gaps) == expected
    theirs = made.files[0].path.read_text("utf-8")
    assert not any(gap.what in theirs for gap in made.gaps)
    assert "supplied" not in theirs
    assert listed() == ["delegation"]  # of the full brief
    file = demo_copy.root / "content" / "editions" / f"{DEMO}.yaml"
    profile = "{id: head, name: {ka: უფროსი, en: the Head}, briefs: [cards, qa]}"
    file.write_text(f"{file.read_text('utf-8')}\nprofiles:\n  - {profile}\n", "utf-8")
    assert sorted(listed()) == ["delegation", "points", "questions"]


@pytest.mark.parametrize(
    ("data", "asked", "field"),
    [
        ('audience = "internal"', "delegation[0].phone", "phone"),
        ('audience = "interpreters"', "questions", "questions"),
        ('audience = "interpreters"\npersonal = true', "objectives", "objectives"),
        ('audience = "counterpart"', "points", "points"),
    ],
)
def test_a_template_gets_nothing_that_is_not_for_its_readers(
    data: str, asked: str, field: str, tmp_path: Path, root: Path
) -> None:
    briefs = root / "templates" / "briefs"
    briefs.mkdir(parents=True)
    text = (built_in_templates() / "briefs" / "counterpart.html.jinja").read_text("utf-8")
    greedy = text.replace("<main>", f"<main>\n{{% if brief.edition.{asked} %}}<p>{{{{ brief.date }}}}</p>{{% endif %}}")
    (briefs / "own.html.jinja").write_text(greedy, "utf-8")
    (briefs / "own.toml").write_text(data, "utf-8")
    with pytest.raises(ProblemsError, match=rf"\.{field} is not for the readers of this brief"):
        build(open_project(root), briefs=["own"], formats=["html"], languages=["en"], out=tmp_path / "out")
    (briefs / "own.toml").write_text('audience = "internal"\npersonal = true', "utf-8")
    build(open_project(root), briefs=["own"], formats=["html"], languages=["en"], out=tmp_path / "out")


@pytest.mark.parametrize("brief", ["steering", "cards", "qa", "pack"])
def test_a_type_says_which_marking_it_needs_even_while_nothing_is_in_it(brief: str, tmp_path: Path) -> None:
    start(tmp_path / "project")
    file = tmp_path / "project" / "content" / "editions" / "2030-05-example-city.yaml"
    file.write_text(file.read_text("utf-8").replace("marking: internal", "marking: public"), "utf-8")
    project = open_project(tmp_path / "project")
    with pytest.raises(ProblemsError, match=f"'public' is too open a marking for the brief '{brief}'"):
        build(project, briefs=[brief], formats=["html"], languages=["en"], out=tmp_path / "out")
    build(project, briefs=["full"], formats=["html"], languages=["en"], out=tmp_path / "out")


@pytest.mark.parametrize(("brief", "is_ours"), [("full", True), ("counterpart", False)])
def test_what_we_may_do_is_told_to_nobody_else(brief: str, is_ours: bool, demo_copy: DemoCopy) -> None:
    file = demo_copy.root / "content" / "cooperation.yaml"
    before, membership, behind = file.read_text("utf-8").partition("membership:\n")
    file.write_text(f"{before}{membership}  rights: {{ka: კენჭისყრა, en: vote in the Council}}\n{behind}", "utf-8")
    html = preview(open_project(demo_copy.root), brief=brief, language="en").html
    assert ("What we may do" in html, "vote in the Council" in html) == (is_ours, is_ours)


@pytest.mark.parametrize("audience", ["public", "counterpart"])
def test_personal_data_are_never_for_the_other_side(audience: str, demo_copy: DemoCopy) -> None:
    briefs = demo_copy.root / "templates" / "briefs"
    briefs.mkdir(parents=True, exist_ok=True)
    text = (built_in_templates() / "briefs" / "counterpart.html.jinja").read_text("utf-8")
    (briefs / "own.html.jinja").write_text(text, "utf-8")
    (briefs / "own.toml").write_text(f'audience = "{audience}"\npersonal = true\n', "utf-8")
    with pytest.raises(ProblemsError, match="personal data are never for the other side"):
        build(open_project(demo_copy.root), briefs=["own"], formats=["html"], languages=["en"], draft=True)


def test_the_number_of_a_copy_leads_to_no_field_that_is_not_for_its_readers(tmp_path: Path, root: Path) -> None:
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    text = file.read_text("utf-8").replace("briefs: [steering, cards]", "briefs: [counterpart]", 1)
    assert text != file.read_text("utf-8")
    file.write_text(text, "utf-8")
    made = build(open_project(root), profile="director", formats=["docx"], out=tmp_path / "out").files
    assert made
    for each in made:
        assert not any("profiles" in str(part) for part in _texts_of(each.path))


def _texts_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as packed:
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]


@pytest.mark.parametrize("brief", ["pack", "full"])
def test_at_a_glance_begins_with_the_issue(brief: str, tmp_path: Path) -> None:
    made = build(open_project(PROJECT), briefs=[brief], formats=["html"], languages=["en"], out=tmp_path)
    words = re.sub("<[^>]*>", "", made.files[0].path.read_text("utf-8"))
    assert re.search(r"At a glance\s+Issue:\s", words)


def test_every_type_for_us_has_the_file_number_and_whom_one_meets_has_their_office(tmp_path: Path, root: Path) -> None:
    path = root / "content" / "editions" / f"{EDITION}.yaml"
    said = "        role: {ka: აღმასრულებელი მდივანი, en: Executive Secretary}\n"
    text = path.read_text("utf-8")
    assert text.count(said) == 1
    ours = "    role: {ka: დელეგაციის ხელმძღვანელი, en: Head of the delegation}\n"
    assert ours in text
    people, agency = root / "content" / "people.yaml", root / "content" / "agency.yaml"
    also = "  - {id: otto-adviser, person: otto-sample, office: adviser, start: 2028-09, sources: [handbook]}\n"
    people.write_text(people.read_text("utf-8") + also, "utf-8")  # who has an office of either side
    office = "offices:\n  - {id: adviser, title: {ka: მრჩეველი, en: Adviser}}\n"
    agency.write_text(agency.read_text("utf-8").replace("offices:\n", office), "utf-8")
    path.write_text(
        text.replace(ours, "").replace(said, "").replace("Meeting with the Executive Secretary", "Meeting"), "utf-8"
    )
    made = build(open_project(root), briefs=EVERY, formats=["html"], languages=["en"], out=tmp_path / "out")
    for each in made.files:
        words = re.sub("<[^>]*>", "", each.path.read_text("utf-8"))
        assert ("File number: 17/2031" in words) is ("_counterpart_" not in each.path.name), each.path.name
        if any(f"_{brief}_" in each.path.name for brief in ("full", "pack", "interpreters")):
            assert re.search(r"Otto Sample,\s+(?:the )?[Ee]xecutive [Ss]ecretary,\s+Adviser", words), each.path.name
        if "_pack_" in each.path.name:  # of who travels, too
            assert re.search(r"Nana Magalitadze\s+Director\s+Arrival", words)


def test_what_is_said_on_a_card_is_14_points_or_more(tmp_path: Path) -> None:
    made = build(open_project(PROJECT), briefs=["cards"], formats=["pdf"], languages=["en"], out=tmp_path)
    _, *cards = mupdf_sizes(made.files[0].path)
    edition = yaml.safe_load((PROJECT / "content" / "editions" / f"{EDITION}.yaml").read_text("utf-8"))
    said = [point["say"]["en"] for point in edition["points"] if "say" in point]
    words = {word for each in said for word in each.split() if len(word) > 4 and word.isalpha()}
    found = {word: size for card in cards for size, text in card for word in text.split() if word in words}
    assert len(found) > 5
    assert min(found.values()) >= 13.99


@pytest.mark.parametrize("brief", ["steering", "pack", "full"])
def test_what_we_do_not_accept_says_so_in_its_own_words(brief: str) -> None:
    html = preview(open_project(PROJECT), brief=brief, language="en").html
    cells = re.findall(r"<td[^>]*>.*?</td>", html, re.DOTALL)
    told = [" ".join(unbind(re.sub(r"<[^>]*>", "", each)).split()) for each in cells]
    (red_line,) = [each for each in told if "name of the Agency" in each]
    assert red_line.startswith("Not acceptable: A centre without")


def test_what_is_not_said_looks_unlike_what_is(tmp_path: Path) -> None:
    html = preview(open_project(PROJECT), brief="cards", language="en").html
    strips = {told(card).split(" ")[1]: re.findall(r'<p class="(warning|condition|unsaid)">', card)
              for card in (f"<h2{each}" for each in html.split("<h2")[1:])}  # fmt: skip
    assert strips["Name"] == ["warning", "unsaid"]
    assert strips["Fees"] == strips["Delay"] == ["condition"]
    assert not any(found for name, found in strips.items() if name not in ("Name", "Fees", "Delay"))
    made = build(open_project(PROJECT), briefs=["cards"], formats=["docx"], languages=["en"], out=tmp_path)
    body = parts(made.files[0].path.read_bytes())["word/document.xml"]
    styles = {
        "".join(map(str, each.itertext())): values(each, "w:pPr/w:pStyle", "val") for each in find(body, ".//w:p")
    }
    assert styles["Not acceptable"] == ["RunningWarning"]
    assert styles["A centre without the name of the\u00a0Agency."] == ["RunningUnsaid"]


@pytest.mark.parametrize("theme", ["plain", "sober", "large"])
def test_ten_cards_are_listed_on_one(theme: str, tmp_path: Path, root: Path) -> None:
    settings = root / "briefgen.toml"
    settings.write_text(f'theme = "{theme}"\n{settings.read_text("utf-8")}', "utf-8")
    made = build(open_project(root), briefs=["cards"], formats=["pdf"], languages=["ka", "en"], out=tmp_path / "out")
    assert [each.pages for each in made.files] == [1 + 10] * 2

"""Which briefs a build makes, and what is said of a character that no face has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.document import grammar
from briefgen.document.contents import pages
from briefgen.document.digest import PLACE, digest_of
from briefgen.document.tree import (
    Block,
    Chart,
    ChartItem,
    Contents,
    Document,
    Drawn,
    Figure,
    FigureNumber,
    Heading,
    Metadata,
    Paragraph,
    Picture,
    Text,
    contents_of,
    walk,
)
from briefgen.look.theme import Theme
from briefgen.making import compose
from briefgen.making.compose import Job, newest_edition, plan, require_glyphs, require_known, theme_of
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import ProjectError
from tests.checks.small import subject, told
from tests.conftest import EDITION, ROOT
from tests.started import start


def content(**said: Any) -> Content:
    return cast("Content", subject(**said).content)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("project")
    start(folder)
    return find_project(folder)


@pytest.fixture(scope="module")
def theme(project: Project) -> Theme:
    return theme_of(project)


def test_the_newest_edition_has_the_latest_date_of_equal_ones_the_last_name() -> None:
    editions = {"a": {"as_of": "2031"}, "b": {"as_of": "2029-12"}, "c": {"as_of": "2031"}}
    assert newest_edition(content(editions=editions)) == "c"
    assert newest_edition(content(editions={"a": {"as_of": "2029"}})) == "now"
    without = content()
    bare = replace(without, items={path: item for path, item in without.items.items() if "editions" not in path})
    assert newest_edition(bare) == ""


def test_a_build_makes_each_brief_in_each_language_once(project: Project) -> None:
    settings = project.settings
    jobs = plan(project, content())
    assert [(job.brief, job.language) for job in jobs] == [
        (brief, language) for brief in settings.briefs for language in settings.languages
    ]
    assert {job.formats for job in jobs} == {tuple(settings.formats)}
    chosen = plan(project, content(), "now", ("en", "en"), ("full", "full"), ("html", "pdf", "html"))
    assert chosen == [Job("now", "full", "en", ("html", "pdf"))]


def test_without_a_name_it_is_the_newest_edition(project: Project) -> None:
    later = content(editions={"later": {"as_of": "2031"}, "old": {"as_of": "2029"}})
    assert {job.edition for job in plan(project, later)} == {"later"}


def test_a_change_note_compares_with_the_edition_before_or_one_that_is_named(project: Project) -> None:
    note = compose.CHANGE_NOTE
    both = content(edition={"previous": "old"}, editions={"old": {"as_of": "2029"}, "older": {"as_of": "2028"}})
    assert [(job.brief, job.since) for job in plan(project, both, "now", ("en",), (note, "full"))] == [
        (note, "old"), ("full", None),
    ]  # fmt: skip
    assert [job.since for job in plan(project, both, "now", ("en",), (note,), since="older")] == ["older"]
    for briefs, since, message in (
        (("full",), "old", "--since goes with the change note: add --brief changes"),
        ((note,), "nothing", "there is no edition 'nothing'"),
    ):
        with pytest.raises(ProjectError, match=message):
            plan(project, both, "now", ("en",), briefs, since=since)
    with pytest.raises(ProjectError, match="old names no edition before it"):
        plan(project, both, "old", ("en",), (note,))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"edition": "nwo"}, "there is no edition 'nwo'; did you mean now?"),
        ({"languages": ("de",)}, "there is no language 'de'"),
        ({"briefs": ("ful",)}, "there is no brief 'ful'; did you mean full?"),
    ],
)
def test_a_name_that_there_is_not_is_refused(project: Project, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ProjectError) as raised:
        plan(project, content(), **options)
    assert str(raised.value).startswith(message)


def test_every_name_has_to_be_known() -> None:
    require_known("format", [], [])
    require_known("format", ["pdf"], ["pdf", "html"])
    with pytest.raises(ProjectError, match="there is no format 'html'"):
        require_known("format", ["pdf", "html"], ["pdf"])


@pytest.mark.parametrize(("draft", "name"), [(False, "2030-05_full_ka"), (True, "2030-05_full_ka_draft")])
def test_a_file_is_called_by_its_edition_brief_and_language(draft: bool, name: str) -> None:
    assert Job("2030-05", "full", "ka", ("pdf",), draft=draft).stem == name


META = Metadata((Text("Title"),), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")


def glyph_problems(theme: Theme, *texts: Text, words: str = "So it is.", language: str = "en-GB") -> list[Any]:
    about = told(words)
    document = Document(language, META, (Paragraph(texts),))
    with pytest.raises(ProblemsError) as raised:
        require_glyphs(cast("Content", about.content), document, theme)
    return list(raised.value.problems)


def test_a_character_that_no_face_has_is_told_once_a_text(theme: Theme) -> None:
    at = "cooperation.history[entry].text"
    (one,) = glyph_problems(theme, Text("a 中 b", at), Text("文", at), words="a 中 文 b")
    assert one.code == "glyph-missing"
    assert one.path == at
    assert one.message.endswith("has no '中' (U+4E2D), '文' (U+6587)")
    two = glyph_problems(theme, Text("中", at), Text("文", "agency.contact"))
    assert sorted(problem.path for problem in two) == ["agency.contact", at]
    (bare,) = glyph_problems(theme, Text("中"))
    assert bare.place.file == "templates"
    (elsewhere,) = glyph_problems(theme, Text("中", "catalogue[x]"))
    assert elsewhere.place.file == "catalogue[x]"


def test_of_many_characters_eight_are_named(theme: Theme) -> None:
    chars = "一丁七万丈三上下不"
    (nine,) = glyph_problems(theme, Text(chars))
    assert nine.message.endswith(" and 1 more")
    assert nine.message.count("U+") == 8
    (eight,) = glyph_problems(theme, Text(chars[:8]))
    assert "more" not in eight.message


def test_what_every_face_has_is_let_through(theme: Theme) -> None:
    require_glyphs(content(), Document("ka-GE", META, (Paragraph((Text("სახლი, home – 3 ₾"),)),)), theme)


def wider_margin(theme: Theme, more: float) -> Theme:
    return replace(theme, page=replace(theme.page, right=theme.page.right + more))


@pytest.fixture(scope="module")
def real_tree() -> Document:
    """The English brief of the real project, for any paper."""
    real = find_project(ROOT)
    (job,) = plan(real, written := load(real.content), EDITION, languages=["en"])
    return compose.compose(real, written, job)[1]


def figures(document: Document) -> list[tuple[str, float, list[int]]]:
    """Return the first words, the picture's width and the numbers of each figure."""
    return [
        (block.picture.alt[:8], round(block.picture.width, 6),
         [node.value for node in walk(block) if isinstance(node, FigureNumber)])
        for block in document.blocks
        if isinstance(block, Figure) and isinstance(block.picture, Picture)
    ]  # fmt: skip


def test_a_brief_is_composed_once_and_its_pictures_are_drawn_as_wide_as_each_paper(real_tree: Document) -> None:
    theme = theme_of(find_project(ROOT))
    text = theme.page.width - theme.page.left - theme.page.right
    assert list(grammar.faults(real_tree, grammar.start(Drawn)))  # as yet
    for less in (0, 12):
        drawn = compose.on_paper(real_tree, wider_margin(theme, less), "auto")
        assert not list(grammar.faults(drawn, grammar.start(Drawn)))
        assert figures(drawn) == [("How the ", text - less, [1]), ("Timeline", text - less, [2])]


def test_a_picture_that_does_not_fit_is_left_out_and_the_others_are_numbered_without_it(real_tree: Document) -> None:
    narrow = wider_margin(theme_of(find_project(ROOT)), 75)
    wide = ChartItem("body", (Text("x" * 200, "association.bodies[council].name"),))
    tree = replace(real_tree, blocks=tuple(
        replace(block, picture=replace(block.picture, items=(wide,)))
        if isinstance(block, Figure) and isinstance(block.picture, Chart) and block.picture.name == "governance"
        else block
        for block in real_tree.blocks
    ))  # fmt: skip
    drawn = compose.on_paper(tree, narrow, "auto")
    assert figures(drawn) == [("Timeline", 99, [1])]
    assert len(drawn.blocks) == len(real_tree.blocks) - 2  # with the contents list, of which nobody has need


def test_whether_a_brief_is_long_is_judged_with_its_pictures(theme: Theme) -> None:
    section: list[Block] = [Heading(1, (Text("Section"),)), *[Paragraph((Text("word " * 60),))] * 13]
    item = ChartItem("past", (Text("1 May 2016", "x"),), ("2016-05-01", "2016-05-01"))
    chart = Chart("timeline", "Facts.", (*[item] * 7, replace(item, role="as-of")))
    tree = Document("en-GB", META, (Contents((Text("Contents"),), ()), *section * 4, Figure(chart, (Text("Figure"),))))
    drawn = compose.on_paper(tree, theme, "never")
    without = replace(drawn, blocks=drawn.blocks[:-1])
    assert pages(without) < 6 < pages(drawn), "the picture alone makes it long"
    assert contents_of(compose.on_paper(tree, theme, "auto"))
    tight = wider_margin(theme, 160)
    assert contents_of(compose.on_paper(tree, tight, "auto")) is None
    assert contents_of(compose.on_paper(tree, tight, "always"))


def test_a_brief_has_one_digest_on_every_paper(real_tree: Document) -> None:
    theme = theme_of(find_project(ROOT))
    papers = [wider_margin(theme, less) for less in (0, 12, 75)]
    assert {digest_of(compose.on_paper(real_tree, paper, "auto")) for paper in papers} == {digest_of(real_tree)}
    assert digest_of(real_tree) not in (PLACE, None)

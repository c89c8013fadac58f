"""What a template may do, and where it is told what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from briefgen.content.model import Content
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import LocalBrief, localise
from briefgen.making import templating
from briefgen.making.templating import render, template_names
from briefgen.problems.diagnostics import ProblemsError
from tests.checks.small import subject


@pytest.fixture(scope="module")
def brief() -> LocalBrief:
    content = cast("Content", subject().content)
    return localise(content, "now", get_language("en"), load_catalogue("en"))


def write(folder: Path, **templates: str) -> Path:
    for name, text in templates.items():
        path = folder / f"{name.replace('__', '/')}.html.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def made(brief: LocalBrief, folder: Path, text: str, **more: Any) -> str:
    return render(brief, "t", [write(folder, briefs__t=text)], **more)


def refused(brief: LocalBrief, folder: Path, text: str, **more: Any) -> tuple[str, int, str]:
    with pytest.raises(ProblemsError) as raised:
        made(brief, folder, text, **more)
    (problem,) = raised.value.problems
    return problem.place.file, problem.place.line, problem.message


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{{ brief.edition_id }}", "now"),
        ("{{ brief.association.name }}", '<span data-src="association.name">Example Association</span>'),
        ("{{ '<b>' }}", "&lt;b&gt;"),
        ("{{ brief.sessions | length }}", "0"),
        ("{% for x in brief.figures %}x{% else %}none{% endfor %}", "none"),
        ("{% if brief.event.id == 'forum' %}yes{% endif %}", "yes"),
        ("{{ ['a', 'b'] | first }}{{ ['a', 'b'] | last }}", "ab"),
        ("{% if brief.event.id is equalto 'forum' %}yes{% endif %}", "yes"),
        ("{% if brief.event.id in ['forum', 'other'] %}yes{% endif %}", "yes"),
        ("{% if brief.news is none %}yes{% endif %}", "yes"),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('a') }}", "[a]"),
        ("{% for p in ['a', 'b'] %}{{ loop.index }}{{ p }}{% endfor %}", "1a2b"),
        ("{% if pictures.map is defined %}{{ 'map' }}{% else %}-{% endif %}", "-"),
    ],
)
def test_a_template_reads_fields_and_calls_its_macros(brief: LocalBrief, tmp_path: Path, text: str, html: str) -> None:
    assert made(brief, tmp_path, text) == html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 1 + 1 }}", "a template can't compute"),
        ("{{ 'a' ~ 'b' }}", "a template can't compute"),
        ("{{ 2 * 3 }}", "a template can't compute"),
        ("{{ 7 % 2 }}", "a template can't compute"),
        ("{{ 7 // 2 }}", "a template can't compute"),
        ("{% set x = [brief.event] %}", "a template can't build lists"),
        ("{% set x = ['a', brief.event] %}", "a template can't build lists"),
        ("{% set x = {'a': brief.event} %}", "a template can't build lists"),
        ("{{ brief.news }}", "this value is not supplied, or not for the readers"),
        ("{{ brief.draft }}", "a bool has no words to print"),
        ("{{ brief.nothing }}", "nothing"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ nothing() }}", "'nothing' is undefined"),
        ("{{ _(nothing) }}", "'nothing' is undefined"),
        ("{{ brief.edition_id.upper() }}", "upper"),
        ("{{ brief.__class__ }}", "__class__"),
        ("{{ brief.event.date._language }}", "_language"),
        ("{{ brief.association.name.case('dat') }}", "case"),
        ("{% if brief.figures == brief.figures %}x{% endif %}", "lists can't be compared"),
        ("{% if brief.event.id == brief.figures %}x{% endif %}", "lists can't be compared"),
        ("{% include 'briefs/nothing.html.jinja' %}", "there is no template briefs/nothing.html.jinja"),
        ("{% include 'briefs/t.html.jinja' %}", "the template"),
        ("{% for x in brief.event.id %}{% endfor %}{% if %}", "Expected an expression"),
    ],
)
def test_what_a_template_may_not_is_told_at_its_line(
    brief: LocalBrief, tmp_path: Path, text: str, message: str
) -> None:
    file, line, told = refused(brief, tmp_path, f"\n{text}")
    assert message in told
    assert (file, line) == ("templates/briefs/t.html.jinja", 2)


def test_loops_calls_and_characters_have_an_end_that_each_brief_counts_anew(
    brief: LocalBrief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "MAX_STEPS", 3)
    three = "{% for p in ['a', 'b', 'c'] %}{{ p }}{% endfor %}"
    templates = templating.Templates([write(tmp_path, briefs__t=three)])
    for _ in range(2):
        assert render(brief, "t", [tmp_path], templates=templates) == "abc"
    four = tmp_path / "four"
    assert "too often" in refused(brief, four, three.replace("['a'", "['x', 'a'"))[2]
    macro = "{% macro m() %}x{% endmacro %}{{ m() }}{{ m() }}{{ m() }}"
    assert made(brief, tmp_path / "calls", macro) == "xxx"
    assert "too often" in refused(brief, tmp_path / "more", macro + "{{ m() }}")[2]
    monkeypatch.setattr(templating, "MAX_OUTPUT", 5)
    assert made(brief, tmp_path / "five", "a{{ 'bcde' }}") == "abcde"
    assert "more than a brief can hold" in refused(brief, tmp_path / "six", "a{{ 'bcdef' }}")[2]
    monkeypatch.setattr(templating, "MAX_OUTPUT", 100)
    monkeypatch.setattr(templating, "MAX_JOINED", 6)
    assert (
        "more than a brief can hold"
        in refused(brief, tmp_path / "joined", "{% macro m() %}abcd{% endmacro %}{{ m() }}")[2]
    )
    monkeypatch.setattr(templating, "MAX_INCLUDES", 2)
    write(tmp_path / "parts", parts__p="p")
    one = "{% include 'parts/p.html.jinja' %}"
    assert made(brief, tmp_path / "parts", one) == "p"
    assert "too often" in refused(brief, tmp_path / "parts", one * 2)[2]


def test_the_first_folder_that_has_a_template_gives_it_and_a_sheet_has_its_own(
    brief: LocalBrief, tmp_path: Path
) -> None:
    first, second = write(tmp_path / "a", briefs__t="first"), write(tmp_path / "b", briefs__t="second", briefs__u="u")
    assert render(brief, "t", [first, second]) == "first"
    assert render(brief, "u", [first, second]) == "u"
    assert template_names([second, first, tmp_path / "none"]) == ["t", "u"]
    write(tmp_path / "a", sheets__t="{{ sheet }}", mail__t="{{ mail }}")
    assert render(brief, "t", [first], sheet="sheet") == "sheet"
    assert render(brief, "t", [first], mail="mail") == "mail"
    write(tmp_path / "a", sheets__t="{{ sheet() }}")
    with pytest.raises(ProblemsError, match="this can't be called"):
        render(brief, "t", [first], sheet=str)
    with pytest.raises(ProblemsError, match="there is no template briefs/v"):
        render(brief, "v", [first])


def test_a_link_out_of_the_folder_is_not_followed(brief: LocalBrief, tmp_path: Path) -> None:
    folder, outside = write(tmp_path / "in", briefs__u="u"), write(tmp_path / "out", briefs__t="secret")
    (folder / "briefs" / "t.html.jinja").symlink_to(outside / "briefs" / "t.html.jinja")
    other = write(tmp_path / "next", briefs__t="next")
    for folders in ([folder], [folder, other]):
        with pytest.raises(ProblemsError, match="there is no template briefs/t"):
            render(brief, "t", folders)


def test_a_template_of_before_is_not_taken_for_one_that_was_changed(brief: LocalBrief, tmp_path: Path) -> None:
    assert made(brief, tmp_path, "one") == "one"
    assert made(brief, tmp_path, "two") == "two"


def test_a_template_is_utf_8_and_of_a_bounded_size(
    brief: LocalBrief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, briefs__t="x") / "briefs" / "t.html.jinja"
    path.write_bytes(b"\xff")
    with pytest.raises(ProblemsError, match="not UTF-8"):
        render(brief, "t", [tmp_path])
    monkeypatch.setattr(templating, "_LARGEST", 3)
    path.write_text("abc")
    assert render(brief, "t", [tmp_path]) == "abc"
    path.write_text("abcd")
    with pytest.raises(ProblemsError):
        render(brief, "t", [tmp_path])


def test_a_tag_says_where_it_stands(brief: LocalBrief, tmp_path: Path) -> None:
    html = made(brief, tmp_path, "<p>\n  <h2>a</h2><br></p>")
    assert 'data-at="briefs/t.html.jinja:1:1"' in html
    assert 'data-at="briefs/t.html.jinja:2:3"' in html
    assert 'data-at="briefs/t.html.jinja:2:13"' in html


@pytest.mark.parametrize("uses", ["{% include 'parts/p.html.jinja' %}", "{% from 'parts/p.html.jinja' import m %}"])
def test_what_is_wrong_in_a_part_is_told_at_the_part_s_own_line(brief: LocalBrief, tmp_path: Path, uses: str) -> None:
    write(tmp_path, parts__p="{% macro m() %}\n{% endmacro %}\n{% nothing %}")
    file, line, message = refused(brief, tmp_path, f"<p>\n</p>{uses}")
    assert (Path(file).name, line) == ("p.html.jinja", 3)
    assert "nothing" in message

"""What a template can learn of what isn't for its readers: nothing, by whatever way it asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from jinja2 import StrictUndefined, TemplateError

from briefgen.content.schema.audience import INTERNAL, INTERPRETERS, Audience, Readers
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import LocalBrief, localise
from briefgen.localise.values import CannotPrintError, Hidden
from briefgen.making.opened import open_project
from briefgen.making.templating import Templates, render
from briefgen.problems.diagnostics import ProblemsError
from tests.interference import EDITION, alter, invented, not_for, taken_out

THEY = Readers(INTERPRETERS)


def brief_of(root: Path, readers: Audience = INTERPRETERS) -> LocalBrief:
    content = open_project(root).content
    return localise(content, EDITION, get_language("en"), load_catalogue("en"), readers=Readers(readers))


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the invented project, and the same as if nothing that isn't for its readers had ever been written."""
    folder = tmp_path_factory.mktemp("withheld")
    root = invented(folder / "whole")
    without = shutil.copytree(root, folder / "without")
    assert alter(without, [*chain.from_iterable(not_for(root, THEY).values())], taken_out)
    return root, without


@pytest.fixture(scope="module")
def briefs(roots: tuple[Path, Path]) -> tuple[LocalBrief, LocalBrief]:
    whole, without = map(brief_of, roots)
    return whole, without


def made(brief: LocalBrief, folder: Path, text: str) -> str:
    (folder / "briefs").mkdir(exist_ok=True)
    (folder / "briefs" / "own.html.jinja").write_text(text, "utf-8")
    return render(brief, "own", [folder])


def answered(brief: LocalBrief, folder: Path, text: str) -> str:
    """Return what a template says, or why it is refused."""
    try:
        return made(brief, folder, text)
    except ProblemsError as error:
        return str(error)


@pytest.mark.parametrize(
    "asked", ["brief.edition.objectives", "brief.edition['objectives']", "brief.questions", "brief.edition.note"]
)
@pytest.mark.parametrize(
    "use",
    [
        "{{ %s }}", "{%% if %s %%}x{%% endif %%}", "{%% if %s is none %%}x{%% endif %%}",
        "{%% if %s is defined %%}x{%% endif %%}", "{%% if %s == none %%}x{%% endif %%}", "{%% set x = %s %%}",
        "{%% for x in %s %%}x{%% endfor %%}", "{%% if %s | length %%}x{%% endif %%}", "{%% if %s[:] %%}x{%% endif %%}",
        "{%% if %s.path is defined %%}x{%% endif %%}", "{%% if not %s is none %%}x{%% endif %%}",
    ],
)  # fmt: skip
def test_to_ask_for_it_in_any_way_is_refused_at_its_line(
    use: str, asked: str, briefs: tuple[LocalBrief, LocalBrief], roots: tuple[Path, Path], tmp_path: Path
) -> None:
    for brief in briefs:
        with pytest.raises(ProblemsError) as refused:
            made(brief, tmp_path, f"<p>\n{use % asked}</p>")
        (problem,) = refused.value.problems
        assert (problem.place.file, problem.place.line) == ("templates/briefs/own.html.jinja", 2)
        assert problem.message.endswith("is not for the readers of this brief")


# What refers to something that is kept back, and lists that lack something.
HIDDEN = "brief.cooperation.membership.category", "brief.event.based_on", "brief.bodies[0].reports_to"
LISTS = (
    "brief.edition.points", "brief.points.to_say", "brief.meetings[0].points.to_say", "brief.history",
    "brief.association.stats", "brief.key_figures", "brief.figures", "brief.bodies", "brief.leadership",
    "brief.sessions", "brief.meetings", "brief.interlocutors", "brief.prepared_agenda", "brief.content.persons",
    "brief.in_two_languages", "brief.bodies[0].elects", "brief.sessions[0].agenda[0].candidates",
)  # fmt: skip
ASKED = (
    "{%% if %s is none %%}none{%% endif %%}", "{%% if %s is defined %%}defined{%% endif %%}",
    "{%% if %s %%}is{%% endif %%}", "{%% if %s == none %%}none{%% endif %%}",
    "{%% if %s in ['a', none] %%}none{%% endif %%}", "{{ %s }}", "{{ %s.path }}",
    "{%% if %s.path is defined %%}x{%% endif %%}", "{%% if %s.fields is defined %%}x{%% endif %%}",
    "{%% if %s.id is defined %%}x{%% endif %%}", "{{ _('{what}: {new}', what=%s, new='x') }}",
)  # fmt: skip
COUNTED = (
    "{{ %s | length }}", "{{ %s[:] | length }}", "{{ %s | first is defined }}",
    "{%% if %s[7] is defined %%}x{%% endif %%}",
    "{%% for one in %s %%}{{ loop.length }}{{ loop.revindex }}{%% endfor %%}",
    "{%% for one in %s if one %%}{{ loop.length }}{%% endfor %%}",
    "{%% for one in %s %%}{%% if loop.last %%}{{ loop.index }}{%% endif %%}{%% endfor %%}",
    "{%% if %s.is_shortened is defined %%}x{%% endif %%}", "{%% if %s.is_shortened %%}x{%% endif %%}",
    "{%% if %s.whole %%}x{%% endif %%}", "{{ %s.source }}", "{{ %s.require_whole() }}",
    "{%% for a in %s | batch(2) %%}x{%% endfor %%}", "{%% for a in %s | groupby('id') %%}x{%% endfor %%}",
    "{{ %s | list | length }}", "{{ %s | count }}",
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("thing", HIDDEN)
def test_what_is_hidden_is_as_what_was_never_written(
    thing: str, asked: str, briefs: tuple[LocalBrief, LocalBrief], tmp_path: Path
) -> None:
    whole, without = (answered(brief, tmp_path, asked % thing) for brief in briefs)
    assert whole == without


@pytest.mark.parametrize("asked", COUNTED)
@pytest.mark.parametrize("thing", LISTS)
def test_what_is_counted_is_what_its_readers_see(
    thing: str, asked: str, briefs: tuple[LocalBrief, LocalBrief], tmp_path: Path
) -> None:
    whole, without = (answered(brief, tmp_path, asked % thing) for brief in briefs)
    assert whole == without


def test_what_is_asked_for_here_is_kept_back_indeed(roots: tuple[Path, Path], tmp_path: Path) -> None:
    ours, theirs = brief_of(roots[0], INTERNAL), brief_of(roots[0])
    for thing in HIDDEN:
        assert [answered(each, tmp_path, f"{{% if {thing} %}}x{{% endif %}}") for each in (ours, theirs)] == ["x", ""]
    counts = [[int(made(each, tmp_path, f"{{{{ {thing} | length }}}}")) for each in (ours, theirs)] for thing in LISTS]
    assert sum(all_of > seen for all_of, seen in counts) >= len(LISTS) - 3  # of the others what is derived differs


def test_whatever_can_be_read_says_the_same(briefs: tuple[LocalBrief, LocalBrief]) -> None:
    templates = Templates([])
    whole, without = (dict(seen(templates, "brief", brief)) for brief in briefs)
    assert len(whole) > 1000
    assert {path: said for path, said in whole.items() if without.get(path) != said} == {}
    assert whole.keys() == without.keys()


def seen(templates: Templates, path: str, value: Any, depth: int = 6, on_way: tuple[int, ...] = ()) -> Iterator[Any]:
    """Yield what a template that knows each name can tell of a value, and of all that it can reach from there."""
    assert not isinstance(value, Hidden)
    yield path, told(value)
    if depth == 0 or id(value) in on_way or value is None or isinstance(value, str | int | StrictUndefined):
        return
    on_way = (*on_way, id(value))
    names = {*dir(value), *getattr(value, "fields", ())} if not isinstance(value, tuple | dict) else ()
    for name in sorted(name for name in names if not name.startswith("_")):
        try:
            found = templates.getattr(value, name)
        except (CannotPrintError, TemplateError) as error:
            yield f"{path}.{name}", str(error)
            continue
        yield from seen(templates, f"{path}.{name}", found, depth - 1, on_way)
    for index, each in enumerate(value) if isinstance(value, tuple) else ():
        yield from seen(templates, f"{path}[{index}]", each, depth - 1, on_way)


def told(value: Any) -> str:
    if isinstance(value, tuple):
        return f"{len(value)}"
    if value is None or isinstance(value, str | int | StrictUndefined):
        return "" if isinstance(value, StrictUndefined) else repr(value)
    try:
        return str(value.__html__()) if hasattr(value, "__html__") else type(value).__name__
    except (CannotPrintError, TemplateError) as error:
        return str(error)

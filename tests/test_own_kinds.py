"""Kinds of membership, events, bodies, agenda items and works are the agency's own, beside those that come along."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from briefgen.content.own_kinds import SHIPPED
from briefgen.document.tree import unbind
from briefgen.localise.kind_words import KIND_WORDS
from briefgen.making.judge import check
from briefgen.making.opened import opened
from briefgen.making.press import build
from briefgen.project.folder import Project, find_project
from briefgen.upkeep.setup import write_schemas
from briefgen.upkeep.things import thing

SECOND = Path(__file__).parent / "data" / "second_project"
KINDS = """\
memberships:
  - id: full-member
    name: {en: full member, fr: membre de plein droit}
  - id: observer
    name: {en: observer, fr: observateur}
events:
  - id: congress
    name: {en: congress, fr: congrès}
    like: forum
bodies:
  - id: working-group
    name: {en: working group, fr: groupe de travail}
    like: commission
"""


def edit(folder: Path, file: str, pattern: str, new: str) -> None:
    path = folder / "content" / file
    words, number = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert number, pattern
    path.write_text(words, encoding="utf-8")


def words_of(page: Path) -> str:
    return " ".join(unbind(re.sub("<[^>]*>", "", page.read_text(encoding="utf-8"))).split())


def second(where: Path) -> Path:
    """Return a copy of the second project that a test may change."""
    folder = where / "second"
    shutil.copytree(SECOND, folder)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = second(tmp_path)
    (folder / "content/kinds.yaml").write_text(KINDS, encoding="utf-8")
    edit(folder, "events.yaml", "kind: forum", "kind: congress")
    edit(folder, "association.yaml", "kind: commission$", "kind: working-group")
    edit(folder, "cooperation.yaml", "category: associate", "category: full-member")
    edit(folder, "cooperation.yaml", r"an \*\*associate\*\* member", "a {{ category }}")
    edit(folder, "cooperation.yaml", r"membre \*\*associé\*\*", "{{ category }}")
    return folder


def errors(project: Project) -> list[str]:
    return [f"{each.path} {each.code}" for each in check(project) if each.severity == "error"]


def test_all_that_come_along_have_words() -> None:
    assert {kind: tuple(words) for kind, words in KIND_WORDS.items()} == dict(SHIPPED)


def test_a_brief_prints_them_and_counts_what_is_like_a_commission(own: Path) -> None:
    project = find_project(own)
    assert errors(project) == []
    build(project, formats=["html"])
    words = {path.stem[-2:]: words_of(path) for path in own.glob("output/*/*.html")}
    assert "The Service is a full member, since December 2021" in words["en"]
    assert "membre de plein droit depuis" in words["fr"]
    assert "There are two of them" in words["en"]  # working groups


def test_a_kind_that_comes_along_is_printed_in_words(tmp_path: Path) -> None:
    folder = second(tmp_path)
    edit(folder, "cooperation.yaml", r"an \*\*associate\*\* member", "an {{ category }}")
    edit(folder, "cooperation.yaml", r"membre \*\*associé\*\*", "{{ category }}")
    build(find_project(folder), formats=["html"], languages=["en"])
    (path,) = folder.glob("output/*/*.html")
    assert "The Service is an associate member, since" in words_of(path)


def test_a_text_that_names_another_category_is_noticed(own: Path) -> None:
    edit(own, "cooperation.yaml", r"a \{\{ category \}\}", "an observer")
    edit(own, "cooperation.yaml", r"est \{\{ category \}\}", "est observateur")
    assert "cooperation.membership.category field-differs" in errors(find_project(own))


def test_those_that_come_along_may_be_shut_out(own: Path) -> None:
    (own / "content/kinds.yaml").write_text(f"only_own: true\n{KINDS}", encoding="utf-8")
    found = errors(find_project(own))
    assert "events[assembly-30].kind reference-unknown" in found
    assert "events[congress-2024].kind reference-unknown" not in found


def test_an_unknown_one_is_told_with_those_that_there_are(own: Path) -> None:
    edit(own, "events.yaml", "kind: congress", "kind: congres")
    (found,) = (each for each in check(find_project(own)) if each.code == "reference-unknown")
    assert found.message == "there is no 'congres' among the kinds of events"
    assert found.hint == "did you mean congress?"
    edit(own, "events.yaml", "kind: congres$", "kind: regatta")
    (found,) = (each for each in check(find_project(own)) if each.code == "reference-unknown")
    assert found.hint.endswith("seminar, meeting; kinds of your own are named in kinds.yaml")


def test_forms_and_editors_offer_them(own: Path) -> None:
    project = find_project(own)
    write_schemas(project)
    schema = json.loads((own / "content/.schema/events.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["Event"]["properties"]["kind"]["enum"] == ["congress", *SHIPPED["eventkinds"]]
    assert "x-refers" not in json.dumps(schema)
    form = thing(opened(project), "events[congress-2024]")
    (asked,) = (each.question for each in form.own if each.question.name == "kind")
    assert list(asked.choices or ()) == [*SHIPPED["eventkinds"], "congress"]


# French: 1re session, but 1er congrès. Ordinals in the chart agree with the kind that the agency names, or has chosen.
@pytest.mark.parametrize(
    ("kind", "said", "ordinal"), [("congress", "", "1er"), ("congress", "f", "1re"), ("meeting", "", "1re")]
)
def test_ordinals_agree_with_what_an_event_is_called(own: Path, kind: str, said: str, ordinal: str) -> None:
    if said:
        edit(own, "kinds.yaml", "    like: forum", f"    like: forum\n    ordinal: {{fr: {said}}}")
    edit(own, "events.yaml", "kind: congress", f"kind: {kind}")
    edit(own, "events.yaml", r"  number: \d+", "  number: 1")
    entry = "  - {{id: e{0}, date: 201{0}, label: {{en: L, fr: L}}, text: {{en: Work {0}{0}., fr: Travail {0}{0}.}}}}\n"
    edit(
        own, "cooperation.yaml", "^history:\n", "history:\n" + "".join(map(entry.format, range(6)))
    )  # enough for a chart
    build(find_project(own), formats=["html"])
    (page,) = own.glob("output/*/*_fr.html")
    assert f"({ordinal})" in words_of(page)

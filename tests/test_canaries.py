"""Each field of a project has a word or a value of its own: none is anywhere in what isn't for its readers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefgen.content.schema.audience import INTERNAL, INTERPRETERS, PERSONAL
from briefgen.content.schema.points import SAID_ANYWAY
from briefgen.document.tree import unbind
from briefgen.making.brief_types import brief_type
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.printing import print_brief
from briefgen.project.folder import built_in_templates
from tests.canaries import EDITION, VALUES, Canaries, told_in, wider, with_canaries, with_values
from tests.pdf_reading import squeeze
from tests.soak import either
from tests.test_audiences import everything
from tests.test_pack import PROJECT

TYPES = ("full", "steering", "cards", "qa", "interpreters", "counterpart", "pack")
NOTICE = "notice"  # a type for everybody, of whoever uses briefgen
WAYS = [(brief, way) for brief in TYPES for way in ("en", "ka", "ka+en")]
A_FEW = [*((brief, "en") for brief in TYPES), ("counterpart", "ka+en"), ("interpreters", "ka")]
LAYOUTS = ("booklet", "2up", "4up", "large")
_LIKELIHOOD = f"editions[{EDITION}].questions[budget].likelihood"
# Values that the pack doesn't print: but for one, nothing does.
UNPRINTED = {
    f"editions[{EDITION}].drafter_email", f"editions[{EDITION}].points[offer].cleared_on",
    "cooperation.membership.since", _LIKELIHOOD,
}  # fmt: skip
FOUND = {"pack": VALUES.keys() - UNPRINTED, "qa": {_LIKELIHOOD}}
FOR_OTHERS = ("counterpart", "interpreters", NOTICE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    root = tmp_path_factory.mktemp("canaries") / "project"
    shutil.copytree(PROJECT, root)
    briefs = root / "templates" / "briefs"
    briefs.mkdir(parents=True)
    text = (built_in_templates() / "briefs" / "counterpart.html.jinja").read_text("utf-8")
    ours = ("at_a_glance(brief, ours=false)", "event_background(brief)", "history(brief)", "colophon_for_others(brief)")
    for part in ours:  # these tell of our cooperation
        assert part in text
        text = text.replace(f"{{{{ sections.{part} }}}}", "")
    (briefs / f"{NOTICE}.html.jinja").write_text(text, "utf-8")
    (briefs / f"{NOTICE}.toml").write_text('audience = "public"\n', "utf-8")
    edition = root / "content" / "editions" / f"{EDITION}.yaml"
    others = "{id: others, name: {ka: სხვები, en: Others}, briefs: [counterpart, interpreters], copies: 2}"
    edition.write_text(f"{edition.read_text('utf-8')}  - {others}\n", "utf-8")
    return root, with_values(root) | with_canaries(root)


def of(files: str, canaries: Canaries, brief: str, root: Path) -> tuple[set[str], list[str]]:
    """Return the fields that files tell of, and those of them that aren't for the readers of a type."""
    told = told_in(files, canaries)
    return told, wider(told, canaries, brief_type(brief, [root / "templates", built_in_templates()]).readers)


def test_there_are_canaries_of_every_sort(made: tuple[Path, Canaries]) -> None:
    canaries = made[1]
    assert {audience for _, audience in canaries.values()} >= {INTERPRETERS, INTERNAL, PERSONAL, None}
    assert canaries.keys() >= VALUES.keys()
    assert f"editions[{EDITION}].meetings[secretary].name" in canaries
    assert f"editions[{EDITION}].profiles[director].name" in canaries


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize(("brief", "way"), either([*A_FEW, (NOTICE, "en")], [*WAYS, (NOTICE, "en")]))
def test_nothing_above_the_readers_of_a_type_is_in_its_files(
    brief: str, way: str, made: tuple[Path, Canaries], tmp_path: Path
) -> None:
    root, canaries = made
    languages = way.split("+")
    alone, both = (languages, ()) if len(languages) == 1 else ((), languages)
    project, formats = open_project(root), ["pdf", "docx", "html"]
    build(project, briefs=[brief], formats=formats, languages=alone, bilingual=both, out=tmp_path, draft=True)
    files = everything(tmp_path)
    told, above = of(files, canaries, brief, root)
    assert above == []
    assert told  # and something is
    assert told >= FOUND.get(brief, set())  # what is looked for can be found
    # A draft lists its problems in the words of the content: in what is for us alone, and has room for it.
    ours = brief_type(brief, [root / "templates", built_in_templates()]).readers.audience == INTERNAL
    listed = "Problems of this draft" if way == "en" else "ამ სამუშაო ვერსიის ხარვეზები"
    assert (squeeze(listed) in squeeze(unbind(files))) is (ours and brief != "cards")


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("brief", either(FOR_OTHERS, (*TYPES, NOTICE)))
def test_nor_is_it_in_what_is_laid_out_for_the_printer(brief: str, made: tuple[Path, Canaries], tmp_path: Path) -> None:
    root, canaries = made
    build(open_project(root), briefs=[brief], formats=["pdf"], languages=["en"], out=tmp_path, draft=True)
    (plain,) = (tmp_path / EDITION).glob("*.pdf")
    for layout in LAYOUTS:
        done = print_brief(open_project(root), plain, layout)
        (tmp_path / layout).mkdir()
        shutil.copy(done.path, tmp_path / layout)
        told, above = of(everything(tmp_path / layout), canaries, brief, root)
        assert (layout, above) == (layout, [])
        assert told


@pytest.mark.slow
def test_nor_in_numbered_copies(made: tuple[Path, Canaries], tmp_path: Path) -> None:
    root, canaries = made
    formats = ["pdf", "docx", "html"]
    build(open_project(root), profile="others", languages=["en"], formats=formats, out=tmp_path, draft=True)
    for brief in ("counterpart", "interpreters"):
        for number in (3, 4):  # those of the director come first
            (tmp_path / brief / str(number)).mkdir(parents=True)
            for file in (tmp_path / EDITION).glob(f"*{brief}*copy-{number}*"):
                shutil.copy(file, tmp_path / brief / str(number))
            files = everything(tmp_path / brief / str(number))
            told, above = of(files, canaries, brief, root)
            assert (len([*(tmp_path / brief / str(number)).iterdir()]), above) == (3, [])
            assert told
            assert f"Copy{number}" in squeeze(unbind(re.sub("<[^>]*>", "", files)))


def test_what_is_said_only_if_it_comes_to_that_is_not_told_to_interpreters(made: tuple[Path, Canaries]) -> None:
    root, canaries = made
    edition = open_project(root).content.editions[EDITION]
    for point in edition.points:
        expected = INTERPRETERS if point.kind in SAID_ANYWAY else INTERNAL
        assert canaries[f"editions[{EDITION}].points[{point.id}].say"][1] == expected

"""A language of which nothing is known but what `language new` writes, or a part of what there may be: no rule fails.

What a rule needs and the language's file hasn't, the rule doesn't look for.
"""

from __future__ import annotations

import json
import random
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.language import said
from briefgen.language.catalogue import read_po
from briefgen.language.extract import written
from briefgen.language.own import LONGEST, repeats_repeats
from briefgen.language.starting import catalogue_of, data_of
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.project.languages import OwnLanguage, use
from tests.checks.small import RULES, found, told

LANGUAGE = Path(said.__file__).parent
ROOT = Path(__file__).parents[2]
PROJECTS = {"issa": ROOT, "second": ROOT / "tests/data/second_project", "pack": ROOT / "tests/data/pack_project"}


@pytest.fixture(autouse=True)
def _own_alone() -> Iterator[None]:
    yield
    use({})


def begun(code: str, words: str = "", **more: str) -> None:
    """Have a language as `language new` begins it, with more entries, and files of words for the checks."""
    files = {code: data_of(code) + words, **{f"{folder}/{code}": text for folder, text in more.items()}}
    use({name: OwnLanguage(f"{name}.toml", text.encode()) for name, text in files.items()})


def test_a_country_that_one_language_names() -> None:
    begun("pl")
    texts = {"en": "A visit was paid in Georgia.", "pl": "Złożono wizytę w Gruzji."}
    for rule in RULES:
        found(told(texts), rule)


def _toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{_toml(name)} = {_toml(each)}" for name, each in value.items()) + "}"
        case _:
            return str(value)


def _some(table: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return half of a table, and half of each table in it; no pattern that a project's file may not have."""
    kept: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            kept[name] = _some(value, chance)
        elif chance.random() < 0.5 and not any(
            len(one) > LONGEST or repeats_repeats(one) for one in (name, str(value))
        ):
            kept[name] = value
    return {name: value for name, value in kept.items() if value != {}}


def _file(data: Mapping[str, Any]) -> str:
    return "".join(
        f"[{name}]\n" + "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in table.items())
        for name, table in data.items()
    )


class _Dates(yaml.SafeLoader):
    """Leaves dates and versions as they are written."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so does PyYAML
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":float"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _in_polish(value: Any, taken: str) -> Any:
    """Return content whose texts of a language are what shall be Polish; beside it there is English alone."""
    match value:
        case {"en": _}:
            kept = {"en": _in_polish(value["en"], taken)}
            return kept | ({"pl": _in_polish(value[taken], taken)} if taken in value else {})
        case dict():
            return {name: _in_polish(each, taken) for name, each in value.items()}
        case list():
            return [_in_polish(each, taken) for each in value]
        case _:
            return value


def _made(root: Path, project: str, taken: str, chance: random.Random | None) -> Path:
    source, folder = PROJECTS[project], root / "catalogues"
    for name in ("content", "templates"):
        if (source / name).is_dir():
            shutil.copytree(source / name, root / name)
    settings = tomllib.loads((source / "briefgen.toml").read_text(encoding="utf-8")) | {"languages": ["en", "pl"]}
    kept = {name: value for name, value in settings.items() if name in ("languages", "theme")}
    (root / "briefgen.toml").write_text("".join(f"{name} = {_toml(value)}\n" for name, value in kept.items()))
    for path in (root / "content").rglob("*.yaml"):
        if content := yaml.load(path.read_text(encoding="utf-8"), _Dates):
            path.write_text(json.dumps(_in_polish(content, taken), ensure_ascii=False, indent=1), encoding="utf-8")
    folder.mkdir()
    data = data_of("pl")
    if chance:
        for name in ("said", "places"):
            shipped = tomllib.loads((LANGUAGE / name / "en.toml").read_text(encoding="utf-8"))
            (folder / name).mkdir()
            (folder / name / "pl.toml").write_text(_file(_some(shipped, chance)), encoding="utf-8")
        english = tomllib.loads((LANGUAGE / "data/en.toml").read_text(encoding="utf-8"))
        words = _some({name: english[name] for name in ("typing", "words")}, chance)
        data = data[: data.index("[typing]")] + _file(words)
    (folder / "pl.toml").write_text(data, encoding="utf-8")
    (folder / "pl.po").write_bytes(catalogue_of("pl"))
    catalogue = read_po(folder / "pl.po")
    for message in catalogue:
        message.string = message.string or str(message.id)
    (folder / "pl.po").write_bytes(written(catalogue))
    return root


@pytest.mark.slow
@pytest.mark.parametrize(
    ("project", "taken", "seed"),
    [("issa", "en", None), ("issa", "ka", None), ("second", "fr", 1), ("pack", "en", 2), ("issa", "en", 3)],
)
def test_no_rule_fails_on_texts_of_a_language_of_which_little_is_known(
    tmp_path: Path, project: str, taken: str, seed: int | None
) -> None:
    root = _made(tmp_path, project, taken, None if seed is None else random.Random(seed))
    problems = check(open_project(root))
    assert len({each.code for each in problems}) > 2
    assert "value-wrong" not in {each.code for each in problems}

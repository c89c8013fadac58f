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

from briefgen.checks.all_rules import RULES
from briefgen.language import said
from briefgen.language.catalogue import read_po
from briefgen.language.extract import written
from briefgen.language.own import LONGEST, repeats_repeats
from briefgen.language.starting import catalogue_of, data_of
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.project.languages import OwnLanguage, use
from tests.checks.small import found, told

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


# What isn't looked for ----------------------------------------------------------------------------------------------

POLISH = '\nrough_before = "około|ponad"\n'


def problems(english: str, polish: str, rule: str) -> list[str]:
    return [one.message for one in found(told({"en": english, "pl": polish}), rule)]


@pytest.mark.parametrize(
    ("english", "polish"),
    [
        ("There were 3.5 million letters.", "Było 3,5 miliona listów."),
        ("There were 3.5 million letters.", "Było 3,5 mln listów, bo 3.5 miliona."),
        ("There were 3.5 million letters.", "Było 3 500 000 listów."),
        ("There were 30 ports and 3000 ships.", "Było trzydzieści portów i trzy tysiące statków."),
        ("There were thirty ports.", "Było trzydzieści portów."),
    ],
)
def test_numbers_for_which_a_language_has_no_words(english: str, polish: str) -> None:
    begun("pl")
    said_so = problems(english, polish, "digits-differ")
    assert said_so == ([] if "bo" not in polish else ["“3.5” stands here, but not in 'en'"])


@pytest.mark.parametrize(
    ("english", "polish"),
    [
        ("There were 1340 ports.", "Było 1341 portów."),
        ("There were 1340 ports.", "Były porty."),
        ("There were 30 ports.", "Było 31 portów."),
        ("It was in 2019.", "To było w 2018."),
        ("There were 3.5 million letters.", "Było 4,5 miliona listów."),
    ],
)
def test_digits_that_differ_all_the_same(english: str, polish: str) -> None:
    begun("pl")
    assert problems(english, polish, "digits-differ")


def test_a_language_without_dates() -> None:
    begun("pl")
    bare = data_of("pl")
    use({"pl": OwnLanguage("pl.toml", bare[: bare.index("[words]")].encode())})
    assert problems("It was on 14 October 2019.", "Było to 14 października 2019.", "digits-differ") == []


def test_how_rough_a_number_is() -> None:
    begun("pl")
    assert problems("There were some 30 ports.", "Było około 30 portów.", "qualifier-differs") == []
    assert problems("There were 30 ports.", "Było około 30 portów.", "qualifier-differs") == []
    begun("pl", POLISH)
    assert problems("There were some 30 ports.", "Było około 30 portów.", "qualifier-differs") == []
    assert problems("There were over 30 ports.", "Było ponad 30 portów.", "qualifier-differs") == []
    assert problems("There were 30 ports.", "Było około 30 portów.", "qualifier-differs") == [
        "“około 30” here, “30” in 'en'"
    ]
    assert problems("There were some 30 ports.", "Było 30 portów.", "qualifier-differs")


def test_a_place_is_compared_where_a_language_has_names_for_it() -> None:
    begun("pl")
    english, polish = "They met in Germany.", "Spotkali się w Niemczech."
    assert problems(english, polish, "place-differs") == []
    begun("pl", places='[countries]\nFR = "Francja; Francji"\n')
    assert problems(english, polish, "place-differs") == []
    assert problems("They met in France.", "Spotkali się we Francji.", "place-differs") == []
    assert problems("They met in France.", "Spotkali się w Niemczech.", "place-differs")


TERMS = {
    "en": {"council": "Council", "general": "Secretary General", "plan": "Plan of Work"},
    "pl": {"council": "Rada", "general": "Sekretarz Generalny", "plan": "Plan pracy"},
}
_FORMS = {"council": {"pl": {"gen": "Rady"}}, "general": {"pl": {"gen": "Sekretarza Generalnego"}}}


def about_terms(english: str, polish: str, *, typed: bool) -> list[str]:
    """Return what is said of terms of the glossary, a body and an office, with forms of these or without."""
    names = {name: {code: TERMS[code][name] for code in TERMS} for name in TERMS["en"]}
    forms = {name: {"forms": _FORMS[name]} if typed else {} for name in _FORMS}
    association = {
        "bodies": [{"id": "council", "kind": "executive", "name": names["council"], **forms["council"]}],
        "offices": [{"id": "general", "title": names["general"], **forms["general"]}],
    }
    files = {"glossary": {"terms": [{"id": "plan", "term": names["plan"]}]}}
    about = told({"en": english, "pl": polish}, association=association, files=files)
    return [one.message for one in found(about, "glossary-unused")]


@pytest.mark.parametrize("typed", [False, True])
def test_terms_in_forms_of_which_nothing_is_known(*, typed: bool) -> None:
    begun("pl")
    english = "The Council gave the Plan of Work to the Secretary General."
    assert about_terms(english, "Rada dała plan pracy Sekretarzowi Generalnemu.", typed=typed) == []
    assert about_terms(english, "Decyzją Rady o Planie pracy zawiadomiono Sekretarza Generalnego.", typed=typed) == []
    assert len(about_terms(english, "Zarząd dał harmonogram dyrektorowi.", typed=typed)) == 3


def about_a_body(code: str, name: str, words: str, english: str = "Council") -> list[str]:
    """Return what is said of a body's name and of a text in a language where English has that name."""
    body = {"id": "it", "kind": "executive", "name": {"en": english, code: name}}
    about = told({"en": f"The {english} adopted it.", code: words}, association={"bodies": [body]})
    return [one.message for one in found(about, "glossary-unused")]


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("de", "Rat", "Der Rahmen wurde angenommen."),
        ("de", "Rat", "Es wurde in zwei Raten gezahlt."),
        ("de", "Vorstand", "Die Vorstellung wurde angenommen."),
        ("uk", "Рада", "Радар ухвалили."),
        ("az", "Şura", "Şuranın qərarı."),
    ],
)
def test_a_word_that_begins_alike_is_no_term_where_endings_are_known(code: str, name: str, words: str) -> None:
    assert about_a_body(code, name, words)
    assert about_a_body(code, name, f"{words} {name}.") == []


@pytest.mark.parametrize(
    ("name", "words", "is_said"),
    [
        ("Rada", "Przyjęto to w Radzie.", True), ("Rada", "Radami to przyjęto.", True),
        ("Sąd", "Sądowi to dano.", True), ("Rada", "Radiowozy przyjęto.", False),
        ("Sąd", "Sądownictwo to przyjęło.", False), ("Rat", "Rajd przyjęto.", False),
        ("Zarząd", "Zarysowanie przyjęto.", False),
    ],
)  # fmt: skip
def test_how_far_a_form_of_which_nothing_is_known_may_differ(name: str, words: str, *, is_said: bool) -> None:
    begun("pl")
    assert bool(about_a_body("pl", name, words)) is not is_said


@pytest.mark.parametrize(
    ("words", "capital"),
    [
        ("Zrobiono tak zob. stronę drugą, tzn. inaczej, por. rozdział.", False),
        ("To art. dalej i por. rok.", False),
        ("Podpisano umowę. potem było spotkanie.", True),
    ],
)
def test_a_full_stop_that_may_end_an_abbreviation(words: str, *, capital: bool) -> None:
    begun("pl")
    assert bool(problems("It is.", words, "capital-missing")) is capital


def test_abbreviations_are_what_the_file_has_with_a_full_stop_anywhere() -> None:
    data = data_of("pl").replace("before = []", 'before = ["rozporz.", "Nr"]').replace(
        'day = "{d} {m:gen} {y}"', 'day = "{d} {m:gen} {y} roczn."'
    )  # fmt: skip
    words = "honorifics = 'przewodn\\.|magistr\\.?'\n"
    use({"pl": OwnLanguage("pl.toml", (data + words).encode())})
    text = "To rozporz. krajowe, za 2019 roczn. wydane przez przewodn. rady i magistr. sztuki."
    assert problems("It is.", text, "capital-missing") == []
    assert problems("It is.", "To rozporządzenie. krajowe.", "capital-missing")


CITY = {
    "id": "port", "country": "PL", "name": {"en": "Port Example", "pl": "Port Przykładowy"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("Byli w Porcie Przykładowym.", {"pl": {"loc": "Porcie Przykładowym"}}),
        ("Byli przed Portem Przykładowym.", {}),
        ("Byli z Przykładowego.", {}),
    ],
)
def test_a_form_of_a_name_is_no_slip(words: str, forms: dict[str, dict[str, str]]) -> None:
    begun("pl")
    files = {"places": {"cities": [{**CITY, "forms": forms}]}}
    assert [one.message for one in found(told({"en": "There.", "pl": words}, files=files), "name-spelled-twice")] == []


def test_a_slip_in_a_name_is_seen_all_the_same() -> None:
    begun("pl")
    files = {"places": {"cities": [CITY]}}
    assert found(told({"en": "There.", "pl": "Byli w Port Pszykładowy."}, files=files), "name-spelled-twice")


@pytest.mark.parametrize("rule", ["markup-differs", "digits-differ"])
def test_an_ordinal_at_the_beginning_is_a_number_of_the_text(rule: str) -> None:
    texts = {"en": "The 3rd meeting of the Council was held.", "de": "3. Tagung des Rates fand statt."}
    assert [one.message for one in found(told(texts), rule)] == []
    assert found(told({**texts, "de": "4. Tagung des Rates fand statt."}), "digits-differ")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("- the 3rd session\n- the 4th session", "- 3. Sitzung\n- 4. Sitzung"),
        ("- the 1st session\n- the 2nd session", "- 1. Sitzung\n- 2. Sitzung"),
        ("1. one\n1. two\n1. three", "1. A\n1. B\n1. C"),
        ("1. one\n2. two\n4. three", "1. A\n2. B\n4. C"),
        ("- those:\n  1. one\n  2. two\n- the 3rd", "- diese:\n  1. A\n  2. B\n- 3. Sitzung"),
    ],
)
def test_entries_of_a_list_are_as_many_where_ordinals_end_in_a_full_stop(english: str, german: str) -> None:
    assert [one.message for one in found(told({"en": english, "de": german}), "markup-differs")] == []
    assert found(told({"en": english, "de": german.rpartition("\n")[0]}), "markup-differs")

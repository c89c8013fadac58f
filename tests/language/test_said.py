"""What the checks look for in a language is read table by table."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from briefgen.language import said

LANGUAGE = Path(said.__file__).parent
FILES = sorted((LANGUAGE / "said").glob("*.toml"))
PLACES = sorted((LANGUAGE / "places").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_table_read_by_itself_is_that_of_the_file(file: Path) -> None:
    whole = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {name: said.table(file.stem, name) for name in whole} == whole


def test_a_language_without_a_table_or_a_file_has_an_empty_one() -> None:
    assert said.table("en", "nosuch") == said.table("xx", "wrong") == {}
    assert said.pattern("xx", "patterns", "tracked") == said.NOTHING


# A class or a pattern that isn't there finds nothing, since a project's file may lack it: in ours it would be a slip.


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_class_of_words_that_a_file_of_ours_names_is_in_it(file: Path) -> None:
    whole = tomllib.loads(file.read_text(encoding="utf-8"))
    assert unknown_classes(whole) == set()


def test_a_class_that_is_mistyped_is_seen() -> None:
    assert unknown_classes({"wrong": {"to ({base}|{bose}) {2}": ""}, "classes": {"base": "{verb}"}}) == {"bose", "verb"}


def unknown_classes(file: Mapping[str, Any]) -> set[str]:
    classes = file.get("classes", {})
    named = re.findall(r"\{([a-z]+)\}", "\n".join((*file.get("wrong", {}), *classes.values())))
    return {*named} - {*classes}


def names_asked_for(code: str) -> Iterator[tuple[str, str]]:
    """Yield the tables, and the names in them, that code asks for: words["hosts"], usage(…).patterns.get("ministry").

    What is called `words` or `known.words` may be of any table: that is empty then.
    """
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Subscript(value=base, slice=ast.Constant(value=str(name))):
                pass
            case ast.Call(func=ast.Attribute(value=base, attr="get"), args=[ast.Constant(value=str(name)), *_]):
                pass
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="said"), attr="pattern"),
                args=[_, ast.Constant(value=str(table)), ast.Constant(value=str(name))],
            ):
                yield table, name
                continue
            case _:
                continue
        if (written := ast.unparse(base)).endswith(("words", ".patterns")):
            yield "patterns" if written.endswith(".patterns") else "", name


def test_every_name_that_code_asks_for_stands_in_a_file_of_ours() -> None:
    names: set[str] = set()
    said_by: dict[str, set[str]] = {}
    for file in (*FILES, *PLACES):
        for table, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
            said_by.setdefault(table, set()).update(entries)
            names.update(entries)
    said_by[""] = names
    asked = {
        (table, name, path.name)
        for path in (LANGUAGE.parent / "checks").rglob("*.py")
        for table, name in names_asked_for(path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    assert [each for each in sorted(asked) if each[1] not in said_by.get(each[0], ())] == []


def test_names_are_found_however_code_asks_for_them() -> None:
    code = 'known.words["hosts"]; usage(x).patterns.get("a", ""); said.pattern(code, "names", "b"); other["c"]'
    assert sorted(names_asked_for(code)) == [("", "hosts"), ("names", "b"), ("patterns", "a")]

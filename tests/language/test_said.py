"""What the checks look for in a language is read table by table."""

import tomllib
from pathlib import Path

import pytest

from briefgen.language import said

FILES = sorted(Path(said.__file__).with_name("said").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_table_read_by_itself_is_that_of_the_file(file: Path) -> None:
    whole = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {name: said.table(file.stem, name) for name in whole} == whole


def test_a_language_without_a_table_or_a_file_has_an_empty_one() -> None:
    assert said.table("en", "nosuch") == said.table("xx", "wrong") == {}
    assert said.pattern("xx", "patterns", "tracked") == said.NOTHING

"""CLDR gives names of countries and nothing else: another CLDR prints the same pages.

The list of names is read by people when it changes: a name that another version of Babel has is decided in the
language's `countries`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale, localedata
from babel.dates import get_month_names
from babel.lists import format_list

from briefgen.language import available, get_language, iso_codes
from briefgen.language.countries import country_codes
from briefgen.look.theme_file import load_theme
from briefgen.making.compose import CHANGE_NOTE, plan
from briefgen.making.opened import opened
from briefgen.making.trees import compose_all
from briefgen.project.folder import find_project
from tests.golden import check_golden
from tests.tree_text import tree_text

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "data" / "golden" / "names"


def test_names_of_countries(update_golden: bool) -> None:
    languages = [get_language(code) for code in available()]
    rows = [" | ".join((code, *(language.country(code) for language in languages))) for code in sorted(country_codes())]
    check_golden(GOLDEN / "countries.txt", "\n".join(rows) + "\n", update_golden)


def test_codes_of_languages(update_golden: bool) -> None:
    check_golden(GOLDEN / "languages.txt", "\n".join(sorted(iso_codes())) + "\n", update_golden)


@pytest.mark.parametrize("code", ["az", "de", "en", "fr"])
def test_months_are_spelt_as_in_cldr(code: str) -> None:
    language = get_language(code)
    assert language.month_names["nom"] == tuple(Locale.parse(language.locale).months["format"]["wide"].values())


@pytest.fixture
def another_cldr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pretend a CLDR that has other words and patterns for everything but the names of countries and languages."""
    languages = [get_language(code) for code in available()]
    for name in ("root", *(language.locale for language in languages)):
        data = localedata.load(name)
        for key in data.keys() - {"territories", "languages"}:
            monkeypatch.setitem(data, key, _other(data[key]))
    _forget()
    for language in languages:
        monkeypatch.setattr(language, "_cldr", Locale.parse(language.locale))
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    """Have Babel read its data anew; 2.19 keeps what it made of them."""
    getattr(localedata, "_dict_cache", {}).clear()


def _other(value: object) -> Any:
    """Return a copy whose words and patterns are others: spaced dashes, a letter more at each end."""
    if isinstance(value, MutableMapping):  # Babel's own kind is no dict
        return {key: _other(value[key]) for key in value}
    if isinstance(value, list | tuple):
        return type(value)(map(_other, value))
    if isinstance(value, str):
        return f"'x'{value.replace('–', ' – ')}'x'"
    changed = copy.copy(value)
    if hasattr(changed, "pattern"):
        changed.pattern = f"'x'{changed.pattern}'x'"
    return changed


def _pages() -> list[str]:
    pages = []
    for root, briefs in ((ROOT, ("full", CHANGE_NOTE)), (ROOT / "tests" / "data" / "second_project", ("full",))):
        project = find_project(root)
        content = opened(project).content
        theme = load_theme(project.theme_folder(project.settings.theme))
        pages += [tree_text(each.document) for each in
                  compose_all(project, content, plan(project, content, briefs=briefs), theme)]  # fmt: skip
    return pages


def test_another_cldr_prints_the_same_pages(request: pytest.FixtureRequest) -> None:
    pages = _pages()
    assert any("14–⁀18·October 2019" in page for page in pages)
    request.getfixturevalue("another_cldr")
    assert format_list(list("abc"), locale="en_GB") != "a, b and c"
    assert get_month_names("abbreviated", locale="en_GB")[10] != "Oct"
    assert " – " in Locale("en", "GB").interval_formats["yMMMd"]["d"][0]
    assert _pages() == pages

"""What is told of the rules, read from their files, is what the rules themselves say."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.checks import all_rules, pages
from briefgen.checks.families import reading

FAMILIES = Path(reading.__file__).parent


def test_each_family_tells_its_rules_as_they_are() -> None:
    said = {
        family: tuple((rule.code, rule.severity, rule.promise) for rule in rules)
        for family, rules in all_rules.FAMILIES.items()
    }
    assert pages.stated() == said
    assert sum(map(len, said.values())) == len(all_rules.RULES)


def test_every_module_of_rules_belongs_to_one_family() -> None:
    named = [module for modules in pages.FAMILIES.values() for module in modules]
    assert sorted(named) == sorted(path.stem for path in FAMILIES.glob("*.py") if "\n@rule(" in path.read_text())


def prose(page: str) -> str:
    """Return a page without its examples and names, which show files as they are, and what is for a terminal."""
    page = "\n\n".join(each for each in page.split("\n\n") if not each.startswith("In a terminal"))
    return re.sub("`[^`]*`", "", "\n".join(line for line in page.splitlines() if not line.startswith("    ")))


def test_every_page_is_there_in_georgian() -> None:
    english, georgian = pages.help_sections(), pages.help_sections("ka")
    assert georgian.keys() == english.keys()
    for code, text in georgian.items():
        # As much of it is said: no page was begun and left.
        words, meant = (re.findall("[^\\W\\d_]{2,}", prose(each)) for each in (text, english[code]))
        assert len(words) > len(meant) * 0.4, code
        assert len([word for word in words if re.fullmatch("[ა-ჰ]+", word)]) > len(words) * 0.7, code
        assert not re.search("[\u1c90-\u1cbf]", prose(text)), code
        assert text.count("\n    ") >= english[code].count("\n    ") - 1, code
        page = pages.page(code, "ka")
        assert page is not None
        assert page.text == text


def test_a_page_in_a_language_that_has_none_is_told_in_english() -> None:
    assert pages.page("fact-disputed", "fr") == pages.page("fact-disputed")


def test_pages_that_no_native_speaker_has_read_say_so() -> None:
    folder = Path(pages.__file__).parent / "help" / "ka"
    assert all("<!-- No native speaker has read this yet. -->" in each.read_text("utf-8") for each in folder.iterdir())

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


def test_a_page_is_in_georgian_where_that_is_written() -> None:
    english, georgian = pages.help_sections(), pages.help_sections("ka")
    assert georgian.keys() <= english.keys()
    assert {"fact-disputed", "fact-unverified", "translation-missing", "office-vacant"} <= georgian.keys()
    for code, text in georgian.items():
        assert re.findall("[ა-ჰ]{4,}", text), code
        assert not re.search("[\u1c90-\u1cbf]", text), code
        page = pages.explain(code, "ka")
        assert page is not None
        assert page.startswith(f"# {code}\n\n")
        assert text in page
    # What isn't written yet is told in English; English itself has stayed as it was.
    (other, *_) = sorted(english.keys() - georgian.keys())
    assert pages.explain(other, "ka") == pages.explain(other)


def test_pages_that_no_native_speaker_has_read_say_so() -> None:
    folder = Path(pages.__file__).parent / "help" / "ka"
    assert all("<!-- No native speaker has read this yet. -->" in each.read_text("utf-8") for each in folder.iterdir())

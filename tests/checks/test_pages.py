"""What is told of the rules, read from their files, is what the rules themselves say."""

from __future__ import annotations

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

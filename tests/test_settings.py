"""docs/settings.md names every setting with its default, and nothing that isn't one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from briefgen.contacts.account import Account
from briefgen.project.formats import FORMATS
from briefgen.project.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
NOTHING: tuple[Any, ...] = (None, "", {}, 0)  # the page says «none»


def defaults_of_project() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(Settings):
        made = field.default_factory() if field.default_factory is not MISSING else field.default
        found[field.name] = None if made is MISSING else made
    return found


def defaults_of_mail() -> dict[str, Any]:
    return {
        name: None if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in Account.model_fields.items()
    }


def documented(section: str) -> dict[str, str]:
    """Return the rows of a section's table: what stands as the default, by setting."""
    table = PAGE.split(f"\n## {section}")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]*?) \|", table, re.MULTILINE))


def undocumented(known: Mapping[str, Any], page: Mapping[str, str]) -> set[str]:
    """Return the settings that the page lacks, or whose default it tells otherwise."""
    return {name for name, value in known.items() if name not in page or not tells(page[name], value)}


def tells(words: str, value: Any) -> bool:
    if value in NOTHING and not isinstance(value, bool):
        return words.startswith(("none", "587"))
    told = tomllib.loads(f"value = {words.strip('`')}")["value"]
    return bool(told == (list(value) if isinstance(value, tuple) else value))


@pytest.mark.parametrize(
    ("section", "known"), [("The project", defaults_of_project()), ("Email", defaults_of_mail())], ids=["toml", "mail"]
)
def test_every_setting_is_documented_with_its_default(section: str, known: dict[str, Any]) -> None:
    page = documented(section)
    assert not undocumented(known, page)
    assert list(page) == [name for name in page if name in known], "the page names what is no setting"


def test_a_setting_that_the_page_lacks_is_noticed() -> None:
    page = documented("The project")
    assert undocumented({**defaults_of_project(), "colour": "red"}, page) == {"colour"}
    assert undocumented({"theme": "sober", "numbered_paragraphs": True}, page) == {"theme", "numbered_paragraphs"}


def test_every_environment_variable_is_documented() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefgen").rglob("*.py"))
    named = set(re.findall(r"\bBRIEFGEN_[A-Z_]+\b", code))
    assert named == set(re.findall(r"^\| `(BRIEFGEN_\w+)`", PAGE, re.MULTILINE))


def formats_table() -> str:
    """Return the table of what each format can, from the table of formats."""
    rows = [
        "| format | as people call it | ending | proved | redlines | letterhead | page numbers | by email |",
        "|---" * 8 + "|",
    ]
    for each in FORMATS.values():
        proved = "yes" if each.prover else f"not proved: {each.unproved}"
        can = (each.redlines, each.letterhead, each.page_numbers, each.attached)
        told = " | ".join("yes" if one else "no" for one in can)
        rows.append(f"| `{each.name}` | {each.label} | `.{each.ending}` | {proved} | {told} |")
    return "\n".join(rows)


def test_the_page_tells_what_each_format_can(update_golden: bool) -> None:
    before, table, after = re.split(r"(?s)(\| format \|.*?)(?=\n\n)", PAGE)
    if update_golden:
        (ROOT / "docs" / "settings.md").write_text(f"{before}{formats_table()}{after}", encoding="utf-8")
        return
    assert table == formats_table()


def test_the_page_of_email_lists_every_setting_of_mail() -> None:
    page = (ROOT / "docs" / "email.md").read_text(encoding="utf-8").split("\n## All settings of `[mail]`")[1]
    named = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| ([^|]*) \|", page, re.MULTILINE))))
    assert named == set(Account.model_fields)

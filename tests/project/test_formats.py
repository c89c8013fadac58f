"""The table of formats: each is whole, and nothing of it is loaded before it is needed."""

from __future__ import annotations

import ast
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from briefgen import project
from briefgen.content.schema.recipients import Recipient
from briefgen.project.formats import ATTACHED, CALLED, FORMATS, FormatError, format_of, table


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_names_what_presses_and_what_proves_it(name: str) -> None:
    format = FORMATS[name]
    assert callable(import_module(format.press).press)
    assert format.unproved or callable(import_module(f"briefgen.proof.{format.prover}").faults)
    assert format_of(f"a.b_{name}.{format.ending}") is format


def test_a_format_is_proved_or_says_why_not() -> None:
    with pytest.raises(ValueError, match="pdf: name a prover, or say why there is none"):
        replace(FORMATS["pdf"], prover="")
    with pytest.raises(ValueError, match="name a prover"):
        replace(FORMATS["pdf"], unproved="nobody reads it")
    assert replace(FORMATS["pdf"], prover="", unproved="nobody reads it", ending="").ending == "pdf"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"name": "docx"}, "docx is called 'docx', as docx is"),
        ({"name": "pdfa", "ending": "pdf"}, "pdfa has the ending 'pdf', as pdf has"),
        ({"name": "odt", "called": ("doc",)}, "odt is called 'doc', as docx is"),
        ({"name": "odt", "called": ("pdf",)}, "odt is called 'pdf', as pdf is"),
        ({"name": "htm"}, "htm is called 'htm', as html is"),
    ],
)
def test_two_formats_share_no_name_and_no_ending(more: dict[str, Any], told: str) -> None:
    other = replace(FORMATS["pdf"], **{"ending": "", **more})
    with pytest.raises(ValueError, match=f"^{told}$"):
        table(*FORMATS.values(), other)
    assert table(*FORMATS.values()) == FORMATS


def test_a_file_of_no_format_is_told() -> None:
    with pytest.raises(FormatError, match=r"a\.odt: no format has the ending 'odt'; there are pdf, docx, html"):
        format_of("a.odt")


def test_what_follows_from_the_table() -> None:
    assert ATTACHED == ("pdf", "docx")
    assert CALLED == {"word": "docx", "doc": "docx", "htm": "html"}
    formats = Recipient.model_json_schema()["properties"]["formats"]
    assert formats["items"]["enum"] == list(ATTACHED)


def named(code: str) -> list[str]:
    """Return the words in a module that name a format: «docx», «.pdf»."""
    words = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    return [word for word in words if isinstance(word, str) and word.lstrip(".") in ("pdf", "docx")]


def test_a_format_is_named_in_the_table_and_in_what_is_usual_alone() -> None:
    package = Path(project.__file__).parents[1]
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] not in ("formats", "proof") and named(path.read_text(encoding="utf-8"))
    }
    # What a project makes, what people get, and what was kept.
    usual = {"project/settings.py", "content/schema/recipients.py", "issued/store.py"}
    printed = {"desk/pages/files.py", "making/printing.py"}  # what goes on sheets for a printer is PDF alone
    appended = {"upkeep/annexes.py", "content/changing/wanted.py"}  # and so is what is appended to a pack
    assert found == {"project/formats.py", *usual, *printed, *appended}
    assert named("if format == 'docx' or name.endswith('.pdf'): pass") == ["docx", ".pdf"]

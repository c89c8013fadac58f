"""Addresses: domains beyond ASCII as mail servers know them, and none that passes for another one."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.content.reading.validation import validated
from briefgen.content.reading.yaml_file import parse_yaml
from briefgen.content.schema.addresses import plain_address, plain_domain
from briefgen.content.schema.base import Email
from briefgen.problems.diagnostics import ProblemsError


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ana@მაგალითი.გე", "ana@xn--lodafveble.xn--node"),
        ("ana@xn--lodafveble.xn--node", "ana@xn--lodafveble.xn--node"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("Ana@Agency.example", "Ana@Agency.example"),
        ("no address", "no address"),
    ],
)
def test_a_domain_is_written_as_mail_servers_know_it(written: str, plain: str) -> None:
    assert plain_address(written) == plain


@pytest.mark.parametrize("domain", ["agencу.example", "іssa.int", "xn--ssa-ird.int", "მაგალითi.გე"])
def test_a_domain_of_two_alphabets_is_refused(domain: str) -> None:
    with pytest.raises(ValueError, match=r"mixes letters of (Cyrillic|Georgian) and Latin"):
        plain_domain(domain)


def test_an_address_of_the_content_is_kept_in_ascii() -> None:
    email = TypeAdapter(Email)
    assert email.validate_python("ana@მაგალითი.გე") == "ana@xn--lodafveble.xn--node"
    for wrong in ("ninі@agency.example", "ana@agencу.example", "ana@-.გე", 5, None):
        with pytest.raises(ValidationError):
            email.validate_python(wrong)


def test_a_cyrillic_letter_is_named() -> None:
    source = parse_yaml("ninі@agency.example", "x.yaml")
    with pytest.raises(ProblemsError) as refused:
        validated(source, Email)
    assert "«і» is cyrillic small letter byelorussian-ukrainian i" in refused.value.problems[0].hint


@pytest.mark.parametrize(
    ("text", "line"),
    [("# who\n\n[]\n- id: ana\n", 3), ("terms: []\n# more:\n\n  - id: x\n", 1), ("terms: [] # none yet\n- id: x\n", 1)],
)
def test_entries_below_an_empty_list_are_told_as_that(text: str, line: int) -> None:
    with pytest.raises(ProblemsError) as refused:
        parse_yaml(text, "recipients.yaml")
    (problem,) = refused.value.problems
    assert (problem.place.line, problem.code, problem.hint) == (line, "misplaced-list", "delete `[]`")
    assert "begins an entry below it" in problem.message

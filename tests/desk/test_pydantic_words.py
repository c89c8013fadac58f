"""Whatever pydantic can find wrong with the schema's kinds of fields, a clerk is told in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

from briefgen.contacts.account import Account
from briefgen.content import schema
from briefgen.content.reading.validation import adapter, complaint, in_plain_words
from briefgen.content.schema.base import Word
from briefgen.desk.words import DeskWords

_ANY = {"recursion_loop", "needs_python_object"}
# What can go wrong with each kind of a field that the schema has; one that is new fails below until it is here.
ERRORS = {
    "str": {"string_type", "string_unicode", "string_too_short", "string_too_long", "string_pattern_mismatch"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float", "finite_number", "greater_than_equal",
            "less_than_equal"},
    "literal": {"literal_error"},
    "dict": {"dict_type", "invalid_key"},
    "list": {"list_type", "too_short", "iteration_error"},
    "model": {"model_type", "model_attributes_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "function": {"value_error", "assertion_error"},
    "any": _ANY,
}  # fmt: skip
_WRAPPERS = {"default", "definition-ref", "definitions", "model-field", "nullable", "no-info", "bool"}
_CONTEXT = {
    "expected": "'planned' or 'held'", "pattern": "^x$", "ge": 1, "gt": 0, "le": 9, "max_length": 9, "min_length": 2
}  # fmt: skip
_OWN = {"string_too_long": ("max_length",), "string_too_short": ("min_length",), "greater_than_equal": ("ge",),
        "less_than_equal": ("le",), "greater_than": ("gt",)}  # fmt: skip


def kinds(said: Any, seen: set[int]) -> Iterator[str]:
    """Yield what a schema of pydantic's core is made of."""
    if id(said) in seen:
        return
    seen.add(id(said))
    if isinstance(said, dict):
        if isinstance(said.get("type"), str):
            yield str(said["type"])
        for each in said.values():
            yield from kinds(each, seen)
    elif isinstance(said, list | tuple):
        for each in said:
            yield from kinds(each, seen)


def test_the_schema_has_no_kind_of_field_whose_errors_nobody_listed() -> None:
    seen: set[int] = set()
    models = [*(file.model for file in schema.FILES.values()), schema.Edition, schema.Recipient, Account]
    there = {kind for model in models for kind in kinds(adapter(model).core_schema, seen)}
    assert {kind.partition("-")[0] if kind.startswith("function") else kind for kind in there} - _WRAPPERS <= {*ERRORS}
    assert {each for errors in ERRORS.values() for each in errors} <= {*get_args(ErrorType)}


def test_no_error_of_pydantic_is_told_in_its_own_words() -> None:
    for error in sorted({*get_args(ErrorType)}):
        in_words(error)


def in_words(error: str) -> None:
    context = {name: _CONTEXT[name] for name in _OWN.get(error, ("expected", "pattern", "min_length"))}
    context |= {"error": ValueError("plain")} if error == "value_error" else {}
    detail = {"type": error, "loc": ("acronym",), "msg": "Pydantic said so", "input": "x", "ctx": context}
    told = in_plain_words(detail, str, "acronym")
    assert "pydantic" not in told.casefold()
    if error != "value_error":  # which the schema tells
        in_georgian = DeskWords("ka")(told)
        assert "აბრევიატურა" in in_georgian or error == "extra_forbidden", error
        assert any("ა" <= each <= "ჰ" for each in in_georgian.replace("აბრევიატურა", "")), error


def test_an_empty_word_and_one_that_is_too_long_are_told_in_words() -> None:
    assert DeskWords("ka")(complaint("", Word, "acronym")).startswith("აბრევიატურა ცარიელია")
    assert "200" in DeskWords("ka")(complaint("x" * 300, Word, "acronym"))

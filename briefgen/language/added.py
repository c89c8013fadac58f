"""Words that a project adds for the checks: said/CODE.toml and places/CODE.toml beside its languages, read with care.

They stand beside briefgen's own, table by table; an entry that both have is the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.language.entries import Fault
from briefgen.language.own import LanguageFileError, diagnostics, fault_of_pattern
from briefgen.problems.mistakes import did_you_mean
from briefgen.project.languages import OwnLanguage
from briefgen.project.toml import TomlError, parse_toml

Table = Mapping[str, Any]
# Tables that say by a pattern what to write instead.
_REPLACING = {"wrong", "style", "named", "misnamed", "variety", "inflect", "derived"}
# Tables whose entries the checks ask for by their names; those of others are patterns or kinds, of any number.
_NAMED = {"acronyms", "dates", "endings", "marks", "names", "notes", "offices", "patterns", "time", "words"}
_GROUP = re.compile(r"\\(\d)")
_KINDS: Mapping[type, str] = {
    str: 'this is text, in quotes: "…"',
    list: 'these are two texts: ["…", "…"]',
    dict: "this is a table",
}


def read_words(own: OwnLanguage, shipped: list[Table]) -> Table:
    """Return what a file of words says; what it may say is what those that come along do.

    Raises `LanguageFileError` with all that is wrong.
    """
    try:
        data = parse_toml(own.data, own.name)
    except TomlError as error:
        raise LanguageFileError([error.problem]) from None
    if faults := [*faults_of_words(data, shipped)]:
        text = own.data.decode("utf-8-sig")
        raise LanguageFileError(diagnostics(own.name, text, faults))
    return data


def added(first: Table, more: Table) -> Table:
    """Return two tables in one; of what both have, tables are put together, and else the second one is right."""
    return {
        **first,
        **{
            name: added(first[name], value) if isinstance(value, dict) and isinstance(first.get(name), dict) else value
            for name, value in more.items()
        },
    }


def faults_of_words(data: Table, shipped: list[Table]) -> Iterator[Fault]:
    """Yield what keeps a file of words from being used."""
    for name, table in data.items():
        like = [each[name] for each in shipped if name in each]
        if not like:
            known = sorted({known for each in shipped for known in each})
            yield Fault("", name, "there is no such table", did_you_mean(name, known))
        elif not isinstance(table, dict):
            yield Fault("", name, "this is a table", f"write [{name}], and its entries below it")
        else:
            yield from _of_table(name, name, table, like)


def _of_table(name: str, place: str, table: Table, like: list[Table]) -> Iterator[Fault]:
    kinds = {type(value) for each in like for value in each.values()}
    for key, value in table.items():
        below = [each[key] for each in like if isinstance(each.get(key), dict)]
        if name in _NAMED and not any(key in each for each in like):
            known = sorted({known for each in like for known in each})
            yield Fault(place, key, "there is no such entry", did_you_mean(key, known))
        elif isinstance(value, dict) and (below or kinds == {dict}):
            of_all = below or [each for tables in like for each in tables.values()]
            yield from _of_table(name, f"{place}.{key}", value, of_all)
        elif below or _shape(value) not in {_shape(one) for each in like for one in each.values()}:
            wanted: type = dict if below else next(iter(kinds - {dict}), dict)
            yield Fault(place, key, _KINDS.get(wanted, "this is a number, without quotes"))
        else:
            yield from _of_patterns(name, place, key, value)


def _shape(value: Any) -> Any:
    """Return what kind of value it is: a list is one of as many values of these kinds."""
    if isinstance(value, list):
        return tuple(map(_shape, value))
    return float if isinstance(value, int) and not isinstance(value, bool) else type(value)


def _of_patterns(name: str, place: str, key: str, value: Any) -> Iterator[Fault]:
    replaces = name in _REPLACING
    texts = value if isinstance(value, list) else [value]
    for pattern in (key, *(each for each in texts if isinstance(each, str) and not replaces)):
        if fault := fault_of_pattern(place, key, pattern, pattern):
            yield fault
        elif replaces and any(int(number) > re.compile(pattern).groups for number in _GROUP.findall(str(value))):
            yield Fault(place, key, f"{value!r} names a group that the pattern doesn't have")

"""The file of a project's own language, read with care: bounded, and each fault at its line, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from babel import UnknownLocaleError

from briefgen.language.base import Language
from briefgen.language.entries import Fault, FaultyLanguage
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.project.toml import TomlError, lines_of, parse_toml

if TYPE_CHECKING:
    from briefgen.project.languages import OwnLanguage

CODE = "language"  # of the problems
LONGEST = 2_000  # characters of a pattern
# Fields that stand in patterns for dates: no braces of regular expressions.
_FIELDS = re.compile(r"\{([YZMDETU])\}")
_NO_PATTERNS = {"given_names", "name_endings", "dropped", "copula_ending", "title_case"}


class LanguageFileError(ProblemsError):
    """The file of a language can't be used; it has each fault with its place."""


def read_language(code: str, own: OwnLanguage, kind: type[Language]) -> Language:
    """Return the language that a file of a project states; raises `LanguageFileError` with all that is wrong."""
    try:
        data = parse_toml(own.data, own.name)
    except TomlError as error:
        raise LanguageFileError([error.problem]) from None
    text = own.data.decode("utf-8-sig")
    faults = [*_of_code(code, data), *faults_of_patterns(data)]
    try:
        language = kind(data)
    except FaultyLanguage as error:
        faults = error.faults + faults
    except (ValueError, UnknownLocaleError):
        faults.append(
            Fault("", "locale", f"CLDR has no {data.get('locale')!r}", "write the language and the country: de_AT")
        )
    if faults:
        raise LanguageFileError(diagnostics(own.name, text, faults))
    return language


def _of_code(code: str, data: Mapping[str, Any]) -> Iterator[Fault]:
    locale = data.get("locale")
    if isinstance(locale, str) and locale.partition("_")[0] != code:
        yield Fault("", "locale", f"the file is called as the language {code!r}, its locale is {locale!r}")


def diagnostics(name: str, text: str, faults: Iterable[Fault]) -> list[Diagnostic]:
    """Return what is told of the faults in a file: its name, and its text."""
    written = text.split("\n")
    return [_diagnostic(name, text, written, fault) for fault in faults]


def _diagnostic(name: str, text: str, written: Sequence[str], fault: Fault) -> Diagnostic:
    lines = lines_of(text, fault.table)
    above, _, inline = fault.table.rpartition(".")  # an inline table is an entry of the one above it
    line = lines.get(fault.name) or lines.get("") or lines_of(text, fault.name).get("")
    line = line or lines_of(text, above).get(inline) or 1
    where = " ".join(filter(None, (f"[{fault.table}]" if fault.table else "", fault.name)))
    said = f"{where}: {fault.what}"
    return Diagnostic(Place(name, line, 1), "error", CODE, said, fault.hint, written[line - 1].rstrip("\r"))


def faults_of_patterns(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what keeps patterns for the checks from being used: they don't compile, or could take for ever."""
    for table, name, pattern in _patterns(data):
        # As the checks put patterns together: behind others, and one twice, so no groups in them have names.
        plain = _FIELDS.sub("x", pattern)
        used = f"x(?:{plain})" if name.startswith("owner_") else f"x(?:{plain})(?:{plain})"
        if fault := fault_of_pattern(table, name, pattern, used):
            yield fault


def fault_of_pattern(table: str, name: str, pattern: str, used: str) -> Fault | None:
    """Return what keeps a pattern from being `used` in that form: its length, its grammar, the time it could take."""
    if len(pattern) > LONGEST:
        return Fault(table, name, f"a pattern has at most {LONGEST} characters")
    try:
        re.compile(used)
    except (re.error, OverflowError, RecursionError) as error:
        return Fault(table, name, f"{pattern!r} is no pattern: {error}")
    if repeats_repeats(pattern):
        what = f"{pattern!r} repeats without end what repeats without end, which may take for ever"
        return Fault(table, name, what, "give one of the two a bound: {0,3}")
    return None


def _patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    words, typing = data.get("words"), data.get("typing")
    if isinstance(typing, dict):
        if isinstance(letters := typing.get("letters"), str):
            yield "typing", "letters", f"[{letters}]"
        if isinstance(notes := typing.get("notes"), str):
            yield "typing", "notes", notes
    for name, value in words.items() if isinstance(words, dict) else ():
        if name in _NO_PATTERNS:
            continue
        if isinstance(value, dict):
            # Numbers stand as patterns by their own names; of others the pattern is what a name stands for.
            for key, each in value.items():
                yield f"words.{name}", key, each if isinstance(each, str) else key
            continue
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, str):
                yield "words", name, each


def repeats_repeats(pattern: str) -> bool:
    """Tell whether a pattern repeats a group without end in which something repeats without end: (a+)+.

    Such a pattern may take twice the time for each letter more. One that has none may still take the square or the cube
    of it; texts are short.
    """
    stack = [False]  # for each open group whether something in it repeats without end
    last = False  # whether what stands before repeats so within itself
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at, last = at + 2, False
        elif sign == "[":
            at, last = _behind_class(pattern, at), False
        elif sign == "(":
            stack.append(False)
            at, last = at + 1, False
        elif sign == ")":
            last = stack.pop() if len(stack) > 1 else False
            stack[-1] |= last
            at += 1
        elif endless := re.compile(r"[*+]|\{\d*,\}").match(pattern, at):
            if last and not pattern.startswith("+", endless.end()):  # a possessive one takes it once
                return True
            stack[-1] = True
            at, last = endless.end(), False
        else:
            at, last = at + 1, False
    return False


def _behind_class(pattern: str, at: int) -> int:
    at += 2 if pattern.startswith("[^", at) else 1
    if pattern.startswith("]", at):
        at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1

"""TOML files, and what is wrong in one: in plain words, at its place, with the line mended where one slip is likely."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written
from briefgen.project.reading import read_file

LARGEST = 1_000_000  # bytes
_LONG = 1_000  # characters of a line that somebody types

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_CURLY = "“”„‟«»‘’‚‛"
_SETTING = re.compile(r"""^(\s*)([\w.-]+|"[^"]*")(\s*)(=|:)?\s*(.*)$""")
_TABLE = re.compile(r"""^\s*\[\s*([\w.-]+|"[^"]*")\s*\]""")
_BARE = re.compile(r"[^\W\d][^\"'#\[\]{},=]*")
_SECRET = ("password", "passwd", "pwd", "secret", "token", "პაროლ")
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|\'[^\']*\'')
_COMMENT = re.compile(r"\s*#")
_LONGEST_LIST = 60  # lines
_BACKSLASHES = re.compile(r'"([^"]*\\[^"]*)"')


def names_secret(words: str) -> bool:
    """Tell whether a setting, or a line, speaks of what nobody else may see: then it isn't shown."""
    return any(word in words.casefold() for word in _SECRET)


Refused = TypeVar("Refused", bound=Mistake)


class TomlError(ValueError):
    """A TOML file can't be read; the message has the place, the line and a hint, as the `problem` has in its parts."""

    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem
        super().__init__(problem.render())


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Return what a TOML file says; messages call it `name`. Raises `TomlError`, OSError for what can't be opened."""
    return parse_toml(read_file(path, name, LARGEST), name)


def parse_toml(data: bytes, name: str) -> dict[str, Any]:
    """Return what the bytes of a TOML file say; messages call it `name`. Raises `TomlError`."""
    try:
        text = data.decode("utf-8-sig")  # Notepad writes a byte order mark
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TomlError(
            _told(name, line, 1, "", Told("this is not UTF-8"), Told("save the file with the encoding UTF-8"))
        ) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_explained(text, name, str(error))) from None
    except RecursionError:
        raise TomlError(
            _told(name, 1, 1, "", Told("brackets stand too deep in one another"), Told("take some out"))
        ) from None


@lru_cache(maxsize=4)  # each fault of a file asks for its place
def lines_of(text: str, section: str) -> Mapping[str, int]:
    """Return the lines, from 1 on, on which the settings of a section begin, as far as they are found; "" is its head.

    Of the section "" these are the settings above all sections. Settings may stand below [section], or with its name
    in front. What stands in a text of several lines is taken for a setting, too: the lines are for messages alone.
    """
    found: dict[str, int] = {}
    within = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("["):
            table = _TABLE.match(line)
            within = table[1].strip('"') if table else ""
            if within == section:
                found.setdefault("", number)
            continue
        named = _SETTING.match(line)
        if not named or named[4] != "=":
            continue
        name = named[2].strip('"')
        if within == section:
            found.setdefault(name, number)
        elif not within and name == section:
            found.setdefault("", number)
        elif not within and name.startswith(f"{section}."):
            found.setdefault(name.removeprefix(f"{section}.").strip('"'), number)
    return found


def _explained(text: str, name: str, error: str) -> Diagnostic:
    found = _AT.search(error)
    lines = text.split("\n")
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), 1)
    message = _AT.sub("", error)
    if alone := re.search(r"\r(?!\n)", text):
        ended = Told("the line ends with a lone CR, as on old Macs, which can't be read here")
        at = len(re.findall(r"\r\n?|\n", text[: alone.end()]))  # as a page counts lines
        return _told(name, at, 1, "", ended, Told("save the file with the line ends of this computer"))
    if unclosed := _unclosed(lines, line):
        number, mended = unclosed
        if _may_be_secret(lines, number):
            hint = Told("a password never stands in a file: delete the line")
            return _told(name, number, 1, "", Told("a bracket is not closed here"), hint)
        hint = Told("write {mended}", mended=Written(mended.strip()))
        shown = lines[number - 1].rstrip("\r")
        return _told(name, number, len(shown), shown, Told("a bracket is not closed here"), hint)
    # A line that lacks its end is told of at the next one; one that is sound by itself isn't to blame.
    for number in (line, line - 1):
        shown = lines[number - 1].rstrip("\r") if number else ""
        if number < line and _is_sound(shown):
            continue
        for at, what, mended in _slips(shown):
            if _may_be_secret(lines, number):
                hint = Told("a password never stands in a file: delete the line")
                return _told(name, number, at + 1, "", what, hint)
            return _told(name, number, at + 1, shown, what, Told("write {mended}", mended=Written(mended.strip())))
    if any(word in message for word in ("overwrite", "twice", "Duplicate")):
        message = Told("this is given twice; delete one")
    shown = "" if _may_be_secret(lines, line) else lines[line - 1].rstrip("\r")
    message = message if isinstance(message, Told) else _in_words(message[:1].lower() + message[1:])
    return _told(name, line, column, shown, message, "")


def _may_be_secret(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line speaks of what nobody else may see, or a setting above that does may go on in it."""
    opened = (line for line in lines[: number - 1] if names_secret(line) and not _is_sound(line.rstrip("\r")))
    return names_secret(lines[number - 1]) or any(opened)


# How what the parser says most often begins: the desk's catalogues have it in plain words.
_SAID = (
    Told("unclosed array"), Told("unclosed inline table"), Told("unterminated string"), Told("invalid value"),
    Told("invalid statement"), Told("expected '=' after a key in a key/value pair"),
    Told("expected newline or end of document after a statement"),
    Told("expected ']' at the end of a table declaration"), Told("illegal character"),
)  # fmt: skip


def _in_words(said: str) -> str:
    return next((known for known in _SAID if said.startswith(known)), Told("this line can't be read"))


def as_mistake(kind: type[Refused], error: TomlError) -> Refused:
    """Return what can't be read as a mistake of a kind, with the problem that it is."""
    made = kind(str(error))
    made.problem = error.problem
    return made


def _is_sound(line: str) -> bool:
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _unclosed(lines: Sequence[str], line: int) -> tuple[int, str] | None:
    """Return where a list or an inline table lacks its end, at or above a line, and that line mended."""
    for first in range(line, max(0, line - _LONGEST_LIST), -1):
        found = _SETTING.match(lines[first - 1])
        if not found or found[4] != "=" or (first == line and _is_sound(lines[first - 1].rstrip("\r"))):
            continue
        if not found[5].startswith(("[", "{")):
            return None
        for last in (line - 1, line):
            if any(map(_says, lines[last : last + 1])) and not _begins(lines[last]):
                continue  # what stands below goes on
            block = [each.rstrip() for each in lines[first - 1 : last]]
            while block and not _says(block[-1]):
                block.pop()
            if mended := _with_end(block):
                return first + len(block) - 1, mended
        return None
    return None


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _begins(line: str) -> bool:
    """Tell whether a setting or a table begins with a line."""
    found = _SETTING.match(line)
    return bool(_TABLE.match(line) or (found and found[4] == "="))


def _with_end(block: Sequence[str]) -> str:
    """Return the last line of a setting with the brackets that it lacks; "" if it lacks none, or something else."""
    if not block or sum(map(len, block)) > _LONG or _is_sound("\n".join(block)):
        return ""
    words, comment = _without_comment(block[-1])
    likely = (f"{words}{closing}{comment}" for closing in ("]", " }", "] }", " }]"))
    return next((mended for mended in likely if _is_sound("\n".join((*block[:-1], mended)))), "")


def _without_comment(line: str) -> tuple[str, str]:
    found = _COMMENT.search(_STRING.sub(lambda string: "x" * len(string[0]), line))
    at = found.start() if found else len(line.rstrip())
    return line[:at], line[at:].rstrip()


def _slips(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield what is likely wrong with a line: where, what, and the line mended."""
    if len(line) > _LONG:
        return
    if curly := re.search(f"[{_CURLY}]", _STRING.sub(lambda string: "x" * len(string[0]), line).partition("#")[0]):
        straight = re.sub(f"[{_CURLY}]", '"', line)
        yield curly.start(), Told("a curly quotation mark: a setting takes straight ones"), straight
    if backslash := _BACKSLASHES.search(line):
        mended = line.replace(backslash[0], f"'{backslash[1]}'")
        yield line.index("\\"), Told("a backslash has a meaning of its own between these marks"), mended
    found = _SETTING.match(line)
    if not found or line.lstrip().startswith(("#", "[")):
        return
    indent, key, _, sign, value = found.groups()
    value = value.rstrip()
    words, hash, comment = value.partition("#")
    comment, words = (f"  #{comment}" if hash else ""), words.strip()
    if sign == ":":
        yield line.index(":"), Told("a setting is written with ="), f"{indent}{key} = {value}"
    elif sign is None and value:
        yield found.end(2), Told("a setting is written with ="), f'{indent}{key} = "{value}"'
    elif sign and not words:
        yield line.index("=") + 1, Told("nothing is set here"), f'{indent}{key} = "…"'
    elif words in ("True", "False", "TRUE", "FALSE", "yes", "no", "Yes", "No"):
        right = "true" if words.lower() in ("true", "yes") else "false"
        yield (
            found.start(5),
            Told("{words} isn't understood", words=Written(words)),
            f"{indent}{key} = {right}{comment}",
        )
    elif sign and len(words) > 1 and words.startswith('"') and words.count('"') == 1:
        mended = f'{indent}{key} = {words}"{comment}'
        yield found.start(5), Told("the quotation mark at the end is missing"), mended
    elif sign and _BARE.fullmatch(words) and words not in ("true", "false", "inf", "nan"):
        yield found.start(5), Told("words stand in quotes"), f'{indent}{key} = "{words}"{comment}'


def _told(name: str, line: int, column: int, excerpt: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Place(name, line, column), "error", "toml", message, hint, excerpt)

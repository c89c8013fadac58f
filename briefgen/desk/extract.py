"""Brings the desk's catalogues up to date, as `briefgen.language.extract` does those of the briefs.

``python -m briefgen.desk.extract`` writes ``desk.pot`` and adds new messages to each ``.po``; ``--check`` writes
nothing and ends with 1 if a file would change. What the desk can show comes from its templates, from the schema
(fields, lists, choices, and what is said of them), from the to-do list, and from what keeps its words apart from what
they are about (`Told`, `Note`). What a terminal says of commands, options, keys and files, ``en.po`` says for who sits
at the desk: see `for_a_terminal`; it may word other messages anew, too. Above a translation that no native speaker has
read stands the comment `UNREAD`: whoever has read it takes the comment out.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog

from briefgen.desk.words import LANGUAGES
from briefgen.language.catalogue import SOURCE_LANGUAGE, read_po
from briefgen.language.extract import File, Source, add_from, files_of, main, new_catalog, update, written
from briefgen.making.explaining import promises
from briefgen.making.formats import LAYOUTS
from briefgen.upkeep.form_words import form_words

UNREAD = "No native speaker has read this yet."
_HEADER = f"""# What the desk says. English is the language of the msgids.
# A message with the comment «{UNREAD}» waits for a native speaker; who has read it takes the comment out."""
_SOURCES: tuple[Source, ...] = (("briefgen/desk", "**.jinja", "jinja2.ext:babel_extract", {"silent": "false"}),)
_KEYWORDS = {"_": None, "_c": ((1, "c"), 2)}
_TOLD = {"Told": 0, "Note": 1}  # which argument is the words
_BRIEFS = "templates/briefs"
_TEMPLATE = Path("briefgen", "desk", "catalogues", "desk.pot")
# Commands, options, keys and names of files; «`» is round keys.
_VERBS = (
    "add|build|check|desk|diff|doctor|explain|get|init|issue|language|log|login|move|new|outbox|print|redline|redo|remove|reprint|schema"
    "|send|set|snapshot|todo|translations|undo"
)
_TERMINAL = re.compile(
    rf"\bbriefgen (?:{_VERBS})\b|`|\.(?:yaml|toml|lock|jinja|gitattributes)\b|(?<![\w-])--[a-z]|\bPATH\b|\bgit\b"
    r"|\[mail\]|\bpip install\b"
)
_AS_WRITTEN = Path(
    "briefgen", "content", "reading"
)  # what is told of a file is told where it is edited as it is written


def extract(root: Path) -> Catalog:
    """Return all that the desk can show, of the code and the templates below `root`."""
    template = new_catalog(header=_HEADER)
    add_from(template, root, _SOURCES, _KEYWORDS)
    for words in told(root / "briefgen"):
        template.add(words)
    for path in sorted((root / _BRIEFS).glob("*.html.jinja")):
        template.add(path.name.partition(".")[0], context="brief")
    for layout in LAYOUTS:  # in a file's name, and on a button
        template.add(layout, context="layout")
        template.add(layout, context="print")
    for promise in promises().values():
        template.add(promise, context="problem")
    for context, message in form_words():
        if message:
            template.add(message, context=context)
    return template


def told(folder: Path) -> Iterator[str]:
    """Yield the words that the code in a folder tells with `Told` and `Note`, as often as they occur.

    Babel's own reader of Python misses what stands within the brackets of another message.
    """
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TOLD:
                match node.args[_TOLD[node.func.id] :]:
                    case [ast.Constant(value=str(words)), *_]:
                        yield words


def for_a_terminal(words: str) -> bool:
    """Tell whether words are for who types commands and edits files: a clerk is told what to do on a page."""
    return bool(_TERMINAL.search(words))


def worded_anew(root: Path, shown: Catalog, worded: Catalog) -> Catalog:
    """Return those messages that the desk has to word anew in English, and those that it has `worded` besides."""
    catalog = new_catalog(header=_HEADER)
    of_files = set(told(root / _AS_WRITTEN))
    for message in shown:
        told_so = worded.get(message.id, message.context) if message.id else None
        needed = for_a_terminal(str(message.id)) and message.id not in of_files
        if message.id and (needed or (told_so and told_so.string)):
            catalog.add(message.id, context=message.context)
    return catalog


def files(root: Path) -> Iterator[File]:
    """Yield each catalogue file, its new content, and how many messages are not translated."""
    template = root / _TEMPLATE
    shown = extract(root)
    yield from files_of(template, shown, LANGUAGES, _HEADER)
    path = template.with_name(f"{SOURCE_LANGUAGE}.po")
    catalog = read_po(path) if path.exists() else new_catalog(SOURCE_LANGUAGE, _HEADER)
    update(catalog, worded_anew(root, shown, catalog))
    yield path, written(catalog), sum(1 for message in catalog if message.id and not message.string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd(), files))

"""Brings the desk's catalogues up to date, as `briefgen.language.extract` does those of the briefs.

``python -m briefgen.desk.extract`` writes ``desk.pot`` and adds new messages to each ``.po``; ``--check`` writes
nothing and ends with 1 if a file would change. What the desk can show comes from its templates, from the schema
(fields, lists, choices, and what is said of them), from the to-do list, and from what keeps its words apart from what
they are about (`Told`, `Note`). Above a translation that no native speaker has read stands the comment `UNREAD`:
whoever has read it takes the comment out.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog

from briefgen.desk.words import LANGUAGES
from briefgen.language.extract import File, Source, add_from, files_of, main, new_catalog
from briefgen.making.explaining import promises
from briefgen.upkeep.form_words import form_words

UNREAD = "No native speaker has read this yet."
_HEADER = f"""# What the desk says. English is the language of the msgids.
# A message with the comment «{UNREAD}» waits for a native speaker; who has read it takes the comment out."""
_SOURCES: tuple[Source, ...] = (("briefgen/desk", "**.jinja", "jinja2.ext:babel_extract", {"silent": "false"}),)
_KEYWORDS = {"_": None, "_c": ((1, "c"), 2)}
_TOLD = {"Told": 0, "Note": 1}  # which argument is the words
_BRIEFS = "templates/briefs"
_TEMPLATE = Path("briefgen", "desk", "catalogues", "desk.pot")


def extract(root: Path) -> Catalog:
    """Return all that the desk can show, of the code and the templates below `root`."""
    template = new_catalog(header=_HEADER)
    add_from(template, root, _SOURCES, _KEYWORDS)
    for words in told(root):
        template.add(words)
    for path in sorted((root / _BRIEFS).glob("*.html.jinja")):
        template.add(path.name.partition(".")[0], context="brief")
    for promise in promises().values():
        template.add(promise, context="promise")
    for context, message in form_words():
        if message:
            template.add(message, context=context)
    return template


def told(root: Path) -> Iterator[str]:
    """Yield the words that the code tells with `Told` and `Note`, as often as they occur.

    Babel's own reader of Python misses what stands within the brackets of another message.
    """
    for path in sorted((root / "briefgen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TOLD:
                match node.args[_TOLD[node.func.id] :]:
                    case [ast.Constant(value=str(words)), *_]:
                        yield words


def files(root: Path) -> Iterator[File]:
    """Yield each catalogue file, its new content, and how many messages are not translated."""
    yield from files_of(root / _TEMPLATE, extract(root), LANGUAGES, _HEADER)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd(), files))
